#include "model/service/reviews.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/reviewrules.h"
#include "model/service/runlife.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stint
{

namespace
{

/// REV-12 step 1 checked; what the caller concluded.
struct Verdict {
    ReviewOutcome outcome = ReviewOutcome::Approved;
    double confidence = 1;
    QString reason, deliveryId;
    QStringList missingWork;
    QString guidance, text;
};

Error stateForbids(const char *reason, const char *message)
{
    return refuse(ErrorCode::InvalidStatusTransition, message).reason(reason);
}

QByteArray jsonOf(const QStringList &list)
{
    JsonWriter out;
    out.beginArray();
    for (const QString &item : list)
        out.value(item);
    out.endArray();
    return out.take();
}

Done checkMissingWork(QStringList &missing)
{
    // The list has a bound, its items have none of their own.
    constexpr int noBound = std::numeric_limits<int>::max();
    for (QString &item : missing)
        STINT_TRY(checkRequiredText("missing_work", item, noBound, Lines::Many));
    if (jsonOf(missing).size() > limits::reviewTextBytes)
        return refuse(ErrorCode::PayloadTooLarge, "missing_work is longer than 65536 bytes.").field("missing_work");
    return {};
}

/// REV-12 step 1.
Result<Verdict> checkVerdict(ReviewRecord &request)
{
    STINT_TRY(checkId("review_id", request.reviewId));
    STINT_TRY(checkId("run_id", request.runId));
    Verdict verdict;
    STINT_TRY_LET(verdict.outcome, checkEnum<ReviewOutcome>("outcome", request.outcome, std::nullopt));
    if (verdict.outcome == ReviewOutcome::Timeout)
        return invalid("outcome", "Only the engine records a timeout.");
    if (!request.confidence || !std::isfinite(*request.confidence) || *request.confidence < 0 ||
        *request.confidence > 1)
        return invalid("confidence", "confidence lies between 0 and 1");
    verdict.confidence = *request.confidence;
    STINT_TRY(checkRequiredText("reason", request.reason, limits::reasonBytes, Lines::Many));
    STINT_TRY(checkRequiredName("delivery_id", request.deliveryId, limits::refBytes));
    STINT_TRY(checkMissingWork(request.missingWork));
    STINT_TRY(checkText("guidance", request.guidance, limits::guidanceBytes, Lines::Many));
    STINT_TRY(checkText("text", request.text, limits::reviewTextBytes, Lines::Many));
    if (verdict.outcome == ReviewOutcome::Approved && !request.missingWork.isEmpty())
        return invalid("missing_work", "An approved run has no missing work.");
    if (verdict.outcome == ReviewOutcome::Rejected && request.missingWork.isEmpty() && request.guidance.isEmpty())
        return invalid("missing_work", "A rejection says what is missing or what to do next.");
    verdict.reason = request.reason;
    verdict.deliveryId = request.deliveryId;
    verdict.missingWork = request.missingWork;
    verdict.guidance = request.guidance;
    verdict.text = request.text;
    return verdict;
}

/// REV-12 step 3: the same verdict by the same actor; confidence is not compared.
bool isReplay(const Review &review, const Verdict &verdict, const ActorRef &by)
{
    return review.deliveryId == verdict.deliveryId && review.outcome == verdict.outcome && review.recordedBy == by &&
           review.verdictReason == verdict.reason && review.missingWork == verdict.missingWork &&
           review.guidance == verdict.guidance && review.text == verdict.text;
}

/// REV-12 steps 5 and 6.
Done checkReviewer(Verb &verb, const Review &review)
{
    if (!verb.actor.isAgent())
        return {};
    const auto session = verb.store.session(verb.actor.session());
    if (session && tookPart(verb, *session, review.runId))
        return refuse(ErrorCode::SelfReview, "The reviewer took part in the run.");
    if (review.status != ReviewStatus::InReview || review.reviewerSessionId != verb.actor.session())
        return refuse(ErrorCode::PermissionDenied, "The review is not bound to this session.").reason("not_reviewer");
    return {};
}

bool opensContinuation(const Verb &verb, const Review &review, const Verdict &verdict)
{
    return verdict.outcome == ReviewOutcome::Rejected && review.round < verb.settings().reviewMaxRounds;
}

/// REV-16: a rejection that cannot be followed by a run is refused as a whole.
Done checkContinuation(Verb &verb, const Task &task)
{
    const auto runs = verb.store.runsOf(task.id);
    if (task.status == TaskStatus::Draft || task.status == TaskStatus::Canceled ||
        attemptsExhausted(runs, task.maxAttempts))
        return stateForbids("attempts_exhausted", "No attempt is left for the missing work; record blocked instead.");
    if (openRun(runs))
        return stateForbids("open_run", "The task already has an open run.");
    return {};
}

void store(Verb &verb, Review &review, const Verdict &verdict)
{
    review.status = ReviewStatus::Recorded;
    review.outcome = verdict.outcome;
    review.confidence = verdict.confidence;
    review.verdictReason = verdict.reason;
    review.missingWork = verdict.missingWork;
    review.guidance = verdict.guidance;
    review.text = verdict.text;
    review.deliveryId = verdict.deliveryId;
    review.recordedBy = verb.actor.who;
    review.reviewedAt = review.updatedAt = verb.now;
    if (!verb.actor.isHuman())
        return;
    // A person gave the verdict, whoever was asked before.
    review.reviewerSessionId.reset();
    review.reviewerAgentName.clear();
    review.reviewerPeerId.clear();
    review.reviewerChannelId.clear();
}

/// REV-15.
Run continueRun(Verb &verb, const Run &reviewed, Review &review)
{
    NewRun options = successorOf(reviewed);
    JsonWriter metadata;
    metadata.beginObject();
    metadata.member("source", "task_run_review");
    metadata.member("review_id", review.id.value);
    metadata.member("outcome", QString(toText(*review.outcome)));
    metadata.member("parent_run_id", reviewed.id.value);
    metadata.endObject();
    options.metadata.text = metadata.take();
    options.review = ReviewLineage{reviewed.id, review.id, review.verdictReason, review.missingWork, review.guidance};
    Run run = createRun(verb, reviewed.taskId, options);
    review.continuationRunId = run.id;
    JsonWriter payload;
    payload.beginObject();
    payload.member("review_id", review.id.value);
    payload.member("run_id", reviewed.id.value);
    payload.member("continuation_run_id", run.id.value);
    payload.member("review_round", run.reviewRound);
    payload.endObject();
    verb.recordLater("task.run_review_retry_enqueued", reviewed.taskId, reviewed.id, std::move(payload),
                     reviewEngine());
    return run;
}

/// REV-13, last row: somebody else decides, or another attempt is made, or nobody can decide.
void afterInconclusive(Verb &verb, const Run &reviewed, Task &task, Review &review)
{
    int attempts = review.attempt;
    for (const Review &other : verb.store.reviewsOfRun(review.runId)) {
        if (other.id != review.id && isOpen(other.status))
            return;
        if (other.round == review.round)
            attempts = std::max(attempts, other.attempt);
    }
    if (attempts >= verb.settings().reviewMaxReviewAttempts) {
        openCircuit(verb, task, review, CircuitReason::ReviewAttemptsExhausted);
        return;
    }
    Review next = newReview(verb, reviewed, verb.settings().reviewTimeoutMs);
    next.policy = review.policy;
    next.automatic = review.automatic;
    next.round = review.round;
    next.attempt = attempts + 1;
    next.parentReviewId = review.id;
    requestByEngine(verb, next);
}

/// The consequences of REV-13; writes neither \a task nor \a review. \return the continuation, if there is one.
std::optional<Run> conclude(Verb &verb, const Run &reviewed, Task &task, Review &review)
{
    switch (*review.outcome) {
    case ReviewOutcome::Approved:
        task.reviewRound = 0;
        break;
    case ReviewOutcome::Rejected:
        if (review.round >= verb.settings().reviewMaxRounds) {
            openCircuit(verb, task, review, CircuitReason::RoundsExceeded);
            break;
        }
        task.reviewRound = review.round;
        verb.save(task);
        cancelOpenReviews(verb, task.id, "superseded by a rejection", Announce::Later, review.id);
        return continueRun(verb, reviewed, review);
    case ReviewOutcome::Blocked:
        openCircuit(verb, task, review, CircuitReason::BlockedVerdict);
        break;
    case ReviewOutcome::Error:
    case ReviewOutcome::Timeout:
    case ReviewOutcome::InvalidOutput:
        afterInconclusive(verb, reviewed, task, review);
        break;
    }
    return std::nullopt;
}

JsonWriter recordedPayload(const Review &review)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("review_id", review.id.value);
    payload.member("run_id", review.runId.value);
    payload.member("outcome", QString(toText(*review.outcome)));
    payload.member("confidence", *review.confidence);
    payload.member("delivery_id", review.deliveryId);
    payload.member("review_round", review.round);
    if (review.continuationRunId)
        payload.member("continuation_run_id", review.continuationRunId->value);
    payload.endObject();
    return payload;
}

/// REV-13 and REV-14 for an open review whose caller was judged.
Result<ReviewReply> apply(Verb &verb, Review review, const Verdict &verdict)
{
    STINT_TRY_LET(const Run reviewed, verb.requireRun(review.runId));
    STINT_TRY_LET(Task task, verb.requireTask(review.taskId));
    if (opensContinuation(verb, review, verdict))
        STINT_TRY(checkContinuation(verb, task));

    const TaskStatus before = task.status;
    store(verb, review, verdict);
    verb.store.updateReview(review);
    task.lastReviewId = review.id;
    task.lastReviewOutcome = verdict.outcome;
    task.updatedAt = verb.now;
    const auto continuation = conclude(verb, reviewed, task, review);
    verb.store.updateReview(review);
    verb.save(task);

    const bool completes = verdict.outcome == ReviewOutcome::Approved && reviewed.status == RunStatus::Completed;
    const Task settled =
        settle(verb, task.id, before, completes ? std::optional(reviewed.id) : std::nullopt, [&](const Task &) {
            const QByteArray outcomeEvent = QByteArray("task.run_review_") + toText(verdict.outcome).data();
            verb.record("task.run_review_recorded", task.id, reviewed.id, recordedPayload(review));
            verb.record(outcomeEvent.constData(), task.id, reviewed.id, recordedPayload(review));
        });

    ReviewReply reply;
    reply.review = review;
    reply.continuation = continuation;
    reply.task = TaskView(settled);
    return reply;
}

ReviewReply replayOf(Verb &verb, const Review &review)
{
    ReviewReply reply;
    reply.review = review;
    if (review.continuationRunId)
        reply.continuation = verb.store.run(*review.continuationRunId);
    if (const auto task = verb.task(review.taskId))
        reply.task = TaskView(*task);
    return reply;
}

} // namespace

