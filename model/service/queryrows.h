#pragma once

#include "model/domain/text.h"
#include "model/service/verb.h"

namespace stint
{

/// The named task: validation_failed for a blank id (ERR-03), task_not_found when it is missing.
inline Result<Task> requireTask(Query &query, TaskId id)
{
    STINT_TRY(checkId("task_id", id));
    if (auto row = query.store.task(id))
        return *row;
    return refuse(ErrorCode::TaskNotFound, "There is no such task.").field("task_id");
}

/// The same for a run.
inline Result<Run> requireRun(Query &query, RunId id)
{
    STINT_TRY(checkId("run_id", id));
    if (auto row = query.store.run(id))
        return *row;
    return refuse(ErrorCode::RunNotFound, "There is no such run.").field("run_id");
}

} // namespace stint
