#include "model/domain/text.h"
#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

using Reply = BoardImport::Reply;

ImportTask item(const QString &key)
{
    ImportTask task;
    task.externalKey = key;
    task.title = QStringLiteral("Task ") + key;
    return task;
}

ImportTask item(const char *key, const char *parent = "", const QStringList &dependsOn = {}, const char *status = "")
{
    ImportTask task = item(QString(QLatin1String(key)));
    task.parentKey = QLatin1String(parent);
    task.dependsOn = dependsOn;
    task.status = QLatin1String(status);
    return task;
}

BoardImport import(std::vector<ImportTask> tasks, bool enqueue = false)
{
    BoardImport request;
    request.importId = QStringLiteral("import-1");
    request.tasks = std::move(tasks);
    request.last = true;
    request.enqueue = enqueue;
    return request;
}

Task byKey(TestBoard &board, const QString &key)
{
    return board.looked<Task>([&](StoreReader &store) {
        const auto id = store.taskByExternalKey(std::nullopt, key);
        return id ? *store.task(*id) : Task{};
    });
}

Task byKey(TestBoard &board, const char *key)
{
    return byKey(board, QString(QLatin1String(key)));
}

/// `key: reason` of everything that was dropped.
QStringList dropped(const Reply &reply)
{
    QStringList texts;
    for (const DroppedItem &entry : reply.dropped)
        texts << entry.externalKey + QStringLiteral(": ") + entry.reason;
    return texts;
}

/// Everything an export tells, in pages of \a limit, by key.
QMap<QString, ImportTask> exported(TestBoard &board, int limit = 0, const BoardExport &wanted = {})
{
    BoardExport page = wanted;
    page.limit = limit;
    QMap<QString, ImportTask> all;
    do {
        const BoardExport::Reply reply = done(board, board.human, page);
        for (const ImportTask &task : reply.items) {
            if (all.contains(task.externalKey))
                qFatal("%s is told twice", qPrintable(task.externalKey));
            all.insert(task.externalKey, task);
        }
        page.cursor = reply.nextCursor;
    } while (!page.cursor.isEmpty());
    return all;
}

QByteArray text(const QMap<QString, ImportTask> &tasks)
{
    QByteArray all;
    for (const ImportTask &task : tasks) {
        QStringList words{task.externalKey, task.title,      task.description, task.priority,
                          task.milestone,   task.identifier, task.parentKey,   task.status};
        words += task.labels + sortedDistinct(task.dependsOn) + task.comments;
        for (const Criterion &criterion : task.acceptance)
            words << criterion.text << QString::number(criterion.met) << criterion.evidence;
        all += words.join(QLatin1Char('|')).toUtf8() + task.metadata.text + '\n';
    }
    return all;
}

std::vector<ImportTask> listOf(const QMap<QString, ImportTask> &tasks)
{
    return {tasks.begin(), tasks.end()};
}

std::vector<Run> runsOf(TestBoard &board, const TaskId &id)
{
    return board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(id); });
}

} // namespace

class ImportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksAreCreated();
    void statusesAreKept();
    void parentsComeFirst();
    void dependenciesBlock();
    void secondImportChangesNothing();
    void changedFieldsAreUpdated();
    void boardKnowsBetter();
    void enqueueing();
    void dryRun();
    void invalidTasks_data();
    void invalidTasks();
    void brokenParents();
    void fullParents();
    void deepParents();
    void brokenDependencies();
    void fullDependencies();
    void cyclesThroughTheBoard();
    void referencesToTheBoard();
    void workspaces();
    void parts();
    void bounds();
    void refused();
    void thousands();
    void exportGoesBackIn();
    void exportPages_data();
    void exportPages();
    void exportLeavesOutWhatDoesNotFit();
    void exportOfAWorkspace();
};

