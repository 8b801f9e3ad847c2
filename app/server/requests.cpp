#include "app/server/api.h"
#include "app/server/log.h"
#include "app/server/methodtable.h"
#include "app/wire/encode.h"

namespace stint::server
{

void Api::handleLine(Connection &connection, QByteArrayView line)
{
    const Call call{connection.id, {}, connection.nextRequestId()};
    const auto text = wire::JsonText::scan(line.toByteArray());
    if (!text) {
        malformed(connection, call, {{}, wire::Refusal::of(text.error())});
        return;
    }
    const auto request = wire::readRequest(*text);
    if (!request) {
        malformed(connection, call, request.error());
        return;
    }
    handleRequest(connection, call, *request);
}

void Api::malformed(Connection &connection, Call call, const wire::BadRequest &bad)
{
    // Under the id of a request in flight the answer would be taken for that request's.
    if (!connection.inFlight.contains(bad.id))
        call.id = bad.id;
    complain(connection, call, bad.refusal);
    if (++connection.malformedInRow >= config.limits.malformedLines)
        connection.isEnding = true;
}

void Api::complain(Connection &connection, const Call &call, const wire::Refusal &refusal)
{
    connection.send(wire::errorLine(call.id, refusal, call.requestId));
    touch(connection);
}

void Api::handleRequest(Connection &connection, Call call, const wire::Request &request)
{
    if (request.id.isEmpty() && request.method != RpcCancel::method.name) {
        malformed(connection, call, {{}, wire::Refusal::invalidRequest(QStringLiteral("a request needs an id"))});
        return;
    }
    if (connection.inFlight.contains(request.id)) {
        malformed(connection, call,
                  {request.id, wire::Refusal::invalidRequest(
                                   QStringLiteral("id %1 is in flight already").arg(QString::fromUtf8(request.id)))});
        return;
    }
    connection.malformedInRow = 0;
    call.id = request.id;
    if (auto error = barrier(connection, request)) {
        refuse(call, std::move(*error));
        return;
    }
    const MethodEntry *const entry = findMethod(request.method);
    if (!entry) {
        refuse(call, wire::Refusal::unknownMethod());
        return;
    }
    if (!request.id.isEmpty())
        connection.inFlight.insert(request.id, call.requestId);
    entry->handle(*this, connection, call, request.params);
}

/// ERR-05 step 1.
std::optional<Error> Api::barrier(Connection &connection, const wire::Request &request)
{
    if (m_isRefusing)
        return stint::refuse(ErrorCode::ShuttingDown, "The board is closing.");
    if (connection.phase == Connection::Phase::New && request.method != SystemHello::method.name)
        return stint::refuse(ErrorCode::NotAuthenticated, "The first request is system.hello.")
            .reason("hello_required");
    if (board.isLocked()) {
        // An unknown name is unknown all the same.
        const MethodEntry *const entry = findMethod(request.method);
        if (entry && !entry->method.isServedLocked)
            return boardLocked();
    }
    if (!request.id.isEmpty() && connection.inFlight.size() >= config.limits.inFlight)
        return stint::refuse(ErrorCode::QueueFull, "Too many requests of this connection wait for their answers.")
            .with("limit", config.limits.inFlight)
            .with("retry_after_ms", 100);
    if (const qint64 retryAfterMs = connection.actor.isAgent() ? overRate(connection.actor.session()) : 0)
        return stint::refuse(ErrorCode::RateLimited, "The session sends too many requests.")
            .with("retry_after_ms", retryAfterMs);
    return std::nullopt;
}

qint64 Api::overRate(const SessionId &session)
{
    auto bucket = m_buckets.find(session);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(session, TokenBucket(config.limits.requestsPerSecond, config.limits.burst, nowMs()));
    return bucket->take(nowMs());
}

void Api::answer(const Call &call, const QByteArray &result)
{
    if (result.size() > wire::replyMaxBytes) {
        refuse(call, stint::refuse(ErrorCode::PayloadTooLarge, "The answer is too large; ask for a smaller page.")
                         .with("limit", qint64(wire::replyMaxBytes)));
        return;
    }
    Connection *const connection = find(call.connection);
    if (!connection || call.id.isEmpty())
        return;
    connection->inFlight.remove(call.id);
    connection->send(wire::resultLine(call.id, result));
    touch(*connection);
}

void Api::refuse(const Call &call, const wire::Refusal &refusal)
{
    if (refusal.error.code == ErrorCode::Internal)
        qCWarning(lcServer, "request %s: %s", qUtf8Printable(call.requestId), qUtf8Printable(refusal.error.message));
    Connection *const connection = find(call.connection);
    if (!connection || call.id.isEmpty())
        return;
    connection->inFlight.remove(call.id);
    complain(*connection, call, refusal);
}

void Api::refuseParams(const Actor &actor, const Method &method, const Call &call, const wire::Refusal &refusal)
{
    if (!method.right || !actor.isAgent()) {
        refuse(call, refusal);
        return;
    }
    board.judge(actor, method, [box = outbox, call, refusal](const Done &allowed) {
        box->post([call, told = allowed ? refusal : wire::Refusal::of(allowed.error())](Api &there) {
            there.refuse(call, told);
        });
    });
}

void Api::backUp(const Call &call, const QString &path)
{
    if (std::exchange(m_isBackingUp, true)) {
        refuse(call, stint::refuse(ErrorCode::QueueFull, "Another backup is under way.").with("retry_after_ms", 1'000));
        return;
    }
    if (m_backup.joinable())
        m_backup.join();
    m_backup = std::thread([box = outbox, backUp = config.backUp, call, path] {
        box->post([call, made = backUp(path)](Api &there) {
            there.m_isBackingUp = false;
            if (made)
                there.answer(call, wire::encoded(*made));
            else
                there.refuse(call, made.error());
        });
    });
}

void Api::cancel(Connection &connection, const QByteArray &id)
{
    const auto call = connection.inFlight.constFind(id);
    if (call != connection.inFlight.cend() && connection.actor.isAgent())
        board.cancelWaiting(connection.actor.session(), *call);
}

} // namespace stint::server
