#include "model/items/boardmodel.h"

#include "model/items/texts.h"

namespace stint
{

namespace
{

/// Above this many changes of one column a fresh fill costs less than single moves (platform.md 3.2).
constexpr std::size_t patchMax = 64;

} // namespace

BoardModel::BoardModel(QObject *parent)
    : QAbstractListModel(parent)
{
    for (int i = 0; i < boardColumnCount; ++i) {
        ColumnModel *&model = m_columns[static_cast<std::size_t>(i)];
        model = new ColumnModel(static_cast<BoardColumn>(i), m_marks, this);
        connect(model, &ColumnModel::collapsedChanged, this, &BoardModel::foldedChanged);
        connect(model, &ColumnModel::hiddenChanged, this, &BoardModel::foldedChanged);
        connect(model, &ColumnModel::collapsedChanged, this, &BoardModel::unmarkUnseen);
        connect(model, &ColumnModel::hiddenChanged, this, &BoardModel::unmarkUnseen);
    }
    column(BoardColumn::Canceled)->setCollapsed(true);
}

int BoardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : boardColumnCount;
}

QVariant BoardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    ColumnModel *model = columnAt(index.row());
    if (role == ColumnRole)
        return QVariant::fromValue(model);
    return role == Qt::DisplayRole ? model->title() : QVariant();
}

QHash<int, QByteArray> BoardModel::roleNames() const
{
    return {{ColumnRole, "column"}};
}

int BoardModel::folded() const
{
    return static_cast<int>(std::count_if(m_columns.begin(), m_columns.end(), [](const ColumnModel *model) {
        return model->isCollapsed() && !model->isHidden();
    }));
}

int BoardModel::hidden() const
{
    return static_cast<int>(
        std::count_if(m_columns.begin(), m_columns.end(), [](const ColumnModel *model) { return model->isHidden(); }));
}

ColumnModel *BoardModel::columnAt(int position) const
{
    return position >= 0 && position < boardColumnCount ? m_columns[static_cast<std::size_t>(position)] : nullptr;
}

const TaskSummary *BoardModel::find(const TaskId &task) const
{
    const auto entry = m_entries.find(task);
    return entry == m_entries.end() ? nullptr : &entry->second.task;
}

bool BoardModel::isShown(const TaskId &task) const
{
    return shownIn(task).has_value();
}

bool BoardModel::isInSight(const TaskId &task) const
{
    const auto place = shownIn(task);
    return place && !column(*place)->isCollapsed() && !column(*place)->isHidden();
}

std::optional<BoardColumn> BoardModel::shownIn(const TaskId &task) const
{
    const auto entry = m_entries.find(task);
    if (entry == m_entries.end() || !entry->second.shown)
        return std::nullopt;
    return entry->second.column;
}

void BoardModel::load(const std::vector<TaskSummary> &tasks)
{
    std::array<std::vector<const TaskSummary *>, boardColumnCount> fresh;
    for (const TaskSummary &task : tasks) {
        if (m_entries.contains(task.id)) {
            put(task);
            continue;
        }
        Entry &entry = m_entries[task.id];
        entry.task = task;
        entry.column = columnOf(task);
        entry.shown = passes(entry, task);
        m_index.add(task);
        m_needy += needsPerson(task) ? 1 : 0;
        m_shown += entry.shown ? 1 : 0;
        if (entry.shown)
            fresh[static_cast<std::size_t>(entry.column)].push_back(&entry.task);
    }
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (fresh[i].size() > patchMax) {
            m_columns[i]->merge(std::move(fresh[i]));
        } else {
            for (const TaskSummary *task : fresh[i])
                m_columns[i]->insert(task);
        }
    }
    refresh();
}

void BoardModel::apply(const std::vector<TaskSummary> &tasks)
{
    for (const TaskSummary &task : tasks) {
        if (!keepsBack(task))
            put(task);
    }
    refresh();
}

/// Whether the board is held and the news would move a card or make one come or go.
bool BoardModel::keepsBack(const TaskSummary &task)
{
    if (!m_holding)
        return false;
    const auto found = m_entries.find(task.id);
    bool moves = false;
    if (found == m_entries.end()) {
        Entry fresh;
        moves = passes(fresh, task);
    } else {
        Entry &entry = found->second;
        const QString folded = std::exchange(entry.folded, {});
        const bool shown = passes(entry, task);
        entry.folded = folded;
        moves = shown != entry.shown ||
                (shown && (columnOf(task) != entry.column || !column(entry.column)->keepsPlace(&entry.task, task)));
    }
    if (moves)
        m_held[task.id] = task;
    else
        m_held.erase(task.id);
    Q_EMIT heldChanged();
    return moves;
}

void BoardModel::put(const TaskSummary &task)
{
    m_doubted.erase(task.id);
    const auto found = m_entries.find(task.id);
    if (found == m_entries.end()) {
        Entry &entry = m_entries[task.id];
        entry.task = task;
        entry.column = columnOf(task);
        entry.shown = passes(entry, task);
        m_index.add(task);
        m_needy += needsPerson(task) ? 1 : 0;
        m_shown += entry.shown ? 1 : 0;
        if (entry.shown)
            column(entry.column)->insert(&entry.task);
    } else {
        Entry &entry = found->second;
        if (entry.settled)
            entry.pretended.reset();
        const BoardColumn target = entry.pretended.value_or(columnOf(task));
        if (entry.task == task && entry.column == target)
            return;
        entry.folded.clear();
        place(entry, task, target, passes(entry, task));
    }
    Q_EMIT taskChanged(task.id.value);
}

