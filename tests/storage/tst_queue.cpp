#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

using namespace stint;
using namespace stint::test;

/// The ready order, the queue and its figures.
class QueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headOfAClass();
    void classesWithReadyRuns();
    void waitingRuns();
    void claimedRunsAreNotReady();
    void priorityMovesTheRun();
    void channelOrder();
    void queuedRunsInOrder();
    void sweepsAndSessions();
    void counters();
    void figures();

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static ClaimClass classFor(const char *agent)
    {
        ClaimClass claimClass;
        claimClass.agent = text(agent);
        return claimClass;
    }
    /// A ready task with a queued run that stands in a class.
    static Run add(LooseStore &store, const QString &name, Time queuedAt, Priority priority = Priority::Medium,
                   const ClaimClass &claimClass = {}, std::optional<Time> due = {}, const QString &channel = {})
    {
        Task task = plainTask(QStringLiteral("task-") + name);
        task.priority = priority;
        store->insertTask(task);
        Run run = queuedRun(QStringLiteral("run-") + name, task.id, queuedAt);
        run.coordinationChannelId = channel;
        store->insertRun(run);
        store->putReady({run.id, task.id, weight(priority), queuedAt, channel}, claimClass, due);
        return run;
    }
    static QString head(LooseStore &store, const ClaimClass &claimClass)
    {
        const auto ready = store->firstReady(claimClass.key());
        return ready ? ready->runId.value : QString();
    }
};

/// CLM-07 within one class: weight desc, queued_at, id.
void QueueTest::headOfAClass()
{
    LooseStore store;
    const ClaimClass any;
    QCOMPARE(head(store, any), QString());
    add(store, text("d"), Time{5});
    QCOMPARE(head(store, any), text("run-d"));
    add(store, text("c"), Time{4});
    add(store, text("b"), Time{4});
    QCOMPARE(head(store, any), text("run-b"));
    const Run urgent = add(store, text("e"), Time{9}, Priority::Urgent);
    QCOMPARE(head(store, any), urgent.id.value);
    const auto ready = store->ready(urgent.id);
    QVERIFY(ready && ready->taskId == urgent.taskId && ready->priorityWeight == 40 && ready->queuedAt == Time{9});
    store->removeReady(urgent.id);
    QCOMPARE(head(store, any), text("run-b"));
    QVERIFY(!store->ready(urgent.id));
    QVERIFY(!store.next());
}

void QueueTest::classesWithReadyRuns()
{
    LooseStore store;
    QVERIFY(store->claimClasses().empty());
    const Run a = add(store, text("a"), Time{1}, Priority::Medium, classFor("codex"));
    const Run b = add(store, text("b"), Time{2}, Priority::Medium, classFor("claude"));
    QVERIFY(store->claimClasses() == (std::vector{classFor("codex"), classFor("claude")}));
    QCOMPARE(head(store, classFor("claude")), b.id.value);
    store->removeReady(a.id);
    QVERIFY(store->claimClasses() == std::vector{classFor("claude")});
    // A run moves to another class.
    store->putReady({b.id, b.taskId, 20, b.queuedAt, {}}, classFor("codex"), {});
    QVERIFY(store->claimClasses() == std::vector{classFor("codex")});
    QVERIFY(!store.next());
    // A class that came with a refused command is forgotten with it.
    store->putReady({b.id, b.taskId, 20, b.queuedAt, {}}, classFor("gemini"), {});
    QVERIFY(!store.next(false));
    QVERIFY(store->claimClasses() == std::vector{classFor("codex")});
    store->putReady({b.id, b.taskId, 20, b.queuedAt, {}}, classFor("qwen"), {});
    QVERIFY(store->claimClasses() == std::vector{classFor("qwen")});
    QCOMPARE(head(store, classFor("gemini")), QString());
    QVERIFY(!store.next());
}

