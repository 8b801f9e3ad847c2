#pragma once

#include "model/domain/event.h"
#include "model/domain/profile.h"
#include "model/domain/review.h"
#include "model/domain/run.h"
#include "model/domain/session.h"
#include "model/domain/task.h"

namespace stint
{

/// A task as it is answered: the row, its pause, and — only where it was read with them — the computed members of 1.4.
struct TaskView {
    Task task;
    bool paused = false;
    QString pausedBy;
    std::optional<Time> pausedAt;
    QString pausedReason;
    std::optional<qint64> latestEventSeq;
    std::optional<Time> lastActivityAt;
    std::optional<bool> effectivePaused;
    std::optional<TaskId> pausedByTaskId;
    std::optional<int> childCount, dependencyCount, unresolvedDependencyCount, commentCount;

    TaskView() = default;
    explicit TaskView(Task row)
        : task(std::move(row))
    {
        if (task.pause) {
            paused = true;
            pausedBy = task.pause->by;
            pausedAt = task.pause->at;
            pausedReason = task.pause->reason;
        }
    }
    static constexpr auto fields()
    {
        return fieldList(
            inlined(&TaskView::task), required("paused", &TaskView::paused), optional("paused_by", &TaskView::pausedBy),
            optional("paused_at", &TaskView::pausedAt), optional("paused_reason", &TaskView::pausedReason),
            optional("latest_event_seq", &TaskView::latestEventSeq),
            optional("last_activity_at", &TaskView::lastActivityAt),
            optional("effective_paused", &TaskView::effectivePaused),
            optional("paused_by_task_id", &TaskView::pausedByTaskId), optional("child_count", &TaskView::childCount),
            optional("dependency_count", &TaskView::dependencyCount),
            optional("unresolved_dependency_count", &TaskView::unresolvedDependencyCount),
            optional("comment_count", &TaskView::commentCount));
    }
};

/// The answer of most task verbs. \a run is the run the verb created or found.
struct TaskReply {
    TaskView task;
    std::optional<Run> run;
    std::optional<bool> existingRun; ///< set by verbs with an idempotent replay (IDM-04)
    QString enqueueSkipped;          ///< DRA-06
    static constexpr auto fields()
    {
        return fieldList(required("task", &TaskReply::task), optional("run", &TaskReply::run),
                         optional("existing_run", &TaskReply::existingRun),
                         optional("enqueue_skipped", &TaskReply::enqueueSkipped));
    }
};

/// The channel on which the agents of one run coordinate (CLM-10).
struct CoordinationChannel {
    QString id, name;
    std::optional<WorkspaceId> workspaceId;
    TaskId taskId;
    RunId runId;
    QString purpose;
    QStringList allowedMessageKinds;
    static constexpr auto fields()
    {
        using C = CoordinationChannel;
        return fieldList(required("id", &C::id), required("name", &C::name), optional("workspace_id", &C::workspaceId),
                         required("task_id", &C::taskId), required("run_id", &C::runId),
                         required("purpose", &C::purpose), required("allowed_message_kinds", &C::allowedMessageKinds));
    }
};

/// The answer of both kinds of claim. On the socket an empty claim-next is {claimed: false} (MTH-03).
struct ClaimReply {
    bool claimed = false;
    std::optional<TaskView> task;
    std::optional<Run> run;
    std::optional<Time> leaseUntil;
    std::optional<int> leaseEpoch;
    std::optional<CoordinationChannel> coordinationChannel;
    std::optional<bool> existingRun;
    Json context;       ///< with `with_context`
    QString claimToken; ///< in-process only: never encoded (LSE-01, RED-01)
    static constexpr auto fields()
    {
        using R = ClaimReply;
        return fieldList(required("claimed", &R::claimed), optional("task", &R::task), optional("run", &R::run),
                         optional("lease_until", &R::leaseUntil), optional("lease_epoch", &R::leaseEpoch),
                         optional("coordination_channel", &R::coordinationChannel),
                         optional("existing_run", &R::existingRun), optional("context", &R::context));
    }
};

/// The answer of the other run verbs.
struct RunReply {
    Run run;
    std::optional<TaskView> task;
    std::optional<bool> existingRun;
    std::optional<ClaimReply> next; ///< the folded claim (MTH-08)
    static constexpr auto fields()
    {
        return fieldList(required("run", &RunReply::run), optional("task", &RunReply::task),
                         optional("existing_run", &RunReply::existingRun), optional("next", &RunReply::next));
    }
};

struct HeartbeatReply {
    RunId runId;
    Time leaseUntil;
    int leaseEpoch = 0;
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &HeartbeatReply::runId),
                         required("lease_until", &HeartbeatReply::leaseUntil),
                         required("lease_epoch", &HeartbeatReply::leaseEpoch));
    }
};

struct DependencyReply {
    Dependency dependency;
    TaskView task;
    static constexpr auto fields()
    {
        return fieldList(required("dependency", &DependencyReply::dependency),
                         required("task", &DependencyReply::task));
    }
};