void ImportsTest::tasksAreCreated()
{
    CheckedBoard board;
    ImportTask task = item("BD-1");
    task.identifier = QStringLiteral("bd-1");
    task.description = QStringLiteral("text");
    task.priority = QStringLiteral("high");
    task.milestone = QStringLiteral("1.0");
    task.labels = {QStringLiteral("b"), QStringLiteral("a")};
    task.acceptance = {{QStringLiteral("works"), true, QStringLiteral("log")}};
    task.metadata = {R"({"from":"beads"})"};
    task.comments = {QStringLiteral("one"), QStringLiteral("stint_claim_abc")};
    const Reply reply = done(board, board.human, import({task}));
    QVERIFY(reply.created == 1 && reply.updated == 0 && reply.unchanged == 0 && reply.dropped.empty()); // CLI-08
    const Task row = byKey(board, "BD-1");
    QCOMPARE(row.title, QStringLiteral("Task BD-1"));
    QCOMPARE(row.identifier, QStringLiteral("bd-1"));
    QCOMPARE(row.description, QStringLiteral("text"));
    QVERIFY(row.priority == Priority::High && row.status == TaskStatus::Ready && row.version == 1);
    QCOMPARE(row.milestone, QStringLiteral("1.0"));
    QCOMPARE(row.labels, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QVERIFY(row.acceptance == task.acceptance);
    QCOMPARE(row.metadata.text, task.metadata.text);
    QVERIFY(row.createdBy == board.human.who);
    QCOMPARE(board.eventTypes(), (QStringList{QStringLiteral("task.created"), QStringLiteral("task.commented"),
                                              QStringLiteral("task.commented")}));
    QCOMPARE(payload(newest(board, "task.commented")).value(QStringLiteral("text")).toString(),
             QStringLiteral("stint_claim_[REDACTED]"));
}

void ImportsTest::statusesAreKept()
{
    CheckedBoard board;
    board.clock.advance(5);
    done(board, board.human,
         import({item("o", "", {}, " Open "), item("d", "", {}, "completed"), item("f", "", {}, "failed"),
                 item("c", "", {}, "canceled")}));
    for (const auto &[key, status] : {std::pair{"o", TaskStatus::Ready}, std::pair{"d", TaskStatus::Completed},
                                      std::pair{"f", TaskStatus::Failed}, std::pair{"c", TaskStatus::Canceled}}) {
        const Task task = byKey(board, key);
        QVERIFY2(task.status == status, key);
        QVERIFY2(task.closedAt.has_value() == isTerminal(status), key); // INV-03
        QCOMPARE(task.version, 1);
    }
    // STA-02 row 12: an imported outcome stands while nobody works on the task …
    TaskUpdate update;
    update.taskId = byKey(board, "d").id;
    update.changes.rank = QStringLiteral("a");
    QVERIFY(done(board, board.human, update).task.task.status == TaskStatus::Completed);
    board.enqueue(update.taskId); // … and ends when somebody does (STA-18)
    QVERIFY(board.task(update.taskId).status == TaskStatus::Ready);
}

void ImportsTest::parentsComeFirst()
{
    CheckedBoard board;
    const Reply reply =
        done(board, board.human, import({item("leaf", "branch"), item("branch", "root"), item("root")}));
    QVERIFY(reply.created == 3 && reply.parents == 2 && reply.dropped.empty());
    QVERIFY(byKey(board, "leaf").parentTaskId == byKey(board, "branch").id);
    QVERIFY(byKey(board, "branch").parentTaskId == byKey(board, "root").id);
    QStringList order;
    for (const Event &event : board.events())
        order << board.task(*event.taskId).externalKey;
    QCOMPARE(order, (QStringList{QStringLiteral("root"), QStringLiteral("branch"), QStringLiteral("leaf")}));
}

void ImportsTest::dependenciesBlock()
{
    CheckedBoard board;
    const QString ready = QStringLiteral("ready"), closed = QStringLiteral("closed");
    const Reply reply = done(board, board.human,
                             import({item("free", "", {closed}), item("held", "", {ready, closed, ready}),
                                     item("ready"), item("closed", "", {ready}, "completed")}));
    QVERIFY(reply.dependencies.created == 4 && reply.dependencies.dropped == 0);
    QVERIFY(byKey(board, "free").status == TaskStatus::Ready);
    QVERIFY(byKey(board, "held").status == TaskStatus::Blocked);
    QVERIFY(byKey(board, "closed").status == TaskStatus::Completed);
    const Event event = newest(board, "task.dependency_added");
    QCOMPARE(keysOf(event), QStringLiteral("depends_on_task_id kind status"));
    for (const Event &created : board.events()) {
        if (created.type == QLatin1String("task.created") && created.taskId == byKey(board, "held").id)
            QCOMPARE(payload(created).value(QStringLiteral("status")).toString(), QStringLiteral("blocked"));
    }
}

void ImportsTest::secondImportChangesNothing()
{
    CheckedBoard board;
    ImportTask rich = item("a", "b", {QStringLiteral("c")});
    rich.comments = {QStringLiteral("hello")};
    rich.labels = {QStringLiteral("x")};
    rich.metadata = {"[1, 2]"};
    const std::vector<ImportTask> tasks{rich, item("b"), item("c", "", {}, "failed"),
                                        item("d", "missing", {QStringLiteral("d")})};
    const Reply first = done(board, board.human, import(tasks, true));
    QVERIFY(first.created == 4 && first.enqueued == 3 && first.dropped.size() == 2);
    board.clock.advance(1000);
    const BoardSnapshot before = board.snapshotRows();
    const Reply second = done(board, board.human, import(tasks, true));
    QVERIFY(second.created == 0 && second.updated == 0 && second.unchanged == 4 && second.enqueued == 0);
    QVERIFY(second.dependencies.created == 0 && second.parents == 0);
    QVERIFY(board.snapshotRows() == before);
}

void ImportsTest::changedFieldsAreUpdated()
{
    CheckedBoard board;
    done(board, board.human, import({item("a"), item("b"), item("c")}));
    board.clock.advance(10);
    ImportTask changed = item("a");
    changed.title = QStringLiteral("New");
    changed.priority = QStringLiteral("urgent");
    changed.comments = {QStringLiteral("only at creation")};
    const qint64 before = board.lastSeq();
    const Reply reply = done(board, board.human, import({changed, item("b"), item("c", "", {QStringLiteral("b")})}));
    QVERIFY(reply.updated == 2 && reply.unchanged == 1 && reply.dependencies.created == 1);
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.updated"), QStringLiteral("task.dependency_added")}));
    const Task a = byKey(board, "a");
    QVERIFY(a.title == QLatin1String("New") && a.priority == Priority::Urgent && a.version == 2);
    QVERIFY(a.updatedAt == board.clock.now());
    QVERIFY(byKey(board, "c").status == TaskStatus::Blocked);
}

void ImportsTest::boardKnowsBetter()
{
    CheckedBoard board;
    ImportTask first = item("a");
    first.description = QStringLiteral("text");
    first.labels = {QStringLiteral("x")};
    first.priority = QStringLiteral("high");
    first.identifier = QStringLiteral("A1");
    first.acceptance = {{QStringLiteral("works"), false, {}}};
    done(board, board.human, import({first}));
    TaskUpdate prove;
    prove.taskId = byKey(board, "a").id;
    prove.changes.acceptance = std::vector<Criterion>{{QStringLiteral("works"), true, QStringLiteral("log")}};
    done(board, board.human, prove);
    // What the import does not tell stays; what was proven stays proven.
    ImportTask second = item("a");
    second.acceptance = first.acceptance;
    QCOMPARE(done(board, board.human, import({second})).unchanged, 1);
    // What only the board decides is reported, not taken.
    second.identifier = QStringLiteral("A2");
    second.status = QStringLiteral("completed");
    QCOMPARE(
        dropped(done(board, board.human, import({second}))),
        (QStringList{QStringLiteral("a: identifier \"A2\": it cannot be changed after creation"),
                     QStringLiteral("a: status \"completed\": the board decides the status of an existing task")}));
    const Task task = byKey(board, "a");
    QVERIFY(task.description == QLatin1String("text") && task.labels.size() == 1 && task.priority == Priority::High);
    QVERIFY(task.acceptance.front().isProven() && task.identifier == QLatin1String("A1") &&
            task.status == TaskStatus::Ready);
}

void ImportsTest::enqueueing()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const std::vector<ImportTask> tasks{item("a"), item("b", "", {QStringLiteral("a")}),
                                        item("c", "", {}, "completed")};
    done(board, board.human, import(tasks));
    TaskCancel cancel;
    QVERIFY(runsOf(board, byKey(board, "a").id).empty());
    QCOMPARE(done(board, board.human, import(tasks, true)).enqueued, 2); // never worked on
    QCOMPARE(board.eventTypes().filter(QStringLiteral("task.run_enqueued")).size(), 2);
    QVERIFY(runsOf(board, byKey(board, "c").id).empty());
    QVERIFY(board.claimNext(agent).task->task.externalKey == QLatin1String("a"));
    QVERIFY(!board.run(board.addAgent(QStringLiteral("other")), RunClaimNext{})); // b waits
    cancel.taskId = byKey(board, "b").id;
    done(board, board.human, cancel);
    QCOMPARE(done(board, board.human, import(tasks, true)).enqueued, 0);
}

