#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Creation and change of tasks (sections 1.4, 4, 10, 11). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<TaskCreate::Reply> perform(Verb &verb, TaskCreate request);
Result<TaskCreateChild::Reply> perform(Verb &verb, TaskCreateChild request);
Result<TaskUpdate::Reply> perform(Verb &verb, TaskUpdate request);
Result<TaskBulkUpdate::Reply> perform(Verb &verb, TaskBulkUpdate request);
Result<TaskComment::Reply> perform(Verb &verb, TaskComment request);
Result<TaskDelete::Reply> perform(Verb &verb, TaskDelete request);

} // namespace stint
