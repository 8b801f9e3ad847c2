#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

using namespace stint;
using namespace stint::test;

/// LST-01 … LST-04 as the store answers them.
class ListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void searchFollowsChanges();
    void commentsOfOlderBoardsAreFound();
    void filters_data();
    void filters();
    void orders_data();
    void orders();
    void pagesNeverRepeat_data();
    void pagesNeverRepeat();
    void lastActivity();
    void unusableCursors();
    void reviewPages();

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QStringList namesOf(const std::optional<TaskIdPage> &page)
    {
        QStringList names;
        for (const TaskId &id : page.value_or(TaskIdPage{}).ids)
            names.append(id.value);
        return names;
    }
};

void ListsTest::words_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *name, const QString &content, const QStringList &words, bool found) {
        QTest::newRow(name) << content << words << found;
    };
    const QString german = QStringLiteral("Die Brücke über den FLUSS (2. Teil)");
    row("whole word", german, {QStringLiteral("brücke")}, true);
    row("beginning", german, {QStringLiteral("brü")}, true);
    row("one letter", german, {QStringLiteral("b")}, true);
    row("middle is no beginning", german, {QStringLiteral("rücke")}, false);
    row("case", german, {QStringLiteral("ÜBER"), QStringLiteral("fluss")}, true);
    row("accents count", german, {QStringLiteral("brucke")}, false);
    row("composed and decomposed are one", QStringLiteral("Bru\u0308cke"), {QStringLiteral("brücke")}, true);
    row("every word", german, {QStringLiteral("die"), QStringLiteral("mauer")}, false);
    row("digits", german, {QStringLiteral("2")}, true);
    row("operators are text", german, {QStringLiteral("OR")}, false);
    row("wildcards are text", german, {QStringLiteral("*")}, false);
    row("quotes are text", german, {QStringLiteral("\"bru")}, false);
    row("column filters are text", german, {QStringLiteral("words:die")}, false);
    row("several words in one", QStringLiteral("foo-bar"), {QStringLiteral("foo-ba")}, true);
    row("Cyrillic", QStringLiteral("Привет мир"), {QStringLiteral("прив")}, true);
    row("Devanagari with marks", QStringLiteral("हिन्दी भाषा"), {QStringLiteral("हिन्")}, true);
    row("beyond the basic plane", QStringLiteral("𐐀𐐁 x"), {QStringLiteral("𐐨")}, true);
    row("no word", german, {QStringLiteral("…")}, false);
}

void ListsTest::words()
{
    QFETCH(QString, content);
    QFETCH(QStringList, words);
    QFETCH(bool, found);
    LooseStore store;
    Task task = plainTask(text("task-1"));
    task.title = text("zzz");
    task.description = content;
    store->insertTask(task);
    TaskQuery query;
    query.searchWords = words;
    const auto page = store->findTasks(query);
    QVERIFY(page);
    QCOMPARE(page->ids.size(), std::size_t(found ? 1 : 0));
    QCOMPARE(page->total, found ? 1 : 0);
    QVERIFY(!store.next());
}

void ListsTest::searchFollowsChanges()
{
    LooseStore store;
    Task task = plainTask(text("task-1"));
    task.title = text("alpha");
    task.identifier = text("STINT-7");
    store->insertTask(task);
    const auto finds = [&](const QStringList &words) {
        TaskQuery query;
        query.searchWords = words;
        return store->findTasks(query)->total == 1;
    };
    QVERIFY(finds({text("alpha"), text("stint")}));
    Event comment = fullEvent(text("evt-1"), task.id);
    comment.type = text("task.commented");
    comment.payload = Json{"{\"text\":\"gamma delta\"}"};
    store->appendEvent(comment);
    // The words may stand in different texts of the task.
    QVERIFY(finds({text("alp"), text("gam")}));
    task.title = text("beta");
    store->updateTask(task);
    QVERIFY(!finds({text("alpha")}));
    QVERIFY(finds({text("beta"), text("delta")}));
    QVERIFY(!store.next());
    store->insertTask(plainTask(text("task-2")));
    store->deleteTask(task.id);
    QVERIFY(!finds({text("beta")}));
    QVERIFY(!store.next());
    QCOMPARE(store->integrityProblems(), QStringList());
}

