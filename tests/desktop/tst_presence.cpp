#include "app/desktop/portal.h"
#include "app/desktop/presence.h"
#include "app/desktop/windowlink.h"
#include "model/service/duties.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QLocalSocket>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <thread>

using namespace stint;
using namespace stint::test;

namespace
{

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

class FakeTray final : public Tray
{
public:
    bool isAvailable() const override { return available; }
    void setCounts(int needy, const QString &) override { count = needy; }
    void setPaused(bool now) override { paused = now; }
    void say(const QString &title, const QString &) override { said += title; }

    bool available = false, paused = false;
    int count = -1;
    QStringList said;
};

/// A bus of its own, as the session bus of a desktop is.
struct PrivateBus {
    QProcess daemon;
    QString address;

    PrivateBus()
    {
        daemon.start(s("dbus-daemon"), {s("--session"), s("--nofork"), s("--nopidfile"), s("--print-address=1")});
        if (daemon.waitForReadyRead())
            address = QString::fromLocal8Bit(daemon.readLine()).trimmed();
    }
    ~PrivateBus()
    {
        daemon.kill();
        daemon.waitForFinished();
    }
    QDBusConnection connect(const char *name) const { return QDBusConnection::connectToBus(address, s(name)); }
};

/// The desktop's side of notifications: writes down what it is told, presses what the test presses.
class FakeNotifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Told {
        QString title, body;
        QStringList actions;
    };

    explicit FakeNotifications(QDBusConnection bus)
        : m_bus(std::move(bus))
    {
        m_bus.registerObject(s("/org/freedesktop/Notifications"), this,
                             QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportScriptableSignals);
        isServing = m_bus.registerService(s("org.freedesktop.Notifications"));
    }
    ~FakeNotifications() override { m_bus.unregisterService(s("org.freedesktop.Notifications")); }

    std::vector<Told> told;
    QList<uint> closed;
    bool isServing = false;

public Q_SLOTS:
    Q_SCRIPTABLE QStringList GetCapabilities() { return {s("body"), s("body-markup"), s("actions")}; }
    Q_SCRIPTABLE uint Notify(const QString &, uint, const QString &, const QString &title, const QString &body,
                             const QStringList &actions, const QVariantMap &, int)
    {
        told.push_back({title, body, actions});
        return uint(told.size());
    }
    Q_SCRIPTABLE void CloseNotification(uint id) { closed += id; }

Q_SIGNALS:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString &action);
    Q_SCRIPTABLE void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
};

class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    explicit FakePortal(QDBusConnection bus)
    {
        bus.registerObject(s("/org/freedesktop/portal/desktop"), this,
                           QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportScriptableSignals);
        bus.registerService(s("org.freedesktop.portal.Desktop"));
    }

public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant Read(const QString &, const QString &)
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(1U)));
    }

Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

/// A window with everything around it.
struct Scene {
    PrivateBus bus;
    Stage stage;
    FakeTray tray;
    std::unique_ptr<NoticeBus> notices;
    std::unique_ptr<Presence> presence;

    explicit Scene(const QString &settings = {})
        : stage(settings)
    {
    }
    bool open()
    {
        if (!stage.desktop->load())
            return false;
        notices = std::make_unique<NoticeBus>(bus.connect("client"));
        presence = std::make_unique<Presence>(*stage.desktop, tray, *notices);
        stage.desktop->show();
        return QTest::qWaitForWindowActive(stage.window()) &&
               QTest::qWaitFor([this] { return !stage.screen().isLoading(); });
    }
    ~Scene()
    {
        presence.reset();
        notices.reset();
        stage.desktop.reset();
        for (const char *name : {"client", "server", "portal"})
            QDBusConnection::disconnectFromBus(s(name));
    }
    AppViewModel &app() { return stage.desktop->app(); }
    Actor claimOne(const char *title)
    {
        stage.board.enqueue(stage.board.addTask(s(title)));
        const Actor agent = stage.board.addAgent(s("claude-1"));
        stage.board.claimNext(agent);
        return agent;
    }
};

QStringList titles(const FakeNotifications &server)
{
    QStringList found;
    for (const auto &told : server.told)
        found += told.title;
    return found;
}

} // namespace

class PresenceTest : public QObject
{
    Q_OBJECT

