#pragma once

#include "model/domain/secretkey.h"
#include "storage/sql/statement.h"
#include "storage/sql/storeerror.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace stint
{

enum class OpenMode {
    CreateNew,    ///< the file must not exist
    OpenExisting, ///< read and write
    Reopen,       ///< the same while this process still has other connections to the file
    ReadOnly,     ///< snapshots beside a writer of the same process
};

/// What it takes to open a board file; shared by the writer and its readers.
struct ConnectionSpec {
    QString path; ///< canonical
    SecretKey key;
    qint64 applicationId = 0;
    int newestSchema = 0; ///< greatest user_version this program can read
    int writerCacheKiB = 65'536, readerCacheKiB = 16'384;
    int busyTimeoutMs = 2'000;
};

/// An open, proven, encrypted database and its prepared statements. Used by one thread at a time.
///
/// Faults are sticky: after the first one statements do nothing until clearFault().
class Connection
{
public:
    /// The open sequence: header and key checked before SQLite touches the file, then proved by a read, then the
    /// pragmas asserted. Blocking. A refusal leaves the file as it was.
    static Stored<std::unique_ptr<Connection>> open(const ConnectionSpec &spec, OpenMode mode)
    {
        return openAt(spec.path, spec, mode);
    }
    /// The same for a file at another place, \a path, with the key of \a spec.
    static Stored<std::unique_ptr<Connection>> openAt(const QString &path, const ConnectionSpec &spec, OpenMode mode);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    /// Closes without checkpoint.
    ~Connection();

    /// \a sql must be a literal (or live as long): the cache is keyed by its address.
    Statement prepare(const char *sql);
    /// For texts put together from literals: cached while there are few of them.
    Statement prepareComposed(const QByteArray &sql);
    /// Not cached.
    Statement prepareOnce(const QByteArray &sql);
    /// Executes one or more statements without values.
    void exec(const char *sql);

    /// What the function `is_chosen(n)` answers in statements; without it nothing is chosen.
    using Choice = std::function<bool(qint64 n)>;
    void choose(Choice choice) { m_choice = std::move(choice); }

    /// The texts in the cache, for tests of their plans.
    std::vector<QByteArray> cachedTexts() const;

    bool hasFailed() const { return m_fault.has_value(); }
    const std::optional<StoreError> &fault() const { return m_fault; }
    void clearFault() { m_fault.reset(); }
    void fail(StoreError error);

    /// False after COMMIT, ROLLBACK, and when SQLite rolled back by itself.
    bool inTransaction() const;
    /// Rows changed by the last statement.
    int changes() const;
    qint64 lastInsertRowId() const;
    int schemaVersion(); ///< user_version

    enum class Checkpoint { Passive, Truncate };
    /// Moves the log into the file; writer only, outside a transaction. False when a reader kept it from finishing.
    bool checkpoint(Checkpoint mode);
    /// Bytes of the log since it last started over.
    qint64 walBytes() const { return m_walBytes; }

    /// The numbers of the pages that stand in the log and were not moved into the file yet, as of now; inside a
    /// snapshot no other page of the file changes while it lasts.
    std::set<quint32> pagesToMove();

    /// Overwrites \a target with what this connection sees, page by page; inside a snapshot that is one state. False
    /// after a fault, which the target or this connection keeps, and when \a goesOn, asked now and then, says so.
    bool copyTo(Connection &target, const std::function<bool()> &goesOn);

private:
    friend class Statement;
    explicit Connection(sqlite3 *handle);
    static Stored<std::unique_ptr<Connection>> prove(std::unique_ptr<Connection> connection, const ConnectionSpec &spec,
                                                     OpenMode mode);
    bool isPlaintext() const;
    void giveKey(const ConnectionSpec &spec, OpenMode mode);
    void rewriteLog(OpenMode mode);
    void forgetMoves();
    void configure(const ConnectionSpec &spec, OpenMode mode);
    void expect(const char *pragma, qint64 value);
    void check(int code);
    void giveBack(sqlite3_stmt *handle);

    struct Cached {
        sqlite3_stmt *handle = nullptr;
        bool inUse = false;
    };

    sqlite3 *m_handle;
    std::unordered_map<const char *, Cached> m_cache;
    std::set<QByteArray> m_composed; ///< keeps the addresses of composed texts
    std::unordered_map<sqlite3_stmt *, Cached *> m_owners;
    std::optional<StoreError> m_fault;
    Choice m_choice;
    qint64 m_walBytes = 0;
};

} // namespace stint
