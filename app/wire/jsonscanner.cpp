#include "app/wire/jsonscanner.h"

#include "model/domain/utf8.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace stint::wire
{

namespace
{

bool isDigit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(unsigned char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isContinuation(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/// Length of the well-formed UTF-8 sequence (Unicode 15, table 3-7) that begins with \a a; 0 when there is none.
int sequenceLength(unsigned char a, unsigned char b, unsigned char c, unsigned char d)
{
    if (a >= 0xc2 && a <= 0xdf)
        return isContinuation(b) ? 2 : 0;
    if (a >= 0xe0 && a <= 0xef) {
        const bool first = a == 0xe0 ? b >= 0xa0 && b <= 0xbf : a == 0xed ? b >= 0x80 && b <= 0x9f : isContinuation(b);
        return first && isContinuation(c) ? 3 : 0;
    }
    if (a >= 0xf0 && a <= 0xf4) {
        const bool first = a == 0xf0 ? b >= 0x90 && b <= 0xbf : a == 0xf4 ? b >= 0x80 && b <= 0x8f : isContinuation(b);
        return first && isContinuation(c) && isContinuation(d) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<JsonFault> JsonScanner::run()
{
    if (m_text.startsWith("\xef\xbb\xbf")) {
        malformed("byte order mark");
        return m_stop;
    }
    skipBlank();
    if (value(0)) {
        skipBlank();
        if (!atEnd())
            malformed("text after the value");
    }
    return m_stop;
}

bool JsonScanner::stop(JsonFault::Kind kind, const char *what)
{
    if (!m_stop)
        m_stop = JsonFault{kind, m_at, QString::fromUtf8(what)};
    return false;
}

bool JsonScanner::malformed(const char *what, qsizetype unfit)
{
    const bool isNul = unfit < m_text.size() && m_text[unfit] == '\0';
    return isNul ? stop(JsonFault::Forbidden, "NUL byte") : stop(JsonFault::Malformed, what);
}

void JsonScanner::forbid(const char *what)
{
    if (!m_into.m_fault)
        m_into.m_fault = JsonFault{JsonFault::Forbidden, m_at, QString::fromUtf8(what)};
}

void JsonScanner::skipBlank()
{
    while (!atEnd() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\r' || m_text[m_at] == '\n'))
        ++m_at;
}

bool JsonScanner::value(int depth)
{
    const auto index = m_into.m_nodes.size();
    m_into.m_nodes.emplace_back();
    m_into.m_nodes[index].begin = static_cast<quint32>(m_at);
    const auto finish = [&](bool good, JsonKind kind) {
        auto &node = m_into.m_nodes[index];
        node.kind = kind;
        node.end = static_cast<quint32>(m_at);
        node.next = static_cast<quint32>(m_into.m_nodes.size());
        return good;
    };
    if (atEnd())
        return malformed("the text ends where a value is due");
    switch (at(m_at)) {
    case '{':
        return finish(object(depth), JsonKind::Object);
    case '[':
        return finish(array(depth), JsonKind::Array);
    case '"': {
        quint32 begin = 0, end = 0;
        bool escaped = false;
        const bool good = string(begin, end, escaped);
        m_into.m_nodes[index].escaped = escaped;
        return finish(good, JsonKind::String);
    }
    case 't':
        return finish(word("true"), JsonKind::True);
    case 'f':
        return finish(word("false"), JsonKind::False);
    case 'n':
        return finish(word("null"), JsonKind::Null);
    default:
        return finish(number(), JsonKind::Number);
    }
}

bool JsonScanner::open(int depth)
{
    if (depth >= m_bounds.depth)
        return stop(JsonFault::Forbidden, "nested too deeply");
    ++m_at;
    skipBlank();
    return true;
}

bool JsonScanner::object(int depth)
{
    const auto self = static_cast<quint32>(m_into.m_nodes.size() - 1);
    if (!open(depth))
        return false;
    if (at(m_at) == '}') {
        ++m_at;
        return true;
    }
    quint32 count = 0;
    for (;;) {
        quint32 keyBegin = 0, keyEnd = 0;
        bool keyEscaped = false;
        if (at(m_at) != '"')
            return malformed("a member name in quotes is due");
        if (!string(keyBegin, keyEnd, keyEscaped))
            return false;
        skipBlank();
        if (at(m_at) != ':')
            return malformed("a colon is due");
        ++m_at;
        skipBlank();
        const auto member = m_into.m_nodes.size();
        if (!value(depth + 1))
            return false;
        auto &node = m_into.m_nodes[member];
        node.keyBegin = keyBegin;
        node.keyEnd = keyEnd;
        node.keyEscaped = keyEscaped;
        if (++count == static_cast<quint32>(m_bounds.members) + 1)
            forbid("too many members in one object");
        skipBlank();
        if (at(m_at) == '}')
            break;
        if (at(m_at) != ',')
            return malformed("a comma or a closing brace is due");
        ++m_at;
        skipBlank();
    }
    m_into.m_nodes[self].count = count;
    ++m_at;
    checkDuplicates(self);
    return true;
}

bool JsonScanner::array(int depth)
{
    const auto self = static_cast<quint32>(m_into.m_nodes.size() - 1);
    if (!open(depth))
        return false;
    if (at(m_at) == ']') {
        ++m_at;
        return true;
    }
    quint32 count = 0;
    for (;;) {
        if (!value(depth + 1))
            return false;
        if (++count == static_cast<quint32>(m_bounds.members) + 1)
            forbid("too many items in one array");
        skipBlank();
        if (at(m_at) == ']')
            break;
        if (at(m_at) != ',')
            return malformed("a comma or a closing bracket is due");
        ++m_at;
        skipBlank();
    }
    m_into.m_nodes[self].count = count;
    ++m_at;
    return true;
}

void JsonScanner::checkDuplicates(quint32 objectNode)
{
    const auto total = m_into.m_nodes[objectNode].count;
    if (total < 2)
        return;
    // Sorting keeps the check cheap for the largest objects let in; names are compared as they read, not as written.
    std::vector<QByteArray> names;
    names.reserve(total);
    quint32 child = objectNode + 1;
    for (quint32 i = 0; i < total; ++i) {
        const auto &node = m_into.m_nodes[child];
        const QByteArrayView inside = QByteArrayView(m_text).sliced(node.keyBegin, node.keyEnd - node.keyBegin);
        names.push_back(node.keyEscaped ? unescaped(inside, true).toUtf8()
                                        : QByteArray::fromRawData(inside.data(), inside.size()));
        child = node.next;
    }
    std::sort(names.begin(), names.end());
    const auto twin = std::adjacent_find(names.begin(), names.end());
    if (twin != names.end() && !m_into.m_fault)
        m_into.m_fault = JsonFault{JsonFault::Forbidden, m_at,
                                   QStringLiteral("duplicate key \"%1\"").arg(QString::fromUtf8(twin->left(64)))};
}

bool JsonScanner::string(quint32 &begin, quint32 &end, bool &escaped)
{
    ++m_at;
    begin = static_cast<quint32>(m_at);
    bool highSurrogate = false; // the character before was one, written as an escape
    while (!atEnd()) {
        const unsigned char c = at(m_at);
        if (c == '\\') {
            escaped = true;
            if (!escape(highSurrogate))
                return false;
            continue;
        }
        if (highSurrogate) {
            forbid("lone surrogate");
            highSurrogate = false;
        }
        if (c == '"') {
            end = static_cast<quint32>(m_at);
            ++m_at;
            return true;
        }
        if (c < 0x20) {
            if (c == '\n')
                return malformed("the line ends inside a string");
            forbid(c == 0 ? "NUL in a string" : "raw control character in a string");
            ++m_at;
        } else if (c < 0x80) {
            ++m_at;
        } else if (!sequence()) {
            return false;
        }
    }
    return malformed("the text ends inside a string");
}

bool JsonScanner::sequence()
{
    const int length = sequenceLength(at(m_at), at(m_at + 1), at(m_at + 2), at(m_at + 3));
    if (length == 0)
        return malformed("invalid UTF-8");
    m_at += length;
    return true;
}

bool JsonScanner::escape(bool &highSurrogate)
{
    const unsigned char kind = at(m_at + 1);
    if (kind != 'u') {
        if (kind == 0 || !strchr("\"\\/bfnrt", kind))
            return malformed("unknown escape", m_at + 1);
        if (highSurrogate)
            forbid("lone surrogate");
        highSurrogate = false;
        m_at += 2;
        return true;
    }
    int code = 0;
    for (int i = 2; i < 6; ++i) {
        const int digit = hexValue(at(m_at + i));
        if (digit < 0)
            return malformed("four hexadecimal digits are due", m_at + i);
        code = code * 16 + digit;
    }
    const bool high = code >= 0xd800 && code <= 0xdbff;
    const bool low = code >= 0xdc00 && code <= 0xdfff;
    if (low != highSurrogate)
        forbid("lone surrogate");
    if (code == 0)
        forbid("NUL in a string");
    highSurrogate = high;
    m_at += 6;
    return true;
}

bool JsonScanner::number()
{
    const qsizetype begin = m_at;
    if (at(m_at) == '-')
        ++m_at;
    if (!isDigit(at(m_at))) {
        const qsizetype unfit = std::exchange(m_at, begin);
        return malformed(at(begin) >= 0x80 ? "invalid text" : "a value is due", unfit);
    }
    if (at(m_at) == '0')
        ++m_at;
    else
        while (isDigit(at(m_at)))
            ++m_at;
    if (at(m_at) == '.') {
        ++m_at;
        if (!isDigit(at(m_at)))
            return malformed("a digit is due after the point");
        while (isDigit(at(m_at)))
            ++m_at;
    }
    if (at(m_at) == 'e' || at(m_at) == 'E') {
        ++m_at;
        if (at(m_at) == '+' || at(m_at) == '-')
            ++m_at;
        if (!isDigit(at(m_at)))
            return malformed("a digit is due in the exponent");
        while (isDigit(at(m_at)))
            ++m_at;
    }
    return true;
}

bool JsonScanner::word(const char *text)
{
    qsizetype end = m_at;
    for (; *text != '\0'; ++text, ++end) {
        if (at(end) != static_cast<unsigned char>(*text))
            return malformed("a value is due", end);
    }
    m_at = end;
    return true;
}

QString unescaped(QByteArrayView inside, bool hasEscapes)
{
    if (!hasEscapes)
        return textFromUtf8(inside);
    QString text;
    text.reserve(inside.size());
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\')
            continue;
        text += textFromUtf8(inside.sliced(plainFrom, i - plainFrom));
        const auto kind = static_cast<unsigned char>(inside[++i]);
        if (kind == 'u') {
            int code = 0;
            for (int digit = 1; digit <= 4; ++digit)
                code = code * 16 + hexValue(static_cast<unsigned char>(inside[i + digit]));
            text += QChar(static_cast<char16_t>(code));
            i += 4;
        } else {
            static constexpr char from[] = "bfnrt", to[] = "\b\f\n\r\t";
            const char *const place = strchr(from, kind);
            text += QLatin1Char(place ? to[place - from] : static_cast<char>(kind));
        }
        plainFrom = i + 1;
    }
    text += textFromUtf8(inside.sliced(plainFrom));
    return text;
}

} // namespace stint::wire
