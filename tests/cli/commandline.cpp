#include "tests/cli/commandline.h"

#include <QDir>
#include <QJsonArray>

#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint::test
{

namespace
{
/// Called in the child: a test that is killed takes its programs along.
void endWithTheTest()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}
} // namespace

Gate::Gate(const QString &path)
    : m_path(path)
{
    ::mkfifo(QFile::encodeName(path).constData(), 0600);
    // Open both ways: readers wait instead of seeing an end, and opening waits for nobody.
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
}

Gate::~Gate()
{
    ::close(m_descriptor);
}

void Gate::open(const QByteArray &line)
{
    const QByteArray bytes = line + '\n';
    [[maybe_unused]] const auto written =
        ::write(m_descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

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

bool CommandLine::startBoard(int descriptorsMax)
{
    m_daemon.setProcessEnvironment(environment);
    m_daemon.setChildProcessModifier([descriptorsMax] {
        endWithTheTest();
        const rlimit bound{static_cast<rlim_t>(descriptorsMax), static_cast<rlim_t>(descriptorsMax)};
        if (descriptorsMax > 0)
            ::setrlimit(RLIMIT_NOFILE, &bound);
    });
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
    return startProgram(QStringLiteral(STINT_PROGRAM), arguments);
}

std::unique_ptr<QProcess> CommandLine::startProgram(const QString &program, const QStringList &arguments,
                                                    const std::function<void()> &before)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->setChildProcessModifier([before] {
        endWithTheTest();
        if (before)
            before();
    });
    process->start(program, arguments);
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
