#include "model/service/leases.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/claims.h"
#include "model/service/proof.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

/// The run of a lease verb that only its holder may use.
Result<Run> requireHeld(Verb &verb, const LeaseProof &proof)
{
    STINT_TRY_LET(const Run run, verb.requireRun(proof.runId));
    STINT_TRY(judgeHolder(verb, proof, run));
    return run;
}

/// LSE-09: an event only now and then, however often the lease is beaten.
bool isEventDue(const Run &run, Time now)
{
    const qint64 interval = std::max<qint64>(1, *run.leaseDurationMs / 3);
    return !run.leaseEventAt || now - *run.leaseEventAt >= interval;
}

void recordExtended(Verb &verb, const Run &run, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    memberIfSet(payload, "lease_until", run.leaseUntil);
    memberIfSet(payload, "heartbeat_at", run.heartbeatAt);
    payload.member("lease_epoch", run.leaseEpoch);
    payload.member("claim_token_hash", hashDigits(run.claimTokenHash));
    payload.memberIfSet("progress", run.progress);
    payload.endObject();
    verb.record("task.run_lease_extended", run.taskId, run.id, std::move(payload));
}

void recordParked(Verb &verb, const Run &before, const Attention &attention, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(RunStatus::NeedsAttention, task);
    payload.member("kind", QString(toText(attention.reason)));
    payload.member("question", attention.text);
    memberIfSet(payload, "resume_after", attention.resumeAfter);
    memberIfSet(payload, "session_id", before.sessionId);
    payload.member("lease_epoch", before.leaseEpoch);
    payload.endObject();
    verb.record("task.run_parked", before.taskId, before.id, std::move(payload));
}

void recordAnswered(Verb &verb, const Run &run, const Attention &asked, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    payload.member("text", run.answer->text);
    payload.member("question", run.answer->question);
    payload.member("attention_reason", QString(toText(asked.reason)));
    payload.endObject();
    verb.record("task.run_answered", run.taskId, run.id, std::move(payload));
}

Result<AttentionReason> checkAsk(const Verb &verb, RunAsk &request)
{
    STINT_TRY(checkProof(request.lease));
    STINT_TRY_LET(const AttentionReason kind, checkEnum<AttentionReason>("kind", request.kind, std::nullopt));
    if (!isAsk(kind))
        return invalid("kind", "Ask with needs_input, blocked, quota or auth.");
    STINT_TRY(checkRequiredText("question", request.question, limits::questionBytes, Lines::Many));
    if (const auto resume = request.resumeAfter;
        resume && (*resume <= verb.now || *resume > verb.now + limits::resumeAfterMaxMs))
        return invalid("resume_after", "It goes on later than now and within 30 days.");
    STINT_TRY(checkUsage(request.usage));
    return kind;
}

/// END-08: the new attempt that takes the place of a canceled run.
Result<Run> requeueCanceled(Verb &verb, const Task &task, const Run &canceled)
{
    STINT_TRY(mayCreateRun(verb, task, false));
    NewRun options = successorOf(canceled);
    options.previousRunId = canceled.id;
    return createRun(verb, task.id, options);
}

} // namespace

Result<RunHeartbeat::Reply> perform(Verb &verb, RunHeartbeat request)
{
    STINT_TRY(checkProof(request.lease));
    STINT_TRY(checkLeaseMs(request.leaseMs, 0));
    if (request.progress)
        STINT_TRY(checkText("progress", *request.progress, limits::progressBytes, Lines::Many));
    STINT_TRY(checkUsage(request.usage));
    STINT_TRY_LET(Run run, requireHeld(verb, request.lease));

    const Run before = run;
    STINT_TRY_LET(const qint64 duration,
                  checkLeaseMs(request.leaseMs, run.leaseDurationMs.value_or(verb.settings().leaseDefaultMs)));
    run.leaseDurationMs = duration;
    run.leaseUntil = verb.now + duration;
    run.heartbeatAt = verb.now;
    if (request.progress)
        run.progress = *request.progress;
    if (request.usage)
        STINT_TRY(addUsage(verb, run, *request.usage));
    const bool announce = isEventDue(run, verb.now);
    if (announce)
        run.leaseEventAt = verb.now;
    STINT_TRY(verb.saveRun(run, before));
    if (announce) {
        const auto task = verb.task(run.taskId);
        recordExtended(verb, run, task ? task->status : TaskStatus::Ready);
    }
    return HeartbeatReply{run.id, *run.leaseUntil, run.leaseEpoch};
}

Result<RunRelease::Reply> perform(Verb &verb, RunRelease request)
{
    STINT_TRY(checkProof(request.lease));
    STINT_TRY(checkReason(request.reason));
    if (request.claimNext)
        STINT_TRY(checkCriteria(verb, *request.claimNext));
    STINT_TRY_LET(Run run, requireHeld(verb, request.lease));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    std::optional<PreparedClaim> next;
    if (request.claimNext) {
        STINT_TRY_LET(next, prepareClaim(verb, run.sessionId.value_or(SessionId()), *request.claimNext));
    }

    const Run before = run;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::Released));
    RunReply reply;
    reply.run = run;
    reply.task = TaskView(settle(verb, task.id, task.status, {},
                                 [&](const Task &now) { recordReleased(verb, before, now.status, request.reason); }));
    if (next) {
        STINT_TRY_LET(reply.next, takeFolded(verb, next));
    }
    return reply;
}

