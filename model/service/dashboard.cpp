#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/service/inspect.h"
#include "model/service/reads.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace stint
{

namespace
{

constexpr qint64 backlogWarningMs = 600'000; ///< DSH-04
constexpr qint64 unstartedStuckMs = 300'000; ///< DSH-05, claimed or starting
constexpr qint64 runningStuckMs = 1'800'000; ///< DSH-05, running
constexpr qint64 staleAfterMs = 120'000;     ///< DSH-06
constexpr std::size_t rowsShown = 4;         ///< DSH-06
constexpr std::array statusOrder{TaskStatus::Completed, TaskStatus::Pending, TaskStatus::InProgress, TaskStatus::Ready,
                                 TaskStatus::Blocked,   TaskStatus::Failed,  TaskStatus::Canceled,   TaskStatus::Draft};
constexpr std::array runStatuses{RunStatus::Queued,   RunStatus::Claimed,       RunStatus::Starting,
                                 RunStatus::Running,  RunStatus::Completed,     RunStatus::Failed,
                                 RunStatus::Canceled, RunStatus::NeedsAttention};

/// A run that may be among the rows of DSH-06.
struct Contender {
    Run run;
    Time lastActivityAt; ///< of its task (LST-02)

    bool standsBefore(const Contender &other) const
    {
        return std::tuple(rankOf(run.status), lastActivityAt, run.id) >
               std::tuple(rankOf(other.run.status), other.lastActivityAt, other.run.id);
    }
};

/// DSH-02: shares in percent, rounded half away from zero.
std::vector<StatusShare> sharesOf(const QMap<int, qint64> &counts)
{
    qint64 total = 0;
    for (const qint64 count : counts)
        total += count;
    std::vector<StatusShare> shares;
    for (const TaskStatus status : statusOrder) {
        if (const qint64 count = counts.value(static_cast<int>(status)); count > 0)
            shares.push_back({status, count, static_cast<int>((200 * count + total) / (2 * total))});
    }
    return shares;
}

LatencyFigures figuresOf(const RunWaits &waits)
{
    return {waits.averageMs, waits.maximumMs, waits.samples};
}

/// DSH-05; equality counts, manual runs are never stuck.
bool isStuck(const Run &run, Time now)
{
    if (run.isManual())
        return false;
    const bool isRunning = run.status == RunStatus::Running;
    const auto since = isRunning ? run.startedAt : run.claimedAt;
    const Time limit = now - (isRunning ? runningStuckMs : unstartedStuckMs);
    return since && *since <= limit && (!run.heartbeatAt || *run.heartbeatAt <= limit);
}

std::vector<Contender> activeRuns(StoreReader &store)
{
    std::vector<Contender> found;
    for (const RunStatus status : {RunStatus::Running, RunStatus::Starting, RunStatus::Claimed}) {
        for (const RunId &id : store.runsWithStatus(status)) {
            if (const auto run = store.run(id))
                found.push_back({*run, store.figures(run->taskId).lastActivityAt});
        }
    }
    return found;
}

/// Queued runs of the tasks with the latest activity, as many as are missing to fill the rows.
void addQueued(StoreReader &store, qint64 queued, std::vector<Contender> &rows)
{
    TaskQuery wanted;
    wanted.limit = limits::listMax;
    qint64 found = 0;
    while (rows.size() < rowsShown && found < queued) {
        const auto page = store.findTasks(wanted);
        if (!page)
            return;
        for (const TaskId &id : page->ids) {
            const auto runs = store.runsOf(id);
            const Run *open = openRun(runs);
            if (!open || open->status != RunStatus::Queued)
                continue;
            ++found;
            rows.push_back({*open, store.figures(id).lastActivityAt});
        }
        wanted.cursor = page->nextCursor;
        if (wanted.cursor.isEmpty())
            return;
    }
}

void addQueue(StoreReader &store, Time now, qint64 depth, Dashboard &board)
{
    board.queueDepth = depth;
    board.oldestWaitingSince = store.oldestWaiting();
    if (board.oldestWaitingSince)
        board.oldestWaitingAgeMs = std::max<qint64>(0, now - *board.oldestWaitingSince);
    board.backlogWarning = board.oldestWaitingSince && board.oldestWaitingAgeMs >= backlogWarningMs;
}

void addRows(Glance &glance, std::vector<Contender> rows, Dashboard &board)
{
    std::sort(rows.begin(), rows.end(), [](const Contender &a, const Contender &b) { return a.standsBefore(b); });
    if (rows.size() > rowsShown)
        rows.resize(rowsShown);
    for (const Contender &row : rows) {
        const auto task = glance.task(row.run.taskId);
        board.activeRunRows.push_back({glance.chipOf(row.run), row.run.taskId, task ? task->title : QString()});
    }
}

/// The newest activity of any task (LST-02).
std::optional<Time> lastActivity(StoreReader &store)
{
    TaskQuery newest;
    newest.limit = 1;
    newest.includeDrafts = true;
    const auto page = store.findTasks(newest);
    if (!page || page->ids.empty())
        return std::nullopt;
    return store.figures(page->ids.front()).lastActivityAt;
}

QString freshness(const std::optional<Time> &activity, bool anyActive, Time now)
{
    if (!activity)
        return QStringLiteral("empty");
    return anyActive && now - *activity > staleAfterMs ? QStringLiteral("stale") : QStringLiteral("current");
}

} // namespace

Result<DashboardGet::Reply> perform(Query &query, const DashboardGet &)
{
    StoreReader &store = query.store;
    Glance glance(store, query.now);
    Dashboard board;
    board.asOf = query.now;
    board.tasks = sharesOf(store.taskCounts());
    const auto counts = store.runCounts();
    for (const RunStatus status : runStatuses)
        board.runs.push_back({status, counts.value(static_cast<int>(status))});
    board.awaitingApproval = store.awaitingApprovalCount();
    board.dependencyBlocked = store.dependencyBlockedCount();
    board.openReviews = store.openReviewCount();
    board.openCircuits = store.openCircuitCount();
    const RunLatencies latencies = store.runLatencies();
    board.claimLatency = figuresOf(latencies.claim);
    board.startLatency = figuresOf(latencies.start);
    const qint64 queued = counts.value(static_cast<int>(RunStatus::Queued));
    addQueue(store, query.now, queued, board);

    std::vector<Contender> contenders = activeRuns(store);
    const bool anyActive = !contenders.empty();
    board.activeRuns = queued + static_cast<qint64>(contenders.size());
    for (const Contender &one : contenders) {
        const auto session = one.run.sessionId ? glance.session(*one.run.sessionId) : std::nullopt;
        board.stuckRuns += isStuck(one.run, query.now) ? 1 : 0;
        board.orphanRuns += isOrphan(one.run, session, query.isAlive) ? 1 : 0;
    }
    const bool warn = board.stuckRuns > 0 || board.orphanRuns > 0 || board.backlogWarning;
    board.health = warn ? QStringLiteral("warn") : QStringLiteral("ok");
    addQueued(store, queued, contenders);
    addRows(glance, std::move(contenders), board);
    board.freshness = freshness(lastActivity(store), anyActive, query.now);
    return board;
}

} // namespace stint
