#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

#include <array>

namespace stint
{

namespace
{

constexpr const char insertSql[] = "INSERT INTO runs (" STINT_RUN_COLUMNS
                                   ", priority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "coalesce((SELECT (priority + 1) * 10 FROM tasks WHERE id = ?2), 20))";

void bindAttention(Statement &statement, const std::optional<Attention> &attention)
{
    if (attention)
        statement.bind(attention->reason, attention->text, attention->at);
    else
        statement.bind(std::nullopt, std::nullopt, std::nullopt);
}

template<class T>
Json nested(const std::optional<T> &value)
{
    return value ? toJsonText(*value) : Json{};
}

std::optional<Time> resumeAfter(const Run &run)
{
    return run.attention ? run.attention->resumeAfter : std::nullopt;
}

/// What a run's verbs change. A heartbeat names no column of an index.
constexpr std::array runColumns{
    columnOf<&Run::status, Run>("status = ?"),
    columnOf<&Run::waitingSince, Run>("waiting_since_ms = ?"),
    columnOf<&Run::claimedAt, Run>("claimed_at_ms = ?"),
    columnOf<&Run::startedAt, Run>("started_at_ms = ?"),
    columnOf<&Run::endedAt, Run>("ended_at_ms = ?"),
    columnOf<&Run::claimedBy, Run>("claimed_by_kind = ?, claimed_by_ref = ?"),
    columnOf<&Run::claimTokenHash, Run>("claim_token_hash = ?"),
    columnOf<&Run::sessionId, Run>("session_id = ?"),
    columnOf<&Run::leaseEpoch, Run>("lease_epoch = ?"),
    columnOf<&Run::leaseDurationMs, Run>("lease_duration_ms = ?"),
    columnOf<&Run::leaseUntil, Run>("lease_until_ms = ?"),
    columnOf<&Run::heartbeatAt, Run>("heartbeat_at_ms = ?"),
    columnOf<&Run::leaseEventAt, Run>("lease_event_at_ms = ?"),
    columnOf<&Run::progress, Run>("progress = ?"),
    columnOf<&Run::error, Run>("error = ?"),
    columnOf<&Run::failureKind, Run>("failure_kind = ?"),
    columnOf<&Run::result, Run>("result_json = ?"),
    Column<Run>{"usage_input_tokens = ?, usage_output_tokens = ?, usage_total_tokens = ?, usage_cost_micros = ?, "
                "usage_turn_count = ?, usage_tool_call_count = ?, usage_currency = ?",
                [](const Run &before, const Run &after) { return before.usage != after.usage; },
                [](Statement &update, const Run &run) { bindUsage(update, run.usage); }},
    Column<Run>{"attention_reason = ?, attention_text = ?, attention_at_ms = ?, resume_after_ms = ?",
                [](const Run &before, const Run &after) { return before.attention != after.attention; },
                [](Statement &update, const Run &run) {
                    bindAttention(update, run.attention);
                    update.bind(resumeAfter(run));
                }},
    Column<Run>{"answer_json = ?", [](const Run &before, const Run &after) { return before.answer != after.answer; },
                [](Statement &update, const Run &run) { update.bind(nested(run.answer)); }},
};

#define STINT_RUN_FENCE " WHERE id = ? AND status = ? AND session_id IS ? AND claim_token_hash = ? AND lease_epoch = ?"

std::optional<Time> newestMoment(const Run &run)
{
    return std::max({std::optional(run.queuedAt), run.claimedAt, run.startedAt, run.endedAt});
}

/// A static text with the index that serves the status; all order by queued_at, id.
const char *byStatusSql(RunStatus status)
{
    switch (status) {
    case RunStatus::Queued:
        return "SELECT id FROM runs WHERE status = 0 AND status = ? ORDER BY queued_at_ms, id";
    case RunStatus::Claimed:
    case RunStatus::Starting:
    case RunStatus::Running:
        return "SELECT id FROM runs INDEXED BY runs_active WHERE status BETWEEN 1 AND 3 AND status = ? "
               "ORDER BY queued_at_ms, id";
    case RunStatus::NeedsAttention:
        return "SELECT id FROM runs INDEXED BY runs_parked WHERE status = 7 AND status = ? ORDER BY queued_at_ms, id";
    case RunStatus::Completed:
    case RunStatus::Failed:
    case RunStatus::Canceled:
        break;
    }
    return "SELECT id FROM runs WHERE status = ? ORDER BY queued_at_ms, id";
}

/// 0 means all: SQLite's LIMIT says that with a negative number.
int limitOf(int limit)
{
    return limit == 0 ? -1 : limit;
}

} // namespace

std::optional<Run> SqlStore::run(const RunId &id)
{
    if (m_isWriter) {
        const KeptRun *const kept = keptRun(id);
        return kept ? std::optional(kept->run) : std::nullopt;
    }
    return fetchOne<Run>(m_db, "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE id = ?", id);
}

std::vector<Run> SqlStore::runsOf(const TaskId &id)
{
    if (m_isWriter) {
        std::vector<Run> runs;
        if (const auto *const kept = keptRunsOf(id)) {
            runs.reserve(kept->size());
            for (const KeptRun &one : *kept)
                runs.push_back(one.run);
        }
        return runs;
    }
    return fetchAll<Run>(m_db, "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE task_id = ? ORDER BY attempt", id);
}

