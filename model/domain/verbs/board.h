#pragma once

#include "model/domain/verbs/read.h"

namespace stint
{

struct SchedulerStatusGet {
    using Reply = SchedulerStatus;
    static constexpr Method method{"scheduler.status", "Reads the state of the queue.", Access::Read};
    static constexpr auto fields() { return fieldList(); }
};

struct SchedulerPauseRequest {
    QString reason;
    using Reply = SchedulerStatus;
    static constexpr Method method{
        "scheduler.pause",     "Stops handing out runs.",
        Access::Write,         Who::Anyone,
        AgentRight::Scheduler, errorSet(ErrorCode::ValidationFailed, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields() { return fieldList(optional("reason", &SchedulerPauseRequest::reason, "why")); }
};

struct SchedulerResume {
    using Reply = SchedulerStatus;
    static constexpr Method method{"scheduler.resume",    "Hands out runs again.",
                                   Access::Write,         Who::Anyone,
                                   AgentRight::Scheduler, errorSet(ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields() { return fieldList(); }
};

struct SchedulerDrain {
    QString reason;
    std::optional<qint64> timeoutMs;
    using Reply = DrainReply;
    static constexpr Method method{
        "scheduler.drain",     "Pauses and waits until nothing is being worked on.",
        Access::Write,         Who::Anyone,
        AgentRight::Scheduler, errorSet(ErrorCode::ValidationFailed, ErrorCode::ForbiddenOperatorAction)};
    static constexpr auto fields()
    {
        return fieldList(optional("reason", &SchedulerDrain::reason, "why"),
                         optional("timeout_ms", &SchedulerDrain::timeoutMs, "how long to wait; default 60000"));
    }
};

struct BacklogRow {
    Run run;
    TaskSummary task;
    bool effectivePaused = false;
    std::optional<TaskId> pausedByTaskId;
    std::optional<Gate> gate;
    static constexpr auto fields()
    {
        using B = BacklogRow;
        return fieldList(required("run", &B::run), required("task", &B::task),
                         required("effective_paused", &B::effectivePaused),
                         optional("paused_by_task_id", &B::pausedByTaskId), optional("gate", &B::gate));
    }
};

struct SchedulerBacklog {
    std::optional<WorkspaceId> workspaceId;
    bool includePaused = false;
    std::optional<int> limit;
    QString cursor;
    using Reply = Page<BacklogRow>;
    static constexpr Method method{
        "scheduler.backlog", "Lists the queued runs in order.",
        Access::Read,        Who::Anyone,
        std::nullopt,        errorSet(ErrorCode::ValidationFailed, ErrorCode::WorkspaceNotFound)};
    static constexpr auto fields()
    {
        using S = SchedulerBacklog;
        return fieldList(optional("workspace_id", &S::workspaceId), optional("include_paused", &S::includePaused),
                         optional("limit", &S::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &S::cursor, "next_cursor of the page before"));
    }
};

struct InboxItem {
    TaskSummary task;
    InboxLane lane = InboxLane::MyWork;
    bool read = false;
    std::optional<Time> snoozedUntil;
    QString blockingReason;
    static constexpr auto fields()
    {
        using I = InboxItem;
        return fieldList(required("task", &I::task), required("lane", &I::lane), required("read", &I::read),
                         optional("snoozed_until", &I::snoozedUntil), optional("blocking_reason", &I::blockingReason));
    }
};

struct InboxGroup {
    InboxLane lane = InboxLane::MyWork;
    qint64 count = 0;
    std::vector<InboxItem> items;
    static constexpr auto fields()
    {
        return fieldList(required("lane", &InboxGroup::lane), required("count", &InboxGroup::count),
                         required("items", &InboxGroup::items));
    }
};

struct InboxReply {
    std::vector<InboxGroup> groups;
    qint64 total = 0, unreadTotal = 0, archivedTotal = 0;
    static constexpr auto fields()
    {
        using I = InboxReply;
        return fieldList(required("groups", &I::groups), required("total", &I::total),
                         required("unread_total", &I::unreadTotal), required("archived_total", &I::archivedTotal));
    }
};

struct InboxList {
    QString lane;
    bool unread = false;
    std::optional<int> limit;
    using Reply = InboxReply;
    static constexpr Method method{"inbox.list", "Lists what waits for the caller.",   Access::Read, Who::Anyone,
                                   std::nullopt, errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields()
    {
        return fieldList(oneOf<InboxLane>(optional("lane", &InboxList::lane)),
                         optional("unread", &InboxList::unread, "unread only"),
                         optional("limit", &InboxList::limit, "per lane, up to 500; more is taken as 500"));
    }
};

struct StatusShare {
    TaskStatus status = TaskStatus::Ready;
    qint64 count = 0;
    int percent = 0;
    static constexpr auto fields()
    {
        return fieldList(required("status", &StatusShare::status), required("count", &StatusShare::count),
                         required("percent", &StatusShare::percent));
    }
};

struct RunCount {
    RunStatus status = RunStatus::Queued;
    qint64 count = 0;
    static constexpr auto fields()
    {
        return fieldList(required("status", &RunCount::status), required("count", &RunCount::count));
    }
};

struct LatencyFigures {
    qint64 averageMs = 0, maximumMs = 0, samples = 0;
    static constexpr auto fields()
    {
        using L = LatencyFigures;
        return fieldList(required("average_ms", &L::averageMs), required("maximum_ms", &L::maximumMs),
                         required("samples", &L::samples));
    }
};

struct ActiveRunRow {
    RunChip run;
    TaskId taskId;
    QString title;
    static constexpr auto fields()
    {
        return fieldList(required("run", &ActiveRunRow::run), required("task_id", &ActiveRunRow::taskId),
                         required("title", &ActiveRunRow::title));
    }
};

/// The figures of section 17.
struct Dashboard {
    std::vector<StatusShare> tasks;
    std::vector<RunCount> runs;
    qint64 awaitingApproval = 0, dependencyBlocked = 0, openReviews = 0, openCircuits = 0, activeRuns = 0;
    LatencyFigures claimLatency, startLatency;
    qint64 queueDepth = 0;
    std::optional<Time> oldestWaitingSince;
    qint64 oldestWaitingAgeMs = 0;
    bool backlogWarning = false;
    QString health;
    qint64 stuckRuns = 0, orphanRuns = 0;
    std::vector<ActiveRunRow> activeRunRows;
    QString freshness;
    Time asOf;
    static constexpr auto fields()
    {
        using D = Dashboard;
        return fieldList(
            required("tasks", &D::tasks), required("runs", &D::runs),
            required("awaiting_approval", &D::awaitingApproval), required("dependency_blocked", &D::dependencyBlocked),
            required("open_reviews", &D::openReviews), required("open_circuits", &D::openCircuits),
            required("active_runs", &D::activeRuns), required("claim_latency", &D::claimLatency),
            required("start_latency", &D::startLatency), required("queue_depth", &D::queueDepth),
            optional("oldest_waiting_since", &D::oldestWaitingSince),
            required("oldest_waiting_age_ms", &D::oldestWaitingAgeMs), required("backlog_warning", &D::backlogWarning),
            required("health", &D::health), required("stuck_runs", &D::stuckRuns),
            required("orphan_runs", &D::orphanRuns), required("active_run_rows", &D::activeRunRows),
            required("freshness", &D::freshness), required("as_of", &D::asOf));
    }
};

struct DashboardGet {
    using Reply = Dashboard;
    static constexpr Method method{"dashboard.get", "Reads the figures of the board.", Access::Read};
    static constexpr auto fields() { return fieldList(); }
};

struct SettingsReply {
    Json settings; ///< object of key and value
    static constexpr auto fields() { return fieldList(required("settings", &SettingsReply::settings)); }
};

struct SettingsGet {
    using Reply = SettingsReply;
    static constexpr Method method{"settings.get", "Reads the board's settings.", Access::Read};
    static constexpr auto fields() { return fieldList(); }
};

struct SettingsSet {
    QString key;
    Json value;
    using Reply = SettingsReply;
    static constexpr Method method{"settings.set", "Changes one setting of the board.",
                                   Access::Write,  Who::Human,
                                   std::nullopt,   errorSet(ErrorCode::ValidationFailed, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("key", &SettingsSet::key, "name of the setting"),
                         required("value", &SettingsSet::value, "its new value"));
    }
};

struct WorkspaceCreate {
    std::optional<WorkspaceId> id;
    QString name, rootPath;
    using Reply = Workspace;
    static constexpr Method method{
        "workspace.create", "Registers a directory as a workspace.",
        Access::Write,      Who::Human,
        std::nullopt,       errorSet(ErrorCode::ValidationFailed, ErrorCode::Conflict, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using W = WorkspaceCreate;
        return fieldList(optional("id", &W::id), required("name", &W::name, "1 to 256 bytes"),
                         required("root_path", &W::rootPath, "absolute path of an existing directory"));
    }
};

struct WorkspaceUpdate {
    WorkspaceId workspaceId;
    QString name;
    using Reply = Workspace;
    static constexpr Method method{
        "workspace.update",
        "Renames a workspace.",
        Access::Write,
        Who::Human,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::WorkspaceNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("workspace_id", &WorkspaceUpdate::workspaceId),
                         required("name", &WorkspaceUpdate::name));
    }
};

struct WorkspaceDelete {
    WorkspaceId workspaceId;
    using Reply = OkReply;
    static constexpr Method method{"workspace.delete", "Forgets a workspace no task names.", Access::Write, Who::Human,
                                   std::nullopt,       WorkspaceUpdate::method.errors};
    static constexpr auto fields() { return fieldList(required("workspace_id", &WorkspaceDelete::workspaceId)); }
};

struct WorkspaceGet {
    WorkspaceId workspaceId;
    using Reply = Workspace;
    static constexpr Method method{
        "workspace.get", "Reads a workspace.", Access::Read,
        Who::Anyone,     std::nullopt,         errorSet(ErrorCode::ValidationFailed, ErrorCode::WorkspaceNotFound)};
    static constexpr auto fields() { return fieldList(required("workspace_id", &WorkspaceGet::workspaceId)); }
};

struct WorkspaceList {
    using Reply = Page<Workspace>;
    static constexpr Method method{"workspace.list", "Lists the workspaces.", Access::Read};
    static constexpr auto fields() { return fieldList(); }
};

/// What the board knows of a session that it launched itself (SRT-07, STV-03).
struct SessionLaunch {
    std::optional<RunId> runId; ///< the dedicated start that waits for it
    std::optional<SessionId> parentSessionId;
    std::optional<Time> expiresAt;
};

/// The durable half of session.register: the server adds the connection.
struct SessionRegister {
    QString agentName;
    QStringList capabilities;
    std::optional<WorkspaceId> workspaceId;
    QString channel, peerId, kind;
    std::optional<ProcessRef> process;   ///< of the peer, from the kernel; not a wire field
    std::optional<SessionLaunch> launch; ///< from the launch ticket; not a wire field
    struct Reply {
        Session session;
        QString sessionToken; ///< once (CON-02)
        static constexpr auto fields()
        {
            return fieldList(required("session", &Reply::session), required("session_token", &Reply::sessionToken));
        }
    };
    static constexpr Method method{
        "session.register",
        "Turns the connection into an agent session, one way.",
        Access::Write,
        Who::Anyone,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::SessionAlreadyBound, ErrorCode::WorkspaceNotFound)};
    static constexpr auto fields()
    {
        using S = SessionRegister;
        return fieldList(required("agent_name", &S::agentName, "name under which the agent claims"),
                         optional("capabilities", &S::capabilities, "what the agent can do"),
                         optional("workspace_id", &S::workspaceId), optional("channel", &S::channel),
                         optional("peer_id", &S::peerId),
                         oneOf<SessionKind>(optional("kind", &S::kind, "worker, reviewer or coordinator")));
    }
};

struct SessionEnd {
    QString reason;
    using Reply = OkReply;
    static constexpr Method method{"session.end", "Ends the caller's session and releases its runs.",
                                   Access::Write, Who::Session,
                                   std::nullopt,  errorSet(ErrorCode::PermissionDenied)};
    static constexpr auto fields() { return fieldList(optional("reason", &SessionEnd::reason, "why")); }
};

struct SessionRelease {
    SessionId sessionId;
    QString reason;
    using Reply = Session;
    static constexpr Method method{
        "session.release",
        "Ends a session, releases its runs and kills its token.",
        Access::Write,
        Who::Human,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::SessionNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        return fieldList(required("session_id", &SessionRelease::sessionId),
                         required("reason", &SessionRelease::reason, "why"));
    }
};

struct SessionGet {
    SessionId sessionId;
    using Reply = Session;
    static constexpr Method method{"session.get", "Reads a session.",
                                   Access::Read,  Who::Anyone,
                                   std::nullopt,  errorSet(ErrorCode::ValidationFailed, ErrorCode::SessionNotFound)};
    static constexpr auto fields() { return fieldList(required("session_id", &SessionGet::sessionId)); }
};

struct SessionList {
    QString state; ///< blank: all but ended
    std::optional<int> limit;
    QString cursor;
    using Reply = Page<Session>;
    static constexpr Method method{"session.list", "Lists agent sessions.",
                                   Access::Read,   Who::Anyone,
                                   std::nullopt,   errorSet(ErrorCode::ValidationFailed)};
    static constexpr auto fields()
    {
        return fieldList(oneOf<SessionState>(optional("state", &SessionList::state)),
                         optional("limit", &SessionList::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &SessionList::cursor));
    }
};

struct InvariantProblem {
    QString invariant; ///< INV-01 …
    QString statement;
    QStringList rows; ///< the first few offending rows
    static constexpr auto fields()
    {
        using P = InvariantProblem;
        return fieldList(required("invariant", &P::invariant), required("statement", &P::statement),
                         required("rows", &P::rows));
    }
};

/// What `stint doctor` shows (CLI-08).
struct BoardVerify {
    struct Reply {
        bool ok = true;
        int checks = 0;
        std::vector<InvariantProblem> problems;
        static constexpr auto fields()
        {
            return fieldList(required("ok", &Reply::ok), required("checks", &Reply::checks),
                             required("problems", &Reply::problems));
        }
    };
    static constexpr Method method{"board.verify", "Checks every invariant and the integrity of the file.",
                                   Access::Read, Who::Human};
    static constexpr auto fields() { return fieldList(); }
};

/// One task of an import; references are external keys of the same import or of the board.
struct ImportTask {
    QString externalKey, title, description, priority, milestone, identifier, parentKey;
    QStringList labels, dependsOn;
    std::vector<Criterion> acceptance;
    QString status; ///< open, completed, failed or canceled
    Json metadata;
    QStringList comments;
    static constexpr auto fields()
    {
        using T = ImportTask;
        return fieldList(required("external_key", &T::externalKey), required("title", &T::title),
                         optional("description", &T::description), optional("priority", &T::priority),
                         optional("milestone", &T::milestone), optional("identifier", &T::identifier),
                         optional("parent_key", &T::parentKey), optional("labels", &T::labels),
                         optional("depends_on", &T::dependsOn), optional("acceptance", &T::acceptance),
                         optional("status", &T::status), optional("metadata", &T::metadata),
                         optional("comments", &T::comments));
    }
};

struct DroppedItem {
    QString externalKey, reason;
    static constexpr auto fields()
    {
        return fieldList(required("external_key", &DroppedItem::externalKey), required("reason", &DroppedItem::reason));
    }
};

struct ImportCounts {
    qint64 created = 0, dropped = 0;
    static constexpr auto fields()
    {
        return fieldList(required("created", &ImportCounts::created), required("dropped", &ImportCounts::dropped));
    }
};

/// One page of the board's tasks in the shape of an import: what board.import of another board takes (CLI-08). Tasks
/// without an external key go by their id. Left out: runs, reviews and events; they are in a backup.
struct BoardExport {
    std::optional<WorkspaceId> workspaceId;
    bool includeDrafts = false;
    std::optional<int> limit;
    QString cursor;
    struct Reply {
        std::vector<ImportTask> items; ///< may be fewer than asked for: a page has a bound in bytes, too
        std::vector<DroppedItem> dropped;
        QString nextCursor;
        qint64 total = 0;
        static constexpr auto fields()
        {
            return fieldList(required("items", &Reply::items), required("dropped", &Reply::dropped),
                             optional("next_cursor", &Reply::nextCursor), required("total", &Reply::total));
        }
    };
    static constexpr Method method{
        "board.export",
        "Reads tasks in the shape of an import, newest first.",
        Access::Read,
        Who::Human,
        std::nullopt,
        errorSet(ErrorCode::ValidationFailed, ErrorCode::WorkspaceNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using B = BoardExport;
        return fieldList(optional("workspace_id", &B::workspaceId, "only tasks of this workspace"),
                         optional("include_drafts", &B::includeDrafts, "drafts, too; an import makes them open tasks"),
                         optional("limit", &B::limit, "up to 500; more is taken as 500"),
                         optional("cursor", &B::cursor, "next_cursor of the page before"));
    }
};

/// One part of an import. An import travels in parts of at most a frame each: parts are collected under \a importId and
/// executed as one transaction by the part that has \a last set (CLI-08).
struct BoardImport {
    QString importId;
    std::vector<ImportTask> tasks;
    bool last = false;
    bool enqueue = false, dryRun = false;
    std::optional<WorkspaceId> workspaceId;
    struct Reply {
        qint64 created = 0, updated = 0, unchanged = 0;
        std::vector<DroppedItem> dropped;
        ImportCounts dependencies;
        qint64 parents = 0, enqueued = 0;
        bool dryRun = false;
        static constexpr auto fields()
        {
            return fieldList(required("created", &Reply::created), required("updated", &Reply::updated),
                             required("unchanged", &Reply::unchanged), required("dropped", &Reply::dropped),
                             required("dependencies", &Reply::dependencies), required("parents", &Reply::parents),
                             required("enqueued", &Reply::enqueued), required("dry_run", &Reply::dryRun));
        }
    };
    static constexpr Method method{"board.import",
                                   "Imports tasks in one transaction, idempotent by external key.",
                                   Access::Write,
                                   Who::Human,
                                   std::nullopt,
                                   errorSet(ErrorCode::ValidationFailed, ErrorCode::PayloadTooLarge,
                                            ErrorCode::WorkspaceNotFound, ErrorCode::PermissionDenied)};
    static constexpr auto fields()
    {
        using B = BoardImport;
        return fieldList(required("import_id", &B::importId, "joins the parts of one import"),
                         required("tasks", &B::tasks, "tasks of this part"), optional("last", &B::last, "execute now"),
                         optional("enqueue", &B::enqueue, "queue a run for each open task"),
                         optional("dry_run", &B::dryRun, "only report"),
                         optional("workspace_id", &B::workspaceId, "workspace of the new tasks"));
    }
};

} // namespace stint
