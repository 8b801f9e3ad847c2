#pragma once

#include "model/ports/store.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace stint
{

/// The dependencies that an import wants, over those of the board. Judges thousands of edges without walking the graph
/// for each: only edges on or above a cycle of the whole are looked at one by one. Lives within one verb.
class ImportGraph
{
public:
    enum class Verdict { Added, Full, Cycle };

    /// \a newTasks are not on the board yet and have no edges there.
    ImportGraph(StoreReader &store, const QSet<TaskId> &newTasks)
        : m_store(store)
        , m_newTasks(newTasks)
    {
    }

    /// All edges are named before prepare(), then added in the same order.
    void want(const TaskId &task, const TaskId &dependsOn);
    void prepare();
    Verdict add(const TaskId &task, const TaskId &dependsOn);

private:
    struct Node {
        std::vector<int> stored, wanted, added; ///< blockers
        int edges = 0;                          ///< stored and added
        bool isSafe = false;                    ///< no cycle of stored and wanted edges lies below it
    };

    int indexOf(const TaskId &id);
    bool reaches(int from, int to) const;

    StoreReader &m_store;
    const QSet<TaskId> &m_newTasks;
    QHash<TaskId, int> m_indexes;
    std::vector<TaskId> m_ids;
    std::vector<Node> m_nodes;
};

} // namespace stint
