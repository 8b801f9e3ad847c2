#pragma once

#include "model/domain/verbs/all.h"

namespace stint
{

// Methods about the connection itself: the server answers them without a verb of the service.

/// A range of protocol versions one side speaks.
struct ProtocolRange {
    int min = 1, max = 1;
    static constexpr auto fields()
    {
        return fieldList(required("min", &ProtocolRange::min, "oldest version spoken"),
                         required("max", &ProtocolRange::max, "newest version spoken"));
    }
};
inline constexpr ProtocolRange protocolSpoken{1, 1};

struct Program {
    QString name, version;
    static constexpr auto fields()
    {
        return fieldList(required("name", &Program::name, "name of the program"),
                         required("version", &Program::version, "its version"));
    }
};

struct BoardRef {
    QString id, name;
    static constexpr auto fields()
    {
        return fieldList(required("id", &BoardRef::id), required("name", &BoardRef::name));
    }
};

/// What a client must keep to (protocol.md 2, 3).
struct WireLimits {
    qint64 lineBytes = 0, depth = 0, members = 0, inFlight = 0, requestsPerSecond = 0, burst = 0, subscriberEvents = 0,
           listMax = 0, claimWaitMaxMs = 0;
    static constexpr auto fields()
    {
        using L = WireLimits;
        return fieldList(required("line_bytes", &L::lineBytes), required("depth", &L::depth),
                         required("members", &L::members), required("in_flight", &L::inFlight),
                         required("requests_per_second", &L::requestsPerSecond), required("burst", &L::burst),
                         required("subscriber_events", &L::subscriberEvents), required("list_max", &L::listMax),
                         required("claim_wait_max_ms", &L::claimWaitMaxMs));
    }
};

struct SystemHello {
    ProtocolRange protocol;
    Program client;
    QString sessionToken, ticket; ///< at most one of them; null: not given, and blank is a wrong one
    struct Reply {
        int protocol = 1;
        Program server;
        BoardRef board;
        ActorRef actor;
        OriginRef origin;
        std::optional<Session> session;
        QString sessionToken; ///< of a session that a ticket has opened, once (CON-04)
        QStringList capabilities;
        WireLimits limits;
        qint64 seq = 0; ///< of the newest event
        static constexpr auto fields()
        {
            return fieldList(required("protocol", &Reply::protocol), required("server", &Reply::server),
                             required("board", &Reply::board), required("actor", &Reply::actor),
                             required("origin", &Reply::origin), optional("session", &Reply::session),
                             optional("session_token", &Reply::sessionToken),
                             required("capabilities", &Reply::capabilities), required("limits", &Reply::limits),
                             required("seq", &Reply::seq));
        }
    };
    static constexpr Method method =
        servedLocked({"system.hello", "Greets the board; the first request of every connection.", Access::Local,
                      Who::Anyone, std::nullopt,
                      errorSet(ErrorCode::ValidationFailed, ErrorCode::ProtocolMismatch, ErrorCode::NotAuthenticated,
                               ErrorCode::SessionAlreadyBound, ErrorCode::TooManyConnections)});
    static constexpr auto fields()
    {
        using H = SystemHello;
        return fieldList(required("protocol", &H::protocol, "versions the client speaks"),
                         required("client", &H::client, "who calls"),
                         optional("session_token", &H::sessionToken, "resumes an agent session"),
                         optional("ticket", &H::ticket, "opens the session of a launched agent, once"));
    }
};

struct SystemInfo {
    struct Reply {
        Program server;
        BoardRef board;
        ProtocolRange protocol;
        ActorRef actor;
        OriginRef origin;
        std::optional<SessionId> sessionId;
        qint64 pid = 0;
        QString instanceId;
        Time startedAt;
        int connections = 0;
        bool locked = false; ///< its key is not in memory (board.lock)
        WireLimits limits;
        static constexpr auto fields()
        {
            return fieldList(required("server", &Reply::server), required("board", &Reply::board),
                             required("protocol", &Reply::protocol), required("actor", &Reply::actor),
                             required("origin", &Reply::origin), optional("session_id", &Reply::sessionId),
                             required("pid", &Reply::pid), required("instance_id", &Reply::instanceId),
                             required("started_at", &Reply::startedAt), required("connections", &Reply::connections),
                             required("locked", &Reply::locked), required("limits", &Reply::limits));
        }
    };
    static constexpr Method method =
        servedLocked({"system.info", "Tells who serves which board, and as whom the caller counts.", Access::Local});
    static constexpr auto fields() { return fieldList(); }
};

struct SystemPing {
    struct Reply {
        Time time;
        static constexpr auto fields() { return fieldList(required("time", &Reply::time)); }
    };
    static constexpr Method method =
        servedLocked({"system.ping", "Answers at once, without touching the store.", Access::Local});
    static constexpr auto fields() { return fieldList(); }
};

struct SystemHealth {
    struct Reply {
        bool ok = true;
        QString store; ///< ok, or why reading is impossible
        qint64 seq = 0;
        int connections = 0, subscriptions = 0;
        static constexpr auto fields()
        {
            return fieldList(required("ok", &Reply::ok), required("store", &Reply::store), required("seq", &Reply::seq),
                             required("connections", &Reply::connections),
                             required("subscriptions", &Reply::subscriptions));
        }
    };
    static constexpr Method method =
        servedLocked({"system.health", "Reads from the store once and tells how it went.", Access::Local});
    static constexpr auto fields() { return fieldList(); }
};

struct RpcDiscover {
    using Reply = Json; ///< the OpenRPC document
    static constexpr Method method =
        servedLocked({"rpc.discover", "Returns the OpenRPC document of this interface.", Access::Local});
    static constexpr auto fields() { return fieldList(); }
};

/// A notification: it has no id and gets no answer.
struct RpcCancel {
    Json id; ///< of a request in flight on this connection
    using Reply = OkReply;
    static constexpr Method method =
        servedLocked({"rpc.cancel", "Ends the waiting of a request in flight on this connection.", Access::Local});
    static constexpr auto fields() { return fieldList(required("id", &RpcCancel::id, "id of the request")); }
};

struct EventsSubscribe {
    std::optional<qint64> afterSeq;
    std::optional<TaskId> taskId;
    QStringList kinds;
    struct Reply {
        QString subscriptionId;
        qint64 seq = 0; ///< events later than this one follow
        static constexpr auto fields()
        {
            return fieldList(required("subscription_id", &Reply::subscriptionId), required("seq", &Reply::seq));
        }
    };
    static constexpr Method method{
        "events.subscribe",
        "Sends events from now or from a number on, as events.event.",
        Access::Local,
        Who::Anyone,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound, ErrorCode::TooManyConnections)};
    static constexpr auto fields()
    {
        using E = EventsSubscribe;
        return fieldList(optional("after_seq", &E::afterSeq, "begin after this event; absent: only new ones"),
                         optional("task_id", &E::taskId, "only of this task and everything below it"),
                         oneOf(eventTypes, optional("kinds", &E::kinds, "only these event types")));
    }
};

