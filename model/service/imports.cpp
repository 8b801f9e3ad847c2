#include "model/service/imports.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/dependencies.h"
#include "model/service/importplan.h"
#include "model/service/newtask.h"
#include "model/service/reconcile.h"
#include "model/service/runlife.h"
#include "model/service/taskfields.h"

namespace stint
{

/// Parts of an import that wait for the last one.
struct PendingImport {
    std::vector<ImportTask> tasks;
    qint64 bytes = 0;
    Time lastPartAt;
};

namespace
{

constexpr std::size_t importTasksMax = 100'000;
constexpr qint64 importBytesMax = 64LL * 1024 * 1024;
constexpr std::size_t pendingImportsMax = 4;
constexpr qint64 abandonedAfterMs = 600'000;

qint64 bytesOf(const QStringList &texts)
{
    qint64 bytes = 0;
    for (const QString &text : texts)
        bytes += utf8Bytes(text);
    return bytes;
}

qint64 bytesOf(const ImportTask &task)
{
    qint64 bytes = task.metadata.text.size();
    for (const QString *text : {&task.externalKey, &task.title, &task.description, &task.priority, &task.milestone,
                                &task.identifier, &task.parentKey, &task.status})
        bytes += utf8Bytes(*text);
    for (const QStringList *texts : {&task.labels, &task.dependsOn, &task.comments})
        bytes += bytesOf(*texts);
    for (const Criterion &criterion : task.acceptance)
        bytes += utf8Bytes(criterion.text) + utf8Bytes(criterion.evidence);
    return bytes;
}

/// Imports whose caller went away make room for a new one.
Done makeRoom(Verb &verb)
{
    auto &imports = verb.state.imports;
    std::erase_if(imports, [&](const auto &entry) { return verb.now - entry.second->lastPartAt >= abandonedAfterMs; });
    if (imports.size() < pendingImportsMax)
        return {};
    return refuse(ErrorCode::QueueFull, "Too many imports are under way.").with("retry_after_ms", abandonedAfterMs);
}

/// Adds a part to what has come so far; an import that grows too large is forgotten as a whole.
Result<std::shared_ptr<PendingImport>> collect(Verb &verb, const QString &name, BoardImport &request)
{
    auto &imports = verb.state.imports;
    auto found = imports.find(name);
    if (found == imports.end()) {
        STINT_TRY(makeRoom(verb));
        found = imports.emplace(name, std::make_shared<PendingImport>()).first;
    }
    const auto pending = found->second;
    pending->lastPartAt = verb.now;
    for (ImportTask &task : request.tasks) {
        pending->bytes += bytesOf(task);
        pending->tasks.push_back(std::move(task));
    }
    if (pending->tasks.size() > importTasksMax || pending->bytes > importBytesMax) {
        imports.erase(found);
        return refuse(ErrorCode::PayloadTooLarge, "An import has at most 100,000 tasks and 64 MiB.").field("tasks");
    }
    return pending;
}

/// Writes a plan and counts what it did.
class Import
{
public:
    Import(Verb &verb, ImportPlan plan)
        : m_verb(verb)
        , m_plan(std::move(plan))
    {
    }

    Result<BoardImport::Reply> execute(bool enqueues)
    {
        create();
        link();
        STINT_TRY(update());
        announceEdges();
        if (enqueues)
            enqueue();
        m_reply.dropped = std::move(m_plan.dropped);
        m_reply.dependencies = {static_cast<qint64>(m_plan.edges.size()), m_plan.droppedEdges};
        return std::move(m_reply);
    }

private:
    void create()
    {
        for (const std::size_t index : m_plan.creations) {
            const PlannedTask &planned = m_plan.tasks[index];
            insertNewTask(m_verb, planned.task);
            for (const QString &text : planned.comments)
                recordComment(m_verb, planned.task.id, text);
            ++m_reply.created;
            if (planned.task.parentTaskId)
                ++m_reply.parents;
        }
    }

    void link()
    {
        for (const PlannedEdge &edge : m_plan.edges) {
            m_verb.store.insertDependency(dependency(edge));
            m_gained.insert(m_plan.tasks[edge.task].task.id);
        }
    }

    /// New tasks were written with their status; existing ones follow their new values and edges.
    Done update()
    {
        for (PlannedTask &planned : m_plan.tasks) {
            if (!planned.exists)
                continue;
            STINT_TRY_LET(const TaskEdit edit, editTask(m_verb, planned.task, planned.changes));
            if (m_gained.contains(planned.task.id))
                reconcileTask(m_verb, planned.task.id);
            const bool changed = edit.changed || m_gained.contains(planned.task.id);
            ++(changed ? m_reply.updated : m_reply.unchanged);
        }
        return {};
    }

    void announceEdges()
    {
        for (const PlannedEdge &edge : m_plan.edges) {
            const Dependency added = dependency(edge);
            recordEdge(m_verb, "task.dependency_added", added, statusOf(added.taskId));
        }
    }

    /// Every open task of the import that was never worked on.
    void enqueue()
    {
        for (const PlannedTask &planned : m_plan.tasks) {
            const TaskStatus status = statusOf(planned.task.id);
            const bool waits = status == TaskStatus::Ready || status == TaskStatus::Blocked;
            if (!planned.isOpen || !waits || (planned.exists && !m_verb.store.runsOf(planned.task.id).empty()))
                continue;
            const Run run = createRun(m_verb, planned.task.id, {});
            const Task now = reconcileTask(m_verb, planned.task.id);
            announceEnqueued(m_verb, run, now.status, {}, {}, false);
            ++m_reply.enqueued;
        }
    }

    Dependency dependency(const PlannedEdge &edge) const
    {
        return {m_plan.tasks[edge.task].task.id, edge.dependsOn, DependencyKind::Blocks, m_verb.actor.who, m_verb.now};
    }

    TaskStatus statusOf(const TaskId &id) { return m_verb.task(id).value_or(Task{}).status; }

    Verb &m_verb;
    ImportPlan m_plan;
    QSet<TaskId> m_gained; ///< tasks with new edges
    BoardImport::Reply m_reply;
};

/// Executes an import, or only finds out what it would do.
Result<BoardImport::Reply> execute(Verb &verb, const BoardImport &request, const std::vector<ImportTask> &tasks)
{
    const auto run = [&] {
        return Import(verb, planImport(verb, tasks, request.workspaceId)).execute(request.enqueue);
    };
    if (!request.dryRun)
        return run();
    Result<BoardImport::Reply> reply = BoardImport::Reply{};
    // The item fails on purpose: that is what takes its writes back.
    const Done undone = verb.attempt([&]() -> Done {
        reply = run();
        return refuse(ErrorCode::Internal, "dry run");
    });
    Q_ASSERT(!undone);
    if (reply)
        reply->dryRun = true;
    return reply;
}

} // namespace

Result<BoardImport::Reply> perform(Verb &verb, BoardImport request)
{
    STINT_TRY(checkRequiredName("import_id", request.importId, limits::idBytes));
    if (request.workspaceId) {
        STINT_TRY(checkId("workspace_id", *request.workspaceId));
        if (!verb.store.workspace(*request.workspaceId))
            return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    }
    const QString name = verb.actor.who.text() + QLatin1Char('|') + request.importId;
    STINT_TRY_LET(const std::shared_ptr<PendingImport> pending, collect(verb, name, request));
    if (!request.last)
        return BoardImport::Reply{};
    verb.state.imports.erase(name);
    return execute(verb, request, pending->tasks);
}

} // namespace stint
