#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Lists, search, tree, timeline, runs, backlog and the other reads (3.3, 9, 16).
class ListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void filterRefusals_data();
    void filterRefusals();
    void orders();
    void draftsAreLeftOut();
    void pagesNeverRepeat();
    void search_data();
    void search();
    void summaryOfATask();
    void namedSummaries();
    void runsOfATaskAndOfTheBoard();
    void treeByDepth();
    void timeline();
    void eventsOfASubtree();
    void unknownEventTypes();
    void backlog();
    void backlogPages();
    void schedulerStatus();
    void runDetail();
    void taskDetail();
    void missingRows();
};

namespace
{

TaskId make(Flow &board, const QString &title, const std::function<void(TaskCreate &)> &change = {})
{
    TaskCreate create;
    create.title = title;
    if (change)
        change(create);
    return board.addTask(create);
}

QStringList titles(Flow &board, const TaskFilter &filter)
{
    QStringList found;
    for (const TaskSummary &task : Flow::must(board.query(board.human, TaskList{filter}), "task.list").items)
        found << task.title;
    return found;
}

QStringList words(std::initializer_list<const char *> list)
{
    QStringList found;
    for (const char *word : list)
        found << QLatin1String(word);
    return found;
}

} // namespace

void ListsTest::filters_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *field, const char *value, std::initializer_list<const char *> found) {
        QTest::addRow("LST-01 %s %s", field, value)
            << QString::fromLatin1(field) << QString::fromLatin1(value) << words(found);
    };
    row("scope", "global", {"rich", "plain"});
    row("status", "BLOCKED ", {"rich"});
    row("status", "pending", {});
    row("priority", "urgent", {"rich"});
    row("approval_state", "pending", {"rich"});
    row("owner_kind", "pool", {"rich"});
    row("owner_ref", "worker", {"rich"});
    row("channel", "side", {"rich"});
    row("label", "red", {"rich"});
    row("milestone", "m1", {"rich"});
    row("external_key", "x-1", {"rich"});
    row("search", "ric", {"rich"});
    row("search", "!!", {});
}

void ListsTest::filters()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QStringList, found);
    Flow board;
    make(board, QStringLiteral("plain"));
    make(board, QStringLiteral("rich"), [](TaskCreate &task) {
        task.priority = QStringLiteral("urgent");
        task.approvalPolicy = QStringLiteral("manual");
        task.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("worker")};
        task.networkChannel = QStringLiteral("side");
        task.labels = {QStringLiteral("red")};
        task.milestone = QStringLiteral("m1");
        task.externalKey = QStringLiteral("x-1");
    });
    TaskFilter filter;
    const std::map<QString, QString *> fields{
        {QStringLiteral("scope"), &filter.scope},          {QStringLiteral("status"), &filter.status},
        {QStringLiteral("priority"), &filter.priority},    {QStringLiteral("approval_state"), &filter.approvalState},
        {QStringLiteral("owner_kind"), &filter.ownerKind}, {QStringLiteral("owner_ref"), &filter.ownerRef},
        {QStringLiteral("channel"), &filter.channel},      {QStringLiteral("label"), &filter.label},
        {QStringLiteral("milestone"), &filter.milestone},  {QStringLiteral("external_key"), &filter.externalKey},
        {QStringLiteral("search"), &filter.search},
    };
    *fields.at(field) = value;
    QCOMPARE(titles(board, filter), found);
}

void ListsTest::filterRefusals_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *change, const char *outcome) {
        QTest::newRow(name) << QString::fromLatin1(change) << QString::fromLatin1(outcome);
    };
    row("VAL-10 unknown status", "status", "validation_failed");
    row("VAL-10 negative limit", "limit", "validation_failed");
    row("LST-02 unknown order", "order", "validation_failed");
    row("LST-04 foreign cursor", "cursor", "validation_failed");
    row("VAL-04 global with workspace", "global", "invalid_scope_binding");
    row("VAL-04 workspace without id", "workspace", "invalid_scope_binding");
    row("VAL-04 missing workspace", "missing", "workspace_not_found");
    row("ERR-03 blank workspace", "blank workspace", "validation_failed");
    row("ERR-03 blank parent", "blank parent", "validation_failed");
}

