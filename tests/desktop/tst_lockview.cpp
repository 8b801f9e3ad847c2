#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include "storage/keys/filekeystore.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// The window of a board that is locked and unlocked (desktop.md 1, board.lock).
class LockViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void fromTheKeyboardAndBack_data()
    {
        QTest::addColumn<NavigationViewModel::View>("view");
        QTest::newRow("board") << NavigationViewModel::Board;
        QTest::newRow("inbox") << NavigationViewModel::Inbox;
        QTest::newRow("runs") << NavigationViewModel::Runs;
        QTest::newRow("queue") << NavigationViewModel::Queue;
        QTest::newRow("settings") << NavigationViewModel::Settings;
    }
    void fromTheKeyboardAndBack()
    {
        QFETCH(NavigationViewModel::View, view);
        Stage s;
        const TaskId task = s.board.addTask(secret());
        QVERIFY(s.open());
        s.screen().select(task.value);
        s.desktop->app().task()->setOpen(true);
        s.desktop->app().windows()->open(task.value);
        s.desktop->app().navigation()->show(view);
        QTRY_VERIFY(shows(s, secret()) || view == NavigationViewModel::Settings);
        const QPointer<AppViewModel> before(&s.desktop->app());
        s.window()->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(s.window()));
        s.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("locked")));
        QVERIFY(s.board.board().isLocked());
        // Nothing of it is there any more, neither on the screen nor behind it.
        QTRY_VERIFY(!before);
        QCOMPARE(s.model().total(), 0);
        QVERIFY(!s.item(QStringLiteral("new")) && !shows(s, secret()));
        QVERIFY(s.desktop->app().windows()->list()->rowCount() == 0);
        QTRY_VERIFY(s.item(QStringLiteral("unlock"))->hasActiveFocus());
        picture(s, QTest::currentDataTag());
        s.key(Qt::Key_Return);
        QTRY_VERIFY(!s.board.board().isLocked());
        QTRY_VERIFY(s.item(QStringLiteral("new")) && !s.item(QStringLiteral("locked")));
        QTRY_COMPARE(s.model().total(), 1);
        // The keyboard works as after a start.
        s.key(Qt::Key_G);
        s.key(Qt::Key_B);
        QTRY_COMPARE(s.desktop->app().navigation()->view(), NavigationViewModel::Board);
        s.key(Qt::Key_Down);
        QTRY_COMPARE(s.selectedTitle(), secret());
    }

    void theButtonOfTheTopBar()
    {
        Stage s;
        QVERIFY(s.open());
        s.item(QStringLiteral("lock"))->forceActiveFocus();
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("locked")));
    }

    void liveLeasesAreAskedAbout()
    {
        Stage s;
        const Actor agent = s.board.addAgent(QStringLiteral("builder"));
        s.board.enqueue(s.board.addTask(secret()));
        s.board.claimNext(agent);
        QVERIFY(s.open());
        s.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("dialog.confirm")));
        QCOMPARE(s.desktop->app().lock()->leases(), 1);
        s.key(Qt::Key_Escape);
        QTRY_VERIFY(!s.item(QStringLiteral("dialog.confirm")));
        QVERIFY(!s.board.board().isLocked());
        s.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("dialog.confirm")) &&
                    s.item(QStringLiteral("dialog.confirm"))->hasActiveFocus());
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("locked")));
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.model().total(), 1);
    }

    /// Dialogs and half-written words go with the rest.
    void fromElsewhere()
    {
        Stage s;
        s.board.addTask(secret());
        QVERIFY(s.open());
        s.key(Qt::Key_C);
        QTRY_VERIFY(s.item(QStringLiteral("newTask.title")));
        s.type(QStringLiteral("half a title"));
        bool locked = false;
        s.board.board().lock([&](const Done &done) { locked = done.has_value(); });
        QVERIFY(locked);
        QTRY_VERIFY(s.item(QStringLiteral("locked")));
        QVERIFY(!s.item(QStringLiteral("newTask.title")));
        s.board.board().unlock([&](const Done &done) { locked = !done; });
        QVERIFY(!locked);
        QTRY_COMPARE(s.model().total(), 1);
        QTRY_VERIFY(s.item(QStringLiteral("new")));
        // News arrive as before.
        s.board.addTask(QStringLiteral("another"));
        QTRY_COMPARE(s.model().total(), 2);
    }

    void aKeyThatIsMissing_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void aKeyThatIsMissing()
    {
        QFETCH(bool, dark);
        Stage s;
        s.board.addTask(secret());
        QVERIFY(s.open());
        s.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("locked")));
        s.desktop->app().appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        const QString key = FileKeyStore::keyPath(s.board.path());
        QVERIFY(QFile::rename(key, key + QStringLiteral(".aside")));
        s.key(Qt::Key_Return);
        QTRY_VERIFY(s.item(QStringLiteral("locked.error")));
        QVERIFY(s.desktop->app().lock()->error().contains(QLatin1String("key file")));
        picture(s, dark ? "refused dark" : "refused light");
        QVERIFY(QFile::rename(key + QStringLiteral(".aside"), key));
        s.key(Qt::Key_Return);
        QTRY_COMPARE(s.model().total(), 1);
    }

private:
    static QString secret() { return QStringLiteral("a very private title"); }
    static bool shows(Stage &s, const QString &text) { return showsBelow(s.window()->contentItem(), text); }
    static bool showsBelow(QQuickItem *root, const QString &text)
    {
        if (root->property("text").toString().contains(text))
            return true;
        const QList<QQuickItem *> children = root->childItems();
        return std::any_of(children.begin(), children.end(),
                           [&](QQuickItem *child) { return showsBelow(child, text); });
    }
    static void picture(Stage &s, const char *name)
    {
        QVERIFY(QDir().mkpath(QStringLiteral(STINT_BINARY_DIR "/pictures")));
        QVERIFY(s.window()->grabWindow().save(
            QStringLiteral(STINT_BINARY_DIR "/pictures/locked %1.png").arg(QLatin1String(name))));
    }
};

STINT_REGISTER_TEST(LockViewTest)
#include "tst_lockview.moc"
