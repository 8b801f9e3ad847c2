#pragma once

#include "model/domain/secretkey.h"
#include "storage/sql/storeerror.h"

#include <QByteArray>

namespace stint
{

// The first 16 bytes of a board are the salt of its encryption. SQLCipher lets us choose it, so half of it is random
// and the other half is a MAC of the first under the board's key: whether a key belongs to a file is known before the
// database library touches it, and a wrong key is told apart from a damaged file.

inline constexpr int saltBytes = 16;

/// A salt for a new board with \a key.
QByteArray newSalt(const SecretKey &key);
/// Whether the file that begins with \a salt was made with \a key.
bool isSaltOf(const QByteArray &salt, const SecretKey &key);
/// Looks at the file without changing it: Missing, Access, Empty, Plaintext, NotABoard, WrongKey, Damaged (cut).
/// Only while this process has no connection to it: closing a file drops all of the process's locks on it.
Stored<void> checkFile(const QString &path, const SecretKey &key);
} // namespace stint
