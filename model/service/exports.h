#pragma once

#include "model/domain/verbs/board.h"
#include "model/service/verb.h"

namespace stint
{

/// Tasks as an import takes them (protocol.md CLI-08). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<BoardExport::Reply> perform(Query &query, const BoardExport &request);

} // namespace stint
