#pragma once

#include "model/domain/verbs/method.h"
#include "model/domain/verbs/replies.h"

namespace stint
{

struct ReviewRequest {
    RunId runId;
    std::optional<TaskId> taskId;
    QString policy; ///< blank: always
    std::optional<int> round, attempt;
    QString reason;
    std::optional<qint64> timeoutMs;
    using Reply = ReviewReply;
    static constexpr Method method{"review.request",
                                   "Asks for a review of an ended run.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using R = ReviewRequest;
        return fieldList(
            required("run_id", &R::runId, "the run"), optional("task_id", &R::taskId, "its task"),
            oneOf(textsOf<ReviewPolicy::OnSuccess, ReviewPolicy::OnFailure, ReviewPolicy::Always>,
                  optional("policy", &R::policy, "on_success, on_failure or always")),
            optional("round", &R::round, "review round"), optional("attempt", &R::attempt, "attempt within the round"),
            optional("reason", &R::reason, "why"), optional("timeout_ms", &R::timeoutMs, "deadline from now; 0: none"));
    }
};

struct ReviewBind {
    ReviewId reviewId;
    std::optional<SessionId> sessionId;
    using Reply = ReviewReply;
    static constexpr Method method{"review.bind",
                                   "Makes a session the reviewer.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::ReviewNotFound,
                                            ErrorCode::SessionNotFound, ErrorCode::InvalidStatusTransition,
                                            ErrorCode::SelfReview, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("review_id", &ReviewBind::reviewId, "the review"),
                         optional("session_id", &ReviewBind::sessionId, "the reviewer; absent: the caller's session"));
    }
};

struct ReviewRecord {
    ReviewId reviewId;
    RunId runId;
    QString outcome;
    std::optional<double> confidence;
    QString reason, deliveryId;
    QStringList missingWork;
    QString guidance, text;
    using Reply = ReviewReply;
    static constexpr Method method{"review.record",
                                   "Gives the verdict.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge,
                                            ErrorCode::ReviewNotFound, ErrorCode::Conflict,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::SelfReview,
                                            ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using R = ReviewRecord;
        return fieldList(
            required("review_id", &R::reviewId, "the review"), required("run_id", &R::runId, "the reviewed run"),
            oneOf(textsOf<ReviewOutcome::Approved, ReviewOutcome::Rejected, ReviewOutcome::Blocked,
                          ReviewOutcome::Error, ReviewOutcome::InvalidOutput>,
                  required("outcome", &R::outcome, "approved, rejected, blocked, error or invalid_output")),
            required("confidence", &R::confidence, "0 to 1"), required("reason", &R::reason, "why"),
            required("delivery_id", &R::deliveryId, "repeating the call with it changes nothing"),
            optional("missing_work", &R::missingWork, "what is missing; for rejected"),
            optional("guidance", &R::guidance, "what to do next; for rejected"),
            optional("text", &R::text, "the whole review"));
    }
};

struct ReviewGet {
    ReviewId reviewId;
    using Reply = ReviewReply;
    static constexpr Method method{"review.get", "Reads a review.",
                                   Access::Read, Who::Anyone,
                                   std::nullopt, errorSet(ErrorCode::ValidationFailed, ErrorCode::ReviewNotFound)};
    static constexpr auto fields() { return fieldList(required("review_id", &ReviewGet::reviewId, "the review")); }
};

struct ReviewForSession {
    std::optional<SessionId> sessionId;
    using Reply = ReviewReply;
    static constexpr Method method{
        "review.for_session", "Reads the review a session is asked to give.",
        Access::Read,         Who::Anyone,
        std::nullopt,         errorSet(ErrorCode::ValidationFailed, ErrorCode::ReviewNotFound)};
    static constexpr auto fields()
    {
        return fieldList(optional("session_id", &ReviewForSession::sessionId, "absent: the caller's session"));
    }
};

struct ReviewList {
    std::optional<TaskId> taskId;
    std::optional<RunId> runId;
    QString status;
    std::optional<SessionId> reviewerSessionId;
    std::optional<int> limit;
    QString cursor;
    using Reply = Page<Review>;
    static constexpr Method method{"review.list", "Lists reviews.", Access::Read,
                                   Who::Anyone,   std::nullopt,     errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields()
    {
        using R = ReviewList;
        return fieldList(optional("task_id", &R::taskId), optional("run_id", &R::runId),
                         oneOf<ReviewStatus>(optional("status", &R::status)),
                         optional("reviewer_session_id", &R::reviewerSessionId),
                         optional("limit", &R::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &R::cursor, "next_cursor of the page before"));
    }
};

} // namespace stint
