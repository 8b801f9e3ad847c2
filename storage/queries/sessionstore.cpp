#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

#define STINT_WORKSPACE_COLUMNS "id, name, root_path, created_at_ms"

std::optional<Session> SqlStore::session(const SessionId &id)
{
    if (const Session *const kept = m_kept.session(id); kept && !m_db.hasFailed())
        return *kept;
    auto session = fetchOne<Session>(m_db, "SELECT " STINT_SESSION_COLUMNS " FROM sessions WHERE id = ?", id);
    if (m_isWriter && session)
        m_kept.keep(*session);
    return session;
}

std::optional<Session> SqlStore::sessionByTokenHash(const QString &hash)
{
    return fetchOne<Session>(
        m_db, "SELECT " STINT_SESSION_COLUMNS " FROM sessions WHERE token_hash = ? AND token_hash <> ''", hash);
}

std::vector<Session> SqlStore::sessions(bool includeEnded)
{
    return fetchAll<Session>(m_db, includeEnded ? "SELECT " STINT_SESSION_COLUMNS
                                                  " FROM sessions ORDER BY registered_at_ms, id"
                                                : "SELECT " STINT_SESSION_COLUMNS
                                                  " FROM sessions WHERE state <> 4 ORDER BY registered_at_ms, id");
}

void SqlStore::insertSession(const Session &session)
{
    if (!beginWrite())
        return;
    Statement insert = m_db.prepare("INSERT INTO sessions (" STINT_SESSION_COLUMNS
                                    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(session.id, session.tokenHash, session.agentName, session.kind, session.capabilities,
                session.workspaceId, session.channel, session.peerId, session.state);
    bindProcess(insert, session.process);
    insert
        .bind(session.launched, session.parentSessionId, session.expiresAt, session.registeredAt, session.lastSeenAt,
              session.endedAt, session.endReason)
        .run();
    m_kept.keep(session);
    touchSession(session.id);
}

void SqlStore::updateSession(const Session &session)
{
    if (!beginWrite())
        return;
    Statement update =
        m_db.prepare("UPDATE sessions SET token_hash = ?, agent_name = ?, kind = ?, capabilities_json = ?, "
                     "workspace_id = ?, channel = ?, peer_id = ?, state = ?, process_pid = ?, "
                     "process_start_ticks = ?, launched = ?, parent_session_id = ?, expires_at_ms = ?, "
                     "last_seen_at_ms = ?, ended_at_ms = ?, end_reason = ? WHERE id = ?");
    update.bind(session.tokenHash, session.agentName, session.kind, session.capabilities, session.workspaceId,
                session.channel, session.peerId, session.state);
    bindProcess(update, session.process);
    update
        .bind(session.launched, session.parentSessionId, session.expiresAt, session.lastSeenAt, session.endedAt,
              session.endReason, session.id)
        .run();
    m_kept.keep(session);
    touchSession(session.id);
}

std::optional<Workspace> SqlStore::workspace(const WorkspaceId &id)
{
    return fetchOne<Workspace>(m_db, "SELECT " STINT_WORKSPACE_COLUMNS " FROM workspaces WHERE id = ?", id);
}

std::vector<Workspace> SqlStore::workspaces()
{
    return fetchAll<Workspace>(m_db, "SELECT " STINT_WORKSPACE_COLUMNS " FROM workspaces ORDER BY name, id");
}

bool SqlStore::workspaceInUse(const WorkspaceId &id)
{
    return fetchOne<int>(m_db, "SELECT 1 FROM tasks WHERE workspace_id = ? LIMIT 1", id).has_value();
}

void SqlStore::insertWorkspace(const Workspace &workspace)
{
    write("INSERT INTO workspaces (" STINT_WORKSPACE_COLUMNS ") VALUES (?, ?, ?, ?)", workspace.id, workspace.name,
          workspace.rootPath, workspace.createdAt);
    m_changes.workspacesChanged = true;
}

void SqlStore::updateWorkspace(const Workspace &workspace)
{
    write("UPDATE workspaces SET name = ?, root_path = ? WHERE id = ?", workspace.name, workspace.rootPath,
          workspace.id);
    m_changes.workspacesChanged = true;
}

void SqlStore::deleteWorkspace(const WorkspaceId &id)
{
    write("DELETE FROM workspaces WHERE id = ?", id);
    m_changes.workspacesChanged = true;
}

} // namespace stint
