#include "model/service/bootrecovery.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Start-up recovery (section 20.1).
class BootTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsInOrder();
    void expiredLeasesGoFirst();
    void liveLeasesStay();
    void sessionsDisconnect();
    void launchedSessionsEnd_data();
    void launchedSessionsEnd();
    void returningSessionsAreAwaited_data();
    void returningSessionsAreAwaited();
    void manualRunsStay();
    void startInFlightFails();
    void graceAfterACrash();
    void noGraceAfterAnOrderlyStop();
    void graceOncePerClaim();
    void clockWentBack();
    void parkedRunsCatchUp();
    void startMarks();
    void boardStarts();
};

namespace
{

Actor recovery()
{
    return Actor::engine("recovery");
}

/// All steps, each as a command of its own.
void boot(TestBoard &board)
{
    for (const BootStep &step : bootSteps()) {
        const Done done = board.attempt(recovery(), step.run);
        QVERIFY2(done, step.name);
    }
}

void crash(TestBoard &board, qint64 closedMs = 1'000)
{
    board.reopen(false);
    board.clock.advance(closedMs);
    boot(board);
}

/// A lease-less run bound to a session in the given state of its start.
Run boundRun(TestBoard &board, const SessionId &session, RunStatus status)
{
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    if (status == RunStatus::Claimed) {
        // No verb binds a session and leaves the run claimed; an imported or repaired row may.
        board.act(recovery(), [&](Verb &verb) {
            const Run before = *verb.store.run(run.id);
            Run bound = before;
            bound.sessionId = session;
            QVERIFY(verb.saveRun(bound, before));
            ClaimRecord claim = *verb.store.claim(run.id, 1);
            claim.sessionId = session;
            verb.store.updateClaim(claim);
        });
        return board.storedRun(run.id);
    }
    RunAttach attach{run.id, session};
    done(board, board.human, attach);
    if (status == RunStatus::Running)
        done(board, board.human, startOf(run.id));
    return board.storedRun(run.id);
}

Session launched(TestBoard &board, qint64 pid)
{
    SessionRegister request;
    request.agentName = q("launched");
    request.process = ProcessRef{pid, 1};
    request.launch = SessionLaunch{};
    return done(board, board.human, request).session;
}

} // namespace

void BootTest::stepsInOrder()
{
    // BOO-01.
    QStringList names;
    for (const BootStep &step : bootSteps())
        names << q(step.name);
    QCOMPARE(names, (QStringList{q("clock check"), q("lease grace"), q("expired leases"), q("sessions"), q("deadlines"),
                                 q("start")}));
}

void BootTest::expiredLeasesGoFirst()
{
    TestBoard board;
    const Run run = claimedBy(board, board.addAgent(q("worker")));
    board.reopen(true);
    board.clock.advance(*run.leaseDurationMs);
    boot(board);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Queued);
    const Event event = newest(board, "task.run_lease_expired");
    QCOMPARE(payload(event).value(q("reason")).toString(), q("orphaned_on_boot"));
    QCOMPARE(event.actor.text(), q("daemon:recovery"));
    QCOMPARE(broken(board), QString());
}