Result<RunAsk::Reply> perform(Verb &verb, RunAsk request)
{
    STINT_TRY_LET(const AttentionReason kind, checkAsk(verb, request));
    STINT_TRY_LET(Run run, requireHeld(verb, request.lease));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    if (request.usage)
        STINT_TRY(addUsage(verb, run, *request.usage));
    const Attention attention{kind, request.question, verb.now, request.resumeAfter};
    STINT_TRY(parkRun(verb, run, before, attention, ClaimEnd::Parked));
    RunReply reply;
    reply.run = run;
    reply.task = TaskView(settle(verb, task.id, task.status, {},
                                 [&](const Task &now) { recordParked(verb, before, attention, now.status); }));
    return reply;
}

Result<RunAnswer::Reply> perform(Verb &verb, RunAnswer request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkRequiredText("text", request.text, limits::longTextBytes, Lines::Many));
    STINT_TRY_LET(Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (run.status != RunStatus::NeedsAttention || !run.attention || run.attention->reason == AttentionReason::Starved)
        return refuse(ErrorCode::InvalidStatusTransition, "The run does not wait for an answer.").reason("not_parked");

    const Attention asked = *run.attention;
    run.answer = Answer{asked.text, request.text, verb.actor.who, verb.now};
    STINT_TRY(requeueRun(verb, run, ClaimEnd::Parked));
    RunReply reply;
    reply.run = run;
    reply.task = TaskView(
        settle(verb, task.id, task.status, {}, [&](const Task &now) { recordAnswered(verb, run, asked, now.status); }));
    return reply;
}

Result<RunCancel::Reply> perform(Verb &verb, RunCancel request)
{
    if (request.requeue && verb.actor.isAgent() && !verb.settings().has(AgentRight::Force))
        return refuse(ErrorCode::ForbiddenOperatorAction, "This board does not give agents that right.")
            .reason(toText(AgentRight::Force));
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkReason(request.reason));
    STINT_TRY(checkJson("metadata", request.metadata, limits::callMetadataBytes));
    STINT_TRY_LET(Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    STINT_TRY(mayEndRun(verb, task, run));
    if (!isOpen(run.status))
        return refuse(ErrorCode::InvalidStatusTransition, "The run has ended.").reason(toText(run.status));

    const Run before = run;
    STINT_TRY(cancelOpenRun(verb, run, {}));
    std::optional<Run> requeued;
    if (request.requeue) {
        STINT_TRY_LET(requeued, requeueCanceled(verb, task, run));
    }
    RunReply reply;
    reply.run = run;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordRunCanceled(verb, before, now.status,
                          {request.reason, request.metadata, requeued.has_value(), std::nullopt});
        if (requeued)
            announceEnqueued(verb, *requeued, now.status, {}, request.reason, false);
    }));
    return reply;
}

void stopSession(Verb &verb, const Run &before, StopReason reason, const std::optional<TaskId> &propagatedFrom)
{
    if (!before.sessionId)
        return;
    const ForcedStop forced{before.id, *before.sessionId, verb.settings().stopGraceMs, propagatedFrom};
    verb.afterCommit([&world = verb.world, forced, reason] {
        world.executor.stop(forced.session, reason, forced.graceMs, [&world, forced] {
            if (world.stoppedByForce)
                world.stoppedByForce(forced);
        });
    });
}

Done cancelOpenRun(Verb &verb, Run &run, const std::optional<TaskId> &propagatedFrom)
{
    const Run before = run;
    STINT_TRY(endRun(verb, run, before, RunStatus::Canceled, ClaimEnd::Canceled));
    noticeTaken(verb, before, ClaimEnd::Canceled);
    stopSession(verb, before, StopReason::Cancellation, propagatedFrom);
    return {};
}

void recordRunCanceled(Verb &verb, const Run &before, TaskStatus taskStatus, const RunCancellation &how)
{
    JsonWriter payload = beginRunPayload(RunStatus::Canceled, taskStatus);
    payload.member("previous_status", QString(toText(before.status)));
    payload.memberIfSet("reason", how.reason);
    memberIfSet(payload, "metadata", how.metadata);
    memberIfSet(payload, "session_id", before.sessionId);
    if (how.requeued)
        payload.member("requeued", true);
    memberIfSet(payload, "propagated_from_task_id", how.propagatedFrom);
    if (before.sessionId)
        payload.member("cooperative_stop_requested", true);
    payload.endObject();
    verb.record("task.run_canceled", before.taskId, before.id, std::move(payload));
}

} // namespace stint
