#pragma once

#include "model/ports/engine.h"
#include "model/ports/store.h"
#include "storage/queries/columns.h"
#include "storage/queries/keptrows.h"
#include "storage/queries/tally.h"
#include "storage/queries/wordsearch.h"
#include "storage/sql/connection.h"

#include <QHash>

namespace stint
{

/// The store port on one SQLCipher connection: a reader's on a snapshot, or the writer's inside its transaction.
/// One file per aggregate: taskstore.cpp, runstore.cpp, readystore.cpp, reviewstore.cpp, … Thread of the connection.
///
/// The fields of a run that are set at its creation (RUN: network and coordination channel, capabilities, lineage,
/// metadata, attempt, queued_at) are written by insertRun() only.
class SqlStore final : public StoreTransaction
{
public:
    explicit SqlStore(Connection &connection);

    // The engine's side.

    /// Begins the write transaction (or the snapshot of a reader).
    void begin();
    void beginSnapshot();
    /// A command begins. Its savepoint is opened with its first write, if others wrote before it in the transaction.
    void beginCommand();
    /// Ends the command; its writes and its share of the changes are dropped when \a keep is false or a fault happened.
    /// The fault, if there was one; it is cleared. The connection may have lost its transaction over it.
    std::optional<StoreError> endCommand(bool keep);
    /// Makes everything durable, or says why not; then the outcome is unknown and the connection must be given up.
    std::optional<StoreError> commit();
    void rollback();
    /// Whether the last command wrote anything that was kept.
    bool commandWrote() const { return m_commandWrote; }
    /// Whether anything was written since begin() and kept.
    bool hasWrites() const { return m_hasWrites; }
    /// How many commits have changed this board since it was made; after commit() that commit's own number, 0 if it
    /// failed before it had one.
    qint64 commitNumber();
    /// What the commands since the last call changed, without the revision.
    ChangeSet takeChanges();

    Done health() override;

    // Board
    QMap<QString, Json> settings() override;
    SchedulerPause schedulerPause() override;
    QString meta(const char *key) override;

    // Tasks
    std::optional<Task> task(const TaskId &id) override;
    bool taskWasDeleted(const TaskId &id) override;
    std::vector<TaskId> tasksDeletedAfter(qint64 seq) override;
    std::optional<TaskId> taskByExternalKey(const std::optional<WorkspaceId> &workspace, const QString &key) override;
    std::vector<TaskId> childrenOf(const TaskId &id) override;
    int childCount(const TaskId &id) override;
    TaskFigures figures(const TaskId &id) override;
    std::optional<TaskIdPage> findTasks(const TaskQuery &query) override;
    std::vector<TaskId> allTaskIds() override;

    // Dependencies
    std::vector<Dependency> dependenciesOf(const TaskId &id) override;
    std::optional<Dependency> dependency(const TaskId &id, const TaskId &dependsOn) override;
    int dependencyCount(const TaskId &id) override;
    bool hasUnresolvedDependency(const TaskId &id) override;
    std::vector<TaskId> dependentsOf(const TaskId &id) override;

    // Runs
    std::optional<Run> run(const RunId &id) override;
    std::vector<Run> runsOf(const TaskId &id) override;
    std::vector<Run> activeRunsOfSession(const SessionId &id) override;
    std::vector<RunId> expiredRuns(Time now, int limit) override;
    std::vector<RunId> runsToResume(Time now, int limit) override;
    std::vector<RunId> runsWithStatus(RunStatus status) override;
    std::vector<ClaimRecord> claimsOf(const RunId &id) override;
    std::optional<ClaimRecord> claim(const RunId &id, int epoch) override;
    std::optional<IdempotencyRecord> idempotency(const QString &key, const OriginRef &origin) override;
    std::vector<LateResult> lateResultsOf(const RunId &id) override;
    std::vector<LateResult> lateResults(int limit) override;
    int lastLateResultNumber(const RunId &id) override;
    std::optional<StarvationBudget> budget(const RunId &id) override;
    std::vector<StarvationBudget> budgets() override;
    std::vector<QueuedRun> queuedRuns(const std::optional<WorkspaceId> &workspace, int offset, int limit) override;

