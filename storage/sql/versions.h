#pragma once

#include <QString>

namespace stint
{

/// What boards are stored with, as the libraries themselves say it. Blank where one says nothing.
struct StorageVersions {
    QString sqlcipher, sqlite, crypto;
};
/// Blocking, briefly: asks a database in memory. Any thread.
StorageVersions storageVersions();

} // namespace stint
