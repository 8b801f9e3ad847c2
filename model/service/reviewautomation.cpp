#include "model/service/reviewrules.h"
#include "model/service/reviews.h"

namespace stint
{

namespace
{

JsonWriter payloadOf(const Review &review)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("review_id", review.id.value);
    payload.member("run_id", review.runId.value);
    return payload;
}

/// Is \a a the newer verdict? Verdicts of one batch share their time; the task remembers which of them came last.
bool isNewer(const Review &a, const Review &b, const Task &task)
{
    if (a.reviewedAt != b.reviewedAt)
        return a.reviewedAt > b.reviewedAt;
    if (a.id == task.lastReviewId || b.id == task.lastReviewId)
        return a.id == task.lastReviewId;
    return a.id > b.id;
}

/// REV-03: a rejected verdict later than the last approved one.
bool owesReview(Verb &verb, const Task &task)
{
    const auto reviews = verb.store.reviewsOfTask(task.id);
    const Review *decisive = nullptr;
    for (const Review &review : reviews) {
        if (review.outcome != ReviewOutcome::Approved && review.outcome != ReviewOutcome::Rejected)
            continue;
        if (!decisive || isNewer(review, *decisive, task))
            decisive = &review;
    }
    return decisive && decisive->outcome == ReviewOutcome::Rejected;
}

/// REV-04: the reason to give up on the task without asking anybody.
std::optional<CircuitReason> reasonToGiveUp(Verb &verb, const Run &ended)
{
    const BoardSettings &settings = verb.settings();
    if (ended.reviewRound > settings.reviewMaxRounds)
        return CircuitReason::RoundsExceeded;
    if (settings.reviewRapidTerminalWindowMs == 0)
        return std::nullopt;
    const Time since = verb.now - settings.reviewRapidTerminalWindowMs;
    qint64 rapid = 0;
    for (const Run &run : verb.store.runsOf(ended.taskId)) {
        const bool counts = run.status == RunStatus::Completed || run.status == RunStatus::Failed;
        if (counts && run.endedAt && *run.endedAt > since)
            ++rapid;
    }
    return rapid >= settings.reviewRapidTerminalLimit ? std::optional(CircuitReason::RapidTerminal) : std::nullopt;
}

} // namespace

Actor reviewEngine()
{
    return Actor::engine("review");
}

ReviewPolicy effectivePolicy(Verb &verb, const TaskId &task)
{
    const auto profile = verb.store.profile(task);
    return profile && profile->sections.review.policy ? *profile->sections.review.policy : verb.settings().reviewPolicy;
}

bool matches(ReviewPolicy policy, RunStatus status, bool manually)
{
    const bool succeeded = status == RunStatus::Completed;
    const bool failed = status == RunStatus::Failed || (manually && status == RunStatus::Canceled);
    switch (policy) {
    case ReviewPolicy::None:
        return false;
    case ReviewPolicy::OnSuccess:
        return succeeded;
    case ReviewPolicy::OnFailure:
        return failed;
    case ReviewPolicy::Always:
        return succeeded || failed;
    }
    return false;
}

Review newReview(Verb &verb, const Run &run, qint64 timeoutMs)
{
    Review review;
    review.id = verb.newId<ReviewId>("review");
    review.taskId = run.taskId;
    review.runId = run.id;
    review.round = run.reviewRound;
    review.requestedBy = verb.actor.who;
    review.requestedAt = review.createdAt = review.updatedAt = verb.now;
    if (timeoutMs > 0)
        review.deadlineAt = verb.now + timeoutMs;
    return review;
}

JsonWriter requestedPayload(const Review &review)
{
    JsonWriter payload = payloadOf(review);
    payload.member("policy", QString(toText(review.policy)));
    payload.member("review_round", review.round);
    payload.member("attempt", review.attempt);
    payload.member("automatic", review.automatic);
    if (review.deadlineAt)
        payload.member("deadline_at", toText(*review.deadlineAt));
    payload.member("created", true);
    if (review.parentReviewId)
        payload.member("parent_review_id", review.parentReviewId->value);
    payload.endObject();
    return payload;
}

void requestByEngine(Verb &verb, Review review)
{
    review.requestedBy = reviewEngine().who;
    verb.store.insertReview(review);
    verb.recordLater("task.run_review_requested", review.taskId, review.runId, requestedPayload(review),
                     reviewEngine());
    route(verb, review);
}

void openCircuit(Verb &verb, Task &task, Review &review, CircuitReason reason)
{
    cancelOpenReviews(verb, task.id, "review circuit opened", Announce::Later, review.id);
    review.status = ReviewStatus::CircuitOpened;
    review.circuitReason = reason;
    review.updatedAt = verb.now;
    task.circuitOpenedAt = verb.now;
    task.circuitReason = reason;
    JsonWriter payload = payloadOf(review);
    payload.member("circuit_reason", QString(toText(reason)));
    payload.member("review_round", review.round);
    payload.endObject();
    verb.recordLater("task.run_review_circuit_opened", review.taskId, review.runId, std::move(payload), reviewEngine());
}

void requestReviewsFor(Verb &verb, const Run &ended)
{
    if (ended.failureKind == FailureKind::OperatorForced || !matches(ReviewPolicy::Always, ended.status, false))
        return;
    auto task = verb.task(ended.taskId);
    if (!task || task->status == TaskStatus::Draft || task->status == TaskStatus::Canceled)
        return;
    const ReviewPolicy policy = effectivePolicy(verb, task->id);
    const bool wanted = matches(policy, ended.status, false);
    if (!wanted && (ended.status != RunStatus::Completed || !owesReview(verb, *task)))
        return;
    Review review = newReview(verb, ended, verb.settings().reviewTimeoutMs);
    review.policy = wanted ? policy : ReviewPolicy::Always;
    review.automatic = true;
    const auto giveUp = reasonToGiveUp(verb, ended);
    if (!giveUp) {
        requestByEngine(verb, review);
        return;
    }
    review.requestedBy = reviewEngine().who;
    openCircuit(verb, *task, review, *giveUp);
    verb.store.insertReview(review);
    verb.save(*task);
}

void cancelOpenReviews(Verb &verb, const TaskId &task, const char *reason, Announce announce,
                       const std::optional<ReviewId> &except)
{
    for (Review &review : verb.store.reviewsOfTask(task)) {
        if (!isOpen(review.status) || review.id == except)
            continue;
        review.status = ReviewStatus::Canceled;
        review.updatedAt = verb.now;
        verb.store.updateReview(review);
        JsonWriter payload = payloadOf(review);
        payload.member("reason", QString::fromUtf8(reason));
        payload.endObject();
        if (announce == Announce::Now)
            verb.record("task.run_review_canceled", review.taskId, review.runId, std::move(payload));
        else
            verb.recordLater("task.run_review_canceled", review.taskId, review.runId, std::move(payload),
                             reviewEngine());
    }
}

void closeCircuit(Verb &, Task &task)
{
    task.circuitOpenedAt.reset();
    task.circuitReason.reset();
    task.reviewRound = 0;
}

} // namespace stint
