#pragma once

#include "model/domain/settings.h"
#include "model/domain/verbs/replies.h"
#include "model/ports/store.h"

namespace stint
{

/// STV-02: time since the later of `waiting_since` and a reached `not_before`, never negative.
qint64 waitingAgeMs(const Run &run, const Task &task, Time now);

/// SCH-04.
SchedulerStatus schedulerStatus(StoreReader &store, Time now, const BoardSettings &settings);

/// Ids of all tasks that are paused by themselves or by an ancestor (PAU-05).
QSet<TaskId> effectivelyPausedTasks(StoreReader &store);

} // namespace stint
