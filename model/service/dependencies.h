#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// Dependencies (section 10). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<DependencyAdd::Reply> perform(Verb &verb, DependencyAdd request);
Result<DependencyRemove::Reply> perform(Verb &verb, DependencyRemove request);

/// Records that an edge came (`task.dependency_added`) or went; \a status is what became of the task.
void recordEdge(Verb &verb, const char *type, const Dependency &edge, TaskStatus status);

} // namespace stint
