#include "model/domain/json.h"

#include <QStringView>

#include <cmath>

namespace stint
{

QByteArray JsonWriter::take()
{
    QByteArray done = text();
    m_text.clear();
    return done;
}

void JsonWriter::append(QByteArrayView bytes)
{
    m_text.append(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text.push_back(',');
    m_needsComma = true;
}

void JsonWriter::beginObject()
{
    // Most texts are larger; growing from nothing would copy them several times.
    if (m_text.empty())
        m_text.reserve(1'024);
    separate();
    m_text.push_back('{');
    m_needsComma = false;
}

void JsonWriter::endObject()
{
    m_text.push_back('}');
    m_needsComma = true;
}

void JsonWriter::beginArray()
{
    separate();
    m_text.push_back('[');
    m_needsComma = false;
}

void JsonWriter::endArray()
{
    m_text.push_back(']');
    m_needsComma = true;
}

void JsonWriter::key(const char *name)
{
    separate();
    m_text.append(1, '"').append(name).append("\":");
    m_needsComma = false;
}

void JsonWriter::key(const QString &name)
{
    separate();
    appendQuoted(name.toUtf8());
    m_text.push_back(':');
    m_needsComma = false;
}

void JsonWriter::appendQuoted(QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    m_text.push_back('"');
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
        append(utf8.sliced(plainFrom, i - plainFrom));
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
            m_text.append("\\u00").append(1, hex[c >> 4]).append(1, hex[c & 15]);
        }
    }
    append(utf8.sliced(plainFrom));
    m_text.push_back('"');
}

void JsonWriter::value(const QString &text)
{
    separate();
    appendQuoted(text.toUtf8());
}

void JsonWriter::value(const char *text)
{
    separate();
    appendQuoted(text);
}

void JsonWriter::value(qint64 number)
{
    separate();
    m_text.append(std::to_string(number));
}

void JsonWriter::value(double number)
{
    separate();
    if (std::isfinite(number))
        append(QByteArray::number(number, 'g', 17));
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
    append(json.isEmpty() ? QByteArrayView("null") : QByteArrayView(json));
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
