#include "model/domain/jsontext.h"

#include "model/domain/json.h"

#include <QStringDecoder>

#include <algorithm>

namespace stint
{

namespace
{

constexpr int maxLevels = 256;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Recursive descent over one text. Each method leaves m_at behind what it read and answers whether it was valid.
class Copier
{
public:
    Copier(const QByteArray &text, const JsonFilter &filter)
        : m_in(text)
        , m_filter(filter)
    {
    }

    std::optional<QByteArray> copy()
    {
        skipSpace();
        if (!value(0))
            return std::nullopt;
        skipSpace();
        if (m_at != m_in.size())
            return std::nullopt;
        emitTo(m_at);
        return m_out;
    }

private:
    char peek() const { return m_at < m_in.size() ? m_in[m_at] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_in.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    /// Copies what was read since the last copy.
    void emitTo(qsizetype end)
    {
        m_out.append(m_in.constData() + m_copied, end - m_copied);
        m_copied = end;
    }

    bool value(int level)
    {
        switch (peek()) {
        case '{':
            return container(level, '}');
        case '[':
            return container(level, ']');
        case '"':
            return stringValue();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    bool word(const char *expected)
    {
        const auto length = static_cast<qsizetype>(qstrlen(expected));
        if (m_in.mid(m_at, length) != expected)
            return false;
        m_at += length;
        return true;
    }

    bool digits()
    {
        const qsizetype from = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > from;
    }

    bool number()
    {
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return false;
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            return digits();
        }
        return true;
    }

    bool container(int level, char end)
    {
        if (level >= maxLevels)
            return false;
        ++m_at;
        skipSpace();
        if (peek() == end) {
            ++m_at;
            return true;
        }
        const bool isObject = end == '}';
        bool anyKept = false;
        emitTo(m_at);
        while (true) {
            const qsizetype outBefore = m_out.size();
            bool keeps = true;
            QString name;
            if (isObject && !memberName(name, keeps))
                return false;
            const qsizetype from = m_at;
            if (!value(level + 1))
                return false;
            if (isObject && level == 0 && m_filter.seeMember)
                m_filter.seeMember(name, from, m_at - from);
            if (keeps) {
                emitTo(m_at);
                anyKept = true;
            } else {
                m_out.truncate(outBefore);
                m_copied = m_at;
            }
            skipSpace();
            const char next = peek();
            if (next != ',' && next != end)
                return false;
            ++m_at;
            if (next == end) {
                // A member dropped at the end leaves the comma before it behind.
                if (!keeps && anyKept)
                    m_out.truncate(m_out.lastIndexOf(','));
                return true;
            }
            if (keeps)
                emitTo(m_at);
            else
                m_copied = m_at;
            skipSpace();
        }
    }

    bool memberName(QString &name, bool &keeps)
    {
        const auto text = string();
        if (!text)
            return false;
        name = *text;
        keeps = !m_filter.keepMember || m_filter.keepMember(name);
        skipSpace();
        if (peek() != ':')
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    bool stringValue()
    {
        const qsizetype from = m_at;
        const auto text = string();
        if (!text)
            return false;
        if (const auto other = m_filter.replaceValue ? m_filter.replaceValue(*text) : std::nullopt) {
            emitTo(from);
            JsonWriter writer;
            writer.value(*other);
            m_out.append(writer.text());
            m_copied = m_at;
        }
        return true;
    }

    /// The decoded string at m_at; nothing when it is none.
    std::optional<QString> string()
    {
        if (peek() != '"')
            return std::nullopt;
        ++m_at;
        QByteArray utf8;
        QString result;
        while (m_at < m_in.size() && peek() != '"') {
            if (static_cast<unsigned char>(peek()) < 0x20)
                return std::nullopt;
            if (peek() != '\\') {
                utf8.append(m_in[m_at++]);
                continue;
            }
            if (!flush(utf8, result) || !escape(result))
                return std::nullopt;
        }
        if (m_at >= m_in.size() || !flush(utf8, result) || !result.isValidUtf16())
            return std::nullopt;
        ++m_at;
        return result;
    }

    static bool flush(QByteArray &utf8, QString &result)
    {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
        const QString part = decoder(utf8);
        result += part;
        utf8.clear();
        return !decoder.hasError();
    }

    bool escape(QString &result)
    {
        static constexpr char letters[] = "\"\\/bfnrt";
        static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
        ++m_at;
        const char letter = peek();
        if (letter == 'u') {
            const QByteArray hex = m_in.mid(m_at + 1, 4);
            if (hex.size() != 4 || !std::all_of(hex.begin(), hex.end(), isHexDigit))
                return false;
            result += QChar(hex.toUShort(nullptr, 16));
            m_at += 5;
            return true;
        }
        for (std::size_t i = 0; i + 1 < sizeof letters; ++i) {
            if (letters[i] == letter) {
                result += QLatin1Char(meanings[i]);
                ++m_at;
                return true;
            }
        }
        return false;
    }

    const QByteArray &m_in;
    const JsonFilter &m_filter;
    QByteArray m_out;
    qsizetype m_at = 0;
    qsizetype m_copied = 0;
};

} // namespace

std::optional<QByteArray> filteredJson(const QByteArray &json, const JsonFilter &filter)
{
    return Copier(json, filter).copy();
}

} // namespace stint
