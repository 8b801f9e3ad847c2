#pragma once

#include "model/domain/verbs/task.h"

namespace stint
{

inline constexpr quint64 leaseErrors = errorSet(
    ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge, ErrorCode::RunNotFound, ErrorCode::InvalidClaimToken,
    ErrorCode::LeaseLost, ErrorCode::LeaseExpired, ErrorCode::InvalidStatusTransition, ErrorCode::PermissionDenied);
inline constexpr quint64 forceErrors =
    errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound, ErrorCode::ForbiddenOperatorAction,
             ErrorCode::ForceOpRateLimited, ErrorCode::ForceOpRequiresReason, ErrorCode::InvalidStatusTransition,
             ErrorCode::RetryChainTooDeep, ErrorCode::PayloadTooLarge);

struct RunEnqueue {
    TaskId taskId;
    std::optional<qint64> expectedVersion;
    QString idempotencyKey, networkChannel, reason;
    QStringList requiredCapabilities, preferredCapabilities;
    Json metadata;
    using Reply = RunReply;
    static constexpr Method method{
        "run.enqueue", "Queues a new attempt at a task.", Access::Write, Who::Anyone, std::nullopt, queueErrors};
    static constexpr auto fields()
    {
        using R = RunEnqueue;
        return fieldList(
            required("task_id", &R::taskId, "the task"),
            optional("expected_version", &R::expectedVersion, "refuse when the task has another version"),
            optional("idempotency_key", &R::idempotencyKey,
                     "needed from agents; repeating the call with it finds the same run"),
            optional("network_channel", &R::networkChannel, "channel of the run"),
            optional("reason", &R::reason, "why"),
            optional("required_capabilities", &R::requiredCapabilities, "what a claimer must have"),
            optional("preferred_capabilities", &R::preferredCapabilities, "what a claimer had better have"),
            optional("metadata", &R::metadata, "free JSON"));
    }
};

/// What a claimer offers and wants (CLM-02).
struct ClaimCriteria {
    QString scope; ///< blank: derived
    std::optional<WorkspaceId> workspaceId;
    QStringList capabilities;
    std::optional<int> priorityMin;
    std::optional<qint64> leaseMs;
    QString channel, peerId;
    static constexpr auto fields()
    {
        using C = ClaimCriteria;
        return fieldList(
            oneOf<Scope>(optional("scope", &C::scope, "global or workspace")),
            optional("workspace_id", &C::workspaceId, "workspace to claim in"),
            optional("capabilities", &C::capabilities, "what the claimer has besides its registration"),
            optional("priority_min", &C::priorityMin, "least weight: 10 low, 20 medium, 30 high, 40 urgent"),
            optional("lease_ms", &C::leaseMs, "1 to 86400000; 0 or absent: the board's default"),
            optional("channel", &C::channel, "coordination channel"), optional("peer_id", &C::peerId, "peer id"));
    }
};

struct RunClaimNext {
    ClaimCriteria criteria;
    std::optional<qint64> waitMs;
    bool withContext = false;
    SessionId session; ///< in-process callers name it; on the socket it is the connection's
    QString call;      ///< by which one of the session's waiting claims is canceled; never travels
    using Reply = ClaimReply;
    static constexpr Method method{"run.claim_next",
                                   "Takes the best queued run this session may work on.",
                                   Access::Write,
                                   Who::Session,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PermissionDenied,
                                            ErrorCode::ActiveRunLease, ErrorCode::InvalidScopeBinding,
                                            ErrorCode::WorkspaceNotFound)};
    static constexpr auto fields()
    {
        using R = RunClaimNext;
        return fieldList(inlined(&R::criteria), optional("wait_ms", &R::waitMs, "0 to 25000: wait for work"),
                         optional("with_context", &R::withContext, "answer with the context bundle"));
    }
};

