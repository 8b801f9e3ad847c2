#include "app/client/client.h"
#include "model/domain/verbs/all.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

using namespace stint;

namespace
{

/// A real stintd with every folder of its own.
class Daemon
{
public:
    explicit Daemon(const QString &folder)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DATA", "STATE", "CONFIG", "CACHE"})
            environment.insert(QStringLiteral("XDG_%1_HOME").arg(QLatin1String(name)),
                               folder + QLatin1Char('/') + QLatin1String(name));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder);
        environment.remove(QStringLiteral("STINT_SOCKET"));
        environment.remove(QStringLiteral("STINT_BOARD"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    ~Daemon() { kill(); }

    /// Milliseconds until it serves; −1 when it does not.
    qint64 start()
    {
        QElapsedTimer timer;
        timer.start();
        m_process.start(QStringLiteral(STINT_BINARY_DIR "/bin/stintd"), {});
        QByteArray line;
        while (!line.endsWith('\n')) {
            if (!m_process.waitForReadyRead(30'000))
                return -1;
            line += m_process.readAllStandardOutput();
        }
        m_socket = QString::fromUtf8(line.trimmed().mid(static_cast<int>(qstrlen("ready socket="))));
        return timer.elapsed();
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished(30'000);
    }
    Result<std::unique_ptr<client::Client>> connect() const
    {
        client::Client::Options options;
        options.board.explicitSocket = m_socket;
        return client::Client::connect(std::move(options));
    }

private:
    QProcess m_process;
    QString m_socket;
};

/// What the clients were promised.
struct Promises {
    std::mutex mutex;
    std::condition_variable grown;
    std::vector<std::pair<TaskId, RunId>> started;
    int broken = 0; ///< clients that lost the board

    void add(const TaskId &task, const RunId &run)
    {
        const std::lock_guard lock(mutex);
        started.emplace_back(task, run);
        grown.notify_all();
    }
    void gone()
    {
        const std::lock_guard lock(mutex);
        ++broken;
        grown.notify_all();
    }
};

/// Creates and starts tasks until the board is gone.
void hammer(const Daemon &daemon, Promises &promises)
{
    auto client = daemon.connect();
    while (client) {
        TaskCreate create;
        create.title = QStringLiteral("promised");
        client::CallOptions once;
        once.maySendAgain = false;
        const auto created = (*client)->call(create, once);
        if (!created)
            break;
        TaskStart start;
        start.taskId = created->task.task.id;
        const auto started = (*client)->call(start, once);
        if (!started || !started->run)
            break;
        promises.add(start.taskId, started->run->id);
    }
    promises.gone();
}

} // namespace

/// K1 of the test programme: what was acknowledged survives kill −9 (GEN-02, MTH-06).
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedWritesSurviveKill();
};

void KillTest::acknowledgedWritesSurviveKill()
{
    bool given = false;
    const int kills = qEnvironmentVariableIntValue("STINT_KILLS", &given);
    const int rounds = given ? kills : 25;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u, %d kills", seed, rounds);
    QRandomGenerator random(seed);

    QTemporaryDir folder;
    Daemon daemon(folder.path());
    QVERIFY2(daemon.start() >= 0, "stintd does not start");
    std::size_t checked = 0, promised = 0;
    qint64 slowest = 0;
    for (int round = 0; round < rounds; ++round) {
        Promises promises;
        std::vector<std::thread> clients;
        for (int i = 0; i < 4; ++i)
            clients.emplace_back([&] { hammer(daemon, promises); });
        const auto enough = static_cast<std::size_t>(random.bounded(5, 200));
        {
            std::unique_lock lock(promises.mutex);
            promises.grown.wait(lock, [&] { return promises.started.size() >= enough || promises.broken == 4; });
        }
        daemon.kill();
        for (std::thread &client : clients)
            client.join();
        QVERIFY2(promises.started.size() >= enough, "the clients lost the board before it was killed");

        const qint64 startMs = daemon.start();
        QVERIFY2(startMs >= 0, "stintd does not come back");
        QVERIFY2(startMs <= 2'000, qPrintable(QStringLiteral("back after %1 ms").arg(startMs)));
        slowest = std::max(slowest, startMs);
        auto client = daemon.connect();
        QVERIFY(client.has_value());
        for (const auto &[task, run] : promises.started) {
            const auto stored = (*client)->call(TaskGet{task});
            QVERIFY2(stored.has_value(), qPrintable(QStringLiteral("acknowledged task %1 is gone").arg(task.value)));
            QCOMPARE(stored->run ? stored->run->id.value : QString(), run.value);
            ++checked;
        }
        promised += promises.started.size();
        const auto verified = (*client)->call(BoardVerify{});
        QVERIFY(verified.has_value());
        QVERIFY2(verified->ok,
                 qPrintable(verified->problems.empty() ? QString() : verified->problems.front().invariant));
    }
    QCOMPARE(checked, promised);
    qInfo("%zu acknowledged pairs found again; slowest start %lld ms", checked, static_cast<long long>(slowest));
}

STINT_REGISTER_TEST(KillTest)
#include "tst_kill.moc"
