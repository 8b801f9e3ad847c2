#pragma once

#include <QByteArray>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace stint::test
{

/// The bytes of all files, by path.
using DiskImage = std::map<std::string, QByteArray>;

/// What happened to a file, in order: enough to build what a power cut would have left at any moment.
struct DiskStep {
    enum class Kind { Write, Truncate, Sync, FailedSync, Delete, Mark };
    Kind kind;
    std::string file;
    qint64 offset = 0; ///< Write: where; Truncate: new size; Mark: the caller's number
    QByteArray bytes;  ///< Write: what
};

/// A file system in memory under the database library: it records, fails on command and cuts the power.
///
/// While it lives it is the library's default, so the product's own open sequence uses it unchanged. It behaves as the
/// ordinary one on Linux does (sector size, power-safe overwrite). One thread at a time.
class MemoryDisk
{
public:
    MemoryDisk();
    ~MemoryDisk();
    MemoryDisk(const MemoryDisk &) = delete;
    MemoryDisk &operator=(const MemoryDisk &) = delete;

    /// What programs see.
    DiskImage image() const;
    /// Replaces every file; nobody may have one open.
    void load(const DiskImage &image);

    // Recording
    void startRecording() { m_isRecording = true; }
    std::vector<DiskStep> takeRecord();
    void mark(qint64 number);

    // Faults
    enum class Fault {
        Error,     ///< every kind of operation answers an I/O error
        ShortRead, ///< reads give nothing, the other operations work
        Full,      ///< writes answer that the disk is full, the other operations work
        Sync,      ///< syncs fail, the other operations work
    };
    /// The \a at-th operation from now on that \a fault can hit (counted from 1) fails, with \a lasting also all later
    /// ones.
    void failAt(qint64 at, bool lasting, Fault fault = Fault::Error);
    void heal() { m_failAt = 0; }
    bool hasFailed() const { return m_failures > 0; }
    /// Operations since failAt() or forever; to learn how many there are to fail.
    qint64 operations() const { return m_operations; }
    /// Deliberate defect: syncs of the log are answered without being done.
    void ignoreLogSyncs() { m_ignoresLogSyncs = true; }
    /// Deliberate defect: whoever syncs tries again after a failure, and is told that all is well.
    void retryFailedSyncs() { m_retriesSyncs = true; }
    /// Writes to a main file by connections that were opened for reading only.
    int readerWrites() const { return m_readerWrites; }

private:
    struct Node;
    struct Handle;
    struct Methods;
    friend struct Methods;

    bool fails(Fault kind);
    void note(DiskStep step);

    std::unique_ptr<sqlite3_vfs> m_vfs;
    sqlite3_vfs *m_base;
    std::map<std::string, std::shared_ptr<Node>> m_files;
    std::vector<DiskStep> m_steps;
    bool m_isRecording = false, m_ignoresLogSyncs = false, m_retriesSyncs = false;
    qint64 m_operations = 0, m_failAt = 0;
    bool m_failsLasting = false;
    Fault m_fault = Fault::Error;
    int m_failures = 0, m_readerWrites = 0;
};

/// Follows a record step by step and says what is on the disk if the power goes now: what was synced, and any subset of
/// the writes since, each of them whole, torn at sectors, or not at all.
class PowerCut
{
public:
    PowerCut(const DiskImage &synced, quint32 seed);
    ~PowerCut();

    void follow(const DiskStep &step);
    enum class Survival { None, All, Half, NearlyAll };
    DiskImage cut(Survival survival);
    /// Whether anything is unsynced; else all survivals are one.
    bool isDirty() const;

private:
    struct File;
    std::map<std::string, File> m_files;
    quint32 m_random;
    bool chance(int percent);
};

} // namespace stint::test