struct EventsUnsubscribe {
    QString subscriptionId;
    using Reply = OkReply;
    static constexpr Method method = servedLocked({"events.unsubscribe", "Ends a subscription.", Access::Local,
                                                   Who::Anyone, std::nullopt, errorSet(ErrorCode::ValidationFailed)});
    static constexpr auto fields()
    {
        return fieldList(required("subscription_id", &EventsUnsubscribe::subscriptionId, "the subscription"));
    }
};

struct BoardInfo {
    struct Reply {
        BoardRef board;
        QString file;
        qint64 fileBytes = 0;
        qint64 seq = 0;
        static constexpr auto fields()
        {
            return fieldList(required("board", &Reply::board), required("file", &Reply::file),
                             required("file_bytes", &Reply::fileBytes), required("seq", &Reply::seq));
        }
    };
    static constexpr Method method =
        servedLocked({"board.info", "Tells where the board is kept and how large it is.", Access::Local, Who::Human,
                      std::nullopt, errorSet(ErrorCode::PermissionDenied)});
    static constexpr auto fields() { return fieldList(); }
};

/// Copies the last commit to a new file beside the going work; the board's key opens it.
struct BoardBackup {
    QString path;
    struct Reply {
        QString path;
        qint64 bytes = 0;
        qint64 seq = 0; ///< of the newest event in it
        static constexpr auto fields()
        {
            return fieldList(required("path", &Reply::path), required("bytes", &Reply::bytes),
                             required("seq", &Reply::seq));
        }
    };
    static constexpr Method method{"board.backup",
                                   "Copies the board to a new file, encrypted with the same key.",
                                   Access::Local,
                                   Who::Human,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PermissionDenied,
                                            ErrorCode::Conflict, ErrorCode::QueueFull, ErrorCode::StorageUnavailable)};
    static constexpr auto fields()
    {
        return fieldList(required("path", &BoardBackup::path, "absolute path of a file that does not exist yet"));
    }
};

