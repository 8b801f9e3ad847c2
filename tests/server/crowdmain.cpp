#include "tests/cli/commandline.h"
#include "tests/server/crowd.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <cstdio>

/// Measures what a crowd costs the others (FRM-05): their claims' latencies against a quiet board, and memory. Never
/// installed; ratios, because machines differ.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    stint::test::CrowdSize size;
    CLI::App app("Measures a board under a crowd of clients.", "stint-crowd");
    app.add_option("--idle", size.idle, "silent connections");
    app.add_option("--busy", size.busy, "pairs that add, claim and complete work");
    app.add_option("--deaf", size.deaf, "subscribers that never read");
    app.add_option("--events", size.events, "events that flow meanwhile");
    CLI11_PARSE(app, argc, argv);

    stint::test::CommandLine cli;
    if (!cli.startBoard()) {
        std::fputs("the board does not start\n", stderr);
        return 1;
    }
    const auto figures = stint::test::meetCrowd(cli.socketPath(), cli.boardPid(), size);
    if (!figures.failure.isEmpty()) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(figures.failure));
        return 1;
    }
    std::printf("%d idle, %d busy, %d deaf, %lld events, %lld claims\n", size.idle, size.busy, size.deaf,
                static_cast<long long>(figures.events), static_cast<long long>(figures.claims));
    std::printf("claim-next        p50 ms   p99 ms\n");
    std::printf("quiet board     %8.2f %8.2f\n", figures.baselineP50Ms, figures.baselineP99Ms);
    std::printf("with the crowd  %8.2f %8.2f\n", figures.crowdP50Ms, figures.crowdP99Ms);
    std::printf("ratio           %8.2f %8.2f\n", figures.crowdP50Ms / figures.baselineP50Ms,
                figures.crowdP99Ms / figures.baselineP99Ms);
    std::printf("memory grown    %8.1f MiB\ndeaf ones told  %8d\n", static_cast<double>(figures.grownBytes) / (1 << 20),
                figures.overflowed);
    return 0;
}
