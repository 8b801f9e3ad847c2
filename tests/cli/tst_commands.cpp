#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

namespace
{
QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}
} // namespace

/// The command line against a real board in an environment of its own (CLI-01 … CLI-03, CLI-07 … CLI-09).
class CommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.startBoard()); }

    void versionAsksNoBoard();
    void mistakesAreUsage_data();
    void mistakesAreUsage();
    void filesHaveNames_data();
    void filesHaveNames();
    void noBoardIsSeven();
    void addStartsByDefault();
    void addVariants();
    void addAfterWaits();
    void descriptionFromStdin();
    void val01_stdinIsUtf8();
    void readyIsWhatCanBeTaken();
    void readyLooksBehindWhatWaits();
    void listAndShow();
    void showTellsEverything();
    void argumentsAreUtf8_data();
    void argumentsAreUtf8();
    void everyMethodCommand();
    void updateClearsAndRefuses();
    void errorsAreJsonInJsonMode();
    void exitCodesOfRefusals();
    void notFoundNamesTheId();
    void lockedAndUnlocked();
    void boardTextNeverReachesTheTerminalRaw();
    void agentWorksFromShell();
    void sessionFilesAreOurs();
    void claimsWhereItIsTold();
    void emptyQueue();
    void watchTellsEvents();
    void destructiveActsNeedYes();
    void importTwice();
    void importTellsWhatItCannotTake();
    void importOfSharedFiles_data();
    void importOfSharedFiles();
    void doctorFindsNothing();
    void topNeedsATerminal();
    void exportIsAnImport();
    void importOfAFolder();
    void backupIsABoard();
    void mistakesPointTheWay_data();
    void mistakesPointTheWay();
    void mistypedCommands_data();
    void mistypedCommands();
    void inboxShowsItsTasks();
    void helpOfANoun();

private:
    CommandLine m_cli;
};

void CommandsTest::versionAsksNoBoard()
{
    CommandLine nothing; // no board runs here
    const Said said = nothing.run(words("--version"));
    QCOMPARE(said.exitCode, 0);
    QVERIFY(said.out.startsWith("stint "));
    QVERIFY(said.err.isEmpty());
    QDirIterator left(nothing.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    QVERIFY(!left.hasNext());
}

void CommandsTest::mistakesAreUsage_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"", "nonsense", "task", "task nonsense", "list --nonsense", "add", "exec", "task get",
          "add x --priority huge", "task update t --metadata {", "completion tcsh", "claim", "import", "list --board",
          "list --json=nope", "add x --json=title,nope", "beat --agent nobody --lease 0", "watch --count -1"})
        QTest::newRow(*line ? line : "nothing") << QString::fromLatin1(line);
}

void CommandsTest::mistakesAreUsage()
{
    QFETCH(QString, line);
    const Said said = m_cli.run(words(qPrintable(line)));
    QCOMPARE(said.exitCode, 2);
    QVERIFY(said.out.isEmpty());
    QVERIFY(!said.err.isEmpty());
}

void CommandsTest::filesHaveNames_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("import") << QStringList{u"import"_s, QString()};
    QTest::newRow("export") << QStringList{u"export"_s, QString()};
    QTest::newRow("backup") << QStringList{u"backup"_s, QString()};
    QTest::newRow("a file of JSON") << words("done run-none --result @");
    QTest::newRow("a board") << QStringList{u"list"_s, u"--board"_s, QString()};
    QTest::newRow("a board, joined") << words("list --board=");
}

/// CLI-02: one message, and nothing else is done.
void CommandsTest::filesHaveNames()
{
    QFETCH(QStringList, line);
    const Said said = m_cli.run(line);
    QCOMPARE(said.exitCode, 2);
    QVERIFY(said.out.isEmpty());
    QCOMPARE(said.err.count('\n'), 2); // what is wrong, and where to read on
    QVERIFY2(said.err.startsWith("stint: usage: ") && said.err.contains(" needs "), said.err.constData());
    QCOMPARE(
        CommandLine::finish(*m_cli.startProgram(QStringLiteral(STINTD_PROGRAM), {u"--board"_s, QString()})).exitCode,
        2);
}

void CommandsTest::noBoardIsSeven()
{
    CommandLine nothing;
    const Said said = nothing.run(words("list --json"));
    QCOMPARE(said.exitCode, 7);
    QCOMPARE(said.errorJson().value(u"code"_s).toString(), u"unreachable"_s);
    QVERIFY(!said.errorJson().value(u"hint"_s).toString().isEmpty());
}

void CommandsTest::addStartsByDefault()
{
    const Said said = m_cli.run(words("add Sharpen the chisel --json"));
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"task"_s).toObject().value(u"title"_s).toString(), u"Sharpen the chisel"_s);
    QCOMPARE(said.json().value(u"run"_s).toObject().value(u"status"_s).toString(), u"queued"_s);
}

