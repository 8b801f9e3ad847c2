#include "model/service/bootrecovery.h"

#include "model/service/clockkeeper.h"
#include "model/service/duties.h"
#include "model/service/leases.h"
#include "model/service/reviews.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace stint
{

namespace
{

constexpr const char *reasonOnBoot = "orphaned_on_boot";
constexpr const char *cleanStopKey = "clean_stop";
constexpr const char *graceKey = "lease_grace"; ///< JSON object: run → epoch of the claim that had its grace

/// BOO-07: the newest moment the store knows of; heartbeats count although they leave no event.
Time newestStored(StoreReader &store, const std::vector<Run> &runs)
{
    Time newest = store.lastEventTime().value_or(Time{});
    for (const Run &run : runs)
        newest = std::max(newest, *run.heartbeatAt);
    return newest;
}

/// What became of the session of a lease-less run.
struct Finding {
    std::optional<Session> session;
    bool alive = false;
    QString classification; ///< alive, missing or crashed
};

Finding findingOf(Verb &verb, const Run &run)
{
    Finding finding;
    if (run.sessionId)
        finding.session = verb.store.session(*run.sessionId);
    const auto &session = finding.session;
    if (session && session->state != SessionState::Ended) {
        finding.alive = session->launched ? session->process && verb.world.executor.isAlive(*session->process)
                                          : session->state == SessionState::Active;
    }
    finding.classification = finding.alive                  ? QStringLiteral("alive")
                             : session && session->launched ? QStringLiteral("crashed")
                                                            : QStringLiteral("missing");
    return finding;
}

void recordRecovered(Verb &verb, RecoveryAction action, const Run &before, const Run &after, TaskStatus task,
                     const Finding &finding)
{
    JsonWriter payload = beginRunPayload(after.status, task);
    payload.member("action", QString(toText(action)));
    payload.member("previous_status", QString(toText(before.status)));
    payload.member("reason", reasonOnBoot);
    memberIfSet(payload, "session_id", before.sessionId);
    if (finding.session)
        payload.member("session_state", QString(toText(finding.session->state)));
    payload.member("classification", finding.classification);
    payload.memberIfSet("detail", after.error);
    payload.endObject();
    verb.record("task.run_recovered", after.taskId, after.id, std::move(payload));
}

Error wrongStatus(const Run &run)
{
    return refuse(ErrorCode::InvalidStatusTransition, "The run is not in a state for this.").reason(toText(run.status));
}

/// BOO-05 `mark_running`.
Done markRunning(Verb &verb, Run run, const Finding &finding)
{
    if (run.status == RunStatus::Running)
        return {};
    if ((run.status != RunStatus::Claimed && run.status != RunStatus::Starting) || !run.sessionId)
        return wrongStatus(run);
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    run.status = RunStatus::Running;
    if (!run.startedAt)
        run.startedAt = verb.now;
    STINT_TRY(verb.saveRun(run, before));
    settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordRecovered(verb, RecoveryAction::MarkRunning, before, run, now.status, finding);
    });
    return {};
}

/// BOO-05 `requeue`.
Done requeueOrphan(Verb &verb, Run run, const Finding &finding)
{
    if (run.status != RunStatus::Claimed)
        return wrongStatus(run);
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    STINT_TRY(requeueRun(verb, run, ClaimEnd::Recovered));
    settle(verb, task.id, task.status, {},
           [&](const Task &now) { recordRecovered(verb, RecoveryAction::Requeue, before, run, now.status, finding); });
    return {};
}

/// BOO-05 `fail`, BOO-06.
Done failOrphan(Verb &verb, Run run, const Finding &finding)
{
    if (run.status != RunStatus::Starting && run.status != RunStatus::Running)
        return wrongStatus(run);
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const Run before = run;
    run.error = run.sessionId ? QStringLiteral("orphaned on boot: session \"%1\" classified as %2")
                                    .arg(run.sessionId->value, finding.classification)
                              : QStringLiteral("orphaned on boot: run has no live session");
    STINT_TRY(endRun(verb, run, before, RunStatus::Failed, ClaimEnd::Recovered));
    settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordFailed(verb, run, now, {});
        recordRecovered(verb, RecoveryAction::Fail, before, run, now.status, finding);
    });
    stopSession(verb, before, StopReason::OrphanedRun);
    return {};
}

/// BOO-04 of one lease-less run.
Done recoverRun(Verb &verb, const Run &run)
{
    const Finding finding = findingOf(verb, run);
    if (finding.alive)
        return markRunning(verb, run, finding);
    return run.status == RunStatus::Claimed ? requeueOrphan(verb, run, finding) : failOrphan(verb, run, finding);
}

