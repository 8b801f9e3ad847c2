#include "model/items/boardmodel.h"
#include "model/items/graphlayout.h"
#include "model/items/jsontree.h"
#include "model/items/listmodels.h"
#include "model/items/rank.h"
#include "model/items/textmerge.h"
#include "tests/desktop/samples.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// Rows are patched, counted and ordered; a model tester watches every step and ends the test on the first lie.
class ModelsTest : public QObject
{
    Q_OBJECT

    struct Watched {
        BoardModel board;
        std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
        std::vector<std::unique_ptr<QSignalSpy>> resets;

        Watched()
        {
            board.setNow(sampleNow, false);
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                &board, QAbstractItemModelTester::FailureReportingMode::Fatal));
            for (int i = 0; i < boardColumnCount; ++i) {
                testers.push_back(std::make_unique<QAbstractItemModelTester>(
                    board.columnAt(i), QAbstractItemModelTester::FailureReportingMode::Fatal));
                resets.push_back(std::make_unique<QSignalSpy>(board.columnAt(i), &QAbstractItemModel::modelReset));
            }
        }
        int resetCount() const
        {
            qsizetype count = 0;
            for (const auto &spy : resets)
                count += spy->count();
            return static_cast<int>(count);
        }
        void setText(const QString &text)
        {
            BoardFilter filter;
            filter.text = text;
            board.setFilter(filter, QStringLiteral("ada"));
        }
        int count(BoardColumn column) const { return board.column(column)->count(); }
        QStringList titles(BoardColumn column) const
        {
            QStringList found;
            for (int row = 0; row < board.column(column)->count(); ++row)
                found += board.column(column)->at(row)->title;
            return found;
        }
        /// Every column in its order, every card in its place, nothing twice.
        bool isConsistent() const
        {
            int rows = 0;
            for (int i = 0; i < boardColumnCount; ++i) {
                const ColumnModel *column = board.columnAt(i);
                rows += column->count();
                for (int row = 0; row < column->count(); ++row) {
                    if (columnOf(*column->at(row)) != column->column() || column->rowOf(column->at(row)) != row)
                        return false;
                    if (row > 0 &&
                        !standsAbove(column->column(), *column->at(row - 1), *column->at(row), board.order()))
                        return false;
                }
            }
            int needy = 0;
            board.forEach([&needy](const TaskSummary &task) { needy += needsPerson(task) ? 1 : 0; });
            return rows == board.shown() && needy == board.needy();
        }
    };

