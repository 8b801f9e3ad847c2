#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

WorkspaceCreate workspace(const char *name, const char *path, const char *id = nullptr)
{
    WorkspaceCreate request;
    request.name = QLatin1String(name);
    request.rootPath = QLatin1String(path);
    if (id)
        request.id = WorkspaceId(QLatin1String(id));
    return request;
}

} // namespace

class AdminTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsChangeAtOnce();
    void settingsSurviveARestart();
    void equalSettingsAreSilent();
    void settingsRefused();
    void agentsChangeNothing();
    void workspaces();
    void workspacesRefused_data();
    void workspacesRefused();
    void workspaceConflicts();
    void renaming();
    void deletion();
    void foldersAreLookedAtWhereTheyCanBe();
};

void AdminTest::settingsChangeAtOnce()
{
    CheckedBoard board;
    const SettingsReply reply = done(board, board.human, SettingsSet{QStringLiteral(" lease.default_ms "), {"60000"}});
    const QJsonObject all = QJsonDocument::fromJson(reply.settings.text).object();
    QCOMPARE(all.size(), static_cast<int>(settingKeys().size()));
    QCOMPARE(all.value(QStringLiteral("lease.default_ms")).toInt(), 60000);
    const Event event = newest(board, "settings.changed");
    QVERIFY(!event.taskId); // EVT-06
    QCOMPARE(event.payload.text, QByteArray(R"({"key":"lease.default_ms","previous":300000,"value":60000})"));
    board.enqueue(board.addTask());
    const ClaimReply claim = board.claimNext(board.addAgent(QStringLiteral("worker")));
    QCOMPARE(*claim.leaseUntil - board.clock.now(), 60000); // SET-01: from the next verb on
}

void AdminTest::settingsSurviveARestart()
{
    CheckedBoard board;
    set(board, "starvation.fan_out_after", "9");
    set(board, "wip_limits", R"({"review":{"limit":2,"hard":true}})");
    const auto read = [&] {
        return QJsonDocument::fromJson(done(board, board.human, SettingsGet{}).settings.text).object();
    };
    const QJsonObject before = read();
    QCOMPARE(before.value(QStringLiteral("starvation.event_after")).toInt(), 9);
    board.reopen(true);
    QVERIFY(read() == before);
    set(board, "starvation.fan_out_after", "1");
    QCOMPARE(read().value(QStringLiteral("starvation.event_after")).toInt(), 6);
}

void AdminTest::equalSettingsAreSilent()
{
    CheckedBoard board;
    QVERIFY(isSilent(board, board.human, SettingsSet{QStringLiteral("require_evidence"), {"false"}}));
    set(board, "require_evidence", "true");
    QVERIFY(isSilent(board, board.human, SettingsSet{QStringLiteral("require_evidence"), {"true"}}));
}

void AdminTest::settingsRefused()
{
    CheckedBoard board;
    QCOMPARE(outcome(board, board.human, SettingsSet{QStringLiteral("lease.default_ms"), {"999"}}),
             QStringLiteral("validation_failed")); // SET-01
    QCOMPARE(outcome(board, board.human, SettingsSet{QStringLiteral("colour"), {"1"}}),
             QStringLiteral("validation_failed"));
    // A refused value does not act in memory either.
    board.enqueue(board.addTask());
    const ClaimReply claim = board.claimNext(board.addAgent(QStringLiteral("worker")));
    QCOMPARE(*claim.leaseUntil - board.clock.now(), 300000);
}

void AdminTest::agentsChangeNothing()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    set(board, "agent_rights", R"(["approve","force","pause","scheduler","delete","profile","edit"])");
    const QString denied = QStringLiteral("permission_denied/human_only"); // ACT-06
    QCOMPARE(outcome(board, agent, SettingsSet{QStringLiteral("agent_rights"), {"[]"}}), denied);
    QCOMPARE(outcome(board, agent, workspace("n", "/n")), denied);
    QCOMPARE(outcome(board, agent, WorkspaceUpdate{WorkspaceId(QStringLiteral("x")), QStringLiteral("n")}), denied);
    QCOMPARE(outcome(board, agent, WorkspaceDelete{WorkspaceId(QStringLiteral("x"))}), denied);
    QCOMPARE(outcome(board, board.sweeper, SettingsSet{QStringLiteral("agent_rights"), {"[]"}}), denied);
}

