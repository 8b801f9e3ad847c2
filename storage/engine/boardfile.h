#pragma once

#include "model/ports/clock.h"
#include "model/ports/keystore.h"
#include "storage/engine/backup.h"
#include "storage/engine/boardlock.h"
#include "storage/engine/commitmark.h"
#include "storage/engine/readerpool.h"
#include "storage/engine/settings.h"
#include "storage/engine/writer.h"
#include "storage/sql/connection.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace stint
{

/// A board's file in the hands of its one owner: lock, key, writer and readers, in that order.
///
///     auto file = BoardFile::open(path, OpenMode::OpenExisting, keys, clock);
///     (*file)->writer().observe(…); (*file)->writer().setClockKeeper(…);
///     (*file)->start();
///     …
///     (*file)->stop(lastCommand);
class BoardFile
{
public:
    struct Settings {
        WriterSettings writer;
        ReaderSettings readers;
        bool acceptOlder = false; ///< opens a board that has lost commits, and forgets that it had them
    };

    /// Takes the lock, then the key, opens or creates the file, brings its schema up to date. Blocking; not the gui's
    /// thread. \a clock outlives the board. A refusal leaves the file as it was.
    static Stored<std::unique_ptr<BoardFile>> open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock,
                                                   const Settings &settings);
    static Stored<std::unique_ptr<BoardFile>> open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock)
    {
        return open(path, mode, keys, clock, Settings{});
    }
    /// Stops.
    ~BoardFile();

    Writer &writer() { return *m_writer; }
    ReaderPool &readers() { return *m_readers; }
    const QString &path() const { return m_path; }

    /// Begins the threads.
    void start();
    /// Copies the last commit to a new file (backup.h), one copy at a time; ends early with Other once stop() begins.
    /// Blocking; any thread.
    Stored<BackupFacts> backUp(const QString &path);
    /// Readers answer and close, then the writer drains, executes \a last, checkpoints and closes; the lock is kept
    /// until this object dies. Blocks.
    void stop(std::unique_ptr<WriteCommand> last = nullptr);

private:
    BoardFile(BoardLock lock, CommitMark mark, std::shared_ptr<const ConnectionSpec> spec,
              std::unique_ptr<Connection> connection, Clock &clock, const Settings &settings);

    BoardLock m_lock;
    CommitMark m_mark;
    const std::shared_ptr<const ConnectionSpec> m_spec;
    QString m_path;
    std::mutex m_backup; ///< held while a copy reads: a reader must not be the last to close
    std::atomic<bool> m_isStopping = false;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<ReaderPool> m_readers;
};

} // namespace stint
