#pragma once

#include "model/domain/verbs/method.h"
#include "model/domain/verbs/replies.h"

namespace stint
{

struct TaskCreate {
    std::optional<TaskId> id;
    QString identifier, title, description;
    QString scope; ///< blank: derived from the workspace (VAL-04); text because an unknown word has its own error
    std::optional<WorkspaceId> workspaceId;
    std::optional<TaskId> parentTaskId;
    QString priority, approvalPolicy; ///< blank: default
    std::optional<OwnerRef> owner;
    std::optional<int> maxAttempts;
    bool autoEnqueueOnReady = false;
    Json metadata;
    QString networkChannel;
    std::optional<Time> notBefore;
    QString externalKey, milestone, rank;
    QStringList labels;
    std::vector<Criterion> acceptance;
    bool draft = false;

    using Reply = TaskReply;
    static constexpr Method method{
        "task.create",
        "Creates a task; it is not queued by that.",
        Access::Write,
        Who::Anyone,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::InvalidScopeBinding, ErrorCode::PayloadTooLarge,
                 ErrorCode::TaskNotFound, ErrorCode::WorkspaceNotFound, ErrorCode::GraphLimitExceeded,
                 ErrorCode::Conflict, ErrorCode::PermissionDenied, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        using T = TaskCreate;
        return fieldList(
            optional("id", &T::id, "id to use instead of a generated one"),
            optional("identifier", &T::identifier, "display code"), required("title", &T::title, "one line"),
            optional("description", &T::description, "what is to be done"),
            oneOf<Scope>(optional("scope", &T::scope, "global or workspace")),
            optional("workspace_id", &T::workspaceId, "workspace the task belongs to"),
            optional("parent_task_id", &T::parentTaskId, "parent task"),
            oneOf<Priority>(optional("priority", &T::priority, "low, medium, high or urgent")),
            optional("owner", &T::owner, "who the task is reserved for"),
            oneOf<ApprovalPolicy>(optional("approval_policy", &T::approvalPolicy, "none or manual")),
            optional("max_attempts", &T::maxAttempts, "1 to 10"),
            optional("auto_enqueue_on_ready", &T::autoEnqueueOnReady, "queue a run when the last blocker completes"),
            optional("metadata", &T::metadata, "free JSON"),
            optional("network_channel", &T::networkChannel, "coordination channel"),
            optional("not_before", &T::notBefore, "earliest time of a claim"),
            optional("external_key", &T::externalKey, "key of the task elsewhere"),
            optional("milestone", &T::milestone, "milestone"), optional("labels", &T::labels, "labels"),
            optional("rank", &T::rank, "manual order"), optional("acceptance", &T::acceptance, "acceptance criteria"),
            optional("draft", &T::draft, "save as a draft"));
    }
};

struct TaskCreateChild {
    TaskId parent;
    TaskCreate task; ///< its parent_task_id is blank or the same (HIE-02)

