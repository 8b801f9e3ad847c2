#pragma once

#include "model/domain/actor.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

#include <QStringList>

#include <vector>

namespace stint
{

/// One acceptance criterion; numbered from 1 by its position.
struct Criterion {
    QString text;
    bool met = false;
    QString evidence;

    bool isProven() const { return met && !evidence.isEmpty(); } ///< END-06
    bool operator==(const Criterion &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("text", &Criterion::text, "what must hold"),
                         optional("met", &Criterion::met, "whether it holds"),
                         optional("evidence", &Criterion::evidence, "what shows it"));
    }
};

/// Who paused the task, when and why; set together or not at all (INV-24).
struct TaskPause {
    QString by; ///< `<kind>:<ref>`
    Time at;
    QString reason;
    bool operator==(const TaskPause &) const = default;
};

/// Durable description of work: the stored row (1.4). What is computed on read is in TaskView.
struct Task {
    TaskId id;
    QString identifier;
    QString title;
    QString description;
    Scope scope = Scope::Global;
    std::optional<WorkspaceId> workspaceId;
    std::optional<TaskId> parentTaskId;
    TaskStatus status = TaskStatus::Ready;
    Priority priority = Priority::Medium;
    std::optional<OwnerRef> owner;
    ApprovalPolicy approvalPolicy = ApprovalPolicy::None;
    ApprovalState approvalState = ApprovalState::NotRequired;
    int maxAttempts = 3;
    bool autoEnqueueOnReady = false;
    Json metadata;
    QString networkChannel; ///< blank: none
    std::optional<Time> notBefore;
    QString externalKey; ///< blank: none
    QString milestone;   ///< blank: none
    QStringList labels;  ///< sorted, distinct
    QString rank;        ///< [0-9a-z], bytewise; blank sorts after every rank
    std::vector<Criterion> acceptance;
    std::optional<TaskPause> pause;
    std::optional<TaskId> duplicateOf;
    std::optional<RunId> currentRunId;
    int reviewRound = 0;
    std::optional<ReviewId> lastReviewId;
    std::optional<ReviewOutcome> lastReviewOutcome;
    std::optional<Time> circuitOpenedAt;
    std::optional<CircuitReason> circuitReason;
    qint64 version = 1;
    ActorRef createdBy;
    OriginRef origin;
    Time createdAt;
    Time updatedAt;
    std::optional<Time> closedAt;

    /// A: approval is wanted and not given (STA-01).
    bool lacksApproval() const
    {
        return approvalPolicy == ApprovalPolicy::Manual && approvalState != ApprovalState::Approved;
    }
    bool circuitOpen() const { return circuitOpenedAt.has_value(); }
    bool operator==(const Task &) const = default;
    /// All but the pause, which travels as four flat members of TaskView.
    static constexpr auto fields()
    {
        return fieldList(
            required("id", &Task::id), optional("identifier", &Task::identifier), required("title", &Task::title),
            optional("description", &Task::description), required("scope", &Task::scope),
            optional("workspace_id", &Task::workspaceId), optional("parent_task_id", &Task::parentTaskId),
            required("status", &Task::status), required("priority", &Task::priority), optional("owner", &Task::owner),
            required("approval_policy", &Task::approvalPolicy), required("approval_state", &Task::approvalState),
            required("max_attempts", &Task::maxAttempts), required("auto_enqueue_on_ready", &Task::autoEnqueueOnReady),
            optional("metadata", &Task::metadata), optional("network_channel", &Task::networkChannel),
            optional("not_before", &Task::notBefore), optional("external_key", &Task::externalKey),
            optional("milestone", &Task::milestone), required("labels", &Task::labels), optional("rank", &Task::rank),
            required("acceptance", &Task::acceptance), optional("duplicate_of", &Task::duplicateOf),
            optional("current_run_id", &Task::currentRunId), required("review_round", &Task::reviewRound),
            optional("last_review_id", &Task::lastReviewId), optional("last_review_outcome", &Task::lastReviewOutcome),
            optional("review_circuit_opened_at", &Task::circuitOpenedAt),
            optional("review_circuit_reason", &Task::circuitReason), required("version", &Task::version),
            required("created_by", &Task::createdBy), required("origin", &Task::origin),
            required("created_at", &Task::createdAt), required("updated_at", &Task::updatedAt),
            optional("closed_at", &Task::closedAt));
    }
};

/// Directed edge: \a taskId is blocked by \a dependsOn.
struct Dependency {
    TaskId taskId;
    TaskId dependsOn;
    DependencyKind kind = DependencyKind::Blocks;
    ActorRef createdBy;
    Time createdAt;

    bool operator==(const Dependency &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("task_id", &Dependency::taskId),
                         required("depends_on_task_id", &Dependency::dependsOn), required("kind", &Dependency::kind),
                         required("created_by", &Dependency::createdBy),
                         required("created_at", &Dependency::createdAt));
    }
};

} // namespace stint
