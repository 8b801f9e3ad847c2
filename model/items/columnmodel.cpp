#include "model/items/columnmodel.h"

#include "model/items/texts.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace stint
{

namespace
{

struct Hint {
    QString text;
    look::Tone tone = look::Tone::Quiet;
};

/// A wait shorter than this is no news.
constexpr qint64 worthSayingMs = 60'000;

using Rows = std::vector<const TaskSummary *>;

Hint needyHint(const Rows &rows)
{
    const auto needy =
        std::count_if(rows.begin(), rows.end(), [](const TaskSummary *task) { return needsPerson(*task); });
    if (needy == 0)
        return {};
    return {needy == 1 ? QCoreApplication::translate("ColumnModel", "1 needs you")
                       : QCoreApplication::translate("ColumnModel", "%1 need you").arg(needy),
            look::Tone::Attention};
}

Hint oldestHint(const Rows &rows, Time now)
{
    const auto oldest = std::min_element(rows.begin(), rows.end(), [](const TaskSummary *a, const TaskSummary *b) {
        return a->lastActivityAt < b->lastActivityAt;
    });
    if (oldest == rows.end() || now - (*oldest)->lastActivityAt < worthSayingMs)
        return {};
    return {
        QCoreApplication::translate("ColumnModel", "oldest %1").arg(texts::duration(now - (*oldest)->lastActivityAt))};
}

Hint staleHint(const Rows &rows, Time now)
{
    const auto stale =
        std::count_if(rows.begin(), rows.end(), [now](const TaskSummary *task) { return isStale(*task, now); });
    if (stale == 0)
        return {};
    return {QCoreApplication::translate("ColumnModel", "%1 stale").arg(stale), look::Tone::Attention};
}

Hint deadlineHint(const Rows &rows, Time now)
{
    std::optional<Time> nearest;
    for (const TaskSummary *task : rows) {
        if (task->review && task->review->deadlineAt && (!nearest || *task->review->deadlineAt < *nearest))
            nearest = task->review->deadlineAt;
    }
    if (!nearest)
        return {};
    if (*nearest <= now)
        return {QCoreApplication::translate("ColumnModel", "review overdue"), look::Tone::Attention};
    return {QCoreApplication::translate("ColumnModel", "due in %1").arg(texts::duration(*nearest - now))};
}

Hint todayHint(const Rows &rows, Time now)
{
    const qint64 midnight = QDateTime::fromMSecsSinceEpoch(now.ms).date().startOfDay().toMSecsSinceEpoch();
    const auto today = std::count_if(rows.begin(), rows.end(), [midnight](const TaskSummary *task) {
        return task->closedAt.value_or(task->updatedAt).ms >= midnight;
    });
    return {QCoreApplication::translate("ColumnModel", "%1 today").arg(today)};
}

} // namespace

ColumnModel::ColumnModel(BoardColumn column, QObject *parent)
    : QAbstractListModel(parent)
    , m_column(column)
{
    m_countText = QStringLiteral("0");
}

int ColumnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    const TaskSummary *task = index.isValid() ? at(index.row()) : nullptr;
    if (!task)
        return {};
    if (role == CardRole)
        return QVariant::fromValue(makeCard(*task, m_now));
    if (role == Qt::DisplayRole)
        return texts::oneLine(task->title);
    return {};
}

QHash<int, QByteArray> ColumnModel::roleNames() const
{
    return {{CardRole, "card"}};
}

QString ColumnModel::title() const
{
    switch (m_column) {
    case BoardColumn::Draft:
        return tr("Draft");
    case BoardColumn::Blocked:
        return tr("Blocked");
    case BoardColumn::Ready:
        return tr("Ready");
    case BoardColumn::InProgress:
        return tr("In progress");
    case BoardColumn::Review:
        return tr("Review");
    case BoardColumn::Done:
        return tr("Done");
    case BoardColumn::Failed:
        return tr("Failed");
    case BoardColumn::Canceled:
        return tr("Canceled");
    }
    return {};
}

QString ColumnModel::emptyText() const
{
    switch (m_column) {
    case BoardColumn::Draft:
        return tr("Ideas saved without starting them.");
    case BoardColumn::Blocked:
        return tr("Tasks that wait for others, or for you.");
    case BoardColumn::Ready:
        return tr("Tasks an agent could take now.");
    case BoardColumn::InProgress:
        return tr("Work held by an agent or a person.");
    case BoardColumn::Review:
        return tr("Results that wait for a verdict.");
    case BoardColumn::Done:
        return tr("Finished work.");
    case BoardColumn::Failed:
        return tr("Tasks with no attempts left.");
    case BoardColumn::Canceled:
        return tr("Tasks given up.");
    }
    return {};
}

