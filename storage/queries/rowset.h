#pragma once

#include <QtGlobal>

#include <vector>

namespace stint
{

/// Row numbers, one bit each: numbers are given in sequence, so there are few holes.
class RowSet
{
public:
    void insert(qint64 n);
    void intersect(const RowSet &other);

    bool contains(qint64 n) const
    {
        const auto at = static_cast<std::size_t>(n);
        return at / 64 < m_bits.size() && (m_bits[at / 64] >> at % 64 & 1) != 0;
    }
    qint64 count() const { return m_count; }
    /// Ascending.
    std::vector<qint64> rows() const;

private:
    std::vector<quint64> m_bits;
    qint64 m_count = 0;
};

} // namespace stint
