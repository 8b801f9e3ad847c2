#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

using namespace stint;
using namespace stint::test;

/// What the schema itself enforces, whatever the code above it does.
class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreNumberedAndApplied();
    void keysOfEarlierBoardsFindTheirClaims();
    void everyTableIsStrict();
    void refused_data();
    void refused();
    void deletingATaskTakesItsRowsAndLeavesItsEvents();
};

namespace
{

/// A board with one of each row, its command ended.
void fill(LooseStore &store)
{
    store->insertWorkspace({WorkspaceId(QStringLiteral("ws-1")), QStringLiteral("w"), QStringLiteral("/w"), Time{1}});
    Task task = fullTask(QStringLiteral("task-1"));
    store->insertTask(task);
    store->insertTask(plainTask(QStringLiteral("task-2")));
    const Run run = fullRun(QStringLiteral("run-1"), task.id);
    store->insertRun(run);
    store->insertClaim({run.id, 1, *run.claimedBy, run.sessionId, {}, {}, {}, Time{1}, {}, {}, {}});
    store->insertLateResult({run.id, 1, {}, {}, {}, {}, {}, *run.sessionId, 1, ClaimEnd::Expired, Time{1}});
    store->putIdempotency({QStringLiteral("k"), task.origin, run.id, Time{1}});
    store->putBudget({run.id, 1, false, false, Time{1}});
    store->insertReview(fullReview(QStringLiteral("review-1"), run));
    store->putProfile({task.id, {}, Time{1}, Time{1}});
    store->putTriage({task.id, {ActorKind::Human, QStringLiteral("eva")}, true, false, false, {}, {}, Time{1}});
    store->insertDependency({TaskId(QStringLiteral("task-2")), task.id, {}, task.createdBy, Time{1}});
    store->appendEvent(fullEvent(QStringLiteral("evt-1"), task.id));
    QVERIFY(!store.next());
}

} // namespace

void SchemaTest::stepsAreNumberedAndApplied()
{
    LooseStore store;
    QVERIFY(store.isMigrated);
    int expected = 1;
    for (const Migration &step : migrations())
        QCOMPARE(step.version, expected++);
    QCOMPARE(store.connection->schemaVersion(), newestSchema());
    QVERIFY(migrate(*store.connection));
}

/// IDM-05 on a board of version 2, whose keys knew the time only.
void SchemaTest::keysOfEarlierBoardsFindTheirClaims()
{
    LooseStore store;
    fill(store);
    const RunId run(QStringLiteral("run-1"));
    const OriginRef origin{OriginKind::Cli, QStringLiteral("stint")};
    store->insertClaim({run, 2, {}, {}, {}, {}, {}, Time{10}, {}, {}, {}});
    store->insertClaim({run, 3, {}, {}, {}, {}, {}, Time{20}, {}, {}, {}});
    for (const char *key : {"run.claim.a", "run.start.b", "run-claim-c"})
        store->putIdempotency({QLatin1String(key), origin, run, Time{15}});
    QVERIFY(!store.next());
    QVERIFY(!store->endCommand(true));
    QVERIFY(!store->commit());
    store.connection->exec("ALTER TABLE idempotency_keys DROP COLUMN lease_epoch; PRAGMA user_version = 2");
    QVERIFY(migrate(*store.connection));
    store->begin();
    store->beginCommand();
    QCOMPARE(store->idempotency(QStringLiteral("run.claim.a"), origin)->leaseEpoch, 2);
    QCOMPARE(store->idempotency(QStringLiteral("run.start.b"), origin)->leaseEpoch, 2);
    QCOMPARE(store->idempotency(QStringLiteral("run-claim-c"), origin)->leaseEpoch, 0);
}