void ColumnModel::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    Q_EMIT collapsedChanged();
}

void ColumnModel::setDrop(Drop drop, const QString &text)
{
    if (m_drop == drop && m_dropText == text)
        return;
    m_drop = drop;
    m_dropText = text;
    Q_EMIT dropChanged();
}

const TaskSummary *ColumnModel::at(int row) const
{
    return row >= 0 && row < count() ? m_rows[static_cast<std::size_t>(row)] : nullptr;
}

Rows::iterator ColumnModel::placeOf(const TaskSummary &task)
{
    return std::lower_bound(m_rows.begin(), m_rows.end(), &task, [this](const TaskSummary *a, const TaskSummary *b) {
        return standsAbove(m_column, *a, *b);
    });
}

int ColumnModel::rowOf(const TaskSummary *task) const
{
    const auto place =
        std::lower_bound(m_rows.begin(), m_rows.end(), task,
                         [this](const TaskSummary *a, const TaskSummary *b) { return standsAbove(m_column, *a, *b); });
    return place != m_rows.end() && *place == task ? static_cast<int>(place - m_rows.begin()) : -1;
}

void ColumnModel::insert(const TaskSummary *task)
{
    const auto place = placeOf(*task);
    const int row = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(place, task);
    endInsertRows();
    Q_EMIT countChanged();
}

void ColumnModel::remove(const TaskSummary *task)
{
    const int row = rowOf(task);
    Q_ASSERT(row >= 0);
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT countChanged();
}

void ColumnModel::replace(TaskSummary *task, const TaskSummary &value)
{
    const int from = rowOf(task);
    Q_ASSERT(from >= 0);
    const auto order = [this](const TaskSummary *a, const TaskSummary *b) { return standsAbove(m_column, *a, *b); };
    const bool fitsAfter = from == 0 || order(m_rows[static_cast<std::size_t>(from - 1)], &value);
    const bool fitsBefore = from == count() - 1 || order(&value, m_rows[static_cast<std::size_t>(from + 1)]);
    if (fitsAfter && fitsBefore) {
        *task = value;
        Q_EMIT dataChanged(index(from), index(from), {CardRole});
        return;
    }
    // Where it goes is counted among the others, whose order has not changed.
    const auto begin = m_rows.begin();
    const auto target = fitsAfter ? std::lower_bound(begin + from + 1, m_rows.end(), &value, order)
                                  : std::lower_bound(begin, begin + from, &value, order);
    const int before = static_cast<int>(target - begin);
    beginMoveRows({}, from, from, {}, before);
    *task = value;
    if (before > from)
        std::rotate(begin + from, begin + from + 1, target);
    else
        std::rotate(target, begin + from, begin + from + 1);
    endMoveRows();
    const int row = before > from ? before - 1 : before;
    Q_EMIT dataChanged(index(row), index(row), {CardRole});
}

void ColumnModel::reset(Rows rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    std::sort(m_rows.begin(), m_rows.end(),
              [this](const TaskSummary *a, const TaskSummary *b) { return standsAbove(m_column, *a, *b); });
    endResetModel();
    Q_EMIT countChanged();
}

void ColumnModel::setNow(Time now, bool repaint)
{
    m_now = now;
    if (repaint && !m_rows.empty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {CardRole});
}

void ColumnModel::setCurrent(const TaskSummary *task)
{
    m_current = task;
    refreshCurrent();
}

void ColumnModel::refreshCurrent()
{
    const int row = m_current ? rowOf(m_current) : -1;
    if (row == m_currentRow)
        return;
    m_currentRow = row;
    Q_EMIT currentRowChanged();
}

void ColumnModel::refreshHeader()
{
    Hint hint;
    switch (m_column) {
    case BoardColumn::Blocked:
        hint = needyHint(m_rows);
        break;
    case BoardColumn::Ready:
        hint = needyHint(m_rows);
        if (hint.text.isEmpty())
            hint = oldestHint(m_rows, m_now);
        break;
    case BoardColumn::InProgress:
        hint = staleHint(m_rows, m_now);
        break;
    case BoardColumn::Review:
        hint = deadlineHint(m_rows, m_now);
        break;
    case BoardColumn::Done:
        if (!m_rows.empty())
            hint = todayHint(m_rows, m_now);
        break;
    case BoardColumn::Draft:
    case BoardColumn::Failed:
    case BoardColumn::Canceled:
        break;
    }
    const QString countText = QString::number(count());
    if (countText == m_countText && hint.text == m_hint && hint.tone == m_hintTone)
        return;
    m_countText = countText;
    m_hint = hint.text;
    m_hintTone = hint.tone;
    Q_EMIT headerChanged();
}

} // namespace stint
