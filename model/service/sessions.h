#pragma once

#include "model/domain/verbs/board.h"
#include "model/service/verb.h"

namespace stint
{

/// Agent sessions (sections 1.6, 7.3). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<SessionRegister::Reply> perform(Verb &verb, SessionRegister request);
Result<SessionEnd::Reply> perform(Verb &verb, SessionEnd request);
Result<SessionRelease::Reply> perform(Verb &verb, SessionRelease request);

} // namespace stint
