#include "tests/model/referenceboard.h"

#include "model/domain/limits.h"

#include <algorithm>

namespace stint::test
{

namespace
{

const QString ok = QStringLiteral("ok");

QString no(const char *code, const char *reason = nullptr)
{
    return reason ? QStringLiteral("%1/%2").arg(QLatin1String(code), QLatin1String(reason)) : QLatin1String(code);
}

QString badState(const char *reason)
{
    return no("invalid_status_transition", reason);
}

} // namespace

// ---- moves of a run

void ReferenceBoard::endClaim(Run &run, ClaimEnd end)
{
    if (!run.claims.empty() && !run.claims.back().end)
        run.claims.back().end = end;
}

void ReferenceBoard::requeue(Run &run, ClaimEnd end)
{
    run.status = RunStatus::Queued;
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
    begin();
    sessions.at(session).ended = true;
    for (auto &[name, run] : runs) {
        if (isActive(run.status) && run.session == session)
            requeue(run, ClaimEnd::SessionReleased);
    }
    unbind(session);
    reconcileAll({}, {}, session);
    return commit();
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

// ---- reviews

ReviewPolicy ReferenceBoard::matching(RunStatus status) const
{
    const bool matches = settings.reviewPolicy == ReviewPolicy::Always ||
                         (settings.reviewPolicy == ReviewPolicy::OnSuccess && status == RunStatus::Completed) ||
                         (settings.reviewPolicy == ReviewPolicy::OnFailure && status == RunStatus::Failed);
    return matches ? settings.reviewPolicy : ReviewPolicy::None;
}

bool ReferenceBoard::owesReview(const QString &task) const
{
    qint64 rejected = 0, approved = 0;
    for (const auto &[name, review] : reviews) {
        if (runs.at(review.run).task != task || !review.outcome)
            continue;
        if (review.outcome == ReviewOutcome::Rejected)
            rejected = std::max(rejected, review.verdictOrder);
        if (review.outcome == ReviewOutcome::Approved)
            approved = std::max(approved, review.verdictOrder);
    }
    return rejected > approved;
}

void ReferenceBoard::requestAutomatic(const QString &name)
{
    const Run &run = runs.at(name);
    const TaskStatus status = tasks.at(run.task).status;
    if (run.forced || status == TaskStatus::Draft || status == TaskStatus::Canceled)
        return;
    ReviewPolicy policy = matching(run.status);
    if (policy == ReviewPolicy::None && run.status == RunStatus::Completed && owesReview(run.task))
        policy = ReviewPolicy::Always;
    if (policy == ReviewPolicy::None)
        return;
    const QString review = addReview(name, run.round, 1, policy, true, QStringLiteral("engine"));
    qint64 recent = 0;
    for (const auto &[other, ended] : runs) {
        if (ended.task == run.task && ended.endedAt && ended.status != RunStatus::Canceled &&
            *ended.endedAt > now - settings.reviewRapidTerminalWindowMs)
            ++recent;
    }
    if (run.round > settings.reviewMaxRounds)
        openCircuit(review, CircuitReason::RoundsExceeded);
    else if (settings.reviewRapidTerminalWindowMs > 0 && recent >= settings.reviewRapidTerminalLimit)
        openCircuit(review, CircuitReason::RapidTerminal);
    else
        route(review);
}

QString ReferenceBoard::addReview(const QString &run, int round, int attempt, ReviewPolicy policy, bool automatic,
                                  const QString &requester)
{
    Review review;
    review.run = run;
    review.round = round;
    review.attempt = attempt;
    review.order = ++m_order;
    review.policy = policy;
    review.automatic = automatic;
    review.requester = requester;
    if (settings.reviewTimeoutMs > 0)
        review.deadline = now + settings.reviewTimeoutMs;
    const QString name = QStringLiteral("%1/%2.%3").arg(run).arg(round).arg(attempt);
    reviews[name] = review;
    return name;
}

bool ReferenceBoard::tookPart(const QString &session, const QString &run) const
{
    return std::any_of(runs.at(run).claims.begin(), runs.at(run).claims.end(), [&](const Run::Claim &claim) {
        return !claim.session.isEmpty() &&
               (claim.session == session || sessions.at(claim.session).agent == sessions.at(session).agent);
    });
}

void ReferenceBoard::route(const QString &name)
{
    Review &review = reviews.at(name);
    QString best;
    for (const auto &[id, session] : sessions) {
        if (session.ended || session.kind != SessionKind::Reviewer || id == review.requester ||
            tookPart(id, review.run))
            continue;
        const bool busy = std::any_of(reviews.begin(), reviews.end(), [&](const auto &entry) {
            return isOpen(entry.second.status) && (entry.second.routed == id || entry.second.bound == id);
        });
        if (!busy && (best.isEmpty() || session.order < sessions.at(best).order))
            best = id;
    }
    if (best.isEmpty())
        return;
    review.status = ReviewStatus::Routed;
    review.routed = best;
}

void ReferenceBoard::unbind(const QString &session)
{
    for (auto &[name, review] : reviews) {
        if (!isOpen(review.status) || (review.routed != session && review.bound != session))
            continue;
        review.status = ReviewStatus::Requested;
        review.routed.clear();
        review.bound.clear();
    }
}

void ReferenceBoard::cancelOpenReviews(const QString &task, const QString &except)
{
    for (auto &[name, review] : reviews) {
        if (runs.at(review.run).task == task && name != except && isOpen(review.status))
            review.status = ReviewStatus::Canceled;
    }
}

void ReferenceBoard::openCircuit(const QString &name, CircuitReason reason)
{
    Review &review = reviews.at(name);
    review.status = ReviewStatus::CircuitOpened;
    Task &task = tasks.at(runs.at(review.run).task);
    task.circuit = true;
    task.circuitReason = reason;
    task.circuitAt = now;
    cancelOpenReviews(runs.at(review.run).task, name);
}

ReferenceBoard::Outcome ReferenceBoard::requestReview(const QString &actor, const QString &name)
{
    if (!runs.contains(name))
        return no("run_not_found");
    const Run &run = runs.at(name);
    if (!isTerminal(run.status))
        return badState(nullptr);
    const QString triple = QStringLiteral("%1/%2.1").arg(name).arg(run.round);
    if (run.round > settings.reviewMaxRounds)
        return no("validation_failed");
    if (reviews.contains(triple))
        return ok;
    Task &task = tasks.at(run.task);
    if (latestRunOf(run.task) != name)
        return badState("not_latest_run");
    if (task.status == TaskStatus::Canceled)
        return badState("task_canceled");
    if (task.circuit && !isHuman(actor))
        return badState("review_circuit_open");
    begin();
    if (task.circuit)
        closeCircuit(run.task);
    route(addReview(name, run.round, 1, ReviewPolicy::Always, false, actor));
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::bindReview(const QString &session, const QString &name)
{
    if (!reviews.contains(name))
        return no("review_not_found");
    Review &review = reviews.at(name);
    if (!isOpen(review.status))
        return badState(nullptr);
    if (!review.bound.isEmpty() && review.bound != session)
        return badState(nullptr);
    for (const auto &[other, candidate] : reviews) {
        if (other != name && candidate.bound == session && isOpen(candidate.status))
            return badState("reviewer_busy");
    }
    if (tookPart(session, review.run))
        return no("self_review");
    begin();
    review.status = ReviewStatus::InReview;
    review.bound = session;
    review.routed.clear();
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::recordReview(const QString &actor, const QString &name, ReviewOutcome outcome,
                                                     const QString &delivery)
{
    if (outcome == ReviewOutcome::Timeout)
        return no("validation_failed");
    if (!reviews.contains(name))
        return no("review_not_found");
    Review &review = reviews.at(name);
    if (review.outcome)
        return no("conflict");
    if (!isOpen(review.status))
        return badState(nullptr);
    if (isAgent(actor) && tookPart(actor, review.run))
        return no("self_review");
    if (isAgent(actor) && review.bound != actor)
        return no("permission_denied", "not_reviewer");
    const auto saved = std::tuple(tasks, runs, reviews, m_order);
    begin();
    const Outcome given = verdict(actor, name, outcome, delivery);
    if (given != ok) {
        std::tie(tasks, runs, reviews, m_order) = saved;
        return given;
    }
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::verdict(const QString &actor, const QString &name, ReviewOutcome outcome,
                                                const QString &delivery)
{
    Review &review = reviews.at(name);
    const QString runName = review.run, taskId = runs.at(runName).task;
    Task &task = tasks.at(taskId);
    review.status = ReviewStatus::Recorded;
    review.outcome = outcome;
    review.verdictOrder = ++m_order;
    review.delivery = delivery;
    task.lastReview = name;
    task.updatedAt = now;
    switch (outcome) {
    case ReviewOutcome::Approved:
        task.round = 0;
        break;
    case ReviewOutcome::Rejected:
        if (review.round < settings.reviewMaxRounds) {
            if (static_cast<int>(runsOf(taskId).size()) + 1 > task.maxAttempts)
                return badState("attempts_exhausted");
            task.round = review.round;
            cancelOpenReviews(taskId, name);
            createRun(taskId, {}, runs.at(runName).capabilities);
        } else {
            openCircuit(name, CircuitReason::RoundsExceeded);
        }
        break;
    case ReviewOutcome::Blocked:
        openCircuit(name, CircuitReason::BlockedVerdict);
        break;
    case ReviewOutcome::Error:
    case ReviewOutcome::Timeout:
    case ReviewOutcome::InvalidOutput: {
        if (hasOpenReview(runName))
            break;
        int highest = 0;
        for (const auto &[other, sibling] : reviews) {
            if (sibling.run == runName && sibling.round == review.round)
                highest = std::max(highest, sibling.attempt);
        }
        if (highest < settings.reviewMaxReviewAttempts)
            route(addReview(runName, review.round, highest + 1, review.policy, review.automatic,
                            QStringLiteral("engine")));
        else
            openCircuit(name, CircuitReason::ReviewAttemptsExhausted);
        break;
    }
    }
    reconcileAll(outcome == ReviewOutcome::Approved ? taskId : QString(), runName, actor);
    return ok;
}

} // namespace stint::test
