#pragma once

#include "model/domain/enums.h"
#include "model/domain/fields.h"
#include "model/domain/ids.h"

#include <QSet>

namespace stint
{

/// Who did it. The ref of an agent is its session id.
struct ActorRef {
    ActorKind kind = ActorKind::Human;
    QString ref;

    bool operator==(const ActorRef &) const = default;
    QString text() const { return QString(toText(kind)) + QLatin1Char(':') + ref; } ///< `<kind>:<ref>`
    static constexpr auto fields()
    {
        return fieldList(required("kind", &ActorRef::kind), required("ref", &ActorRef::ref));
    }
};

/// The way by which the request came.
struct OriginRef {
    OriginKind kind = OriginKind::Cli;
    QString ref;

    bool operator==(const OriginRef &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("kind", &OriginRef::kind), required("ref", &OriginRef::ref));
    }
};

struct OwnerRef {
    OwnerKind kind = OwnerKind::Human;
    QString ref;

    bool operator==(const OwnerRef &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("kind", &OwnerRef::kind), required("ref", &OwnerRef::ref));
    }
};

/// The caller of a verb as the connection established it; never taken from a request (ACT-03).
struct Actor {
    ActorRef who;
    OriginRef origin;

    bool isHuman() const { return who.kind == ActorKind::Human; }
    bool isAgent() const { return who.kind == ActorKind::AgentSession; }
    /// Sweep, ladder, review automation, recovery, dispatcher.
    bool isEngine() const { return who.kind == ActorKind::Daemon; }
    /// The agent's session; blank for everybody else.
    SessionId session() const { return isAgent() ? SessionId(who.ref) : SessionId(); }

    static Actor human(const QString &user, OriginKind origin, const QString &originRef)
    {
        return {{ActorKind::Human, user}, {origin, originRef}};
    }
    static Actor agent(const SessionId &session)
    {
        return {{ActorKind::AgentSession, session.value}, {OriginKind::AgentSession, session.value}};
    }
    static Actor engine(const char *ref)
    {
        return {{ActorKind::Daemon, QLatin1String(ref)}, {OriginKind::Daemon, QLatin1String(ref)}};
    }
    bool operator==(const Actor &) const = default;
};

/// ACT-01: may an actor of that kind come by that way?
bool isAllowedPairing(ActorKind actor, OriginKind origin);

} // namespace stint
