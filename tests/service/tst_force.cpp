#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Force operations and bulk verbs (section 8).
class ForceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusRules_data();
    void statusRules();
    void releaseByForce();
    void failByForce();
    void failNeedsReason();
    void retryMakesTheNextAttempt();
    void recoverReplaces();
    void successorRules_data();
    void successorRules();
    void lineageIsLimited();
    void retryClosesTheCircuit();
    void agentsNeedTheRight();
    void agentsAreLimited();
    void windowIsPerTask();
    void bulkItemsStandAlone();
    void bulkIds_data();
    void bulkIds();
    void bulkAuthorityPerItem();
};

namespace
{

/// A run in the state of that name.
Run runIn(TestBoard &board, const QString &state)
{
    const Actor agent = board.addAgent(q("worker"));
    const TaskId task = board.addTask();
    if (state == QLatin1String("queued"))
        return board.enqueue(task);
    const Run run = claimedBy(board, agent, task);
    if (state == QLatin1String("running"))
        done(board, agent, startOf(run.id));
    else if (state == QLatin1String("completed"))
        done(board, agent, completeOf(run.id));
    else if (state == QLatin1String("failed"))
        done(board, agent, failOf(run.id));
    else if (state == QLatin1String("canceled"))
        done(board, board.human, forceOf<RunCancel>(run.id));
    else if (state == QLatin1String("needs_attention"))
        done(board, agent, askOf(run.id));
    return board.storedRun(run.id);
}

std::vector<Run> runsOf(TestBoard &board, const TaskId &task)
{
    return board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(task); });
}

} // namespace

void ForceTest::statusRules_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("fail");
    QTest::addColumn<QString>("retry");
    QTest::addColumn<QString>("recover");
    QTest::addColumn<QString>("suggest");
    const auto row = [](const char *state, const char *release, const char *fail, const char *retry,
                        const char *recover, const char *suggest) {
        QTest::addRow("FRC-04 to FRC-07 %s", state)
            << q(state) << q(release) << q(fail) << q(retry) << q(recover) << q(suggest);
    };
    const char *release = "task_run_not_releasable", *recover = "task_run_not_recoverable";
    const char *ended = "task_run_already_terminal", *active = "task_run_still_active";
    const char *retry = "task_run_not_retryable";
    row("queued", release, "", active, recover, "run.force_fail");
    row("claimed", "", "", active, recover, "run.force_release");
    row("running", release, active, active, recover, "run.cancel");
    row("needs_attention", release, "", active, "", "run.recover");
    row("failed", release, ended, "", recover, "run.retry");
    row("completed", release, ended, retry, recover, "run.enqueue");
    row("canceled", release, ended, retry, recover, "run.enqueue");
}

void ForceTest::statusRules()
{
    QFETCH(QString, state);
    QFETCH(QString, release);
    QFETCH(QString, fail);
    QFETCH(QString, retry);
    QFETCH(QString, recover);
    QFETCH(QString, suggest);
    const auto check = [&](const QString &reason, const auto &perform) {
        TestBoard board;
        const Run run = runIn(board, state);
        const BoardSnapshot before = board.snapshotRows();
        const Result<RunReply> reply = perform(board, run.id);
        QCOMPARE(reply.has_value(), reason.isEmpty());
        if (!reply) {
            QCOMPARE(TestBoard::describe(reply.error()), q("invalid_status_transition/") + reason);
            QCOMPARE(reply.error().data.value(q("suggest")).toString(), suggest); // FRC-11
            QCOMPARE(reply.error().data.value(q("status")).toString(), state);
            QCOMPARE(board.snapshotRows(), before);
        }
        QCOMPARE(broken(board), QString());
    };
    check(release, [](TestBoard &b, const RunId &r) { return b.run(b.human, forceOf<RunForceRelease>(r)); });
    check(fail, [](TestBoard &b, const RunId &r) { return b.run(b.human, forceOf<RunForceFail>(r)); });
    check(retry, [](TestBoard &b, const RunId &r) { return b.run(b.human, forceOf<RunRetry>(r)); });
    check(recover, [](TestBoard &b, const RunId &r) { return b.run(b.human, forceOf<RunRecover>(r)); });
}

