#include "model/service/drain.h"
#include "model/service/duties.h"
#include "model/service/sessions.h"
#include "model/service/waitingclaims.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace stint;
using namespace stint::test;

/// What the board does by itself (sections 7.3, 9, 20.2, 20.3), and claims that wait for it.
class DutiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sweepRequeues();
    void sweepInBatches();
    void sweepRefusesNegativeLimits();
    void parkedRunsResume();
    void idleSessionsEnd();
    void reaperReasons_data();
    void reaperReasons();
    void launchesTimeOut();
    void wakesOneSession();
    void cooldownPassesOn();
    void starvingWakesAll();
    void wakesBehindWhatNobodyCanDo();
    void wakesNobody_data();
    void wakesNobody();
    void starving_data();
    void starving();
    void ladderClimbs();
    void ladderKeepsItsBudget();
    void ladderAsksForWorkers();
    void claimWaits();
    void waitingClaimIsServedInOrder();
    void waitingClaimIsServedByAChange_data();
    void waitingClaimIsServedByAChange();
    void waitingClaimSeesTheSameBatch();
    void waitingClaimIsLookedAtAgain();
    void waitingClaimCanceled();
    void waitingClaimsEndWithTheBoard();
    void drainLooks();
    void drainByCommand();
};

namespace
{

Actor scheduler()
{
    return Actor::engine("scheduler");
}

void sweep(TestBoard &board)
{
    board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
}

std::optional<StarvationBudget> budgetOf(TestBoard &board, const RunId &run)
{
    return board.looked<std::optional<StarvationBudget>>([&](StoreReader &store) { return store.budget(run); });
}

void climb(TestBoard &board, int cycles = 1)
{
    for (int i = 0; i < cycles; ++i)
        board.act(scheduler(), climbLadder);
}

/// A claim that waits; its answer, once there is one.
struct Waiter {
    std::optional<Result<ClaimReply>> answer;
    Waiter(TestBoard &board, const Actor &agent, qint64 waitMs = 25'000)
    {
        RunClaimNext request;
        request.waitMs = waitMs;
        board.board().submit<RunClaimNext>(agent, request,
                                           [this](Result<ClaimReply> result) { answer.emplace(std::move(result)); });
        board.pump();
    }
    QString told() const { return answer ? TestBoard::describe(*answer) : q("waits"); }
};

/// An executor that has a dispatcher: it knows agents and writes down which it was asked for.
struct Dispatcher : SessionExecutor {
    QStringList known;
    struct Spawn {
        RunId run;
        QStringList capabilities;
        qint64 lifetimeMs;
    };
    std::vector<Spawn> spawns;

    bool canLaunch() const override { return true; }
    bool isAlive(const ProcessRef &) const override { return false; }
    bool isRelated(const ProcessRef &, const ProcessRef &) const override { return false; }
    void launch(const RunId &, const QString &, const ExecutionProfile &, std::function<void(QString)>) override {}
    void stop(const SessionId &, StopReason, qint64, std::function<void()>) override {}
    bool canCover(const QStringList &capabilities) const override
    {
        return std::all_of(capabilities.begin(), capabilities.end(),
                           [this](const QString &capability) { return known.contains(capability); });
    }
    void spawnWorker(const RunId &run, const QStringList &capabilities, qint64 lifetimeMs) override
    {
        spawns.push_back({run, capabilities, lifetimeMs});
    }
};

} // namespace

void DutiesTest::sweepRequeues()
{
    // EXP-01, EXP-02, FRC-10.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    const Run manual = startByHand(board, board.addTask());
    board.clock.advance(*run.leaseDurationMs - 1);
    sweep(board);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Claimed);
    board.clock.advance(1);
    done(board, board.human, SchedulerPauseRequest{});
    sweep(board);
    const Run back = board.storedRun(run.id);
    QCOMPARE(back.status, RunStatus::Queued);
    QCOMPARE(back.attempt, 1);
    QCOMPARE(back.waitingSince, board.clock.now());
    QCOMPARE(board.storedRun(manual.id).status, RunStatus::Running);
    QCOMPARE(claimRecord(board, run.id, 1).endReason, ClaimEnd::Expired);
    const Event event = newest(board, "task.run_lease_expired");
    QCOMPARE(event.actor.text(), q("daemon:sweeper"));
    QCOMPARE(keysOf(event), q("status task_status previous_status reason session_id lease_until lease_epoch "
                              "previous_claim_token_hash"));
    QCOMPARE(payload(event).value(q("reason")).toString(), q("scheduler_sweep"));
    QCOMPARE(board.notifier.notices.back().endReason, ClaimEnd::Expired);
    const BoardSnapshot rows = board.snapshotRows();
    sweep(board);
    QCOMPARE(board.snapshotRows(), rows);
    QCOMPARE(broken(board), QString());
}

