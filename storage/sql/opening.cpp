#include "storage/sql/connection.h"
#include "storage/sql/fileheader.h"
#include "storage/sql/library.h"

#include <QFile>

#include <sqlite3.h>

#include <array>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

/// `x'<hex>'` in memory that is wiped when it goes out of use; the key never enters a string class.
class KeyLiteral
{
public:
    KeyLiteral() = default;
    KeyLiteral(const KeyLiteral &) = delete;
    KeyLiteral &operator=(const KeyLiteral &) = delete;
    ~KeyLiteral() { ::explicit_bzero(m_text.data(), m_text.size()); }

    void append(const unsigned char *bytes, std::size_t count)
    {
        constexpr char digits[] = "0123456789abcdef";
        if (m_length == 0) {
            m_text[m_length++] = 'x';
            m_text[m_length++] = '\'';
        }
        for (std::size_t i = 0; i < count; ++i) {
            m_text[m_length++] = digits[bytes[i] >> 4];
            m_text[m_length++] = digits[bytes[i] & 15];
        }
    }
    void close() { m_text[m_length++] = '\''; }
    const char *data() const { return m_text.data(); }
    int length() const { return static_cast<int>(m_length); }

private:
    std::array<char, 3 + 2 * (SecretKey::size + saltBytes)> m_text{};
    std::size_t m_length = 0;
};

/// The file with mode 0600 whatever the umask; SQLite would apply the umask to 0644.
Stored<void> createFile(const QByteArray &path)
{
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return tl::unexpected(storeError(errno == EEXIST   ? StoreFault::Exists
                                         : errno == ENOENT ? StoreFault::Missing
                                         : errno == ENOSPC ? StoreFault::Full
                                         : errno == EROFS  ? StoreFault::ReadOnly
                                                           : StoreFault::Access));
    const bool done = ::fchmod(descriptor, 0600) == 0;
    ::close(descriptor);
    const QByteArray folder = path.left(path.lastIndexOf('/') + 1);
    const int folderDescriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool isEntered = folderDescriptor >= 0 && ::fsync(folderDescriptor) == 0;
    if (folderDescriptor >= 0)
        ::close(folderDescriptor);
    if (!done || !isEntered)
        return tl::unexpected(storeError(StoreFault::Access));
    return {};
}

int openFlags(OpenMode mode)
{
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    return common | (mode == OpenMode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

} // namespace

Stored<std::unique_ptr<Connection>> Connection::openAt(const QString &place, const ConnectionSpec &spec, OpenMode mode)
{
    prepareLibrary();
    const QByteArray path = QFile::encodeName(place);
    if (mode == OpenMode::CreateNew) {
        if (auto created = createFile(path); !created)
            return tl::unexpected(created.error());
    } else if (mode == OpenMode::OpenExisting) {
        if (auto checked = checkFile(place, spec.key); !checked)
            return tl::unexpected(checked.error());
    }
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(path.constData(), &handle, openFlags(mode), nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(handle);
        return tl::unexpected(storeError(StoreFault::Access));
    }
    auto opened = prove(std::unique_ptr<Connection>(new Connection(handle)), spec, mode);
    if (!opened && mode == OpenMode::CreateNew)
        ::unlink(path.constData());
    return opened;
}

Stored<std::unique_ptr<Connection>> Connection::prove(std::unique_ptr<Connection> connection,
                                                      const ConnectionSpec &spec, OpenMode mode)
{
    const auto refuse = [](StoreError error) { return tl::unexpected(std::move(error)); };
    sqlite3_busy_timeout(connection->m_handle, spec.busyTimeoutMs);
    // The library would report a wrong key on standard error.
    connection->exec("PRAGMA cipher_log_level = NONE");
    connection->giveKey(spec, mode);
    if (Statement version = connection->prepareOnce("PRAGMA cipher_version"); !version.step())
        return refuse(storeError(StoreFault::OldLibrary));
    if (Statement proof = connection->prepareOnce("SELECT count(*) FROM sqlite_master"); !proof.step())
        return refuse(connection->m_fault.value_or(storeError(StoreFault::Damaged)));
    if (mode != OpenMode::CreateNew) {
        Statement owner = connection->prepareOnce("PRAGMA application_id");
        if (!owner.step() || owner.value<qint64>() != spec.applicationId)
            return refuse(storeError(StoreFault::OtherProgram));
        if (const int version = connection->schemaVersion(); version > spec.newestSchema) {
            return refuse(storeError(StoreFault::NewerSchema,
                                     QStringLiteral("This board has format %1, this version knows up to %2. "
                                                    "It was not touched.")
                                         .arg(version)
                                         .arg(spec.newestSchema)));
        }
    }
    connection->configure(spec, mode);
    if (mode == OpenMode::OpenExisting || mode == OpenMode::Reopen) {
        connection->rewriteLog(mode);
        connection->forgetMoves();
    }
    if (connection->m_fault)
        return refuse(*connection->m_fault);
    if (mode == OpenMode::CreateNew && connection->isPlaintext())
        return refuse(storeError(StoreFault::OldLibrary));
    return connection;
}

/// Reads through the library's own file: opening it once more would drop our locks on it.
bool Connection::isPlaintext() const
{
    constexpr char magic[] = "SQLite format 3";
    std::array<char, sizeof magic - 1> head{};
    sqlite3_file *file = nullptr;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return !file || file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0) != SQLITE_OK ||
           ::memcmp(head.data(), magic, head.size()) == 0;
}

void Connection::giveKey(const ConnectionSpec &spec, OpenMode mode)
{
    KeyLiteral literal;
    literal.append(spec.key.bytes().data(), SecretKey::size);
    if (mode == OpenMode::CreateNew) {
        const QByteArray salt = newSalt(spec.key);
        literal.append(reinterpret_cast<const unsigned char *>(salt.constData()), saltBytes);
    }
    literal.close();
    check(sqlite3_key_v2(m_handle, nullptr, literal.data(), literal.length()));
}

void Connection::configure(const ConnectionSpec &spec, OpenMode mode)
{
    const bool isReader = mode == OpenMode::ReadOnly;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    exec("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA recursive_triggers = ON");
    if (!isReader) {
        // WAL first: it stays in the file, so a reader never has to change it.
        Statement journal = prepareOnce("PRAGMA journal_mode = WAL");
        if (!journal.step() || journal.value<QString>() != QLatin1String("wal"))
            fail(storeError(StoreFault::ReadOnly));
    }
    exec("PRAGMA synchronous = FULL");
    if (isReader)
        exec("PRAGMA query_only = ON");
    const int cacheKiB = isReader ? spec.readerCacheKiB : spec.writerCacheKiB;
    prepareOnce("PRAGMA cache_size = -" + QByteArray::number(cacheKiB)).run();
    if (mode == OpenMode::CreateNew)
        prepareOnce("PRAGMA application_id = " + QByteArray::number(spec.applicationId)).run();
    expect("PRAGMA foreign_keys", 1);
    expect("PRAGMA temp_store", 2);
    expect("PRAGMA synchronous", 2);
    expect("PRAGMA wal_autocheckpoint", 0);
    expect("PRAGMA trusted_schema", 0);
    expect("PRAGMA query_only", isReader ? 1 : 0);
}

void Connection::expect(const char *pragma, qint64 value)
{
    Statement query = prepareOnce(pragma);
    if (!query.step() || query.value<qint64>() != value)
        fail(storeError(StoreFault::OldLibrary));
}

} // namespace stint
