#include "model/domain/text.h"
#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

using Shape = std::function<void(TaskCreate &)>;
using Change = std::function<void(TaskChanges &)>;

QString letters(int count)
{
    return QString(count, QLatin1Char('x'));
}

TaskUpdate update(const TaskId &id, const Change &change)
{
    TaskUpdate request;
    request.taskId = id;
    change(request.changes);
    return request;
}

QStringList texts(const QJsonValue &list)
{
    QStringList result;
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries)
        result << entry.toString();
    return result;
}

} // namespace

Q_DECLARE_METATYPE(Shape)
Q_DECLARE_METATYPE(Change)

class TasksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creationKeepsWhatItIsGiven();
    void creationDefaults();
    void creationFields_data();
    void creationFields();
    void idsAreNeverReused();
    void externalKeysAreUniqueWithinAWorkspace();
    void parents();
    void childrenInherit();
    void childBodyNamesNoOtherParent();
    void agentsCreateInTheirWorkspace();
    void agentsAddChildrenToTheirOwn();
    void updateFields_data();
    void updateFields();
    void updateNamesFieldsInOrder();
    void oldValuesAreCut();
    void equalValuesAreSilent();
    void versions();
    void policyChangeResetsTheState();
    void moreAttemptsReviveAFailedTask();
    void updateMovesTheQueuedRun();
    void agentsEditTheirOwn();
    void agentsProveWhatTheyHold();
    void agentsDoNotLiftApproval();
    void bulkUpdate();
    void comments();
    void deletion();
    void deletionReleasesDependents();
    void deletionRefused();
};

void TasksTest::creationKeepsWhatItIsGiven()
{
    CheckedBoard board;
    const WorkspaceId workspace = addWorkspace(board, "ws-a");
    TaskCreate request;
    request.id = TaskId(QStringLiteral(" my-task "));
    request.identifier = QStringLiteral("BD-1");
    request.title = QStringLiteral(" Title ");
    request.description = QStringLiteral("line\nline");
    request.workspaceId = workspace;
    request.priority = QStringLiteral("Urgent");
    request.approvalPolicy = QStringLiteral("manual");
    request.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("crew")};
    request.maxAttempts = 10;
    request.autoEnqueueOnReady = true;
    request.metadata = {R"({"b": 1})"};
    request.networkChannel = QStringLiteral("build");
    request.notBefore = Time{5};
    request.externalKey = QStringLiteral("GH#1");
    request.milestone = QStringLiteral("1.0");
    request.rank = QStringLiteral("0a");
    request.labels = {QStringLiteral("ui"), QStringLiteral("bug")};
    request.acceptance = {{QStringLiteral("works"), true, QStringLiteral("log")}};
    const Task reply = done(board, board.human, request).task.task;
    const Task task = board.task(TaskId(QStringLiteral("my-task")));
    QVERIFY(reply == task);
    QCOMPARE(task.title, QStringLiteral("Title"));
    QVERIFY(task.scope == Scope::Workspace);
    QVERIFY(task.workspaceId == workspace);
    QVERIFY(task.priority == Priority::Urgent);
    QVERIFY(task.approvalState == ApprovalState::Pending);
    QVERIFY(task.status == TaskStatus::Blocked); // STA-04
    QCOMPARE(task.metadata.text, QByteArray(R"({"b": 1})"));
    QCOMPARE(task.labels, (QStringList{QStringLiteral("bug"), QStringLiteral("ui")}));
    QVERIFY(task.acceptance == request.acceptance);
    QCOMPARE(task.version, 1);
    QVERIFY(task.createdBy == board.human.who && task.origin == board.human.origin);
    QVERIFY(task.createdAt == board.clock.now() && task.updatedAt == board.clock.now());
    const Event event = newest(board, "task.created");
    QCOMPARE(keysOf(event), QStringLiteral("scope workspace_id status priority network_channel owner"));
    QCOMPARE(payload(event).value(QStringLiteral("status")).toString(), QStringLiteral("blocked"));
}

void TasksTest::creationDefaults()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const Task task = board.task(id);
    QVERIFY(id.value.startsWith(QStringLiteral("task-")));
    QVERIFY(task.scope == Scope::Global && !task.workspaceId);
    QVERIFY(task.status == TaskStatus::Ready);
    QVERIFY(task.approvalState == ApprovalState::NotRequired); // INV-20
    QCOMPARE(task.maxAttempts, 3);
    QVERIFY(!task.autoEnqueueOnReady && !task.owner && !task.closedAt && task.metadata.isNull());
    QCOMPARE(keysOf(newest(board, "task.created")), QStringLiteral("scope status priority"));
    QCOMPARE(board.eventTypes(), QStringList{QStringLiteral("task.created")}); // STA-04: nothing is enqueued
    TaskCreate draft;
    draft.title = QStringLiteral("Draft");
    draft.approvalPolicy = QStringLiteral("manual");
    draft.draft = true;
    QVERIFY(board.task(board.addTask(draft)).status == TaskStatus::Draft);
}

