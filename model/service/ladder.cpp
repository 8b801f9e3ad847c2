#include "model/service/duties.h"

#include "model/service/claims.h"
#include "model/service/log.h"
#include "model/service/queuefigures.h"
#include "model/service/reconcile.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

constexpr int scanPage = 5'000; ///< queued runs read at once by starvingRuns()

/// E1, E2, E3 and E5; E4 is the same for all runs.
bool isOffered(StoreReader &store, Time now, const Run &run, const Task &task)
{
    return run.status == RunStatus::Queued && task.status == TaskStatus::Ready &&
           (!task.notBefore || *task.notBefore <= now) && !pausedBy(store, task);
}

/// A session that could be woken, as it stands in this cycle.
struct Sleeper {
    Claimer claimer;
    bool woken = false;
};

std::vector<Sleeper> sleepers(Verb &verb)
{
    const auto classes = verb.store.claimClasses();
    std::vector<Sleeper> found;
    for (const Session &session : verb.store.sessions(false)) {
        if (session.state != SessionState::Active || verb.state.waitingSessions.contains(session.id) ||
            !verb.store.activeRunsOfSession(session.id).empty())
            continue;
        const Claimer claimer = claimerOf(session);
        if (std::any_of(classes.begin(), classes.end(),
                        [&](const ClaimClass &claimClass) { return firstBarrier(claimClass, claimer).isEmpty(); }))
            found.push_back({claimer, false});
    }
    return found;
}

QString pairKey(const RunId &run, const SessionId &session)
{
    return run.value + QLatin1Char('|') + session.value;
}

/// Forgets pairs whose cooldown is over, or lies ahead because the clock was set back.
void forgetOldWakes(Verb &verb)
{
    std::erase_if(verb.state.wokenAt, [&](const auto &pair) {
        return verb.now < pair.second || verb.now - pair.second >= verb.settings().schedulerWakeCooldownMs;
    });
}

void wake(Verb &verb, Sleeper &sleeper, const Run &run)
{
    sleeper.woken = true;
    verb.state.wokenAt[pairKey(run.id, sleeper.claimer.session)] = verb.now;
    SessionNotice notice;
    notice.session = sleeper.claimer.session;
    notice.kind = QStringLiteral("pending_task_run");
    notice.taskId = run.taskId;
    notice.runId = run.id;
    verb.afterCommit([notice, &notifier = verb.world.notifier] { notifier.notify(notice); });
}

std::optional<ClaimClass> classOf(StoreReader &store, const Run &run, const Task &task)
{
    const auto profile = store.profile(task.id);
    return claimClassOf(task, run, profile ? profile->sections : ProfileSections{});
}

/// One session for an ordinary run, all that are left for a starving one. \return how many were woken.
std::size_t wakeFor(Verb &verb, std::vector<Sleeper> &sessions, const Run &run, const Task &task)
{
    const auto claimClass = classOf(verb.store, run, task);
    if (!claimClass)
        return 0;
    const bool starving = isStarving(verb.store, verb.settings(), verb.now, run, task);
    std::size_t woken = 0;
    for (Sleeper &sleeper : sessions) {
        if (sleeper.woken || !firstBarrier(*claimClass, sleeper.claimer, &run).isEmpty())
            continue;
        if (!starving && verb.state.wokenAt.contains(pairKey(run.id, sleeper.claimer.session)))
            continue;
        wake(verb, sleeper, run);
        ++woken;
        if (!starving)
            break;
    }
    return woken;
}

QString ageText(qint64 ms)
{
    const qint64 seconds = ms / 1'000;
    if (seconds < 60)
        return QStringLiteral("%1 s").arg(seconds);
    if (seconds < 3'600)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QStringLiteral("%1 h %2 min").arg(seconds / 3'600).arg(seconds / 60 % 60);
}

/// STV-03: asked once; that nobody is capable is not remembered.
void requestWorker(Verb &verb, const Run &run, const Task &task, StarvationBudget &budget)
{
    const auto claimClass = classOf(verb.store, run, task);
    if (!claimClass || !verb.world.executor.canCover(claimClass->requiredCapabilities))
        return;
    budget.spawnRequested = true;
    verb.afterCommit(
        [&executor = verb.world.executor, id = run.id, capabilities = claimClass->requiredCapabilities,
         lifetime = verb.settings().starvationSpawnLifetimeMs] { executor.spawnWorker(id, capabilities, lifetime); });
}

