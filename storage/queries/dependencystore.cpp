#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

std::vector<Dependency> SqlStore::dependenciesOf(const TaskId &id)
{
    return fetchAll<Dependency>(m_db,
                                "SELECT " STINT_DEPENDENCY_COLUMNS
                                " FROM dependencies WHERE task_id = ? ORDER BY created_at_ms, depends_on_task_id",
                                id);
}

std::optional<Dependency> SqlStore::dependency(const TaskId &id, const TaskId &dependsOn)
{
    return fetchOne<Dependency>(
        m_db, "SELECT " STINT_DEPENDENCY_COLUMNS " FROM dependencies WHERE task_id = ? AND depends_on_task_id = ?", id,
        dependsOn);
}

int SqlStore::dependencyCount(const TaskId &id)
{
    return static_cast<int>(fetchNumber(m_db, "SELECT count(*) FROM dependencies WHERE task_id = ?", id));
}

bool SqlStore::hasUnresolvedDependency(const TaskId &id)
{
    return fetchOne<int>(m_db,
                         "SELECT 1 FROM dependencies d JOIN tasks b ON b.id = d.depends_on_task_id "
                         "WHERE d.task_id = ? AND b.status <> 5 LIMIT 1",
                         id)
        .has_value();
}

std::vector<TaskId> SqlStore::dependentsOf(const TaskId &id)
{
    return fetchAll<TaskId>(m_db, "SELECT task_id FROM dependencies WHERE depends_on_task_id = ? ORDER BY task_id", id);
}

void SqlStore::insertDependency(const Dependency &dependency)
{
    write("INSERT INTO dependencies (" STINT_DEPENDENCY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)", dependency.taskId,
          dependency.dependsOn, dependency.kind, dependency.createdBy, dependency.createdAt);
    touch(dependency.taskId);
    touch(dependency.dependsOn);
}

void SqlStore::removeDependency(const TaskId &id, const TaskId &dependsOn)
{
    write("DELETE FROM dependencies WHERE task_id = ? AND depends_on_task_id = ?", id, dependsOn);
    touch(id);
    touch(dependsOn);
}

} // namespace stint