/// E5
void QueueTest::waitingRuns()
{
    LooseStore store;
    const ClaimClass any;
    const Run late = add(store, text("late"), Time{1}, Priority::Medium, any, Time{500});
    add(store, text("later"), Time{1}, Priority::Medium, any, Time{600});
    QCOMPARE(head(store, any), QString());
    QVERIFY(!store->ready(late.id));
    QVERIFY(store->claimClasses().empty());
    QCOMPARE(store->nextDue()->ms, 500);
    QCOMPARE(store->readyCount(), 0);
    QVERIFY(!store.next());
    QCOMPARE(store->takeChanges().newlyReady, 0);
    store->promoteDue(Time{499});
    QCOMPARE(head(store, any), QString());
    store->promoteDue(Time{500});
    QCOMPARE(head(store, any), late.id.value);
    QCOMPARE(store->nextDue()->ms, 600);
    QCOMPARE(store->readyCount(), 1);
    QVERIFY(!store.next());
    const ChangeSet changes = store->takeChanges();
    QCOMPARE(changes.newlyReady, 1);
    QVERIFY(changes.tasks == std::vector{late.taskId});
    // Moved out again, and removed while waiting.
    store->putReady({late.id, late.taskId, 20, late.queuedAt, {}}, any, Time{900});
    QCOMPARE(store->readyCount(), 0);
    store->removeReady(late.id);
    QCOMPARE(store->nextDue()->ms, 600);
    QVERIFY(!store.next());
}

void QueueTest::claimedRunsAreNotReady()
{
    LooseStore store;
    Run run = add(store, text("a"), Time{1});
    const Run queued = run;
    run.status = RunStatus::Claimed;
    QVERIFY(store->updateRun(run, RunFence::of(queued)));
    QCOMPARE(head(store, ClaimClass{}), QString());
    QVERIFY(store->claimClasses().empty());
    store->removeReady(run.id);
    QCOMPARE(store->readyCount(), 0);
    // Queued again, it waits for its class.
    QVERIFY(store->updateRun(queued, RunFence::of(run)));
    QCOMPARE(head(store, ClaimClass{}), QString());
    QCOMPARE(store->queuedRuns({}, 0, 0).size(), std::size_t(1));
    QVERIFY(!store.next());
}

void QueueTest::priorityMovesTheRun()
{
    LooseStore store;
    add(store, text("a"), Time{1});
    const Run b = add(store, text("b"), Time{2});
    Task task = *store->task(b.taskId);
    task.priority = Priority::High;
    store->updateTask(task);
    QCOMPARE(head(store, ClaimClass{}), b.id.value);
    QVERIFY(!store.next());
}

/// E10
void QueueTest::channelOrder()
{
    LooseStore store;
    add(store, text("a"), Time{3}, Priority::Medium, classFor("x"), {}, text("chan"));
    add(store, text("b"), Time{2}, Priority::Medium, classFor("y"), {}, text("chan"));
    add(store, text("c"), Time{4}, Priority::Urgent, classFor("y"), {}, text("chan"));
    add(store, text("d"), Time{1}, Priority::Urgent, classFor("y"), {}, text("other"));
    add(store, text("e"), Time{1}, Priority::Urgent, classFor("y"), Time{99}, text("chan"));
    QStringList names;
    for (const ReadyRun &ready : store->readyOnChannel(text("chan")))
        names.append(ready.runId.value);
    QCOMPARE(names, (QStringList{text("run-c"), text("run-b"), text("run-a")}));
    QVERIFY(store->readyOnChannel(QString()).empty());
}

