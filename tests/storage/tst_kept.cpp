#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

using namespace stint;
using namespace stint::test;

/// Rows that the writer keeps are the rows that are stored, whatever was written and undone.
class KeptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUndoneIsForgotten_data();
    void whatIsUndoneIsForgotten();
    void keptIsStored();
    void onlyWhatChangedIsNamed();
    void beatsMoveInNoIndex();

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
};

void KeptTest::whatIsUndoneIsForgotten_data()
{
    QTest::addColumn<bool>("isFirst");
    QTest::addColumn<bool>("isItem");
    QTest::newRow("the first that writes in a transaction") << true << false;
    QTest::newRow("a later one") << false << false;
    QTest::newRow("an item of the first") << true << true;
    QTest::newRow("an item of a later one") << false << true;
}

void KeptTest::whatIsUndoneIsForgotten()
{
    QFETCH(bool, isFirst);
    QFETCH(bool, isItem);
    LooseStore store;
    const Task task = plainTask(text("task-1"));
    const Run run = queuedRun(text("run-1"), task.id);
    const Session session = fullSession(text("sess-1"));
    store->insertTask(task);
    store->insertRun(run);
    store->insertSession(session);
    QVERIFY(!store->endCommand(true));
    QVERIFY(!store->commit());
    store->begin();
    store->beginCommand();
    if (!isFirst) {
        store->insertTask(plainTask(text("task-2")));
        QVERIFY(!store.next());
    }

    if (isItem)
        store->beginItem();
    Task changed = task;
    changed.title = text("changed");
    store->updateTask(changed);
    Run claimed = run;
    claimed.status = RunStatus::Claimed;
    QVERIFY(store->updateRun(claimed, RunFence::of(run)));
    Session moved = session;
    moved.agentName = text("another");
    store->updateSession(moved);
    store->putSchedulerPause({true, text("human:ada"), Time{5}, text("stop")});
    QVERIFY(store->schedulerPause().paused);
    QVERIFY(store->task(task.id) == changed);
    if (isItem)
        store->endItem(false);
    else
        QVERIFY(!store.next(false));

    QVERIFY(store->task(task.id) == task);
    QVERIFY(store->run(run.id) == run);
    QVERIFY(store->session(session.id) == session);
    QVERIFY(!store->schedulerPause().paused);
    QCOMPARE(store->task(TaskId(text("task-2"))).has_value(), !isFirst);
    // What is written now finds the rows as they are.
    QVERIFY(store->updateRun(claimed, RunFence::of(run)));
    QVERIFY(store.rows->run(run.id) == claimed);
}

