#include "tests/fault/daemon.h"

#include <QElapsedTimer>

#include <csignal>

namespace stint::test
{

namespace
{
constexpr int patienceMs = 30'000;
}

Daemon::Daemon(const QString &folder, const QString &program)
    : m_program(program.contains(QLatin1Char('/')) ? program : QStringLiteral(STINT_BINARY_DIR "/bin/") + program)
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

qint64 Daemon::start()
{
    QElapsedTimer timer;
    timer.start();
    m_process.start(m_program, {});
    QByteArray line;
    while (!line.endsWith('\n')) {
        if (!m_process.waitForReadyRead(patienceMs))
            return -1;
        line += m_process.readAllStandardOutput();
    }
    m_socket = QString::fromUtf8(line.trimmed().mid(static_cast<int>(qstrlen("ready socket="))));
    return timer.elapsed();
}

void Daemon::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
    m_process.waitForFinished(patienceMs);
}

Result<std::unique_ptr<client::Client>> Daemon::connect() const
{
    client::Client::Options options;
    options.board.explicitSocket = m_socket;
    return client::Client::connect(std::move(options));
}

int Daemon::runSecond(QByteArray *said)
{
    QProcess second;
    second.setProcessEnvironment(m_process.processEnvironment());
    second.start(m_program, {});
    if (!second.waitForFinished(patienceMs))
        return -1;
    *said = second.readAllStandardError();
    return second.exitStatus() == QProcess::NormalExit ? second.exitCode() : -1;
}

} // namespace stint::test