void ImportsTest::dryRun()
{
    CheckedBoard board;
    const BoardSnapshot before = board.snapshotRows();
    BoardImport request = import({item("a", "b", {QStringLiteral("b")}), item("b"), item("c", "x")}, true);
    request.dryRun = true;
    const Reply dry = done(board, board.human, request);
    QVERIFY(dry.dryRun && dry.created == 3 && dry.parents == 1 && dry.enqueued == 3 && dry.dependencies.created == 1);
    QVERIFY(board.snapshotRows() == before);
    request.dryRun = false;
    const Reply real = done(board, board.human, request);
    QVERIFY(!real.dryRun && real.created == dry.created && dropped(real) == dropped(dry));
}

void ImportsTest::invalidTasks_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("expected");
    const QString t = QStringLiteral("title");
    QTest::newRow("no key") << QStringLiteral(" ") << t << QString() << QStringLiteral(": external_key is needed");
    QTest::newRow("no title") << QStringLiteral("x") << QStringLiteral("\n") << QString()
                              << QStringLiteral("x: title is needed");
    QTest::newRow("status") << QStringLiteral("x") << t << QStringLiteral("in_progress")
                            << QStringLiteral("x: status is open, completed, failed or canceled, not \"in_progress\"");
    QTest::newRow("twice") << QStringLiteral("good ") << t << QString()
                           << QStringLiteral("good: the key appears twice");
}

