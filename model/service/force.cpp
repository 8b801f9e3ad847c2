#include "model/service/force.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/domain/verbs/run.h"
#include "model/service/bulk.h"
#include "model/service/checks.h"
#include "model/service/leases.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

/// FRC-11: the verb that fits the run as it is.
const char *suggestion(RunStatus status)
{
    switch (status) {
    case RunStatus::Queued:
        return "run.force_fail";
    case RunStatus::Claimed:
        return "run.force_release";
    case RunStatus::Starting:
    case RunStatus::Running:
        return "run.cancel";
    case RunStatus::NeedsAttention:
        return "run.recover";
    case RunStatus::Failed:
        return "run.retry";
    case RunStatus::Completed:
    case RunStatus::Canceled:
        return "run.enqueue";
    }
    return "run.inspect";
}

Error explained(Error error, RunStatus status, const char *suggest)
{
    return std::move(error).with("suggest", QString(QLatin1String(suggest))).with("status", QString(toText(status)));
}

Error wrongStatus(const Run &run, const char *reason)
{
    return explained(refuse(ErrorCode::InvalidStatusTransition, "The run is not in a state for this.").reason(reason),
                     run.status, suggestion(run.status));
}

/// Steps 4 to 6 of a forced operation, then its rate (FRC-03).
template<ForceVerb V>
Result<Run> beginForce(Verb &verb, ForceRequest<V> &request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkReason(request.reason));
    STINT_TRY(checkJson("metadata", request.metadata, limits::metadataBytes));
    if (V == ForceVerb::Fail && request.reason.isEmpty())
        return refuse(ErrorCode::ForceOpRequiresReason, "Failing a run by force needs a reason.").field("reason");
    STINT_TRY_LET(const Run run, verb.requireRun(request.runId));
    if (Done charged = chargeForceWindow(verb, run.taskId); !charged)
        return explained(std::move(charged).error(), run.status, suggestion(run.status));
    return run;
}

/// LIM-05: walks the lineage inside the task; a missing ancestor ends the walk.
Done checkLineage(const std::vector<Run> &runs, const Run &source)
{
    int steps = 0;
    auto previous = source.previousRunId;
    while (previous) {
        const auto ancestor =
            std::find_if(runs.begin(), runs.end(), [&](const Run &run) { return run.id == *previous; });
        if (ancestor == runs.end())
            break;
        if (++steps >= limits::retryLineage)
            return refuse(ErrorCode::RetryChainTooDeep, "The run has been retried too often.");
        previous = ancestor->previousRunId;
    }
    return {};
}

/// FRC-08 up to the open run: what is judged before a recovered run ends.
Done checkSource(Verb &verb, const Run &source, const Task &task)
{
    const auto runs = verb.store.runsOf(source.taskId);
    if (Done lineage = checkLineage(runs, source); !lineage)
        return explained(std::move(lineage).error(), source.status, "run.enqueue");
    const auto forbid = [&](const char *reason, const char *suggest) {
        return explained(refuse(ErrorCode::InvalidStatusTransition, "The run cannot be tried again.").reason(reason),
                         source.status, suggest);
    };
    if (std::any_of(runs.begin(), runs.end(), [&](const Run &run) { return run.previousRunId == source.id; }))
        return forbid("already_retried", "run.enqueue");
    if (task.status == TaskStatus::Draft)
        return forbid("task_draft", "task.publish");
    if (task.status == TaskStatus::Canceled)
        return forbid("task_canceled", "task.create");
    return {};
}

/// FRC-08 from the open run on, and FRC-09: the attempt that follows \a source.
Result<Run> createSuccessor(Verb &verb, const Run &source, const Json &metadata, bool mayClose)
{
    STINT_TRY_LET(const Task task, verb.requireTask(source.taskId));
    if (Done allowed = mayCreateRun(verb, task, mayClose); !allowed)
        return explained(std::move(allowed).error(), source.status, "task.inspect");
    NewRun options = successorOf(source);
    options.metadata = metadata;
    options.previousRunId = source.id;
    return createRun(verb, task.id, options);
}

JsonWriter beginSuccessorPayload(const Verb &verb, const Run &source, const Run &made, TaskStatus task,
                                 const QString &reason)
{
    JsonWriter payload = beginRunPayload(made.status, task);
    memberOfActor(payload, verb.actor.who);
    payload.member("source_run_id", source.id.value);
    payload.member("new_run_id", made.id.value);
    payload.memberIfSet("reason", reason);
    return payload;
}

/// One item of a bulk verb, with its authority judged on its own (BLK-02).
template<class R>
BulkDeed deedOf(Verb &verb, const QString &reason)
{
    return [&verb, reason](const QString &id) -> Result<BulkItem> {
        STINT_TRY(authorize(verb.actor, R::method, verb.settings()));
        R request;
        request.runId = RunId(id);
        request.reason = reason;
        STINT_TRY_LET(RunReply done, perform(verb, std::move(request)));
        BulkItem item;
        item.run = std::move(done.run);
        item.task = std::move(done.task);
        return item;
    };
}

/// Windows that are over count for nothing; many of them are thrown away at once.
void forgetOldWindows(Verb &verb)
{
    constexpr std::size_t keptWindows = 1'000;
    if (verb.state.forceWindows.size() > keptWindows)
        std::erase_if(verb.state.forceWindows, [&](const auto &entry) {
            return verb.now < entry.second.openedAt ||
                   verb.now - entry.second.openedAt >= verb.settings().forceWindowMs;
        });
}