void CommandsTest::addVariants()
{
    Said said = m_cli.run(words("add Later --no-start --priority high --label b --label a --json"));
    QCOMPARE(said.exitCode, 0);
    QVERIFY(!said.json().contains(u"run"_s));
    const QJsonObject task = said.json().value(u"task"_s).toObject();
    QCOMPARE(task.value(u"priority"_s).toString(), u"high"_s);
    QCOMPARE(task.value(u"labels"_s).toArray(), (QJsonArray{u"a"_s, u"b"_s}));
    said = m_cli.run(words("add Sketch --draft --json"));
    QCOMPARE(said.json().value(u"task"_s).toObject().value(u"status"_s).toString(), u"draft"_s);
    said = m_cli.run(words("add Needs --capability rust --json"));
    QCOMPARE(said.json().value(u"run"_s).toObject().value(u"required_capabilities"_s).toArray(), QJsonArray{u"rust"_s});
    QCOMPARE(m_cli.run(words("add Needs --no-start --capability rust")).exitCode, 2);
}

void CommandsTest::addAfterWaits()
{
    const QString first = m_cli.addTask(u"First"_s);
    const Said said = m_cli.run({u"add"_s, u"Second"_s, u"--after"_s, first, u"--json"_s});
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"task"_s).toObject().value(u"status"_s).toString(), u"blocked"_s);
    QCOMPARE(said.json().value(u"run"_s).toObject().value(u"status"_s).toString(), u"queued"_s);
    QCOMPARE(m_cli.run(words("add Third --after task-unknown")).exitCode, 3);
}

void CommandsTest::descriptionFromStdin()
{
    const Said said = m_cli.run(words("add Told --description - --json"), "line one\nline two\n");
    QCOMPARE(said.json().value(u"task"_s).toObject().value(u"description"_s).toString(), u"line one\nline two"_s);
}

void CommandsTest::val01_stdinIsUtf8()
{
    const QString id = m_cli.addTask(u"Bytes"_s, {u"--no-start"_s});
    for (const QStringList &line :
         {words("add u8 --description -"), QStringList{u"task"_s, u"comment"_s, id, u"-"_s}}) {
        const Said said = m_cli.run(line, "a\xff"
                                          "b");
        QCOMPARE(said.exitCode, 2);
        QVERIFY2(said.err.contains("not UTF-8"), said.err.constData());
    }
    QCOMPARE(m_cli.run(words("list u8 --json=id")).json().value(u"total"_s).toInt(-1), 0);
}

/// What waits for something but an agent is not ready, whatever it waits for (SCH-05, INS-06).
void CommandsTest::readyIsWhatCanBeTaken()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const auto ready = [&] {
        QStringList ids;
        const QJsonObject document = cli.run(words("ready --json")).json();
        for (const auto &item : document[u"items"_s].toArray())
            ids += item[u"task"_s][u"id"_s].toString();
        return document[u"total"_s].toInt(-1) == ids.size() ? ids : QStringList{u"another total"_s};
    };
    const QString free = cli.addTask(u"Free"_s), special = cli.addTask(u"Special"_s, {u"--capability"_s, u"rare"_s});
    cli.addTask(u"After it"_s, {u"--after"_s, free});
    const QString later = cli.addTask(u"Later"_s), mine = cli.addTask(u"Mine"_s), paused = cli.addTask(u"Paused"_s);
    QCOMPARE(cli.run({u"task"_s, u"update"_s, later, u"--not-before"_s, u"2999-01-01T00:00:00Z"_s}).exitCode, 0);
    QCOMPARE(cli.run({u"task"_s, u"update"_s, mine, u"--owner"_s, uR"({"kind":"human","ref":"me"})"_s}).exitCode, 0);
    QCOMPARE(cli.run({u"task"_s, u"pause"_s, paused, u"--reason"_s, u"not now"_s}).exitCode, 0);
    // That the agents which are there cannot do it does not make it less ready.
    QCOMPARE(cli.run(words("session register plain")).exitCode, 0);
    QCOMPARE(ready(), (QStringList{free, special}));
    QCOMPARE(cli.run(words("scheduler pause")).exitCode, 0);
    QCOMPARE(ready(), QStringList());
}

void CommandsTest::readyLooksBehindWhatWaits()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    QByteArray beads = R"({"id":"first","title":"First","status":"open","priority":3})";
    for (int i = 0; i < 520; ++i)
        beads += R"(
{"id":"w%","title":"Waits","status":"open","priority":0,"dependencies":[{"issue_id":"w%","depends_on_id":"first","type":"blocks"}]})"_ba
                     .replace("%", QByteArray::number(i));
    QCOMPARE(cli.run(words("import - --enqueue"), beads).exitCode, 0);
    const QString second = cli.addTask(u"Second"_s, {u"--priority"_s, u"low"_s});
    const Said said = cli.run(words("ready --limit 1 --json"));
    QCOMPARE(said.json()[u"items"_s].toArray().size(), 1);
    QCOMPARE(said.json()[u"items"_s][0][u"task"_s][u"title"_s].toString(), u"First"_s);
    QCOMPARE(said.json()[u"total"_s].toInt(), 2);
    QVERIFY(!said.json().contains(u"next_cursor"_s)); // ready takes none
    QVERIFY(cli.run(words("ready")).out.contains(second.toUtf8()));
}

