#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// From now on connect(2) of this process and its children fails with \a number, as in an agent's sandbox. Called
/// between fork and exec: no memory is allocated.
void forbidConnecting(int number)
{
    const auto word = static_cast<std::uint32_t>(offsetof(seccomp_data, nr));
    std::array<sock_filter, 4> rules{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, word),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(SYS_connect), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(number)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog program{static_cast<unsigned short>(rules.size()), rules.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        ::_exit(99);
}

/// A program on a terminal of its own, 24 lines of it.
class Terminal
{
public:
    explicit Terminal(CommandLine &cli, const QStringList &arguments, unsigned short columns = 80)
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        ::grantpt(m_master);
        ::unlockpt(m_master);
        const winsize size{24, columns, 0, 0};
        ::ioctl(m_master, TIOCSWINSZ, &size);
        char name[128] = {};
        ::ptsname_r(m_master, name, sizeof name);
        const QByteArray slave(name);
        cli.environment.insert(u"TERM"_s, u"xterm"_s);
        process = cli.startProgram(QStringLiteral(STINT_PROGRAM), arguments, [slave] {
            ::setsid();
            const int end = ::open(slave.constData(), O_RDWR);
            ::ioctl(end, TIOCSCTTY, 0);
            ::dup2(end, STDIN_FILENO);
            ::dup2(end, STDOUT_FILENO);
        });
    }
    ~Terminal() { ::close(m_master); }
    Q_DISABLE_COPY_MOVE(Terminal)

    /// Reads until \a text has been shown; false when the program ends or says nothing for long. \a before gets what
    /// was shown before it.
    bool shows(const QByteArray &text, QByteArray *before = nullptr)
    {
        while (!m_seen.contains(text)) {
            pollfd waiting{m_master, POLLIN, 0};
            char buffer[4'096];
            if (::poll(&waiting, 1, CommandLine::patienceMs) != 1)
                return false;
            const auto got = ::read(m_master, buffer, sizeof buffer);
            if (got <= 0)
                return false;
            m_seen.append(buffer, got);
        }
        const auto begin = m_seen.indexOf(text);
        if (before)
            *before = m_seen.left(begin);
        m_seen.remove(0, begin + text.size());
        return true;
    }
    void press(const QByteArray &keys)
    {
        [[maybe_unused]] const auto written =
            ::write(m_master, keys.constData(), static_cast<std::size_t>(keys.size()));
    }
    void resize(unsigned short rows, unsigned short columns)
    {
        const winsize size{rows, columns, 0, 0};
        ::ioctl(m_master, TIOCSWINSZ, &size);
    }

    std::unique_ptr<QProcess> process;

private:
    int m_master;
    QByteArray m_seen;
};

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

/// What only shows on a terminal, in a sandbox or in a shell (NET-06, CLI-01, CLI-02, CLI-05, CLI-06).
class TerminalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.startBoard()); }
    void net06_sandbox_data();
    void net06_sandbox();
    void cli02_exitCodes_data();
    void cli02_exitCodes();
    void cli02_alreadyOwned();
    void cli05_top();
    void cli05_topCountsAndNamesEveryRun();
    void cli05_topEndsWithASignal_data();
    void cli05_topEndsWithASignal();
    void cli01_tablesAndColour();
    void cli06_bashCompletes_data();
    void cli06_bashCompletes();
    void cli06_fishCompletes_data() { cli06_bashCompletes_data(); }
    void cli06_fishCompletes();
    void cli06_shellsOfferFiles();
    void cli06_zshCompletes_data();
    void cli06_zshCompletes();
    void cli06_shellsAcceptTheirScript_data();
    void cli06_shellsAcceptTheirScript();

private:
    CommandLine m_cli;
    Gate m_gate{m_cli.folder() + u"/gate"_s}; ///< what works without end waits here
};

void TerminalTest::net06_sandbox_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("code");
    QTest::newRow("EPERM") << EPERM << 8 << u"blocked_by_sandbox"_s;
    QTest::newRow("EACCES") << EACCES << 8 << u"blocked_by_sandbox"_s;
    QTest::newRow("nobody is there") << ECONNREFUSED << 7 << u"unreachable"_s;
}

void TerminalTest::net06_sandbox()
{
    QFETCH(int, number);
    auto process =
        m_cli.startProgram(QStringLiteral(STINT_PROGRAM), words("list --json"), [number] { forbidConnecting(number); });
    const Said said = CommandLine::finish(*process);
    QTEST(said.exitCode, "exitCode");
    QTEST(said.errorJson().value(u"code"_s).toString(), "code");
    const bool namesTheServer = said.err.contains("blocked by the agent's sandbox: use the board's MCP server");
    QCOMPARE(namesTheServer, said.exitCode == 8);
    QVERIFY(!said.err.contains("not running") || said.exitCode == 7);
}