void ListsTest::filterRefusals()
{
    QFETCH(QString, change);
    QFETCH(QString, outcome);
    Flow board;
    TaskFilter filter;
    if (change == QLatin1String("status"))
        filter.status = QStringLiteral("odd");
    else if (change == QLatin1String("limit"))
        filter.limit = -1;
    else if (change == QLatin1String("order"))
        filter.order = QStringLiteral("odd");
    else if (change == QLatin1String("cursor"))
        filter.cursor = QStringLiteral("odd");
    else if (change == QLatin1String("blank workspace"))
        filter.workspaceId = WorkspaceId(QStringLiteral("  "));
    else if (change == QLatin1String("blank parent"))
        filter.parentTaskId = TaskId();
    else if (change == QLatin1String("workspace"))
        filter.scope = QStringLiteral("workspace");
    else
        filter.workspaceId = WorkspaceId(QStringLiteral("ws-none"));
    if (change == QLatin1String("global"))
        filter.scope = QStringLiteral("global");
    QCOMPARE(board.outcome(board.human, TaskList{filter}), outcome);
}

void ListsTest::orders()
{
    // LST-02.
    Flow board;
    make(board, QStringLiteral("old"), [](TaskCreate &task) { task.rank = QStringLiteral("b"); });
    board.clock.advance(10);
    const TaskId middle =
        make(board, QStringLiteral("middle"), [](TaskCreate &task) { task.priority = QStringLiteral("high"); });
    board.clock.advance(10);
    make(board, QStringLiteral("new"), [](TaskCreate &task) { task.rank = QStringLiteral("a"); });
    board.clock.advance(10);
    QCOMPARE(board.outcome(board.human, TaskComment{middle, QStringLiteral("hello")}), QStringLiteral("ok"));
    TaskFilter filter;
    QCOMPARE(titles(board, filter), words({"middle", "new", "old"})); // its comment is the newest activity
    filter.order = QStringLiteral("created");
    QCOMPARE(titles(board, filter), words({"new", "middle", "old"}));
    filter.order = QStringLiteral("priority");
    QCOMPARE(titles(board, filter).front(), QStringLiteral("middle"));
    filter.order = QStringLiteral("rank");
    QCOMPARE(titles(board, filter), words({"new", "old", "middle"})); // no rank sorts last
}

void ListsTest::draftsAreLeftOut()
{
    // LST-01.
    Flow board;
    make(board, QStringLiteral("draft"), [](TaskCreate &task) { task.draft = true; });
    TaskFilter filter;
    QCOMPARE(titles(board, filter), QStringList());
    filter.includeDrafts = true;
    QCOMPARE(titles(board, filter), words({"draft"}));
    filter.includeDrafts = false;
    filter.status = QStringLiteral("draft");
    QCOMPARE(titles(board, filter), words({"draft"}));
}

void ListsTest::pagesNeverRepeat()
{
    // LST-04: true total; a task that moves to the top between two pages is not shown twice.
    Flow board;
    std::vector<TaskId> tasks;
    for (int i = 0; i < 7; ++i) {
        tasks.push_back(make(board, QString::number(i)));
        board.clock.advance(1);
    }
    TaskFilter filter;
    filter.limit = 3;
    QStringList seen;
    for (int page = 0; page < 4; ++page) {
        const auto reply = Flow::must(board.query(board.human, TaskList{filter}), "task.list");
        QCOMPARE(reply.total, page == 0 ? 7 : 8);
        for (const TaskSummary &task : reply.items)
            seen << task.title;
        filter.cursor = reply.nextCursor;
        if (filter.cursor.isEmpty())
            break;
        if (page == 0)
            make(board, QStringLiteral("late"));
    }
    QCOMPARE(seen, words({"6", "5", "4", "3", "2", "1", "0"}));
}