/// Random writes with random ends, each looked at through the rows themselves.
void KeptTest::keptIsStored()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    LooseStore store;
    constexpr int tasks = 6;
    const auto taskId = [](int i) { return TaskId(QStringLiteral("task-%1").arg(i)); };
    const auto runId = [](int i) { return RunId(QStringLiteral("run-%1").arg(i)); };
    const auto write = [&](int i) {
        const auto task = store->task(taskId(i));
        const auto run = store->run(runId(i));
        if (!task) {
            store->insertTask(plainTask(taskId(i).value));
            store->insertRun(queuedRun(runId(i).value, taskId(i)));
            return;
        }
        switch (random.bounded(7)) {
        case 0: {
            Task changed = *task;
            changed.priority = static_cast<Priority>(random.bounded(4));
            changed.labels = {QString::number(random.bounded(3))};
            changed.acceptance = {{text("a"), random.bounded(2) == 1, {}}};
            ++changed.version;
            store->updateTask(changed);
            break;
        }
        case 1: {
            Run changed = *run;
            changed.status = static_cast<RunStatus>(random.bounded(3));
            changed.progress = QString::number(random.bounded(3));
            changed.leaseUntil = Time{random.bounded(1'000)};
            QVERIFY(store->updateRun(changed, RunFence::of(*run)));
            break;
        }
        case 2:
            if (run->status != RunStatus::Queued)
                break; // nobody stands in the queue while he works
            store->putReady({runId(i), taskId(i), weight(task->priority), run->queuedAt, {}}, {},
                            random.bounded(2) == 1 ? std::optional(Time{random.bounded(100)}) : std::nullopt);
            break;
        case 3:
            store->removeReady(runId(i));
            break;
        case 4:
            store->promoteDue(Time{random.bounded(100)});
            break;
        case 5:
            store->deleteTask(taskId(i));
            break;
        default:
            store->insertClaim({runId(i),
                                1 + random.bounded(1'000'000),
                                {ActorKind::Human, text("ada")},
                                {},
                                {},
                                {},
                                {},
                                Time{1},
                                {},
                                {},
                                {}});
        }
    };
    for (int step = 0; step < 600; ++step) {
        const bool inItem = random.bounded(3) == 0;
        if (inItem)
            store->beginItem();
        for (int writes = random.bounded(1, 4); writes > 0; --writes)
            write(random.bounded(tasks));
        if (inItem)
            store->endItem(random.bounded(2) == 1);
        if (random.bounded(2) == 1)
            QVERIFY(!store.next(random.bounded(3) != 0));
        if (random.bounded(5) == 0) {
            QVERIFY(!store->endCommand(true));
            QVERIFY(!store->commit());
            store->begin();
            store->beginCommand();
        }
        for (int i = 0; i < tasks; ++i) {
            QVERIFY(store->task(taskId(i)) == store.rows->task(taskId(i)));
            QVERIFY(store->run(runId(i)) == store.rows->run(runId(i)));
            QVERIFY(store->runsOf(taskId(i)) == store.rows->runsOf(taskId(i)));
        }
        // The stands, too: who counts them by what is kept and by what is stored comes to the same.
        const auto entries = store.rows->allRows().ready;
        const auto ready = std::count_if(entries.begin(), entries.end(), [](const auto &entry) { return !entry.due; });
        QCOMPARE(store->readyCount(), ready);
    }
}

void KeptTest::onlyWhatChangedIsNamed()
{
    LooseStore store;
    const Task task = plainTask(text("task-1"));
    store->insertTask(task);
    Task changed = task;
    changed.milestone = text("m1");
    store->updateTask(changed);
    const auto texts = store.connection->cachedTexts();
    QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QByteArray &sql) {
        return sql == "UPDATE tasks SET milestone = ?, last_activity_ms = max(last_activity_ms, ?) WHERE id = ?";
    }));
}

/// LSE-09, LSE-10: a heartbeat writes its row, no index and nothing of the queue.
void KeptTest::beatsMoveInNoIndex()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    Run run = fullRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);
    Run beaten = run;
    beaten.leaseUntil = Time{9'999'999};
    beaten.heartbeatAt = Time{9'000'000};
    QVERIFY(store->updateRun(beaten, RunFence::of(run)));
    QVERIFY(store.rows->run(run.id) == beaten);
    Statement indexes = store.connection->prepareOnce("EXPLAIN UPDATE runs SET lease_until_ms = ?, heartbeat_at_ms = ? "
                                                      "WHERE id = ? AND status = ? AND session_id IS ? "
                                                      "AND claim_token_hash = ? AND lease_epoch = ?");
    int indexWrites = 0;
    while (indexes.step()) {
        qint64 address = 0;
        QString operation;
        indexes.read(address, operation);
        indexWrites += operation == QLatin1String("IdxInsert") || operation == QLatin1String("IdxDelete");
    }
    QCOMPARE(indexWrites, 0);
    const auto texts = store.connection->cachedTexts();
    QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QByteArray &sql) {
        return sql.startsWith("UPDATE runs SET lease_until_ms = ?, heartbeat_at_ms = ? WHERE");
    }));
}

STINT_REGISTER_TEST(KeptTest)
#include "tst_kept.moc"
