#include "model/service/scheduler.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/force.h"
#include "model/service/queuefigures.h"
#include "model/service/reconcile.h"

namespace stint
{

namespace
{

/// A pause takes the queued runs of the whole subtree out of the ready order, its end puts them back (PAU-05).
void refreshSubtree(Verb &verb, const TaskId &root)
{
    std::vector<TaskId> rest{root};
    while (!rest.empty()) {
        const TaskId id = rest.back();
        rest.pop_back();
        refreshReady(verb, id);
        const auto children = verb.store.childrenOf(id);
        rest.insert(rest.end(), children.begin(), children.end());
    }
}

void writeWho(JsonWriter &payload, const Verb &verb)
{
    payload.member("manual", true);
    payload.member("actor_kind", QString(toText(verb.actor.who.kind)));
    payload.member("actor_id", verb.actor.who.ref);
}

/// PAU-01, PAU-03: the row, the ready order of the subtree, the event.
TaskReply storePause(Verb &verb, const Task &before, const std::optional<TaskPause> &pause, const Json &metadata)
{
    Task task = before;
    task.pause = pause;
    task.updatedAt = verb.now;
    verb.save(task);
    refreshSubtree(verb, task.id);
    JsonWriter payload;
    payload.beginObject();
    writeWho(payload, verb);
    payload.member("previous_paused", before.pause.has_value());
    payload.member("paused", pause.has_value());
    if (pause)
        payload.memberIfSet("reason", pause->reason);
    payload.memberRaw("metadata", metadata.text);
    payload.endObject();
    verb.record(pause ? "task.paused" : "task.resumed", task.id, std::nullopt, std::move(payload));
    return TaskReply{TaskView(task), std::nullopt, std::nullopt, {}};
}

void recordScheduler(Verb &verb, const char *type, const QString &reason, bool before, bool now)
{
    JsonWriter payload;
    payload.beginObject();
    writeWho(payload, verb);
    payload.memberIfSet("reason", reason);
    payload.member("previous_paused", before);
    payload.member("paused", now);
    payload.endObject();
    verb.record(type, std::nullopt, std::nullopt, std::move(payload));
}

} // namespace

Result<TaskReply> perform(Verb &verb, TaskPauseRequest request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkText("reason", request.reason, limits::pauseReasonBytes, Lines::Many));
    if (request.reason.isEmpty())
        return refuse(ErrorCode::ForceOpRequiresReason, "Pausing a task needs a reason.").field("reason");
    STINT_TRY(checkJson("metadata", request.metadata, limits::metadataBytes));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    STINT_TRY(checkVersion(task, request.expectedVersion));
    if (isTerminal(task.status))
        return refuse(ErrorCode::InvalidStatusTransition, "The task has ended.").reason("task_terminal");
    STINT_TRY(chargeForceWindow(verb, task.id));
    return storePause(verb, task, TaskPause{verb.actor.who.text(), verb.now, request.reason}, request.metadata);
}

Result<TaskReply> perform(Verb &verb, TaskResume request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkJson("metadata", request.metadata, limits::metadataBytes));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    STINT_TRY(checkVersion(task, request.expectedVersion));
    STINT_TRY(chargeForceWindow(verb, task.id));
    if (!task.pause)
        return TaskReply{TaskView(task), std::nullopt, std::nullopt, {}};
    return storePause(verb, task, std::nullopt, request.metadata);
}

Result<SchedulerStatus> perform(Verb &verb, SchedulerPauseRequest request)
{
    STINT_TRY(checkReason(request.reason));
    const SchedulerPause before = verb.store.schedulerPause();
    verb.store.putSchedulerPause({true, verb.actor.who.text(), verb.now, request.reason});
    recordScheduler(verb, "scheduler.paused", request.reason, before.paused, true);
    return schedulerStatus(verb.store, verb.now, verb.settings());
}

Result<SchedulerStatus> perform(Verb &verb, SchedulerResume)
{
    const SchedulerPause before = verb.store.schedulerPause();
    if (before.paused) {
        verb.store.putSchedulerPause({});
        recordScheduler(verb, "scheduler.resumed", {}, true, false);
    }
    return schedulerStatus(verb.store, verb.now, verb.settings());
}

} // namespace stint
