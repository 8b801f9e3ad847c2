#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Draft, publish, start, approve, reject and cancel (sections 10, 11). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<TaskPublish::Reply> perform(Verb &verb, TaskPublish request);
Result<TaskStart::Reply> perform(Verb &verb, TaskStart request);
Result<TaskApprove::Reply> perform(Verb &verb, TaskApprove request);
Result<TaskReject::Reply> perform(Verb &verb, TaskReject request);
Result<TaskBulkApprove::Reply> perform(Verb &verb, TaskBulkApprove request);
Result<TaskCancel::Reply> perform(Verb &verb, TaskCancel request);
Result<TaskBulkCancel::Reply> perform(Verb &verb, TaskBulkCancel request);

} // namespace stint
