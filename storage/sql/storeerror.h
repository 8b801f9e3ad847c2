#pragma once

#include "model/domain/error.h"

#include <QString>

#include <tl/expected.hpp>

namespace stint
{

/// Why a board file cannot be opened or used. Each refusal at open leaves the file as it was.
enum class StoreFault {
    Missing,      ///< no such file; boards are created only when a person asks for one
    Exists,       ///< asked to create over something
    Empty,        ///< 0 bytes
    Plaintext,    ///< an unencrypted SQLite database
    NotABoard,    ///< some other kind of file
    WrongKey,     ///< encrypted, by another key
    Damaged,      ///< our key, but cut or altered
    Older,        ///< fewer commits than it is known to have had: file or log were replaced, shortened or lost
    OtherBoard,   ///< our key, but not the board that was locked here
    OtherProgram, ///< our key, but the application id is not ours
    NewerSchema,  ///< written by a newer version of the program
    OldLibrary,   ///< the linked SQLCipher is not the one we need
    InUse,        ///< another process holds the lock
    Access,       ///< missing rights, foreign owner, links
    Key,          ///< the key store has no key for it
    Full,         ///< disk full
    ReadOnly,
    Io,         ///< the outcome of the last write is unknown
    Constraint, ///< the program tried to store something inconsistent
    Other,
};

/// A fault of the store with a sentence for people. No paths, no SQL, no board text.
struct StoreError {
    StoreFault fault = StoreFault::Other;
    QString text;

    /// As callers of verbs see it: storage_unavailable, locked, or internal for our own mistakes.
    Error toError() const;
};

StoreError storeError(StoreFault fault, const QString &text = {});
/// One word per fault, for logs and `data.reason`.
const char *faultName(StoreFault fault);

template<class T>
using Stored = tl::expected<T, StoreError>;

} // namespace stint
