#pragma once

#include "model/domain/verbs/board.h"
#include "model/ports/store.h"

namespace stint
{

/// Checks INV-01 … INV-43 and the ready order (as `READY`) over every stored row; problems in that order, at most
/// \a rowsPerProblem offending rows each. Reads everything once: cheap on small boards, seconds on large ones.
std::vector<InvariantProblem> checkInvariants(StoreReader &store, Time now, int rowsPerProblem = 20);
/// How many checks checkInvariants() makes.
int invariantCount();

} // namespace stint