void TerminalTest::cli02_exitCodes_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, const QStringList &line, int exitCode) {
        QTest::newRow(name) << line << exitCode;
    };
    row("done", words("list"), 0);
    row("failure", words("exec --agent e --capability failing -- false"), 1);
    row("usage", words("list --nonsense"), 2);
    row("not found", words("show task-none"), 3);
    row("not authorised", words("run heartbeat run-none"), 4);
    row("session of nobody", words("beat run-none --agent stranger"), 4);
    row("conflict", words("task approve %1"), 5);
    row("version", words("task update %1 --title x --expected-version 99"), 5);
    row("nothing to claim", words("claim --agent e --capability none-has-this --fail-if-empty"), 6);
    row("nothing to do", words("exec --agent e --capability none-has-this --fail-if-empty -- true"), 6);
    row("no run of this task", words("claim --agent e --task %1"), 0);
    row("no run of this task is a failure", words("claim --agent e --task %1 --fail-if-empty"), 6);
    row("nothing to do for this task", words("exec --agent e --task %1 -- true"), 0);
    row("nothing to do is a failure", words("exec --agent e --task %1 --fail-if-empty -- true"), 6);
    row("what is named is not waited for", words("claim --agent e --task %1 --wait"), 2);
    row("nor by exec", words("exec --agent e --task %1 --wait -- true"), 2);
    row("nothing, and that is well", words("claim --agent e --capability none-has-this"), 0);
    row("not reachable", words("list --board no-such-board"), 7);
    row("time limit", words("exec --agent e --capability slow --time-limit 50ms -- cat %2"), 124);
}

void TerminalTest::cli02_exitCodes()
{
    QFETCH(QStringList, line);
    const QString id = m_cli.addTask(u"Failing"_s, {u"--no-start"_s});
    for (const char *capability : {"failing", "slow"})
        m_cli.addTask(u"Work"_s, {u"--capability"_s, QLatin1String(capability)});
    for (QString &word : line)
        word.replace(u"%1"_s, id).replace(u"%2"_s, m_gate.path());
    QTEST(m_cli.run(line).exitCode, "exitCode");
}

void TerminalTest::cli02_alreadyOwned()
{
    auto second = m_cli.startProgram(QStringLiteral(STINTD_PROGRAM), {});
    const Said said = CommandLine::finish(*second);
    QCOMPARE(said.exitCode, 3);
    QVERIFY(said.err.contains("stintd: ")); // says who owns it (NET-02)
    QVERIFY(said.err.contains(QByteArray::number(m_cli.boardPid())));
    QCOMPARE(m_cli.run(words("system ping")).exitCode, 0);
}

void TerminalTest::cli05_top()
{
    m_cli.addTask(u"Early"_s, {u"--priority"_s, u"urgent"_s});
    Terminal terminal(m_cli, words("top"));
    QVERIFY(terminal.shows("\x1b[?1049h")); // the other screen
    QVERIFY(terminal.shows("QUEUE"));
    QVERIFY(terminal.shows("Early"));
    m_cli.addTask(u"Newer"_s, {u"--priority"_s, u"urgent"_s}); // news come by themselves
    QVERIFY(terminal.shows("Newer"));
    QCOMPARE(m_cli.run(words("claim --agent topagent")).exitCode, 0);
    QVERIFY(terminal.shows("topagent"));
    terminal.resize(8, 30);
    QVERIFY(terminal.shows("QUEUE"));
    m_cli.stopBoard();
    QVERIFY(m_cli.startBoard());
    m_cli.addTask(u"Later"_s, {u"--priority"_s, u"urgent"_s});
    terminal.resize(24, 80);
    QVERIFY(terminal.shows("Later"));
    terminal.press("q");
    QVERIFY(terminal.shows("\x1b[?1049l")); // what was there before is there again
    QCOMPARE(CommandLine::finish(*terminal.process).exitCode, 0);
}

