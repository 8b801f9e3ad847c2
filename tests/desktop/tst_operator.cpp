#include "qml/shell/language.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stint;
using namespace stint::test;
using View = NavigationViewModel;

namespace
{

/// Readers that answer like the product's until the disk goes away, and again when it comes back.
class FailingReaders : public ReadEngine
{
public:
    explicit FailingReaders(ReadEngine &real)
        : m_real(real)
    {
    }
    void submit(std::function<void(StoreReader *, Time, const Done &)> read) override
    {
        if (isGone)
            read(nullptr, {}, refuse(ErrorCode::StorageUnavailable, "The disk <b>has</b> gone away."));
        else
            m_real.submit(std::move(read));
    }
    bool isGone = false;

private:
    ReadEngine &m_real;
};

/// The words below \a root that have too little room and are none of the \a board's own.
QStringList cutWords(QQuickItem *root, const QStringList &board)
{
    QStringList found;
    if (!root->isVisible())
        return found;
    const QString text = root->property("text").toString();
    const bool isCut = root->inherits("QQuickText") &&
                       (root->property("truncated").toBool() || root->implicitWidth() > root->width() + 1) &&
                       root->property("wrapMode").toInt() == 0;
    if (isCut && std::none_of(board.begin(), board.end(), [&text](const QString &own) { return text.contains(own); }))
        found += text;
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children)
        found += cutWords(child, board);
    return found;
}

/// Whether these words are on the screen below \a root.
bool isShown(QQuickItem *root, const QString &words)
{
    if (!root || !root->isVisible())
        return false;
    if (root->property("text").toString().contains(words))
        return true;
    const QList<QQuickItem *> children = root->childItems();
    return std::any_of(children.begin(), children.end(), [&words](QQuickItem *child) { return isShown(child, words); });
}

} // namespace

/// What an operator needs when something goes wrong, and the window in another language.
class OperatorTest : public QObject
{
    Q_OBJECT

    static AppViewModel &app(Stage &s) { return s.desktop->app(); }
    static bool shows(Stage &s, const QString &words) { return isShown(s.window()->contentItem(), words); }

    /// A run that an agent works on, open in the details.
    static RunId openRun(Stage &s, const Actor &agent, const QString &title)
    {
        const TaskId task = s.board.addTask(title);
        s.board.enqueue(task);
        const RunId run = s.board.claimNext(agent).run->id;
        if (!s.open())
            return {};
        s.screen().select(task.value);
        app(s).task()->setOpen(true);
        Q_EMIT app(s).navigation()->tabWanted(1);
        app(s).task()->run()->toggle(run.value);
        return QTest::qWaitFor([&s] { return app(s).task()->run()->isLoaded(); }) ? run : RunId();
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void agentOfARunIsStopped() // desktop.md 4: stop
    {
        Stage s;
        const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
        const RunId run = openRun(s, agent, QStringLiteral("Runs wild"));
        QVERIFY(!run.isEmpty());
        QQuickItem *button = nullptr;
        QTRY_VERIFY((button = s.item(QStringLiteral("run.stop"))));
        button->forceActiveFocus();
        s.key(Qt::Key_Space);
        QTRY_VERIFY(s.item(QStringLiteral("runReason")) && s.item(QStringLiteral("runReason"))->hasActiveFocus());
        s.key(Qt::Key_Return); // a reason is needed
        QCOMPARE(s.board.storedRun(run).status, RunStatus::Claimed);
        s.type(QStringLiteral("loops"));
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.board.storedRun(run).status, RunStatus::Queued);
        QVERIFY(s.board.eventTypes().contains(QStringLiteral("session.ended")));
        QTRY_VERIFY(!s.item(QStringLiteral("run.stop")));
    }

