#include "model/service/reconcile.h"

#include "model/domain/status.h"
#include "model/service/runlife.h"

#include <deque>

namespace stint
{

namespace
{

StatusFacts factsOf(Verb &verb, const Task &task)
{
    StatusFacts facts;
    facts.stored = task.status;
    facts.unresolvedDependency = verb.store.hasUnresolvedDependency(task.id);
    facts.lacksApproval = task.lacksApproval();
    facts.maxAttempts = task.maxAttempts;
    facts.circuitOpen = task.circuitOpen();
    facts.lastReview = task.lastReviewId;
    facts.runs = verb.store.runsOf(task.id);
    // Reviews matter only while nothing is open (STA-02 rows 7 and 8).
    if (const Run *latest = latestTerminal(facts.runs); latest && !openRun(facts.runs))
        facts.reviewsOfLatest = verb.store.reviewsOfRun(latest->id);
    return facts;
}

/// `pending` exists only inside publish (4.1): whoever derives a status from it starts from `ready`.
TaskStatus derive(StatusFacts facts)
{
    if (facts.stored == TaskStatus::Pending)
        facts.stored = TaskStatus::Ready;
    return deriveTaskStatus(facts);
}

/// AEQ-01: the dependent asks to be queued as soon as its last blocker completes.
void autoEnqueue(Verb &verb, const Task &dependent, const RunId &completedRun)
{
    if (!dependent.autoEnqueueOnReady || pausedBy(verb.store, dependent))
        return;
    if (!mayCreateRun(verb, dependent, false))
        return;
    NewRun options;
    options.idempotencyKey = QStringLiteral("task.auto_enqueue.%1.%2").arg(dependent.id.value, completedRun.value);
    const Run run = createRun(verb, dependent.id, options);
    const Task now = reconcileTask(verb, dependent.id);
    announceEnqueued(verb, run, now.status, options.idempotencyKey, {}, true);
}

} // namespace

std::optional<TaskId> pausedBy(StoreReader &store, const Task &task)
{
    if (task.pause)
        return task.id;
    auto parent = task.parentTaskId;
    while (parent) {
        const auto ancestor = store.task(*parent);
        if (!ancestor)
            return std::nullopt;
        if (ancestor->pause)
            return ancestor->id;
        parent = ancestor->parentTaskId;
    }
    return std::nullopt;
}

Task reconcileTask(Verb &verb, const TaskId &id)
{
    auto stored = verb.task(id);
    if (!stored)
        return {};
    Task task = *stored;
    const StatusFacts facts = factsOf(verb, task);
    const Run *active = activeRun(facts.runs);
    task.currentRunId = active ? std::optional(active->id) : std::nullopt;
    if (const TaskStatus status = derive(facts); status != task.status) {
        task.status = status;
        task.updatedAt = verb.now;
        task.closedAt = isTerminal(status) ? std::optional(verb.now) : std::nullopt;
    }
    verb.save(task);
    if (const Run *open = openRun(facts.runs))
        refreshReady(verb, task, *open);
    return task;
}

void refreshReady(Verb &verb, const Task &task, const Run &run)
{
    const bool claimable =
        run.status == RunStatus::Queued && task.status == TaskStatus::Ready && !pausedBy(verb.store, task);
    std::optional<ClaimClass> claimClass;
    if (claimable) {
        const auto profile = verb.store.profile(task.id);
        claimClass = claimClassOf(task, run, profile ? profile->sections : ProfileSections{});
    }
    if (!claimClass) {
        verb.store.removeReady(run.id);
        return;
    }
    const ReadyRun entry{run.id, task.id, weight(task.priority), run.queuedAt, run.coordinationChannelId};
    const bool waits = task.notBefore && *task.notBefore > verb.now;
    if (waits && (!verb.state.nextDue || *task.notBefore < *verb.state.nextDue))
        verb.state.nextDue = task.notBefore;
    verb.store.putReady(entry, *claimClass, waits ? task.notBefore : std::nullopt);
}

void refreshReady(Verb &verb, const TaskId &id)
{
    const auto task = verb.task(id);
    if (!task)
        return;
    const auto runs = verb.store.runsOf(id);
    if (const Run *open = openRun(runs))
        refreshReady(verb, *task, *open);
}

void cascade(Verb &verb, const TaskId &id, TaskStatus before, const std::optional<RunId> &completedBy)
{
    struct Step {
        TaskId id;
        TaskStatus before;
    };
    std::deque<Step> walk{{id, before}};
    while (!walk.empty()) {
        const Step step = walk.front();
        walk.pop_front();
        const auto moved = verb.task(step.id);
        const TaskStatus after = moved ? moved->status : TaskStatus::Canceled;
        if ((step.before == TaskStatus::Completed) == (after == TaskStatus::Completed))
            continue;
        for (const TaskId &dependentId : verb.store.dependentsOf(step.id)) {
            const auto dependent = verb.task(dependentId);
            if (!dependent)
                continue;
            const Task now = reconcileTask(verb, dependentId);
            if (now.status == dependent->status)
                continue;
            // Only the dependents of the task whose run completed can ask to be queued; the walk below passes on
            // status changes alone, because nothing further down has completed.
            if (step.id == id && completedBy && after == TaskStatus::Completed &&
                dependent->status == TaskStatus::Blocked && now.status == TaskStatus::Ready)
                autoEnqueue(verb, now, *completedBy);
            walk.push_back({dependentId, dependent->status});
        }
    }
}

} // namespace stint
