#include "app/cli/logrelay.h"

#include <algorithm>
#include <chrono>

namespace stint::cli
{

void LogRelay::take(Stream stream, const QByteArray &bytes)
{
    if (!m_isShown)
        return;
    m_waiting += QString(m_decoders[stream].decode(bytes)).replace(QChar(QChar::Null), QChar(0x2400));
    if (m_waiting.size() > charsMax) {
        // From a new line on, if there is one among what is kept.
        qsizetype from = m_waiting.size() - charsMax;
        const qsizetype line = m_waiting.indexOf(QLatin1Char('\n'), from);
        from = line >= 0 && line + 1 < m_waiting.size() ? line + 1 : from;
        m_waiting.remove(0, m_waiting.at(from).isLowSurrogate() ? from + 1 : from);
        m_waiting.prepend(QStringLiteral("\n…\n"));
    }
    if (!m_due && !m_waiting.isEmpty())
        m_due = std::max(std::chrono::steady_clock::now(), m_lastSent + std::chrono::milliseconds(pauseMs));
}

std::optional<client::Deadline> LogRelay::due() const
{
    return m_isUnderWay || !m_isShown ? std::nullopt : m_due;
}

QString LogRelay::next()
{
    m_isUnderWay = true;
    m_due.reset();
    m_lastSent = std::chrono::steady_clock::now();
    return std::exchange(m_waiting, {});
}

void LogRelay::settle(bool isShown)
{
    m_isUnderWay = false;
    m_isShown = isShown;
    if (!isShown)
        m_waiting.clear();
}

} // namespace stint::cli
