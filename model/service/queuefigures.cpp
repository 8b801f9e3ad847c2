#include "model/service/queuefigures.h"

#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/inspect.h"
#include "model/service/paging.h"
#include "model/service/reads.h"

#include <algorithm>

namespace stint
{

namespace
{

/// The place of a queued run in the order of SCH-05; the cursor of the backlog is its text.
struct Place {
    int weight = 0;
    qint64 queuedAtMs = 0;
    QString runId;

    static Place of(const QueuedRun &row)
    {
        return {stint::weight(row.task.priority), row.run.queuedAt.ms, row.run.id.value};
    }
    bool isBefore(const Place &other) const
    {
        return std::tie(other.weight, queuedAtMs, runId) < std::tie(weight, other.queuedAtMs, other.runId);
    }
    QString text() const { return QStringLiteral("%1.%2.%3").arg(weight).arg(queuedAtMs).arg(runId); }
};

Result<std::optional<Place>> placeFrom(const QString &cursor)
{
    if (cursor.isEmpty())
        return std::optional<Place>();
    bool isWeight = false, isTime = false;
    Place place;
    place.weight = cursor.section(QLatin1Char('.'), 0, 0).toInt(&isWeight);
    place.queuedAtMs = cursor.section(QLatin1Char('.'), 1, 1).toLongLong(&isTime);
    place.runId = cursor.section(QLatin1Char('.'), 2);
    if (!isWeight || !isTime || place.runId.isEmpty())
        return invalid("cursor", "The cursor belongs to no page of this list.");
    return std::optional(place);
}

/// Number of rows that stand at or before \a place. The board may have changed since the page that ended there.
int rowsThrough(StoreReader &store, const std::optional<WorkspaceId> &workspace, const Place &place, int rows)
{
    int low = 0, high = rows;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const auto row = store.queuedRuns(workspace, middle, 1);
        if (!row.empty() && !place.isBefore(Place::of(row.front())))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// Tasks below \a root that have a queued run, itself included.
void addSubtree(StoreReader &store, const TaskId &root, QSet<TaskId> &tasks)
{
    std::vector<TaskId> open{root};
    while (!open.empty()) {
        const TaskId id = open.back();
        open.pop_back();
        if (tasks.contains(id))
            continue;
        tasks.insert(id);
        for (const TaskId &child : store.childrenOf(id))
            open.push_back(child);
    }
}

std::optional<Run> queuedRunOf(StoreReader &store, const TaskId &id)
{
    const auto runs = store.runsOf(id);
    const Run *open = openRun(runs);
    return open && open->status == RunStatus::Queued ? std::optional(*open) : std::nullopt;
}

qint64 pausedQueuedCount(StoreReader &store, const QSet<TaskId> &paused, const std::optional<WorkspaceId> &workspace)
{
    qint64 count = 0;
    for (const TaskId &id : paused) {
        const auto task = workspace ? store.task(id) : std::nullopt;
        if ((!workspace || (task && task->workspaceId == workspace)) && queuedRunOf(store, id))
            ++count;
    }
    return count;
}

BacklogRow backlogRow(Glance &glance, const QueuedRun &queued)
{
    const TaskFacts facts = glance.factsOf(queued.task);
    BacklogRow row;
    row.run = queued.run;
    row.task = glance.summaryOf(facts);
    row.effectivePaused = facts.pausedBy.has_value();
    row.pausedByTaskId = facts.pausedBy;
    row.gate = row.task.gate;
    return row;
}

} // namespace

qint64 waitingAgeMs(const Run &run, const Task &task, Time now)
{
    Time since = run.waitingSince;
    if (task.notBefore && *task.notBefore <= now)
        since = std::max(since, *task.notBefore);
    return std::max<qint64>(0, now - since);
}

QSet<TaskId> effectivelyPausedTasks(StoreReader &store)
{
    QSet<TaskId> paused;
    for (const TaskId &root : store.pausedTasks())
        addSubtree(store, root, paused);
    return paused;
}

SchedulerStatus schedulerStatus(StoreReader &store, Time now, const BoardSettings &settings)
{
    const auto runs = store.runCounts();
    const auto count = [&runs](RunStatus status) { return runs.value(static_cast<int>(status)); };
    const SchedulerPause pause = store.schedulerPause();
    SchedulerStatus status;
    status.paused = pause.paused;
    status.pausedBy = pause.by;
    status.pausedAt = pause.at;
    status.pausedReason = pause.reason;
    status.activeClaimCount = count(RunStatus::Claimed) + count(RunStatus::Starting) + count(RunStatus::Running);
    status.queuedRunCount = count(RunStatus::Queued);
    status.needsAttentionRunCount = count(RunStatus::NeedsAttention);
    status.pausedTaskCount = store.pausedTaskCount();
    status.starvedRunCount = store.starvedRunCount(now, settings.starvationAgeMs);
    if (status.starvedRunCount > 0 && status.pausedTaskCount > 0) {
        for (const TaskId &id : effectivelyPausedTasks(store)) {
            const auto run = queuedRunOf(store, id);
            const auto task = run ? store.task(id) : std::nullopt;
            if (task && waitingAgeMs(*run, *task, now) >= settings.starvationAgeMs)
                --status.starvedRunCount;
        }
    }
    status.openReviewCount = store.openReviewCount();
    status.openCircuitCount = store.openCircuitCount();
    status.asOf = now;
    return status;
}

Result<SchedulerStatusGet::Reply> perform(Query &query, const SchedulerStatusGet &)
{
    return schedulerStatus(query.store, query.now, query.settings);
}

Result<SchedulerBacklog::Reply> perform(Query &query, const SchedulerBacklog &request)
{
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    STINT_TRY_LET(const auto from, placeFrom(request.cursor));
    const auto &workspace = request.workspaceId;
    if (workspace) {
        WorkspaceId id = *workspace;
        STINT_TRY(checkId("workspace_id", id));
        if (!query.store.workspace(id))
            return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    }
    const qint64 rows = query.store.queuedRunCount(workspace);
    QSet<TaskId> paused;
    if (!request.includePaused)
        paused = effectivelyPausedTasks(query.store);

    Glance glance(query.store, query.now);
    Page<BacklogRow> page;
    page.total = rows - pausedQueuedCount(query.store, paused, workspace);
    std::optional<Place> last;
    int offset = from ? rowsThrough(query.store, workspace, *from, static_cast<int>(rows)) : 0;
    for (;;) {
        // One more than fits tells whether there is a next page.
        const auto chunk = query.store.queuedRuns(workspace, offset, limits::listMax);
        for (const QueuedRun &queued : chunk) {
            if (paused.contains(queued.task.id))
                continue;
            if (page.items.size() == static_cast<std::size_t>(limit)) {
                page.nextCursor = last->text();
                return page;
            }
            page.items.push_back(backlogRow(glance, queued));
            last = Place::of(queued);
        }
        if (chunk.size() < limits::listMax)
            return page;
        offset += limits::listMax;
    }
}

} // namespace stint
