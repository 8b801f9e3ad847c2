#pragma once

#include "app/wire/connectionmethods.h"

namespace stint::server
{

class Api;
class Connection;
struct Call;
struct ServerConfig;

/// What clients are told to keep to.
WireLimits limitsOf(const ServerConfig &config);

// The methods about the connection itself, one overload each. Api thread.
void serve(Api &api, Connection &connection, const Call &call, SystemHello request);
void serve(Api &api, Connection &connection, const Call &call, SystemInfo request);
void serve(Api &api, Connection &connection, const Call &call, SystemPing request);
void serve(Api &api, Connection &connection, const Call &call, SystemHealth request);
void serve(Api &api, Connection &connection, const Call &call, RpcDiscover request);
void serve(Api &api, Connection &connection, const Call &call, RpcCancel request);
void serve(Api &api, Connection &connection, const Call &call, EventsSubscribe request);
void serve(Api &api, Connection &connection, const Call &call, EventsUnsubscribe request);
void serve(Api &api, Connection &connection, const Call &call, BoardInfo request);
void serve(Api &api, Connection &connection, const Call &call, BoardBackup request);
void serve(Api &api, Connection &connection, const Call &call, BoardLockRequest request);
void serve(Api &api, Connection &connection, const Call &call, BoardUnlockRequest request);
void serve(Api &api, Connection &connection, const Call &call, RunLog request);

/// session.register: the board makes the session, the connection becomes it (CON-02).
void registerSession(Api &api, Connection &connection, const Call &call, SessionRegister request,
                     const std::optional<QString> &requestId);

} // namespace stint::server
