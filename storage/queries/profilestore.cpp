#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

std::optional<ExecutionProfile> SqlStore::profile(const TaskId &id)
{
    return fetchOne<ExecutionProfile>(m_db,
                                      "SELECT " STINT_PROFILE_COLUMNS " FROM execution_profiles WHERE task_id = ?", id);
}

void SqlStore::putProfile(const ExecutionProfile &profile)
{
    write("INSERT INTO execution_profiles (" STINT_PROFILE_COLUMNS ") VALUES (?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET sections_json = excluded.sections_json, created_at_ms = excluded.created_at_ms, "
          "updated_at_ms = excluded.updated_at_ms",
          profile.taskId, toJsonText(profile.sections), profile.createdAt, profile.updatedAt);
    touch(profile.taskId);
}

void SqlStore::deleteProfile(const TaskId &id)
{
    write("DELETE FROM execution_profiles WHERE task_id = ?", id);
    touch(id);
}

std::optional<TriageMark> SqlStore::triage(const TaskId &id, const ActorRef &actor)
{
    return fetchOne<TriageMark>(m_db,
                                "SELECT " STINT_TRIAGE_COLUMNS
                                " FROM triage_marks WHERE task_id = ? AND actor_kind = ? AND actor_ref = ?",
                                id, actor);
}

std::vector<TriageMark> SqlStore::triageOf(const ActorRef &actor)
{
    return fetchAll<TriageMark>(m_db,
                                "SELECT " STINT_TRIAGE_COLUMNS
                                " FROM triage_marks WHERE actor_kind = ? AND actor_ref = ? ORDER BY task_id",
                                actor);
}

void SqlStore::putTriage(const TriageMark &mark)
{
    write("INSERT INTO triage_marks (" STINT_TRIAGE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET is_read = excluded.is_read, is_archived = excluded.is_archived, "
          "is_dismissed = excluded.is_dismissed, snoozed_until_ms = excluded.snoozed_until_ms, "
          "last_seen_activity_ms = excluded.last_seen_activity_ms, updated_at_ms = excluded.updated_at_ms",
          mark.taskId, mark.actor, mark.read, mark.archived, mark.dismissed, mark.snoozedUntil, mark.lastSeenActivity,
          mark.updatedAt);
    m_changes.triageChanged = true;
}

} // namespace stint
