#pragma once

#include "model/ports/keystore.h"

namespace stint
{

/// Keys in files: `<board>.key` beside the board, 32 bytes as hex, readable by its owner only. For machines without a
/// keyring: whoever can read the owner's files can read the board.
class FileKeyStore final : public KeyStore
{
public:
    /// The key file is on disk, with its folder's entry, before the key is used. Blocking.
    Result<SecretKey> create(const QString &boardPath) override;
    /// Refuses key files of another owner, with rights for others, links, and wrong contents.
    Result<SecretKey> load(const QString &boardPath) override;
    static QString keyPath(const QString &boardPath);
};

} // namespace stint
