#include "storage/keys/filekeystore.h"

#include <QFile>
#include <QFileInfo>

#include <openssl/rand.h>

#include <array>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

constexpr std::size_t hexBytes = 2 * SecretKey::size;

/// Key text in memory that is wiped.
struct HexBuffer {
    std::array<char, hexBytes + 1> text{}; ///< with a final newline
    ~HexBuffer() { ::explicit_bzero(text.data(), text.size()); }
};

class Descriptor
{
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

Error locked(const char *message, const char *reason)
{
    return refuse(ErrorCode::Locked, message).reason(reason);
}

bool syncFolderOf(const QString &path)
{
    const Descriptor folder(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.isOpen() && ::fsync(folder.get()) == 0;
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

QString FileKeyStore::keyPath(const QString &boardPath)
{
    return boardPath + QStringLiteral(".key");
}

Result<SecretKey> FileKeyStore::create(const QString &boardPath)
{
    if (QFileInfo::exists(boardPath))
        return refuse(ErrorCode::Conflict, "A board is already here; its key is never replaced.")
            .reason("board_exists");
    const QByteArray path = QFile::encodeName(keyPath(boardPath));
    const Descriptor file(::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen()) {
        // Left by a creation that did not get further, or by a board that was moved away: kept and used.
        if (errno == EEXIST)
            return load(boardPath);
        return locked("The key file cannot be written.", "key_unwritable");
    }
    SecretKey::Bytes bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        ::unlink(path.constData());
        return locked("The system gave no random bytes.", "no_randomness");
    }
    constexpr char digits[] = "0123456789abcdef";
    HexBuffer hex;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        hex.text[2 * i] = digits[bytes[i] >> 4];
        hex.text[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex.text[hexBytes] = '\n';
    SecretKey key(bytes);
    const bool written =
        ::fchmod(file.get(), 0600) == 0 &&
        ::write(file.get(), hex.text.data(), hex.text.size()) == static_cast<ssize_t>(hex.text.size()) &&
        ::fsync(file.get()) == 0 && syncFolderOf(keyPath(boardPath));
    if (!written) {
        ::unlink(path.constData());
        return locked("The key file cannot be written.", "key_unwritable");
    }
    return key;
}

Result<SecretKey> FileKeyStore::load(const QString &boardPath)
{
    const QByteArray path = QFile::encodeName(keyPath(boardPath));
    const Descriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT)
            return locked("The board's key file is missing.", "key_missing");
        return locked("The board's key file cannot be read.", errno == ELOOP ? "key_is_link" : "key_unreadable");
    }
    struct stat status {
    };
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_nlink != 1)
        return locked("The board's key file is not a plain file.", "key_is_link");
    if (status.st_uid != ::geteuid())
        return locked("The board's key file belongs to another user.", "key_foreign");
    if ((status.st_mode & 077) != 0)
        return locked("The board's key file is open to other users (chmod 600 it).", "key_mode");
    HexBuffer hex;
    const bool isWhole = status.st_size == static_cast<off_t>(hex.text.size()) &&
                         ::read(file.get(), hex.text.data(), hex.text.size()) == static_cast<ssize_t>(hex.text.size());
    SecretKey::Bytes bytes{};
    bool isHex = isWhole;
    for (std::size_t i = 0; isHex && i < bytes.size(); ++i) {
        const int high = digit(hex.text[2 * i]), low = digit(hex.text[2 * i + 1]);
        isHex = high >= 0 && low >= 0;
        bytes[i] = static_cast<unsigned char>(((high & 15) << 4) | (low & 15));
    }
    SecretKey key(bytes);
    if (!isHex)
        return locked("The board's key file does not hold a key.", "key_damaged");
    return key;
}

} // namespace stint
