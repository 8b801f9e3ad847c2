#include "tests/bench/claimcost.h"

#include <CLI/CLI.hpp>

/// Benchmarks of the engine. Never installed; figures are ratios, because machines differ.
int main(int argc, char **argv)
{
    CLI::App app("stint-bench");
    app.require_subcommand(1);

    std::vector<int> sizes{1'000, 100'000, 1'000'000};
    int rounds = 2'000;
    auto *claim = app.add_subcommand("claim-cost", "claim latency against backlog");
    claim->add_option("--sizes", sizes, "queued runs")->delimiter(',');
    claim->add_option("--rounds", rounds, "claims per size");

    CLI11_PARSE(app, argc, argv);
    return stint::bench::claimCost(sizes, rounds);
}
