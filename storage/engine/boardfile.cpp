#include "storage/engine/boardfile.h"

#include "storage/queries/sqlstore.h"
#include "storage/schema/migrations.h"
#include "storage/schema/migrator.h"
#include "storage/sql/fileheader.h"

#include <QFileInfo>

namespace stint
{

namespace
{

Stored<SecretKey> keyFor(const QString &path, OpenMode mode, KeyStore &keys)
{
    auto key = mode == OpenMode::CreateNew ? keys.create(path) : keys.load(path);
    if (!key)
        return tl::unexpected(
            storeError(key.error().reasonText() == QLatin1String("board_exists") ? StoreFault::Exists : StoreFault::Key,
                       key.error().message));
    return std::move(*key);
}

/// Refuses what is no board of ours before a lock file is left beside it. Only where there is none yet: a board that is
/// open, or being made, has one, and its owner alone reads the file. The check under the lock is the one that counts.
Stored<void> lookAt(const QString &path, KeyStore &keys)
{
    if (QFileInfo::exists(BoardLock::fileOf(path)))
        return {};
    const auto key = keyFor(path, OpenMode::OpenExisting, keys);
    auto looked = key ? checkFile(path, *key) : tl::unexpected(key.error());
    return QFileInfo::exists(BoardLock::fileOf(path)) ? Stored<void>() : looked;
}

/// Compares what the file holds with what is remembered outside it.
Stored<CommitMark> markOf(Connection &connection, const ConnectionSpec &spec, bool acceptOlder)
{
    constexpr int firstCountingSchema = 2;
    auto mark = CommitMark::open(spec.path, spec.key);
    if (!mark)
        return mark;
    const qint64 held = connection.schemaVersion() < firstCountingSchema ? 0 : SqlStore(connection).commitNumber();
    if (connection.hasFailed())
        return tl::unexpected(*connection.fault());
    const qint64 lost = mark->remembered() - held;
    if (lost > 0 && !acceptOlder) {
        return tl::unexpected(storeError(
            StoreFault::Older,
            QStringLiteral(
                "This board is older than when it was last used: its last %1 commits are missing. Its file or "
                "its log (-wal) was replaced, shortened or removed. It was not touched. Put the newer files "
                "back, or go on with this state by `stintd --accept-older`.")
                .arg(lost)));
    }
    mark->reset(held);
    return mark;
}

/// The last command before the key goes: which board this is.
class RememberBoard final : public WriteCommand
{
public:
    RememberBoard(std::unique_ptr<WriteCommand> last, QString &boardId)
        : m_last(std::move(last))
        , m_boardId(boardId)
    {
    }
    bool execute(StoreTransaction &store, Time now) override
    {
        m_boardId = store.meta("board_id");
        return m_last && m_last->execute(store, now);
    }
    void finish(const Done &outcome) override
    {
        if (m_last)
            m_last->finish(outcome);
    }

private:
    std::unique_ptr<WriteCommand> m_last;
    QString &m_boardId;
};

/// What the person who wanted to unlock can do about it.
const char *nextStep(StoreFault fault)
{
    switch (fault) {
    case StoreFault::Key:
    case StoreFault::WrongKey:
        return "Put the board's own key file back beside it, then unlock again.";
    case StoreFault::Missing:
    case StoreFault::Empty:
    case StoreFault::Plaintext:
    case StoreFault::NotABoard:
    case StoreFault::OtherProgram:
    case StoreFault::OtherBoard:
    case StoreFault::Older:
    case StoreFault::Damaged:
    case StoreFault::NewerSchema:
        return "Put the board's own file back as it was locked, then unlock again.";
    case StoreFault::Exists:
    case StoreFault::OldLibrary:
    case StoreFault::InUse:
    case StoreFault::Access:
    case StoreFault::Full:
    case StoreFault::ReadOnly:
    case StoreFault::Io:
    case StoreFault::Constraint:
    case StoreFault::Other:
        return "Mend that, then unlock again.";
    }
    return "";
}

} // namespace

Stored<std::unique_ptr<BoardFile>> BoardFile::open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock,
                                                   const Settings &settings)
{
    Q_ASSERT(mode == OpenMode::CreateNew || mode == OpenMode::OpenExisting);
    auto canonical = canonicalBoardPath(path);
    if (!canonical)
        return tl::unexpected(canonical.error());
    if (mode == OpenMode::OpenExisting) {
        if (auto looked = lookAt(*canonical, keys); !looked)
            return tl::unexpected(looked.error());
    }
    auto lock = BoardLock::take(*canonical, clock.sample().wall);
    if (!lock)
        return tl::unexpected(lock.error());
    std::unique_ptr<BoardFile> file(new BoardFile(std::move(*lock), *canonical, keys, clock, settings));
    if (auto opened = file->openWithKey(mode, settings.acceptOlder); !opened)
        return tl::unexpected(opened.error());
    return file;
}

BoardFile::BoardFile(BoardLock lock, const QString &path, KeyStore &keys, Clock &clock, const Settings &settings)
    : m_lock(std::move(lock))
    , m_path(path)
    , m_keys(keys)
    , m_clock(clock)
    , m_settings(settings)
{
}

