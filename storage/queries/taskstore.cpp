#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"
#include "storage/queries/words.h"

namespace stint
{

namespace
{

void bindPause(Statement &statement, const std::optional<TaskPause> &pause)
{
    if (pause)
        statement.bind(pause->by, pause->at, pause->reason);
    else
        statement.bind(std::nullopt, std::nullopt, std::nullopt);
}

/// What task.update may change besides the texts that are searched and the external key.
constexpr const char updateSql[] =
    "UPDATE tasks SET status = ?, priority = ?, owner_kind = ?, owner_ref = ?, approval_policy = ?, approval_state = "
    "?, "
    "max_attempts = ?, auto_enqueue_on_ready = ?, metadata_json = ?, network_channel = ?, not_before_ms = ?, "
    "milestone = ?, labels_json = ?, rank = ?, acceptance_json = ?, paused_by = ?, paused_at_ms = ?, "
    "paused_reason = ?, duplicate_of = ?, current_run_id = ?, review_round = ?, last_review_id = ?, "
    "last_review_outcome = ?, review_circuit_opened_at_ms = ?, review_circuit_reason = ?, version = ?, "
    "updated_at_ms = ?, closed_at_ms = ?, last_activity_ms = max(last_activity_ms, ?) WHERE id = ?";

constexpr const char insertSql[] =
    "INSERT INTO tasks (" STINT_TASK_COLUMNS ", last_activity_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// The stored values whose change moves more than the row.
struct Before {
    TaskStatus status = TaskStatus::Draft;
    Priority priority = Priority::Medium;
    bool sameTexts = false, sameKey = false;
};

void readRow(Statement &row, Before &before)
{
    row.read(before.status, before.priority, before.sameTexts, before.sameKey);
}

} // namespace

std::optional<Task> SqlStore::task(const TaskId &id)
{
    return fetchOne<Task>(m_db, "SELECT " STINT_TASK_COLUMNS " FROM tasks WHERE id = ?", id);
}

bool SqlStore::taskWasDeleted(const TaskId &id)
{
    return fetchOne<int>(m_db, "SELECT 1 FROM events WHERE task_id = ? AND type = 'task.deleted' LIMIT 1", id)
        .has_value();
}

std::optional<TaskId> SqlStore::taskByExternalKey(const std::optional<WorkspaceId> &workspace, const QString &key)
{
    return fetchOne<TaskId>(m_db,
                            "SELECT id FROM tasks WHERE coalesce(workspace_id, '') = ? AND external_key = ? "
                            "AND external_key <> ''",
                            workspace.value_or(WorkspaceId()), key);
}

std::vector<TaskId> SqlStore::childrenOf(const TaskId &id)
{
    return fetchAll<TaskId>(m_db, "SELECT id FROM tasks WHERE parent_task_id = ? ORDER BY id", id);
}

int SqlStore::childCount(const TaskId &id)
{
    return static_cast<int>(fetchNumber(m_db, "SELECT count(*) FROM tasks WHERE parent_task_id = ?", id));
}

TaskFigures SqlStore::figures(const TaskId &id)
{
    Statement query =
        m_db.prepare("SELECT (SELECT count(*) FROM tasks c WHERE c.parent_task_id = t.id), "
                     "(SELECT count(*) FROM tasks c WHERE c.parent_task_id = t.id AND c.status = 5), "
                     "(SELECT count(*) FROM dependencies d WHERE d.task_id = t.id), "
                     "(SELECT count(*) FROM dependencies d JOIN tasks b ON b.id = d.depends_on_task_id "
                     "WHERE d.task_id = t.id AND b.status <> 5), "
                     "(SELECT count(*) FROM events e WHERE e.task_id = t.id AND e.type = 'task.commented'), "
                     "(SELECT e.seq FROM events e WHERE e.task_id = t.id ORDER BY e.seq DESC LIMIT 1), "
                     "t.last_activity_ms FROM tasks t WHERE t.id = ?");
    query.bind(id);
    TaskFigures figures;
    if (query.step()) {
        query.read(figures.childCount, figures.childrenDone, figures.dependencyCount, figures.unresolvedDependencyCount,
                   figures.commentCount, figures.latestEventSeq, figures.lastActivityAt);
    }
    figures.lastActivityAt = std::max(figures.lastActivityAt, m_activity.value(id));
    return figures;
}

std::vector<TaskId> SqlStore::allTaskIds()
{
    return fetchAll<TaskId>(m_db, "SELECT id FROM tasks ORDER BY id");
}

std::vector<TaskId> SqlStore::pausedTasks()
{
    return fetchAll<TaskId>(m_db, "SELECT id FROM tasks WHERE paused_at_ms IS NOT NULL ORDER BY id");
}

void SqlStore::insertTask(const Task &task)
{
    if (!beginWrite())
        return;
    Statement insert = m_db.prepare(insertSql);
    insert.bind(task.id, task.identifier, task.title, task.description, task.scope, task.workspaceId, task.parentTaskId,
                task.status, task.priority, task.owner, task.approvalPolicy, task.approvalState, task.maxAttempts,
                task.autoEnqueueOnReady, task.metadata, task.networkChannel, task.notBefore, task.externalKey,
                task.milestone, task.labels, task.rank, toJsonText(task.acceptance));
    bindPause(insert, task.pause);
    const Time activity = std::max(task.createdAt, task.updatedAt);
    insert.bind(task.duplicateOf, task.currentRunId, task.reviewRound, task.lastReviewId, task.lastReviewOutcome,
                task.circuitOpenedAt, task.circuitReason, task.version, task.createdBy, task.origin, task.createdAt,
                task.updatedAt, task.closedAt, activity);
    insert.run();
    m_writtenActivity.insert(task.id, activity);
    m_tally.task(task.status, 1);
    indexWords(task.id);
    touch(task.id);
}

void SqlStore::updateTask(const Task &task)
{
    if (!beginWrite())
        return;
    const auto before = fetchOne<Before>(
        m_db, "SELECT status, priority, title = ?2 AND description = ?3, external_key = ?4 FROM tasks WHERE id = ?1",
        task.id, task.title, task.description, task.externalKey);
    if (!before)
        return;
    const Time activity = std::max(task.updatedAt, m_activity.take(task.id));
    Statement update = m_db.prepare(updateSql);
    update.bind(task.status, task.priority, task.owner, task.approvalPolicy, task.approvalState, task.maxAttempts,
                task.autoEnqueueOnReady, task.metadata, task.networkChannel, task.notBefore, task.milestone,
                task.labels, task.rank, toJsonText(task.acceptance));
    bindPause(update, task.pause);
    update.bind(task.duplicateOf, task.currentRunId, task.reviewRound, task.lastReviewId, task.lastReviewOutcome,
                task.circuitOpenedAt, task.circuitReason, task.version, task.updatedAt, task.closedAt, activity,
                task.id);
    update.run();
    m_writtenActivity.insert(task.id, activity);
    m_tally.task(before->status, -1);
    m_tally.task(task.status, 1);
    if (before->priority != task.priority) {
        write("UPDATE runs SET priority = ? WHERE task_id = ? AND status = 0", weight(task.priority), task.id);
        // E6: whoever waits for urgent work only may want it now.
        if (weight(task.priority) > weight(before->priority))
            m_changes.newlyReady += m_db.changes();
    }
    if (!before->sameKey)
        write("UPDATE tasks SET external_key = ? WHERE id = ?", task.externalKey, task.id);
    if (!before->sameTexts) {
        write("UPDATE tasks SET title = ?, description = ? WHERE id = ?", task.title, task.description, task.id);
        indexWords(task.id);
    }
    touch(task.id);
}

void SqlStore::deleteTask(const TaskId &id)
{
    const auto stored = task(id);
    if (!stored || !beginWrite())
        return;
    for (const Run &run : runsOf(id)) {
        m_tally.run(run.status, -1);
        removeReady(run.id);
    }
    for (const TaskId &dependent : dependentsOf(id))
        touch(dependent);
    for (const TaskId &duplicate :
         fetchAll<TaskId>(m_db, "SELECT id FROM tasks WHERE duplicate_of = ? ORDER BY id", id))
        touch(duplicate);
    // VER-01: rows changed as a consequence step their version too.
    write("UPDATE tasks SET duplicate_of = NULL, version = version + 1 WHERE duplicate_of = ?", id);
    write("DELETE FROM task_words WHERE rowid = (SELECT n FROM tasks WHERE id = ?)", id);
    write("DELETE FROM tasks WHERE id = ?", id);
    m_tally.task(stored->status, -1);
    m_activity.remove(id);
    m_changes.deletedTasks.push_back(id);
}

/// LST-03: title, identifier, description and comments. The whole entry is written anew; comments are read back from
/// their events, which are never deleted.
void SqlStore::indexWords(const TaskId &id)
{
    Statement query = m_db.prepare("SELECT n, title, identifier, description FROM tasks WHERE id = ?");
    query.bind(id);
    if (!query.step())
        return;
    qint64 number = 0;
    QString title, identifier, description;
    query.read(number, title, identifier, description);
    WordSet words;
    words.add(title);
    words.add(identifier);
    words.add(description);
    for (const Json &payload : fetchAll<Json>(
             m_db, "SELECT payload_json FROM events WHERE task_id = ? AND type = 'task.commented' ORDER BY seq", id)) {
        words.add(QJsonDocument::fromJson(payload.text).object().value(QLatin1String("text")).toString());
    }
    write("DELETE FROM task_words WHERE rowid = ?", number);
    write("INSERT INTO task_words (rowid, words) VALUES (?, ?)", number, words.joined());
}

} // namespace stint
