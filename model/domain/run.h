#pragma once

#include "model/domain/actor.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

#include <QStringList>

#include <vector>

namespace stint
{

/// What an agent reported to have used; cumulative within one claim. Absent is not zero.
struct Usage {
    std::optional<qint64> inputTokens, outputTokens, totalTokens, costMicros, turnCount, toolCallCount;
    QString currency; ///< three upper-case letters or blank

    bool isEmpty() const { return *this == Usage{}; }
    bool operator==(const Usage &) const = default;
    static constexpr auto fields()
    {
        return fieldList(optional("input_tokens", &Usage::inputTokens, "tokens read"),
                         optional("output_tokens", &Usage::outputTokens, "tokens written"),
                         optional("total_tokens", &Usage::totalTokens, "tokens in all"),
                         optional("cost_micros", &Usage::costMicros, "cost in millionths of the currency"),
                         optional("turn_count", &Usage::turnCount, "turns of the agent"),
                         optional("tool_call_count", &Usage::toolCallCount, "calls of tools"),
                         optional("currency", &Usage::currency, "three upper-case letters"));
    }
};

/// An operating-system process; the start time tells it from a later one with the same pid.
struct ProcessRef {
    qint64 pid = 0;
    qint64 startTicks = 0; ///< /proc/<pid>/stat field 22
    bool operator==(const ProcessRef &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("pid", &ProcessRef::pid), required("start_ticks", &ProcessRef::startTicks));
    }
};

/// Why a run waits for a person (1.5 attention).
struct Attention {
    AttentionReason reason = AttentionReason::Starved;
    QString text;
    Time at;
    std::optional<Time> resumeAfter; ///< only with a reason that comes from `run.ask`
    bool operator==(const Attention &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("reason", &Attention::reason), required("text", &Attention::text),
                         required("at", &Attention::at), optional("resume_after", &Attention::resumeAfter));
    }
};

/// The latest answer a person gave to a parked run.
struct Answer {
    QString question;
    QString text;
    ActorRef by;
    Time at;
    bool operator==(const Answer &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("question", &Answer::question), required("text", &Answer::text),
                         required("by", &Answer::by), required("at", &Answer::at));
    }
};

/// What a continuation run was told by the review that rejected its predecessor (REV-15).
struct ReviewLineage {
    RunId parentRunId;
    ReviewId reviewId;
    QString continuationReason;
    QStringList missingWork;
    QString guidance;
    bool operator==(const ReviewLineage &) const = default;
    static constexpr auto fields()
    {
        return fieldList(
            required("parent_run_id", &ReviewLineage::parentRunId), required("review_id", &ReviewLineage::reviewId),
            required("continuation_reason", &ReviewLineage::continuationReason),
            required("missing_work", &ReviewLineage::missingWork), required("guidance", &ReviewLineage::guidance));
    }
};

/// One numbered attempt at a task: the stored row (1.5).
struct Run {
    RunId id;
    TaskId taskId;
    int attempt = 1;
    RunStatus status = RunStatus::Queued;
    Time queuedAt;
    Time waitingSince;
    std::optional<Time> claimedAt, startedAt, endedAt;
    std::optional<ActorRef> claimedBy;
    QString claimTokenHash; ///< `sha256:` + hex, or blank: lease-less
    std::optional<SessionId> sessionId;
    int leaseEpoch = 0;
    std::optional<qint64> leaseDurationMs;
    std::optional<Time> leaseUntil, heartbeatAt, leaseEventAt;
    QString progress;
    Usage usage; ///< summed over all claims of the run
    Json result;
    Json metadata;
    QString error;
    FailureKind failureKind = FailureKind::None;
    QString networkChannel;
    QString coordinationChannelId;
    QStringList requiredCapabilities, preferredCapabilities; ///< sorted, distinct
    std::optional<RunId> previousRunId;
    int reviewRound = 1;
    std::optional<ReviewLineage> review;
    std::optional<Attention> attention;
    std::optional<Answer> answer;

