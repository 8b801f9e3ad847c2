#include "tests/desktop/samples.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QQuickItem>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stint;
using namespace stint::test;

namespace
{

/// Cards in every state from which a person may move one (2.3).
std::vector<std::pair<const char *, Sample>> movable()
{
    using enum TaskStatus;
    int number = 0;
    const auto sample = [&number](const char *title, TaskStatus status) {
        return Sample(++number, QLatin1String(title), status);
    };
    Sample approval = sample("approval", Blocked);
    approval.gate("approval_pending", QStringLiteral("Needs approval"));
    approval.task.approvalState = ApprovalState::Pending;
    const auto parked = [&](const char *title, AttentionReason reason) {
        return sample(title, Blocked).run(RunStatus::NeedsAttention).attention(reason, QStringLiteral("why"));
    };
    return {{"draft", sample("draft", Draft)},
            {"approval", approval},
            {"asks", parked("asks", AttentionReason::NeedsInput)},
            {"starved", parked("starved", AttentionReason::Starved)},
            {"unproven", parked("unproven", AttentionReason::Unproven)},
            {"waiting", sample("waiting", Blocked).gate("dependencies", QStringLiteral("Waits for 1 task"))},
            {"idle", sample("idle", Ready)},
            {"queued", sample("queued", Ready).run(RunStatus::Queued)},
            {"claimed", sample("claimed", Ready).run(RunStatus::Claimed, QStringLiteral("codex"))},
            {"running", sample("running", InProgress).run(RunStatus::Running, QStringLiteral("codex"))},
            {"review", sample("review", InProgress).review(3'600)},
            {"done", sample("done", Completed)},
            {"failed", sample("failed", Failed)},
            {"canceled", sample("canceled", Canceled)}};
}

bool shows(const QQuickItem *root, const QString &text)
{
    if (!root->isVisible())
        return false;
    if (root->property("text").toString() == text)
        return true;
    const QList<QQuickItem *> children = root->childItems();
    return std::any_of(children.begin(), children.end(), [&](const QQuickItem *child) { return shows(child, text); });
}

/// A store from which nothing can be read.
class DeadReaders final : public ReadEngine
{
public:
    void submit(std::function<void(StoreReader *, Time, const Done &)> read) override
    {
        read(nullptr, {}, refuse(ErrorCode::StorageUnavailable, "The disk <b>has</b> gone away."));
    }
};

} // namespace

/// Cards moved by pointer and by keyboard, what moving asks, and in what order cards stand.
class MovesTest : public QObject
{
    Q_OBJECT

    static QPoint at(const QQuickItem *item, double x, double y)
    {
        return item->mapToScene(QPointF(item->width() * x, item->height() * y)).toPoint();
    }
    /// Takes the card and brings it over the column.
    static void carry(Stage &s, const TaskId &task, int target, bool byPointer)
    {
        if (byPointer) {
            const QPoint from = at(s.item(QStringLiteral("card.") + task.value), 0.5, 0.2);
            const QPoint to = at(s.item(QStringLiteral("column.%1").arg(target)), 0.5, 0.5);
            QTest::mousePress(s.window(), Qt::LeftButton, {}, from);
            for (int i = 1; i <= 3; ++i)
                QTest::mouseMove(s.window(), from + (to - from) * i / 3);
            return;
        }
        s.screen().select(task.value);
        s.key(Qt::Key_M);
        for (int i = s.screen().moveTarget(); i != target; i += target > i ? 1 : -1)
            s.key(target > i ? Qt::Key_Right : Qt::Key_Left);
    }
    static void release(Stage &s, int target, bool byPointer)
    {
        if (byPointer)
            QTest::mouseRelease(s.window(), Qt::LeftButton, {},
                                at(s.item(QStringLiteral("column.%1").arg(target)), 0.5, 0.5));
        else
            s.key(Qt::Key_Return);
    }
    static QStringList titles(Stage &s)
    {
        QStringList found;
        for (const TaskSummary *task : s.model().column(BoardColumn::Ready)->rows())
            found += task->title;
        return found;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyDropIsTakenOrExplained_data() // 2.3, BRD-01, BRD-03
    {
        QTest::addColumn<TaskSummary>("task");
        QTest::addColumn<bool>("byPointer");
        for (const auto &[name, sample] : movable()) {
            QTest::addRow("%s by pointer", name) << sample.task << true;
            QTest::addRow("%s by keyboard", name) << sample.task << false;
        }
    }
    void everyDropIsTakenOrExplained()
    {
        QFETCH(TaskSummary, task);
        QFETCH(bool, byPointer);
        Stage s;
        QVERIFY(s.open());
        s.window()->resize(2'400, 700);                                  // all columns at once
        s.model().columnAt(int(BoardColumn::Draft))->setCollapsed(true); // a folded one takes drops too
        s.model().columnAt(int(columnOf(task)))->setCollapsed(false);
        s.pump.stop(); // the engine knows none of these cards
        const QString name = QStringLiteral("card.") + task.id.value;
        for (int target = 0; target < boardColumnCount; ++target) {
            const BoardColumn home = columnOf(task);
            if (target == int(home))
                continue;
            const Move move = moveTo(task, BoardColumn(target));
            const ActionInfo info = actionInfo(move.action);
            s.model().load({task});
            QTRY_VERIFY(s.item(name));
            QVERIFY(!s.window()->grabWindow().isNull()); // everything has its place
            QSignalSpy prompts(&s.screen(), &BoardViewModel::prompted);
            carry(s, task.id, target, byPointer);
            QCOMPARE(s.screen().moving(), task.id.value);
            QCOMPARE(s.screen().moveTarget(), target);
            const QString words = move.isAllowed() ? info.label : move.refusal;
            for (int i = 0; i < boardColumnCount; ++i)
                QCOMPARE(s.model().columnAt(i)->drop() == ColumnModel::NoDrop, i == int(home));
            QVERIFY2(shows(s.item(QStringLiteral("column.%1").arg(target)), words), qPrintable(words));
            QVERIFY(s.screen().moveText().contains(words));
            const int toasts = s.desktop->app().toasts()->rowCount();
            release(s, target, byPointer);
            QVERIFY(s.screen().moving().isEmpty());
            if (!move.isAllowed()) {
                QVERIFY(s.desktop->app().toasts()->rowCount() > 0);
                QCOMPARE(s.desktop->app().toasts()->rows().back().detail, move.refusal);
                QCOMPARE(s.model().shownIn(task.id), std::optional(home));
            } else if (move.action == look::Action::Accept || !info.asksText) {
                // On its way to the engine, which is silent; what is read first is refused at once: it knows no such
                // card. A started one waits where it is.
                const bool stays = move.action == look::Action::Start || move.action == look::Action::Accept ||
                                   move.action == look::Action::Retry;
                const BoardColumn there = stays ? home : BoardColumn(target);
                QCOMPARE(s.model().shownIn(task.id), std::optional(there));
                s.model().settle(task.id, false);
            } else {
                QCOMPARE(prompts.count(), 1);
                QTRY_VERIFY(s.item(QStringLiteral("dialog.abort")));
                s.key(Qt::Key_Escape);
                QTRY_VERIFY(!s.item(QStringLiteral("dialog.abort")));
                QCOMPARE(s.model().shownIn(task.id), std::optional(home));
                QCOMPARE(s.desktop->app().toasts()->rowCount(), toasts);
            }
        }
    }

    void cancelNamesWhatFalls() // 2.3
    {
        Stage s;
        const TaskId top = s.board.addTask(QStringLiteral("top"));
        const auto child = [&s](const TaskId &parent, const char *title) {
            TaskCreateChild request;
            request.parent = parent;
            request.task.title = QLatin1String(title);
            return s.board.run(s.board.human, request)->task.task.id;
        };
        const TaskId middle = child(top, "middle");
        s.board.enqueue(child(middle, "low"));
        s.board.enqueue(child(middle, "lower"));
        QVERIFY(s.open());
        QSignalSpy prompts(&s.screen(), &BoardViewModel::prompted);
        s.screen().actOn(top.value, look::Action::Cancel);
        QCOMPARE(prompts.count(), 1);
        const QString text = prompts.front().front().value<Prompt>().text;
        QVERIFY2(text.contains(QStringLiteral("3 open tasks below it")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("2 open attempts end")), qPrintable(text));
    }

    void unprovenCriteriaAreListed() // 2.3
    {
        Stage s;
        SettingsSet evidence;
        evidence.key = QStringLiteral("require_evidence");
        evidence.value.text = "true";
        QVERIFY(s.board.run(s.board.human, evidence).has_value());
        TaskCreate request;
        request.title = QStringLiteral("proven in part");
        request.acceptance = {{QStringLiteral("It <b>builds</b>"), false, {}},
                              {QStringLiteral("It runs"), true, QStringLiteral("seen")}};
        const TaskId task = s.board.addTask(request);
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        const ClaimReply claim = s.board.claimNext(agent);
        RunComplete complete;
        complete.lease.runId = claim.run->id;
        QVERIFY(s.board.run(agent, complete).has_value());
        QVERIFY(s.open());
        QSignalSpy prompts(&s.screen(), &BoardViewModel::prompted);
        s.screen().actOn(task.value, look::Action::Accept);
        QTRY_COMPARE(prompts.count(), 1);
        const QString text = prompts.front().front().value<Prompt>().text;
        QVERIFY2(text.contains(QStringLiteral("Not proven: It <b>builds</b>")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("It runs")), qPrintable(text));
    }

    void orderIsChosenAndKept() // 1: sort and density
    {
        const QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("desktop.ini"));
        {
            Stage s(settings);
            for (const char *title : {"oldest", "middle", "latest"}) {
                s.board.addTask(QLatin1String(title));
                s.board.clock.advance(1'000);
            }
            QVERIFY(s.open());
            QCOMPARE(titles(s).front(), QStringLiteral("latest"));
            s.key(Qt::Key_Down);
            s.key(Qt::Key_O);
            QTRY_VERIFY(s.item(QStringLiteral("order.0")) && s.item(QStringLiteral("order.0"))->hasActiveFocus());
            for (int i = 0; i < int(look::CardOrder::LongestWait); ++i)
                s.key(Qt::Key_Down);
            s.key(Qt::Key_Return);
            QCOMPARE(s.screen().order(), look::CardOrder::LongestWait);
            QCOMPARE(titles(s).front(), QStringLiteral("oldest"));
            s.key(Qt::Key_Down); // the densities follow
            s.key(Qt::Key_Return);
            QCOMPARE(s.desktop->app().appearance()->density(), AppearanceViewModel::Compact);
            s.key(Qt::Key_Escape);
            QCOMPARE(s.selectedTitle(), QStringLiteral("latest"));
            s.key(Qt::Key_Up, Qt::AltModifier); // ranks belong to the order by hand
            QCOMPARE(titles(s).back(), QStringLiteral("latest"));
            QVERIFY(s.desktop->app().toasts()->rows().back().detail.contains(QStringLiteral("by hand")));
        }
        Stage s(settings);
        QVERIFY(s.open());
        QCOMPARE(s.screen().order(), look::CardOrder::LongestWait);
    }

    void errorTakesTheBoardsPlace() // SHL-07
    {
        Stage s;
        DeadReaders readers;
        Board dead(
            Board::Ports{s.board.writer(), readers, s.board.clock, s.board.ids, s.board.executor, s.board.notifier});
        const auto leave = qScopeGuard([&s] { s.desktop.reset(); });
        AppViewModel::Setup setup;
        setup.actor = s.board.human;
        setup.now = [&s] { return s.board.clock.sample().wall; };
        s.desktop = std::make_unique<DesktopWindow>(dead, std::move(setup));
        QVERIFY(s.open());
        QTRY_COMPARE(s.screen().error(), QStringLiteral("The disk <b>has</b> gone away."));
        QTRY_VERIFY(s.item(QStringLiteral("boardNotice")));
        QVERIFY(shows(s.item(QStringLiteral("boardNotice")), s.screen().error()));
        QVERIFY(!s.item(QStringLiteral("column.2"))); // no empty board behind it
        QTRY_VERIFY(s.item(QStringLiteral("boardNotice.act"))->hasActiveFocus());
        QSignalSpy changes(&s.screen(), &BoardViewModel::stateChanged);
        s.key(Qt::Key_Return);
        QVERIFY(changes.count() > 0);
        QTRY_VERIFY(!s.screen().isLoading());
    }

    void pendingIsShown() // SHL-01
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("draft"));
        QVERIFY(s.open());
        s.pump.stop(); // the engine takes its time
        s.screen().select(task.value);
        s.key(Qt::Key_P);
        const ColumnModel *column = s.model().column(BoardColumn::Draft);
        QVERIFY(s.screen().isBusy());
        QVERIFY(column->data(column->index(0), ColumnModel::PendingRole).toBool());
        QVERIFY(shows(s.window()->contentItem(), QStringLiteral("Working …")));
        s.pump.start(0);
        QTRY_VERIFY(!s.screen().isBusy());
        QVERIFY(!shows(s.window()->contentItem(), QStringLiteral("Working …")));
    }

    void partsOfACardExplainThemselves_data() // BRD-09
    {
        QTest::addColumn<TaskSummary>("task");
        QTest::addColumn<QString>("hint");
        QTest::newRow("gate") << Sample(1, QStringLiteral("t"), TaskStatus::Blocked)
                                     .gate("approval_pending", QStringLiteral("Needs approval"))
                                     .task
                              << QStringLiteral("Press Shift+A: Approve");
        QTest::newRow("chip") << Sample(2, QStringLiteral("t"), TaskStatus::Ready).run(RunStatus::Queued).task
                              << QStringLiteral("Press T to work on it yourself");
        QTest::newRow("ring") << Sample(3, QStringLiteral("t"), TaskStatus::InProgress)
                                     .run(RunStatus::Running, QStringLiteral("codex"))
                                     .lease(300, 200, 10)
                                     .task
                              << QStringLiteral("Press Shift+L to take it back");
    }
    void partsOfACardExplainThemselves()
    {
        QFETCH(TaskSummary, task);
        QFETCH(QString, hint);
        Stage s;
        QVERIFY(s.open());
        s.pump.stop();
        s.model().setNow(sampleNow, false);
        s.model().load({task});
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.id.value));
        const QQuickItem *card = s.item(QStringLiteral("card.") + task.id.value);
        QSet<QString> said;
        // Somewhere on the card the pointer finds it; the tooltip itself waits half a second.
        for (int y = 2; y < int(card->height()); y += 4) {
            QTest::mouseMove(s.window(), card->mapToScene(QPointF(card->width() * 0.6, y)).toPoint());
            QTest::qWait(0);
            const QQuickItem *tip = Stage::below(s.window()->contentItem(), QStringLiteral("cardTip"), true);
            QVERIFY(tip);
            said += tip->property("text").toString();
        }
        const QStringList all(said.begin(), said.end());
        QVERIFY2(!all.filter(hint).isEmpty(), qPrintable(all.join(QLatin1Char('|'))));
        const Card texts = makeCard(task, sampleNow);
        QVERIFY(!texts.accessibleDescription.isEmpty());
    }

    void searchFollowsTheFilter() // BRD-06
    {
        Stage s;
        s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.key(Qt::Key_Slash);
        QTRY_VERIFY(s.item(QStringLiteral("search"))->hasActiveFocus());
        s.type(QStringLiteral("on"));
        s.key(Qt::Key_Return);
        QVERIFY(s.item(QStringLiteral("chip.Text: on")));
        s.screen().filters()->clear();
        QCOMPARE(s.item(QStringLiteral("search"))->property("text").toString(), QString());
        s.screen().setFilter(QStringLiteral("ne"));
        QCOMPARE(s.item(QStringLiteral("search"))->property("text").toString(), QStringLiteral("ne"));
    }
};

STINT_REGISTER_TEST(MovesTest)
#include "tst_moves.moc"
