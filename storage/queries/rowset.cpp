#include "storage/queries/rowset.h"

#include <algorithm>
#include <bit>

namespace stint
{

void RowSet::insert(qint64 n)
{
    const auto at = static_cast<std::size_t>(n);
    if (at / 64 >= m_bits.size())
        m_bits.resize(at / 64 + 1);
    quint64 &bits = m_bits[at / 64];
    const quint64 bit = quint64(1) << at % 64;
    m_count += (bits & bit) == 0 ? 1 : 0;
    bits |= bit;
}

void RowSet::intersect(const RowSet &other)
{
    m_bits.resize(std::min(m_bits.size(), other.m_bits.size()));
    m_count = 0;
    for (std::size_t i = 0; i < m_bits.size(); ++i) {
        m_bits[i] &= other.m_bits[i];
        m_count += std::popcount(m_bits[i]);
    }
}

std::vector<qint64> RowSet::rows() const
{
    std::vector<qint64> rows;
    rows.reserve(static_cast<std::size_t>(m_count));
    for (std::size_t i = 0; i < m_bits.size(); ++i) {
        for (quint64 left = m_bits[i]; left != 0; left &= left - 1)
            rows.push_back(static_cast<qint64>(i * 64) + std::countr_zero(left));
    }
    return rows;
}

} // namespace stint