    using Reply = TaskReply;
    static constexpr Method method{"task.create_child", "Creates a task below another one.",
                                   Access::Write,       Who::Anyone,
                                   std::nullopt,        TaskCreate::method.errors};
    static constexpr auto fields()
    {
        return fieldList(required("parent", &TaskCreateChild::parent, "parent task"), inlined(&TaskCreateChild::task));
    }
};

/// New evidence for one numbered criterion.
struct CriterionUpdate {
    int n = 0;
    std::optional<bool> met;
    std::optional<QString> evidence;
    static constexpr auto fields()
    {
        using U = CriterionUpdate;
        return fieldList(required("n", &U::n, "number of the criterion, from 1"), optional("met", &U::met),
                         optional("evidence", &U::evidence));
    }
};

/// The members an update may name. Enumerations are texts because ENM-01 and VAL-08 judge them in the domain.
struct TaskChanges {
    Patch<QString> title, description, priority, approvalPolicy, networkChannel, externalKey, milestone, rank;
    Patch<OwnerRef> owner;
    bool clearOwner = false;
    Patch<int> maxAttempts;
    Patch<bool> autoEnqueueOnReady;
    Patch<Json> metadata;
    Patch<Time> notBefore;
    Patch<QStringList> labels;
    Patch<std::vector<Criterion>> acceptance;
    static constexpr auto fields()
    {
        using T = TaskChanges;
        return fieldList(
            optional("title", &T::title, "one line"), optional("description", &T::description, "null clears"),
            oneOf<Priority>(optional("priority", &T::priority, "low, medium, high or urgent")),
            optional("max_attempts", &T::maxAttempts, "1 to 10"),
            optional("auto_enqueue_on_ready", &T::autoEnqueueOnReady),
            oneOf<ApprovalPolicy>(optional("approval_policy", &T::approvalPolicy, "none or manual")),
            optional("metadata", &T::metadata, "null clears"),
            optional("network_channel", &T::networkChannel, "null clears"),
            optional("owner", &T::owner, "who the task is reserved for"),
            optional("clear_owner", &T::clearOwner, "remove the owner"),
            optional("not_before", &T::notBefore, "null clears"),
            optional("external_key", &T::externalKey, "null clears"),
            optional("milestone", &T::milestone, "null clears"), optional("labels", &T::labels, "empty clears"),
            optional("rank", &T::rank, "null clears"), optional("acceptance", &T::acceptance, "empty clears"));
    }
};

struct TaskUpdate {
    TaskId taskId;
    std::optional<qint64> expectedVersion;
    TaskChanges changes;

    using Reply = TaskReply;
    static constexpr Method method{"task.update",
                                   "Changes fields of a task.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::ImmutableField,
                                            ErrorCode::TaskNotFound, ErrorCode::VersionConflict,
                                            ErrorCode::PayloadTooLarge, ErrorCode::Conflict,
                                            ErrorCode::PermissionDenied, ErrorCode::ForbiddenOperatorAction)};
    /// Fields of 1.4 that are not U: naming one is `immutable_field`, not an unknown parameter.
    static constexpr auto immutableFields = std::to_array<const char *>({"id",
                                                                         "identifier",
                                                                         "scope",
                                                                         "workspace_id",
                                                                         "parent_task_id",
                                                                         "status",
                                                                         "approval_state",
                                                                         "paused",
                                                                         "paused_by",
                                                                         "paused_at",
                                                                         "paused_reason",
                                                                         "duplicate_of",
                                                                         "current_run_id",
                                                                         "review_round",
                                                                         "last_review_id",
                                                                         "last_review_outcome",
                                                                         "review_circuit_opened_at",
                                                                         "review_circuit_reason",
                                                                         "version",
                                                                         "created_by",
                                                                         "origin",
                                                                         "created_at",
                                                                         "updated_at",
                                                                         "closed_at",
                                                                         "latest_event_seq",
                                                                         "last_activity_at",
                                                                         "effective_paused",
                                                                         "paused_by_task_id",
                                                                         "child_count",
                                                                         "dependency_count",
                                                                         "unresolved_dependency_count",
                                                                         "comment_count"});
    static constexpr auto fields()
    {
        using T = TaskUpdate;
        return fieldList(required("task_id", &T::taskId, "the task"),
                         optional("expected_version", &T::expectedVersion, "refuse when the task has another version"),
                         inlined(&T::changes));
    }
};

// Verbs that need no more than the task and, for some, its version.

struct TaskDelete {
    TaskId taskId;
    std::optional<qint64> expectedVersion;
    using Reply = OkReply;
    static constexpr Method method{"task.delete",
                                   "Deletes a task that has no children and no open run.",
                                   Access::Write,
                                   Who::Anyone,
                                   AgentRight::Delete,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound,
                                            ErrorCode::VersionConflict, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        return fieldList(
            required("task_id", &TaskDelete::taskId, "the task"),
            optional("expected_version", &TaskDelete::expectedVersion, "refuse when the task has another version"));
    }
};