struct ErrorReply {
    QString code, message;
    Json data;
    static constexpr auto fields()
    {
        return fieldList(required("code", &ErrorReply::code), required("message", &ErrorReply::message),
                         optional("data", &ErrorReply::data));
    }
};

/// One item of a bulk verb (BLK-02).
struct BulkItem {
    QString id;
    bool ok = false;
    std::optional<Run> run;
    std::optional<TaskView> task;
    std::optional<ErrorReply> error;
    static constexpr auto fields()
    {
        return fieldList(required("id", &BulkItem::id), required("ok", &BulkItem::ok), optional("run", &BulkItem::run),
                         optional("task", &BulkItem::task), optional("error", &BulkItem::error));
    }
};

struct BulkReply {
    std::vector<BulkItem> items;
    static constexpr auto fields() { return fieldList(required("items", &BulkReply::items)); }
};

/// One page of a list (MTH-01).
template<class T>
struct Page {
    std::vector<T> items;
    QString nextCursor;
    qint64 total = 0;
    static constexpr auto fields()
    {
        return fieldList(required("items", &Page::items), optional("next_cursor", &Page::nextCursor),
                         required("total", &Page::total));
    }
};

struct ReviewReply {
    Review review;
    std::optional<bool> created;
    std::optional<Run> continuation;
    std::optional<TaskView> task;
    static constexpr auto fields()
    {
        return fieldList(required("review", &ReviewReply::review), optional("created", &ReviewReply::created),
                         optional("continuation", &ReviewReply::continuation), optional("task", &ReviewReply::task));
    }
};

struct ProfileReply {
    TaskId taskId;
    bool stored = false;
    ProfileSections profile;
    std::optional<Time> createdAt, updatedAt;
    static constexpr auto fields()
    {
        using R = ProfileReply;
        return fieldList(required("task_id", &R::taskId), required("stored", &R::stored),
                         required("profile", &R::profile), optional("created_at", &R::createdAt),
                         optional("updated_at", &R::updatedAt));
    }
};

struct TriageReply {
    TaskId taskId;
    bool read = false, archived = false, dismissed = false;
    std::optional<Time> snoozedUntil, lastSeenActivity;
    static constexpr auto fields()
    {
        using R = TriageReply;
        return fieldList(required("task_id", &R::taskId), required("read", &R::read),
                         required("archived", &R::archived), required("dismissed", &R::dismissed),
                         optional("snoozed_until", &R::snoozedUntil),
                         optional("last_seen_activity", &R::lastSeenActivity));
    }
};

struct OkReply {
    bool ok = true;
    static constexpr auto fields() { return fieldList(required("ok", &OkReply::ok)); }
};

struct SchedulerStatus {
    bool paused = false;
    QString pausedBy;
    std::optional<Time> pausedAt;
    QString pausedReason;
    qint64 activeClaimCount = 0, queuedRunCount = 0, pausedTaskCount = 0, starvedRunCount = 0,
           needsAttentionRunCount = 0, openReviewCount = 0, openCircuitCount = 0;
    Time asOf;
    static constexpr auto fields()
    {
        using S = SchedulerStatus;
        return fieldList(
            required("paused", &S::paused), optional("paused_by", &S::pausedBy), optional("paused_at", &S::pausedAt),
            optional("paused_reason", &S::pausedReason), required("active_claim_count", &S::activeClaimCount),
            required("queued_run_count", &S::queuedRunCount), required("paused_task_count", &S::pausedTaskCount),
            required("starved_run_count", &S::starvedRunCount),
            required("needs_attention_run_count", &S::needsAttentionRunCount),
            required("open_review_count", &S::openReviewCount), required("open_circuit_count", &S::openCircuitCount),
            required("as_of", &S::asOf));
    }
};

struct DrainReply {
    SchedulerStatus status;
    bool completed = false, timedOut = false;
    qint64 remainingClaims = 0;
    Time startedAt;
    Time completedAt;
    static constexpr auto fields()
    {
        using R = DrainReply;
        return fieldList(required("status", &R::status), required("completed", &R::completed),
                         optional("timed_out", &R::timedOut), required("remaining_claims", &R::remainingClaims),
                         required("started_at", &R::startedAt), required("completed_at", &R::completedAt));
    }
};

/// One unmet reason why a task does not move (INS-06).
struct Gate {
    QString gate;      ///< text of the table: draft, asks, …
    QString text;      ///< in words, for people
    QString clearedBy; ///< verb
    Json data;
    bool operator==(const Gate &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("gate", &Gate::gate), required("text", &Gate::text),
                         optional("cleared_by", &Gate::clearedBy), optional("data", &Gate::data));
    }
};

