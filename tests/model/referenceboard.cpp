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

// ---- the frame of a verb

void ReferenceBoard::begin()
{
    m_before = tasks;
}

ReferenceBoard::Outcome ReferenceBoard::commit()
{
    for (auto &[id, task] : tasks) {
        const auto old = m_before.find(id);
        task.version = old == m_before.end() ? 1 : old->second.version;
        if (old != m_before.end() && !(task == old->second))
            ++task.version;
    }
    return ok;
}

// ---- looking things up

std::vector<QString> ReferenceBoard::runsOf(const QString &task) const
{
    std::vector<QString> names;
    for (const auto &[name, run] : runs) {
        if (run.task == task)
            names.push_back(name);
    }
    std::sort(names.begin(), names.end(),
              [this](const QString &a, const QString &b) { return runs.at(a).attempt < runs.at(b).attempt; });
    return names;
}

QString ReferenceBoard::latestRunOf(const QString &task) const
{
    const auto names = runsOf(task);
    return names.empty() ? QString() : names.back();
}

QString ReferenceBoard::latestEndedRunOf(const QString &task) const
{
    QString latest;
    for (const QString &name : runsOf(task)) {
        if (isTerminal(runs.at(name).status))
            latest = name;
    }
    return latest;
}

QString ReferenceBoard::openRunOf(const QString &task) const
{
    for (const QString &name : runsOf(task)) {
        if (isOpen(runs.at(name).status))
            return name;
    }
    return {};
}

/// The run the session works on; of several the one whose lease goes on, for an expired one may not be swept yet.
QString ReferenceBoard::activeRunOf(const QString &session) const
{
    QString found;
    for (const auto &[name, run] : runs) {
        if (isActive(run.status) && run.session == session &&
            (found.isEmpty() || run.leaseUntil > runs.at(found).leaseUntil))
            found = name;
    }
    return found;
}

bool ReferenceBoard::isPausedDeep(const QString &task) const
{
    for (QString at = task; !at.isEmpty(); at = tasks.at(at).parent) {
        if (tasks.at(at).paused)
            return true;
    }
    return false;
}

bool ReferenceBoard::isBlockedByDependency(const QString &task) const
{
    const auto found = blockers.find(task);
    if (found == blockers.end())
        return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [this](const QString &on) { return tasks.at(on).status != TaskStatus::Completed; });
}

bool ReferenceBoard::hasOpenReview(const QString &run) const
{
    return std::any_of(reviews.begin(), reviews.end(),
                       [&](const auto &entry) { return entry.second.run == run && isOpen(entry.second.status); });
}

bool ReferenceBoard::mayTouch(const QString &actor, const QString &task) const
{
    if (!isAgent(actor) || settings.has(AgentRight::Edit) || tasks.at(task).creator == actor)
        return true;
    const QString held = activeRunOf(actor);
    return !held.isEmpty() && runs.at(held).task == task;
}

bool ReferenceBoard::mayEnd(const QString &actor, const QString &task, const Run &run) const
{
    return !isAgent(actor) || settings.has(AgentRight::Force) || !isActive(run.status) || run.session == actor ||
           tasks.at(task).creator == actor;
}

// ---- STA-02, and everything that follows from it

TaskStatus ReferenceBoard::derive(const QString &id) const
{
    const Task &task = tasks.at(id);
    const bool lacksApproval = task.policy == ApprovalPolicy::Manual && task.approval != ApprovalState::Approved;
    const TaskStatus waiting = isBlockedByDependency(id) || lacksApproval ? TaskStatus::Blocked : TaskStatus::Ready;
    if (task.status == TaskStatus::Canceled || task.status == TaskStatus::Draft)
        return task.status;
    const QString open = openRunOf(id);
    if (!open.isEmpty()) {
        switch (runs.at(open).status) {
        case RunStatus::Starting:
        case RunStatus::Running:
            return TaskStatus::InProgress;
        case RunStatus::NeedsAttention:
            return TaskStatus::Blocked;
        case RunStatus::Queued:
        case RunStatus::Claimed:
        case RunStatus::Completed:
        case RunStatus::Failed:
        case RunStatus::Canceled:
            return waiting;
        }
    }
    const QString last = latestEndedRunOf(id);
    if (last.isEmpty())
        return waiting;
    if (task.circuit)
        return TaskStatus::Blocked;
    const RunStatus end = runs.at(last).status;
    if (end == RunStatus::Canceled)
        return TaskStatus::Canceled;
    if (hasOpenReview(last))
        return TaskStatus::InProgress;
    if (end == RunStatus::Completed) {
        const Review *newest = nullptr;
        for (const auto &[name, review] : reviews) {
            if (review.run == last && review.outcome && review.status != ReviewStatus::Canceled &&
                (!newest || review.verdictOrder > newest->verdictOrder))
                newest = &review;
        }
        return newest && newest->outcome != ReviewOutcome::Approved ? TaskStatus::Blocked : TaskStatus::Completed;
    }
    return static_cast<int>(runsOf(id).size()) + 1 > task.maxAttempts ? TaskStatus::Failed : waiting;
}