void CommandsTest::listAndShow()
{
    const QString id = m_cli.addTask(u"Findable"_s);
    const Said list = m_cli.run(words("list Findable"));
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.out.count('\n'), 1);
    QVERIFY(list.out.startsWith(id.toUtf8() + "\tready\tmedium\t")); // tab-separated without a terminal
    const Said thinned = m_cli.run(words("list Findable --json=id,title"));
    QCOMPARE(thinned.json().value(u"items"_s).toArray().at(0).toObject(),
             (QJsonObject{{u"id"_s, id}, {u"title"_s, u"Findable"_s}}));
    const Said show = m_cli.run({u"show"_s, id});
    QVERIFY(show.out.contains("title\tFindable\n"));
    QVERIFY(m_cli.run({u"show"_s, id, u"--json"_s}).json().contains(u"inspection"_s));
    QVERIFY(m_cli.run(words("ready --jsonl")).out.contains(id.toUtf8()));
}

void CommandsTest::showTellsEverything()
{
    const QString id = m_cli.addTask(u"A long story"_s, {u"--capability"_s, u"story"_s});
    const QStringList agent{u"--agent"_s, u"teller"_s};
    const QStringList claim = words("claim --start --capability story --task") + QStringList{id} + agent;
    QCOMPARE(m_cli.run(claim).exitCode, 0);
    QCOMPARE(m_cli.run({u"fail"_s, u"--error"_s, u"no stone\u202e"_s, u"--agent"_s, u"teller"_s}).exitCode, 0);
    QCOMPARE(m_cli.run({u"task"_s, u"comment"_s, id, u"look\tin the shed"_s}).exitCode, 0);
    const Said failed = m_cli.run({u"show"_s, id});
    QVERIFY2(failed.out.contains("error\tno stone\\u{202e}\n"), failed.out.constData());
    QVERIFY2(failed.out.contains(": look\\tin the shed\n"), failed.out.constData());
    const QString run =
        m_cli.run({u"show"_s, id, u"--json"_s}).json().value(u"last_ended_run"_s).toObject().value(u"id"_s).toString();
    QCOMPARE(m_cli.run({u"run"_s, u"retry"_s, run}).exitCode, 0);
    QCOMPARE(m_cli.run(claim).exitCode, 0);
    QCOMPARE(m_cli.run(words("done --result {\"sharp\":true}") + agent).exitCode, 0);
    const Said done = m_cli.run({u"show"_s, id});
    QVERIFY2(done.out.contains("result\t{\"sharp\":true}\n") && !done.out.contains("no stone"), done.out.constData());
    const Said refused = m_cli.run({u"run"_s, u"retry"_s, run, u"--json"_s});
    QCOMPARE(refused.errorJson().value(u"hint"_s).toString(), u"Try stint run enqueue."_s);
}

void CommandsTest::argumentsAreUtf8_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("by place") << u"add $'caf\\xe9'"_s << QByteArray("title \"caf");
    QTest::newRow("option") << u"add x --label $'caf\\xe9'"_s << QByteArray("--label \"caf");
    QTest::newRow("of a method") << u"task comment task-none $'caf\\xe9'"_s << QByteArray("--text \"caf");
    QTest::newRow("of a file") << u"import $'caf\\xe9'"_s << QByteArray("cannot be read");
}

void CommandsTest::argumentsAreUtf8()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, named);
    auto bash = m_cli.startProgram(u"bash"_s, {u"-c"_s, u"exec \"$0\" "_s + line, QStringLiteral(STINT_PROGRAM)});
    const Said said = CommandLine::finish(*bash);
    QCOMPARE(said.exitCode, 2);
    QVERIFY2(said.err.contains(named), said.err.constData());
}

void CommandsTest::everyMethodCommand()
{
    const QString id = m_cli.addTask(u"By method"_s, {u"--no-start"_s});
    QCOMPARE(m_cli.run({u"task"_s, u"comment"_s, id, u"hello there"_s, u"--json"_s}).json().value(u"type"_s).toString(),
             u"task.commented"_s);
    QCOMPARE(m_cli.run({u"task"_s, u"get"_s, u"--task-id"_s, id, u"--json=comment_count"_s}).exitCode, 0);
    QCOMPARE(m_cli.run({u"task"_s, u"create"_s, u"Made"_s, u"--metadata"_s, u"{\"a\": 1}"_s, u"--json"_s})
                 .json()
                 .value(u"task"_s)
                 .toObject()
                 .value(u"metadata"_s)
                 .toObject()
                 .value(u"a"_s)
                 .toInt(),
             1);
    QCOMPARE(m_cli.run(words("system ping")).exitCode, 0);
    QCOMPARE(m_cli.run(words("scheduler status --json")).json().value(u"paused"_s).toBool(true), false);
    QCOMPARE(m_cli.run(words("settings get --json")).exitCode, 0);
    QCOMPARE(m_cli.run(words("system hello --json")).json().value(u"origin"_s).toObject().value(u"kind"_s).toString(),
             u"cli"_s);
}

