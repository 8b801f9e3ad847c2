#pragma once

#include <QtGlobal>

namespace stint
{

/// Bounds and rhythms of the writer.
struct WriterSettings {
    bool isInline = false;           ///< no thread: the owner calls runPending()
    int queueMax = 8'192;            ///< waiting commands; more are refused with queue_full
    int batchMax = 512;              ///< commands per commit
    int batchBudgetMs = 20;          ///< no further command is begun in a batch after this
    int heartbeatFlushMs = 5'000;    ///< longest time a lazy command stays uncommitted (LSE-10)
    int clockIntervalMs = 1'000;     ///< the clocks are compared at least this often (CLK-02)
    int idleCheckpointMs = 2'000;    ///< quiet time before the log is moved into the file
    qint64 walLimitBytes = 16 << 20; ///< the log is moved into the file beyond this, between batches
};

struct ReaderSettings {
    int threads = 2;      ///< 0: reads run in submit(), on the caller's thread
    int queueMax = 1'024; ///< waiting reads; more are refused with queue_full
};

} // namespace stint
