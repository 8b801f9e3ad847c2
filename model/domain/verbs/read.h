#pragma once

#include "model/domain/eventtypes.h"
#include "model/domain/verbs/method.h"
#include "model/domain/verbs/replies.h"

namespace stint
{

inline constexpr quint64 readTaskErrors = errorSet(ErrorCode::ValidationFailed, ErrorCode::TaskNotFound);
inline constexpr quint64 readRunErrors = errorSet(ErrorCode::ValidationFailed, ErrorCode::RunNotFound);

struct TaskGet {
    TaskId taskId;
    using Reply = TaskReply;
    static constexpr Method method{
        "task.get", "Reads a task with its newest run.", Access::Read, Who::Anyone, std::nullopt, readTaskErrors};
    static constexpr auto fields() { return fieldList(required("task_id", &TaskGet::taskId, "the task")); }
};

/// How lists are ordered (LST-02).
inline constexpr auto taskOrders = std::to_array<const char *>({"activity", "priority", "rank", "created"});

/// Filters and order of lists (LST-01, LST-02). Enumerations are texts: they are checked only when non-blank (VAL-10).
struct TaskFilter {
    QString scope;
    std::optional<WorkspaceId> workspaceId;
    QString status, priority, approvalState, ownerKind, ownerRef;
    std::optional<TaskId> parentTaskId;
    QString channel, label, milestone, externalKey, search;
    bool includeDrafts = false;
    QString order; ///< of taskOrders; blank: the first
    std::optional<int> limit;
    QString cursor;
    static constexpr auto fields()
    {
        using T = TaskFilter;
        return fieldList(oneOf<Scope>(optional("scope", &T::scope, "global or workspace")),
                         optional("workspace_id", &T::workspaceId), oneOf<TaskStatus>(optional("status", &T::status)),
                         oneOf<Priority>(optional("priority", &T::priority)),
                         oneOf<ApprovalState>(optional("approval_state", &T::approvalState)),
                         oneOf<OwnerKind>(optional("owner_kind", &T::ownerKind)), optional("owner_ref", &T::ownerRef),
                         optional("parent_task_id", &T::parentTaskId), optional("channel", &T::channel),
                         optional("label", &T::label), optional("milestone", &T::milestone),
                         optional("external_key", &T::externalKey),
                         optional("search", &T::search, "beginnings of words"),
                         optional("include_drafts", &T::includeDrafts, "drafts too"),
                         oneOf(taskOrders, optional("order", &T::order, "activity, priority, rank or created")),
                         optional("limit", &T::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &T::cursor, "next_cursor of the page before"));
    }
};

struct TaskList {
    TaskFilter filter;
    using Reply = Page<TaskSummary>;
    static constexpr Method method{
        "task.list",
        "Lists tasks.",
        Access::Read,
        Who::Anyone,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::InvalidScopeBinding, ErrorCode::WorkspaceNotFound)};
    static constexpr auto fields() { return fieldList(inlined(&TaskList::filter)); }
};

