#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/boardviewmodel.h"
#include "model/viewmodels/viewlimits.h"

#include <QClipboard>
#include <QGuiApplication>

// Selection, marks and moves of the board's view-model.

namespace stint
{

namespace
{

QString nameOf(const TaskSummary &task)
{
    return texts::handle(task.id, task.identifier);
}

} // namespace

void BoardViewModel::select(const QString &taskId)
{
    if (taskId == m_selected.value)
        return;
    m_selected = TaskId(taskId);
    m_model.setCurrent(m_selected);
    Q_EMIT selectedChanged();
    Q_EMIT selectedColumnChanged();
}

int BoardViewModel::selectedColumn() const
{
    const auto place = m_model.shownIn(m_selected);
    return place ? static_cast<int>(*place) : -1;
}

/// The next column that is not hidden; \a from when there is none.
int BoardViewModel::nextVisible(int from, int step) const
{
    for (int next = from + step; const ColumnModel *column = m_model.columnAt(next); next += step) {
        if (!column->isHidden())
            return next;
    }
    return from;
}

void BoardViewModel::step(int columns, int rows)
{
    if (!m_moving.isEmpty()) {
        if (columns != 0)
            aim(nextVisible(m_moveTarget, columns));
        else if (const ColumnModel *home = m_model.columnAt(m_moveTarget); home && isRanking())
            aimRow(std::clamp(m_moveRow + rows, 0, home->count() - 1));
        return;
    }
    const int from = selectedColumn();
    if (from < 0) {
        for (int i = 0; i < boardColumnCount && selectedColumn() < 0; ++i)
            enterColumn(i);
        return;
    }
    const ColumnModel *column = m_model.columnAt(from);
    const int row = column->currentRow();
    if (columns == 0) {
        if (const TaskSummary *task = column->at(std::clamp(row + rows, 0, column->count() - 1)))
            select(task->id.value);
        return;
    }
    for (int next = from + columns; const ColumnModel *other = m_model.columnAt(next); next += columns) {
        if (other->isCollapsed() || other->isHidden() || other->count() == 0)
            continue;
        select(other->at(std::min(row, other->count() - 1))->id.value);
        return;
    }
}

void BoardViewModel::selectEdge(bool last)
{
    const ColumnModel *column = m_model.columnAt(selectedColumn());
    if (column && column->count() > 0)
        select(column->at(last ? column->count() - 1 : 0)->id.value);
}

void BoardViewModel::enterColumn(int position)
{
    const ColumnModel *column = m_model.columnAt(position);
    if (!column || column->isCollapsed() || column->isHidden() || column->count() == 0 || column->currentRow() >= 0)
        return;
    select(column->at(0)->id.value);
}

void BoardViewModel::toggleMark(const QString &taskId)
{
    const TaskId task(taskId);
    if (!m_model.isInSight(task))
        return;
    m_anchor = task;
    m_model.setMarked({task}, !m_model.marks().contains(task));
}

void BoardViewModel::extendMarks(int rows)
{
    if (!m_model.isInSight(m_selected))
        return step(0, rows);
    m_model.setMarked({m_selected}, true);
    step(0, rows);
    m_model.setMarked({m_selected}, true);
}

void BoardViewModel::markThrough(const QString &taskId)
{
    const auto place = m_model.shownIn(TaskId(taskId));
    const TaskId start = m_anchor.isEmpty() ? m_selected : m_anchor;
    if (!place)
        return;
    const ColumnModel *column = m_model.column(*place);
    const int to = column->rowOf(m_model.find(TaskId(taskId)));
    const int from = m_model.shownIn(start) == place ? column->rowOf(m_model.find(start)) : to;
    std::vector<TaskId> passed;
    for (int row = std::min(from, to); row <= std::max(from, to); ++row)
        passed.push_back(column->at(row)->id);
    m_model.setMarked(passed, true);
}

void BoardViewModel::markAll()
{
    std::vector<TaskId> some;
    const auto add = [&some](const ColumnModel *column) {
        if (column->isHidden() || column->isCollapsed())
            return;
        for (const TaskSummary *task : column->rows())
            some.push_back(task->id);
    };
    if (const ColumnModel *column = m_model.columnAt(selectedColumn()))
        add(column);
    const bool isAllOfIt =
        std::all_of(some.begin(), some.end(), [this](const TaskId &task) { return m_model.marks().contains(task); });
    for (int i = 0; isAllOfIt && i < boardColumnCount; ++i)
        add(m_model.columnAt(i));
    m_model.setMarked(some, true);
}

void BoardViewModel::pasteCopied()
{
    m_paste.offer(QGuiApplication::clipboard()->text());
}

void BoardViewModel::markOnly(const QStringList &taskIds)
{
    std::vector<TaskId> wanted;
    for (const QString &task : taskIds)
        wanted.push_back(TaskId(task));
    m_model.clearMarks();
    m_model.setMarked(wanted, true);
}

bool BoardViewModel::escape()
{
    if (!m_moving.isEmpty()) {
        say(tr("Not moved"));
        letGo();
        return true;
    }
    if (m_model.marked() == 0)
        return false;
    m_model.clearMarks();
    return true;
}

void BoardViewModel::say(const QString &text)
{
    m_spoken = text;
    Q_EMIT spokenChanged();
}

/// A column with a hard limit that is full takes no more from people (2.1).
QString BoardViewModel::limitRefusal(const TaskSummary &task, BoardColumn target) const
{
    const ColumnModel *column = m_model.column(target);
    if (m_model.shownIn(task.id) == target || !column->isFull())
        return {};
    return tr("It is full: %1 of at most %2.").arg(column->count()).arg(column->limit());
}

Move BoardViewModel::moveOf(const TaskSummary &task, BoardColumn target) const
{
    const Move move = moveTo(task, target);
    const QString full = move.isAllowed() ? limitRefusal(task, target) : QString();
    return full.isEmpty() ? move : Move{look::Action::None, full};
}

bool BoardViewModel::isRanking() const
{
    const auto home = m_model.shownIn(m_moving);
    return home && static_cast<int>(*home) == m_moveTarget && m_model.order() == look::CardOrder::ByHand;
}

void BoardViewModel::grab(const QString &taskId)
{
    const TaskSummary *task = m_model.find(TaskId(taskId));
    const auto home = m_model.shownIn(TaskId(taskId));
    if (!task || !home)
        return;
    m_moving = task->id;
    m_model.hold();
    for (int i = 0; i < boardColumnCount; ++i) {
        ColumnModel *column = m_model.columnAt(i);
        if (column->column() == *home) {
            column->setDrop(ColumnModel::NoDrop, {});
            continue;
        }
        const Move move = moveOf(*task, column->column());
        column->setDrop(move.isAllowed() ? ColumnModel::Takes : ColumnModel::Refuses,
                        move.isAllowed() ? actionInfo(move.action).label : move.refusal);
    }
    m_moveRow = m_model.column(*home)->rowOf(task);
    m_moveTarget = static_cast<int>(*home);
    m_moveText = tr("%1 grabbed. Arrows choose where, Enter drops, Escape keeps it here.").arg(nameOf(*task));
    say(m_moveText);
    Q_EMIT movingChanged();
}

void BoardViewModel::aim(int position)
{
    const auto home = m_model.shownIn(m_moving);
    if (!home || position == m_moveTarget)
        return;
    m_model.column(*home)->setDropRow(-1);
    m_moveTarget = position;
    const ColumnModel *column = m_model.columnAt(position);
    if (!column)
        m_moveText.clear();
    else if (column->column() == *home)
        m_moveText = tr("%1: stays here").arg(column->title());
    else if (column->drop() == ColumnModel::Takes)
        m_moveText = tr("%1: %2").arg(column->title(), column->dropText());
    else
        m_moveText = tr("%1 does not take it: %2").arg(column->title(), column->dropText());
    say(m_moveText);
    Q_EMIT movingChanged();
}

void BoardViewModel::aimRow(int row)
{
    ColumnModel *column = m_model.columnAt(m_moveTarget);
    if (!column || !isRanking() || row == m_moveRow)
        return;
    m_moveRow = row;
    // The mark is drawn before a row: below its own row the card goes after the one it is aimed at.
    const int own = column->rowOf(m_model.find(m_moving));
    column->setDropRow(row == own ? -1 : row > own ? row + 1 : row);
    m_moveText = tr("%1: place %2 of %3").arg(column->title()).arg(row + 1).arg(column->count());
    say(m_moveText);
    Q_EMIT movingChanged();
}

void BoardViewModel::applyHeld()
{
    m_model.letGo();
    if (m_moving.isEmpty())
        return;
    if (m_model.find(m_moving))
        grab(QString(m_moving.value));
    else
        letGo();
}

void BoardViewModel::drop()
{
    const TaskSummary *task = m_model.find(m_moving);
    const ColumnModel *column = m_model.columnAt(m_moveTarget);
    if (!task || !column)
        return letGo();
    const TaskSummary moved = *task;
    const bool ranks = isRanking();
    const int row = m_moveRow;
    const int own = ranks ? column->rowOf(task) : -1;
    const TaskId above = ranks && row != own ? column->at(row)->id : TaskId();
    letGo();
    if (ranks) {
        // What was kept back may have moved the rows: the place is found again by the card that stood there.
        const TaskSummary *neighbour = m_model.find(above);
        if (neighbour && m_model.shownIn(above) == column->column() && m_model.shownIn(moved.id) == column->column())
            rank(moved, column->rowOf(neighbour));
        return;
    }
    if (m_model.shownIn(moved.id) == column->column() && m_model.order() != look::CardOrder::ByHand)
        return explainOrder(moved);
    const Move move = moveOf(moved, column->column());
    if (move.isAllowed())
        return request(moved, move.action, column->column());
    say(tr("Not moved: %1").arg(move.refusal));
    m_toasts.explain(tr("%1 cannot go to %2").arg(nameOf(moved), column->title()), move.refusal);
}

void BoardViewModel::nudge(int columns)
{
    const int from = selectedColumn();
    const int to = from < 0 ? from : nextVisible(from, columns);
    if (to == from)
        return;
    grab(m_selected.value);
    aim(to);
    drop();
}

void BoardViewModel::shift(int rows)
{
    const TaskSummary *task = m_model.find(m_selected);
    const ColumnModel *column = m_model.columnAt(selectedColumn());
    if (!task || !column)
        return;
    if (m_model.order() != look::CardOrder::ByHand)
        return explainOrder(*task);
    const int row = column->rowOf(task) + rows;
    if (column->at(row))
        rank(*task, row);
}

/// Another order leaves no place to choose.
void BoardViewModel::explainOrder(const TaskSummary &task)
{
    m_toasts.explain(tr("%1 was not moved").arg(nameOf(task)),
                     tr("Cards are ranked by hand only in the order by hand: choose it under Display."));
}

/// Shows the new order at once; what the engine refuses is read again and so returns (BRD-02).
void BoardViewModel::rank(const TaskSummary &task, int row)
{
    const auto place = m_model.shownIn(task.id);
    const ColumnModel *column = m_model.column(*place);
    const std::vector<RankChange> plan = planRank(column->rows(), column->rowOf(m_model.find(task.id)), row);
    if (plan.size() > viewlimits::ranksAtOnce)
        return m_toasts.explain(
            tr("%1 was not moved").arg(nameOf(task)),
            tr("Only the first %1 cards of a column are ranked by hand.").arg(viewlimits::ranksAtOnce));
    std::vector<TaskSummary> ranked;
    for (const RankChange &change : plan) {
        ranked.push_back(*m_model.find(change.task));
        ranked.back().rank = change.rank;
    }
    m_model.apply(ranked);
    for (const RankChange &change : plan)
        sendRank(change, nameOf(task));
    if (m_history && plan.size() == 1)
        rememberRank(task, plan.front());
    say(tr("%1: place %2 of %3").arg(column->title()).arg(row + 1).arg(column->count()));
}

void BoardViewModel::rememberRank(const TaskSummary &task, const RankChange &change)
{
    TaskUpdate back, again;
    back.taskId = again.taskId = task.id;
    back.changes.rank = task.rank.isEmpty() ? Patch<QString>::cleared() : Patch<QString>(task.rank);
    again.changes.rank = change.rank;
    m_history->record({tr("%1 moved in its column").arg(nameOf(task)),
                       {task.id},
                       m_history->position(),
                       m_history->step(back),
                       m_history->step(again)});
}

void BoardViewModel::sendRank(const RankChange &change, const QString &name)
{
    TaskUpdate request;
    request.taskId = change.task;
    request.changes.rank = change.rank;
    ask(m_board, m_actor, request, this, [this, change, name](const Result<TaskReply> &reply) {
        if (reply)
            return;
        m_toasts.fail(tr("%1 was not moved").arg(name), reply.error());
        m_wanted.insert(change.task);
        fetch();
    });
}

void BoardViewModel::letGo()
{
    m_moving = {};
    m_moveTarget = -1;
    m_moveRow = -1;
    m_moveText.clear();
    for (int i = 0; i < boardColumnCount; ++i) {
        m_model.columnAt(i)->setDrop(ColumnModel::NoDrop, {});
        m_model.columnAt(i)->setDropRow(-1);
    }
    m_model.letGo();
    Q_EMIT movingChanged();
}

} // namespace stint
