#pragma once

#include "app/server/descriptor.h"
#include "model/domain/result.h"

#include <QString>

#include <sys/types.h>

namespace stint::server
{

/// Who is at the other end, as the kernel tells it.
struct Peer {
    qint64 pid = 0;
    uid_t uid = 0;
};

/// The listening socket of a board (NET-01 … NET-04). The caller holds the board's lock.
class Listener
{
public:
    /// Makes the folder (0700) if it is not there, refuses one that is a link, foreign or open to others; removes a
    /// path nobody listens on; listens with 0600. permission_denied, validation_failed (too long), conflict (somebody
    /// listens).
    static Result<Listener> open(const QString &path);
    Listener(Listener &&) = default;
    Listener &operator=(Listener &&) = default;
    /// Removes the path if it is still this socket.
    ~Listener();

    int descriptor() const { return m_socket.get(); }
    const QString &path() const { return m_path; }

    enum class Outcome {
        Accepted,
        Nothing,   ///< nobody waits
        Refused,   ///< no descriptors: the caller was told too_many_connections and hung up on
        Exhausted, ///< not even the reserve: pause accepting
    };
    /// One waiting caller. A stranger (another uid than \a owner) is closed without a byte and counts as Refused.
    /// \a requestId: what a refusal is known by.
    Outcome accept(uid_t owner, const QString &requestId, Descriptor &socket, Peer &peer);

private:
    Listener() = default;
    bool refill();

    Descriptor m_socket, m_reserve;
    QString m_path;
    dev_t m_device = 0;
    ino_t m_inode = 0;
};

} // namespace stint::server
