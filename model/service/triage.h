#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Triage marks (section 17). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<TriageRead::Reply> perform(Verb &verb, TriageRead request);
Result<TriageUnread::Reply> perform(Verb &verb, TriageUnread request);
Result<TriageArchive::Reply> perform(Verb &verb, TriageArchive request);
Result<TriageUnarchive::Reply> perform(Verb &verb, TriageUnarchive request);
Result<TriageDismiss::Reply> perform(Verb &verb, TriageDismiss request);
Result<TriageSnooze::Reply> perform(Verb &verb, TriageSnooze request);
Result<TriageBulk::Reply> perform(Verb &verb, TriageBulk request);

} // namespace stint
