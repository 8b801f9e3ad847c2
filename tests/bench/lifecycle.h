#pragma once

#include <QString>

#include <vector>

namespace stint::bench
{

struct LifecycleOptions {
    std::vector<int> workers{1, 8, 32};
    int tasks = 20'000;
    int rounds = 3;
    QString peerDriver; ///< drives other queues with the same workload; blank: only Stint is measured
};

/// The lifecycle claim → heartbeat → complete over the real socket of a process of its own, plain and with the next
/// claim folded into complete (MTH-08), beside other queues in the same run. Prints one table.
int lifecycle(const LifecycleOptions &options);

/// The process under test: a board in \a folder with the limits for one session's requests (CON-05) out of the way.
/// Everything else is as stintd does it. Ends with SIGTERM.
int serve(const QString &folder);

} // namespace stint::bench
