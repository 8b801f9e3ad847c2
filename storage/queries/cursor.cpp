#include "storage/queries/cursor.h"

#include <QJsonDocument>

namespace stint
{

namespace
{

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

Cursor::Cursor(char order, const QJsonArray &key)
    : m_order(order)
    , m_key(key)
{
}

std::optional<Cursor> Cursor::decode(const QString &text, char order, int keyLength)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toUtf8(), encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !decoded.decoded.startsWith(order))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(decoded.decoded.mid(1));
    if (!document.isArray() || document.array().size() != keyLength)
        return std::nullopt;
    return Cursor(order, document.array());
}

QString Cursor::encode() const
{
    const QByteArray bytes = m_order + QJsonDocument(m_key).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(bytes.toBase64(encoding));
}

} // namespace stint