void TasksTest::creationFields_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *expected, const Shape &shape) {
        QTest::newRow(name) << shape << QString(QLatin1String(expected));
    };
    const char *bad = "validation_failed";
    row("VAL-07 blank title", bad, [](TaskCreate &t) { t.title = QStringLiteral(" \n "); });
    row("1.4 title of two lines", bad, [](TaskCreate &t) { t.title = QStringLiteral("a\nb"); });
    row("1.4 title 1024", "ok", [](TaskCreate &t) { t.title = letters(1024); });
    row("1.4 title 1025", bad, [](TaskCreate &t) { t.title = letters(1025); });
    row("1.4 description 65536", "ok", [](TaskCreate &t) { t.description = letters(65536); });
    row("1.4 description 65537", bad, [](TaskCreate &t) { t.description = letters(65537); });
    row("IDN-02 id 128", "ok", [](TaskCreate &t) { t.id = TaskId(letters(128)); });
    row("IDN-02 id 129", bad, [](TaskCreate &t) { t.id = TaskId(letters(129)); });
    row("ERR-03 blank id", bad, [](TaskCreate &t) { t.id = TaskId(QStringLiteral(" ")); });
    row("IDN-02 control in id", bad, [](TaskCreate &t) { t.id = TaskId(QStringLiteral("a\u0001b")); });
    row("RED-02 token in id", bad, [](TaskCreate &t) { t.id = TaskId(QStringLiteral("stint_claim_x")); });
    row("1.4 identifier 129", bad, [](TaskCreate &t) { t.identifier = letters(129); });
    row("VAL-04 unknown scope", bad, [](TaskCreate &t) { t.scope = QStringLiteral("galaxy"); });
    row("VAL-04 workspace without id", "invalid_scope_binding",
        [](TaskCreate &t) { t.scope = QStringLiteral("workspace"); });
    row("VAL-04 global with id", "invalid_scope_binding", [](TaskCreate &t) {
        t.scope = QStringLiteral("global");
        t.workspaceId = WorkspaceId(QStringLiteral("ws-1"));
    });
    row("VAL-04 unknown workspace", "workspace_not_found",
        [](TaskCreate &t) { t.workspaceId = WorkspaceId(QStringLiteral("ws-1")); });
    row("ERR-03 blank workspace", bad, [](TaskCreate &t) { t.workspaceId = WorkspaceId(); });
    row("ERR-03 blank parent", bad, [](TaskCreate &t) { t.parentTaskId = TaskId(); });
    row("HIE-01 unknown parent", "task_not_found",
        [](TaskCreate &t) { t.parentTaskId = TaskId(QStringLiteral("task-x")); });
    row("VAL-05 own parent", bad, [](TaskCreate &t) { t.id = t.parentTaskId = TaskId(QStringLiteral("task-x")); });
    row("ENM-01 priority", bad, [](TaskCreate &t) { t.priority = QStringLiteral("extreme"); });
    row("ENM-01 policy", bad, [](TaskCreate &t) { t.approvalPolicy = QStringLiteral("maybe"); });
    row("VAL-06 owner without ref", bad, [](TaskCreate &t) { t.owner = OwnerRef{OwnerKind::Pool, QString()}; });
    row("1.4 owner ref 257", bad, [](TaskCreate &t) { t.owner = OwnerRef{OwnerKind::Pool, letters(257)}; });
    row("VAL-07 no attempts", bad, [](TaskCreate &t) { t.maxAttempts = 0; });
    row("VAL-07 eleven attempts", bad, [](TaskCreate &t) { t.maxAttempts = 11; });
    row("VAL-02 metadata", bad, [](TaskCreate &t) { t.metadata = {"{"}; });
    row("VAL-03 secret key", "validation_failed/secret_key",
        [](TaskCreate &t) { t.metadata = {R"({"claim_token":1})"}; });
    row("ERR-02 metadata 16384", "ok", [](TaskCreate &t) { t.metadata = {'"' + QByteArray(16382, 'x') + '"'}; });
    row("ERR-02 metadata 16385", "payload_too_large",
        [](TaskCreate &t) { t.metadata = {'"' + QByteArray(16383, 'x') + '"'}; });
    row("IDN-06 channel", bad, [](TaskCreate &t) { t.networkChannel = QStringLiteral("Build"); });
    row("1.4 external key 129", bad, [](TaskCreate &t) { t.externalKey = letters(129); });
    row("1.4 milestone 129", bad, [](TaskCreate &t) { t.milestone = letters(129); });
    row("1.4 rank", bad, [](TaskCreate &t) { t.rank = QStringLiteral("A"); });
    row("1.4 rank 65", bad, [](TaskCreate &t) { t.rank = letters(65); });
    row("1.4 blank label", bad, [](TaskCreate &t) { t.labels = {QStringLiteral(" ")}; });
    row("1.4 blank criterion", bad, [](TaskCreate &t) { t.acceptance = {{QStringLiteral(" "), false, {}}}; });
    row("1.4 criterion 1025", bad, [](TaskCreate &t) { t.acceptance = {{letters(1025), false, {}}}; });
    row("1.4 evidence 2049", bad, [](TaskCreate &t) { t.acceptance = {{QStringLiteral("a"), true, letters(2049)}}; });
    row("1.4 32 criteria", "ok", [](TaskCreate &t) { t.acceptance.assign(32, {QStringLiteral("a"), false, {}}); });
    row("1.4 33 criteria", bad, [](TaskCreate &t) { t.acceptance.assign(33, {QStringLiteral("a"), false, {}}); });
    row("ERR-05 fields before rows", bad, [](TaskCreate &t) {
        t.parentTaskId = TaskId(QStringLiteral("task-x"));
        t.rank = QStringLiteral("!");
    });
    row("1.4 a past time", "ok", [](TaskCreate &t) { t.notBefore = Time{1}; });
}

