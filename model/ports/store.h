#pragma once

#include "model/domain/claimclass.h"
#include "model/domain/event.h"
#include "model/domain/profile.h"
#include "model/domain/result.h"
#include "model/domain/review.h"
#include "model/domain/run.h"
#include "model/domain/session.h"
#include "model/domain/task.h"
#include "model/domain/verbs/review.h"

#include <QMap>

#include <optional>
#include <vector>

namespace stint
{

/// A stored answer to a repeated request (MTH-02).
struct StoredAnswer {
    QString actor; ///< `<kind>:<ref>`
    QString requestId;
    QByteArray params; ///< SHA-256 of method and params
    QByteArray answer; ///< encoded result
    Time createdAt;
};

/// What task.list asks the store; enumerations already decided. Absent: no condition.
struct TaskQuery {
    std::optional<Scope> scope;
    std::optional<WorkspaceId> workspaceId;
    std::optional<TaskStatus> status;
    std::optional<Priority> priority;
    std::optional<ApprovalState> approvalState;
    std::optional<OwnerKind> ownerKind;
    QString ownerRef;
    std::optional<TaskId> parentTaskId;
    QString channel, label, milestone, externalKey;
    QStringList searchWords; ///< normalised words; each must begin some word of the task (LST-03)
    bool matchNothing = false;
    bool includeDrafts = false;
    enum class Order { Activity, Priority, Rank, Created } order = Order::Activity;
    int limit = 50;
    QString cursor; ///< opaque, as a page before gave it; an unusable one → the page is absent
};

struct TaskIdPage {
    std::vector<TaskId> ids;
    QString nextCursor;
    qint64 total = 0;
};

/// Facts about a task that are counted, not stored in its row (1.4, LST-02).
struct TaskFigures {
    int childCount = 0, childrenDone = 0, dependencyCount = 0, unresolvedDependencyCount = 0, commentCount = 0;
    qint64 latestEventSeq = 0;
    Time lastActivityAt;
};

/// A queued run with its task, for the backlog, wake-ups and the ladder.
struct QueuedRun {
    Run run;
    Task task;
};

/// Average, maximum and number of the waits of all runs (DSH-03); negative waits count as 0.
struct RunWaits {
    qint64 averageMs = 0, maximumMs = 0, samples = 0;
};
struct RunLatencies {
    RunWaits claim; ///< queued → claimed
    RunWaits start; ///< claimed, else queued → started
};

/// A run in the ready order with the class it stands in.
struct ReadyEntry {
    ReadyRun run;
    ClaimClassId claimClass;
    std::optional<Time> due; ///< waits for its not_before
};

/// Every stored row but the events, for invariant checks (section 21). Large boards: one per process at a time.
struct BoardRows {
    std::vector<Task> tasks; ///< ascending id, as are the others by their keys
    std::vector<Dependency> dependencies;
    std::vector<Run> runs;
    std::vector<ClaimRecord> claims;
    std::vector<Review> reviews;
    std::vector<ExecutionProfile> profiles;
    std::vector<TriageMark> triage;
    std::vector<LateResult> lateResults;
    std::vector<IdempotencyRecord> idempotency;
    std::vector<StarvationBudget> budgets;
    std::vector<Session> sessions;
    std::vector<Workspace> workspaces;
    std::vector<ReadyEntry> ready;
};

/// Reading one consistent snapshot of the board. Belongs to the thread it was handed to; valid inside the call only.
///
/// Store errors are sticky: after the first one every read answers "nothing there", every write does nothing, and the
/// engine answers storage_unavailable whatever the verb concluded. So verbs need not check each call.
class StoreReader
{
public:
    virtual ~StoreReader() = default;
    /// The first fault of this transaction. Who answers from a snapshot looks here before believing what was read.
    virtual Done health() { return {}; }

    // Board
    virtual QMap<QString, Json> settings() = 0; ///< only keys that were ever set
    virtual SchedulerPause schedulerPause() = 0;
    virtual QString meta(const char *key) = 0; ///< `board_id`, `board_name`, `clean_stop`, …; blank when unset

    // Tasks
    virtual std::optional<Task> task(const TaskId &id) = 0;
    virtual bool taskWasDeleted(const TaskId &id) = 0; ///< a tombstone exists (IDN-02)
    /// Tasks whose tombstone has a number above \a seq, in no order.
    virtual std::vector<TaskId> tasksDeletedAfter(qint64 seq) = 0;
    virtual std::optional<TaskId> taskByExternalKey(const std::optional<WorkspaceId> &workspace,
                                                    const QString &key) = 0;
    virtual std::vector<TaskId> childrenOf(const TaskId &id) = 0; ///< ascending id
    virtual int childCount(const TaskId &id) = 0;
    virtual TaskFigures figures(const TaskId &id) = 0;
    virtual std::optional<TaskIdPage> findTasks(const TaskQuery &query) = 0;
    virtual std::vector<TaskId> allTaskIds() = 0; ///< ascending