void CommandsTest::updateClearsAndRefuses()
{
    const QString id = m_cli.addTask(u"Changing"_s, {u"--no-start"_s, u"--milestone"_s, u"m1"_s});
    const Said said =
        m_cli.run({u"task"_s, u"update"_s, id, u"--title"_s, u"Changed"_s, u"--clear"_s, u"milestone"_s, u"--json"_s});
    QCOMPARE(said.exitCode, 0);
    const QJsonObject task = said.json().value(u"task"_s).toObject();
    QCOMPARE(task.value(u"title"_s).toString(), u"Changed"_s);
    QVERIFY(!task.contains(u"milestone"_s));
    QCOMPARE(m_cli.run({u"task"_s, u"update"_s, id, u"--title"_s, u"No"_s, u"--expected-version"_s, u"1"_s}).exitCode,
             5);
}

void CommandsTest::errorsAreJsonInJsonMode()
{
    const Said said = m_cli.run(words("task get task-unknown --json"));
    QCOMPARE(said.exitCode, 3);
    QVERIFY(said.out.isEmpty());
    QCOMPARE(said.errorJson().keys(), (QStringList{u"code"_s, u"hint"_s, u"message"_s}));
    QCOMPARE(said.errorJson().value(u"code"_s).toString(), u"task_not_found"_s);
    for (const char *line : {"--json --board", "list --json --board", "--json"}) {
        const Said mistaken = m_cli.run(words(line)); // CLI-01: also before there is a command
        QCOMPARE(mistaken.exitCode, 2);
        QCOMPARE(mistaken.errorJson().value(u"code"_s).toString(), u"usage"_s);
    }
}

void CommandsTest::exitCodesOfRefusals()
{
    const QString id = m_cli.addTask(u"Refused"_s, {u"--no-start"_s});
    QCOMPARE(m_cli.run({u"run"_s, u"get"_s, u"run-unknown"_s}).exitCode, 3);
    QCOMPARE(m_cli.run({u"run"_s, u"heartbeat"_s, u"run-unknown"_s}).exitCode, 4); // people have no lease
    QCOMPARE(m_cli.run({u"task"_s, u"approve"_s, id}).exitCode, 5);
    QCOMPARE(m_cli.run({u"task"_s, u"create"_s, u" "_s}).exitCode, 2);
}

void CommandsTest::notFoundNamesTheId()
{
    Said said = m_cli.run(words("show task-of-nobody"));
    QCOMPARE(said.exitCode, 3);
    QVERIFY2(said.err.contains("There is no task task-of-nobody."), said.err.constData());
    said = m_cli.run(words("run get run-of-nobody --json"));
    QCOMPARE(said.errorJson().value(u"message"_s).toString(), u"There is no run run-of-nobody."_s);
    said = m_cli.run({u"show"_s, u"task-\x1b[31mred"_s});
    QVERIFY(said.exitCode != 0 && !said.err.contains('\x1b'));
}

void CommandsTest::lockedAndUnlocked()
{
    const int before = m_cli.run(words("task list --json=total")).json().value(u"total"_s).toInt();
    QCOMPARE(m_cli.run(words("board lock --json")).json().value(u"locked"_s), QJsonValue(true));
    QCOMPARE(m_cli.run(words("board lock")).exitCode, 0);
    const Said refused = m_cli.run(words("list --json"));
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.errorJson().value(u"code"_s).toString(), u"locked"_s);
    QVERIFY(refused.errorJson().value(u"hint"_s).toString().contains(u"stint board unlock"_s));
    QCOMPARE(m_cli.run(words("system info --json")).json().value(u"locked"_s), QJsonValue(true));
    QCOMPARE(m_cli.run(words("system health --json")).json().value(u"store"_s).toString(), u"locked"_s);
    QCOMPARE(m_cli.run(words("board unlock --json")).json().value(u"locked"_s), QJsonValue(false));
    QCOMPARE(m_cli.run(words("task list --json=total")).json().value(u"total"_s).toInt(), before);
}

void CommandsTest::boardTextNeverReachesTheTerminalRaw()
{
    const QString text = u"evil "_s + QChar(0x202e) + u" text "_s + QChar(0x9b) + u"31m"_s;
    const Said added =
        m_cli.run({u"task"_s, u"create"_s, u"Watch out"_s, u"--description"_s, u"a\u202eb"_s, u"--json"_s});
    QCOMPARE(added.exitCode, 0);
    QVERIFY(!added.out.contains("\u202e"));
    QVERIFY(added.out.contains("\\u202e"));
    const Said refused = m_cli.run({u"task"_s, u"get"_s, text});
    QVERIFY(!refused.err.contains("\u202e"));
    QVERIFY(!refused.err.contains("\u009b"));
}

