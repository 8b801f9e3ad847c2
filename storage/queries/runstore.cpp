#include "storage/queries/jsonvalue.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

namespace
{

constexpr const char insertSql[] = "INSERT INTO runs (" STINT_RUN_COLUMNS
                                   ", priority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "coalesce((SELECT (priority + 1) * 10 FROM tasks WHERE id = ?2), 20))";

#define STINT_RUN_PROGRESS                                                                                             \
    "waiting_since_ms = ?, claimed_at_ms = ?, started_at_ms = ?, ended_at_ms = ?, claimed_by_kind = ?, "               \
    "claimed_by_ref = ?, claim_token_hash = ?, lease_epoch = ?, lease_duration_ms = ?, lease_until_ms = ?, "           \
    "heartbeat_at_ms = ?, lease_event_at_ms = ?, progress = ?, usage_input_tokens = ?, usage_output_tokens = ?, "      \
    "usage_total_tokens = ?, usage_cost_micros = ?, usage_turn_count = ?, usage_tool_call_count = ?, "                 \
    "usage_currency = ?, attention_reason = ?, attention_text = ?, attention_at_ms = ?, error = ?, "                   \
    "failure_kind = ?, answer_json = ?, result_json = ?"
#define STINT_RUN_FENCE " WHERE id = ? AND status = ? AND session_id IS ? AND claim_token_hash = ? AND lease_epoch = ?"

/// The run stays where it is: no column of an index is named, so a heartbeat writes one page.
constexpr const char updateInPlaceSql[] = "UPDATE runs SET " STINT_RUN_PROGRESS STINT_RUN_FENCE;
constexpr const char moveSql[] =
    "UPDATE runs SET " STINT_RUN_PROGRESS ", status = ?, session_id = ?, resume_after_ms = ?" STINT_RUN_FENCE;

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

void bindProgress(Statement &update, const Run &run)
{
    update.bind(run.waitingSince, run.claimedAt, run.startedAt, run.endedAt, run.claimedBy, run.claimTokenHash,
                run.leaseEpoch, run.leaseDurationMs, run.leaseUntil, run.heartbeatAt, run.leaseEventAt, run.progress);
    bindUsage(update, run.usage);
    bindAttention(update, run.attention);
    update.bind(run.error, run.failureKind, nested(run.answer), run.result);
}

std::optional<Time> resumeAfter(const Run &run)
{
    return run.attention ? run.attention->resumeAfter : std::nullopt;
}

/// Without it the run would not move in the queue's index.
bool staysInPlace(const Run &run, const RunFence &fence)
{
    return run.status == fence.status && run.sessionId == fence.sessionId && isActive(run.status);
}

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
        return "SELECT id FROM runs INDEXED BY runs_active WHERE status IN (1, 2, 3) AND status = ? "
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
    return fetchOne<Run>(m_db, "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE id = ?", id);
}

std::vector<Run> SqlStore::runsOf(const TaskId &id)
{
    return fetchAll<Run>(m_db, "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE task_id = ? ORDER BY attempt", id);
}

std::vector<Run> SqlStore::activeRunsOfSession(const SessionId &id)
{
    return fetchAll<Run>(m_db,
                         "SELECT " STINT_RUN_COLUMNS " FROM runs WHERE session_id = ? AND status IN (1, 2, 3) "
                         "ORDER BY claimed_at_ms, id",
                         id);
}

/// Active runs are few (one per session), so their lease ends are not indexed: a heartbeat would move in that index.
std::vector<RunId> SqlStore::expiredRuns(Time now, int limit)
{
    return fetchAll<RunId>(m_db,
                           "SELECT id FROM runs INDEXED BY runs_active WHERE status IN (1, 2, 3) "
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
    m_tally.run(run.status, 1);
    noteActivity(run.taskId, newestMoment(run));
    touch(run.taskId);
}

bool SqlStore::updateRun(const Run &run, const RunFence &fence)
{
    if (!beginWrite())
        return false;
    const bool inPlace = staysInPlace(run, fence);
    {
        Statement update = m_db.prepare(inPlace ? updateInPlaceSql : moveSql);
        bindProgress(update, run);
        if (!inPlace)
            update.bind(run.status, run.sessionId, resumeAfter(run));
        update.bind(run.id, fence.status, fence.sessionId, fence.claimTokenHash, fence.leaseEpoch).run();
    }
    if (m_db.hasFailed() || m_db.changes() == 0)
        return false;
    m_tally.run(fence.status, -1);
    m_tally.run(run.status, 1);
    if (!inPlace)
        noteActivity(run.taskId, newestMoment(run));
    touch(run.taskId);
    return true;
}

} // namespace stint