/// Gives a known task another value, another column, or takes it in or out of sight.
void BoardModel::place(Entry &entry, const TaskSummary &task, BoardColumn target, bool shown)
{
    m_needy += (needsPerson(task) ? 1 : 0) - (needsPerson(entry.task) ? 1 : 0);
    m_shown += (shown ? 1 : 0) - (entry.shown ? 1 : 0);
    if (!ReferenceIndex::isSame(entry.task, task)) {
        m_index.remove(entry.task);
        m_index.add(task);
    }
    if (entry.shown && shown && entry.column == target) {
        column(target)->replace(&entry.task, task);
        return;
    }
    if (entry.shown)
        column(entry.column)->remove(&entry.task);
    if (&entry.task != &task)
        entry.task = task;
    entry.column = target;
    entry.shown = shown;
    if (shown)
        column(target)->insert(&entry.task);
    if (m_marks.marked.contains(task.id) && !isInSight(task.id))
        setMarked({task.id}, false);
}

void BoardModel::drop(const TaskId &task)
{
    const auto found = m_entries.find(task);
    if (found == m_entries.end())
        return;
    const Entry &entry = found->second;
    m_index.remove(entry.task);
    m_needy -= needsPerson(entry.task) ? 1 : 0;
    m_shown -= entry.shown ? 1 : 0;
    if (entry.shown)
        column(entry.column)->remove(&entry.task);
    if (m_current == task)
        setCurrent({});
    m_doubted.erase(task);
    m_marks.pending.erase(task);
    if (m_marks.marked.erase(task) > 0)
        Q_EMIT markedChanged();
    m_entries.erase(found);
    Q_EMIT taskChanged(task.value);
}

void BoardModel::remove(const std::vector<TaskId> &tasks)
{
    for (const TaskId &task : tasks) {
        if (m_holding && isShown(task)) {
            m_held[task] = std::nullopt;
            Q_EMIT heldChanged();
        } else {
            drop(task);
        }
    }
    refresh();
}

void BoardModel::retain(const std::unordered_set<TaskId> &known)
{
    std::vector<TaskId> gone;
    for (const auto &[id, entry] : m_entries) {
        if (!known.contains(id))
            gone.push_back(id);
    }
    remove(gone);
}

bool BoardModel::passes(Entry &entry, const TaskSummary &task)
{
    if (!m_workspace.isEmpty() && task.workspaceId != m_workspace)
        return false;
    if (m_filter.isEmpty())
        return true;
    if (m_filter.wantsText() && entry.folded.isEmpty())
        entry.folded = FilterTest::foldedText(task);
    return m_filter.passes(task, entry.folded, m_now);
}

void BoardModel::setFilter(const BoardFilter &filter, const QString &person)
{
    m_filter = FilterTest(filter, person);
    refilter();
}

void BoardModel::setWorkspace(const WorkspaceId &workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = workspace;
    refilter();
}

void BoardModel::setOrder(look::CardOrder order)
{
    if (order == m_order)
        return;
    m_order = order;
    for (ColumnModel *model : m_columns)
        model->setOrder(order);
    refresh();
}

void BoardModel::refilter()
{
    std::array<std::vector<Entry *>, boardColumnCount> changed;
    std::array<std::vector<const TaskSummary *>, boardColumnCount> rows;
    int count = 0;
    for (auto &[id, entry] : m_entries) {
        const bool shown = passes(entry, entry.task);
        const auto place = static_cast<std::size_t>(entry.column);
        if (shown != entry.shown)
            changed[place].push_back(&entry);
        if (shown) {
            rows[place].push_back(&entry.task);
            ++count;
        }
    }
    for (std::size_t i = 0; i < changed.size(); ++i) {
        if (changed[i].size() > patchMax)
            m_columns[i]->reset(std::move(rows[i]));
        for (Entry *entry : changed[i]) {
            entry->shown = !entry->shown;
            if (changed[i].size() > patchMax)
                continue;
            if (entry->shown)
                m_columns[i]->insert(&entry->task);
            else
                m_columns[i]->remove(&entry->task);
        }
    }
    m_shown = count;
    unmarkUnseen();
    refresh();
}

/// Nobody means a card that cannot be seen.
void BoardModel::unmarkUnseen()
{
    std::vector<TaskId> unseen;
    std::copy_if(m_marks.marked.begin(), m_marks.marked.end(), std::back_inserter(unseen),
                 [this](const TaskId &task) { return !isInSight(task); });
    if (!unseen.empty())
        setMarked(unseen, false);
}

std::vector<std::pair<QString, int>> BoardModel::values(look::Facet facet, int limit) const
{
    QHash<QString, int> counts;
    for (const auto &[id, entry] : m_entries) {
        const QStringList found = facetValues(entry.task, facet);
        for (const QString &value : found)
            ++counts[value];
    }
    std::vector<std::pair<QString, int>> sorted;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        sorted.emplace_back(count.key(), count.value());
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (static_cast<int>(sorted.size()) > limit)
        sorted.resize(static_cast<std::size_t>(limit));
    return sorted;
}

void BoardModel::setNow(Time now, bool everything)
{
    m_now = now;
    for (ColumnModel *model : m_columns) {
        model->setNow(now, everything || model->column() == BoardColumn::InProgress);
        model->refreshHeader();
    }
    if (everything && m_filter.dependsOnTime() && !m_holding)
        refilter();
}

void BoardModel::setCurrent(const TaskId &task)
{
    m_current = task;
    const auto found = m_entries.find(task);
    for (ColumnModel *model : m_columns) {
        const bool here = found != m_entries.end() && found->second.shown && found->second.column == model->column();
        model->setCurrent(here ? &found->second.task : nullptr);
    }
}

void BoardModel::refresh()
{
    setCurrent(m_current);
    for (ColumnModel *model : m_columns)
        model->refreshHeader();
    Q_EMIT totalsChanged();
}

} // namespace stint