void ListsTest::search_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    QTest::newRow("LST-03 beginning of a word") << QStringLiteral("pars") << true;
    QTest::newRow("LST-03 every word") << QStringLiteral("PARSE tok") << true;
    QTest::newRow("LST-03 identifier") << QStringLiteral("st-42") << true;
    QTest::newRow("LST-03 description") << QStringLiteral("unbounded") << true;
    QTest::newRow("LST-03 comment") << QStringLiteral("remark") << true;
    QTest::newRow("LST-03 inside of a word") << QStringLiteral("arse") << false;
    QTest::newRow("LST-03 one word missing") << QStringLiteral("parse nothing") << false;
    QTest::newRow("LST-03 no operator") << QStringLiteral("parse OR nothing") << false;
    QTest::newRow("LST-03 no wildcard") << QStringLiteral("p*se") << false;
    QTest::newRow("LST-03 quotes are data") << QStringLiteral("\"parse\"") << true;
    QTest::newRow("LST-03 no word at all") << QStringLiteral(" -- ") << false;
    QTest::newRow("LST-03 blank") << QString() << false;
    QTest::newRow("LST-03 beyond ASCII") << QString::fromUtf8("stra\xc3\x9f"
                                                              "en")
                                         << true;
}

void ListsTest::search()
{
    QFETCH(QString, query);
    QFETCH(bool, found);
    Flow board;
    const TaskId task = make(board,
                             QString::fromUtf8("Parse tokens, Stra\xc3\x9f"
                                               "enbau"),
                             [](TaskCreate &one) {
                                 one.identifier = QStringLiteral("ST-42");
                                 one.description = QStringLiteral("unbounded input");
                             });
    make(board, QStringLiteral("Other"));
    QCOMPARE(board.outcome(board.human, TaskComment{task, QStringLiteral("a remark")}), QStringLiteral("ok"));
    const auto page = Flow::must(board.query(board.human, TaskSearch{query, {}, {}}), "task.search");
    QCOMPARE(page.items.size(), found ? 1u : 0u);
    QCOMPARE(page.total, found ? 1 : 0);
    if (found)
        QCOMPARE(page.items.front().id, task);
}

void ListsTest::summaryOfATask()
{
    // LST-05.
    Flow board;
    const TaskId parent = make(board, QStringLiteral("parent"));
    const TaskId child = make(board, QStringLiteral("child"), [&](TaskCreate &task) { task.parentTaskId = parent; });
    QCOMPARE(board.outcome(board.human, DependencyAdd{parent, child, {}, {}}), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, TaskComment{parent, QStringLiteral("hi")}), QStringLiteral("ok"));
    const Run run = board.enqueue(parent);
    const auto page = Flow::must(board.query(board.human, TaskSummaries{{parent.value}}), "task.summaries");
    const TaskSummary summary = page.items.front();
    QCOMPARE(summary.childCount, 1);
    QCOMPARE(summary.childrenDone, 0);
    QCOMPARE(summary.commentCount, 1);
    QCOMPARE(summary.dependencyCount, 1);
    QCOMPARE(summary.unresolvedDependencyCount, 1);
    QCOMPARE(summary.dependencies, (std::vector<DependencyRef>{{child, TaskStatus::Ready}}));
    QCOMPARE(summary.run->id, run.id);
    QCOMPARE(summary.attempts, 1);
    QCOMPARE(summary.gate->gate, QStringLiteral("dependencies"));
    board.ended(child);
    const Review review =
        board.requested(Flow::must(board.query(board.human, RunList{child, {}, {}, {}}), "run.list").items.front());
    const auto reviewed = Flow::must(board.query(board.human, TaskSummaries{{child.value}}), "task.summaries");
    QCOMPARE(reviewed.items.front().review->id, review.id);
}

