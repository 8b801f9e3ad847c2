#include "model/items/columnmodel.h"

#include "model/items/boardmodel.h"
#include "model/items/texts.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace stint
{

namespace
{

/// A wait shorter than this is no news.
constexpr qint64 worthSayingMs = 60'000;

using Rows = std::vector<const TaskSummary *>;

/// The moment by which the header of a column counts its cards.
std::optional<qint64> momentOf(BoardColumn column, const TaskSummary &task)
{
    switch (column) {
    case BoardColumn::Ready:
        return task.lastActivityAt.ms;
    case BoardColumn::InProgress:
        if (const auto from = staleFrom(task))
            return from->ms;
        break;
    case BoardColumn::Review:
        if (task.review && task.review->deadlineAt)
            return task.review->deadlineAt->ms;
        break;
    case BoardColumn::Done:
        return task.closedAt.value_or(task.updatedAt).ms;
    case BoardColumn::Draft:
    case BoardColumn::Blocked:
    case BoardColumn::Failed:
    case BoardColumn::Canceled:
        break;
    }
    return std::nullopt;
}

qint64 lastOfYesterday(Time now)
{
    return QDateTime::fromMSecsSinceEpoch(now.ms).date().startOfDay().toMSecsSinceEpoch() - 1;
}

} // namespace

ColumnModel::ColumnModel(BoardColumn column, const Marks &marks, BoardModel *board)
    : QAbstractListModel(board)
    , m_column(column)
    , m_marks(marks)
    , m_board(board)
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
    if (role == CardRole) {
        m_board->seen(task->id);
        return QVariant::fromValue(makeCard(*task, m_now));
    }
    if (role == MarkedRole)
        return m_marks.marked.contains(task->id);
    if (role == PendingRole)
        return m_marks.pending.contains(task->id);
    if (role == Qt::DisplayRole)
        return texts::oneLine(task->title);
    return {};
}

QHash<int, QByteArray> ColumnModel::roleNames() const
{
    return {{CardRole, "card"}, {MarkedRole, "marked"}, {PendingRole, "pending"}};
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

void ColumnModel::setHidden(bool hidden)
{
    if (m_hidden == hidden)
        return;
    m_hidden = hidden;
    Q_EMIT hiddenChanged();
}

void ColumnModel::setLimit(int limit, bool hard)
{
    if (m_limit == limit && m_limitHard == hard)
        return;
    m_limit = limit;
    m_limitHard = hard;
    refreshHeader();
    Q_EMIT headerChanged();
}

void ColumnModel::setDropRow(int row)
{
    if (m_dropRow == row)
        return;
    m_dropRow = row;
    Q_EMIT dropChanged();
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
    return std::lower_bound(m_rows.begin(), m_rows.end(), &task, inOrder());
}

int ColumnModel::rowOf(const TaskSummary *task) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), task, inOrder());
    return place != m_rows.end() && *place == task ? static_cast<int>(place - m_rows.begin()) : -1;
}

void ColumnModel::tally(const TaskSummary &task, int by)
{
    if (needsPerson(task))
        m_needy += by;
    if (const auto moment = momentOf(m_column, task)) {
        if (by > 0)
            m_times.add(*moment);
        else
            m_times.remove(*moment);
    }
}

void ColumnModel::recount()
{
    m_times.clear();
    m_needy = 0;
    for (const TaskSummary *task : m_rows)
        tally(*task, 1);
}

void ColumnModel::insert(const TaskSummary *task)
{
    const auto place = placeOf(*task);
    const int row = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(place, task);
    tally(*task, 1);
    endInsertRows();
    Q_EMIT countChanged();
}

void ColumnModel::remove(const TaskSummary *task)
{
    const int row = rowOf(task);
    Q_ASSERT(row >= 0);
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    tally(*task, -1);
    endRemoveRows();
    Q_EMIT countChanged();
}

