#pragma once

#include "model/ports/engine.h"
#include "model/ports/vault.h"
#include "storage/engine/settings.h"
#include "storage/sql/storeerror.h"

#include <functional>
#include <memory>

namespace stint
{

class CommitMark;
class Connection;

/// The one read-write connection and its thread: group commit, clock, checkpoints.
///
/// Everything that waits is executed in one transaction, so that each command can be taken back alone, together with
/// what comes meanwhile, and committed once; then observers get one ChangeSet, then the callers their answers. While a
/// commit syncs, the next batch gathers. Lazy commands are answered at once and committed with the next durable one,
/// at the latest after heartbeatFlushMs. After a fault of the disk the connection is closed, opened again and proved
/// by a read; nothing is synced twice.
class Writer final : public WriteEngine
{
public:
    using Reopen = std::function<Stored<std::unique_ptr<Connection>>()>;

    /// \a connection is open and migrated; \a reopen makes another one like it. \a clock outlives the writer.
    Writer(std::unique_ptr<Connection> connection, Reopen reopen, Clock &clock, const WriterSettings &settings);
    /// Stops.
    ~Writer() override;

    /// Consulted ahead of every batch. Before start(); \a keeper outlives the writer.
    void setClockKeeper(ClockKeeper *keeper);
    /// Told the number of every commit once it is durable. Before start(); \a mark outlives the writer.
    void setMark(CommitMark *mark);
    /// Before start(). Observers run on the writer's thread in the order they were added.
    void observe(std::function<void(const ChangeSet &)> observer) override;
    /// Begins the thread; with settings.isInline nothing happens by itself.
    void start();

    void submit(std::unique_ptr<WriteCommand> command) override;

    /// Ordered stop: new commands are refused with \a refusal, everything that waits is executed and answered, then
    /// \a last as the final command of the board (the mark of an orderly stop), then \a drained is called (to close the
    /// readers), then the log is moved into the file and the file closed. Blocks. A second call does nothing.
    void stop(std::unique_ptr<WriteCommand> last = nullptr, const std::function<void()> &drained = {},
              const Error &refusal = boardClosing());

    /// Inline mode: executes everything that waits, also what the answers submit.
    void runPending();
    /// Inline mode: commits what lazy commands left open.
    void flush();

    /// Commits since start; commands answered. For diagnosis and tests; any thread.
    struct Figures {
        qint64 commits = 0, commands = 0, checkpoints = 0, reopened = 0;
    };
    Figures figures() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace stint
