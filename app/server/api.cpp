#include "app/server/api.h"

#include "app/server/log.h"
#include "app/wire/encode.h"

#include <algorithm>
#include <chrono>

#include <sys/epoll.h>

Q_LOGGING_CATEGORY(lcServer, "stint.server")

namespace stint::server
{

namespace
{

// Connections are numbered from 2; the two descriptors of the server itself come first.
constexpr quint64 listenerKey = 0, outboxKey = 1;

void watch(int epoll, int operation, int descriptor, quint32 events, quint64 key)
{
    epoll_event event = {};
    event.events = events;
    event.data.u64 = key;
    ::epoll_ctl(epoll, operation, descriptor, &event);
}

} // namespace

Api::Api(const ServerConfig &about, Board &theBoard, Clock &clock, SessionExecutor &theExecutor,
         std::shared_ptr<Outbox> theOutbox, std::shared_ptr<Feed> theFeed, Listener listener)
    : config(about)
    , board(theBoard)
    , executor(theExecutor)
    , outbox(std::move(theOutbox))
    , feed(std::move(theFeed))
    , subscriptions(*this)
    , m_clock(clock)
    , m_listener(std::move(listener))
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_lastConnection(outboxKey)
{
    watch(m_epoll.get(), EPOLL_CTL_ADD, m_listener->descriptor(), EPOLLIN, listenerKey);
    watch(m_epoll.get(), EPOLL_CTL_ADD, outbox->descriptor(), EPOLLIN, outboxKey);
}

Api::~Api()
{
    if (m_backup.joinable())
        m_backup.join();
}

void Api::run()
{
    std::array<epoll_event, 128> events;
    while (!m_isLeaving) {
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), waitMs());
        // Jobs first: what the process decided before a request came in holds for that request.
        for (auto &job : outbox->take())
            job(*this);
        for (int i = 0; i < count; ++i) {
            const auto &event = events[static_cast<std::size_t>(i)];
            if (event.data.u64 == listenerKey)
                acceptCallers();
            else if (event.data.u64 != outboxKey)
                if (Connection *const connection = find(event.data.u64))
                    onEvents(*connection, event.events);
        }
        checkDeadlines();
        finishTurn();
    }
}

void Api::refuseRequests()
{
    m_isRefusing = true;
    m_listener.reset();
    m_acceptAgainAt.reset();
}

void Api::leave()
{
    using Steady = std::chrono::steady_clock;
    if (m_backup.joinable()) {
        // It has ended, or does so now; its caller is answered, too.
        m_backup.join();
        for (auto &job : outbox->take())
            job(*this);
    }
    const auto until = Steady::now() + std::chrono::milliseconds(config.limits.farewellMs);
    for (;;) {
        finishTurn();
        bool isAnythingQueued = false;
        for (const auto &[id, connection] : m_connections)
            isAnythingQueued = isAnythingQueued || connection->queuedBytes() > 0;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Steady::now()).count();
        if (!isAnythingQueued || left <= 0)
            break;
        std::array<epoll_event, 16> events;
        ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), static_cast<int>(left));
        for (const auto &[id, connection] : m_connections)
            touch(*connection);
    }
    m_connections.clear();
    m_isLeaving = true;
}

Connection *Api::find(quint64 connection)
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() || found->second->isDead ? nullptr : found->second.get();
}

void Api::acceptCallers()
{
    while (m_listener) {
        Descriptor socket;
        Peer peer;
        const quint64 id = m_lastConnection + 1;
        switch (m_listener->accept(config.owner, requestIdOf(id, 0), socket, peer)) {
        case Listener::Outcome::Nothing:
            return;
        case Listener::Outcome::Refused:
            m_lastConnection = id;
            continue;
        case Listener::Outcome::Exhausted:
            qCWarning(lcServer, "out of descriptors; accepting pauses");
            watch(m_epoll.get(), EPOLL_CTL_MOD, m_listener->descriptor(), 0, listenerKey);
            m_acceptAgainAt = nowMs() + config.limits.acceptPauseMs;
            expectDeadline(m_acceptAgainAt);
            return;
        case Listener::Outcome::Accepted:
            break;
        }
        m_lastConnection = id;
        auto connection = std::make_unique<Connection>(id, std::move(socket), peer, config.limits, nowMs());
        connection->watched = EPOLLIN;
        watch(m_epoll.get(), EPOLL_CTL_ADD, connection->descriptor(), EPOLLIN, id);
        if (connectionCount() >= config.limits.connections) {
            complain(
                *connection, {id, {}, connection->nextRequestId()},
                wire::Refusal::of(stint::refuse(ErrorCode::TooManyConnections, "The board has too many connections.")));
            connection->isEnding = true;
        }
        touch(*connection);
        m_connections.emplace(id, std::move(connection));
    }
}