void ForceTest::releaseByForce()
{
    // FRC-04, FRC-10.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run held = claimedBy(board, agent);
    const Run run = done(board, board.human, forceOf<RunForceRelease>(held.id)).run;
    QCOMPARE(run.status, RunStatus::Queued);
    QCOMPARE(run.attempt, 1);
    QCOMPARE(claimRecord(board, run.id, 1).endReason, ClaimEnd::ForceReleased);
    QCOMPARE(keysOf(newest(board, "task.run_released")),
             q("status task_status previous_status reason session_id lease_epoch manual actor_kind actor_id "
               "previous_session_id previous_lease_until previous_claim_token_hash"));
    QCOMPARE(board.notifier.notices.size(), std::size_t(1));
    QCOMPARE(board.notifier.notices.front().session, agent.session());
    QCOMPARE(board.notifier.notices.front().leaseEpoch, 1);
    QCOMPARE(board.notifier.notices.front().endReason, ClaimEnd::ForceReleased);
}

void ForceTest::failByForce()
{
    // FRC-05, INV-14.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run held = claimedBy(board, agent);
    const qint64 seq = board.lastSeq();
    const Run run = done(board, board.human, forceOf<RunForceFail>(held.id, "stuck")).run;
    QCOMPARE(run.status, RunStatus::Failed);
    QCOMPARE(run.error, q("stuck"));
    QCOMPARE(run.failureKind, FailureKind::OperatorForced);
    QVERIFY(!run.isLeased() && run.sessionId && run.claimedBy); // RUN-09
    QCOMPARE(board.eventTypes(seq), QStringList{q("task.run_operator_forced_fail")});
    QCOMPARE(keysOf(newest(board, "task.run_operator_forced_fail")),
             q("status task_status manual actor_kind actor_id previous_status reason session_id attempts_left"));
}