void ImportsTest::invalidTasks()
{
    QFETCH(QString, key);
    QFETCH(QString, title);
    QFETCH(QString, status);
    QFETCH(QString, expected);
    CheckedBoard board;
    ImportTask bad = item(key);
    bad.title = title;
    bad.status = status;
    const Reply reply = done(board, board.human, import({item("good"), bad}));
    QCOMPARE(dropped(reply), QStringList{expected});
    QCOMPARE(reply.created, 1); // the others are not affected
}

void ImportsTest::brokenParents()
{
    CheckedBoard board;
    const Reply reply = done(board, board.human,
                             import({item("missing", "nobody"), item("self", "self"), item("a", "c"), item("b", "a"),
                                     item("c", "b"), item("below", "a")}));
    QCOMPARE(reply.created, 6); // only the reference is dropped
    QCOMPARE(dropped(reply), (QStringList{QStringLiteral("missing: parent \"nobody\": there is no such task"),
                                          QStringLiteral("self: parent \"self\": a task is not its own parent"),
                                          QStringLiteral("b: parent \"a\": it would close a circle")}));
    QVERIFY(byKey(board, "below").parentTaskId == byKey(board, "a").id);
    QVERIFY(!byKey(board, "b").parentTaskId && byKey(board, "c").parentTaskId == byKey(board, "b").id);
    // Existing tasks keep their parent.
    const Reply again = done(board, board.human, import({item("below", "b"), item("self", "a")}));
    QCOMPARE(dropped(again), (QStringList{QStringLiteral("below: parent \"b\": a task cannot get another parent"),
                                          QStringLiteral("self: parent \"a\": a task cannot get another parent")}));
}

void ImportsTest::fullParents()
{
    CheckedBoard board;
    std::vector<ImportTask> tasks{item("root")};
    for (int i = 0; i < 65; ++i) {
        tasks.push_back(item(QString::number(i)));
        tasks.back().parentKey = QStringLiteral("root");
    }
    const Reply reply = done(board, board.human, import(tasks));
    QCOMPARE(reply.parents, 64); // LIM-02
    QCOMPARE(dropped(reply), QStringList{QStringLiteral("64: parent \"root\": it has 64 children already")});
}

