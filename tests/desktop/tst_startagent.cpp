#include "app/composition/boardhost.h"
#include "app/platform/agentprocesses.h"
#include "app/platform/hardening.h"
#include "model/items/shellwords.h"
#include "tests/cli/commandline.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QRegularExpression>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace stint;
using namespace stint::test;

namespace
{

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Words that a shell, an option parser or a view could take for more than text.
QStringList hostileWords()
{
    return {s("plain"),
            {},
            s("[a,b]"),
            s("--board"),
            s("--"),
            s("$(touch x) `id` $HOME ; | && *"),
            s("it's \"quoted\""),
            s("a\\b"),
            s("<b>\u00e4\u202e"),
            s("~")};
}

/// Variables of this process that are as they were when it goes.
class Variables
{
public:
    ~Variables()
    {
        for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
            it.value().isNull() ? qunsetenv(it.key()) : qputenv(it.key(), it.value());
    }
    void set(const char *name, const QByteArray &value)
    {
        if (!m_before.contains(name))
            m_before.insert(name, qgetenv(name));
        qputenv(name, value);
    }

private:
    QHash<QByteArray, QByteArray> m_before;
};

QString programFolder()
{
    return QFileInfo(QStringLiteral(STINT_PROGRAM)).path();
}

/// A board that this process serves, its window and its agents, in folders of their own.
struct Served {
    CommandLine places;
    Variables variables;
    test::Gate gate{places.folder() + s("/gate")};
    std::unique_ptr<BoardHost> host;
    std::unique_ptr<AgentProcesses> agents;
    std::unique_ptr<DesktopWindow> desktop;

    Served()
    {
        for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
            variables.set(name, places.environment.value(QLatin1String(name)).toUtf8());
        for (const char *name : {"STINT_SOCKET", "STINT_BOARD", "STINT_RUN_FILE", "STINT_AGENT"})
            variables.set(name, "/nonsense");
        HostConfig config;
        config.file = places.folder() + s("/a 'board' of $mine.stint");
        config.mayCreate = true;
        auto opened = BoardHost::open(config);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        host = std::move(*opened);
        agents = std::make_unique<AgentProcesses>(host->file(), programFolder());
        AppViewModel::Setup setup;
        setup.actor = host->person(OriginKind::Web, s("desktop"));
        setup.now = [this] { return host->clock().sample().wall; };
        setup.store = {host->boardName(), true, s("key file")};
        setup.agents = agents.get();
        desktop = std::make_unique<DesktopWindow>(host->board(), std::move(setup));
    }
    ~Served()
    {
        desktop.reset();
        host->stop();
    }
    AppViewModel &app() { return desktop->app(); }
    /// What a command under test has written.
    QByteArray written(const char *name) const
    {
        QFile file(places.folder() + QLatin1Char('/') + s(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

bool isGone(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == -1 && errno == ESRCH;
}

} // namespace

/// Agents that are started from the window: what is typed, what is run, and what becomes of it.
class StartAgentTest : public QObject
{
    Q_OBJECT

    static AgentStartViewModel &agents(Stage &stage) { return *stage.desktop->app().agentStart(); }
    static bool openDialog(Stage &stage)
    {
        if (!stage.open())
            return false;
        stage.key(Qt::Key_3, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return stage.item(s("agents")) && stage.item(s("agents"))->hasActiveFocus(); }))
            return false;
        stage.key(Qt::Key_S, Qt::ShiftModifier);
        return QTest::qWaitFor(
            [&] { return stage.item(s("startAgent.name")) && stage.item(s("startAgent.name"))->hasActiveFocus(); });
    }
    /// The newest; a blank one when there is none.
    static ToastRow newest(AppViewModel &app)
    {
        return app.toasts()->rows().empty() ? ToastRow() : app.toasts()->rows().back();
    }
    /// The agent \a number comes to the board, as `stint exec` does.
    static void arrive(Stage &stage, std::size_t number)
    {
        SessionRegister request;
        request.agentName = s("whoever");
        request.process = FakeAgentStarter::processOf(number);
        QVERIFY(stage.board.run(stage.board.human, request).has_value());
        stage.board.flush();
    }
    static void startOne(Stage &stage, const char *name)
    {
        agents(stage).setName(s(name));
        agents(stage).setCommand(s("work --hard"));
        agents(stage).begin({});
        agents(stage).start();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(s("."))); }

