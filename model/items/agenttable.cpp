#include "model/items/agenttable.h"

#include <algorithm>
#include <compare>
#include <limits>

namespace stint
{

namespace
{

constexpr qint64 last = std::numeric_limits<qint64>::max();

/// Where a line without the figure stands: behind all that have one, whichever way the column is sorted.
struct Figure {
    bool missing = false;
    qint64 value = 0;
};

Figure figure(const std::optional<qint64> &value)
{
    return {!value, value.value_or(last)};
}

QString agentOf(const AgentWork &work)
{
    if (work.session)
        return work.session->agentName;
    return work.run && work.run->claimedBy ? work.run->claimedBy->ref : QString();
}

/// Runs in the order of their life, then waiting agents, then those that are gone.
qint64 stateOf(const AgentWork &work)
{
    constexpr qint64 behindRuns = 100;
    return work.run ? static_cast<qint64>(work.run->status)
                    : behindRuns + (work.session ? static_cast<qint64>(work.session->state) : 0);
}

Figure figureOf(const AgentWork &work, AgentTable::Column column)
{
    const auto ofRun = [&work](auto member) -> std::optional<qint64> {
        if (!work.run || !(*work.run.*member))
            return std::nullopt;
        return (*work.run.*member)->ms;
    };
    switch (column) {
    case AgentTable::State:
        return {false, stateOf(work)};
    case AgentTable::Lease:
        return figure(ofRun(&Run::leaseUntil));
    case AgentTable::Heartbeat: {
        const auto at = ofRun(&Run::heartbeatAt);
        return figure(at ? std::optional(-*at) : std::nullopt);
    }
    case AgentTable::Tokens:
        return figure(work.run ? tokensOf(work.run->usage) : std::nullopt);
    case AgentTable::Cost:
        return figure(work.run ? work.run->usage.costMicros : std::nullopt);
    case AgentTable::Process:
        return figure(work.session && work.session->process ? std::optional(work.session->process->pid) : std::nullopt);
    case AgentTable::Agent:
    case AgentTable::Task:
        break;
    }
    return {};
}

} // namespace

AgentTable::AgentTable(QObject *parent)
    : QAbstractListModel(parent)
{
}

int AgentTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AgentTable::data(const QModelIndex &index, int role) const
{
    const AgentWork *work = index.isValid() ? at(index.row()) : nullptr;
    if (!work)
        return {};
    if (role == AgentRole)
        return QVariant::fromValue(makeAgentRow(*work, m_now));
    return role == ChosenRole ? QVariant(m_chosen.contains(work->key())) : QVariant();
}

QHash<int, QByteArray> AgentTable::roleNames() const
{
    return {{AgentRole, "agent"}, {ChosenRole, "chosen"}};
}

const AgentWork *AgentTable::at(int row) const
{
    return row >= 0 && row < count() ? &m_lines[static_cast<std::size_t>(row)] : nullptr;
}

std::vector<AgentWork> AgentTable::picked() const
{
    std::vector<AgentWork> found;
    for (const AgentWork &work : m_lines) {
        if (m_chosen.contains(work.key()))
            found.push_back(work);
    }
    if (const AgentWork *current = at(m_currentRow); found.empty() && current)
        found.push_back(*current);
    return found;
}

bool AgentTable::standsAbove(const AgentWork &a, const AgentWork &b) const
{
    if (m_sortColumn == Agent || m_sortColumn == Task) {
        const QString textA = m_sortColumn == Agent ? agentOf(a) : a.title;
        const QString textB = m_sortColumn == Agent ? agentOf(b) : b.title;
        if (textA.isEmpty() != textB.isEmpty())
            return textB.isEmpty();
        if (const int order = textA.compare(textB, Qt::CaseInsensitive); order != 0)
            return (order < 0) != m_descending;
    } else {
        const Figure figureA = figureOf(a, m_sortColumn), figureB = figureOf(b, m_sortColumn);
        if (figureA.missing != figureB.missing)
            return figureB.missing;
        if (figureA.value != figureB.value)
            return (figureA.value < figureB.value) != m_descending;
    }
    return a.key() < b.key();
}

void AgentTable::take(std::vector<AgentWork> work)
{
    QSet<QString> known;
    for (const AgentWork &line : work)
        known.insert(line.key());
    dropMissing(known);
    for (AgentWork &line : work) {
        if (m_rows.contains(line.key()))
            patch(std::move(line));
        else
            insert(std::move(line));
    }
    m_working = static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const AgentWork &line) { return line.run.has_value(); }));
    if (!m_held)
        sort();
    followCurrent();
    Q_EMIT countChanged();
}