void ReferenceBoard::reconcileAll(const QString &completedTask, const QString &completedRun, const QString &actor)
{
    std::map<QString, TaskStatus> first;
    for (const auto &[id, task] : tasks)
        first[id] = task.status;
    for (bool changed = true; changed;) {
        changed = false;
        for (auto &[id, task] : tasks) {
            task.currentRun.clear();
            if (const QString open = openRunOf(id); !open.isEmpty() && isActive(runs.at(open).status))
                task.currentRun = open;
            const TaskStatus status = derive(id);
            if (status == task.status)
                continue;
            task.status = status;
            task.closed = isTerminal(status);
            task.updatedAt = now;
            changed = true;
        }
    }
    if (completedTask.isEmpty() || tasks.at(completedTask).status != TaskStatus::Completed ||
        first[completedTask] == TaskStatus::Completed)
        return;
    for (auto &[id, task] : tasks) { // AEQ-01
        if (!blockers[id].contains(completedTask) || first[id] != TaskStatus::Blocked ||
            task.status != TaskStatus::Ready)
            continue;
        if (task.autoEnqueue && !isPausedDeep(id) && mayCreateRun(id, false) == ok) {
            const QString run = createRun(id, {}, {});
            m_keys[{QStringLiteral("task.auto_enqueue.%1.%2").arg(id, completedRun), actor}] = run;
        }
    }
}

// ---- tasks