struct RunClaim {
    RunId runId;
    QString idempotencyKey;
    std::optional<qint64> leaseMs;
    QStringList capabilities;
    bool withContext = false;
    using Reply = ClaimReply;
    static constexpr Method method{"run.claim",
                                   "Takes one named queued run.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PermissionDenied,
                                            ErrorCode::ActiveRunLease, ErrorCode::RunNotFound,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::NoClaimableRun)};
    static constexpr auto fields()
    {
        using R = RunClaim;
        return fieldList(required("run_id", &R::runId, "the run"),
                         optional("idempotency_key", &R::idempotencyKey, "needed from agents"),
                         optional("lease_ms", &R::leaseMs, "1 to 86400000; 0 or absent: the board's default"),
                         optional("capabilities", &R::capabilities, "what the claimer has besides its registration"),
                         optional("with_context", &R::withContext, "answer with the context bundle"));
    }
};

/// Asks for a dedicated session for a manually claimed run (SRT-06).
struct LaunchRequest {
    QString agentName;
    static constexpr auto fields()
    {
        return fieldList(optional("agent_name", &LaunchRequest::agentName, "agent to launch"));
    }
};

/// How the caller of a lease verb proves its lease: by its session and the run, in-process by the raw token (LSE-01).
struct LeaseProof {
    RunId runId;
    std::optional<int> leaseEpoch;
    QString claimToken; ///< in-process only, not a wire field
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &LeaseProof::runId, "the run"),
                         optional("lease_epoch", &LeaseProof::leaseEpoch, "refuse when the lease has another epoch"));
    }
};

struct RunStart {
    LeaseProof lease;
    QString idempotencyKey;
    std::optional<LaunchRequest> launch;
    using Reply = RunReply;
    static constexpr Method method{"run.start",   "Marks a claimed run as running.",
                                   Access::Write, Who::Anyone,
                                   std::nullopt,  leaseErrors | errorSet(ErrorCode::StaleNetworkChannel)};
    static constexpr auto fields()
    {
        using R = RunStart;
        return fieldList(inlined(&R::lease), optional("idempotency_key", &R::idempotencyKey, "needed from agents"),
                         optional("launch", &R::launch, "start a dedicated agent session"));
    }
};

struct RunAttach {
    RunId runId;
    SessionId sessionId;
    using Reply = RunReply;
    static constexpr Method method{"run.attach",
                                   "Binds a live session to a claimed run that has none.",
                                   Access::Write,
                                   Who::HumanOrEngine,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound,
                                            ErrorCode::SessionNotFound, ErrorCode::InvalidStatusTransition,
                                            ErrorCode::SessionAlreadyBound, ErrorCode::SessionAttachNotAllowed,
                                            ErrorCode::StaleNetworkChannel, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &RunAttach::runId, "the run"),
                         required("session_id", &RunAttach::sessionId, "the session"));
    }
};

struct RunHeartbeat {
    LeaseProof lease;
    std::optional<qint64> leaseMs;
    std::optional<QString> progress;
    std::optional<Usage> usage;
    using Reply = HeartbeatReply;
    static constexpr Method method{
        "run.heartbeat", "Prolongs the lease of a run.", Access::Lazy, Who::Session, std::nullopt, leaseErrors};
    static constexpr auto fields()
    {
        using R = RunHeartbeat;
        return fieldList(inlined(&R::lease), optional("lease_ms", &R::leaseMs, "new lease duration"),
                         optional("progress", &R::progress, "one short note"),
                         optional("usage", &R::usage, "cumulative use within this claim"));
    }
};

struct RunRelease {
    LeaseProof lease;
    QString reason;
    std::optional<ClaimCriteria> claimNext;
    using Reply = RunReply;
    static constexpr Method method{
        "run.release", "Gives a run back to the queue.", Access::Write, Who::Session, std::nullopt, leaseErrors};
    static constexpr auto fields()
    {
        using R = RunRelease;
        return fieldList(inlined(&R::lease), optional("reason", &R::reason, "why"),
                         optional("claim_next", &R::claimNext, "claim the next run in the same step"));
    }
};

