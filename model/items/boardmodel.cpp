#include "model/items/boardmodel.h"

#include "model/items/texts.h"

namespace stint
{

namespace
{

/// Above this many changes of one column a fresh fill costs less than single moves (platform.md 3.2).
constexpr std::size_t patchMax = 64;

bool holdsWord(const TaskSummary &task, const QString &word)
{
    const auto has = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return has(task.title) || has(task.identifier) || has(task.milestone) || has(task.id.value) ||
           (task.owner && has(task.owner->ref)) || (task.run && has(task.run->agentName)) ||
           (task.gate && has(task.gate->text)) || std::any_of(task.labels.begin(), task.labels.end(), has);
}

} // namespace

BoardModel::BoardModel(QObject *parent)
    : QAbstractListModel(parent)
{
    for (int i = 0; i < boardColumnCount; ++i) {
        ColumnModel *&model = m_columns[static_cast<std::size_t>(i)];
        model = new ColumnModel(static_cast<BoardColumn>(i), this);
        connect(model, &ColumnModel::collapsedChanged, this, &BoardModel::foldedChanged);
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
    return static_cast<int>(std::count_if(m_columns.begin(), m_columns.end(),
                                          [](const ColumnModel *model) { return model->isCollapsed(); }));
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
    const auto entry = m_entries.find(task);
    return entry != m_entries.end() && entry->second.shown;
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
        entry = {task, columnOf(task), passes(task)};
        if (entry.shown)
            fresh[static_cast<std::size_t>(entry.column)].push_back(&entry.task);
    }
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        ColumnModel *model = m_columns[i];
        if (fresh[i].size() > patchMax) {
            fresh[i].insert(fresh[i].end(), model->m_rows.begin(), model->m_rows.end());
            model->reset(std::move(fresh[i]));
        } else {
            for (const TaskSummary *task : fresh[i])
                model->insert(task);
        }
    }
    refresh();
}

void BoardModel::apply(const std::vector<TaskSummary> &tasks)
{
    for (const TaskSummary &task : tasks)
        put(task);
    refresh();
}

void BoardModel::put(const TaskSummary &task)
{
    const BoardColumn target = columnOf(task);
    const bool shown = passes(task);
    const auto found = m_entries.find(task.id);
    if (found == m_entries.end()) {
        Entry &entry = m_entries[task.id];
        entry = {task, target, shown};
        if (shown)
            column(target)->insert(&entry.task);
    } else {
        Entry &entry = found->second;
        if (entry.task == task && entry.shown == shown)
            return;
        if (entry.shown && shown && entry.column == target) {
            column(target)->replace(&entry.task, task);
        } else {
            if (entry.shown)
                column(entry.column)->remove(&entry.task);
            entry = {task, target, shown};
            if (shown)
                column(target)->insert(&entry.task);
        }
    }
    Q_EMIT taskChanged(task.id.value);
}

void BoardModel::drop(const TaskId &task)
{
    const auto found = m_entries.find(task);
    if (found == m_entries.end())
        return;
    if (found->second.shown)
        column(found->second.column)->remove(&found->second.task);
    if (m_current == task)
        setCurrent({});
    m_entries.erase(found);
    Q_EMIT taskChanged(task.value);
}

void BoardModel::remove(const std::vector<TaskId> &tasks)
{
    for (const TaskId &task : tasks)
        drop(task);
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

bool BoardModel::passes(const TaskSummary &task) const
{
    if (m_onlyNeedy && !needsPerson(task) && task.status != TaskStatus::Failed)
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&task](const QString &word) { return holdsWord(task, word); });
}

void BoardModel::setFilter(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    refilter();
}

void BoardModel::setOnlyNeedy(bool only)
{
    if (m_onlyNeedy == only)
        return;
    m_onlyNeedy = only;
    refilter();
}

void BoardModel::refilter()
{
    std::array<std::vector<Entry *>, boardColumnCount> changed;
    std::array<std::vector<const TaskSummary *>, boardColumnCount> rows;
    for (auto &[id, entry] : m_entries) {
        const bool shown = passes(entry.task);
        const auto place = static_cast<std::size_t>(entry.column);
        if (shown != entry.shown)
            changed[place].push_back(&entry);
        if (shown)
            rows[place].push_back(&entry.task);
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
    refresh();
}

void BoardModel::setNow(Time now, bool everything)
{
    for (ColumnModel *model : m_columns) {
        model->setNow(now, everything || model->column() == BoardColumn::InProgress);
        model->refreshHeader();
    }
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
    int shown = 0;
    for (ColumnModel *model : m_columns) {
        model->refreshHeader();
        shown += model->count();
    }
    const auto needy = std::count_if(m_entries.begin(), m_entries.end(),
                                     [](const auto &pair) { return needsPerson(pair.second.task); });
    m_shown = shown;
    m_needy = static_cast<int>(needy);
    Q_EMIT totalsChanged();
}

std::vector<TaskId> BoardModel::relatives(const std::vector<std::pair<TaskSummary, TaskSummary>> &changes) const
{
    std::unordered_set<TaskId> parents, moved, paused, found;
    for (const auto &[before, after] : changes) {
        if (before.status != after.status) {
            moved.insert(after.id);
            if (after.parentTaskId)
                found.insert(*after.parentTaskId);
        }
        if (before.effectivePaused != after.effectivePaused)
            paused.insert(after.id);
    }
    if (!moved.empty() || !paused.empty()) {
        for (const auto &[id, entry] : m_entries) {
            const TaskSummary &task = entry.task;
            const bool depends = std::any_of(task.dependencies.begin(), task.dependencies.end(),
                                             [&moved](const DependencyRef &edge) { return moved.contains(edge.id); });
            if (depends || (task.parentTaskId && paused.contains(*task.parentTaskId)))
                found.insert(id);
        }
    }
    std::vector<TaskId> known;
    std::copy_if(found.begin(), found.end(), std::back_inserter(known),
                 [this](const TaskId &id) { return m_entries.contains(id); });
    return known;
}

std::vector<TaskId> BoardModel::waiting() const
{
    std::vector<TaskId> found;
    for (const auto &[id, entry] : m_entries) {
        if (entry.task.run && entry.task.run->status == RunStatus::Queued)
            found.push_back(id);
    }
    return found;
}

std::vector<TaskId> BoardModel::due(Time after, Time until) const
{
    std::vector<TaskId> found;
    for (const auto &[id, entry] : m_entries) {
        if (entry.task.notBefore && *entry.task.notBefore > after && *entry.task.notBefore <= until)
            found.push_back(id);
    }
    return found;
}

} // namespace stint