    // Ready order: the queued runs that pass E1, E2, E3 and E5, grouped by what their claimer must be (claimclass.h).
    std::vector<ClaimClass> claimClasses() override;
    std::optional<ReadyRun> firstReady(const ClaimClassId &id) override;
    std::vector<ReadyRun> readyOnChannel(const QString &channel) override;
    std::optional<ReadyRun> ready(const RunId &id) override;
    std::optional<Time> nextDue() override;
    qint64 readyCount() override;

    // Reviews
    std::optional<Review> review(const ReviewId &id) override;
    std::vector<Review> reviewsOfTask(const TaskId &id) override;
    std::vector<Review> reviewsOfRun(const RunId &id) override;
    std::vector<Review> openReviews() override;
    std::vector<Review> reviewsOfSession(const SessionId &id) override;
    Page<Review> findReviews(const ReviewList &query, std::optional<ReviewStatus> status, int limit) override;

    // Profiles, triage, sessions, workspaces
    std::optional<ExecutionProfile> profile(const TaskId &id) override;
    std::optional<TriageMark> triage(const TaskId &id, const ActorRef &actor) override;
    std::vector<TriageMark> triageOf(const ActorRef &actor) override;
    std::optional<Session> session(const SessionId &id) override;
    std::optional<Session> sessionByTokenHash(const QString &hash) override;
    std::vector<Session> sessions(bool includeEnded) override;
    std::optional<Workspace> workspace(const WorkspaceId &id) override;
    std::vector<Workspace> workspaces() override;
    bool workspaceInUse(const WorkspaceId &id) override;

    // Events
    qint64 lastEventSeq() override;
    std::optional<Time> lastEventTime() override;
    std::optional<Event> event(const EventId &id) override;
    std::vector<Event> eventsOfTask(const TaskId &id, qint64 afterSeq, int limit) override;
    std::vector<Event> lastEventsOfTask(const TaskId &id, int limit) override;
    std::vector<Event> eventsAfter(qint64 seq, int limit) override;
    qint64 eventCount(const std::optional<TaskId> &id, qint64 afterSeq, const QStringList &types) override;

    // Counts
    QMap<int, qint64> taskCounts() override;
    QMap<int, qint64> runCounts() override;
    qint64 pausedTaskCount() override;
    qint64 openReviewCount() override;
    qint64 openCircuitCount() override;
    qint64 awaitingApprovalCount() override;
    qint64 dependencyBlockedCount() override;

    // Figures of the queue that only the store counts cheaply
    std::vector<TaskId> pausedTasks() override;
    qint64 queuedRunCount(const std::optional<WorkspaceId> &workspace) override;
    qint64 starvedRunCount(Time now, qint64 ageMs) override;
    std::optional<Time> oldestWaiting() override;
    RunLatencies runLatencies() override;

    // Everything, for invariant checks
    BoardRows allRows() override;
    std::optional<StoredAnswer> storedAnswer(const QString &actor, const QString &requestId) override;
    QStringList integrityProblems() override;

