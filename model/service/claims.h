#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

/// Enqueueing and claiming runs (sections 5.2, 6). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<RunEnqueue::Reply> perform(Verb &verb, RunEnqueue request);
Result<RunClaimNext::Reply> perform(Verb &verb, RunClaimNext request);
Result<RunClaim::Reply> perform(Verb &verb, RunClaim request);
Result<RunStart::Reply> perform(Verb &verb, RunStart request);
Result<RunAttach::Reply> perform(Verb &verb, RunAttach request);

} // namespace stint
