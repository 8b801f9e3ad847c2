#include "model/items/texts.h"
#include "tests/desktop/a11ywalk.h"
#include "tests/desktop/samples.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQmlNetworkAccessManagerFactory>
#include <QQmlProperty>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTranslator>

#include <algorithm>
#include <functional>

using namespace stint;
using namespace stint::test;

namespace
{

using View = NavigationViewModel;

void press(Stage &s, const QString &sequence)
{
    const QKeySequence keys = QKeySequence::fromString(sequence, QKeySequence::PortableText);
    for (int i = 0; i < keys.count(); ++i)
        QTest::keyClick(s.window(), keys[uint(i)].key(), keys[uint(i)].keyboardModifiers());
}

/// Every item of the window, menus and dialogs among them, that is on the screen.
void eachItem(QQuickItem *root, const std::function<void(QQuickItem *)> &look)
{
    if (!root->isVisible())
        return;
    look(root);
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children)
        eachItem(child, look);
}

bool isFrame(const QQuickItem *item)
{
    const QVariant width = QQmlProperty::read(item, QStringLiteral("border.width"));
    return width.isValid() && width.toInt() >= 2 && item->width() > 0;
}

/// Whether no list or page has scrolled the item away.
bool isInView(const QQuickItem *item)
{
    const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    for (const QQuickItem *around = item->parentItem(); around; around = around->parentItem()) {
        const QRectF frame = around->mapRectToScene(QRectF(0, 0, around->width(), around->height()));
        if (around->clip() && frame.intersected(place).height() < std::min({place.height(), frame.height(), 20.0}))
            return false;
    }
    return true;
}

/// Whether something on the screen says that \a item has the keyboard: a frame, a cursor of text, the bar of the grip.
bool isSeen(QQuickItem *item)
{
    bool seen = item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit") ||
                item->objectName() == QLatin1String("grip");
    const auto look = [&seen](QQuickItem *part) { seen = seen || isFrame(part); };
    eachItem(item, look);
    // A list may draw the frame of its current line itself.
    for (const QQuickItem *at = item; at->parentItem() && !seen; at = at->parentItem()) {
        const QList<QQuickItem *> beside = at->parentItem()->childItems();
        for (QQuickItem *sibling : beside) {
            if (QByteArray(sibling->metaObject()->className()).startsWith("ListFrame"))
                eachItem(sibling, look);
        }
    }
    return seen && isInView(item);
}

QString nameOf(const QQuickItem *item)
{
    return item ? item->objectName() + QLatin1Char(' ') + QLatin1String(item->metaObject()->className())
                : QStringLiteral("nothing");
}

/// Texts on the screen that are not plain.
QStringList markupTexts(Stage &s)
{
    QStringList found;
    eachItem(s.window()->contentItem(), [&found](QQuickItem *item) {
        const bool isText = item->inherits("QQuickText") || item->inherits("QQuickTextEdit");
        if (isText && !item->property("text").toString().isEmpty() && item->property("textFormat").toInt() != 0)
            found += nameOf(item) + QStringLiteral(": ") + item->property("text").toString().left(60);
    });
    return found;
}

/// Nothing on a board is a reason to go to a network.
class NoNetwork final : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *) override
    {
        ++asked;
        return nullptr;
    }
    int asked = 0;
};

/// Marks whatever went through a translation.
class Marker final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QStringLiteral("\u27e6") + QString::fromUtf8(source) + QStringLiteral("\u27e7");
    }
};

const QString hostile = QStringLiteral("<img src=\"http://127.0.0.1:1/x.png\" width=\"90000\"><b>\u00a7</b>");

} // namespace

/// What every part of the window owes its person: keys that are heard, focus that is seen and comes back, names for
/// those who do not see, words that can be translated, and text that is nothing but text.
class ReachTest : public QObject
{
    Q_OBJECT