void TasksTest::creationFields()
{
    QFETCH(Shape, shape);
    QFETCH(QString, expected);
    CheckedBoard board;
    TaskCreate request;
    request.title = QStringLiteral("Task");
    shape(request);
    QCOMPARE(outcome(board, board.human, request), expected);
}

void TasksTest::idsAreNeverReused()
{
    CheckedBoard board;
    TaskCreate request;
    request.id = TaskId(QStringLiteral("mine"));
    board.addTask(request);
    request.title = QStringLiteral("Again");
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("conflict")); // IDN-02
    done(board, board.human, TaskDelete{*request.id, {}});
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("conflict")); // DEL-04
}

void TasksTest::externalKeysAreUniqueWithinAWorkspace()
{
    CheckedBoard board;
    const WorkspaceId workspace = addWorkspace(board, "ws-a");
    TaskCreate request;
    request.title = QStringLiteral("Task");
    request.externalKey = QStringLiteral("K-1");
    const TaskId global = board.addTask(request);
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("conflict")); // VAL-11
    request.workspaceId = workspace;
    const TaskId local = board.addTask(request);
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("conflict"));
    // Canceled tasks keep their key.
    TaskCancel cancel;
    cancel.taskId = global;
    done(board, board.human, cancel);
    const TaskId other = board.addTask();
    const auto rename = [&](const char *key) {
        return outcome(board, board.human,
                       update(other, [&](TaskChanges &c) { c.externalKey = QString(QLatin1String(key)); }));
    };
    QCOMPARE(rename("K-1"), QStringLiteral("conflict"));
    QCOMPARE(rename("K-2"), QStringLiteral("ok"));
    QVERIFY(isSilent(board, board.human, update(local, [](TaskChanges &c) { c.externalKey = QStringLiteral("K-1"); })));
}

void TasksTest::parents()
{
    CheckedBoard board;
    const WorkspaceId a = addWorkspace(board, "ws-a"), b = addWorkspace(board, "ws-b");
    TaskCreate request;
    request.workspaceId = a;
    const TaskId local = board.addTask(request);
    const auto under = [&](const TaskId &parent, const std::optional<WorkspaceId> &workspace) {
        TaskCreate child;
        child.title = QStringLiteral("Child");
        child.parentTaskId = parent;
        child.workspaceId = workspace;
        return outcome(board, board.human, child);
    };
    QCOMPARE(under(local, a), QStringLiteral("ok"));
    QCOMPARE(keysOf(newest(board, "task.created")),
             QStringLiteral("scope workspace_id parent_task_id status priority"));
    QCOMPARE(under(local, b), QStringLiteral("validation_failed/parent_workspace")); // HIE-01
    QCOMPARE(under(local, std::nullopt), QStringLiteral("validation_failed/parent_workspace"));
    const TaskId global = board.addTask();
    QCOMPARE(under(global, b), QStringLiteral("ok"));
    for (int i = 1; i < 64; ++i)
        QCOMPARE(board.outcome(board.human,
                               [&] {
                                   TaskCreate child;
                                   child.title = QStringLiteral("Child");
                                   child.parentTaskId = global;
                                   return child;
                               }()),
                 QStringLiteral("ok"));
    QCOMPARE(under(global, std::nullopt), QStringLiteral("graph_limit_exceeded/children")); // LIM-02
    TaskId deep = board.addTask();
    for (int depth = 2; depth <= 8; ++depth) {
        TaskCreate child;
        child.parentTaskId = deep;
        deep = board.addTask(child);
    }
    QCOMPARE(under(deep, std::nullopt), QStringLiteral("graph_limit_exceeded/depth")); // LIM-01
}

void TasksTest::childrenInherit()
{
    CheckedBoard board;
    const WorkspaceId workspace = addWorkspace(board, "ws-a");
    TaskCreate request;
    request.workspaceId = workspace;
    const TaskId parent = board.addTask(request);
    TaskCreateChild child;
    child.parent = parent;
    child.task.title = QStringLiteral("Child");
    const qint64 before = board.lastSeq();
    const Task task = done(board, board.human, child).task.task;
    QVERIFY(task.workspaceId == workspace); // HIE-02
    QVERIFY(task.parentTaskId == parent);
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.created"), QStringLiteral("task.child_created")}));
    const Event event = newest(board, "task.child_created");
    QVERIFY(event.taskId == parent);
    QCOMPARE(keysOf(event), QStringLiteral("child_task_id child_scope child_workspace_id"));
    QCOMPARE(board.task(parent).version, 1); // VER-01: the parent's row is not touched
}