/// Runs that are worked on are not those of the queue; what fits is shown, with its task on a narrow terminal, too.
void TerminalTest::cli05_topCountsAndNamesEveryRun()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    for (int i = 1; i <= 6; ++i) {
        QVERIFY(!cli.addTask(u"Work %1"_s.arg(i)).isEmpty());
        QCOMPARE(cli.run({u"claim"_s, u"--agent"_s, u"agent%1"_s.arg(i)}).exitCode, 0);
    }
    QVERIFY(!cli.addTask(u"Left in the queue"_s).isEmpty());
    Terminal terminal(cli, words("top"), 60);
    QByteArray active, queue;
    QVERIFY(terminal.shows("QUEUE", &active) && terminal.shows("\x1b[J", &queue));
    QVERIFY2(active.contains("6 active  1 queued"), active.constData());
    for (int i = 1; i <= 6; ++i) {
        QVERIFY2(active.contains("agent" + QByteArray::number(i)), active.constData());
        QVERIFY2(active.contains("Work " + QByteArray::number(i)), active.constData());
    }
    QVERIFY2(!active.contains("Left in the queue") && queue.contains("Left in the queue"), queue.constData());
    terminal.press("q");
    QCOMPARE(CommandLine::finish(*terminal.process).exitCode, 0);
}

void TerminalTest::cli05_topEndsWithASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

/// CLI-02: a key leaves with 0, a signal interrupts.
void TerminalTest::cli05_topEndsWithASignal()
{
    QFETCH(int, signal);
    Terminal terminal(m_cli, words("top"));
    QVERIFY(terminal.shows("QUEUE"));
    ::kill(static_cast<pid_t>(terminal.process->processId()), signal);
    QVERIFY(terminal.shows("\x1b[?1049l"));
    QCOMPARE(CommandLine::finish(*terminal.process).exitCode, 130);
}

/// On a terminal a table with its heading; colours unless told otherwise; never a control byte of the board's.
void TerminalTest::cli01_tablesAndColour()
{
    const QString id = m_cli.addTask(u"In a table"_s);
    {
        Terminal terminal(m_cli, words("list"));
        QVERIFY(terminal.shows("TITLE"));
        QVERIFY(terminal.shows("In a table"));
        QCOMPARE(CommandLine::finish(*terminal.process).exitCode, 0);
    }
    {
        Terminal terminal(m_cli, words("review list"));
        const Said said = CommandLine::finish(*terminal.process);
        QCOMPARE(said.exitCode, 0);
        QCOMPARE(said.err, QByteArray("nothing to list\n"));
    }
    QVERIFY(!m_cli.run(words("list")).out.contains("TITLE"));
    QVERIFY(!m_cli.run(words("list")).out.contains('\x1b'));
}

void TerminalTest::cli06_bashCompletes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("offered");
    QTest::newRow("nouns and short verbs") << u"stint la"_s << u"late-result"_s;
    QTest::newRow("verbs of a noun") << u"stint task cr"_s << u"create create-child"_s;
    QTest::newRow("options of a method") << u"stint task get --ta"_s << u"--task-id"_s;
    QTest::newRow("options of a short verb") << u"stint exec --time"_s << u"--time-limit"_s;
    QTest::newRow("options of all") << u"stint list --js"_s << u"--json --jsonl"_s;
    QTest::newRow("behind an option") << u"stint --board work --json task cr"_s << u"create create-child"_s;
    QTest::newRow("a choice of words") << u"stint completion b"_s << u"bash"_s;
    QTest::newRow("values of an option") << u"stint add --priority u"_s << u"urgent"_s;
    QTest::newRow("values of a method's option") << u"stint task list --approval-state a"_s << u"approved"_s;
    QTest::newRow("values by place") << u"stint triage bulk unr"_s << u"unread"_s;
    QTest::newRow("types of events") << u"stint watch --kind task.com"_s << u"task.commented"_s;
    QTest::newRow("behind a value") << u"stint --board work task --label list cr"_s << u"create create-child"_s;
    QTest::newRow("a value of one's own") << u"stint list --label hi"_s << QString();
    QTest::newRow("help of a command") << u"stint help do"_s << u"doctor done"_s;
}

/// The script does its work in the shell it is for.
void TerminalTest::cli06_bashCompletes()
{
    QFETCH(QString, line);
    const QString script = u"eval \"$(\"$1\" completion bash)\"\n"
                           "read -ra COMP_WORDS <<< \"$2\"\n"
                           "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                           "_stint\n"
                           "echo \"${COMPREPLY[@]}\"\n"_s;
    auto bash = m_cli.startProgram(u"bash"_s, {u"-c"_s, script, u"bash"_s, QStringLiteral(STINT_PROGRAM), line});
    const Said said = CommandLine::finish(*bash);
    QCOMPARE(said.err, QByteArray());
    QTEST(QString::fromUtf8(said.out.trimmed()), "offered");
}

