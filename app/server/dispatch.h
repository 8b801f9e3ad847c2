#pragma once

#include "app/server/api.h"
#include "app/server/local.h"
#include "app/server/methodtable.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/decode.h"
#include "app/wire/encode.h"
#include "model/domain/text.h"

#include <QCryptographicHash>

namespace stint::server
{

/// Turns the answer of a verb into the line that is sent. Api thread.
template<Request R>
void finish(Api &api, const Call &call, Result<typename R::Reply> result)
{
    // MTH-03: on the socket nothing to claim is an answer like any other.
    if constexpr (std::is_same_v<R, RunClaimNext>) {
        if (!result && result.error().code == ErrorCode::NoClaimableRun)
            result = ClaimReply{};
    }
    if (result)
        api.answer(call, wire::encoded(*result));
    else
        api.refuse(call, std::move(result).error());
}

/// MTH-02: what tells two requests under one id apart; members in the order of the table, absent ones absent.
template<Request R>
QByteArray fingerprint(const R &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(R::method.name) + '\n');
    hash.addData(wire::encoded(request));
    return hash.result();
}

/// A claim that waits may be dropped without an answer (rpc.cancel); its caller gets the empty one.
class EmptyClaimUnlessAnswered
{
public:
    EmptyClaimUnlessAnswered(std::shared_ptr<Outbox> outbox, Call call)
        : m_outbox(std::move(outbox))
        , m_call(std::move(call))
    {
    }
    EmptyClaimUnlessAnswered(const EmptyClaimUnlessAnswered &) = delete;
    EmptyClaimUnlessAnswered &operator=(const EmptyClaimUnlessAnswered &) = delete;
    ~EmptyClaimUnlessAnswered()
    {
        if (!isAnswered)
            m_outbox->post([call = m_call](Api &api) { finish<RunClaimNext>(api, call, ClaimReply{}); });
    }
    bool isAnswered = false;

private:
    std::shared_ptr<Outbox> m_outbox;
    Call m_call;
};

/// What the board is given to answer with: the result goes back through the outbox.
template<Request R>
Board::Answer<R> answerTo(Api &api, const Call &call)
{
    auto post = [outbox = api.outbox, call](Result<typename R::Reply> result) {
        outbox->post(
            [call, result = std::move(result)](Api &there) mutable { finish<R>(there, call, std::move(result)); });
    };
    if constexpr (std::is_same_v<R, RunClaimNext>) {
        const auto guard = std::make_shared<EmptyClaimUnlessAnswered>(api.outbox, call);
        return [guard, post](Result<ClaimReply> result) {
            guard->isAnswered = true;
            post(std::move(result));
        };
    } else {
        return post;
    }
}

/// Hands the request to the board; the answer comes back through the outbox.
template<Request R>
void submit(Api &api, const Actor &actor, const Call &call, R request, const std::optional<QString> &requestId)
{
    if constexpr (std::is_same_v<R, RunClaimNext>)
        request.session = actor.session();
    auto answer = answerTo<R>(api, call);
    if constexpr (R::method.isMutating()) {
        if (requestId) {
            typename Board::Once once{*requestId, fingerprint(request),
                                      [outbox = api.outbox, call](const QByteArray &kept) {
                                          outbox->post([call, kept](Api &there) { there.answer(call, kept); });
                                      }};
            api.board.submitOnce<R>(
                actor, std::move(request), std::move(once),
                [](const typename R::Reply &reply) { return wire::encoded(reply); }, std::move(answer));
            return;
        }
    }
    api.board.submit<R>(actor, std::move(request), std::move(answer));
}

/// Authority by kind comes before the parameters are looked at (ERR-05 steps 3 and 4); rights are judged by the board.
inline BoardSettings withAllRights()
{
    BoardSettings settings;
    for (std::size_t i = 0; i < EnumTexts<AgentRight>::values.size(); ++i)
        settings.agentRights.append(static_cast<AgentRight>(i));
    return settings;
}

/// One request of type \a R from its parameters to the board.
template<Request R>
void handle(Api &api, Connection &connection, const Call &call, wire::JsonRef params)
{
    if constexpr (!std::is_same_v<R, SystemHello>) {
        static const BoardSettings settings = withAllRights();
        if (Done allowed = authorize(connection.actor, R::method, settings); !allowed) {
            api.refuse(call, std::move(allowed).error());
            return;
        }
    }
    R request{};
    std::optional<QString> requestId;
    wire::Decoder decoder;
    if (!decoder.decodeCall(params, request, R::method.isMutating() ? "request_id" : "", requestId)) {
        api.refuse(call, *decoder.fault());
        return;
    }
    if (requestId) {
        if (Done good = checkRequiredName("request_id", *requestId, limits::requestIdBytes); !good) {
            api.refuse(call, std::move(good).error());
            return;
        }
    }
    if constexpr (R::method.access == Access::Local)
        serve(api, connection, call, std::move(request));
    else if constexpr (std::is_same_v<R, SessionRegister>)
        registerSession(api, connection, call, std::move(request), requestId);
    else
        submit(api, connection.actor, call, std::move(request), requestId);
}

template<class... R>
void addMethods(MethodTable &table, TypeList<R...>)
{
    (table.insert(R::method.name, MethodEntry{R::method, &handle<R>}), ...);
}

} // namespace stint::server