void TasksTest::childBodyNamesNoOtherParent()
{
    CheckedBoard board;
    TaskCreateChild child;
    child.parent = board.addTask();
    child.task.title = QStringLiteral("Child");
    child.task.parentTaskId = TaskId(QStringLiteral(" "));
    QCOMPARE(outcome(board, board.human, child), QStringLiteral("ok"));
    child.task.parentTaskId = child.parent;
    QCOMPARE(outcome(board, board.human, child), QStringLiteral("ok"));
    child.task.parentTaskId = board.addTask();
    QCOMPARE(outcome(board, board.human, child), QStringLiteral("validation_failed"));
    child.task.parentTaskId.reset();
    child.parent = TaskId(QStringLiteral(" "));
    QCOMPARE(outcome(board, board.human, child), QStringLiteral("validation_failed"));
    child.parent = TaskId(QStringLiteral("task-x"));
    QCOMPARE(outcome(board, board.human, child), QStringLiteral("task_not_found"));
    QCOMPARE(board.run(board.human, child).error().data.value(QLatin1String("field")).toString(),
             QStringLiteral("parent")); // ERR-01
}

void TasksTest::agentsCreateInTheirWorkspace()
{
    CheckedBoard board;
    const WorkspaceId a = addWorkspace(board, "ws-a"), b = addWorkspace(board, "ws-b");
    const Actor local = addAgentIn(board, "worker", a), global = board.addAgent(QStringLiteral("roamer"));
    const auto create = [&](const Actor &actor, const std::optional<WorkspaceId> &workspace) {
        TaskCreate request;
        request.title = QStringLiteral("Task");
        request.workspaceId = workspace;
        return outcome(board, actor, request);
    };
    QCOMPARE(create(local, a), QStringLiteral("ok")); // ACT-11
    QCOMPARE(create(local, b), QStringLiteral("permission_denied/foreign_workspace"));
    QCOMPARE(create(local, std::nullopt), QStringLiteral("permission_denied/foreign_workspace"));
    QCOMPARE(create(global, std::nullopt), QStringLiteral("ok"));
    QCOMPARE(create(global, a), QStringLiteral("permission_denied/foreign_workspace"));
    QCOMPARE(create(local, WorkspaceId(QStringLiteral("ws-x"))), QStringLiteral("workspace_not_found")); // ERR-06
}

void TasksTest::agentsAddChildrenToTheirOwn()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    TaskCreateChild child;
    child.parent = board.addTask();
    child.task.title = QStringLiteral("Child");
    QCOMPARE(outcome(board, agent, child), QStringLiteral("forbidden_operator_action/edit")); // ACT-12
    board.enqueue(child.parent);
    QVERIFY(board.claimNext(agent).claimed);
    QCOMPARE(outcome(board, agent, child), QStringLiteral("ok")); // holds its run
    TaskCreate own;
    own.title = QStringLiteral("Own");
    child.parent = done(board, agent, own).task.task.id;
    QCOMPARE(outcome(board, agent, child), QStringLiteral("ok")); // created it
    child.parent = board.addTask();
    set(board, "agent_rights", R"(["edit"])");
    QCOMPARE(outcome(board, agent, child), QStringLiteral("ok"));
}

void TasksTest::updateFields_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *expected, const Change &change) {
        QTest::newRow(name) << change << QString(QLatin1String(expected));
    };
    const char *bad = "validation_failed";
    row("VAL-08 names nothing", bad, [](TaskChanges &) {});
    row("VAL-08 blank title", bad, [](TaskChanges &c) { c.title = QStringLiteral(" "); });
    row("VAL-08 null title", bad, [](TaskChanges &c) { c.title = Patch<QString>::cleared(); });
    row("VAL-08 blank priority", bad, [](TaskChanges &c) { c.priority = QString(); });
    row("VAL-08 blank policy", bad, [](TaskChanges &c) { c.approvalPolicy = QString(); });
    row("ENM-01 priority", bad, [](TaskChanges &c) { c.priority = QStringLiteral("huge"); });
    row("VAL-08 owner and clear_owner", bad, [](TaskChanges &c) {
        c.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("crew")};
        c.clearOwner = true;
    });
    row("VAL-06 owner without ref", bad, [](TaskChanges &c) { c.owner = OwnerRef{OwnerKind::Pool, QString()}; });
    row("1.4 attempts", bad, [](TaskChanges &c) { c.maxAttempts = 11; });
    row("1.4 null attempts", bad, [](TaskChanges &c) { c.maxAttempts = Patch<int>::cleared(); });
    row("1.4 rank", bad, [](TaskChanges &c) { c.rank = QStringLiteral("a-b"); });
    row("IDN-06 channel", bad, [](TaskChanges &c) { c.networkChannel = QStringLiteral("#x"); });
    row("VAL-03 metadata", "validation_failed/secret_key",
        [](TaskChanges &c) { c.metadata = Json{R"([{"session_token":1}])"}; });
    row("ERR-02 metadata", "payload_too_large",
        [](TaskChanges &c) { c.metadata = Json{'"' + QByteArray(16384, 'x') + '"'}; });
    row("one field", "ok", [](TaskChanges &c) { c.rank = QStringLiteral("b"); });
    row("clear_owner alone", "ok", [](TaskChanges &c) { c.clearOwner = true; });
}

