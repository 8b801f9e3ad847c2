#include "model/service/decisions.h"

#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/bulk.h"
#include "model/service/checks.h"
#include "model/service/runlife.h"

namespace stint
{

namespace
{

Error stateForbids(const char *reason, const char *message)
{
    return refuse(ErrorCode::InvalidStatusTransition, message).reason(reason);
}

/// The key under which start, publish and approve are repeated (IDM-01).
QString keyFor(const char *prefix, const TaskId &task, const QueueOptions &options)
{
    return options.idempotencyKey.isEmpty() ? QLatin1String(prefix) + task.value : options.idempotencyKey;
}

NewRun newRun(const QueueOptions &options, const QString &key)
{
    NewRun run;
    if (!options.networkChannel.isEmpty())
        run.networkChannel = options.networkChannel;
    run.requiredCapabilities = options.requiredCapabilities;
    run.preferredCapabilities = options.preferredCapabilities;
    run.metadata = options.metadata;
    run.idempotencyKey = key;
    return run;
}

TaskReply replyWith(const Task &task, const std::optional<Run> &run, bool existing)
{
    return TaskReply{TaskView(task), run, existing, {}};
}

/// What the three verbs have in common up to their own precondition (DRA-01).
struct Opening {
    Task task;
    QString key;
    std::optional<Run> replay;
};

Result<Opening> open(Verb &verb, const char *defaultKey, TaskId &id, QueueOptions &options)
{
    Opening opening;
    STINT_TRY(checkId("task_id", id));
    STINT_TRY(checkQueueOptions(verb, options));
    STINT_TRY_LET(opening.task, verb.requireTask(id));
    opening.key = keyFor(defaultKey, id, options);
    STINT_TRY_LET(opening.replay, replayedRun(verb, opening.key, id));
    if (!opening.replay)
        STINT_TRY(checkVersion(opening.task, options.expectedVersion));
    return opening;
}

/// DRA-02.
Done mayStart(const Task &task)
{
    switch (task.status) {
    case TaskStatus::Blocked:
        return stateForbids("task_blocked", "The task is blocked.");
    case TaskStatus::Draft:
        return stateForbids("task_draft", "The task is a draft; publish it.");
    case TaskStatus::Canceled:
        return stateForbids("task_canceled", "The task is canceled.");
    case TaskStatus::Pending:
    case TaskStatus::Ready:
    case TaskStatus::InProgress:
    case TaskStatus::Completed:
    case TaskStatus::Failed:
        break;
    }
    return {};
}

/// DRA-04 and DRA-05.
Done mayDecide(const Task &task)
{
    if (task.approvalPolicy != ApprovalPolicy::Manual || task.approvalState != ApprovalState::Pending)
        return stateForbids("approval_not_pending", "The task waits for no approval.");
    if (isTerminal(task.status))
        return stateForbids("task_terminal", "The task has ended.");
    return {};
}

JsonWriter decisionPayload(const Task &before, const Task &now, const QString &reason, const QString &skipped)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("previous_approval_state", QString(toText(before.approvalState)));
    payload.member("approval_state", QString(toText(now.approvalState)));
    payload.member("status", QString(toText(now.status)));
    payload.memberIfSet("reason", reason);
    payload.memberIfSet("enqueue_skipped", skipped);
    payload.endObject();
    return payload;
}

JsonWriter publishedPayload(const Task &now)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("previous_status", QString(toText(TaskStatus::Draft)));
    payload.member("status", QString(toText(now.status)));
    payload.member("approval_state", QString(toText(now.approvalState)));
    payload.endObject();
    return payload;
}

/// Why an approved task gets no run (DRA-06); blank: it gets one.
QString whyNotQueued(Verb &verb, const Task &task)
{
    if (task.status == TaskStatus::Draft)
        return QStringLiteral("task_draft");
    const Done allowed = mayCreateRun(verb, task, false);
    return allowed ? QString() : allowed.error().reasonText();
}

} // namespace

