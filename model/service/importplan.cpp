#include "model/service/importplan.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/importgraph.h"
#include "model/service/newtask.h"
#include "model/service/taskfields.h"

#include <algorithm>

namespace stint
{

namespace
{

/// A dependency whose two ends are known, before the limits are looked at.
struct WantedEdge {
    std::size_t task = 0;
    TaskId dependsOn;
    QString key;
};

/// Makes one plan; each numbered part builds on the one before.
class Planner
{
public:
    Planner(Verb &verb, const std::optional<WorkspaceId> &workspace)
        : m_verb(verb)
        , m_workspace(workspace)
    {
    }

    ImportPlan plan(const std::vector<ImportTask> &tasks)
    {
        for (const ImportTask &task : tasks)
            accept(task);
        placeAll();
        linkAll();
        for (const std::size_t index : m_plan.creations)
            decideStatus(m_plan.tasks[index].task);
        return std::move(m_plan);
    }

private:
    void drop(const QString &key, const QString &reason) { m_plan.dropped.push_back({key, reason}); }
    void drop(const PlannedTask &planned, const char *what, const QString &reference, const char *why)
    {
        drop(planned.task.externalKey,
             QStringLiteral("%1 \"%2\": %3").arg(QLatin1String(what), reference.left(128), QLatin1String(why)));
    }

    // 1. Fields

    void accept(const ImportTask &source)
    {
        Result<PlannedTask> planned = judged(source);
        if (!planned) {
            drop(source.externalKey.trimmed(), redacted(planned.error().message));
            return;
        }
        const QString key = planned->task.externalKey;
        if (m_indexes.contains(key)) {
            drop(key, QStringLiteral("the key appears twice"));
            return;
        }
        if (const auto id = taskOf(m_workspace, key))
            meetExisting(*planned, source, *id);
        m_indexes.insert(key, m_plan.tasks.size());
        m_plan.tasks.push_back(std::move(*planned));
    }

    Result<PlannedTask> judged(const ImportTask &source)
    {
        TaskCreate request;
        request.externalKey = source.externalKey;
        request.identifier = source.identifier;
        request.title = source.title;
        request.description = source.description;
        request.priority = source.priority;
        request.milestone = source.milestone;
        request.labels = source.labels;
        request.acceptance = source.acceptance;
        request.metadata = source.metadata;
        request.workspaceId = m_workspace;
        PlannedTask planned;
        STINT_TRY_LET(planned.task, taskFrom(m_verb, std::move(request)));
        if (planned.task.externalKey.isEmpty())
            return invalid("external_key", "external_key is needed");
        STINT_TRY_LET(planned.task.status, importedStatus(source.status));
        planned.isOpen = !isTerminal(planned.task.status);
        planned.parentKey = source.parentKey.trimmed();
        planned.dependsOn = source.dependsOn;
        takeComments(planned, source.comments);
        return planned;
    }

    static Result<TaskStatus> importedStatus(const QString &text)
    {
        const QString word = text.trimmed().toLower();
        if (word.isEmpty() || word == QLatin1String("open"))
            return TaskStatus::Ready;
        const auto status = enumFromText<TaskStatus>(word);
        if (status && isTerminal(*status))
            return *status;
        return invalid("status",
                       QStringLiteral("status is open, completed, failed or canceled, not \"%1\"").arg(text.left(128)));
    }

    /// A comment that breaks its rule costs only itself.
    void takeComments(PlannedTask &planned, const QStringList &comments)
    {
        for (QString text : comments) {
            const Done valid = checkRequiredText("comment", text, limits::longTextBytes, Lines::Many);
            if (valid)
                planned.comments.append(text);
            else
                drop(planned.task.externalKey, valid.error().message);
        }
    }

    /// The task is on the board already: what the import tells about it becomes an update; what it does not tell, and
    /// what only the board decides, stays.
    void meetExisting(PlannedTask &planned, const ImportTask &source, const TaskId &id)
    {
        const Task stored = m_verb.task(id).value_or(Task{});
        const Task &told = planned.task;
        TaskChanges &changes = planned.changes;
        changes.title = told.title;
        if (!told.description.isEmpty())
            changes.description = told.description;
        if (!source.priority.trimmed().isEmpty())
            changes.priority = QString(toText(told.priority));
        if (!told.milestone.isEmpty())
            changes.milestone = told.milestone;
        if (!told.labels.isEmpty())
            changes.labels = told.labels;
        if (!told.metadata.isNull())
            changes.metadata = told.metadata;
        if (!told.acceptance.empty())
            changes.acceptance = withProofs(told.acceptance, stored.acceptance);
        if (!told.identifier.isEmpty() && told.identifier != stored.identifier)
            drop(planned, "identifier", told.identifier, "it cannot be changed after creation");
        if (!planned.isOpen && told.status != stored.status)
            drop(planned, "status", QString(toText(told.status)), "the board decides the status of an existing task");
        planned.exists = true;
        planned.task = stored;
        planned.comments.clear(); // they were added when the task was created
    }

