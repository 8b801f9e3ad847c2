#include "model/service/duties.h"

#include "model/domain/limits.h"
#include "model/service/log.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"
#include "model/service/starts.h"

namespace stint
{

namespace
{

/// Does one item on its own (SWP-01). \return whether it succeeded.
bool attemptItem(Verb &verb, const char *what, const QString &id, const std::function<Done()> &item)
{
    const Done outcome = verb.attempt(item);
    if (!outcome) {
        // A store that fails shows nothing: what the item made of that is not the reason.
        const Done health = verb.store.health();
        const Error &reason = health ? outcome.error() : health.error();
        qCWarning(lcService, "%s of %s: %s", what, qUtf8Printable(id), errorInfo(reason.code).text);
    }
    return outcome.has_value();
}

Done expire(Verb &verb, const RunId &id, const QString &reason)
{
    STINT_TRY_LET(Run run, verb.requireRun(id));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::Expired));
    noticeTaken(verb, before, ClaimEnd::Expired);
    settle(verb, task.id, task.status, {}, [&](const Task &now) { recordExpired(verb, before, now.status, reason); });
    return {};
}

Done unpark(Verb &verb, const RunId &id)
{
    STINT_TRY_LET(Run run, verb.requireRun(id));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (!run.attention)
        return {};
    const AttentionReason kind = run.attention->reason;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::Parked));
    settle(verb, task.id, task.status, {}, [&](const Task &now) {
        JsonWriter payload = beginRunPayload(run.status, now.status);
        payload.member("kind", QString(toText(kind)));
        payload.endObject();
        verb.record("task.run_unparked", task.id, run.id, std::move(payload));
    });
    return {};
}

/// Why a launched session is over; blank while it is not (SWP-05).
QString reapReason(Verb &verb, const Session &session)
{
    if (!session.launched)
        return {};
    if (session.process && !verb.world.executor.isAlive(*session.process))
        return QStringLiteral("process_exited");
    if (session.expiresAt && *session.expiresAt <= verb.now)
        return QStringLiteral("session_expired");
    if (session.parentSessionId) {
        const auto parent = verb.store.session(*session.parentSessionId);
        if (!parent || parent->state == SessionState::Ended)
            return QStringLiteral("parent_stopped");
    }
    return {};
}

Done reap(Verb &verb, const Session &session, const QString &reason)
{
    STINT_TRY(endSession(verb, session, reason));
    if (session.process && verb.world.executor.isAlive(*session.process)) {
        verb.afterCommit([&executor = verb.world.executor, id = session.id, grace = verb.settings().stopGraceMs] {
            executor.stop(id, StopReason::Shutdown, grace, [] {});
        });
    }
    return {};
}

} // namespace

Result<int> sweepExpired(Verb &verb, const QString &reason, int limit)
{
    if (limit < 0)
        return invalid("limit", "A limit is not negative.");
    int count = 0;
    for (const RunId &id : verb.store.expiredRuns(verb.now, limit))
        count += attemptItem(verb, "expiry", id.value, [&] { return expire(verb, id, reason); });
    return count;
}

int resumeParked(Verb &verb, int limit)
{
    int count = 0;
    for (const RunId &id : verb.store.runsToResume(verb.now, limit))
        count += attemptItem(verb, "resumption", id.value, [&] { return unpark(verb, id); });
    return count;
}

void endIdleSessions(Verb &verb)
{
    for (const Session &session : verb.store.sessions(false)) {
        if (session.state != SessionState::Disconnected ||
            verb.now - session.lastSeenAt < limits::disconnectedSessionMs ||
            !verb.store.activeRunsOfSession(session.id).empty() || !verb.store.reviewsOfSession(session.id).empty())
            continue;
        attemptItem(verb, "end", session.id.value, [&] { return endSession(verb, session, QStringLiteral("idle")); });
    }
}

void dropOldAnswers(Verb &verb)
{
    verb.store.dropAnswersBefore(verb.now - limits::answersKeptMs);
}

void reapSessions(Verb &verb)
{
    // A parent that ends here takes its children along in the next round.
    for (const Session &session : verb.store.sessions(false)) {
        const QString reason = reapReason(verb, session);
        if (!reason.isEmpty())
            attemptItem(verb, "end", session.id.value, [&] { return reap(verb, session, reason); });
    }
}

void failOverdueLaunches(Verb &verb)
{
    std::vector<RunId> overdue;
    for (const auto &[run, since] : verb.state.launches) {
        if (verb.now - since >= limits::dedicatedStartMs)
            overdue.push_back(run);
    }
    for (const RunId &id : overdue)
        attemptItem(verb, "launch", id.value,
                    [&] { return failLaunch(verb, id, QStringLiteral("no session registered within 60 s")); });
}

} // namespace stint