struct RunComplete {
    LeaseProof lease;
    Json result;
    std::optional<Usage> usage;
    std::vector<CriterionUpdate> acceptance;
    std::optional<ClaimCriteria> claimNext;
    using Reply = RunReply;
    static constexpr Method method{"run.complete", "Ends a run with success.", Access::Write, Who::Anyone, std::nullopt,
                                   leaseErrors};
    static constexpr auto fields()
    {
        using R = RunComplete;
        return fieldList(inlined(&R::lease), optional("result", &R::result, "any JSON"),
                         optional("usage", &R::usage, "final use of this claim"),
                         optional("acceptance", &R::acceptance, "met criteria with evidence"),
                         optional("claim_next", &R::claimNext, "claim the next run in the same step"));
    }
};

struct RunFail {
    LeaseProof lease;
    QString error;
    Json metadata;
    std::optional<Usage> usage;
    std::optional<ClaimCriteria> claimNext;
    using Reply = RunReply;
    static constexpr Method method{"run.fail", "Ends a run with an error.", Access::Write, Who::Anyone, std::nullopt,
                                   leaseErrors};
    static constexpr auto fields()
    {
        using R = RunFail;
        return fieldList(inlined(&R::lease), required("error", &R::error, "what went wrong"),
                         optional("metadata", &R::metadata, "free JSON for the event"),
                         optional("usage", &R::usage, "final use of this claim"),
                         optional("claim_next", &R::claimNext, "claim the next run in the same step"));
    }
};

/// What a run may be parked for.
inline constexpr auto askKinds =
    textsOf<AttentionReason::NeedsInput, AttentionReason::Blocked, AttentionReason::Quota, AttentionReason::Auth>;

struct RunAsk {
    LeaseProof lease;
    QString kind, question;
    std::optional<Time> resumeAfter;
    std::optional<Usage> usage;
    using Reply = RunReply;
    static constexpr Method method{
        "run.ask", "Parks a run until a person answers.", Access::Write, Who::Session, std::nullopt, leaseErrors};
    static constexpr auto fields()
    {
        using R = RunAsk;
        return fieldList(inlined(&R::lease),
                         oneOf(askKinds, required("kind", &R::kind, "needs_input, blocked, quota or auth")),
                         required("question", &R::question, "what the person should answer"),
                         optional("resume_after", &R::resumeAfter, "go on without an answer after this time"),
                         optional("usage", &R::usage, "use of this claim"));
    }
};

struct RunAnswer {
    RunId runId;
    QString text;
    using Reply = RunReply;
    static constexpr Method method{"run.answer",
                                   "Answers a parked run and queues it again.",
                                   Access::Write,
                                   Who::Human,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &RunAnswer::runId, "the run"),
                         required("text", &RunAnswer::text, "the answer"));
    }
};

struct RunAccept {
    RunId runId;
    QString reason;
    using Reply = RunReply;
    static constexpr Method method{"run.accept",  "Accepts a result whose criteria are not all proven.",
                                   Access::Write, Who::Human,
                                   std::nullopt,  RunAnswer::method.errors};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &RunAccept::runId, "the run"),
                         required("reason", &RunAccept::reason, "why"));
    }
};

struct RunCancel {
    RunId runId;
    QString reason;
    Json metadata;
    bool requeue = false;
    using Reply = RunReply;
    static constexpr Method method{"run.cancel",
                                   "Cancels an open run, and with it its task unless it is requeued.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge,
                                            ErrorCode::RunNotFound, ErrorCode::InvalidStatusTransition,
                                            ErrorCode::PermissionDenied, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        using R = RunCancel;
        return fieldList(required("run_id", &R::runId, "the run"), optional("reason", &R::reason, "why"),
                         optional("metadata", &R::metadata, "free JSON for the event"),
                         optional("requeue", &R::requeue, "queue a new attempt in its place"));
    }
};

