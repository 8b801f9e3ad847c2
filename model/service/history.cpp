#include "model/service/inspect.h"
#include "model/service/paging.h"
#include "model/service/queryrows.h"
#include "model/service/reads.h"

#include "model/domain/status.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stint
{

namespace
{

/// RED-04: an event as it may be shown.
Event shown(Event event)
{
    event.payload.text = redactedUtf8(withoutSecretKeys(event.payload.text));
    return event;
}

/// LIV-02.
TimelineItem itemOf(Glance &glance, const Event &event)
{
    TimelineItem item;
    item.event = shown(event);
    if (const auto task = event.taskId ? glance.task(*event.taskId) : std::nullopt) {
        item.taskTitle = task->title;
        item.taskStatus = task->status;
    }
    if (const auto run = event.runId ? glance.store.run(*event.runId) : std::nullopt)
        item.run = glance.chipOf(*run);
    return item;
}

/// \a root and everything below it, by depth.
std::vector<std::vector<TaskId>> levelsBelow(StoreReader &store, const TaskId &root)
{
    std::vector<std::vector<TaskId>> levels{{root}};
    for (;;) {
        std::vector<TaskId> next;
        for (const TaskId &id : levels.back()) {
            for (const TaskId &child : store.childrenOf(id))
                next.push_back(child);
        }
        if (next.empty())
            return levels;
        levels.push_back(std::move(next));
    }
}

/// The parent that the first event of a task names: all that is left of it when the task is deleted.
std::optional<TaskId> parentAtCreation(StoreReader &store, const TaskId &id)
{
    const auto events = store.eventsOfTask(id, 0, 1);
    if (events.empty())
        return std::nullopt;
    const QJsonObject payload = QJsonDocument::fromJson(events.front().payload.text).object();
    const QString parent = payload.value(QLatin1String("parent_task_id")).toString();
    return parent.isEmpty() ? std::nullopt : std::optional(TaskId(parent));
}

/// LIV-03: \a root, everything below it, and what was below it and was deleted after \a seq.
std::vector<TaskId> familyOf(StoreReader &store, const TaskId &root, qint64 seq)
{
    std::vector<TaskId> family;
    for (const auto &level : levelsBelow(store, root))
        family.insert(family.end(), level.begin(), level.end());
    QHash<TaskId, std::vector<TaskId>> deletedBelow;
    for (const TaskId &id : store.tasksDeletedAfter(seq)) {
        if (const auto parent = parentAtCreation(store, id))
            deletedBelow[*parent].push_back(id);
    }
    for (std::size_t i = 0; i < family.size() && !deletedBelow.isEmpty(); ++i) {
        const auto children = deletedBelow.take(family[i]);
        family.insert(family.end(), children.begin(), children.end());
    }
    return family;
}

TreeNode nodeOf(Glance &glance, const Task &task, int depth)
{
    const TaskFigures figures = glance.store.figures(task.id);
    TreeNode node;
    node.id = task.id;
    node.title = task.title;
    node.status = task.status;
    node.depth = depth;
    node.parentTaskId = task.parentTaskId;
    node.childCount = figures.childCount;
    node.paused = task.pause.has_value();
    node.effectivePaused = glance.pausedBy(task).has_value();
    const auto runs = glance.store.runsOf(task.id);
    if (const Run *best = currentRunOf(task, runs, std::nullopt); best && isOpen(best->status))
        node.run = glance.chipOf(*best);
    node.lastActivityAt = figures.lastActivityAt;
    return node;
}

/// The next events of a board or of some tasks, in sequence order.
class EventSource
{
public:
    EventSource(StoreReader &store, std::optional<std::vector<TaskId>> tasks)
        : m_store(store)
        , m_tasks(std::move(tasks))
    {
    }

    qint64 count(qint64 afterSeq, const QStringList &types)
    {
        if (!m_tasks)
            return m_store.eventCount(std::nullopt, afterSeq, types);
        qint64 count = 0;
        for (const TaskId &id : *m_tasks)
            count += m_store.eventCount(id, afterSeq, types);
        return count;
    }

    std::vector<Event> after(qint64 seq, int limit)
    {
        if (!m_tasks)
            return m_store.eventsAfter(seq, limit);
        std::vector<Event> merged;
        for (const TaskId &id : *m_tasks) {
            for (Event &event : m_store.eventsOfTask(id, seq, limit))
                merged.push_back(std::move(event));
        }
        std::sort(merged.begin(), merged.end(), [](const Event &a, const Event &b) { return a.seq < b.seq; });
        if (merged.size() > static_cast<std::size_t>(limit))
            merged.resize(static_cast<std::size_t>(limit));
        return merged;
    }

private:
    StoreReader &m_store;
    std::optional<std::vector<TaskId>> m_tasks;
};

} // namespace

Result<TaskTree::Reply> perform(Query &query, const TaskTree &request)
{
    STINT_TRY_LET(const Task root, requireTask(query, request.taskId));
    Glance glance(query.store, query.now);
    Page<TreeNode> page;
    const auto levels = levelsBelow(query.store, root.id);
    for (std::size_t depth = 0; depth < levels.size(); ++depth) {
        const auto first = static_cast<std::ptrdiff_t>(page.items.size());
        for (const TaskId &id : levels[depth]) {
            if (const auto task = glance.task(id))
                page.items.push_back(nodeOf(glance, *task, static_cast<int>(depth)));
        }
        std::sort(page.items.begin() + first, page.items.end(), [](const TreeNode &a, const TreeNode &b) {
            return std::tie(b.lastActivityAt, a.id) < std::tie(a.lastActivityAt, b.id);
        });
    }
    page.total = static_cast<qint64>(page.items.size());
    return page;
}

Result<TaskTimeline::Reply> perform(Query &query, const TaskTimeline &request)
{
    TaskId id = request.taskId;
    STINT_TRY(checkId("task_id", id));
    STINT_TRY_LET(const qint64 afterSeq, checkAfterSeq(request.afterSeq));
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    const bool known = query.store.task(id) || (request.includeDeleted && query.store.taskWasDeleted(id));
    if (!known)
        return refuse(ErrorCode::TaskNotFound, "There is no such task.").field("task_id");
    Glance glance(query.store, query.now);
    Page<TimelineItem> page;
    for (const Event &event : query.store.eventsOfTask(id, afterSeq, limit))
        page.items.push_back(itemOf(glance, event));
    page.total = query.store.eventCount(id, afterSeq, {});
    return page;
}

Result<EventsGet::Reply> perform(Query &query, const EventsGet &request)
{
    EventId id = request.eventId;
    STINT_TRY(checkId("event_id", id));
    const auto event = query.store.event(id);
    if (!event)
        return refuse(ErrorCode::EventNotFound, "There is no such event.").field("event_id");
    Glance glance(query.store, query.now);
    return itemOf(glance, *event);
}

Result<EventsList::Reply> perform(Query &query, const EventsList &request)
{
    STINT_TRY_LET(qint64 position, checkAfterSeq(request.afterSeq));
    STINT_TRY_LET(const QStringList kinds, checkEventTypes("kinds", request.kinds));
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    std::optional<std::vector<TaskId>> tasks;
    if (request.taskId) {
        TaskId root = *request.taskId;
        STINT_TRY(checkId("task_id", root));
        tasks = familyOf(query.store, root, position);
    }
    EventSource source(query.store, std::move(tasks));
    Page<Event> page;
    page.total = request.counted ? source.count(position, kinds) : 0;
    while (page.items.size() < static_cast<std::size_t>(limit)) {
        const auto chunk = source.after(position, limits::listMax);
        for (const Event &event : chunk) {
            if (page.items.size() == static_cast<std::size_t>(limit))
                break;
            position = event.seq;
            if (kinds.isEmpty() || kinds.contains(event.type))
                page.items.push_back(shown(event));
        }
        if (chunk.size() < limits::listMax)
            break;
    }
    return page;
}

} // namespace stint
