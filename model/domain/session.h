#pragma once

#include "model/domain/run.h"

namespace stint
{

/// A registered agent connection, alive or resumable (1.6 Session).
struct Session {
    SessionId id;
    QString tokenHash;
    QString agentName;
    SessionKind kind = SessionKind::Worker;
    QStringList capabilities; ///< sorted, distinct
    std::optional<WorkspaceId> workspaceId;
    QString channel, peerId; ///< blank: none
    SessionState state = SessionState::Active;
    std::optional<ProcessRef> process;
    bool launched = false; ///< started by this board
    std::optional<SessionId> parentSessionId;
    std::optional<Time> expiresAt;
    Time registeredAt, lastSeenAt;
    std::optional<Time> endedAt;
    QString endReason;

    bool operator==(const Session &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("id", &Session::id), required("agent_name", &Session::agentName),
                         required("kind", &Session::kind), required("capabilities", &Session::capabilities),
                         optional("workspace_id", &Session::workspaceId), optional("channel", &Session::channel),
                         optional("peer_id", &Session::peerId), required("state", &Session::state),
                         optional("process", &Session::process), required("launched", &Session::launched),
                         optional("parent_session_id", &Session::parentSessionId),
                         optional("expires_at", &Session::expiresAt), required("registered_at", &Session::registeredAt),
                         required("last_seen_at", &Session::lastSeenAt), optional("ended_at", &Session::endedAt),
                         optional("end_reason", &Session::endReason));
    }
};

/// A registered directory that scopes tasks and sessions.
struct Workspace {
    WorkspaceId id;
    QString name;
    QString rootPath;
    Time createdAt;
    bool operator==(const Workspace &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("id", &Workspace::id), required("name", &Workspace::name),
                         required("root_path", &Workspace::rootPath), required("created_at", &Workspace::createdAt));
    }
};

/// The one row that says whether the scheduler is paused.
struct SchedulerPause {
    bool paused = false;
    QString by; ///< `<kind>:<ref>`
    std::optional<Time> at;
    QString reason;
    bool operator==(const SchedulerPause &) const = default;
};

/// What one actor thinks of one task: read, archived, dismissed, snoozed.
struct TriageMark {
    TaskId taskId;
    ActorRef actor;
    bool read = false, archived = false, dismissed = false;
    std::optional<Time> snoozedUntil, lastSeenActivity;
    Time updatedAt;
    bool operator==(const TriageMark &) const = default;
};

} // namespace stint