void QueueTest::queuedRunsInOrder()
{
    LooseStore store;
    store->insertWorkspace({WorkspaceId(text("ws-1")), text("w"), text("/w"), Time{1}});
    add(store, text("a"), Time{3}, Priority::Medium, classFor("x"));
    add(store, text("b"), Time{2}, Priority::Medium, classFor("y"), Time{99});
    add(store, text("c"), Time{4}, Priority::Urgent, classFor("z"));
    Task task = plainTask(text("task-d"));
    task.scope = Scope::Workspace;
    task.workspaceId = WorkspaceId(text("ws-1"));
    store->insertTask(task);
    store->insertRun(queuedRun(text("run-d"), task.id, Time{1}));
    const auto names = [&](const std::optional<WorkspaceId> &workspace, int offset, int limit) {
        QString text;
        for (const QueuedRun &queued : store->queuedRuns(workspace, offset, limit)) {
            Q_ASSERT(queued.run.taskId == queued.task.id);
            text += queued.run.id.value.right(1);
        }
        return text;
    };
    QCOMPARE(names({}, 0, 0), text("cdba"));
    QCOMPARE(names({}, 1, 2), text("db"));
    QCOMPARE(names({}, 3, 9), text("a"));
    QCOMPARE(names(task.workspaceId, 0, 0), text("d"));
    QCOMPARE(store->queuedRunCount({}), 4);
    QCOMPARE(store->queuedRunCount(task.workspaceId), 1);
}

/// EXP-01 and the runs of a session.
void QueueTest::sweepsAndSessions()
{
    LooseStore store;
    const auto active = [&](const char *name, RunStatus status, Time until) {
        Run run = add(store, text(name), Time{1});
        const Run queued = run;
        run.status = status;
        run.sessionId = SessionId(text("sess-1"));
        run.claimTokenHash = text("sha256:0");
        run.claimedAt = until;
        run.leaseUntil = until;
        return store->updateRun(run, RunFence::of(queued));
    };
    QVERIFY(active("b", RunStatus::Running, Time{20}));
    QVERIFY(active("a", RunStatus::Claimed, Time{20}));
    QVERIFY(active("c", RunStatus::Running, Time{10}));
    QVERIFY(active("d", RunStatus::Running, Time{21}));
    const auto names = [](const std::vector<RunId> &ids) {
        QString text;
        for (const RunId &id : ids)
            text += id.value.right(1);
        return text;
    };
    QCOMPARE(names(store->expiredRuns(Time{20}, 0)), text("cab"));
    QCOMPARE(names(store->expiredRuns(Time{20}, 2)), text("ca"));
    QCOMPARE(names(store->expiredRuns(Time{9}, 0)), QString());
    QCOMPARE(names(store->runsWithStatus(RunStatus::Running)), text("bcd"));
    QCOMPARE(names(store->runsWithStatus(RunStatus::Claimed)), text("a"));
    QCOMPARE(names(store->runsWithStatus(RunStatus::Queued)), QString());
    const auto ofSession = store->activeRunsOfSession(SessionId(text("sess-1")));
    QCOMPARE(ofSession.size(), std::size_t(4));
    QCOMPARE(ofSession.front().id.value, text("run-c"));

    Run parked = add(store, text("e"), Time{1});
    const Run queued = parked;
    parked.status = RunStatus::NeedsAttention;
    parked.attention = Attention{AttentionReason::Quota, text("t"), Time{1}, Time{30}};
    QVERIFY(store->updateRun(parked, RunFence::of(queued)));
    QCOMPARE(names(store->runsToResume(Time{30}, 9)), text("e"));
    QCOMPARE(names(store->runsToResume(Time{29}, 9)), QString());
    QCOMPARE(names(store->runsWithStatus(RunStatus::NeedsAttention)), text("e"));
}

