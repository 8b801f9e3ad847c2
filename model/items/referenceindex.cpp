#include "model/items/referenceindex.h"

namespace stint
{

namespace
{

bool isWaiting(const TaskSummary &task)
{
    return task.run && task.run->status == RunStatus::Queued;
}

} // namespace

void ReferenceIndex::add(const TaskSummary &task)
{
    if (task.parentTaskId)
        m_children[*task.parentTaskId].insert(task.id);
    for (const DependencyRef &edge : task.dependencies)
        m_dependents[edge.id].insert(task.id);
    if (isWaiting(task))
        m_waiting.insert(task.id);
    if (task.notBefore)
        m_notBefore.emplace(task.notBefore->ms, task.id.value);
}

void ReferenceIndex::remove(const TaskSummary &task)
{
    if (task.parentTaskId)
        erase(m_children, *task.parentTaskId, task.id);
    for (const DependencyRef &edge : task.dependencies)
        erase(m_dependents, edge.id, task.id);
    m_waiting.erase(task.id);
    if (task.notBefore)
        m_notBefore.erase({task.notBefore->ms, task.id.value});
}

bool ReferenceIndex::isSame(const TaskSummary &a, const TaskSummary &b)
{
    return a.parentTaskId == b.parentTaskId && isWaiting(a) == isWaiting(b) && a.notBefore == b.notBefore &&
           std::equal(a.dependencies.begin(), a.dependencies.end(), b.dependencies.begin(), b.dependencies.end(),
                      [](const DependencyRef &x, const DependencyRef &y) { return x.id == y.id; });
}

std::vector<TaskId> ReferenceIndex::due(Time after, Time until) const
{
    std::vector<TaskId> found;
    const auto first = m_notBefore.lower_bound({after.ms + 1, QString()});
    for (auto at = first; at != m_notBefore.end() && at->first <= until.ms; ++at)
        found.push_back(TaskId(at->second));
    return found;
}

const ReferenceIndex::Ids &ReferenceIndex::found(const Map &map, const TaskId &key)
{
    static const Ids none;
    const auto entry = map.find(key);
    return entry == map.end() ? none : entry->second;
}

void ReferenceIndex::erase(Map &map, const TaskId &key, const TaskId &task)
{
    const auto entry = map.find(key);
    if (entry == map.end())
        return;
    entry->second.erase(task);
    if (entry->second.empty())
        map.erase(entry);
}

} // namespace stint