Result<ReviewRecord::Reply> perform(Verb &verb, ReviewRecord request)
{
    STINT_TRY_LET(const Verdict verdict, checkVerdict(request));
    const auto review = verb.store.review(request.reviewId);
    if (!review)
        return refuse(ErrorCode::ReviewNotFound, "There is no such review.").field("review_id");
    if (review->runId != request.runId)
        return invalid("run_id", "The review is of another run.");
    if (review->outcome) {
        if (isReplay(*review, verdict, verb.actor.who))
            return replayOf(verb, *review);
        return refuse(ErrorCode::Conflict, "Another verdict was recorded already.");
    }
    if (!isOpen(review->status))
        return stateForbids("review_not_open", "The review is closed.");
    STINT_TRY(checkReviewer(verb, *review));
    return apply(verb, *review, verdict);
}

void sweepReviewDeadlines(Verb &verb)
{
    for (const Review &due : verb.store.openReviews()) {
        if (!due.deadlineAt || *due.deadlineAt > verb.now)
            continue;
        const Done swept = verb.attempt([&]() -> Done {
            // An earlier item may have canceled it.
            const auto review = verb.store.review(due.id);
            if (!review || !isOpen(review->status))
                return {};
            Verdict verdict;
            verdict.outcome = ReviewOutcome::Timeout;
            verdict.reason = QStringLiteral("deadline passed");
            verdict.deliveryId = QStringLiteral("review-timeout:") + review->id.value;
            STINT_TRY(apply(verb, *review, verdict));
            return {};
        });
        // A review that cannot be timed out stays open and is looked at again with the next sweep.
        Q_UNUSED(swept);
    }
}

} // namespace stint