void SchemaTest::everyTableIsStrict()
{
    LooseStore store;
    const auto loose = fetchAll<QString>(*store.connection,
                                         "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                                         "AND strict = 0 AND name NOT LIKE 'sqlite_%'");
    QCOMPARE(loose, std::vector<QString>());
}

void SchemaTest::refused_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char *name, const char *sql) { QTest::newRow(name) << QByteArray(sql); };
    row("EVT-02 update of an event", "UPDATE events SET type = 'x'");
    row("EVT-02 deletion of an event", "DELETE FROM events");
    row("EVT-02 replacement of an event", "INSERT OR REPLACE INTO events SELECT * FROM events");
    row("unknown task status", "UPDATE tasks SET status = 8");
    row("unknown run status", "UPDATE runs SET status = -1");
    row("VAL-11 external key twice",
        "INSERT INTO tasks SELECT 99, 'task-9', identifier, title, description, scope, workspace_id, parent_task_id, "
        "status, priority, owner_kind, owner_ref, approval_policy, approval_state, max_attempts, "
        "auto_enqueue_on_ready, "
        "metadata_json, network_channel, not_before_ms, external_key, milestone, labels_json, rank, acceptance_json, "
        "paused_by, paused_at_ms, paused_reason, duplicate_of, current_run_id, review_round, last_review_id, "
        "last_review_outcome, review_circuit_opened_at_ms, review_circuit_reason, version, created_by_kind, "
        "created_by_ref, origin_kind, origin_ref, created_at_ms, updated_at_ms, closed_at_ms, last_activity_ms "
        "FROM tasks WHERE id = 'task-1'");
    row("INV-06 attempt above 10", "UPDATE runs SET attempt = 11");
    row("INV-24 half a pause", "UPDATE tasks SET paused_at_ms = NULL WHERE id = 'task-1'");
    row("INV-34 half a circuit", "UPDATE tasks SET review_circuit_reason = NULL WHERE id = 'task-1'");
    row("two rows of scheduler pause", "INSERT INTO scheduler_pause VALUES (2, 0, '', NULL, '')");
    row("workspace in use", "DELETE FROM workspaces");
    row("run without a task", "UPDATE runs SET task_id = 'nobody'");
    row("text for a number", "UPDATE runs SET lease_epoch = 'x'");
    row("task that waits for itself", "UPDATE dependencies SET depends_on_task_id = task_id");
}

void SchemaTest::refused()
{
    QFETCH(QByteArray, sql);
    LooseStore store;
    fill(store);
    store.connection->exec(sql.constData());
    QVERIFY2(store.connection->hasFailed(), "the schema let it pass");
    QCOMPARE(faultName(store.connection->fault()->fault), "constraint");
    QVERIFY(store.next());
    QCOMPARE(store->integrityProblems(), QStringList());
}

/// DEL-02
void SchemaTest::deletingATaskTakesItsRowsAndLeavesItsEvents()
{
    LooseStore store;
    fill(store);
    Task duplicate = plainTask(QStringLiteral("task-3"));
    duplicate.duplicateOf = TaskId(QStringLiteral("task-1"));
    store->insertTask(duplicate);
    store->deleteTask(TaskId(QStringLiteral("task-1")));
    QVERIFY(!store.next());
    for (const char *table : {"runs", "claims", "late_results", "idempotency_keys", "starvation_budgets", "reviews",
                              "execution_profiles", "triage_marks", "dependencies"}) {
        auto query = store.connection->prepareOnce(QByteArray("SELECT count(*) FROM ") + table);
        QVERIFY(query.step());
        QVERIFY2(query.value<int>() == 0, table);
    }
    QCOMPARE(store->eventsOfTask(TaskId(QStringLiteral("task-1")), 0, 10).size(), std::size_t(1));
    QVERIFY(!store->task(duplicate.id)->duplicateOf);
    QCOMPARE(store->task(duplicate.id)->version, 2);
    QCOMPARE(store->runCounts().size(), 0);
    QCOMPARE(store->taskCounts().value(int(TaskStatus::Ready)), 2);
    const ChangeSet changes = store->takeChanges();
    QCOMPARE(changes.deletedTasks, std::vector{TaskId(QStringLiteral("task-1"))});
    QVERIFY(std::count(changes.tasks.begin(), changes.tasks.end(), TaskId(QStringLiteral("task-2"))) == 1);
    QVERIFY(std::count(changes.tasks.begin(), changes.tasks.end(), TaskId(QStringLiteral("task-1"))) == 0);
}

STINT_REGISTER_TEST(SchemaTest)
#include "tst_schema.moc"
