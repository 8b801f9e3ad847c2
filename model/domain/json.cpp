#include "model/domain/json.h"

#include <QStringView>

#include <cmath>

namespace stint
{

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text.append(',');
    m_needsComma = true;
}

void JsonWriter::beginObject()
{
    separate();
    m_text.append('{');
    m_needsComma = false;
}

void JsonWriter::endObject()
{
    m_text.append('}');
    m_needsComma = true;
}

void JsonWriter::beginArray()
{
    separate();
    m_text.append('[');
    m_needsComma = false;
}

void JsonWriter::endArray()
{
    m_text.append(']');
    m_needsComma = true;
}

void JsonWriter::key(const char *name)
{
    separate();
    m_text.append('"').append(name).append("\":");
    m_needsComma = false;
}

void JsonWriter::key(const QString &name)
{
    separate();
    appendQuoted(name);
    m_text.append(':');
    m_needsComma = false;
}

void JsonWriter::appendQuoted(const QString &text)
{
    static constexpr char hex[] = "0123456789abcdef";
    m_text.append('"');
    const QByteArray utf8 = text.toUtf8();
    qsizetype plainFrom = 0;
    // At the beginning of a string some readers, Qt's among them, take it for the mark of a file and drop it.
    if (utf8.startsWith("\xEF\xBB\xBF")) {
        m_text.append("\\ufeff");
        plainFrom = 3;
    }
    for (qsizetype i = plainFrom; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        m_text.append(utf8.constData() + plainFrom, i - plainFrom);
        plainFrom = i + 1;
        switch (c) {
        case '"':
            m_text.append("\\\"");
            break;
        case '\\':
            m_text.append("\\\\");
            break;
        case '\n':
            m_text.append("\\n");
            break;
        case '\r':
            m_text.append("\\r");
            break;
        case '\t':
            m_text.append("\\t");
            break;
        default:
            m_text.append("\\u00").append(hex[c >> 4]).append(hex[c & 15]);
        }
    }
    m_text.append(utf8.constData() + plainFrom, utf8.size() - plainFrom);
    m_text.append('"');
}

void JsonWriter::value(const QString &text)
{
    separate();
    appendQuoted(text);
}

void JsonWriter::value(const char *text)
{
    value(QString::fromUtf8(text));
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_text.append(QByteArray::number(number));
}

void JsonWriter::value(double number)
{
    separate();
    if (std::isfinite(number))
        m_text.append(QByteArray::number(number, 'g', 17));
    else
        m_text.append("null");
}

void JsonWriter::value(bool flag)
{
    separate();
    m_text.append(flag ? "true" : "false");
}

void JsonWriter::null()
{
    separate();
    m_text.append("null");
}

void JsonWriter::raw(const QByteArray &json)
{
    separate();
    m_text.append(json.isEmpty() ? QByteArrayLiteral("null") : json);
}

void JsonWriter::memberIfSet(const char *name, const QString &text)
{
    if (!text.isEmpty())
        member(name, text);
}

void JsonWriter::memberRaw(const char *name, const QByteArray &json)
{
    if (!json.isEmpty()) {
        key(name);
        raw(json);
    }
}

} // namespace stint
