#include "model/service/tasks.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/bulk.h"
#include "model/service/checks.h"
#include "model/service/newtask.h"
#include "model/service/reconcile.h"
#include "model/service/taskfields.h"

namespace stint
{

namespace
{

/// HIE-01 after existence.
Done mayAdopt(Verb &verb, const Task &parent, const Task &child)
{
    if (parent.scope == Scope::Workspace && parent.workspaceId != child.workspaceId)
        return invalid("parent_task_id", "The parent belongs to another workspace.").reason("parent_workspace");
    if (verb.store.childCount(parent.id) + 1 > limits::children)
        return refuse(ErrorCode::GraphLimitExceeded, "A task has at most 64 children.")
            .reason("children")
            .with("limit", limits::children);
    if (depthOf(verb.store, parent) + 1 > limits::depth)
        return refuse(ErrorCode::GraphLimitExceeded, "Tasks nest at most 8 levels deep.")
            .reason("depth")
            .with("limit", limits::depth);
    return {};
}

Done checkIdFree(Verb &verb, const TaskId &id)
{
    if (verb.store.task(id) || verb.store.taskWasDeleted(id))
        return refuse(ErrorCode::Conflict, "This id is or was the id of another task.").field("id");
    return {};
}

void recordChild(Verb &verb, const TaskId &parent, const Task &child)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("child_task_id", child.id.value);
    payload.member("child_scope", QString(toText(child.scope)));
    payload.memberIfSet("child_workspace_id", child.workspaceId.value_or(WorkspaceId()).value);
    payload.endObject();
    verb.record("task.child_created", parent, std::nullopt, std::move(payload));
}

/// Creation from step 4 on; \a inherits: scope and workspace are the parent's (HIE-02).
Result<Task> createTask(Verb &verb, TaskCreate request, bool inherits)
{
    STINT_TRY_LET(Task task, taskFrom(verb, std::move(request)));
    std::optional<Task> parent;
    if (task.parentTaskId) {
        parent = verb.task(*task.parentTaskId);
        if (!parent)
            return refuse(ErrorCode::TaskNotFound, "There is no such parent task.")
                .field(inherits ? "parent" : "parent_task_id");
        if (inherits) {
            task.scope = parent->scope;
            task.workspaceId = parent->workspaceId;
        }
    }
    if (task.workspaceId && !verb.store.workspace(*task.workspaceId))
        return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    STINT_TRY(mayCreateIn(verb, task.workspaceId));
    if (parent) {
        STINT_TRY(mayEdit(verb, *parent));
        STINT_TRY(mayAdopt(verb, *parent, task));
    }
    if (task.id.isEmpty())
        task.id = verb.newId<TaskId>("task");
    else
        STINT_TRY(checkIdFree(verb, task.id));
    STINT_TRY(checkExternalKeyFree(verb, task));
    insertNewTask(verb, task);
    return task;
}

void recordDeleted(Verb &verb, const Task &task, qsizetype runCount)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("task_id", task.id.value);
    payload.member("title_hash", sha256Text(task.title.toUtf8()));
    payload.memberIfSet("identifier", task.identifier);
    payload.member("run_count", static_cast<qint64>(runCount));
    payload.member("last_status", QString(toText(task.status)));
    payload.endObject();
    verb.record("task.deleted", task.id, std::nullopt, std::move(payload));
}

} // namespace

int depthOf(StoreReader &store, const Task &task)
{
    int depth = 1;
    for (auto parent = task.parentTaskId; parent && depth <= limits::depth; ++depth) {
        const auto ancestor = store.task(*parent);
        parent = ancestor ? ancestor->parentTaskId : std::nullopt;
    }
    return depth;
}

