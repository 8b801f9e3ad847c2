#include "model/items/boardmodel.h"

// What lies over the tasks of the board: news kept back, moves not yet confirmed, marks, doubts.

namespace stint
{

namespace
{

/// Above this many changed rows all of them are painted anew.
constexpr std::size_t repaintMax = 64;

} // namespace

void BoardModel::hold()
{
    m_holding = true;
}

void BoardModel::letGo()
{
    m_holding = false;
    const auto held = std::exchange(m_held, {});
    for (const auto &[id, task] : held) {
        if (task)
            put(*task);
        else
            drop(id);
    }
    if (!held.empty()) {
        refresh();
        Q_EMIT heldChanged();
    }
}

void BoardModel::pretend(const TaskId &task, BoardColumn target)
{
    const auto found = m_entries.find(task);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    entry.pretended = target;
    entry.settled = false;
    place(entry, entry.task, target, entry.shown);
    refresh();
    Q_EMIT taskChanged(task.value);
}

void BoardModel::settle(const TaskId &task, bool done)
{
    const auto found = m_entries.find(task);
    if (found == m_entries.end() || !found->second.pretended)
        return;
    Entry &entry = found->second;
    entry.settled = true;
    if (done)
        return;
    entry.pretended.reset();
    place(entry, entry.task, columnOf(entry.task), entry.shown);
    refresh();
    Q_EMIT taskChanged(task.value);
}

void BoardModel::setPending(const TaskId &task, bool pending)
{
    if (pending)
        m_marks.pending.insert(task);
    else
        m_marks.pending.erase(task);
    if (const auto place = shownIn(task))
        column(*place)->repaint(find(task));
}

void BoardModel::setMarked(const std::vector<TaskId> &tasks, bool marked)
{
    for (const TaskId &task : tasks) {
        const auto place = shownIn(task);
        if (marked && !place)
            continue;
        if (marked)
            m_marks.marked.insert(task);
        else
            m_marks.marked.erase(task);
        if (place && tasks.size() <= repaintMax)
            column(*place)->repaint(find(task));
    }
    if (tasks.size() > repaintMax) {
        for (ColumnModel *model : m_columns)
            model->repaintAll();
    }
    Q_EMIT markedChanged();
}

void BoardModel::clearMarks()
{
    const std::vector<TaskId> all(m_marks.marked.begin(), m_marks.marked.end());
    m_marks.marked.clear();
    for (const TaskId &task : all) {
        if (const auto place = shownIn(task); place && all.size() <= repaintMax)
            column(*place)->repaint(find(task));
    }
    if (all.size() > repaintMax) {
        for (ColumnModel *model : m_columns)
            model->repaintAll();
    }
    if (!all.empty())
        Q_EMIT markedChanged();
}

std::vector<TaskId> BoardModel::relatives(const std::vector<std::pair<TaskSummary, TaskSummary>> &changes) const
{
    std::unordered_set<TaskId> found;
    for (const auto &[before, after] : changes) {
        if (before.status != after.status) {
            if (after.parentTaskId)
                found.insert(*after.parentTaskId);
            const ReferenceIndex::Ids &dependents = m_index.dependentsOf(after.id);
            found.insert(dependents.begin(), dependents.end());
        }
        if (before.effectivePaused != after.effectivePaused) {
            const ReferenceIndex::Ids &children = m_index.childrenOf(after.id);
            found.insert(children.begin(), children.end());
        }
    }
    std::vector<TaskId> known;
    std::copy_if(found.begin(), found.end(), std::back_inserter(known),
                 [this](const TaskId &id) { return m_entries.contains(id); });
    return known;
}

void BoardModel::doubt(const std::unordered_set<TaskId> &tasks)
{
    m_doubted.insert(tasks.begin(), tasks.end());
    // Windows read again what they show; only that is then asked for.
    for (ColumnModel *model : m_columns)
        model->setNow(m_now, true);
}

void BoardModel::seen(const TaskId &task)
{
    if (m_doubted.empty() || !m_doubted.contains(task))
        return;
    const bool first = m_seen.empty();
    m_seen.insert(task);
    if (first)
        QMetaObject::invokeMethod(this, &BoardModel::wanted, Qt::QueuedConnection);
}

std::vector<TaskId> BoardModel::takeWanted()
{
    std::vector<TaskId> found;
    for (const TaskId &task : std::exchange(m_seen, {})) {
        if (m_doubted.erase(task) > 0)
            found.push_back(task);
    }
    return found;
}

} // namespace stint
