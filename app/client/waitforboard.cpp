#include "app/client/waitforboard.h"

#include "app/client/transport.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace stint::client
{

BoardWatch::BoardWatch(const BoardAddress &board, int interruptDescriptor)
    : m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    , m_interruptFd(interruptDescriptor)
{
    for (const QString &path : board.socketPaths() + QStringList{board.endpointFile()}) {
        const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
        if (m_fd >= 0)
            ::inotify_add_watch(m_fd, folder.constData(), IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
    }
}

BoardWatch::~BoardWatch()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void BoardWatch::clear()
{
    std::array<char, 4'096> buffer;
    while (m_fd >= 0 && ::read(m_fd, buffer.data(), buffer.size()) > 0) {
    }
}

Done BoardWatch::wait(Deadline deadline)
{
    std::array<pollfd, 2> watched{{{m_fd, POLLIN, 0}, {m_interruptFd, POLLIN, 0}}};
    const int outcome =
        ::poll(watched.data(), watched.size(), millisecondsUntil(std::min(deadline, deadlineIn(retryMs))));
    if (outcome > 0 && watched[1].revents != 0)
        return fault(Fault::Interrupted, QStringLiteral("stopped by a signal"));
    clear();
    return {};
}

} // namespace stint::client
