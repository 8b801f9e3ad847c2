#include "model/service/importgraph.h"

#include "model/domain/limits.h"

namespace stint
{

namespace
{

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

int ImportGraph::indexOf(const TaskId &id)
{
    if (const auto known = m_indexes.constFind(id); known != m_indexes.constEnd())
        return *known;
    const int index = static_cast<int>(m_nodes.size());
    m_indexes.insert(id, index);
    m_ids.push_back(id);
    m_nodes.emplace_back();
    return index;
}

void ImportGraph::want(const TaskId &task, const TaskId &dependsOn)
{
    const int from = indexOf(task), to = indexOf(dependsOn);
    m_nodes[at(from)].wanted.push_back(to);
}

void ImportGraph::prepare()
{
    // Grows while it runs: the blockers of a stored task may be tasks not seen so far.
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const TaskId id = m_ids[i];
        if (m_newTasks.contains(id))
            continue;
        for (const Dependency &edge : m_store.dependenciesOf(id)) {
            const int blocker = indexOf(edge.dependsOn);
            m_nodes[i].stored.push_back(blocker);
            ++m_nodes[i].edges;
        }
    }
    // Kahn's algorithm from the blockers up: what it does not reach is on a cycle or waits for one.
    std::vector<std::vector<int>> dependents(m_nodes.size());
    std::vector<std::size_t> open(m_nodes.size());
    std::vector<int> safe;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        for (const auto *blockers : {&m_nodes[i].stored, &m_nodes[i].wanted}) {
            for (const int blocker : *blockers)
                dependents[at(blocker)].push_back(static_cast<int>(i));
        }
        open[i] = m_nodes[i].stored.size() + m_nodes[i].wanted.size();
        if (open[i] == 0)
            safe.push_back(static_cast<int>(i));
    }
    while (!safe.empty()) {
        const int index = safe.back();
        safe.pop_back();
        m_nodes[at(index)].isSafe = true;
        for (const int dependent : dependents[at(index)]) {
            if (--open[at(dependent)] == 0)
                safe.push_back(dependent);
        }
    }
}

ImportGraph::Verdict ImportGraph::add(const TaskId &task, const TaskId &dependsOn)
{
    const int from = indexOf(task), to = indexOf(dependsOn);
    Node &node = m_nodes[at(from)];
    if (node.edges + 1 > limits::dependencies)
        return Verdict::Full;
    if (!node.isSafe && reaches(to, from))
        return Verdict::Cycle;
    node.added.push_back(to);
    ++node.edges;
    return Verdict::Added;
}

bool ImportGraph::reaches(int from, int to) const
{
    std::vector<bool> seen(m_nodes.size());
    std::vector<int> walk{from};
    while (!walk.empty()) {
        const int index = walk.back();
        walk.pop_back();
        if (index == to)
            return true;
        if (seen[at(index)])
            continue;
        seen[at(index)] = true;
        for (const auto *blockers : {&m_nodes[at(index)].stored, &m_nodes[at(index)].added})
            walk.insert(walk.end(), blockers->begin(), blockers->end());
    }
    return false;
}

} // namespace stint
