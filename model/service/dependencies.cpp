#include "model/service/dependencies.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/runlife.h"

#include <QHash>
#include <QJsonArray>

#include <deque>

namespace stint
{

namespace
{

/// The way from \a from along its dependencies to \a to, both included; empty when there is none.
QStringList pathTo(Verb &verb, const TaskId &from, const TaskId &to)
{
    QHash<TaskId, TaskId> reachedFrom{{from, {}}};
    std::deque<TaskId> walk{from};
    while (!walk.empty()) {
        const TaskId id = walk.front();
        walk.pop_front();
        if (id == to) {
            QStringList path;
            for (TaskId step = to; !step.isEmpty(); step = reachedFrom.value(step))
                path.prepend(step.value);
            return path;
        }
        for (const Dependency &edge : verb.store.dependenciesOf(id)) {
            if (reachedFrom.contains(edge.dependsOn))
                continue;
            reachedFrom.insert(edge.dependsOn, id);
            walk.push_back(edge.dependsOn);
        }
    }
    return {};
}

/// DEP-01 after existence.
Done mayDepend(Verb &verb, const DependencyAdd &request)
{
    if (verb.store.dependency(request.taskId, request.dependsOn))
        return invalid("depends_on_task_id", "The task already waits for that one.").reason("dependency_exists");
    if (verb.store.dependencyCount(request.taskId) + 1 > limits::dependencies)
        return refuse(ErrorCode::GraphLimitExceeded, "A task waits for at most 32 others.")
            .reason("dependencies")
            .with("limit", limits::dependencies);
    const QStringList path = pathTo(verb, request.dependsOn, request.taskId);
    if (!path.isEmpty())
        return refuse(ErrorCode::CycleDetected, "The other task waits for this one already.")
            .with("path", QJsonArray::fromStringList(path));
    return {};
}

Task settleEdge(Verb &verb, const char *type, const Task &before, const Dependency &edge)
{
    return settle(verb, before.id, before.status, std::nullopt,
                  [&](const Task &now) { recordEdge(verb, type, edge, now.status); });
}

} // namespace

void recordEdge(Verb &verb, const char *type, const Dependency &edge, TaskStatus status)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("depends_on_task_id", edge.dependsOn.value);
    payload.member("kind", QString(toText(edge.kind)));
    payload.member("status", QString(toText(status)));
    payload.endObject();
    verb.record(type, edge.taskId, std::nullopt, std::move(payload));
}

Result<DependencyReply> perform(Verb &verb, DependencyAdd request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkId("depends_on_task_id", request.dependsOn));
    STINT_TRY_LET(const DependencyKind kind, checkEnum<DependencyKind>("kind", request.kind, DependencyKind::Blocks));
    if (request.taskId == request.dependsOn)
        return invalid("depends_on_task_id", "A task does not wait for itself.").reason("self_dependency");
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    if (!verb.task(request.dependsOn))
        return refuse(ErrorCode::TaskNotFound, "There is no such task.").field("depends_on_task_id");
    STINT_TRY(checkVersion(task, request.expectedVersion));
    STINT_TRY(mayEdit(verb, task));
    STINT_TRY(mayDepend(verb, request));
    const Dependency edge{request.taskId, request.dependsOn, kind, verb.actor.who, verb.now};
    verb.store.insertDependency(edge);
    return DependencyReply{edge, TaskView(settleEdge(verb, "task.dependency_added", task, edge))};
}

Result<DependencyReply> perform(Verb &verb, DependencyRemove request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkId("depends_on_task_id", request.dependsOn));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    const auto edge = verb.store.dependency(request.taskId, request.dependsOn);
    if (!edge)
        return refuse(ErrorCode::DependencyNotFound, "The task does not wait for that one.")
            .field("depends_on_task_id");
    STINT_TRY(checkVersion(task, request.expectedVersion));
    STINT_TRY(mayEdit(verb, task));
    verb.store.removeDependency(request.taskId, request.dependsOn);
    return DependencyReply{*edge, TaskView(settleEdge(verb, "task.dependency_removed", task, *edge))};
}

} // namespace stint
