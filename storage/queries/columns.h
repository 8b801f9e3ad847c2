#pragma once

#include "storage/sql/connection.h"

#include <span>
#include <unordered_map>

namespace stint
{

/// Columns of a table that change together.
template<class Row>
struct Column {
    const char *assignment; ///< `a = ?` or `a = ?, b = ?`
    bool (*differs)(const Row &before, const Row &after);
    void (*bind)(Statement &update, const Row &row);
};

/// The column of one member.
template<auto Member, class Row>
constexpr Column<Row> columnOf(const char *assignment)
{
    return {assignment, [](const Row &before, const Row &after) { return !(before.*Member == after.*Member); },
            [](Statement &update, const Row &row) { update.bind(row.*Member); }};
}

/// UPDATE of the columns that changed. What is not named moves in no index and is not checked again, so that a
/// heartbeat costs three columns and not forty. Texts are put together once for each set of columns.
template<class Row>
class ColumnUpdate
{
public:
    /// \a head is `UPDATE t SET `, \a tail all behind the assignments; both and \a columns (at most 63) are static.
    ColumnUpdate(const char *head, std::span<const Column<Row>> columns, const char *tail)
        : m_head(head)
        , m_columns(columns)
        , m_tail(tail)
    {
    }

    /// One bit per column; 0 when nothing changed.
    quint64 changed(const Row &before, const Row &after) const
    {
        quint64 bits = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            bits |= quint64(m_columns[i].differs(before, after)) << i;
        return bits;
    }

    /// The statement for these columns with their values bound; the values of the tail are the caller's.
    Statement prepare(Connection &db, quint64 changed, const Row &row)
    {
        constexpr std::size_t textsMax = 128;
        if (m_texts.size() >= textsMax && !m_texts.contains(changed))
            changed = (quint64(1) << m_columns.size()) - 1;
        Statement update = db.prepare(textFor(changed).constData());
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if ((changed >> i & 1) != 0)
                m_columns[i].bind(update, row);
        }
        return update;
    }

private:
    const QByteArray &textFor(quint64 changed)
    {
        QByteArray &text = m_texts[changed];
        if (!text.isEmpty())
            return text;
        text = m_head;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if ((changed >> i & 1) != 0)
                text.append(m_columns[i].assignment).append(", ");
        }
        text.chop(2);
        text.append(m_tail);
        return text;
    }

    const char *m_head;
    std::span<const Column<Row>> m_columns;
    const char *m_tail;
    std::unordered_map<quint64, QByteArray> m_texts; ///< its nodes stay where they are: the connection knows addresses
};

} // namespace stint
