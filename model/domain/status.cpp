#include "model/domain/status.h"

#include <algorithm>
#include <tuple>

namespace stint
{

namespace
{

bool isLater(const Run &a, const Run &b)
{
    return std::tie(a.attempt, a.queuedAt, a.id) > std::tie(b.attempt, b.queuedAt, b.id);
}

template<class Condition>
const Run *latestWhere(const std::vector<Run> &runs, Condition condition)
{
    const Run *latest = nullptr;
    for (const Run &run : runs) {
        if (condition(run) && (!latest || isLater(run, *latest)))
            latest = &run;
    }
    return latest;
}

bool anyRun(const std::vector<Run> &runs, std::initializer_list<RunStatus> statuses)
{
    return std::any_of(runs.begin(), runs.end(), [&](const Run &run) {
        return std::find(statuses.begin(), statuses.end(), run.status) != statuses.end();
    });
}

/// Rows 6–11: the task is what became of its latest ended run.
TaskStatus fromLatest(const StatusFacts &facts, const Run &latest, TaskStatus waiting)
{
    if (facts.circuitOpen)
        return TaskStatus::Blocked;
    if (latest.status == RunStatus::Canceled)
        return TaskStatus::Canceled;
    for (const Review &review : facts.reviewsOfLatest) {
        if (isOpen(review.status))
            return TaskStatus::InProgress;
    }
    if (latest.status == RunStatus::Completed) {
        const Review *verdict = newestVerdict(facts.reviewsOfLatest, facts.lastReview);
        return verdict && verdict->outcome != ReviewOutcome::Approved ? TaskStatus::Blocked : TaskStatus::Completed;
    }
    return attemptsExhausted(facts.runs, facts.maxAttempts) ? TaskStatus::Failed : waiting;
}

} // namespace

const Run *latestTerminal(const std::vector<Run> &runs)
{
    return latestWhere(runs, [](const Run &run) { return isTerminal(run.status); });
}

const Run *latestRun(const std::vector<Run> &runs)
{
    return latestWhere(runs, [](const Run &) { return true; });
}

const Run *openRun(const std::vector<Run> &runs)
{
    return latestWhere(runs, [](const Run &run) { return isOpen(run.status); });
}

const Run *activeRun(const std::vector<Run> &runs)
{
    return latestWhere(runs, [](const Run &run) { return isActive(run.status); });
}

int highestAttempt(const std::vector<Run> &runs)
{
    int highest = 0;
    for (const Run &run : runs)
        highest = std::max(highest, run.attempt);
    return highest;
}

bool attemptsExhausted(const std::vector<Run> &runs, int maxAttempts)
{
    return highestAttempt(runs) + 1 > maxAttempts;
}

const Review *newestVerdict(const std::vector<Review> &reviews, const std::optional<ReviewId> &last)
{
    const auto place = [&last](const Review &review) {
        return std::tuple(*review.reviewedAt, review.id == last, review.id);
    };
    const Review *newest = nullptr;
    for (const Review &review : reviews) {
        if (!review.outcome || !review.reviewedAt || review.status == ReviewStatus::Canceled)
            continue;
        if (!newest || place(review) > place(*newest))
            newest = &review;
    }
    return newest;
}

TaskStatus deriveTaskStatus(const StatusFacts &facts)
{
    const TaskStatus waiting =
        facts.unresolvedDependency || facts.lacksApproval ? TaskStatus::Blocked : TaskStatus::Ready;
    if (facts.stored == TaskStatus::Canceled || facts.stored == TaskStatus::Draft)
        return facts.stored;
    if (anyRun(facts.runs, {RunStatus::Starting, RunStatus::Running}))
        return TaskStatus::InProgress;
    if (anyRun(facts.runs, {RunStatus::NeedsAttention}))
        return TaskStatus::Blocked;
    if (anyRun(facts.runs, {RunStatus::Queued, RunStatus::Claimed}))
        return waiting;
    if (const Run *latest = latestTerminal(facts.runs))
        return fromLatest(facts, *latest, waiting);
    if (facts.stored == TaskStatus::Completed || facts.stored == TaskStatus::Failed)
        return facts.stored;
    return waiting;
}

} // namespace stint
