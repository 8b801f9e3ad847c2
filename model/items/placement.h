#pragma once

#include "model/domain/verbs/replies.h"
#include "model/items/look.h"

#include <array>

namespace stint
{

/// The columns of the board, in their order on the screen (desktop.md 2.1).
enum class BoardColumn { Draft, Blocked, Ready, InProgress, Review, Done, Failed, Canceled };
inline constexpr int boardColumnCount = 8;

/// Where a task stands: a function of its status, its active run and its open review. A task that is being worked on
/// or reviewed is shown where a person looks for it, whatever its dependencies say.
BoardColumn columnOf(const TaskSummary &task);
/// The column's name in settings: `draft`, `in_progress` …
QString columnKey(BoardColumn column);

/// Whether nothing will happen to the task until a person acts.
bool needsPerson(const TaskSummary &task);
/// Whether only a person clears the gate.
bool needsPerson(const Gate &gate);
/// From when on the lease of the task's run is running out or its heartbeat overdue; nothing without a lease.
std::optional<Time> staleFrom(const TaskSummary &task);
/// Whether the lease of the task's run is running out or its heartbeat is overdue at \a now.
bool isStale(const TaskSummary &task, Time now);
/// Remaining share of the lease, 0 … 1; nothing without a lease.
std::optional<double> leaseShare(const RunChip &run, Time now);

/// Whether \a a stands above \a b in \a column. By hand: manual rank first (blank ranks last), then in open columns
/// priority and latest activity, in closed ones the latest end. Every order is total: the id decides at last.
bool standsAbove(BoardColumn column, const TaskSummary &a, const TaskSummary &b,
                 look::CardOrder order = look::CardOrder::ByHand);

} // namespace stint
