#pragma once

#include "model/domain/result.h"

#include <QStringList>

namespace stint::client
{

/// The folders of CLI-07, from the XDG variables or, without them, from HOME alone.
struct Places {
    QString dataDir, stateDir; ///< …/stint
    QString runtimeDir;        ///< …/stint; blank when the system gives none
    static Places fromEnvironment();
};

/// Which board is meant and where its socket may be.
struct BoardAddress {
    QString name;        ///< of the board file, without `.stint`
    QString explicitSocket; ///< STINT_SOCKET; then nothing else is tried
    Places places;

    /// \a board is a file or a name; blank means STINT_SOCKET, STINT_BOARD, else `board` (NET-05, CLI-07).
    static BoardAddress find(const QString &board);
    /// Candidates in the order of NET-05. Those of NET-01 need not exist; reads the endpoint file.
    QStringList socketPaths() const;
};

/// `<folder>/<name>.sock`, or with a hash for a name when that would be longer than NET-01 allows.
QString socketPath(const QString &folder, const QString &boardName);

/// The folder of the socket is ours and closed to others, and no link (NET-01). A socket the caller named itself may
/// live in a folder others can read.
Done checkSocketFolder(const QString &socketPath, bool namedByCaller);

/// Connects and checks that the peer runs as our user (NET-03). Yields the descriptor, non-blocking, close-on-exec.
Result<int> connectTo(const QString &socketPath, bool namedByCaller);
/// The first candidate that answers. Unreachable names the board; a sandbox stops the search (NET-06).
Result<int> connectTo(const BoardAddress &address);

} // namespace stint::client