    static AppViewModel &app(Stage &s) { return s.desktop->app(); }
    /// A board with something in every view.
    static TaskId fill(Stage &s)
    {
        TaskCreate request;
        request.title = QStringLiteral("\u00a7 one");
        request.description = QStringLiteral("\u00a7 **text**");
        request.labels = {QStringLiteral("\u00a7l")};
        request.acceptance = {{QStringLiteral("\u00a7 done"), false, {}}};
        const TaskId task = s.board.addTask(request);
        s.board.clock.advance(1'000);
        s.approval(QStringLiteral("\u00a7 two"));
        s.board.clock.advance(1'000);
        s.approval(QStringLiteral("\u00a7 three"));
        return task;
    }
    static bool focusOn(Stage &s, const QString &name)
    {
        return QTest::qWaitFor([&] { return s.item(name) && s.item(name)->hasActiveFocus(); });
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyKeyIsHeard() // 6: every key that `?` names
    {
        Stage s;
        const TaskId task = fill(s);
        QVERIFY(s.open());
        QSignalSpy heard(app(s).commands(), &CommandsViewModel::performed);
        int keys = 0;
        const auto isLock = [](const CommandInfo &command) { return qstrcmp(command.name, "board.lock") == 0; };
        // Last the one that takes the board and all that is shown away.
        std::vector<CommandInfo> commands(commandTable().begin(), commandTable().end());
        std::stable_partition(commands.begin(), commands.end(), std::not_fn(isLock));
        for (const CommandInfo &command : commands) {
            if (command.isFixed)
                continue;
            for (const QString &key : QString::fromLatin1(command.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
                app(s).navigation()->show(command.scope == CommandScope::Inbox   ? View::Inbox
                                          : command.scope == CommandScope::Runs  ? View::Runs
                                          : command.scope == CommandScope::Queue ? View::Queue
                                                                                 : View::Board);
                s.screen().select(task.value);
                QTest::qWait(0);
                heard.clear();
                press(s, key);
                QTRY_VERIFY2(heard.count() == 1, qPrintable(QLatin1String(command.name) + QLatin1Char(' ') + key));
                QCOMPARE(heard.front().front().toString(), QLatin1String(command.name));
                ++keys;
                if (isLock(command))
                    continue;
                for (const DetailsWindow &window : std::vector(app(s).windows()->list()->rows()))
                    app(s).windows()->close(window.key);
                s.window()->requestActivate();
                QVERIFY(QTest::qWaitForWindowActive(s.window()));
                // Whatever it has opened goes, and with it the marks and the card in hand.
                for (int i = 0; i < 3; ++i) {
                    s.key(Qt::Key_Escape);
                    QTest::qWait(0);
                }
                QTRY_VERIFY(!s.item(QStringLiteral("dialog.abort")) && !s.item(QStringLiteral("palette")));
            }
        }
        QVERIFY(keys > 70);
    }

    void focusComesBack_data() // SHL-04
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<QString>("from"); ///< blank: the card or the line
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("opened");
        const auto row = [](const char *name, View::View view, const char *from, const char *key, const char *opened) {
            QTest::newRow(name) << int(view) << QString::fromLatin1(from) << QString::fromLatin1(key)
                                << QString::fromLatin1(opened);
        };
        row("new task", View::Board, "", "C", "newTask.title");
        row("palette", View::Board, "", "Ctrl+K", "palette.words");
        row("help", View::Board, "", "?", "help.list");
        row("reason", View::Board, "", "Del", "input.Reason (optional)");
        row("filter", View::Board, "", "F", "facet.status");
        row("display", View::Board, "", "O", "order.0");
        row("paste", View::Board, "", "Ctrl+V", "paste.list");
        row("views", View::Board, "views", "Space", "viewName");
        row("columns", View::Board, "columns", "Return", "menu.Draft");
        row("limit", View::Board, "fold.2", "Menu", "limit");
        row("start agent", View::Runs, "runs.start", "Return", "startAgent.name");
        row("duplicate", View::Inbox, "", "2", "duplicate.search");
        row("snooze", View::Inbox, "", "H", "choices.Until when");
        row("decline", View::Inbox, "", "3", "input.Reason (optional)");
    }
    void focusComesBack()
    {
        QFETCH(int, view);
        QFETCH(QString, from);
        QFETCH(QString, key);
        QFETCH(QString, opened);
        Stage s;
        fill(s);
        QVERIFY(s.open());
        QGuiApplication::clipboard()->setText(QStringLiteral("first\nsecond"));
        app(s).navigation()->show(View::View(view));
        if (view == View::Inbox)
            QTRY_VERIFY(app(s).inbox()->currentRow() >= 0);
        else
            s.key(Qt::Key_Down);
        if (!from.isEmpty())
            s.item(from)->forceActiveFocus(Qt::TabFocusReason);
        QQuickItem *const before = s.window()->activeFocusItem();
        QVERIFY(before);
        press(s, key);
        QVERIFY2(focusOn(s, opened), qPrintable(nameOf(s.window()->activeFocusItem())));
        QTRY_VERIFY2(isSeen(s.window()->activeFocusItem()), qPrintable(nameOf(s.window()->activeFocusItem())));
        s.key(Qt::Key_Escape);
        QTRY_COMPARE(nameOf(s.window()->activeFocusItem()), nameOf(before));
        QCOMPARE(s.window()->activeFocusItem(), before);
        QVERIFY2(isSeen(before), qPrintable(nameOf(before)));
    }

    void focusIsSeen_data() // SHL-04: wherever Tab and the arrows lead
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<int>("tab"); ///< of the details; −1: closed
        QTest::newRow("board") << int(View::Board) << -1;
        QTest::newRow("inbox") << int(View::Inbox) << 0;
        QTest::newRow("settings") << int(View::Settings) << -1;
        for (int tab = 0; tab < 7; ++tab)
            QTest::addRow("details %d", tab) << int(View::Board) << tab;
    }
    void focusIsSeen()
    {
        QFETCH(int, view);
        QFETCH(int, tab);
        Stage s;
        const TaskId task = fill(s);
        s.board.enqueue(task);
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.window()->resize(1'000, 600); // more than it holds at once
        app(s).navigation()->show(View::View(view));
        QTest::qWait(0);
        if (tab >= 0) {
            app(s).task()->setOpen(true);
            QTRY_VERIFY(app(s).task()->isLoaded());
            Q_EMIT app(s).navigation()->tabWanted(tab);
        }
        if (tab >= 0 && view == View::Board)
            s.item(QStringLiteral("panel"))->forceActiveFocus(Qt::TabFocusReason);
        QSet<const void *> visited; // some may be gone by the end
        QStringList names;
        constexpr int stopsMax = 120;
        for (int i = 0; i < stopsMax; ++i) {
            s.key(Qt::Key_Tab);
            QQuickItem *const at = s.window()->activeFocusItem();
            QVERIFY(at);
            QVERIFY2(isSeen(at), qPrintable(nameOf(at)));
            if (visited.contains(at) || (tab >= 0 && at->objectName() == QLatin1String("grip")))
                break; // once around, or out of the details
            visited.insert(at);
            names += at->objectName();
        }
        const QStringList last{QStringLiteral("field.external_key"), {}, {}, {}, {},
                               QStringLiteral("field.all.required")};
        if (tab >= 0 && view == View::Board && !last.value(tab).isEmpty())
            QVERIFY2(names.contains(last.value(tab)), qPrintable(names.join(QLatin1Char(' '))));
        QVERIFY2(!visited.isEmpty(), qPrintable(names.join(QLatin1Char(' '))));
    }

    void newsLeaveTheFocusWhereItIs() // SHL-04
    {
        Stage s;
        fill(s);
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        s.item(QStringLiteral("views"))->forceActiveFocus(Qt::TabFocusReason);
        const int before = s.model().total();
        s.board.addTask(QStringLiteral("\u00a7 news"));
        QTRY_COMPARE(s.model().total(), before + 1);
        QVERIFY2(s.item(QStringLiteral("views"))->hasActiveFocus(), qPrintable(nameOf(s.window()->activeFocusItem())));
    }

    void arrowsLeadThroughMenus() // SHL-04
    {
        Stage s;
        fill(s);
        QVERIFY(s.open());
        s.key(Qt::Key_F);
        QVERIFY(focusOn(s, QStringLiteral("facet.status")));
        for (const char *next : {"facet.priority", "facet.person", "facet.label"}) {
            s.key(Qt::Key_Down);
            QVERIFY2(focusOn(s, QLatin1String(next)), qPrintable(nameOf(s.window()->activeFocusItem())));
            QVERIFY2(isSeen(s.window()->activeFocusItem()), next);
        }
        s.key(Qt::Key_Return); // its values
        s.key(Qt::Key_Right);
        QVERIFY2(focusOn(s, QStringLiteral("value.\u00a7l")), qPrintable(nameOf(s.window()->activeFocusItem())));
        s.key(Qt::Key_Return);
        QCOMPARE(s.model().shown(), 1);
        s.key(Qt::Key_Left);
        QVERIFY2(focusOn(s, QStringLiteral("facet.label")), qPrintable(nameOf(s.window()->activeFocusItem())));
        // Who uses the pointer is not shown frames.
        s.key(Qt::Key_Escape);
        s.item(QStringLiteral("columns"))->forceActiveFocus();
        QVERIFY(isSeen(s.item(QStringLiteral("columns"))));
        QTest::mouseClick(s.window(), Qt::LeftButton, {}, QPoint(2, 2));
        s.item(QStringLiteral("columns"))->forceActiveFocus();
        QVERIFY(!isSeen(s.item(QStringLiteral("columns"))));
    }

    void everyPartHasARoleAndAName_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<int>("number");
        for (int tab = 0; tab < 7; ++tab)
            QTest::addRow("details %d", tab) << QStringLiteral("details") << tab;
        for (int page = 0; page < 6; ++page)
            QTest::addRow("settings %d", page) << QStringLiteral("settings") << page;
        for (const char *key : {"C", "Ctrl+K", "?", "Del", "F", "O", "Ctrl+V"})
            QTest::newRow(key) << QString::fromLatin1(key) << 0;
        QTest::newRow("start agent") << QStringLiteral("Shift+S") << 0;
    }
    void everyPartHasARoleAndAName()
    {
        QFETCH(QString, part);
        QFETCH(int, number);
        Stage s;
        const TaskId task = fill(s);
        s.board.enqueue(task);
        TaskCreateChild child;
        child.parent = task;
        child.task.title = QStringLiteral("\u00a7 child");
        const auto made = s.board.run(s.board.human, child);
        DependencyAdd edge;
        edge.taskId = task;
        edge.dependsOn = s.draft(QStringLiteral("\u00a7 before"));
        QVERIFY(made.has_value() && s.board.run(s.board.human, edge).has_value());
        QVERIFY(s.open());
        QGuiApplication::clipboard()->setText(QStringLiteral("first\nsecond"));
        s.screen().select(task.value);
        if (part == QLatin1String("details")) {
            app(s).task()->setOpen(true);
            QTRY_VERIFY(app(s).task()->isLoaded());
            Q_EMIT app(s).navigation()->tabWanted(number);
            QTRY_VERIFY(app(s).task()->runs()->rowCount() > 0 && app(s).task()->children()->rowCount() > 0);
            app(s).task()->run()->toggle(app(s).task()->runs()->rows().front().key);
            QTRY_VERIFY(app(s).task()->run()->isLoaded());
        } else if (part == QLatin1String("settings")) {
            app(s).navigation()->show(View::Settings);
            QTRY_VERIFY(s.item(QStringLiteral("settings")));
            s.item(QStringLiteral("settings"))->setProperty("page", number);
            QTRY_VERIFY(app(s).policy()->rows()->rowCount() > 0);
        } else {
            if (part == QLatin1String("Shift+S"))
                app(s).navigation()->show(View::Runs);
            press(s, part);
        }
        QTest::qWait(0);
        QVERIFY(part != QLatin1String("Shift+S") || s.item(QStringLiteral("startAgent.name")));
        QStringList problems, names;
        walkAccessible(QAccessible::queryAccessibleInterface(s.window()), problems, names);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        QCOMPARE(markupTexts(s), QStringList());
    }

    void everyWordCanBeTranslated_data()
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<int>("page");
        QTest::newRow("board") << int(View::Board) << 0;
        QTest::newRow("inbox") << int(View::Inbox) << 0;
        for (const int tab : {0, 1, 3, 4, 5, 6})
            QTest::addRow("details %d", tab) << int(View::Board) << tab;
        for (int page = 0; page < 6; ++page)
            QTest::addRow("settings %d", page) << int(View::Settings) << page;
    }
    void everyWordCanBeTranslated()
    {
        QFETCH(int, view);
        QFETCH(int, page);
        Marker marker;
        QVERIFY(QCoreApplication::installTranslator(&marker));
        Stage s;
        const TaskId task = fill(s);
        QVERIFY(s.open());
        s.screen().select(task.value);
        app(s).navigation()->show(View::View(view));
        QTest::qWait(0);
        if (view == View::Settings)
            s.item(QStringLiteral("settings"))->setProperty("page", page);
        else
            app(s).task()->setOpen(true);
        QTRY_VERIFY(view == View::Settings || app(s).task()->isLoaded());
        Q_EMIT app(s).navigation()->tabWanted(page);
        QTRY_VERIFY(app(s).policy()->rows()->rowCount() > 0);
        // Words of the board, and the engine's: what a gate says comes with the board.
        QStringList given{QStringLiteral("key file"), QStringLiteral("ada")};
        s.model().forEach([&given](const TaskSummary &t) {
            given += texts::handle(t.id, t.identifier);
            if (t.gate)
                given += t.gate->text;
        });
        QStringList untranslated;
        const QRegularExpression word(QStringLiteral("[A-Za-z]{2}"));
        const auto judge = [&](const QString &text) {
            const bool isGiven = text.contains(QChar(0x00a7)) ||
                                 std::any_of(given.begin(), given.end(), [&](const QString &g) { return text == g; });
            if (!isGiven && !text.contains(QChar(0x27e6)) && text.contains(word))
                untranslated += text;
        };
        eachItem(s.window()->contentItem(), [&](QQuickItem *item) {
            if (item->inherits("QQuickText"))
                judge(item->property("text").toString());
        });
        QStringList problems, names;
        walkAccessible(QAccessible::queryAccessibleInterface(s.window()), problems, names);
        for (const QString &name : names)
            judge(name);
        untranslated.removeDuplicates();
        QCoreApplication::removeTranslator(&marker);
        QVERIFY2(untranslated.isEmpty(), qPrintable(untranslated.join(QLatin1Char('\n'))));
    }

    void detailsInAWindowOfTheirOwn() // 1
    {
        Stage s;
        const TaskId first = fill(s);
        const TaskId second = s.approval(QStringLiteral("\u00a7 four"));
        QVERIFY(s.open());
        s.screen().select(first.value);
        s.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(app(s).windows()->list()->rowCount(), 1);
        const auto windowOf = [](const TaskId &task) -> QQuickWindow * {
            for (QWindow *window : QGuiApplication::topLevelWindows()) {
                if (window->isVisible() && window->objectName() == QStringLiteral("details.") + task.value)
                    return qobject_cast<QQuickWindow *>(window);
            }
            return nullptr;
        };
        QTRY_VERIFY(windowOf(first));
        QTRY_VERIFY(windowOf(first)->title().startsWith(QStringLiteral("\u00a7 one")));
        // It stays with its task; the panel goes on following the selection.
        s.screen().select(second.value);
        QCOMPARE(app(s).windows()->list()->rows().front().task->taskId(), first.value);
        app(s).windows()->open(first.value);
        QCOMPARE(app(s).windows()->list()->rowCount(), 1);
        app(s).windows()->open(second.value);
        QTRY_VERIFY(windowOf(second));
        QVERIFY(QTest::qWaitForWindowActive(windowOf(second)));
        // What an action there asks is asked there.
        s.screen().actOn(second.value, look::Action::Cancel);
        QTRY_VERIFY(Stage::below(windowOf(second)->contentItem(), QStringLiteral("dialog.abort")));
        QVERIFY(!s.item(QStringLiteral("dialog.abort")));
        QTest::keyClick(windowOf(second), Qt::Key_Escape);
        QTRY_VERIFY(!Stage::below(windowOf(second)->contentItem(), QStringLiteral("dialog.abort")));
        QTest::keyClick(windowOf(second), Qt::Key_Escape);
        QTRY_VERIFY(!windowOf(second));
        QCOMPARE(app(s).windows()->list()->rowCount(), 1);
        QTRY_VERIFY(windowOf(first));
        windowOf(first)->close();
        QTRY_COMPARE(app(s).windows()->list()->rowCount(), 0);
        s.window()->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(s.window()));
        s.screen().actOn(second.value, look::Action::Cancel);
        QTRY_VERIFY(s.item(QStringLiteral("dialog.abort")));
    }