    // Dependencies
    virtual std::vector<Dependency> dependenciesOf(const TaskId &id) = 0; ///< creation time, then blocker id (LST-06)
    virtual std::optional<Dependency> dependency(const TaskId &id, const TaskId &dependsOn) = 0;
    virtual int dependencyCount(const TaskId &id) = 0;
    virtual bool hasUnresolvedDependency(const TaskId &id) = 0;     ///< D of STA-01
    virtual std::vector<TaskId> dependentsOf(const TaskId &id) = 0; ///< ascending id

    // Runs
    virtual std::optional<Run> run(const RunId &id) = 0;
    virtual std::vector<Run> runsOf(const TaskId &id) = 0; ///< ascending attempt; at most limits::maxAttempts
    virtual std::vector<Run> activeRunsOfSession(const SessionId &id) = 0; ///< by claimed_at, id
    virtual std::vector<RunId> expiredRuns(Time now,
                                           int limit) = 0; ///< active leased, lease end then id (EXP-01); 0: all
    virtual std::vector<RunId> runsToResume(Time now, int limit) = 0; ///< parked with resume_after ≤ now
    virtual std::vector<RunId> runsWithStatus(RunStatus status) = 0;  ///< queued_at, id
    virtual std::vector<ClaimRecord> claimsOf(const RunId &id) = 0;   ///< ascending epoch
    virtual std::optional<ClaimRecord> claim(const RunId &id, int epoch) = 0;
    virtual std::optional<IdempotencyRecord> idempotency(const QString &key, const OriginRef &origin) = 0;
    virtual std::vector<LateResult> lateResultsOf(const RunId &id) = 0; ///< ascending n
    virtual std::vector<LateResult> lateResults(int limit) = 0; ///< of the board: newest run first, then descending n
    virtual int lastLateResultNumber(const RunId &id) = 0;      ///< greatest n ever given, 0 for none
    virtual std::optional<StarvationBudget> budget(const RunId &id) = 0;
    virtual std::vector<StarvationBudget> budgets() = 0;
    /// Queued runs with their tasks: priority desc, queued_at, id; from \a offset, at most \a limit (0: all).
    virtual std::vector<QueuedRun> queuedRuns(const std::optional<WorkspaceId> &workspace, int offset, int limit) = 0;

    // Ready order: the queued runs that pass E1, E2, E3 and E5, grouped by what their claimer must be (claimclass.h).
    virtual std::vector<ClaimClass> claimClasses() = 0; ///< classes that hold at least one ready run
    /// First run of a class in the order priority desc, queued_at, id.
    virtual std::optional<ReadyRun> firstReady(const ClaimClassId &id) = 0;
    /// Ready runs whose coordination channel is \a channel, best first.
    virtual std::vector<ReadyRun> readyOnChannel(const QString &channel) = 0;
    virtual std::optional<ReadyRun> ready(const RunId &id) = 0;
    virtual std::optional<Time> nextDue() = 0; ///< earliest not_before of a run that only waits for it
    virtual qint64 readyCount() = 0;

    // Reviews
    virtual std::optional<Review> review(const ReviewId &id) = 0;
    virtual std::vector<Review> reviewsOfTask(const TaskId &id) = 0; ///< created_at, id
    virtual std::vector<Review> reviewsOfRun(const RunId &id) = 0;   ///< round, attempt
    virtual std::vector<Review> openReviews() = 0;                   ///< requested_at, id
    virtual std::vector<Review>
    reviewsOfSession(const SessionId &id) = 0; ///< open, routed or bound to it; newest first
    virtual Page<Review> findReviews(const ReviewList &query, std::optional<ReviewStatus> status, int limit) = 0;

    // Profiles, triage, sessions, workspaces
    virtual std::optional<ExecutionProfile> profile(const TaskId &id) = 0;
    virtual std::optional<TriageMark> triage(const TaskId &id, const ActorRef &actor) = 0;
    virtual std::vector<TriageMark> triageOf(const ActorRef &actor) = 0;
    virtual std::optional<Session> session(const SessionId &id) = 0;
    virtual std::optional<Session> sessionByTokenHash(const QString &hash) = 0;
    virtual std::vector<Session> sessions(bool includeEnded) = 0; ///< registered_at, id
    virtual std::optional<Workspace> workspace(const WorkspaceId &id) = 0;
    virtual std::vector<Workspace> workspaces() = 0; ///< name, id
    virtual bool workspaceInUse(const WorkspaceId &id) = 0;

