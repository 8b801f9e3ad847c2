#pragma once

#include <QtGlobal>

#include <algorithm>

namespace stint::server
{

/// Lets \a burst requests through at once and then \a perSecond of them (CON-05). Times are monotonic milliseconds.
class TokenBucket
{
public:
    TokenBucket(qint64 perSecond, qint64 burst, qint64 nowMs)
        : m_perSecond(perSecond)
        , m_fullMilli(burst * 1'000)
        , m_milli(m_fullMilli)
        , m_at(nowMs)
    {
    }

    /// 0 when the request may pass, else after how many milliseconds it may.
    qint64 take(qint64 nowMs)
    {
        m_milli = std::min(m_fullMilli, m_milli + (nowMs - m_at) * m_perSecond);
        m_at = nowMs;
        if (m_milli >= 1'000) {
            m_milli -= 1'000;
            return 0;
        }
        return std::max<qint64>(1, (1'000 - m_milli + m_perSecond - 1) / m_perSecond);
    }

private:
    qint64 m_perSecond, m_fullMilli; ///< thousandths of a request
    qint64 m_milli, m_at;
};

} // namespace stint::server
