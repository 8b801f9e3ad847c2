#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/bulk.h"
#include "model/service/checks.h"
#include "model/service/decisions.h"
#include "model/service/leases.h"
#include "model/service/reconcile.h"
#include "model/service/reviews.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

/// One open task of the subtree with its open run, in the order of CAN-01.
struct Victim {
    Task task;
    std::optional<Run> run;
};

/// The root and everything below it that has not ended: level by level, each level by ascending id. Ended tasks are
/// left out, what is below them is not (CAN-03).
std::vector<Victim> victimsBelow(Verb &verb, const Task &root)
{
    std::vector<Victim> victims;
    std::vector<TaskId> level{root.id};
    while (!level.empty()) {
        std::vector<TaskId> below;
        for (const TaskId &id : level) {
            const auto children = verb.store.childrenOf(id);
            below.insert(below.end(), children.begin(), children.end());
            const auto task = verb.task(id);
            if (!task || isTerminal(task->status))
                continue;
            const auto runs = verb.store.runsOf(id);
            const Run *run = openRun(runs);
            victims.push_back({*task, run ? std::optional(*run) : std::nullopt});
        }
        std::sort(below.begin(), below.end());
        level = std::move(below);
    }
    return victims;
}

void recordCanceled(Verb &verb, const Victim &victim, const Task &now, const TaskCancel &request, bool isRoot)
{
    JsonWriter payload;
    payload.beginObject();
    payload.memberIfSet("reason", request.reason);
    payload.memberRaw("metadata", request.metadata.text);
    payload.member("previous_status", QString(toText(victim.task.status)));
    payload.member("status", QString(toText(now.status)));
    if (!isRoot)
        payload.member("propagated_from_task_id", request.taskId.value);
    if (victim.run) {
        payload.key("canceled_run_ids");
        payload.beginArray();
        payload.value(victim.run->id.value);
        payload.endArray();
    }
    if (isRoot)
        payload.memberIfSet("duplicate_of", request.duplicateOf.value_or(TaskId()).value);
    payload.endObject();
    verb.record("task.canceled", now.id, std::nullopt, std::move(payload));
}

/// CAN-03 and CAN-04 for one task.
Done cancelOne(Verb &verb, const Victim &victim, const TaskCancel &request)
{
    const bool isRoot = victim.task.id == request.taskId;
    const auto propagatedFrom = isRoot ? std::nullopt : std::optional(request.taskId);
    if (victim.run) {
        Run run = *victim.run;
        STINT_TRY(cancelOpenRun(verb, run, propagatedFrom));
        recordRunCanceled(verb, *victim.run, TaskStatus::Canceled,
                          {request.reason, request.metadata, false, propagatedFrom});
    }
    cancelOpenReviews(verb, victim.task.id, "task_canceled", Announce::Now);
    Task task = victim.task;
    if (task.circuitOpen())
        closeCircuit(verb, task);
    task.status = TaskStatus::Canceled;
    task.updatedAt = verb.now;
    task.closedAt = verb.now;
    if (isRoot && request.duplicateOf)
        task.duplicateOf = request.duplicateOf;
    verb.save(task);
    recordCanceled(verb, victim, reconcileTask(verb, task.id), request, isRoot);
    return {};
}

Done checkFields(TaskCancel &request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkReason(request.reason));
    STINT_TRY(checkJson("metadata", request.metadata, limits::callMetadataBytes));
    if (!request.duplicateOf)
        return {};
    STINT_TRY(checkId("duplicate_of", *request.duplicateOf));
    if (*request.duplicateOf == request.taskId)
        return invalid("duplicate_of", "A task is not its own duplicate.");
    return {};
}

} // namespace

Result<TaskReply> perform(Verb &verb, TaskCancel request)
{
    STINT_TRY(checkFields(request));
    STINT_TRY_LET(const Task root, verb.requireTask(request.taskId));
    if (request.duplicateOf && !verb.task(*request.duplicateOf))
        return refuse(ErrorCode::TaskNotFound, "There is no such task.").field("duplicate_of");
    if (root.status == TaskStatus::Completed || root.status == TaskStatus::Failed)
        return refuse(ErrorCode::InvalidStatusTransition, "The task has ended.").reason("task_terminal");
    const auto victims = victimsBelow(verb, root);
    for (const Victim &victim : victims) {
        if (victim.run)
            STINT_TRY(mayEndRun(verb, victim.task, *victim.run));
    }
    for (const Victim &victim : victims)
        STINT_TRY(cancelOne(verb, victim, request));
    return TaskReply{TaskView(verb.task(root.id).value_or(root)), std::nullopt, std::nullopt, {}};
}

Result<BulkReply> perform(Verb &verb, TaskBulkCancel request)
{
    STINT_TRY_LET(const QStringList ids, checkBulkIds(request.ids));
    STINT_TRY(checkReason(request.reason));
    return performEach(verb, ids, [&](const QString &id) -> Result<BulkItem> {
        TaskCancel one;
        one.taskId = TaskId(id);
        one.reason = request.reason;
        STINT_TRY_LET(const TaskReply reply, perform(verb, one));
        BulkItem item;
        item.task = reply.task;
        return item;
    });
}

} // namespace stint