    // Events
    virtual qint64 lastEventSeq() = 0;
    virtual std::optional<Time> lastEventTime() = 0;
    virtual std::optional<Event> event(const EventId &id) = 0;
    virtual std::vector<Event> eventsOfTask(const TaskId &id, qint64 afterSeq, int limit) = 0; ///< ascending
    virtual std::vector<Event> lastEventsOfTask(const TaskId &id, int limit) = 0; ///< ascending, the newest ones
    virtual std::vector<Event> eventsAfter(qint64 seq, int limit) = 0;            ///< ascending
    /// How many events there are after \a seq: of one task or of the board; with \a types, which reads each of them,
    /// only of these.
    virtual qint64 eventCount(const std::optional<TaskId> &id, qint64 afterSeq, const QStringList &types) = 0;

    // Counts
    virtual QMap<int, qint64> taskCounts() = 0; ///< TaskStatus → count
    virtual QMap<int, qint64> runCounts() = 0;  ///< RunStatus → count
    virtual qint64 pausedTaskCount() = 0;
    virtual qint64 openReviewCount() = 0;
    virtual qint64 openCircuitCount() = 0;
    virtual qint64 awaitingApprovalCount() = 0;  ///< blocked and approval pending
    virtual qint64 dependencyBlockedCount() = 0; ///< blocked and D

    // Figures of the queue that only the store counts cheaply
    virtual std::vector<TaskId> pausedTasks() = 0; ///< directly paused, ascending
    virtual qint64 queuedRunCount(const std::optional<WorkspaceId> &workspace) = 0;
    /// Queued runs whose waiting age (STV-02) is at least \a ageMs, those of paused tasks included.
    virtual qint64 starvedRunCount(Time now, qint64 ageMs) = 0;
    virtual std::optional<Time> oldestWaiting() = 0; ///< least waiting_since of the queued runs
    virtual RunLatencies runLatencies() = 0;

    // Everything, for invariant checks
    virtual BoardRows allRows() = 0;

    virtual std::optional<StoredAnswer> storedAnswer(const QString &actor, const QString &requestId) = 0;
    /// Checks of the file itself (page HMACs, structure, foreign keys); one text per problem.
    virtual QStringList integrityProblems() = 0;
};

/// The transaction of one verb. Writer thread only.
class StoreTransaction : public StoreReader
{
public:
    virtual void putSetting(const QString &key, const Json &value) = 0;
    virtual void putSchedulerPause(const SchedulerPause &pause) = 0;
    virtual void putMeta(const char *key, const QString &value) = 0;

    virtual void insertTask(const Task &task) = 0;
    virtual void updateTask(const Task &task) = 0;
    /// The row and everything of DEL-02; events stay. The tombstone event is the caller's.
    virtual void deleteTask(const TaskId &id) = 0;

    virtual void insertDependency(const Dependency &dependency) = 0;
    virtual void removeDependency(const TaskId &id, const TaskId &dependsOn) = 0;

    virtual void insertRun(const Run &run) = 0;
    /// False, and nothing written, when the stored row does not match \a fence (RUN-10).
    [[nodiscard]] virtual bool updateRun(const Run &run, const RunFence &fence) = 0;
    virtual void insertClaim(const ClaimRecord &claim) = 0;
    virtual void updateClaim(const ClaimRecord &claim) = 0;
    virtual void putIdempotency(const IdempotencyRecord &record) = 0;
    virtual void insertLateResult(const LateResult &late) = 0;
    virtual void removeLateResult(const RunId &id, int n) = 0;
    virtual void removeLateResults(const RunId &id) = 0;
    virtual void putBudget(const StarvationBudget &budget) = 0;
    virtual void removeBudget(const RunId &id) = 0;

    /// Puts the run into the ready order, or moves it; with a future \a due it waits there until promoteDue().
    virtual void putReady(const ReadyRun &run, const ClaimClass &claimClass, std::optional<Time> due) = 0;
    virtual void removeReady(const RunId &id) = 0;
    virtual void promoteDue(Time now) = 0; ///< makes runs whose time has come claimable

    virtual void insertReview(const Review &review) = 0;
    virtual void updateReview(const Review &review) = 0;

    virtual void putProfile(const ExecutionProfile &profile) = 0;
    virtual void deleteProfile(const TaskId &id) = 0;
    virtual void putTriage(const TriageMark &mark) = 0;
    virtual void insertSession(const Session &session) = 0;
    virtual void updateSession(const Session &session) = 0;
    virtual void insertWorkspace(const Workspace &workspace) = 0;
    virtual void updateWorkspace(const Workspace &workspace) = 0;
    virtual void deleteWorkspace(const WorkspaceId &id) = 0;

    /// A savepoint inside the verb, for one item of a bulk verb; not nested.
    virtual void beginItem() = 0;
    virtual void endItem(bool keep) = 0;

    virtual qint64 appendEvent(const Event &event) = 0; ///< gives the sequence number
    virtual void putAnswer(const StoredAnswer &answer) = 0;
    virtual void dropAnswersBefore(Time time) = 0;
};

} // namespace stint
