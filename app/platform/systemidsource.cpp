#include "app/platform/systemidsource.h"

#include <QByteArray>

#include <algorithm>
#include <cerrno>

#include <sys/random.h>

namespace stint
{

namespace
{

void fillRandom(quint8 *into, std::size_t size)
{
    while (size > 0) {
        const auto got = ::getrandom(into, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        // getrandom() with a valid buffer and no flags cannot fail otherwise; an id without randomness must never
        // leave.
        if (got <= 0)
            qFatal("the kernel gives no random bytes");
        into += got;
        size -= static_cast<std::size_t>(got);
    }
}

/// 128 bits in 26 characters of Crockford's base 32, lower case.
QString ulidText(const std::array<quint8, 16> &bytes)
{
    static constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    QString text(26, Qt::Uninitialized);
    unsigned carry = 0;
    int bits = 0;
    int at = 26;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        carry |= unsigned(bytes[i]) << bits;
        bits += 8;
        while (bits >= 5) {
            text[--at] = QLatin1Char(alphabet[carry & 31]);
            carry >>= 5;
            bits -= 5;
        }
    }
    text[--at] = QLatin1Char(alphabet[carry & 31]);
    return text;
}

} // namespace

QString SystemIdSource::next(const char *prefix, Time now)
{
    std::array<quint8, 16> id{};
    for (int i = 0; i < 6; ++i)
        id[static_cast<std::size_t>(i)] = static_cast<quint8>(now.ms >> (40 - 8 * i));
    const std::lock_guard lock(m_mutex);
    if (std::lexicographical_compare(m_last.begin(), m_last.begin() + 6, id.begin(), id.begin() + 6)) {
        fillRandom(id.data() + 6, 10);
    } else {
        // The same millisecond, or a clock that went back: the one after the last.
        id = m_last;
        for (std::size_t i = id.size(); i-- > 0 && ++id[i] == 0;) {
        }
    }
    m_last = id;
    return QLatin1String(prefix) + QLatin1Char('-') + ulidText(id);
}

QString SystemIdSource::token(const char *prefix)
{
    std::array<quint8, 32> secret{};
    fillRandom(secret.data(), secret.size());
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(secret.data()), qsizetype(secret.size()));
    return QLatin1String(prefix) +
           QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace stint
