#include "qml/task/markdowndocument.h"
#include "tests/desktop/samples.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QAccessible>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stint;
using namespace stint::test;

/// The board under the operator's hands: several cards at once, filters and views, limits, ranks, pasted lines.
class BoardTest : public QObject
{
    Q_OBJECT

    static void answer(Stage &s, const QString &text)
    {
        QTRY_VERIFY(s.item(QStringLiteral("bulkText")) && s.item(QStringLiteral("bulkText"))->hasActiveFocus());
        s.type(text);
        s.key(Qt::Key_Return);
    }
    static QPoint middle(const QQuickItem *item)
    {
        return item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void bulkReleaseListsWhatFails() // BRD-04
    {
        Stage s;
        const TaskId held = s.board.addTask(QStringLiteral("held"));
        s.board.enqueue(held);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        s.board.claimNext(agent);
        const TaskId idle = s.board.addTask(QStringLiteral("idle"));
        QVERIFY(s.open());
        s.screen().markOnly({held.value, idle.value});
        QCOMPARE(s.model().marked(), 2);
        QTRY_VERIFY(s.item(QStringLiteral("bulk")));
        const QQuickItem *button = s.item(QStringLiteral("bulk.release"));
        QVERIFY(button);
        QTest::mouseClick(s.window(), Qt::LeftButton, {}, middle(button));
        answer(s, QStringLiteral("stuck"));
        QTRY_COMPARE(s.screen().bulk()->failures()->rowCount(), 1);
        QCOMPARE(s.screen().bulk()->failures()->rows().front().title, QStringLiteral("idle"));
        QVERIFY(!s.screen().bulk()->failures()->rows().front().reason.isEmpty());
        QVERIFY(s.screen().bulk()->failureText().contains(QStringLiteral("1 task released")));
        QTRY_COMPARE(s.model().find(held)->run->status, RunStatus::Queued);
        QCOMPARE(s.model().marked(), 2); // kept for another try
    }

    void keysMarkCards() // BRD-04
    {
        Stage s;
        for (const char *title : {"one", "two", "three"})
            s.board.addTask(QLatin1String(title));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        s.key(Qt::Key_X);
        QCOMPARE(s.model().marked(), 1);
        s.key(Qt::Key_J, Qt::ShiftModifier);
        QCOMPARE(s.model().marked(), 2);
        s.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(s.model().marked(), 3);
        s.key(Qt::Key_Escape);
        QCOMPARE(s.model().marked(), 0);
    }

    void bulkBarByKeys() // SHL-04
    {
        Stage s;
        const TaskId one = s.board.addTask(QStringLiteral("one"));
        s.board.addTask(QStringLiteral("two"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        QQuickItem *const cards = s.window()->activeFocusItem();
        const auto hasKeys = [&s](const char *name) {
            return s.item(QLatin1String(name)) && s.item(QLatin1String(name))->hasActiveFocus();
        };
        s.key(Qt::Key_E); // nothing is marked: nowhere to go
        QCOMPARE(s.window()->activeFocusItem(), cards);
        s.key(Qt::Key_A, Qt::ControlModifier);
        s.key(Qt::Key_E);
        QTRY_VERIFY(hasKeys("bulk.approve"));
        s.key(Qt::Key_Escape);
        QCOMPARE(s.model().marked(), 0);
        QCOMPARE(s.window()->activeFocusItem(), cards);
        // After an action, too: both when it asks first and when it is chosen from a menu.
        s.key(Qt::Key_A, Qt::ControlModifier);
        s.key(Qt::Key_E);
        for (const char *next : {"bulk.release", "bulk.priority", "bulk.addLabel"}) {
            s.key(Qt::Key_Tab);
            QTRY_VERIFY2(hasKeys(next), next);
        }
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("dialog.confirm")));
        QCOMPARE(s.item(QStringLiteral("dialog.confirm"))->property("text").toString(), QStringLiteral("Add label"));
        answer(s, QStringLiteral("docs"));
        QTRY_COMPARE(s.model().find(one)->labels, QStringList{QStringLiteral("docs")});
        QTRY_COMPARE(s.model().marked(), 0);
        QTRY_COMPARE(s.window()->activeFocusItem(), cards);
        QCOMPARE(s.desktop->app().toasts()->rows().back().text, QStringLiteral("Label “docs” added to 2 tasks"));
        s.key(Qt::Key_X);
        s.key(Qt::Key_E);
        s.item(QStringLiteral("bulk.priority"))->forceActiveFocus(Qt::TabFocusReason);
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("menu.Urgent")) && s.item(QStringLiteral("menu.Urgent"))->hasActiveFocus());
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.model().marked(), 0);
        QTRY_COMPARE(s.window()->activeFocusItem(), cards);
    }

    /// What the filter or a folded column hides is meant by no key.
    void hiddenCardsAreNotActedOn()
    {
        Stage s;
        const TaskId plan = s.draft(QStringLiteral("plan"));
        s.draft(QStringLiteral("other"));
        QVERIFY(s.open());
        QTRY_COMPARE(s.model().total(), 2);
        s.screen().select(plan.value);
        s.screen().setFilter(QStringLiteral("other"));
        s.key(Qt::Key_P);
        QCOMPARE(s.desktop->app().toasts()->rows().back().text, QStringLiteral("Nothing was done"));
        s.key(Qt::Key_X);
        QCOMPARE(s.model().marked(), 0);
        QVERIFY(!s.desktop->app().commands()->refusal(QStringLiteral("task.publish")).isEmpty());
        // Its details show it: then it is meant.
        s.desktop->app().task()->setOpen(true);
        s.key(Qt::Key_P);
        QTRY_COMPARE(s.model().find(plan)->status, TaskStatus::Ready);
    }

    void hiddenCardsAreNotMarked()
    {
        Stage s;
        const TaskId plan = s.draft(QStringLiteral("plan"));
        const TaskId other = s.draft(QStringLiteral("other"));
        const TaskId ready = s.board.addTask(QStringLiteral("ready"));
        QVERIFY(s.open());
        QTRY_COMPARE(s.model().total(), 3);
        s.screen().markOnly({plan.value, other.value});
        s.screen().filters()->toggle(look::Facet::Status, QStringLiteral("draft"));
        QCOMPARE(s.model().marked(), 2);
        QVERIFY(s.board.run(s.board.human, TaskPublish{plan, {}}).has_value()); // news take it out of the filter
        QTRY_COMPARE(s.model().marked(), 1);
        ColumnModel *const drafts = s.model().column(BoardColumn::Draft);
        drafts->setCollapsed(true);
        QCOMPARE(s.model().marked(), 0);
        s.screen().filters()->toggle(look::Facet::Status, QStringLiteral("draft"));
        s.screen().select(ready.value);
        s.screen().markAll();
        s.screen().markAll();
        QVERIFY(!s.model().marks().contains(other));
        QCOMPARE(s.model().marked(), 2);
    }

    /// Elsewhere the marks of the board are out of sight: keys mean the line that has the focus.
    void marksCountOnlyOnTheBoard()
    {
        Stage s;
        const TaskId marked = s.approval(QStringLiteral("marked"));
        const TaskId read = s.approval(QStringLiteral("read"));
        QVERIFY(s.open());
        QTRY_COMPARE(s.model().total(), 2);
        s.screen().markOnly({marked.value});
        s.desktop->app().navigation()->show(NavigationViewModel::Inbox);
        QTRY_VERIFY(s.desktop->app().inbox()->currentRow() >= 0);
        s.desktop->app().inbox()->focusTask(read.value);
        s.key(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(columnOf(*s.model().find(read)), BoardColumn::Ready);
        QCOMPARE(columnOf(*s.model().find(marked)), BoardColumn::Blocked);
    }

    void pointerMarksCards()
    {
        Stage s;
        const TaskId one = s.board.addTask(QStringLiteral("one"));
        const TaskId two = s.board.addTask(QStringLiteral("two"));
        QVERIFY(s.open());
        QTRY_VERIFY(s.item(QStringLiteral("card.") + one.value) && s.item(QStringLiteral("card.") + two.value));
        QTest::mouseClick(s.window(), Qt::LeftButton, Qt::ControlModifier,
                          middle(s.item(QStringLiteral("card.") + one.value)));
        QTRY_COMPARE(s.model().marked(), 1);
        s.key(Qt::Key_Escape);
        QCOMPARE(s.model().marked(), 0);
        // A band from the free ground below the cards up over both of them.
        const QQuickItem *column = s.item(QStringLiteral("column.2"));
        const QPoint from = column->mapToScene(QPointF(column->width() - 4, column->height() - 60)).toPoint();
        const QPoint to = column->mapToScene(QPointF(20, 50)).toPoint();
        QTest::mousePress(s.window(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(s.window(), from + (to - from) * i / 8);
        QTest::mouseRelease(s.window(), Qt::LeftButton, {}, to);
        QCOMPARE(s.model().marked(), 2);
    }

    void bulkLabelsAndPriority()
    {
        Stage s;
        TaskCreate request;
        request.title = QStringLiteral("labelled");
        request.labels = {QStringLiteral("b")};
        const TaskId one = s.board.addTask(request);
        const TaskId two = s.board.addTask(QStringLiteral("bare"));
        QVERIFY(s.open());
        s.screen().markOnly({one.value, two.value});
        s.screen().bulk()->perform(BulkViewModel::AddLabel, QStringLiteral("a"));
        QTRY_COMPARE(s.model().find(one)->labels, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QTRY_COMPARE(s.model().find(two)->labels, QStringList{QStringLiteral("a")});
        s.screen().markOnly({one.value, two.value});
        s.screen().bulk()->perform(BulkViewModel::Priority, QStringLiteral("urgent"));
        QTRY_COMPARE(s.model().find(two)->priority, Priority::Urgent);
        QTRY_COMPARE(s.model().marked(), 0);
    }

    void filterAndViewSurviveARestart() // BRD-06
    {
        const QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("desktop.ini"));
        {
            Stage s(settings);
            QVERIFY(s.open());
            s.screen().filters()->toggle(look::Facet::Label, QStringLiteral("docs"));
            s.screen().filters()->saveView(QStringLiteral("Papers"));
            s.screen().filters()->toggle(look::Facet::Mine, {});
            s.screen().columns()->toggle(int(BoardColumn::Done));
        }
        Stage s(settings);
        TaskCreate request;
        request.title = QStringLiteral("written");
        request.labels = {QStringLiteral("docs")};
        s.board.addTask(request);
        s.board.addTask(QStringLiteral("other"));
        QVERIFY(s.open());
        QCOMPARE(s.screen().filters()->chips()->rowCount(), 2);
        QVERIFY(s.model().column(BoardColumn::Done)->isHidden());
        QCOMPARE(s.model().shown(), 0);
        s.screen().filters()->showView(QStringLiteral("Papers"));
        QCOMPARE(s.model().shown(), 1);
        QCOMPARE(s.screen().filters()->viewName(), QStringLiteral("Papers"));
        const QQuickItem *chip = s.item(QStringLiteral("chip.Label: docs"));
        QVERIFY(chip);
        QTest::mouseClick(s.window(), Qt::LeftButton, {}, middle(chip));
        QCOMPARE(s.model().shown(), 2);
    }

    void hardLimitRefusesADrop() // 2.1, BRD-01
    {
        Stage s;
        const TaskId draft = s.draft(QStringLiteral("draft"));
        s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.screen().columns()->setLimit(int(BoardColumn::Ready), 1, true);
        QTRY_VERIFY(s.model().column(BoardColumn::Ready)->isFull());
        s.screen().select(draft.value);
        s.screen().grab(draft.value);
        QCOMPARE(s.model().column(BoardColumn::Ready)->drop(), ColumnModel::Refuses);
        QVERIFY(s.model().column(BoardColumn::Ready)->dropText().contains(QStringLiteral("full")));
        s.screen().aim(int(BoardColumn::Ready));
        s.screen().drop();
        QCOMPARE(s.model().shownIn(draft), std::optional(BoardColumn::Draft));
        QCOMPARE(s.desktop->app().toasts()->rowCount(), 1);
    }

    void refusedDropReturns() // BRD-02
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("draft"));
        QVERIFY(s.open());
        s.pump.stop(); // the engine is silent while the card is dropped
        s.screen().grab(task.value);
        s.screen().aim(int(BoardColumn::Ready));
        s.screen().drop();
        QCOMPARE(s.model().shownIn(task), std::optional(BoardColumn::Ready));
        TaskCancel cancel;
        cancel.taskId = task;
        s.pump.start(0);
        QTRY_COMPARE(columnOf(*s.model().find(task)), BoardColumn::Ready);
        // Somebody else cancels it before the next drop arrives.
        s.pump.stop();
        QVERIFY(s.board.run(s.board.human, cancel).has_value());
        s.screen().grab(task.value);
        s.screen().aim(int(BoardColumn::InProgress));
        s.screen().drop();
        s.pump.start(0);
        QTRY_COMPARE(s.model().shownIn(task), std::optional(BoardColumn::Canceled));
    }

    void ranksByKeyboard() // BRD-03
    {
        Stage s;
        for (const char *title : {"three", "two", "one"}) {
            s.board.addTask(QLatin1String(title));
            s.board.clock.advance(1'000);
        }
        QVERIFY(s.open());
        const auto titles = [&s] {
            QStringList found;
            for (const TaskSummary *task : s.model().column(BoardColumn::Ready)->rows())
                found += task->title;
            return found.join(QLatin1Char(' '));
        };
        QCOMPARE(titles(), QStringLiteral("one two three"));
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(titles(), QStringLiteral("two one three"));
        s.key(Qt::Key_M);
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Return);
        QCOMPARE(titles(), QStringLiteral("two three one"));
        QTRY_VERIFY(!s.screen().isBusy());
        s.screen().reload();
        QTRY_VERIFY(!s.screen().isLoading());
        QCOMPARE(titles(), QStringLiteral("two three one"));
    }

    void movesAreSpoken() // BRD-03
    {
        QString heard;
        Stage s;
        s.draft(QStringLiteral("draft"));
        QVERIFY(s.open());
        // A screen reader is told by an alert that comes anew; the platform without a screen has nobody to tell.
        QQuickItem *const announcer = Stage::below(s.window()->contentItem(), QStringLiteral("announcer"), true);
        QVERIFY(announcer);
        connect(announcer, &QQuickItem::visibleChanged, this, [announcer, &heard] {
            QAccessibleInterface *const alert = QAccessible::queryAccessibleInterface(announcer);
            if (announcer->isVisible() && alert && alert->role() == QAccessible::AlertMessage)
                heard += alert->text(QAccessible::Name) + QLatin1Char('\n');
        });
        s.key(Qt::Key_Down);
        s.key(Qt::Key_M);
        s.key(Qt::Key_Right);
        s.key(Qt::Key_Right);
        s.key(Qt::Key_Return);
        for (const char *part : {"grabbed", "Blocked does not take it", "Ready: Publish", "Moved to Ready"})
            QVERIFY2(heard.contains(QLatin1String(part)), qPrintable(heard));
    }

    void newsWaitWhileACardIsInHand() // BRD-05
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.screen().grab(task.value);
        s.board.addTask(QStringLiteral("news"));
        QTRY_COMPARE(s.model().held(), 1);
        QCOMPARE(s.count(BoardColumn::Ready), 1);
        QTRY_VERIFY(s.item(QStringLiteral("held")));
        QTest::mouseClick(s.window(), Qt::LeftButton, {}, middle(s.item(QStringLiteral("held"))));
        QCOMPARE(s.count(BoardColumn::Ready), 2);
        QCOMPARE(s.screen().moving(), task.value);
        s.key(Qt::Key_Escape);
        QVERIFY(s.screen().moving().isEmpty());
    }

    void pastedLinesBecomeTasks() // BRD-08
    {
        Stage s;
        QVERIFY(s.open());
        s.screen().paste()->offer(QStringLiteral("- [ ] first\n\n  2. second\n* third\n-- kept as it is\n"));
        const auto &lines = s.screen().paste()->lines()->rows();
        QCOMPARE(lines.size(), std::size_t(4));
        QCOMPARE(lines[0].title, QStringLiteral("first"));
        QCOMPARE(lines[1].title, QStringLiteral("second"));
        QCOMPARE(lines[3].title, QStringLiteral("-- kept as it is"));
        s.screen().paste()->toggle(lines[2].key);
        QTRY_VERIFY(s.item(QStringLiteral("dialog.confirm")));
        QTest::mouseClick(s.window(), Qt::LeftButton, {}, middle(s.item(QStringLiteral("dialog.confirm"))));
        QTRY_COMPARE(s.count(BoardColumn::Draft), 3);
    }

    void conflictIsMerged() // desktop.md 4
    {
        Stage s;
        TaskCreate request;
        request.title = QStringLiteral("shared");
        request.description = QStringLiteral("one\ntwo\nthree");
        const TaskId task = s.board.addTask(request);
        QVERIFY(s.open());
        s.screen().select(task.value);
        TaskViewModel &details = *s.desktop->app().task();
        details.setOpen(true);
        QTRY_VERIFY(details.isLoaded());
        TaskEditor &editor = *details.editor();
        s.pump.stop(); // what the others do arrives before what is typed here
        TaskUpdate other;
        other.taskId = task;
        other.changes.description = QStringLiteral("ONE\ntwo\nthree");
        QVERIFY(s.board.run(s.board.human, other).has_value());
        const QSignalSpy conflicts(&editor, &TaskEditor::conflicted);
        editor.edit(QStringLiteral("description"), QStringLiteral("one\ntwo\nTHREE"));
        s.pump.start(0);
        QTRY_COMPARE(conflicts.count(), 1);
        QCOMPARE(editor.theirs(), QStringLiteral("ONE\ntwo\nthree"));
        QCOMPARE(editor.merged(), QStringLiteral("ONE\ntwo\nTHREE"));
        QTRY_VERIFY(s.item(QStringLiteral("merge.mine")));
        editor.resolve(editor.merged());
        QTRY_COMPARE(s.board.task(task).description, QStringLiteral("ONE\ntwo\nTHREE"));
    }

    void anotherFieldIsNoConflict()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("shared"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        TaskViewModel &details = *s.desktop->app().task();
        details.setOpen(true);
        QTRY_VERIFY(details.isLoaded());
        s.pump.stop();
        TaskUpdate other;
        other.taskId = task;
        other.changes.milestone = QStringLiteral("1.0");
        QVERIFY(s.board.run(s.board.human, other).has_value());
        const QSignalSpy conflicts(details.editor(), &TaskEditor::conflicted);
        details.editor()->edit(QStringLiteral("labels"), QStringLiteral("b, a"));
        s.pump.start(0);
        QTRY_COMPARE(s.board.task(task).labels, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(s.board.task(task).milestone, QStringLiteral("1.0"));
        QCOMPARE(conflicts.count(), 0);
    }

    void cycleIsRefusedWithItsPath() // desktop.md 4
    {
        Stage s;
        const TaskId a = s.board.addTask(QStringLiteral("first")), b = s.board.addTask(QStringLiteral("second"));
        DependencyAdd edge;
        edge.taskId = b;
        edge.dependsOn = a;
        QVERIFY(s.board.run(s.board.human, edge).has_value());
        QVERIFY(s.open());
        s.screen().select(a.value);
        TaskViewModel &details = *s.desktop->app().task();
        details.setOpen(true);
        QTRY_VERIFY(details.isLoaded());
        DependenciesViewModel &dependencies = *details.dependencies();
        QTRY_COMPARE(dependencies.nodes()->rowCount(), 2); // the graph also shows what waits for it
        QCOMPARE(dependencies.edges().size(), std::size_t(1));
        dependencies.search(QStringLiteral("sec"));
        QTRY_COMPARE(dependencies.found()->rowCount(), 1);
        dependencies.add(b.value);
        QTRY_VERIFY(!dependencies.refusal().isEmpty());
        QVERIFY2(dependencies.refusal().contains(QStringLiteral("second → first")) ||
                     dependencies.refusal().contains(QStringLiteral("first → second")),
                 qPrintable(dependencies.refusal()));
        QCOMPARE(dependencies.list()->rowCount(), 0);
    }

    void runIsInspected()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("worked"));
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        const ClaimReply claim = s.board.claimNext(agent);
        RunComplete complete;
        complete.lease.runId = claim.run->id;
        complete.result.text = R"({"files":["a.cpp","b.cpp"],"ok":true})";
        QVERIFY(s.board.run(agent, complete).has_value());
        QVERIFY(s.open());
        s.screen().select(task.value);
        TaskViewModel &details = *s.desktop->app().task();
        details.setOpen(true);
        QTRY_COMPARE(details.runs()->rowCount(), 1);
        Q_EMIT s.desktop->app().navigation()->tabWanted(1);
        QTRY_VERIFY(s.item(QStringLiteral("attempt.") + claim.run->id.value));
        QTest::mouseClick(s.window(), Qt::LeftButton, {},
                          middle(s.item(QStringLiteral("attempt.") + claim.run->id.value)));
        QTRY_VERIFY(details.run()->isLoaded());
        QCOMPARE(details.run()->result()->count(), 2);
        QCOMPARE(details.run()->claims()->rowCount(), 1);
        QTRY_VERIFY(s.item(QStringLiteral("run.result")));
        QVERIFY(!details.run()->canRetry());
    }

    void profileIsSaved()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("choosy"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        TaskViewModel &details = *s.desktop->app().task();
        details.setOpen(true);
        QTRY_VERIFY(details.isLoaded());
        ProfileViewModel &profile = *details.profile();
        profile.edit(QStringLiteral("worker.mode"), QStringLiteral("select"));
        profile.edit(QStringLiteral("worker.allowed"), QStringLiteral("codex, claude"));
        QVERIFY(profile.isDirty());
        profile.save();
        QTRY_VERIFY(profile.isStored() && !profile.isDirty());
        const auto stored = s.board.run(s.board.human, ProfileGet{task});
        QVERIFY(stored.has_value());
        QCOMPARE(stored->profile.worker.allowedAgents,
                 (QStringList{QStringLiteral("claude"), QStringLiteral("codex")}));
    }

    void markdownIsAWhitelist() // SHL-06
    {
        MarkdownDocument document;
        MarkdownLook look;
        look.font.setPixelSize(13);
        look.fixedFamily = QStringLiteral("monospace");
        document.show(QStringLiteral("# Head\n\nwith **bold**, <b>no markup</b> and [a link](https://x.invalid/)\n\n"
                                     "- [x] done\n- open\n\n1. one\n2. two\n\n```\ncode();\n```\n\n"
                                     "|a|b|\n|---|---|\n|1|2|\n\n![picture](file:///etc/passwd)\n"),
                      look);
        const QString plain = document.toPlainText();
        for (const char *part :
             {"Head", "<b>no markup</b>", "done", "code();", "[file:///etc/passwd] picture", "1. one"})
            QVERIFY2(plain.contains(QString::fromUtf8(part)), qPrintable(plain));
        QVERIFY(!plain.contains(QStringLiteral("**")));
        QVERIFY(!document.toHtml().contains(QStringLiteral("<img")));
        QVERIFY(document.toHtml().contains(QStringLiteral("https://x.invalid/")));
        QVERIFY2(document.toHtml().contains(QStringLiteral("<table")), qPrintable(plain));
    }

    void markdownShowsWhatDisguises() // SHL-06
    {
        MarkdownDocument document;
        document.show(QStringLiteral("safe\u202egnp.exe\u202c and `co\u2066de`\n\nnext\u200b line"), {});
        const QString plain = document.toPlainText();
        for (const char16_t hidden : {u'\u202e', u'\u202c', u'\u2066', u'\u200b'})
            QVERIFY2(!plain.contains(QChar(hidden)), qPrintable(QString::number(uint(hidden), 16)));
        QVERIFY(plain.contains(QStringLiteral("gnp.exe")) && plain.contains(QLatin1Char('\n')));
    }

    void hostileTextsStayTexts_data() // SHL-06
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << QStringLiteral("<b>bold</b><script>alert(1)</script>");
        QTest::newRow("image") << QStringLiteral("<img src=\"file:///etc/passwd\" width=\"100000\" height=\"100000\">");
        QTest::newRow("remote") << QStringLiteral("<img src=http://127.0.0.1:1/x.png>![x](http://127.0.0.1:1/y.png)");
        QTest::newRow("bidi") << QStringLiteral("safe\u202egnp.exe\u2066\u2069\u200f");
        QTest::newRow("zero width") << QStringLiteral("pay\u200bpal\u200d\ufeff").repeated(20);
        QTest::newRow("emoji")
            << QString::fromUtf8("\U0001F469\u200D\U0001F469\u200D\U0001F467\U0001F3FF").repeated(30);
        QTest::newRow("marks") << QStringLiteral("Z") + QStringLiteral("\u0351\u036b\u0343").repeated(150);
        QTest::newRow("one word") << QStringLiteral("W").repeated(1'000);
    }
    void hostileTextsStayTexts()
    {
        QFETCH(QString, text);
        Stage s;
        TaskCreate request;
        request.title = text;
        request.description = text.repeated(20) + QLatin1Char('\n') + QStringLiteral("x").repeated(40'000);
        request.labels = {text.left(20)};
        request.acceptance = {{text.left(300), true, text.left(300)}};
        const auto made = s.board.run(s.board.human, request);
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message));
        const TaskId task = made->task.task.id;
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        const ClaimReply claim = s.board.claimNext(agent);
        RunFail fail;
        fail.lease.runId = claim.run->id;
        fail.error = text + QLatin1Char('\n') + QStringLiteral("y").repeated(10'000);
        QVERIFY(s.board.run(agent, fail).has_value());
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.desktop->app().task()->setOpen(true);
        QTRY_VERIFY(s.desktop->app().task()->isLoaded());
        QTRY_VERIFY(s.desktop->app().task()->runs()->rowCount() > 0);
        s.desktop->app().task()->run()->toggle(claim.run->id.value);
        constexpr int tabs = 7;
        for (int tab = 0; tab < tabs; ++tab) {
            Q_EMIT s.desktop->app().navigation()->tabWanted(tab);
            QVERIFY(!s.window()->grabWindow().isNull());
        }
        const Card card = makeCard(*s.model().find(task), s.board.clock.sample().wall);
        for (const QChar c : {QChar(0x202e), QChar(0x2066), QChar(0x200f), QChar(0x200b), QChar(0xfeff)})
            QVERIFY(!card.title.contains(c));
    }
};

STINT_REGISTER_TEST(BoardTest)
#include "tst_board.moc"
