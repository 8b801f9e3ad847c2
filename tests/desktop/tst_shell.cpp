#include "model/viewmodels/viewlimits.h"
#include "tests/desktop/a11ywalk.h"
#include "tests/desktop/samples.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stint;
using namespace stint::test;

namespace
{

QString pictures()
{
    return QStringLiteral(STINT_BINARY_DIR "/pictures/");
}

/// A task an agent wrote down as a draft: it waits in the inbox to be published.
TaskId foreignDraft(Stage &s, const Actor &agent, const QString &title)
{
    TaskCreate request;
    request.title = title;
    request.draft = true;
    return s.board.run(agent, request)->task.task.id;
}

void fillInbox(Stage &s)
{
    const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
    const TaskId asks = s.board.addTask(QStringLiteral("Choose the branch of the release build"));
    s.board.enqueue(asks);
    const ClaimReply claim = s.board.claimNext(agent);
    RunAsk question;
    question.lease.runId = claim.run->id;
    question.kind = QStringLiteral("needs_input");
    question.question = QStringLiteral("Which branch should I build from: main or release/0.1?");
    QVERIFY(s.board.run(agent, question).has_value());
    s.board.clock.advance(60'000);
    const TaskId fails = s.board.addTask(QStringLiteral("Package for an image-based system"));
    s.board.enqueue(fails);
    const ClaimReply second = s.board.claimNext(agent);
    RunFail fail;
    fail.lease.runId = second.run->id;
    fail.error = QStringLiteral("flatpak-builder: no space left on device");
    QVERIFY(s.board.run(agent, fail).has_value());
    for (const char *title : {"Rotate the signing key", "Publish release 0.1", "Open the repository to readers"}) {
        s.board.clock.advance(600'000);
        s.approval(QString::fromLatin1(title));
    }
    foreignDraft(s, agent, QStringLiteral("Split the importer into two steps"));
    s.board.clock.advance(3'600'000);
}

} // namespace

/// Views, keys, palette, inbox, settings, undo: the window around the board, driven by keyboard and pointer.
class ShellTest : public QObject
{
    Q_OBJECT

    using View = NavigationViewModel;

    static AppViewModel &app(Stage &s) { return s.desktop->app(); }
    static bool inboxReady(Stage &s, int rows)
    {
        return QTest::qWaitFor(
            [&] { return app(s).inbox()->isLoaded() && app(s).inbox()->rows()->rowCount() == rows; });
    }
    static void go(Stage &s, int key)
    {
        s.key(Qt::Key_G);
        s.key(key);
    }
    static QString lastToast(Stage &s)
    {
        const auto &rows = app(s).toasts()->rows();
        return rows.empty() ? QString() : rows.back().text + QLatin1Char('|') + rows.back().detail;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QDir().mkpath(pictures())); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyCommandDoesSomething() // 6: every key of `?` works
    {
        Stage s;
        QSet<QString> names;
        for (const CommandInfo &command : commandTable()) {
            QVERIFY2(!names.contains(QLatin1String(command.name)), command.name);
            names.insert(QLatin1String(command.name));
            QCOMPARE(app(s).commands()->isHandled(command.name), !command.isFixed);
        }
        for (const CommandRow &row : app(s).commands()->all()->rows())
            QVERIFY2(!row.words.isEmpty() && !row.group.isEmpty(), qPrintable(row.key));
    }

    void noKeyMeansTwoThings()
    {
        Stage s;
        for (const CommandInfo &command : commandTable()) {
            if (command.isFixed)
                continue;
            for (const QString &key : QString::fromLatin1(command.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                QCOMPARE(app(s).commands()->bind(QLatin1String(command.name), key), QString());
            app(s).commands()->reset(QLatin1String(command.name));
        }
    }

    void cardsNameTheKeysThatAreBound()
    {
        Stage s;
        QVERIFY(s.open());
        for (const CommandInfo &command : commandTable()) {
            if (command.action != look::Action::None)
                QCOMPARE(actionInfo(command.action).key, app(s).commands()->keyText(QLatin1String(command.name)));
        }
        QCOMPARE(app(s).commands()->bind(QStringLiteral("task.again"), QStringLiteral("W")), QString());
        QCOMPARE(actionInfo(look::Action::Retry).key, QStringLiteral("W"));
        app(s).commands()->resetAll();
        QCOMPARE(actionInfo(look::Action::Retry).key, QStringLiteral("R"));
    }

    void viewsByKeyboard() // SHL-04
    {
        Stage s;
        s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        const struct {
            int letter, digit;
            View::View view;
            const char *item;
        } rows[] = {
            {Qt::Key_I, Qt::Key_1, View::Inbox, "inbox"},       {Qt::Key_B, Qt::Key_2, View::Board, "board"},
            {Qt::Key_R, Qt::Key_3, View::Runs, "runsView"},     {Qt::Key_Q, Qt::Key_4, View::Queue, "queueView"},
            {Qt::Key_S, Qt::Key_5, View::Settings, "settings"}, {Qt::Key_B, Qt::Key_2, View::Board, "board"}};
        for (const auto &row : rows) {
            go(s, row.letter);
            QCOMPARE(app(s).navigation()->view(), row.view);
            QTRY_VERIFY2(s.item(QLatin1String(row.item)), row.item);
            QTRY_VERIFY2(s.item(QLatin1String(row.item))->hasFocus() ||
                             s.item(QLatin1String(row.item))->hasActiveFocus(),
                         row.item);
        }
        for (const auto &row : rows) {
            s.key(row.digit, Qt::ControlModifier);
            QCOMPARE(app(s).navigation()->view(), row.view);
        }
        s.key(Qt::Key_Down);
        QCOMPARE(s.selectedTitle(), QStringLiteral("one"));
    }

    void windowIsLeftAndFound() // 1: remembers
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("desktop.ini"));
        {
            Stage s(file);
            QVERIFY(s.open());
            s.key(Qt::Key_BracketLeft);
            QVERIFY(app(s).navigation()->isFolded());
            go(s, Qt::Key_S);
            app(s).appearance()->setDensity(AppearanceViewModel::Compact);
            QCOMPARE(app(s).commands()->bind(QStringLiteral("task.new"), QStringLiteral("Ctrl+T")), QString());
        }
        Stage s(file);
        QVERIFY(s.open());
        QVERIFY(app(s).navigation()->isFolded());
        QCOMPARE(app(s).navigation()->view(), View::Settings);
        QCOMPARE(app(s).appearance()->density(), AppearanceViewModel::Compact);
        QCOMPARE(app(s).commands()->keyText(QStringLiteral("task.new")), QStringLiteral("Ctrl+T"));
    }

    void singleKeysCanBeSwitchedOff()
    {
        Stage s;
        QVERIFY(s.open());
        app(s).commands()->setLetters(false);
        s.key(Qt::Key_C);
        QTest::qWait(0);
        QVERIFY(!s.item(QStringLiteral("newTask.title")));
        s.key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("newTask.title")));
    }

