#pragma once

#include <vector>

namespace stint::bench
{

/// Prints the cost of one claim against the number of queued runs, nine in ten of them ineligible.
int claimCost(const std::vector<int> &sizes, int rounds);

} // namespace stint::bench
