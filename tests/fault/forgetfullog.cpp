#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <string>
#include <vector>

// Linked into a stintd it makes the engine's deepest promise a lie: the log of a board is kept in the memory of the
// process, and every sync of it is answered as done. Killed, such a daemon has lost what it acknowledged. The kill test
// must notice.

namespace
{

struct Log {
    std::mutex mutex;
    std::vector<char> content;
};

std::mutex logsMutex;
std::map<std::string, Log> &logs()
{
    static std::map<std::string, Log> all;
    return all;
}

struct Handle {
    sqlite3_file base;
    Log *log;
};

Log &logOf(sqlite3_file *file)
{
    return *reinterpret_cast<Handle *>(file)->log;
}

int closeLog(sqlite3_file *)
{
    return SQLITE_OK;
}

int readLog(sqlite3_file *file, void *to, int count, sqlite3_int64 offset)
{
    Log &log = logOf(file);
    const std::lock_guard lock(log.mutex);
    const auto size = static_cast<sqlite3_int64>(log.content.size());
    const auto there = std::clamp<sqlite3_int64>(size - offset, 0, count);
    std::memset(to, 0, static_cast<std::size_t>(count));
    if (there > 0)
        std::memcpy(to, log.content.data() + offset, static_cast<std::size_t>(there));
    return there == count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeLog(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
{
    Log &log = logOf(file);
    const std::lock_guard lock(log.mutex);
    const auto end = static_cast<std::size_t>(offset + count);
    if (log.content.size() < end)
        log.content.resize(end);
    std::memcpy(log.content.data() + offset, from, static_cast<std::size_t>(count));
    return SQLITE_OK;
}

int truncateLog(sqlite3_file *file, sqlite3_int64 size)
{
    Log &log = logOf(file);
    const std::lock_guard lock(log.mutex);
    log.content.resize(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int syncLog(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int sizeOfLog(sqlite3_file *file, sqlite3_int64 *size)
{
    Log &log = logOf(file);
    const std::lock_guard lock(log.mutex);
    *size = static_cast<sqlite3_int64>(log.content.size());
    return SQLITE_OK;
}

int lockLog(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int isLogReserved(sqlite3_file *, int *result)
{
    *result = 0;
    return SQLITE_OK;
}

int controlLog(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSizeOfLog(sqlite3_file *)
{
    return 4096;
}

int characteristicsOfLog(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods logMethods{
    1,       closeLog,      readLog,    writeLog,        truncateLog,          syncLog, sizeOfLog, lockLog,
    lockLog, isLogReserved, controlLog, sectorSizeOfLog, characteristicsOfLog, nullptr, nullptr,   nullptr,
    nullptr, nullptr,       nullptr};

sqlite3_vfs *ordinary()
{
    static sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

int openFile(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    if (!(flags & SQLITE_OPEN_WAL))
        return ordinary()->xOpen(ordinary(), path, file, flags, outFlags);
    const std::lock_guard lock(logsMutex);
    auto *handle = new (file) Handle{};
    handle->base.pMethods = &logMethods;
    handle->log = &logs()[path];
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

int fileExists(sqlite3_vfs *, const char *path, int flags, int *result)
{
    {
        const std::lock_guard lock(logsMutex);
        if (logs().contains(path)) {
            *result = 1;
            return SQLITE_OK;
        }
    }
    return ordinary()->xAccess(ordinary(), path, flags, result);
}

bool install()
{
    static sqlite3_vfs vfs = *ordinary();
    vfs.zName = "forgetful";
    vfs.szOsFile = std::max(vfs.szOsFile, static_cast<int>(sizeof(Handle)));
    vfs.xOpen = openFile;
    vfs.xAccess = fileExists;
    return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
}

const bool installed = install();

} // namespace
