#include "app/cli/outputkeeper.h"

#include "app/wire/strictjson.h"
#include "model/domain/limits.h"

#include <QRegularExpression>

#include <algorithm>

namespace stint::cli
{

void LastJsonLine::take(const QByteArray &bytes)
{
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype found = bytes.indexOf('\n', begin), end = found < 0 ? bytes.size() : found;
        const qsizetype room = limits::resultBytes - m_line.size();
        m_tooLong = m_tooLong || end - begin > room;
        m_line.append(bytes.constData() + begin, std::min(end - begin, room));
        if (found >= 0)
            endLine();
        begin = end + 1;
    }
}

void LastJsonLine::endLine()
{
    const QByteArray line = m_line.trimmed();
    if (m_tooLong) {
        m_lostLong = m_lostLong || line.startsWith('{') || line.startsWith('[') || line.startsWith('"');
    } else if (!line.isEmpty()) {
        if (const auto parsed = wire::JsonText::scan(line); parsed && !parsed->fault()) {
            m_json = line;
            m_lostLong = false;
        }
    }
    m_line.clear();
    m_tooLong = false;
}

QByteArray LastJsonLine::json()
{
    endLine();
    return m_json;
}

void StreamTail::take(const QByteArray &bytes)
{
    m_bytes += bytes.right(m_maxBytes);
    if (m_bytes.size() > m_maxBytes)
        m_bytes = m_bytes.right(m_maxBytes);
}

QString StreamTail::text() const
{
    static const QRegularExpression colours(QStringLiteral("\x1b\\[[0-9;?]*[ -/]*[@-~]"));
    qsizetype begin = 0; // not in the middle of a character
    while (begin < m_bytes.size() && (static_cast<unsigned char>(m_bytes[begin]) & 0xc0) == 0x80)
        ++begin;
    QString text = QString::fromUtf8(m_bytes.mid(begin)).remove(colours).remove(QLatin1Char('\r'));
    for (QChar &c : text) {
        if ((c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() <= 0x9f))
            c = QChar(0xfffd);
    }
    return text.trimmed();
}

} // namespace stint::cli
