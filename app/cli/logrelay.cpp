#include "app/cli/logrelay.h"

#include <algorithm>
#include <chrono>

namespace stint::cli
{

void LogRelay::take(Stream stream, const QByteArray &bytes)
{
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
        m_due = nextTime();
}

client::Deadline LogRelay::nextTime() const
{
    const std::chrono::milliseconds pause(m_isShown ? pauseMs : quietMs);
    return std::max(std::chrono::steady_clock::now(), m_lastSent + pause);
}

std::optional<client::Deadline> LogRelay::due() const
{
    return m_isUnderWay ? std::nullopt : m_due;
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
    // What came while the part was under way waits as long as the answer says.
    if (m_due)
        m_due = nextTime();
}

} // namespace stint::cli
