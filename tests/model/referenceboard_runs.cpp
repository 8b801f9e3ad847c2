#include "tests/model/referenceboard.h"

#include "model/domain/limits.h"
#include "tests/model/outcomes.h"

#include <algorithm>

namespace stint::test
{

// ---- moves of a run

void ReferenceBoard::endClaim(Run &run, ClaimEnd end)
{
    if (!run.claims.empty() && !run.claims.back().end)
        run.claims.back().end = end;
}

void ReferenceBoard::requeue(Run &run, ClaimEnd end)
{
    run.status = RunStatus::Queued;
    run.waitingSince = now;
    run.session.clear();
    run.manual = false;
    run.hasResult = false;
    run.attention.reset();
    run.resumeAfter.reset();
    endClaim(run, end);
}

void ReferenceBoard::park(Run &run, AttentionReason reason, ClaimEnd end)
{
    run.status = RunStatus::NeedsAttention;
    run.starvedCycles = 0;
    run.session.clear();
    run.manual = false;
    run.attention = reason;
    endClaim(run, end);
}

void ReferenceBoard::endRun(const QString &name, RunStatus status, ClaimEnd end)
{
    Run &run = runs.at(name);
    run.status = status;
    run.endedAt = now;
    run.attention.reset();
    run.resumeAfter.reset();
    if (status != RunStatus::Completed)
        run.hasResult = false;
    endClaim(run, end);
    if (status != RunStatus::Canceled)
        requestAutomatic(name);
}

// ---- leases

ReferenceBoard::Outcome ReferenceBoard::heartbeat(const QString &session, const QString &name, std::optional<int> epoch,
                                                  qint64 leaseMs)
{
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome proof = prove(session, run, epoch); proof != ok)
        return proof;
    begin();
    if (leaseMs > 0)
        run.leaseMs = leaseMs;
    run.leaseUntil = now + run.leaseMs;
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::release(const QString &session, const QString &name, std::optional<int> epoch)
{
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome proof = prove(session, run, epoch); proof != ok)
        return proof;
    begin();
    requeue(run, ClaimEnd::Released);
    reconcileAll({}, {}, session);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::complete(const QString &actor, const QString &name, std::optional<int> epoch)
{
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (isAgent(actor)) {
        if (const Outcome proof = prove(actor, run, epoch); proof != ok)
            return refuseLate(actor, run, proof, "complete", epoch);
    } else {
        if (isLeased(run))
            return no("invalid_claim_token");
        if (run.status != RunStatus::Running)
            return badState(nullptr);
    }
    begin();
    run.hasResult = true;
    if (settings.requireEvidence && tasks.at(run.task).unproven) {
        park(run, AttentionReason::Unproven, ClaimEnd::Unproven);
        reconcileAll({}, {}, actor);
        return commit();
    }
    endRun(name, RunStatus::Completed, ClaimEnd::Completed);
    reconcileAll(run.task, name, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::fail(const QString &actor, const QString &name, std::optional<int> epoch)
{
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (isAgent(actor)) {
        if (const Outcome proof = prove(actor, run, epoch); proof != ok)
            return refuseLate(actor, run, proof, "fail", epoch);
    } else {
        if (isLeased(run))
            return no("invalid_claim_token");
        if (run.status != RunStatus::Running && run.status != RunStatus::Starting)
            return badState(nullptr);
    }
    begin();
    endRun(name, RunStatus::Failed, ClaimEnd::Failed);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::ask(const QString &session, const QString &name, AttentionReason kind,
                                            std::optional<Time> resumeAfter)
{
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome proof = prove(session, run, std::nullopt); proof != ok)
        return proof;
    begin();
    park(run, kind, ClaimEnd::Parked);
    run.resumeAfter = resumeAfter;
    reconcileAll({}, {}, session);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::answer(const QString &actor, const QString &name)
{
    if (!isHuman(actor))
        return no("permission_denied", "human_only");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (run.status != RunStatus::NeedsAttention || run.attention == AttentionReason::Starved)
        return badState("not_parked");
    begin();
    requeue(run, ClaimEnd::Parked);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::accept(const QString &actor, const QString &name)
{
    if (!isHuman(actor))
        return no("permission_denied", "human_only");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (run.status != RunStatus::NeedsAttention || run.attention != AttentionReason::Unproven)
        return badState("not_unproven");
    begin();
    endRun(name, RunStatus::Completed, ClaimEnd::Completed);
    reconcileAll(run.task, name, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::adoptLate(const QString &actor, const QString &name, int n)
{
    if (!isHuman(actor))
        return no("permission_denied", "human_only");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    const auto found =
        std::find_if(run.late.begin(), run.late.end(), [n](const Run::Late &late) { return late.n == n; });
    if (found == run.late.end())
        return no("validation_failed", "late_result_unknown");
    if (run.status != RunStatus::Queued && run.status != RunStatus::NeedsAttention)
        return badState(nullptr);
    const bool completes = found->completes;
    if (completes && settings.requireEvidence && tasks.at(run.task).unproven)
        return badState("unproven");
    begin();
    run.late.clear();
    run.hasResult = completes;
    if (completes)
        endRun(name, RunStatus::Completed, ClaimEnd::Completed);
    else
        endRun(name, RunStatus::Failed, ClaimEnd::Failed);
    reconcileAll(completes ? run.task : QString(), name, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::discardLate(const QString &actor, const QString &name, int n)
{
    if (!isHuman(actor))
        return no("permission_denied", "human_only");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (std::erase_if(run.late, [n](const Run::Late &late) { return late.n == n; }) == 0)
        return no("validation_failed", "late_result_unknown");
    return ok;
}

ReferenceBoard::Outcome ReferenceBoard::cancelRun(const QString &actor, const QString &name, bool again)
{
    if (again && !hasRight(actor, AgentRight::Force))
        return no("forbidden_operator_action", "force");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (!mayEnd(actor, run.task, run))
        return no("permission_denied", "foreign_run");
    if (isTerminal(run.status))
        return badState(nullptr);
    if (again && static_cast<int>(runsOf(run.task).size()) + 1 > tasks.at(run.task).maxAttempts)
        return badState("attempts_exhausted");
    begin();
    endRun(name, RunStatus::Canceled, ClaimEnd::Canceled);
    if (again)
        createRun(run.task, name, run.capabilities);
    reconcileAll({}, {}, actor);
    return commit();
}

// ---- force operations

ReferenceBoard::Outcome ReferenceBoard::charge(const QString &actor, const QString &task)
{
    if (!isAgent(actor))
        return ok;
    Window &window = m_windows[{actor, task}];
    if (window.count == 0 || now - window.openedAt >= settings.forceWindowMs)
        window = {now, 1};
    else if (window.count >= settings.forceLimit)
        return no("force_op_rate_limited");
    else
        ++window.count;
    return ok;
}

ReferenceBoard::Outcome ReferenceBoard::forceRelease(const QString &actor, const QString &name)
{
    if (!hasRight(actor, AgentRight::Force))
        return no("forbidden_operator_action", "force");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome charged = charge(actor, run.task); charged != ok)
        return charged;
    if (run.status != RunStatus::Claimed)
        return badState("task_run_not_releasable");
    begin();
    requeue(run, ClaimEnd::ForceReleased);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::forceFail(const QString &actor, const QString &name)
{
    if (!hasRight(actor, AgentRight::Force))
        return no("forbidden_operator_action", "force");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome charged = charge(actor, run.task); charged != ok)
        return charged;
    if (isTerminal(run.status))
        return badState("task_run_already_terminal");
    if (run.status == RunStatus::Starting || run.status == RunStatus::Running)
        return badState("task_run_still_active");
    begin();
    run.forced = true;
    endRun(name, RunStatus::Failed, ClaimEnd::ForceFailed);
    reconcileAll({}, {}, actor);
    return commit();
}

int ReferenceBoard::lineage(const QString &name) const
{
    int steps = 0;
    for (QString at = runs.at(name).previous; runs.contains(at); at = runs.at(at).previous)
        ++steps;
    return steps;
}

/// FRC-08 up to and including the open run; \a name itself does not count as open.
ReferenceBoard::Outcome ReferenceBoard::mayRetry(const QString &actor, const QString &name) const
{
    const Run &run = runs.at(name);
    if (lineage(name) >= limits::retryLineage)
        return no("retry_chain_too_deep");
    for (const auto &[other, later] : runs) {
        if (later.previous == name)
            return badState("already_retried");
    }
    const Task &task = tasks.at(run.task);
    if (task.status == TaskStatus::Draft || task.status == TaskStatus::Canceled)
        return badState(task.status == TaskStatus::Draft ? "task_draft" : "task_canceled");
    if (const QString open = openRunOf(run.task); !open.isEmpty() && open != name)
        return badState("open_run");
    if (const QString last = latestRunOf(run.task); hasOpenReview(last))
        return badState("review_open");
    if (task.circuit && isAgent(actor) && !settings.has(AgentRight::Force))
        return badState("review_circuit_open");
    if (static_cast<int>(runsOf(run.task).size()) + 1 > task.maxAttempts)
        return badState("attempts_exhausted");
    return ok;
}

ReferenceBoard::Outcome ReferenceBoard::retry(const QString &actor, const QString &name)
{
    if (!hasRight(actor, AgentRight::Force))
        return no("forbidden_operator_action", "force");
    if (!runs.contains(name))
        return no("run_not_found");
    const Run run = runs.at(name);
    if (const Outcome charged = charge(actor, run.task); charged != ok)
        return charged;
    if (isOpen(run.status))
        return badState("task_run_still_active");
    if (run.status != RunStatus::Failed)
        return badState("task_run_not_retryable");
    if (const Outcome may = mayRetry(actor, name); may != ok)
        return may;
    begin();
    createRun(run.task, name, run.capabilities);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::recover(const QString &actor, const QString &name)
{
    if (!hasRight(actor, AgentRight::Force))
        return no("forbidden_operator_action", "force");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    if (const Outcome charged = charge(actor, run.task); charged != ok)
        return charged;
    if (run.status != RunStatus::NeedsAttention)
        return badState("task_run_not_recoverable");
    if (const Outcome may = mayRetry(actor, name); may != ok)
        return may;
    begin();
    run.forced = true;
    endRun(name, RunStatus::Failed, ClaimEnd::Recovered);
    createRun(run.task, name, run.capabilities);
    reconcileAll({}, {}, actor);
    return commit();
}

// ---- scheduler, sessions, time

ReferenceBoard::Outcome ReferenceBoard::pauseScheduler(const QString &actor, bool paused)
{
    if (!hasRight(actor, AgentRight::Scheduler))
        return no("forbidden_operator_action", "scheduler");
    begin();
    schedulerPaused = paused;
    return commit();
}

void ReferenceBoard::registerSession(const QString &id, const QString &agent, SessionKind kind,
                                     const QStringList &capabilities)
{
    sessions[id] = {agent, kind, capabilities, ++m_order, false};
}

ReferenceBoard::Outcome ReferenceBoard::endSession(const QString &session)
{
    if (sessions.at(session).ended)
        return no("permission_denied", "session_ended");
    endSessionNow(session);
    return ok;
}

ReferenceBoard::Outcome ReferenceBoard::releaseSession(const QString &actor, const QString &session)
{
    if (!isHuman(actor))
        return no("permission_denied", "human_only");
    if (!sessions.at(session).ended)
        endSessionNow(session);
    return ok;
}

void ReferenceBoard::endSessionNow(const QString &session)
{
    begin();
    sessions.at(session).ended = true;
    for (auto &[name, run] : runs) {
        if (isActive(run.status) && run.session == session)
            requeue(run, ClaimEnd::SessionReleased);
    }
    unbind(session);
    reconcileAll({}, {}, session);
    commit();
}

void ReferenceBoard::climb()
{
    if (schedulerPaused)
        return;
    for (auto &[name, run] : runs) {
        const Task &task = tasks.at(run.task);
        const bool isReached = !task.notBefore || *task.notBefore <= now;
        if (run.status != RunStatus::Queued || task.status != TaskStatus::Ready || isPausedDeep(run.task) || !isReached)
            continue;
        const Time since = std::max(run.waitingSince, task.notBefore.value_or(run.waitingSince));
        if (now - since < settings.starvationMinQueuedAgeMs ||
            ++run.starvedCycles < settings.starvationNeedsAttentionAfter)
            continue;
        begin();
        park(run, AttentionReason::Starved, ClaimEnd::Parked);
        reconcileAll({}, {}, QStringLiteral("engine"));
        commit();
    }
}

void ReferenceBoard::sweep()
{
    begin();
    for (auto &[name, run] : runs) {
        if (isActive(run.status) && !run.manual && run.leaseUntil <= now)
            requeue(run, ClaimEnd::Expired);
    }
    reconcileAll({}, {}, QStringLiteral("engine"));
    commit();
    begin();
    for (auto &[name, run] : runs) {
        if (run.status == RunStatus::NeedsAttention && run.resumeAfter && *run.resumeAfter <= now)
            requeue(run, ClaimEnd::Parked);
    }
    reconcileAll({}, {}, QStringLiteral("engine"));
    commit();
    std::vector<QString> due;
    for (const auto &[name, review] : reviews) {
        if (isOpen(review.status) && review.deadline && *review.deadline <= now)
            due.push_back(name);
    }
    std::sort(due.begin(), due.end(),
              [this](const QString &a, const QString &b) { return reviews.at(a).order < reviews.at(b).order; });
    for (const QString &name : due) {
        if (!isOpen(reviews.at(name).status))
            continue;
        begin();
        verdict(QStringLiteral("engine"), name, ReviewOutcome::Timeout, QStringLiteral("review-timeout:") + name);
        commit();
    }
    std::vector<QString> waiting;
    for (const auto &[name, review] : reviews) {
        if (review.status == ReviewStatus::Requested)
            waiting.push_back(name);
    }
    std::sort(waiting.begin(), waiting.end(),
              [this](const QString &a, const QString &b) { return reviews.at(a).order < reviews.at(b).order; });
    for (const QString &name : waiting)
        route(name);
}

} // namespace stint::test
