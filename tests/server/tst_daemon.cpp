#include "tests/cli/commandline.h"
#include "tests/server/bounds.h"
#include "tests/server/crowd.h"
#include "tests/server/rawclient.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <poll.h>
#include <sys/stat.h>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

/// The daemon as a process: out of descriptors, started twice, stopped and killed (NET-02, NET-04, CLI-07).
class DaemonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void net04_descriptorsRunOut();
    void net02_twoOwnersAtOnce();
    void cli07_readyLineAndByte();
    void cli06_manual();
    void net05_homeAloneIsEnough();
    void frm05_aCrowdDisturbsNobody();

private:
    static qsizetype descriptorsOf(qint64 pid)
    {
        return QDir(u"/proc/%1/fd"_s.arg(pid)).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
    }
};

/// A hundred times all of 64 descriptors are taken and given back: whoever was connected is served meanwhile, whoever
/// comes then is told, and afterwards nothing is missing.
void DaemonTest::net04_descriptorsRunOut()
{
    CommandLine cli;
    QVERIFY(cli.startBoard(64));
    RawClient known(cli.socketPath());
    QCOMPARE(outcome(known.hello()), u"result"_s);
    QCOMPARE(outcome(known.call("task.create", R"({"title":"t"})")), u"result"_s);
    QCOMPARE(outcome(known.call("system.health")), u"result"_s);
    const qsizetype atRest = descriptorsOf(cli.boardPid());
    for (int round = 0; round < 100; ++round) {
        std::vector<std::unique_ptr<RawClient>> taken;
        bool isFull = false;
        while (!isFull && taken.size() < 100) {
            taken.push_back(std::make_unique<RawClient>(cli.socketPath()));
            const QJsonObject answer = taken.back()->hello();
            isFull = errorCode(answer) == u"too_many_connections"_s;
            QVERIFY2(isFull || outcome(answer) == u"result"_s, qPrintable(outcome(answer)));
        }
        QVERIFY(isFull);
        QVERIFY(taken.back()->isClosed());
        QCOMPARE(outcome(known.call("system.ping")), u"result"_s);
        QCOMPARE(outcome(known.call("task.create", R"({"title":"t"})")), u"result"_s);
        taken.clear();
        // The board hears of each farewell before it accepts again; then there is room.
        RawClient next;
        QVERIFY(next.connect(cli.socketPath()));
        QCOMPARE(outcome(next.hello()), u"result"_s);
        next.finish();
        QVERIFY(next.isClosed());
        known.call("system.ping");
        QCOMPARE(descriptorsOf(cli.boardPid()), atRest);
    }
}

/// A hundred times two daemons start at once for one board: one serves, the other says so and leaves, and a client of
/// the first is not disturbed.
void DaemonTest::net02_twoOwnersAtOnce()
{
    CommandLine cli;
    for (int round = 0; round < 100; ++round) {
        std::vector<std::unique_ptr<QProcess>> starts;
        for (int i = 0; i < 2; ++i)
            starts.push_back(cli.startProgram(QStringLiteral(STINTD_PROGRAM), {}));
        int owner = -1, serving = 0;
        for (int i = 0; i < 2; ++i) {
            if (!CommandLine::lineWith(*starts[static_cast<std::size_t>(i)], "ready socket=").isEmpty()) {
                owner = i;
                ++serving;
            }
        }
        QCOMPARE(serving, 1);
        RawClient client(cli.socketPath());
        const QJsonObject greeting = client.hello();
        QCOMPARE(outcome(greeting), u"result"_s);
        QProcess &other = *starts[static_cast<std::size_t>(1 - owner)];
        QCOMPARE(CommandLine::finish(other).exitCode, 3);
        // One more comes while the first has a client: the socket stays the same, the connection open.
        struct stat before = {}, after = {};
        QCOMPARE(::stat(qPrintable(cli.socketPath()), &before), 0);
        auto late = cli.startProgram(QStringLiteral(STINTD_PROGRAM), {});
        QCOMPARE(outcome(client.call("task.create", R"({"title":"t"})")), u"result"_s);
        QCOMPARE(CommandLine::finish(*late).exitCode, 3);
        QCOMPARE(::stat(qPrintable(cli.socketPath()), &after), 0);
        QCOMPARE(after.st_ino, before.st_ino);
        const QJsonObject info = client.call("system.info").value(u"result"_s).toObject();
        QCOMPARE(info.value(u"pid"_s).toInteger(), starts[static_cast<std::size_t>(owner)]->processId());
        starts[static_cast<std::size_t>(owner)]->terminate();
        QVERIFY(client.isClosed());
        QCOMPARE(CommandLine::finish(*starts[static_cast<std::size_t>(owner)]).exitCode, 0);
        QVERIFY(!QFile::exists(cli.socketPath()));
    }
}

