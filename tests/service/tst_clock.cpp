#include "model/service/clockkeeper.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Leases when the machine sleeps or its clock jumps (section 20.4).
class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void discontinuities_data();
    void discontinuities();
    void suspendGivesGrace_data();
    void suspendGivesGrace();
    void jumpMovesEverything_data();
    void jumpMovesEverything();
    void expiredLeasesGetNoGrace();
    void leaselessRunsStay();
};

namespace
{

/// What happened to the clocks between two samples.
struct Gap {
    qint64 passedMs, sleptMs, jumpedMs;
};

ClockSample after(const ClockSample &before, const Gap &gap)
{
    return {before.wall + gap.passedMs + gap.sleptMs + gap.jumpedMs, before.bootMs + gap.passedMs + gap.sleptMs,
            before.monotonicMs + gap.passedMs};
}

/// A board with one leased run, corrected for a gap.
struct Scene {
    TestBoard board;
    Actor agent = board.addAgent(q("worker"));
    Run run;
    LeaseClockKeeper keeper{board.ids};

    explicit Scene(qint64 leaseMs)
    {
        board.enqueue(board.addTask());
        RunClaimNext claim;
        claim.criteria.leaseMs = leaseMs;
        run = *done(board, agent, claim).run;
        done(board, agent, startOf(run.id));
        done(board, agent, beatOf(run.id));
        run = board.storedRun(run.id);
    }
    /// The run afterwards; \a now gets the moment of the correction.
    Run corrected(const Gap &gap, Time &now)
    {
        const ClockSample before = board.clock.sample();
        now = after(before, gap).wall;
        board.act(board.sweeper, [&](Verb &verb) { keeper.correct(verb.store, before, after(before, gap)); });
        return board.storedRun(run.id);
    }
};

} // namespace

Q_DECLARE_METATYPE(Gap)

void ClockTest::discontinuities_data()
{
    QTest::addColumn<Gap>("gap");
    QTest::addColumn<bool>("discontinuous");
    QTest::newRow("CLK-02 ordinary passing") << Gap{600'000, 0, 0} << false;
    QTest::newRow("CLK-03 short sleep") << Gap{0, 5'000, 0} << false;
    QTest::newRow("CLK-03 sleep") << Gap{0, 5'001, 0} << true;
    QTest::newRow("CLK-04 small step") << Gap{1'000, 0, 5'000} << false;
    QTest::newRow("CLK-04 jump") << Gap{1'000, 0, 5'001} << true;
    QTest::newRow("CLK-04 small step back") << Gap{1'000, 0, -5'000} << false;
    QTest::newRow("CLK-04 jump back") << Gap{1'000, 0, -5'001} << true;
}

void ClockTest::discontinuities()
{
    QFETCH(Gap, gap);
    QFETCH(bool, discontinuous);
    FakeIdSource ids;
    const ClockSample before{Time{1'000'000}, 5'000, 4'000};
    QCOMPARE(LeaseClockKeeper(ids).isDiscontinuous(before, after(before, gap)), discontinuous);
}

void ClockTest::suspendGivesGrace_data()
{
    QTest::addColumn<qint64>("leaseMs");
    QTest::addColumn<qint64>("sleptMs");
    QTest::addColumn<qint64>("leftMs"); ///< of the lease after the sleep
    QTest::newRow("CLK-03 ended in sleep") << qint64(300'000) << qint64(3'600'000) << qint64(60'000);
    QTest::newRow("CLK-03 short lease") << qint64(10'000) << qint64(3'600'000) << qint64(10'000);
    QTest::newRow("CLK-03 enough left") << qint64(300'000) << qint64(100'000) << qint64(200'000);
}

void ClockTest::suspendGivesGrace()
{
    QFETCH(qint64, leaseMs);
    QFETCH(qint64, sleptMs);
    QFETCH(qint64, leftMs);
    Scene scene(leaseMs);
    Time now;
    const Run run = scene.corrected({0, sleptMs, 0}, now);
    QCOMPARE(*run.leaseUntil - now, leftMs);
    QCOMPARE(run.claimedAt, scene.run.claimedAt);
    const Event event = newest(scene.board, "engine.clock_adjusted"); // CLK-05
    QCOMPARE(keysOf(event), q("kind offset_ms leases"));
    QCOMPARE(payload(event).value(q("kind")).toString(), q("suspend"));
    QCOMPARE(payload(event).value(q("offset_ms")).toInteger(), sleptMs);
    QVERIFY(!event.taskId);
    QCOMPARE(broken(scene.board), QString());
}

void ClockTest::jumpMovesEverything_data()
{
    QTest::addColumn<qint64>("jumpMs");
    QTest::newRow("CLK-04 a day ahead") << qint64(86'400'000);
    QTest::newRow("CLK-04 a day back") << qint64(-86'400'000);
}

void ClockTest::jumpMovesEverything()
{
    // A jump neither expires nor prolongs a lease.
    QFETCH(qint64, jumpMs);
    Scene scene(300'000);
    Time now;
    const Run run = scene.corrected({1'000, 0, jumpMs}, now);
    QCOMPARE(*run.claimedAt, *scene.run.claimedAt + jumpMs);
    QCOMPARE(*run.heartbeatAt, *scene.run.heartbeatAt + jumpMs);
    QCOMPARE(*run.startedAt, *scene.run.startedAt + jumpMs);
    QCOMPARE(*run.leaseEventAt, *scene.run.leaseEventAt + jumpMs);
    QCOMPARE(*run.leaseUntil, *scene.run.leaseUntil + jumpMs);
    QCOMPARE(*run.leaseUntil - now, 299'000);
    QCOMPARE(run.queuedAt, scene.run.queuedAt);
    QCOMPARE(payload(newest(scene.board, "engine.clock_adjusted")).value(q("kind")).toString(), q("jump"));
    QCOMPARE(broken(scene.board), QString());
}

void ClockTest::expiredLeasesGetNoGrace()
{
    // CLK-03: only leases that were live at the earlier sample.
    Scene scene(10'000);
    scene.board.clock.advance(10'000);
    Time now;
    QCOMPARE(scene.corrected({0, 3'600'000, 0}, now).leaseUntil, scene.run.leaseUntil);
}

void ClockTest::leaselessRunsStay()
{
    Scene scene(300'000);
    const Run manual = startByHand(scene.board, scene.board.addTask());
    Time now;
    scene.corrected({0, 0, 86'400'000}, now);
    QCOMPARE(scene.board.storedRun(manual.id).claimedAt, manual.claimedAt);
}

STINT_REGISTER_TEST(ClockTest)
#include "tst_clock.moc"
