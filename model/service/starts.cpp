#include "model/service/starts.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/claims.h"
#include "model/service/profiles.h"
#include "model/service/proof.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"

#include <algorithm>

namespace stint
{

namespace
{

/// SRT-01: neither start nor attach work on a task that nobody may work on.
Done checkExecutable(const Task &task)
{
    switch (task.status) {
    case TaskStatus::Draft:
    case TaskStatus::Blocked:
    case TaskStatus::Canceled:
        break;
    case TaskStatus::Pending:
    case TaskStatus::Ready:
    case TaskStatus::InProgress:
    case TaskStatus::Completed:
    case TaskStatus::Failed:
        return {};
    }
    Error error = refuse(ErrorCode::InvalidStatusTransition, "The task cannot be worked on.");
    error.data.insert(QStringLiteral("reason"), QString(QStringLiteral("task_") + toText(task.status)));
    return error;
}

/// SRT-03: a channel that is no longer valid is put on record although the verb is refused.
Done checkStoredChannel(Verb &verb, const Run &run, const Task &task, const char *operation)
{
    const QString &channel = run.networkChannel.isEmpty() ? task.networkChannel : run.networkChannel;
    if (isValidChannel(channel, verb.settings()))
        return {};
    JsonWriter payload = beginRunPayload(run.status, task.status);
    payload.member("operation", operation);
    payload.member("reason", "stale_network_channel");
    payload.member("network_channel", channel);
    payload.endObject();
    verb.record("task.run_rejected", task.id, run.id, std::move(payload));
    verb.keepDespiteRefusal();
    return refuse(ErrorCode::StaleNetworkChannel, "The stored channel is no longer valid.").field("network_channel");
}

Error wrongStatus(const Run &run)
{
    return refuse(ErrorCode::InvalidStatusTransition, "The run is not in a state for this.").reason(toText(run.status));
}

/// SRT-04, SRT-05, SRT-08: on to `running`; the events tell which steps were taken in this commit.
Result<Task> run(Verb &verb, Run &run)
{
    const Run before = run;
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    run.status = RunStatus::Running;
    run.startedAt = verb.now;
    STINT_TRY(verb.saveRun(run, before));
    return settle(verb, task.id, task.status, {}, [&](const Task &now) {
        if (before.status == RunStatus::Claimed)
            recordStarting(verb, "task.run_starting", run, RunStatus::Starting, now.status);
        recordStarting(verb, "task.run_started", run, RunStatus::Running, now.status);
    });
}

/// SRT-07, first commit: `starting`; the launcher goes to work after it.
Result<Task> launch(Verb &verb, Run &run, const LaunchRequest &request)
{
    if (!verb.world.executor.canLaunch())
        return invalid("launch", "No agent can be launched here.").reason("no_session_launcher");
    const Run before = run;
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    run.status = RunStatus::Starting;
    STINT_TRY(verb.saveRun(run, before));
    const Task now = settle(verb, task.id, task.status, {}, [&](const Task &t) {
        recordStarting(verb, "task.run_starting", run, RunStatus::Starting, t.status);
    });
    ExecutionProfile profile = verb.store.profile(task.id).value_or(ExecutionProfile{task.id, {}, verb.now, verb.now});
    QString agent = profile.sections.worker.agent;
    if (agent.isEmpty())
        agent = request.agentName;
    if (agent.isEmpty() && task.owner && task.owner->kind == OwnerKind::Pool)
        agent = task.owner->ref;
    verb.state.launches[run.id] = verb.now;
    // A setting may have been tightened since the profile was stored (PRO-06).
    const Done gates = checkProfileGates(profile.sections, verb.settings());
    const auto failed = [&world = verb.world, id = run.id](const QString &text) {
        if (world.launchFailed)
            world.launchFailed(id, text);
    };
    if (!gates)
        verb.afterCommit([failed, text = gates.error().message] { failed(text); });
    else
        verb.afterCommit([&executor = verb.world.executor, id = run.id, agent, profile = std::move(profile), failed] {
            executor.launch(id, agent, profile, failed);
        });
    return now;
}

/// SRT-04 … SRT-09 for a run that no lease protects.
Result<Task> startLeaseless(Verb &verb, Run &row, const RunStart &request)
{
    const bool bound = row.sessionId.has_value();
    const bool isOwn = isActive(row.status) && row.sessionId == verb.actor.session();
    if (verb.actor.isAgent() && !isOwn)
        STINT_TRY(judgeHolder(verb, request.lease, row, true));
    if (row.status == RunStatus::Starting) {
        if (bound)
            return run(verb, row);
        return refuse(ErrorCode::InvalidStatusTransition, "No session is bound to the run yet.")
            .reason("session_missing");
    }
    if (row.status != RunStatus::Claimed)
        return wrongStatus(row);
    if (request.launch)
        return launch(verb, row, *request.launch);
    if (!bound && row.claimedBy->kind != ActorKind::Human)
        return refuse(ErrorCode::InvalidStatusTransition, "No session is bound to the run yet.")
            .reason("session_missing");
    if (!bound && !verb.actor.isHuman())
        return refuse(ErrorCode::PermissionDenied, "Only a person works on it by hand.").reason("foreign_run");
    return run(verb, row);
}

Result<Task> startLeased(Verb &verb, Run &row, const RunStart &request)
{
    if (!verb.actor.isAgent() && request.lease.claimToken.isEmpty())
        return refuse(ErrorCode::PermissionDenied, "An agent session holds the run.").reason("foreign_run");
    STINT_TRY(judgeHolder(verb, request.lease, row, true));
    return run(verb, row);
}

} // namespace

Result<RunStart::Reply> perform(Verb &verb, RunStart request)
{
    if (request.launch && verb.actor.isAgent())
        return refuse(ErrorCode::PermissionDenied, "Only a person can launch an agent.").reason("human_only");
    STINT_TRY(checkProof(request.lease));
    STINT_TRY(checkIdempotencyKey(request.idempotencyKey));
    if (request.launch)
        STINT_TRY(checkName("launch", request.launch->agentName, limits::nameBytes));
    STINT_TRY(requireKey(verb, request.idempotencyKey));
    STINT_TRY_LET(Run row, verb.requireRun(request.lease.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(row.taskId));
    const QString key =
        request.idempotencyKey.isEmpty() ? QString() : QStringLiteral("run.start.") + request.idempotencyKey;
    STINT_TRY(replayedRun(verb, key, task.id));
    RunReply reply;
    if (!key.isEmpty() && isOwnClaim(verb, row, key)) {
        reply.run = row;
        reply.task = TaskView(task);
        reply.existingRun = true;
        return reply;
    }

    STINT_TRY(checkExecutable(task));
    STINT_TRY(checkStoredChannel(verb, row, task, "start"));
    STINT_TRY_LET(Task now, row.isLeased() ? startLeased(verb, row, request) : startLeaseless(verb, row, request));
    if (!key.isEmpty())
        verb.store.putIdempotency({key, verb.actor.origin, row.id, verb.now, row.leaseEpoch});
    reply.run = row;
    reply.task = TaskView(std::move(now));
    reply.existingRun = false;
    return reply;
}

Result<RunAttach::Reply> perform(Verb &verb, RunAttach request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkId("session_id", request.sessionId));
    STINT_TRY_LET(Run row, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(row.taskId));
    STINT_TRY_LET(const Session session, requireSession(verb, request.sessionId));
    STINT_TRY(checkExecutable(task));
    STINT_TRY(checkStoredChannel(verb, row, task, "attach"));
    STINT_TRY(bindSession(verb, row, session));
    RunReply reply;
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordStarting(verb, "task.run_session_bound", row, row.status, now.status);
    }));
    reply.run = row;
    return reply;
}

