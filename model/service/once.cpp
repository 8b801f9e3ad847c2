#include "model/service/once.h"

namespace stint
{

Result<std::optional<QByteArray>> Once::firstAnswer(StoreTransaction &store, const Actor &actor) const
{
    const auto stored = store.storedAnswer(actor.who.text(), requestId);
    if (!stored)
        return std::optional<QByteArray>();
    if (stored->params != params)
        return refuse(ErrorCode::Conflict, "This request id was used with other parameters.")
            .field("request_id")
            .reason("request_id_reused");
    return std::optional(stored->answer);
}

void Once::keep(StoreTransaction &store, const Actor &actor, const QByteArray &answer, Time now) const
{
    store.putAnswer({actor.who.text(), requestId, params, answer, now});
}

} // namespace stint
