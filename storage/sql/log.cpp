#include "storage/sql/connection.h"
#include "storage/sql/fileform.h"

#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <vector>

// What SQLite's log (-wal) and its index in shared memory (-shm) hold beyond what SQLite tells:
// https://www.sqlite.org/walformat.html

namespace stint
{

namespace
{

constexpr int headerBytes = 32;
constexpr int logSaltBytes = 8, saltInHeader = 16, saltInFrame = 8;

/// Null when there is none, or none is open.
sqlite3_file *openFile(sqlite3 *handle, int which)
{
    sqlite3_file *file = nullptr;
    sqlite3_file_control(handle, "main", which, &file);
    return file && file->pMethods ? file : nullptr;
}

/// In the log's index: how many of its frames, from the first one, are in the file (`nBackfill`). Null while nobody has
/// read the log, and after a fault, which \a code names.
quint32 *movedFrames(sqlite3_file &file, int &code)
{
    constexpr int indexBytes = 32'768;
    constexpr std::ptrdiff_t place = 96;
    void volatile *index = nullptr;
    code = file.pMethods->xShmMap(&file, 0, indexBytes, 0, &index);
    if (code != SQLITE_OK || !index)
        return nullptr;
    return reinterpret_cast<quint32 *>(static_cast<char *>(const_cast<void *>(index)) + place);
}

} // namespace

/// After a sync that failed the system may call pages of the log clean that never reached the disk, and recovery
/// believes what the cache shows: the next power cut would leave a hole in the middle of the log, behind which
/// everything is lost, and older pages of the log above newer ones of the file. So what was read is written once more
/// and synced ahead of everything that builds on it (Rebello et al., "Can Applications Recover from fsync Failures?",
/// USENIX ATC 2020).
void Connection::rewriteLog(OpenMode mode)
{
    sqlite3_file *const log = openFile(m_handle, SQLITE_FCNTL_JOURNAL_POINTER);
    if (!log || m_fault)
        return;
    sqlite3_int64 size = 0;
    int code = log->pMethods->xFileSize(log, &size);
    std::vector<char> piece(static_cast<std::size_t>(std::min<sqlite3_int64>(size, 1 << 18)));
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += static_cast<sqlite3_int64>(piece.size())) {
        const int count =
            static_cast<int>(std::min<sqlite3_int64>(size - at, static_cast<sqlite3_int64>(piece.size())));
        code = log->pMethods->xRead(log, piece.data(), count, at);
        if (code == SQLITE_OK)
            code = log->pMethods->xWrite(log, piece.data(), count, at);
    }
    if (code == SQLITE_OK && size > 0)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    // A full disk is no reason not to read the board.
    if ((code & 0xff) != SQLITE_FULL || mode == OpenMode::Reopen)
        check(code);
}

/// The same for the file: while a reader holds its snapshot only a part of the log can be moved, and SQLite counts that
/// part as moved before any sync. If the sync of the whole fails then, pages of that part may be on no disk, and who
/// reads next keeps the index of the log alive that would let them be overwritten there. So its count begins anew, and
/// everything is moved once more. (The count belongs to the holder of the checkpoint lock; a smaller one is always
/// allowed.)
void Connection::forgetMoves()
{
    constexpr int checkpointLock = 1;
    sqlite3_file *const file = openFile(m_handle, SQLITE_FCNTL_FILE_POINTER);
    if (!file || m_fault)
        return;
    int code = SQLITE_OK;
    if (quint32 *const moved = movedFrames(*file, code)) {
        const sqlite3_io_methods &methods = *file->pMethods;
        code = methods.xShmLock(file, checkpointLock, 1, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
        if (code == SQLITE_OK) {
            std::atomic_ref(*moved).store(0);
            methods.xShmBarrier(file);
            methods.xShmLock(file, checkpointLock, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
        }
    }
    check(code);
}

std::set<quint32> Connection::pagesToMove()
{
    std::set<quint32> pages;
    sqlite3_file *const file = openFile(m_handle, SQLITE_FCNTL_FILE_POINTER);
    sqlite3_file *const log = openFile(m_handle, SQLITE_FCNTL_JOURNAL_POINTER);
    if (!file || !log || m_fault)
        return pages;
    int code = SQLITE_OK;
    sqlite3_int64 at = headerBytes;
    if (quint32 *const moved = movedFrames(*file, code))
        at += sqlite3_int64(std::atomic_ref(*moved).load()) * frameBytes;
    sqlite3_int64 size = 0;
    if (code == SQLITE_OK)
        code = log->pMethods->xFileSize(log, &size);
    std::array<uchar, headerBytes> header{};
    std::array<uchar, frameHeaderBytes> frame{};
    if (code == SQLITE_OK && size >= headerBytes)
        code = log->pMethods->xRead(log, header.data(), headerBytes, 0);
    // Frames from before the log last started over have another salt.
    for (; code == SQLITE_OK && at + frameHeaderBytes <= size; at += frameBytes) {
        code = log->pMethods->xRead(log, frame.data(), frameHeaderBytes, at);
        if (std::memcmp(frame.data() + saltInFrame, header.data() + saltInHeader, logSaltBytes) != 0)
            break;
        pages.insert(qFromBigEndian<quint32>(frame.data()));
    }
    check(code);
    return pages;
}

} // namespace stint
