#include "app/cli/privatefolder.h"

#include "app/client/transport.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint::cli
{

namespace
{

Error unusable(const QString &path)
{
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    return client::fault(client::Fault::Usage, QStringLiteral("%1 cannot be used: %2").arg(path, why));
}

/// False with errno set when not all of it could be written.
bool writeAll(int fd, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const auto count = ::write(fd, content.constData() + done, static_cast<std::size_t>(content.size() - done));
        if (count < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(0, count);
    }
    return true;
}

} // namespace

Done makePrivateFolder(const QString &path)
{
    for (qsizetype end = path.indexOf(QLatin1Char('/'), 1);; end = path.indexOf(QLatin1Char('/'), end + 1)) {
        const QByteArray part = QFile::encodeName(end < 0 ? path : path.left(end));
        if (::mkdir(part.constData(), S_IRWXU) != 0 && errno != EEXIST)
            return unusable(path);
        if (end < 0)
            break;
    }
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0)
        return unusable(path);
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::getuid() || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return client::fault(client::Fault::Distrusted, QStringLiteral("%1 is not a folder of yours alone").arg(path));
    return {};
}

Done writePrivateFile(const QString &file, const QByteArray &content)
{
    const QByteArray path = QFile::encodeName(file), fresh = path + ".new";
    const int fd = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return unusable(file);
    const bool written = writeAll(fd, content) && ::fsync(fd) == 0;
    const int reason = errno;
    ::close(fd);
    if (written && ::rename(fresh.constData(), path.constData()) == 0)
        return {};
    errno = written ? errno : reason;
    const Error error = unusable(file);
    ::unlink(fresh.constData());
    return error;
}

Done writeStream(const QString &path, const QByteArray &content)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return unusable(path);
    const bool written = writeAll(fd, content);
    const Done done = written ? Done() : Done(unusable(path));
    ::close(fd);
    return done;
}

TemporaryFolder::~TemporaryFolder()
{
    if (!m_path.isEmpty())
        QDir(m_path).removeRecursively();
}

Done TemporaryFolder::create(const QString &parent)
{
    STINT_TRY(makePrivateFolder(parent));
    QByteArray pattern = QFile::encodeName(parent + QLatin1String("/exec-XXXXXX"));
    if (!::mkdtemp(pattern.data()))
        return unusable(parent);
    m_path = QFile::decodeName(pattern);
    return {};
}

} // namespace stint::cli