    void logIsFollowedAndSearched() // desktop.md 4: log tail
    {
        Stage s;
        const Actor agent = s.board.addAgent(QStringLiteral("codex"));
        const RunId run = openRun(s, agent, QStringLiteral("Writes a log"));
        QVERIFY(!run.isEmpty());
        QTRY_VERIFY(shows(s, QStringLiteral("stint exec")));
        for (int i = 0; i < 300; ++i)
            app(s).logs().write(run.value, QStringLiteral("step %1\n").arg(i));
        app(s).logs().write(run.value, QStringLiteral("<img src=http://127.0.0.1:1/x.png> \u202eevil\n"));
        QQuickItem *lines = nullptr;
        QTRY_VERIFY((lines = s.item(QStringLiteral("log.lines"))));
        QTRY_VERIFY(lines->property("atYEnd").toBool()); // follows
        QTRY_VERIFY(shows(s, QStringLiteral("<img src=http://127.0.0.1:1/x.png> \ufffd")));
        lines->forceActiveFocus();
        s.key(Qt::Key_Up);
        QVERIFY(!s.item(QStringLiteral("log.follow"))->property("checked").toBool());
        app(s).logs().write(run.value, QStringLiteral("one more\n").repeated(50));
        QTRY_VERIFY(!lines->property("atYEnd").toBool()); // stays where it was left
        s.item(QStringLiteral("log.find"))->forceActiveFocus();
        s.type(QStringLiteral("step 17"));
        QTRY_COMPARE(app(s).task()->run()->log()->hits(), 11); // 17 and 170 … 179
        s.key(Qt::Key_Return);
        const int first = lines->property("currentIndex").toInt();
        QVERIFY(lines->property("currentItem").value<QQuickItem *>()->property("found").toBool());
        s.key(Qt::Key_Return);
        QVERIFY(lines->property("currentIndex").toInt() != first);
        s.key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(lines->property("currentIndex").toInt(), first);
        app(s).task()->run()->close();
        QTRY_VERIFY(!s.item(QStringLiteral("log.lines")));
        // The other runs of this window's day give way, and what is written for nobody is bounded as well.
        for (int i = 0; i < 200; ++i)
            app(s).logs().write(QStringLiteral("run-%1").arg(i), QStringLiteral("x\n"));
        QCOMPARE(app(s).logs().of(run.value)->count(), 0);
    }

    void statusLineTellsTheLastCommit() // desktop.md 1
    {
        Stage s;
        QVERIFY(s.open());
        QTRY_VERIFY(!app(s).status()->engineText().isEmpty());
        s.board.addTask(QStringLiteral("A task"));
        QTRY_VERIFY2(app(s).status()->engineText().contains(QStringLiteral("Last commit")),
                     qPrintable(app(s).status()->engineText()));
        QVERIFY(app(s).status()->engineText().contains(QStringLiteral("Queue 0")));
        QVERIFY(app(s).status()->engineText().contains(QStringLiteral("Working 0")));
        QVERIFY(s.board.changes().back().commitUs > 0);
    }

    void degradedEngineTakesTheStatusLine() // desktop.md 1
    {
        Stage s;
        QVERIFY(s.open());
        app(s).toasts()->fail(QStringLiteral("Not saved"), refuse(ErrorCode::StorageUnavailable, "The disk is full."));
        QTRY_COMPARE(app(s).status()->warning(), QStringLiteral("The disk is full."));
        QVERIFY(shows(s, QStringLiteral("The disk is full.")));
        s.board.addTask(QStringLiteral("There is room again"));
        QTRY_COMPARE(app(s).status()->warning(), QString());
    }

