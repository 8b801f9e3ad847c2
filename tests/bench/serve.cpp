#include "app/composition/boardhost.h"
#include "tests/bench/lifecycle.h"

#include <csignal>
#include <cstdio>

namespace stint::bench
{

int serve(const QString &folder)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    HostConfig config;
    config.file = folder + QStringLiteral("/board.stint");
    config.mayCreate = true;
    config.limits.requestsPerSecond = config.limits.burst = 1'000'000'000;
    auto host = BoardHost::open(config);
    if (!host) {
        std::fprintf(stderr, "stint-bench: %s\n", qPrintable(host.error().text));
        return 1;
    }
    std::printf("ready socket=%s\n", qPrintable((*host)->socketPath()));
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    (*host)->stop();
    return 0;
}

} // namespace stint::bench