ReferenceBoard::Outcome ReferenceBoard::createTask(const QString &actor, const QString &id, const QString &title,
                                                   const QString &parent, bool draft, ApprovalPolicy policy,
                                                   Priority priority, int maxAttempts, bool autoEnqueue)
{
    if (maxAttempts < 1 || maxAttempts > 10)
        return no("validation_failed");
    if (parent == id)
        return no("validation_failed");
    if (!parent.isEmpty() && !tasks.contains(parent))
        return no("task_not_found");
    if (tasks.contains(id) || deleted.contains(id))
        return no("conflict");
    if (!parent.isEmpty()) {
        if (!mayTouch(actor, parent))
            return no("forbidden_operator_action", "edit");
        int depth = 1, children = 0;
        for (QString at = parent; !at.isEmpty(); at = tasks.at(at).parent)
            ++depth;
        for (const auto &[other, task] : tasks)
            children += task.parent == parent;
        if (children + 1 > limits::children || depth > limits::depth)
            return no("graph_limit_exceeded");
    }
    begin();
    Task task;
    task.creator = actor;
    task.title = title;
    task.parent = parent;
    task.policy = policy;
    task.approval = policy == ApprovalPolicy::Manual ? ApprovalState::Pending : ApprovalState::NotRequired;
    task.priority = priority;
    task.maxAttempts = maxAttempts;
    task.autoEnqueue = autoEnqueue;
    task.updatedAt = now;
    task.status = draft                              ? TaskStatus::Draft
                  : policy == ApprovalPolicy::Manual ? TaskStatus::Blocked
                                                     : TaskStatus::Ready;
    tasks[id] = task;
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::updateTask(const QString &actor, const QString &id,
                                                   std::optional<QString> title, std::optional<Priority> priority,
                                                   std::optional<int> maxAttempts, std::optional<ApprovalPolicy> policy,
                                                   std::optional<Time> notBefore)
{
    if (maxAttempts && (*maxAttempts < 1 || *maxAttempts > 10))
        return no("validation_failed");
    if (!title && !priority && !maxAttempts && !policy && !notBefore)
        return no("validation_failed");
    if (!tasks.contains(id))
        return no("task_not_found");
    if (!mayTouch(actor, id))
        return no("forbidden_operator_action", "edit");
    if (policy == ApprovalPolicy::None && tasks.at(id).policy == ApprovalPolicy::Manual &&
        !hasRight(actor, AgentRight::Approve))
        return no("forbidden_operator_action", "approve");
    begin();
    Task &task = tasks.at(id);
    const Task old = task;
    task.title = title.value_or(task.title);
    task.priority = priority.value_or(task.priority);
    task.maxAttempts = maxAttempts.value_or(task.maxAttempts);
    if (notBefore)
        task.notBefore = notBefore;
    if (policy && *policy != task.policy) {
        task.policy = *policy;
        task.approval = *policy == ApprovalPolicy::Manual ? ApprovalState::Pending : ApprovalState::NotRequired;
    }
    if (!(task == old)) {
        task.updatedAt = now;
        reconcileAll({}, {}, actor);
    }
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::deleteTask(const QString &actor, const QString &id)
{
    if (!hasRight(actor, AgentRight::Delete))
        return no("forbidden_operator_action", "delete");
    if (!tasks.contains(id))
        return no("task_not_found");
    if (std::any_of(tasks.begin(), tasks.end(), [&](const auto &entry) { return entry.second.parent == id; }))
        return no("validation_failed", "has_children");
    if (!openRunOf(id).isEmpty())
        return no("validation_failed", "has_open_runs");
    begin();
    const auto names = runsOf(id);
    for (const QString &name : names) {
        std::erase_if(reviews, [&](const auto &entry) { return entry.second.run == name; });
        std::erase_if(m_keys, [&](const auto &entry) { return entry.second == name; });
        runs.erase(name);
    }
    blockers.erase(id);
    for (auto &[other, on] : blockers)
        on.remove(id);
    tasks.erase(id);
    deleted.insert(id);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::cancelTask(const QString &actor, const QString &id)
{
    if (!tasks.contains(id))
        return no("task_not_found");
    std::vector<QString> subtree{id};
    for (std::size_t i = 0; i < subtree.size(); ++i) {
        for (const auto &[other, task] : tasks) {
            if (task.parent == subtree[i])
                subtree.push_back(other);
        }
    }
    for (const QString &at : subtree) {
        const QString open = openRunOf(at);
        if (!open.isEmpty() && !mayEnd(actor, at, runs.at(open)))
            return no("permission_denied", "foreign_run");
    }
    const TaskStatus root = tasks.at(id).status;
    if (root == TaskStatus::Completed || root == TaskStatus::Failed)
        return badState("task_terminal");
    begin();
    for (const QString &at : subtree) {
        Task &task = tasks.at(at);
        if (isTerminal(task.status))
            continue;
        if (const QString open = openRunOf(at); !open.isEmpty())
            endRun(open, RunStatus::Canceled, ClaimEnd::Canceled);
        cancelOpenReviews(at, {});
        task.circuit = false;
        task.circuitReason.reset();
        task.circuitAt = {};
        task.status = TaskStatus::Canceled;
        task.closed = true;
        task.updatedAt = now;
    }
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::pauseTask(const QString &actor, const QString &id, const QString &reason)
{
    if (!hasRight(actor, AgentRight::Pause))
        return no("forbidden_operator_action", "pause");
    if (reason.isEmpty())
        return no("force_op_requires_reason");
    if (!tasks.contains(id))
        return no("task_not_found");
    if (isTerminal(tasks.at(id).status))
        return badState("task_terminal");
    if (const Outcome charged = charge(actor, id); charged != ok)
        return charged;
    begin();
    Task &task = tasks.at(id);
    task.paused = true;
    task.pauseReason = reason;
    task.pausedBy = actor;
    task.pausedAt = now;
    task.updatedAt = now;
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::resumeTask(const QString &actor, const QString &id)
{
    if (!hasRight(actor, AgentRight::Pause))
        return no("forbidden_operator_action", "pause");
    if (!tasks.contains(id))
        return no("task_not_found");
    if (const Outcome charged = charge(actor, id); charged != ok)
        return charged;
    begin();
    Task &task = tasks.at(id);
    if (task.paused) {
        task.paused = false;
        task.pauseReason.clear();
        task.pausedBy.clear();
        task.pausedAt = {};
        task.updatedAt = now;
    }
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::addDependency(const QString &actor, const QString &id, const QString &on)
{
    if (id == on)
        return no("validation_failed");
    if (!tasks.contains(id) || !tasks.contains(on))
        return no("task_not_found");
    if (!mayTouch(actor, id))
        return no("forbidden_operator_action", "edit");
    if (blockers[id].contains(on))
        return no("validation_failed", "dependency_exists");
    if (blockers[id].size() + 1 > limits::dependencies)
        return no("graph_limit_exceeded");
    QSet<QString> reached{on};
    for (bool grown = true; grown;) {
        grown = false;
        const auto frontier = reached;
        for (const QString &at : frontier) {
            for (const QString &next : blockers[at]) {
                grown = grown || !reached.contains(next);
                reached.insert(next);
            }
        }
    }
    if (reached.contains(id))
        return no("cycle_detected");
    begin();
    blockers[id].insert(on);
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::removeDependency(const QString &actor, const QString &id, const QString &on)
{
    if (!tasks.contains(id))
        return no("task_not_found");
    if (!blockers[id].contains(on))
        return no("dependency_not_found");
    if (!mayTouch(actor, id))
        return no("forbidden_operator_action", "edit");
    begin();
    blockers[id].remove(on);
    reconcileAll({}, {}, actor);
    return commit();
}

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
    run.queuedAt = now;
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
    if (!run.lateKept.contains(seen)) {
        run.lateKept << seen;
        if (run.lateKept.size() > limits::lateResults)
            run.lateKept.removeFirst();
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
