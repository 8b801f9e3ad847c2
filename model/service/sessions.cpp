#include "model/service/sessions.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/leases.h"
#include "model/service/reviews.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/starts.h"

#include <algorithm>

namespace stint
{

namespace
{

void recordSession(Verb &verb, const char *type, const Session &session, const QString &reason)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("session_id", session.id.value);
    payload.member("agent_name", session.agentName);
    payload.member("kind", QString(toText(session.kind)));
    payload.memberIfSet("reason", reason);
    payload.endObject();
    verb.record(type, std::nullopt, std::nullopt, std::move(payload));
}

/// A run that goes back to the queue with its session.
Done requeueOf(Verb &verb, Run run, const QString &reason)
{
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::SessionReleased));
    noticeTaken(verb, before, ClaimEnd::SessionReleased);
    settle(verb, task.id, task.status, {}, [&](const Task &now) { recordReleased(verb, before, now.status, reason); });
    return {};
}

/// A run that nobody else can go on with.
Done failOf(Verb &verb, Run run, const QString &reason)
{
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    run.error = QStringLiteral("session ended: ") + reason;
    STINT_TRY(endRun(verb, run, before, RunStatus::Failed, ClaimEnd::SessionReleased));
    noticeTaken(verb, before, ClaimEnd::SessionReleased);
    settle(verb, task.id, task.status, {}, [&](const Task &now) { recordFailed(verb, run, now, {}); });
    return {};
}

/// A session launched for a run gets it (SRT-07); one that comes too late is sent away again.
void bindLaunched(Verb &verb, const RunId &run, const Session &session)
{
    const Done bound = startBound(verb, run, session);
    if (bound)
        return;
    verb.afterCommit([&executor = verb.world.executor, id = session.id, grace = verb.settings().stopGraceMs] {
        executor.stop(id, StopReason::Failed, grace, [] {});
    });
}

} // namespace

Result<SessionRegister::Reply> perform(Verb &verb, SessionRegister request)
{
    STINT_TRY(checkRequiredName("agent_name", request.agentName, limits::nameBytes));
    STINT_TRY(checkCapabilities("capabilities", request.capabilities));
    STINT_TRY(checkOptionalId("workspace_id", request.workspaceId));
    STINT_TRY(checkChannel(verb, "channel", request.channel));
    STINT_TRY(checkPeerId("peer_id", request.peerId));
    STINT_TRY_LET(const SessionKind kind, checkEnum<SessionKind>("kind", request.kind, SessionKind::Worker));
    if (request.workspaceId && !verb.store.workspace(*request.workspaceId))
        return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    if (verb.actor.isAgent())
        return refuse(ErrorCode::SessionAlreadyBound, "The connection has a session already.");

    Session session;
    session.id = verb.newId<SessionId>("sess");
    const QString token = verb.world.ids.token("stint_session_");
    session.tokenHash = sha256Text(token.toUtf8());
    session.agentName = request.agentName;
    session.kind = kind;
    session.capabilities = request.capabilities;
    session.workspaceId = request.workspaceId;
    session.channel = request.channel;
    session.peerId = request.peerId;
    session.state = SessionState::Active;
    session.process = request.process;
    session.registeredAt = session.lastSeenAt = verb.now;
    if (request.launch) {
        session.launched = true;
        session.parentSessionId = request.launch->parentSessionId;
        session.expiresAt = request.launch->expiresAt;
    }
    verb.store.insertSession(session);
    recordSession(verb, "session.registered", session, {});
    if (request.launch && request.launch->runId)
        bindLaunched(verb, *request.launch->runId, session);
    return SessionRegister::Reply{session, token};
}

Result<SessionEnd::Reply> perform(Verb &verb, SessionEnd request)
{
    STINT_TRY(checkText("reason", request.reason, limits::endReasonBytes, Lines::Many));
    const SessionId id = verb.actor.session();
    if (id.isEmpty())
        return refuse(ErrorCode::PermissionDenied, "Only an agent session can end itself.").reason("session_required");
    STINT_TRY_LET(const Session session, requireSession(verb, id));
    if (session.state == SessionState::Ended)
        return refuse(ErrorCode::PermissionDenied, "The session is at its end.").reason("session_ended");
    STINT_TRY(endSession(verb, session, request.reason.isEmpty() ? QStringLiteral("ended by itself") : request.reason));
    return OkReply{};
}

