#include "tests/desktop/a11ywalk.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFontDatabase>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace stint;
using namespace stint::test;

namespace
{

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A line of the table of agents as a test describes it.
AgentWork line(const char *key, const char *agent, int leaseSeconds, std::optional<qint64> tokens = {})
{
    AgentWork work;
    work.session = Session{};
    work.session->id = SessionId(s("session-") + s(key));
    work.session->agentName = s(agent);
    if (leaseSeconds < 0)
        return work;
    work.run = Run{};
    work.run->id = RunId(s(key));
    work.run->status = RunStatus::Running;
    work.run->sessionId = work.session->id;
    work.run->leaseDurationMs = 600'000;
    work.run->leaseUntil = Time{leaseSeconds * 1'000};
    work.run->usage.totalTokens = tokens;
    work.title = s("task of ") + s(key);
    return work;
}

QString order(const AgentTable &table)
{
    QStringList keys;
    for (int row = 0; row < table.count(); ++row)
        keys += table.at(row)->key();
    return keys.join(QLatin1Char(' '));
}

/// Three agents: one works, one only holds its run, one waits.
struct Crew {
    TaskId running, claimed;
    RunId runningRun, claimedRun;
    Actor worker, holder, idle;

    explicit Crew(Stage &stage)
    {
        TestBoard &board = stage.board;
        running = board.addTask(s("Keep the selection when cards move under it"));
        claimed = board.addTask(s("Store backups with their own key"));
        board.enqueue(running);
        board.clock.advance(1'000);
        board.enqueue(claimed);
        worker = board.addAgent(s("claude-1"), {s("cpp"), s("qt")});
        holder = board.addAgent(s("codex-7"));
        idle = board.addAgent(s("gemini-3"));
        runningRun = board.claimNext(worker).run->id;
        claimedRun = board.claimNext(holder).run->id;
        RunStart start;
        start.lease.runId = runningRun;
        start.idempotencyKey = s("start");
        QVERIFY(board.run(worker, start).has_value());
        board.clock.advance(70'000);
        RunHeartbeat beat;
        beat.lease.runId = runningRun;
        beat.progress = s("running the model tests, 41 of 64");
        beat.usage = Usage{};
        beat.usage->totalTokens = 812'400;
        beat.usage->costMicros = 2'430'000;
        beat.usage->currency = s("USD");
        QVERIFY(board.run(worker, beat).has_value());
        board.flush();
        board.clock.advance(9'000);
    }
};

/// Many at work with much behind them.
void addCrowd(TestBoard &board)
{
    const QStringList titles{s("Search finds words in comments"), s("Measure the board with 100,000 tasks"),
                             s("Shorten the start of the window"), s("Let labels be renamed everywhere at once"),
                             s("Explain in the manual how an operator takes a lease back from an agent that went away "
                               "without saying so, and what becomes of its result")};
    const QStringList priorities{s("low"), s("medium"), s("high"), s("urgent")};
    for (int i = 0; i < 150; ++i) {
        TaskCreate request;
        request.title = titles.at(i % titles.size());
        request.identifier = s("ST-%1").arg(100 + i);
        request.priority = priorities.at((i / 3) % priorities.size());
        const TaskId task = board.addTask(request);
        board.enqueue(task, i % 9 == 8 ? QStringList{s("gpu"), s("cuda-12")} : QStringList());
        if (i % 20 == 19)
            QVERIFY(board.run(board.human, TaskPauseRequest{task, s("later"), {}, {}}).has_value());
        board.clock.advance(7'000);
    }
    for (int i = 0; i < 40; ++i) {
        const Actor agent = board.addAgent(s(i % 3 ? "claude-%1" : "a-rather-long-agent-name-%1").arg(i));
        if (i % 5 == 4)
            continue;
        RunHeartbeat beat;
        beat.lease.runId = board.claimNext(agent).run->id;
        beat.progress = s("reading module %1 of 40").arg(i);
        beat.usage = Usage{};
        beat.usage->totalTokens = 1'234 * i * i;
        beat.usage->costMicros = 71'000 * i;
        beat.usage->currency = s("USD");
        QVERIFY(board.run(agent, beat).has_value());
        board.clock.advance(4'000);
    }
    board.flush();
}

/// A result that comes after a person took the run away.
RunId makeLate(TestBoard &board, const char *title, const char *result)
{
    const RunId run = board.enqueue(board.addTask(s(title))).id;
    const Actor agent = board.addAgent(s("late-") + s(title));
    RunClaim claim;
    claim.runId = run;
    claim.idempotencyKey = s("claim");
    std::ignore = board.run(agent, claim);
    std::ignore = board.run(board.human, RunForceRelease{run, s("taken away"), {}});
    RunComplete complete;
    complete.lease.runId = run;
    complete.result = Json{result};
    std::ignore = board.run(agent, complete); // refused: the result is late
    return run;
}

} // namespace

class AgentTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sortsByEachColumn_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("upwards");
        QTest::addColumn<QString>("downwards");
        QTest::addRow("agent") << int(AgentTable::Agent) << s("b c a session-d") << s("session-d a c b");
        QTest::addRow("lease") << int(AgentTable::Lease) << s("a c b session-d") << s("b c a session-d");
        QTest::addRow("tokens") << int(AgentTable::Tokens) << s("c a b session-d") << s("a c b session-d");
        QTest::addRow("state") << int(AgentTable::State) << s("a b c session-d") << s("session-d a b c");
    }
    void sortsByEachColumn() // what has no figure stands last either way
    {
        QFETCH(int, column);
        AgentTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.sortBy(column == AgentTable::Cost ? AgentTable::Agent : AgentTable::Cost);
        table.take({line("a", "mia", 10, 900), line("b", "ann", 30), line("c", "leo", 20, 5), line("d", "zoe", -1)});
        table.sortBy(AgentTable::Column(column));
        QTEST(order(table), "upwards");
        table.sortBy(AgentTable::Column(column));
        QTEST(order(table), "downwards");
    }

    void nothingMovesWhileHeld() // BRD-05
    {
        AgentTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.take({line("a", "a", 10), line("b", "b", 20)});
        table.setCurrentRow(0);
        table.toggleChosen(1);
        table.setHeld(true);
        table.take({line("a", "a", 90), line("b", "b", 20), line("c", "c", 5)});
        QCOMPARE(order(table), s("a b c"));
        table.setHeld(false);
        QCOMPARE(order(table), s("c b a"));
        QCOMPARE(table.at(table.currentRow())->key(), s("a"));
        QCOMPARE(table.picked().front().key(), s("b"));
    }

    void whatIsGoneIsNotChosen()
    {
        AgentTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.take({line("a", "a", 10), line("b", "b", 20), line("c", "c", 30)});
        table.setCurrentRow(2);
        table.chooseAll();
        table.take({line("a", "a", 10), line("b", "b", 20)});
        QCOMPARE(table.chosenCount(), 2);
        QCOMPARE(table.currentRow(), 1);
        table.take({});
        QCOMPARE(table.chosenCount(), 0);
        QCOMPARE(table.currentRow(), -1);
        QVERIFY(table.picked().empty());
    }

    void stepsChooseWhatTheyPass()
    {
        AgentTable table;
        table.take({line("a", "a", 10), line("b", "b", 20), line("c", "c", 30)});
        table.step(1, false);
        QCOMPARE(table.currentRow(), 0);
        table.step(1, true);
        QCOMPARE(table.chosenCount(), 2);
        QCOMPARE(table.currentRow(), 1);
        table.step(-9, false);
        QCOMPARE(table.currentRow(), 0);
    }

    void figuresAreShort_data()
    {
        QTest::addColumn<qint64>("tokens");
        QTest::addColumn<QString>("text");
        QTest::addRow("few") << qint64(840) << s("840");
        QTest::addRow("thousands") << qint64(12'400) << s("12.4 k");
        QTest::addRow("almost a million") << qint64(999'960) << s("1.0 M");
        QTest::addRow("millions") << qint64(3'100'000) << s("3.1 M");
    }
    void figuresAreShort()
    {
        QFETCH(qint64, tokens);
        QTEST(tokenText(tokens), "text");
    }

    void textsAreMarked() // SHL-06
    {
        AgentWork work = line("a", "ev\u202eil", 10);
        work.run->progress = s("two\nlines");
        const AgentRow row = makeAgentRow(work, Time{});
        QVERIFY(!row.agent.contains(QChar(0x202e)));
        QVERIFY(!row.note.contains(QLatin1Char('\n')));
        QVERIFY(row.stale);
    }
};

class RunsTest : public QObject
{
    Q_OBJECT

    static RunsViewModel &runs(Stage &stage) { return *stage.desktop->app().runs(); }
    static QueueViewModel &queue(Stage &stage) { return *stage.desktop->app().queue(); }
    static bool press(Stage &stage, const char *name)
    {
        QQuickItem *button = stage.item(s(name));
        if (!button || !button->isEnabled())
            return false;
        button->forceActiveFocus();
        stage.key(Qt::Key_Return);
        return true;
    }
    static bool openRuns(Stage &stage)
    {
        if (!stage.open())
            return false;
        stage.key(Qt::Key_3, Qt::ControlModifier);
        return QTest::qWaitFor([&] { return runs(stage).isLoaded() && stage.item(s("agents")); });
    }
    static bool openQueue(Stage &stage)
    {
        if (!stage.open())
            return false;
        stage.key(Qt::Key_4, Qt::ControlModifier);
        return QTest::qWaitFor([&] { return queue(stage).isLoaded() && stage.item(s("backlog")); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QFontDatabase::hasFamily(s("Inter")))
            qGuiApp->setFont(QFont(s("Inter")));
        QVERIFY(QDir().mkpath(QStringLiteral(STINT_BINARY_DIR "/pictures")));
    }
    void init() { QTest::failOnWarning(QRegularExpression(s("."))); }

    void tableShowsWhoWorksOnWhat()
    {
        Stage stage;
        const Crew crew(stage);
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 3);
        QCOMPARE(runs(stage).table()->working(), 2);
        const AgentTable &table = *runs(stage).table();
        for (int row = 0; row < table.count(); ++row) {
            const auto shown = table.data(table.index(row), AgentTable::AgentRole).value<AgentRow>();
            if (shown.agent != s("claude-1"))
                continue;
            QCOMPARE(shown.title, s("Keep the selection when cards move under it"));
            QCOMPARE(shown.state, s("Running"));
            QCOMPARE(shown.tokens, s("812.4 k"));
            QCOMPARE(shown.cost, QStringLiteral("2.43\u00a0USD"));
            QCOMPARE(shown.heartbeat, s("9 s"));
            QCOMPARE(shown.note, s("running the model tests, 41 of 64"));
        }
        QTRY_VERIFY(stage.item(s("agent.") + crew.runningRun.value));
        stage.board.addAgent(s("newcomer"));
        QTRY_COMPARE(runs(stage).table()->count(), 4);
    }

    void bulkReleaseListsWhatItCouldNotDo() // BRD-04, BLK-02
    {
        Stage stage;
        const Crew crew(stage);
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 3);
        stage.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(runs(stage).table()->chosenCount(), 3);
        stage.key(Qt::Key_E);
        QTRY_VERIFY(stage.item(s("runs.reason")) && stage.item(s("runs.reason"))->hasActiveFocus());
        stage.type(s("making room"));
        QVERIFY(press(stage, "runs.release"));
        QTRY_COMPARE(runs(stage).outcomes()->rowCount(), 2);
        QCOMPARE(runs(stage).outcomeText(), s("2 of 3 were not released"));
        QCOMPARE(stage.board.storedRun(crew.claimedRun).status, RunStatus::Queued);
        QCOMPARE(stage.board.storedRun(crew.runningRun).status, RunStatus::Running);
        QMap<QString, QString> reasons;
        for (const OutcomeRow &refused : runs(stage).outcomes()->rows())
            reasons.insert(refused.name.section(QLatin1Char(' '), 0, 0), refused.reason);
        QCOMPARE(reasons.value(s("gemini-3")), s("It holds no run: it waits for work."));
        // What fits instead is said in the window's words, not the protocol's (FRC-11).
        QVERIFY2(reasons.value(s("claude-1")).endsWith(s("Cancel the attempt or stop its agent instead.")),
                 qPrintable(reasons.value(s("claude-1"))));
        QCOMPARE(runs(stage).table()->chosenCount(), 0);
        QTRY_VERIFY(stage.item(s("outcomes.dismiss")));
        QVERIFY(press(stage, "outcomes.dismiss"));
        QCOMPARE(runs(stage).outcomeText(), QString());
    }

    void failingAndStoppingWantAReason()
    {
        Stage stage;
        const Crew crew(stage);
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 3);
        stage.key(Qt::Key_A, Qt::ControlModifier);
        QTRY_VERIFY(stage.item(s("runs.stop")));
        QVERIFY(!stage.item(s("runs.stop"))->isEnabled());
        QVERIFY(!stage.item(s("runs.fail"))->isEnabled());
        stage.key(Qt::Key_E);
        stage.type(s("enough"));
        QVERIFY(stage.item(s("runs.fail"))->isEnabled());
        QVERIFY(press(stage, "runs.stop"));
        QTRY_COMPARE(runs(stage).table()->count(), 0);
        QCOMPARE(stage.board.storedRun(crew.runningRun).status, RunStatus::Queued);
        QCOMPARE(runs(stage).outcomes()->rowCount(), 0);
    }

    void keysMoveChooseAndOpen() // SHL-04
    {
        Stage stage;
        const Crew crew(stage);
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 3);
        QTRY_VERIFY(stage.item(s("agents"))->hasActiveFocus());
        AgentTable &table = *runs(stage).table();
        QTRY_COMPARE(table.currentRow(), 0);
        stage.key(Qt::Key_J);
        QCOMPARE(table.currentRow(), 1);
        stage.key(Qt::Key_Up);
        QCOMPARE(table.currentRow(), 0);
        stage.key(Qt::Key_Space);
        QCOMPARE(table.chosenCount(), 1);
        stage.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(table.chosenCount(), 2);
        stage.key(Qt::Key_Escape);
        QCOMPARE(table.chosenCount(), 0);
        stage.key(Qt::Key_K);
        stage.key(Qt::Key_Return);
        QVERIFY(stage.desktop->app().task()->isOpen());
        QCOMPARE(stage.screen().selected(), table.at(0)->run->taskId.value);
    }

    void keysMeanTheCurrentLine() // SHL-04
    {
        Stage stage;
        const Crew crew(stage);
        stage.board.enqueue(stage.board.addTask(s("first in the queue")));
        stage.board.clock.advance(1'000);
        stage.board.enqueue(stage.board.addTask(s("second in the queue")));
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 3);
        QTRY_COMPARE(runs(stage).currentRow(), 0);
        TaskViewModel &task = *stage.desktop->app().task();
        task.setOpen(true);
        const AgentTable &table = *runs(stage).table();
        for (int row = 0; row < table.count(); ++row) {
            const AgentWork &work = *table.at(row);
            QCOMPARE(task.taskId(), work.run ? work.run->taskId.value : QString());
            stage.key(Qt::Key_J);
        }
        stage.key(Qt::Key_K);
        stage.key(Qt::Key_K);
        QCOMPARE(runs(stage).currentRow(), 0);
        stage.key(Qt::Key_P, Qt::ShiftModifier);
        QTRY_VERIFY(stage.item(s("dialog.confirm")));
        QCOMPARE(stage.item(s("dialog.confirm"))->property("text").toString(), s("Pause"));
        stage.key(Qt::Key_Escape);
        QTRY_VERIFY(!stage.item(s("dialog.confirm")));

        stage.key(Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 2);
        QTRY_COMPARE(task.title(), queue(stage).backlog()->rows()[0].title);
        QTRY_VERIFY(stage.item(s("backlog"))->hasActiveFocus());
        stage.key(Qt::Key_J);
        QCOMPARE(queue(stage).currentRow(), 1);
        QTRY_COMPARE(task.title(), s("second in the queue"));
        stage.key(Qt::Key_P, Qt::ShiftModifier);
        QTRY_VERIFY(stage.item(s("dialog.confirm")));
        stage.key(Qt::Key_Escape);
        QTRY_VERIFY(!stage.item(s("dialog.confirm")));
        stage.key(Qt::Key_K);
        QCOMPARE(queue(stage).currentRow(), 0);
        // What is taken leaves the queue: another line is the current one, the details stay and keys mean what they
        // show.
        const QString shown = task.taskId();
        stage.board.claimNext(stage.board.addAgent(s("fresh")));
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 1);
        QCOMPARE(queue(stage).currentRow(), 0);
        QCOMPARE(task.taskId(), shown);
        task.setOpen(false);
        QVERIFY(!stage.desktop->app().commands()->refusal(s("task.pause")).isEmpty());
    }

    void lateResultsWaitForAPerson() // LTR-03..05
    {
        Stage stage;
        const RunId kept = makeLate(stage.board, "first", R"({"answer":42})");
        const RunId thrown = makeLate(stage.board, "second", R"("done")");
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).late()->rowCount(), 2);
        QTRY_VERIFY(stage.item(s("adopt.") + kept.value + s("/1")));
        QVERIFY(press(stage, qPrintable(s("adopt.") + kept.value + s("/1"))));
        QTRY_COMPARE(runs(stage).late()->rowCount(), 1);
        QCOMPARE(stage.board.storedRun(kept).status, RunStatus::Completed);
        QVERIFY2(runs(stage).summary().endsWith(s("1 late result")), qPrintable(runs(stage).summary()));
        QVERIFY(press(stage, qPrintable(s("discard.") + thrown.value + s("/1"))));
        QTRY_COMPARE(runs(stage).late()->rowCount(), 0);
        QCOMPARE(stage.board.storedRun(thrown).status, RunStatus::Queued);
    }

