#include "model/items/boardmodel.h"
#include "model/items/listmodels.h"
#include "tests/desktop/samples.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
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
                    if (row > 0 && !standsAbove(column->column(), *column->at(row - 1), *column->at(row)))
                        return false;
                }
            }
            return rows == board.shown();
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
        w.board.setFilter(QStringLiteral("STORAGE security"));
        QCOMPARE(w.board.shown(), 2);
        QVERIFY(w.isConsistent());
        w.board.setFilter(QStringLiteral("claude-1"));
        QCOMPARE(w.titles(BoardColumn::InProgress),
                 QStringList(QStringLiteral("Keep the selection when cards move under it")));
        Sample outside(120, QStringLiteral("outside"), TaskStatus::Ready);
        w.board.apply({outside.task});
        QVERIFY(!w.board.isShown(outside.task.id));
        w.board.setFilter({});
        QCOMPARE(w.board.shown(), w.board.total());
        w.board.setOnlyNeedy(true);
        QCOMPARE(w.board.shown(), 3); // two gates and a failure
        QVERIFY(w.isConsistent());
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
                w.board.setFilter(round % 40 == 0 ? QStringLiteral("storage") : QString());
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