/// They are in the entry of their task, later ones have their own; a changed title loses neither.
void ListsTest::commentsOfOlderBoardsAreFound()
{
    LooseStore store;
    Task task = plainTask(text("task-1"));
    task.title = text("alpha");
    store->insertTask(task);
    auto say = [&, number = 0](const char *payload) mutable {
        Event comment = fullEvent(QStringLiteral("evt-%1").arg(++number), task.id);
        comment.type = text("task.commented");
        comment.payload = Json{payload};
        store->appendEvent(comment);
    };
    const auto count = [&](const char *word) {
        TaskQuery query;
        query.searchWords = {text(word)};
        return store->findTasks(query)->total;
    };
    const auto entries = [&] { return fetchNumber(*store.connection, "SELECT count(*) FROM task_words_docsize"); };
    say(R"({"text":"gamma"})");
    QCOMPARE(entries(), 2);
    // As boards were written before.
    store.connection->exec("DELETE FROM task_words; INSERT INTO task_words (rowid, words) VALUES (1, 'alpha gamma')");
    say(R"({"text":"delta"})");
    QCOMPARE(entries(), 2);
    task.title = text("beta");
    store->updateTask(task);
    QVERIFY(!store.next());
    for (const char *word : {"beta", "gamma", "delta"})
        QCOMPARE(count(word), 1);
    QCOMPARE(count("alpha"), 0);
    store->deleteTask(task.id);
    QCOMPARE(entries(), 0);
    QVERIFY(!store.next());
}

using Narrow = void (*)(TaskQuery &);
Q_DECLARE_METATYPE(Narrow)

void ListsTest::filters_data()
{
    QTest::addColumn<Narrow>("narrow");
    QTest::addColumn<QStringList>("expected");
    const QString full = text("task-full"), plain = text("task-plain"), draft = text("task-draft");
    const auto row = [](const char *name, Narrow narrow, const QStringList &expected) {
        QTest::newRow(name) << narrow << expected;
    };
    row("none: drafts left out", [](TaskQuery &) {}, {full, plain});
    row("include drafts", [](TaskQuery &q) { q.includeDrafts = true; }, {full, plain, draft});
    row("status shows drafts", [](TaskQuery &q) { q.status = TaskStatus::Draft; }, {draft});
    row("status", [](TaskQuery &q) { q.status = TaskStatus::Blocked; }, {full});
    row("scope", [](TaskQuery &q) { q.scope = Scope::Global; }, {plain});
    row("workspace", [](TaskQuery &q) { q.workspaceId = WorkspaceId(text("ws-1")); }, {full});
    row("priority", [](TaskQuery &q) { q.priority = Priority::Urgent; }, {full});
    row("approval", [](TaskQuery &q) { q.approvalState = ApprovalState::Pending; }, {full});
    row("owner kind", [](TaskQuery &q) { q.ownerKind = OwnerKind::Pool; }, {full});
    row("owner ref", [](TaskQuery &q) { q.ownerRef = text("nobody"); }, {});
    row("parent", [](TaskQuery &q) { q.parentTaskId = TaskId(text("task-parent")); }, {full});
    row("channel", [](TaskQuery &q) { q.channel = text("net"); }, {full});
    row("label", [](TaskQuery &q) { q.label = text("a"); }, {full});
    row("label is no prefix", [](TaskQuery &q) { q.label = QStringLiteral("ü"); }, {});
    row("milestone", [](TaskQuery &q) { q.milestone = text("m1"); }, {full});
    row("external key", [](TaskQuery &q) { q.externalKey = text("bd-1"); }, {full});
    row("two at once",
        [](TaskQuery &q) {
            q.milestone = text("m1");
            q.scope = Scope::Global;
        },
        {});
    row("nothing", [](TaskQuery &q) { q.matchNothing = true; }, {});
}