Stored<void> BoardFile::openWithKey(OpenMode mode, bool acceptOlder)
{
    auto key = keyFor(m_path, mode, m_keys);
    if (!key)
        return tl::unexpected(key.error());
    auto spec = std::make_shared<ConnectionSpec>();
    spec->path = m_path;
    spec->key = std::move(*key);
    spec->applicationId = boardApplicationId;
    spec->newestSchema = newestSchema();
    auto connection = Connection::open(*spec, mode);
    if (!connection)
        return tl::unexpected(connection.error());
    if (!m_boardId.isEmpty() && SqlStore(**connection).meta("board_id") != m_boardId)
        return tl::unexpected((*connection)->fault().value_or(storeError(StoreFault::OtherBoard)));
    auto mark = markOf(**connection, *spec, acceptOlder);
    if (!mark)
        return tl::unexpected(mark.error());
    if (auto migrated = migrate(**connection); !migrated)
        return tl::unexpected(migrated.error());
    // What a killed process left in the log, and pages that a power cut tore while they were moved out of it. A full
    // disk is no reason not to read the board.
    (*connection)->checkpoint(Connection::Checkpoint::Truncate);
    (*connection)->clearFault();

    // The engines do not own the key: it goes when lock() lets go of it.
    const auto opener = [weak = std::weak_ptr<const ConnectionSpec>(spec)](OpenMode how) {
        return [weak, how]() -> Stored<std::unique_ptr<Connection>> {
            const auto held = weak.lock();
            return held ? Connection::open(*held, how) : tl::unexpected(storeError(StoreFault::Key));
        };
    };
    Opened opened;
    opened.mark.emplace(std::move(*mark));
    opened.writer =
        std::make_shared<Writer>(std::move(*connection), opener(OpenMode::Reopen), m_clock, m_settings.writer);
    opened.readers = std::make_shared<ReaderPool>(opener(OpenMode::ReadOnly), m_clock, m_settings.readers);
    opened.spec = std::move(spec);
    m_opened.emplace(std::move(opened));
    m_opened->writer->setMark(&*m_opened->mark);
    m_opened->writer->setClockKeeper(m_keeper);
    m_isLocked = false;
    return {};
}

BoardFile::~BoardFile()
{
    stop();
}

void BoardFile::setClockKeeper(ClockKeeper *keeper)
{
    m_keeper = keeper;
    m_opened->writer->setClockKeeper(keeper);
}

void BoardFile::start()
{
    m_writes.open(m_opened->writer);
    m_reads.open(m_opened->readers);
    m_opened->writer->start();
}

Stored<BackupFacts> BoardFile::backUp(const QString &path)
{
    const std::lock_guard backup(m_backup);
    const auto goesOn = [this] { return !m_isStopping && !m_isLocked; };
    auto made = m_opened && goesOn() ? stint::backUp(*m_opened->spec, path, goesOn)
                                     : tl::unexpected(storeError(StoreFault::Other, boardClosing().message));
    if (!made && m_isLocked && !m_isStopping)
        return tl::unexpected(storeError(StoreFault::Key, boardLocked().message));
    return made;
}

void BoardFile::stop(std::unique_ptr<WriteCommand> last)
{
    m_isStopping = true;
    const std::lock_guard turn(m_turn);
    const std::lock_guard backup(m_backup);
    if (m_opened) {
        m_opened->writer->stop(std::move(last), [this] { m_opened->readers->stop(); });
        return;
    }
    m_writes.close(boardClosing());
    m_reads.close(boardClosing());
    if (last)
        last->finish(boardLocked());
}

void BoardFile::lock(std::unique_ptr<WriteCommand> last)
{
    const std::lock_guard turn(m_turn);
    if (m_isStopping || !m_opened)
        return;
    m_isLocked = true;
    const std::lock_guard backup(m_backup);
    m_writes.close(boardLocked());
    m_reads.close(boardLocked());
    m_opened->writer->stop(
        std::make_unique<RememberBoard>(std::move(last), m_boardId), [this] { m_opened->readers->stop(boardLocked()); },
        boardLocked());
    m_opened.reset();
}

Done BoardFile::unlock(std::unique_ptr<WriteCommand> first)
{
    const std::lock_guard turn(m_turn);
    const std::lock_guard backup(m_backup);
    if (m_isStopping)
        return boardClosing();
    if (m_opened)
        return {};
    if (auto opened = openWithKey(OpenMode::OpenExisting, false); !opened) {
        Error error = opened.error().toError();
        error.message += QLatin1String(" The board stays locked. ") + QLatin1String(nextStep(opened.error().fault));
        return error;
    }
    m_opened->writer->submit(std::move(first));
    start();
    if (m_settings.writer.isInline)
        m_opened->writer->runPending();
    return {};
}

std::weak_ptr<const ConnectionSpec> BoardFile::key() const
{
    const std::lock_guard turn(m_turn);
    return m_opened ? m_opened->spec : nullptr;
}

} // namespace stint
