#pragma once

#include <QLatin1String>
#include <QString>

#include <array>
#include <optional>

namespace stint
{

// The closed enumerations of task-domain.md 1.3. Each has its wire texts in EnumTexts, in the order of its values.
// ENM-01: texts are trimmed and lower-cased before they are compared.

enum class Scope { Global, Workspace };
enum class DependencyKind { Blocks };
enum class FailureKind { None, OperatorForced };
enum class TaskStatus { Draft, Pending, Blocked, Ready, InProgress, Completed, Failed, Canceled };
enum class RunStatus { Queued, Claimed, Starting, Running, Completed, Failed, Canceled, NeedsAttention };
enum class Priority { Low, Medium, High, Urgent };
enum class ApprovalPolicy { None, Manual };
enum class ApprovalState { NotRequired, Pending, Approved, Rejected };
enum class AttentionReason { Starved, Unproven, NeedsInput, Blocked, Quota, Auth };
enum class ClaimEnd {
    Completed,
    Failed,
    Released,
    Expired,
    ForceReleased,
    ForceFailed,
    Canceled,
    Parked,
    Unproven,
    SessionReleased,
    Recovered
};
enum class ActorKind { Human, AgentSession, Automation, Extension, NetworkPeer, Daemon };
enum class OwnerKind { Human, AgentSession, Automation, Extension, NetworkPeer, Pool };
enum class OriginKind { Cli, Web, Uds, Http, Automation, Extension, Network, AgentSession, Daemon };
enum class SessionKind { Worker, Reviewer, Coordinator };
enum class SessionState { Starting, Active, Disconnected, Stopping, Ended };
enum class StopReason { Completed, Failed, Cancellation, Shutdown, OrphanedRun };
enum class RecoveryAction { Requeue, MarkRunning, Fail };
enum class ReviewPolicy { None, OnSuccess, OnFailure, Always };
enum class ReviewFailurePolicy { BlockTask };
enum class ReviewStatus { Requested, Routed, InReview, Recorded, CircuitOpened, Canceled };
enum class ReviewOutcome { Approved, Rejected, Blocked, Error, Timeout, InvalidOutput };
enum class CircuitReason { BlockedVerdict, RoundsExceeded, ReviewAttemptsExhausted, RapidTerminal };
enum class CoordinatorMode { Inherit, Guided };
enum class WorkerMode { Inherit, Select };
enum class SandboxMode { Inherit, None, Ref };
enum class RuntimeMode { Default, Evidence };
enum class NextAction { ClaimAvailable, WaitingForSession, Stranded, Running, RecoveryRequired, Terminal };
enum class InboxLane { MyWork, Approvals, FailedRuns, Blocked, Archived };
enum class AgentRight { Approve, Force, Pause, Scheduler, Delete, Profile, Edit };
enum class LateResultKind { Complete, Fail };

template<class E>
struct EnumTexts;

#define STINT_ENUM_TEXTS(Type, ...)                                                                                    \
    template<>                                                                                                         \
    struct EnumTexts<Type> {                                                                                           \
        static constexpr std::array values = std::to_array<const char *>({__VA_ARGS__});                               \
        static constexpr const char *name = #Type;                                                                     \
    }

STINT_ENUM_TEXTS(Scope, "global", "workspace");
STINT_ENUM_TEXTS(DependencyKind, "blocks");
STINT_ENUM_TEXTS(FailureKind, "", "operator_forced");
STINT_ENUM_TEXTS(TaskStatus, "draft", "pending", "blocked", "ready", "in_progress", "completed", "failed", "canceled");
STINT_ENUM_TEXTS(RunStatus, "queued", "claimed", "starting", "running", "completed", "failed", "canceled",
                 "needs_attention");
STINT_ENUM_TEXTS(Priority, "low", "medium", "high", "urgent");
STINT_ENUM_TEXTS(ApprovalPolicy, "none", "manual");
STINT_ENUM_TEXTS(ApprovalState, "not_required", "pending", "approved", "rejected");
STINT_ENUM_TEXTS(AttentionReason, "starved", "unproven", "needs_input", "blocked", "quota", "auth");
STINT_ENUM_TEXTS(ClaimEnd, "completed", "failed", "released", "expired", "force_released", "force_failed", "canceled",
                 "parked", "unproven", "session_released", "recovered");
STINT_ENUM_TEXTS(ActorKind, "human", "agent_session", "automation", "extension", "network_peer", "daemon");
STINT_ENUM_TEXTS(OwnerKind, "human", "agent_session", "automation", "extension", "network_peer", "pool");
STINT_ENUM_TEXTS(OriginKind, "cli", "web", "uds", "http", "automation", "extension", "network", "agent_session",
                 "daemon");
STINT_ENUM_TEXTS(SessionKind, "worker", "reviewer", "coordinator");
STINT_ENUM_TEXTS(SessionState, "starting", "active", "disconnected", "stopping", "ended");
STINT_ENUM_TEXTS(StopReason, "completed", "failed", "cancellation", "shutdown", "orphaned_run");
STINT_ENUM_TEXTS(RecoveryAction, "requeue", "mark_running", "fail");
STINT_ENUM_TEXTS(ReviewPolicy, "none", "on_success", "on_failure", "always");
STINT_ENUM_TEXTS(ReviewFailurePolicy, "block_task");
STINT_ENUM_TEXTS(ReviewStatus, "requested", "routed", "in_review", "recorded", "circuit_opened", "canceled");
STINT_ENUM_TEXTS(ReviewOutcome, "approved", "rejected", "blocked", "error", "timeout", "invalid_output");
STINT_ENUM_TEXTS(CircuitReason, "blocked_verdict", "rounds_exceeded", "review_attempts_exhausted", "rapid_terminal");
STINT_ENUM_TEXTS(CoordinatorMode, "inherit", "guided");
STINT_ENUM_TEXTS(WorkerMode, "inherit", "select");
STINT_ENUM_TEXTS(SandboxMode, "inherit", "none", "ref");
STINT_ENUM_TEXTS(RuntimeMode, "default", "evidence");
STINT_ENUM_TEXTS(NextAction, "claim_available", "waiting_for_session", "stranded", "running", "recovery_required",
                 "terminal");
STINT_ENUM_TEXTS(InboxLane, "my_work", "approvals", "failed_runs", "blocked", "archived");
STINT_ENUM_TEXTS(AgentRight, "approve", "force", "pause", "scheduler", "delete", "profile", "edit");
STINT_ENUM_TEXTS(LateResultKind, "complete", "fail");

#undef STINT_ENUM_TEXTS

template<class E>
concept DomainEnum = requires
{
    EnumTexts<E>::values;
};

/// The wire text of \a value.
template<DomainEnum E>
QLatin1String toText(E value)
{
    return QLatin1String(EnumTexts<E>::values[static_cast<std::size_t>(value)]);
}

/// The value with that text after trimming and lower-casing; nothing for an unknown one.
template<DomainEnum E>
std::optional<E> enumFromText(QStringView text)
{
    const QString norm = text.trimmed().toString().toLower();
    for (std::size_t i = 0; i < EnumTexts<E>::values.size(); ++i) {
        if (norm == QLatin1String(EnumTexts<E>::values[i]))
            return static_cast<E>(i);
    }
    return std::nullopt;
}

constexpr bool isTerminal(TaskStatus s)
{
    return s == TaskStatus::Completed || s == TaskStatus::Failed || s == TaskStatus::Canceled;
}
constexpr bool isTerminal(RunStatus s)
{
    return s == RunStatus::Completed || s == RunStatus::Failed || s == RunStatus::Canceled;
}
/// `claimed`, `starting` or `running`.
constexpr bool isActive(RunStatus s)
{
    return s == RunStatus::Claimed || s == RunStatus::Starting || s == RunStatus::Running;
}
constexpr bool isOpen(RunStatus s)
{
    return !isTerminal(s);
}
constexpr bool isOpen(ReviewStatus s)
{
    return s == ReviewStatus::Requested || s == ReviewStatus::Routed || s == ReviewStatus::InReview;
}
/// The four reasons that come from `run.ask`.
constexpr bool isAsk(AttentionReason r)
{
    return r != AttentionReason::Starved && r != AttentionReason::Unproven;
}
/// 10, 20, 30, 40 (1.3).
constexpr int weight(Priority p)
{
    return (static_cast<int>(p) + 1) * 10;
}

} // namespace stint