bool ColumnModel::keepsPlace(const TaskSummary *task, const TaskSummary &value) const
{
    const int row = rowOf(task);
    Q_ASSERT(row >= 0);
    return (row == 0 || standsAbove(m_column, *m_rows[static_cast<std::size_t>(row - 1)], value, m_order)) &&
           (row == count() - 1 || standsAbove(m_column, value, *m_rows[static_cast<std::size_t>(row + 1)], m_order));
}

void ColumnModel::replace(TaskSummary *task, const TaskSummary &value)
{
    const int from = rowOf(task);
    Q_ASSERT(from >= 0);
    const auto order = inOrder();
    const bool fitsAfter = from == 0 || order(m_rows[static_cast<std::size_t>(from - 1)], &value);
    const bool fitsBefore = from == count() - 1 || order(&value, m_rows[static_cast<std::size_t>(from + 1)]);
    tally(*task, -1);
    tally(value, 1);
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
    std::sort(m_rows.begin(), m_rows.end(), inOrder());
    recount();
    endResetModel();
    Q_EMIT countChanged();
}

void ColumnModel::setOrder(look::CardOrder order)
{
    m_order = order;
    reset(std::move(m_rows));
}

void ColumnModel::merge(Rows rows)
{
    const auto order = inOrder();
    std::sort(rows.begin(), rows.end(), order);
    beginResetModel();
    for (const TaskSummary *task : rows)
        tally(*task, 1);
    const auto old = static_cast<std::ptrdiff_t>(m_rows.size());
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    std::inplace_merge(m_rows.begin(), m_rows.begin() + old, m_rows.end(), order);
    endResetModel();
    Q_EMIT countChanged();
}

void ColumnModel::repaint(const TaskSummary *task)
{
    if (const int row = rowOf(task); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {MarkedRole, PendingRole});
}

void ColumnModel::repaintAll()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {MarkedRole, PendingRole});
}

void ColumnModel::setNow(Time now, bool repaint)
{
    m_now = now;
    m_times.setNow(m_column == BoardColumn::Done ? lastOfYesterday(now) : now.ms);
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

QString ColumnModel::hintText(look::Tone &tone) const
{
    if (m_needy > 0 && (m_column == BoardColumn::Blocked || m_column == BoardColumn::Ready)) {
        tone = look::Tone::Attention;
        return m_needy == 1 ? tr("1 needs you") : tr("%Ln need you", nullptr, m_needy);
    }
    if (m_times.size() == 0)
        return {};
    switch (m_column) {
    case BoardColumn::Ready:
        if (const qint64 age = m_now.ms - *m_times.earliest(); age >= worthSayingMs)
            return tr("oldest %1").arg(texts::duration(age));
        break;
    case BoardColumn::InProgress:
        if (m_times.passed() > 0) {
            tone = look::Tone::Attention;
            return tr("%1 stale").arg(m_times.passed());
        }
        break;
    case BoardColumn::Review:
        if (*m_times.earliest() > m_now.ms)
            return tr("due in %1").arg(texts::duration(*m_times.earliest() - m_now.ms));
        tone = look::Tone::Attention;
        return tr("review overdue");
    case BoardColumn::Done:
        return tr("%1 today").arg(m_times.size() - m_times.passed());
    case BoardColumn::Draft:
    case BoardColumn::Blocked:
    case BoardColumn::Failed:
    case BoardColumn::Canceled:
        break;
    }
    return {};
}

void ColumnModel::refreshHeader()
{
    look::Tone tone = look::Tone::Quiet;
    QString hint = hintText(tone);
    QString countText = QLocale().toString(count());
    if (m_limit > 0) {
        countText = tr("%1 / %2").arg(countText).arg(m_limit);
        if (isOverLimit() && tone == look::Tone::Quiet) {
            tone = look::Tone::Attention;
            hint = tr("%1 too many").arg(count() - m_limit);
        }
    }
    if (countText == m_countText && hint == m_hint && tone == m_hintTone)
        return;
    m_countText = countText;
    m_hint = hint;
    m_hintTone = tone;
    Q_EMIT headerChanged();
}

} // namespace stint