void ImportsTest::deepParents()
{
    CheckedBoard board;
    std::vector<ImportTask> tasks;
    for (int i = 1; i <= 10; ++i) {
        tasks.push_back(item(QString::number(i)));
        if (i > 1)
            tasks.back().parentKey = QString::number(i - 1);
    }
    std::reverse(tasks.begin(), tasks.end());
    const Reply reply = done(board, board.human, import(tasks));
    QCOMPARE(dropped(reply),
             QStringList{QStringLiteral("9: parent \"8\": tasks nest at most 8 levels deep")}); // LIM-01
    QVERIFY(byKey(board, "10").parentTaskId == byKey(board, "9").id);
}

void ImportsTest::brokenDependencies()
{
    CheckedBoard board;
    const auto on = [](const char *key) { return QStringList{QLatin1String(key)}; };
    const Reply reply =
        done(board, board.human,
             import({item("missing", "", on("nobody")), item("self", "", on("self")), item("a", "", on("b")),
                     item("b", "", on("c")), item("c", "", on("a")), item("d", "", on("a"))}));
    QCOMPARE(dropped(reply), (QStringList{QStringLiteral("missing: depends_on \"nobody\": there is no such task"),
                                          QStringLiteral("self: depends_on \"self\": a task does not wait for itself"),
                                          QStringLiteral("c: depends_on \"a\": it would close a cycle")}));
    QVERIFY(reply.dependencies.created == 3 && reply.dependencies.dropped == 3);
    QVERIFY(byKey(board, "c").status == TaskStatus::Ready);
}

void ImportsTest::fullDependencies()
{
    CheckedBoard board;
    std::vector<ImportTask> tasks{item("task")};
    for (int i = 0; i < 33; ++i) {
        tasks.push_back(item(QString::number(i)));
        tasks.front().dependsOn << QString::number(i);
    }
    const Reply reply = done(board, board.human, import(tasks));
    QCOMPARE(dropped(reply),
             QStringList{QStringLiteral("task: depends_on \"32\": a task waits for at most 32 others")}); // LIM-03
    QCOMPARE(reply.dependencies.created, 32);
}

void ImportsTest::cyclesThroughTheBoard()
{
    CheckedBoard board;
    done(board, board.human, import({item("a"), item("b", "", {QStringLiteral("a")})}));
    const TaskId outside = board.addTask();
    depend(board, byKey(board, "a").id, outside);
    // a waits for a task that is not part of the import; the import closes the circle by way of a new one.
    depend(board, outside, board.addTask());
    TaskCreate keyed;
    keyed.externalKey = QStringLiteral("z");
    const TaskId z = board.addTask(keyed);
    depend(board, outside, z);
    const Reply reply =
        done(board, board.human, import({item("n", "", {QStringLiteral("b")}), item("z", "", {QStringLiteral("n")})}));
    QCOMPARE(dropped(reply), (QStringList{QStringLiteral("z: depends_on \"n\": it would close a cycle")}));
    QCOMPARE(reply.dependencies.created, 1);
}

void ImportsTest::referencesToTheBoard()
{
    CheckedBoard board;
    TaskCreate known;
    known.externalKey = QStringLiteral("epic");
    const TaskId epic = board.addTask(known);
    known.externalKey = QStringLiteral("base");
    const TaskId base = board.addTask(known);
    completeByHand(board, base);
    const Reply reply =
        done(board, board.human,
             import({item("a", "epic", {QStringLiteral("base")}), item("b", "", {QStringLiteral("epic")})}));
    QVERIFY(reply.dropped.empty() && reply.parents == 1 && reply.dependencies.created == 2);
    QVERIFY(byKey(board, "a").parentTaskId == epic && byKey(board, "a").status == TaskStatus::Ready);
    QVERIFY(byKey(board, "b").status == TaskStatus::Blocked);
}

void ImportsTest::workspaces()
{
    CheckedBoard board;
    const WorkspaceId workspace = addWorkspace(board, "ws-a");
    TaskCreate known;
    known.externalKey = QStringLiteral("k");
    board.addTask(known); // a global one with the same key
    BoardImport request = import({item("k"), item("l", "k")});
    request.workspaceId = workspace;
    QCOMPARE(done(board, board.human, request).created, 2);
    const auto local = board.looked<std::optional<TaskId>>(
        [&](StoreReader &s) { return s.taskByExternalKey(workspace, QStringLiteral("k")); });
    QVERIFY(local && board.task(*local).scope == Scope::Workspace);
    QCOMPARE(done(board, board.human, request).unchanged, 2);
    request.workspaceId = WorkspaceId(QStringLiteral("x"));
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("workspace_not_found"));
}

