#include "tests/model/referenceboard.h"

#include "model/domain/limits.h"
#include "tests/model/outcomes.h"

#include <algorithm>

namespace stint::test
{

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
    // Whoever owns the present claim holds the run, also while a lease that is over waits for its sweep.
    const QString open = openRunOf(task);
    return !open.isEmpty() && isActive(runs.at(open).status) && runs.at(open).session == actor;
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
    if (tasks.contains(id) || deleted.contains(id))
        return no("conflict");
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
    // CAN-02 before what the descendants say.
    const TaskStatus root = tasks.at(id).status;
    if (root == TaskStatus::Completed || root == TaskStatus::Failed)
        return badState("task_terminal");
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
    begin();
    for (const QString &at : subtree) {
        Task &task = tasks.at(at);
        if (isTerminal(task.status))
            continue;
        if (const QString open = openRunOf(at); !open.isEmpty())
            endRun(open, RunStatus::Canceled, ClaimEnd::Canceled);
        cancelOpenReviews(at, {});
        if (task.circuit)
            closeCircuit(at); // REV-20
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

} // namespace stint::test
