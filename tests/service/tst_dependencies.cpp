#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

DependencyAdd edge(const TaskId &task, const TaskId &blocker)
{
    DependencyAdd request;
    request.taskId = task;
    request.dependsOn = blocker;
    return request;
}

DependencyRemove without(const TaskId &task, const TaskId &blocker)
{
    DependencyRemove request;
    request.taskId = task;
    request.dependsOn = blocker;
    return request;
}

} // namespace

class DependenciesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edgesBlock();
    void edgesRelease();
    void addRefused();
    void limit();
    void cycles();
    void anyBlockerWillDo();
    void runningTasksGoOn();
    void cascade();
    void removeRefused();
    void agentsLinkTheirOwn();
};

void DependenciesTest::edgesBlock()
{
    CheckedBoard board;
    const TaskId task = board.addTask(), blocker = board.addTask();
    const DependencyReply reply = done(board, board.human, edge(task, blocker));
    QVERIFY(reply.task.task.status == TaskStatus::Blocked);
    QVERIFY(reply.dependency.createdBy == board.human.who && reply.dependency.createdAt == board.clock.now());
    const Event event = newest(board, "task.dependency_added");
    QCOMPARE(keysOf(event), QStringLiteral("depends_on_task_id kind status"));
    QVERIFY(event.taskId == task);
    QCOMPARE(payload(event).value(QStringLiteral("status")).toString(), QStringLiteral("blocked"));
    QCOMPARE(board.task(task).version, 2);
    QCOMPARE(board.task(blocker).version, 1);
    // A second edge changes no row of the task (VER-01).
    done(board, board.human, edge(task, board.addTask()));
    QCOMPARE(board.task(task).version, 2);
}

void DependenciesTest::edgesRelease()
{
    CheckedBoard board;
    TaskCreate request;
    request.autoEnqueueOnReady = true;
    const TaskId task = board.addTask(request), blocker = board.addTask();
    done(board, board.human, edge(task, blocker));
    const DependencyReply reply = done(board, board.human, without(task, blocker));
    QVERIFY(reply.task.task.status == TaskStatus::Ready);
    QCOMPARE(keysOf(newest(board, "task.dependency_removed")), QStringLiteral("depends_on_task_id kind status"));
    QVERIFY(newest(board, "task.run_enqueued").type.isEmpty()); // DEP-03, AEQ-03
}

void DependenciesTest::addRefused()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask(), none(QStringLiteral("x"));
    QCOMPARE(outcome(board, board.human, edge(a, a)), QStringLiteral("validation_failed/self_dependency")); // VAL-05
    QCOMPARE(outcome(board, board.human, edge(none, none)),
             QStringLiteral("validation_failed/self_dependency")); // DEP-01: before existence
    QCOMPARE(outcome(board, board.human, edge(none, a)), QStringLiteral("task_not_found"));
    QCOMPARE(outcome(board, board.human, edge(a, none)), QStringLiteral("task_not_found"));
    QCOMPARE(outcome(board, board.human, edge(TaskId(), a)), QStringLiteral("validation_failed"));
    DependencyAdd request = edge(a, b);
    request.kind = QStringLiteral("relates");
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed")); // ENM-01
    request.kind = QStringLiteral(" Blocks ");
    request.expectedVersion = 9;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("version_conflict"));
    request.expectedVersion = 1;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("ok"));
    request.expectedVersion.reset();
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed/dependency_exists"));
}

void DependenciesTest::limit()
{
    CheckedBoard board;
    const TaskId task = board.addTask(), last = board.addTask(), waiting = board.addTask();
    for (int i = 0; i < 31; ++i)
        done(board, board.human, edge(task, board.addTask()));
    done(board, board.human, edge(task, last));
    done(board, board.human, edge(waiting, task));
    const QString full = QStringLiteral("graph_limit_exceeded/dependencies"); // LIM-03
    QCOMPARE(outcome(board, board.human, edge(task, board.addTask())), full);
    // DEP-01: the number is judged after the edge itself and before cycles.
    QCOMPARE(outcome(board, board.human, edge(task, last)), QStringLiteral("validation_failed/dependency_exists"));
    QCOMPARE(outcome(board, board.human, edge(task, waiting)), full);
    const TaskId popular = board.addTask();
    for (int i = 0; i < 33; ++i) // the other direction has no limit
        done(board, board.human, edge(board.addTask(), popular));
}

