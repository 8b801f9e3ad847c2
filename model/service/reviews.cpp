#include "model/service/reviews.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/reviewrules.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"

namespace stint
{

namespace
{

constexpr qint64 timeoutMsMax = 2'592'000'000; ///< as the setting review.timeout_ms
constexpr int attemptMax = 10;                 ///< 1.6 Review

Error stateForbids(const char *reason, const char *message)
{
    return refuse(ErrorCode::InvalidStatusTransition, message).reason(reason);
}

Done checkRound(const Verb &verb, int round)
{
    if (round < 1 || round > verb.settings().reviewMaxRounds)
        return invalid("round", "round lies between 1 and review.max_rounds");
    return {};
}

/// ERR-05 step 4 of review.request; the policy it names.
Result<ReviewPolicy> checkRequest(const Verb &verb, ReviewRequest &request)
{
    STINT_TRY(checkId("run_id", request.runId));
    if (request.taskId)
        STINT_TRY(checkId("task_id", *request.taskId));
    STINT_TRY_LET(const ReviewPolicy policy, checkEnum<ReviewPolicy>("policy", request.policy, ReviewPolicy::Always));
    if (policy == ReviewPolicy::None)
        return invalid("policy", "A review cannot be asked for under the policy none.");
    if (request.round)
        STINT_TRY(checkRound(verb, *request.round));
    if (request.attempt && (*request.attempt < 1 || *request.attempt > attemptMax))
        return invalid("attempt", "attempt lies between 1 and 10");
    STINT_TRY(checkText("reason", request.reason, limits::reasonBytes, Lines::Many));
    if (request.timeoutMs && (*request.timeoutMs < 0 || *request.timeoutMs > timeoutMsMax))
        return invalid("timeout_ms", "timeout_ms lies between 0 and 2592000000");
    return policy;
}

/// The stored review with the same run, round and attempt.
std::optional<Review> sameTriple(Verb &verb, const RunId &run, int round, int attempt)
{
    for (const Review &review : verb.store.reviewsOfRun(run)) {
        if (review.round == round && review.attempt == attempt)
            return review;
    }
    return std::nullopt;
}

/// REV-05 from the latest run on: may this run of this task be reviewed now?
Done checkReviewable(Verb &verb, const Task &task, const Run &run, int attempt)
{
    const auto runs = verb.store.runsOf(task.id);
    if (const Run *latest = latestRun(runs); !latest || latest->id != run.id)
        return stateForbids("not_latest_run", "The task has a later run.");
    if (task.status == TaskStatus::Draft || task.status == TaskStatus::Canceled)
        return stateForbids(task.status == TaskStatus::Draft ? "task_draft" : "task_canceled",
                            "Drafts and canceled tasks are not reviewed.");
    if (attempt > verb.settings().reviewMaxReviewAttempts && !verb.actor.isHuman())
        return refuse(ErrorCode::PermissionDenied, "Only a person may ask for so many reviews of one round.")
            .reason("review_attempts");
    if (task.circuitOpen() && !verb.actor.isHuman())
        return stateForbids("review_circuit_open", "Automatic review gave up on this task; a person must decide.");
    return {};
}

ReviewReply replyOf(const Review &review)
{
    ReviewReply reply;
    reply.review = review;
    return reply;
}

/// REV-09: may \a session become the reviewer of \a review at the caller's wish?
Done checkBinding(Verb &verb, const Review &review, const Session &session)
{
    if (verb.actor.isAgent() && verb.actor.session() != session.id)
        return refuse(ErrorCode::PermissionDenied, "An agent binds only itself.").reason("foreign_session");
    if (!isOpen(review.status))
        return stateForbids("review_not_open", "The review is closed.");
    const bool boundElsewhere = review.status == ReviewStatus::InReview && review.reviewerSessionId != session.id;
    if (boundElsewhere && !verb.actor.isHuman())
        return stateForbids("reviewer_bound", "Another session gives this review.");
    if (!isLive(verb, session))
        return stateForbids("session_not_live", "The session is gone.");
    for (const Review &other : verb.store.reviewsOfSession(session.id)) {
        if (other.id != review.id && other.status == ReviewStatus::InReview && other.reviewerSessionId == session.id)
            return stateForbids("reviewer_busy", "The session is giving another review.");
    }
    if (tookPart(verb, session, review.runId))
        return refuse(ErrorCode::SelfReview, "The reviewer took part in the run.");
    return {};
}

JsonWriter boundPayload(const Review &review)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("review_id", review.id.value);
    payload.member("run_id", review.runId.value);
    payload.member("session_id", review.reviewerSessionId->value);
    payload.memberIfSet("reviewer_agent_name", review.reviewerAgentName);
    payload.memberIfSet("reviewer_peer_id", review.reviewerPeerId);
    payload.memberIfSet("reviewer_channel_id", review.reviewerChannelId);
    payload.endObject();
    return payload;
}

} // namespace

