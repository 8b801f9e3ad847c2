#pragma once

#include "tests/support/testboard.h"

#include <vector>

namespace stint::bench
{

/// Queues \a count tasks on \a board; one in ten can be claimed by an agent without capabilities, the others are kept
/// from it in five ways.
void fill(stint::test::TestBoard &board, int count);

/// The value below which \a share of \a values lie.
double quantile(std::vector<double> values, double share);

/// Microseconds \a work takes, \a rounds times.
template<class Work>
std::vector<double> timed(int rounds, Work work);

} // namespace stint::bench

#include <chrono>

template<class Work>
std::vector<double> stint::bench::timed(int rounds, Work work)
{
    std::vector<double> micros;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const auto end = std::chrono::steady_clock::now();
        micros.push_back(std::chrono::duration<double, std::micro>(end - begin).count());
    }
    return micros;
}