void ListsTest::namedSummaries()
{
    Flow board;
    const TaskId task = make(board, QStringLiteral("one"));
    const auto page = Flow::must(board.query(board.human, TaskSummaries{{QStringLiteral("task-none"), task.value}}),
                                 "task.summaries");
    QCOMPARE(page.items.size(), 1u);
    QStringList many;
    for (int i = 0; i < 501; ++i)
        many << QString::number(i);
    QCOMPARE(board.outcome(board.human, TaskSummaries{many}), QStringLiteral("validation_failed"));
}

void ListsTest::runsOfATaskAndOfTheBoard()
{
    // LST-06: queued desc, id desc.
    Flow board;
    board.set("review.rapid_terminal_window_ms", "0");
    const TaskId task = make(board, QStringLiteral("Task"));
    QStringList expected;
    for (int i = 0; i < 3; ++i) {
        expected.prepend(board.ended(task, RunStatus::Failed).id.value);
        board.clock.advance(i); // two of them share their time
    }
    for (const bool byTask : {true, false}) {
        RunList request;
        if (byTask)
            request.taskId = task;
        request.status = QStringLiteral("failed");
        request.limit = 2;
        QStringList seen;
        do {
            const auto page = Flow::must(board.query(board.human, request), "run.list");
            QCOMPARE(page.total, 3);
            for (const Run &run : page.items)
                seen << run.id.value;
            request.cursor = page.nextCursor;
        } while (!request.cursor.isEmpty());
        QCOMPARE(seen, expected);
    }
    RunList missing;
    missing.taskId = TaskId(QStringLiteral("task-none"));
    QCOMPARE(board.outcome(board.human, missing), QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, RunList{}), QStringLiteral("validation_failed"));
}

void ListsTest::treeByDepth()
{
    // LIV-07.
    Flow board;
    const TaskId top = make(board, QStringLiteral("top"));
    const auto below = [&](const TaskId &parent, const char *title) {
        board.clock.advance(1);
        return make(board, QLatin1String(title), [&](TaskCreate &task) { task.parentTaskId = parent; });
    };
    const TaskId root = below(top, "root");
    const TaskId a = below(root, "a");
    below(root, "b");
    below(a, "c");
    TaskPauseRequest pause;
    pause.taskId = root;
    pause.reason = QStringLiteral("later");
    QCOMPARE(board.outcome(board.human, pause), QStringLiteral("ok"));
    const Run run = board.enqueue(a);
    const auto page = Flow::must(board.query(board.human, TaskTree{root}), "task.tree");
    QStringList seen;
    for (const TreeNode &node : page.items)
        seen << QStringLiteral("%1%2").arg(node.title).arg(node.depth);
    QCOMPARE(seen, words({"root0", "a1", "b1", "c2"})); // a was queued last
    QVERIFY(page.items[0].paused && page.items[0].effectivePaused);
    QVERIFY(!page.items[3].paused && page.items[3].effectivePaused);
    QCOMPARE(page.items[0].childCount, 2);
    QCOMPARE(page.items[1].run->id, run.id);
}

