#include "app/client/endpoint.h"
#include "app/client/transport.h"
#include "app/server/listener.h"
#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace stint;
using namespace stint::test;
using server::Listener;

/// The socket in the file system and its callers (NET-01 … NET-04, T3, T13, T14).
class SocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void net01_modes();
    void net01_folder_data();
    void net01_folder();
    void net01_pathLength();
    void net02_staleAndLive();
    void net02_anotherSocketStays();
    void net03_stranger();
    void net03_strangerServes();
    void net04_noDescriptors();
    void tooManyConnections();
    void frm05_deafClientIsCut();
    void lastAnswersAfterTheOtherSideFinished();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    static QString verdict(const Result<Listener> &opened)
    {
        if (opened)
            return QStringLiteral("ok");
        return QLatin1String(errorInfo(opened.error().code).text) + QLatin1Char('/') + opened.error().reasonText();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SocketTest::net01_modes()
{
    for (const mode_t mask : {mode_t(0000), mode_t(0022), mode_t(0777)}) {
        const mode_t before = ::umask(mask);
        const auto listener = Listener::open(path("run/board.sock"));
        ::umask(before);
        if (mask == 0777) // then not even the folder can be entered by us, unless we are root
            continue;
        QCOMPARE(verdict(listener), QStringLiteral("ok"));
        struct stat info = {};
        QCOMPARE(::lstat(qPrintable(path("run/board.sock")), &info), 0);
        QVERIFY(S_ISSOCK(info.st_mode));
        QCOMPARE(info.st_mode & 07777, mode_t(0600));
        QCOMPARE(::lstat(qPrintable(path("run")), &info), 0);
        QCOMPARE(info.st_mode & 07777, mode_t(0700));
    }
    QVERIFY(!QFile::exists(path("run/board.sock"))); // removed when closed
}

void SocketTest::net01_folder_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("missing") << QStringLiteral("missing") << QStringLiteral("ok");
    QTest::newRow("ours") << QStringLiteral("ours") << QStringLiteral("ok");
    QTest::newRow("open to others") << QStringLiteral("open") << QStringLiteral("permission_denied/open_to_others");
    QTest::newRow("link") << QStringLiteral("link") << QStringLiteral("permission_denied/not_a_folder");
    QTest::newRow("file") << QStringLiteral("file") << QStringLiteral("permission_denied/not_a_folder");
}

void SocketTest::net01_folder()
{
    QFETCH(QString, kind);
    const QByteArray run = QFile::encodeName(path("run"));
    if (kind == QLatin1String("ours"))
        QCOMPARE(::mkdir(run.constData(), 0700), 0);
    if (kind == QLatin1String("open")) {
        QCOMPARE(::mkdir(run.constData(), 0700), 0);
        QCOMPARE(::chmod(run.constData(), 0750), 0);
    }
    if (kind == QLatin1String("link")) {
        QCOMPARE(::mkdir(qPrintable(path("elsewhere")), 0700), 0);
        QCOMPARE(::symlink(qPrintable(path("elsewhere")), run.constData()), 0);
    }
    if (kind == QLatin1String("file"))
        QVERIFY(QFile(path("run")).open(QIODevice::WriteOnly));
    QTEST(verdict(Listener::open(path("run/board.sock"))), "verdict");
}

void SocketTest::net01_pathLength()
{
    const QString folder = m_folder->filePath(QStringLiteral("r/"));
    const auto named = [&](qsizetype bytes) { return folder + QString(bytes - folder.size(), QLatin1Char('x')); };
    QCOMPARE(verdict(Listener::open(named(104))), QStringLiteral("ok"));
    QCOMPARE(verdict(Listener::open(named(105))), QStringLiteral("validation_failed/"));
}