void AdminTest::workspaces()
{
    CheckedBoard board;
    const Workspace created = done(board, board.human, workspace(" Home ", "/home/ada//project/../notes/"));
    QVERIFY(created.id.value.startsWith(QStringLiteral("ws-"))); // IDN-03
    QCOMPARE(created.name, QStringLiteral("Home"));
    QCOMPARE(created.rootPath, QStringLiteral("/home/ada/notes"));
    QVERIFY(created.createdAt == board.clock.now());
    QVERIFY(done(board, board.human, WorkspaceGet{created.id}) == created);
    const Event event = newest(board, "workspace.created");
    QVERIFY(!event.taskId);
    QCOMPARE(keysOf(event), QStringLiteral("workspace_id name root_path"));
    QCOMPARE(done(board, board.human, workspace("Mine", "/mine", " mine ")).id.value, QStringLiteral("mine"));
}

void AdminTest::workspacesRefused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const QString bad = QStringLiteral("validation_failed"), n = QStringLiteral("n"), p = QStringLiteral("/p");
    QTest::newRow("1.6 blank name") << QString() << QStringLiteral(" ") << p << bad;
    QTest::newRow("1.6 name 256") << QString() << QString(256, QLatin1Char('n')) << p << QStringLiteral("ok");
    QTest::newRow("1.6 name 257") << QString() << QString(257, QLatin1Char('n')) << p << bad;
    QTest::newRow("1.6 blank path") << QString() << n << QString() << bad;
    QTest::newRow("1.6 relative path") << QString() << n << QStringLiteral("home/ada") << bad;
    QTest::newRow("1.6 path with a break") << QString() << n << QStringLiteral("/a\nb") << bad;
    QTest::newRow("1.6 path 4097") << QString() << n << QLatin1Char('/') + QString(4096, QLatin1Char('p')) << bad;
    QTest::newRow("IDN-03 id 129") << QString(129, QLatin1Char('i')) << n << p << bad;
}

void AdminTest::workspacesRefused()
{
    QFETCH(QString, id);
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    CheckedBoard board;
    WorkspaceCreate request;
    if (!id.isEmpty())
        request.id = WorkspaceId(id);
    request.name = name;
    request.rootPath = path;
    QCOMPARE(outcome(board, board.human, request), expected);
}

void AdminTest::workspaceConflicts()
{
    CheckedBoard board;
    done(board, board.human, workspace("One", "/one", "one"));
    QCOMPARE(outcome(board, board.human, workspace("Two", "/two", "one")), QStringLiteral("conflict"));
    QCOMPARE(outcome(board, board.human, workspace("Two", "/one/", "two")), QStringLiteral("conflict"));
    QCOMPARE(outcome(board, board.human, workspace("One", "/two", "two")), QStringLiteral("ok"));
}

void AdminTest::renaming()
{
    CheckedBoard board;
    const WorkspaceId id = addWorkspace(board, "ws-a");
    QVERIFY(isSilent(board, board.human, WorkspaceUpdate{id, QStringLiteral(" ws-a ")}));
    QCOMPARE(done(board, board.human, WorkspaceUpdate{id, QStringLiteral("New")}).name, QStringLiteral("New"));
    QCOMPARE(keysOf(newest(board, "workspace.updated")), QStringLiteral("workspace_id name root_path"));
    QCOMPARE(outcome(board, board.human, WorkspaceUpdate{id, QStringLiteral(" ")}),
             QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, WorkspaceUpdate{WorkspaceId(QStringLiteral("x")), QStringLiteral("n")}),
             QStringLiteral("workspace_not_found"));
}

void AdminTest::deletion()
{
    CheckedBoard board;
    const WorkspaceId id = addWorkspace(board, "ws-a");
    TaskCreate request;
    request.workspaceId = id;
    const TaskId task = board.addTask(request);
    QCOMPARE(outcome(board, board.human, WorkspaceDelete{id}),
             QStringLiteral("validation_failed/workspace_in_use")); // 1.6
    done(board, board.human, TaskDelete{task, {}});
    QCOMPARE(outcome(board, board.human, WorkspaceDelete{id}), QStringLiteral("ok"));
    QCOMPARE(outcome(board, board.human, WorkspaceDelete{id}), QStringLiteral("workspace_not_found"));
}

void AdminTest::foldersAreLookedAtWhereTheyCanBe()
{
    CheckedBoard board;
    EngineState state;
    Surroundings world{board.ids, board.executor, board.notifier};
    world.isDirectory = [](const QString &path) { return path == QLatin1String("/there"); };
    const auto create = [&](const char *path) {
        return TestBoard::describe(board.attempt(board.human, [&](Verb &outer) -> Done {
            Verb verb(outer.store, outer.now, outer.actor, state, world);
            STINT_TRY(perform(verb, workspace("n", path)));
            return {};
        }));
    };
    QCOMPARE(create("/missing"), QStringLiteral("validation_failed/not_a_directory"));
    QCOMPARE(create("/there/"), QStringLiteral("ok"));
}

STINT_REGISTER_TEST(AdminTest)
#include "tst_admin.moc"