/// Counters agree with the rows, inside the transaction and after it, and refused commands leave no trace in them.
void QueueTest::counters()
{
    LooseStore store;
    const auto agree = [&] {
        QMap<int, qint64> tasks, runs;
        for (const Task &task : store->allRows().tasks)
            ++tasks[int(task.status)];
        for (const Run &run : store->allRows().runs)
            ++runs[int(run.status)];
        const auto entries = store->allRows().ready;
        const auto ready = std::count_if(entries.begin(), entries.end(), [](const auto &entry) { return !entry.due; });
        return store->taskCounts() == tasks && store->runCounts() == runs && store->readyCount() == ready;
    };
    const Run a = add(store, text("a"), Time{1});
    add(store, text("b"), Time{1}, Priority::Medium, {}, Time{9});
    QVERIFY(agree());
    QVERIFY(!store.next());
    add(store, text("refused"), Time{1});
    QVERIFY(!store.next(false));
    QVERIFY(agree());
    store->beginItem();
    add(store, text("item"), Time{1});
    store->endItem(false);
    QVERIFY(agree());
    store->beginItem();
    add(store, text("kept"), Time{1});
    store->endItem(true);
    QVERIFY(agree());
    QVERIFY(!store.next());
    store->endCommand(true);
    QVERIFY(!store->commit());
    store->begin();
    store->beginCommand();
    QVERIFY(agree());
    store->deleteTask(a.taskId);
    QVERIFY(agree());
    QVERIFY(!store.next());
    store->endCommand(true);
    QVERIFY(!store->commit());
    store->begin();
    store->beginCommand();
    QVERIFY(agree());
    QCOMPARE(store->readyCount(), 1);
}

void QueueTest::figures()
{
    LooseStore store;
    const Run a = add(store, text("a"), Time{100});
    add(store, text("b"), Time{300});
    Task later = plainTask(text("task-c"));
    later.notBefore = Time{950};
    store->insertTask(later);
    store->insertRun(queuedRun(text("run-c"), later.id, Time{50}));
    QCOMPARE(store->oldestWaiting()->ms, 50);
    // STV-02: the reached not_before of c counts, so only a waited for 800 or more; before it is reached c counts too.
    QCOMPARE(store->starvedRunCount(Time{1'000}, 800), 1);
    QCOMPARE(store->starvedRunCount(Time{949}, 800), 2);
    QCOMPARE(store->starvedRunCount(Time{1'000}, 50), 3);

    Run claimed = a;
    claimed.status = RunStatus::Running;
    claimed.claimedAt = Time{180};
    claimed.startedAt = Time{200};
    QVERIFY(store->updateRun(claimed, RunFence::of(a)));
    const RunLatencies latencies = store->runLatencies();
    QCOMPARE(latencies.claim.averageMs, 80);
    QCOMPARE(latencies.claim.samples, 1);
    QCOMPARE(latencies.start.maximumMs, 20);

    Task blocked = plainTask(text("task-d"));
    blocked.status = TaskStatus::Blocked;
    blocked.approvalPolicy = ApprovalPolicy::Manual;
    blocked.approvalState = ApprovalState::Pending;
    blocked.pause = TaskPause{text("human:eva"), Time{1}, text("why")};
    blocked.circuitOpenedAt = Time{1};
    blocked.circuitReason = CircuitReason::BlockedVerdict;
    store->insertTask(blocked);
    store->insertDependency({blocked.id, a.taskId, {}, blocked.createdBy, Time{1}});
    QCOMPARE(store->awaitingApprovalCount(), 1);
    QCOMPARE(store->dependencyBlockedCount(), 1);
    QCOMPARE(store->pausedTaskCount(), 1);
    QCOMPARE(store->openCircuitCount(), 1);
    QVERIFY(store->pausedTasks() == std::vector{blocked.id});
    QVERIFY(store->hasUnresolvedDependency(blocked.id));
    const TaskFigures figures = store->figures(blocked.id);
    QCOMPARE(figures.dependencyCount, 1);
    QCOMPARE(figures.unresolvedDependencyCount, 1);
    QVERIFY(store->dependentsOf(a.taskId) == std::vector{blocked.id});
    store->removeDependency(blocked.id, a.taskId);
    QVERIFY(!store->hasUnresolvedDependency(blocked.id));
    QVERIFY(!store.next());
}

STINT_REGISTER_TEST(QueueTest)
#include "tst_queue.moc"
