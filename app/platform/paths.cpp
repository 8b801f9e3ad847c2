#include "app/platform/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

constexpr qsizetype socketPathMaxBytes = 104; // NET-01

/// Variables count only when absolute (XDG base directory specification).
QString folder(const char *variable, const char *belowHome)
{
    const QString given = qEnvironmentVariable(variable);
    const QString base =
        given.startsWith(QLatin1Char('/')) ? given : QDir::homePath() + QLatin1Char('/') + QLatin1String(belowHome);
    return QDir::cleanPath(base) + QLatin1String("/stint");
}

bool isOwnFolder(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::geteuid();
}

QString hashed(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

Paths Paths::fromEnvironment()
{
    Paths paths;
    paths.data = folder("XDG_DATA_HOME", ".local/share");
    paths.config = folder("XDG_CONFIG_HOME", ".config");
    paths.state = folder("XDG_STATE_HOME", ".local/state");
    const QString given = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString usual = QStringLiteral("/run/user/%1").arg(::geteuid());
    if (given.startsWith(QLatin1Char('/')))
        paths.runtime = QDir::cleanPath(given) + QLatin1String("/stint");
    else if (isOwnFolder(usual))
        paths.runtime = usual + QLatin1String("/stint");
    else
        paths.runtime = paths.state;
    return paths;
}

QString Paths::defaultBoard() const
{
    const QString named = qEnvironmentVariable("STINT_BOARD");
    return named.isEmpty() ? data + QLatin1String("/board.stint") : boardFile(named);
}

QString Paths::boardFile(const QString &fileOrName) const
{
    if (fileOrName.contains(QLatin1Char('/')) || QFileInfo::exists(fileOrName))
        return QDir::cleanPath(QDir::current().absoluteFilePath(fileOrName));
    const QLatin1String ending(".stint");
    return data + QLatin1Char('/') + (fileOrName.endsWith(ending) ? fileOrName : fileOrName + ending);
}

QString Paths::boardName(const QString &file)
{
    const QString name = QFileInfo(file).fileName();
    return name.endsWith(QLatin1String(".stint")) ? name.chopped(6) : name;
}

QString Paths::socket(const QString &boardName) const
{
    const QString plain = runtime + QLatin1Char('/') + boardName + QLatin1String(".sock");
    if (QFile::encodeName(plain).size() <= socketPathMaxBytes)
        return plain;
    return runtime + QLatin1Char('/') + hashed(boardName) + QLatin1String(".sock");
}

QString Paths::socketByPlace(const QString &file) const
{
    return runtime + QLatin1Char('/') + hashed(file) + QLatin1String(".sock");
}

QString Paths::endpointFile(const QString &boardName) const
{
    return data + QLatin1String("/endpoint-") + boardName + QLatin1String(".json");
}

QString Paths::endpointFileByPlace(const QString &file) const
{
    return endpointFile(hashed(file));
}

QString Paths::namedBoard(const QString &boardName) const
{
    return QDir(data).canonicalPath() + QLatin1Char('/') + boardName + QLatin1String(".stint");
}

Done makePrivateFolder(const QString &path)
{
    const QByteArray encoded = QFile::encodeName(path);
    struct stat info = {};
    if (::lstat(encoded.constData(), &info) != 0) {
        const QString parent = QFileInfo(path).path();
        if (parent != path && !QFileInfo::exists(parent))
            STINT_TRY(makePrivateFolder(parent));
        if (::mkdir(encoded.constData(), 0700) != 0 && errno != EEXIST)
            return refuse(ErrorCode::PermissionDenied, QStringLiteral("The folder %1 cannot be made: %2")
                                                           .arg(path, QString::fromLocal8Bit(std::strerror(errno))));
        if (::lstat(encoded.constData(), &info) != 0)
            return refuse(ErrorCode::PermissionDenied, QStringLiteral("The folder %1 cannot be read.").arg(path));
    }
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid() || (info.st_mode & 022) != 0)
        return refuse(ErrorCode::PermissionDenied, QStringLiteral("The folder %1 is not ours alone.").arg(path));
    return {};
}

} // namespace stint
