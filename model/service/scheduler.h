#pragma once

#include "model/domain/verbs/board.h"
#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Pausing tasks and the scheduler (section 9). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<TaskPauseRequest::Reply> perform(Verb &verb, TaskPauseRequest request);
Result<TaskResume::Reply> perform(Verb &verb, TaskResume request);
Result<SchedulerPauseRequest::Reply> perform(Verb &verb, SchedulerPauseRequest request);
Result<SchedulerResume::Reply> perform(Verb &verb, SchedulerResume request);

} // namespace stint
