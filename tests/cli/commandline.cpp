#include "tests/cli/commandline.h"

#include <QDir>
#include <QJsonArray>

namespace stint::test
{

CommandLine::CommandLine()
{
    environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    const auto place = [this](const char *variable, const char *name) {
        QDir(m_folder.path()).mkdir(QLatin1String(name));
        QFile::setPermissions(m_folder.filePath(QLatin1String(name)),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(QLatin1String(variable), m_folder.filePath(QLatin1String(name)));
    };
    place("HOME", "home");
    place("XDG_DATA_HOME", "data");
    place("XDG_CONFIG_HOME", "config");
    place("XDG_STATE_HOME", "state");
    place("XDG_RUNTIME_DIR", "runtime");
}

CommandLine::~CommandLine()
{
    stopBoard(true);
}

bool CommandLine::startBoard()
{
    m_daemon.setProcessEnvironment(environment);
    m_daemon.setStandardErrorFile(m_folder.filePath(QStringLiteral("stintd.log")));
    m_daemon.start(QStringLiteral(STINTD_PROGRAM), {});
    return !lineWith(m_daemon, "ready socket=").isEmpty();
}

void CommandLine::stopBoard(bool kill)
{
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    if (kill)
        m_daemon.kill();
    else
        m_daemon.terminate();
    m_daemon.waitForFinished(patienceMs);
}

std::unique_ptr<QProcess> CommandLine::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(STINT_PROGRAM), arguments);
    process->waitForStarted(patienceMs);
    return process;
}

Said CommandLine::finish(QProcess &process)
{
    process.closeWriteChannel();
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(patienceMs))
        process.kill();
    Said said;
    said.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    said.out = process.readAllStandardOutput();
    said.err = process.readAllStandardError();
    return said;
}

Said CommandLine::run(const QStringList &arguments, const QByteArray &input)
{
    auto process = start(arguments);
    process->write(input);
    return finish(*process);
}

QByteArray CommandLine::lineWith(QProcess &process, const QByteArray &text)
{
    while (true) {
        while (process.canReadLine()) {
            const QByteArray line = process.readLine().trimmed();
            if (line.contains(text))
                return line;
        }
        if (process.state() == QProcess::NotRunning || !process.waitForReadyRead(patienceMs))
            return {};
    }
}

QString CommandLine::addTask(const QString &title, const QStringList &more)
{
    const Said said = run(QStringList{QStringLiteral("add"), title, QStringLiteral("--json")} + more);
    return said.json().value(QLatin1String("task")).toObject().value(QLatin1String("id")).toString();
}

} // namespace stint::test
