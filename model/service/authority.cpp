#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/domain/verbs/method.h"
#include "model/service/verb.h"

namespace stint
{

namespace
{

/// ERR-05 step 2: kind, ref, origin and their pairing (ACT-01, ACT-02); an omitted origin ref is the actor's.
Done checkActor(const Actor &actor)
{
    QString ref = actor.who.ref, originRef = actor.origin.ref;
    STINT_TRY(checkRequiredName("actor", ref, limits::refBytes));
    STINT_TRY(checkName("origin", originRef, limits::refBytes));
    if (!isAllowedPairing(actor.who.kind, actor.origin.kind))
        return invalid("origin", "This kind of actor cannot come by this way.");
    return {};
}

} // namespace

Done authorize(const Actor &actor, const Method &method, const BoardSettings &settings)
{
    STINT_TRY(checkActor(actor));
    switch (method.who) {
    case Who::Anyone:
        break;
    case Who::Session:
        if (actor.isHuman())
            return refuse(ErrorCode::PermissionDenied, "Only an agent session can do this.").reason("session_required");
        break;
    case Who::Human:
        if (!actor.isHuman())
            return refuse(ErrorCode::PermissionDenied, "Only a person can do this.").reason("human_only");
        break;
    case Who::HumanOrEngine:
        if (actor.isAgent())
            return refuse(ErrorCode::PermissionDenied, "Only a person can do this.").reason("human_only");
        break;
    }
    if (method.right && actor.isAgent() && !settings.has(*method.right))
        return refuse(ErrorCode::ForbiddenOperatorAction, "This board does not give agents that right.")
            .reason(toText(*method.right));
    return {};
}

} // namespace stint
