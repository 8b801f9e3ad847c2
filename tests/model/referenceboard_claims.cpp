#include "tests/model/referenceboard.h"

#include "model/domain/limits.h"
#include "tests/model/outcomes.h"

#include <algorithm>

namespace stint::test
{

// ---- draft, publish, start, approve, reject, enqueue

ReferenceBoard::Outcome ReferenceBoard::mayCreateRun(const QString &task, bool mayClose) const
{
    if (!openRunOf(task).isEmpty())
        return badState("open_run");
    if (const QString last = latestRunOf(task); !last.isEmpty() && hasOpenReview(last))
        return badState("review_open");
    if (tasks.at(task).circuit && !mayClose)
        return badState("review_circuit_open");
    if (static_cast<int>(runsOf(task).size()) + 1 > tasks.at(task).maxAttempts)
        return badState("attempts_exhausted");
    return ok;
}

QString ReferenceBoard::createRun(const QString &task, const QString &previous, const QStringList &capabilities)
{
    if (tasks.at(task).circuit)
        closeCircuit(task);
    Run run;
    run.task = task;
    run.attempt = static_cast<int>(runsOf(task).size()) + 1;
    run.order = ++m_order;
    run.queuedAt = run.waitingSince = now;
    run.previous = previous;
    run.capabilities = capabilities;
    run.round = tasks.at(task).round + 1;
    const QString name = QStringLiteral("%1#%2").arg(task).arg(run.attempt);
    runs[name] = run;
    return name;
}

void ReferenceBoard::closeCircuit(const QString &id)
{
    Task &task = tasks.at(id);
    task.circuit = false;
    task.circuitReason.reset();
    task.circuitAt = {};
    task.round = 0;
}

ReferenceBoard::Outcome ReferenceBoard::start(const QString &actor, const QString &id, const QString &given)
{
    if (!tasks.contains(id))
        return no("task_not_found");
    const std::pair key{given.isEmpty() ? QStringLiteral("task.start.") + id : given, actor};
    if (const auto known = m_keys.find(key); known != m_keys.end())
        return runs.at(known->second).task == id ? ok : no("validation_failed", "idempotency_key_reused");
    const TaskStatus status = tasks.at(id).status;
    if (status == TaskStatus::Blocked || status == TaskStatus::Draft || status == TaskStatus::Canceled)
        return badState(nullptr);
    if (const Outcome may = mayCreateRun(id, false); may != ok)
        return may;
    begin();
    m_keys[key] = createRun(id, {}, {});
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::publish(const QString &actor, const QString &id, const QString &given)
{
    if (!tasks.contains(id))
        return no("task_not_found");
    const std::pair key{given.isEmpty() ? QStringLiteral("task.publish.") + id : given, actor};
    if (const auto known = m_keys.find(key); known != m_keys.end())
        return runs.at(known->second).task == id ? ok : no("validation_failed", "idempotency_key_reused");
    if (!mayTouch(actor, id))
        return no("forbidden_operator_action", "edit");
    Task &task = tasks.at(id);
    if (task.status != TaskStatus::Draft)
        return badState("not_draft");
    if (isBlockedByDependency(id) ||
        (task.policy == ApprovalPolicy::Manual && task.approval != ApprovalState::Approved))
        return badState("would_be_blocked");
    begin();
    task.status = TaskStatus::Ready;
    task.updatedAt = now;
    m_keys[key] = createRun(id, {}, {});
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::approve(const QString &actor, const QString &id, const QString &given)
{
    if (!hasRight(actor, AgentRight::Approve))
        return no("forbidden_operator_action", "approve");
    if (!tasks.contains(id))
        return no("task_not_found");
    const std::pair key{given.isEmpty() ? QStringLiteral("task.approval.") + id : given, actor};
    if (const auto known = m_keys.find(key); known != m_keys.end())
        return runs.at(known->second).task == id ? ok : no("validation_failed", "idempotency_key_reused");
    Task &task = tasks.at(id);
    if (task.policy != ApprovalPolicy::Manual || task.approval != ApprovalState::Pending)
        return badState("approval_not_pending");
    if (isTerminal(task.status))
        return badState("task_terminal");
    begin();
    task.approval = ApprovalState::Approved;
    task.updatedAt = now;
    if (task.status != TaskStatus::Draft && mayCreateRun(id, false) == ok)
        m_keys[key] = createRun(id, {}, {});
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::reject(const QString &actor, const QString &id)
{
    if (!hasRight(actor, AgentRight::Approve))
        return no("forbidden_operator_action", "approve");
    if (!tasks.contains(id))
        return no("task_not_found");
    Task &task = tasks.at(id);
    if (task.policy != ApprovalPolicy::Manual || task.approval != ApprovalState::Pending)
        return badState("approval_not_pending");
    if (isTerminal(task.status))
        return badState("task_terminal");
    begin();
    task.approval = ApprovalState::Rejected;
    task.updatedAt = now;
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::enqueue(const QString &actor, const QString &id, const QString &given,
                                                const QStringList &capabilities)
{
    if (given.isEmpty() && isAgent(actor))
        return no("validation_failed", "idempotency_key_required");
    if (!tasks.contains(id))
        return no("task_not_found");
    if (tasks.at(id).status == TaskStatus::Draft)
        return badState("task_draft");
    if (tasks.at(id).status == TaskStatus::Canceled)
        return badState("task_canceled");
    const std::pair key{given, actor};
    if (const auto known = m_keys.find(key); !given.isEmpty() && known != m_keys.end())
        return runs.at(known->second).task == id ? ok : no("validation_failed", "idempotency_key_reused");
    if (const Outcome may = mayCreateRun(id, !isAgent(actor) || settings.has(AgentRight::Force)); may != ok)
        return may;
    begin();
    const QString run = createRun(id, {}, capabilities);
    if (!given.isEmpty())
        m_keys[key] = run;
    reconcileAll({}, {}, actor);
    return commit();
}

// ---- claims

QString ReferenceBoard::eligible(const QString &session, const Run &run) const
{
    const Task &task = tasks.at(run.task);
    if (run.status != RunStatus::Queued)
        return badState("run_not_queued");
    if (task.status != TaskStatus::Ready) {
        return badState(task.status == TaskStatus::Draft      ? "task_draft"
                        : task.status == TaskStatus::Canceled ? "task_canceled"
                                                              : "task_blocked");
    }
    if (session.isEmpty())
        return task.notBefore && *task.notBefore > now ? no("no_claimable_run", "not_before") : ok;
    if (isPausedDeep(run.task))
        return no("no_claimable_run", "paused");
    if (schedulerPaused)
        return no("no_claimable_run", "scheduler_paused");
    if (task.notBefore && *task.notBefore > now)
        return no("no_claimable_run", "not_before");
    for (const QString &capability : run.capabilities) {
        if (!sessions.at(session).capabilities.contains(capability))
            return no("no_claimable_run", "run_capabilities");
    }
    return ok;
}

void ReferenceBoard::take(Run &run, const QString &session, qint64 leaseMs)
{
    run.status = RunStatus::Claimed;
    run.starvedCycles = 0;
    run.session = session;
    run.manual = session.isEmpty();
    run.claims.push_back({session, std::nullopt});
    run.epoch = static_cast<int>(run.claims.size());
    if (!session.isEmpty()) {
        run.leaseMs = leaseMs > 0 ? leaseMs : settings.leaseDefaultMs;
        run.leaseUntil = now + run.leaseMs;
    }
    run.hasResult = false;
}

ReferenceBoard::Outcome ReferenceBoard::claimNext(const QString &session, qint64 leaseMs, QString *claimed)
{
    if (sessions.at(session).ended)
        return no("permission_denied", "session_ended");
    if (const QString held = activeRunOf(session); !held.isEmpty() && runs.at(held).leaseUntil > now)
        return no("active_run_lease");
    QString best;
    for (const auto &[name, run] : runs) {
        if (eligible(session, run) != ok)
            continue;
        const auto place = [this](const QString &n) {
            const Run &r = runs.at(n);
            return std::tuple(-weight(tasks.at(r.task).priority), r.queuedAt, r.order);
        };
        if (best.isEmpty() || place(name) < place(best))
            best = name;
    }
    if (best.isEmpty())
        return no("no_claimable_run");
    begin();
    take(runs.at(best), session, leaseMs);
    reconcileAll({}, {}, session);
    if (claimed)
        *claimed = best;
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::claim(const QString &actor, const QString &name, const QString &key,
                                              qint64 leaseMs)
{
    const QString session = isAgent(actor) ? actor : QString();
    if (!session.isEmpty() && key.isEmpty())
        return no("validation_failed", "idempotency_key_required");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    const std::pair recorded{QStringLiteral("run.claim.") + key, actor};
    if (const auto known = m_keys.find(recorded); !key.isEmpty() && known != m_keys.end()) {
        if (runs.at(known->second).task != run.task)
            return no("validation_failed", "idempotency_key_reused");
        const Kept &kept = m_claimKeys[recorded];
        if (known->second == name && isActive(run.status) && run.epoch == kept.epoch && run.session == session &&
            run.manual == session.isEmpty())
            return ok;
    }
    if (!session.isEmpty()) {
        if (sessions.at(session).ended)
            return no("permission_denied", "session_ended");
        if (const QString held = activeRunOf(session); !held.isEmpty() && runs.at(held).leaseUntil > now)
            return no("active_run_lease");
    }
    if (const Outcome may = eligible(session, run); may != ok)
        return may;
    begin();
    take(run, session, leaseMs);
    if (!key.isEmpty()) {
        m_keys[recorded] = name;
        m_claimKeys[recorded] = {session, run.epoch};
    }
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::prove(const QString &session, const Run &run, std::optional<int> epoch,
                                              bool onlyClaimed) const
{
    const bool holds = isLeased(run) && run.session == session;
    if (!holds) {
        for (auto claim = run.claims.rbegin(); claim != run.claims.rend(); ++claim) {
            if (claim->session == session && claim->end)
                return no("lease_lost", EnumTexts<ClaimEnd>::values[static_cast<std::size_t>(*claim->end)]);
        }
        const QString other = activeRunOf(session);
        const bool heldElsewhere = !other.isEmpty() && runs.at(other).leaseUntil > now;
        return heldElsewhere || isActive(run.status) ? no("permission_denied", "foreign_run")
                                                     : no("invalid_claim_token", "no_active_lease");
    }
    if (epoch && *epoch != run.epoch)
        return no("lease_lost", "epoch_mismatch");
    if (!isActive(run.status) || (onlyClaimed && run.status != RunStatus::Claimed))
        return badState(EnumTexts<RunStatus>::values[static_cast<std::size_t>(run.status)]);
    return run.leaseUntil > now ? ok : no("lease_expired");
}

ReferenceBoard::Outcome ReferenceBoard::refuseLate(const QString &session, Run &run, const Outcome &refusal,
                                                   const char *kind, std::optional<int> given)
{
    if (!refusal.startsWith(QLatin1String("lease_lost")) && refusal != QLatin1String("lease_expired"))
        return refusal;
    int epoch = run.epoch;
    for (std::size_t i = 0; i < run.claims.size(); ++i) {
        if (run.claims[i].session == session)
            epoch = static_cast<int>(i) + 1;
    }
    if (refusal.endsWith(QLatin1String("epoch_mismatch")))
        epoch = given.value_or(epoch);
    const QString seen = QStringLiteral("%1/%2/%3").arg(session).arg(epoch).arg(QLatin1String(kind));
    const auto isSame = [&](const Run::Late &late) { return late.seen == seen; };
    if (std::none_of(run.late.begin(), run.late.end(), isSame)) {
        run.late.push_back({seen, ++run.lastLate, qstrcmp(kind, "complete") == 0});
        if (run.late.size() > std::size_t(limits::lateResults))
            run.late.erase(run.late.begin());
    }
    return refusal;
}

ReferenceBoard::Outcome ReferenceBoard::startRun(const QString &actor, const QString &name, const QString &key)
{
    if (isAgent(actor) && key.isEmpty())
        return no("validation_failed", "idempotency_key_required");
    if (!runs.contains(name))
        return no("run_not_found");
    Run &run = runs.at(name);
    const std::pair recorded{QStringLiteral("run.start.") + key, actor};
    if (const auto known = m_keys.find(recorded); !key.isEmpty() && known != m_keys.end()) {
        if (runs.at(known->second).task != run.task)
            return no("validation_failed", "idempotency_key_reused");
        const Kept &kept = m_claimKeys[recorded];
        if (known->second == name && isActive(run.status) && run.epoch == kept.epoch &&
            run.session == (isAgent(actor) ? actor : QString()) && run.manual != isAgent(actor))
            return ok;
    }
    const TaskStatus status = tasks.at(run.task).status;
    if (status == TaskStatus::Blocked || status == TaskStatus::Draft || status == TaskStatus::Canceled)
        return badState(nullptr);
    if (isAgent(actor)) {
        if (const Outcome proof = prove(actor, run, std::nullopt, true); proof != ok)
            return proof;
    } else if (isLeased(run)) {
        return no("permission_denied", "foreign_run");
    }
    if (run.status != RunStatus::Claimed)
        return badState(nullptr);
    begin();
    run.status = RunStatus::Running;
    if (!key.isEmpty()) {
        m_keys[recorded] = name;
        m_claimKeys[recorded] = {run.session, run.epoch};
    }
    reconcileAll({}, {}, actor);
    return commit();
}

} // namespace stint::test