template<class R, BulkRunVerb V>
Result<BulkReply> performBulk(Verb &verb, BulkRunRequest<V> &request)
{
    STINT_TRY_LET(const QStringList ids, checkBulkIds(request.ids));
    STINT_TRY(checkReason(request.reason));
    if (V == BulkRunVerb::Fail && request.reason.isEmpty())
        return refuse(ErrorCode::ForceOpRequiresReason, "Failing runs by force needs a reason.").field("reason");
    return performEach(verb, ids, deedOf<R>(verb, request.reason));
}

} // namespace

Done chargeForceWindow(Verb &verb, const TaskId &task)
{
    if (!verb.actor.isAgent())
        return {};
    const BoardSettings &settings = verb.settings();
    auto &window = verb.state.forceWindows[verb.actor.who.text() + QLatin1Char('|') + task.value];
    // A clock that was set back does not lengthen it.
    if (window.count == 0 || verb.now < window.openedAt || verb.now - window.openedAt >= settings.forceWindowMs) {
        window = {verb.now, 1};
        forgetOldWindows(verb);
        return {};
    }
    if (window.count >= settings.forceLimit)
        return refuse(ErrorCode::ForceOpRateLimited, "Too many forced operations on this task.")
            .with("retry_after_ms", settings.forceWindowMs - (verb.now - window.openedAt));
    ++window.count;
    return {};
}

Result<RunForceRelease::Reply> perform(Verb &verb, RunForceRelease request)
{
    STINT_TRY_LET(Run run, beginForce(verb, request));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (run.status != RunStatus::Claimed)
        return wrongStatus(run, "task_run_not_releasable");
    const Run before = run;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::ForceReleased));
    noticeTaken(verb, before, ClaimEnd::ForceReleased);
    RunReply reply;
    reply.run = run;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordForceReleased(verb, before, now.status, request.reason);
    }));
    return reply;
}

Result<RunForceFail::Reply> perform(Verb &verb, RunForceFail request)
{
    STINT_TRY_LET(Run run, beginForce(verb, request));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (isTerminal(run.status))
        return wrongStatus(run, "task_run_already_terminal");
    if (run.status == RunStatus::Starting || run.status == RunStatus::Running)
        return wrongStatus(run, "task_run_still_active");

    const Run before = run;
    run.error = request.reason;
    run.failureKind = FailureKind::OperatorForced;
    STINT_TRY(endRun(verb, run, before, RunStatus::Failed, ClaimEnd::ForceFailed));
    noticeTaken(verb, before, ClaimEnd::ForceFailed);
    RunReply reply;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        JsonWriter payload = beginRunPayload(run.status, now.status);
        memberOfActor(payload, verb.actor.who);
        payload.member("previous_status", QString(toText(before.status)));
        payload.member("reason", request.reason);
        memberIfSet(payload, "session_id", before.sessionId);
        memberIfSet(payload, "metadata", request.metadata);
        payload.member("attempts_left", attemptsLeft(verb, now));
        payload.endObject();
        verb.record("task.run_operator_forced_fail", task.id, run.id, std::move(payload));
    }));
    reply.run = run;
    return reply;
}

Result<RunRetry::Reply> perform(Verb &verb, RunRetry request)
{
    STINT_TRY_LET(const Run source, beginForce(verb, request));
    STINT_TRY_LET(const Task task, verb.requireTask(source.taskId));
    if (source.status != RunStatus::Failed)
        return wrongStatus(source, isOpen(source.status) ? "task_run_still_active" : "task_run_not_retryable");
    STINT_TRY(checkSource(verb, source, task));
    STINT_TRY_LET(const Run made, createSuccessor(verb, source, request.metadata, mayCloseCircuit(verb)));
    RunReply reply;
    reply.run = made;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        JsonWriter payload = beginSuccessorPayload(verb, source, made, now.status, request.reason);
        payload.endObject();
        verb.record("task.run_operator_retry", task.id, made.id, std::move(payload));
    }));
    return reply;
}

Result<RunRecover::Reply> perform(Verb &verb, RunRecover request)
{
    STINT_TRY_LET(Run source, beginForce(verb, request));
    STINT_TRY_LET(const Task task, verb.requireTask(source.taskId));
    if (source.status != RunStatus::NeedsAttention)
        return wrongStatus(source, "task_run_not_recoverable");
    STINT_TRY(checkSource(verb, source, task));

    const Run before = source;
    source.failureKind = FailureKind::OperatorForced;
    source.error = request.reason;
    if (source.error.isEmpty() && before.attention)
        source.error = before.attention->text;
    if (source.error.isEmpty())
        source.error = QStringLiteral("recovered from attention");
    STINT_TRY(endRun(verb, source, before, RunStatus::Failed, ClaimEnd::Recovered));
    STINT_TRY_LET(const Run made, createSuccessor(verb, before, request.metadata, false));
    RunReply reply;
    reply.run = made;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        JsonWriter payload = beginSuccessorPayload(verb, before, made, now.status, request.reason);
        payload.member("previous_status", QString(toText(before.status)));
        payload.member("attention_reason", QString(toText(before.attention->reason)));
        payload.endObject();
        verb.record("task.run_recovered_from_attention", task.id, made.id, std::move(payload));
    }));
    return reply;
}

Result<RunBulkRelease::Reply> perform(Verb &verb, RunBulkRelease request)
{
    return performBulk<RunForceRelease>(verb, request);
}

Result<RunBulkFail::Reply> perform(Verb &verb, RunBulkFail request)
{
    return performBulk<RunForceFail>(verb, request);
}

Result<RunBulkCancel::Reply> perform(Verb &verb, RunBulkCancel request)
{
    return performBulk<RunCancel>(verb, request);
}

} // namespace stint
