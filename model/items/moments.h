#pragma once

#include <QtGlobal>

#include <iterator>
#include <optional>
#include <set>

namespace stint
{

/// A bag of points of time (milliseconds) that knows at once which one is the earliest and how many have come. A change
/// costs the logarithm of its size, moving the clock what comes by it: headers of large columns stay free.
class Moments
{
public:
    void add(qint64 at)
    {
        m_times.insert(at);
        m_passed += at <= m_now ? 1 : 0;
    }
    void remove(qint64 at)
    {
        const auto found = m_times.find(at);
        Q_ASSERT(found != m_times.end());
        m_times.erase(found);
        m_passed -= at <= m_now ? 1 : 0;
    }
    void clear()
    {
        m_times.clear();
        m_passed = 0;
    }
    void setNow(qint64 now)
    {
        const auto before = m_times.upper_bound(m_now), after = m_times.upper_bound(now);
        m_passed += now >= m_now ? static_cast<int>(std::distance(before, after))
                                 : -static_cast<int>(std::distance(after, before));
        m_now = now;
    }
    int size() const { return static_cast<int>(m_times.size()); }
    /// How many lie at or before the clock.
    int passed() const { return m_passed; }
    std::optional<qint64> earliest() const { return m_times.empty() ? std::nullopt : std::optional(*m_times.begin()); }

private:
    std::multiset<qint64> m_times;
    qint64 m_now = 0;
    int m_passed = 0;
};

} // namespace stint
