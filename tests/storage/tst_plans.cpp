#include "model/domain/limits.h"
#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <QRegularExpression>

using namespace stint;
using namespace stint::test;

/// No statement of a verb, a claim or a list walks a table that grows: the plan of everything the store says is looked
/// at.
class PlansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hotStatementsSeek();
    void aScanIsNoticed();
    void claimCostIsIndependentOfTheQueue();

private:
    static bool isWalk(const QByteArray &sql, const QString &step)
    {
        // Rows that are few by nature: those in partial indexes, one-row and per-key tables, the head of the event log.
        static const QRegularExpression few(QStringLiteral(
            "^SCAN (CONSTANT "
            "ROW|present|\\(subquery-\\d+\\)|\\d+-ROW.*|scheduler_pause|settings|counters|late_results|json_each.*|"
            "task_words "
            "VIRTUAL TABLE.*"
            "|\\w+ USING (COVERING )?INDEX (runs_active|runs_parked|reviews_open|sessions_living|tasks_paused|runs_due|"
            "events_tombstones)"
            ".*)$"));
        if (!step.startsWith(QLatin1String("SCAN")) || few.match(step).hasMatch())
            return false;
        return !(step == QLatin1String("SCAN events") && sql.contains("ORDER BY seq DESC LIMIT 1"));
    }
};

namespace
{

/// Calls what verbs, claims, sweeps and the board's lists call.
void useTheStore(SqlStore &store)
{
    const QString text = QStringLiteral("x");
    const TaskId taskId(QStringLiteral("task-1"));
    const RunId runId(QStringLiteral("run-1"));
    const SessionId sessionId(QStringLiteral("sess-1"));
    const ActorRef eva{ActorKind::Human, text};
    store.insertWorkspace({WorkspaceId(QStringLiteral("ws-1")), text, text, Time{1}});
    Task task = fullTask(taskId.value);
    store.insertTask(task);
    store.insertTask(plainTask(QStringLiteral("task-2")));
    task.title = text;
    task.priority = Priority::Low;
    task.externalKey = text;
    store.updateTask(task);
    Run run = queuedRun(runId.value, taskId);
    run.coordinationChannelId = text;
    store.insertRun(run);
    store.putReady({runId, taskId, 10, run.queuedAt, text}, {}, Time{5});
    store.promoteDue(Time{9});
    store.claimClasses();
    store.firstReady(ClaimClass{}.key());
    store.readyOnChannel(text);
    store.ready(runId);
    store.nextDue();
    store.readyCount();
    store.queuedRuns({}, 0, 50);
    Run claimed = run;
    claimed.status = RunStatus::Running;
    claimed.sessionId = sessionId;
    QVERIFY(store.updateRun(claimed, RunFence::of(run)));
    QVERIFY(store.updateRun(claimed, RunFence::of(claimed)));
    store.removeReady(runId);
    ClaimRecord claim{runId, 1, eva, sessionId, text, {}, {}, Time{1}, {}, {}, {}};
    store.insertClaim(claim);
    store.updateClaim(claim);
    store.claimsOf(runId);
    store.claim(runId, 1);
    store.putIdempotency({text, task.origin, runId, Time{1}});
    store.idempotency(text, task.origin);
    store.insertLateResult({runId, 1, {}, {}, {}, {}, {}, sessionId, 1, ClaimEnd::Expired, Time{1}});
    store.lateResultsOf(runId);
    store.lateResults(limits::listMax);
    store.lastLateResultNumber(runId);
    store.removeLateResult(runId, 1);
    store.removeLateResults(runId);
    store.putBudget({runId, 1, false, false, Time{1}});
    store.budget(runId);
    store.removeBudget(runId);
    store.run(runId);
    store.runsOf(taskId);
    store.activeRunsOfSession(sessionId);
    store.expiredRuns(Time{1}, 100);
    store.runsToResume(Time{1}, 100);
    store.runsWithStatus(RunStatus::Running);
    store.runsWithStatus(RunStatus::NeedsAttention);
    const Review review = fullReview(QStringLiteral("review-1"), run);
    store.insertReview(review);
    store.updateReview(review);
    store.review(review.id);
    store.reviewsOfTask(taskId);
    store.reviewsOfRun(runId);
    store.openReviews();
    store.reviewsOfSession(sessionId);
    store.openReviewCount();
    store.putProfile({taskId, {}, Time{1}, Time{1}});
    store.profile(taskId);
    store.deleteProfile(taskId);
    store.putTriage({taskId, eva, true, false, false, {}, {}, Time{1}});
    store.triage(taskId, eva);
    store.triageOf(eva);
    const Session session = fullSession(sessionId.value);
    store.insertSession(session);
    store.updateSession(session);
    store.session(sessionId);
    store.sessionByTokenHash(session.tokenHash);
    store.workspace(WorkspaceId(text));
    store.workspaceInUse(WorkspaceId(text));
    store.insertDependency({TaskId(QStringLiteral("task-2")), taskId, {}, eva, Time{1}});
    store.dependenciesOf(taskId);
    store.dependency(taskId, taskId);
    store.dependencyCount(taskId);
    store.hasUnresolvedDependency(taskId);
    store.dependentsOf(taskId);
    Event comment = fullEvent(QStringLiteral("evt-1"), taskId);
    comment.type = QStringLiteral("task.commented");
    store.appendEvent(comment);
    store.event(comment.id);
    store.lastEventSeq();
    store.lastEventTime();
    store.eventsOfTask(taskId, 0, 10);
    store.lastEventsOfTask(taskId, 10);
    store.eventsAfter(0, 10);
    for (const QStringList &types : {QStringList(), QStringList{text}}) {
        store.eventCount(taskId, 0, types);
        store.eventCount({}, 0, types);
    }
    store.taskWasDeleted(taskId);
    store.tasksDeletedAfter(0);
    store.task(taskId);
    store.taskByExternalKey({}, text);
    store.childrenOf(taskId);
    store.childCount(taskId);
    store.figures(taskId);
    store.pausedTasks();
    store.taskCounts();
    store.runCounts();
    store.putAnswer({text, text, "p", "a", Time{1}});
    store.storedAnswer(text, text);
    store.dropAnswersBefore(Time{2});
    store.settings();
    store.schedulerPause();
    store.meta("x");
    TaskQuery query;
    query.limit = 1;
    query.cursor = store.findTasks(query)->nextCursor;
    store.findTasks(query);
    query.status = TaskStatus::Ready;
    store.findTasks(query);
    TaskQuery search;
    search.searchWords = {text};
    store.findTasks(search);
    TaskQuery children;
    children.parentTaskId = taskId;
    store.findTasks(children);
    store.removeDependency(TaskId(QStringLiteral("task-2")), taskId);
    store.deleteTask(taskId);
}

} // namespace

