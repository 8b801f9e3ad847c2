#include "storage/queries/boardrows.h"

#include "storage/queries/rows.h"

namespace stint
{

BoardRows readBoardRows(Connection &db)
{
    BoardRows rows;
    rows.tasks = fetchAll<Task>(db, "SELECT " STINT_TASK_COLUMNS " FROM tasks ORDER BY id");
    rows.dependencies = fetchAll<Dependency>(db, "SELECT " STINT_DEPENDENCY_COLUMNS
                                                 " FROM dependencies ORDER BY task_id, depends_on_task_id");
    rows.runs = fetchAll<Run>(db, "SELECT " STINT_RUN_COLUMNS " FROM runs ORDER BY id");
    rows.claims = fetchAll<ClaimRecord>(db, "SELECT " STINT_CLAIM_COLUMNS " FROM claims ORDER BY run_id, epoch");
    rows.reviews = fetchAll<Review>(db, "SELECT " STINT_REVIEW_COLUMNS " FROM reviews ORDER BY id");
    rows.profiles =
        fetchAll<ExecutionProfile>(db, "SELECT " STINT_PROFILE_COLUMNS " FROM execution_profiles ORDER BY task_id");
    rows.triage = fetchAll<TriageMark>(db, "SELECT " STINT_TRIAGE_COLUMNS
                                           " FROM triage_marks ORDER BY task_id, actor_kind, actor_ref");
    rows.lateResults =
        fetchAll<LateResult>(db, "SELECT " STINT_LATE_RESULT_COLUMNS " FROM late_results ORDER BY run_id, n");
    rows.idempotency = fetchAll<IdempotencyRecord>(
        db, "SELECT key, origin_kind, origin_ref, run_id, created_at_ms, lease_epoch FROM idempotency_keys "
            "ORDER BY key, origin_kind, origin_ref");
    rows.budgets = fetchAll<StarvationBudget>(
        db, "SELECT run_id, cycles, spawn_requested, starved_reported, updated_at_ms FROM starvation_budgets "
            "ORDER BY run_id");
    rows.sessions = fetchAll<Session>(db, "SELECT " STINT_SESSION_COLUMNS " FROM sessions ORDER BY id");
    rows.workspaces = fetchAll<Workspace>(db, "SELECT id, name, root_path, created_at_ms FROM workspaces ORDER BY id");
    return rows;
}

} // namespace stint
