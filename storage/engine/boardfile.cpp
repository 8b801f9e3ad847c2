#include "storage/engine/boardfile.h"

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
    if (auto migrated = migrate(**connection); !migrated)
        return tl::unexpected(migrated.error());
    return std::unique_ptr<BoardFile>(
        new BoardFile(std::move(*lock), std::move(spec), std::move(*connection), clock, settings));
}

BoardFile::BoardFile(BoardLock lock, std::shared_ptr<const ConnectionSpec> spec, std::unique_ptr<Connection> connection,
                     Clock &clock, const Settings &settings)
    : m_lock(std::move(lock))
    , m_path(spec->path)
    , m_writer(std::make_unique<Writer>(
          std::move(connection), [spec] { return Connection::open(*spec, OpenMode::Reopen); }, clock, settings.writer))
    , m_readers(std::make_unique<ReaderPool>([spec] { return Connection::open(*spec, OpenMode::ReadOnly); }, clock,
                                             settings.readers))
{
}

BoardFile::~BoardFile()
{
    stop();
}

void BoardFile::start()
{
    m_writer->start();
}

void BoardFile::stop(std::unique_ptr<WriteCommand> last)
{
    m_writer->stop(std::move(last), [this] { m_readers->stop(); });
}

} // namespace stint