Result<SessionRelease::Reply> perform(Verb &verb, SessionRelease request)
{
    STINT_TRY(checkId("session_id", request.sessionId));
    STINT_TRY(checkRequiredText("reason", request.reason, limits::endReasonBytes, Lines::Many));
    STINT_TRY_LET(const Session session, requireSession(verb, request.sessionId));
    STINT_TRY(endSession(verb, session, request.reason));
    return requireSession(verb, session.id);
}

Result<Session> requireSession(Verb &verb, const SessionId &id)
{
    if (auto session = verb.store.session(id))
        return *session;
    return refuse(ErrorCode::SessionNotFound, "There is no such session.").field("session_id");
}

bool isLive(Verb &verb, const Session &session)
{
    if (session.state == SessionState::Ended)
        return false;
    if (session.state != SessionState::Disconnected)
        return true;
    const auto runs = verb.store.activeRunsOfSession(session.id);
    return std::any_of(runs.begin(), runs.end(),
                       [&](const Run &run) { return run.isLeased() && !run.isExpired(verb.now); });
}

Done checkPeerId(const char *field, QString &peerId)
{
    peerId = peerId.trimmed();
    if (peerId.isEmpty())
        return {};
    const auto isAlphanumeric = [](QChar c) {
        return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
    };
    const auto isPlain = [&](QChar c) {
        return isAlphanumeric(c) || c == QLatin1Char('.') || c == QLatin1Char('_') || c == QLatin1Char('-');
    };
    if (peerId.size() > limits::nameBytes || !isAlphanumeric(peerId.front()) ||
        !std::all_of(peerId.begin(), peerId.end(), isPlain))
        return invalid(field, "This is not the form of a peer id.");
    return {};
}

Done endSession(Verb &verb, Session session, const QString &reason, LeaselessRuns leaseless)
{
    if (session.state == SessionState::Ended)
        return {};
    const auto runs = verb.store.activeRunsOfSession(session.id);
    session.state = SessionState::Ended;
    session.endedAt = verb.now;
    session.endReason = truncated(reason, limits::endReasonBytes);
    verb.store.updateSession(session);
    recordSession(verb, "session.ended", session, reason);
    for (const Run &run : runs) {
        const bool requeues = run.isLeased() || run.status == RunStatus::Claimed;
        if (!run.isLeased() && leaseless == LeaselessRuns::Keep)
            continue;
        STINT_TRY(requeues ? requeueOf(verb, run, reason) : failOf(verb, run, reason));
    }
    unbindReviewsOf(verb, session.id, reason, false);
    verb.afterCommit([&notifier = verb.world.notifier, id = session.id] { notifier.sessionEnded(id); });
    return {};
}

Result<Session> resumeSession(Verb &verb, const QString &tokenHash, const std::optional<ProcessRef> &peer)
{
    auto session = verb.store.sessionByTokenHash(tokenHash);
    if (!session || session->state == SessionState::Ended || !equalInConstantTime(session->tokenHash, tokenHash))
        return refuse(ErrorCode::NotAuthenticated, "The session token does not open a session.");
    if (session->state == SessionState::Active || session->state == SessionState::Stopping)
        return refuse(ErrorCode::SessionAlreadyBound, "Another connection has the session.");
    session->state = SessionState::Active;
    session->lastSeenAt = verb.now;
    if (peer)
        session->process = peer;
    verb.store.updateSession(*session);
    return *session;
}

Done disconnectSession(Verb &verb, const SessionId &id)
{
    STINT_TRY_LET(Session session, requireSession(verb, id));
    if (session.state == SessionState::Ended || session.state == SessionState::Disconnected)
        return {};
    session.state = SessionState::Disconnected;
    session.lastSeenAt = verb.now;
    verb.store.updateSession(session);
    unbindReviewsOf(verb, id, QStringLiteral("session disconnected"), true);
    return {};
}

} // namespace stint
