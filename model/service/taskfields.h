#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

// The fields of a task as callers send them: step 4 of creation and update, and what an update changes.

/// Judges every field of a new task (1.4, VAL-04 to VAL-07) and makes the row of it: status by STA-04, version 1,
/// created now by the caller. Without an id in \a request the row has none yet. Nothing is looked up.
Result<Task> taskFrom(const Verb &verb, TaskCreate request);

/// STA-13: the approval state a policy begins with.
ApprovalState defaultApproval(ApprovalPolicy policy);

/// VAL-08: names at least one field, and each by its rule. Normalises the values in place.
Done checkChanges(const Verb &verb, TaskChanges &changes);

/// What an update did.
struct TaskEdit {
    Task task; ///< as it is now
    bool changed = false;
};

/// Steps 8 and 9 of an update whose fields were checked: agent limits, conflicts, the row, reconciliation, event and
/// cascade. Silent when no value differs (STA-12).
Result<TaskEdit> editTask(Verb &verb, const Task &before, const TaskChanges &changes);

/// VAL-11: conflict when another task of the same workspace, or another global one, has the key.
Done checkExternalKeyFree(Verb &verb, const Task &task);

} // namespace stint