    void errorTakesThePlaceOfEachList_data() // SHL-07
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<QString>("list");
        QTest::newRow("inbox") << int(View::Inbox) << QStringLiteral("inbox.list");
        QTest::newRow("board") << int(View::Board) << QStringLiteral("column.2");
        QTest::newRow("runs") << int(View::Runs) << QStringLiteral("agents");
        QTest::newRow("queue") << int(View::Queue) << QStringLiteral("backlog");
        QTest::newRow("details") << -1 << QStringLiteral("pages");
    }
    void errorTakesThePlaceOfEachList()
    {
        QFETCH(int, view);
        QFETCH(QString, list);
        Stage s;
        const TaskId task = s.approval(QStringLiteral("Waits for a person"));
        s.board.enqueue(s.board.addTask(QStringLiteral("Waits for an agent")));
        s.board.addAgent(QStringLiteral("claude-1"), {QStringLiteral("nothing-fits")});
        FailingReaders readers(s.board.readers());
        Board board(
            Board::Ports{s.board.writer(), readers, s.board.clock, s.board.ids, s.board.executor, s.board.notifier});
        const auto leave = qScopeGuard([&s] { s.desktop.reset(); });
        AppViewModel::Setup setup;
        setup.actor = s.board.human;
        setup.now = [&s] { return s.board.clock.sample().wall; };
        s.desktop = std::make_unique<DesktopWindow>(board, std::move(setup));
        readers.isGone = true;
        QVERIFY(s.open());
        if (view >= 0) {
            app(s).navigation()->show(static_cast<View::View>(view));
        } else {
            app(s).windows()->open(task.value);
            QTRY_VERIFY(!app(s).windows()->list()->rows().empty());
        }
        QQuickItem *root = s.window()->contentItem();
        if (view < 0) {
            const QWindowList windows = QGuiApplication::topLevelWindows();
            for (QWindow *window : windows) {
                if (window != s.window() && window->objectName() == QStringLiteral("details.") + task.value)
                    root = qobject_cast<QQuickWindow *>(window)->contentItem();
            }
            QVERIFY(root != s.window()->contentItem());
        }
        const bool isBoard = view == int(View::Board);
        const QString notice = isBoard ? QStringLiteral("boardNotice") : QStringLiteral("notice");
        QTRY_VERIFY(isShown(Stage::below(root, notice), QStringLiteral("The disk <b>has</b> gone away.")));
        QVERIFY2(!Stage::below(root, list), qPrintable(list)); // no empty list that looks like good news
        readers.isGone = false;
        QQuickItem *again =
            Stage::below(root, isBoard ? QStringLiteral("boardNotice.act") : QStringLiteral("notice.retry"));
        QVERIFY(again);
        again->forceActiveFocus();
        QVERIFY(QMetaObject::invokeMethod(again, "clicked"));
        QTRY_VERIFY(!Stage::below(root, notice));
        QTRY_VERIFY(Stage::below(root, list));
    }

    void fieldsNameWhatNobodySees_data() // SHL-06
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("plain") << QStringLiteral("An ordinary title – with שלום in it") << QString();
        QTest::newRow("bidi") << QStringLiteral("safe\u202egnp.exe") << QStringLiteral("right-to-left override");
        QTest::newRow("zero width") << QStringLiteral("pay\u200bpal").repeated(20)
                                    << QStringLiteral("zero width space ×20");
        QTest::newRow("tags") << QString::fromUtf8("ok\U000E0068\U000E0069") << QStringLiteral("hidden letter");
        QTest::newRow("emoji") << QString::fromUtf8("\U0001F469\u200D\U0001F467").repeated(30) << QString();
    }
    void fieldsNameWhatNobodySees()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        Stage s;
        QVERIFY(s.open());
        s.key(Qt::Key_C);
        for (const char *name : {"newTask.title", "input.Description"}) {
            QQuickItem *field = nullptr;
            QTRY_VERIFY2((field = s.item(QLatin1String(name))), name);
            field->setProperty("text", text);
            QTRY_COMPARE(shows(s, QStringLiteral("Hidden in it:")), !named.isEmpty());
            if (!named.isEmpty())
                QVERIFY(shows(s, named));
            QVERIFY(!s.window()->grabWindow().isNull());
            field->setProperty("text", QString());
            QTRY_VERIFY(!shows(s, QStringLiteral("Hidden in it:")));
        }
    }

    void wordsOfAnotherLanguage() // desktop.md 6: translations
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("desktop.ini"));
        QSettings(settings, QSettings::IniFormat).setValue(QStringLiteral("language"), QStringLiteral("de"));
        const Language language(settings);
        QCOMPARE(language.code(), QStringLiteral("de"));
        Stage s(settings);
        s.draft(QStringLiteral("The task's own words stay"));
        const TaskId waits = s.board.addTask(QStringLiteral("waits"));
        for (const char *title : {"one", "two"}) {
            DependencyAdd edge;
            edge.taskId = waits;
            edge.dependsOn = s.board.addTask(QString::fromLatin1(title));
            QVERIFY(s.board.run(s.board.human, edge).has_value());
        }
        QVERIFY(s.open());
        QTRY_VERIFY(shows(s, QStringLiteral("Warteschlange"))); // QML
        QVERIFY(shows(s, QStringLiteral("Entwurf")));           // a function of the items
        QVERIFY(shows(s, QStringLiteral("The task's own words stay")));
        QTRY_VERIFY(shows(s, QStringLiteral("Wartet auf 2 Aufgaben"))); // the engine's gate, with a plural
        const auto &commands = app(s).commands()->all()->rows();
        QVERIFY(std::any_of(commands.begin(), commands.end(), [](const CommandRow &row) { // the table of commands
            return row.key == QLatin1String("help.open") && row.words == QStringLiteral("Alle Tasten zeigen");
        }));
        QCOMPARE(app(s).commands()->keyText(QStringLiteral("task.approve")), QStringLiteral("Umschalt+A")); // Qt's keys
        QCOMPARE(actionInfo(look::Action::Cancel).key, QStringLiteral("Entf"));
        QTRY_VERIFY2(app(s).status()->engineText().startsWith(QStringLiteral("Warteschlange 0")),
                     qPrintable(app(s).status()->engineText()));
        app(s).toasts()->fail(QStringLiteral("x"), refuse(ErrorCode::TaskNotFound, "There is no such task."));
        QCOMPARE(app(s).toasts()->rows().back().detail, QStringLiteral("Diese Aufgabe gibt es nicht."));
        app(s).navigation()->show(View::Settings);
        QTRY_VERIFY(shows(s, QStringLiteral("Aussehen")));
        QCOMPARE(app(s).appearance()->language(), 2);
        QVERIFY(s.window()->grabWindow().save(QStringLiteral(STINT_BINARY_DIR "/pictures/german-settings.png")));
        app(s).navigation()->show(View::Board);
        QTest::qWait(0);
        QVERIFY(s.window()->grabWindow().save(QStringLiteral(STINT_BINARY_DIR "/pictures/german-board.png")));
    }

    void noWordIsCut_data() // German needs the most room
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<int>("page"); ///< of the settings, or of the details
        QTest::newRow("board") << int(View::Board) << -1;
        QTest::newRow("inbox") << int(View::Inbox) << 0;
        QTest::newRow("runs") << int(View::Runs) << -1;
        QTest::newRow("queue") << int(View::Queue) << -1;
        for (int tab = 0; tab < 7; ++tab)
            QTest::addRow("details-%d", tab) << int(View::Board) << tab;
        for (int page = 0; page < 6; ++page)
            QTest::addRow("settings-%d", page) << int(View::Settings) << page;
    }
    void noWordIsCut()
    {
        QFETCH(int, view);
        QFETCH(int, page);
        QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("desktop.ini"));
        QSettings(settings, QSettings::IniFormat).setValue(QStringLiteral("language"), QStringLiteral("de"));
        const Language language(settings);
        Stage s(settings);
        const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
        const TaskId task = s.board.addTask(QStringLiteral("\u00a7 worked on"));
        s.board.enqueue(task);
        s.board.claimNext(agent);
        s.board.enqueue(s.board.addTask(QStringLiteral("\u00a7 waits")));
        s.approval(QStringLiteral("\u00a7 to approve"));
        QVERIFY(s.open());
        s.screen().select(task.value);
        app(s).navigation()->show(View::View(view));
        if (view == View::Settings) {
            QTRY_VERIFY(s.item(QStringLiteral("settings")));
            s.item(QStringLiteral("settings"))->setProperty("page", page);
            QTRY_VERIFY(app(s).policy()->rows()->rowCount() > 0);
        } else if (page >= 0) {
            app(s).task()->setOpen(true);
            QTRY_VERIFY(app(s).task()->isLoaded());
            Q_EMIT app(s).navigation()->tabWanted(page);
        } else if (view == View::Board) {
            s.screen().markAll();
        }
        QTRY_VERIFY(!app(s).status()->engineText().isEmpty());
        QTRY_VERIFY(view != View::Runs || app(s).runs()->table()->count() > 0);
        QTRY_VERIFY(view != View::Queue || app(s).queue()->backlog()->rowCount() > 0);
        QVERIFY(s.window()->grabWindow().save(
            QStringLiteral(STINT_BINARY_DIR "/pictures/german-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
        const QStringList cut = cutWords(s.window()->contentItem(), {QStringLiteral("\u00a7")});
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QStringLiteral(" | "))));
    }

    void languageIsChosenInTheSettings()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(QStringLiteral("desktop.ini"));
        {
            Preferences preferences(settings);
            AppearanceViewModel appearance(preferences);
            QCOMPARE(appearance.languageCodes(), QStringList({QString(), QStringLiteral("en"), QStringLiteral("de")}));
            appearance.setLanguage(2);
        }
        QCOMPARE(Language(settings).code(), QStringLiteral("de"));
        {
            Preferences preferences(settings);
            AppearanceViewModel appearance(preferences);
            QCOMPARE(appearance.language(), 2);
            appearance.setLanguage(1);
        }
        QCOMPARE(Language(settings).code(), QStringLiteral("en"));
        QCOMPARE(QCoreApplication::translate("SideBar", "Queue"), QStringLiteral("Queue"));
    }
};

STINT_REGISTER_TEST(OperatorTest)
#include "tst_operator.moc"
