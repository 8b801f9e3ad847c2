#include "tests/fault/memorydisk.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

namespace stint::test
{

namespace
{

constexpr int sectorBytes = 512;

bool isLog(const std::string &path)
{
    return path.size() > 4 && path.compare(path.size() - 4, 4, "-wal") == 0;
}

void writeInto(QByteArray &content, qint64 offset, const char *bytes, qint64 count)
{
    if (content.size() < offset + count)
        content.append(QByteArray(static_cast<qsizetype>(offset + count - content.size()), '\0'));
    std::memcpy(content.data() + offset, bytes, static_cast<std::size_t>(count));
}

void truncateTo(QByteArray &content, qint64 size)
{
    if (content.size() > size)
        content.truncate(static_cast<qsizetype>(size));
}

} // namespace

/// A file; lives as long as somebody has it open or the directory names it.
struct MemoryDisk::Node {
    std::string path;
    QByteArray content;
    int readers = 0; ///< locks of the main file
    Handle *writer = nullptr;
    std::vector<std::unique_ptr<std::array<char, 32'768>>> shared; ///< the log's index
    int sharers = 0;                                               ///< who has it mapped
    std::array<int, SQLITE_SHM_NLOCK> sharedHolders{};
    std::array<Handle *, SQLITE_SHM_NLOCK> exclusiveHolders{};
};

struct MemoryDisk::Handle {
    sqlite3_file base;
    MemoryDisk *disk;
    std::shared_ptr<Node> node;
    int lock = SQLITE_LOCK_NONE;
    unsigned sharedSlots = 0;
    bool isReader = false, isSharer = false;
};

bool MemoryDisk::fails(Fault kind)
{
    if (m_failAt == 0)
        return false;
    if (m_fault != Fault::Error && m_fault != kind)
        return false;
    ++m_operations;
    if (m_operations != m_failAt && !(m_failsLasting && m_operations > m_failAt))
        return false;
    ++m_failures;
    return true;
}

void MemoryDisk::failAt(qint64 at, bool lasting, Fault fault)
{
    m_operations = 0;
    m_failAt = at;
    m_failsLasting = lasting;
    m_fault = fault;
    m_failures = 0;
}

void MemoryDisk::note(DiskStep step)
{
    if (m_isRecording)
        m_steps.push_back(std::move(step));
}

void MemoryDisk::mark(qint64 number)
{
    note({DiskStep::Kind::Mark, {}, number, {}});
}

std::vector<DiskStep> MemoryDisk::takeRecord()
{
    m_isRecording = false;
    return std::exchange(m_steps, {});
}

DiskImage MemoryDisk::image() const
{
    DiskImage image;
    for (const auto &[path, node] : m_files)
        image.emplace(path, node->content);
    return image;
}

void MemoryDisk::load(const DiskImage &image)
{
    m_files.clear();
    for (const auto &[path, content] : image) {
        auto node = std::make_shared<Node>();
        node->path = path;
        node->content = content;
        m_files.emplace(path, std::move(node));
    }
}

/// The library's side.
struct MemoryDisk::Methods {
    static Handle &of(sqlite3_file *file) { return *reinterpret_cast<Handle *>(file); }
    static MemoryDisk &of(sqlite3_vfs *vfs) { return *static_cast<MemoryDisk *>(vfs->pAppData); }

