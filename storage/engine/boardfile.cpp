#include "storage/engine/boardfile.h"

#include "storage/queries/sqlstore.h"
#include "storage/schema/migrations.h"
#include "storage/schema/migrator.h"

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

} // namespace

Stored<std::unique_ptr<BoardFile>> BoardFile::open(const QString &path, OpenMode mode, KeyStore &keys, Clock &clock,
                                                   const Settings &settings)
{
    Q_ASSERT(mode == OpenMode::CreateNew || mode == OpenMode::OpenExisting);
    auto canonical = canonicalBoardPath(path);
    if (!canonical)
        return tl::unexpected(canonical.error());
    auto lock = BoardLock::take(*canonical, clock.sample().wall);
    if (!lock)
        return tl::unexpected(lock.error());
    auto key = keyFor(*canonical, mode, keys);
    if (!key)
        return tl::unexpected(key.error());
    auto spec = std::make_shared<ConnectionSpec>();
    spec->path = *canonical;
    spec->key = std::move(*key);
    spec->applicationId = boardApplicationId;
    spec->newestSchema = newestSchema();
    auto connection = Connection::open(*spec, mode);
    if (!connection)
        return tl::unexpected(connection.error());
    auto mark = markOf(**connection, *spec, settings.acceptOlder);
    if (!mark)
        return tl::unexpected(mark.error());
    if (auto migrated = migrate(**connection); !migrated)
        return tl::unexpected(migrated.error());
    // What a killed process left in the log, and pages that a power cut tore while they were moved out of it. A full
    // disk is no reason not to read the board.
    (*connection)->checkpoint(Connection::Checkpoint::Truncate);
    (*connection)->clearFault();
    return std::unique_ptr<BoardFile>(
        new BoardFile(std::move(*lock), std::move(*mark), std::move(spec), std::move(*connection), clock, settings));
}

BoardFile::BoardFile(BoardLock lock, CommitMark mark, std::shared_ptr<const ConnectionSpec> spec,
                     std::unique_ptr<Connection> connection, Clock &clock, const Settings &settings)
    : m_lock(std::move(lock))
    , m_mark(std::move(mark))
    , m_spec(spec)
    , m_path(spec->path)
    , m_writer(std::make_unique<Writer>(
          std::move(connection), [spec] { return Connection::open(*spec, OpenMode::Reopen); }, clock, settings.writer))
    , m_readers(std::make_unique<ReaderPool>([spec] { return Connection::open(*spec, OpenMode::ReadOnly); }, clock,
                                             settings.readers))
{
    m_writer->setMark(&m_mark);
}

BoardFile::~BoardFile()
{
    stop();
}

void BoardFile::start()
{
    m_writer->start();
}

Stored<BackupFacts> BoardFile::backUp(const QString &path)
{
    const std::lock_guard lock(m_backup);
    if (m_isStopping)
        return tl::unexpected(storeError(StoreFault::Other, QStringLiteral("The board is closing.")));
    return stint::backUp(*m_spec, path, [this] { return !m_isStopping; });
}

void BoardFile::stop(std::unique_ptr<WriteCommand> last)
{
    m_isStopping = true;
    const std::lock_guard lock(m_backup);
    m_writer->stop(std::move(last), [this] { m_readers->stop(); });
}

} // namespace stint