void ForceTest::failNeedsReason()
{
    // FRC-05, step 4: before the run is looked for.
    TestBoard board;
    QCOMPARE(test::outcome(board, board.human, forceOf<RunForceFail>(RunId(q("run-x")), " ")),
             q("force_op_requires_reason"));
    QCOMPARE(test::outcome(board, board.human, forceOf<RunForceFail>(RunId(q("run-x")))), q("run_not_found"));
    RunForceFail longer = forceOf<RunForceFail>(RunId(q("run-x")));
    longer.reason = QString(4'097, QLatin1Char('x'));
    QCOMPARE(test::outcome(board, board.human, longer), q("validation_failed")); // LIM-08
}

void ForceTest::retryMakesTheNextAttempt()
{
    // FRC-06, FRC-09.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"), {q("cpp")});
    const TaskId task = board.addTask();
    board.enqueue(task, {q("cpp")});
    const Run failed = *board.claimNext(agent).run;
    done(board, agent, failOf(failed.id));
    RunRetry retry = forceOf<RunRetry>(failed.id);
    retry.metadata.text = R"({"hint": 1})";
    const qint64 seq = board.lastSeq();
    const Run made = done(board, board.human, retry).run;
    QCOMPARE(made.status, RunStatus::Queued);
    QCOMPARE(made.attempt, 2);
    QCOMPARE(made.previousRunId, failed.id);
    QCOMPARE(made.requiredCapabilities, QStringList{q("cpp")});
    QCOMPARE(made.metadata.text, QByteArray(R"({"hint": 1})"));
    QCOMPARE(board.eventTypes(seq), QStringList{q("task.run_operator_retry")});
    QCOMPARE(board.events(seq).front().runId, made.id);
    QCOMPARE(keysOf(board.events(seq).front()),
             q("status task_status manual actor_kind actor_id source_run_id new_run_id reason"));
    QCOMPARE(broken(board), QString());
}

void ForceTest::recoverReplaces()
{
    // FRC-07: in one commit; the error is the reason, else the question.
    TestBoard board;
    const Run parked = runIn(board, q("needs_attention"));
    const qint64 seq = board.lastSeq();
    const Run made = done(board, board.human, forceOf<RunRecover>(parked.id, "")).run;
    QCOMPARE(made.previousRunId, parked.id);
    const Run source = board.storedRun(parked.id);
    QCOMPARE(source.status, RunStatus::Failed);
    QCOMPARE(source.failureKind, FailureKind::OperatorForced);
    QCOMPARE(source.error, q("which one?"));
    QVERIFY(!source.attention);
    QCOMPARE(board.eventTypes(seq), QStringList{q("task.run_recovered_from_attention")});
    QCOMPARE(keysOf(board.events(seq).front()),
             q("status task_status manual actor_kind actor_id source_run_id new_run_id previous_status "
               "attention_reason"));
    QCOMPARE(broken(board), QString());
}

void ForceTest::successorRules_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("FRC-08 retried before") << q("retried") << q("invalid_status_transition/already_retried");
    QTest::newRow("FRC-08 open run") << q("open") << q("invalid_status_transition/open_run");
    QTest::newRow("FRC-08 attempts") << q("attempts") << q("invalid_status_transition/attempts_exhausted");
    QTest::newRow("FRC-08 canceled task") << q("canceled") << q("invalid_status_transition/task_canceled");
    QTest::newRow("FRC-08 open review") << q("review") << q("invalid_status_transition/review_open");
    QTest::newRow("FRC-08 paused passes") << q("paused") << q("ok");
    QTest::newRow("FRC-08 blocked passes") << q("blocked") << q("ok");
}

void ForceTest::successorRules()
{
    QFETCH(QString, what);
    QFETCH(QString, outcome);
    TestBoard board;
    TaskCreate create;
    create.maxAttempts = what == QLatin1String("attempts") ? 1 : 5;
    const TaskId task = board.addTask(create);
    if (what == QLatin1String("review"))
        set(board, "review.policy", "\"on_failure\"");
    failByHand(board, task);
    const RunId failed = runsOf(board, task).front().id;
    if (what == QLatin1String("retried")) {
        const Run second = done(board, board.human, forceOf<RunRetry>(failed)).run;
        done(board, board.human, forceOf<RunForceFail>(second.id));
    } else if (what == QLatin1String("open")) {
        board.enqueue(task);
    } else if (what == QLatin1String("canceled")) {
        TaskCancel cancel;
        cancel.taskId = task;
        done(board, board.human, cancel);
    } else if (what == QLatin1String("paused")) {
        TaskPauseRequest pause;
        pause.taskId = task;
        pause.reason = q("later");
        done(board, board.human, pause);
    } else if (what == QLatin1String("blocked")) {
        depend(board, task, board.addTask());
    }
    QCOMPARE(test::outcome(board, board.human, forceOf<RunRetry>(failed)), outcome);
    QCOMPARE(broken(board), QString());
}

void ForceTest::lineageIsLimited()
{
    // LIM-05: verbs stop at ten attempts, so a source with ten ancestors is made by hand, as a circle of two.
    TestBoard board;
    const TaskId task = board.addTask();
    const RunId first(q("run-a")), second(q("run-b"));
    board.act(board.sweeper, [&](Verb &verb) {
        Run run;
        run.taskId = task;
        run.status = RunStatus::Failed;
        run.error = q("broke");
        run.queuedAt = run.waitingSince = verb.now;
        run.endedAt = verb.now;
        run.id = first;
        run.previousRunId = second;
        verb.store.insertRun(run);
        run.id = second;
        run.previousRunId = first;
        run.attempt = 2;
        verb.store.insertRun(run);
    });
    QCOMPARE(test::outcome(board, board.human, forceOf<RunRetry>(second)), q("retry_chain_too_deep"));
}