/// Runs that BOO-04 judges: lease-less with a session, or starting without one. Manual runs stay as they are.
std::vector<Run> leaselessRuns(StoreReader &store)
{
    std::vector<Run> found;
    for (const RunStatus status : {RunStatus::Claimed, RunStatus::Starting, RunStatus::Running}) {
        for (const RunId &id : store.runsWithStatus(status)) {
            const auto run = store.run(id);
            if (run && !run->isLeased() && (run->sessionId || run->status == RunStatus::Starting))
                found.push_back(*run);
        }
    }
    return found;
}

/// The session is one that may come back by itself: it is judged a minute later (BOO-05).
bool mayReturn(StoreReader &store, const Run &run)
{
    if (!run.sessionId)
        return false;
    const auto session = store.session(*run.sessionId);
    return session && !session->launched && session->state != SessionState::Ended;
}

/// BOO-02 of one session.
Done recoverSession(Verb &verb, const Session &session)
{
    const bool processGone = session.launched && !(session.process && verb.world.executor.isAlive(*session.process));
    if (processGone)
        return endSession(verb, session, QLatin1String(reasonOnBoot), LeaselessRuns::Keep);
    return disconnectSession(verb, session.id);
}

} // namespace

const std::vector<BootStep> &bootSteps()
{
    static const std::vector<BootStep> steps{
        {"clock check", checkClockAtStart}, {"lease grace", graceLeases}, {"expired leases", expireAtStart},
        {"sessions", recoverSessions},      {"deadlines", catchUp},       {"start", announceStart}};
    return steps;
}

Done checkClockAtStart(Verb &verb)
{
    capLeasesAtStart(verb.store, verb.world.ids, verb.now);
    return {};
}

Done graceLeases(Verb &verb)
{
    if (!verb.store.meta(cleanStopKey).isEmpty())
        return {};
    const QJsonObject graced = QJsonDocument::fromJson(verb.store.meta(graceKey).toUtf8()).object();
    const auto runs = leasedRuns(verb.store);
    const Time newest = newestStored(verb.store, runs);
    QJsonObject kept; // claims that had their grace and still stand
    int count = 0;
    for (Run run : runs) {
        if (graced.value(run.id.value).toInt(-1) == run.leaseEpoch) {
            kept.insert(run.id.value, run.leaseEpoch);
            continue;
        }
        if (*run.leaseUntil <= newest - run.leaseDurationMs.value_or(0))
            continue;
        const Run before = run;
        run.leaseUntil = std::max(*run.leaseUntil, verb.now + graceMs(run));
        if (run != before)
            STINT_TRY(verb.saveRun(run, before));
        kept.insert(run.id.value, run.leaseEpoch);
        ++count;
    }
    verb.store.putMeta(graceKey, QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
    if (count == 0)
        return {};
    JsonWriter payload;
    payload.beginObject();
    payload.member("leases", count);
    payload.endObject();
    verb.record("engine.lease_grace", std::nullopt, std::nullopt, std::move(payload));
    return {};
}

Done expireAtStart(Verb &verb)
{
    STINT_TRY(sweepExpired(verb, QLatin1String(reasonOnBoot), 0));
    return {};
}

Done recoverSessions(Verb &verb)
{
    for (const Session &session : verb.store.sessions(false))
        STINT_TRY(recoverSession(verb, session));
    for (const Run &run : leaselessRuns(verb.store)) {
        if (mayReturn(verb.store, run))
            verb.state.returning[run.id] = run.leaseEpoch;
        else
            STINT_TRY(recoverRun(verb, run));
    }
    return {};
}

Done catchUp(Verb &verb)
{
    resumeParked(verb, 0);
    sweepReviewDeadlines(verb);
    return {};
}

Done announceStart(Verb &verb)
{
    const bool orderly = !verb.store.meta(cleanStopKey).isEmpty();
    verb.store.putMeta(cleanStopKey, QString());
    JsonWriter payload;
    payload.beginObject();
    payload.member("clean_stop", orderly);
    payload.endObject();
    verb.record("engine.started", std::nullopt, std::nullopt, std::move(payload));
    return {};
}

Done judgeReconnected(Verb &verb)
{
    // Only what the start found: a run that was attached since then is none of its business.
    const auto returning = std::exchange(verb.state.returning, {});
    for (const auto &[id, epoch] : returning) {
        const auto run = verb.store.run(id);
        if (run && run->leaseEpoch == epoch && isActive(run->status) && !run->isLeased() && run->sessionId)
            STINT_TRY(recoverRun(verb, *run));
    }
    return {};
}

Done markCleanStop(Verb &verb)
{
    verb.store.putMeta(cleanStopKey, QStringLiteral("yes"));
    return {};
}

} // namespace stint
