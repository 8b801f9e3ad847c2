#include "storage/engine/commitmark.h"

#include <QFile>
#include <QLoggingCategory>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

Q_LOGGING_CATEGORY(lcMark, "stint.storage.mark")

constexpr char label[] = "stint commit 1 "; // the MAC covers it and the number; with its 0 byte 16 bytes
constexpr std::size_t headBytes = sizeof label, numberBytes = 8, macBytes = 24;
/// Apart by more than any sector, so that one torn write hurts one slot.
constexpr off_t slotDistance = 4'096;

bool isPrivate(int descriptor)
{
    struct stat status {
    };
    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
           ::fchmod(descriptor, 0600) == 0;
}

} // namespace

QString CommitMark::markPath(const QString &boardPath)
{
    return boardPath + QStringLiteral(".mark");
}

Stored<CommitMark> CommitMark::open(const QString &canonicalPath, const SecretKey &key)
{
    const QByteArray path = QFile::encodeName(markPath(canonicalPath));
    CommitMark mark(::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), key);
    if (mark.m_descriptor < 0 || !isPrivate(mark.m_descriptor))
        return tl::unexpected(storeError(StoreFault::Access));
    for (int index = 0; index < 2; ++index) {
        Slot slot{};
        if (::pread(mark.m_descriptor, slot.data(), slot.size(), index * slotDistance) != slotBytes)
            continue;
        const qint64 number = mark.numberIn(slot);
        if (number > mark.m_number) {
            mark.m_number = number;
            mark.m_next = 1 - index;
        }
    }
    return mark;
}

CommitMark::CommitMark(int descriptor, const SecretKey &key)
    : m_descriptor(descriptor)
    , m_key(&key)
{
}

CommitMark::CommitMark(CommitMark &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_key(other.m_key)
    , m_number(other.m_number)
    , m_next(other.m_next)
    , m_failed(other.m_failed)
{
}

CommitMark::~CommitMark()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

CommitMark::Slot CommitMark::slotFor(qint64 number) const
{
    static_assert(headBytes + numberBytes + macBytes == slotBytes);
    Slot slot{};
    std::memcpy(slot.data(), label, headBytes);
    for (std::size_t i = 0; i < numberBytes; ++i)
        slot[headBytes + i] = static_cast<unsigned char>(static_cast<quint64>(number) >> (8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), m_key->bytes().data(), static_cast<int>(SecretKey::size), slot.data(), headBytes + numberBytes,
         mac.data(), &length);
    std::copy_n(mac.begin(), macBytes, slot.begin() + headBytes + numberBytes);
    return slot;
}

/// 0 when the slot is not ours or not whole.
qint64 CommitMark::numberIn(const Slot &slot) const
{
    quint64 number = 0;
    for (std::size_t i = 0; i < numberBytes; ++i)
        number |= static_cast<quint64>(slot[headBytes + i]) << (8 * i);
    const Slot expected = slotFor(static_cast<qint64>(number));
    return CRYPTO_memcmp(slot.data(), expected.data(), slot.size()) == 0 ? static_cast<qint64>(number) : 0;
}

void CommitMark::write(int index, qint64 number)
{
    const Slot slot = slotFor(number);
    if (::pwrite(m_descriptor, slot.data(), slot.size(), index * slotDistance) == slotBytes) {
        m_failed = false;
    } else if (!std::exchange(m_failed, true)) {
        qCWarning(lcMark, "the number of the last commit cannot be kept beside the board");
    }
}

void CommitMark::put(qint64 number)
{
    write(m_next, number);
    m_number = number;
    m_next = 1 - m_next;
}

void CommitMark::reset(qint64 number)
{
    write(0, number);
    write(1, number);
    m_number = number;
    m_next = 0;
}

void CommitMark::sync()
{
    ::fdatasync(m_descriptor);
}

} // namespace stint
