#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

/// `stint exec` against a real board (CLI-04). Commands tell by their output how far they are; nothing sleeps.
class ExecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.startBoard()); }

    void successCompletesWithTheLastJsonLine();
    void commandKnowsItsRun();
    void failureCarriesTheErrorStream();
    void failureMayBeMadeOfBytes();
    void missingCommandGivesTheRunBack();
    void timeLimitIs124();
    void lostLeaseStopsTheWholeGroup();
    void childThatIgnoresTheEndIsKilled();
    void signalsArePassedOn();
    void signalsThatEndNothing_data();
    void signalsThatEndNothing();
    void boardMayRestart_data();
    void boardMayRestart();
    void readerMayLeave();
    void interruptedWhileItWaits();
    void leftoversOfTheGroupAreEnded();
    void severalLoopsShareTheWork();
    void waitingEndsWithASignal();

private:
    /// A new urgent task that only a claimer with this capability takes.
    QString addTask(const char *capability)
    {
        return m_cli.addTask(QStringLiteral("Work for %1").arg(QLatin1String(capability)),
                             {u"--capability"_s, QLatin1String(capability)});
    }
    static QStringList exec(const char *capability, const QStringList &options, const QString &script)
    {
        return QStringList{u"exec"_s, u"--agent"_s, u"worker"_s, u"--capability"_s, QLatin1String(capability)} +
               options + QStringList{u"--"_s, u"sh"_s, u"-c"_s, script};
    }
    QJsonObject newestRun(const QString &task)
    {
        return m_cli.run({u"run"_s, u"list"_s, u"--task-id"_s, task, u"--json"_s})
            .json()
            .value(u"items"_s)
            .toArray()
            .at(0)
            .toObject();
    }
    /// The last word of \a line is the number of a process, or with a minus of a group, that is no more.
    static bool isGone(const QByteArray &line)
    {
        return ::kill(line.split(' ').last().toInt(), 0) == -1 && errno == ESRCH;
    }
    QString statusOf(const QString &task) { return newestRun(task).value(u"status"_s).toString(); }

    CommandLine m_cli;
    Gate m_gate{m_cli.folder() + u"/gate"_s}; ///< what works without end waits here
};

void ExecTest::successCompletesWithTheLastJsonLine()
{
    const QString task = addTask("plain");
    const Said said = m_cli.run(exec("plain", {}, u"echo hello; echo '{\"answer\": 42}'; echo bye"_s));
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.out, QByteArray("hello\n{\"answer\": 42}\nbye\n"));
    const QJsonObject run = newestRun(task);
    QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
    QCOMPARE(run.value(u"result"_s).toObject().value(u"answer"_s).toInt(), 42);
}

void ExecTest::commandKnowsItsRun()
{
    const QString task = addTask("environment");
    const QString run = newestRun(task).value(u"id"_s).toString();
    const Said said = m_cli.run(exec(
        "environment", {u"--json"_s},
        u"echo $STINT_RUN; echo $STINT_SOCKET; cat $STINT_RUN_FILE; stat -c %a $STINT_RUN_FILE $STINT_CONTEXT_FILE; "
        "cat $STINT_CONTEXT_FILE; env"_s));
    QCOMPARE(said.exitCode, 0);
    // In JSON mode the command's output is not the result.
    QCOMPARE(said.json().value(u"run_id"_s).toString(), run);
    QCOMPARE(said.json().value(u"outcome"_s).toString(), u"completed"_s);
    QVERIFY(said.err.contains(run.toUtf8() + '\n'));
    QVERIFY(said.err.contains(m_cli.socketPath().toUtf8() + '\n'));
    QVERIFY(said.err.contains("600\n600\n"));
    QVERIFY(said.err.contains(task.toUtf8()));
    QVERIFY(!said.err.contains("stint_session_") && !said.err.contains("stint_claim_"));
    QVERIFY(QDir(m_cli.folder() + u"/runtime/stint"_s).entryList({u"exec-*"_s}).isEmpty());
}

void ExecTest::failureCarriesTheErrorStream()
{
    const QString task = addTask("failing");
    const Said said = m_cli.run(exec("failing", {}, u"echo reason >&2; exit 3"_s));
    QCOMPARE(said.exitCode, 1);
    QVERIFY(said.err.contains("reason\n"));
    QVERIFY2(said.err.contains(" \"Work for failing\" failed (exit status 3)\n"),
             said.err.constData()); // which task it was
    const QJsonObject run = newestRun(task);
    QCOMPARE(run.value(u"status"_s).toString(), u"failed"_s);
    QCOMPARE(run.value(u"error"_s).toString(), u"exit status 3\nreason"_s);
}

void ExecTest::failureMayBeMadeOfBytes()
{
    const QString task = addTask("bytes");
    const Said said = m_cli.run(exec("bytes", {}, u"head -c 100000 /dev/urandom >&2; exit 1"_s));
    QCOMPARE(said.exitCode, 1);
    QCOMPARE(statusOf(task), u"failed"_s);
}