void CommandsTest::agentWorksFromShell()
{
    const QString id =
        m_cli.addTask(u"For the shell agent"_s, {u"--priority"_s, u"urgent"_s, u"--capability"_s, u"shell"_s});
    m_cli.environment.insert(u"STINT_AGENT"_s, u"shell agent/1"_s);
    const Said claimed = m_cli.run(words("claim --capability shell --start --context --json"));
    QCOMPARE(claimed.exitCode, 0);
    QCOMPARE(claimed.json().value(u"task"_s).toObject().value(u"id"_s).toString(), id);
    QCOMPARE(claimed.json().value(u"run"_s).toObject().value(u"status"_s).toString(), u"running"_s);
    QVERIFY(claimed.json().contains(u"context"_s));
    const QString run = claimed.json().value(u"run"_s).toObject().value(u"id"_s).toString();
    QCOMPARE(m_cli.run(words("claim --capability shell")).exitCode, 5); // one lease at a time
    // Given back and claimed once more, for eyes: the context is told, too.
    QCOMPARE(m_cli.run(words("release")).exitCode, 0);
    const Said shown = m_cli.run(words("claim --capability shell --start --context"));
    QVERIFY(shown.out.startsWith(run.toUtf8() + '\t' + id.toUtf8() + '\t'));
    QVERIFY2(shown.out.contains("\ntask.title\tFor the shell agent\n"), shown.out.constData());
    const Said beaten = m_cli.run({u"beat"_s, u"--progress"_s, u"half way"_s, u"--json"_s});
    QCOMPARE(beaten.json().value(u"run_id"_s).toString(), run);
    const Said done = m_cli.run(words("done --result {\"ok\":true} --json"));
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.json().value(u"run"_s).toObject().value(u"status"_s).toString(), u"completed"_s);
    for (const char *verb : {"beat", "done", "release"}) {
        const Said idle = m_cli.run(words(verb)); // the session works on nothing now
        QCOMPARE(idle.exitCode, 3);
        QVERIFY2(idle.err.contains("shell agent/1 works on no run"), idle.err.constData());
    }
    for (const Said &said : {claimed, beaten, done})
        QVERIFY(!said.out.contains("stint_session_") && !said.err.contains("stint_session_"));
    QCOMPARE(m_cli.run(words("session end")).exitCode, 0);
    QCOMPARE(m_cli.run({u"beat"_s, run}).exitCode, 4);
    m_cli.environment.remove(u"STINT_AGENT"_s);
}

void CommandsTest::sessionFilesAreOurs()
{
    QCOMPARE(m_cli.run(words("session register keeper")).exitCode, 0);
    QDirIterator files(m_cli.folder() + u"/state/stint/sessions"_s, {u"*keeper.json"_s}, QDir::Files);
    QVERIFY(files.hasNext());
    struct stat info = {};
    QCOMPARE(::stat(qPrintable(files.next()), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t(0600));
    QCOMPARE(::stat(qPrintable(m_cli.folder() + u"/state/stint/sessions"_s), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t(0700));
}

/// CLM-02: where an agent works is said by its session; a command that says otherwise is refused, not obeyed by half.
void CommandsTest::claimsWhereItIsTold()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const QString task = cli.addTask(u"Anywhere"_s);
    const QString place = cli.run({u"workspace"_s, u"create"_s, u"here"_s, cli.folder(), u"--json=id"_s})
                              .json()
                              .value(u"id"_s)
                              .toString();
    QVERIFY(!place.isEmpty());
    QCOMPARE(cli.run(words("session register one --capability a")).exitCode, 0);
    const QStringList there{u"--workspace"_s, place};
    QCOMPARE(cli.run(words("claim --agent one") + there).exitCode, 4);
    QCOMPARE(cli.run(words("claim --agent one --task") + QStringList{task} + there).exitCode, 4);
    QCOMPARE(cli.run(words("claim --agent one --channel blue --json")).json().value(u"claimed"_s), QJsonValue(false));
    // Registering again changes nothing about a session, and says so.
    QCOMPARE(cli.run(words("session register one") + there).exitCode, 4);
    QCOMPARE(cli.run(words("session register one --channel blue")).exitCode, 4);
    QCOMPARE(cli.run(words("session register one --capability b")).exitCode, 4);
    QCOMPARE(cli.run(words("session register one --capability a")).exitCode, 0);
    QCOMPARE(cli.run(words("session register one --lease 7s")).exitCode, 2);
    QCOMPARE(cli.run(words("session register one --task") + QStringList{task}).exitCode, 2);
    QCOMPARE(cli.run(words("session register two") + there).exitCode, 0);
    QCOMPARE(cli.run(words("claim --agent two --json") + there).json().value(u"claimed"_s), QJsonValue(false));
    QCOMPARE(cli.run(words("claim --agent one --json")).json().value(u"claimed"_s), QJsonValue(true));
}

void CommandsTest::emptyQueue()
{
    const QStringList claim = words("claim --agent idle --workspace ws-none");
    const Said nowhere = m_cli.run(claim);
    QCOMPARE(nowhere.exitCode, 3);
    CommandLine empty;
    QVERIFY(empty.startBoard());
    QCOMPARE(empty.run(words("claim --agent idle --json")).json().value(u"claimed"_s).toBool(true), false);
    QCOMPARE(empty.run(words("claim --agent idle --fail-if-empty")).exitCode, 6);
    QCOMPARE(empty.run(words("exec --agent idle -- true")).exitCode, 0);
    QCOMPARE(empty.run(words("exec --agent idle --fail-if-empty -- true")).exitCode, 6);
}

void CommandsTest::watchTellsEvents()
{
    const QString id = m_cli.addTask(u"Watched"_s);
    const Said replay =
        m_cli.run({u"watch"_s, u"--after"_s, u"0"_s, u"--task"_s, id, u"--count"_s, u"2"_s, u"--jsonl"_s});
    QCOMPARE(replay.exitCode, 0);
    const QList<QByteArray> lines = replay.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains("task.created") && lines[1].contains("task.run_enqueued"));
    const Said text = m_cli.run({u"watch"_s, u"--after"_s, u"0"_s, u"--task"_s, id, u"--count"_s, u"1"_s});
    QCOMPARE(text.out.count('\t'), 5);
    const Said thinned = m_cli.run(words("watch --after 0 --count 1 --json=seq"));
    QCOMPARE(thinned.json(), (QJsonObject{{u"seq"_s, 1}}));
    auto live = m_cli.start({u"watch"_s, u"--after"_s, u"0"_s, u"--kind"_s, u"task.created"_s});
    QVERIFY(!CommandLine::lineWith(*live, id.toUtf8()).isEmpty());
    const QString next = m_cli.addTask(u"While watched"_s);
    QVERIFY(!CommandLine::lineWith(*live, next.toUtf8()).isEmpty());
    m_cli.stopBoard();
    QVERIFY(m_cli.startBoard());
    const QString later = m_cli.addTask(u"After a restart"_s);
    QVERIFY(!CommandLine::lineWith(*live, later.toUtf8()).isEmpty());
    ::kill(static_cast<pid_t>(live->processId()), SIGINT);
    QCOMPARE(CommandLine::finish(*live).exitCode, 130);
}

