#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

QMap<QString, Json> SqlStore::settings()
{
    QMap<QString, Json> settings;
    Statement query = m_db.prepare("SELECT key, value_json FROM settings ORDER BY key");
    while (query.step()) {
        const auto key = query.value<QString>();
        settings.insert(key, query.value<Json>());
    }
    return settings;
}

void SqlStore::putSetting(const QString &key, const Json &value)
{
    write("INSERT INTO settings (key, value_json) VALUES (?, ?) "
          "ON CONFLICT DO UPDATE SET value_json = excluded.value_json",
          key, value);
    m_changes.settingsChanged = true;
}

SchedulerPause SqlStore::schedulerPause()
{
    if (m_keptPause && !m_db.hasFailed())
        return *m_keptPause;
    SchedulerPause pause;
    Statement query = m_db.prepare("SELECT paused, paused_by, paused_at_ms, reason FROM scheduler_pause");
    if (query.step())
        query.read(pause.paused, pause.by, pause.at, pause.reason);
    if (m_isWriter && !m_db.hasFailed())
        m_keptPause = pause;
    return pause;
}

void SqlStore::putSchedulerPause(const SchedulerPause &pause)
{
    write("UPDATE scheduler_pause SET paused = ?, paused_by = ?, paused_at_ms = ?, reason = ?", pause.paused, pause.by,
          pause.at, pause.reason);
    m_keptPause.reset();
    m_changes.schedulerChanged = true;
}

QString SqlStore::meta(const char *key)
{
    return fetchOne<QString>(m_db, "SELECT value FROM meta WHERE key = ?", QString::fromLatin1(key))
        .value_or(QString());
}

void SqlStore::putMeta(const char *key, const QString &value)
{
    write("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
          QString::fromLatin1(key), value);
}

std::optional<StoredAnswer> SqlStore::storedAnswer(const QString &actor, const QString &requestId)
{
    return fetchOne<StoredAnswer>(m_db,
                                  "SELECT actor, request_id, params_hash, answer, created_at_ms FROM request_answers "
                                  "WHERE actor = ? AND request_id = ?",
                                  actor, requestId);
}

void SqlStore::putAnswer(const StoredAnswer &answer)
{
    write("INSERT INTO request_answers (actor, request_id, params_hash, answer, created_at_ms) VALUES (?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET params_hash = excluded.params_hash, answer = excluded.answer, "
          "created_at_ms = excluded.created_at_ms",
          answer.actor, answer.requestId, answer.params, answer.answer, answer.createdAt);
}

void SqlStore::dropAnswersBefore(Time time)
{
    // Looking costs one seek; a delete that finds nothing would cost a commit.
    if (!fetchOne<int>(m_db, "SELECT 1 FROM request_answers WHERE created_at_ms < ? LIMIT 1", time))
        return;
    write("DELETE FROM request_answers WHERE (actor, request_id) IN (SELECT actor, request_id FROM request_answers "
          "WHERE created_at_ms < ? ORDER BY created_at_ms LIMIT 10000)",
          time);
}

} // namespace stint