void AgentTable::dropMissing(const QSet<QString> &known)
{
    const qsizetype chosen = m_chosen.size();
    m_chosen.intersect(known);
    for (int row = count() - 1; row >= 0; --row) {
        if (known.contains(at(row)->key()))
            continue;
        beginRemoveRows({}, row, row);
        m_lines.erase(m_lines.begin() + row);
        endRemoveRows();
    }
    m_rows.clear();
    for (int row = 0; row < count(); ++row)
        m_rows.insert(at(row)->key(), row);
    if (chosen != m_chosen.size())
        Q_EMIT chosenChanged();
}

void AgentTable::patch(AgentWork work)
{
    const int row = m_rows.value(work.key());
    AgentWork &line = m_lines[static_cast<std::size_t>(row)];
    if (line == work)
        return;
    m_unsorted = true;
    line = std::move(work);
    Q_EMIT dataChanged(index(row), index(row));
}

/// At the end: sort() gives it its place, at once or when the table is let go.
void AgentTable::insert(AgentWork work)
{
    m_unsorted = true;
    beginInsertRows({}, count(), count());
    m_rows.insert(work.key(), count());
    m_lines.push_back(std::move(work));
    endInsertRows();
}

void AgentTable::sort()
{
    m_unsorted = false;
    const auto above = [this](const AgentWork &a, const AgentWork &b) { return standsAbove(a, b); };
    if (std::is_sorted(m_lines.begin(), m_lines.end(), above))
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList kept = persistentIndexList();
    QStringList keys;
    for (const QModelIndex &old : kept)
        keys += at(old.row())->key();
    std::sort(m_lines.begin(), m_lines.end(), above);
    m_rows.clear();
    for (int row = 0; row < count(); ++row)
        m_rows.insert(at(row)->key(), row);
    for (qsizetype i = 0; i < kept.size(); ++i)
        changePersistentIndex(kept[i], index(m_rows.value(keys[i])));
    Q_EMIT layoutChanged();
    followCurrent();
}

void AgentTable::setNow(Time now)
{
    m_now = now;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {AgentRole});
}

void AgentTable::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    if (!held && m_unsorted)
        sort();
    Q_EMIT heldChanged();
}

void AgentTable::sortBy(Column column)
{
    m_descending = column == m_sortColumn && !m_descending;
    m_sortColumn = column;
    sort();
    Q_EMIT sortChanged();
}

void AgentTable::setCurrentRow(int row)
{
    const AgentWork *work = at(row);
    m_current = work ? work->key() : QString();
    followCurrent();
}

/// The current line is a key: it keeps its place among the others, or the line in its place takes over.
void AgentTable::followCurrent()
{
    int row = m_rows.value(m_current, -1);
    if (row < 0 && m_currentRow >= 0 && count() > 0) {
        row = std::min(m_currentRow, count() - 1);
        m_current = at(row)->key();
    }
    if (row == m_currentRow)
        return;
    m_currentRow = row;
    Q_EMIT currentRowChanged();
}

void AgentTable::step(int rows, bool choosing)
{
    if (count() == 0)
        return;
    const int from = std::clamp(m_currentRow, 0, count() - 1);
    const int to = m_currentRow < 0 ? 0 : std::clamp(from + rows, 0, count() - 1);
    if (choosing) {
        for (int row = std::min(from, to); row <= std::max(from, to); ++row)
            choose(row, true);
        Q_EMIT chosenChanged();
    }
    setCurrentRow(to);
}

void AgentTable::choose(int row, bool on)
{
    const QString key = at(row)->key();
    if (on == m_chosen.contains(key))
        return;
    if (on)
        m_chosen.insert(key);
    else
        m_chosen.remove(key);
    Q_EMIT dataChanged(index(row), index(row), {ChosenRole});
}

void AgentTable::toggleChosen(int row)
{
    if (!at(row))
        return;
    choose(row, !m_chosen.contains(at(row)->key()));
    Q_EMIT chosenChanged();
}

void AgentTable::chooseAll()
{
    for (int row = 0; row < count(); ++row)
        choose(row, true);
    Q_EMIT chosenChanged();
}

void AgentTable::clearChosen()
{
    for (int row = 0; row < count(); ++row)
        choose(row, false);
    Q_EMIT chosenChanged();
}

} // namespace stint