void CommandsTest::destructiveActsNeedYes()
{
    const QString id = m_cli.addTask(u"Doomed"_s, {u"--no-start"_s});
    QCOMPARE(m_cli.run({u"task"_s, u"delete"_s, id}).exitCode, 2);
    QCOMPARE(m_cli.run({u"task"_s, u"get"_s, id}).exitCode, 0);
    QCOMPARE(m_cli.run({u"task"_s, u"delete"_s, id, u"--yes"_s}).exitCode, 0);
    QCOMPARE(m_cli.run({u"task"_s, u"get"_s, id}).exitCode, 3);
}

void CommandsTest::importTwice()
{
    const QByteArray beads =
        R"({"id":"imp-1","title":"One","status":"open","priority":0,"dependencies":[{"issue_id":"imp-1","depends_on_id":"imp-2","type":"blocks"},{"issue_id":"imp-1","depends_on_id":"imp-2","type":"related"}]}
{"id":"imp-2","title":"Two","status":"closed","priority":2}
{"id":"imp-3","title":"Three","status":"tombstone"}
)";
    const Said dry = m_cli.run(words("import - --dry-run --json"), beads);
    QCOMPARE(dry.exitCode, 0);
    QCOMPARE(m_cli.run(words("task list --external-key beads:imp-1 --json")).json().value(u"total"_s).toInt(-1), 0);
    const Said first = m_cli.run(words("import - --enqueue --json"), beads);
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(first.json().keys(),
             (QStringList{u"created"_s, u"dependencies"_s, u"dropped"_s, u"unchanged"_s, u"updated"_s}));
    QCOMPARE(first.json().value(u"created"_s).toInt(), 2);
    QCOMPARE(first.json().value(u"dropped"_s).toArray().size(), 2);
    QCOMPARE(first.json().value(u"dependencies"_s).toObject(), (QJsonObject{{u"created"_s, 1}, {u"dropped"_s, 1}}));
    const Said again = m_cli.run(words("import - --format beads --json"), beads);
    QCOMPARE(again.json().value(u"created"_s).toInt(-1), 0);
    QCOMPARE(again.json().value(u"unchanged"_s).toInt(-1), 2);
    QCOMPARE(m_cli.run(words("import - "), "nothing known").exitCode, 2);
    QCOMPARE(m_cli.run(words("import /nonexistent")).exitCode, 2);
}

/// A word that nobody knows is not made up for, and nothing is left out in silence.
void CommandsTest::importTellsWhatItCannotTake()
{
    const Said said = m_cli.run(words("import - --format csv --enqueue --json"), "id,title,status,priority\n"
                                                                                 "f,A,Finished,\n"
                                                                                 "w,B,won't-fix,P1\n"
                                                                                 "s,C,asleep,\n"
                                                                                 "b,D,open,banana\n"
                                                                                 "e,caf\xe9,in_progress,,more,\n");
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"created"_s).toInt(), 3);
    QMap<QString, QString> dropped;
    for (const auto &item : said.json().value(u"dropped"_s).toArray())
        dropped.insert(item[u"external_key"_s].toString(), item[u"reason"_s].toString());
    QCOMPARE(dropped.keys(), (QStringList{QString(), u"csv:b"_s, u"csv:e"_s, u"csv:s"_s}));
    QVERIFY2(dropped[QString()].contains(u"not UTF-8"_s) && dropped[u"csv:s"_s].contains(u"asleep"_s) &&
                 dropped[u"csv:b"_s].contains(u"priority"_s) && dropped[u"csv:e"_s].contains(u"2 cells more"_s),
             said.out.constData());
    const auto statusOf = [&](const QString &key) {
        return m_cli.run({u"task"_s, u"list"_s, u"--external-key"_s, key, u"--json=status"_s})
            .json()[u"items"_s][0][u"status"_s]
            .toString();
    };
    QCOMPARE(statusOf(u"csv:f"_s), u"completed"_s);
    QCOMPARE(statusOf(u"csv:w"_s), u"canceled"_s);
}