void ListsTest::timeline()
{
    // LIV-01, LIV-02.
    Flow board;
    const TaskId task = make(board, QStringLiteral("Task"));
    const Run run = board.enqueue(task);
    make(board, QStringLiteral("Other"));
    const auto types = [&](const TaskTimeline &request) {
        QStringList found;
        for (const TimelineItem &item : Flow::must(board.query(board.human, request), "task.timeline").items)
            found << item.event.type;
        return found;
    };
    QCOMPARE(types({task, {}, {}, false}), words({"task.created", "task.run_enqueued"}));
    QCOMPARE(types({task, {}, 1, false}), words({"task.created"})); // the limit keeps the oldest
    const auto whole = Flow::must(board.query(board.human, TaskTimeline{task, {}, {}, false}), "task.timeline");
    QCOMPARE(types({task, whole.items[0].event.seq, {}, false}), words({"task.run_enqueued"}));
    QCOMPARE(types({task, 1'000'000, {}, false}), QStringList());
    // MTH-01: the total is that of all pages.
    const auto total = [&](const TaskTimeline &request) {
        return Flow::must(board.query(board.human, request), "task.timeline").total;
    };
    QCOMPARE(total({task, {}, 1, false}), 2);
    QCOMPARE(total({task, whole.items[0].event.seq, 1, false}), 1);
    QCOMPARE(total({task, 1'000'000, {}, false}), 0);
    QCOMPARE(whole.items[1].run->id, run.id);
    QCOMPARE(whole.items[1].taskStatus, std::optional(TaskStatus::Ready));
    QCOMPARE(board.outcome(board.human, TaskTimeline{task, -1, {}, false}), QStringLiteral("validation_failed"));

    // DEL-04.
    RunCancel cancel;
    cancel.runId = run.id;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, TaskDelete{task, {}}), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, TaskTimeline{task, {}, {}, false}), QStringLiteral("task_not_found"));
    QCOMPARE(types({task, {}, {}, true}).last(), QStringLiteral("task.deleted"));
}

void ListsTest::eventsOfASubtree()
{
    // LIV-03 for replays: root and descendants in sequence order, filtered by kind.
    Flow board;
    const TaskId root = make(board, QStringLiteral("root"));
    const TaskId child = make(board, QStringLiteral("child"), [&](TaskCreate &task) { task.parentTaskId = root; });
    make(board, QStringLiteral("other"));
    for (const TaskId &id : {child, root, child})
        QCOMPARE(board.outcome(board.human, TaskComment{id, QStringLiteral("hi")}), QStringLiteral("ok"));
    EventsList request;
    request.taskId = root;
    request.kinds = {QStringLiteral("task.commented")};
    QList<TaskId> about;
    for (const Event &event : Flow::must(board.query(board.human, request), "events.list").items)
        about << *event.taskId;
    QCOMPARE(about, (QList<TaskId>{child, root, child}));
    // MTH-01: the total is that of all pages; a replay does without.
    const auto total = [&](const EventsList &wanted) {
        return Flow::must(board.query(board.human, wanted), "events.list").total;
    };
    request.limit = 1;
    QCOMPARE(Flow::must(board.query(board.human, request), "events.list").items.size(), 1u);
    QCOMPARE(total(request), 3);
    request.kinds.clear();
    QCOMPARE(total(request), 5); // two were created
    request.counted = false;
    QCOMPARE(total(request), 0);
    EventsList everything;
    everything.limit = 1;
    QCOMPARE(total(everything), static_cast<qint64>(board.events().size()));
    everything.kinds = {QStringLiteral("task.created")};
    QCOMPARE(total(everything), 3);
    everything.afterSeq = board.events().back().seq;
    QCOMPARE(total(everything), 0);
    everything = {};
    QCOMPARE(Flow::must(board.query(board.human, everything), "events.list").items.size(), board.events().size());
    const Event first = board.events().front();
    QCOMPARE(Flow::must(board.query(board.human, EventsGet{first.id}), "events.get").event.seq, first.seq);
}

void ListsTest::unknownEventTypes()
{
    // VAL-10, ENM-01.
    Flow board;
    make(board, QStringLiteral("task"));
    EventsList request;
    request.kinds = {QStringLiteral("task.created"), QStringLiteral("task.comented")};
    const auto refused = board.query(board.human, request);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ValidationFailed);
    QCOMPARE(refused.error().data.value(QLatin1String("field")).toString(), QStringLiteral("kinds"));
    QVERIFY2(refused.error().message.contains(QLatin1String("\"task.commented\"")),
             qPrintable(refused.error().message));
    request.kinds = {QStringLiteral(" Task.Created "), QString()};
    QCOMPARE(Flow::must(board.query(board.human, request), "events.list").items.size(), 1u);
}

