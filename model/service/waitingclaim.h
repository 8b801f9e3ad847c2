#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/once.h"

namespace stint
{

/// A claim-next that has just found nothing and waits for work (CLM-02).
struct WaitingClaim {
    Actor actor;
    RunClaimNext request;
    std::function<void(Result<ClaimReply>)> answer;
    std::optional<Once> once{};                             ///< its request id (MTH-02)
    std::function<QByteArray(const ClaimReply &)> encode{}; ///< the bytes kept under it

    SessionId session() const { return actor.isAgent() ? actor.session() : request.session; }
};

} // namespace stint