    static int close(sqlite3_file *file)
    {
        Handle &handle = of(file);
        unlock(file, SQLITE_LOCK_NONE);
        shmUnmap(file, 0);
        handle.~Handle();
        return SQLITE_OK;
    }
    static int read(sqlite3_file *file, void *to, int count, sqlite3_int64 offset)
    {
        Handle &handle = of(file);
        const QByteArray &content = handle.node->content;
        if (handle.disk->fails(Fault::ShortRead)) {
            if (handle.disk->m_fault == Fault::Error)
                return SQLITE_IOERR_READ;
            std::memset(to, 0, static_cast<std::size_t>(count));
            return SQLITE_IOERR_SHORT_READ;
        }
        const qint64 there = std::clamp<qint64>(content.size() - offset, 0, count);
        if (there > 0)
            std::memcpy(to, content.constData() + offset, static_cast<std::size_t>(there));
        if (there == count)
            return SQLITE_OK;
        std::memset(static_cast<char *>(to) + there, 0, static_cast<std::size_t>(count - there));
        return SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset)
    {
        Handle &handle = of(file);
        if (handle.disk->fails(Fault::Full))
            return handle.disk->m_fault == Fault::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        handle.disk->m_readerWrites += handle.isReader ? 1 : 0;
        const auto *bytes = static_cast<const char *>(from);
        writeInto(handle.node->content, offset, bytes, count);
        handle.disk->note({DiskStep::Kind::Write, handle.node->path, offset, QByteArray(bytes, count)});
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        Handle &handle = of(file);
        if (handle.disk->fails(Fault::Error))
            return SQLITE_IOERR_TRUNCATE;
        truncateTo(handle.node->content, size);
        handle.disk->note({DiskStep::Kind::Truncate, handle.node->path, size, {}});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file *file, int)
    {
        Handle &handle = of(file);
        if (handle.disk->fails(Fault::Sync)) {
            handle.disk->note({DiskStep::Kind::FailedSync, handle.node->path, 0, {}});
            return handle.disk->m_retriesSyncs ? SQLITE_OK : SQLITE_IOERR_FSYNC;
        }
        if (!handle.disk->m_ignoresLogSyncs || !isLog(handle.node->path))
            handle.disk->note({DiskStep::Kind::Sync, handle.node->path, 0, {}});
        return SQLITE_OK;
    }
    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        Handle &handle = of(file);
        if (handle.disk->fails(Fault::Error))
            return SQLITE_IOERR_FSTAT;
        *size = handle.node->content.size();
        return SQLITE_OK;
    }
    static int lock(sqlite3_file *file, int level)
    {
        Handle &handle = of(file);
        Node &node = *handle.node;
        if (level <= handle.lock)
            return SQLITE_OK;
        if (handle.disk->fails(Fault::Error))
            return SQLITE_IOERR_LOCK;
        if (node.writer && node.writer != &handle)
            return SQLITE_BUSY;
        if (handle.lock == SQLITE_LOCK_NONE)
            ++node.readers;
        if (level > SQLITE_LOCK_SHARED)
            node.writer = &handle;
        handle.lock = std::max(handle.lock, std::min(level, SQLITE_LOCK_PENDING));
        if (level == SQLITE_LOCK_EXCLUSIVE && node.readers > 1)
            return SQLITE_BUSY;
        handle.lock = level;
        return SQLITE_OK;
    }
    static int unlock(sqlite3_file *file, int level)
    {
        Handle &handle = of(file);
        Node &node = *handle.node;
        if (level >= handle.lock)
            return SQLITE_OK;
        if (node.writer == &handle)
            node.writer = nullptr;
        if (level == SQLITE_LOCK_NONE)
            --node.readers;
        handle.lock = level;
        return SQLITE_OK;
    }
    static int isReserved(sqlite3_file *file, int *result)
    {
        *result = of(file).node->writer != nullptr;
        return SQLITE_OK;
    }
    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file *) { return 4096; }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shmMap(sqlite3_file *file, int region, int bytes, int extend, void volatile **address)
    {
        Handle &handle = of(file);
        auto &shared = handle.node->shared;
        *address = nullptr;
        if (handle.disk->fails(Fault::Error))
            return SQLITE_IOERR_SHMMAP;
        const auto index = static_cast<std::size_t>(region);
        if (bytes != static_cast<int>(sizeof(std::array<char, 32'768>)))
            return SQLITE_IOERR_SHMMAP;
        while (extend && shared.size() <= index)
            shared.push_back(std::make_unique<std::array<char, 32'768>>());
        handle.node->sharers += std::exchange(handle.isSharer, true) ? 0 : 1;
        if (index < shared.size())
            *address = shared[index]->data();
        return SQLITE_OK;
    }
    static int shmLock(sqlite3_file *file, int first, int count, int flags)
    {
        Handle &handle = of(file);
        Node &node = *handle.node;
        if ((flags & SQLITE_SHM_LOCK) && handle.disk->fails(Fault::Error))
            return SQLITE_IOERR_SHMLOCK;
        for (int slot = first; slot < first + count; ++slot) {
            const auto index = static_cast<std::size_t>(slot);
            const unsigned bit = 1u << slot;
            Handle *&exclusive = node.exclusiveHolders[index];
            int &holders = node.sharedHolders[index];
            if (flags & SQLITE_SHM_UNLOCK) {
                holders -= (handle.sharedSlots & bit) ? 1 : 0;
                handle.sharedSlots &= ~bit;
                if (exclusive == &handle)
                    exclusive = nullptr;
            } else if (exclusive && exclusive != &handle) {
                return SQLITE_BUSY;
            } else if (flags & SQLITE_SHM_SHARED) {
                holders += (handle.sharedSlots & bit) ? 0 : 1;
                handle.sharedSlots |= bit;
            } else if (holders > ((handle.sharedSlots & bit) ? 1 : 0)) {
                return SQLITE_BUSY;
            }
        }
        if ((flags & SQLITE_SHM_LOCK) && (flags & SQLITE_SHM_EXCLUSIVE)) {
            for (int slot = first; slot < first + count; ++slot)
                node.exclusiveHolders[static_cast<std::size_t>(slot)] = &handle;
        }
        return SQLITE_OK;
    }
    static void shmBarrier(sqlite3_file *) {}
    /// The first one who maps the index again begins with an empty one and reads the log: recovery.
    static int shmUnmap(sqlite3_file *file, int)
    {
        Handle &handle = of(file);
        if (std::exchange(handle.isSharer, false) && --handle.node->sharers == 0)
            handle.node->shared.clear();
        return shmLock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
    }

    static int open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *outFlags)
    {
        static const sqlite3_io_methods methods{
            2,        close,      read,    write,      truncate,        sync,   fileSize, lock,
            unlock,   isReserved, control, sectorSize, characteristics, shmMap, shmLock,  shmBarrier,
            shmUnmap, nullptr,    nullptr};
        MemoryDisk &disk = of(vfs);
        file->pMethods = nullptr;
        if (disk.fails(Fault::Error))
            return SQLITE_CANTOPEN;
        std::shared_ptr<Node> node;
        if (!path) {
            node = std::make_shared<Node>();
        } else {
            auto &entry = disk.m_files[path];
            // A board's own file is made by the open sequence, outside the library: here it begins empty.
            if (!entry) {
                entry = std::make_shared<Node>();
                entry->path = path;
            }
            node = entry;
        }
        auto *handle = new (file) Handle{};
        handle->base.pMethods = &methods;
        handle->disk = &disk;
        handle->node = std::move(node);
        handle->isReader = (flags & SQLITE_OPEN_READONLY) != 0;
        if (outFlags)
            *outFlags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *path, int)
    {
        MemoryDisk &disk = of(vfs);
        if (disk.fails(Fault::Error))
            return SQLITE_IOERR_DELETE;
        if (disk.m_files.erase(path) == 0)
            return SQLITE_IOERR_DELETE_NOENT;
        disk.note({DiskStep::Kind::Delete, path, 0, {}});
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs *vfs, const char *path, int, int *result)
    {
        MemoryDisk &disk = of(vfs);
        if (disk.fails(Fault::Error))
            return SQLITE_IOERR_ACCESS;
        *result = disk.m_files.contains(path);
        return SQLITE_OK;
    }
    static int fullPathname(sqlite3_vfs *, const char *path, int size, char *to)
    {
        sqlite3_snprintf(size, to, "%s", path);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs *vfs, int count, char *to)
    {
        sqlite3_vfs *base = of(vfs).m_base;
        return base->xRandomness(base, count, to);
    }
    /// Nobody else runs meanwhile: waiting would be in vain.
    static int sleep(sqlite3_vfs *, int micros) { return micros; }
    static int currentTime(sqlite3_vfs *vfs, double *days)
    {
        sqlite3_vfs *base = of(vfs).m_base;
        return base->xCurrentTime(base, days);
    }
};

MemoryDisk::MemoryDisk()
    : m_vfs(std::make_unique<sqlite3_vfs>())
    , m_base(sqlite3_vfs_find(nullptr))
{
    m_vfs->iVersion = 1;
    m_vfs->szOsFile = sizeof(Handle);
    m_vfs->mxPathname = 1'024;
    m_vfs->zName = "stint-memory-disk";
    m_vfs->pAppData = this;
    m_vfs->xOpen = Methods::open;
    m_vfs->xDelete = Methods::remove;
    m_vfs->xAccess = Methods::access;
    m_vfs->xFullPathname = Methods::fullPathname;
    m_vfs->xRandomness = Methods::randomness;
    m_vfs->xSleep = Methods::sleep;
    m_vfs->xCurrentTime = Methods::currentTime;
    sqlite3_vfs_register(m_vfs.get(), 1);
}

MemoryDisk::~MemoryDisk()
{
    sqlite3_vfs_unregister(m_vfs.get());
    sqlite3_vfs_register(m_base, 1);
}

// ---- Power cuts

struct PowerCut::File {
    QByteArray synced;
    std::vector<DiskStep> unsynced;
};

PowerCut::PowerCut(const DiskImage &synced, quint32 seed)
    : m_random(seed | 1u)
{
    for (const auto &[path, content] : synced)
        m_files[path].synced = content;
}

PowerCut::~PowerCut() = default;

/// Xorshift: the same seed gives the same images on every machine.
bool PowerCut::chance(int percent)
{
    m_random ^= m_random << 13;
    m_random ^= m_random >> 17;
    m_random ^= m_random << 5;
    return m_random % 100u < static_cast<quint32>(percent);
}

namespace
{

void apply(QByteArray &content, const DiskStep &step)
{
    if (step.kind == DiskStep::Kind::Write)
        writeInto(content, step.offset, step.bytes.constData(), step.bytes.size());
    else
        truncateTo(content, step.offset);
}

} // namespace

void PowerCut::follow(const DiskStep &step)
{
    switch (step.kind) {
    case DiskStep::Kind::Write:
    case DiskStep::Kind::Truncate:
        m_files[step.file].unsynced.push_back(step);
        break;
    case DiskStep::Kind::Sync: {
        File &file = m_files[step.file];
        for (const DiskStep &change : file.unsynced)
            apply(file.synced, change);
        file.unsynced.clear();
        break;
    }
    case DiskStep::Kind::FailedSync: {
        // As Linux does: the pages are called clean now, whether they have reached the disk or not.
        File &file = m_files[step.file];
        for (const DiskStep &change : file.unsynced) {
            if (chance(50))
                apply(file.synced, change);
        }
        file.unsynced.clear();
        break;
    }
    case DiskStep::Kind::Delete:
        m_files.erase(step.file);
        break;
    case DiskStep::Kind::Mark:
        break;
    }
}

bool PowerCut::isDirty() const
{
    return std::any_of(m_files.begin(), m_files.end(),
                       [](const auto &entry) { return !entry.second.unsynced.empty(); });
}

DiskImage PowerCut::cut(Survival survival)
{
    DiskImage image;
    const bool tears = survival == Survival::Half || survival == Survival::NearlyAll;
    const int percent = survival == Survival::Half ? 50 : 93;
    for (const auto &[path, file] : m_files) {
        QByteArray content = file.synced;
        for (const DiskStep &change : file.unsynced) {
            if (survival == Survival::None || (tears && !chance(percent)))
                continue;
            if (!tears || change.kind == DiskStep::Kind::Truncate) {
                apply(content, change);
                continue;
            }
            for (qint64 from = 0; from < change.bytes.size();) {
                const qint64 place = change.offset + from;
                const qint64 count = std::min<qint64>(sectorBytes - place % sectorBytes, change.bytes.size() - from);
                if (chance(percent))
                    writeInto(content, place, change.bytes.constData() + from, count);
                from += count;
            }
        }
        image.emplace(path, std::move(content));
    }
    return image;
}

} // namespace stint::test