Result<ReviewRequest::Reply> perform(Verb &verb, ReviewRequest request)
{
    STINT_TRY_LET(const ReviewPolicy policy, checkRequest(verb, request));
    STINT_TRY_LET(const Run run, verb.requireRun(request.runId));
    if (request.taskId && *request.taskId != run.taskId)
        return invalid("task_id", "The run belongs to another task.");
    const int round = request.round.value_or(run.reviewRound);
    STINT_TRY(checkRound(verb, round));
    if (!matches(policy, run.status, true))
        return stateForbids(isOpen(run.status) ? "run_not_terminal" : "policy_mismatch",
                            "Only an ended run that the policy covers is reviewed.");
    const int attempt = request.attempt.value_or(1);
    if (const auto stored = sameTriple(verb, run.id, round, attempt)) {
        ReviewReply reply = replyOf(*stored);
        reply.created = false;
        return reply;
    }
    STINT_TRY_LET(Task task, verb.requireTask(run.taskId));
    STINT_TRY(checkReviewable(verb, task, run, attempt));

    const TaskStatus before = task.status;
    if (task.circuitOpen()) {
        closeCircuit(verb, task);
        verb.save(task);
    }
    Review review = newReview(verb, run, request.timeoutMs.value_or(verb.settings().reviewTimeoutMs));
    review.policy = policy;
    review.round = round;
    review.attempt = attempt;
    review.reason = request.reason;
    verb.store.insertReview(review);
    const Task settled = settle(verb, task.id, before, std::nullopt, [&](const Task &) {
        verb.record("task.run_review_requested", task.id, run.id, requestedPayload(review));
    });
    route(verb, review);

    ReviewReply reply = replyOf(review);
    reply.created = true;
    reply.task = TaskView(settled);
    return reply;
}

Result<ReviewBind::Reply> perform(Verb &verb, ReviewBind request)
{
    STINT_TRY(checkId("review_id", request.reviewId));
    if (!request.sessionId && verb.actor.isAgent())
        request.sessionId = verb.actor.session();
    if (!request.sessionId)
        return invalid("session_id", "session_id is needed");
    STINT_TRY(checkId("session_id", *request.sessionId));
    auto review = verb.store.review(request.reviewId);
    if (!review)
        return refuse(ErrorCode::ReviewNotFound, "There is no such review.").field("review_id");
    const auto session = verb.store.session(*request.sessionId);
    if (!session)
        return refuse(ErrorCode::SessionNotFound, "There is no such session.").field("session_id");
    STINT_TRY(checkBinding(verb, *review, *session));
    if (review->status == ReviewStatus::InReview && review->reviewerSessionId == session->id)
        return replyOf(*review);

    review->status = ReviewStatus::InReview;
    review->reviewerSessionId = session->id;
    review->reviewerAgentName = session->agentName;
    review->reviewerPeerId = session->peerId;
    review->reviewerChannelId = session->channel;
    if (!review->startedAt)
        review->startedAt = verb.now;
    review->updatedAt = verb.now;
    verb.store.updateReview(*review);
    verb.record("task.run_review_bound", review->taskId, review->runId, boundPayload(*review));
    return replyOf(*review);
}

} // namespace stint
