#include "app/server/listener.h"

#include "app/server/log.h"
#include "app/wire/envelope.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace stint::server
{

namespace
{

constexpr qsizetype pathMaxBytes = 104; // NET-01
constexpr int backlog = 128;

QString systemText(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

Done prepareFolder(const QByteArray &folder)
{
    if (::mkdir(folder.constData(), 0700) != 0 && errno != EEXIST)
        return refuse(ErrorCode::PermissionDenied,
                      QStringLiteral("The folder of the socket cannot be made: %1").arg(systemText(errno)));
    struct stat info = {};
    if (::lstat(folder.constData(), &info) != 0)
        return refuse(ErrorCode::PermissionDenied, systemText(errno));
    if (!S_ISDIR(info.st_mode))
        return refuse(ErrorCode::PermissionDenied, "The folder of the socket is a link or no folder.")
            .reason("not_a_folder");
    if (info.st_uid != ::geteuid())
        return refuse(ErrorCode::PermissionDenied, "The folder of the socket belongs to somebody else.")
            .reason("foreign");
    if ((info.st_mode & 077) != 0)
        return refuse(ErrorCode::PermissionDenied, "The folder of the socket is open to others.")
            .reason("open_to_others");
    return {};
}

bool isListenedOn(const sockaddr_un &address)
{
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!probe.isOpen())
        return true;
    return ::connect(probe.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ||
           errno != ECONNREFUSED;
}

/// Only a socket nobody listens on is ever removed.
Done removeStale(const QByteArray &path, const sockaddr_un &address)
{
    struct stat info = {};
    if (::lstat(path.constData(), &info) != 0) {
        if (errno == ENOENT)
            return {};
        return refuse(ErrorCode::PermissionDenied, systemText(errno));
    }
    if (!S_ISSOCK(info.st_mode) || info.st_uid != ::geteuid())
        return refuse(ErrorCode::Conflict, "Something that is no socket of ours is in the way.").reason("not_a_socket");
    if (isListenedOn(address))
        return refuse(ErrorCode::Conflict, "Another program listens on the socket.").reason("in_use");
    if (::unlink(path.constData()) != 0)
        return refuse(ErrorCode::PermissionDenied, systemText(errno));
    return {};
}

Peer peerOf(int socket)
{
    ucred credentials = {};
    socklen_t size = sizeof credentials;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return {0, static_cast<uid_t>(-1)};
    return {credentials.pid, credentials.uid};
}

} // namespace

Result<Listener> Listener::open(const QString &path)
{
    const QByteArray encoded = QFile::encodeName(path);
    if (encoded.size() > pathMaxBytes || encoded.isEmpty())
        return refuse(ErrorCode::ValidationFailed, "The path of the socket is too long.")
            .with("limit", qint64(pathMaxBytes));
    STINT_TRY(prepareFolder(QFile::encodeName(QFileInfo(path).path())));
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, encoded.constData(), static_cast<std::size_t>(encoded.size()));
    STINT_TRY(removeStale(encoded, address));

    Listener listener;
    listener.m_socket = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The mode of the descriptor becomes that of the path, whatever the umask; nobody can connect before listen()
    // anyway.
    if (!listener.m_socket.isOpen() || ::fchmod(listener.m_socket.get(), 0600) != 0 ||
        ::bind(listener.m_socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return refuse(ErrorCode::PermissionDenied,
                      QStringLiteral("The socket cannot be made: %1").arg(systemText(errno)));
    listener.m_path = path;
    struct stat info = {};
    if (::chmod(encoded.constData(), 0600) != 0 || ::lstat(encoded.constData(), &info) != 0 ||
        ::listen(listener.m_socket.get(), backlog) != 0 || !listener.refill())
        return refuse(ErrorCode::PermissionDenied,
                      QStringLiteral("The socket cannot be used: %1").arg(systemText(errno)));
    listener.m_device = info.st_dev;
    listener.m_inode = info.st_ino;
    return listener;
}

Listener::~Listener()
{
    if (!m_socket.isOpen())
        return;
    const QByteArray encoded = QFile::encodeName(m_path);
    struct stat info = {};
    if (::lstat(encoded.constData(), &info) == 0 && info.st_dev == m_device && info.st_ino == m_inode)
        ::unlink(encoded.constData());
}

bool Listener::refill()
{
    if (!m_reserve.isOpen())
        m_reserve = Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return m_reserve.isOpen();
}

Listener::Outcome Listener::accept(uid_t owner, const QString &requestId, Descriptor &socket, Peer &peer)
{
    Descriptor caller(::accept4(m_socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (caller.isOpen()) {
        refill();
        peer = peerOf(caller.get());
        if (peer.uid != owner) {
            qCWarning(lcServer, "refused a caller of another user");
            return Outcome::Refused;
        }
        socket = std::move(caller);
        return Outcome::Accepted;
    }
    if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED)
        return Outcome::Nothing;
    if (!m_reserve.isOpen() && !refill())
        return Outcome::Exhausted;
    m_reserve.reset();
    Descriptor refused(::accept4(m_socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    // The kernel looks for a descriptor before it looks for a caller: perhaps nobody waits.
    const bool nobodyWaits = !refused.isOpen() && (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED);
    if (refused.isOpen() && peerOf(refused.get()).uid == owner) {
        const QByteArray line =
            wire::errorLine({},
                            wire::Refusal::of(refuse(ErrorCode::TooManyConnections,
                                                     "The board has no descriptor left for this connection.")),
                            requestId);
        // Ten lines of text fit into the buffer of a fresh socket; a caller that is gone is no loss.
        [[maybe_unused]] const auto sent =
            ::send(refused.get(), line.constData(), static_cast<std::size_t>(line.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    const bool served = refused.isOpen();
    refused.reset();
    if (!refill())
        return Outcome::Exhausted;
    return served ? Outcome::Refused : nobodyWaits ? Outcome::Nothing : Outcome::Exhausted;
}

} // namespace stint::server