/// What publish, start and approve share (DRA-01).
struct QueueOptions {
    std::optional<qint64> expectedVersion;
    QString idempotencyKey; ///< blank: the verb's default key, where it has one
    QString networkChannel;
    QStringList requiredCapabilities, preferredCapabilities;
    Json metadata;
    static constexpr auto fields()
    {
        using Q = QueueOptions;
        return fieldList(
            optional("expected_version", &Q::expectedVersion, "refuse when the task has another version"),
            optional("idempotency_key", &Q::idempotencyKey, "repeating the call with it finds the same run"),
            optional("network_channel", &Q::networkChannel, "channel of the run"),
            optional("required_capabilities", &Q::requiredCapabilities, "what a claimer must have"),
            optional("preferred_capabilities", &Q::preferredCapabilities, "what a claimer had better have"),
            optional("metadata", &Q::metadata, "free JSON of the run"));
    }
};

inline constexpr quint64 queueErrors = errorSet(
    ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge, ErrorCode::TaskNotFound, ErrorCode::VersionConflict,
    ErrorCode::InvalidStatusTransition, ErrorCode::ForbiddenOperatorAction, ErrorCode::StaleNetworkChannel);

struct TaskPublish {
    TaskId taskId;
    QueueOptions options;
    using Reply = TaskReply;
    static constexpr Method method{"task.publish", "Turns a draft into a ready task and queues its run.",
                                   Access::Write,  Who::Anyone,
                                   std::nullopt,   queueErrors};
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &TaskPublish::taskId, "the task"), inlined(&TaskPublish::options));
    }
};

struct TaskStart {
    TaskId taskId;
    QueueOptions options;
    using Reply = TaskReply;
    static constexpr Method method{"task.start", "Queues a run of a task.", Access::Write, Who::Anyone, std::nullopt,
                                   queueErrors};
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &TaskStart::taskId, "the task"), inlined(&TaskStart::options));
    }
};

struct TaskApprove {
    TaskId taskId;
    QueueOptions options;
    using Reply = TaskReply;
    static constexpr Method method{"task.approve",      "Gives the permission a task waits for.",
                                   Access::Write,       Who::Anyone,
                                   AgentRight::Approve, queueErrors};
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &TaskApprove::taskId, "the task"), inlined(&TaskApprove::options));
    }
};

struct TaskReject {
    TaskId taskId;
    QString reason;
    std::optional<qint64> expectedVersion;
    using Reply = TaskReply;
    static constexpr Method method{"task.reject",       "Refuses the permission a task waits for.",
                                   Access::Write,       Who::Anyone,
                                   AgentRight::Approve, queueErrors};
    static constexpr auto fields()
    {
        using T = TaskReject;
        return fieldList(required("task_id", &T::taskId, "the task"), optional("reason", &T::reason, "why"),
                         optional("expected_version", &T::expectedVersion, "refuse when the task has another version"));
    }
};

struct TaskCancel {
    TaskId taskId;
    QString reason;
    Json metadata;
    std::optional<TaskId> duplicateOf;
    std::optional<qint64> expectedVersion; ///< accepted and ignored (VER-02)
    using Reply = TaskReply;
    static constexpr Method method{"task.cancel",
                                   "Cancels a task and everything below it, for good.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge,
                                            ErrorCode::TaskNotFound, ErrorCode::InvalidStatusTransition,
                                            ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using T = TaskCancel;
        return fieldList(required("task_id", &T::taskId, "the task"), optional("reason", &T::reason, "why"),
                         optional("metadata", &T::metadata, "free JSON for the event"),
                         optional("duplicate_of", &T::duplicateOf, "the task that makes this one superfluous"),
                         optional("expected_version", &T::expectedVersion, "accepted and ignored"));
    }
};