    void keysAreBoundAnew()
    {
        Stage s;
        QVERIFY(s.open());
        CommandsViewModel &commands = *app(s).commands();
        QVERIFY(commands.bind(QStringLiteral("task.new"), QStringLiteral("M")).contains(QStringLiteral("Grab")));
        QVERIFY(!commands.bind(QStringLiteral("task.new"), QStringLiteral("G")).isEmpty()); // begins G then B
        QCOMPARE(commands.bind(QStringLiteral("task.new"), QStringLiteral("W")), QString());
        s.key(Qt::Key_C);
        QVERIFY(!s.item(QStringLiteral("newTask.title")));
        s.key(Qt::Key_W);
        QTRY_VERIFY(s.item(QStringLiteral("newTask.title")));
        s.key(Qt::Key_Escape);
        go(s, Qt::Key_S);
        s.key(Qt::Key_Down); // the page of the keys
        QTRY_VERIFY(s.item(QStringLiteral("key.panel.toggle")));
        QQuickItem *key = s.item(QStringLiteral("key.panel.toggle"));
        key->forceActiveFocus();
        s.key(Qt::Key_Return);
        QTRY_VERIFY(key->property("listening").toBool());
        s.key(Qt::Key_O, Qt::ControlModifier);
        QTRY_COMPARE(commands.keyText(QStringLiteral("panel.toggle")), QStringLiteral("Ctrl+O"));
        QVERIFY(!app(s).task()->isOpen());
        s.key(Qt::Key_Return);
        s.key(Qt::Key_Delete);
        QTRY_COMPARE(commands.keyText(QStringLiteral("panel.toggle")), QString());
    }

