#pragma once

#include "model/service/duties.h"
#include "tests/service/runs.h"

namespace stint::test
{

/// One run in one of the states in which a verb can find it, with everybody who may want something of it.
///
/// `queued`; leased by `holder`: `claimed`, `expired`, `running`, `running_expired`; a person's: `manual`, `by_hand`;
/// without lease: `engine` (claimed), `launching` (a dedicated start in flight), `attached` and `bound` to the holder's
/// session; waiting for a person: `asked` (goes on by itself after a minute), `unproven`, `starved`; with a late result
/// of the holder: `late` (queued), `asked_late`; ended: `completed`, `failed` by the holder, `done_by_hand`, `forced`,
/// `canceled`.
class RunScene
{
public:
    explicit RunScene(const QString &state)
    {
        board.executor.catalogued = true;
        TaskCreate create;
        create.maxAttempts = 5;
        if (state == QLatin1String("unproven")) {
            set(board, "require_evidence", "true");
            create.acceptance = {{q("compiles"), false, {}}};
        }
        task = board.addTask(create);
        run = board.enqueue(task).id;
        if (is(state, {"claimed", "expired", "running", "running_expired", "asked", "asked_late", "unproven", "late",
                       "completed", "failed"}))
            lease(state);
        else if (is(state, {"manual", "by_hand", "launching", "attached", "bound", "done_by_hand"}))
            takeByHand(state);
        else if (state == QLatin1String("engine"))
            done(board, engine, claimOf(run, "scene"));
        else if (state == QLatin1String("starved"))
            starve();
        else if (state == QLatin1String("forced"))
            done(board, board.human, forceOf<RunForceFail>(run));
        else if (state == QLatin1String("canceled"))
            done(board, board.human, forceOf<RunCancel>(run));
    }

    static QStringList states()
    {
        return q("queued late claimed expired running running_expired manual by_hand engine launching attached bound "
                 "asked asked_late unproven starved completed failed done_by_hand forced canceled")
            .split(QLatin1Char(' '));
    }

    Run stored() { return board.storedRun(run); }
    /// Open runs of the task (RUN-01).
    int openRuns()
    {
        return board.looked<int>([&](StoreReader &store) {
            const auto runs = store.runsOf(task);
            return static_cast<int>(
                std::count_if(runs.begin(), runs.end(), [](const Run &one) { return isOpen(one.status); }));
        });
    }

    TestBoard board;
    Actor holder = board.addAgent(q("holder"));
    Actor other = board.addAgent(q("other"));
    Actor engine = Actor::engine("dispatcher");
    TaskId task;
    RunId run;

private:
    static bool is(const QString &state, std::initializer_list<const char *> names)
    {
        return std::any_of(names.begin(), names.end(), [&](const char *name) { return state == QLatin1String(name); });
    }

    void lease(const QString &state)
    {
        board.claimNext(holder);
        if (is(state, {"running", "running_expired"}))
            done(board, holder, startOf(run, "scene"));
        if (is(state, {"expired", "running_expired"}))
            board.clock.advance(300'000);
        if (is(state, {"asked", "asked_late"})) {
            RunAsk ask = askOf(run);
            if (state == QLatin1String("asked"))
                ask.resumeAfter = board.clock.now() + 60'000;
            done(board, holder, ask);
        }
        if (state == QLatin1String("late"))
            done(board, holder, releaseOf(run));
        if (is(state, {"late", "asked_late"}))
            QVERIFY(!board.run(holder, completeOf(run, "42")));
        if (is(state, {"completed", "unproven"}))
            done(board, holder, completeOf(run, "42"));
        if (state == QLatin1String("failed"))
            done(board, holder, failOf(run));
    }

    void takeByHand(const QString &state)
    {
        done(board, board.human, claimOf(run, "scene"));
        RunStart start = startOf(run, "scene");
        if (state == QLatin1String("launching"))
            start.launch = LaunchRequest{};
        if (is(state, {"attached", "bound"})) {
            RunAttach attach;
            attach.runId = run;
            attach.sessionId = holder.session();
            done(board, board.human, attach);
        }
        if (is(state, {"launching", "by_hand", "bound", "done_by_hand"}))
            done(board, board.human, start);
        if (state == QLatin1String("done_by_hand"))
            done(board, board.human, completeOf(run, "42"));
    }

    /// The whole ladder in one cycle.
    void starve()
    {
        for (const char *step : {"fan_out_after", "spawn_after", "event_after", "needs_attention_after"})
            set(board, (QByteArray("starvation.") + step).constData(), "1");
        board.clock.advance(120'000);
        board.act(Actor::engine("scheduler"), climbLadder);
    }
};

/// What of RUN-02, RUN-03, RUN-05 and RUN-06 the stored run breaks; blank for none.
inline QString misshapen(const Run &run)
{
    const bool waits = run.status == RunStatus::Queued || run.status == RunStatus::NeedsAttention;
    if (waits && (run.claimedBy || run.sessionId || run.isLeased() || run.leaseUntil || run.heartbeatAt ||
                  run.claimedAt || run.startedAt || run.endedAt))
        return q("RUN-02");
    const bool beats = run.leaseUntil && run.heartbeatAt;
    if ((run.leaseUntil.has_value() || run.heartbeatAt.has_value()) && !run.isLeased())
        return q("RUN-03 a lease without a hash");
    if (isActive(run.status) && run.isLeased() && !beats)
        return q("RUN-03 a hash without a lease");
    if (beats && !(*run.claimedAt < *run.leaseUntil && *run.claimedAt <= *run.heartbeatAt &&
                   *run.heartbeatAt <= *run.leaseUntil))
        return q("RUN-05");
    if (run.endedAt.has_value() != isTerminal(run.status) || (isTerminal(run.status) && (run.leaseUntil || beats)))
        return q("RUN-06 end");
    const bool saysWhy = !run.error.isEmpty();
    if ((run.status == RunStatus::Completed && saysWhy) ||
        (run.status == RunStatus::Failed && (!saysWhy || !run.result.isNull())) ||
        (run.status == RunStatus::Canceled && (saysWhy || !run.result.isNull())))
        return q("RUN-06 outcome");
    return {};
}

} // namespace stint::test
