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

/// The one answer of a call, given on a thread of the board and brought to the api thread.
template<Request R>
class OneAnswer
{
public:
    OneAnswer(std::shared_ptr<Outbox> outbox, Call call)
        : m_outbox(std::move(outbox))
        , m_call(std::move(call))
    {
    }
    OneAnswer(const OneAnswer &) = delete;
    OneAnswer &operator=(const OneAnswer &) = delete;
    /// A claim that waits may be dropped without an answer (rpc.cancel); its caller gets the empty one.
    ~OneAnswer()
    {
        if constexpr (std::is_same_v<R, RunClaimNext>) {
            if (!m_isGiven)
                give(ClaimReply{});
        }
    }

    void give(Result<typename R::Reply> result)
    {
        m_isGiven = true;
        m_outbox->post(
            [call = m_call, result = std::move(result)](Api &api) mutable { finish<R>(api, call, std::move(result)); });
    }
    /// MTH-02: the bytes of the first answer again.
    void giveKept(const QByteArray &kept)
    {
        m_isGiven = true;
        m_outbox->post([call = m_call, kept](Api &api) { api.answer(call, kept); });
    }

private:
    std::shared_ptr<Outbox> m_outbox;
    Call m_call;
    bool m_isGiven = false;
};

/// Hands the request to the board; the answer comes back through the outbox.
template<Request R>
void submit(Api &api, const Actor &actor, const Call &call, R request, const std::optional<QString> &requestId)
{
    if constexpr (std::is_same_v<R, RunClaimNext>) {
        request.session = actor.session();
        request.call = call.requestId;
    }
    const auto one = std::make_shared<OneAnswer<R>>(api.outbox, call);
    auto answer = [one](Result<typename R::Reply> result) { one->give(std::move(result)); };
    if constexpr (R::method.isMutating()) {
        if (requestId) {
            Once once{*requestId, fingerprint(request), [one](const QByteArray &kept) { one->giveKept(kept); }};
            api.board.submitOnce<R>(
                actor, std::move(request), std::move(once),
                [](const typename R::Reply &reply) { return wire::encoded(reply); }, std::move(answer));
            return;
        }
    }
    api.board.submit<R>(actor, std::move(request), std::move(answer));
}

/// Authority by kind comes before the parameters are looked at (ERR-05 steps 3 and 4); rights are judged by the board,
/// and before it tells of parameters that do not fit (Api::refuseParams).
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
        api.refuseParams(connection.actor, R::method, call, *decoder.fault());
        return;
    }
    if (requestId) {
        if (Done good = checkRequiredName("request_id", *requestId, limits::requestIdBytes); !good) {
            api.refuseParams(connection.actor, R::method, call, wire::Refusal::of(std::move(good).error()));
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
