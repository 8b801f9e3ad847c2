#include "tests/bench/claimcost.h"
#include "tests/bench/lifecycle.h"
#include "tests/bench/reads.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

/// Benchmarks of the engine. Never installed; figures are ratios, because machines differ.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    CLI::App app("stint-bench");
    app.require_subcommand(1);

    std::vector<int> sizes{1'000, 100'000, 1'000'000};
    int rounds = 2'000;
    auto *claim = app.add_subcommand("claim-cost", "claim latency against backlog");
    claim->add_option("--sizes", sizes, "queued runs")->delimiter(',');
    claim->add_option("--rounds", rounds, "claims per size");

    stint::bench::LifecycleOptions lifecycle;
    std::string driver;
    auto *cycle = app.add_subcommand("lifecycle", "claim, heartbeat, complete over the socket, beside other queues");
    cycle->add_option("--workers", lifecycle.workers, "callers at once")->delimiter(',');
    cycle->add_option("--tasks", lifecycle.tasks, "tasks per round");
    cycle->add_option("--rounds", lifecycle.rounds, "rounds, in shuffled order");
    cycle->add_option("--peer-driver", driver, "program that drives beanstalkd, Redis and PostgreSQL the same way");

    int tasks = 100'000;
    auto *read = app.add_subcommand("reads", "opening, lists and searches of a large board");
    read->add_option("--tasks", tasks, "tasks");

    std::string folder;
    auto *served = app.add_subcommand("serve", "the process under test");
    served->add_option("folder", folder, "where the board is")->required();

    CLI11_PARSE(app, argc, argv);
    if (*claim)
        return stint::bench::claimCost(sizes, rounds);
    if (*cycle) {
        lifecycle.peerDriver = QString::fromStdString(driver);
        return stint::bench::lifecycle(lifecycle);
    }
    if (*read)
        return stint::bench::reads(tasks);
    return stint::bench::serve(QString::fromStdString(folder));
}
