#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The figures of the board (section 17, DSH).
class DashboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyBoard();
    void sharesAndTotals();
    void sharesRoundAwayFromZero();
    void latencies();
    void queueAndBacklog();
    void stuckRuns_data();
    void stuckRuns();
    void orphans();
    void rowsOfActiveRuns();
    void freshness();
};

namespace
{

Dashboard read(Flow &board)
{
    return Flow::must(board.query(board.human, DashboardGet{}), "dashboard.get");
}

qint64 runs(const Dashboard &board, RunStatus status)
{
    for (const RunCount &row : board.runs) {
        if (row.status == status)
            return row.count;
    }
    return -1;
}

} // namespace

void DashboardTest::emptyBoard()
{
    Flow board;
    const Dashboard figures = read(board);
    QVERIFY(figures.tasks.empty());
    QCOMPARE(figures.runs.size(), 8u);
    QCOMPARE(figures.health, QStringLiteral("ok"));
    QCOMPARE(figures.freshness, QStringLiteral("empty")); // DSH-06
    QVERIFY(!figures.oldestWaitingSince);
    QCOMPARE(figures.claimLatency.samples, 0);
}

void DashboardTest::sharesAndTotals()
{
    // DSH-01, DSH-02.
    Flow board;
    board.ended(board.addTask());
    const TaskId blocker = board.addTask(), blocked = board.addTask();
    QCOMPARE(board.outcome(board.human, DependencyAdd{blocked, blocker, {}, {}}), QStringLiteral("ok"));
    TaskCreate manual;
    manual.title = QStringLiteral("Manual");
    manual.approvalPolicy = QStringLiteral("manual");
    board.addTask(manual);
    board.requested(board.ended(board.addTask()));
    const TaskId circuit = board.addTask();
    board.recorded(board.requested(board.ended(circuit)), "blocked");
    board.claimed(board.addTask());
    board.enqueue(blocked);
    const Dashboard figures = read(board);
    QStringList rows;
    qint64 total = 0;
    for (const StatusShare &share : figures.tasks) {
        rows << QString(toText(share.status)) + QString::number(share.count);
        total += share.count;
    }
    QCOMPARE(rows, (QStringList{QStringLiteral("completed1"), QStringLiteral("in_progress1"), QStringLiteral("ready2"),
                                QStringLiteral("blocked3")}));
    QCOMPARE(total, 7);
    QCOMPARE(figures.awaitingApproval, 1);
    QCOMPARE(figures.dependencyBlocked, 1);
    QCOMPARE(figures.openReviews, 1);
    QCOMPARE(figures.openCircuits, 1);
    QCOMPARE(runs(figures, RunStatus::Completed), 3);
    QCOMPARE(runs(figures, RunStatus::NeedsAttention), 0);
    QCOMPARE(figures.activeRuns, 2); // the whole pipe: one claimed, one queued
}

void DashboardTest::sharesRoundAwayFromZero()
{
    // DSH-02: 1 of 8 is 12.5 %, shown as 13.
    Flow board;
    board.ended(board.addTask());
    for (int i = 0; i < 7; ++i)
        board.addTask();
    const Dashboard figures = read(board);
    QCOMPARE(figures.tasks[0].percent, 13);
    QCOMPARE(figures.tasks[1].percent, 88);
}

void DashboardTest::latencies()
{
    // DSH-03.
    Flow board;
    for (const qint64 wait : {100, 300}) {
        const TaskId task = board.addTask();
        board.enqueue(task);
        board.clock.advance(wait);
        const Run run = *board.claimNext(board.worker).run;
        board.clock.advance(wait / 10);
        RunStart start;
        start.lease.runId = run.id;
        start.idempotencyKey = QString::number(wait);
        QCOMPARE(board.outcome(board.worker, start), QStringLiteral("ok"));
        board.end(run, RunStatus::Completed);
    }
    board.enqueue(board.addTask()); // never claimed: no sample
    const Dashboard figures = read(board);
    QCOMPARE(figures.claimLatency.averageMs, 200);
    QCOMPARE(figures.claimLatency.maximumMs, 300);
    QCOMPARE(figures.claimLatency.samples, 2);
    QCOMPARE(figures.startLatency.averageMs, 20);
    QCOMPARE(figures.startLatency.maximumMs, 30);
}

