#include "tests/bench/claimcost.h"

#include "tests/bench/bigboard.h"

#include <cstdio>

namespace stint::bench
{

namespace
{

using stint::test::TestBoard;

/// Microseconds of claim-next with its durable commit, \a rounds times; each claimed run is completed in between.
std::vector<double> measure(TestBoard &board, int rounds)
{
    const Actor agent = board.addAgent(QStringLiteral("bench"));
    std::vector<double> micros;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const ClaimReply claim = board.claimNext(agent);
        const auto end = std::chrono::steady_clock::now();
        micros.push_back(std::chrono::duration<double, std::micro>(end - begin).count());
        RunComplete complete;
        complete.lease.runId = claim.run->id;
        if (!board.run(agent, complete))
            qFatal("run.complete");
    }
    return micros;
}

} // namespace

int claimCost(const std::vector<int> &sizes, int rounds)
{
    std::printf("claim-next with its commit, 90 %% of the queued runs ineligible, %d claims a size\n", rounds);
    std::printf("%10s %12s %12s %8s\n", "queued", "median µs", "p99 µs", "ratio");
    double first = 0;
    for (const int size : sizes) {
        TestBoard board;
        fill(board, size);
        const auto micros = measure(board, std::min(rounds, size / 10));
        const double median = quantile(micros, 0.5);
        if (first == 0)
            first = median;
        std::printf("%10d %12.1f %12.1f %8.2f\n", size, median, quantile(micros, 0.99), median / first);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace stint::bench
