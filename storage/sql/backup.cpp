#include "storage/sql/connection.h"

#include <sqlite3.h>

namespace stint
{

bool Connection::copyTo(Connection &target, const std::function<bool()> &goesOn)
{
    constexpr int pagesPerStep = 1'024;
    if (m_fault || target.m_fault)
        return false;
    sqlite3_backup *const copy = sqlite3_backup_init(target.m_handle, "main", m_handle, "main");
    if (!copy) {
        target.check(sqlite3_extended_errcode(target.m_handle));
        return false;
    }
    int code = SQLITE_OK;
    while (code == SQLITE_OK && goesOn())
        code = sqlite3_backup_step(copy, pagesPerStep);
    const int ended = sqlite3_backup_finish(copy);
    if (code != SQLITE_DONE || ended != SQLITE_OK) {
        target.check(ended == SQLITE_OK && code != SQLITE_DONE ? code : ended);
        return false;
    }
    return true;
}

} // namespace stint