void DaemonTest::cli07_readyLineAndByte()
{
    CommandLine cli;
    auto daemon = cli.startProgram(QStringLiteral(STINTD_PROGRAM), {u"--once-ready"_s, u"2"_s}); // the error stream
    QCOMPARE(CommandLine::lineWith(*daemon, "ready"), "ready socket=" + cli.socketPath().toUtf8());
    daemon->terminate();
    const Said said = CommandLine::finish(*daemon);
    QCOMPARE(said.exitCode, 0);
    QVERIFY(said.err.startsWith('1'));
}

/// stintd(1) is made from the options themselves; the option that prints it is for the installation alone.
void DaemonTest::cli06_manual()
{
    CommandLine cli;
    const auto told = [&](const QString &option) {
        return QString::fromUtf8(CommandLine::finish(*cli.startProgram(QStringLiteral(STINTD_PROGRAM), {option})).out);
    };
    const QString page = told(u"--man"_s), help = told(u"--help"_s);
    QVERIFY(page.startsWith(u".TH STINTD 1 "_s));
    for (const QString &section : {u"NAME"_s, u"SYNOPSIS"_s, u"OPTIONS"_s, u"EXIT STATUS"_s, u"FILES"_s})
        QVERIFY2(page.contains(u"\n.SH %1\n"_s.arg(section)), qPrintable(section));
    static const QRegularExpression option(u"--[a-z-]+"_s);
    int options = 0;
    for (auto match = option.globalMatch(help); match.hasNext(); ++options) {
        const QString name = match.next().captured();
        QVERIFY2(page.contains(QString(name).replace(u'-', u"\\-"_s)), qPrintable(name));
    }
    QVERIFY(options >= 5);
    QVERIFY(!help.contains(u"--man"_s) && !page.contains(u"\\-\\-man"_s));
}

/// NET-05: without any XDG variable, and without STINT_SOCKET.
void DaemonTest::net05_homeAloneIsEnough()
{
    CommandLine cli;
    for (const char *const name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        cli.environment.remove(QLatin1String(name));
    QVERIFY(cli.startBoard());
    const Said said = cli.run({u"system"_s, u"info"_s, u"--json"_s});
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.json().value(u"pid"_s).toInteger(), cli.boardPid());
    // The endpoint file alone leads there, too, when the socket is where nobody would look.
    cli.stopBoard();
    cli.environment.insert(u"XDG_RUNTIME_DIR"_s, cli.folder() + u"/runtime"_s);
    QVERIFY(cli.startBoard());
    cli.environment.remove(u"XDG_RUNTIME_DIR"_s);
    QCOMPARE(cli.run({u"system"_s, u"info"_s, u"--json"_s}).json().value(u"pid"_s).toInteger(), cli.boardPid());
}

/// Silent clients and subscribers that never read cost the board a bounded amount of memory, and nobody else an answer.
/// Its latencies are measured by `stint-bench crowd`.
void DaemonTest::frm05_aCrowdDisturbsNobody()
{
    CommandLine cli;
    QVERIFY(cli.startBoard());
    const CrowdFigures figures =
        meetCrowd(cli.socketPath(), cli.boardPid(), {.idle = 200, .busy = 4, .deaf = 50, .events = 4'000});
    QCOMPARE(figures.failure, QString());
    QVERIFY(figures.events >= 4'000);
    QCOMPARE(figures.overflowed, 50);
    QVERIFY2(figures.grownBytes <= growthMax, qPrintable(u"%1 KiB more"_s.arg(figures.grownBytes / 1'024)));
}

STINT_REGISTER_TEST(DaemonTest)
#include "tst_daemon.moc"