void ForceTest::retryClosesTheCircuit()
{
    // REV-21: a person may, an agent without the right may not.
    TestBoard board;
    set(board, "review.policy", "\"always\"");
    set(board, "review.rapid_terminal_limit", "2");
    TaskCreate create;
    create.maxAttempts = 5;
    const TaskId task = board.addTask(create);
    set(board, "review.policy", "\"none\"");
    failByHand(board, task);
    set(board, "review.policy", "\"always\"");
    failByHand(board, task);
    QVERIFY(board.task(task).circuitOpen());
    const RunId failed = runsOf(board, task).back().id;
    QCOMPARE(test::outcome(board, Actor::engine("dispatcher"), forceOf<RunRetry>(failed)),
             q("invalid_status_transition/review_circuit_open"));
    QCOMPARE(test::outcome(board, board.human, forceOf<RunRetry>(failed)), q("ok"));
    QVERIFY(!board.task(task).circuitOpen());
    QCOMPARE(broken(board), QString());
}

void ForceTest::agentsNeedTheRight()
{
    // FRC-01: before anything is loaded.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const RunId unknown(q("run-x"));
    QCOMPARE(test::outcome(board, agent, forceOf<RunForceRelease>(unknown)), q("forbidden_operator_action/force"));
    QCOMPARE(test::outcome(board, agent, forceOf<RunForceFail>(unknown)), q("forbidden_operator_action/force"));
    QCOMPARE(test::outcome(board, agent, forceOf<RunRetry>(unknown)), q("forbidden_operator_action/force"));
    QCOMPARE(test::outcome(board, agent, forceOf<RunRecover>(unknown)), q("forbidden_operator_action/force"));
    set(board, "agent_rights", R"(["force"])");
    QCOMPARE(test::outcome(board, agent, forceOf<RunRecover>(unknown)), q("run_not_found"));
}

