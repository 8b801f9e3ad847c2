#pragma once

#include "model/service/verb.h"

namespace stint
{

// What creation and import share.

/// A root has depth 1 (LIM-01); stops counting beyond the limit.
int depthOf(StoreReader &store, const Task &task);

/// Writes the row of a new task and its `task.created`.
void insertNewTask(Verb &verb, const Task &task);

/// Appends `task.commented`; the text has been checked.
void recordComment(Verb &verb, const TaskId &task, const QString &text);

} // namespace stint