struct TaskPauseRequest {
    TaskId taskId;
    QString reason;
    Json metadata;
    std::optional<qint64> expectedVersion;
    using Reply = TaskReply;
    static constexpr Method method{"task.pause",
                                   "Holds a task and everything below it back from agents.",
                                   Access::Write,
                                   Who::Anyone,
                                   AgentRight::Pause,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::ForceOpRequiresReason,
                                            ErrorCode::TaskNotFound, ErrorCode::VersionConflict,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::ForceOpRateLimited,
                                            ErrorCode::ForbiddenOperatorAction, ErrorCode::PayloadTooLarge)};
    static constexpr auto fields()
    {
        using T = TaskPauseRequest;
        return fieldList(required("task_id", &T::taskId, "the task"), optional("reason", &T::reason, "why; needed"),
                         optional("metadata", &T::metadata, "free JSON for the event"),
                         optional("expected_version", &T::expectedVersion, "refuse when the task has another version"));
    }
};

struct TaskResume {
    TaskId taskId;
    Json metadata;
    std::optional<qint64> expectedVersion;
    using Reply = TaskReply;
    static constexpr Method method{"task.resume", "Ends the pause of a task.", Access::Write,
                                   Who::Anyone,   AgentRight::Pause,           TaskPauseRequest::method.errors};
    static constexpr auto fields()
    {
        using T = TaskResume;
        return fieldList(required("task_id", &T::taskId, "the task"),
                         optional("metadata", &T::metadata, "free JSON for the event"),
                         optional("expected_version", &T::expectedVersion, "refuse when the task has another version"));
    }
};

struct TaskComment {
    TaskId taskId;
    QString text;
    using Reply = Event;
    static constexpr Method method{
        "task.comment", "Adds a comment to a task.",
        Access::Write,  Who::Anyone,
        std::nullopt,   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &TaskComment::taskId, "the task"),
                         required("text", &TaskComment::text, "the comment"));
    }
};

struct TaskBulkCancel {
    QStringList ids;
    QString reason;
    using Reply = BulkReply;
    static constexpr Method method{"task.bulk_cancel", "Cancels several tasks, each on its own.",
                                   Access::Write,      Who::Anyone,
                                   std::nullopt,       errorSet(ErrorCode::ValidationFailed, ErrorCode::BulkTooLarge)};
    static constexpr auto fields()
    {
        return fieldList(required("ids", &TaskBulkCancel::ids, "1 to 50 tasks"),
                         optional("reason", &TaskBulkCancel::reason, "why"));
    }
};

struct TaskBulkApprove {
    QStringList ids;
    using Reply = BulkReply;
    static constexpr Method method{"task.bulk_approve", "Approves several tasks, each on its own.",
                                   Access::Write,       Who::Anyone,
                                   std::nullopt,        errorSet(ErrorCode::ValidationFailed, ErrorCode::BulkTooLarge)};
    static constexpr auto fields() { return fieldList(required("ids", &TaskBulkApprove::ids, "1 to 50 tasks")); }
};

struct TaskBulkUpdate {
    QStringList ids;
    TaskChanges changes;
    using Reply = BulkReply;
    static constexpr Method method{
        "task.bulk_update", "Changes the same fields of several tasks.",
        Access::Write,      Who::Anyone,
        std::nullopt,       errorSet(ErrorCode::ValidationFailed, ErrorCode::ImmutableField, ErrorCode::BulkTooLarge)};
    static constexpr auto &immutableFields = TaskUpdate::immutableFields;
    static constexpr auto fields()
    {
        return fieldList(required("ids", &TaskBulkUpdate::ids, "1 to 50 tasks"), inlined(&TaskBulkUpdate::changes));
    }
};

struct DependencyAdd {
    TaskId taskId, dependsOn;
    QString kind; ///< blank: blocks
    std::optional<qint64> expectedVersion;
    using Reply = DependencyReply;
    static constexpr Method method{"dependency.add",
                                   "Makes a task wait for another one.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound,
                                            ErrorCode::VersionConflict, ErrorCode::GraphLimitExceeded,
                                            ErrorCode::CycleDetected, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        using D = DependencyAdd;
        return fieldList(required("task_id", &D::taskId, "the task that waits"),
                         required("depends_on_task_id", &D::dependsOn, "the task it waits for"),
                         oneOf<DependencyKind>(optional("kind", &D::kind, "blocks")),
                         optional("expected_version", &D::expectedVersion, "refuse when the task has another version"));
    }
};