void ListsTest::filters()
{
    QFETCH(Narrow, narrow);
    QFETCH(QStringList, expected);
    LooseStore store;
    store->insertWorkspace({WorkspaceId(text("ws-1")), text("w"), text("/w"), Time{1}});
    Task full = fullTask(text("task-full"));
    full.updatedAt = Time{3'000};
    store->insertTask(full);
    store->insertTask(plainTask(text("task-plain"), Time{2'000}));
    Task draft = plainTask(text("task-draft"), Time{1'000});
    draft.status = TaskStatus::Draft;
    store->insertTask(draft);
    for (const auto order : {TaskQuery::Order::Activity, TaskQuery::Order::Created}) {
        TaskQuery query;
        query.order = order;
        narrow(query);
        const auto page = store->findTasks(query);
        QStringList names = namesOf(page);
        if (order == TaskQuery::Order::Created)
            names.sort();
        QStringList wanted = expected;
        if (order == TaskQuery::Order::Created)
            wanted.sort();
        QCOMPARE(names, wanted);
        QCOMPARE(page->total, expected.size());
    }
    QVERIFY(!store.next());
}

void ListsTest::orders_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("activity, updated, created, id")
        << int(TaskQuery::Order::Activity) << QStringList{text("c"), text("d"), text("b"), text("a")};
    QTest::newRow("priority, id") << int(TaskQuery::Order::Priority)
                                  << QStringList{text("b"), text("d"), text("c"), text("a")};
    QTest::newRow("rank, blank last") << int(TaskQuery::Order::Rank)
                                      << QStringList{text("d"), text("a"), text("b"), text("c")};
    QTest::newRow("created, id") << int(TaskQuery::Order::Created)
                                 << QStringList{text("d"), text("c"), text("b"), text("a")};
}

void ListsTest::orders()
{
    QFETCH(int, order);
    QFETCH(QStringList, expected);
    LooseStore store;
    const auto add = [&](const char *id, qint64 created, qint64 updated, Priority priority, const char *rank,
                         TaskStatus status) {
        Task task = plainTask(text(id), Time{created});
        task.updatedAt = Time{updated};
        task.priority = priority;
        task.rank = text(rank);
        task.status = status;
        store->insertTask(task);
    };
    add("a", 1, 5, Priority::Low, "z", TaskStatus::Ready);
    add("b", 1, 6, Priority::Urgent, "", TaskStatus::Blocked);
    add("c", 2, 8, Priority::Low, "", TaskStatus::Ready);
    add("d", 2, 7, Priority::High, "0z", TaskStatus::Completed);
    TaskQuery query;
    query.order = static_cast<TaskQuery::Order>(order);
    QCOMPARE(namesOf(store->findTasks(query)), expected);
    // The same, one by one.
    QStringList names;
    query.limit = 1;
    do {
        const auto page = store->findTasks(query);
        QVERIFY(page);
        QCOMPARE(page->total, 4);
        names += namesOf(page);
        query.cursor = page->nextCursor;
    } while (!query.cursor.isEmpty());
    QCOMPARE(names, expected);
}

void ListsTest::pagesNeverRepeat_data()
{
    QTest::addColumn<int>("order");
    QTest::newRow("activity") << int(TaskQuery::Order::Activity);
    QTest::newRow("priority") << int(TaskQuery::Order::Priority);
    QTest::newRow("rank") << int(TaskQuery::Order::Rank);
    QTest::newRow("created") << int(TaskQuery::Order::Created);
}

/// LST-04, whatever happens to the first page's rows between two pages.
void ListsTest::pagesNeverRepeat()
{
    QFETCH(int, order);
    LooseStore store;
    for (int i = 0; i < 5; ++i) {
        Task task = plainTask(QStringLiteral("task-%1").arg(i), Time{1'000 + i});
        task.priority = Priority::High;
        task.rank = QString::number(i);
        store->insertTask(task);
    }
    TaskQuery query;
    query.order = static_cast<TaskQuery::Order>(order);
    query.limit = 3;
    const auto first = store->findTasks(query);
    for (const TaskId &id : first->ids) {
        Task moved = *store->task(id);
        moved.priority = Priority::Low;
        moved.rank = text("zz");
        moved.status = TaskStatus::Blocked;
        moved.updatedAt = Time{9'000};
        moved.version += 1;
        store->updateTask(moved);
    }
    query.cursor = first->nextCursor;
    const auto second = store->findTasks(query);
    // The two rows that were not shown yet, and none of those that fell behind them.
    QCOMPARE(second->ids.size(), std::size_t(2));
    for (const TaskId &id : second->ids)
        QVERIFY2(std::find(first->ids.begin(), first->ids.end(), id) == first->ids.end(), qPrintable(id.value));
    QCOMPARE(second->total, 5);
}

/// LST-02: rows of runs and events count, and it never falls.
void ListsTest::lastActivity()
{
    LooseStore store;
    const TaskId id(text("task-1"));
    store->insertTask(plainTask(id.value, Time{100}));
    const auto activity = [&] { return store->figures(id).lastActivityAt.ms; };
    QCOMPARE(activity(), 100);
    Run run = queuedRun(text("run-1"), id, Time{200});
    store->insertRun(run);
    QCOMPARE(activity(), 200);
    QVERIFY(!store.next());
    QCOMPARE(activity(), 200);
    Event event = fullEvent(text("evt-1"), id);
    event.time = Time{300};
    store->appendEvent(event);
    QVERIFY(!store.next());
    QCOMPARE(activity(), 300);
    const Run before = run;
    run.status = RunStatus::Claimed;
    run.claimedAt = Time{250};
    QVERIFY(store->updateRun(run, RunFence::of(before)));
    QVERIFY(!store.next());
    QCOMPARE(activity(), 300);
    Task task = *store->task(id);
    task.updatedAt = Time{400};
    store->updateTask(task);
    QVERIFY(!store.next(false));
    QCOMPARE(activity(), 300);
}

void ListsTest::unusableCursors()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    store->insertTask(plainTask(text("task-2")));
    TaskQuery query;
    query.limit = 1;
    const QString good = store->findTasks(query)->nextCursor;
    QVERIFY(!good.isEmpty());
    for (const QString &bad : {text("x"), text("!!"), good.left(4), text("YVsxXQ")}) {
        query.cursor = bad;
        QVERIFY2(!store->findTasks(query), qPrintable(bad));
    }
    query.cursor = good;
    query.order = TaskQuery::Order::Created;
    QVERIFY2(!store->findTasks(query), "a cursor of another order");
    query.order = TaskQuery::Order::Activity;
    QVERIFY(store->findTasks(query));
}

void ListsTest::reviewPages()
{
    LooseStore store;
    const TaskId task(text("task-1"));
    store->insertTask(plainTask(task.value));
    const Run run = queuedRun(text("run-1"), task);
    store->insertRun(run);
    for (int i = 1; i <= 5; ++i) {
        Review review = fullReview(QStringLiteral("review-%1").arg(i), run);
        review.round = i;
        review.createdAt = Time{i / 2};
        review.status = i == 3 ? ReviewStatus::Recorded : ReviewStatus::Requested;
        store->insertReview(review);
    }
    ReviewList query;
    query.taskId = task;
    QStringList seen;
    do {
        const auto page = store->findReviews(query, std::nullopt, 2);
        QCOMPARE(page.total, 5);
        for (const Review &review : page.items)
            seen.append(review.id.value);
        query.cursor = page.nextCursor;
    } while (!query.cursor.isEmpty());
    QCOMPARE(seen,
             (QStringList{text("review-5"), text("review-4"), text("review-3"), text("review-2"), text("review-1")}));
    QCOMPARE(store->findReviews(query, ReviewStatus::Recorded, 9).total, 1);
    query.taskId = TaskId(text("task-2"));
    QCOMPARE(store->findReviews(query, std::nullopt, 9).total, 0);
}

STINT_REGISTER_TEST(ListsTest)
#include "tst_lists.moc"
