#include "model/service/invariantrules.h"

#include "model/domain/status.h"

#include <algorithm>
#include <array>

namespace stint
{

namespace
{

/// A check that looks at one review after the other.
template<bool (*broken)(const BoardIndex &, const Review &)>
void eachReview(const BoardIndex &board, Offenders &found)
{
    for (const Review &review : board.rows.reviews)
        found.addIf(broken(board, review), review.id.value);
}

void findDoubleReviews(const BoardIndex &board, Offenders &found)
{
    QSet<QString> seen;
    for (const Review &review : board.rows.reviews) {
        const QString key = QStringLiteral("%1 %2 %3").arg(review.runId.value).arg(review.round).arg(review.attempt);
        const Run *run = board.run(review.runId);
        const bool stands = run && isTerminal(run->status) && run->taskId == review.taskId;
        found.addIf(!stands || seen.contains(key), review.id.value);
        seen.insert(key);
    }
}

bool isOpenWrongly(const BoardIndex &board, const Review &review)
{
    if (!isOpen(review.status))
        return false;
    const Task *task = board.task(review.taskId);
    const auto runs = board.runsOf(review.taskId);
    const Run *latest = latestRun(runs);
    return !task || !latest || latest->id != review.runId || openRun(runs) || task->circuitOpen() ||
           task->status == TaskStatus::Draft || task->status == TaskStatus::Canceled;
}

bool hasWrongVerdict(const BoardIndex &, const Review &review)
{
    if ((review.status == ReviewStatus::CircuitOpened) != review.circuitReason.has_value())
        return true;
    if (isOpen(review.status))
        return review.outcome.has_value();
    return review.status == ReviewStatus::Recorded &&
           (!review.outcome || review.verdictReason.isEmpty() || review.deliveryId.isEmpty() || !review.recordedBy ||
            !review.reviewedAt);
}

void findWrongContinuations(const BoardIndex &board, Offenders &found)
{
    QHash<ReviewId, int> continuations;
    for (const Run &run : board.rows.runs) {
        if (run.review)
            ++continuations[run.review->reviewId];
    }
    for (const Review &review : board.rows.reviews) {
        const bool expected = review.status == ReviewStatus::Recorded && review.outcome == ReviewOutcome::Rejected;
        const Run *run = review.continuationRunId ? board.run(*review.continuationRunId) : nullptr;
        const bool namesBack =
            run && run->review && run->review->reviewId == review.id && run->review->parentRunId == review.runId;
        const bool fits = expected ? namesBack && continuations.value(review.id) == 1
                                   : !review.continuationRunId && continuations.value(review.id) == 0;
        found.addIf(!fits, review.id.value);
    }
}

void findWrongCircuits(const BoardIndex &board, Offenders &found)
{
    for (const Task &task : board.rows.tasks) {
        found.addIf(task.circuitOpenedAt.has_value() != task.circuitReason.has_value(), task.id.value);
        if (!task.circuitOpen())
            continue;
        const auto runs = board.runsOf(task.id);
        const Run *latest = latestRun(runs);
        const auto reviews = latest ? board.reviewsOfRun(latest->id) : std::vector<Review>();
        const bool explained = std::any_of(reviews.begin(), reviews.end(), [](const Review &review) {
            return review.status == ReviewStatus::CircuitOpened;
        });
        found.addIf(task.status != TaskStatus::Blocked || openRun(runs) || !explained, task.id.value);
    }
}

bool reviewsItself(const BoardIndex &board, const Review &review)
{
    if (!review.outcome || !review.recordedBy || review.recordedBy->kind != ActorKind::AgentSession)
        return false;
    const auto claims = board.claimsOf(review.runId);
    return std::any_of(claims.begin(), claims.end(), [&](const ClaimRecord &claim) {
        return (review.reviewerSessionId && claim.sessionId == review.reviewerSessionId) ||
               (!review.reviewerAgentName.isEmpty() && claim.agentName == review.reviewerAgentName);
    });
}

void findWrongReviewers(const BoardIndex &board, Offenders &found)
{
    QSet<SessionId> busy;
    for (const Review &review : board.rows.reviews) {
        if (!isOpen(review.status))
            continue;
        const Session *session = review.reviewerSessionId ? board.session(*review.reviewerSessionId) : nullptr;
        if (review.status == ReviewStatus::InReview)
            found.addIf(!session || session->state == SessionState::Ended, review.id.value);
        if (!review.reviewerSessionId)
            continue;
        found.addIf(busy.contains(*review.reviewerSessionId), review.id.value);
        busy.insert(*review.reviewerSessionId);
    }
}

constexpr std::array checks{
    InvariantCheck{"INV-30", "Reviews are unique per run, round and attempt; their run has ended and is the task's.",
                   findDoubleReviews},
    InvariantCheck{"INV-31", "An open review is of the latest run of a task with nothing open and no circuit.",
                   eachReview<isOpenWrongly>},
    InvariantCheck{"INV-32", "Recorded reviews have a whole verdict, open ones none; circuits have their reason.",
                   eachReview<hasWrongVerdict>},
    InvariantCheck{"INV-33", "A rejection names exactly one continuation, which names it back; no other review does.",
                   findWrongContinuations},
    InvariantCheck{"INV-34",
                   "An open circuit has its reason, a blocked task, no open run and the review that opened it.",
                   findWrongCircuits},
    InvariantCheck{"INV-35", "No agent gave a verdict on a run it took part in.", eachReview<reviewsItself>},
    InvariantCheck{"INV-36", "A review in review has a living reviewer, and a reviewer one review.",
                   findWrongReviewers},
};

} // namespace

std::span<const InvariantCheck> reviewChecks()
{
    return checks;
}

} // namespace stint
