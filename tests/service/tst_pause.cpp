#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

TaskPauseRequest pause(const TaskId &id, const char *reason = "wait")
{
    TaskPauseRequest request;
    request.taskId = id;
    request.reason = QLatin1String(reason);
    return request;
}

TaskResume resume(const TaskId &id)
{
    TaskResume request;
    request.taskId = id;
    return request;
}

} // namespace

class PauseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausing();
    void pausingAgainOverwrites();
    void resuming();
    void pauseRefused();
    void pauseHoldsTheSubtree();
    void pauseLeavesWorkAlone();
    void agentsNeedTheRight();
    void agentsShareAWindow();
    void schedulerPauses();
    void schedulerResumes();
    void schedulerFields();
};

void PauseTest::pausing()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    board.clock.advance(10);
    TaskPauseRequest request = pause(id, " because ");
    request.metadata = {R"({"k":1})"};
    const TaskView view = done(board, board.human, request).task;
    QVERIFY(view.paused);
    QCOMPARE(view.pausedBy, QStringLiteral("human:ada")); // PAU-01
    QCOMPARE(view.pausedReason, QStringLiteral("because"));
    QVERIFY(view.pausedAt == board.clock.now());
    const Task task = board.task(id);
    QVERIFY(task.updatedAt == board.clock.now() && task.version == 2); // STA-09
    QVERIFY(task.status == TaskStatus::Ready);                         // PAU-04
    const Event event = newest(board, "task.paused");
    QCOMPARE(keysOf(event), QStringLiteral("manual actor_kind actor_id previous_paused paused reason metadata"));
    QCOMPARE(payload(event).value(QStringLiteral("previous_paused")).toBool(), false);
    QCOMPARE(payload(event).value(QStringLiteral("actor_id")).toString(), QStringLiteral("ada"));
}

void PauseTest::pausingAgainOverwrites()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    done(board, board.human, pause(id, "one"));
    board.clock.advance(10);
    const Actor other = Actor::human(QStringLiteral("bob"), OriginKind::Cli, QStringLiteral("stint"));
    done(board, other, pause(id, "two"));
    const Task task = board.task(id);
    QCOMPARE(task.pause->by, QStringLiteral("human:bob")); // PAU-02
    QCOMPARE(task.pause->reason, QStringLiteral("two"));
    QVERIFY(task.pause->at == board.clock.now());
    QVERIFY(payload(newest(board, "task.paused")).value(QStringLiteral("previous_paused")).toBool());
}

void PauseTest::resuming()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    QVERIFY(isSilent(board, board.human, resume(id))); // PAU-03
    done(board, board.human, pause(id));
    TaskCancel cancel;
    cancel.taskId = id;
    done(board, board.human, cancel);
    const TaskView view = done(board, board.human, resume(id)).task; // in every status
    QVERIFY(!view.paused && view.pausedBy.isEmpty() && !view.pausedAt && view.pausedReason.isEmpty());
    QVERIFY(!board.task(id).pause);
    const Event event = newest(board, "task.resumed");
    QCOMPARE(keysOf(event), QStringLiteral("manual actor_kind actor_id previous_paused paused"));
    QVERIFY(isSilent(board, board.human, resume(id)));
}

void PauseTest::pauseRefused()
{
    CheckedBoard board;
    const TaskId id = board.addTask(), ended = board.addTask();
    completeByHand(board, ended);
    QCOMPARE(outcome(board, board.human, pause(id, " ")), QStringLiteral("force_op_requires_reason"));
    QCOMPARE(outcome(board, board.human, pause(TaskId(QStringLiteral("x")), "")),
             QStringLiteral("force_op_requires_reason")); // step 4 first
    QCOMPARE(outcome(board, board.human, pause(TaskId(QStringLiteral("x")))), QStringLiteral("task_not_found"));
    QCOMPARE(outcome(board, board.human, pause(ended)), QStringLiteral("invalid_status_transition/task_terminal"));
    TaskPauseRequest request = pause(id);
    request.reason = QString(4097, QLatin1Char('x'));
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed")); // LIM-08
    request = pause(id);
    request.expectedVersion = 5;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("version_conflict"));
    request.expectedVersion.reset();
    request.metadata = {'"' + QByteArray(16383, 'x') + '"'};
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("payload_too_large")); // LIM-09
}

void PauseTest::pauseHoldsTheSubtree()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId root = board.addTask();
    TaskCreate request;
    request.parentTaskId = root;
    const TaskId middle = board.addTask(request);
    request.parentTaskId = middle;
    const TaskId leaf = board.addTask(request);
    board.enqueue(leaf);
    done(board, board.human, pause(root));
    done(board, board.human, pause(middle));
    QVERIFY(!board.run(agent, RunClaimNext{})); // E3, PAU-05
    // The nearest paused one upwards, itself first.
    const auto pausedBy = [&](const TaskId &id) { return done(board, board.human, TaskGet{id}).task.pausedByTaskId; };
    QCOMPARE(pausedBy(leaf), middle);
    QCOMPARE(pausedBy(middle), middle);
    QCOMPARE(pausedBy(root), root);
    QCOMPARE(board.task(leaf).version, 1); // rows of children are never changed
    done(board, board.human, resume(root));
    QVERIFY(!board.run(agent, RunClaimNext{}));
    done(board, board.human, resume(middle));
    QVERIFY(board.claimNext(agent).claimed);
}

