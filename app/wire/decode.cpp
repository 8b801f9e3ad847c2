#include "app/wire/decode.h"

namespace stint::wire
{

QString Decoder::path() const
{
    QString result;
    for (const QString &part : m_path) {
        if (!result.isEmpty() && !part.startsWith(QLatin1Char('[')))
            result += QLatin1Char('.');
        result += part;
    }
    return result.isEmpty() ? QStringLiteral("params") : result;
}

bool Decoder::wrong(const QString &message)
{
    if (!m_fault)
        m_fault = Refusal::invalidParams(path(), message);
    return false;
}

bool Decoder::wrongType(const char *wanted)
{
    return wrong(QStringLiteral("%1 is not %2").arg(path(), QLatin1String(wanted)));
}

bool Decoder::refuseAs(ErrorCode code, const QString &message)
{
    if (!m_fault)
        m_fault = Refusal::of(refuse(code, message).with("field", path()));
    return false;
}

bool Decoder::isBlank(JsonRef from)
{
    return from && from.is(JsonKind::String) && from.string().trimmed().isEmpty();
}

bool Decoder::isBlankOwner(JsonRef from)
{
    return from.is(JsonKind::Object) && from.size() == 2 && isBlank(from.find("kind")) && isBlank(from.find("ref"));
}

bool Decoder::text(JsonRef from, QString &into)
{
    if (!from.is(JsonKind::String))
        return wrongType("a text");
    into = from.string();
    return true;
}

bool Decoder::time(JsonRef from, Time &into)
{
    QString word;
    if (!text(from, word))
        return false;
    const auto parsed = timeFromText(word.trimmed());
    if (!parsed)
        return wrongType("a time in RFC 3339");
    into = *parsed;
    return true;
}

} // namespace stint::wire
