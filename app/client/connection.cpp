#include "app/client/connection.h"

#include "app/client/transport.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stint::client
{

namespace
{
/// Answers are bounded by the server's output bound (FRM-05), requests by FRM-01.
constexpr qsizetype lineMaxBytes = 2 * wire::replyMaxBytes;
} // namespace

Deadline deadlineIn(qint64 ms)
{
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
}

int millisecondsUntil(Deadline deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, 1'000'000'000));
}

Connection::Connection(int descriptor, int interruptDescriptor)
    : m_fd(descriptor)
    , m_interruptFd(interruptDescriptor)
    , m_framer(lineMaxBytes)
{
}

Connection::~Connection()
{
    close();
}

Connection::Connection(Connection &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_interruptFd(other.m_interruptFd)
    , m_framer(std::move(other.m_framer))
{
}

Connection &Connection::operator=(Connection &&other) noexcept
{
    if (this != &other) {
        close();
        m_fd = std::exchange(other.m_fd, -1);
        m_interruptFd = other.m_interruptFd;
        m_framer = std::move(other.m_framer);
    }
    return *this;
}

void Connection::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

Error Connection::lost(const char *why)
{
    close();
    return fault(Fault::Unreachable, QString::fromUtf8(why));
}

Done Connection::waitFor(short events, Deadline deadline)
{
    std::array<pollfd, 2> watched{{{m_fd, events, 0}, {m_interruptFd, POLLIN, 0}}};
    const nfds_t count = m_interruptFd >= 0 ? 2 : 1;
    while (true) {
        const int outcome = ::poll(watched.data(), count, millisecondsUntil(deadline));
        if (outcome < 0 && errno != EINTR)
            return lost("waiting for the board failed");
        if (outcome > 0 && count == 2 && watched[1].revents != 0)
            return fault(Fault::Interrupted, QStringLiteral("stopped by a signal"));
        if (outcome > 0)
            return {};
        if (outcome == 0)
            return fault(Fault::TimedOut, QStringLiteral("the board did not answer in time"));
    }
}

Done Connection::send(const QByteArray &line, Deadline deadline)
{
    if (!isOpen())
        return lost("the board has closed the connection");
    qsizetype sent = 0;
    while (sent < line.size()) {
        const auto count =
            ::send(m_fd, line.constData() + sent, static_cast<std::size_t>(line.size() - sent), MSG_NOSIGNAL);
        if (count > 0) {
            sent += count;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            auto waited = waitFor(POLLOUT, deadline);
            if (!waited && sent > 0)
                close(); // half a line cannot be taken back
            STINT_TRY(std::move(waited));
        } else if (errno != EINTR) {
            return lost("the board has closed the connection");
        }
    }
    return {};
}

Done Connection::receive()
{
    std::array<char, 65'536> buffer;
    while (isOpen()) {
        const auto count = ::recv(m_fd, buffer.data(), buffer.size(), 0);
        if (count > 0) {
            m_framer.append(QByteArrayView(buffer.data(), count));
            if (count < static_cast<ssize_t>(buffer.size()))
                return {};
        } else if (count < 0 && errno == EINTR) {
            continue;
        } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return {};
        } else {
            break;
        }
    }
    return lost("the board has closed the connection");
}

std::optional<QByteArray> Connection::nextLine()
{
    if (const auto line = m_framer.next())
        return line->toByteArray();
    if (m_framer.isOverflowing())
        close();
    return std::nullopt;
}

Done Connection::waitReadable(Deadline deadline)
{
    if (!isOpen())
        return lost("the board has closed the connection");
    return waitFor(POLLIN, deadline);
}

} // namespace stint::client
