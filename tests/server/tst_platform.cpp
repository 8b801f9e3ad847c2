#include "app/platform/endpointfile.h"
#include "app/platform/hardening.h"
#include "app/platform/paths.h"
#include "app/platform/process.h"
#include "app/platform/systemclock.h"
#include "app/platform/systemidsource.h"
#include "app/server/tokenbucket.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace stint;

/// Ids, places, processes (IDN-01, IDN-04, NET-01, NET-05, CLI-07).
class PlatformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idn01_idsIncrease();
    void idn04_tokens();
    void cli07_places();
    void net01_longNames();
    void net05_endpointFile();
    void processes();
    void closedStreamsAreFilled();
    void con05_bucket();
};

void PlatformTest::idn01_idsIncrease()
{
    SystemIdSource ids;
    const QRegularExpression form(QStringLiteral("^task-[0-7][0-9a-hjkmnp-tv-z]{25}$"));
    QString last;
    // The same millisecond, a later one, and a clock that goes back.
    for (const qint64 ms :
         {1'700'000'000'000, 1'700'000'000'000, 1'700'000'000'001, 1'600'000'000'000, 1'700'000'000'001}) {
        for (int i = 0; i < 1'000; ++i) {
            const QString id = ids.next("task", Time{ms});
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            QVERIFY(id > last);
            last = id;
        }
    }
    // 2023-11-14T22:13:20.000Z in Crockford's base 32.
    QCOMPARE(SystemIdSource().next("run", Time{1'700'000'000'000}).mid(4, 10), QStringLiteral("01hf7yat00"));
}

void PlatformTest::idn04_tokens()
{
    SystemIdSource ids;
    const QString token = ids.token("stint_claim_");
    QVERIFY(QRegularExpression(QStringLiteral("^stint_claim_[A-Za-z0-9_-]{43}$")).match(token).hasMatch());
    QVERIFY(token != ids.token("stint_claim_"));
}

void PlatformTest::cli07_places()
{
    const auto restore = qScopeGuard([before = qgetenv("XDG_DATA_HOME"), runtime = qgetenv("XDG_RUNTIME_DIR")] {
        qputenv("XDG_DATA_HOME", before);
        qputenv("XDG_RUNTIME_DIR", runtime);
        qunsetenv("STINT_BOARD");
    });
    qputenv("XDG_DATA_HOME", "/somewhere/data");
    qputenv("XDG_RUNTIME_DIR", "/somewhere/run");
    qunsetenv("STINT_BOARD");
    const Paths paths = Paths::fromEnvironment();
    QCOMPARE(paths.defaultBoard(), QStringLiteral("/somewhere/data/stint/board.stint"));
    QCOMPARE(paths.boardFile(QStringLiteral("work")), QStringLiteral("/somewhere/data/stint/work.stint"));
    QCOMPARE(paths.boardFile(QStringLiteral("/x/../y/work.stint")), QStringLiteral("/y/work.stint"));
    QCOMPARE(Paths::boardName(QStringLiteral("/y/work.stint")), QStringLiteral("work"));
    QCOMPARE(paths.socket(QStringLiteral("work")), QStringLiteral("/somewhere/run/stint/work.sock"));
    QCOMPARE(paths.endpointFile(QStringLiteral("work")), QStringLiteral("/somewhere/data/stint/endpoint-work.json"));
    qputenv("STINT_BOARD", "/z/other.stint");
    QCOMPARE(paths.defaultBoard(), QStringLiteral("/z/other.stint"));
    qputenv("XDG_DATA_HOME", "relative"); // counts as unset
    QVERIFY(!Paths::fromEnvironment().data.contains(QLatin1String("relative")));
}

void PlatformTest::net01_longNames()
{
    Paths paths;
    paths.runtime = QStringLiteral("/run/user/1000/stint");
    const QString longName(120, QLatin1Char('n'));
    const QString socket = paths.socket(longName);
    QVERIFY(socket.toUtf8().size() <= 104);
    QVERIFY(socket.startsWith(paths.runtime) && socket.endsWith(QLatin1String(".sock")));
    QVERIFY(socket != paths.socket(longName + QLatin1Char('n')));
}

void PlatformTest::net05_endpointFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("endpoint-board.json"));
    {
        const auto file = EndpointFile::write(path, QStringLiteral("/data/board.stint"), QStringLiteral("/run/x.sock"),
                                              QStringLiteral("inst-1"));
        QVERIFY(file);
        struct stat info = {};
        QCOMPARE(::stat(qPrintable(path), &info), 0);
        QCOMPARE(info.st_mode & 07777, mode_t(0600));
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QJsonObject content = QJsonDocument::fromJson(written.readAll()).object();
        QCOMPARE(content.value(QLatin1String("file")).toString(), QStringLiteral("/data/board.stint"));
        QCOMPARE(content.value(QLatin1String("socket")).toString(), QStringLiteral("/run/x.sock"));
        QCOMPARE(content.value(QLatin1String("pid")).toInteger(), qint64(::getpid()));
        QCOMPARE(content.value(QLatin1String("protocol")).toObject().value(QLatin1String("max")).toInt(), 1);
    }
    QVERIFY(!QFile::exists(path));
}

void PlatformTest::processes()
{
    const auto self = processOf(::getpid());
    QVERIFY(self);
    QVERIFY(isAlive(*self));
    QVERIFY(!isAlive({self->pid, self->startTicks + 1})); // another process with the same number
    QVERIFY(!processOf(0));
    const pid_t child = ::fork();
    if (child == 0) {
        ::pause();
        ::_exit(0);
    }
    const auto childRef = processOf(child);
    QVERIFY(childRef);
    QVERIFY(isSameOrDescendant(*childRef, *self));
    QVERIFY(!isSameOrDescendant(*self, *childRef));
    ::kill(child, SIGKILL);
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
    QVERIFY(!isAlive(*childRef)); // ended, though nobody has waited for it yet
    ::waitpid(child, nullptr, 0);
    QVERIFY(!processOf(child));
}

/// What is printed must not go into a file that was opened under the number of a closed stream.
void PlatformTest::closedStreamsAreFilled()
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(STDIN_FILENO);
        ::close(STDOUT_FILENO);
        hardenProcess();
        const bool isFilled = ::fcntl(STDIN_FILENO, F_GETFD) >= 0 && ::fcntl(STDOUT_FILENO, F_GETFD) >= 0;
        const bool refuses = ::write(STDOUT_FILENO, "x", 1) < 0 && errno == EBADF;
        ::_exit(isFilled && refuses ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void PlatformTest::con05_bucket()
{
    server::TokenBucket bucket(200, 4, 1'000);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(bucket.take(1'000), 0);
    QCOMPARE(bucket.take(1'000), 5);
    QCOMPARE(bucket.take(1'004), 1);
    QCOMPARE(bucket.take(1'005), 0);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(bucket.take(100'000), 0); // never more than the burst
    QCOMPARE(bucket.take(100'000), 5);
}

STINT_REGISTER_TEST(PlatformTest)
#include "tst_platform.moc"
