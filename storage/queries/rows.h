#pragma once

#include "model/domain/event.h"
#include "model/ports/store.h"
#include "storage/queries/keptrows.h"
#include "storage/sql/connection.h"

// The columns of each table in the order in which its mapper reads and binds them. Literals, so that statements stay
// static texts.

#define STINT_USAGE_COLUMNS                                                                                            \
    "usage_input_tokens, usage_output_tokens, usage_total_tokens, usage_cost_micros, usage_turn_count, "               \
    "usage_tool_call_count, usage_currency"
#define STINT_TASK_COLUMNS                                                                                             \
    "id, identifier, title, description, scope, workspace_id, parent_task_id, status, priority, owner_kind, "          \
    "owner_ref, approval_policy, approval_state, max_attempts, auto_enqueue_on_ready, metadata_json, "                 \
    "network_channel, not_before_ms, external_key, milestone, labels_json, rank, acceptance_json, paused_by, "         \
    "paused_at_ms, paused_reason, duplicate_of, current_run_id, review_round, last_review_id, last_review_outcome, "   \
    "review_circuit_opened_at_ms, review_circuit_reason, version, created_by_kind, created_by_ref, origin_kind, "      \
    "origin_ref, created_at_ms, updated_at_ms, closed_at_ms"
#define STINT_DEPENDENCY_COLUMNS "task_id, depends_on_task_id, kind, created_by_kind, created_by_ref, created_at_ms"
#define STINT_RUN_COLUMNS                                                                                              \
    "id, task_id, attempt, status, queued_at_ms, waiting_since_ms, claimed_at_ms, started_at_ms, ended_at_ms, "        \
    "claimed_by_kind, claimed_by_ref, claim_token_hash, session_id, lease_epoch, lease_duration_ms, lease_until_ms, "  \
    "heartbeat_at_ms, lease_event_at_ms, progress, " STINT_USAGE_COLUMNS ", attention_reason, attention_text, "        \
    "attention_at_ms, resume_after_ms, error, failure_kind, answer_json, result_json, metadata_json, "                 \
    "network_channel, coordination_channel_id, required_capabilities_json, preferred_capabilities_json, "              \
    "previous_run_id, review_round, review_json"
#define STINT_CLAIM_COLUMNS                                                                                            \
    "run_id, epoch, claimed_by_kind, claimed_by_ref, session_id, agent_name, process_pid, process_start_ticks, "       \
    "claim_token_hash, claimed_at_ms, ended_at_ms, end_reason, " STINT_USAGE_COLUMNS
#define STINT_LATE_RESULT_COLUMNS                                                                                      \
    "run_id, n, kind, result_json, error, metadata_json, " STINT_USAGE_COLUMNS                                         \
    ", session_id, epoch, loss, received_at_ms"
#define STINT_REVIEW_COLUMNS                                                                                           \
    "id, task_id, run_id, policy, automatic, round, attempt, status, requested_by_kind, requested_by_ref, reason, "    \
    "parent_review_id, requested_at_ms, deadline_at_ms, routed_session_id, reviewer_session_id, "                      \
    "reviewer_agent_name, reviewer_peer_id, reviewer_channel_id, started_at_ms, reviewed_at_ms, outcome, "             \
    "confidence, verdict_reason, guidance, text, missing_work_json, delivery_id, recorded_by_kind, "                   \
    "recorded_by_ref, continuation_run_id, circuit_reason, created_at_ms, updated_at_ms"
#define STINT_SESSION_COLUMNS                                                                                          \
    "id, token_hash, agent_name, kind, capabilities_json, workspace_id, channel, peer_id, state, process_pid, "        \
    "process_start_ticks, launched, parent_session_id, expires_at_ms, registered_at_ms, last_seen_at_ms, "             \
    "ended_at_ms, end_reason"
#define STINT_EVENT_COLUMNS                                                                                            \
    "seq, id, task_id, run_id, type, payload_json, time_ms, actor_kind, actor_ref, origin_kind, origin_ref"
#define STINT_TRIAGE_COLUMNS                                                                                           \
    "task_id, actor_kind, actor_ref, is_read, is_archived, is_dismissed, snoozed_until_ms, last_seen_activity_ms, "    \
    "updated_at_ms"
#define STINT_PROFILE_COLUMNS "task_id, sections_json, created_at_ms, updated_at_ms"
#define STINT_READY_COLUMNS "id, task_id, priority, queued_at_ms, coordination_channel_id"

namespace stint
{

void readRow(Statement &row, Task &task);
void readRow(Statement &row, Dependency &dependency);
void readRow(Statement &row, Run &run);
void readRow(Statement &row, KeptRun &kept); ///< with queue_class, priority, due_at_ms behind the run
void readRow(Statement &row, ClaimRecord &claim);
void readRow(Statement &row, LateResult &late);
void readRow(Statement &row, IdempotencyRecord &record);
void readRow(Statement &row, StarvationBudget &budget);
void readRow(Statement &row, Review &review);
void readRow(Statement &row, Session &session);
void readRow(Statement &row, Workspace &workspace);
void readRow(Statement &row, Event &event);
void readRow(Statement &row, TriageMark &mark);
void readRow(Statement &row, ExecutionProfile &profile);
void readRow(Statement &row, ReadyRun &ready);
void readRow(Statement &row, StoredAnswer &answer);

/// A single column.
template<class T>
requires requires(Statement &row, T &value)
{
    row.take(value);
}
void readRow(Statement &row, T &value)
{
    row.take(value);
}

void bindUsage(Statement &statement, const Usage &usage);
void bindProcess(Statement &statement, const std::optional<ProcessRef> &process);

/// The first row, if there is one.
template<class T, class... Values>
std::optional<T> fetchOne(Connection &db, const char *sql, const Values &...values)
{
    Statement query = db.prepare(sql);
    query.bind(values...);
    if (!query.step())
        return std::nullopt;
    T row{};
    readRow(query, row);
    if (db.hasFailed())
        return std::nullopt;
    return row;
}

template<class T>
std::vector<T> fetchRows(Connection &db, Statement &query)
{
    std::vector<T> rows;
    while (query.step())
        readRow(query, rows.emplace_back());
    if (db.hasFailed())
        rows.clear();
    return rows;
}

template<class T, class... Values>
std::vector<T> fetchAll(Connection &db, const char *sql, const Values &...values)
{
    Statement query = db.prepare(sql);
    query.bind(values...);
    return fetchRows<T>(db, query);
}

/// A number; 0 when there is no row or after a fault.
template<class... Values>
qint64 fetchNumber(Connection &db, const char *sql, const Values &...values)
{
    return fetchOne<qint64>(db, sql, values...).value_or(0);
}

} // namespace stint
