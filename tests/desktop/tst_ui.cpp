#include "tests/desktop/a11ywalk.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// The real window on a real encrypted board, driven by keyboard and pointer. Any QML warning ends the test.
class UiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void opensEmpty()
    {
        Stage s;
        QVERIFY(s.open());
        QCOMPARE(s.model().total(), 0);
        QVERIFY(s.screen().error().isEmpty());
    }

    void arrowsAndLettersMoveTheSelection() // SHL-04
    {
        Stage s;
        s.draft(QStringLiteral("draft"));
        s.board.addTask(QStringLiteral("one"));
        s.board.clock.advance(1'000);
        s.board.addTask(QStringLiteral("two"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        QCOMPARE(s.selectedTitle(), QStringLiteral("draft"));
        s.key(Qt::Key_Right);
        QCOMPARE(s.selectedTitle(), QStringLiteral("two"));
        s.key(Qt::Key_J);
        QCOMPARE(s.selectedTitle(), QStringLiteral("one"));
        s.key(Qt::Key_K);
        QCOMPARE(s.selectedTitle(), QStringLiteral("two"));
        s.key(Qt::Key_H);
        QCOMPARE(s.selectedTitle(), QStringLiteral("draft"));
        const QQuickItem *card = s.item(QStringLiteral("card.") + s.screen().selected());
        QVERIFY(card);
        QTRY_VERIFY(card->hasActiveFocus());
    }

    void newTaskIsCreatedAndQueued()
    {
        Stage s;
        QVERIFY(s.open());
        s.key(Qt::Key_C);
        QTRY_VERIFY(s.item(QStringLiteral("newTask.title")) &&
                    s.item(QStringLiteral("newTask.title"))->hasActiveFocus());
        s.type(QStringLiteral("write the manual"));
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.count(BoardColumn::Ready), 1);
        const TaskSummary *task = s.model().column(BoardColumn::Ready)->at(0);
        QCOMPARE(task->title, QStringLiteral("write the manual"));
        QTRY_VERIFY(s.model().column(BoardColumn::Ready)->at(0)->run.has_value());
        QTRY_COMPARE(s.selectedTitle(), QStringLiteral("write the manual"));
    }

    void typingInAFieldIsNoShortcut()
    {
        Stage s;
        s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.key(Qt::Key_Slash);
        QTRY_VERIFY(s.item(QStringLiteral("search"))->hasActiveFocus());
        s.type(QStringLiteral("cs/"));
        QCOMPARE(s.screen().filter(), QStringLiteral("cs/"));
        QCOMPARE(s.model().shown(), 0);
        s.key(Qt::Key_Escape);
        QCOMPARE(s.model().shown(), 1);
        QVERIFY(!s.item(QStringLiteral("search"))->hasActiveFocus());
    }

    void keysPerformWhatTheGateSays()
    {
        Stage s;
        const TaskId draft = s.draft(QStringLiteral("draft"));
        const TaskId wanted = s.approval(QStringLiteral("wants approval"));
        const TaskId idle = s.board.addTask(QStringLiteral("idle"));
        QVERIFY(s.open());
        s.screen().select(draft.value);
        s.key(Qt::Key_P);
        QTRY_COMPARE(columnOf(*s.model().find(draft)), BoardColumn::Ready);
        s.screen().select(wanted.value);
        s.key(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(columnOf(*s.model().find(wanted)), BoardColumn::Ready);
        s.screen().select(idle.value);
        s.key(Qt::Key_S);
        QTRY_VERIFY(s.model().find(idle)->run.has_value());
    }

    void cancelAsksForAReason()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.key(Qt::Key_Delete);
        QTRY_VERIFY(s.item(QStringLiteral("input.Reason (optional)")) &&
                    s.item(QStringLiteral("input.Reason (optional)"))->hasActiveFocus());
        s.type(QStringLiteral("no longer wanted"));
        s.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(columnOf(*s.model().find(task)), BoardColumn::Canceled);
    }

    void refusedActionSaysWhy()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.key(Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(s.desktop->app().toasts()->rowCount(), 1);
        QVERIFY(s.desktop->app().toasts()->rows().front().detail.contains(QStringLiteral("approval")));
    }

    void cardIsMovedByKeyboard() // BRD-01, BRD-03
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("draft"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        s.key(Qt::Key_M);
        QCOMPARE(s.model().column(BoardColumn::Ready)->drop(), ColumnModel::Takes);
        QCOMPARE(s.model().column(BoardColumn::Done)->drop(), ColumnModel::Refuses);
        QVERIFY(!s.model().column(BoardColumn::Done)->dropText().isEmpty());
        s.key(Qt::Key_Escape);
        QCOMPARE(s.model().column(BoardColumn::Ready)->drop(), ColumnModel::NoDrop);
        s.key(Qt::Key_M);
        s.key(Qt::Key_Right);
        s.key(Qt::Key_Right);
        s.key(Qt::Key_Return);
        QTRY_COMPARE(columnOf(*s.model().find(task)), BoardColumn::Ready);
    }

    /// A header that had the keyboard once must not get it back: Enter would fold the column instead of opening a card.
    void cardsGetTheKeyboardBack() // SHL-04
    {
        Stage s;
        s.draft(QStringLiteral("draft"));
        s.board.addTask(QStringLiteral("ready"));
        QVERIFY(s.open());
        QTRY_COMPARE(s.model().total(), 2);
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Right);
        const QString place = QString::number(static_cast<int>(BoardColumn::Ready));
        QTRY_VERIFY(s.item(QStringLiteral("cards.") + place) &&
                    s.item(QStringLiteral("cards.") + place)->hasActiveFocus());
        s.item(QStringLiteral("fold.") + place)->forceActiveFocus();
        s.key(Qt::Key_Left);
        s.key(Qt::Key_Right);
        QTRY_VERIFY(s.item(QStringLiteral("cards.") + place)->hasActiveFocus());
    }

    void cardIsMovedByPointer()
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("draft"));
        QVERIFY(s.open());
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value));
        const QQuickItem *card = s.item(QStringLiteral("card.") + task.value);
        const QPoint from = card->mapToScene(QPointF(card->width() / 2, card->height() / 3)).toPoint();
        const QQuickItem *target = s.item(QStringLiteral("column.2"));
        const QPoint to = target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint();
        QTest::mousePress(s.window(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 10; ++i)
            QTest::mouseMove(s.window(), from + (to - from) * i / 10);
        QCOMPARE(s.screen().moving(), task.value);
        QCOMPARE(s.screen().moveTarget(), int(BoardColumn::Ready));
        QTest::mouseRelease(s.window(), Qt::LeftButton, {}, to);
        QTRY_COMPARE(columnOf(*s.model().find(task)), BoardColumn::Ready);
    }

    void detailsFollowTheSelection()
    {
        Stage s;
        TaskCreate request;
        request.title = QStringLiteral("documented");
        request.description = QStringLiteral("<b>plain</b> text");
        s.board.addTask(request);
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Return);
        TaskViewModel &task = *s.desktop->app().task();
        QVERIFY(task.isOpen());
        QTRY_VERIFY(task.isLoaded());
        QCOMPARE(task.title(), QStringLiteral("documented"));
        QCOMPARE(task.description(), QStringLiteral("<b>plain</b> text"));
        QTRY_VERIFY(task.events()->rowCount() > 0);
        QTRY_VERIFY(task.gates()->rowCount() > 0);
        s.key(Qt::Key_BracketRight);
        QVERIFY(!task.isOpen());
    }

    void newsFromOthersArrive()
    {
        Stage s;
        QVERIFY(s.open());
        const TaskId task = s.board.addTask(QStringLiteral("from the command line"));
        QTRY_COMPARE(s.count(BoardColumn::Ready), 1);
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        s.board.claimNext(agent);
        QTRY_COMPARE(s.count(BoardColumn::InProgress), 1);
        QTRY_COMPARE(makeCard(*s.model().find(task), s.board.clock.sample().wall).who, QStringLiteral("worker"));
    }

    void everythingHasARoleAndAName() // SHL-04
    {
        Stage s;
        s.draft(QStringLiteral("draft"));
        s.approval(QStringLiteral("wants approval"));
        s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.desktop->app().task()->isLoaded());
        QAccessibleInterface *root = QAccessible::queryAccessibleInterface(s.window());
        QVERIFY(root);
        QStringList problems, names;
        walkAccessible(root, problems, names);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        for (const char *name : {"Board", "New task", "Details", "Blocked, 1 tasks"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
    }

    void movedCardLeavesNoGhost() // pooled delegates must not stay in the accessible tree
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("unique name"));
        QVERIFY(s.open());
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value));
        s.screen().actOn(task.value, look::Action::Publish);
        QTRY_COMPARE(s.count(BoardColumn::Ready), 1);
        QTRY_COMPARE(s.count(BoardColumn::Draft), 0);
        QStringList problems, names;
        walkAccessible(QAccessible::queryAccessibleInterface(s.window()), problems, names);
        QCOMPARE(names.filter(QStringLiteral("unique name")).size(), 1);
    }
};

STINT_REGISTER_TEST(UiTest)
#include "tst_ui.moc"
