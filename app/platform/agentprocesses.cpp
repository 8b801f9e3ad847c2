#include "app/platform/agentprocesses.h"

#include "app/platform/hardening.h"
#include "app/platform/process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" char **environ;

namespace stint
{

namespace
{

constexpr qsizetype errorLineMaxBytes = 4'096;

/// Readable once the process has ended. Not pidfd_open(): its header in glibc 2.36 declares it for C alone.
int processDescriptor(qint64 pid)
{
    return static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0U));
}

/// Closes its descriptor when it goes.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY(Descriptor)
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor &operator=(Descriptor &&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

/// One process: empties its error stream, whose beginning is kept, and hears of its end.
class Watch : public QObject
{
public:
    Watch(const ProcessRef &process, Descriptor errors, Descriptor end,
          std::function<void(const AgentStarter::End &)> ended, QObject *parent)
        : QObject(parent)
        , m_process(process)
        , m_errors(std::move(errors))
        , m_end(std::move(end))
        , m_ended(std::move(ended))
        , m_readable(m_errors.number(), QSocketNotifier::Read)
        , m_over(m_end.number(), QSocketNotifier::Read)
    {
        connect(&m_readable, &QSocketNotifier::activated, this, [this] { read(); });
        connect(&m_over, &QSocketNotifier::activated, this, [this] { finish(); });
    }

private:
    void read()
    {
        std::array<char, 4'096> piece{};
        ssize_t count = 0;
        while ((count = ::read(m_errors.number(), piece.data(), piece.size())) > 0)
            m_beginning += QByteArray(piece.data(), count).left(errorLineMaxBytes - m_beginning.size());
        if (count == 0)
            m_readable.setEnabled(false);
    }

    void finish()
    {
        read(); // what it wrote last
        m_over.setEnabled(false);
        int status = 0;
        const bool reaped = ::waitpid(static_cast<pid_t>(m_process.pid), &status, WNOHANG) == m_process.pid;
        AgentStarter::End end{m_process, reaped && WIFEXITED(status) && WEXITSTATUS(status) == 0, {}};
        const QStringList lines = QString::fromUtf8(m_beginning).split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            end.errorLine = line.trimmed();
            if (!end.errorLine.isEmpty())
                break;
        }
        deleteLater();
        m_ended(end);
    }

    ProcessRef m_process;
    Descriptor m_errors, m_end;
    QByteArray m_beginning;
    std::function<void(const AgentStarter::End &)> m_ended;
    QSocketNotifier m_readable, m_over;
};

Error systemRefusal(int number)
{
    return refuse(ErrorCode::Internal, QString::fromLocal8Bit(std::strerror(number)));
}

/// What posix_spawn(3) is to do before the program: a new session, plain signals, nothing open but an error stream.
class Spawning
{
public:
    Spawning(const QByteArray &folder, int errors)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, errors, STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, STDERR_FILENO + 1);
        ::posix_spawn_file_actions_addchdir_np(&m_actions, folder.constData());
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        sigset_t signals;
        ::sigfillset(&signals);
        ::posix_spawnattr_setsigdefault(&m_attributes, &signals);
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&m_attributes, &signals);
    }
    ~Spawning()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    Q_DISABLE_COPY_MOVE(Spawning)

    /// The new process, or the error as a negative number.
    pid_t run(const QByteArray &program, const QByteArrayList &words, const QByteArrayList &environment) const
    {
        pid_t pid = -1;
        // A thread may have a mask of its own, which the new process inherits; ours is stricter than the person's.
        std::thread([&] {
            if (const auto mask = givenFileMask(); mask && ::unshare(CLONE_FS) == 0)
                ::umask(*mask);
            pid = spawn(program, words, environment);
        }).join();
        return pid;
    }