Done bindSession(Verb &verb, Run &row, const Session &session)
{
    if (row.sessionId)
        return refuse(ErrorCode::SessionAlreadyBound, "The run already has a session.");
    if (row.status != RunStatus::Claimed && row.status != RunStatus::Starting)
        return refuse(ErrorCode::SessionAttachNotAllowed, "The run is not in a state to be attached.")
            .reason(toText(row.status));
    for (const Run &other : verb.store.activeRunsOfSession(session.id)) {
        if (!other.isLeased() || !other.isExpired(verb.now))
            return refuse(ErrorCode::SessionAlreadyBound, "The session already works on a run.")
                .with("run_id", other.id.value);
    }
    if (!isLive(verb, session))
        return refuse(ErrorCode::SessionAttachNotAllowed, "The session is not live.").reason(toText(session.state));

    const Run before = row;
    row.status = RunStatus::Starting;
    row.sessionId = session.id;
    STINT_TRY(verb.saveRun(row, before));
    if (auto claim = verb.store.claim(row.id, row.leaseEpoch)) {
        claim->sessionId = session.id;
        claim->agentName = session.agentName;
        claim->process = session.process;
        verb.store.updateClaim(*claim);
    }
    return {};
}

Done startBound(Verb &verb, const RunId &id, const Session &session)
{
    verb.state.launches.erase(id);
    STINT_TRY_LET(Run row, verb.requireRun(id));
    STINT_TRY_LET(const Task task, verb.requireTask(row.taskId));
    if (row.status != RunStatus::Starting)
        return wrongStatus(row);
    STINT_TRY(bindSession(verb, row, session));
    const Run bound = row;
    row.status = RunStatus::Running;
    row.startedAt = verb.now;
    STINT_TRY(verb.saveRun(row, bound));
    settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordStarting(verb, "task.run_session_bound", row, RunStatus::Starting, now.status);
        recordStarting(verb, "task.run_started", row, RunStatus::Running, now.status);
    });
    return {};
}

Done failLaunch(Verb &verb, const RunId &id, const QString &text)
{
    verb.state.launches.erase(id);
    STINT_TRY_LET(Run row, verb.requireRun(id));
    // The run may have been canceled, or its session may have come, while the launcher was at work.
    if (row.status != RunStatus::Starting || row.sessionId)
        return {};
    STINT_TRY_LET(const Task task, verb.requireTask(row.taskId));
    const Run before = row;
    row.error = truncated(QStringLiteral("start task session: ") + redacted(text.trimmed()), limits::longTextBytes);
    STINT_TRY(endRun(verb, row, before, RunStatus::Failed, ClaimEnd::Failed));
    settle(verb, task.id, task.status, {}, [&](const Task &now) { recordFailed(verb, row, now, {}); });
    return {};
}

} // namespace stint