void DutiesTest::sweepInBatches()
{
    // EXP-01: ordered by the end of the lease, then id; a limit leaves the rest for the next transaction.
    TestBoard board;
    std::vector<RunId> runs;
    for (int i = 0; i < 3; ++i) {
        const Actor agent = board.addAgent(QStringLiteral("a%1").arg(i));
        board.enqueue(board.addTask());
        RunClaimNext claim;
        claim.criteria.leaseMs = 3'000 - i * 1'000;
        runs.push_back(done(board, agent, claim).run->id);
    }
    board.clock.advance(10'000);
    int swept = 0;
    board.act(board.sweeper, [&](Verb &verb) { swept = *sweepExpired(verb, q("x"), 2); });
    QCOMPARE(swept, 2);
    QCOMPARE(board.storedRun(runs[0]).status, RunStatus::Claimed);
    board.act(board.sweeper, [&](Verb &verb) { swept = *sweepExpired(verb, q("x"), 0); });
    QCOMPARE(swept, 1);
}

void DutiesTest::sweepRefusesNegativeLimits()
{
    TestBoard board;
    const Done done = board.attempt(board.sweeper, [](Verb &verb) -> Done {
        STINT_TRY(sweepExpired(verb, q("x"), -1));
        return {};
    });
    QCOMPARE(TestBoard::describe(done), q("validation_failed"));
}

void DutiesTest::parkedRunsResume()
{
    // ASK-04, ASK-05.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    RunAsk ask = askOf(run.id, "quota");
    ask.resumeAfter = board.clock.now() + 5'000;
    done(board, agent, ask);
    const auto resume = [&] {
        int count = 0;
        board.act(board.sweeper, [&](Verb &verb) { count = resumeParked(verb); });
        return count;
    };
    board.clock.advance(4'999);
    QCOMPARE(resume(), 0);
    board.clock.advance(1);
    QCOMPARE(resume(), 1);
    const Run queued = board.storedRun(run.id);
    QCOMPARE(queued.status, RunStatus::Queued);
    QVERIFY(!queued.answer && !queued.attention);
    QCOMPARE(keysOf(newest(board, "task.run_unparked")), q("status task_status kind"));
    QCOMPARE(broken(board), QString());
}

void DutiesTest::idleSessionsEnd()
{
    // SSN-03.
    TestBoard board;
    const Actor idle = board.addAgent(q("idle")), connected = board.addAgent(q("connected"));
    board.board().disconnectSession(idle.session());
    board.pump();
    board.clock.advance(24LL * 3'600'000 - 1);
    board.act(board.sweeper, endIdleSessions);
    QCOMPARE(storedSession(board, idle.session()).state, SessionState::Disconnected);
    board.clock.advance(1);
    board.act(board.sweeper, endIdleSessions);
    QCOMPARE(storedSession(board, idle.session()).state, SessionState::Ended);
    QCOMPARE(storedSession(board, connected.session()).state, SessionState::Active);
}

void DutiesTest::reaperReasons_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("reason"); ///< blank: lives on
    QTest::addColumn<int>("stops");
    QTest::newRow("SWP-05 alive") << q("alive") << QString() << 0;
    QTest::newRow("SWP-05 process ended") << q("process") << q("process_exited") << 0;
    QTest::newRow("SWP-05 lifetime over") << q("lifetime") << q("session_expired") << 1;
    QTest::newRow("SWP-05 parent ended") << q("parent") << q("parent_stopped") << 1;
    QTest::newRow("SWP-05 not launched here") << q("foreign") << QString() << 0;
}

void DutiesTest::reaperReasons()
{
    QFETCH(QString, what);
    QFETCH(QString, reason);
    QFETCH(int, stops);
    TestBoard board;
    const Actor parent = board.addAgent(q("parent"));
    SessionRegister request;
    request.agentName = q("child");
    request.process = ProcessRef{7, 1};
    if (what != QLatin1String("foreign"))
        request.launch = SessionLaunch{std::nullopt, parent.session(), board.clock.now() + 1'000};
    const SessionId child = done(board, board.human, request).session.id;
    const Run run = claimedBy(board, Actor::agent(child));
    if (what != QLatin1String("process") && what != QLatin1String("foreign"))
        board.executor.alive.insert(7);
    if (what == QLatin1String("lifetime"))
        board.clock.advance(1'000);
    if (what == QLatin1String("parent"))
        done(board, parent, SessionEnd{});
    board.act(board.sweeper, reapSessions);
    const Session session = storedSession(board, child);
    QCOMPARE(session.state == SessionState::Ended, !reason.isEmpty());
    QCOMPARE(session.endReason, reason);
    QCOMPARE(board.storedRun(run.id).status, reason.isEmpty() ? RunStatus::Claimed : RunStatus::Queued);
    QCOMPARE(static_cast<int>(board.executor.stops.size()), stops);
    QCOMPARE(broken(board), QString());
}

void DutiesTest::launchesTimeOut()
{
    // SRT-07: no registration within 60 s.
    TestBoard board;
    board.executor.catalogued = true;
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    RunStart start = startOf(run.id);
    start.launch = LaunchRequest{};
    done(board, board.human, start);
    const Time since = board.clock.now();
    const auto check = [&] {
        board.act(board.sweeper, [&](Verb &verb) {
            verb.state.launches[run.id] = since;
            failOverdueLaunches(verb);
        });
        return board.storedRun(run.id).status;
    };
    board.clock.advance(59'999);
    QCOMPARE(check(), RunStatus::Starting);
    board.clock.advance(1);
    QCOMPARE(check(), RunStatus::Failed);
    QVERIFY(board.storedRun(run.id).error.startsWith(QLatin1String("start task session: ")));
}

void DutiesTest::wakesOneSession()
{
    // SWP-03: one session per run and one run per session; by priority, then age; sessions by registration.
    TestBoard board;
    const Actor first = board.addAgent(q("first")), second = board.addAgent(q("second"));
    const Run low = board.enqueue(board.addTask());
    TaskCreate urgent;
    urgent.priority = q("urgent");
    const Run high = board.enqueue(board.addTask(urgent));
    board.enqueue(board.addTask());
    board.act(scheduler(), wakeSessions);
    const auto &notices = board.notifier.notices;
    QCOMPARE(notices.size(), std::size_t(2));
    QCOMPARE(notices[0].kind, q("pending_task_run"));
    QCOMPARE(notices[0].session, first.session());
    QCOMPARE(notices[0].runId, high.id);
    QCOMPARE(notices[1].session, second.session());
    QCOMPARE(notices[1].runId, low.id);
    QCOMPARE(board.storedRun(high.id).status, RunStatus::Queued); // it never claims
}

void DutiesTest::cooldownPassesOn()
{
    // SWP-03: a pair woken within the cooldown is skipped for the next session.
    TestBoard board;
    const Actor first = board.addAgent(q("first")), second = board.addAgent(q("second"));
    const Run run = board.enqueue(board.addTask());
    board.act(scheduler(), [&](Verb &verb) {
        verb.state.wokenAt[run.id.value + q("|") + first.session().value] = verb.now - 59'999;
        wakeSessions(verb);
    });
    QCOMPARE(board.notifier.notices.size(), std::size_t(1));
    QCOMPARE(board.notifier.notices.front().session, second.session());
    board.act(scheduler(), [&](Verb &verb) {
        verb.state.wokenAt[run.id.value + q("|") + first.session().value] = verb.now - 60'000;
        wakeSessions(verb);
    });
    QCOMPARE(board.notifier.notices.back().session, first.session());
    // A wake-up that lies ahead, because the clock was set back since, keeps nobody asleep.
    board.act(scheduler(), [&](Verb &verb) {
        verb.state.wokenAt[run.id.value + q("|") + first.session().value] = verb.now + 3'600'000;
        wakeSessions(verb);
    });
    QCOMPARE(board.notifier.notices.size(), std::size_t(3));
    QCOMPARE(board.notifier.notices.back().session, first.session());
}

/// SWP-03: more queued work that nobody here can do than one cycle looks at hides none that somebody can.
void DutiesTest::wakesBehindWhatNobodyCanDo()
{
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate urgent;
    urgent.title = q("needs a gpu");
    urgent.priority = q("urgent");
    for (int i = 0; i < wakeScanRuns; ++i)
        board.enqueue(board.addTask(urgent), {q("gpu")});
    const Run mine = board.enqueue(board.addTask());
    board.act(scheduler(), wakeSessions);
    QCOMPARE(board.notifier.notices.size(), std::size_t(1));
    QCOMPARE(board.notifier.notices.front().session, agent.session());
    QCOMPARE(board.notifier.notices.front().runId, mine.id);
}

void DutiesTest::starvingWakesAll()
{
    // SWP-04.
    TestBoard board;
    const Actor first = board.addAgent(q("first")), second = board.addAgent(q("second"));
    const Run run = board.enqueue(board.addTask());
    board.clock.advance(120'000);
    board.act(scheduler(), [&](Verb &verb) {
        verb.state.wokenAt[run.id.value + q("|") + first.session().value] = verb.now;
        wakeSessions(verb);
    });
    // The cooldown is ignored as well.
    QCOMPARE(board.notifier.notices.size(), std::size_t(2));
}

void DutiesTest::wakesNobody_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("SWP-02 scheduler paused") << q("scheduler");
    QTest::newRow("E3 task paused") << q("paused");
    QTest::newRow("E5 not before") << q("later");
    QTest::newRow("INS-04 busy session") << q("busy");
    QTest::newRow("INS-04 disconnected session") << q("disconnected");
    QTest::newRow("SWP-03 session waits already") << q("waiting");
    QTest::newRow("INS-04 capability missing") << q("capability");
}

void DutiesTest::wakesNobody()
{
    QFETCH(QString, what);
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    if (what == QLatin1String("busy"))
        claimedBy(board, agent);
    if (what == QLatin1String("later"))
        create.notBefore = board.clock.now() + 1;
    const TaskId task = board.addTask(create);
    board.enqueue(task, what == QLatin1String("capability") ? QStringList{q("gpu")} : QStringList{});
    if (what == QLatin1String("scheduler"))
        done(board, board.human, SchedulerPauseRequest{});
    if (what == QLatin1String("paused")) {
        TaskPauseRequest pause;
        pause.taskId = task;
        pause.reason = q("x");
        done(board, board.human, pause);
    }
    if (what == QLatin1String("disconnected")) {
        board.board().disconnectSession(agent.session());
        board.pump();
    }
    board.act(scheduler(), [&](Verb &verb) {
        if (what == QLatin1String("waiting"))
            verb.state.waitingSessions.insert(agent.session());
        wakeSessions(verb);
    });
    QVERIFY(board.notifier.notices.empty());
}

void DutiesTest::starving_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<qint64>("notBeforeInMs"); ///< from the queueing; 0: none
    QTest::addColumn<qint64>("ageMs");
    QTest::addColumn<bool>("starves");
    QTest::newRow("STV-01 young") << QString() << qint64(0) << qint64(119'999) << false;
    QTest::newRow("STV-01 old enough") << QString() << qint64(0) << qint64(120'000) << true;
    QTest::newRow("STV-01 pool") << q("pool") << qint64(0) << qint64(120'000) << true;
    QTest::newRow("STV-01 a person's") << q("human") << qint64(0) << qint64(120'000) << false;
    QTest::newRow("STV-02 from not_before on") << QString() << qint64(60'000) << qint64(179'999) << false;
    QTest::newRow("STV-02 not_before long ago") << QString() << qint64(60'000) << qint64(180'000) << true;
}

void DutiesTest::starving()
{
    QFETCH(QString, owner);
    QFETCH(qint64, notBeforeInMs);
    QFETCH(qint64, ageMs);
    QFETCH(bool, starves);
    TestBoard board;
    TaskCreate create;
    if (!owner.isEmpty())
        create.owner = OwnerRef{*enumFromText<OwnerKind>(owner), q("x")};
    if (notBeforeInMs)
        create.notBefore = board.clock.now() + notBeforeInMs;
    const Run run = board.enqueue(board.addTask(create));
    board.clock.advance(ageMs);
    const Time now = board.clock.now();
    const auto found =
        board.looked<std::vector<RunId>>([&](StoreReader &store) { return starvingRuns(store, {}, now); });
    QCOMPARE(found.size(), std::size_t(starves));
    climb(board);
    QCOMPARE(budgetOf(board, run.id).has_value(), starves);
    done(board, board.human, SchedulerPauseRequest{});
    QVERIFY(board.looked<std::vector<RunId>>([&](StoreReader &store) { return starvingRuns(store, {}, now); })
                .empty()); // SCH-02
}

void DutiesTest::ladderClimbs()
{
    // STV-03, STV-04, STV-06.
    TestBoard board;
    const TaskId task = board.addTask();
    const Run run = board.enqueue(task);
    board.clock.advance(150'000);
    climb(board, 5);
    QCOMPARE(budgetOf(board, run.id)->cycles, 5);
    QVERIFY(newest(board, "task.run_starved").type.isEmpty());
    climb(board, 4);
    QCOMPARE(board.eventTypes().count(q("task.run_starved")), 1);
    QCOMPARE(keysOf(newest(board, "task.run_starved")), q("status task_status queued_at waiting_age_ms cycles"));
    QCOMPARE(newest(board, "task.run_starved").actor.text(), q("daemon:scheduler"));
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Queued);
    climb(board);
    const Run starved = board.storedRun(run.id);
    QCOMPARE(starved.status, RunStatus::NeedsAttention);
    QCOMPARE(starved.attention->reason, AttentionReason::Starved);
    QCOMPARE(starved.attention->text, q("run queued 2 min 30 s without a claim after 10 escalation cycles"));
    QCOMPARE(board.task(task).status, TaskStatus::Blocked);
    QVERIFY(!budgetOf(board, run.id));
    QCOMPARE(keysOf(newest(board, "task.run_needs_attention")),
             q("status task_status previous_status reason diagnostic"));
    const BoardSnapshot rows = board.snapshotRows();
    climb(board);
    QCOMPARE(board.snapshotRows(), rows);
    RunAnswer answer;
    answer.runId = run.id;
    answer.text = q("x");
    QCOMPARE(board.outcome(board.human, answer), q("invalid_status_transition/not_parked")); // ASK-03
    QCOMPARE(broken(board), QString());
}

void DutiesTest::ladderKeepsItsBudget()
{
    // STV-05: a pause holds the clock, a claim ends it.
    TestBoard board;
    const TaskId task = board.addTask();
    const Run run = board.enqueue(task);
    board.clock.advance(120'000);
    climb(board, 3);
    TaskPauseRequest pause;
    pause.taskId = task;
    pause.reason = q("x");
    done(board, board.human, pause);
    climb(board, 3);
    QCOMPARE(budgetOf(board, run.id)->cycles, 3);
    TaskResume resume;
    resume.taskId = task;
    done(board, board.human, resume);
    climb(board);
    QCOMPARE(budgetOf(board, run.id)->cycles, 4);
    board.claimNext(board.addAgent(q("worker")));
    QVERIFY(!budgetOf(board, run.id));
    QCOMPARE(broken(board), QString());
}

void DutiesTest::ladderAsksForWorkers()
{
    // STV-03: "no capable agent" is not remembered; a request is made once.
    TestBoard board;
    Dispatcher dispatcher;
    Surroundings world{board.ids, dispatcher, board.notifier};
    const Run run = board.enqueue(board.addTask(), {q("gpu")});
    board.clock.advance(120'000);
    const auto cycle = [&](int times) {
        for (int i = 0; i < times; ++i) {
            std::vector<std::function<void()>> effects;
            board.act(scheduler(), [&](Verb &verb) {
                EngineState state;
                Verb inner(verb.store, verb.now, scheduler(), state, world);
                climbLadder(inner);
                effects = inner.takeEffects();
            });
            for (const auto &effect : effects)
                effect();
        }
    };
    cycle(4);
    QVERIFY(!budgetOf(board, run.id)->spawnRequested);
    dispatcher.known = {q("gpu")};
    cycle(2);
    QCOMPARE(dispatcher.spawns.size(), std::size_t(1));
    QCOMPARE(dispatcher.spawns.front().run, run.id);
    QCOMPARE(dispatcher.spawns.front().capabilities, QStringList{q("gpu")});
    QCOMPARE(dispatcher.spawns.front().lifetimeMs, 900'000);
    QVERIFY(budgetOf(board, run.id)->spawnRequested);
}

void DutiesTest::claimWaits()
{
    // CLM-02: the commit that makes a run claimable answers the claim.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    Waiter waiter(board, agent);
    QCOMPARE(waiter.told(), q("waits"));
    const TaskId task = board.addTask();
    QCOMPARE(waiter.told(), q("waits"));
    const Run run = board.enqueue(task);
    QCOMPARE(waiter.told(), q("ok"));
    QCOMPARE((*waiter.answer)->run->id, run.id);
    QCOMPARE(broken(board), QString());
    // A refusal of another kind is told at once.
    QCOMPARE(Waiter(board, agent).told(), q("active_run_lease"));
    QCOMPARE(Waiter(board, board.addAgent(q("second")), 0).told(), q("no_claimable_run"));
}

void DutiesTest::waitingClaimIsServedInOrder()
{
    // CLM-11, SWP-03: who came first is served first; what it cannot do goes to the next.
    TestBoard board;
    const Actor plain = board.addAgent(q("plain")), gpu = board.addAgent(q("gpu"), {q("gpu")});
    Waiter first(board, plain), second(board, gpu);
    board.enqueue(board.addTask(), {q("gpu")});
    QCOMPARE(first.told(), q("waits"));
    QCOMPARE(second.told(), q("ok"));
    board.enqueue(board.addTask());
    QCOMPARE(first.told(), q("ok"));
    // Resuming the scheduler makes work claimable as well (SCH-02).
    done(board, board.human, SchedulerPauseRequest{});
    board.enqueue(board.addTask());
    Waiter third(board, board.addAgent(q("third")));
    QCOMPARE(third.told(), q("waits"));
    done(board, board.human, SchedulerResume{});
    QCOMPARE(third.told(), q("ok"));
}

void DutiesTest::waitingClaimIsServedByAChange_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("CLM-04 E3 pause of an ancestor") << q("pause");
    QTest::newRow("CLM-04 E5 not_before") << q("not_before");
    QTest::newRow("CLM-04 E6 priority") << q("priority");
    QTest::newRow("CLM-04 E9 capabilities of the profile") << q("capabilities");
    QTest::newRow("CLM-04 E12 agent of the profile") << q("agent");
    QTest::newRow("CLM-04 E13 pool") << q("pool");
    QTest::newRow("CLM-04 E13 person") << q("person");
}

void DutiesTest::waitingClaimIsServedByAChange()
{
    // SWP-03: the commit that makes a run claimable for the one that waits, though it was ready all the time.
    QFETCH(QString, what);
    TestBoard board;
    const TaskId root = board.addTask();
    TaskCreateChild create;
    create.parent = root;
    create.task.title = q("Child");
    if (what == QLatin1String("not_before"))
        create.task.notBefore = board.clock.now() + 60'000;
    if (what == QLatin1String("pool"))
        create.task.owner = OwnerRef{OwnerKind::Pool, q("others")};
    if (what == QLatin1String("person"))
        create.task.owner = OwnerRef{OwnerKind::Human, q("ada")};
    const TaskId task = done(board, board.human, create).task.task.id;
    const auto setProfile = [&](const QStringList &capabilities, const QString &agent) {
        ProfileSet profile;
        profile.taskId = task;
        profile.sections.worker.requiredCapabilities = capabilities;
        profile.sections.worker.agent = agent;
        done(board, board.human, profile);
    };
    if (what == QLatin1String("pause"))
        done(board, board.human, [&] {
            TaskPauseRequest pause;
            pause.taskId = root;
            pause.reason = q("x");
            return pause;
        }());
    if (what == QLatin1String("capabilities"))
        setProfile({q("gpu")}, {});
    if (what == QLatin1String("agent"))
        setProfile({}, q("somebody"));
    board.enqueue(task);

    std::optional<Result<ClaimReply>> answer;
    RunClaimNext claim;
    claim.waitMs = 25'000;
    if (what == QLatin1String("priority"))
        claim.criteria.priorityMin = 30;
    board.board().submit<RunClaimNext>(board.addAgent(q("worker")), claim,
                                       [&](Result<ClaimReply> result) { answer.emplace(std::move(result)); });
    board.pump();
    QVERIFY(!answer);
    TaskUpdate update;
    update.taskId = task;
    if (what == QLatin1String("pause"))
        done(board, board.human, [&] {
            TaskResume resume;
            resume.taskId = root;
            return resume;
        }());
    else if (what == QLatin1String("capabilities") || what == QLatin1String("agent"))
        setProfile({}, {});
    else if (what == QLatin1String("not_before"))
        update.changes.notBefore = Patch<Time>::cleared();
    else if (what == QLatin1String("priority"))
        update.changes.priority = q("high");
    else if (what == QLatin1String("pool"))
        update.changes.owner = OwnerRef{OwnerKind::Pool, q("worker")};
    else
        update.changes.clearOwner = true;
    if (what != QLatin1String("pause") && what != QLatin1String("capabilities") && what != QLatin1String("agent"))
        done(board, board.human, update);
    QVERIFY2(answer && answer->has_value(), "it still waits");
}

void DutiesTest::waitingClaimSeesTheSameBatch()
{
    // What becomes claimable in the very batch in which the claim found nothing is not missed.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const TaskId task = board.addTask();
    std::optional<Result<ClaimReply>> answer;
    RunClaimNext request;
    request.waitMs = 1'000;
    board.board().submit<RunClaimNext>(agent, request,
                                       [&](Result<ClaimReply> result) { answer.emplace(std::move(result)); });
    RunEnqueue enqueue;
    enqueue.taskId = task;
    board.board().submit<RunEnqueue>(board.human, enqueue, [](const Result<RunReply> &) {});
    board.pump();
    QVERIFY(answer && answer->has_value());
}

void DutiesTest::waitingClaimIsLookedAtAgain()
{
    // CLM-02: a claim whose time ends while it is being tried in vain is answered as soon as the try is over.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    board.enqueue(board.addTask(), {q("gpu")});
    EngineState state;
    Surroundings world{board.ids, board.executor, board.notifier};
    int looks = 0;
    WaitingClaims waiting(board.writer(), state, world, [&] { ++looks; });
    QString told;
    RunClaimNext request;
    request.waitMs = 100;
    state.emptyHanded[agent.session()] = 0;
    waiting.park({agent, request, [&](const Result<ClaimReply> &result) { told = TestBoard::describe(result); }}, 100);
    QCOMPARE(looks, 0);

    // In one batch: the try, and somebody who looks at the deadlines meanwhile.
    struct Look final : WriteCommand {
        explicit Look(WaitingClaims &claims)
            : waiting(claims)
        {
        }
        bool execute(StoreTransaction &, Time) override
        {
            next = waiting.expire(150);
            return false;
        }
        void finish(const Done &) override {}
        WaitingClaims &waiting;
        std::optional<qint64> next;
    };
    waiting.serve();
    board.writer().submit(std::make_unique<Look>(waiting));
    board.pump();
    QCOMPARE(told, QString());
    QCOMPARE(looks, 1);
    QVERIFY(!waiting.expire(150));
    QCOMPARE(told, q("no_claimable_run"));
    QVERIFY(waiting.isEmpty());
}

void DutiesTest::waitingClaimCanceled()
{
    // CLM-02: silently at disconnect; the run goes to who still waits.
    TestBoard board;
    const Actor gone = board.addAgent(q("gone")), here = board.addAgent(q("here"));
    Waiter first(board, gone), second(board, here);
    board.board().disconnectSession(gone.session());
    board.enqueue(board.addTask());
    QCOMPARE(first.told(), q("waits"));
    QCOMPARE(second.told(), q("ok"));
}

void DutiesTest::waitingClaimsEndWithTheBoard()
{
    TestBoard board;
    Waiter waiter(board, board.addAgent(q("worker")));
    board.board().stop();
    QCOMPARE(waiter.told(), q("shutting_down"));
    Waiter late(board, board.addAgent(q("late")));
    QCOMPARE(late.told(), q("shutting_down"));
}

void DutiesTest::drainLooks()
{
    // SCH-03.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    std::optional<Drain> drain;
    SchedulerDrain request;
    request.timeoutMs = 1'000;
    board.act(board.human, [&](Verb &verb) { drain = *startDrain(verb, request); });
    QCOMPARE(keysOf(newest(board, "scheduler.drain_started")),
             q("manual actor_kind actor_id reason previous_paused paused active_claims started_at"));
    std::optional<DrainReply> reply;
    const auto look = [&](bool over) {
        board.act(board.human, [&](Verb &verb) { reply = lookAtDrain(verb, *drain, over); });
        return reply.has_value();
    };
    QVERIFY(!look(false));
    QVERIFY(look(true));
    QVERIFY(!reply->completed && reply->timedOut);
    QCOMPARE(reply->remainingClaims, 1);
    done(board, agent, completeOf(run.id));
    QVERIFY(look(false));
    QVERIFY(reply->completed && !reply->timedOut);
    QCOMPARE(payload(newest(board, "scheduler.drain_completed")).value(q("paused")).toBool(), true);
    QVERIFY(reply->status.paused);
    QCOMPARE(reply->status.pausedReason, q("scheduler drain"));
    QCOMPARE(keysOf(newest(board, "scheduler.drain_completed")),
             q("manual actor_kind actor_id reason previous_paused paused remaining_claims started_at completed_at"));
    QVERIFY(board.looked<SchedulerPause>([](StoreReader &store) { return store.schedulerPause(); }).paused);
    // Resumed meanwhile: the event says what holds.
    done(board, board.human, SchedulerResume{});
    QVERIFY(look(false));
    QCOMPARE(payload(newest(board, "scheduler.drain_completed")).value(q("paused")).toBool(true), false);
}

void DutiesTest::drainByCommand()
{
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    QCOMPARE(board.outcome(agent, SchedulerDrain{}), q("forbidden_operator_action/scheduler"));
    SchedulerDrain request;
    request.timeoutMs = -1;
    QCOMPARE(board.outcome(board.human, request), q("validation_failed"));
    claimedBy(board, agent);
    request.timeoutMs = 0; // looks once
    const DrainReply reply = done(board, board.human, request);
    QVERIFY(reply.timedOut);
    done(board, board.human,
         forceOf<RunCancel>(board
                                .storedRun(board.looked<RunId>([](StoreReader &store) {
                                    return store.runsWithStatus(RunStatus::Claimed).front();
                                }))
                                .id));
    QVERIFY(done(board, board.human, SchedulerDrain{}).completed);
}

STINT_REGISTER_TEST(DutiesTest)
#include "tst_duties.moc"