void TasksTest::updateFields()
{
    QFETCH(Change, change);
    QFETCH(QString, expected);
    CheckedBoard board;
    QCOMPARE(outcome(board, board.human, update(board.addTask(), change)), expected);
    if (expected != QLatin1String("ok")) // step 4 comes before step 6
        QCOMPARE(outcome(board, board.human, update(TaskId(QStringLiteral("task-x")), change)), expected);
    else
        QCOMPARE(outcome(board, board.human, update(TaskId(QStringLiteral("task-x")), change)),
                 QStringLiteral("task_not_found"));
}

void TasksTest::updateNamesFieldsInOrder()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    board.clock.advance(1000);
    const TaskReply reply = done(board, board.human, update(id, [](TaskChanges &c) {
                                     c.acceptance = std::vector<Criterion>{{QStringLiteral("works"), false, {}}};
                                     c.rank = QStringLiteral("m");
                                     c.labels = QStringList{QStringLiteral("b"), QStringLiteral("a")};
                                     c.milestone = QStringLiteral("1.0");
                                     c.externalKey = QStringLiteral("K");
                                     c.notBefore = Time{99};
                                     c.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("crew")};
                                     c.networkChannel = QStringLiteral("build");
                                     c.metadata = Json{"1"};
                                     c.approvalPolicy = QStringLiteral("manual");
                                     c.autoEnqueueOnReady = true;
                                     c.maxAttempts = 5;
                                     c.priority = QStringLiteral("high");
                                     c.description = QStringLiteral("text");
                                     c.title = QStringLiteral("New");
                                 }));
    const Event event = newest(board, "task.updated");
    QCOMPARE(keysOf(event), QStringLiteral("changed_fields previous status"));
    QCOMPARE(
        texts(payload(event).value(QStringLiteral("changed_fields"))).join(QLatin1Char(' ')),
        QStringLiteral("title description priority max_attempts auto_enqueue_on_ready approval_policy metadata "
                       "network_channel owner not_before external_key milestone labels rank acceptance")); // STA-16
    const QJsonObject previous = payload(event).value(QStringLiteral("previous")).toObject();
    QCOMPARE(previous.size(), 15);
    QCOMPARE(previous.value(QStringLiteral("title")).toString(), QStringLiteral("Task"));
    QCOMPARE(previous.value(QStringLiteral("max_attempts")).toInt(), 3);
    QVERIFY(previous.value(QStringLiteral("owner")).isNull());
    QCOMPARE(payload(event).value(QStringLiteral("status")).toString(), QStringLiteral("blocked"));
    const Task task = board.task(id);
    QVERIFY(task == reply.task.task);
    QCOMPARE(task.version, 2);                                     // VER-01: however many fields
    QVERIFY(task.updatedAt == board.clock.now());                  // STA-09
    QVERIFY(task.status == TaskStatus::Blocked && !task.closedAt); // STA-15
    // null clears (VAL-08)
    done(board, board.human, update(id, [](TaskChanges &c) {
             c.description = c.networkChannel = c.externalKey = c.milestone = c.rank = Patch<QString>::cleared();
             c.metadata = Patch<Json>::cleared();
             c.notBefore = Patch<Time>::cleared();
             c.labels = QStringList();
             c.acceptance = std::vector<Criterion>();
             c.clearOwner = true;
         }));
    const Task cleared = board.task(id);
    QVERIFY(cleared.description.isEmpty() && cleared.networkChannel.isEmpty() && cleared.externalKey.isEmpty());
    QVERIFY(cleared.milestone.isEmpty() && cleared.rank.isEmpty() && cleared.metadata.isNull() && !cleared.notBefore);
    QVERIFY(cleared.labels.isEmpty() && cleared.acceptance.empty() && !cleared.owner);
    QCOMPARE(cleared.version, 3);
}

void TasksTest::oldValuesAreCut()
{
    CheckedBoard board;
    TaskCreate request;
    request.description = letters(600);
    request.metadata = {'"' + QByteArray(600, 'y') + '"'};
    request.acceptance.assign(10, {letters(100), false, {}});
    const TaskId id = board.addTask(request);
    done(board, board.human, update(id, [](TaskChanges &c) {
             c.description = Patch<QString>::cleared();
             c.metadata = Patch<Json>::cleared();
             c.acceptance = std::vector<Criterion>();
         }));
    const QJsonObject previous = payload(newest(board, "task.updated")).value(QStringLiteral("previous")).toObject();
    for (const char *field : {"description", "metadata", "acceptance"}) {
        const QString value = previous.value(QLatin1String(field)).toString();
        QVERIFY2(utf8Bytes(value) <= 512 && value.endsWith(QStringLiteral("...")), field);
    }
}