void ExecTest::missingCommandGivesTheRunBack()
{
    const QString task = addTask("missing");
    const Said said = m_cli.run(
        {u"exec"_s, u"--agent"_s, u"worker"_s, u"--capability"_s, u"missing"_s, u"--"_s, u"no-such-program-here"_s});
    QCOMPARE(said.exitCode, 2);
    QCOMPARE(statusOf(task), u"queued"_s);
}

void ExecTest::timeLimitIs124()
{
    const QString task = addTask("slow");
    const Said said = m_cli.run(exec("slow", {u"--time-limit"_s, u"200ms"_s}, u"exec cat "_s + m_gate.path()));
    QCOMPARE(said.exitCode, 124);
    const QJsonObject run = newestRun(task);
    QCOMPARE(run.value(u"status"_s).toString(), u"failed"_s);
    QVERIFY(run.value(u"error"_s).toString().startsWith(u"time limit reached"_s));
}

void ExecTest::lostLeaseStopsTheWholeGroup()
{
    const QString task = addTask("taken");
    // The grandchild holds the pipe open: the output ends only when the whole group has.
    auto process =
        m_cli.start(exec("taken", {u"--lease"_s, u"1500ms"_s}, u"cat %1 & echo working $!; wait"_s.arg(m_gate.path())));
    const QByteArray line = CommandLine::lineWith(*process, "working");
    QVERIFY(!line.isEmpty());
    const QString session = newestRun(task).value(u"claimed_by"_s).toObject().value(u"ref"_s).toString();
    QCOMPARE(m_cli.run({u"session"_s, u"release"_s, session, u"--reason"_s, u"needed elsewhere"_s}).exitCode, 0);
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.exitCode, 5);
    QVERIFY(isGone(line));
    QCOMPARE(statusOf(task), u"queued"_s);
}

void ExecTest::childThatIgnoresTheEndIsKilled()
{
    const QString task = addTask("stubborn");
    const QString run = newestRun(task).value(u"id"_s).toString();
    auto process = m_cli.start(
        exec("stubborn", {u"--lease"_s, u"1500ms"_s}, u"trap '' TERM; echo ignoring $$; cat %1"_s.arg(m_gate.path())));
    const QByteArray line = CommandLine::lineWith(*process, "ignoring");
    QVERIFY(!line.isEmpty());
    QCOMPARE(m_cli.run({u"run"_s, u"cancel"_s, run}).exitCode, 0);
    QCOMPARE(CommandLine::finish(*process).exitCode, 5);
    QVERIFY(isGone("group -" + line.split(' ').last())); // the shell was the leader of the group
}

void ExecTest::signalsArePassedOn()
{
    const QString task = addTask("signal");
    auto process = m_cli.start(
        exec("signal", {}, u"trap 'echo got it; exit 9' INT; echo ready; cat %1 & wait; wait"_s.arg(m_gate.path())));
    QVERIFY(!CommandLine::lineWith(*process, "ready").isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.exitCode, 130);
    QCOMPARE(statusOf(task), u"failed"_s);
    QVERIFY(newestRun(task).value(u"error"_s).toString().startsWith(u"interrupted by signal 2"_s));
}

void ExecTest::signalsThatEndNothing_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("name");
    QTest::newRow("SIGUSR1") << SIGUSR1 << u"USR1"_s;
    QTest::newRow("SIGUSR2") << SIGUSR2 << u"USR2"_s;
    QTest::newRow("SIGALRM") << SIGALRM << u"ALRM"_s;
    QTest::newRow("SIGWINCH") << SIGWINCH << u"WINCH"_s;
    QTest::newRow("SIGCONT") << SIGCONT << u"CONT"_s;
}

/// CLI-04: what they mean is the command's affair.
void ExecTest::signalsThatEndNothing()
{
    QFETCH(int, signal);
    QFETCH(QString, name);
    const QString task = addTask("told");
    auto process = m_cli.start(
        exec("told", {}, u"trap 'echo got it; exit 0' %1; echo ready; cat %2 & wait; wait"_s.arg(name, m_gate.path())));
    QVERIFY(!CommandLine::lineWith(*process, "ready").isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), signal);
    QVERIFY(!CommandLine::lineWith(*process, "got it").isEmpty());
    QCOMPARE(CommandLine::finish(*process).exitCode, 0);
    QCOMPARE(statusOf(task), u"completed"_s);
    QVERIFY(QDir(m_cli.folder() + u"/runtime/stint"_s).entryList({u"exec-*"_s}).isEmpty());
}

void ExecTest::boardMayRestart_data()
{
    QTest::addColumn<bool>("isKilled");
    QTest::newRow("in order") << false;
    QTest::newRow("killed") << true;
}

