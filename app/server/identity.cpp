#include "app/server/api.h"
#include "app/server/dispatch.h"
#include "app/server/local.h"

namespace stint::server
{

namespace
{

/// CON-01: a person, by the name of the operating system's user; ACT-04 says by which way.
Actor personOf(const Api &api, const QString &clientName)
{
    if (clientName == QLatin1String("stint"))
        return Actor::human(api.config.user, OriginKind::Cli, clientName);
    return Actor::human(api.config.user, OriginKind::Uds, clientName);
}

std::optional<ProcessRef> processOf(const Api &api, const Connection &connection)
{
    return api.config.processOf ? api.config.processOf(connection.peer.pid) : std::nullopt;
}

void welcome(Api &api, Connection &connection, const Call &call, const Actor &actor,
             const std::optional<Session> &session, const QString &sessionToken = {})
{
    connection.phase = Connection::Phase::Greeted;
    connection.actor = actor;
    connection.greetBy.reset();
    connection.failedHellos = 0;
    SystemHello::Reply reply;
    reply.protocol = protocolSpoken.max;
    reply.server = {QStringLiteral("stint"), QStringLiteral(STINT_VERSION)};
    reply.board = {api.config.boardId, api.config.boardName};
    reply.actor = actor.who;
    reply.origin = actor.origin;
    reply.session = session;
    reply.sessionToken = sessionToken;
    reply.capabilities = QStringList{QStringLiteral("claim_wait"), QStringLiteral("claim_next_folded"),
                                     QStringLiteral("events"), QStringLiteral("request_id")};
    reply.limits = limitsOf(api.config);
    reply.seq = api.feed->lastSeq;
    api.answer(call, wire::encoded(reply));
}

/// CON-03: whatever was wrong with the token, the answer is the same.
void turnAway(Api &api, Connection &connection, const Call &call, Error error)
{
    if (error.code == ErrorCode::NotAuthenticated && ++connection.failedHellos >= api.config.limits.failedHellos)
        connection.isEnding = true;
    api.refuse(call, std::move(error));
    if (!connection.isEnding)
        connection.greetBy = api.nowMs() + api.config.limits.helloMs;
}

void resume(Api &api, Connection &connection, const Call &call, const QString &secret)
{
    connection.isHeld = true;
    const auto outbox = api.outbox;
    api.board.resumeSession(sha256Text(secret.trimmed().toUtf8()), processOf(api, connection),
                            [outbox, call](Result<Session> resumed) {
                                outbox->post([call, resumed = std::move(resumed)](Api &there) {
                                    Connection *const known = there.find(call.connection);
                                    if (!known) {
                                        if (resumed)
                                            there.board.disconnectSession(resumed->id);
                                        return;
                                    }
                                    if (resumed) {
                                        known->ownsSession = true;
                                        welcome(there, *known, call, Actor::agent(resumed->id), *resumed);
                                    } else {
                                        turnAway(there, *known, call, resumed.error());
                                    }
                                    there.release(*known);
                                });
                            });
}

/// CON-01: the agent this board launched comes with the ticket it was given.
void open(Api &api, Connection &connection, const Call &call, SessionRegister session)
{
    connection.isHeld = true;
    session.process = processOf(api, connection);
    const auto outbox = api.outbox;
    api.board.submit<SessionRegister>(Actor::engine("dispatcher"), std::move(session),
                                      [outbox, call](Result<SessionRegister::Reply> opened) {
                                          outbox->post([call, opened = std::move(opened)](Api &there) {
                                              Connection *const known = there.find(call.connection);
                                              if (known && opened) {
                                                  known->ownsSession = true;
                                                  welcome(there, *known, call, Actor::agent(opened->session.id),
                                                          opened->session, opened->sessionToken);
                                              } else if (known) {
                                                  turnAway(there, *known, call, opened.error());
                                              } else if (opened) {
                                                  there.board.disconnectSession(opened->session.id);
                                              }
                                              if (known)
                                                  there.release(*known);
                                          });
                                      });
}

/// The same while the board is locked, from what was known then; no agent can have been launched since.
void recogniseLocked(Api &api, Connection &connection, const Call &call, const Actor &person,
                     const std::optional<ProcessRef> &process)
{
    const auto session = process ? api.board.sessionOfProcess(*process) : std::nullopt;
    welcome(api, connection, call, session ? Actor::agent(*session) : person, std::nullopt);
}

/// ACT-03: whoever descends from a process this board launched is that agent. Reads the sessions page by page.
void recognise(Api &api, Connection &connection, const Call &call, const Actor &person, const ProcessRef &process,
               const QString &cursor)
{
    connection.isHeld = true;
    SessionList request;
    request.limit = limits::listMax;
    request.cursor = cursor;
    const auto outbox = api.outbox;
    api.board.submit<SessionList>(
        person, std::move(request), [outbox, call, person, process](Result<Page<Session>> page) {
            outbox->post([call, person, process, page = std::move(page)](Api &there) {
                Connection *const known = there.find(call.connection);
                if (!known)
                    return;
                if (!page && page.error().code == ErrorCode::Locked) {
                    recogniseLocked(there, *known, call, person, process);
                    there.release(*known);
                    return;
                }
                if (!page) {
                    turnAway(there, *known, call, page.error());
                    there.release(*known);
                    return;
                }
                for (const Session &session : page->items) {
                    if (session.launched && session.process && there.executor.isRelated(process, *session.process)) {
                        welcome(there, *known, call, Actor::agent(session.id), session);
                        there.release(*known);
                        return;
                    }
                }
                if (!page->nextCursor.isEmpty()) {
                    recognise(there, *known, call, person, process, page->nextCursor);
                    return;
                }
                welcome(there, *known, call, person, std::nullopt);
                there.release(*known);
            });
        });
}

std::optional<wire::Refusal> check(const Connection &connection, SystemHello &request)
{
    if (connection.phase != Connection::Phase::New)
        return wire::Refusal::invalidRequest(QStringLiteral("this connection has been greeted already"));
    if (request.protocol.min > protocolSpoken.max || request.protocol.max < protocolSpoken.min ||
        request.protocol.min > request.protocol.max) {
        const QJsonObject supported{{QStringLiteral("min"), protocolSpoken.min},
                                    {QStringLiteral("max"), protocolSpoken.max}};
        return wire::Refusal::of(refuse(ErrorCode::ProtocolMismatch, "There is no protocol version both sides speak.")
                                     .with("supported", supported));
    }
    if (Done good = checkRequiredName("client.name", request.client.name, limits::refBytes); !good)
        return wire::Refusal::of(std::move(good).error());
    if (Done good = checkName("client.version", request.client.version, limits::refBytes); !good)
        return wire::Refusal::of(std::move(good).error());
    if (!request.sessionToken.isNull() && !request.ticket.isNull())
        return wire::Refusal::of(invalid("ticket", "A hello has a session token or a ticket, not both."));
    return std::nullopt;
}

} // namespace

void serve(Api &api, Connection &connection, const Call &call, SystemHello request)
{
    if (const auto refusal = check(connection, request)) {
        api.refuse(call, *refusal);
        return;
    }
    if (api.board.isLocked() && !(request.ticket.isNull() && request.sessionToken.isNull())) {
        // Only the store knows tokens; a ticket is good for one time and kept for the next attempt.
        turnAway(api, connection, call, boardLocked());
        return;
    }
    if (!request.ticket.isNull()) {
        // A wrong ticket goes the way of a wrong token: same answer, same time (CON-03); a token is no ticket.
        if (auto session = api.config.tickets->take(request.ticket.trimmed(), api.nowMs()))
            open(api, connection, call, std::move(*session));
        else
            resume(api, connection, call, QStringLiteral("ticket ") + request.ticket);
        return;
    }
    if (!request.sessionToken.isNull()) {
        resume(api, connection, call, request.sessionToken);
        return;
    }
    const Actor person = personOf(api, request.client.name);
    const auto process = processOf(api, connection);
    if (!process && api.config.processOf && connection.peer.pid != 0) {
        // Whose child it is cannot be seen for want of a descriptor, so it must not pass for a person (ACT-03).
        connection.isEnding = true;
        api.refuse(call,
                   refuse(ErrorCode::TooManyConnections, "The board has no descriptor left for this connection."));
        return;
    }
    if (api.board.isLocked())
        recogniseLocked(api, connection, call, person, process);
    else if (process)
        recognise(api, connection, call, person, *process, {});
    else
        welcome(api, connection, call, person, std::nullopt);
}

void registerSession(Api &api, Connection &connection, const Call &call, SessionRegister request,
                     const std::optional<QString> &requestId)
{
    if (!connection.actor.isHuman()) {
        api.refuse(call, refuse(ErrorCode::SessionAlreadyBound, "This connection is an agent session already."));
        return;
    }
    connection.isHeld = true;
    request.process = processOf(api, connection);
    const QByteArray print = fingerprint(request);
    const auto outbox = api.outbox;
    auto answer = [outbox, call](Result<SessionRegister::Reply> result) {
        outbox->post([call, result = std::move(result)](Api &there) {
            Connection *const known = there.find(call.connection);
            if (!known) {
                if (result)
                    there.board.disconnectSession(result->session.id);
                return;
            }
            if (result) {
                known->actor = Actor::agent(result->session.id);
                known->ownsSession = true;
            }
            finish<SessionRegister>(there, call, result);
            there.release(*known);
        });
    };
    if (!requestId) {
        api.board.submit<SessionRegister>(connection.actor, std::move(request), std::move(answer));
        return;
    }
    // The token is shown once and never stored (RED-01), so a repetition cannot give it again.
    auto repeated = [outbox, call](const QByteArray &) {
        outbox->post([call](Api &there) {
            there.refuse(call, refuse(ErrorCode::Conflict, "This registration was answered; its token is shown once.")
                                   .reason("token_shown_once"));
            if (Connection *const known = there.find(call.connection))
                there.release(*known);
        });
    };
    api.board.submitOnce<SessionRegister>(
        connection.actor, std::move(request), {*requestId, print, std::move(repeated)},
        [](const SessionRegister::Reply &reply) { return wire::encoded(OkReply{!reply.session.id.isEmpty()}); },
        std::move(answer));
}

} // namespace stint::server
