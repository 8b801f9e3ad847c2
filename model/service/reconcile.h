#pragma once

#include "model/service/verb.h"

namespace stint
{

/// Derives the status of one task from the stored rows and stores it if it differs (STA-05), with updated_at,
/// closed_at, current_run_id and the run's place in the ready order. Dependents are not walked.
/// Call it after the rows of the verb are written and before its own event, whose payload carries the status.
/// \return the task as it is now.
Task reconcileTask(Verb &verb, const TaskId &id);

/// Walks the dependents of a task that entered or left `completed` since \a before (STA-06) and queues those that ask
/// for it (AEQ-01). \a completedBy: the run whose completion caused it; without it nothing is auto-enqueued (AEQ-03).
/// Call it after the verb's own event was recorded. Does nothing when neither status is `completed`.
void cascade(Verb &verb, const TaskId &id, TaskStatus before, const std::optional<RunId> &completedBy);

/// Puts the task's queued run into the ready order or takes it out (E1, E2, E3, E5); reconcileTask() does it for its
/// task, pause and resume call it for the subtree, updates of priority, owner, not_before and profile for the task.
void refreshReady(Verb &verb, const TaskId &id);
/// The same when the task and its open run are at hand.
void refreshReady(Verb &verb, const Task &task, const Run &run);

/// The nearest paused task upwards, itself first (PAU-05).
std::optional<TaskId> pausedBy(StoreReader &store, const Task &task);

} // namespace stint
