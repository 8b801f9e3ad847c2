#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Execution profiles (section 13). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<ProfileSet::Reply> perform(Verb &verb, ProfileSet request);
Result<ProfileDelete::Reply> perform(Verb &verb, ProfileDelete request);

/// PRO-05: what the board does not let a profile say; judged when it is set and again when an agent is launched
/// (PRO-06).
Done checkProfileGates(const ProfileSections &sections, const BoardSettings &settings);

} // namespace stint
