#include "storage/sql/versions.h"

#include "storage/sql/library.h"

#include <sqlite3.h>

namespace stint
{

namespace
{

/// The one text \a sql yields; blank when it yields none.
QString oneText(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    QString text;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        const void *bytes = sqlite3_column_text(statement, 0);
        text = QString::fromUtf8(static_cast<const char *>(bytes), sqlite3_column_bytes(statement, 0));
    }
    sqlite3_finalize(statement);
    return text;
}

} // namespace

StorageVersions storageVersions()
{
    prepareLibrary();
    StorageVersions versions;
    versions.sqlite = QString::fromLatin1(sqlite3_libversion());
    sqlite3 *database = nullptr;
    if (sqlite3_open(":memory:", &database) == SQLITE_OK) {
        // The provider exists only for a database with a key.
        sqlite3_exec(database, "PRAGMA key = 'versions'", nullptr, nullptr, nullptr);
        versions.sqlcipher = oneText(database, "PRAGMA cipher_version");
        versions.crypto = oneText(database, "PRAGMA cipher_provider_version");
    }
    sqlite3_close(database);
    return versions;
}

} // namespace stint