void SocketTest::net02_staleAndLive()
{
    const QString socket = path("run/board.sock");
    {
        // A socket file whose server is gone: bound, closed, never removed.
        QCOMPARE(::mkdir(qPrintable(path("run")), 0700), 0);
        const server::Descriptor dead(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        QVERIFY(RawClient().connect(socket) == false);
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(socket).constData(), sizeof address.sun_path);
        QCOMPARE(::bind(dead.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    }
    QVERIFY(QFile::exists(socket));
    const auto first = Listener::open(socket);
    QCOMPARE(verdict(first), QStringLiteral("ok"));
    QCOMPARE(verdict(Listener::open(socket)), QStringLiteral("conflict/in_use"));
    QVERIFY(RawClient().connect(socket)); // the live one still listens
}

void SocketTest::net02_anotherSocketStays()
{
    const QString socket = path("run/board.sock");
    QCOMPARE(::mkdir(qPrintable(path("run")), 0700), 0);
    QFile file(socket);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(verdict(Listener::open(socket)), QStringLiteral("conflict/not_a_socket"));
    QVERIFY(file.exists());
    QVERIFY(file.remove());
    QVERIFY(QFile::link(path("target"), socket));
    QCOMPARE(verdict(Listener::open(socket)), QStringLiteral("conflict/not_a_socket"));
    QVERIFY(QFile::remove(socket));
    {
        auto listener = Listener::open(socket);
        QCOMPARE(verdict(listener), QStringLiteral("ok"));
        // Somebody removed the path and put another socket there: it is not ours to remove.
        QVERIFY(QFile::remove(socket));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(file.exists());
}

/// NET-03: whoever is another user is closed without a byte.
void SocketTest::net03_stranger()
{
    ServedBoard board;
    QVERIFY(board.start([](server::ServerConfig &config) { config.owner = ::geteuid() + 1; }));
    RawClient client(board.socketPath());
    client.begin("system.ping");
    QVERIFY(client.isClosed()); // without a byte
}

/// NET-03, seen from the client: a board that is not ours is left without a byte.
void SocketTest::net03_strangerServes()
{
    ServedBoard board;
    QVERIFY(board.start());
    const auto ours = client::connectTo(board.socketPath(), false);
    QVERIFY(ours);
    ::close(*ours);
    const auto foreign = client::connectTo(board.socketPath(), false, ::getuid() + 1);
    QCOMPARE(client::faultOf(foreign.error()), client::Fault::Distrusted);
    QCOMPARE(client::exitCode(foreign.error()), 4);
}

void SocketTest::net04_noDescriptors()
{
    ServedBoard board;
    QVERIFY(board.start());
    RawClient known(board.socketPath());
    QCOMPARE(outcome(known.hello()), QStringLiteral("result"));
    std::vector<std::unique_ptr<RawClient>> waiting;
    for (int i = 0; i < 3; ++i)
        waiting.push_back(std::make_unique<RawClient>());
    // What is open already stays open; nothing more can be opened.
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int lowest = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(lowest);
    const rlimit none = {static_cast<rlim_t>(lowest), before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    QStringList outcomes;
    for (const auto &client : waiting) {
        client->connect(board.socketPath());
        outcomes += errorCode(client->object());
        outcomes += client->isClosed() ? QStringLiteral("closed") : QStringLiteral("open");
    }
    outcomes += outcome(known.call("system.ping"));
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    const QString full = QStringLiteral("too_many_connections"), closed = QStringLiteral("closed");
    QCOMPARE(outcomes, QStringList({full, closed, full, closed, full, closed, QStringLiteral("result")}));
    RawClient after(board.socketPath());
    QCOMPARE(outcome(after.hello()), QStringLiteral("result"));
}

void SocketTest::tooManyConnections()
{
    ServedBoard board;
    QVERIFY(board.start([](server::ServerConfig &config) { config.limits.connections = 2; }));
    RawClient first(board.socketPath()), second(board.socketPath());
    first.hello();
    second.hello();
    RawClient third(board.socketPath());
    QCOMPARE(errorCode(third.object()), QStringLiteral("too_many_connections"));
    QVERIFY(third.isClosed());
    QCOMPARE(outcome(first.call("system.ping")), QStringLiteral("result"));
}

void SocketTest::frm05_deafClientIsCut()
{
    ServedBoard board;
    QVERIFY(board.start([](server::ServerConfig &config) {
        config.limits.outputBytes = 64 * 1024;
        config.limits.outputEnough = 64 * 1024;
    }));
    RawClient deaf(board.socketPath()), other(board.socketPath());
    deaf.hello();
    other.hello();
    // The document is larger than what the kernel and the bound hold together, several times over.
    QByteArray many;
    for (int i = 0; i < 64; ++i)
        many += "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(1'000 + i) + ",\"method\":\"rpc.discover\"}\n";
    deaf.send(many);
    QCOMPARE(outcome(other.call("system.ping")), QStringLiteral("result"));
    const QByteArray got = deaf.rest();
    QVERIFY2(got.count('\n') < 64, "everything arrived: the client was not bounded");
    QCOMPARE(outcome(other.call("system.ping")), QStringLiteral("result"));
}

void SocketTest::lastAnswersAfterTheOtherSideFinished()
{
    ServedBoard board;
    QVERIFY(board.start());
    RawClient client(board.socketPath());
    client.hello();
    for (int i = 0; i < 20; ++i)
        client.begin("task.create", R"({"title":"t"})");
    client.finish();
    QCOMPARE(client.rest().count("\"result\""), 20);
}

STINT_REGISTER_TEST(SocketTest)
#include "tst_socket.moc"