void DependenciesTest::cycles()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask(), c = board.addTask(), d = board.addTask();
    done(board, board.human, edge(a, b));
    done(board, board.human, edge(b, c));
    done(board, board.human, edge(b, d));
    const auto refusal = board.run(board.human, edge(c, a));
    QVERIFY(!refusal);
    QVERIFY(refusal.error().code == ErrorCode::CycleDetected); // DEP-01
    QStringList path;
    const QJsonArray ids = refusal.error().data.value(QStringLiteral("path")).toArray();
    for (const QJsonValue &id : ids)
        path << id.toString();
    QCOMPARE(path, (QStringList{a.value, b.value, c.value}));
    QCOMPARE(outcome(board, board.human, edge(b, a)), QStringLiteral("cycle_detected"));
    QCOMPARE(outcome(board, board.human, edge(d, c)), QStringLiteral("ok"));
}

void DependenciesTest::anyBlockerWillDo()
{
    CheckedBoard board;
    TaskCreate local;
    local.workspaceId = addWorkspace(board, "ws-a");
    const TaskId blocker = board.addTask(local), parent = board.addTask();
    TaskCreate child;
    child.parentTaskId = parent;
    const TaskId task = board.addTask(child);
    QCOMPARE(outcome(board, board.human, edge(task, blocker)), QStringLiteral("ok")); // DEP-02: no rule about scope
    QCOMPARE(outcome(board, board.human, edge(parent, task)), QStringLiteral("ok"));  // … or parentage
    TaskCancel cancel;
    cancel.taskId = blocker;
    done(board, board.human, cancel);
    QVERIFY(board.task(task).status == TaskStatus::Blocked); // until the edge is removed
    done(board, board.human, without(task, blocker));
    QVERIFY(board.task(task).status == TaskStatus::Ready);
}

void DependenciesTest::runningTasksGoOn()
{
    CheckedBoard board;
    const TaskId task = board.addTask();
    startByHand(board, task);
    const DependencyReply reply = done(board, board.human, edge(task, board.addTask()));
    QVERIFY(reply.task.task.status == TaskStatus::InProgress); // DEP-02
}

void DependenciesTest::cascade()
{
    CheckedBoard board;
    const TaskId blocker = board.addTask();
    TaskCreate eager;
    eager.autoEnqueueOnReady = true;
    const TaskId first = board.addTask(eager), second = board.addTask();
    depend(board, first, blocker);
    depend(board, second, blocker);
    completeByHand(board, blocker);
    QVERIFY(board.task(first).status == TaskStatus::Ready && board.task(second).status == TaskStatus::Ready); // STA-06
    QVERIFY(newest(board, "task.run_enqueued").taskId == first);                                              // AEQ-01
    board.enqueue(blocker); // the blocker leaves completed
    QVERIFY(board.task(second).status == TaskStatus::Blocked);
}

void DependenciesTest::removeRefused()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask();
    QCOMPARE(outcome(board, board.human, without(a, b)), QStringLiteral("dependency_not_found")); // DEP-03
    QCOMPARE(outcome(board, board.human, without(a, TaskId(QStringLiteral("x")))),
             QStringLiteral("dependency_not_found"));
    QCOMPARE(outcome(board, board.human, without(TaskId(QStringLiteral("x")), a)), QStringLiteral("task_not_found"));
    done(board, board.human, edge(a, b));
    DependencyRemove request = without(a, b);
    request.expectedVersion = 1;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("version_conflict"));
}

void DependenciesTest::agentsLinkTheirOwn()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId foreign = board.addTask();
    TaskCreate create;
    create.title = QStringLiteral("Own");
    const TaskId own = done(board, agent, create).task.task.id;
    QCOMPARE(outcome(board, agent, edge(foreign, own)), QStringLiteral("forbidden_operator_action/edit")); // ACT-12
    QCOMPARE(outcome(board, agent, edge(own, foreign)), QStringLiteral("ok"));
    QCOMPARE(outcome(board, agent, without(own, foreign)), QStringLiteral("ok"));
    const TaskId other = board.addTask();
    depend(board, foreign, other);
    QCOMPARE(outcome(board, agent, without(foreign, other)), QStringLiteral("forbidden_operator_action/edit"));
    set(board, "agent_rights", R"(["edit"])");
    QCOMPARE(outcome(board, agent, without(foreign, other)), QStringLiteral("ok"));
}

STINT_REGISTER_TEST(DependenciesTest)
#include "tst_dependencies.moc"