void insertNewTask(Verb &verb, const Task &task)
{
    verb.insert(task);
    JsonWriter payload;
    payload.beginObject();
    payload.member("scope", QString(toText(task.scope)));
    payload.memberIfSet("workspace_id", task.workspaceId.value_or(WorkspaceId()).value);
    payload.memberIfSet("parent_task_id", task.parentTaskId.value_or(TaskId()).value);
    payload.member("status", QString(toText(task.status)));
    payload.member("priority", QString(toText(task.priority)));
    payload.memberIfSet("network_channel", task.networkChannel);
    if (task.owner) {
        payload.key("owner");
        payload.beginObject();
        payload.member("kind", QString(toText(task.owner->kind)));
        payload.member("ref", task.owner->ref);
        payload.endObject();
    }
    payload.endObject();
    verb.record("task.created", task.id, std::nullopt, std::move(payload));
}

void recordComment(Verb &verb, const TaskId &task, const QString &text)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("text", text);
    payload.endObject();
    verb.record("task.commented", task, std::nullopt, std::move(payload));
}

Result<TaskReply> perform(Verb &verb, TaskCreate request)
{
    STINT_TRY_LET(const Task task, createTask(verb, std::move(request), false));
    return TaskReply{TaskView(task), std::nullopt, std::nullopt, {}};
}

Result<TaskReply> perform(Verb &verb, TaskCreateChild request)
{
    STINT_TRY(checkId("parent", request.parent));
    const TaskId inBody(request.task.parentTaskId.value_or(TaskId()).value.trimmed());
    if (!inBody.isEmpty() && inBody != request.parent)
        return invalid("parent_task_id", "The body names another parent.");
    request.task.parentTaskId = request.parent;
    const bool inherits = request.task.scope.trimmed().isEmpty() && !request.task.workspaceId;
    STINT_TRY_LET(const Task task, createTask(verb, std::move(request.task), inherits));
    recordChild(verb, request.parent, task);
    return TaskReply{TaskView(task), std::nullopt, std::nullopt, {}};
}

Result<TaskReply> perform(Verb &verb, TaskUpdate request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkChanges(verb, request.changes));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    STINT_TRY(checkVersion(task, request.expectedVersion));
    STINT_TRY_LET(const TaskEdit edit, editTask(verb, task, request.changes));
    return TaskReply{TaskView(edit.task), std::nullopt, std::nullopt, {}};
}

Result<BulkReply> perform(Verb &verb, TaskBulkUpdate request)
{
    STINT_TRY_LET(const QStringList ids, checkBulkIds(request.ids));
    STINT_TRY(checkChanges(verb, request.changes));
    return performEach(verb, ids, [&](const QString &id) -> Result<BulkItem> {
        STINT_TRY_LET(const Task task, verb.requireTask(TaskId(id)));
        STINT_TRY_LET(const TaskEdit edit, editTask(verb, task, request.changes));
        BulkItem item;
        item.task = TaskView(edit.task);
        return item;
    });
}

Result<Event> perform(Verb &verb, TaskComment request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkRequiredText("text", request.text, limits::longTextBytes, Lines::Many));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    STINT_TRY(mayAnnotate(verb, task));
    recordComment(verb, task.id, request.text);
    const auto newest = verb.store.lastEventsOfTask(task.id, 1);
    return newest.empty() ? Event{} : newest.back();
}

Result<OkReply> perform(Verb &verb, TaskDelete request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));
    STINT_TRY(checkVersion(task, request.expectedVersion));
    if (verb.store.childCount(task.id) > 0)
        return invalid("task_id", "The task has children.").reason("has_children");
    const auto runs = verb.store.runsOf(task.id);
    if (openRun(runs))
        return invalid("task_id", "The task has an open run.").reason("has_open_runs");
    const auto dependents = verb.store.dependentsOf(task.id);
    verb.store.deleteTask(task.id);
    verb.forget(task.id);
    recordDeleted(verb, task, static_cast<qsizetype>(runs.size()));
    for (const TaskId &id : dependents) {
        const auto before = verb.task(id);
        if (!before)
            continue;
        reconcileTask(verb, id);
        cascade(verb, id, before->status, std::nullopt);
    }
    return OkReply{};
}

} // namespace stint