std::vector<Run> SqlStore::activeRunsOfSession(const SessionId &id)
{
    return fetchAll<Run>(m_db,
                         "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE session_id = ? AND status BETWEEN 1 AND 3 "
                         "ORDER BY claimed_at_ms, id",
                         id);
}

/// Active runs are few (one per session), so their lease ends are not indexed: a heartbeat would move in that index.
std::vector<RunId> SqlStore::expiredRuns(Time now, int limit)
{
    return fetchAll<RunId>(m_db,
                           "SELECT id FROM runs INDEXED BY runs_active WHERE status BETWEEN 1 AND 3 "
                           "AND lease_until_ms <= ? ORDER BY lease_until_ms, id LIMIT ?",
                           now, limitOf(limit));
}

std::vector<RunId> SqlStore::runsToResume(Time now, int limit)
{
    return fetchAll<RunId>(m_db,
                           "SELECT id FROM runs WHERE status = 7 AND resume_after_ms <= ? "
                           "ORDER BY resume_after_ms, id LIMIT ?",
                           now, limitOf(limit));
}

std::vector<RunId> SqlStore::runsWithStatus(RunStatus status)
{
    return fetchAll<RunId>(m_db, byStatusSql(status), status);
}

void SqlStore::insertRun(const Run &run)
{
    if (!beginWrite())
        return;
    Statement insert = m_db.prepare(insertSql);
    insert.bind(run.id, run.taskId, run.attempt, run.status, run.queuedAt, run.waitingSince, run.claimedAt,
                run.startedAt, run.endedAt, run.claimedBy, run.claimTokenHash, run.sessionId, run.leaseEpoch,
                run.leaseDurationMs, run.leaseUntil, run.heartbeatAt, run.leaseEventAt, run.progress);
    bindUsage(insert, run.usage);
    bindAttention(insert, run.attention);
    insert.bind(resumeAfter(run), run.error, run.failureKind, nested(run.answer), run.result, run.metadata,
                run.networkChannel, run.coordinationChannelId, run.requiredCapabilities, run.preferredCapabilities,
                run.previousRunId, run.reviewRound, nested(run.review));
    insert.run();
    m_kept.forgetRunsOf(run.taskId);
    m_tally.run(run.status, 1);
    noteActivity(run.taskId, newestMoment(run));
    touch(run.taskId);
}

ColumnUpdate<Run> SqlStore::runUpdate()
{
    return {"UPDATE runs SET ", runColumns, STINT_RUN_FENCE};
}

ColumnUpdate<Run> SqlStore::runUpdateLeavingQueue()
{
    return {"UPDATE runs SET ", runColumns, ", queue_class = 0, due_at_ms = NULL" STINT_RUN_FENCE};
}

bool SqlStore::updateRun(const Run &run, const RunFence &fence)
{
    const KeptRun *const known = keptRun(run.id);
    if (!known || !fence.holds(known->run) || !beginWrite())
        return false;
    const KeptRun before = *known;
    KeptRun after{run, before.stand};
    const bool leavesQueue = fence.status == RunStatus::Queued && run.status != RunStatus::Queued;
    if (const quint64 changed = m_runUpdate.changed(before.run, run)) {
        Statement update = (leavesQueue ? m_runUpdateLeavingQueue : m_runUpdate).prepare(m_db, changed, run);
        update.bind(run.id, fence.status, fence.sessionId, fence.claimTokenHash, fence.leaseEpoch).run();
        if (m_db.hasFailed() || m_db.changes() == 0)
            return false;
    }
    if (leavesQueue) {
        m_tally.ready -= before.stand.queueClass > 0 ? 1 : 0;
        after.stand = {0, before.stand.priority, {}};
    }
    m_kept.replace(after);
    m_tally.run(fence.status, -1);
    m_tally.run(run.status, 1);
    // A beat of a lease is no happening of its task.
    if (run.status != fence.status || run.sessionId != fence.sessionId || !isActive(run.status))
        noteActivity(run.taskId, newestMoment(run));
    touch(run.taskId);
    return true;
}

const KeptRun *SqlStore::keptRun(const RunId &id)
{
    if (m_db.hasFailed())
        return nullptr;
    if (const KeptRun *const kept = m_kept.run(id))
        return kept;
    const auto task = fetchOne<TaskId>(m_db, "SELECT task_id FROM runs WHERE id = ?", id);
    if (!task)
        return nullptr;
    keepRunsOf(*task);
    return m_kept.run(id);
}

const std::vector<KeptRun> *SqlStore::keptRunsOf(const TaskId &id)
{
    if (m_db.hasFailed())
        return nullptr;
    if (!m_kept.runsOf(id))
        keepRunsOf(id);
    return m_kept.runsOf(id);
}

void SqlStore::keepRunsOf(const TaskId &id)
{
    auto runs = fetchAll<KeptRun>(m_db,
                                  "SELECT " STINT_RUN_COLUMNS ", queue_class, priority, due_at_ms FROM runs "
                                  "WHERE task_id = ? ORDER BY attempt",
                                  id);
    if (!m_db.hasFailed())
        m_kept.keep(id, std::move(runs));
}

} // namespace stint
