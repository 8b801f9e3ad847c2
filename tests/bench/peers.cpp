#include "tests/bench/peers.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace stint::bench
{

namespace
{

constexpr int patienceMs = 120'000;
const QString databaseUser = QStringLiteral("postgres");

QString databaseProgram(const char *name)
{
    QStringList folders;
    const QString root = QStringLiteral("/usr/lib/postgresql");
    for (const QString &version : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders << root + QLatin1Char('/') + version + QStringLiteral("/bin");
    return QStandardPaths::findExecutable(QLatin1String(name), folders);
}

/// Databases refuse to run as root.
QStringList asDatabaseUser(const QString &program, const QStringList &arguments)
{
    QStringList command = ::geteuid() == 0 ? QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), databaseUser,
                                                         QStringLiteral("--")}
                                           : QStringList{};
    return command << program << arguments;
}

void run(QStringList command)
{
    QProcess process;
    const QString program = command.takeFirst();
    process.start(program, command);
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        std::fprintf(stderr, "%s: %s\n", qPrintable(program), process.readAllStandardError().constData());
}

/// Starts the queue; the address its driver needs.
QString start(Served &served, const QString &name)
{
    const QString folder = served.folder(), socket = folder + QStringLiteral("/socket");
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    if (name == QLatin1String("beanstalk")) {
        served.process.start(text("beanstalkd"), {text("-l"), text("unix:") + socket, text("-b"), folder, text("-f0")});
        return socket;
    }
    if (name == QLatin1String("redis")) {
        served.process.start(text("redis-server"),
                             {text("--port"), text("0"), text("--unixsocket"), socket, text("--dir"), folder,
                              text("--save"), QString(), text("--appendonly"), text("yes"), text("--appendfsync"),
                              text("always")});
        return socket;
    }
    const QString data = folder + QStringLiteral("/data");
    QDir().mkpath(data);
    if (::geteuid() == 0)
        run({text("chown"), text("-R"), databaseUser, folder});
    run(asDatabaseUser(databaseProgram("initdb"), {text("-D"), data, text("-A"), text("trust")}));
    QStringList command = asDatabaseUser(databaseProgram("postgres"),
                                         {text("-D"), data, text("-k"), folder, text("-c"), text("listen_addresses="),
                                          text("-c"), text("shared_buffers=256MB"), text("-c"),
                                          text("synchronous_commit=on"), text("-c"), text("max_connections=100")});
    const QString program = command.takeFirst();
    served.process.start(program, command);
    return text("host=%1 user=postgres dbname=postgres").arg(folder);
}

} // namespace

Served::Served()
{
    process.setStandardErrorFile(QProcess::nullDevice());
}

Served::~Served()
{
    process.terminate();
    process.waitForFinished(patienceMs);
}

std::vector<Peer> peers(const QString &driver)
{
    const auto missing = [&](const QString &program) {
        if (driver.isEmpty())
            return QStringLiteral("no --peer-driver was given");
        return program.isEmpty() ? QStringLiteral("it is not installed") : QString();
    };
    return {{QStringLiteral("beanstalk"), missing(QStandardPaths::findExecutable(QStringLiteral("beanstalkd")))},
            {QStringLiteral("redis"), missing(QStandardPaths::findExecutable(QStringLiteral("redis-server")))},
            {QStringLiteral("pg"), missing(databaseProgram("postgres"))}};
}

Figures measurePeer(const QString &name, const QString &driver, int workers, int tasks)
{
    Served served;
    const QString address = start(served, name);
    served.process.waitForStarted(patienceMs);
    QProcess bench;
    bench.start(driver, {QStringLiteral("--peer=") + name, QStringLiteral("--addr=") + address,
                         QStringLiteral("--c=%1").arg(workers), QStringLiteral("--n=%1").arg(tasks),
                         QStringLiteral("--srvpid=%1").arg(served.process.processId())});
    bench.waitForFinished(patienceMs);
    const QJsonObject told = QJsonDocument::fromJson(bench.readAllStandardOutput()).object();
    if (told.isEmpty())
        std::fprintf(stderr, "%s: %s\n", qPrintable(name), bench.readAllStandardError().constData());
    const auto number = [&](const char *key) { return told.value(QLatin1String(key)).toDouble(); };
    return {number("life_s"), number("claim_p50"), number("claim_p99"), number("done_p99"), number("srv_us"), 0};
}

double cpuOf(qint64 pid)
{
    double nanoseconds = 0;
    const QString root = QStringLiteral("/proc/%1/task").arg(pid);
    for (const QString &task : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(root + QLatin1Char('/') + task + QStringLiteral("/schedstat"));
        if (file.open(QIODevice::ReadOnly))
            nanoseconds += file.readAll().split(' ').value(0).toDouble();
    }
    return nanoseconds / 1e9;
}

double writtenBytesOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/io").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("write_bytes:"))
            return line.mid(13).toDouble();
    }
    return 0;
}

} // namespace stint::bench
