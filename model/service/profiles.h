#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Execution profiles (section 13). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<ProfileSet::Reply> perform(Verb &verb, ProfileSet request);
Result<ProfileDelete::Reply> perform(Verb &verb, ProfileDelete request);

} // namespace stint