void ForceTest::agentsAreLimited()
{
    // FRC-03: a fixed window; refused attempts count; people are not limited.
    TestBoard board;
    set(board, "agent_rights", R"(["force"])");
    set(board, "force.limit", "2");
    set(board, "force.window_ms", "5000");
    const Actor agent = board.addAgent(q("worker"));
    const Run run = board.enqueue(board.addTask());
    const auto tryIt = [&](const Actor &actor) { return test::outcome(board, actor, forceOf<RunRetry>(run.id)); };
    const QString refused = q("invalid_status_transition/task_run_still_active");
    QCOMPARE(tryIt(agent), refused);
    board.clock.advance(4'000);
    QCOMPARE(tryIt(agent), refused);
    const auto limited = board.run(agent, forceOf<RunRetry>(run.id));
    QCOMPARE(limited.error().code, ErrorCode::ForceOpRateLimited);
    QCOMPARE(limited.error().data.value(q("retry_after_ms")).toInt(), 1'000);
    QCOMPARE(limited.error().data.value(q("status")).toString(), q("queued")); // FRC-11
    QVERIFY(!limited.error().data.value(q("suggest")).toString().isEmpty());
    QCOMPARE(tryIt(board.human), refused);
    board.clock.advance(999);
    QCOMPARE(tryIt(agent), q("force_op_rate_limited"));
    board.clock.advance(1);
    QCOMPARE(tryIt(agent), refused);
    // Somebody sets the clock back: the window does not last until the old time has come again.
    QCOMPARE(tryIt(agent), refused);
    QCOMPARE(tryIt(agent), q("force_op_rate_limited"));
    board.clock.jump(-3'600'000);
    QCOMPARE(tryIt(agent), refused);
}

void ForceTest::windowIsPerTask()
{
    // FRC-02, FRC-03: shared by all operations on one task, pause included.
    TestBoard board;
    set(board, "agent_rights", R"(["force", "pause"])");
    set(board, "force.limit", "1");
    const Actor agent = board.addAgent(q("worker"));
    const TaskId task = board.addTask(), other = board.addTask();
    const Run run = board.enqueue(task), second = board.enqueue(other);
    QCOMPARE(board.outcome(agent, forceOf<RunForceFail>(run.id)), q("ok"));
    QCOMPARE(board.outcome(agent, forceOf<RunForceFail>(second.id)), q("ok"));
    TaskPauseRequest pause;
    pause.taskId = task;
    pause.reason = q("later");
    QCOMPARE(board.outcome(agent, pause), q("force_op_rate_limited"));
}

void ForceTest::bulkItemsStandAlone()
{
    // BLK-01, BLK-02: order kept, duplicates dropped, a failing item leaves no trace.
    TestBoard board;
    const Run first = board.enqueue(board.addTask()), last = board.enqueue(board.addTask());
    RunBulkFail request;
    request.ids = {first.id.value, q("run-x"), first.id.value, last.id.value};
    request.reason = q("stuck");
    const BulkReply reply = done(board, board.human, request);
    QCOMPARE(reply.items.size(), std::size_t(3));
    QVERIFY(reply.items[0].ok && reply.items[0].run->status == RunStatus::Failed);
    QVERIFY(!reply.items[1].ok && reply.items[1].error->code == QLatin1String("run_not_found"));
    QCOMPARE(reply.items[2].id, last.id.value);
    QVERIFY(reply.items[2].ok);
    const BulkReply again = done(board, board.human, request);
    QVERIFY(!again.items[0].ok);
    QCOMPARE(again.items[0].error->code, q("invalid_status_transition"));
    QCOMPARE(broken(board), QString());

    const Actor agent = board.addAgent(q("worker"));
    const Run held = claimedBy(board, agent);
    RunBulkRelease release;
    release.ids = {held.id.value};
    QVERIFY(done(board, board.human, release).items[0].ok);
    RunBulkCancel cancel;
    cancel.ids = {held.id.value};
    QCOMPARE(done(board, board.human, cancel).items[0].task->task.status, TaskStatus::Canceled);
}

void ForceTest::bulkIds_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("blank");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("LIM-04 none") << 0 << false << q("validation_failed");
    QTest::newRow("LIM-04 most") << 50 << false << q("ok");
    QTest::newRow("LIM-04 more, before duplicates go") << 51 << false << q("bulk_too_large");
    QTest::newRow("BLK-01 blank") << 2 << true << q("validation_failed");
}

void ForceTest::bulkIds()
{
    QFETCH(int, count);
    QFETCH(bool, blank);
    QFETCH(QString, outcome);
    TestBoard board;
    RunBulkCancel request;
    for (int i = 0; i < count; ++i)
        request.ids << (blank && i == 1 ? q(" ") : q("run-x"));
    QCOMPARE(test::outcome(board, board.human, request), outcome);
    RunBulkFail needsReason;
    needsReason.ids = {q("run-x")};
    QCOMPARE(test::outcome(board, board.human, needsReason), q("force_op_requires_reason"));
}

void ForceTest::bulkAuthorityPerItem()
{
    // BLK-02: authority, too, is judged per item.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker")), other = board.addAgent(q("other"));
    const Run own = claimedBy(board, agent), foreign = claimedBy(board, other);
    RunBulkCancel cancel;
    cancel.ids = {own.id.value, foreign.id.value};
    const BulkReply reply = done(board, agent, cancel);
    QVERIFY(reply.items[0].ok);
    QCOMPARE(reply.items[1].error->code, q("permission_denied"));
    RunBulkRelease release;
    release.ids = {foreign.id.value};
    QCOMPARE(done(board, agent, release).items[0].error->code, q("forbidden_operator_action"));
}

STINT_REGISTER_TEST(ForceTest)
#include "tst_force.moc"
