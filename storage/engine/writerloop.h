#pragma once

#include "storage/engine/writer.h"
#include "storage/queries/sqlstore.h"
#include "storage/sql/connection.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace stint
{

/// What the writer does on its thread. The queue and the observers are shared with callers under their mutexes;
/// everything else belongs to the thread.
class Writer::Loop
{
public:
    Loop(std::unique_ptr<Connection> connection, Reopen reopen, Clock &clock, const WriterSettings &settings);

    // Any thread.
    void submit(std::unique_ptr<WriteCommand> command);
    void observe(std::function<void(const ChangeSet &)> observer);
    Figures figures() const;
    void setClockKeeper(ClockKeeper *keeper) { m_keeper = keeper; }
    void setMark(CommitMark *mark) { m_mark = mark; }
    void start();
    void stop(std::unique_ptr<WriteCommand> last, const std::function<void()> &drained, const Error &refusal);

    // The owner's thread, inline mode.
    void runPending();
    void flush();

private:
    // For how long to wait and when to end a batch: the engine's own rhythm, never a time of the board.
    using Rhythm = std::chrono::steady_clock;
    using Moment = Rhythm::time_point;
    using Commands = std::deque<std::unique_ptr<WriteCommand>>;

    /// A commit that failed last: perhaps it is there after all.
    struct Doubt {
        qint64 number;
        ChangeSet changes;
    };

    void serve();
    void awaitWork();
    Moment nextDuty() const;
    void doDuties();
    bool takeWaiting();
    void executeBatch();
    bool executeOne(std::unique_ptr<WriteCommand> command, Commands &answers);
    void finishBatch(Commands &answers);
    void failBatch(const StoreError &fault, Commands &answers);

    bool sampleClock();
    bool correctClock(const ClockSample &before, const ClockSample &after);
    bool beginTransaction();
    std::optional<StoreError> commit();
    void noteCommit();
    void settleDoubt();
    void publish(ChangeSet changes);
    void giveUp();
    bool hasConnection();
    void checkpointIfLong();
    void checkpointWhenIdle();
    void close(const std::function<void()> &drained);

    Clock &m_clock;
    const Reopen m_reopen;
    const WriterSettings m_settings;
    ClockKeeper *m_keeper = nullptr;
    CommitMark *m_mark = nullptr;

    std::unique_ptr<Connection> m_connection; ///< null after a fault until it could be opened again
    std::unique_ptr<SqlStore> m_store;
    StoreError m_fault; ///< why there is no connection
    std::optional<Doubt> m_inDoubt;
    bool m_transactionOpen = false;
    bool m_needsCommit = false; ///< the batch holds a durable command that wrote
    std::optional<Moment> m_flushBy;
    std::optional<ClockSample> m_sample;
    Moment m_sampledAt{}, m_busyAt{};
    qint64 m_checkpointAt;
    Rhythm::duration m_commitTook{}; ///< by the last one
    qint64 m_revision = 0;
    Commands m_taken; ///< out of the queue, not yet executed

    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    Commands m_queue;
    bool m_stopping = false;
    Error m_refusal; ///< of what comes while it stops

    std::mutex m_observersMutex;
    std::vector<std::function<void(const ChangeSet &)>> m_observers;

    std::atomic<qint64> m_commits = 0, m_commands = 0, m_checkpoints = 0, m_reopened = 0;
    std::function<void()> m_drained;
    std::thread m_thread;
};

} // namespace stint
