#include "app/cli/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

namespace stint::cli
{

SignalPipe::SignalPipe(std::initializer_list<int> signals)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : signals)
        sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, &m_before);
    m_fd = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

SignalPipe::~SignalPipe()
{
    if (m_fd >= 0)
        ::close(m_fd);
    sigprocmask(SIG_SETMASK, &m_before, nullptr);
}

int SignalPipe::take()
{
    signalfd_siginfo info = {};
    if (m_fd < 0 || ::read(m_fd, &info, sizeof info) != static_cast<ssize_t>(sizeof info))
        return 0;
    return static_cast<int>(info.ssi_signo);
}

} // namespace stint::cli