void TerminalTest::cli06_fishCompletes()
{
    QFETCH(QString, line);
    const QString script = u"$argv[1] completion fish | source\n"
                           "complete -C $argv[2] | string replace -r '\\t.*' ''\n"_s;
    auto fish = m_cli.startProgram(u"fish"_s, {u"-N"_s, u"-c"_s, script, QStringLiteral(STINT_PROGRAM), line});
    if (fish->error() == QProcess::FailedToStart)
        QSKIP("fish is not installed");
    const Said said = CommandLine::finish(*fish);
    QCOMPARE(said.err, QByteArray());
    QStringList offered = QString::fromUtf8(said.out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    offered.sort();
    QTEST(offered.join(QLatin1Char(' ')), "offered");
}

/// Where a file is meant the shell offers files, as it does everywhere.
void TerminalTest::cli06_shellsOfferFiles()
{
    QFile here(m_cli.folder() + u"/tasks.jsonl"_s);
    QVERIFY(here.open(QIODevice::WriteOnly));
    const QString bashScript = u"eval \"$(\"$1\" completion bash)\"\n"
                               "COMP_WORDS=(stint import '') COMP_CWORD=2\n"
                               "_stint\n"
                               "echo \"${#COMPREPLY[@]}\"\n"_s; // nothing: then readline offers files
    auto bash = m_cli.startProgram(u"bash"_s, {u"-c"_s, bashScript, u"bash"_s, QStringLiteral(STINT_PROGRAM)});
    QCOMPARE(CommandLine::finish(*bash).out, QByteArray("0\n"));
    const QString fishScript = u"$argv[1] completion fish | source\n"
                               "cd $argv[2]\n"
                               "complete -C 'stint import tas'\n"_s;
    auto fish =
        m_cli.startProgram(u"fish"_s, {u"-N"_s, u"-c"_s, fishScript, QStringLiteral(STINT_PROGRAM), m_cli.folder()});
    if (fish->error() == QProcess::FailedToStart)
        QSKIP("fish is not installed");
    QVERIFY(CommandLine::finish(*fish).out.startsWith("tasks.jsonl"));
}

void TerminalTest::cli06_zshCompletes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("offered");
    QTest::newRow("values of an option") << u"stint add --priority "_s << u"-- low medium high urgent"_s;
    QTest::newRow("values joined to it") << u"stint add --priority=h"_s << u"-- low medium high urgent"_s;
    QTest::newRow("a value of one's own") << u"stint list --label "_s << QString();
    QTest::newRow("a file") << u"stint import "_s << u"files"_s;
    QTest::newRow("a board") << u"stint list --board "_s << u"files"_s;
}

/// The words that the script hands to zsh's own functions, which only a terminal has.
void TerminalTest::cli06_zshCompletes()
{
    QFETCH(QString, line);
    const QString script = u"compdef() { }; compset() { }\n"
                           "compadd() { print -r -- \"$@\" }; _files() { print files }\n"
                           "eval \"$($1 completion zsh)\"\n"
                           "words=(${(s: :)2}) CURRENT=$#words PREFIX=$words[-1]\n"
                           "if [[ $2 == *' ' ]]; then CURRENT=$((CURRENT + 1)) PREFIX=''; fi\n"
                           "_stint\n"_s;
    auto zsh = m_cli.startProgram(u"zsh"_s, {u"-f"_s, u"-c"_s, script, u"zsh"_s, QStringLiteral(STINT_PROGRAM), line});
    if (zsh->error() == QProcess::FailedToStart)
        QSKIP("zsh is not installed");
    const Said said = CommandLine::finish(*zsh);
    QCOMPARE(said.err, QByteArray());
    QTEST(QString::fromUtf8(said.out.trimmed()), "offered");
}

void TerminalTest::cli06_shellsAcceptTheirScript_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

void TerminalTest::cli06_shellsAcceptTheirScript()
{
    QFETCH(QString, shell);
    const QByteArray script = m_cli.run({u"completion"_s, shell}).out;
    auto process = m_cli.startProgram(shell, {u"-n"_s});
    if (process->error() == QProcess::FailedToStart)
        QSKIP(qPrintable(u"%1 is not installed"_s.arg(shell)));
    process->write(script);
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.err, QByteArray());
    QCOMPARE(said.exitCode, 0);
}

STINT_REGISTER_TEST(TerminalTest)

#include "tst_terminal.moc"