    /// An agent asks; gives its run.
    static RunId ask(TestBoard &board, const char *title)
    {
        board.enqueue(board.addTask(s(title)));
        const Actor agent = board.addAgent(s("asker"));
        RunAsk question;
        question.lease.runId = board.claimNext(agent).run->id;
        question.kind = s("needs_input");
        question.question = s("<b>Which</b> branch?");
        std::ignore = board.run(agent, question);
        return question.lease.runId;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(s("."))); }

    void approvalIsToldAndGivenFromTheMessage()
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        QVERIFY(server.isServing);
        QVERIFY(scene.open());
        const TaskId task = scene.stage.approval(s("rotate the key"));
        QTRY_COMPARE(server.told.size(), std::size_t(1));
        QVERIFY(server.told[0].title.contains(s("needs your approval")));
        QVERIFY(server.told[0].actions.contains(s("approve")));
        Q_EMIT server.ActionInvoked(1, s("approve"));
        QTRY_COMPARE(scene.stage.board.task(task).approvalState, ApprovalState::Approved);
        QTRY_COMPARE(server.closed, QList<uint>{1}); // what is over is taken back
    }

    void questionIsAnsweredFromTheMessage()
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        QVERIFY(scene.open());
        ask(scene.stage.board, "build the release");
        QTRY_COMPARE(server.told.size(), std::size_t(1));
        QCOMPARE(server.told[0].body, s("&lt;b&gt;Which&lt;/b&gt; branch?")); // nothing of it is markup
        QVERIFY(server.told[0].actions.contains(s("answer")));
        Q_EMIT server.ActionInvoked(1, s("answer"));
        QTRY_VERIFY(scene.stage.item(s("input.Your answer")));
        QVERIFY(scene.app().task()->isOpen());
    }

    void manyAreGathered()
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        for (int i = 0; i < 7; ++i)
            scene.stage.approval(s("task %1").arg(i));
        QVERIFY(scene.open());
        QTRY_COMPARE(titles(server), QStringList{s("7 things need you")});
        scene.stage.approval(s("one more"));
        QTRY_COMPARE(server.told.size(), std::size_t(2));
    }

    void eachClassHasASwitch()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(s("desktop.ini"));
        {
            Scene scene(settings);
            FakeNotifications server(scene.bus.connect("server"));
            QVERIFY(scene.open());
            scene.app().notices()->setOn(s("needs_approval"), false);
            QVERIFY(!scene.app().notices()->isOn(NoticeKind::NeedsApproval));
            scene.stage.approval(s("unheard"));
            ask(scene.stage.board, "heard");
            QTRY_COMPARE(server.told.size(), std::size_t(1));
            QVERIFY(server.told[0].title.contains(s("asks")));
        }
        const Scene again(settings);
        QVERIFY(!again.stage.desktop->app().notices()->isOn(NoticeKind::NeedsApproval));
    }

    void withoutServiceTheTraySpeaks()
    {
        Scene scene;
        scene.tray.available = true;
        QVERIFY(scene.open());
        scene.stage.approval(s("rotate the key"));
        QTRY_COMPARE(scene.tray.said.size(), 1);
        QTRY_COMPARE(scene.tray.count, 1);
    }

    void whatNobodySawIsToldAfterTheRestart()
    {
        QTemporaryDir folder;
        const QString settings = folder.filePath(s("desktop.ini"));
        TestBoard board;
        const auto window = [&](bool served) {
            Preferences preferences(settings);
            ToastModel toasts(nullptr);
            BoardViewModel screen(
                board.board(), board.human, [&] { return board.clock.now(); }, toasts);
            ChangeFeed feed(board.board(), nullptr);
            StatusViewModel status(board.board(), board.human, {screen, feed, toasts}, {});
            NoticesViewModel notices(
                board.board(), [&] { return board.clock.now(); }, screen, status, preferences);
            QStringList told;
            connect(&notices, &NoticesViewModel::wanted, &notices, [&](const Notice &notice) {
                told += notice.title;
                if (served)
                    notices.delivered(notice);
            });
            QTimer pump;
            pump.callOnTimeout([&board] { board.pump(); });
            pump.start(0);
            notices.start();
            screen.start();
            // What is told is told together: the first message shows that nothing else comes.
            std::ignore = QTest::qWaitFor([&] { return !told.isEmpty(); });
            return told;
        };
        const auto wait = [&board](const char *identifier) {
            TaskCreate request;
            request.title = s("waits");
            request.identifier = s(identifier);
            request.approvalPolicy = s("manual");
            board.addTask(request);
        };
        wait("old");
        const QStringList old{s("old needs your approval")};
        QCOMPARE(window(false), old);
        QCOMPARE(window(true), old);
        wait("new");
        QCOMPARE(window(true), QStringList{s("new needs your approval")}); // told once
    }

    void whatIsOverBeforeItIsToldIsNotTold()
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        QVERIFY(scene.open());
        QTRY_VERIFY(!scene.app().board()->isLoading());
        const auto waits = [&](const char *identifier, ApprovalState state) {
            TaskSummary task;
            task.id = TaskId(s(identifier));
            task.identifier = task.title = s(identifier);
            task.status = TaskStatus::Blocked;
            task.approvalState = state;
            scene.app().board()->model()->apply({task});
        };
        waits("first", ApprovalState::Pending);
        waits("second", ApprovalState::Pending);
        waits("first", ApprovalState::Approved);
        QTRY_COMPARE(titles(server), QStringList{s("second needs your approval")});
    }

    void leaseLostTwiceIsTold()
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        QVERIFY(scene.open());
        scene.stage.board.enqueue(scene.stage.board.addTask(s("slippery")));
        for (int i = 0; i < 2; ++i) {
            scene.stage.board.claimNext(scene.stage.board.addAgent(s("agent")));
            scene.stage.board.clock.advance(3'600'000);
            scene.stage.board.act(scene.stage.board.sweeper,
                                  [](Verb &verb) { QVERIFY(sweepExpired(verb).has_value()); });
        }
        QTRY_COMPARE(server.told.size(), std::size_t(1));
        QVERIFY(server.told[0].title.contains(s("lost its lease again")));
    }

    void closingKeepsTheBoardServed() // SHL-03
    {
        Scene scene;
        FakeNotifications server(scene.bus.connect("server"));
        scene.claimOne("work");
        QVERIFY(scene.open());
        QSignalSpy left(scene.presence.get(), &Presence::left);
        QSignalSpy kept(scene.app().leaving(), &LeavingViewModel::keptServing);
        scene.stage.window()->close();
        QTRY_COMPARE(titles(server), QStringList{s("The board stays open")});
        QVERIFY(!scene.stage.window()->isVisible());
        QCOMPARE(left.count(), 0);
        Q_EMIT scene.tray.openWanted();
        QTRY_VERIFY(scene.stage.window()->isVisible());
        scene.stage.window()->close();
        QTRY_COMPARE(kept.count(), 2);
        QVERIFY(!scene.stage.window()->isVisible());
        QCOMPARE(server.told.size(), std::size_t(1)); // only the first time
    }

    void closingWithoutAgentsEnds()
    {
        Scene scene;
        QVERIFY(scene.open());
        QSignalSpy left(scene.presence.get(), &Presence::left);
        scene.stage.window()->close();
        QTRY_COMPARE(left.count(), 1);
    }

    void quittingSaysHowManyLeasesLiveAndWaits() // SHL-03
    {
        Scene scene;
        const Actor agent = scene.claimOne("work");
        QVERIFY(scene.open());
        QSignalSpy left(scene.presence.get(), &Presence::left);
        Q_EMIT scene.tray.quitWanted();
        QTRY_VERIFY(scene.stage.item(s("dialog.confirm")));
        QCOMPARE(scene.app().leaving()->leases(), 1);
        QCOMPARE(left.count(), 0);
        scene.app().leaving()->drainAndLeave();
        QTRY_VERIFY(scene.stage.board.looked<bool>([](StoreReader &store) { return store.schedulerPause().paused; }));
        RunComplete complete;
        complete.lease.runId = scene.stage.board.looked<RunId>(
            [](StoreReader &store) { return store.runsWithStatus(RunStatus::Claimed).at(0); });
        QVERIFY(scene.stage.board.run(agent, complete).has_value());
        QTRY_COMPARE(left.count(), 1);
        // Who was given work before is given work after the next start.
        QVERIFY(!scene.stage.board.looked<bool>([](StoreReader &store) { return store.schedulerPause().paused; }));
    }

    void stayingStays()
    {
        Scene scene;
        scene.claimOne("work");
        QVERIFY(scene.open());
        QSignalSpy left(scene.presence.get(), &Presence::left);
        Q_EMIT scene.tray.quitWanted();
        QTRY_VERIFY(scene.stage.item(s("dialog.abort")));
        scene.stage.item(s("dialog.abort"))->forceActiveFocus();
        scene.stage.key(Qt::Key_Return);
        QTRY_VERIFY(!scene.stage.item(s("dialog.abort")));
        QCOMPARE(left.count(), 0);
        QVERIFY(scene.stage.window()->isVisible());
    }

    void aSecondStartRaisesTheFirst() // SHL-02
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(s("window"));
        WindowLink first(path);
        QCOMPARE(first.start({}), WindowLink::Role::First);
        QSignalSpy called(&first, &WindowLink::called);
        WindowLink::Role second = WindowLink::Role::First;
        // It waits for the answer of the first one, which this thread gives.
        std::thread other([&] { second = WindowLink(path).start({s("--task"), s("task-1")}); });
        const bool came = QTest::qWaitFor([&] { return called.count() == 1; });
        other.join();
        QVERIFY(came);
        QCOMPARE(second, WindowLink::Role::Passed);
        QCOMPARE(called.at(0).at(0).toStringList(), (QStringList{s("--task"), s("task-1")}));
    }

    void aDeadWindowIsReplaced()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(s("window"));
        QLocalServer leftover;
        leftover.listen(path); // as after a crash: a socket, no lock
        WindowLink link(path);
        QCOMPARE(link.start({}), WindowLink::Role::First);
    }

    void nonsenseOnTheLinkIsDropped_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addRow("no json") << QByteArray("hello\n");
        QTest::addRow("an object") << QByteArray("{}\n");
        QTest::addRow("endless") << QByteArray(100'000, 'x');
    }
    void nonsenseOnTheLinkIsDropped()
    {
        QFETCH(QByteArray, line);
        QTemporaryDir folder;
        const QString path = folder.filePath(s("window"));
        WindowLink link(path);
        link.start({});
        QSignalSpy called(&link, &WindowLink::called);
        QLocalSocket socket;
        socket.connectToServer(path);
        socket.write(line);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(called.count(), 0);
    }

    void whatStandsBehindIsRaised() // SHL-02
    {
        Scene scene;
        QVERIFY(scene.open());
        QWindow other;
        other.show();
        other.requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        // What the offscreen platform says when it is asked; the test fails when it is not.
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
        scene.presence->raise({});
        QVERIFY(QTest::qWaitForWindowActive(scene.stage.window()));
    }

    void aMaximizedWindowStaysSo() // SHL-02
    {
        Scene scene;
        QVERIFY(scene.open());
        scene.stage.window()->showMaximized();
        scene.presence->raise({});
        QCOMPARE(scene.stage.window()->windowState(), Qt::WindowMaximized);
        scene.stage.window()->setWindowStates(Qt::WindowMaximized | Qt::WindowMinimized);
        scene.presence->raise({});
        QCOMPARE(scene.stage.window()->windowStates(), Qt::WindowMaximized);
    }

    void argumentsOpenTheTask()
    {
        Scene scene;
        const TaskId task = scene.stage.board.addTask(s("named"));
        QVERIFY(scene.open());
        scene.presence->raise({s("--task"), task.value});
        QCOMPARE(scene.stage.selectedTitle(), s("named"));
        QVERIFY(scene.app().task()->isOpen());
    }

    void portalTellsLightAndDark() // SHL-05
    {
        const PrivateBus bus;
        FakePortal portal(bus.connect("portal"));
        ColorSchemeWatch watch(bus.connect("client"));
        std::vector<ColorSchemeWatch::Scheme> seen;
        connect(&watch, &ColorSchemeWatch::changed, this, [&](ColorSchemeWatch::Scheme now) { seen.push_back(now); });
        QTRY_COMPARE(seen.size(), std::size_t(1));
        QCOMPARE(seen[0], ColorSchemeWatch::Scheme::Dark);
        Q_EMIT portal.SettingChanged(s("org.freedesktop.appearance"), s("color-scheme"), QDBusVariant(2U));
        QTRY_COMPARE(seen.size(), std::size_t(2));
        QCOMPARE(seen[1], ColorSchemeWatch::Scheme::Light);
        QDBusConnection::disconnectFromBus(s("client"));
        QDBusConnection::disconnectFromBus(s("portal"));
    }
};

STINT_REGISTER_TEST(PresenceTest)
#include "tst_presence.moc"