void TasksTest::equalValuesAreSilent()
{
    CheckedBoard board;
    TaskCreate request;
    request.metadata = {R"({"a":1,"b":2})"};
    request.labels = {QStringLiteral("a"), QStringLiteral("b")};
    const TaskId id = board.addTask(request);
    board.clock.advance(1000);
    QVERIFY(isSilent(board, board.human, update(id, [](TaskChanges &c) { // STA-12: compared after trimming
                         c.title = QStringLiteral("  Task ");
                         c.labels = QStringList{QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("b ")};
                         c.metadata = Json{R"( {"a":1,"b":2} )"};
                         c.approvalPolicy = QStringLiteral("none");
                         c.clearOwner = true; // STA-14
                     })));
    QVERIFY(!isSilent(board, board.human,
                      update(id, [](TaskChanges &c) { c.metadata = Json{R"({"b":2,"a":1})"}; }))); // STA-14
}

void TasksTest::versions()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    TaskUpdate request = update(id, [](TaskChanges &c) { c.rank = QStringLiteral("a"); });
    request.expectedVersion = 2;
    const auto refusal = board.run(board.human, request);
    QVERIFY(!refusal);
    QCOMPARE(TestBoard::describe(refusal.error()), QStringLiteral("version_conflict")); // VER-02
    QCOMPARE(refusal.error().data.value(QStringLiteral("current_version")).toInt(), 1);
    request.expectedVersion = 1;
    QCOMPARE(done(board, board.human, request).task.task.version, 2);
    // A silent update judges the version all the same (step 7).
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("version_conflict"));
}

void TasksTest::policyChangeResetsTheState()
{
    CheckedBoard board;
    TaskCreate request;
    request.approvalPolicy = QStringLiteral("manual");
    const TaskId id = board.addTask(request);
    TaskReject reject;
    reject.taskId = id;
    done(board, board.human, reject);
    const auto policy = [&](const char *text) {
        return done(board, board.human,
                    update(id, [&](TaskChanges &c) { c.approvalPolicy = QString(QLatin1String(text)); }))
            .task.task;
    };
    QVERIFY(policy("manual").approvalState == ApprovalState::Rejected); // STA-13: the same policy changes nothing
    const Task open = policy("none");
    QVERIFY(open.approvalState == ApprovalState::NotRequired && open.status == TaskStatus::Ready);
    const Task again = policy("manual");
    QVERIFY(again.approvalState == ApprovalState::Pending && again.status == TaskStatus::Blocked);
}

void TasksTest::moreAttemptsReviveAFailedTask()
{
    CheckedBoard board;
    TaskCreate request;
    request.maxAttempts = 1;
    const TaskId id = board.addTask(request);
    failByHand(board, id);
    QVERIFY(board.task(id).status == TaskStatus::Failed && board.task(id).closedAt);
    const Task task = done(board, board.human, update(id, [](TaskChanges &c) { c.maxAttempts = 2; })).task.task;
    QVERIFY(task.status == TaskStatus::Ready && !task.closedAt); // STA-18, STA-10
    QCOMPARE(payload(newest(board, "task.updated")).value(QStringLiteral("status")).toString(),
             QStringLiteral("ready"));
}

void TasksTest::updateMovesTheQueuedRun()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId first = board.addTask(), second = board.addTask();
    board.enqueue(first);
    board.enqueue(second);
    done(board, board.human, update(second, [](TaskChanges &c) { c.priority = QStringLiteral("urgent"); }));
    done(board, board.human, update(first, [](TaskChanges &c) {
             c.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
         }));
    QVERIFY(board.claimNext(agent).task->task.id == second); // CLM-07
    const Actor other = board.addAgent(QStringLiteral("other"));
    QVERIFY(!board.run(other, RunClaimNext{})); // E13
    done(board, board.human, update(first, [](TaskChanges &c) { c.clearOwner = true; }));
    QVERIFY(board.claimNext(other).task->task.id == first);
}

void TasksTest::agentsEditTheirOwn()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker")), other = board.addAgent(QStringLiteral("other"));
    TaskCreate request;
    request.title = QStringLiteral("Own");
    const TaskId own = done(board, agent, request).task.task.id;
    const auto rank = [](TaskChanges &c) { c.rank = QStringLiteral("z"); };
    QCOMPARE(outcome(board, other, update(own, rank)), QStringLiteral("forbidden_operator_action/edit")); // ACT-12
    QCOMPARE(outcome(board, other, update(TaskId(QStringLiteral("task-x")), rank)),
             QStringLiteral("task_not_found")); // ERR-06
    QCOMPARE(outcome(board, agent, update(own, rank)), QStringLiteral("ok"));
    const TaskId held = board.addTask();
    board.enqueue(held);
    QVERIFY(board.claimNext(other).claimed);
    QCOMPARE(outcome(board, agent, update(held, rank)), QStringLiteral("forbidden_operator_action/edit"));
    QCOMPARE(outcome(board, other, update(held, rank)), QStringLiteral("ok"));
}

