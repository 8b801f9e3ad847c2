#include "storage/sql/fileheader.h"

#include "storage/sql/fileform.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace stint
{

namespace
{

constexpr int half = saltBytes / 2;

QByteArray checkHalf(const QByteArray &randomHalf, const SecretKey &key)
{
    const QByteArray message = QByteArrayLiteral("stint board key check") + randomHalf;
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(SecretKey::size),
         reinterpret_cast<const unsigned char *>(message.constData()), static_cast<std::size_t>(message.size()),
         mac.data(), &length);
    return QByteArray(reinterpret_cast<const char *>(mac.data()), half);
}

/// Encrypted pages are indistinguishable from noise: Pearson's test over the byte values of one page. Noise stays near
/// 255 (deviation 23); 500 is beyond ten deviations, and any text or structured page is far above it.
bool looksLikeNoise(const QByteArray &page)
{
    std::array<int, 256> counts{};
    for (const char c : page)
        ++counts[static_cast<unsigned char>(c)];
    const double expected = static_cast<double>(page.size()) / 256.0;
    double chiSquare = 0;
    for (const int count : counts)
        chiSquare += (count - expected) * (count - expected) / expected;
    return chiSquare < 500.0;
}

} // namespace

QByteArray newSalt(const SecretKey &key)
{
    std::array<quint32, half / sizeof(quint32)> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray randomHalf(reinterpret_cast<const char *>(random.data()), half);
    return randomHalf + checkHalf(randomHalf, key);
}

bool isSaltOf(const QByteArray &salt, const SecretKey &key)
{
    return salt.size() == saltBytes &&
           CRYPTO_memcmp(salt.constData() + half, checkHalf(salt.left(half), key).constData(), half) == 0;
}

Stored<void> checkFile(const QString &path, const SecretKey &key)
{
    const QFileInfo info(path);
    if (!info.exists())
        return tl::unexpected(storeError(StoreFault::Missing));
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(storeError(StoreFault::Access));
    const qint64 size = file.size();
    if (size == 0)
        return tl::unexpected(storeError(StoreFault::Empty));
    const QByteArray head = file.read(pageBytes);
    if (head.startsWith("SQLite format 3"))
        return tl::unexpected(storeError(StoreFault::Plaintext));
    const bool isWhole = size % pageBytes == 0;
    if (isSaltOf(head.left(saltBytes), key)) {
        if (isWhole)
            return {};
        return tl::unexpected(
            storeError(StoreFault::Damaged,
                       QStringLiteral("The board file is cut off (%1 bytes). It was not touched.").arg(size)));
    }
    if (!isWhole || !looksLikeNoise(head))
        return tl::unexpected(storeError(StoreFault::NotABoard));
    return tl::unexpected(storeError(StoreFault::WrongKey));
}

} // namespace stint
