#include "app/client/endpoint.h"

#include "app/client/client.h"
#include "app/client/transport.h"

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

/// What an endpoint file tells (NET-05).
struct EndpointFile {
    QString file, socket; ///< canonical path of the board, and where it is served
    qint64 pid = 0;       ///< who serves it
    static constexpr auto fields()
    {
        return fieldList(optional("file", &EndpointFile::file), optional("socket", &EndpointFile::socket),
                         optional("pid", &EndpointFile::pid));
    }
};

/// Nothing unless the file is ours and can be read.
EndpointFile readEndpointFile(const QString &path)
{
    QFile file(path);
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0 || !S_ISREG(info.st_mode) ||
        info.st_uid != ::getuid() || info.st_size > endpointFileMaxBytes || !file.open(QIODevice::ReadOnly))
        return {};
    return answerFrom<EndpointFile>(file.readAll()).value_or(EndpointFile());
}

/// With links followed, as far as it exists: two paths are one board exactly when these are the same.
QString canonical(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists())
        return info.canonicalFilePath();
    const QString folder = QFileInfo(info.path()).canonicalFilePath();
    return folder.isEmpty() ? path : folder + QLatin1Char('/') + info.fileName();
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
    address.file = canonical(address.file);
    address.name = QFileInfo(address.file).fileName();
    if (address.name.endsWith(ending))
        address.name.chop(ending.size());
    return address;
}

QString BoardAddress::socketByPlace() const
{
    return places.runtimeDir + QLatin1Char('/') + hashed(file) + QLatin1String(".sock");
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
    QStringList paths{socketByPlace(), plain};
    if (const EndpointFile told = readEndpointFile(endpointFile()); told.file == file && !told.socket.isEmpty())
        paths += told.socket;
    paths.removeDuplicates();
    return paths;
}

QString BoardAddress::endpointFile() const
{
    const bool isNamed = file == canonical(places.dataDir) + QLatin1Char('/') + name + ending;
    return places.dataDir + QLatin1String("/endpoint-") + (isNamed ? name : hashed(file)) + QLatin1String(".json");
}

bool BoardAddress::isServedBy(const Endpoint &endpoint) const
{
    if (!explicitSocket.isEmpty() || endpoint.path == socketByPlace())
        return true;
    ucred peer = {};
    socklen_t size = sizeof peer;
    if (::getsockopt(endpoint.descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    const EndpointFile told = readEndpointFile(endpointFile());
    // Inside a sandbox processes outside have no number. Where they have one, a file left by a killed board is told.
    return told.file == file && told.socket == endpoint.path && (peer.pid == 0 || peer.pid == told.pid);
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
    Error last = fault(Fault::Unreachable, QStringLiteral("the board %1 is not running").arg(address.file));
    for (const QString &path : address.socketPaths()) {
        auto fd = connectTo(path, namedByCaller);
        if (fd && address.isServedBy({*fd, path}))
            return Endpoint{*fd, path};
        if (fd) {
            ::close(*fd); // a board of the same name: not a byte is for it
            continue;
        }
        if (faultOf(fd.error()) != Fault::Unreachable)
            return std::move(fd).error();
        if (namedByCaller)
            last = std::move(fd).error();
    }
    return last;
}

} // namespace stint::client