void Api::onEvents(Connection &connection, quint32 events)
{
    touch(connection);
    if ((events & EPOLLIN) != 0 && connection.isReady() && !connection.receive())
        connection.hasSpoken = true;
    if ((events & EPOLLIN) != 0)
        readLines(connection);
    // Both directions are closed: nobody reads an answer any more.
    if ((events & (EPOLLHUP | EPOLLERR)) != 0)
        connection.isDead = true;
}

void Api::readLines(Connection &connection)
{
    while (connection.isReady()) {
        const auto line = connection.lines.next();
        if (!line)
            break;
        // What follows upon this one is another line, with a time of its own.
        connection.lineBy.reset();
        handleLine(connection, *line);
    }
    if (connection.lines.isOverflowing() && !connection.isEnding) {
        complain(connection, {connection.id, {}, connection.nextRequestId()},
                 wire::Refusal::of(stint::refuse(ErrorCode::FrameTooLarge, "The line is too long.")
                                       .with("limit", qint64(config.limits.lineBytes))));
        connection.isEnding = true;
    }
    if (!connection.isReady() || connection.lines.halfLineBytes() == 0)
        connection.lineBy.reset();
    else if (!connection.lineBy)
        connection.lineBy = nowMs() + config.limits.halfLineMs;
}

void Api::release(Connection &connection)
{
    connection.isHeld = false;
    touch(connection);
    readLines(connection);
}

void Api::expectDeadline(const std::optional<qint64> &deadline)
{
    if (deadline && (!m_nextDeadline || *deadline < *m_nextDeadline))
        m_nextDeadline = deadline;
}

int Api::waitMs()
{
    constexpr qint64 longestMs = 60'000;
    return m_nextDeadline ? static_cast<int>(std::clamp<qint64>(*m_nextDeadline - nowMs(), 0, longestMs)) : -1;
}

void Api::checkDeadlines()
{
    const qint64 now = m_nextDeadline ? nowMs() : 0;
    if (!m_nextDeadline || *m_nextDeadline > now)
        return;
    if (m_acceptAgainAt && *m_acceptAgainAt <= now && m_listener) {
        m_acceptAgainAt.reset();
        watch(m_epoll.get(), EPOLL_CTL_MOD, m_listener->descriptor(), EPOLLIN, listenerKey);
    }
    m_nextDeadline = m_acceptAgainAt;
    for (const auto &[id, connection] : m_connections) {
        const auto deadline = connection->deadline();
        if (deadline && *deadline <= now) {
            connection->isDead = true;
            touch(*connection);
        } else {
            expectDeadline(deadline);
        }
    }
}

void Api::finishTurn()
{
    // Settling may touch again (a request that waited is begun); each connection settles until nothing is left to do.
    while (!m_touched.empty()) {
        std::vector<quint64> touched;
        touched.swap(m_touched);
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        for (const quint64 id : touched) {
            const auto found = m_connections.find(id);
            if (found != m_connections.end())
                settle(*found->second);
        }
    }
}

void Api::settle(Connection &connection)
{
    subscriptions.pump(connection);
    const bool wasReady = connection.isReady();
    connection.flush();
    if (!wasReady && connection.isReady())
        release(connection);
    const bool isAnswered =
        connection.hasSpoken && connection.isReady() && connection.inFlight.isEmpty() && connection.subscriptions == 0;
    if (connection.isDead || (connection.queuedBytes() == 0 && (connection.isEnding || isAnswered))) {
        forget(connection.id);
        return;
    }
    expectDeadline(connection.deadline());
    const quint32 wanted = connection.wanted();
    if (wanted != connection.watched) {
        watch(m_epoll.get(), EPOLL_CTL_MOD, connection.descriptor(), wanted, connection.id);
        connection.watched = wanted;
    }
}

void Api::forget(quint64 id)
{
    const auto found = m_connections.find(id);
    const std::unique_ptr<Connection> connection = std::move(found->second);
    m_connections.erase(found);
    subscriptions.drop(*connection);
    if (connection->ownsSession && !m_isRefusing) {
        board.cancelWaiting(connection->actor.session());
        board.disconnectSession(connection->actor.session());
    }
}

void Api::deliver(const SessionNotice &notice)
{
    for (const auto &[id, connection] : m_connections) {
        if (connection->isDead || connection->actor.session() != notice.session || notice.session.isEmpty())
            continue;
        NoticeNotification told{notice.kind, notice.taskId, notice.runId, notice.reviewId, {}, notice.endReason};
        if (notice.leaseEpoch > 0)
            told.leaseEpoch = notice.leaseEpoch;
        connection->send(wire::notificationLine(NoticeNotification::name, wire::encoded(told)));
        touch(*connection);
    }
}

void Api::sessionEnded(const SessionId &session)
{
    m_buckets.remove(session);
    for (const auto &[id, connection] : m_connections) {
        if (session.isEmpty() || connection->actor.session() != session)
            continue;
        connection->ownsSession = false;
        connection->isEnding = true;
        touch(*connection);
    }
}

} // namespace stint::server
