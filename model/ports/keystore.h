#pragma once

#include "model/domain/result.h"
#include "model/domain/secretkey.h"

#include <QString>

namespace stint
{

/// Where the keys of boards live. Any thread, one at a time; may block on disk or on a person.
class KeyStore
{
public:
    virtual ~KeyStore() = default;
    /// Mints and keeps a random key for a board that does not exist yet; a key that is already there is used, never
    /// replaced. Refuses with `conflict` when the board exists.
    virtual Result<SecretKey> create(const QString &boardPath) = 0;
    /// The key of an existing board; `locked` when it is missing, unreadable or kept carelessly. Never mints one.
    virtual Result<SecretKey> load(const QString &boardPath) = 0;
};

} // namespace stint