    void queueIsPausedWithAReasonAndResumed() // SCH-01
    {
        Stage stage;
        QVERIFY(openQueue(stage));
        QTRY_VERIFY(stage.item(s("queue.reason")));
        stage.item(s("queue.reason"))->forceActiveFocus();
        stage.type(s("lunch"));
        QVERIFY(press(stage, "queue.pause"));
        QTRY_VERIFY(queue(stage).isPaused());
        QVERIFY(queue(stage).stateDetail().contains(s("lunch")));
        QVERIFY(!queue(stage).isDraining());
        QTRY_VERIFY(stage.item(s("queue.resume")));
        QVERIFY(press(stage, "queue.resume"));
        QTRY_VERIFY(!queue(stage).isPaused());
    }

    void drainShowsHowFarItIs() // SCH-03
    {
        Stage stage;
        const Crew crew(stage);
        QVERIFY(openQueue(stage));
        QVERIFY(press(stage, "queue.drain"));
        QTRY_VERIFY(queue(stage).isDraining());
        QCOMPARE(queue(stage).drainText(), s("2 claims left"));
        QTRY_VERIFY(stage.item(s("drain")));
        RunComplete complete;
        complete.lease.runId = crew.runningRun;
        QVERIFY(stage.board.run(crew.worker, complete).has_value());
        QTRY_COMPARE(queue(stage).drainShare(), 0.5);
        QCOMPARE(queue(stage).drainText(), s("1 claim left of 2"));
        complete.lease.runId = crew.claimedRun;
        QVERIFY(stage.board.run(crew.holder, complete).has_value());
        QTRY_VERIFY(!queue(stage).isDraining());
        QVERIFY(queue(stage).isPaused());
    }

