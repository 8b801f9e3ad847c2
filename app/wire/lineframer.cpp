#include "app/wire/lineframer.h"

namespace stint::wire
{

void LineFramer::append(QByteArrayView bytes)
{
    if (m_overflowing)
        return;
    if (m_begin > 0) {
        m_buffer.remove(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
    }
    m_buffer.append(bytes);
}

std::optional<QByteArrayView> LineFramer::next()
{
    if (m_overflowing)
        return std::nullopt;
    const qsizetype end = m_buffer.indexOf('\n', m_scanned);
    const qsizetype length = (end < 0 ? m_buffer.size() : end) - m_begin;
    if (length > m_maxBytes) {
        m_overflowing = true;
        return std::nullopt;
    }
    if (end < 0) {
        m_scanned = m_buffer.size();
        return std::nullopt;
    }
    const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_begin, length);
    m_begin = m_scanned = end + 1;
    return line;
}

} // namespace stint::wire