Result<TaskReply> perform(Verb &verb, TaskStart request)
{
    STINT_TRY_LET(const Opening opening, open(verb, "task.start.", request.taskId, request.options));
    if (opening.replay)
        return replyWith(opening.task, opening.replay, true);
    STINT_TRY(mayStart(opening.task));
    STINT_TRY(mayCreateRun(verb, opening.task, false));
    const Run run = createRun(verb, request.taskId, newRun(request.options, opening.key));
    const Task task = settle(verb, request.taskId, opening.task.status, std::nullopt,
                             [&](const Task &now) { announceEnqueued(verb, run, now.status, opening.key, {}, false); });
    return replyWith(task, run, false);
}

Result<TaskReply> perform(Verb &verb, TaskPublish request)
{
    STINT_TRY_LET(const Opening opening, open(verb, "task.publish.", request.taskId, request.options));
    if (opening.replay)
        return replyWith(opening.task, opening.replay, true);
    STINT_TRY(mayEdit(verb, opening.task));
    Task draft = opening.task;
    if (draft.status != TaskStatus::Draft)
        return stateForbids("not_draft", "The task is not a draft.");
    if (draft.lacksApproval() || verb.store.hasUnresolvedDependency(draft.id))
        return stateForbids("would_be_blocked", "The task lacks its approval or waits for another task.");
    STINT_TRY(mayCreateRun(verb, draft, false));
    draft.status = TaskStatus::Pending;
    draft.updatedAt = verb.now;
    verb.save(draft);
    const Run run = createRun(verb, draft.id, newRun(request.options, opening.key));
    const Task task = settle(verb, draft.id, opening.task.status, std::nullopt, [&](const Task &now) {
        verb.record("task.published", now.id, std::nullopt, publishedPayload(now));
        announceEnqueued(verb, run, now.status, opening.key, {}, false);
    });
    return replyWith(task, run, false);
}

Result<TaskReply> perform(Verb &verb, TaskApprove request)
{
    STINT_TRY_LET(const Opening opening, open(verb, "task.approval.", request.taskId, request.options));
    if (opening.replay)
        return replyWith(opening.task, opening.replay, true);
    STINT_TRY(mayDecide(opening.task));
    Task approved = opening.task;
    approved.approvalState = ApprovalState::Approved;
    approved.updatedAt = verb.now;
    verb.save(approved);
    const QString skipped = whyNotQueued(verb, approved);
    std::optional<Run> run;
    if (skipped.isEmpty())
        run = createRun(verb, approved.id, newRun(request.options, opening.key));
    const Task task = settle(verb, approved.id, opening.task.status, std::nullopt, [&](const Task &now) {
        verb.record("task.approved", now.id, std::nullopt, decisionPayload(opening.task, now, {}, skipped));
        if (run)
            announceEnqueued(verb, *run, now.status, opening.key, {}, false);
    });
    TaskReply reply = replyWith(task, run, false);
    if (skipped == QLatin1String("open_run")) {
        const auto runs = verb.store.runsOf(task.id);
        reply.run = *openRun(runs);
        reply.existingRun = true;
    } else {
        reply.enqueueSkipped = skipped;
    }
    return reply;
}

Result<TaskReply> perform(Verb &verb, TaskReject request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkReason(request.reason));
    STINT_TRY_LET(const Task before, verb.requireTask(request.taskId));
    STINT_TRY(checkVersion(before, request.expectedVersion));
    STINT_TRY(mayDecide(before));
    Task rejected = before;
    rejected.approvalState = ApprovalState::Rejected;
    rejected.updatedAt = verb.now;
    verb.save(rejected);
    const Task task = settle(verb, before.id, before.status, std::nullopt, [&](const Task &now) {
        verb.record("task.rejected", now.id, std::nullopt, decisionPayload(before, now, request.reason, {}));
    });
    return TaskReply{TaskView(task), std::nullopt, std::nullopt, {}};
}

Result<BulkReply> perform(Verb &verb, TaskBulkApprove request)
{
    STINT_TRY_LET(const QStringList ids, checkBulkIds(request.ids));
    return performEach(verb, ids, [&](const QString &id) -> Result<BulkItem> {
        STINT_TRY(authorize(verb.actor, TaskApprove::method, verb.settings()));
        TaskApprove one;
        one.taskId = TaskId(id);
        STINT_TRY_LET(const TaskReply reply, perform(verb, one));
        BulkItem item;
        item.task = reply.task;
        item.run = reply.run;
        return item;
    });
}

} // namespace stint