void ListsTest::backlog()
{
    // SCH-05.
    Flow board;
    const TaskId low = make(board, QStringLiteral("low")),
                 urgent = make(board, QStringLiteral("urgent"),
                               [](TaskCreate &task) { task.priority = QStringLiteral("urgent"); });
    const TaskId paused = make(board, QStringLiteral("paused"));
    const TaskId below = make(board, QStringLiteral("below"), [&](TaskCreate &task) { task.parentTaskId = paused; });
    for (const TaskId &id : {low, urgent, paused, below})
        board.enqueue(id);
    QCOMPARE(board.outcome(board.human, DependencyAdd{low, urgent, {}, {}}), QStringLiteral("ok"));
    TaskPauseRequest pause;
    pause.taskId = paused;
    pause.reason = QStringLiteral("later");
    QCOMPARE(board.outcome(board.human, pause), QStringLiteral("ok"));
    auto page = Flow::must(board.query(board.human, SchedulerBacklog{}), "scheduler.backlog");
    QCOMPARE(page.total, 2);
    QCOMPARE(page.items[0].task.id, urgent);
    QVERIFY(!page.items[0].gate);
    QCOMPARE(page.items[1].gate->gate, QStringLiteral("dependencies"));
    SchedulerBacklog all;
    all.includePaused = true;
    page = Flow::must(board.query(board.human, all), "scheduler.backlog");
    QCOMPARE(page.total, 4);
    QVERIFY(page.items[3].effectivePaused);
    QCOMPARE(page.items[3].pausedByTaskId, std::optional(paused));
    SchedulerBacklog elsewhere;
    elsewhere.workspaceId = WorkspaceId(QStringLiteral("ws-none"));
    QCOMPARE(board.outcome(board.human, elsewhere), QStringLiteral("workspace_not_found"));
}

void ListsTest::backlogPages()
{
    // LST-04: a more urgent run that arrives between two pages pushes nobody onto both.
    Flow board;
    const auto queue = [&](const QString &title, const char *priority) {
        board.enqueue(make(board, title, [&](TaskCreate &task) { task.priority = QLatin1String(priority); }));
        board.clock.advance(1);
    };
    for (int i = 0; i < 5; ++i)
        queue(QString::number(i), "medium");
    SchedulerBacklog request;
    request.limit = 2;
    QStringList seen;
    do {
        const auto page = Flow::must(board.query(board.human, request), "scheduler.backlog");
        for (const BacklogRow &row : page.items)
            seen << row.task.title;
        if (request.cursor.isEmpty())
            queue(QStringLiteral("pushy"), "urgent");
        request.cursor = page.nextCursor;
    } while (!request.cursor.isEmpty());
    QCOMPARE(seen, words({"0", "1", "2", "3", "4"}));
    request.cursor = QStringLiteral("odd");
    QCOMPARE(board.outcome(board.human, request), QStringLiteral("validation_failed"));
}

