#pragma once

#include "model/domain/review.h"
#include "model/domain/run.h"
#include "model/domain/task.h"

namespace stint
{

/// Everything STA-02 looks at.
struct StatusFacts {
    TaskStatus stored = TaskStatus::Ready; ///< S
    bool unresolvedDependency = false;     ///< D
    bool lacksApproval = false;            ///< A
    int maxAttempts = 3;
    bool circuitOpen = false;            ///< C
    std::vector<Run> runs;               ///< of the task, any order
    std::vector<Review> reviewsOfLatest; ///< of the latest terminal run
    std::optional<ReviewId> lastReview;  ///< the task's newest verdict: verdicts of one batch share their time
};

/// The latest terminal run (greatest attempt, then queued_at, then id), L of STA-01.
const Run *latestTerminal(const std::vector<Run> &runs);
/// The latest run of any status.
const Run *latestRun(const std::vector<Run> &runs);
/// The one open run, if there is one (RUN-01).
const Run *openRun(const std::vector<Run> &runs);
/// The active run, if there is one.
const Run *activeRun(const std::vector<Run> &runs);
/// Highest attempt + 1 > \a maxAttempts (X).
bool attemptsExhausted(const std::vector<Run> &runs, int maxAttempts);
int highestAttempt(const std::vector<Run> &runs);
/// Newest verdict that counts: recorded or circuit-opened with an outcome, by reviewed_at; among those of one time
/// \a last, if it is there, else the greatest id (STA-02 row 8).
const Review *newestVerdict(const std::vector<Review> &reviews, const std::optional<ReviewId> &last = std::nullopt);

/// STA-02: the first matching row wins.
TaskStatus deriveTaskStatus(const StatusFacts &facts);

} // namespace stint
