#pragma once

#include "app/server/connection.h"
#include "app/server/outbox.h"
#include "app/server/subscriptions.h"
#include "app/server/tickets.h"
#include "app/server/tokenbucket.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/envelope.h"
#include "model/ports/clock.h"
#include "model/service/board.h"

#include <atomic>
#include <memory>
#include <thread>
#include <unordered_map>

namespace stint::server
{

/// What the server needs to know once and for all.
struct ServerConfig {
    QString socketPath;
    QString boardId, boardName, boardFile;
    QString user; ///< of the operating system: who a person is (ACT-04)
    QString instanceId;
    Time startedAt;
    qint64 lastSeq = 0; ///< newest event at start
    uid_t owner = ::geteuid();
    ServerLimits limits;
    /// The process behind a pid, while it lives.
    std::function<std::optional<ProcessRef>(qint64 pid)> processOf;
    /// Copies the board to a new file and waits for it; any thread. It comes to an end by itself when the board stops.
    std::function<Result<BoardBackup::Reply>(const QString &path)> backUp;
    /// Of the agents that are being launched; shared with whoever launches them.
    std::shared_ptr<Tickets> tickets = std::make_shared<Tickets>();
};

/// Takes what the command of a run has written. Called on the api thread; must not block.
using LogReader = std::function<void(const RunId &, const QString &text)>;

/// Where an answer goes. A value: travels to the writer and back.
struct Call {
    quint64 connection = 0;
    QByteArray id;     ///< blank: a notification, which is not answered
    QString requestId; ///< no other call has it; for people who look for it in the log
};

/// What the writer's thread and the api thread both see.
struct Feed {
    std::atomic<qint64> lastSeq{0};
    std::atomic<int> subscriptions{0}; ///< commits are only brought over while somebody listens
};

/// Everything that happens on the api thread: the loop, connections, requests, answers, deadlines.
class Api
{
public:
    Api(const ServerConfig &config, Board &board, Clock &clock, SessionExecutor &executor,
        std::shared_ptr<Outbox> outbox, std::shared_ptr<Feed> feed, Listener listener);
    ~Api();

    /// The loop; returns after leave().
    void run();
    /// Closes the listener and refuses further requests; what was begun is still answered.
    void refuseRequests();
    /// Sends what is queued, waits for slow readers up to the farewell time, then lets run() return.
    void leave();

    const ServerConfig config;
    Board &board;
    SessionExecutor &executor;
    const std::shared_ptr<Outbox> outbox;
    const std::shared_ptr<Feed> feed;
    Subscriptions subscriptions;
    LogReader showLog; ///< empty: nobody looks at the logs of runs

    qint64 nowMs() { return m_clock.sample().monotonicMs; }
    Time wallTime() { return m_clock.sample().wall; }
    Connection *find(quint64 connection);
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

    void answer(const Call &call, const QByteArray &result);
    void refuse(const Call &call, const wire::Refusal &refusal);
    /// Refuses parameters, but to an agent without the right to \a method for that (ERR-05 steps 3 and 4).
    void refuseParams(const Actor &actor, const Method &method, const Call &call, const wire::Refusal &refusal);
    void refuse(const Call &call, Error error) { refuse(call, wire::Refusal::of(std::move(error))); }
    /// Ends isHeld and begins the requests that waited.
    void release(Connection &connection);
    /// Something was queued for it: it is flushed at the end of the turn.
    void touch(Connection &connection) { m_touched.push_back(connection.id); }

    void deliver(const SessionNotice &notice);
    void sessionEnded(const SessionId &session);
    /// rpc.cancel: a claim that waits under this id is ended at once.
    void cancel(Connection &connection, const QByteArray &id);
    /// board.backup: copies on a thread of its own, one copy at a time.
    void backUp(const Call &call, const QString &path);

private:
    void acceptCallers();
    void onEvents(Connection &connection, quint32 events);
    void readLines(Connection &connection);
    void handleLine(Connection &connection, QByteArrayView line);
    void handleRequest(Connection &connection, Call call, const wire::Request &request);
    void malformed(Connection &connection, Call call, const wire::BadRequest &bad);
    /// Tells what is wrong, with a blank id under null.
    void complain(Connection &connection, const Call &call, const wire::Refusal &refusal);
    std::optional<Error> barrier(Connection &connection, const wire::Request &request);
    qint64 overRate(const SessionId &session);

    int waitMs();
    void expectDeadline(const std::optional<qint64> &deadline);
    void checkDeadlines();
    void finishTurn();
    void settle(Connection &connection);
    void forget(quint64 connection);

    Clock &m_clock;
    std::optional<Listener> m_listener;
    Descriptor m_epoll;
    std::unordered_map<quint64, std::unique_ptr<Connection>> m_connections;
    QHash<SessionId, TokenBucket> m_buckets;
    std::vector<quint64> m_touched;
    quint64 m_lastConnection = 0;
    std::optional<qint64> m_acceptAgainAt, m_nextDeadline; ///< the latter never later than the first that is due
    bool m_isRefusing = false, m_isLeaving = false;
    std::thread m_backup;
    bool m_isBackingUp = false;
};

} // namespace stint::server
