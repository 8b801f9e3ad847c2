#pragma once

#include "model/domain/verbs/replies.h"

#include <set>
#include <unordered_map>
#include <unordered_set>

namespace stint
{

/// Finds tasks of the board by what they refer to, so that no change looks at all of them. BoardModel keeps it true.
class ReferenceIndex
{
public:
    void add(const TaskSummary &task);
    void remove(const TaskSummary &task);
    /// Whether the two versions of a task stand in the index alike.
    static bool isSame(const TaskSummary &a, const TaskSummary &b);

    using Ids = std::unordered_set<TaskId>;
    /// Tasks directly below \a parent.
    const Ids &childrenOf(const TaskId &parent) const { return found(m_children, parent); }
    /// Tasks that wait for \a blocker.
    const Ids &dependentsOf(const TaskId &blocker) const { return found(m_dependents, blocker); }
    /// Tasks with a waiting run.
    const Ids &waiting() const { return m_waiting; }
    /// Tasks whose earliest time lies in (\a after, \a until].
    std::vector<TaskId> due(Time after, Time until) const;

private:
    using Map = std::unordered_map<TaskId, Ids>;
    static const Ids &found(const Map &map, const TaskId &key);
    static void erase(Map &map, const TaskId &key, const TaskId &task);

    Map m_children, m_dependents;
    Ids m_waiting;
    std::set<std::pair<qint64, QString>> m_notBefore;
};

} // namespace stint