    // Writing
    void putSetting(const QString &key, const Json &value) override;
    void putSchedulerPause(const SchedulerPause &pause) override;
    void putMeta(const char *key, const QString &value) override;
    void insertTask(const Task &task) override;
    void updateTask(const Task &task) override;
    void deleteTask(const TaskId &id) override;
    void insertDependency(const Dependency &dependency) override;
    void removeDependency(const TaskId &id, const TaskId &dependsOn) override;
    void insertRun(const Run &run) override;
    [[nodiscard]] bool updateRun(const Run &run, const RunFence &fence) override;
    void insertClaim(const ClaimRecord &claim) override;
    void updateClaim(const ClaimRecord &claim) override;
    void putIdempotency(const IdempotencyRecord &record) override;
    void insertLateResult(const LateResult &late) override;
    void removeLateResult(const RunId &id, int n) override;
    void removeLateResults(const RunId &id) override;
    void putBudget(const StarvationBudget &budget) override;
    void removeBudget(const RunId &id) override;
    void putReady(const ReadyRun &run, const ClaimClass &claimClass, std::optional<Time> due) override;
    void removeReady(const RunId &id) override;
    void promoteDue(Time now) override;
    void insertReview(const Review &review) override;
    void updateReview(const Review &review) override;
    void putProfile(const ExecutionProfile &profile) override;
    void deleteProfile(const TaskId &id) override;
    void putTriage(const TriageMark &mark) override;
    void insertSession(const Session &session) override;
    void updateSession(const Session &session) override;
    void insertWorkspace(const Workspace &workspace) override;
    void updateWorkspace(const Workspace &workspace) override;
    void deleteWorkspace(const WorkspaceId &id) override;
    void beginItem() override;
    void endItem(bool keep) override;
    qint64 appendEvent(const Event &event) override;
    void putAnswer(const StoredAnswer &answer) override;
    void dropAnswersBefore(Time time) override;

private:
    /// Where a command or an item began, to come back to.
    struct Mark {
        std::size_t events, tasks, deletedTasks, sessions;
        bool schedulerChanged, settingsChanged, workspacesChanged, triageChanged;
        int newlyReady;
        Tally tally;
        QHash<TaskId, Time> activity, writtenActivity;
    };

    /// Ahead of every write: opens the command's savepoint. False when nothing may be written.
    bool beginWrite();
    Mark mark() const;
    void backTo(const Mark &mark);
    void forgetClasses();
    void forgetRows();
    void touch(const TaskId &task) { m_changes.tasks.push_back(task); }
    void touchTaskOf(const RunId &run);
    void touchSession(const SessionId &session) { m_changes.sessions.push_back(session); }
    /// LST-02: something happened to the task; written at the end of the transaction unless its row was written since.
    void noteActivity(const TaskId &task, std::optional<Time> time);
    void writeActivity();
    void indexWords(const TaskId &id);
    void indexComment(const TaskId &id, const Json &payload);
    /// Which state of the search index is seen; nothing while this transaction changes it.
    std::optional<qint64> wordsEdition();
    void writeTally();
    void countCommit();
    qint64 classNumber(const ClaimClassId &key);
    const ClaimClass &classOf(qint64 number);
    /// The writer's rows, read if they are not kept yet. Null when there is none, and after a fault; valid until the
    /// next call of this class.
    const Task *keptTask(const TaskId &id);
    const std::vector<KeptRun> *keptRunsOf(const TaskId &id);
    const KeptRun *keptRun(const RunId &id);
    void keepRunsOf(const TaskId &id);
    static ColumnUpdate<Task> taskUpdate();
    static ColumnUpdate<Run> runUpdate();
    static ColumnUpdate<Run> runUpdateLeavingQueue();
    std::vector<qint64> queueClasses(qint64 above);

    template<class... Values>
    void write(const char *sql, const Values &...values)
    {
        if (!beginWrite())
            return;
        Statement statement = m_db.prepare(sql);
        statement.bind(values...).run();
    }

    Connection &m_db;
    KeptRows m_kept; ///< the writer's; a reader's stays empty
    std::optional<SchedulerPause> m_keptPause;
    ColumnUpdate<Task> m_taskUpdate = taskUpdate();
    ColumnUpdate<Run> m_runUpdate = runUpdate(), m_runUpdateLeavingQueue = runUpdateLeavingQueue();
    ChangeSet m_changes;
    qint64 m_commitNumber = 0;             ///< of the last commit of this connection
    qint64 m_lastCommit = 0;               ///< the stored number, once known
    Tally m_tally;                         ///< counted since the counters were written
    QHash<TaskId, Time> m_activity;        ///< newest happening per task of this transaction, to be written
    QHash<TaskId, Time> m_writtenActivity; ///< the same, already in the row
    QHash<qint64, ClaimClass> m_classes;   ///< rows of claim_classes, which never change
    QHash<ClaimClassId, qint64> m_classNumbers;
    WordSearch m_search;
    std::optional<Mark> m_command, m_item;
    bool m_savepointOpen = false, m_commandWrote = false, m_hasWrites = false, m_grewClasses = false;
    bool m_itemOpen = false, m_wroteBeforeItem = false, m_isWriter = false;
};

} // namespace stint
