#include "model/domain/actor.h"

namespace stint
{

bool isAllowedPairing(ActorKind actor, OriginKind origin)
{
    switch (actor) {
    case ActorKind::Human:
        return origin == OriginKind::Cli || origin == OriginKind::Web || origin == OriginKind::Uds ||
               origin == OriginKind::Http;
    case ActorKind::AgentSession:
        return origin == OriginKind::AgentSession || origin == OriginKind::Automation || origin == OriginKind::Cli ||
               origin == OriginKind::Uds || origin == OriginKind::Http;
    case ActorKind::Automation:
        return origin == OriginKind::Automation;
    case ActorKind::Extension:
        return origin == OriginKind::Extension;
    case ActorKind::NetworkPeer:
        return origin == OriginKind::Network;
    case ActorKind::Daemon:
        return origin == OriginKind::Daemon;
    }
    return false;
}

} // namespace stint