struct DependencyRemove {
    TaskId taskId, dependsOn;
    std::optional<qint64> expectedVersion;
    using Reply = DependencyReply;
    static constexpr Method method{"dependency.remove",
                                   "Lets a task no longer wait for another one.",
                                   Access::Write,
                                   Who::Anyone,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound,
                                            ErrorCode::VersionConflict, ErrorCode::DependencyNotFound,
                                            ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        using D = DependencyRemove;
        return fieldList(required("task_id", &D::taskId, "the task that waits"),
                         required("depends_on_task_id", &D::dependsOn, "the task it waits for"),
                         optional("expected_version", &D::expectedVersion, "refuse when the task has another version"));
    }
};

struct ProfileSet {
    TaskId taskId;
    ProfileSections sections;
    using Reply = ProfileReply;
    static constexpr Method method{"profile.set",
                                   "Replaces the execution profile of a task.",
                                   Access::Write,
                                   Who::Anyone,
                                   AgentRight::Profile,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound,
                                            ErrorCode::InvalidStatusTransition, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &ProfileSet::taskId, "the task"), inlined(&ProfileSet::sections));
    }
};

struct ProfileDelete {
    TaskId taskId;
    using Reply = OkReply;
    static constexpr Method method{"profile.delete",
                                   "Removes the execution profile of a task.",
                                   Access::Write,
                                   Who::Anyone,
                                   AgentRight::Profile,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound,
                                            ErrorCode::ProfileNotFound, ErrorCode::InvalidStatusTransition,
                                            ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields() { return fieldList(required("task_id", &ProfileDelete::taskId, "the task")); }
};

/// One of the six marks of section 17; the struct per mark only differs in its method.
template<int Mark>
struct TriageRequest {
    TaskId taskId;
    std::optional<Time> until; ///< snooze only
    using Reply = TriageReply;
    static constexpr std::array<const char *, 6> names{"triage.read",      "triage.unread",  "triage.archive",
                                                       "triage.unarchive", "triage.dismiss", "triage.snooze"};
    static constexpr std::array<const char *, 6> summaries{
        "Marks a task as read for the caller.",        "Marks a task as unread for the caller.",
        "Archives a task in the caller's inbox.",      "Takes a task out of the caller's archive.",
        "Hides a task until something happens to it.", "Hides a task from the caller's inbox until a time."};
    static constexpr Method method{
        names[Mark],   summaries[Mark],
        Access::Write, Who::Anyone,
        std::nullopt,  errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        if constexpr (Mark == 5)
            return fieldList(required("task_id", &TriageRequest::taskId, "the task"),
                             required("until", &TriageRequest::until, "when it comes back"));
        else
            return fieldList(required("task_id", &TriageRequest::taskId, "the task"));
    }
};
using TriageRead = TriageRequest<0>;
using TriageUnread = TriageRequest<1>;
using TriageArchive = TriageRequest<2>;
using TriageUnarchive = TriageRequest<3>;
using TriageDismiss = TriageRequest<4>;
using TriageSnooze = TriageRequest<5>;

/// The marks of an inbox, as triage.bulk names them.
inline constexpr auto triageActions =
    std::to_array<const char *>({"read", "unread", "archive", "unarchive", "dismiss", "snooze"});

struct TriageBulk {
    QString action; ///< of triageActions
    QStringList ids;
    std::optional<Time> until;
    using Reply = BulkReply;
    static constexpr Method method{"triage.bulk", "Sets the same mark on several tasks.",
                                   Access::Write, Who::Anyone,
                                   std::nullopt,  errorSet(ErrorCode::ValidationFailed, ErrorCode::BulkTooLarge)};
    static constexpr auto fields()
    {
        using T = TriageBulk;
        return fieldList(
            oneOf(triageActions, required("action", &T::action, "read, unread, archive, unarchive, dismiss or snooze")),
            required("ids", &T::ids, "1 to 50 tasks"), optional("until", &T::until, "for snooze"));
    }
};

} // namespace stint
