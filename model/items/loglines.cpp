#include "model/items/loglines.h"

#include "model/items/texts.h"

#include <QRegularExpression>

namespace stint
{

namespace
{

constexpr qsizetype openChars = 4 * LogLines::lineChars;

}

LogLines::LogLines(QObject *parent)
    : QAbstractListModel(parent)
{
}

int LogLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LogLines::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == static_cast<int>(Role::Line))
        return line.text;
    return role == static_cast<int>(Role::Found) ? QVariant(line.found) : QVariant();
}

QHash<int, QByteArray> LogLines::roleNames() const
{
    return {{static_cast<int>(Role::Line), "line"}, {static_cast<int>(Role::Found), "found"}};
}

/// Colours and movements of the cursor are for terminals; what returns to the beginning of its line starts it anew.
QString LogLines::shown(const QString &raw) const
{
    static const QRegularExpression commands(
        QStringLiteral("\x1b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\))"));
    qsizetype end = raw.size();
    while (end > 0 && raw.at(end - 1) == QLatin1Char('\r'))
        --end;
    const qsizetype begin = QStringView(raw).left(end).lastIndexOf(QLatin1Char('\r')) + 1;
    QString text = raw.mid(begin, std::min(end - begin, openChars));
    text.remove(commands);
    return texts::shortened(texts::oneLine(text), lineChars);
}

bool LogLines::contains(const QString &line) const
{
    return !m_needle.isEmpty() && line.contains(m_needle, Qt::CaseInsensitive);
}

void LogLines::write(const QString &text)
{
    if (text.isEmpty())
        return;
    QStringList parts = (m_open + text).split(QLatin1Char('\n'));
    m_open = parts.last().mid(parts.last().lastIndexOf(QLatin1Char('\r'), -2) + 1);
    m_open.truncate(openChars); // what never ends must not be gathered
    if (m_isOpen)
        change(m_lines.size() - 1, shown(parts.takeFirst()));
    if (!parts.isEmpty() && parts.last().isEmpty())
        parts.removeLast();
    m_isOpen = !m_open.isEmpty();
    add(parts);
    Q_EMIT changed();
}

void LogLines::change(std::size_t row, const QString &text)
{
    Line &line = m_lines[row];
    m_chars += text.size() - line.text.size();
    m_hits += static_cast<int>(contains(text)) - static_cast<int>(line.found);
    line = {text, contains(text)};
    const QModelIndex at = index(static_cast<int>(row));
    Q_EMIT dataChanged(at, at);
}

void LogLines::add(QStringList raw)
{
    if (const auto tooMany = raw.size() - static_cast<qsizetype>(linesMax); tooMany > 0) {
        raw = raw.mid(tooMany);
        m_dropped += tooMany;
    }
    if (raw.isEmpty())
        return;
    beginInsertRows({}, count(), count() + static_cast<int>(raw.size()) - 1);
    for (const QString &line : raw) {
        const QString text = shown(line);
        m_lines.push_back({text, contains(text)});
        m_chars += text.size();
        m_hits += static_cast<int>(m_lines.back().found);
    }
    endInsertRows();
    dropOldest();
}

void LogLines::dropOldest()
{
    std::size_t surplus = m_lines.size() > linesMax ? m_lines.size() - linesMax : 0;
    qsizetype kept = m_chars;
    for (std::size_t i = 0; i < surplus || kept > charsMax; ++i) {
        kept -= m_lines[i].text.size();
        surplus = std::max(surplus, i + 1);
    }
    if (surplus == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
    for (std::size_t i = 0; i < surplus; ++i)
        m_hits -= static_cast<int>(m_lines[i].found);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(surplus));
    m_chars = kept;
    endRemoveRows();
    m_dropped += static_cast<qint64>(surplus);
}

void LogLines::setNeedle(const QString &needle)
{
    if (needle == m_needle)
        return;
    m_needle = needle;
    m_hits = 0;
    for (Line &line : m_lines) {
        line.found = contains(line.text);
        m_hits += static_cast<int>(line.found);
    }
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {static_cast<int>(Role::Found)});
    Q_EMIT changed();
}

int LogLines::next(int row, bool forward) const
{
    const int size = count(), step = forward ? 1 : -1;
    for (int i = 1; i <= size && m_hits > 0; ++i) {
        const int at = (row + step * i + 2 * size) % size;
        if (m_lines[static_cast<std::size_t>(at)].found)
            return at;
    }
    return -1;
}

} // namespace stint
