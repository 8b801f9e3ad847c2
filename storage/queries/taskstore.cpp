#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

#include <array>

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

constexpr const char insertSql[] =
    "INSERT INTO tasks (" STINT_TASK_COLUMNS ", last_activity_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

template<auto Member>
constexpr Column<Task> column(const char *assignment)
{
    return columnOf<Member, Task>(assignment);
}

/// What verbs change. The texts that are searched and the columns of unique indexes come last and are rarely named.
constexpr std::array taskColumns{
    column<&Task::status>("status = ?"),
    column<&Task::priority>("priority = ?"),
    column<&Task::owner>("owner_kind = ?, owner_ref = ?"),
    column<&Task::approvalPolicy>("approval_policy = ?"),
    column<&Task::approvalState>("approval_state = ?"),
    column<&Task::maxAttempts>("max_attempts = ?"),
    column<&Task::autoEnqueueOnReady>("auto_enqueue_on_ready = ?"),
    column<&Task::metadata>("metadata_json = ?"),
    column<&Task::networkChannel>("network_channel = ?"),
    column<&Task::notBefore>("not_before_ms = ?"),
    column<&Task::milestone>("milestone = ?"),
    column<&Task::labels>("labels_json = ?"),
    column<&Task::rank>("rank = ?"),
    Column<Task>{"acceptance_json = ?",
                 [](const Task &before, const Task &after) { return before.acceptance != after.acceptance; },
                 [](Statement &update, const Task &task) { update.bind(toJsonText(task.acceptance)); }},
    Column<Task>{"paused_by = ?, paused_at_ms = ?, paused_reason = ?",
                 [](const Task &before, const Task &after) { return !(before.pause == after.pause); },
                 [](Statement &update, const Task &task) { bindPause(update, task.pause); }},
    column<&Task::duplicateOf>("duplicate_of = ?"),
    column<&Task::currentRunId>("current_run_id = ?"),
    column<&Task::reviewRound>("review_round = ?"),
    column<&Task::lastReviewId>("last_review_id = ?"),
    column<&Task::lastReviewOutcome>("last_review_outcome = ?"),
    column<&Task::circuitOpenedAt>("review_circuit_opened_at_ms = ?"),
    column<&Task::circuitReason>("review_circuit_reason = ?"),
    column<&Task::version>("version = ?"),
    column<&Task::updatedAt>("updated_at_ms = ?"),
    column<&Task::closedAt>("closed_at_ms = ?"),
    column<&Task::title>("title = ?"),
    column<&Task::description>("description = ?"),
    column<&Task::externalKey>("external_key = ?"),
};

} // namespace

std::optional<Task> SqlStore::task(const TaskId &id)
{
    if (m_isWriter) {
        const Task *const kept = keptTask(id);
        return kept ? std::optional(*kept) : std::nullopt;
    }
    return fetchOne<Task>(m_db, "SELECT " STINT_TASK_COLUMNS " FROM tasks WHERE id = ?", id);
}

const Task *SqlStore::keptTask(const TaskId &id)
{
    if (m_db.hasFailed())
        return nullptr;
    if (const Task *const kept = m_kept.task(id))
        return kept;
    const auto task = fetchOne<Task>(m_db, "SELECT " STINT_TASK_COLUMNS " FROM tasks WHERE id = ?", id);
    if (!task)
        return nullptr;
    m_kept.keep(*task);
    return m_kept.task(id);
}

bool SqlStore::taskWasDeleted(const TaskId &id)
{
    return fetchOne<int>(m_db, "SELECT 1 FROM events WHERE task_id = ? AND type = 'task.deleted' LIMIT 1", id)
        .has_value();
}

std::vector<TaskId> SqlStore::tasksDeletedAfter(qint64 seq)
{
    return fetchAll<TaskId>(
        m_db, "SELECT task_id FROM events INDEXED BY events_tombstones WHERE type = 'task.deleted' AND seq > ?", seq);
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
    m_kept.keep(task);
    m_writtenActivity.insert(task.id, activity);
    m_tally.task(task.status, 1);
    indexWords(task.id);
    touch(task.id);
}

ColumnUpdate<Task> SqlStore::taskUpdate()
{
    return {"UPDATE tasks SET ", taskColumns, ", last_activity_ms = max(last_activity_ms, ?) WHERE id = ?"};
}

void SqlStore::updateTask(const Task &task)
{
    const Task *const known = keptTask(task.id);
    if (!known || !beginWrite())
        return;
    const Task before = *known;
    const quint64 changed = m_taskUpdate.changed(before, task);
    if (changed == 0)
        return;
    const Time activity = std::max(task.updatedAt, m_activity.take(task.id));
    m_taskUpdate.prepare(m_db, changed, task).bind(activity, task.id).run();
    m_kept.keep(task);
    m_writtenActivity.insert(task.id, activity);
    m_tally.task(before.status, -1);
    m_tally.task(task.status, 1);
    if (before.priority != task.priority) {
        write("UPDATE runs SET priority = ? WHERE task_id = ? AND status = 0", weight(task.priority), task.id);
        m_kept.forgetRunsOf(task.id);
        // E6: whoever waits for urgent work only may want it now.
        if (weight(task.priority) > weight(before.priority))
            m_changes.newlyReady += m_db.changes();
    }
    if (before.title != task.title || before.description != task.description)
        indexWords(task.id);
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
    const auto number = fetchOne<qint64>(m_db, "SELECT n FROM tasks WHERE id = ?", id).value_or(0);
    for (qint64 comments = commentCount(m_db, number); comments >= 0; --comments)
        write("DELETE FROM task_words WHERE rowid = ?", wordEntry(number, comments));
    write("DELETE FROM tasks WHERE id = ?", id);
    // With it go its runs, and its duplicates were changed.
    m_kept.clear();
    m_tally.task(stored->status, -1);
    ++m_tally.words;
    m_activity.remove(id);
    m_changes.deletedTasks.push_back(id);
}

/// LST-03: the task's own entry is written anew.
void SqlStore::indexWords(const TaskId &id)
{
    const auto number = fetchOne<qint64>(m_db, "SELECT n FROM tasks WHERE id = ?", id);
    if (!number)
        return;
    const WordSet words = ownWordsOfTask(m_db, *number);
    write("DELETE FROM task_words WHERE rowid = ?", *number);
    write("INSERT INTO task_words (rowid, words) VALUES (?, ?)", *number, words.joined());
    ++m_tally.words;
}

/// The newest comment, whose event is written.
void SqlStore::indexComment(const TaskId &id, const Json &payload)
{
    const auto number = fetchOne<qint64>(m_db, "SELECT n FROM tasks WHERE id = ?", id);
    if (!number)
        return;
    WordSet words;
    words.addComment(payload);
    write("INSERT INTO task_words (rowid, words) VALUES (?, ?)", wordEntry(*number, commentCount(m_db, *number)),
          words.joined());
    ++m_tally.words;
}

} // namespace stint