void ImportsTest::parts()
{
    CheckedBoard board;
    BoardImport first = import({item("a", "b")}), second = import({item("b")}), other = import({item("c")});
    first.last = false;
    other.importId = QStringLiteral("import-2");
    QCOMPARE(done(board, board.human, first).created, 0);
    QVERIFY(board.events().empty());
    QCOMPARE(done(board, board.human, other).created, 1); // another import in between
    const Reply reply = done(board, board.human, second);
    QVERIFY(reply.created == 2 && reply.parents == 1);
    QCOMPARE(done(board, board.human, import({item("d")})).created, 1); // finished imports are forgotten
}

void ImportsTest::bounds()
{
    CheckedBoard board;
    BoardImport part = import({item("a")});
    part.last = false;
    part.tasks.front().description = QString(16 * 1024 * 1024, QLatin1Char('x'));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(board.outcome(board.human, part), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, part), QStringLiteral("payload_too_large"));
    QCOMPARE(done(board, board.human, import({item("b")})).created, 1); // nothing of it is left
    BoardImport many = import(std::vector<ImportTask>(100'001, item("a")));
    many.last = false;
    QCOMPARE(board.outcome(board.human, many), QStringLiteral("payload_too_large"));
    // Callers that went away do not hold their place for ever.
    BoardImport begun = import({item("a")});
    begun.last = false;
    for (int i = 0; i < 4; ++i) {
        begun.importId = QString::number(i);
        QCOMPARE(board.outcome(board.human, begun), QStringLiteral("ok"));
    }
    begun.importId = QStringLiteral("fifth");
    QCOMPARE(board.outcome(board.human, begun), QStringLiteral("queue_full"));
    board.clock.advance(600'000);
    QCOMPARE(board.outcome(board.human, begun), QStringLiteral("ok"));
}

void ImportsTest::refused()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    QCOMPARE(outcome(board, agent, import({item("a")})), QStringLiteral("permission_denied/human_only")); // MTH-06
    BoardImport unnamed = import({item("a")});
    unnamed.importId = QStringLiteral(" ");
    QCOMPARE(outcome(board, board.human, unnamed), QStringLiteral("validation_failed"));
}

void ImportsTest::thousands()
{
    // A chain whose edges all lie below a cycle would be the dear case; it and a wide tree still import at once.
    CheckedBoard board;
    std::vector<ImportTask> tasks;
    for (int i = 0; i < 3000; ++i) {
        tasks.push_back(item(QString::number(i)));
        if (i > 0) {
            tasks.back().dependsOn = {QString::number(i - 1)};
            tasks.back().parentKey = QString::number((i - 1) / 60);
        }
    }
    const Reply reply = done(board, board.human, import(tasks, true));
    QVERIFY(reply.created == 3000 && reply.parents == 2999 && reply.dependencies.created == 2999 &&
            reply.enqueued == 3000);
    QVERIFY(reply.dropped.empty());
    QCOMPARE(done(board, board.human, import(tasks, true)).unchanged, 3000);
}

/// What one board tells, another takes; and the board itself finds nothing new in it (CLI-08).
void ImportsTest::exportGoesBackIn()
{
    CheckedBoard board;
    ImportTask rich = item("a", "b", {QStringLiteral("c")});
    rich.identifier = QStringLiteral("bd-1");
    rich.description = QStringLiteral("line\n\"two\"");
    rich.priority = QStringLiteral("urgent");
    rich.milestone = QStringLiteral("1.0");
    rich.labels = {QStringLiteral("x")};
    rich.acceptance = {{QStringLiteral("works"), true, QStringLiteral("log")}};
    rich.metadata = {"[1, 2]"};
    rich.comments = {QStringLiteral("one"), QStringLiteral("two")};
    done(board, board.human, import({rich, item("b"), item("c", "", {}, "failed")}));
    TaskCreate made; // no external key: its id stands for it
    made.title = QStringLiteral("Made here");
    made.parentTaskId = byKey(board, "b").id;
    const TaskId here = done(board, board.human, made).task.task.id;
    DependencyAdd edge;
    edge.taskId = here;
    edge.dependsOn = byKey(board, "a").id;
    done(board, board.human, edge);

    const QMap<QString, ImportTask> told = exported(board);
    QCOMPARE(told.keys(), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), here.value}));
    QCOMPARE(told[here.value].parentKey, QStringLiteral("b"));
    QCOMPARE(told[here.value].dependsOn, QStringList{QStringLiteral("a")});
    CheckedBoard other;
    const Reply reply = done(other, other.human, import(listOf(told)));
    QVERIFY(reply.created == 4 && reply.dropped.empty());
    QCOMPARE(text(exported(other)), text(told));

    board.clock.advance(1000);
    const BoardSnapshot before = board.snapshotRows();
    const Reply again = done(board, board.human, import(listOf(told)));
    QVERIFY(again.created == 0 && again.unchanged == 4 && again.dropped.empty());
    QVERIFY(board.snapshotRows() == before);
    QCOMPARE(outcome(board, board.addAgent(QStringLiteral("worker")), BoardExport{}),
             QStringLiteral("permission_denied/human_only")); // MTH-06
}