private:
    pid_t spawn(const QByteArray &program, QByteArrayList words, QByteArrayList environment) const
    {
        const auto pointers = [](QByteArrayList &list) {
            std::vector<char *> all;
            for (QByteArray &item : list)
                all.push_back(item.data());
            all.push_back(nullptr);
            return all;
        };
        pid_t pid = -1;
        const int error = ::posix_spawn(&pid, program.constData(), &m_actions, &m_attributes, pointers(words).data(),
                                        pointers(environment).data());
        return error == 0 ? pid : -error;
    }

    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

/// Another board's socket, token file or run must not reach an agent that is told its board.
QByteArrayList environmentOfAgents()
{
    QByteArrayList all;
    for (char **entry = environ; *entry; ++entry) {
        const QByteArray given(*entry);
        if (!given.startsWith("STINT_"))
            all += given;
    }
    return all;
}

/// What begins with a dash would be taken for another option.
QStringList option(const QString &name, const QString &value)
{
    return value.startsWith(QLatin1Char('-')) ? QStringList{name + QLatin1Char('=') + value} : QStringList{name, value};
}

bool isProgram(const QFileInfo &file)
{
    return file.isFile() && file.isExecutable();
}

} // namespace

QString AgentProcesses::homeFolder() const
{
    return QDir::homePath();
}

/// Blank when there is none.
QString AgentProcesses::program() const
{
    const QString beside = m_programFolder + QLatin1String("/stint");
    return isProgram(QFileInfo(beside)) ? beside : QStandardPaths::findExecutable(QStringLiteral("stint"));
}

AgentObstacle AgentProcesses::obstacle(const AgentCommand &command) const
{
    const QFileInfo folder(command.folder);
    if (!folder.isDir() || !folder.isExecutable())
        return AgentObstacle::NoFolder;
    const QString name = command.arguments.value(0);
    const bool isPath = name.contains(QLatin1Char('/'));
    if (name.isEmpty() || (isPath && !isProgram(QFileInfo(QDir(command.folder), name))) ||
        (!isPath && QStandardPaths::findExecutable(name).isEmpty()))
        return AgentObstacle::NoProgram;
    return program().isEmpty() ? AgentObstacle::NoStint : AgentObstacle::None;
}

QStringList AgentProcesses::words(const AgentCommand &command) const
{
    // By its name where that leads to the same program, so that the line reads as people type it.
    const QString name = QStringLiteral("stint");
    const QString path = program();
    const bool isKnown = path.isEmpty() || QFileInfo(QStandardPaths::findExecutable(name)).canonicalFilePath() ==
                                               QFileInfo(path).canonicalFilePath();
    QStringList words{isKnown ? name : path};
    words += option(QStringLiteral("--board"), m_boardFile) + QStringList{QStringLiteral("exec")};
    if (command.keepsGoing)
        words += QStringLiteral("--loop");
    words += QStringLiteral("--wait");
    words += option(QStringLiteral("--agent"), command.agentName);
    for (const QString &capability : command.capabilities)
        words += option(QStringLiteral("--capability"), capability);
    return words + QStringList{QStringLiteral("--")} + command.arguments;
}

Result<ProcessRef> AgentProcesses::start(const AgentCommand &command, std::function<void(const End &)> ended)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return systemRefusal(errno);
    Descriptor errors(ends[0]);
    const Descriptor write(ends[1]);
    ::fcntl(errors.number(), F_SETFL, O_NONBLOCK);
    QByteArrayList all;
    const QStringList given = words(command);
    for (const QString &word : given)
        all += word.toUtf8();
    const Spawning spawning(QFile::encodeName(command.folder), write.number());
    const pid_t pid = spawning.run(QFile::encodeName(program()), all, environmentOfAgents());
    if (pid < 0)
        return systemRefusal(-pid);
    Descriptor end(processDescriptor(pid));
    if (end.number() < 0) {
        // Nobody would hear of its end, nor wait for it.
        const int reason = errno;
        ::kill(-pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return systemRefusal(reason);
    }
    const ProcessRef process = processOf(pid).value_or(ProcessRef{pid, 0});
    new Watch(process, std::move(errors), std::move(end), std::move(ended), &m_watched);
    return process;
}

} // namespace stint
