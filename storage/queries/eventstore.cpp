#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

#include <algorithm>

namespace stint
{

qint64 SqlStore::lastEventSeq()
{
    return fetchNumber(m_db, "SELECT seq FROM events ORDER BY seq DESC LIMIT 1");
}

std::optional<Time> SqlStore::lastEventTime()
{
    return fetchOne<Time>(m_db, "SELECT time_ms FROM events ORDER BY seq DESC LIMIT 1");
}

std::optional<Event> SqlStore::event(const EventId &id)
{
    return fetchOne<Event>(m_db, "SELECT " STINT_EVENT_COLUMNS " FROM events WHERE id = ?", id);
}

std::vector<Event> SqlStore::eventsOfTask(const TaskId &id, qint64 afterSeq, int limit)
{
    return fetchAll<Event>(
        m_db, "SELECT " STINT_EVENT_COLUMNS " FROM events WHERE task_id = ? AND seq > ? ORDER BY seq LIMIT ?", id,
        afterSeq, limit);
}

std::vector<Event> SqlStore::lastEventsOfTask(const TaskId &id, int limit)
{
    auto events = fetchAll<Event>(
        m_db, "SELECT " STINT_EVENT_COLUMNS " FROM events WHERE task_id = ? ORDER BY seq DESC LIMIT ?", id, limit);
    std::reverse(events.begin(), events.end());
    return events;
}

std::vector<Event> SqlStore::eventsAfter(qint64 seq, int limit)
{
    return fetchAll<Event>(m_db, "SELECT " STINT_EVENT_COLUMNS " FROM events WHERE seq > ? ORDER BY seq LIMIT ?", seq,
                           limit);
}

qint64 SqlStore::eventCount(const std::optional<TaskId> &id, qint64 afterSeq, const QStringList &types)
{
    // Numbers are given one after the other and no row is ever deleted.
    if (!id && types.isEmpty())
        return std::max<qint64>(lastEventSeq() - afterSeq, 0);
    if (types.isEmpty())
        return fetchNumber(m_db, "SELECT count(*) FROM events WHERE task_id = ? AND seq > ?", *id, afterSeq);
    const Json wanted = toJsonText(types);
    if (id)
        return fetchNumber(m_db,
                           "SELECT count(*) FROM events WHERE task_id = ? AND seq > ? AND type IN (SELECT value FROM "
                           "json_each(?))",
                           *id, afterSeq, wanted);
    return fetchNumber(m_db, "SELECT count(*) FROM events WHERE seq > ? AND type IN (SELECT value FROM json_each(?))",
                       afterSeq, wanted);
}

/// EVT-01: rows are never deleted, so SQLite's choice — greatest + 1 — is a counter that only grows.
qint64 SqlStore::appendEvent(const Event &event)
{
    write("INSERT INTO events (id, task_id, run_id, type, payload_json, time_ms, actor_kind, actor_ref, origin_kind, "
          "origin_ref) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          event.id, event.taskId, event.runId, event.type, event.payload, event.time, event.actor, event.origin);
    if (m_db.hasFailed())
        return 0;
    Event stored = event;
    stored.seq = m_db.lastInsertRowId();
    if (event.taskId) {
        noteActivity(*event.taskId, event.time);
        touch(*event.taskId);
        if (event.type == QLatin1String("task.commented"))
            indexComment(*event.taskId, event.payload);
    }
    m_changes.events.push_back(stored);
    return stored.seq;
}

} // namespace stint