    void nothingIsOutOfReachWhenNarrow() // SHL-05
    {
        Stage s;
        fill(s);
        QVERIFY(s.open());
        s.window()->resize(900, 600);
        s.key(Qt::Key_G);
        s.key(Qt::Key_I);
        QTRY_VERIFY(app(s).inbox()->currentRow() >= 0 && app(s).task()->isLoaded());
        const QString task = app(s).inbox()->current();
        QTRY_VERIFY(s.item(QStringLiteral("inbox.more")));
        QVERIFY(!s.item(QStringLiteral("inbox.dismiss"))->isEnabled()); // it has no room and takes no focus
        s.item(QStringLiteral("inbox.more"))->forceActiveFocus();
        s.key(Qt::Key_Return);
        QVERIFY(focusOn(s, QStringLiteral("menu.inbox.accept")));
        s.key(Qt::Key_Up); // round to the last
        QVERIFY(focusOn(s, QStringLiteral("menu.inbox.dismiss")));
        s.key(Qt::Key_Return);
        QTRY_VERIFY(app(s).inbox()->current() != task);
        // The details list the sections that find no room.
        QTRY_VERIFY(s.item(QStringLiteral("tabs.more")));
        s.item(QStringLiteral("tabs.more"))->forceActiveFocus();
        s.key(Qt::Key_Return);
        QVERIFY(focusOn(s, QStringLiteral("section.0")));
        s.key(Qt::Key_Up);
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("addChild")));
        const QQuickItem *tab = s.item(QStringLiteral("tab.6"));
        QCOMPARE(tab->opacity(), 1.0); // it has come into view
    }

    void enterLeadsIntoTheDetails() // SHL-04
    {
        Stage s;
        fill(s);
        QVERIFY(s.open());
        s.key(Qt::Key_Down);
        const QString card = QStringLiteral("card.") + s.screen().selected();
        QVERIFY(focusOn(s, card));
        s.key(Qt::Key_Return); // opens them; the board keeps the keyboard
        QTRY_VERIFY(app(s).task()->isLoaded());
        QVERIFY(focusOn(s, card));
        s.key(Qt::Key_Return);
        QVERIFY2(focusOn(s, QStringLiteral("tab.0")), qPrintable(nameOf(s.window()->activeFocusItem())));
        QVERIFY(isSeen(s.window()->activeFocusItem()));
        s.key(Qt::Key_Right);
        QVERIFY(focusOn(s, QStringLiteral("tab.1")));
        QVERIFY(isSeen(s.window()->activeFocusItem()));
        s.key(Qt::Key_Escape);
        QVERIFY(!app(s).task()->isOpen());
        QVERIFY(focusOn(s, card));
    }

    void dialogsFitLargeText() // SHL-05
    {
        Stage s;
        const TaskId task = s.board.addTask(QStringLiteral("\u00a7 asks"));
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("worker"));
        RunAsk question;
        question.lease.runId = s.board.claimNext(agent).run->id;
        question.kind = QStringLiteral("needs_input");
        question.question = QStringLiteral("Which one? ").repeated(150);
        QVERIFY(s.board.run(agent, question).has_value());
        app(s).appearance()->setTextScale(2.0);
        QVERIFY(s.open());
        s.window()->resize(900, 600);
        s.screen().select(task.value);
        for (const char *key : {"C", "A", "?", "Shift+S"}) {
            if (QByteArrayView(key) == "Shift+S")
                app(s).navigation()->show(View::Runs);
            press(s, QLatin1String(key));
            QTRY_VERIFY2(s.item(QStringLiteral("dialog.abort")), key);
            const QQuickItem *button = s.item(QStringLiteral("dialog.abort"));
            const QRectF place = button->mapRectToScene(QRectF(0, 0, button->width(), button->height()));
            QVERIFY2(QRectF(0, 0, 900, 600).contains(place), key);
            for (int i = 0; i < 8; ++i) {
                s.key(Qt::Key_Tab);
                QVERIFY2(isSeen(s.window()->activeFocusItem()), qPrintable(nameOf(s.window()->activeFocusItem())));
            }
            s.key(Qt::Key_Escape);
            QTRY_VERIFY(!s.item(QStringLiteral("dialog.abort")));
        }
    }

    void hostileWordsEverywhere() // SHL-06
    {
        Stage s;
        TaskCreate request;
        request.title = hostile;
        request.description = hostile + QStringLiteral("\n\n![x](http://127.0.0.1:1/y.png)\n\n| <b>a</b> |\n|---|\n");
        request.labels = {hostile.left(30)};
        request.milestone = hostile.left(60);
        request.owner = OwnerRef{OwnerKind::Human, QStringLiteral("<b>ada</b>")};
        const TaskId task = s.board.addTask(request);
        QVERIFY(s.open());
        NoNetwork network;
        qmlEngine(s.window())->setNetworkAccessManagerFactory(&network);
        s.screen().select(task.value);
        app(s).task()->setOpen(true);
        QTRY_VERIFY(app(s).task()->isLoaded());
        const auto look = [&](const char *scene) {
            QTest::qWait(0);
            QVERIFY2(!s.window()->grabWindow().isNull(), scene);
            QVERIFY2(markupTexts(s).isEmpty(),
                     qPrintable(QLatin1String(scene) + markupTexts(s).join(QLatin1Char('\n'))));
            QStringList problems, names;
            walkAccessible(QAccessible::queryAccessibleInterface(s.window()), problems, names);
            QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        };
        app(s).toasts()->explain(hostile, hostile);
        app(s).toasts()->fail(hostile, refuse(ErrorCode::ValidationFailed, hostile));
        s.screen().filters()->toggle(look::Facet::Label, request.labels.front());
        s.screen().filters()->toggle(look::Facet::Person, s.screen().filters()->filter().text);
        s.screen().filters()->remove(look::Facet::Person, {});
        s.screen().filters()->saveView(hostile);
        look("toasts and chips");
        QCOMPARE(s.model().shown(), 1);
        s.key(Qt::Key_F);
        s.screen().filters()->offer(look::Facet::Milestone);
        look("filter");
        s.key(Qt::Key_Escape);
        s.item(QStringLiteral("views"))->forceActiveFocus();
        s.key(Qt::Key_Return);
        look("views");
        s.key(Qt::Key_Escape);
        s.screen().actOn(task.value, look::Action::Cancel);
        look("reason");
        s.key(Qt::Key_Escape);
        s.screen().paste()->offer(hostile + QLatin1Char('\n') + hostile);
        look("paste");
        s.key(Qt::Key_Escape);
        s.screen().grab(task.value);
        look("moving");
        s.key(Qt::Key_Escape);
        for (int tab = 0; tab < 7; ++tab) {
            Q_EMIT app(s).navigation()->tabWanted(tab);
            look("details");
        }
        for (const View::View view : {View::Inbox, View::Runs, View::Queue, View::Settings}) {
            app(s).navigation()->show(view);
            look("view");
        }
        app(s).windows()->open(task.value);
        QTRY_VERIFY(!app(s).windows()->list()->rows().front().task->title().isEmpty());
        QTest::qWait(0);
        app(s).windows()->close(task.value);
        QCOMPARE(network.asked, 0);
    }
};

STINT_REGISTER_TEST(ReachTest)
#include "tst_reach.moc"