    bool isLeased() const { return !claimTokenHash.isEmpty(); }
    /// A human works on it: lease-less, claimed or running, without a session (RUN-04).
    bool isManual() const
    {
        return !isLeased() && !sessionId && claimedBy && claimedBy->kind == ActorKind::Human &&
               (status == RunStatus::Claimed || status == RunStatus::Running);
    }
    /// Equality is expired (LSE-02 step 4).
    bool isExpired(Time now) const { return leaseUntil && *leaseUntil <= now; }
    bool operator==(const Run &) const = default;
    /// All but the hash of the claim token (RED-05).
    static constexpr auto fields()
    {
        return fieldList(
            required("id", &Run::id), required("task_id", &Run::taskId), required("attempt", &Run::attempt),
            required("status", &Run::status), required("queued_at", &Run::queuedAt),
            required("waiting_since", &Run::waitingSince), optional("claimed_at", &Run::claimedAt),
            optional("started_at", &Run::startedAt), optional("ended_at", &Run::endedAt),
            optional("claimed_by", &Run::claimedBy), optional("session_id", &Run::sessionId),
            required("lease_epoch", &Run::leaseEpoch), optional("lease_duration_ms", &Run::leaseDurationMs),
            optional("lease_until", &Run::leaseUntil), optional("heartbeat_at", &Run::heartbeatAt),
            optional("progress", &Run::progress), optional("usage", &Run::usage), optional("result", &Run::result),
            optional("metadata", &Run::metadata), optional("error", &Run::error),
            optional("failure_kind", &Run::failureKind), optional("network_channel", &Run::networkChannel),
            optional("coordination_channel_id", &Run::coordinationChannelId),
            required("required_capabilities", &Run::requiredCapabilities),
            required("preferred_capabilities", &Run::preferredCapabilities),
            optional("previous_run_id", &Run::previousRunId), required("review_round", &Run::reviewRound),
            optional("review", &Run::review), optional("attention", &Run::attention), optional("answer", &Run::answer));
    }
};

/// What a write to a run must find unchanged (RUN-10).
struct RunFence {
    RunStatus status;
    std::optional<SessionId> sessionId;
    QString claimTokenHash;
    int leaseEpoch;
    bool holds(const Run &run) const
    {
        return run.status == status && run.sessionId == sessionId && run.claimTokenHash == claimTokenHash &&
               run.leaseEpoch == leaseEpoch;
    }
    static RunFence of(const Run &run) { return {run.status, run.sessionId, run.claimTokenHash, run.leaseEpoch}; }
};

/// One claim of a run; never changed after it has ended.
struct ClaimRecord {
    RunId runId;
    int epoch = 1;
    ActorRef claimedBy;
    std::optional<SessionId> sessionId;
    QString agentName;
    std::optional<ProcessRef> process;
    QString claimTokenHash; ///< blank: lease-less
    Time claimedAt;
    std::optional<Time> endedAt;
    std::optional<ClaimEnd> endReason;
    Usage usage;
    bool operator==(const ClaimRecord &) const = default;
    /// Read without hashes (RED-05).
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &ClaimRecord::runId), required("epoch", &ClaimRecord::epoch),
                         required("claimed_by", &ClaimRecord::claimedBy),
                         optional("session_id", &ClaimRecord::sessionId),
                         optional("agent_name", &ClaimRecord::agentName), optional("process", &ClaimRecord::process),
                         required("claimed_at", &ClaimRecord::claimedAt), optional("ended_at", &ClaimRecord::endedAt),
                         optional("end_reason", &ClaimRecord::endReason), optional("usage", &ClaimRecord::usage));
    }
};

/// A result that came after its lease was gone, kept for a person to decide (LTR).
struct LateResult {
    RunId runId;
    int n = 1;
    LateResultKind kind = LateResultKind::Complete;
    Json result;   ///< kind complete
    QString error; ///< kind fail
    Json metadata; ///< kind fail
    Usage usage;
    SessionId sessionId;
    int epoch = 1;
    ClaimEnd loss = ClaimEnd::Expired;
    Time receivedAt;
    bool operator==(const LateResult &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &LateResult::runId), required("n", &LateResult::n),
                         required("kind", &LateResult::kind), optional("result", &LateResult::result),
                         optional("error", &LateResult::error), optional("metadata", &LateResult::metadata),
                         optional("usage", &LateResult::usage), required("session_id", &LateResult::sessionId),
                         required("epoch", &LateResult::epoch), required("loss", &LateResult::loss),
                         required("received_at", &LateResult::receivedAt));
    }
};

/// A caller's key and the run it once created (2.3).
struct IdempotencyRecord {
    QString key;
    OriginRef origin;
    RunId runId;
    Time createdAt;
    int leaseEpoch = 0; ///< the claim that recorded it, or during which it was recorded (IDM-05); 0: not a claim's key
};

/// How far the starvation ladder has climbed for a queued run (20.3).
struct StarvationBudget {
    RunId runId;
    int cycles = 1;
    bool spawnRequested = false;
    bool starvedReported = false;
    Time updatedAt;
};

} // namespace stint