void TasksTest::agentsProveWhatTheyHold()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    set(board, "agent_rights", R"(["edit"])");
    TaskCreate request;
    request.acceptance = {{QStringLiteral("one"), false, {}}, {QStringLiteral("two"), false, {}}};
    const TaskId held = board.addTask(request);
    const auto criteria = [&](const TaskId &id, std::vector<Criterion> list) {
        return outcome(board, agent, update(id, [&](TaskChanges &c) { c.acceptance = std::move(list); }));
    };
    const Criterion one{QStringLiteral("one"), false, {}}, two{QStringLiteral("two"), false, {}},
        proven{QStringLiteral("one"), true, QStringLiteral("log")}, three{QStringLiteral("three"), false, {}};
    const QString denied = QStringLiteral("permission_denied/acceptance");
    QCOMPARE(criteria(held, {proven, two}), denied); // ACT-10: not held
    QCOMPARE(criteria(held, {one, two, three}), QStringLiteral("ok"));
    QCOMPARE(criteria(held, {one, two}), QStringLiteral("ok"));
    board.enqueue(held);
    QVERIFY(board.claimNext(agent).claimed);
    QCOMPARE(criteria(held, {one}), denied);             // removes
    QCOMPARE(criteria(held, {one, two, three}), denied); // adds
    QCOMPARE(criteria(held, {two, one}), denied);        // rewords
    QCOMPARE(criteria(held, {proven, two}), QStringLiteral("ok"));
    QVERIFY(board.task(held).acceptance.front().isProven());
    // Whoever does not hold it neither takes the proof away nor doubles it.
    const Actor other = board.addAgent(QStringLiteral("other"));
    for (const auto &list : {std::vector{one, two}, std::vector{proven, proven}})
        QCOMPARE(outcome(board, other, update(held, [&](TaskChanges &c) { c.acceptance = list; })), denied);
}

void TasksTest::agentsDoNotLiftApproval()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    TaskCreate request;
    request.title = QStringLiteral("Own");
    request.approvalPolicy = QStringLiteral("manual");
    const TaskId own = done(board, agent, request).task.task.id;
    const auto policy = [&](const char *text) {
        return outcome(board, agent,
                       update(own, [&](TaskChanges &c) { c.approvalPolicy = QString(QLatin1String(text)); }));
    };
    QCOMPARE(policy("none"), QStringLiteral("forbidden_operator_action/approve")); // DRA-09
    set(board, "agent_rights", R"(["approve"])");
    QCOMPARE(policy("none"), QStringLiteral("ok"));
    set(board, "agent_rights", "[]");
    QCOMPARE(policy("manual"), QStringLiteral("ok"));
}

void TasksTest::bulkUpdate()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask();
    TaskBulkUpdate request;
    request.changes.rank = QStringLiteral("a");
    request.ids = {b.value, QStringLiteral("task-x"), a.value, QLatin1Char(' ') + b.value};
    const BulkReply reply = done(board, board.human, request);
    QCOMPARE(reply.items.size(), std::size_t(3)); // BLK-01: duplicates keep the first position
    QCOMPARE(reply.items[0].id, b.value);
    QVERIFY(reply.items[0].ok && reply.items[0].task->task.rank == QLatin1String("a"));
    QVERIFY(!reply.items[1].ok); // BLK-02: a failing item stops nobody
    QCOMPARE(reply.items[1].error->code, QStringLiteral("task_not_found"));
    QVERIFY(reply.items[2].ok);
    QCOMPARE(board.task(a).rank, QStringLiteral("a"));
    // An item that fails half way leaves nothing behind.
    TaskBulkUpdate keys;
    keys.ids = {a.value, b.value};
    keys.changes.externalKey = QStringLiteral("K");
    const BulkReply conflicting = done(board, board.human, keys);
    QVERIFY(conflicting.items[0].ok && !conflicting.items[1].ok);
    QCOMPARE(conflicting.items[1].error->code, QStringLiteral("conflict"));
    QCOMPARE(board.task(b).version, 2);
    request.ids.clear();
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed")); // LIM-04
    request.ids = {a.value, QStringLiteral(" ")};
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed"));
    request.ids = QStringList(QStringList::size_type(51), a.value);
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("bulk_too_large")); // counted before de-duplication
    request.ids = QStringList(QStringList::size_type(50), a.value);
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("ok"));
}