/// Force-release, force-fail, retry and recover only differ in their method.
enum class ForceVerb { Release, Fail, Retry, Recover };
template<ForceVerb V>
struct ForceRequest {
    RunId runId;
    QString reason;
    Json metadata;
    using Reply = RunReply;
    static constexpr std::array<const char *, 4> names{"run.force_release", "run.force_fail", "run.retry",
                                                       "run.recover"};
    static constexpr std::array<const char *, 4> summaries{
        "Takes a claimed run from its holder and queues it again.", "Fails a run that is not being worked on.",
        "Queues a new attempt after a failed one.", "Replaces a run that needs attention by a new attempt."};
    static constexpr Method method{names[static_cast<std::size_t>(V)],
                                   summaries[static_cast<std::size_t>(V)],
                                   Access::Write,
                                   Who::Anyone,
                                   AgentRight::Force,
                                   forceErrors};
    static constexpr auto fields()
    {
        using R = ForceRequest;
        return fieldList(required("run_id", &R::runId, "the run"), optional("reason", &R::reason, "why"),
                         optional("metadata", &R::metadata, "free JSON"));
    }
};
using RunForceRelease = ForceRequest<ForceVerb::Release>;
using RunForceFail = ForceRequest<ForceVerb::Fail>;
using RunRetry = ForceRequest<ForceVerb::Retry>;
using RunRecover = ForceRequest<ForceVerb::Recover>;

enum class BulkRunVerb { Release, Fail, Cancel };
template<BulkRunVerb V>
struct BulkRunRequest {
    QStringList ids;
    QString reason;
    using Reply = BulkReply;
    static constexpr std::array<const char *, 3> names{"run.bulk_release", "run.bulk_fail", "run.bulk_cancel"};
    static constexpr std::array<const char *, 3> summaries{"Force-releases several runs, each on its own.",
                                                           "Force-fails several runs, each on its own.",
                                                           "Cancels several runs, each on its own."};
    static constexpr Method method{
        names[static_cast<std::size_t>(V)],
        summaries[static_cast<std::size_t>(V)],
        Access::Write,
        Who::Anyone,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::BulkTooLarge, ErrorCode::ForceOpRequiresReason)};
    static constexpr auto fields()
    {
        return fieldList(required("ids", &BulkRunRequest::ids, "1 to 50 runs"),
                         optional("reason", &BulkRunRequest::reason, "why"));
    }
};
using RunBulkRelease = BulkRunRequest<BulkRunVerb::Release>;
using RunBulkFail = BulkRunRequest<BulkRunVerb::Fail>;
using RunBulkCancel = BulkRunRequest<BulkRunVerb::Cancel>;

/// A late result with the attempt it belongs to: only a queued or parked one can still adopt it (LTR-05).
struct LateResultItem {
    LateResult late;
    TaskId taskId;
    QString taskTitle;
    RunStatus runStatus = RunStatus::Queued;
    static constexpr auto fields()
    {
        using L = LateResultItem;
        return fieldList(inlined(&L::late), required("task_id", &L::taskId), required("task_title", &L::taskTitle),
                         required("run_status", &L::runStatus));
    }
};

struct LateResultList {
    std::optional<RunId> runId;
    using Reply = Page<LateResultItem>;
    static constexpr Method method{"late_result.list", "Lists results that came after their lease was gone.",
                                   Access::Read,       Who::Human,
                                   std::nullopt,       errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound)};
    static constexpr auto fields()
    {
        return fieldList(optional("run_id", &LateResultList::runId, "the run; absent: of the board, at most 500"));
    }
};

struct LateResultAdopt {
    RunId runId;
    int n = 0;
    using Reply = RunReply;
    static constexpr Method method{
        "late_result.adopt",
        "Ends the run with a late result.",
        Access::Write,
        Who::Human,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound, ErrorCode::InvalidStatusTransition)};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &LateResultAdopt::runId, "the run"),
                         required("n", &LateResultAdopt::n, "number of the late result"));
    }
};

struct LateResultDiscard {
    RunId runId;
    int n = 0;
    using Reply = OkReply;
    static constexpr Method method{
        "late_result.discard", "Throws a late result away.",
        Access::Write,         Who::Human,
        std::nullopt,          errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound)};
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &LateResultDiscard::runId, "the run"),
                         required("n", &LateResultDiscard::n, "number of the late result"));
    }
};

} // namespace stint