private Q_SLOTS:
    void loadFillsColumns()
    {
        Watched w;
        w.board.load(ordinaryBoard());
        QCOMPARE(w.board.total(), int(ordinaryBoard().size()));
        QCOMPARE(w.count(BoardColumn::Draft), 2);
        QCOMPARE(w.count(BoardColumn::Blocked), 3);
        QCOMPARE(w.count(BoardColumn::Ready), 4);
        QCOMPARE(w.count(BoardColumn::InProgress), 3);
        QCOMPARE(w.count(BoardColumn::Review), 1);
        QCOMPARE(w.count(BoardColumn::Done), 3);
        QCOMPARE(w.count(BoardColumn::Failed), 1);
        QCOMPARE(w.count(BoardColumn::Canceled), 1);
        QVERIFY(w.isConsistent());
    }

    void headersSayWhatMatters() // 2.1
    {
        Watched w;
        w.board.load(ordinaryBoard());
        QCOMPARE(w.board.column(BoardColumn::Blocked)->hint(), QStringLiteral("2 need you"));
        QCOMPARE(w.board.column(BoardColumn::Blocked)->hintTone(), look::Tone::Attention);
        QCOMPARE(w.board.column(BoardColumn::Ready)->hint(), QStringLiteral("oldest 2 d"));
        QCOMPARE(w.board.column(BoardColumn::InProgress)->hint(), QStringLiteral("1 stale"));
        QCOMPARE(w.board.column(BoardColumn::Review)->hint(), QStringLiteral("due in 1 h"));
        QVERIFY(w.board.column(BoardColumn::Done)->hint().endsWith(QStringLiteral("today")));
        QCOMPARE(w.board.column(BoardColumn::Draft)->hint(), QString());
        QCOMPARE(w.board.needy(), 2);
        QVERIFY(w.board.column(BoardColumn::Canceled)->isCollapsed());
    }

    void patchesMoveSingleRows() // BRD-07
    {
        Watched w;
        w.board.load(ordinaryBoard());
        Sample started(22, QStringLiteral("Shorten the start of the window"), TaskStatus::InProgress);
        started.run(RunStatus::Running, QStringLiteral("claude-9"));
        w.board.apply({started.task});
        QCOMPARE(w.count(BoardColumn::Ready), 3);
        QCOMPARE(w.count(BoardColumn::InProgress), 4);
        started.priority(Priority::Urgent);
        w.board.apply({started.task});
        QCOMPARE(w.titles(BoardColumn::InProgress).constFirst(), started.task.title);
        w.board.remove({started.task.id});
        QCOMPARE(w.count(BoardColumn::InProgress), 3);
        QCOMPARE(w.resetCount(), 0);
        QVERIFY(w.isConsistent());
    }

    void sameValueIsNoNews()
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const QSignalSpy changed(&w.board, &BoardModel::taskChanged);
        w.board.apply(ordinaryBoard());
        QCOMPARE(changed.count(), 0);
    }

    void currentRowFollowsItsTask()
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const TaskId task = w.board.column(BoardColumn::Ready)->at(2)->id;
        w.board.setCurrent(task);
        QCOMPARE(w.board.column(BoardColumn::Ready)->currentRow(), 2);
        Sample above(99, QStringLiteral("above"), TaskStatus::Ready);
        above.priority(Priority::Urgent);
        w.board.apply({above.task});
        QCOMPARE(w.board.column(BoardColumn::Ready)->currentRow(), 3);
        TaskSummary moved = *w.board.find(task);
        moved.status = TaskStatus::Completed;
        moved.closedAt = sampleNow;
        w.board.apply({moved});
        QCOMPARE(w.board.column(BoardColumn::Ready)->currentRow(), -1);
        QCOMPARE(w.board.column(BoardColumn::Done)->currentRow(), 0);
        w.board.remove({task});
        QCOMPARE(w.board.column(BoardColumn::Done)->currentRow(), -1);
    }

    void filterShowsAndHides() // BRD-06
    {
        Watched w;
        w.board.load(ordinaryBoard());
        w.setText(QStringLiteral("STORAGE security"));
        QCOMPARE(w.board.shown(), 2);
        QVERIFY(w.isConsistent());
        w.setText(QStringLiteral("claude-1"));
        QCOMPARE(w.titles(BoardColumn::InProgress),
                 QStringList(QStringLiteral("Keep the selection when cards move under it")));
        Sample outside(120, QStringLiteral("outside"), TaskStatus::Ready);
        w.board.apply({outside.task});
        QVERIFY(!w.board.isShown(outside.task.id));
        w.setText({});
        QCOMPARE(w.board.shown(), w.board.total());
        BoardFilter needy;
        needy.needy = true;
        w.board.setFilter(needy, QStringLiteral("ada"));
        QCOMPARE(w.board.shown(), 3); // two gates and a failure
        QVERIFY(w.isConsistent());
    }

    void facetsFilter_data() // BRD-06: every facet, alternatives inside one, several together
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<int>("shown");
        const auto row = [](const char *name, const char *json, int shown) {
            QTest::newRow(name) << QString::fromLatin1(json) << shown;
        };
        row("nothing", "{}", 18);
        row("status", R"({"status":["failed","canceled"]})", 2);
        row("priority", R"({"priority":["urgent"]})", 2);
        row("owner", R"({"person":["ada"]})", 1);
        row("agent", R"({"person":["codex-7","claude-1"]})", 2);
        row("label", R"({"label":["docs"]})", 2);
        row("label and status", R"({"label":["docs"],"status":["draft"]})", 1);
        row("milestone", R"({"milestone":["1.0"]})", 0);
        row("parent", R"({"parent":["task-000001"]})", 0);
        row("gated", R"({"gated":true})", 9);
        row("stale", R"({"stale":true})", 1);
        row("mine", R"({"mine":true})", 1);
        row("needy", R"({"needy":true})", 3);
        row("text and label", R"({"text":"board","label":["board"]})", 2);
    }
    void facetsFilter()
    {
        QFETCH(QString, json);
        QFETCH(int, shown);
        const BoardFilter filter = BoardFilter::fromJson(QJsonDocument::fromJson(json.toUtf8()).object());
        Watched w;
        w.board.load(ordinaryBoard());
        w.board.setFilter(filter, QStringLiteral("ada"));
        QCOMPARE(w.board.shown(), shown);
        QVERIFY(w.isConsistent());
        QCOMPARE(BoardFilter::fromJson(filter.toJson()), filter);
        w.board.setFilter({}, QStringLiteral("ada"));
        QCOMPARE(w.board.shown(), 18);
    }

    void heldBoardDoesNotMove() // BRD-05
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const QStringList before = w.titles(BoardColumn::Ready);
        TaskSummary first = *w.board.column(BoardColumn::Ready)->at(0);
        w.board.hold();
        TaskSummary quiet = first;
        quiet.commentCount += 1;
        w.board.apply({quiet}); // moves nothing: taken over at once
        QCOMPARE(w.board.held(), 0);
        QCOMPARE(w.board.find(first.id)->commentCount, quiet.commentCount);
        TaskSummary moved = quiet;
        moved.status = TaskStatus::Completed;
        moved.closedAt = sampleNow;
        Sample fresh(200, QStringLiteral("fresh"), TaskStatus::Ready);
        w.board.apply({moved, fresh.task});
        w.board.remove({w.board.column(BoardColumn::Ready)->at(1)->id});
        QCOMPARE(w.titles(BoardColumn::Ready), before);
        QCOMPARE(w.board.held(), 3);
        w.board.letGo();
        QCOMPARE(w.board.held(), 0);
        QCOMPARE(w.count(BoardColumn::Ready), before.size() - 1);
        QVERIFY(w.board.find(fresh.task.id));
        QVERIFY(w.isConsistent());
        QCOMPARE(w.resetCount(), 0);
    }

    void pretendedMoveIsRolledBackOrConfirmed() // BRD-02
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const TaskSummary draft = *w.board.column(BoardColumn::Draft)->at(0);
        w.board.pretend(draft.id, BoardColumn::Ready);
        QCOMPARE(w.board.shownIn(draft.id), std::optional(BoardColumn::Ready));
        TaskSummary news = draft;
        news.commentCount = 7;
        w.board.apply({news}); // older than the answer: it stays where it was put
        QCOMPARE(w.board.shownIn(draft.id), std::optional(BoardColumn::Ready));
        w.board.settle(draft.id, false);
        QCOMPARE(w.board.shownIn(draft.id), std::optional(BoardColumn::Draft));
        w.board.pretend(draft.id, BoardColumn::Ready);
        w.board.settle(draft.id, true);
        QCOMPARE(w.board.shownIn(draft.id), std::optional(BoardColumn::Ready));
        TaskSummary published = news;
        published.status = TaskStatus::Blocked;
        w.board.apply({published}); // the truth decides
        QCOMPARE(w.board.shownIn(draft.id), std::optional(BoardColumn::Blocked));
        QVERIFY(w.isConsistent());
    }

    void marksFollowTheirTasks() // BRD-04
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const TaskId a = w.board.column(BoardColumn::Ready)->at(0)->id,
                     b = w.board.column(BoardColumn::Ready)->at(1)->id;
        w.board.setMarked({a, b}, true);
        QCOMPARE(w.board.marked(), 2);
        const ColumnModel *ready = w.board.column(BoardColumn::Ready);
        QVERIFY(ready->data(ready->index(0), ColumnModel::MarkedRole).toBool());
        w.board.remove({a});
        QCOMPARE(w.board.marked(), 1);
        w.setText(QStringLiteral("nothing has this"));
        QCOMPARE(w.board.marked(), 0); // nobody acts on what is not seen
    }

    void doubtedRowsAreAskedForWhenSeen() // BRD-07
    {
        Watched w;
        w.board.load(ordinaryBoard());
        QCOMPARE(w.board.references().waiting().size(), std::size_t(2));
        const QSignalSpy wanted(&w.board, &BoardModel::wanted);
        w.board.doubt(w.board.references().waiting());
        QVERIFY(w.board.takeWanted().empty());
        const ColumnModel *ready = w.board.column(BoardColumn::Ready);
        ready->data(ready->index(0), ColumnModel::CardRole);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(w.board.takeWanted(), std::vector<TaskId>{ready->at(0)->id});
        QVERIFY(w.board.takeWanted().empty());
    }

    void limitsShowAndWarn() // 2.1
    {
        Watched w;
        w.board.load(ordinaryBoard());
        ColumnModel *ready = w.board.column(BoardColumn::Ready);
        ready->setLimit(4, true);
        QCOMPARE(ready->countText(), QStringLiteral("4 / 4"));
        QVERIFY(ready->isFull() && !ready->isOverLimit());
        ready->setLimit(3, false);
        QVERIFY(!ready->isFull() && ready->isOverLimit());
        QCOMPARE(ready->hint(), QStringLiteral("1 too many"));
        QCOMPARE(ready->hintTone(), look::Tone::Attention);
        ready->setLimit(0, false);
        QCOMPARE(ready->countText(), QStringLiteral("4"));
    }

    void ranksLieBetween_data()
    {
        QTest::addColumn<QString>("above");
        QTest::addColumn<QString>("below");
        for (const char *pair : {"|", "a|", "|a", "a|b", "a|c", "az|b", "a|a1", "zzz|", "|0001", "i|ii", "abc|abd"}) {
            const QString text = QString::fromLatin1(pair);
            QTest::newRow(pair) << text.section(QLatin1Char('|'), 0, 0) << text.section(QLatin1Char('|'), 1, 1);
        }
    }
    void anotherOrderKeepsWhatIsKnown() // 1: sort
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const TaskId current = w.board.column(BoardColumn::Ready)->at(1)->id;
        w.board.setCurrent(current);
        w.board.setMarked({current}, true);
        for (const look::CardOrder order : {look::CardOrder::LongestWait, look::CardOrder::ByPriority,
                                            look::CardOrder::LatestFirst, look::CardOrder::ByHand}) {
            w.board.setOrder(order);
            QVERIFY(w.isConsistent());
            const ColumnModel *ready = w.board.column(BoardColumn::Ready);
            QCOMPARE(ready->at(ready->currentRow())->id, current);
            QCOMPARE(w.board.marked(), 1);
            TaskSummary news = *ready->at(0);
            news.lastActivityAt = sampleNow;
            news.priority = news.priority == Priority::Urgent ? Priority::Low : Priority::Urgent;
            w.board.apply({news});
            QVERIFY(w.isConsistent());
        }
    }

    void ranksLieBetween()
    {
        QFETCH(QString, above);
        QFETCH(QString, below);
        const QString rank = rankBetween(above, below);
        QVERIFY(!rank.isEmpty() && rank > above && (below.isEmpty() || rank < below));
    }
    void noRankLiesBetweenNeighbours()
    {
        QCOMPARE(rankBetween(QStringLiteral("a"), QStringLiteral("a0")), QString());
        QCOMPARE(rankBetween({}, QStringLiteral("000")), QString());
    }

    void everyMoveOfRanksWorks() // a plan, applied, gives the order asked for
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 400; ++round) {
            Watched w;
            std::vector<TaskSummary> tasks;
            for (int i = 0; i < 7; ++i) {
                Sample sample(i + 1, QString::number(i), TaskStatus::Ready);
                if (random.bounded(2) == 0)
                    sample.task.rank =
                        QString(QLatin1Char(char('0' + random.bounded(3)))).repeated(1 + random.bounded(2));
                tasks.push_back(sample.task);
            }
            w.board.load(tasks);
            const ColumnModel *ready = w.board.column(BoardColumn::Ready);
            const int from = random.bounded(7), to = random.bounded(7);
            QStringList wanted = w.titles(BoardColumn::Ready);
            wanted.move(from, to);
            std::vector<TaskSummary> changed;
            for (const RankChange &change : planRank(ready->rows(), from, to)) {
                changed.push_back(*w.board.find(change.task));
                changed.back().rank = change.rank;
            }
            w.board.apply(changed);
            QCOMPARE(w.titles(BoardColumn::Ready).mid(0, to + 1), wanted.mid(0, to + 1));
            QVERIFY(w.isConsistent());
        }
    }

    void relativesAreNamed()
    {
        Watched w;
        Sample parent(1, QStringLiteral("parent"), TaskStatus::Ready);
        Sample child(2, QStringLiteral("child"), TaskStatus::Ready);
        child.task.parentTaskId = parent.task.id;
        Sample dependent(3, QStringLiteral("dependent"), TaskStatus::Blocked);
        dependent.task.dependencies = {DependencyRef{child.task.id, TaskStatus::Ready}};
        w.board.load({parent.task, child.task, dependent.task});
        TaskSummary done = child.task;
        done.status = TaskStatus::Completed;
        auto found = w.board.relatives({{child.task, done}});
        std::sort(found.begin(), found.end());
        QCOMPARE(found, (std::vector<TaskId>{parent.task.id, dependent.task.id}));
        TaskSummary paused = parent.task;
        paused.effectivePaused = true;
        QCOMPARE(w.board.relatives({{parent.task, paused}}), std::vector<TaskId>{child.task.id});
        QVERIFY(w.board.relatives({{parent.task, parent.task}}).empty());
    }

    void randomNewsKeepsOrder()
    {
        Watched w;
        QRandomGenerator random(20'251'121);
        w.board.load(crowdedBoard(300));
        const std::vector<TaskSummary> kinds = ordinaryBoard();
        for (int round = 0; round < 200; ++round) {
            std::vector<TaskSummary> news;
            for (int i = 0; i < 5; ++i) {
                TaskSummary task = kinds[random.bounded(quint32(kinds.size()))];
                task.id = TaskId(QStringLiteral("more-%1").arg(random.bounded(400), 7, 10, QLatin1Char('0')));
                task.priority = static_cast<Priority>(random.bounded(4));
                task.rank = random.bounded(3) == 0 ? QString(QChar('a' + random.bounded(5))) : QString();
                task.lastActivityAt = sampleNow - random.bounded(10'000);
                news.push_back(task);
            }
            w.board.apply(news);
            if (round % 20 == 0)
                w.setText(round % 40 == 0 ? QStringLiteral("storage") : QString());
            if (round % 7 == 0)
                w.board.remove({news.front().id});
            QVERIFY2(w.isConsistent(), qPrintable(QStringLiteral("round %1").arg(round)));
        }
    }

    void reloadKeepsOnlyWhatIsThere()
    {
        Watched w;
        w.board.load(ordinaryBoard());
        const TaskId kept = ordinaryBoard().front().id;
        w.board.retain({kept});
        QCOMPARE(w.board.total(), 1);
        QVERIFY(w.board.find(kept));
    }

    void textsAreMerged_data() // desktop.md 4: a conflict is a merge of the two values
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("mine");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("merged");
        QTest::addColumn<bool>("clean");
        const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                            const char *merged, bool clean) {
            const auto lines = [](const char *text) {
                return QString::fromLatin1(text).replace(QLatin1Char('|'), QLatin1Char('\n'));
            };
            QTest::newRow(name) << lines(base) << lines(mine) << lines(theirs) << lines(merged) << clean;
        };
        row("different lines", "a|b|c", "A|b|c", "a|b|C", "A|b|C", true);
        row("same line", "a|b|c", "a|X|c", "a|Y|c", "a|X|Y|c", false);
        row("same change", "a|b", "a|B", "a|B", "a|B", true);
        row("one deletes, one appends", "a|b|c", "a|c", "a|b|c|d", "a|c|d", true);
        row("both append", "a", "a|x", "a|y", "a|x|y", false);
        row("from nothing", "", "mine", "theirs", "mine|theirs", false);
    }
    void textsAreMerged()
    {
        QFETCH(QString, base);
        QFETCH(QString, mine);
        QFETCH(QString, theirs);
        const MergedText merged = mergeTexts(base, mine, theirs);
        QTEST(merged.text, "merged");
        QTEST(merged.isClean, "clean");
    }

    void jsonFolds()
    {
        JsonTreeModel tree(nullptr);
        const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
        tree.show(Json{R"({"a":[1,{"b":2}],"c":"text","e":{}})"});
        const auto texts = [&tree] {
            QStringList found;
            for (int row = 0; row < tree.rowCount(); ++row) {
                const auto line = tree.data(tree.index(row), Qt::UserRole).value<JsonRow>();
                found += QStringLiteral("%1%2=%3").arg(QString(line.depth, QLatin1Char('.')), line.name, line.text);
            }
            return found.join(QLatin1Char(' '));
        };
        QCOMPARE(texts(), QStringLiteral("a=[ 2 ] c=text e={ 0 }"));
        tree.toggle(0);
        QCOMPARE(texts(), QStringLiteral("a=[ 2 ] .0=1 .1={ 1 } c=text e={ 0 }"));
        tree.toggle(2);
        QCOMPARE(texts(), QStringLiteral("a=[ 2 ] .0=1 .1={ 1 } ..b=2 c=text e={ 0 }"));
        tree.toggle(0);
        QCOMPARE(texts(), QStringLiteral("a=[ 2 ] c=text e={ 0 }"));
        tree.toggle(2); // nothing to unfold
        QCOMPARE(tree.rowCount(), 3);
        tree.show(Json{"\"alone\""});
        QCOMPARE(texts(), QStringLiteral("=alone"));
    }

    void graphIsLaidOut() // desktop.md 4
    {
        GraphPlan plan;
        for (const char *key : {"a", "b", "c"})
            plan.nodes.push_back({QLatin1String(key), QSizeF(160, 40)});
        plan.edges = {{0, 1}, {0, 2}, {1, 2}};
        const auto layout = layOut(plan);
        QVERIFY2(layout.has_value(), "Graphviz's layout engine is not installed");
        QCOMPARE(layout->nodes.size(), std::size_t(3));
        QVERIFY(layout->nodes[0].right() < layout->nodes[1].left()); // what is waited for stands left
        QVERIFY(layout->nodes[1].right() < layout->nodes[2].left());
        for (const auto &edge : layout->edges) {
            QVERIFY(edge.size() >= 4);
            QCOMPARE((edge.size() - 1) % 3, 0);
        }
        QCOMPARE(layout->nodes[0].size(), QSizeF(160, 40));
        QVERIFY(layout->size.width() >= layout->nodes[2].right());
    }

    void listsArePatched()
    {
        EventListModel model(nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto row = [](const char *key, const char *title) {
            EventRow event;
            event.key = QLatin1String(key);
            event.title = QLatin1String(title);
            return event;
        };
        model.assign({row("1", "a"), row("2", "b"), row("3", "c")});
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const std::vector<EventRow> next{row("4", "d"), row("3", "c"), row("1", "changed")};
        model.assign(next);
        QCOMPARE(model.rows(), next);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(resets.count(), 0);
    }
};

STINT_REGISTER_TEST(ModelsTest)
#include "tst_models.moc"
