#include "storage/engine/backup.h"

#include "storage/queries/sqlstore.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

/// The copy while it is made; nothing of it stays unless it gets its name.
class Part
{
public:
    explicit Part(const QString &path)
        : m_path(QFile::encodeName(path))
    {
        clear();
    }
    Part(const Part &) = delete;
    Part &operator=(const Part &) = delete;
    ~Part() { clear(); }

    /// Never over a file that came meanwhile.
    Stored<void> becomes(const QByteArray &path)
    {
        int renamed = ::renameat2(AT_FDCWD, m_path.constData(), AT_FDCWD, path.constData(), RENAME_NOREPLACE);
        if (renamed != 0 && errno == EINVAL && ::access(path.constData(), F_OK) != 0)
            renamed = ::rename(m_path.constData(), path.constData()); // a file system that cannot promise it
        if (renamed != 0)
            return tl::unexpected(storeError(errno == EEXIST ? StoreFault::Exists : StoreFault::Io));
        const QByteArray folder = path.left(path.lastIndexOf('/') + 1);
        const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const bool isSynced = descriptor >= 0 && ::fsync(descriptor) == 0;
        if (descriptor >= 0)
            ::close(descriptor);
        return isSynced ? Stored<void>() : tl::unexpected(storeError(StoreFault::Io));
    }

private:
    void clear()
    {
        for (const char *const end : {"", "-wal", "-shm", "-journal"})
            ::unlink((m_path + end).constData());
    }

    QByteArray m_path;
};

/// One file without a log beside it, read back as a stranger would.
Stored<void> finish(std::unique_ptr<Connection> copy)
{
    copy->checkpoint(Connection::Checkpoint::Truncate);
    if (Statement journal = copy->prepareOnce("PRAGMA journal_mode = DELETE");
        !journal.step() || journal.value<QString>() != QLatin1String("delete"))
        return tl::unexpected(copy->fault().value_or(storeError(StoreFault::Io)));
    if (Statement torn = copy->prepareOnce("PRAGMA cipher_integrity_check"); torn.step())
        return tl::unexpected(storeError(StoreFault::Damaged, QStringLiteral("The copy could not be read back.")));
    if (copy->hasFailed())
        return tl::unexpected(*copy->fault());
    return {};
}

} // namespace

Stored<BackupFacts> backUp(const ConnectionSpec &spec, const QString &path, const std::function<bool()> &goesOn)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat there = {};
    if (::lstat(name.constData(), &there) == 0)
        return tl::unexpected(storeError(StoreFault::Exists));
    const QString folder = QFileInfo(QFileInfo(path).path()).canonicalFilePath(); // the library follows no links
    if (!QFileInfo(folder).isDir())
        return tl::unexpected(storeError(StoreFault::Missing, QStringLiteral("There is no such folder.")));
    auto source = Connection::open(spec, OpenMode::ReadOnly);
    if (!source)
        return tl::unexpected(source.error());
    const QString partPath = folder + u'/' + QFileInfo(path).fileName() + QStringLiteral(".part");
    Part part(partPath);
    auto copy = Connection::openAt(partPath, spec, OpenMode::CreateNew);
    if (!copy) {
        const StoreFault fault = copy.error().fault;
        if (fault == StoreFault::Access || fault == StoreFault::Missing)
            return tl::unexpected(storeError(StoreFault::Access, QStringLiteral("The folder cannot be written.")));
        return tl::unexpected(copy.error());
    }
    // One snapshot for all steps, or the copy would begin again with each commit. It begins with the first read.
    SqlStore snapshot(**source);
    snapshot.beginSnapshot();
    const qint64 lastSeq = snapshot.lastEventSeq();
    if (!(*source)->copyTo(**copy, goesOn)) {
        const auto &fault = (*copy)->hasFailed() ? (*copy)->fault() : (*source)->fault();
        return tl::unexpected(fault.value_or(storeError(StoreFault::Other, QStringLiteral("The board is closing."))));
    }
    if (auto finished = finish(std::move(*copy)); !finished)
        return tl::unexpected(finished.error());
    const qint64 bytes = QFileInfo(partPath).size();
    if (auto named = part.becomes(name); !named)
        return tl::unexpected(named.error());
    return BackupFacts{bytes, lastSeq};
}

} // namespace stint