void CommandsTest::importOfSharedFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("beads") << u"beads-issues.jsonl"_s;
    QTest::newRow("task-master") << u"taskmaster-tasks.json"_s;
}

void CommandsTest::importOfSharedFiles()
{
    QFETCH(QString, file);
    const QString path = QStringLiteral(STINT_SOURCE_DIR "/../shared/data/") + file;
    if (!QFile::exists(path))
        QSKIP(qPrintable(QStringLiteral("%1 is not beside this checkout").arg(file)));
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const Said first = cli.run({u"import"_s, path, u"--json"_s});
    QCOMPARE(first.exitCode, 0);
    const int created = first.json().value(u"created"_s).toInt();
    QVERIFY(created > 1'000);
    const Said again = cli.run({u"import"_s, path, u"--json"_s});
    QCOMPARE(again.exitCode, 0);
    QCOMPARE(again.json().value(u"created"_s).toInt(-1), 0);
    QCOMPARE(again.json().value(u"unchanged"_s).toInt(), created);
    QCOMPARE(cli.run(words("doctor --json")).json().value(u"ok"_s).toBool(), true);
}

void CommandsTest::doctorFindsNothing()
{
    const Said said = m_cli.run(words("doctor --json"));
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().keys(), (QStringList{u"checks"_s, u"ok"_s, u"problems"_s}));
    QVERIFY(said.json().value(u"checks"_s).toInt() > 0);
    QVERIFY(m_cli.run(words("doctor")).out.contains(" checks, no problem")); // CLI-01: the result is on stdout
}

void CommandsTest::topNeedsATerminal()
{
    QCOMPARE(m_cli.run(words("top")).exitCode, 2);
}

/// CLI-08: what one board writes another reads.
void CommandsTest::exportIsAnImport()
{
    CommandLine from, to;
    QVERIFY(from.startBoard() && to.startBoard());
    const QString first = from.addTask(u"First"_s);
    QVERIFY(!from.addTask(u"Second"_s, {u"--after"_s, first}).isEmpty());
    const Said lines = from.run(words("export"));
    QCOMPARE(lines.exitCode, 0);
    QCOMPARE(lines.out.count('\n'), 2);
    const QString file = from.folder() + u"/tasks.jsonl"_s;
    const Said written = from.run({u"export"_s, file, u"--json"_s});
    QCOMPARE(written.json().value(u"tasks"_s).toInt(), 2);
    struct stat info = {};
    QCOMPARE(::stat(qPrintable(file), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t(0600));
    QCOMPARE(from.run({u"export"_s, file}).exitCode, 2); // CLI-03: not over it without a yes
    QCOMPARE(from.run({u"export"_s, file, u"--yes"_s}).exitCode, 0);
    const Said taken = to.run({u"import"_s, file, u"--json"_s});
    QCOMPARE(taken.json().value(u"created"_s).toInt(), 2);
    QCOMPARE(taken.json().value(u"dependencies"_s).toObject().value(u"created"_s).toInt(), 1);
    // Created in one moment, they have no order of their own any more.
    const auto sorted = [](const Said &said) {
        QList<QByteArray> all = said.out.split('\n');
        std::sort(all.begin(), all.end());
        return all;
    };
    QCOMPARE(sorted(to.run(words("export"))), sorted(lines));
    QCOMPARE(from.run({u"import"_s, file, u"--json"_s}).json().value(u"unchanged"_s).toInt(), 2);
}

void CommandsTest::importOfAFolder()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const QString tasks = cli.folder() + u"/project/backlog/tasks"_s;
    QVERIFY(QDir().mkpath(tasks));
    for (int i = 1; i <= 2; ++i) {
        QFile file(tasks + u"/task-%1 - Some thing.md"_s.arg(i));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("---\nid: task-" + QByteArray::number(i) + "\ntitle: T\nstatus: To Do\ndependencies: " +
                   (i == 2 ? "[task-1]" : "[]") + "\n---\n\n## Description\n\ntext\n");
    }
    const Said said = cli.run({u"import"_s, cli.folder() + u"/project"_s, u"--json"_s});
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"created"_s).toInt(), 2);
    QCOMPARE(said.json().value(u"dependencies"_s).toObject().value(u"created"_s).toInt(), 1);
    QCOMPARE(cli.run({u"import"_s, cli.folder() + u"/runtime"_s}).exitCode, 2);
}

