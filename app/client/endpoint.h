#pragma once

#include "model/domain/result.h"

#include <QStringList>

#include <sys/types.h>
#include <unistd.h>

namespace stint::client
{

/// The folders of CLI-07, from the XDG variables or, without them, from HOME alone.
struct Places {
    QString dataDir, stateDir; ///< …/stint
    QString runtimeDir;        ///< of sockets: XDG_RUNTIME_DIR, else /run/user/<uid>, else the state folder (NET-01)
    static Places fromEnvironment();
};

/// A connected socket and where it is.
struct Endpoint {
    int descriptor = -1;
    QString path;
};

/// Which board is meant and where its socket may be.
struct BoardAddress {
    QString file;           ///< of the board, canonical: its identity, because names repeat
    QString name;           ///< of the file, without `.stint`
    QString explicitSocket; ///< STINT_SOCKET; then nothing else is tried
    Places places;

    /// \a board is a file or a name; blank means STINT_SOCKET, STINT_BOARD, else `board` (NET-05, CLI-07).
    static BoardAddress find(const QString &board);
    /// Candidates in the order of NET-05; none need exist. A second board of the same name has its socket under a hash
    /// of its place. Reads the endpoint file.
    QStringList socketPaths() const;
    /// NET-05; of a board outside the data folder under a hash of its place, because its name means another.
    QString endpointFile() const;
    /// It is this file that is served at the other end, not another one of its name. A socket that the caller named is
    /// believed. Reads the endpoint file.
    bool isServedBy(const Endpoint &endpoint) const;

private:
    QString socketByPlace() const;
};

/// The folder of the socket is ours and closed to others, and no link (NET-01). A socket the caller named itself may
/// live in a folder others can read.
Done checkSocketFolder(const QString &socketPath, bool namedByCaller);

/// Connects and checks that the peer runs as \a owner, which is our user (NET-03); nothing is sent to another. Yields
/// the descriptor, non-blocking, close-on-exec.
Result<int> connectTo(const QString &socketPath, bool namedByCaller, uid_t owner = ::getuid());
/// The first candidate that serves this board. Unreachable names its file; a sandbox stops the search (NET-06).
Result<Endpoint> connectTo(const BoardAddress &address);

} // namespace stint::client