void ListsTest::schedulerStatus()
{
    // SCH-04.
    Flow board;
    board.claimed(make(board, QStringLiteral("held")));
    const TaskId paused = make(board, QStringLiteral("paused"));
    board.enqueue(paused);
    board.enqueue(make(board, QStringLiteral("starving")));
    board.enqueue(make(board, QStringLiteral("later"), [&](TaskCreate &task) {
        task.notBefore = board.clock.now() + 60'000; // its waiting begins then (STV-02)
    }));
    TaskPauseRequest pause;
    pause.taskId = paused;
    pause.reason = QStringLiteral("later");
    QCOMPARE(board.outcome(board.human, pause), QStringLiteral("ok"));
    board.clock.advance(119'999);
    auto status = Flow::must(board.query(board.human, SchedulerStatusGet{}), "scheduler.status");
    QCOMPARE(status.starvedRunCount, 0);
    board.clock.advance(1);
    status = Flow::must(board.query(board.human, SchedulerStatusGet{}), "scheduler.status");
    QCOMPARE(status.starvedRunCount, 1);
    QCOMPARE(status.activeClaimCount, 1);
    QCOMPARE(status.queuedRunCount, 3);
    QCOMPARE(status.pausedTaskCount, 1);
    QCOMPARE(status.asOf, board.clock.now());
    board.clock.advance(60'000);
    QCOMPARE(Flow::must(board.query(board.human, SchedulerStatusGet{}), "scheduler.status").starvedRunCount, 2);
}

void ListsTest::runDetail()
{
    // LIV-08.
    Flow board;
    const Run run = board.claimed(make(board, QStringLiteral("Task")));
    board.clock.advance(10);
    RunStart start;
    start.lease.runId = run.id;
    start.idempotencyKey = QStringLiteral("s");
    QCOMPARE(board.outcome(board.worker, start), QStringLiteral("ok"));
    board.clock.advance(30);
    board.end(run, RunStatus::Completed);
    const auto detail = Flow::must(board.query(board.human, RunGet{run.id}), "run.get");
    QCOMPARE(detail.claims.size(), 1u);
    QCOMPARE(detail.durationMs, std::optional<qint64>(30));
    QCOMPARE(detail.session->id, board.worker.session());
    QCOMPARE(detail.lastEvent->type, QStringLiteral("task.run_completed"));
    QCOMPARE(detail.lastActivityAt, board.clock.now());
    QVERIFY(!detail.run.usage.totalTokens); // absent is not zero
    const auto waiting =
        Flow::must(board.query(board.human, RunGet{board.enqueue(make(board, QStringLiteral("x"))).id}), "run.get");
    QVERIFY(!waiting.durationMs);
}

void ListsTest::taskDetail()
{
    Flow board;
    const TaskId task = make(board, QStringLiteral("Task"));
    const Run run = board.enqueue(task);
    const auto reply = Flow::must(board.query(board.human, TaskGet{task}), "task.get");
    QCOMPARE(reply.run->id, run.id);
    QCOMPARE(reply.task.latestEventSeq, std::optional(board.lastSeq()));
    QCOMPARE(reply.task.effectivePaused, std::optional(false));
    const auto profile = Flow::must(board.query(board.human, ProfileGet{task}), "profile.get");
    QVERIFY(!profile.stored); // PRO-01
    QCOMPARE(profile.profile, ProfileSections{});
}

void ListsTest::missingRows()
{
    Flow board;
    const TaskId task(QStringLiteral("task-none"));
    QCOMPARE(board.outcome(board.human, TaskGet{task}), QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, TaskTree{task}), QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, ProfileGet{task}), QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, DependencyList{task}), QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, RunGet{RunId(QStringLiteral("run-none"))}), QStringLiteral("run_not_found"));
    QCOMPARE(board.outcome(board.human, EventsGet{EventId(QStringLiteral("evt-none"))}),
             QStringLiteral("event_not_found"));
    QCOMPARE(board.outcome(board.human, SessionGet{SessionId(QStringLiteral("sess-none"))}),
             QStringLiteral("session_not_found"));
    QCOMPARE(board.outcome(board.human, WorkspaceGet{WorkspaceId(QStringLiteral("ws-none"))}),
             QStringLiteral("workspace_not_found"));
    // ERR-03
    QCOMPARE(board.outcome(board.human, TaskGet{TaskId()}), QStringLiteral("validation_failed"));
    ReviewList reviews;
    reviews.taskId = TaskId(QStringLiteral(" "));
    QCOMPARE(board.outcome(board.human, reviews), QStringLiteral("validation_failed"));
    BoardExport whole;
    whole.workspaceId = WorkspaceId();
    QCOMPARE(board.outcome(board.human, whole), QStringLiteral("validation_failed"));
}

STINT_REGISTER_TEST(ListsTest)
#include "tst_lists.moc"
