#pragma once

#include "app/client/connection.h"
#include "app/client/endpoint.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/decode.h"
#include "app/wire/encode.h"

#include <map>
#include <set>

namespace stint::client
{

/// How one call waits.
struct CallOptions {
    qint64 timeoutMs = 30'000;
    /// Sent again after a lost connection: reads always may be, writes because they carry a request_id (MTH-02).
    bool maySendAgain = true;
};

struct Notice {
    QByteArray method;
    QByteArray params; ///< JSON
};

/// A caller of the board: greets it, calls its methods, receives its notifications and comes back after a lost
/// connection with the session it had (CON-04). Plain sockets, no event loop. Used by one thread.
class Client
{
public:
    struct Options {
        BoardAddress board;
        QString program = QStringLiteral("stint"); ///< name in the greeting; `stint` is the command line (ACT-04)
        QString sessionToken;                      ///< resumes that session
        QString ticket; ///< opens the session of a launched agent, once; whoever has one is never the operator
        int interruptDescriptor = -1; ///< when it becomes readable, waits end with Interrupted
        qint64 reconnectMs = 0;       ///< how long a lost board is looked for
    };

    /// Connects and greets. Unreachable, Blocked, Distrusted, protocol_mismatch, not_authenticated.
    static Result<std::unique_ptr<Client>> connect(Options options);

    const SystemHello::Reply &greeting() const { return m_greeting; }

    /// Calls a method of the table and waits for its answer. Writes get a request_id of their own.
    template<Request R>
    Result<typename R::Reply> call(const R &request, const CallOptions &options = {});
    /// Calls \a method with \a params, a JSON object; the answer is JSON.
    Result<QByteArray> callRaw(const QByteArray &method, const QByteArray &params, const CallOptions &options = {});

    /// The request id that makes a write repeatable, added to \a params.
    static QByteArray withRequestId(const QByteArray &params);

    /// Turns this connection into an agent session and keeps its token for reconnects.
    Result<SessionRegister::Reply> registerSession(const SessionRegister &request);
    const QString &sessionToken() const { return m_options.sessionToken; }

    // The half for event loops: post, watch descriptor(), receive, take.

    /// Path of the socket this client is or was connected to.
    const QString &socketPath() const { return m_socketPath; }

    bool isConnected() const { return m_connection.isOpen(); }
    int descriptor() const { return m_connection.descriptor(); }
    /// Sends without waiting for the answer; yields the number under which takeAnswer() finds it.
    Result<qint64> post(const QByteArray &method, const QByteArray &params);
    /// Sends what gets no answer.
    Done notify(const QByteArray &method, const QByteArray &params);
    /// Takes in what has arrived. Unreachable when the connection is gone.
    Done receive();
    std::optional<Result<QByteArray>> takeAnswer(qint64 id);
    std::optional<Notice> takeNotice();
    /// The next notification, waiting for it.
    Result<Notice> waitForNotice(qint64 timeoutMs);
    /// Tries once to come back with the session.
    Done reconnect();
    /// Tries until \a reconnectMs of the options is over, woken by the socket's folder.
    Done reconnectInTime();

private:
    explicit Client(Options options)
        : m_options(std::move(options))
    {
    }
    Done greet();
    Done sort(QByteArray line);
    Result<QByteArray> exchange(const QByteArray &method, const QByteArray &params, Deadline deadline);

    Options m_options;
    SystemHello::Reply m_greeting;
    Connection m_connection;
    QString m_socketPath;
    bool m_ticketShown = false;
    qint64 m_lastId = 0;
    std::map<qint64, Result<QByteArray>> m_answers; ///< of post() and of calls that timed out meanwhile
    std::set<qint64> m_awaited;                     ///< ids whose answer somebody will take
    std::deque<Notice> m_notices;
};

/// \a json as the answer type \a T; Garbled when it does not fit. Members of later versions are skipped.
template<class T>
Result<T> answerFrom(const QByteArray &json);

Error garbled(const QString &what);
/// Bounds for texts of the board, which is trusted more than callers are.
inline constexpr wire::JsonBounds answerBounds{64, 1'000'000};

} // namespace stint::client

template<class T>
stint::Result<T> stint::client::answerFrom(const QByteArray &json)
{
    if constexpr (std::is_same_v<T, Json>) {
        return Json{json};
    } else {
        const auto text = wire::JsonText::scan(json, answerBounds);
        if (!text)
            return garbled(text.error().what);
        auto value = wire::decode<T>(text->root(), wire::Unknown::Skipped);
        if (!value)
            return garbled(value.error().error.message);
        return std::move(*value);
    }
}

template<stint::Request R>
stint::Result<typename R::Reply> stint::client::Client::call(const R &request, const CallOptions &options)
{
    QByteArray params = wire::encoded(request);
    if constexpr (R::method.access == Access::Write)
        params = withRequestId(params);
    STINT_TRY_LET(const QByteArray json, callRaw(R::method.name, params, options));
    return answerFrom<typename R::Reply>(json);
}