/// STV-04.
void reportStarved(Verb &verb, const Run &run, const Task &task, StarvationBudget &budget)
{
    budget.starvedReported = true;
    JsonWriter payload = beginRunPayload(run.status, task.status);
    payload.member("queued_at", toText(run.queuedAt));
    payload.member("waiting_age_ms", waitingAgeMs(run, task, verb.now));
    payload.member("cycles", budget.cycles);
    payload.endObject();
    verb.record("task.run_starved", task.id, run.id, std::move(payload));
}

/// STV-06: the ladder ends with a person.
Done callPerson(Verb &verb, Run run, const Task &task, int cycles)
{
    const Run before = run;
    const QString text = QStringLiteral("run queued %1 without a claim after %2 escalation cycles")
                             .arg(ageText(waitingAgeMs(run, task, verb.now)))
                             .arg(cycles);
    STINT_TRY(parkRun(verb, run, before, {AttentionReason::Starved, text, verb.now, std::nullopt}, ClaimEnd::Parked));
    settle(verb, task.id, task.status, {}, [&](const Task &now) {
        recordNeedsAttention(verb, run, now.status, {before.status, {}});
    });
    return {};
}

Done climbOne(Verb &verb, const RunId &id)
{
    STINT_TRY_LET(const Run run, verb.requireRun(id));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const BoardSettings &settings = verb.settings();
    if (!isStarving(verb.store, settings, verb.now, run, task))
        return {};
    StarvationBudget budget = verb.store.budget(id).value_or(StarvationBudget{id, 0, false, false, verb.now});
    ++budget.cycles;
    budget.updatedAt = verb.now;
    if (budget.cycles >= settings.starvationSpawnAfter && !budget.spawnRequested)
        requestWorker(verb, run, task, budget);
    if (budget.cycles >= settings.starvationEventAfter && !budget.starvedReported)
        reportStarved(verb, run, task, budget);
    if (budget.cycles >= settings.starvationNeedsAttentionAfter)
        return callPerson(verb, run, task, budget.cycles);
    verb.store.putBudget(budget);
    return {};
}

} // namespace

void wakeSessions(Verb &verb)
{
    if (verb.store.schedulerPause().paused)
        return;
    verb.store.promoteDue(verb.now);
    forgetOldWakes(verb);
    std::vector<Sleeper> sessions = sleepers(verb);
    std::size_t left = sessions.size();
    constexpr int page = 200;
    for (int offset = 0; left > 0 && offset < wakeScanRuns; offset += page) {
        const auto queued = verb.store.queuedRuns({}, offset, page);
        for (const QueuedRun &row : queued) {
            if (left == 0)
                break;
            if (isOffered(verb.store, verb.now, row.run, row.task))
                left -= wakeFor(verb, sessions, row.run, row.task);
        }
        if (queued.size() < static_cast<std::size_t>(page))
            return;
    }
    // Whoever is left can do nothing of all that, but perhaps what stands behind it.
    for (const ClaimClass &claimClass : left > 0 ? verb.store.claimClasses() : std::vector<ClaimClass>()) {
        const auto first = verb.store.firstReady(claimClass.key());
        const auto run = first ? verb.store.run(first->runId) : std::nullopt;
        const auto task = run ? verb.store.task(run->taskId) : std::nullopt;
        if (task && isOffered(verb.store, verb.now, *run, *task))
            wakeFor(verb, sessions, *run, *task);
    }
}

bool isStarving(StoreReader &store, const BoardSettings &settings, Time now, const Run &run, const Task &task)
{
    const bool owned = task.owner && task.owner->kind != OwnerKind::Pool && task.owner->kind != OwnerKind::AgentSession;
    return !owned && waitingAgeMs(run, task, now) >= settings.starvationMinQueuedAgeMs &&
           isOffered(store, now, run, task);
}

std::vector<RunId> starvingRuns(StoreReader &store, const BoardSettings &settings, Time now)
{
    std::vector<RunId> found;
    if (store.schedulerPause().paused)
        return found;
    for (int offset = 0;; offset += scanPage) {
        const auto queued = store.queuedRuns({}, offset, scanPage);
        for (const QueuedRun &row : queued) {
            if (isStarving(store, settings, now, row.run, row.task))
                found.push_back(row.run.id);
        }
        if (queued.size() < static_cast<std::size_t>(scanPage))
            return found;
    }
}

void climb(Verb &verb, const std::vector<RunId> &runs)
{
    if (verb.store.schedulerPause().paused)
        return;
    for (const RunId &id : runs) {
        if (const Done climbed = verb.attempt([&] { return climbOne(verb, id); }); !climbed)
            qCWarning(lcService, "ladder of %s: %s", qUtf8Printable(id.value), errorInfo(climbed.error().code).text);
    }
}

void climbLadder(Verb &verb)
{
    climb(verb, starvingRuns(verb.store, verb.settings(), verb.now));
}

} // namespace stint