void DashboardTest::queueAndBacklog()
{
    // DSH-04, DSH-05.
    Flow board;
    board.enqueue(board.addTask());
    const Time since = board.clock.now();
    board.clock.advance(599'999);
    board.enqueue(board.addTask());
    Dashboard figures = read(board);
    QCOMPARE(figures.queueDepth, 2);
    QCOMPARE(figures.oldestWaitingSince, std::optional(since));
    QCOMPARE(figures.oldestWaitingAgeMs, 599'999);
    QVERIFY(!figures.backlogWarning);
    QCOMPARE(figures.health, QStringLiteral("ok"));
    board.clock.advance(1);
    figures = read(board);
    QVERIFY(figures.backlogWarning);
    QCOMPARE(figures.health, QStringLiteral("warn"));
}

void DashboardTest::stuckRuns_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<int>("stuck");
    QTest::newRow("DSH-05 claimed before 5 min") << QStringLiteral("claimed") << qint64(299'999) << 0;
    QTest::newRow("DSH-05 claimed at 5 min") << QStringLiteral("claimed") << qint64(300'000) << 1;
    QTest::newRow("DSH-05 running before 30 min") << QStringLiteral("running") << qint64(1'799'999) << 0;
    QTest::newRow("DSH-05 running at 30 min") << QStringLiteral("running") << qint64(1'800'000) << 1;
    QTest::newRow("DSH-05 a heartbeat within the time") << QStringLiteral("beating") << qint64(300'000) << 0;
    QTest::newRow("DSH-05 never a manual run") << QStringLiteral("manual") << qint64(9'000'000) << 0;
}

void DashboardTest::stuckRuns()
{
    QFETCH(QString, kind);
    QFETCH(qint64, ms);
    QFETCH(int, stuck);
    Flow board;
    board.set("lease.default_ms", "86400000");
    const Run queued = board.enqueue(board.addTask());
    if (kind == QLatin1String("manual")) {
        RunClaim claim;
        claim.runId = queued.id;
        QCOMPARE(board.outcome(board.human, claim), QStringLiteral("ok"));
    } else {
        QVERIFY(board.claimNext(board.worker).claimed);
    }
    if (kind == QLatin1String("running")) {
        RunStart start;
        start.lease.runId = queued.id;
        start.idempotencyKey = QStringLiteral("s");
        QCOMPARE(board.outcome(board.worker, start), QStringLiteral("ok"));
    }
    board.clock.advance(1);
    if (kind == QLatin1String("beating")) {
        RunHeartbeat beat;
        beat.lease.runId = queued.id;
        QCOMPARE(board.outcome(board.worker, beat), QStringLiteral("ok"));
    }
    board.clock.advance(ms - 1);
    QCOMPARE(read(board).stuckRuns, stuck);
    QCOMPARE(read(board).health, stuck ? QStringLiteral("warn") : QStringLiteral("ok"));
}

void DashboardTest::orphans()
{
    // DSH-05 with DGN-03: a launched session whose process is gone.
    Flow board;
    const Run run = board.claimed(board.addTask());
    board.executor.alive.insert(77);
    board.act(board.sweeper, [&](Verb &verb) {
        Session session = *verb.store.session(*run.sessionId);
        session.launched = true;
        session.process = ProcessRef{77, 1};
        verb.store.updateSession(session);
    });
    QCOMPARE(read(board).orphanRuns, 0);
    board.executor.alive.clear();
    QCOMPARE(read(board).orphanRuns, 1);
    QCOMPARE(read(board).health, QStringLiteral("warn"));
}

void DashboardTest::rowsOfActiveRuns()
{
    // DSH-06: rank, then latest activity, then id desc; 4 rows.
    Flow board;
    const Actor second = board.addAgent(QStringLiteral("second"));
    const Run running = board.claimed(board.addTask(QStringLiteral("running")));
    RunStart start;
    start.lease.runId = running.id;
    start.idempotencyKey = QStringLiteral("s");
    QCOMPARE(board.outcome(board.worker, start), QStringLiteral("ok"));
    board.enqueue(board.addTask(QStringLiteral("claimed")));
    QVERIFY(board.claimNext(second).claimed);
    for (const char *title : {"oldest", "older", "newer"}) {
        board.clock.advance(1);
        board.enqueue(board.addTask(QLatin1String(title)));
    }
    QStringList titles;
    for (const ActiveRunRow &row : read(board).activeRunRows)
        titles << row.title;
    QCOMPARE(titles, (QStringList{QStringLiteral("running"), QStringLiteral("claimed"), QStringLiteral("newer"),
                                  QStringLiteral("older")}));
}

void DashboardTest::freshness()
{
    // DSH-06: stale needs active runs and an activity older than 2 min.
    Flow board;
    const Run run = board.claimed(board.addTask());
    board.clock.advance(120'000);
    QCOMPARE(read(board).freshness, QStringLiteral("current"));
    board.clock.advance(1);
    QCOMPARE(read(board).freshness, QStringLiteral("stale"));
    board.end(run, RunStatus::Completed);
    board.clock.advance(3'600'000);
    QCOMPARE(read(board).freshness, QStringLiteral("current"));
}

STINT_REGISTER_TEST(DashboardTest)
#include "tst_dashboard.moc"
