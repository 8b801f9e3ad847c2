#pragma once

#include <QJsonArray>
#include <QString>

#include <optional>

namespace stint
{

/// The place where a page ended, opaque to callers: which order, and the sort key of the last row.
class Cursor
{
public:
    /// \a order is one letter per kind of list and order, so that a cursor of one is refused by another.
    Cursor(char order, const QJsonArray &key);
    /// Nothing for a text that is no cursor of \a order with \a keyLength parts.
    static std::optional<Cursor> decode(const QString &text, char order, int keyLength);
    QString encode() const;

    qint64 number(int part) const { return m_key.at(part).toInteger(); }
    QString text(int part) const { return m_key.at(part).toString(); }
    QJsonArray list(int part) const { return m_key.at(part).toArray(); }

private:
    char m_order;
    QJsonArray m_key;
};

} // namespace stint
