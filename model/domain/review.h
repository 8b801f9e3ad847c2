#pragma once

#include "model/domain/actor.h"
#include "model/domain/time.h"

#include <QStringList>

namespace stint
{

/// A verdict, asked for or given, on one ended run (1.6 Review).
struct Review {
    ReviewId id;
    TaskId taskId;
    RunId runId;
    ReviewPolicy policy = ReviewPolicy::Always;
    bool automatic = false;
    int round = 1;
    int attempt = 1;
    ReviewStatus status = ReviewStatus::Requested;
    ActorRef requestedBy;
    QString reason;
    std::optional<ReviewId> parentReviewId;
    Time requestedAt;
    std::optional<Time> deadlineAt;
    std::optional<SessionId> routedSessionId;
    std::optional<SessionId> reviewerSessionId;
    QString reviewerAgentName, reviewerPeerId, reviewerChannelId;
    std::optional<Time> startedAt, reviewedAt;
    std::optional<ReviewOutcome> outcome;
    std::optional<double> confidence;
    QString verdictReason, guidance, text;
    QStringList missingWork;
    QString deliveryId;
    std::optional<ActorRef> recordedBy;
    std::optional<RunId> continuationRunId;
    std::optional<CircuitReason> circuitReason;
    Time createdAt, updatedAt;

    bool operator==(const Review &) const = default;
    static constexpr auto fields()
    {
        return fieldList(
            required("id", &Review::id), required("task_id", &Review::taskId), required("run_id", &Review::runId),
            required("policy", &Review::policy), required("automatic", &Review::automatic),
            required("round", &Review::round), required("attempt", &Review::attempt),
            required("status", &Review::status), required("requested_by", &Review::requestedBy),
            optional("reason", &Review::reason), optional("parent_review_id", &Review::parentReviewId),
            required("requested_at", &Review::requestedAt), optional("deadline_at", &Review::deadlineAt),
            optional("routed_session_id", &Review::routedSessionId),
            optional("reviewer_session_id", &Review::reviewerSessionId),
            optional("reviewer_agent_name", &Review::reviewerAgentName),
            optional("reviewer_peer_id", &Review::reviewerPeerId),
            optional("reviewer_channel_id", &Review::reviewerChannelId), optional("started_at", &Review::startedAt),
            optional("reviewed_at", &Review::reviewedAt), optional("outcome", &Review::outcome),
            optional("confidence", &Review::confidence), optional("verdict_reason", &Review::verdictReason),
            optional("guidance", &Review::guidance), optional("text", &Review::text),
            required("missing_work", &Review::missingWork), optional("delivery_id", &Review::deliveryId),
            optional("recorded_by", &Review::recordedBy), optional("continuation_run_id", &Review::continuationRunId),
            optional("circuit_reason", &Review::circuitReason), required("created_at", &Review::createdAt),
            required("updated_at", &Review::updatedAt));
    }
};

} // namespace stint
