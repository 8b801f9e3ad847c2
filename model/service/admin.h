#pragma once

#include "model/domain/verbs/board.h"
#include "model/service/verb.h"

namespace stint
{

/// Settings and workspaces (sections 1.6, 1.7). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<SettingsSet::Reply> perform(Verb &verb, SettingsSet request);
Result<WorkspaceCreate::Reply> perform(Verb &verb, WorkspaceCreate request);
Result<WorkspaceUpdate::Reply> perform(Verb &verb, WorkspaceUpdate request);
Result<WorkspaceDelete::Reply> perform(Verb &verb, WorkspaceDelete request);

} // namespace stint
