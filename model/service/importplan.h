#pragma once

#include "model/domain/verbs/board.h"
#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

/// One task of an import as it will stand on the board.
struct PlannedTask {
    Task task; ///< new: the row to insert; existing: the row as it is stored
    bool exists = false;
    TaskChanges changes; ///< of an existing task: what the import says about it
    bool isOpen = true;  ///< what the import calls the task's status
    QStringList comments;
    QString parentKey;
    QStringList dependsOn;
};

struct PlannedEdge {
    std::size_t task = 0; ///< index into ImportPlan::tasks
    TaskId dependsOn;
};

/// What an import will write. Everything in it keeps the limits of the board; what would not is in \a dropped.
struct ImportPlan {
    std::vector<PlannedTask> tasks;     ///< in the order of the import
    std::vector<std::size_t> creations; ///< indexes of new tasks, parents first
    std::vector<PlannedEdge> edges;     ///< that do not exist yet
    std::vector<DroppedItem> dropped;
    qint64 droppedEdges = 0;
};

/// Judges the tasks of an import and resolves their references, within the import first, then on the board (CLI-08).
/// Reads the store, writes nothing.
ImportPlan planImport(Verb &verb, const std::vector<ImportTask> &tasks, const std::optional<WorkspaceId> &workspace);

} // namespace stint