void PauseTest::pauseLeavesWorkAlone()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    board.enqueue(id);
    const Run held = *board.claimNext(agent).run;
    done(board, board.human, pause(id));
    RunHeartbeat beat;
    beat.lease.runId = held.id;
    QCOMPARE(board.outcome(agent, beat), QStringLiteral("ok")); // PAU-04
    RunComplete complete;
    complete.lease.runId = held.id;
    QCOMPARE(board.outcome(agent, complete), QStringLiteral("ok"));
    TaskStart start;
    start.taskId = id;
    QVERIFY(done(board, board.human, start).run); // enqueueing works, the run waits
    QVERIFY(!board.run(agent, RunClaimNext{}));
}

void PauseTest::agentsNeedTheRight()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    QCOMPARE(outcome(board, agent, pause(id)), QStringLiteral("forbidden_operator_action/pause")); // FRC-02
    QCOMPARE(outcome(board, agent, resume(TaskId(QStringLiteral("x")))),
             QStringLiteral("forbidden_operator_action/pause"));
    set(board, "agent_rights", R"(["pause"])");
    QCOMPARE(outcome(board, agent, pause(id)), QStringLiteral("ok"));
    QCOMPARE(board.task(id).pause->by, QStringLiteral("agent_session:") + agent.who.ref);
}

void PauseTest::agentsShareAWindow()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask(), other = board.addTask();
    set(board, "agent_rights", R"(["pause"])");
    set(board, "force.limit", "2");
    QCOMPARE(outcome(board, agent, pause(id)), QStringLiteral("ok"));
    QCOMPARE(outcome(board, agent, resume(id)), QStringLiteral("ok"));
    QCOMPARE(outcome(board, agent, pause(id)), QStringLiteral("force_op_rate_limited")); // FRC-03
    QCOMPARE(outcome(board, agent, pause(other)), QStringLiteral("ok"));
    QCOMPARE(outcome(board, board.human, pause(id)), QStringLiteral("ok"));
    board.clock.advance(60'000);
    QCOMPARE(outcome(board, agent, pause(id)), QStringLiteral("ok"));
}

void PauseTest::schedulerPauses()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    board.enqueue(id);
    const SchedulerStatus status = done(board, board.human, SchedulerPauseRequest{QStringLiteral(" night ")});
    QVERIFY(status.paused && status.queuedRunCount == 1); // SCH-01, SCH-04
    QCOMPARE(status.pausedBy, QStringLiteral("human:ada"));
    QCOMPARE(status.pausedReason, QStringLiteral("night"));
    const Event event = newest(board, "scheduler.paused");
    QVERIFY(!event.taskId); // EVT-06
    QCOMPARE(keysOf(event), QStringLiteral("manual actor_kind actor_id reason previous_paused paused"));
    QVERIFY(!board.run(agent, RunClaimNext{})); // SCH-02
    board.clock.advance(5);
    done(board, board.human, SchedulerPauseRequest{});
    const SchedulerPause row = board.looked<SchedulerPause>([](StoreReader &s) { return s.schedulerPause(); });
    QVERIFY(row.reason.isEmpty() && row.at == board.clock.now()); // pausing again overwrites
    QVERIFY(payload(newest(board, "scheduler.paused")).value(QStringLiteral("previous_paused")).toBool());
    board.reopen(true);
    QVERIFY(done(board, board.human, SchedulerStatusGet{}).paused); // survives a restart
}

void PauseTest::schedulerResumes()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    QVERIFY(isSilent(board, board.human, SchedulerResume{}));
    board.enqueue(board.addTask());
    done(board, board.human, SchedulerPauseRequest{});
    const SchedulerStatus status = done(board, board.human, SchedulerResume{});
    QVERIFY(!status.paused && status.pausedBy.isEmpty() && !status.pausedAt);
    QCOMPARE(keysOf(newest(board, "scheduler.resumed")),
             QStringLiteral("manual actor_kind actor_id previous_paused paused"));
    QVERIFY(board.claimNext(agent).claimed);
}

void PauseTest::schedulerFields()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    QCOMPARE(outcome(board, board.human, SchedulerPauseRequest{QString(4097, QLatin1Char('x'))}),
             QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, agent, SchedulerPauseRequest{}), QStringLiteral("forbidden_operator_action/scheduler"));
    QCOMPARE(outcome(board, agent, SchedulerResume{}), QStringLiteral("forbidden_operator_action/scheduler"));
    set(board, "agent_rights", R"(["scheduler"])");
    QCOMPARE(outcome(board, agent, SchedulerPauseRequest{}), QStringLiteral("ok"));
}

STINT_REGISTER_TEST(PauseTest)
#include "tst_pause.moc"
