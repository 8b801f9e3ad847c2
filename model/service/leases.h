#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

/// What the holder of a run does with it, late results, ask and answer (sections 5.4, 7). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<RunHeartbeat::Reply> perform(Verb &verb, RunHeartbeat request);
Result<RunRelease::Reply> perform(Verb &verb, RunRelease request);
Result<RunComplete::Reply> perform(Verb &verb, RunComplete request);
Result<RunFail::Reply> perform(Verb &verb, RunFail request);
Result<RunAsk::Reply> perform(Verb &verb, RunAsk request);
Result<RunAnswer::Reply> perform(Verb &verb, RunAnswer request);
Result<RunAccept::Reply> perform(Verb &verb, RunAccept request);
Result<RunCancel::Reply> perform(Verb &verb, RunCancel request);
Result<LateResultAdopt::Reply> perform(Verb &verb, LateResultAdopt request);
Result<LateResultDiscard::Reply> perform(Verb &verb, LateResultDiscard request);

} // namespace stint
