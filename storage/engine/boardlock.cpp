#include "storage/engine/boardlock.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

QByteArray firstBytes(int descriptor)
{
    QByteArray text(128, '\0');
    const ssize_t count = ::pread(descriptor, text.data(), static_cast<std::size_t>(text.size()), 0);
    text.truncate(std::max<ssize_t>(count, 0));
    return text;
}

bool belongsToUs(int descriptor)
{
    struct stat status {
    };
    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
}

} // namespace

BoardLock::BoardLock(int descriptor)
    : m_descriptor(descriptor)
{
}

BoardLock::BoardLock(BoardLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

BoardLock &BoardLock::operator=(BoardLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

// The file stays: unlinking it would let a third process lock a new file while a second one waits on the old.
BoardLock::~BoardLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QString BoardLock::fileOf(const QString &canonicalPath)
{
    return canonicalPath + QStringLiteral(".lock");
}

Stored<BoardLock> BoardLock::take(const QString &canonicalPath, Time now)
{
    const QByteArray path = QFile::encodeName(fileOf(canonicalPath));
    BoardLock lock(::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (lock.m_descriptor < 0 || !belongsToUs(lock.m_descriptor) || ::fchmod(lock.m_descriptor, 0600) != 0)
        return tl::unexpected(storeError(StoreFault::Access));
    if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        const QList<QByteArray> owner = firstBytes(lock.m_descriptor).split('\n');
        return tl::unexpected(storeError(StoreFault::InUse,
                                         owner.size() < 2
                                             ? QString()
                                             : QStringLiteral("This board is already open (process %1, since %2).")
                                                   .arg(QString::fromLatin1(owner[0]), QString::fromLatin1(owner[1]))));
    }
    const QByteArray text = QByteArray::number(::getpid()) + '\n' + toText(now).toLatin1() + '\n';
    // For the message of a second start only; the lock holds without it.
    if (::ftruncate(lock.m_descriptor, 0) == 0)
        std::ignore = ::pwrite(lock.m_descriptor, text.constData(), static_cast<std::size_t>(text.size()), 0);
    return lock;
}

Stored<QString> canonicalBoardPath(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists()) {
        const QString canonical = info.canonicalFilePath();
        struct stat status {
        };
        if (::stat(QFile::encodeName(canonical).constData(), &status) == 0 && S_ISREG(status.st_mode) &&
            status.st_nlink > 1) {
            return tl::unexpected(
                storeError(StoreFault::Access,
                           QStringLiteral("The board file has a second name (hard link). Remove one of them.")));
        }
        return canonical;
    }
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    if (folder.isEmpty())
        return tl::unexpected(storeError(StoreFault::Missing));
    return folder + QLatin1Char('/') + info.fileName();
}

} // namespace stint