void ImportsTest::exportPages_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("descriptionBytes");
    QTest::newRow("small pages") << 3 << 10;
    QTest::newRow("pages full of bytes") << 500 << 60'000;
    QTest::newRow("both") << 17 << 60'000;
}

void ImportsTest::exportPages()
{
    QFETCH(int, limit);
    QFETCH(int, descriptionBytes);
    CheckedBoard board;
    std::vector<ImportTask> tasks;
    for (int i = 0; i < 40; ++i) {
        tasks.push_back(item(QString::number(i)));
        tasks.back().description = QString(descriptionBytes, QLatin1Char('x'));
    }
    done(board, board.human, import(tasks));
    BoardExport first;
    first.limit = limit;
    const BoardExport::Reply page = done(board, board.human, first);
    qsizetype bytes = 0;
    for (const ImportTask &task : page.items)
        bytes += task.description.size();
    QVERIFY2(!page.items.empty() && bytes < 900 << 10, qPrintable(QString::number(bytes)));
    QCOMPARE(page.total, 40);
    QCOMPARE(exported(board, limit).size(), 40);
    first.cursor = QStringLiteral("nonsense");
    QCOMPARE(board.outcome(board.human, first), QStringLiteral("validation_failed"));
}

void ImportsTest::exportLeavesOutWhatDoesNotFit()
{
    CheckedBoard board;
    ImportTask talkative = item("a");
    for (int i = 0; i < 60; ++i)
        talkative.comments << QString::number(i).rightJustified(16'000, QLatin1Char('.'));
    done(board, board.human, import({talkative}));
    TaskCreate sketch;
    sketch.title = QStringLiteral("Sketch");
    sketch.draft = true;
    done(board, board.human, sketch);
    const BoardExport::Reply reply = done(board, board.human, BoardExport{});
    QCOMPARE(reply.items.size(), std::size_t(1)); // a draft is nobody's to start yet
    const QStringList &kept = reply.items[0].comments;
    QVERIFY(kept.size() > 20 && kept.size() < 60);
    QCOMPARE(kept, talkative.comments.mid(0, kept.size()));
    QCOMPARE(reply.dropped.size(), std::size_t(1));
    QVERIFY(reply.dropped[0].reason.startsWith(QString::number(60 - kept.size()) + QLatin1String(" comments")));
    BoardExport withDrafts;
    withDrafts.includeDrafts = true;
    QCOMPARE(exported(board, 0, withDrafts).size(), 2);
}

void ImportsTest::exportOfAWorkspace()
{
    CheckedBoard board;
    WorkspaceCreate folder;
    folder.name = QStringLiteral("w");
    folder.rootPath = QStringLiteral("/");
    BoardImport request = import({item("a")});
    request.workspaceId = done(board, board.human, folder).id;
    done(board, board.human, request);
    request = import({item("b")});
    done(board, board.human, request);
    BoardExport wanted;
    wanted.workspaceId = done(board, board.human, WorkspaceList{}).items[0].id;
    QCOMPARE(exported(board, 0, wanted).keys(), QStringList{QStringLiteral("a")});
    wanted.workspaceId = WorkspaceId(QStringLiteral("ws-none"));
    QCOMPARE(board.outcome(board.human, wanted), QStringLiteral("workspace_not_found"));
}

STINT_REGISTER_TEST(ImportsTest)
#include "tst_imports.moc"