    void backlogSaysWhatEachWaitsFor() // SCH-05
    {
        Stage stage;
        TestBoard &board = stage.board;
        const TaskId parent = board.addTask(s("parent"));
        TaskCreateChild child;
        child.parent = parent;
        child.task.title = s("child");
        const auto made = board.run(board.human, child);
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message));
        board.enqueue(made->task.task.id);
        board.enqueue(board.addTask(s("needs a gpu")), {s("gpu")});
        board.enqueue(board.addTask(s("needs nothing")));
        QVERIFY(board.run(board.human, TaskPauseRequest{parent, s("later"), {}, {}}).has_value());
        board.clock.advance(700'000);
        board.enqueue(board.addTask(s("just came")));
        board.addAgent(s("plain"));
        QVERIFY(openQueue(stage));
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 4);
        const auto rowOf = [&](const char *title) {
            for (const QueueRow &row : queue(stage).backlog()->rows()) {
                if (row.title == s(title))
                    return row;
            }
            return QueueRow{};
        };
        QCOMPARE(rowOf("child").pause, s("by a parent"));
        QCOMPARE(rowOf("needs a gpu").needs, s("gpu"));
        QCOMPARE(rowOf("needs a gpu").waiting, s("11 min"));
        QVERIFY(rowOf("needs a gpu").gateText.contains(s("gpu")));
        QCOMPARE(rowOf("needs nothing").gateText, s("A free agent"));
        QVERIFY(rowOf("needs nothing").overdue); // DSH-04
        QVERIFY(!rowOf("just came").overdue);
        QVERIFY(!rowOf("child").overdue); // paused: nobody is late
        for (const FigureRow &figure : queue(stage).figures()->rows()) {
            if (figure.key == s("oldest"))
                QCOMPARE(figure.tone, look::Tone::Attention);
        }
        stage.key(Qt::Key_F);
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 3);
    }

    void backlogGrowsOnDemand()
    {
        Stage stage;
        for (int i = 0; i < 130; ++i)
            stage.board.enqueue(stage.board.addTask(s("task %1").arg(i)));
        QVERIFY(openQueue(stage));
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 100);
        QVERIFY(queue(stage).hasMore());
        stage.key(Qt::Key_M);
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 130);
        QVERIFY(!queue(stage).hasMore());
    }

    void everythingHasARoleAndAName_data() // SHL-04
    {
        QTest::addColumn<int>("digit");
        QTest::addRow("runs") << int(Qt::Key_3);
        QTest::addRow("queue") << int(Qt::Key_4);
    }
    void everythingHasARoleAndAName()
    {
        QFETCH(int, digit);
        Stage stage;
        const Crew crew(stage);
        makeLate(stage.board, "late", "1");
        QVERIFY(stage.open());
        stage.key(digit, Qt::ControlModifier);
        QTRY_VERIFY(digit == Qt::Key_3 ? runs(stage).late()->rowCount() == 1 : queue(stage).isLoaded());
        stage.key(Qt::Key_A, Qt::ControlModifier);
        QStringList problems, names;
        walkAccessible(QAccessible::queryAccessibleInterface(stage.window()), problems, names);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        const QStringList wanted = digit == Qt::Key_3 ? QStringList{s("Agents and runs"), s("Reason"), s("Stop")}
                                                      : QStringList{s("Pause"), s("Drain"), s("Queued: 1")};
        for (const QString &name : wanted)
            QVERIFY2(names.contains(name), qPrintable(name + s(" is not among ") + names.join(s("; "))));
    }

    void hostileTextsAreOnlyText() // SHL-06
    {
        Stage stage;
        const QString evil = s("<img src='file:///etc/passwd' width=99999><b>\u202e\u200b 😀😀😀 ");
        const TaskId task = stage.board.addTask(evil);
        stage.board.enqueue(task);
        const Actor agent = stage.board.addAgent(s("<b>agent</b>"));
        const RunId run = stage.board.claimNext(agent).run->id;
        RunHeartbeat beat;
        beat.lease.runId = run;
        beat.progress = s("<h1>big</h1>\u202e");
        QVERIFY(stage.board.run(agent, beat).has_value());
        stage.board.flush();
        stage.board.enqueue(stage.board.addTask(evil), {s("<i>gpu</i>")});
        QVERIFY(openRuns(stage));
        QTRY_COMPARE(runs(stage).table()->count(), 1);
        QVERIFY(!stage.window()->grabWindow().isNull());
        stage.key(Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(queue(stage).backlog()->rowCount(), 1);
        QVERIFY(!stage.window()->grabWindow().isNull());
    }

    void scene_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<bool>("dark");
        for (const char *scene : {"runs", "runs-chosen", "runs-empty", "runs-crowded", "runs-narrow", "queue",
                                  "queue-draining", "queue-empty", "queue-crowded", "queue-narrow"}) {
            QTest::addRow("%s-light", scene) << s(scene) << false;
            QTest::addRow("%s-dark", scene) << s(scene) << true;
        }
    }
    void scene()
    {
        QFETCH(QString, scene);
        QFETCH(bool, dark);
        Stage stage;
        stage.desktop->app().appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        stage.desktop->app().appearance()->setMotion(AppearanceViewModel::ReducedMotion); // nothing is on its way
        std::optional<Crew> crew;
        if (!scene.endsWith(s("empty"))) {
            crew.emplace(stage);
            makeLate(stage.board, "Rotate the signing key", R"({"key":"rotated","fingerprint":"4f:1a:9c"})");
            for (const char *title : {"Search finds words in comments", "Measure the board with 100,000 tasks",
                                      "Shorten the start of the window", "Let labels be renamed everywhere at once"})
                stage.board.enqueue(stage.board.addTask(s(title)));
            stage.board.enqueue(stage.board.addTask(s("Train the ranking model")), {s("gpu")});
            stage.board.clock.advance(200'000);
            if (scene.endsWith(s("crowded")) || scene.endsWith(s("narrow")))
                addCrowd(stage.board);
        }
        QVERIFY(scene.startsWith(s("runs")) ? openRuns(stage) : openQueue(stage));
        if (scene.endsWith(s("narrow"))) { // SHL-05
            stage.window()->resize(900, 600);
            QTRY_COMPARE(stage.window()->contentItem()->width(), 900.0);
        } else if (scene == s("runs-chosen")) {
            QTRY_VERIFY(runs(stage).table()->count() > 2);
            stage.key(Qt::Key_A, Qt::ControlModifier);
            runs(stage).release({});
            QTRY_VERIFY(runs(stage).outcomes()->rowCount() > 0);
            stage.key(Qt::Key_Space);
            stage.key(Qt::Key_Down, Qt::ShiftModifier);
        } else if (scene == s("queue-draining")) {
            queue(stage).drain(s("release tonight"));
            QTRY_VERIFY(queue(stage).isDraining());
            RunComplete complete;
            complete.lease.runId = crew->claimedRun;
            QVERIFY(stage.board.run(crew->holder, complete).has_value());
            QTRY_COMPARE(queue(stage).drainShare(), 0.5);
        }
        QTRY_VERIFY(!stage.desktop->app().status()->engineText().isEmpty());
        const QImage picture = stage.window()->grabWindow();
        QVERIFY(picture.save(
            QStringLiteral(STINT_BINARY_DIR "/pictures/%1.png").arg(QLatin1String(QTest::currentDataTag()))));
        QCOMPARE(picture.pixelColor(picture.width() / 2, 2).lightness() < 128, dark);
    }
};

STINT_REGISTER_TEST(AgentTableTest)
STINT_REGISTER_TEST(RunsTest)
#include "tst_runs.moc"
