#include "storage/sql/connection.h"

#include "storage/sql/fileform.h"

#include <QLoggingCategory>

#include <sqlite3.h>

namespace stint
{

namespace
{

Q_LOGGING_CATEGORY(lcSql, "stint.storage.sql")

StoreFault faultOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return StoreFault::Full;
    case SQLITE_READONLY:
        return StoreFault::ReadOnly;
    case SQLITE_IOERR:
        return StoreFault::Io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return StoreFault::Damaged;
    case SQLITE_CONSTRAINT:
        return StoreFault::Constraint;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return StoreFault::Access;
    default:
        return StoreFault::Other;
    }
}

void answerIsChosen(sqlite3_context *context, int, sqlite3_value **values)
{
    const auto &choice = *static_cast<const Connection::Choice *>(sqlite3_user_data(context));
    sqlite3_result_int(context, choice && choice(sqlite3_value_int64(values[0])) ? 1 : 0);
}

} // namespace

Connection::Connection(sqlite3 *handle)
    : m_handle(handle)
{
    check(sqlite3_create_function_v2(m_handle, "is_chosen", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, &m_choice,
                                     answerIsChosen, nullptr, nullptr, nullptr));
    sqlite3_extended_result_codes(handle, 1);
    // The log is moved into the file only when the writer says so, never by the last one out.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_hook(
        handle,
        [](void *self, sqlite3 *, const char *, int pages) {
            static_cast<Connection *>(self)->m_walBytes = qint64(pages) * frameBytes;
            return SQLITE_OK;
        },
        this);
}

Connection::~Connection()
{
    for (auto &[sql, cached] : m_cache)
        sqlite3_finalize(cached.handle);
    sqlite3_close_v2(m_handle);
}

Statement Connection::prepare(const char *sql)
{
    Cached &cached = m_cache[sql];
    if (!cached.handle && !m_fault) {
        check(sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &cached.handle, nullptr));
        if (cached.handle)
            m_owners[cached.handle] = &cached;
    }
    if (!cached.inUse) {
        cached.inUse = cached.handle != nullptr;
        return Statement(*this, cached.handle, false);
    }
    // The same text inside its own rows: a second statement for the time being.
    return prepareOnce(sql);
}

Statement Connection::prepareComposed(const QByteArray &sql)
{
    constexpr std::size_t composedMax = 128;
    auto known = m_composed.find(sql);
    if (known == m_composed.end()) {
        if (m_composed.size() >= composedMax)
            return prepareOnce(sql);
        known = m_composed.insert(sql).first;
    }
    return prepare(known->constData());
}

std::vector<QByteArray> Connection::cachedTexts() const
{
    std::vector<QByteArray> texts;
    for (const auto &[sql, cached] : m_cache)
        texts.emplace_back(sql);
    return texts;
}

Statement Connection::prepareOnce(const QByteArray &sql)
{
    sqlite3_stmt *handle = nullptr;
    if (!m_fault)
        check(sqlite3_prepare_v2(m_handle, sql.constData(), static_cast<int>(sql.size()), &handle, nullptr));
    return Statement(*this, handle, true);
}

void Connection::giveBack(sqlite3_stmt *handle)
{
    m_owners.at(handle)->inUse = false;
}

void Connection::exec(const char *sql)
{
    if (!m_fault)
        check(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr));
}

void Connection::check(int code)
{
    if (code == SQLITE_OK)
        return;
    // The library's message names tables and columns at most; values of the board never appear in it.
    qCWarning(lcSql, "storage fault %d: %s", code, sqlite3_errmsg(m_handle));
    fail(storeError(faultOf(code)));
}

void Connection::fail(StoreError error)
{
    if (!m_fault)
        m_fault = std::move(error);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

int Connection::changes() const
{
    return sqlite3_changes(m_handle);
}

qint64 Connection::lastInsertRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

int Connection::schemaVersion()
{
    Statement query = prepare("PRAGMA user_version");
    return query.step() ? query.value<int>() : 0;
}

bool Connection::checkpoint(Checkpoint mode)
{
    const int kind = mode == Checkpoint::Passive ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    int logFrames = 0, movedFrames = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_handle, nullptr, kind, &logFrames, &movedFrames);
    if (code == SQLITE_BUSY)
        return false;
    check(code);
    const bool complete = code == SQLITE_OK && logFrames == movedFrames;
    if (complete)
        m_walBytes = 0;
    return complete;
}

} // namespace stint
