#pragma once

#include "model/domain/result.h"

namespace stint
{

/// Where everything of this program lives (CLI-07, NET-01): only the XDG folders and what a person names.
struct Paths {
    QString data, config, state; ///< …/stint
    QString runtime; ///< folder of sockets: XDG_RUNTIME_DIR, else /run/user/<uid>, else below the state folder

    static Paths fromEnvironment();

    /// The board that is meant when none is named: STINT_BOARD, else `board.stint` in the data folder.
    QString defaultBoard() const;
    /// The file behind `--board`: a path, or a bare name of a board in the data folder.
    QString boardFile(const QString &fileOrName) const;
    /// Without folder and `.stint`: names the socket and the endpoint file.
    static QString boardName(const QString &file);
    /// At most 104 bytes; longer names are hashed. Two boards of one name: the second takes the name with a hash of its
    /// place, see \a file.
    QString socket(const QString &boardName) const;
    QString socketByPlace(const QString &file) const;
    QString endpointFile(const QString &boardName) const;
    /// Of a board whose name means another one, see namedBoard().
    QString endpointFileByPlace(const QString &file) const;
    /// The board that \a boardName means: the one in the data folder, whether it exists or not. Canonical.
    QString namedBoard(const QString &boardName) const;
};

/// Makes the folder and its parents, ours alone (0700), and refuses one that is a link, foreign, or open to others to
/// write. Blocking.
Done makePrivateFolder(const QString &folder);

} // namespace stint
