#include "app/cli/childprocess.h"

#include "app/client/transport.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" char **environ;

namespace stint::cli
{

namespace
{

QByteArrayList environmentWith(const QByteArrayList &added)
{
    QByteArrayList all = added;
    for (char **entry = environ; *entry; ++entry) {
        const QByteArray given(*entry);
        const QByteArray name = given.left(given.indexOf('=') + 1);
        const bool replaced =
            std::any_of(added.begin(), added.end(), [&](const QByteArray &a) { return a.startsWith(name); });
        if (!replaced)
            all += given;
    }
    return all;
}

std::vector<char *> pointers(const QByteArrayList &list)
{
    std::vector<char *> result;
    for (const QByteArray &item : list)
        result.push_back(const_cast<char *>(item.constData())); // execvpe's signature is older than const
    result.push_back(nullptr);
    return result;
}

struct Pipe {
    int read = -1, write = -1;
    bool open()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        read = ends[0];
        write = ends[1];
        return true;
    }
    void close()
    {
        for (int *end : {&read, &write}) {
            if (*end >= 0)
                ::close(std::exchange(*end, -1));
        }
    }
};

/// The child's side of start(): only calls that are safe after fork.
[[noreturn]] void becomeCommand(const std::vector<char *> &arguments, const std::vector<char *> &environment,
                                const Pipe &out, const Pipe &err, int failure, pid_t parent)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent)
        ::_exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGPIPE, SIGTERM, SIGHUP, SIGQUIT})
        ::signal(number, SIG_DFL);
    // A process outside the terminal's foreground group would be stopped when it reads.
    if (::isatty(STDIN_FILENO) == 1) {
        const int nothing = ::open("/dev/null", O_RDONLY);
        ::dup2(nothing, STDIN_FILENO);
    }
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    ::execvpe(arguments.front(), arguments.data(), environment.data());
    const int why = errno;
    [[maybe_unused]] const auto told = ::write(failure, &why, sizeof why);
    ::_exit(127);
}

} // namespace

ChildProcess::~ChildProcess()
{
    signalGroup(SIGKILL);
    while (!m_groupEnded && ::waitpid(-m_pid, nullptr, 0) > 0) {
    }
    closeOutput(m_stdout);
    closeOutput(m_stderr);
}

Done ChildProcess::start(const QByteArrayList &command, const QByteArrayList &environment)
{
    const QByteArrayList allVariables = environmentWith(environment);
    const auto arguments = pointers(command), variables = pointers(allVariables);
    Pipe out, err, failure;
    const auto broken = [&](const char *what) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        for (Pipe *pipe : {&out, &err, &failure})
            pipe->close();
        return client::fault(client::Fault::Usage,
                             QStringLiteral("%1 cannot be started: %2 (%3)")
                                 .arg(QString::fromLocal8Bit(command.front()), why, QLatin1String(what)));
    };
    if (!out.open() || !err.open() || !failure.open())
        return broken("pipe");
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t parent = ::getpid();
    m_pid = ::fork();
    if (m_pid < 0)
        return broken("fork");
    if (m_pid == 0)
        becomeCommand(arguments, variables, out, err, failure.write, parent);
    ::setpgid(m_pid, m_pid); // on both sides, so that neither has to wait for the other
    m_groupEnded = false;
    ::close(std::exchange(failure.write, -1));
    int why = 0;
    if (::read(failure.read, &why, sizeof why) == static_cast<ssize_t>(sizeof why)) {
        errno = why;
        Error error = broken("exec");
        return error;
    }
    failure.close();
    ::close(out.write);
    ::close(err.write);
    m_stdout = out.read;
    m_stderr = err.read;
    ::fcntl(m_stdout, F_SETFL, O_NONBLOCK);
    ::fcntl(m_stderr, F_SETFL, O_NONBLOCK);
    return {};
}

void ChildProcess::closeOutput(int descriptor)
{
    for (int *output : {&m_stdout, &m_stderr}) {
        if (*output >= 0 && *output == descriptor)
            ::close(std::exchange(*output, -1));
    }
}

void ChildProcess::signalGroup(int number)
{
    if (!m_groupEnded && ::kill(-m_pid, number) != 0 && errno == ESRCH && m_leaderEnded)
        m_groupEnded = true;
}

void ChildProcess::reap()
{
    int status = 0;
    pid_t ended = 0;
    while (!m_groupEnded && (ended = ::waitpid(-m_pid, &status, WNOHANG)) > 0) {
        if (ended == m_pid) {
            m_leaderEnded = true;
            m_waitStatus = status;
        }
    }
    if (m_leaderEnded && !m_groupEnded && ::kill(-m_pid, 0) != 0 && errno == ESRCH)
        m_groupEnded = true;
}

} // namespace stint::cli
