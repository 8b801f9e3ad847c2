#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

// What is kept beside a run: claims, idempotency keys, late results, starvation budgets.

namespace stint
{

std::vector<ClaimRecord> SqlStore::claimsOf(const RunId &id)
{
    return fetchAll<ClaimRecord>(m_db, "SELECT " STINT_CLAIM_COLUMNS " FROM claims WHERE run_id = ? ORDER BY epoch",
                                 id);
}

std::optional<ClaimRecord> SqlStore::claim(const RunId &id, int epoch)
{
    if (const ClaimRecord *const kept = m_kept.claim(id, epoch); kept && !m_db.hasFailed())
        return *kept;
    auto claim = fetchOne<ClaimRecord>(
        m_db, "SELECT " STINT_CLAIM_COLUMNS " FROM claims WHERE run_id = ? AND epoch = ?", id, epoch);
    if (m_isWriter && claim)
        m_kept.keep(*claim);
    return claim;
}

void SqlStore::insertClaim(const ClaimRecord &claim)
{
    if (!beginWrite())
        return;
    Statement insert = m_db.prepare("INSERT INTO claims (" STINT_CLAIM_COLUMNS
                                    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(claim.runId, claim.epoch, claim.claimedBy, claim.sessionId, claim.agentName);
    bindProcess(insert, claim.process);
    insert.bind(claim.claimTokenHash, claim.claimedAt, claim.endedAt, claim.endReason);
    bindUsage(insert, claim.usage);
    insert.run();
    m_kept.keep(claim);
}

void SqlStore::updateClaim(const ClaimRecord &claim)
{
    if (!beginWrite())
        return;
    Statement update =
        m_db.prepare("UPDATE claims SET session_id = ?, agent_name = ?, process_pid = ?, process_start_ticks = ?, "
                     "claim_token_hash = ?, claimed_at_ms = ?, ended_at_ms = ?, end_reason = ?, "
                     "usage_input_tokens = ?, usage_output_tokens = ?, usage_total_tokens = ?, usage_cost_micros = ?, "
                     "usage_turn_count = ?, usage_tool_call_count = ?, usage_currency = ? "
                     "WHERE run_id = ? AND epoch = ?");
    update.bind(claim.sessionId, claim.agentName);
    bindProcess(update, claim.process);
    update.bind(claim.claimTokenHash, claim.claimedAt, claim.endedAt, claim.endReason);
    bindUsage(update, claim.usage);
    update.bind(claim.runId, claim.epoch).run();
    m_kept.keep(claim);
}

std::optional<IdempotencyRecord> SqlStore::idempotency(const QString &key, const OriginRef &origin)
{
    return fetchOne<IdempotencyRecord>(m_db,
                                       "SELECT key, origin_kind, origin_ref, run_id, created_at_ms, lease_epoch "
                                       "FROM idempotency_keys WHERE key = ? AND origin_kind = ? AND origin_ref = ?",
                                       key, origin);
}

void SqlStore::putIdempotency(const IdempotencyRecord &record)
{
    write("INSERT INTO idempotency_keys (key, origin_kind, origin_ref, run_id, created_at_ms, lease_epoch) "
          "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET run_id = excluded.run_id, "
          "created_at_ms = excluded.created_at_ms, lease_epoch = excluded.lease_epoch",
          record.key, record.origin, record.runId, record.createdAt, record.leaseEpoch);
}

std::vector<LateResult> SqlStore::lateResultsOf(const RunId &id)
{
    return fetchAll<LateResult>(
        m_db, "SELECT " STINT_LATE_RESULT_COLUMNS " FROM late_results WHERE run_id = ? ORDER BY n", id);
}

std::vector<LateResult> SqlStore::lateResults(int limit)
{
    return fetchAll<LateResult>(
        m_db, "SELECT " STINT_LATE_RESULT_COLUMNS " FROM late_results ORDER BY run_id DESC, n DESC LIMIT ?", limit);
}

int SqlStore::lastLateResultNumber(const RunId &id)
{
    return static_cast<int>(fetchNumber(m_db, "SELECT last_late_result FROM runs WHERE id = ?", id));
}

void SqlStore::insertLateResult(const LateResult &late)
{
    if (!beginWrite())
        return;
    Statement insert = m_db.prepare("INSERT INTO late_results (" STINT_LATE_RESULT_COLUMNS
                                    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(late.runId, late.n, late.kind, late.result, late.error, late.metadata);
    bindUsage(insert, late.usage);
    insert.bind(late.sessionId, late.epoch, late.loss, late.receivedAt).run();
    write("UPDATE runs SET last_late_result = max(last_late_result, ?) WHERE id = ?", late.n, late.runId);
    touchTaskOf(late.runId);
}

void SqlStore::removeLateResult(const RunId &id, int n)
{
    write("DELETE FROM late_results WHERE run_id = ? AND n = ?", id, n);
    touchTaskOf(id);
}

void SqlStore::removeLateResults(const RunId &id)
{
    write("DELETE FROM late_results WHERE run_id = ?", id);
    if (m_db.changes() > 0)
        touchTaskOf(id);
}

void SqlStore::touchTaskOf(const RunId &id)
{
    if (const auto task = fetchOne<TaskId>(m_db, "SELECT task_id FROM runs WHERE id = ?", id))
        touch(*task);
}

#define STINT_BUDGET_COLUMNS "run_id, cycles, spawn_requested, starved_reported, updated_at_ms"

std::optional<StarvationBudget> SqlStore::budget(const RunId &id)
{
    return fetchOne<StarvationBudget>(m_db, "SELECT " STINT_BUDGET_COLUMNS " FROM starvation_budgets WHERE run_id = ?",
                                      id);
}

std::vector<StarvationBudget> SqlStore::budgets()
{
    return fetchAll<StarvationBudget>(m_db, "SELECT " STINT_BUDGET_COLUMNS " FROM starvation_budgets ORDER BY run_id");
}

void SqlStore::putBudget(const StarvationBudget &budget)
{
    write("INSERT INTO starvation_budgets (" STINT_BUDGET_COLUMNS ") VALUES (?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET cycles = excluded.cycles, spawn_requested = excluded.spawn_requested, "
          "starved_reported = excluded.starved_reported, updated_at_ms = excluded.updated_at_ms",
          budget.runId, budget.cycles, budget.spawnRequested, budget.starvedReported, budget.updatedAt);
}

void SqlStore::removeBudget(const RunId &id)
{
    // Most claims find none: looking is cheaper than the savepoint and the page a delete would want.
    if (fetchOne<int>(m_db, "SELECT 1 FROM starvation_budgets WHERE run_id = ?", id))
        write("DELETE FROM starvation_budgets WHERE run_id = ?", id);
}

} // namespace stint