struct TaskSearch {
    QString query;
    std::optional<int> limit;
    QString cursor;
    using Reply = Page<TaskSummary>;
    static constexpr Method method{"task.search", "Finds tasks by the beginnings of words.", Access::Read, Who::Anyone,
                                   std::nullopt,  errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields()
    {
        return fieldList(required("query", &TaskSearch::query, "words"),
                         optional("limit", &TaskSearch::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &TaskSearch::cursor, "next_cursor of the page before"));
    }
};

/// The summaries of the named tasks; the board patches its rows with them. Unknown ids are left out.
struct TaskSummaries {
    QStringList ids;
    using Reply = Page<TaskSummary>;
    static constexpr Method method{"task.summaries", "Reads the summaries of named tasks.", Access::Read, Who::Anyone,
                                   std::nullopt,     errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields() { return fieldList(required("ids", &TaskSummaries::ids, "tasks")); }
};

struct TreeNode {
    TaskId id;
    QString title;
    TaskStatus status = TaskStatus::Ready;
    int depth = 0;
    std::optional<TaskId> parentTaskId;
    int childCount = 0;
    bool paused = false, effectivePaused = false;
    std::optional<RunChip> run;
    Time lastActivityAt;
    static constexpr auto fields()
    {
        using N = TreeNode;
        return fieldList(required("id", &N::id), required("title", &N::title), required("status", &N::status),
                         required("depth", &N::depth), optional("parent_task_id", &N::parentTaskId),
                         required("child_count", &N::childCount), required("paused", &N::paused),
                         required("effective_paused", &N::effectivePaused), optional("run", &N::run),
                         required("last_activity_at", &N::lastActivityAt));
    }
};

struct TaskTree {
    TaskId taskId;
    using Reply = Page<TreeNode>;
    static constexpr Method method{
        "task.tree", "Reads a task with everything below it.", Access::Read, Who::Anyone, std::nullopt, readTaskErrors};
    static constexpr auto fields() { return fieldList(required("task_id", &TaskTree::taskId, "the root")); }
};

/// An event with what it is about, as of now (LIV-02).
struct TimelineItem {
    Event event;
    QString taskTitle;
    std::optional<TaskStatus> taskStatus;
    std::optional<RunChip> run;
    static constexpr auto fields()
    {
        using T = TimelineItem;
        return fieldList(inlined(&T::event), optional("task_title", &T::taskTitle),
                         optional("task_status", &T::taskStatus), optional("run", &T::run));
    }
};

struct TaskTimeline {
    TaskId taskId;
    std::optional<qint64> afterSeq;
    std::optional<int> limit;
    bool includeDeleted = false;
    using Reply = Page<TimelineItem>;
    static constexpr Method method{
        "task.timeline", "Reads the events of a task.", Access::Read, Who::Anyone, std::nullopt, readTaskErrors};
    static constexpr auto fields()
    {
        using T = TaskTimeline;
        return fieldList(required("task_id", &T::taskId, "the task"),
                         optional("after_seq", &T::afterSeq, "events later than this one"),
                         optional("limit", &T::limit, "up to 500; more is taken as 500"),
                         optional("include_deleted", &T::includeDeleted, "also of a deleted task"));
    }
};

struct EventsGet {
    EventId eventId;
    using Reply = TimelineItem;
    static constexpr Method method{"events.get", "Reads one event.",
                                   Access::Read, Who::Anyone,
                                   std::nullopt, errorSet(ErrorCode::ValidationFailed, ErrorCode::EventNotFound)};
    static constexpr auto fields() { return fieldList(required("event_id", &EventsGet::eventId, "the event")); }
};

/// Events in order, for replays and exports; the live stream is events.subscribe.
struct EventsList {
    std::optional<qint64> afterSeq;
    std::optional<TaskId> taskId;
    QStringList kinds;
    std::optional<int> limit;
    bool counted = true; ///< the answer tells a total; replays do without; not a wire field
    using Reply = Page<Event>;
    static constexpr Method method{"events.list", "Reads events in order.",
                                   Access::Read,  Who::Anyone,
                                   std::nullopt,  errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields()
    {
        using E = EventsList;
        return fieldList(optional("after_seq", &E::afterSeq, "events later than this one"),
                         optional("task_id", &E::taskId, "of this task and everything below it"),
                         oneOf(eventTypes, optional("kinds", &E::kinds, "event types")),
                         optional("limit", &E::limit, "up to 500; more is taken as 500"));
    }
};

struct Diagnostic {
    QString code;     ///< task_run_stuck, …
    QString severity; ///< warn or error
    QString suggest;  ///< verb
    Json evidence;
    static constexpr auto fields()
    {
        return fieldList(required("code", &Diagnostic::code), required("severity", &Diagnostic::severity),
                         required("suggest", &Diagnostic::suggest), required("evidence", &Diagnostic::evidence));
    }
};

struct EventSummary {
    qint64 seq = 0;
    QString type;
    Time time;
    ActorRef actor;
    static constexpr auto fields()
    {
        return fieldList(required("seq", &EventSummary::seq), required("type", &EventSummary::type),
                         required("time", &EventSummary::time), required("actor", &EventSummary::actor));
    }
};

/// A read-only snapshot of why a task stands where it stands (INS-01).
struct Inspection {
    QString target; ///< task or run
    TaskSummary task;
    std::optional<RunChip> currentRun;
    std::optional<Session> session;
    std::vector<RunChip> recentRuns;
    std::vector<EventSummary> recentEvents;
    bool schedulerPaused = false;
    Time asOf;
    int eligibleSessionCount = 0;
    bool catalogPresent = false;
    std::vector<Gate> gates;
    std::vector<Diagnostic> diagnostics;
    NextAction nextAction = NextAction::WaitingForSession;
    static constexpr auto fields()
    {
        using I = Inspection;
        return fieldList(required("target", &I::target), required("task", &I::task),
                         optional("current_run", &I::currentRun), optional("session", &I::session),
                         required("recent_runs", &I::recentRuns), required("recent_events", &I::recentEvents),
                         required("scheduler_paused", &I::schedulerPaused), required("as_of", &I::asOf),
                         required("eligible_session_count", &I::eligibleSessionCount),
                         required("catalog_present", &I::catalogPresent), required("gates", &I::gates),
                         required("diagnostics", &I::diagnostics), required("next_action", &I::nextAction));
    }
};

struct TaskInspect {
    TaskId taskId;
    using Reply = Inspection;
    static constexpr Method method{"task.inspect", "Explains why a task stands where it stands.",
                                   Access::Read,   Who::Anyone,
                                   std::nullopt,   readTaskErrors};
    static constexpr auto fields() { return fieldList(required("task_id", &TaskInspect::taskId, "the task")); }
};

struct RunInspect {
    RunId runId;
    using Reply = Inspection;
    static constexpr Method method{"run.inspect", "Explains why a run stands where it stands.",
                                   Access::Read,  Who::Anyone,
                                   std::nullopt,  readRunErrors};
    static constexpr auto fields() { return fieldList(required("run_id", &RunInspect::runId, "the run")); }
};

struct ContextReply {
    Json bundle;
    static constexpr auto fields() { return fieldList(required("context", &ContextReply::bundle)); }
};

struct TaskContext {
    std::optional<TaskId> taskId;
    std::optional<RunId> runId;
    using Reply = ContextReply;
    static constexpr Method method{
        "task.context",
        "Reads what an agent needs to know about its run.",
        Access::Read,
        Who::Anyone,
        std::nullopt,
        readTaskErrors | errorSet(ErrorCode::RunNotFound, ErrorCode::PermissionDenied, ErrorCode::PayloadTooLarge)};
    static constexpr auto fields()
    {
        return fieldList(optional("task_id", &TaskContext::taskId, "for people: the task"),
                         optional("run_id", &TaskContext::runId, "for agents: their own run"));
    }
};

struct ProfileGet {
    TaskId taskId;
    using Reply = ProfileReply;
    static constexpr Method method{"profile.get", "Reads the execution profile of a task.",
                                   Access::Read,  Who::Anyone,
                                   std::nullopt,  readTaskErrors};
    static constexpr auto fields() { return fieldList(required("task_id", &ProfileGet::taskId, "the task")); }
};

struct DependencyItem {
    Dependency dependency;
    QString title;
    TaskStatus status = TaskStatus::Ready;
    static constexpr auto fields()
    {
        return fieldList(inlined(&DependencyItem::dependency), required("title", &DependencyItem::title),
                         required("status", &DependencyItem::status));
    }
};

struct DependencyList {
    TaskId taskId;
    using Reply = Page<DependencyItem>;
    static constexpr Method method{
        "dependency.list", "Lists what a task waits for.", Access::Read, Who::Anyone, std::nullopt, readTaskErrors};
    static constexpr auto fields() { return fieldList(required("task_id", &DependencyList::taskId, "the task")); }
};

/// One run with everything that belongs to it (LIV-08).
struct RunDetail {
    Run run;
    std::vector<ClaimRecord> claims;
    QString taskTitle;
    TaskStatus taskStatus = TaskStatus::Ready;
    std::optional<Session> session;
    std::optional<qint64> durationMs;
    int lateResults = 0;
    Time lastActivityAt;
    std::optional<EventSummary> lastEvent;
    static constexpr auto fields()
    {
        using R = RunDetail;
        return fieldList(required("run", &R::run), required("claims", &R::claims),
                         required("task_title", &R::taskTitle), required("task_status", &R::taskStatus),
                         optional("session", &R::session), optional("duration_ms", &R::durationMs),
                         required("late_results", &R::lateResults), required("last_activity_at", &R::lastActivityAt),
                         optional("last_event", &R::lastEvent));
    }
};

struct RunGet {
    RunId runId;
    using Reply = RunDetail;
    static constexpr Method method{
        "run.get", "Reads a run with its claims.", Access::Read, Who::Anyone, std::nullopt, readRunErrors};
    static constexpr auto fields() { return fieldList(required("run_id", &RunGet::runId, "the run")); }
};

struct RunList {
    std::optional<TaskId> taskId;
    QString status;
    std::optional<int> limit;
    QString cursor;
    using Reply = Page<Run>;
    static constexpr Method method{"run.list",   "Lists the runs of a task, or of the board by status.",
                                   Access::Read, Who::Anyone,
                                   std::nullopt, readTaskErrors};
    static constexpr auto fields()
    {
        using R = RunList;
        return fieldList(optional("task_id", &R::taskId, "the task"), oneOf<RunStatus>(optional("status", &R::status)),
                         optional("limit", &R::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &R::cursor, "next_cursor of the page before"));
    }
};

} // namespace stint
