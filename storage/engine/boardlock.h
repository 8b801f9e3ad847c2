#pragma once

#include "model/domain/time.h"
#include "storage/sql/storeerror.h"

#include <QString>

namespace stint
{

/// The proof that this process owns a board (NET-02): an exclusive lock on `<board>.lock`, held while this lives and
/// released by the kernel when the process ends. Whatever name or symbolic link leads to the board, the lock is one.
class BoardLock
{
public:
    /// The lock file of a board. It is never removed, so where there is none nobody has the board.
    static QString fileOf(const QString &canonicalPath);
    /// InUse with a text that names the owner and since when; Access when the lock file cannot be had.
    /// \a canonicalPath as canonicalBoardPath() gives it.
    static Stored<BoardLock> take(const QString &canonicalPath, Time now);
    BoardLock(BoardLock &&other) noexcept;
    BoardLock &operator=(BoardLock &&other) noexcept;
    ~BoardLock();

private:
    explicit BoardLock(int descriptor);
    int m_descriptor;
};

/// The real name of a board that exists or could be created at \a path: links followed, absolute. Missing when its
/// folder does not exist; Access for a board with several hard links, whose lock could not be one.
Stored<QString> canonicalBoardPath(const QString &path);

} // namespace stint
