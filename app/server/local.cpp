#include "app/server/local.h"

#include "app/server/api.h"
#include "app/wire/encode.h"
#include "app/wire/openrpc.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace stint::server
{

namespace
{

/// Repeating changes nothing, so the id is looked at and not kept.
bool acceptsId(Api &api, const Call &call, std::optional<QString> requestId)
{
    Done good = requestId ? checkRequiredName("request_id", *requestId, limits::requestIdBytes) : Done();
    if (!good)
        api.refuse(call, std::move(good).error());
    return good.has_value();
}

std::function<void(Done)> lockAnswer(const Api &api, const Call &call, bool locked)
{
    return [outbox = api.outbox, call, locked](const Done &done) {
        outbox->post([call, locked, done](Api &there) {
            if (done)
                there.answer(call, wire::encoded(LockReply{locked}));
            else
                there.refuse(call, done.error());
        });
    };
}

} // namespace

WireLimits limitsOf(const ServerConfig &config)
{
    WireLimits told;
    told.lineBytes = config.limits.lineBytes;
    told.depth = wire::depthMax;
    told.members = wire::membersMax;
    told.inFlight = config.limits.inFlight;
    told.requestsPerSecond = config.limits.requestsPerSecond;
    told.burst = config.limits.burst;
    told.subscriberEvents = config.limits.undeliveredEvents;
    told.listMax = limits::listMax;
    told.claimWaitMaxMs = limits::claimWaitMaxMs;
    return told;
}

void serve(Api &api, Connection &connection, const Call &call, SystemInfo)
{
    SystemInfo::Reply reply;
    reply.server = {QStringLiteral("stint"), QStringLiteral(STINT_VERSION)};
    reply.board = {api.config.boardId, api.config.boardName};
    reply.protocol = protocolSpoken;
    reply.actor = connection.actor.who;
    reply.origin = connection.actor.origin;
    if (connection.actor.isAgent())
        reply.sessionId = connection.actor.session();
    reply.pid = QCoreApplication::applicationPid();
    reply.instanceId = api.config.instanceId;
    reply.startedAt = api.config.startedAt;
    reply.connections = api.connectionCount();
    reply.locked = api.board.isLocked();
    reply.limits = limitsOf(api.config);
    api.answer(call, wire::encoded(reply));
}

void serve(Api &api, Connection &, const Call &call, SystemPing)
{
    api.answer(call, wire::encoded(SystemPing::Reply{api.wallTime()}));
}

void serve(Api &api, Connection &connection, const Call &call, SystemHealth)
{
    const auto outbox = api.outbox;
    api.board.submit<SchedulerStatusGet>(connection.actor, {}, [outbox, call](const Result<SchedulerStatus> &read) {
        outbox->post([call, error = read ? std::nullopt : std::optional(read.error())](Api &there) {
            SystemHealth::Reply reply;
            reply.ok = !error;
            reply.store = QLatin1String(error ? errorInfo(error->code).text : "ok");
            reply.seq = there.feed->lastSeq;
            reply.connections = there.connectionCount();
            reply.subscriptions = there.feed->subscriptions;
            there.answer(call, wire::encoded(reply));
        });
    });
}

void serve(Api &api, Connection &, const Call &call, RpcDiscover)
{
    api.answer(call, wire::openRpcDocument());
}

void serve(Api &api, Connection &connection, const Call &call, RpcCancel request)
{
    const auto text = wire::JsonText::scan(request.id.text);
    const auto id = text ? wire::readId(text->root()) : std::nullopt;
    if (!id) {
        api.refuse(call, wire::Refusal::invalidParams(QStringLiteral("id"), QStringLiteral("id is that of a request")));
        return;
    }
    api.cancel(connection, *id);
    api.answer(call, wire::encoded(OkReply{}));
}

void serve(Api &api, Connection &, const Call &call, BoardInfo)
{
    BoardInfo::Reply reply;
    reply.board = {api.config.boardId, api.config.boardName};
    reply.file = api.config.boardFile;
    reply.fileBytes = QFileInfo(api.config.boardFile).size();
    reply.seq = api.feed->lastSeq;
    api.answer(call, wire::encoded(reply));
}

void serve(Api &api, Connection &, const Call &call, BoardBackup request)
{
    if (Done named = checkRequiredName("path", request.path, limits::pathBytes); !named)
        api.refuse(call, std::move(named).error());
    else if (!request.path.startsWith(QLatin1Char('/')) || request.path.endsWith(QLatin1Char('/')))
        api.refuse(call, invalid("path", "path is the absolute path of a file"));
    else
        api.backUp(call, request.path);
}

namespace
{

/// The session must hold the run now, as for a heartbeat (LSE-02).
Done holds(const Run &run, const RunLog &request, const SessionId &session)
{
    if (!isActive(run.status) || run.sessionId != session)
        return stint::refuse(ErrorCode::PermissionDenied, "The run is not held by this session.")
            .reason("no_active_lease");
    if (request.leaseEpoch && *request.leaseEpoch != run.leaseEpoch)
        return stint::refuse(ErrorCode::LeaseLost, "The lease has another epoch.").reason("epoch_mismatch");
    return {};
}

} // namespace

void serve(Api &api, Connection &connection, const Call &call, RunLog request)
{
    if (request.text.toUtf8().size() > RunLog::textBytes)
        return api.refuse(call, stint::refuse(ErrorCode::PayloadTooLarge, "The part of the log is too large.")
                                    .with("limit", qint64(RunLog::textBytes)));
    if (!api.showLog)
        return api.answer(call, wire::encoded(RunLog::Reply{}));
    const RunGet question{request.runId};
    api.board.submit<RunGet>(connection.actor, question,
                             [outbox = api.outbox, call, request = std::move(request),
                              session = connection.actor.session()](const Result<RunDetail> &read) {
                                 const Done allowed = read ? holds(read->run, request, session) : Done(read.error());
                                 outbox->post([call, request, allowed](Api &there) {
                                     if (!allowed)
                                         return there.refuse(call, allowed.error());
                                     if (there.showLog)
                                         there.showLog(request.runId, request.text);
                                     there.answer(call, wire::encoded(RunLog::Reply{bool(there.showLog)}));
                                 });
                             });
}

void serve(Api &api, Connection &, const Call &call, BoardLockRequest request)
{
    if (acceptsId(api, call, request.requestId))
        api.board.lock(lockAnswer(api, call, true));
}

void serve(Api &api, Connection &, const Call &call, BoardUnlockRequest request)
{
    if (acceptsId(api, call, request.requestId))
        api.board.unlock(lockAnswer(api, call, false));
}

void serve(Api &api, Connection &connection, const Call &call, EventsSubscribe request)
{
    api.subscriptions.begin(connection, call, std::move(request));
}

void serve(Api &api, Connection &connection, const Call &call, EventsUnsubscribe request)
{
    api.subscriptions.end(connection, call, request.subscriptionId);
}

} // namespace stint::server
