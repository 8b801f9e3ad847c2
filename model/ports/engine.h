#pragma once

#include "model/domain/result.h"
#include "model/ports/clock.h"
#include "model/ports/store.h"

#include <functional>
#include <memory>

namespace stint
{

/// What one commit changed; news for models, subscribers and waiting claims. A value: cross threads freely.
struct ChangeSet {
    qint64 revision = 0;       ///< + 1 per commit; who sees a gap reloads
    std::vector<Event> events; ///< ascending seq
    std::vector<TaskId>
        tasks; ///< touched tasks, distinct (inserted, updated, or with touched runs, reviews, edges, profile)
    std::vector<TaskId> deletedTasks;
    std::vector<SessionId> sessions;
    bool schedulerChanged = false;
    bool settingsChanged = false;
    bool workspacesChanged = false;
    bool triageChanged = false;
    int newlyReady = 0;  ///< runs that became claimable: wakes waiting claims
    qint64 commitUs = 0; ///< microseconds the commit took to be durable; 0: not measured
};

/// A verb on its way through the writer. Made on any thread, executed and answered on the writer's.
class WriteCommand
{
public:
    virtual ~WriteCommand() = default;
    /// Runs the verb; false rolls its writes back (a refusal is an answer too, kept inside the command).
    virtual bool execute(StoreTransaction &store, Time now) = 0;
    /// Called once: after the commit, or with the reason why there was none. Must not block.
    virtual void finish(const Done &outcome) = 0;
    /// A lazy command is answered at once and never forces a commit (LSE-10).
    virtual bool isLazy() const { return false; }
    /// How long an executed lazy command may stay uncommitted, at most the engine's own bound; 0: that bound.
    virtual qint64 maxDelayMs() const { return 0; }
};

/// Executes commands one after another in batches, one durable commit each. Thread-safe.
class WriteEngine
{
public:
    virtual ~WriteEngine() = default;
    /// Queues the command or finishes it at once with queue_full, shutting_down or storage_unavailable.
    virtual void submit(std::unique_ptr<WriteCommand> command) = 0;
    /// \a observer is called after each commit, on the writer thread, before the callers are answered; never blocks.
    virtual void observe(std::function<void(const ChangeSet &)> observer) = 0;
};

/// Runs reads on snapshots of the last commit. Thread-safe.
class ReadEngine
{
public:
    virtual ~ReadEngine() = default;
    /// Calls \a read on a reader thread; with a null store and the reason when reading is impossible.
    virtual void submit(std::function<void(StoreReader *store, Time now, const Done &outcome)> read) = 0;
};

/// Called by the engine on the writer thread, ahead of a batch, when the clocks disagree (CLK-02 … CLK-05).
class ClockKeeper
{
public:
    virtual ~ClockKeeper() = default;
    /// Whether anything must be corrected between the two samples.
    virtual bool isDiscontinuous(const ClockSample &before, const ClockSample &after) const = 0;
    virtual void correct(StoreTransaction &store, const ClockSample &before, const ClockSample &after) = 0;
};

} // namespace stint