/// The session is resumed with its lease (CON-04): the same claim ends the run.
void ExecTest::boardMayRestart()
{
    QFETCH(bool, isKilled);
    const QString task = addTask("restart");
    auto process = m_cli.start(
        exec("restart", {}, u"echo working; read word < %1; echo '{\"word\":\"'$word'\"}'"_s.arg(m_gate.path())));
    QVERIFY(!CommandLine::lineWith(*process, "working").isEmpty());
    m_cli.stopBoard(isKilled);
    QVERIFY(m_cli.startBoard());
    m_gate.open("on");
    QCOMPARE(CommandLine::finish(*process).exitCode, 0);
    const QJsonObject run = newestRun(task);
    QCOMPARE(run.value(u"result"_s).toObject().value(u"word"_s).toString(), u"on"_s);
    QCOMPARE(run.value(u"lease_epoch"_s).toInt(), 1);
}

/// Nobody reads the output any more: the work goes on.
void ExecTest::readerMayLeave()
{
    const QString task = addTask("unread");
    auto process = m_cli.start(exec("unread", {},
                                    u"echo working; read word < %1; head -c 300000 /dev/zero; echo >&2 end; "
                                    "echo; echo '{\"word\":\"'$word'\"}'"_s.arg(m_gate.path())));
    QVERIFY(!CommandLine::lineWith(*process, "working").isEmpty());
    process->closeReadChannel(QProcess::StandardOutput);
    m_gate.open("on");
    QCOMPARE(CommandLine::finish(*process).exitCode, 0);
    QCOMPARE(newestRun(task).value(u"result"_s).toObject().value(u"word"_s).toString(), u"on"_s);
}

void ExecTest::interruptedWhileItWaits()
{
    auto process = m_cli.start({u"claim"_s, u"--agent"_s, u"waiter"_s, u"--capability"_s, u"never"_s, u"--wait"_s});
    auto watch = m_cli.start({u"watch"_s, u"--after"_s, u"0"_s, u"--kind"_s, u"session.registered"_s, u"--jsonl"_s});
    QVERIFY(!CommandLine::lineWith(*watch, "waiter").isEmpty());
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    QCOMPARE(CommandLine::finish(*process).exitCode, 130);
    ::kill(static_cast<pid_t>(watch->processId()), SIGINT);
    QCOMPARE(CommandLine::finish(*watch).exitCode, 130);
}

void ExecTest::leftoversOfTheGroupAreEnded()
{
    const QString task = addTask("leftover");
    // The background process would run for ever and keeps the pipe.
    QCOMPARE(m_cli.run(exec("leftover", {}, u"cat %1 & exit 0"_s.arg(m_gate.path()))).exitCode, 0);
    QCOMPARE(statusOf(task), u"completed"_s);
}

void ExecTest::severalLoopsShareTheWork()
{
    constexpr int tasks = 24, workers = 4;
    QSet<QString> ids;
    for (int i = 0; i < tasks; ++i)
        ids.insert(addTask("shared"));
    QCOMPARE(ids.size(), tasks);
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < workers; ++i)
        processes.push_back(m_cli.start(exec("shared", {u"--loop"_s}, u"echo ran $STINT_RUN"_s)));
    QList<QByteArray> runs;
    for (auto &process : processes) {
        const Said said = CommandLine::finish(*process);
        QCOMPARE(said.exitCode, 0);
        for (const QByteArray &line : said.out.trimmed().split('\n')) {
            if (line.startsWith("ran "))
                runs += line.mid(4);
        }
    }
    // CLM-11: each run once, none twice.
    QCOMPARE(runs.size(), tasks);
    QCOMPARE(QSet<QByteArray>(runs.begin(), runs.end()).size(), tasks);
    for (const QString &id : std::as_const(ids))
        QCOMPARE(statusOf(id), u"completed"_s);
}

void ExecTest::waitingEndsWithASignal()
{
    const QString task = addTask("patient");
    auto process = m_cli.start(exec("patient", {u"--loop"_s, u"--wait"_s}, u"echo did $STINT_RUN"_s));
    QVERIFY(!CommandLine::lineWith(*process, "did").isEmpty());
    const QString later = addTask("patient");
    QVERIFY(!CommandLine::lineWith(*process, "did").isEmpty());
    // Its answer to the second run comes before it waits again.
    QCOMPARE(m_cli
                 .run({u"watch"_s, u"--after"_s, u"0"_s, u"--task"_s, later, u"--kind"_s, u"task.run_completed"_s,
                       u"--count"_s, u"1"_s})
                 .exitCode,
             0);
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    QCOMPARE(CommandLine::finish(*process).exitCode, 130);
    QCOMPARE(statusOf(task), u"completed"_s);
}

STINT_REGISTER_TEST(ExecTest)

#include "tst_exec.moc"
