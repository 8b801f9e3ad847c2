#include "app/client/endpoint.h"

#include "app/client/transport.h"
#include "app/wire/strictjson.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace stint::client
{

namespace
{

constexpr qsizetype pathMaxBytes = 104; ///< NET-01
constexpr qint64 endpointFileMaxBytes = 64 * 1024;
constexpr QLatin1String ending(".stint");

/// XDG variables count only when absolute (the base directory specification).
QString folder(const char *variable, const char *belowHome)
{
    const QString given = qEnvironmentVariable(variable);
    if (given.startsWith(QLatin1Char('/')))
        return QDir::cleanPath(given) + QLatin1String("/stint");
    return QDir::cleanPath(QDir::homePath() + QLatin1Char('/') + QLatin1String(belowHome)) + QLatin1String("/stint");
}

bool isOwnFolder(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::getuid();
}

QString hashed(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

/// The socket named by an endpoint file that is ours; blank otherwise.
QString endpointFileSocket(const QString &path)
{
    QFile file(path);
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0 || !S_ISREG(info.st_mode) ||
        info.st_uid != ::getuid() || info.st_size > endpointFileMaxBytes || !file.open(QIODevice::ReadOnly))
        return {};
    const auto text = wire::JsonText::scan(file.readAll());
    if (!text || !text->root().is(wire::JsonKind::Object))
        return {};
    const wire::JsonRef socket = text->root().find("socket");
    return socket.is(wire::JsonKind::String) ? socket.string() : QString();
}

QString systemText(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

} // namespace

Places Places::fromEnvironment()
{
    Places places;
    places.dataDir = folder("XDG_DATA_HOME", ".local/share");
    places.stateDir = folder("XDG_STATE_HOME", ".local/state");
    const QString given = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString usual = QStringLiteral("/run/user/%1").arg(::getuid());
    if (given.startsWith(QLatin1Char('/')))
        places.runtimeDir = QDir::cleanPath(given) + QLatin1String("/stint");
    else if (isOwnFolder(usual))
        places.runtimeDir = usual + QLatin1String("/stint");
    else
        places.runtimeDir = places.stateDir;
    return places;
}

BoardAddress BoardAddress::find(const QString &board)
{
    BoardAddress address;
    address.places = Places::fromEnvironment();
    if (board.isEmpty())
        address.explicitSocket = qEnvironmentVariable("STINT_SOCKET");
    const QString wanted = board.isEmpty() ? qEnvironmentVariable("STINT_BOARD") : board;
    if (wanted.contains(QLatin1Char('/')) || (!wanted.isEmpty() && QFileInfo::exists(wanted)))
        address.file = QDir::cleanPath(QDir::current().absoluteFilePath(wanted));
    else
        address.file =
            address.places.dataDir + QLatin1Char('/') + (wanted.isEmpty() ? QStringLiteral("board.stint") : wanted);
    if (!address.file.endsWith(ending) && !wanted.contains(QLatin1Char('/')) && !QFileInfo::exists(wanted))
        address.file += ending;
    address.name = QFileInfo(address.file).fileName();
    if (address.name.endsWith(ending))
        address.name.chop(ending.size());
    return address;
}

QStringList BoardAddress::socketPaths() const
{
    if (!explicitSocket.isEmpty())
        return {explicitSocket};
    const QString folder = places.runtimeDir + QLatin1Char('/');
    const QLatin1String suffix(".sock");
    QString plain = folder + name + suffix;
    if (QFile::encodeName(plain).size() > pathMaxBytes)
        plain = folder + hashed(name) + suffix;
    QStringList paths{folder + hashed(file) + suffix, plain};
    if (const QString told =
            endpointFileSocket(places.dataDir + QLatin1String("/endpoint-") + name + QLatin1String(".json"));
        !told.isEmpty())
        paths += told;
    paths.removeDuplicates();
    return paths;
}

Done checkSocketFolder(const QString &socketPath, bool namedByCaller)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(socketPath).path());
    struct stat info = {};
    if (::lstat(folder.constData(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fault(Fault::Unreachable, QStringLiteral("there is no socket at %1").arg(socketPath));
        if (errno == EACCES || errno == EPERM)
            return fault(Fault::Blocked, QStringLiteral("blocked by the agent's sandbox: use the board's MCP server"));
        return fault(Fault::Distrusted, systemText(errno));
    }
    const mode_t forbidden = namedByCaller ? (S_IWGRP | S_IWOTH) : (S_IRWXG | S_IRWXO);
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::getuid() || (info.st_mode & forbidden) != 0)
        return fault(Fault::Distrusted,
                     QStringLiteral("the folder of %1 is not a folder of yours alone").arg(socketPath));
    return {};
}

Result<int> connectTo(const QString &socketPath, bool namedByCaller, uid_t owner)
{
    const QByteArray path = QFile::encodeName(socketPath);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path) || path.contains('\0'))
        return fault(Fault::Usage, QStringLiteral("a socket path has 1 to 107 bytes: %1").arg(socketPath));
    STINT_TRY(checkSocketFolder(socketPath, namedByCaller));
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));

    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        if (errno == EPERM || errno == EACCES)
            return fault(Fault::Blocked, QStringLiteral("blocked by the agent's sandbox: use the board's MCP server"));
        return fault(Fault::Unreachable, systemText(errno));
    }
    int outcome = 0;
    do {
        outcome = ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    } while (outcome != 0 && errno == EINTR);
    if (outcome != 0) {
        const int why = errno;
        ::close(fd);
        if (why == EPERM || why == EACCES)
            return fault(Fault::Blocked, QStringLiteral("blocked by the agent's sandbox: use the board's MCP server"));
        return fault(Fault::Unreachable, QStringLiteral("no board answers at %1: %2").arg(socketPath, systemText(why)));
    }
    ucred peer = {};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.uid != owner) {
        ::close(fd);
        return fault(Fault::Distrusted, QStringLiteral("%1 is served by another user").arg(socketPath));
    }
    return fd;
}

Result<Endpoint> connectTo(const BoardAddress &address)
{
    const bool namedByCaller = !address.explicitSocket.isEmpty();
    Error last = fault(Fault::Unreachable, QStringLiteral("the board \"%1\" is not running").arg(address.name));
    for (const QString &path : address.socketPaths()) {
        auto fd = connectTo(path, namedByCaller);
        if (fd)
            return Endpoint{*fd, path};
        if (faultOf(fd.error()) != Fault::Unreachable)
            return std::move(fd).error();
        if (namedByCaller)
            last = std::move(fd).error();
    }
    return last;
}

} // namespace stint::client