void PlansTest::hotStatementsSeek()
{
    LooseStore store;
    useTheStore(*store.store);
    QVERIFY(!store.next());
    const auto texts = store.connection->cachedTexts();
    QVERIFY2(texts.size() > 90, "the store says less than it should");
    QStringList walks;
    for (const QByteArray &sql : texts) {
        for (const QString &step : planOf(*store.connection, sql)) {
            if (isWalk(sql, step))
                walks.append(QString::fromLatin1(sql) + QStringLiteral("\n    ") + step);
        }
    }
    QVERIFY2(walks.isEmpty(), qPrintable(walks.join(QLatin1Char('\n'))));
}

/// The check above can fail.
void PlansTest::aScanIsNoticed()
{
    LooseStore store;
    const QByteArray sql = "SELECT id FROM runs WHERE error = ?";
    bool walks = false;
    for (const QString &step : planOf(*store.connection, sql))
        walks = walks || isWalk(sql, step);
    QVERIFY(walks);
}

/// The lists and the head of a class come in the order of their index: nothing is sorted.
void PlansTest::claimCostIsIndependentOfTheQueue()
{
    LooseStore store;
    useTheStore(*store.store);
    int seen = 0;
    for (const QByteArray &sql : store.connection->cachedTexts()) {
        const bool isHead = sql.contains("queue_class = ? ORDER BY priority DESC, queued_at_ms, id LIMIT 1");
        const bool isBoardPage = sql.contains("status = ? ORDER BY last_activity_ms DESC") ||
                                 sql.contains("status = ? AND (last_activity_ms");
        if (!isHead && !isBoardPage)
            continue;
        ++seen;
        const QString plan = planOf(*store.connection, sql).join(QLatin1Char('\n'));
        QVERIFY2(plan.contains(isHead ? QLatin1String("runs_queue") : QLatin1String("tasks_by_activity")),
                 qPrintable(plan));
        QVERIFY2(!plan.contains(QLatin1String("TEMP B-TREE")), qPrintable(plan));
    }
    QCOMPARE(seen, 3);
}

STINT_REGISTER_TEST(PlansTest)
#include "tst_plans.moc"