    /// What was proven on the board stays proven.
    static std::vector<Criterion> withProofs(std::vector<Criterion> told, const std::vector<Criterion> &stored)
    {
        for (Criterion &criterion : told) {
            const auto same = std::find_if(stored.begin(), stored.end(),
                                           [&](const Criterion &known) { return known.text == criterion.text; });
            if (same == stored.end())
                continue;
            criterion.met = criterion.met || same->met;
            if (criterion.evidence.isEmpty())
                criterion.evidence = same->evidence;
        }
        return told;
    }

    // 2. Parents

    void placeAll()
    {
        m_placed.resize(m_plan.tasks.size());
        m_chain.assign(m_plan.tasks.size(), 0);
        for (std::size_t i = 0; i < m_plan.tasks.size(); ++i) {
            if (m_plan.tasks[i].exists) {
                m_placed[i] = true;
                keepParent(m_plan.tasks[i]);
            }
        }
        for (std::size_t i = 0; i < m_plan.tasks.size(); ++i)
            placeChain(i);
    }

    void keepParent(const PlannedTask &planned)
    {
        if (planned.parentKey.isEmpty())
            return;
        const auto index = m_indexes.constFind(planned.parentKey);
        const auto parent = index != m_indexes.constEnd() && m_plan.tasks[*index].exists
                                ? std::optional(m_plan.tasks[*index].task.id)
                                : onBoard(planned.parentKey);
        if (!parent || parent != planned.task.parentTaskId)
            drop(planned, "parent", planned.parentKey, "a task cannot get another parent");
    }

    /// Places a task after everything above it that is new too. A parent met twice on the way up closes a circle.
    void placeChain(std::size_t start)
    {
        std::vector<std::size_t> chain;
        for (auto next = std::optional(start); next && !m_placed[*next];) {
            const std::size_t index = *next;
            chain.push_back(index);
            m_chain[index] = start + 1;
            next = newParent(index);
            if (next && m_chain[*next] == start + 1 && !m_placed[*next]) {
                PlannedTask &last = m_plan.tasks[index];
                drop(last, "parent", last.parentKey,
                     *next == index ? "a task is not its own parent" : "it would close a circle");
                last.parentKey.clear();
                break;
            }
        }
        for (auto index = chain.rbegin(); index != chain.rend(); ++index)
            place(*index);
    }

    std::optional<std::size_t> newParent(std::size_t index) const
    {
        const auto found = m_indexes.constFind(m_plan.tasks[index].parentKey);
        return found == m_indexes.constEnd() ? std::nullopt : std::optional(*found);
    }

    void place(std::size_t index)
    {
        PlannedTask &planned = m_plan.tasks[index];
        planned.task.id = m_verb.newId<TaskId>("task");
        m_placed[index] = true;
        m_new.insert(planned.task.id);
        m_plan.creations.push_back(index);
        int depth = 1;
        if (!planned.parentKey.isEmpty()) {
            const auto parent = resolve(planned.parentKey);
            if (!parent)
                drop(planned, "parent", planned.parentKey, "there is no such task");
            else if (childrenOf(*parent) + 1 > limits::children)
                drop(planned, "parent", planned.parentKey, "it has 64 children already");
            else if (depthAt(*parent) + 1 > limits::depth)
                drop(planned, "parent", planned.parentKey, "tasks nest at most 8 levels deep");
            else {
                planned.task.parentTaskId = parent;
                ++m_children[*parent];
                depth = depthAt(*parent) + 1;
            }
        }
        m_depths.insert(planned.task.id, depth);
    }

    int childrenOf(const TaskId &id)
    {
        auto known = m_children.find(id);
        if (known == m_children.end())
            known = m_children.insert(id, m_new.contains(id) ? 0 : m_verb.store.childCount(id));
        return *known;
    }

    int depthAt(const TaskId &id)
    {
        auto known = m_depths.find(id);
        if (known == m_depths.end())
            known = m_depths.insert(id, depthOf(m_verb.store, m_verb.task(id).value_or(Task{})));
        return *known;
    }

    // 3. Dependencies

