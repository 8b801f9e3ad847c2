#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

/// Force operations and bulk verbs of runs (section 8). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<RunForceRelease::Reply> perform(Verb &verb, RunForceRelease request);
Result<RunForceFail::Reply> perform(Verb &verb, RunForceFail request);
Result<RunRetry::Reply> perform(Verb &verb, RunRetry request);
Result<RunRecover::Reply> perform(Verb &verb, RunRecover request);
Result<RunBulkRelease::Reply> perform(Verb &verb, RunBulkRelease request);
Result<RunBulkFail::Reply> perform(Verb &verb, RunBulkFail request);
Result<RunBulkCancel::Reply> perform(Verb &verb, RunBulkCancel request);

/// FRC-03: counts one forced operation of an agent on a task; force_op_rate_limited when its window is full. The count
/// stays when the operation is refused afterwards. Task pause and resume use it too (FRC-02).
Done chargeForceWindow(Verb &verb, const TaskId &task);

} // namespace stint