    void lineIsTakenApart_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isWhole");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const char *line, const QStringList &words) {
            QTest::newRow(name) << s(line) << true << words;
        };
        row("blank", "  \t ", {});
        row("words", " claude  -p\tx ", {s("claude"), s("-p"), s("x")});
        row("single quotes", "python3 -c 'print(\"a\\b $x\")'", {s("python3"), s("-c"), s("print(\"a\\b $x\")")});
        row("double quotes", "\"a b\" \"\\\"\\\\\\$\\x\"", {s("a b"), s("\"\\$\\x")});
        row("backslash", "a\\ b \\'c", {s("a b"), s("'c")});
        row("nothing between quotes", "'' \"\"", {{}, {}});
        row("glued", "a'b'\"c\"d", {s("abcd")});
        row("no shell", "a|b;c && $X *", {s("a|b;c"), s("&&"), s("$X"), s("*")});
        for (const char *open : {"a 'b", "a \"b", "a \"b\\\"", "a \\"})
            QTest::newRow(open) << s(open) << false << QStringList();
    }
    void lineIsTakenApart()
    {
        QFETCH(QString, line);
        QFETCH(bool, isWhole);
        const auto words = shellwords::split(line);
        QCOMPARE(words.has_value(), isWhole);
        QTEST(words.value_or(QStringList()), "words");
    }

    void lineIsPutTogetherForAShell()
    {
        const QStringList words = hostileWords();
        const QString line = shellwords::joined(words);
        QCOMPARE(shellwords::split(line).value(), words);
        QProcess shell;
        shell.start(s("sh"), {s("-c"), s("printf '%s\\n' ") + line});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), words.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    }

    void argumentsAreExact_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<bool>("keepsGoing");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("plain") << s("worker 1") << QStringList{s("cpp"), s("qt")} << true
                               << QStringList{s("exec"),    s("--loop"),       s("--wait"),
                                              s("--agent"), s("worker 1"),     s("--capability"),
                                              s("cpp"),     s("--capability"), s("qt")};
        QTest::newRow("one task") << s("a") << QStringList() << false
                                  << QStringList{s("exec"), s("--wait"), s("--agent"), s("a")};
        QTest::newRow("like options") << s("--help") << QStringList{s("-y")} << true
                                      << QStringList{s("exec"), s("--loop"), s("--wait"), s("--agent=--help"),
                                                     s("--capability=-y")};
    }
    void argumentsAreExact()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, capabilities);
        QFETCH(bool, keepsGoing);
        QFETCH(QStringList, options);
        const AgentProcesses processes(s("/boards/a b.stint"), programFolder());
        const AgentCommand command{name, hostileWords(), s("/"), capabilities, keepsGoing};
        QStringList words = processes.words(command);
        const QString program = words.takeFirst();
        QCOMPARE(program, QStringLiteral(STINT_PROGRAM)); // it is not in PATH here
        QCOMPARE(words,
                 (QStringList{s("--board"), s("/boards/a b.stint")} + options + QStringList{s("--")} + hostileWords()));
    }

    void obstaclesAreFound_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("program");
        QTest::addColumn<bool>("hasStint");
        QTest::addColumn<int>("found");
        const auto row = [](const char *name, const char *folder, const char *program, bool hasStint,
                            AgentObstacle found) {
            QTest::newRow(name) << s(folder) << s(program) << hasStint << int(found);
        };
        row("all there", "", "sh", true, AgentObstacle::None);
        row("no folder", "none", "sh", true, AgentObstacle::NoFolder);
        row("a file", "text", "sh", true, AgentObstacle::NoFolder);
        row("not in PATH", "", "no-such-program-here", true, AgentObstacle::NoProgram);
        row("script of the folder", "", "./own-script", true, AgentObstacle::None);
        row("not in PATH either", "", "own-script", true, AgentObstacle::NoProgram);
        row("cannot be executed", "", "./text", true, AgentObstacle::NoProgram);
        row("a folder", "", "./", true, AgentObstacle::NoProgram);
        row("no name", "", "", true, AgentObstacle::NoProgram);
        row("no stint", "", "sh", false, AgentObstacle::NoStint);
    }
    void obstaclesAreFound()
    {
        QFETCH(QString, folder);
        QFETCH(QString, program);
        QFETCH(bool, hasStint);
        const QTemporaryDir place;
        for (const char *name : {"text", "own-script"}) {
            QFile file(place.filePath(s(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            if (s(name) == s("own-script"))
                QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        }
        const AgentProcesses processes(s("/b.stint"), hasStint ? programFolder() : place.path());
        AgentCommand command;
        command.folder = place.filePath(folder);
        command.arguments = {program};
        QTEST(int(processes.obstacle(command)), "found");
    }

    void reasonsAreNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("capabilities");
        QTest::addColumn<int>("obstacle");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("wrong");
        const auto row = [](const char *about, const char *reason, bool wrong, const QStringList &typed,
                            AgentObstacle obstacle = AgentObstacle::None) {
            QTest::newRow(about) << typed[0] << typed[1] << typed[2] << typed.value(3) << int(obstacle) << s(reason)
                                 << wrong;
        };
        row("ready", "", false, {s("a"), s("b 'c d'"), s("/"), s("cpp, qt")});
        row("no name", "Give the agent a name.", false, {s("  "), s("b"), s("/")});
        row("no command", "Name the command that works on each task.", false, {s("a"), s(" "), s("/")});
        row("no folder", "Name the directory it works in.", false, {s("a"), s("b"), s(" ")});
        row("long name", "The name is too long.", true, {QString(65, QChar(0xe4)), s("b"), s("/")});
        row("control character", "A name holds neither control characters nor tokens.", true,
            {s("a\u0007b"), s("b"), s("/")});
        row("token", "A name holds neither control characters nor tokens.", true,
            {s("stint_session_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"), s("b"), s("/")});
        row("open quote", "A quote in the command is not closed, or its last backslash stands alone.", true,
            {s("a"), s("b 'c"), s("/")});
        row("nothing", "No command can hold the character U+0000.", true, {s("a"), QString(QChar(0)) + s("b"), s("/")});
        row("relative", "Write the directory from / or ~ on.", true, {s("a"), s("b"), s("src")});
        row("capability", "Capabilities are at most 64 words of 128 letters each.", true,
            {s("a"), s("b"), s("/"), QString(129, QLatin1Char('c'))});
        row("folder", "There is no such directory, or it cannot be entered.", true, {s("a"), s("b"), s("/x")},
            AgentObstacle::NoFolder);
        row("program", "There is no program “<b>” that could be executed.", true, {s("a"), s("'<b>' c"), s("~")},
            AgentObstacle::NoProgram);
        row("stint", "The program “stint” is missing, which speaks for the agent. Install Stint again.", true,
            {s("a"), s("b"), s("/")}, AgentObstacle::NoStint);
    }
    void reasonsAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(QString, command);
        QFETCH(QString, folder);
        QFETCH(QString, capabilities);
        QFETCH(int, obstacle);
        TestBoard board;
        ChangeFeed feed(board.board(), nullptr);
        ToastModel told(nullptr);
        FakeAgentStarter starter;
        starter.found = AgentObstacle(obstacle);
        AgentStartViewModel model(board.board(), board.human, feed, told, &starter);
        model.setName(name);
        model.setCommand(command);
        model.setFolder(folder);
        model.setCapabilities(capabilities);
        QTEST(model.reason(), "reason");
        QTEST(model.isWrong(), "wrong");
        // The program checks once more, and says why it did not start.
        model.start();
        QCOMPARE(starter.started.size(), std::size_t(model.reason().isEmpty() ? 1 : 0));
        QCOMPARE(told.rowCount(), model.reason().isEmpty() ? 0 : 1);
        if (!model.reason().isEmpty())
            QCOMPARE(told.rows().front().detail, model.reason());
    }

    void dialogWorksWithKeysAlone() // SHL-04
    {
        Stage stage;
        QVERIFY(openDialog(stage));
        QQuickItem *const confirm = stage.item(s("dialog.confirm"));
        QVERIFY(!confirm->isEnabled());
        QCOMPARE(stage.item(s("startAgent.reason"))->property("text").toString(), s("Give the agent a name."));
        stage.key(Qt::Key_Return); // nothing happens yet
        QVERIFY(stage.agents.started.empty());
        stage.type(s("--<b>1</b>"));
        stage.key(Qt::Key_Tab);
        QVERIFY(stage.item(s("startAgent.command"))->hasActiveFocus());
        stage.type(s("work 'a b' ;"));
        QVERIFY(confirm->isEnabled());
        stage.key(Qt::Key_Tab);
        QVERIFY(stage.item(s("startAgent.folder"))->hasActiveFocus());
        QCOMPARE(stage.item(s("startAgent.folder"))->property("text").toString(), s("/home/ada"));
        stage.key(Qt::Key_A, Qt::ControlModifier);
        stage.type(s("~/src"));
        stage.key(Qt::Key_Tab);
        stage.type(s("cpp,qt"));
        stage.key(Qt::Key_Tab);
        QVERIFY(stage.item(s("startAgent.loop"))->hasActiveFocus());
        stage.key(Qt::Key_Space);
        QCOMPARE(stage.item(s("commandLine"))->property("text").toString(),
                 s("cd /home/ada/src && stint --agent '--<b>1</b>' -- work 'a b' ';'"));
        stage.key(Qt::Key_Tab);
        QVERIFY(stage.item(s("commandLine.copy"))->hasActiveFocus());
        stage.key(Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 s("cd /home/ada/src && stint --agent '--<b>1</b>' -- work 'a b' ';'"));
        stage.key(Qt::Key_Escape);
        QTRY_VERIFY(stage.item(s("agents"))->hasActiveFocus());
        QVERIFY(stage.agents.started.empty());
        // It is as it was left; Enter in any field starts it.
        stage.key(Qt::Key_S, Qt::ShiftModifier);
        QTRY_VERIFY(stage.item(s("startAgent.name")) && stage.item(s("startAgent.name"))->hasActiveFocus());
        QCOMPARE(stage.item(s("startAgent.command"))->property("text").toString(), s("work 'a b' ;"));
        stage.key(Qt::Key_Return);
        QCOMPARE(stage.agents.started.size(), std::size_t(1));
        const AgentCommand &started = stage.agents.started.front().command;
        QCOMPARE(started.agentName, s("--<b>1</b>"));
        QCOMPARE(started.arguments, (QStringList{s("work"), s("a b"), s(";")}));
        QCOMPARE(started.folder, s("/home/ada/src"));
        QCOMPARE(started.capabilities, (QStringList{s("cpp"), s("qt")}));
        QVERIFY(!started.keepsGoing);
        QTRY_VERIFY(stage.item(s("agents"))->hasActiveFocus());
    }

    void emptyViewOffersIt()
    {
        Stage stage;
        QVERIFY(stage.open());
        stage.key(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(stage.item(s("runs.startFirst")));
        stage.item(s("runs.startFirst"))->forceActiveFocus();
        stage.key(Qt::Key_Return);
        QTRY_VERIFY(stage.item(s("startAgent.name")));
        stage.key(Qt::Key_Escape);
        stage.board.addAgent(s("first"));
        QTRY_VERIFY(!stage.item(s("runs.startFirst")));
        QTRY_VERIFY(stage.item(s("runs.start")));
        stage.key(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!stage.item(s("runs.start"))); // what is chosen has the bar
    }

    void workspaceGivesTheFolder()
    {
        Stage stage;
        AgentStartViewModel &model = agents(stage);
        model.begin(s("/src/one"));
        QCOMPARE(model.folder(), s("/src/one"));
        model.begin({});
        QCOMPARE(model.folder(), s("/home/ada"));
        model.setFolder(s("/mine"));
        model.begin(s("/src/one"));
        QCOMPARE(model.folder(), s("/mine"));
    }

    void arrivalIsTold()
    {
        Stage stage;
        QVERIFY(stage.open());
        startOne(stage, "one");
        startOne(stage, "two");
        QCOMPARE(stage.desktop->app().toasts()->rowCount(), 0);
        arrive(stage, 1);
        QTRY_COMPARE(stage.desktop->app().toasts()->rowCount(), 1);
        QCOMPARE(newest(stage.desktop->app()).text, s("Started two"));
        QVERIFY(!newest(stage.desktop->app()).stays);
        // Who has been there may go as it likes.
        stage.agents.started[1].ended({FakeAgentStarter::processOf(1), false, s("gone")});
        arrive(stage, 0);
        QTRY_COMPARE(stage.desktop->app().toasts()->rowCount(), 2);
        QCOMPARE(newest(stage.desktop->app()).text, s("Started one"));
    }

    void earlyEndIsTold_data()
    {
        QTest::addColumn<bool>("succeeded");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("detail");
        QTest::newRow("says why") << false << s("stint: <b>no</b>\u202e board") << s("stint: <b>no</b>");
        QTest::newRow("says nothing") << false << QString() << s("It did not say why.");
        QTest::newRow("quick work") << true << s("done") << QString();
    }
    void earlyEndIsTold()
    {
        QFETCH(bool, succeeded);
        QFETCH(QString, line);
        QFETCH(QString, detail);
        Stage stage;
        startOne(stage, "<i>one</i>");
        stage.agents.started[0].ended({FakeAgentStarter::processOf(0), succeeded, line});
        QCOMPARE(stage.desktop->app().toasts()->rowCount(), detail.isEmpty() ? 0 : 1);
        if (detail.isEmpty())
            return;
        const ToastRow told = newest(stage.desktop->app());
        QCOMPARE(told.text, s("The agent <i>one</i> ended at once"));
        QVERIFY2(told.detail.startsWith(detail), qPrintable(told.detail));
        QVERIFY(!told.detail.contains(QChar(0x202e)));
        QCOMPARE(told.tone, look::Tone::Danger);
        QVERIFY(told.stays);
    }

    void refusedStartIsTold()
    {
        Stage stage;
        stage.agents.refusal = s("Argument list too long");
        startOne(stage, "one");
        QCOMPARE(newest(stage.desktop->app()).text, s("The agent one was not started"));
        QCOMPARE(newest(stage.desktop->app()).detail, s("Argument list too long"));
    }

    void nothingTypedIsStored()
    {
        const QTemporaryDir place;
        {
            Stage stage(place.filePath(s("desktop.ini")));
            stage.desktop->app().appearance()->setMode(AppearanceViewModel::Dark); // something is
            startOne(stage, "secretive");
        }
        QFile file(place.filePath(s("desktop.ini")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray stored = file.readAll();
        QVERIFY(!stored.isEmpty());
        QVERIFY2(!stored.contains("secretive") && !stored.contains("--hard"), stored.constData());
    }

    void realAgentWorksUntilItIsStopped()
    {
        hardenProcess(); // as the program does
        Served served;
        QVERIFY(served.desktop->load());
        served.desktop->show();
        QVERIFY(QTest::qWaitForWindowActive(served.desktop->window()));
        served.app().navigation()->show(NavigationViewModel::Runs);
        served.app().board()->create(s("Work"), {}, s("high"), {}, true);
        AgentStartViewModel &model = *served.app().agentStart();
        model.setName(s("--name <b>'of' it"));
        model.setFolder(served.places.folder());
        // The name of the command's process comes last: then all is written.
        model.setCommand(s("sh -c 'umask > mask; env > env; for w; do printf \"%s\\n\" \"$w\"; done > words; "
                           "echo $$ > pid.new; mv pid.new pid; exec cat gate' sh ") +
                         shellwords::joined(hostileWords()));
        model.begin({});
        QCOMPARE(model.reason(), QString());
        model.start();
        RunsViewModel &runs = *served.app().runs();
        const auto isAtWork = [&runs] {
            const AgentWork *work = runs.table()->count() == 1 ? runs.table()->at(0) : nullptr;
            return work && work->session && work->run && work->run->status == RunStatus::Running;
        };
        QTRY_VERIFY2(isAtWork(), qPrintable(newest(served.app()).detail));
        QCOMPARE(runs.table()->at(0)->session->agentName, s("--name <b>'of' it"));
        QTRY_VERIFY(!served.written("pid").isEmpty());
        QTRY_COMPARE(newest(served.app()).text, s("Started --name <b>'of' it"));
        QCOMPARE(QString::fromUtf8(served.written("words")),
                 hostileWords().join(QLatin1Char('\n')) + QLatin1Char('\n'));
        QVERIFY(!served.written("env").contains("/nonsense"));
        QCOMPARE(served.written("mask").trimmed().toUInt(nullptr, 8), uint(givenFileMask().value()));

        // It has nothing of this process but what it was given.
        const qint64 agent = runs.table()->at(0)->session->process->pid;
        const qint64 child = served.written("pid").trimmed().toLongLong();
        QCOMPARE(::getsid(static_cast<pid_t>(agent)), static_cast<pid_t>(agent));
        const QString own = s("/proc/%1/").arg(agent);
        QCOMPARE(QFileInfo(own + s("cwd")).symLinkTarget(), QFileInfo(served.places.folder()).canonicalFilePath());
        for (const char *stream : {"fd/0", "fd/1"})
            QCOMPARE(QFileInfo(own + s(stream)).symLinkTarget(), s("/dev/null"));
        const QFileInfoList open =
            QDir(own + s("fd")).entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        for (const QFileInfo &file : open)
            QVERIFY2(!file.symLinkTarget().contains(s("$mine")), qPrintable(file.symLinkTarget()));

        runs.table()->chooseAll();
        runs.stop(s("enough"));
        QTRY_COMPARE(runs.table()->count(), 0);
        QTRY_VERIFY(isGone(child));
        QTRY_VERIFY(isGone(agent)); // and is waited for
        for (const ToastRow &toast : served.app().toasts()->rows())
            QVERIFY2(!toast.stays, qPrintable(toast.text));
    }

    void realAgentThatFindsNoBoardIsTold()
    {
        Served served;
        AgentProcesses processes(served.places.folder() + s("/none.stint"), programFolder());
        const AgentCommand command{s("lost"), {s("true")}, served.places.folder(), {}, true};
        std::vector<AgentStarter::End> ends;
        const auto process = processes.start(command, [&](const AgentStarter::End &end) { ends.push_back(end); });
        QVERIFY(process.has_value());
        QTRY_COMPARE(ends.size(), std::size_t(1));
        QCOMPARE(ends[0].process, *process);
        QVERIFY(!ends[0].succeeded);
        QVERIFY2(ends[0].errorLine.startsWith(s("stint: ")), qPrintable(ends[0].errorLine));
        QVERIFY(isGone(process->pid));
        // What cannot be started at all is refused with the system's word.
        const auto refused = processes.start({s("lost"), {s("true")}, s("/none"), {}, true}, {});
        QVERIFY(!refused);
        QVERIFY(!refused.error().message.isEmpty());
    }

    void agentThatCannotBeWatchedIsNotLeft()
    {
        Served served;
        AgentProcesses processes(served.places.folder() + s("/none.stint"), programFolder());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
        const rlimit few{1'024, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
        std::vector<int> taken;
        for (int one = ::dup(STDIN_FILENO); one >= 0; one = ::dup(STDIN_FILENO))
            taken.push_back(one);
        QVERIFY(taken.size() > 2);
        // Two are left: what a process's errors come through, and none to hear of its end by.
        for (int n = 0; n < 2; ++n) {
            ::close(taken.back());
            taken.pop_back();
        }
        const auto refused = processes.start({s("lost"), {s("true")}, served.places.folder(), {}, true}, {});
        for (const int one : taken)
            ::close(one);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, QString::fromLocal8Bit(std::strerror(EMFILE)));
        QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
        QCOMPARE(errno, ECHILD);
    }
};

STINT_REGISTER_TEST(StartAgentTest)
#include "tst_startagent.moc"