    void linkAll()
    {
        ImportGraph graph(m_verb.store, m_new);
        std::vector<WantedEdge> wanted;
        for (std::size_t i = 0; i < m_plan.tasks.size(); ++i)
            collectEdges(i, wanted);
        for (const WantedEdge &edge : wanted)
            graph.want(m_plan.tasks[edge.task].task.id, edge.dependsOn);
        graph.prepare();
        for (const WantedEdge &edge : wanted) {
            const TaskId &id = m_plan.tasks[edge.task].task.id;
            switch (graph.add(id, edge.dependsOn)) {
            case ImportGraph::Verdict::Added:
                m_plan.edges.push_back({edge.task, edge.dependsOn});
                m_blockers[id].append(edge.dependsOn);
                break;
            case ImportGraph::Verdict::Full:
                dropEdge(edge, "a task waits for at most 32 others");
                break;
            case ImportGraph::Verdict::Cycle:
                dropEdge(edge, "it would close a cycle");
                break;
            }
        }
    }

    void collectEdges(std::size_t index, std::vector<WantedEdge> &wanted)
    {
        const PlannedTask &planned = m_plan.tasks[index];
        QSet<TaskId> seen;
        for (const QString &reference : planned.dependsOn) {
            const QString key = reference.trimmed();
            const auto blocker = resolve(key);
            if (!blocker || *blocker == planned.task.id) {
                drop(planned, "depends_on", key, blocker ? "a task does not wait for itself" : "there is no such task");
                ++m_plan.droppedEdges;
                continue;
            }
            const bool isKnown = seen.contains(*blocker) || (planned.exists && !m_new.contains(*blocker) &&
                                                             m_verb.store.dependency(planned.task.id, *blocker));
            seen.insert(*blocker);
            if (!isKnown)
                wanted.push_back({index, *blocker, key});
        }
    }

    void dropEdge(const WantedEdge &edge, const char *why)
    {
        drop(m_plan.tasks[edge.task], "depends_on", edge.key, why);
        ++m_plan.droppedEdges;
    }

    // 4. Status

    /// Closed tasks keep what the import calls them (STA-02 row 12); open ones wait for blockers that are not
    /// completed.
    void decideStatus(Task &task)
    {
        if (isTerminal(task.status)) {
            task.closedAt = m_verb.now;
            return;
        }
        const QList<TaskId> blockers = m_blockers.value(task.id);
        const bool waits = std::any_of(blockers.begin(), blockers.end(),
                                       [this](const TaskId &id) { return statusOf(id) != TaskStatus::Completed; });
        task.status = waits ? TaskStatus::Blocked : TaskStatus::Ready;
    }

    TaskStatus statusOf(const TaskId &id)
    {
        if (m_statuses.isEmpty()) {
            for (const PlannedTask &planned : m_plan.tasks)
                m_statuses.insert(planned.task.id, planned.task.status);
        }
        const auto known = m_statuses.constFind(id);
        return known != m_statuses.constEnd() ? *known : m_verb.task(id).value_or(Task{}).status;
    }

    // References

    /// The task with that key in the import, else on the board.
    std::optional<TaskId> resolve(const QString &key)
    {
        const auto index = m_indexes.constFind(key);
        return index != m_indexes.constEnd() ? std::optional(m_plan.tasks[*index].task.id) : onBoard(key);
    }

    /// The workspace's own task before a global one.
    std::optional<TaskId> onBoard(const QString &key)
    {
        if (key.isEmpty())
            return std::nullopt;
        auto id = taskOf(m_workspace, key);
        if (!id && m_workspace)
            id = taskOf(std::nullopt, key);
        return id;
    }

    /// By its external key; a task without one goes by its id, as board.export tells it.
    std::optional<TaskId> taskOf(const std::optional<WorkspaceId> &workspace, const QString &key)
    {
        if (const auto id = m_verb.store.taskByExternalKey(workspace, key))
            return id;
        const auto task = m_verb.store.task(TaskId(key));
        return task && task->externalKey.isEmpty() && task->workspaceId == workspace ? std::optional(task->id)
                                                                                     : std::nullopt;
    }

    Verb &m_verb;
    const std::optional<WorkspaceId> m_workspace;
    ImportPlan m_plan;
    QHash<QString, std::size_t> m_indexes; ///< by external key
    std::vector<bool> m_placed;
    std::vector<std::size_t> m_chain; ///< the walk upwards that met the task last
    QSet<TaskId> m_new;
    QHash<TaskId, int> m_children, m_depths;
    QHash<TaskId, QList<TaskId>> m_blockers;
    QHash<TaskId, TaskStatus> m_statuses; ///< as the import tells them, before blockers are looked at
};

} // namespace

ImportPlan planImport(Verb &verb, const std::vector<ImportTask> &tasks, const std::optional<WorkspaceId> &workspace)
{
    return Planner(verb, workspace).plan(tasks);
}

} // namespace stint