/// A copy made beside going work opens with the board's key and holds what was acknowledged before.
void CommandsTest::backupIsABoard()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const QString id = cli.addTask(u"Kept"_s);
    const QString copy = cli.folder() + u"/data/stint/copy.stint"_s;
    auto process = cli.start({u"backup"_s, copy, u"--json"_s});
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"path"_s).toString(), copy);
    QCOMPARE(said.json().value(u"bytes"_s).toInteger(), QFileInfo(copy).size());
    QVERIFY(said.json().value(u"seq"_s).toInt() >= 2);
    QCOMPARE(cli.run({u"backup"_s, copy}).exitCode, 5);
    QCOMPARE(cli.run({u"board"_s, u"backup"_s, u"relative.stint"_s}).exitCode, 2);
    QVERIFY(QFile::copy(cli.folder() + u"/data/stint/board.stint.key"_s, copy + u".key"_s));
    auto second = cli.startProgram(QStringLiteral(STINTD_PROGRAM), {u"--board"_s, copy});
    QVERIFY(!CommandLine::lineWith(*second, "ready socket=").isEmpty());
    QCOMPARE(cli.run({u"--board"_s, u"copy"_s, u"task"_s, u"get"_s, id}).exitCode, 0);
    QCOMPARE(cli.run(words("--board copy doctor")).exitCode, 0);
    second->terminate();
    QCOMPARE(CommandLine::finish(*second).exitCode, 0);
}

void CommandsTest::mistakesPointTheWay_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *line, const QString &hint) {
        QTest::newRow(line) << QString::fromLatin1(line) << hint;
    };
    row("list --nonsense", u"stint help list shows how it is used."_s);
    row("task get", u"stint help task get shows how it is used."_s);
    row("nonsense", u"stint help lists the commands."_s);
    row("help nonsense", u"stint help lists the commands."_s);
    row("show task-none", u"stint list shows the tasks and their ids."_s);
    row("run claim-next", u"Name the agent with --agent or STINT_AGENT."_s);
}

void CommandsTest::mistakesPointTheWay()
{
    QFETCH(QString, line);
    const Said said = m_cli.run(words(qPrintable(line)) + QStringList{u"--json"_s});
    QTEST(said.errorJson().value(u"hint"_s).toString(), "hint");
    QVERIFY(said.out.isEmpty());
}

/// What one slip of the finger makes of a command.
void CommandsTest::mistypedCommands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("names");
    QTest::newRow("turned letters") << u"shwo task-none"_s << u"; there are: show"_s;
    QTest::newRow("asked for help") << u"help task lists"_s << u"; there are: task list"_s;
    QTest::newRow("a noun too many") << u"tasks list"_s << u"; there are: task list"_s;
    QTest::newRow("nothing like it") << u"nonsense"_s << QString();
}

void CommandsTest::mistypedCommands()
{
    QFETCH(QString, line);
    const Said said = m_cli.run(words(qPrintable(line)));
    QCOMPARE(said.exitCode, 2);
    const QString first = QString::fromUtf8(said.err).section(QLatin1Char('\n'), 0, 0);
    QTEST(first.section(QLatin1Char('"'), 2), "names");
}

/// Lines of tasks by lane, not counts of lanes.
void CommandsTest::inboxShowsItsTasks()
{
    const QString id = m_cli.addTask(u"Needs a look"_s, {u"--priority"_s, u"urgent"_s});
    QCOMPARE(m_cli.run({u"exec"_s, u"--task"_s, id, u"--"_s, u"false"_s}).exitCode, 1);
    const Said said = m_cli.run(words("inbox list"));
    QVERIFY2(said.out.contains("failed_runs\t" + id.toUtf8() + "\turgent\tlatest_run_failed\tNeeds a look\n"),
             said.out.constData());
}

void CommandsTest::helpOfANoun()
{
    for (const char *line : {"help late-result", "late_result --help"}) {
        const Said said = m_cli.run(words(line));
        QCOMPARE(said.exitCode, 0);
        QVERIFY(said.out.contains("late-result adopt ") && !said.out.contains("run get"));
    }
    // Without a display the window's program would only abort.
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        QVERIFY(!m_cli.environment.contains(QLatin1String(name)));
    const Said said = m_cli.run(words("open"));
    QCOMPARE(said.exitCode, 7);
    QVERIFY(said.err.contains("there is no display"));
    // 1.6: a folder that is not there is no workspace.
    QCOMPARE(m_cli.run(words("workspace create none /nonexistent/folder")).exitCode, 2);
    QCOMPARE(m_cli.run({u"workspace"_s, u"create"_s, u"here"_s, m_cli.folder()}).exitCode, 0);
    // What a call needs may be given by its place, JSON too.
    QCOMPARE(m_cli.run(words("settings set force.limit 11")).exitCode, 0);
    QVERIFY(m_cli.run(words("settings get")).out.contains("force.limit\t11\n"));
    // CLI-01: whatever is there can be asked for.
    QCOMPARE(m_cli.run(words("settings get --json=force.limit")).json(), (QJsonObject{{u"force.limit"_s, 11}}));
    QVERIFY(m_cli.run(words("rpc discover --json=openrpc")).json().value(u"openrpc"_s).isString());
    QVERIFY(m_cli.run(words("rpc discover --json=methods")).json().value(u"methods"_s).isArray());
    QCOMPARE(m_cli.run(words("list --json=run.id")).exitCode, 0);
}

STINT_REGISTER_TEST(CommandsTest)

#include "tst_commands.moc"
