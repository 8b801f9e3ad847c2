#pragma once

#include "app/server/listener.h"
#include "app/server/serverlimits.h"
#include "app/wire/lineframer.h"
#include "model/domain/actor.h"

#include <QHash>

namespace stint::server
{

/// What a call of a connection is known by (Call::requestId); \a call 0: the connection itself.
QString requestIdOf(quint64 connection, qint64 call);

/// One client: its socket, its two buffers, who it is and what it waits for. Api thread.
class Connection
{
public:
    Connection(quint64 id, Descriptor socket, const Peer &peer, const ServerLimits &limits, qint64 nowMs);

    const quint64 id;
    const Peer peer;

    enum class Phase {
        New, ///< no system.hello yet
        Greeted,
    };
    Phase phase = Phase::New;
    Actor actor;
    bool ownsSession = false; ///< the actor's session is connected by this connection
    bool isHeld = false;      ///< who it is is being found out: no request is begun meanwhile
    bool isEnding = false;    ///< closed as soon as what is queued was sent
    bool isDead = false;      ///< to be forgotten
    bool hasSpoken = false;   ///< its end of the stream is closed; it may still wait for answers
    int malformedInRow = 0, failedHellos = 0, subscriptions = 0;
    std::optional<qint64> greetBy, lineBy; ///< monotonic deadlines (FRM-04)
    QHash<QByteArray, QString> inFlight;   ///< id → Call::requestId

    wire::LineFramer lines;

    int descriptor() const { return m_socket.get(); }
    /// Names the next line that comes in, or what is told without one (Call::requestId).
    QString nextRequestId();
    /// Takes what has come in, at most one buffer; false when nothing came and the stream is over or broken.
    bool receive();
    /// Queues a line. Over the bound the connection is cut (FRM-05).
    void send(const QByteArray &line);
    /// Hands queued bytes to the kernel as far as it takes them.
    void flush();
    qsizetype queuedBytes() const { return m_out.size() - m_sent; }
    /// May more of its requests be read?
    bool isReady() const { return !isHeld && !isEnding && !isDead && queuedBytes() < m_limits.outputEnough; }
    /// When it is closed if nothing happens, in monotonic milliseconds (FRM-04).
    std::optional<qint64> deadline() const;
    /// What epoll should watch for; the mask that is set is remembered by the loop.
    quint32 wanted() const;
    quint32 watched = 0;

private:
    Descriptor m_socket;
    const ServerLimits &m_limits;
    QByteArray m_out;
    qsizetype m_sent = 0;
    qint64 m_calls = 0;
};

} // namespace stint::server
