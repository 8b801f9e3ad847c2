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
    api.cancel(connection, request.id.text);
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

void serve(Api &api, Connection &connection, const Call &call, EventsSubscribe request)
{
    api.subscriptions.begin(connection, call, std::move(request));
}

void serve(Api &api, Connection &connection, const Call &call, EventsUnsubscribe request)
{
    api.subscriptions.end(connection, call, request.subscriptionId);
}

} // namespace stint::server
