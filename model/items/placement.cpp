#include "model/items/placement.h"

namespace stint
{

namespace
{

/// A lease looks unhealthy with less than a fifth of it left, or after half of it without a heartbeat (desktop.md 2.2).
constexpr qint64 lowLeasePart = 5, heartbeatPart = 2;

} // namespace

BoardColumn columnOf(const TaskSummary &task)
{
    switch (task.status) {
    case TaskStatus::Draft:
        return BoardColumn::Draft;
    case TaskStatus::Completed:
        return BoardColumn::Done;
    case TaskStatus::Failed:
        return BoardColumn::Failed;
    case TaskStatus::Canceled:
        return BoardColumn::Canceled;
    case TaskStatus::Pending:
    case TaskStatus::Blocked:
    case TaskStatus::Ready:
    case TaskStatus::InProgress:
        break;
    }
    if (task.run && isActive(task.run->status))
        return BoardColumn::InProgress;
    if (task.run && task.run->status == RunStatus::NeedsAttention)
        return BoardColumn::Blocked;
    if (task.review && isOpen(task.review->status))
        return BoardColumn::Review;
    if (task.status == TaskStatus::InProgress)
        return BoardColumn::InProgress;
    return task.status == TaskStatus::Blocked ? BoardColumn::Blocked : BoardColumn::Ready;
}

QString columnKey(BoardColumn column)
{
    static constexpr std::array keys{"draft",  "blocked", "ready",  "in_progress",
                                     "review", "done",    "failed", "canceled"};
    return QLatin1String(keys[static_cast<std::size_t>(column)]);
}

bool needsPerson(const Gate &gate)
{
    for (const char *name : {"asks", "unproven", "starved", "review_circuit_open", "approval_pending",
                             "approval_rejected", "attempts_exhausted", "owner_person"}) {
        if (gate.gate == QLatin1String(name))
            return true;
    }
    return false;
}

bool needsPerson(const TaskSummary &task)
{
    return task.gate && needsPerson(*task.gate);
}

std::optional<double> leaseShare(const RunChip &run, Time now)
{
    if (!isActive(run.status) || !run.leaseUntil || !run.leaseDurationMs || *run.leaseDurationMs <= 0)
        return std::nullopt;
    const double left = static_cast<double>(*run.leaseUntil - now) / static_cast<double>(*run.leaseDurationMs);
    return std::clamp(left, 0.0, 1.0);
}

std::optional<Time> staleFrom(const TaskSummary &task)
{
    if (!task.run || !leaseShare(*task.run, {}))
        return std::nullopt;
    const RunChip &run = *task.run;
    Time from = *run.leaseUntil - *run.leaseDurationMs / lowLeasePart;
    if (run.heartbeatAt)
        from = std::min(from, *run.heartbeatAt + *run.leaseDurationMs / heartbeatPart);
    return from + 1;
}

bool isStale(const TaskSummary &task, Time now)
{
    const auto from = staleFrom(task);
    return from && *from <= now;
}

bool standsAbove(BoardColumn column, const TaskSummary &a, const TaskSummary &b, look::CardOrder order)
{
    using enum look::CardOrder;
    if (order == ByHand && a.rank != b.rank) {
        if (a.rank.isEmpty() || b.rank.isEmpty())
            return b.rank.isEmpty();
        return a.rank < b.rank;
    }
    const bool isOpenColumn = column < BoardColumn::Done;
    if ((order == ByPriority || (order == ByHand && isOpenColumn)) && a.priority != b.priority)
        return a.priority > b.priority;
    const auto moment = [isOpenColumn](const TaskSummary &task) {
        return isOpenColumn ? task.lastActivityAt : task.closedAt.value_or(task.updatedAt);
    };
    if (const Time x = moment(a), y = moment(b); x != y)
        return order == LongestWait ? x < y : x > y;
    return a.id < b.id;
}

} // namespace stint
