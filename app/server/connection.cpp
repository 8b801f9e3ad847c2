#include "app/server/connection.h"

#include "app/server/log.h"

#include <algorithm>
#include <cerrno>

#include <sys/epoll.h>
#include <sys/socket.h>

namespace stint::server
{

QString requestIdOf(quint64 connection, qint64 call)
{
    return QStringLiteral("c%1.%2").arg(connection).arg(call);
}

Connection::Connection(quint64 number, Descriptor socket, const Peer &other, const ServerLimits &limits, qint64 nowMs)
    : id(number)
    , peer(other)
    , greetBy(nowMs + limits.helloMs)
    , lines(limits.lineBytes)
    , m_socket(std::move(socket))
    , m_limits(limits)
{
}

QString Connection::nextRequestId()
{
    return requestIdOf(id, ++m_calls);
}

bool Connection::receive()
{
    char buffer[64 * 1024];
    const auto got = ::recv(m_socket.get(), buffer, sizeof buffer, 0);
    if (got > 0) {
        lines.append(QByteArrayView(buffer, got));
        return true;
    }
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

void Connection::send(const QByteArray &line)
{
    if (isDead)
        return;
    if (queuedBytes() + line.size() > m_limits.outputBytes && queuedBytes() > 0) {
        flush();
        if (queuedBytes() > 0 && queuedBytes() + line.size() > m_limits.outputBytes) {
            qCWarning(lcServer, "cut a client that does not read its answers");
            isDead = true;
            return;
        }
    }
    m_out.append(line);
}

void Connection::flush()
{
    while (!isDead && queuedBytes() > 0) {
        const auto sent =
            ::send(m_socket.get(), m_out.constData() + m_sent, static_cast<std::size_t>(queuedBytes()), MSG_NOSIGNAL);
        if (sent > 0) {
            m_sent += sent;
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            isDead = true;
        }
    }
    if (queuedBytes() == 0) {
        m_out.clear();
        m_sent = 0;
    } else if (m_sent > m_limits.outputEnough) {
        m_out.remove(0, m_sent);
        m_sent = 0;
    }
}

std::optional<qint64> Connection::deadline() const
{
    const auto greeting = isHeld ? std::nullopt : greetBy;
    return greeting && lineBy ? std::min(*greeting, *lineBy) : greeting ? greeting : lineBy;
}

quint32 Connection::wanted() const
{
    quint32 mask = 0;
    if (isReady() && !hasSpoken)
        mask |= EPOLLIN;
    if (queuedBytes() > 0)
        mask |= EPOLLOUT;
    return mask;
}

} // namespace stint::server