/// What the command of a run has written since the last time: shown by the window that serves the board, never stored.
struct RunLog {
    RunId runId;
    std::optional<int> leaseEpoch;
    QString text;
    struct Reply {
        bool shown = false; ///< false: nobody looks, so nothing more needs to be sent
        static constexpr auto fields() { return fieldList(required("shown", &Reply::shown)); }
    };
    static constexpr qsizetype textBytes = 65'536;
    static constexpr Method method{"run.log",
                                   "Shows what the command of a run writes; it is not stored.",
                                   Access::Local,
                                   Who::Session,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge,
                                            ErrorCode::RunNotFound, ErrorCode::LeaseLost, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &RunLog::runId, "the run"),
                         optional("lease_epoch", &RunLog::leaseEpoch, "refuse when the lease has another epoch"),
                         required("text", &RunLog::text, "the next part of the output, at most 65536 bytes"));
    }
};

/// Whether the board's key is in memory.
struct LockReply {
    bool locked = false;
    static constexpr auto fields() { return fieldList(required("locked", &LockReply::locked)); }
};

/// Finishes what waits, closes the store and wipes the key. Socket, sessions and subscriptions stay.
struct BoardLockRequest {
    std::optional<QString> requestId;
    using Reply = LockReply;
    static constexpr Method method = servedLocked(
        {"board.lock", "Wipes the board's key from memory; until it is unlocked nothing can be read or written.",
         Access::Local, Who::Human, std::nullopt, errorSet(ErrorCode::PermissionDenied, ErrorCode::ValidationFailed)});
    static constexpr auto fields()
    {
        return fieldList(
            optional("request_id", &BoardLockRequest::requestId, "accepted; a second time does nothing anyway"));
    }
};

/// Loads the key, opens and proves the file as at a start.
struct BoardUnlockRequest {
    std::optional<QString> requestId;
    using Reply = LockReply;
    static constexpr Method method =
        servedLocked({"board.unlock", "Loads the board's key again and goes on where it was locked.", Access::Local,
                      Who::Human, std::nullopt, errorSet(ErrorCode::PermissionDenied, ErrorCode::ValidationFailed)});
    static constexpr auto fields()
    {
        return fieldList(
            optional("request_id", &BoardUnlockRequest::requestId, "accepted; a second time does nothing anyway"));
    }
};

using ConnectionMethods =
    TypeList<SystemHello, SystemInfo, SystemPing, SystemHealth, RpcDiscover, RpcCancel, EventsSubscribe,
             EventsUnsubscribe, BoardInfo, BoardBackup, BoardLockRequest, BoardUnlockRequest, RunLog>;

// Notifications to clients.

/// `events.event`
struct EventNotification {
    QString subscriptionId;
    Event event;
    static constexpr const char *name = "events.event";
    static constexpr auto fields()
    {
        return fieldList(required("subscription_id", &EventNotification::subscriptionId),
                         inlined(&EventNotification::event));
    }
};

/// `events.overflow`: the subscription is over; subscribe again after last_seq (LIV-06).
struct OverflowNotification {
    QString subscriptionId;
    qint64 lastSeq = 0;
    static constexpr const char *name = "events.overflow";
    static constexpr auto fields()
    {
        return fieldList(required("subscription_id", &OverflowNotification::subscriptionId),
                         required("last_seq", &OverflowNotification::lastSeq));
    }
};

/// `session.notice`: a run was taken, work waits, a review was routed.
struct NoticeNotification {
    QString kind;
    std::optional<TaskId> taskId;
    std::optional<RunId> runId;
    std::optional<ReviewId> reviewId;
    std::optional<int> leaseEpoch;
    std::optional<ClaimEnd> endReason;
    static constexpr const char *name = "session.notice";
    static constexpr auto fields()
    {
        using N = NoticeNotification;
        return fieldList(required("kind", &N::kind, "run_taken, pending_task_run, review_routed or stop"),
                         optional("task_id", &N::taskId), optional("run_id", &N::runId),
                         optional("review_id", &N::reviewId), optional("lease_epoch", &N::leaseEpoch),
                         optional("end_reason", &N::endReason));
    }
};

/// Calls \a visit with a `std::type_identity` of each request of the list.
template<class... R, class Visit>
constexpr void forEachMethod(TypeList<R...>, Visit &&visit)
{
    (visit(std::type_identity<R>{}), ...);
}

/// Calls \a visit for every method of the table: those of the connection, then the verbs by group.
template<class Visit>
constexpr void forEachMethod(Visit &&visit)
{
    forEachMethod(ConnectionMethods{}, visit);
    forEachMethod(TaskMethods{}, visit);
    forEachMethod(RunMethods{}, visit);
    forEachMethod(ReviewMethods{}, visit);
    forEachMethod(BoardMethods{}, visit);
}

} // namespace stint
