#pragma once

#include "model/ports/clock.h"
#include "model/ports/keystore.h"
#include "model/ports/vault.h"
#include "storage/engine/backup.h"
#include "storage/engine/boardlock.h"
#include "storage/engine/commitmark.h"
#include "storage/engine/enginegate.h"
#include "storage/engine/settings.h"
#include "storage/sql/connection.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace stint
{

/// A board's file in the hands of its one owner: lock, key, writer and readers, in that order.
///
///     auto file = BoardFile::open(path, OpenMode::OpenExisting, keys, clock);
///     (*file)->writes().observe(…); (*file)->setClockKeeper(…);
///     (*file)->start();
///     …
///     (*file)->stop(lastCommand);
///
/// Without its key (lock(), unlock()) it keeps the file's lock and nothing else.
class BoardFile final : public Vault
{
public:
    struct Settings {
        WriterSettings writer;
        ReaderSettings readers;
        bool acceptOlder = false; ///< opens a board that has lost commits, and forgets that it had them
    };

    /// Takes the lock, then the key, opens or creates the file, brings its schema up to date. Blocking; not the gui's
    /// thread. \a keys and \a clock outlive the board. A refusal leaves the file as it was.
    static Stored<std::unique_ptr<BoardFile>> open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock,
                                                   const Settings &settings);
    static Stored<std::unique_ptr<BoardFile>> open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock)
    {
        return open(path, mode, keys, clock, Settings{});
    }
    /// Stops.
    ~BoardFile() override;

    /// For whoever holds on to them while the board is locked and unlocked.
    WriteGate &writes() { return m_writes; }
    ReadGate &reads() { return m_reads; }
    /// The engines of now; only while the board is not locked.
    Writer &writer() { return *m_opened->writer; }
    ReaderPool &readers() { return *m_opened->readers; }
    const QString &path() const { return m_path; }

    /// Consulted by every writer of this board. Before start(); \a keeper outlives the board.
    void setClockKeeper(ClockKeeper *keeper);
    /// Begins the threads.
    void start();
    /// Copies the last commit to a new file (backup.h), one copy at a time; ends early once stop() or lock() begins.
    /// Blocking; any thread.
    Stored<BackupFacts> backUp(const QString &path);
    /// Readers answer and close, then the writer drains, executes \a last, checkpoints and closes; the lock is kept
    /// until this object dies. Blocks.
    void stop(std::unique_ptr<WriteCommand> last = nullptr);

    void lock(std::unique_ptr<WriteCommand> last) override;
    Done unlock(std::unique_ptr<WriteCommand> first) override;
    /// Gone as soon as the key is: nothing else in this process holds it.
    std::weak_ptr<const ConnectionSpec> key() const;

private:
    /// What is there while the key is. The engines reach the key through this alone.
    struct Opened {
        std::shared_ptr<const ConnectionSpec> spec;
        std::optional<CommitMark> mark;
        std::shared_ptr<Writer> writer;
        std::shared_ptr<ReaderPool> readers;
    };

    BoardFile(BoardLock lock, const QString &path, KeyStore &keys, Clock &clock, const Settings &settings);
    /// \a acceptOlder and an unknown board (m_boardId blank) are for the first time only.
    Stored<void> openWithKey(OpenMode mode, bool acceptOlder);

    BoardLock m_lock;
    const QString m_path; ///< canonical
    KeyStore &m_keys;
    Clock &m_clock;
    const Settings m_settings;
    ClockKeeper *m_keeper = nullptr;
    WriteGate m_writes;
    ReadGate m_reads;
    QString m_boardId; ///< when it was locked: what is unlocked must be the same board

    mutable std::mutex m_turn; ///< held by lock(), unlock() and stop()
    std::mutex m_backup;       ///< held while a copy reads: a reader must not be the last to close
    std::atomic<bool> m_isStopping = false, m_isLocked = false;
    std::optional<Opened> m_opened; ///< changed with m_turn and m_backup held
};

} // namespace stint