void BootTest::liveLeasesStay()
{
    // BOO-03: the holder resumes.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    const Run before = board.storedRun(run.id);
    board.reopen(true);
    board.clock.advance(1'000);
    boot(board);
    QCOMPARE(board.storedRun(run.id), before);
    QCOMPARE(board.outcome(agent, beatOf(run.id)), q("ok"));
}

void BootTest::sessionsDisconnect()
{
    // BOO-02.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    crash(board);
    QCOMPARE(storedSession(board, agent.session()).state, SessionState::Disconnected);
}

void BootTest::launchedSessionsEnd_data()
{
    QTest::addColumn<bool>("alive");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("action"); ///< blank: untouched
    QTest::newRow("BOO-04 alive, claimed") << true << q("claimed") << q("running") << q("mark_running");
    QTest::newRow("BOO-04 alive, starting") << true << q("starting") << q("running") << q("mark_running");
    QTest::newRow("BOO-04 alive, running") << true << q("running") << q("running") << QString();
    QTest::newRow("BOO-04 gone, claimed") << false << q("claimed") << q("queued") << q("requeue");
    QTest::newRow("BOO-04 gone, starting") << false << q("starting") << q("failed") << q("fail");
    QTest::newRow("BOO-04 gone, running") << false << q("running") << q("failed") << q("fail");
}

void BootTest::launchedSessionsEnd()
{
    QFETCH(bool, alive);
    QFETCH(QString, state);
    QFETCH(QString, after);
    QFETCH(QString, action);
    TestBoard board;
    const Session session = launched(board, 7);
    const Run run = boundRun(board, session.id, *enumFromText<RunStatus>(state));
    const Actor leaseHolder = Actor::agent(launched(board, 7).id);
    const Run leased = claimedBy(board, leaseHolder);
    if (alive)
        board.executor.alive.insert(7);
    board.clock.advance(1'000);
    board.reopen(true);
    boot(board);
    const Run found = board.storedRun(run.id);
    QCOMPARE(QString(toText(found.status)), after);
    // BOO-02: the leased run of a session that is gone goes back to the queue.
    QCOMPARE(board.storedRun(leased.id).status, alive ? RunStatus::Claimed : RunStatus::Queued);
    QCOMPARE(storedSession(board, session.id).state, alive ? SessionState::Disconnected : SessionState::Ended);
    const Event event = newest(board, "task.run_recovered");
    QCOMPARE(!event.type.isEmpty(), !action.isEmpty());
    if (!action.isEmpty()) {
        QCOMPARE(payload(event).value(q("action")).toString(), action);
        QCOMPARE(payload(event).value(q("previous_status")).toString(), state);
        QCOMPARE(payload(event).value(q("classification")).toString(), alive ? q("alive") : q("crashed"));
    }
    // BOO-05: a start that was not stored is now, one that was stays.
    if (alive)
        QCOMPARE(found.startedAt, run.startedAt ? run.startedAt : board.clock.now());
    if (after == QLatin1String("failed")) {
        // BOO-06.
        QCOMPARE(found.error,
                 QStringLiteral("orphaned on boot: session \"%1\" classified as crashed").arg(session.id.value));
        QVERIFY(!newest(board, "task.run_failed").type.isEmpty());
        QCOMPARE(board.executor.stops.back().reason, StopReason::OrphanedRun);
    }
    QCOMPARE(broken(board), QString());
}

void BootTest::returningSessionsAreAwaited_data()
{
    QTest::addColumn<bool>("returns");
    QTest::newRow("BOO-05 came back") << true;
    QTest::newRow("BOO-05 did not") << false;
}

void BootTest::returningSessionsAreAwaited()
{
    // BOO-05: a session this board did not launch is judged a minute later; runs attached since then are not.
    QFETCH(bool, returns);
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = boundRun(board, agent.session(), RunStatus::Starting);
    board.reopen(true);
    board.clock.advance(1'000);
    QStringList told;
    const Done judged = board.attempt(recovery(), [&](Verb &verb) -> Done {
        for (const BootStep &step : bootSteps())
            STINT_TRY(step.run(verb));
        told << toText(verb.store.run(run.id)->status);
        if (returns) {
            Session session = *verb.store.session(agent.session());
            session.state = SessionState::Active;
            verb.store.updateSession(session);
        }
        STINT_TRY(judgeReconnected(verb));
        told << toText(verb.store.run(run.id)->status);
        return judgeReconnected(verb);
    });
    QVERIFY(judged);
    QCOMPARE(told, (QStringList{q("starting"), returns ? q("running") : q("failed")}));
    if (!returns)
        QVERIFY(board.storedRun(run.id).error.endsWith(QLatin1String("classified as missing")));
    QCOMPARE(broken(board), QString());

    const Actor fresh = board.addAgent(q("fresh"));
    const Run attached = boundRun(board, fresh.session(), RunStatus::Starting);
    board.act(recovery(), [](Verb &verb) { QVERIFY(judgeReconnected(verb)); });
    QCOMPARE(board.storedRun(attached.id).status, RunStatus::Starting);
}

void BootTest::manualRunsStay()
{
    TestBoard board;
    const Run run = startByHand(board, board.addTask());
    const Run before = board.storedRun(run.id);
    crash(board);
    QCOMPARE(board.storedRun(run.id), before);
}

void BootTest::startInFlightFails()
{
    // BOO-04, BOO-06: a dedicated start whose session never came.
    TestBoard board;
    board.executor.catalogued = true;
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    RunStart start = startOf(run.id);
    start.launch = LaunchRequest{};
    done(board, board.human, start);
    crash(board);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Failed);
    QCOMPARE(board.storedRun(run.id).error, q("orphaned on boot: run has no live session"));
    QCOMPARE(broken(board), QString());
}

void BootTest::graceAfterACrash()
{
    // BOO-07: a holder that could not beat while the board was away keeps its run.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    board.enqueue(board.addTask());
    RunClaimNext claim;
    claim.criteria.leaseMs = 10'000;
    const Run run = *done(board, agent, claim).run;
    crash(board, 12'000); // the lease ended while the board was away
    const Run graced = board.storedRun(run.id);
    QCOMPARE(graced.status, RunStatus::Claimed);
    QCOMPARE(graced.leaseUntil, board.clock.now() + 10'000);
    QCOMPARE(keysOf(newest(board, "engine.lease_grace")), q("leases"));
    QCOMPARE(board.outcome(agent, beatOf(run.id)), q("ok"));
    // A long lease gets a minute at most, and never loses time.
    const Run longer = claimedBy(board, board.addAgent(q("second")));
    crash(board, 1'000);
    QCOMPARE(board.storedRun(longer.id).leaseUntil, longer.leaseUntil);
    QCOMPARE(broken(board), QString());
}

void BootTest::noGraceAfterAnOrderlyStop()
{
    TestBoard board;
    const Run run = claimedBy(board, board.addAgent(q("worker")));
    board.reopen(true);
    board.clock.advance(*run.leaseDurationMs);
    boot(board);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Queued);
    QVERIFY(newest(board, "engine.lease_grace").type.isEmpty());
}

void BootTest::graceOncePerClaim()
{
    // BOO-07: a crash loop cannot extend a lease for ever.
    TestBoard board;
    const Run run = claimedBy(board, board.addAgent(q("worker")));
    crash(board, *run.leaseDurationMs);
    QCOMPARE(board.storedRun(run.id).leaseUntil, board.clock.now() + 60'000);
    crash(board, 60'000);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Queued);
}

void BootTest::clockWentBack()
{
    // CLK-06.
    TestBoard board;
    const Run run = claimedBy(board, board.addAgent(q("worker")));
    board.reopen(true);
    board.clock.jump(-3'600'000);
    boot(board);
    const Run capped = board.storedRun(run.id);
    QCOMPARE(capped.leaseUntil, board.clock.now() + *run.leaseDurationMs);
    QCOMPARE(capped.claimedAt, board.clock.now());
    QCOMPARE(capped.heartbeatAt, board.clock.now());
    QCOMPARE(newest(board, "engine.clock_adjusted").payload.text.contains("\"kind\":\"start\""), true);
    QCOMPARE(broken(board), QString());
}

void BootTest::parkedRunsCatchUp()
{
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    RunAsk ask = askOf(run.id, "quota");
    ask.resumeAfter = board.clock.now() + 1'000;
    done(board, agent, ask);
    crash(board, 1'000);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Queued);
}

void BootTest::startMarks()
{
    TestBoard board;
    boot(board);
    QCOMPARE(payload(newest(board, "engine.started")).value(q("clean_stop")).toBool(), false);
    board.act(recovery(), [](Verb &verb) { QVERIFY(markCleanStop(verb)); });
    board.reopen(false);
    boot(board);
    QCOMPARE(payload(newest(board, "engine.started")).value(q("clean_stop")).toBool(), true);
    // The mark is taken away: the next start knows nothing of it.
    board.reopen(false);
    boot(board);
    QCOMPARE(payload(newest(board, "engine.started")).value(q("clean_stop")).toBool(), false);
}

void BootTest::boardStarts()
{
    // BOO-01: ready is told once, after the last step; an orderly stop leaves its mark.
    TestBoard board;
    std::optional<Done> ready;
    board.board().start([&](Done outcome) { ready.emplace(std::move(outcome)); });
    QVERIFY(!ready);
    board.pump();
    QVERIFY(ready && ready->has_value());
    QCOMPARE(board.eventTypes().back(), q("engine.started"));
    board.board().stop();
    board.pump();
    QVERIFY(!board.looked<QString>([](StoreReader &store) { return store.meta("clean_stop"); }).isEmpty());
}

STINT_REGISTER_TEST(BootTest)
#include "tst_boot.moc"