void TasksTest::comments()
{
    CheckedBoard board;
    const WorkspaceId a = addWorkspace(board, "ws-a"), b = addWorkspace(board, "ws-b");
    TaskCreate create;
    create.workspaceId = a;
    const TaskId id = board.addTask(create);
    const Task before = board.task(id);
    board.clock.advance(5);
    const Event event = done(board, board.human, TaskComment{id, QStringLiteral(" see\nstint_claim_abc ")});
    QCOMPARE(keysOf(event), QStringLiteral("text"));
    QCOMPARE(payload(event).value(QStringLiteral("text")).toString(),
             QStringLiteral("see\nstint_claim_[REDACTED]")); // RED-02
    QVERIFY(event.seq == board.lastSeq() && event.taskId == id);
    QVERIFY(board.task(id) == before); // STA-17
    TaskCancel cancel;
    cancel.taskId = board.addTask();
    done(board, board.human, cancel);
    QCOMPARE(outcome(board, board.human, TaskComment{cancel.taskId, QStringLiteral("too late")}),
             QStringLiteral("ok")); // in every status
    QCOMPARE(outcome(board, board.human, TaskComment{id, QStringLiteral(" ")}), QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, TaskComment{id, letters(16385)}),
             QStringLiteral("validation_failed")); // LIM-06
    QCOMPARE(outcome(board, board.human, TaskComment{TaskId(QStringLiteral("x")), QStringLiteral("t")}),
             QStringLiteral("task_not_found"));
    QCOMPARE(outcome(board, addAgentIn(board, "near", a), TaskComment{id, QStringLiteral("t")}), QStringLiteral("ok"));
    QCOMPARE(outcome(board, addAgentIn(board, "far", b), TaskComment{id, QStringLiteral("t")}),
             QStringLiteral("permission_denied/foreign_workspace")); // ACT-12
}

void TasksTest::deletion()
{
    CheckedBoard board;
    TaskCreate request;
    request.title = QStringLiteral("Gone");
    request.identifier = QStringLiteral("BD-9");
    const TaskId id = board.addTask(request);
    failByHand(board, id);
    const TaskId duplicate = board.addTask();
    TaskCancel cancel;
    cancel.taskId = duplicate;
    cancel.duplicateOf = id;
    done(board, board.human, cancel);
    const qint64 events = static_cast<qint64>(board.events().size());
    done(board, board.human, TaskDelete{id, {}});
    const Event event = newest(board, "task.deleted");
    QCOMPARE(keysOf(event), QStringLiteral("task_id title_hash identifier run_count last_status"));
    QCOMPARE(payload(event).value(QStringLiteral("title_hash")).toString(), sha256Text("Gone"));
    QCOMPARE(payload(event).value(QStringLiteral("run_count")).toInt(), 1);
    QCOMPARE(payload(event).value(QStringLiteral("last_status")).toString(), QStringLiteral("ready"));
    QVERIFY(event.taskId == id);
    QCOMPARE(static_cast<qint64>(board.events().size()), events + 1); // DEL-02: events stay
    QVERIFY(!board.task(duplicate).duplicateOf);
    QCOMPARE(outcome(board, board.human, TaskGet{id}), QStringLiteral("task_not_found")); // DEL-04
}

void TasksTest::deletionReleasesDependents()
{
    CheckedBoard board;
    const TaskId blocker = board.addTask();
    TaskCreate request;
    request.autoEnqueueOnReady = true;
    const TaskId dependent = board.addTask(request);
    depend(board, dependent, blocker);
    QVERIFY(board.task(dependent).status == TaskStatus::Blocked);
    done(board, board.human, TaskDelete{blocker, {}});
    QVERIFY(board.task(dependent).status == TaskStatus::Ready); // DEL-03
    QVERIFY(newest(board, "task.run_enqueued").type.isEmpty()); // AEQ-03
}

void TasksTest::deletionRefused()
{
    CheckedBoard board;
    const TaskId parent = board.addTask();
    TaskCreate request;
    request.parentTaskId = parent;
    const TaskId child = board.addTask(request);
    QCOMPARE(outcome(board, board.human, TaskDelete{parent, {}}),
             QStringLiteral("validation_failed/has_children")); // DEL-01
    board.enqueue(child);
    QCOMPARE(outcome(board, board.human, TaskDelete{child, {}}), QStringLiteral("validation_failed/has_open_runs"));
    QCOMPARE(outcome(board, board.human, TaskDelete{child, 7}), QStringLiteral("version_conflict"));
    QCOMPARE(outcome(board, board.human, TaskDelete{TaskId(), {}}), QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, TaskDelete{TaskId(QStringLiteral("x")), {}}),
             QStringLiteral("task_not_found"));
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    QCOMPARE(outcome(board, agent, TaskDelete{TaskId(QStringLiteral("x")), {}}),
             QStringLiteral("forbidden_operator_action/delete")); // ACT-07, before existence
    set(board, "agent_rights", R"(["delete"])");
    const TaskId free = board.addTask();
    QCOMPARE(outcome(board, agent, TaskDelete{free, {}}), QStringLiteral("ok"));
}

STINT_REGISTER_TEST(TasksTest)
#include "tst_tasks.moc"
