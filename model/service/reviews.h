#pragma once

#include "model/domain/verbs/review.h"
#include "model/service/verb.h"

namespace stint
{

/// Reviews (section 12). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<ReviewRequest::Reply> perform(Verb &verb, ReviewRequest request);
Result<ReviewBind::Reply> perform(Verb &verb, ReviewBind request);
Result<ReviewRecord::Reply> perform(Verb &verb, ReviewRecord request);

} // namespace stint