/// The few facts about a run that fit on a card or in a list (INS-03).
struct RunChip {
    RunId id;
    int attempt = 1;
    RunStatus status = RunStatus::Queued;
    QString claimTokenHash; ///< first 8 hex digits
    int leaseEpoch = 0;
    std::optional<Time> leaseUntil, heartbeatAt;
    std::optional<qint64> heartbeatAgeMs, leaseDurationMs;
    QString progress;
    int retries = 0;
    QString errorSummary, failureKind;
    std::optional<Attention> attention;
    std::optional<SessionId> sessionId;
    QString sessionState; ///< `missing` when unknown
    QString agentName;
    std::optional<RunId> previousRunId;
    Time queuedAt;
    bool operator==(const RunChip &) const = default;
    static constexpr auto fields()
    {
        using C = RunChip;
        return fieldList(required("id", &C::id), required("attempt", &C::attempt), required("status", &C::status),
                         optional("claim_token_hash", &C::claimTokenHash), required("lease_epoch", &C::leaseEpoch),
                         optional("lease_until", &C::leaseUntil), optional("lease_duration_ms", &C::leaseDurationMs),
                         optional("heartbeat_at", &C::heartbeatAt), optional("heartbeat_age_ms", &C::heartbeatAgeMs),
                         optional("progress", &C::progress), required("retries", &C::retries),
                         optional("error_summary", &C::errorSummary), optional("failure_kind", &C::failureKind),
                         optional("attention", &C::attention), optional("session_id", &C::sessionId),
                         optional("session_state", &C::sessionState), optional("agent_name", &C::agentName),
                         optional("previous_run_id", &C::previousRunId), required("queued_at", &C::queuedAt));
    }
};

struct DependencyRef {
    TaskId id;
    TaskStatus status = TaskStatus::Ready;
    bool operator==(const DependencyRef &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("id", &DependencyRef::id), required("status", &DependencyRef::status));
    }
};

struct ReviewRef {
    ReviewId id;
    ReviewStatus status = ReviewStatus::Requested;
    std::optional<Time> deadlineAt;
    std::optional<SessionId> reviewerSessionId;
    bool operator==(const ReviewRef &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("id", &ReviewRef::id), required("status", &ReviewRef::status),
                         optional("deadline_at", &ReviewRef::deadlineAt),
                         optional("reviewer_session_id", &ReviewRef::reviewerSessionId));
    }
};

/// What the attempts at a task cost together, as far as agents reported it.
struct Cost {
    qint64 micros = 0; ///< millionths of the currency
    QString currency;  ///< of the newest attempt that reported a cost; attempts in another one are not counted
    bool operator==(const Cost &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("micros", &Cost::micros), optional("currency", &Cost::currency));
    }
};

/// What a list or a board card shows of a task; never description or metadata (LST-05).
struct TaskSummary {
    TaskId id;
    QString identifier, title;
    Scope scope = Scope::Global;
    std::optional<WorkspaceId> workspaceId;
    std::optional<TaskId> parentTaskId;
    TaskStatus status = TaskStatus::Ready;
    Priority priority = Priority::Medium;
    std::optional<OwnerRef> owner;
    ApprovalState approvalState = ApprovalState::NotRequired;
    int maxAttempts = 3;
    qint64 version = 1;
    QString externalKey, milestone, rank;
    QStringList labels;
    std::optional<Time> notBefore;
    bool paused = false, effectivePaused = false;
    std::optional<TaskId> pausedByTaskId;
    int childCount = 0, childrenDone = 0, dependencyCount = 0, unresolvedDependencyCount = 0, commentCount = 0;
    int attempts = 0; ///< runs so far
    std::optional<Cost> cost;
    std::vector<DependencyRef> dependencies;
    std::optional<RunChip> run; ///< the active, parked or waiting one
    std::optional<ReviewRef> review;
    std::optional<Gate> gate; ///< the gate line
    std::optional<ActorRef> createdBy;
    Time createdAt, updatedAt, lastActivityAt;
    std::optional<Time> closedAt;
    bool operator==(const TaskSummary &) const = default;
    static constexpr auto fields()
    {
        using S = TaskSummary;
        return fieldList(required("id", &S::id), optional("identifier", &S::identifier), required("title", &S::title),
                         required("scope", &S::scope), optional("workspace_id", &S::workspaceId),
                         optional("parent_task_id", &S::parentTaskId), required("status", &S::status),
                         required("priority", &S::priority), optional("owner", &S::owner),
                         required("approval_state", &S::approvalState), required("max_attempts", &S::maxAttempts),
                         required("version", &S::version), optional("external_key", &S::externalKey),
                         optional("milestone", &S::milestone), optional("rank", &S::rank),
                         required("labels", &S::labels), optional("not_before", &S::notBefore),
                         required("paused", &S::paused), required("effective_paused", &S::effectivePaused),
                         optional("paused_by_task_id", &S::pausedByTaskId), required("child_count", &S::childCount),
                         required("children_done", &S::childrenDone), required("dependency_count", &S::dependencyCount),
                         required("unresolved_dependency_count", &S::unresolvedDependencyCount),
                         required("comment_count", &S::commentCount), required("attempts", &S::attempts),
                         optional("cost", &S::cost), required("dependencies", &S::dependencies),
                         optional("run", &S::run), optional("review", &S::review), optional("gate", &S::gate),
                         optional("created_by", &S::createdBy), required("created_at", &S::createdAt),
                         required("updated_at", &S::updatedAt), required("last_activity_at", &S::lastActivityAt),
                         optional("closed_at", &S::closedAt));
    }
};

} // namespace stint