    void paletteActsOnTheSelectedTask()
    {
        Stage s;
        const TaskId task = s.draft(QStringLiteral("a draft"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value)->hasActiveFocus());
        s.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("palette.words")) &&
                    s.item(QStringLiteral("palette.words"))->hasActiveFocus());
        QStringList offers;
        for (const PaletteRow &row : app(s).palette()->offers()->rows())
            offers += row.key;
        QVERIFY(offers.contains(QStringLiteral("command:task.publish")));
        QVERIFY(offers.contains(QStringLiteral("command:view.settings")));
        QVERIFY(!offers.contains(QStringLiteral("command:task.approve"))); // it waits for no approval
        QVERIFY(!offers.contains(QStringLiteral("command:inbox.accept"))); // another view's
        s.key(Qt::Key_Escape);
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value)->hasActiveFocus()); // SHL-04
        s.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("palette.words")) &&
                    s.item(QStringLiteral("palette.words"))->hasActiveFocus());
        s.type(QStringLiteral("publ"));
        QCOMPARE(app(s).palette()->current(), 0);
        s.key(Qt::Key_Return);
        QTRY_COMPARE(columnOf(*s.model().find(task)), BoardColumn::Ready);
    }

    void paletteFindsTasks()
    {
        Stage s;
        s.board.addTask(QStringLiteral("write the manual"));
        const TaskId wanted = s.board.addTask(QStringLiteral("zebra crossing"));
        QVERIFY(s.open());
        s.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("palette.words")) &&
                    s.item(QStringLiteral("palette.words"))->hasActiveFocus());
        s.type(QStringLiteral("zeb"));
        QTRY_COMPARE(app(s).palette()->offers()->rowCount(), 1);
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.screen().selected(), wanted.value);
        QVERIFY(app(s).task()->isOpen());
        s.screen().select({});
        s.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("palette.words")));
        const auto &rows = app(s).palette()->offers()->rows();
        QVERIFY(std::any_of(rows.begin(), rows.end(), [&](const PaletteRow &row) {
            return row.key == QStringLiteral("recent:") + wanted.value;
        }));
    }

    void helpNamesEveryKey()
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value)->hasActiveFocus());
        s.key(Qt::Key_Question);
        QTRY_VERIFY(s.item(QStringLiteral("help.list")) && s.item(QStringLiteral("help.list"))->hasActiveFocus());
        QCOMPARE(s.item(QStringLiteral("help.list"))->property("count").toInt(), int(commandTable().size()));
        s.key(Qt::Key_Escape);
        QTRY_VERIFY(s.item(QStringLiteral("card.") + task.value)->hasActiveFocus());
    }

    void tenItemsByKeysOnly() // 3
    {
        Stage s;
        const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
        std::vector<TaskId> tasks;
        for (int i = 0; i < 10; ++i) {
            const QString title = QStringLiteral("item %1").arg(i);
            tasks.push_back(i < 2 ? foreignDraft(s, agent, title) : s.approval(title));
            s.board.clock.advance(1'000);
        }
        const TaskId original = s.board.addTask(QStringLiteral("the original"));
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 11)); // one lane
        QTRY_COMPARE(app(s).navigation()->views()->rows().front().count, QStringLiteral("10"));
        InboxViewModel &inbox = *app(s).inbox();
        const auto focused = [&](const TaskId &task) {
            return QTest::qWaitFor([&] { return inbox.current() == task.value; });
        };
        const auto reach = [&](const TaskId &task) {
            go(s, Qt::Key_G); // the first one
            for (int i = 0; i < 10 && inbox.current() != task.value; ++i)
                s.key(Qt::Key_J);
            return inbox.current() == task.value;
        };
        QVERIFY(focused(tasks[9])); // the latest first
        s.key(Qt::Key_1);           // approve
        QTRY_VERIFY(s.board.task(tasks[9]).approvalState == ApprovalState::Approved);
        QVERIFY(focused(tasks[8]));
        s.key(Qt::Key_3); // decline, with a reason
        QTRY_VERIFY(s.item(QStringLiteral("input.Reason (optional)")) &&
                    s.item(QStringLiteral("input.Reason (optional)"))->hasActiveFocus());
        s.type(QStringLiteral("not now"));
        s.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(s.board.task(tasks[8]).approvalState == ApprovalState::Rejected);
        QTRY_VERIFY(reach(tasks[7]));
        s.key(Qt::Key_E); // archive
        QTRY_VERIFY(!lastToast(s).isEmpty() && lastToast(s).contains(QStringLiteral("archived")));
        QTRY_VERIFY(reach(tasks[6]));
        s.key(Qt::Key_H); // snooze, first choice
        QTRY_VERIFY(s.item(QStringLiteral("choices.Until when")) &&
                    s.item(QStringLiteral("choices.Until when"))->hasActiveFocus());
        s.key(Qt::Key_Return);
        QTRY_VERIFY(lastToast(s).contains(QStringLiteral("snoozed")));
        QTRY_VERIFY(reach(tasks[5]));
        s.key(Qt::Key_E, Qt::ShiftModifier); // dismiss
        QTRY_VERIFY(lastToast(s).contains(QStringLiteral("dismissed")));
        QTRY_VERIFY(reach(tasks[4]));
        s.key(Qt::Key_2); // duplicate
        QTRY_VERIFY(s.item(QStringLiteral("duplicate.search")) &&
                    s.item(QStringLiteral("duplicate.search"))->hasActiveFocus());
        s.type(QStringLiteral("orig"));
        QTRY_COMPARE(inbox.finder()->found()->rowCount(), 1);
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.board.task(tasks[4]).duplicateOf, std::optional(original));
        QTRY_VERIFY(reach(tasks[3]));
        s.key(Qt::Key_X); // mark two, approve both
        s.key(Qt::Key_J);
        s.key(Qt::Key_X);
        QCOMPARE(inbox.marked(), 2);
        s.key(Qt::Key_1);
        QTRY_VERIFY(s.board.task(tasks[3]).approvalState == ApprovalState::Approved);
        QTRY_VERIFY(s.board.task(tasks[2]).approvalState == ApprovalState::Approved);
        QTRY_VERIFY(reach(tasks[1]));
        s.key(Qt::Key_J, Qt::ShiftModifier);
        s.key(Qt::Key_1); // publish both drafts
        QTRY_VERIFY(s.board.task(tasks[0]).status != TaskStatus::Draft);
        QTRY_VERIFY(s.board.task(tasks[1]).status != TaskStatus::Draft);
        QTRY_COMPARE(app(s).navigation()->views()->rows().front().count.isEmpty() ||
                         app(s).navigation()->views()->rows().front().count == QStringLiteral("1"),
                     true); // the declined one stays, as blocked
    }

    void focusMakesRead() // 3: after one second
    {
        Stage s;
        s.approval(QStringLiteral("one"));
        s.board.clock.advance(1'000);
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 2));
        QVERIFY(app(s).inbox()->rows()->rows()[1].unread);
        QTRY_VERIFY(!app(s).inbox()->rows()->rows()[1].unread);
        s.key(Qt::Key_U);
        QTRY_VERIFY(app(s).inbox()->rows()->rows()[1].unread);
        QCOMPARE(app(s).navigation()->views()->rows().front().count, QStringLiteral("1"));
    }

    void oneOfManyFails() // BRD-04: failures are listed by name, the others go through
    {
        Stage s;
        const TaskId good = s.approval(QStringLiteral("good"));
        s.board.clock.advance(1'000);
        const TaskId bad = s.board.addTask(QStringLiteral("bad"));
        TaskUpdate own;
        own.taskId = bad;
        own.changes.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
        QVERIFY(s.board.run(s.board.human, own).has_value());
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 4)); // two lanes
        s.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(app(s).inbox()->marked(), 2);
        s.key(Qt::Key_1);
        QTRY_VERIFY(s.board.task(good).approvalState == ApprovalState::Approved);
        QTRY_VERIFY(lastToast(s).contains(QStringLiteral("1 of 2")));
    }

    void archiveIsUndone() // 6
    {
        Stage s;
        s.approval(QStringLiteral("one"));
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 2));
        s.key(Qt::Key_E);
        QTRY_VERIFY(lastToast(s).contains(QStringLiteral("archived")));
        QTRY_VERIFY(app(s).inbox()->rows()->rowCount() == 2 &&
                    app(s).inbox()->rows()->rows()[0].title == QStringLiteral("Archived"));
        const ToastRow toast = app(s).toasts()->rows().back();
        QVERIFY(toast.deed > 0);
        QTRY_VERIFY(s.item(QStringLiteral("undo.") + toast.key));
        const QQuickItem *button = s.item(QStringLiteral("undo.") + toast.key);
        QTest::mouseClick(s.window(), Qt::LeftButton, {},
                          button->mapToScene(QPointF(button->width() / 2, button->height() / 2)).toPoint());
        QTRY_COMPARE(app(s).inbox()->rows()->rows()[0].title, QStringLiteral("Approvals"));
    }

    void pauseIsUndoneAndDoneAgain() // 6
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.key(Qt::Key_P, Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("input.Reason")) && s.item(QStringLiteral("input.Reason"))->hasActiveFocus());
        s.type(QStringLiteral("wait"));
        s.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(s.board.task(task).pause.has_value());
        QTRY_VERIFY(!app(s).history()->undoText().isEmpty());
        s.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!s.board.task(task).pause.has_value());
        QTRY_VERIFY(!app(s).history()->redoText().isEmpty());
        s.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.board.task(task).pause.has_value());
    }

    void editsAreUndone() // 6
    {
        Stage s;
        const TaskId one = s.board.addTask(QStringLiteral("one"));
        const TaskId two = s.board.addTask(QStringLiteral("two"));
        QVERIFY(s.open());
        TaskChanges changes;
        changes.priority = QStringLiteral("urgent");
        changes.labels = QStringList{QStringLiteral("x")};
        changes.milestone = QStringLiteral("m1");
        app(s).history()->update({one, two}, changes, QStringLiteral("changed"), QStringLiteral("not changed"));
        QTRY_COMPARE(s.board.task(two).priority, Priority::Urgent);
        QTRY_COMPARE(app(s).history()->undoText(), QStringLiteral("changed"));
        s.key(Qt::Key_Z, Qt::ControlModifier);
        for (const TaskId &task : {one, two}) {
            QTRY_COMPARE(s.board.task(task).priority, Priority::Medium);
            QCOMPARE(s.board.task(task).labels, QStringList());
            QCOMPARE(s.board.task(task).milestone, QString());
        }
    }

    void undoIsRefusedAfterAnAgentActed() // 6
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("one"));
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
        QVERIFY(s.open());
        TaskChanges changes;
        changes.priority = QStringLiteral("urgent");
        app(s).history()->update({task}, changes, QStringLiteral("made urgent"), QStringLiteral("not changed"));
        QTRY_COMPARE(app(s).history()->undoText(), QStringLiteral("made urgent"));
        s.board.claimNext(agent);
        s.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(lastToast(s).startsWith(QStringLiteral("Not undone")));
        QVERIFY2(lastToast(s).contains(QStringLiteral("acted since")), qPrintable(lastToast(s)));
        QCOMPARE(s.board.task(task).priority, Priority::Urgent);
        QVERIFY(app(s).history()->undoText().isEmpty());
    }

    void workspaceNarrowsTheBoard()
    {
        Stage s;
        const QTemporaryDir folder;
        const auto workspace =
            s.board.run(s.board.human, WorkspaceCreate{{}, QStringLiteral("Website"), folder.path()});
        QVERIFY(workspace.has_value());
        TaskCreate request;
        request.title = QStringLiteral("inside");
        request.workspaceId = workspace->id;
        s.board.addTask(request);
        s.board.addTask(QStringLiteral("outside"));
        QVERIFY(s.open());
        QTRY_COMPARE(app(s).workspaces()->names(),
                     QStringList({QStringLiteral("All workspaces"), QStringLiteral("Website")}));
        QCOMPARE(s.model().shown(), 2);
        app(s).workspaces()->setCurrent(1);
        QCOMPARE(s.model().shown(), 1);
        app(s).workspaces()->setCurrent(0);
        QCOMPARE(s.model().shown(), 2);
    }

    void policyIsJudgedByTheEngine() // SET-01
    {
        Stage s;
        QVERIFY(s.open());
        PolicyViewModel &policy = *app(s).policy();
        const auto row = [&policy](const char *key) {
            for (const PolicyRow &r : policy.rows()->rows()) {
                if (r.key == QLatin1String(key))
                    return r;
            }
            return PolicyRow{};
        };
        QTRY_COMPARE(row("lease.default_ms").text, QStringLiteral("5 min"));
        policy.write(QStringLiteral("lease.default_ms"), QStringLiteral("10 min"));
        QTRY_COMPARE(row("lease.default_ms").text, QStringLiteral("10 min"));
        policy.write(QStringLiteral("lease.default_ms"), QStringLiteral("400 d"));
        QTRY_VERIFY(!row("lease.default_ms").refusal.isEmpty());
        policy.write(QStringLiteral("lease.default_ms"), QStringLiteral("soon"));
        QTRY_VERIFY(row("lease.default_ms").refusal.contains(QStringLiteral("duration")));
        policy.turn(QStringLiteral("agent_rights/approve"), true);
        policy.write(QStringLiteral("review.policy"), QStringLiteral("always"));
        policy.write(QStringLiteral("wip_limits/in_progress"), QStringLiteral("5!"));
        QTRY_VERIFY(row("agent_rights/approve").on);
        QTRY_COMPARE(row("review.policy").chosen, 3);
        QTRY_COMPARE(row("wip_limits/in_progress").text, QStringLiteral("5!"));
        policy.write(QStringLiteral("wip_limits/in_progress"), QString());
        QTRY_COMPARE(row("wip_limits/in_progress").text, QString());
    }

    void durationsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("seconds") << QStringLiteral("90 s") << qint64(90'000);
        QTest::newRow("minutes") << QStringLiteral("5min") << qint64(300'000);
        QTest::newRow("hours") << QStringLiteral("2 h") << qint64(7'200'000);
        QTest::newRow("days") << QStringLiteral("1 d") << qint64(86'400'000);
        QTest::newRow("bare") << QStringLiteral("30") << qint64(30'000);
        QTest::newRow("milliseconds") << QStringLiteral("1500 ms") << qint64(1'500);
        QTest::newRow("words") << QStringLiteral("soon") << qint64(-1);
        QTest::newRow("negative") << QStringLiteral("-5 s") << qint64(-1);
        QTest::newRow("blank") << QString() << qint64(-1);
    }
    void durationsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QCOMPARE(durationFrom(text, 1'000).value_or(-1), ms);
        if (ms >= 0)
            QCOMPARE(durationFrom(durationText(ms), 1'000).value_or(-1), ms);
    }

    void motionFollowsTheSystem() // SHL-05
    {
        Stage s;
        QVERIFY(s.open());
        AppearanceViewModel &appearance = *app(s).appearance();
        QVERIFY(!appearance.isMotionReduced());
        appearance.setSystemCalm(true);
        QVERIFY(appearance.isMotionReduced());
        appearance.setMotion(AppearanceViewModel::FullMotion);
        QVERIFY(!appearance.isMotionReduced());
        appearance.setSystemDark(true);
        QVERIFY(appearance.isDark());
        appearance.setMode(AppearanceViewModel::Light);
        QVERIFY(!appearance.isDark());
    }

    /// What is read sorts behind what is not; the line that is looked at stays, so that the next step misses none.
    void readLineStaysWhileItIsFocused() // TRI-11
    {
        Stage s;
        for (const char *title : {"First", "Second", "Third"}) {
            s.board.clock.advance(1'000);
            s.approval(QString::fromLatin1(title));
        }
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 4));
        const auto title = [&s](std::size_t row) { return app(s).inbox()->rows()->rows()[row].title; };
        QTRY_COMPARE(app(s).inbox()->currentRow(), 1);
        QCOMPARE(title(1), QStringLiteral("Third"));
        QTRY_COMPARE(app(s).inbox()->unread(), qint64(2));
        QTRY_VERIFY(!app(s).inbox()->rows()->rows()[1].unread);
        QCOMPARE(app(s).inbox()->currentRow(), 1);
        QCOMPARE(title(1), QStringLiteral("Third"));
        s.key(Qt::Key_J);
        QCOMPARE(title(static_cast<std::size_t>(app(s).inbox()->currentRow())), QStringLiteral("Second"));
    }

    /// More tasks than are shown: the one that was read falls behind the last line, and the next is not read by that.
    void inboxDoesNotReadItself() // TRI-11
    {
        Stage s;
        for (int i = 0; i < viewlimits::inboxRows + 5; ++i)
            s.approval(QStringLiteral("Task %1").arg(i));
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, viewlimits::inboxRows + 1));
        InboxViewModel &inbox = *app(s).inbox();
        const QString first = inbox.current();
        QTRY_VERIFY(inbox.current() != first && !inbox.current().isEmpty());
        const qint64 unread = inbox.unread();
        const QString next = inbox.current();
        // As long as reading it would take, and more.
        QTimer patience;
        patience.setSingleShot(true);
        QSignalSpy over(&patience, &QTimer::timeout);
        patience.start(2 * viewlimits::readingMs);
        QVERIFY(over.wait(4 * viewlimits::readingMs));
        QCOMPARE(inbox.current(), next);
        QCOMPARE(inbox.unread(), unread);
        // Once somebody moves there it is read.
        s.key(Qt::Key_J);
        QTRY_COMPARE(inbox.unread(), unread - 1);
    }

    /// More tasks than are shown of a lane: what newer ones push out stays marked, and the bar says so.
    void marksOutliveTheShownLines()
    {
        Stage s;
        const TaskId oldest = s.approval(QStringLiteral("Oldest"));
        for (int i = 1; i < viewlimits::inboxRows; ++i) {
            s.board.clock.advance(1'000);
            s.approval(QStringLiteral("Task %1").arg(i));
        }
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, viewlimits::inboxRows + 1));
        InboxViewModel &inbox = *app(s).inbox();
        inbox.toggleMark(oldest.value);
        QCOMPARE(inbox.summary(), QStringLiteral("1 marked"));
        s.board.clock.advance(1'000);
        s.approval(QStringLiteral("Newest"));
        QTRY_COMPARE(inbox.rows()->rows()[0].count,
                     QStringLiteral("first %1 of %2").arg(viewlimits::inboxRows).arg(viewlimits::inboxRows + 1));
        QCOMPARE(inbox.marked(), 1);
        QCOMPARE(inbox.summary(), QStringLiteral("1 marked, 1 of them below the last line"));
        inbox.accept();
        QTRY_COMPARE(s.model().find(oldest)->status, TaskStatus::Ready);
        QCOMPARE(inbox.marked(), 0);
        // What somebody else has dealt with is not marked any more.
        const TaskId last(inbox.rows()->rows().back().key);
        inbox.toggleMark(last.value);
        QVERIFY(s.board.run(s.board.human, TaskApprove{last, {}}).has_value());
        QTRY_COMPARE(inbox.marked(), 0);
    }

    void firstWindowFitsTheScreen() // SHL-05
    {
        Stage s;
        QVERIFY(s.desktop->load());
        const QSize room = s.window()->screen()->availableSize();
        QVERIFY(room.width() < 1'440 || room.height() < 900); // or this proves nothing
        QCOMPARE(s.window()->size(), s.window()->size().boundedTo(room));
    }

    void everyViewHasRolesAndNames_data() // SHL-04
    {
        QTest::addColumn<int>("key");
        QTest::newRow("inbox") << int(Qt::Key_I);
        QTest::newRow("board") << int(Qt::Key_B);
        QTest::newRow("runs") << int(Qt::Key_R);
        QTest::newRow("queue") << int(Qt::Key_Q);
        QTest::newRow("settings") << int(Qt::Key_S);
    }
    void everyViewHasRolesAndNames()
    {
        QFETCH(int, key);
        Stage s;
        fillInbox(s);
        QVERIFY(s.open());
        go(s, key);
        if (key == Qt::Key_I)
            QTRY_VERIFY(app(s).inbox()->rows()->rowCount() > 3);
        QStringList problems, names;
        walkAccessible(QAccessible::queryAccessibleInterface(s.window()), problems, names);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        QVERIFY(names.contains(QStringLiteral("Sidebar")));
    }

    void hostileTextStaysText() // SHL-06
    {
        Stage s;
        const QString title =
            QStringLiteral("<img src=\"file:///etc/passwd\" width=99999><b>bold</b> \u202egnp.exe\u200f");
        const TaskId task = s.approval(title);
        s.approval(QString(200, QChar(0xfe0f)) + QStringLiteral("\U0001F469\u200D\U0001F4BB").repeated(35));
        QVERIFY(s.open());
        go(s, Qt::Key_I);
        QVERIFY(inboxReady(s, 3));
        app(s).inbox()->focusTask(task.value);
        const auto &rows = app(s).inbox()->rows()->rows();
        const QString shown = rows[static_cast<std::size_t>(app(s).inbox()->currentRow())].title;
        QVERIFY(shown.startsWith(QStringLiteral("<img src=")));
        QVERIFY(!shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x200f)));
        s.key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(s.item(QStringLiteral("palette.words")) &&
                    s.item(QStringLiteral("palette.words"))->hasActiveFocus());
        s.type(QStringLiteral("bold"));
        QTRY_COMPARE(app(s).palette()->offers()->rowCount(), 1);
        QCOMPARE(app(s).palette()->offers()->rows()[0].title, shown);
        QVERIFY(!s.window()->grabWindow().isNull());
    }

    void scene_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<bool>("dark");
        for (const char *scene : {"inbox", "inbox-empty", "inbox-marked", "settings-look", "settings-keys",
                                  "settings-notices", "settings-policy", "settings-workspaces", "settings-about",
                                  "palette", "help", "folded", "small", "large"}) {
            QTest::addRow("%s-light", scene) << QString::fromLatin1(scene) << false;
            QTest::addRow("%s-dark", scene) << QString::fromLatin1(scene) << true;
        }
    }
    void scene()
    {
        QFETCH(QString, scene);
        QFETCH(bool, dark);
        if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
            qGuiApp->setFont(QFont(QStringLiteral("Inter")));
        Stage s;
        app(s).appearance()->setMotion(AppearanceViewModel::ReducedMotion); // nothing is caught while it slides
        app(s).appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        if (scene != QLatin1String("inbox-empty"))
            fillInbox(s);
        if (scene == QLatin1String("large"))
            app(s).appearance()->setTextScale(2.0);
        QVERIFY(s.open());
        if (scene == QLatin1String("small") || scene == QLatin1String("large"))
            s.window()->resize(900, 600);
        if (scene.startsWith(QLatin1String("settings"))) {
            go(s, Qt::Key_S);
            QTRY_VERIFY(s.item(QStringLiteral("settings")));
            const int page = scene.endsWith(QLatin1String("look"))         ? 0
                             : scene.endsWith(QLatin1String("keys"))       ? 1
                             : scene.endsWith(QLatin1String("notices"))    ? 2
                             : scene.endsWith(QLatin1String("policy"))     ? 3
                             : scene.endsWith(QLatin1String("workspaces")) ? 4
                                                                           : 5;
            s.item(QStringLiteral("settings"))->setProperty("page", page);
            QTRY_VERIFY(app(s).policy()->rows()->rowCount() > 0);
        } else if (scene == QLatin1String("palette")) {
            s.key(Qt::Key_Right);
            s.key(Qt::Key_K, Qt::ControlModifier);
            QTRY_VERIFY(s.item(QStringLiteral("palette.words")));
        } else if (scene == QLatin1String("help")) {
            app(s).commands()->run(QStringLiteral("help.open"));
            QTRY_VERIFY(s.item(QStringLiteral("help.list")));
        } else if (scene == QLatin1String("folded")) {
            s.key(Qt::Key_BracketLeft);
            s.key(Qt::Key_Right);
        } else {
            go(s, Qt::Key_I);
            QTRY_VERIFY(app(s).inbox()->isLoaded());
            if (scene != QLatin1String("inbox-empty"))
                QTRY_VERIFY(app(s).inbox()->currentRow() >= 0 && app(s).task()->isLoaded());
            if (scene == QLatin1String("inbox-marked")) {
                s.key(Qt::Key_X);
                s.key(Qt::Key_J, Qt::ShiftModifier);
            }
        }
        QTRY_VERIFY(!app(s).status()->engineText().isEmpty());
        QVERIFY(s.window()->grabWindow().save(pictures() + QLatin1String(QTest::currentDataTag()) +
                                              QStringLiteral(".png")));
    }
};

STINT_REGISTER_TEST(ShellTest)
#include "tst_shell.moc"
