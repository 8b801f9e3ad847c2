#include "model/service/inspect.h"
#include "model/service/reconcile.h"
#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Gates, chips, diagnostics and next actions (section 15).
class InspectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gateOfEachState_data();
    void gateOfEachState();
    void gatesComeInOrder();
    void gatesOfAQueuedRun();
    void movingAndTerminalHaveNone();
    void chipOfALeasedRun();
    void chipOfAFailedRun();
    void currentRun();
    void diagnostics_data();
    void diagnostics();
    void nextActions();
    void countsEligibleSessions();
    void refusals();
};

namespace
{

Inspection inspected(Flow &board, const TaskId &task)
{
    return Flow::must(board.query(board.human, TaskInspect{task}), "task.inspect");
}

QStringList gates(Flow &board, const TaskId &task)
{
    QStringList names;
    for (const Gate &gate : inspected(board, task).gates)
        names << gate.gate;
    return names;
}

Gate gate(Flow &board, const TaskId &task, const char *name)
{
    for (const Gate &one : inspected(board, task).gates) {
        if (one.gate == QLatin1String(name))
            return one;
    }
    return {};
}

TaskId with(Flow &board, const std::function<void(TaskCreate &)> &change)
{
    TaskCreate create;
    create.title = QStringLiteral("Task");
    change(create);
    return board.addTask(create);
}

void park(Flow &board, const Run &run, const char *kind, std::optional<Time> resumeAfter = std::nullopt)
{
    RunAsk ask;
    ask.lease.runId = run.id;
    ask.kind = QLatin1String(kind);
    ask.question = QStringLiteral("which branch?");
    ask.resumeAfter = resumeAfter;
    QCOMPARE(board.outcome(board.worker, ask), QStringLiteral("ok"));
}

void pause(Flow &board, const TaskId &task)
{
    TaskPauseRequest request;
    request.taskId = task;
    request.reason = QStringLiteral("wait a bit");
    QCOMPARE(board.outcome(board.human, request), QStringLiteral("ok"));
}

} // namespace

void InspectTest::gateOfEachState_data()
{
    QTest::addColumn<QString>("gate");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("clearedBy");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char *name, const char *words, const char *verb, const char *data) {
        QTest::addRow("INS-06 %s", name) << QString::fromLatin1(name) << QString::fromLatin1(words)
                                         << QString::fromLatin1(verb) << QByteArray(data);
    };
    row("draft", "Is a draft", "task.publish", "");
    row("asks", "Asks: which branch?", "run.answer", "\"question\":\"which branch?\"");
    row("unproven", "Finished, but 1 criterion is not proven", "run.answer", "\"unmet\":[1]");
    row("starved", "Waited too long for an agent", "run.recover", "\"diagnostic\":");
    row("review_circuit_open", "The reviewer is blocked: decide how to go on", "review.request",
        "\"circuit_reason\":\"blocked_verdict\"");
    row("review_open", "Waits for a reviewer until", "review.record", "\"status\":\"requested\"");
    row("approval_pending", "Needs approval", "task.approve", "");
    row("approval_rejected", "Approval was refused", "task.update", "");
    row("dependencies", "Waits for 1 task", "dependency.remove", "\"unresolved\":1");
    row("attempts_exhausted", "Attempts used up 1/1", "task.update", "\"attempts\":1,\"max_attempts\":1");
    row("no_run", "Not started", "task.start", "");
    row("paused", "Paused by parent", "task.resume", "\"reason\":\"wait a bit\"");
    row("not_before", "Not before 2025-11-22 04:40 UTC", "task.update", "\"not_before\":");
    row("scheduler_paused", "Scheduler is paused", "scheduler.resume", "\"by\":\"human:ada\"");
    row("owner_person", "Reserved for ada", "run.claim", "\"owner\":{\"kind\":\"human\",\"ref\":\"ada\"}");
    row("no_capable_session", "No connected agent has gpu", "session.register", "\"missing_capabilities\":[\"gpu\"]");
    row("no_eligible_session", "No connected agent may take it", "session.register", "\"filter\":\"agent\"");
}

void InspectTest::gateOfEachState()
{
    QFETCH(QString, gate);
    QFETCH(QString, words);
    QFETCH(QString, clearedBy);
    QFETCH(QByteArray, data);
    Flow board;
    const std::map<QString, std::function<TaskId()>> make{
        {QStringLiteral("draft"), [&] { return with(board, [](TaskCreate &task) { task.draft = true; }); }},
        {QStringLiteral("asks"),
         [&] {
             const TaskId task = board.addTask();
             park(board, board.claimed(task), "needs_input");
             return task;
         }},
        {QStringLiteral("unproven"),
         [&] {
             board.set("require_evidence", "true");
             const TaskId task = with(board, [](TaskCreate &one) {
                 one.acceptance = {{QStringLiteral("works"), false, {}}};
             });
             board.ended(task);
             return task;
         }},
        {QStringLiteral("starved"),
         [&] {
             const TaskId task = board.addTask();
             const Run queued = board.enqueue(task);
             board.act(board.sweeper, [&](Verb &verb) {
                 Run run = *verb.store.run(queued.id);
                 run.status = RunStatus::NeedsAttention;
                 run.attention = Attention{AttentionReason::Starved, QStringLiteral("too long"), verb.now, {}};
                 QVERIFY(verb.saveRun(run, queued).has_value());
                 reconcileTask(verb, task);
             });
             return task;
         }},
        {QStringLiteral("review_circuit_open"),
         [&] {
             const TaskId task = board.addTask();
             board.recorded(board.requested(board.ended(task)), "blocked");
             return task;
         }},
        {QStringLiteral("review_open"),
         [&] {
             const TaskId task = board.addTask();
             board.requested(board.ended(task));
             return task;
         }},
        {QStringLiteral("approval_pending"),
         [&] { return with(board, [](TaskCreate &task) { task.approvalPolicy = QStringLiteral("manual"); }); }},
        {QStringLiteral("approval_rejected"),
         [&] {
             const TaskId task = with(board, [](TaskCreate &one) { one.approvalPolicy = QStringLiteral("manual"); });
             TaskReject reject;
             reject.taskId = task;
             Flow::must(board.run(board.human, reject), "set-up");
             return task;
         }},
        {QStringLiteral("dependencies"),
         [&] {
             const TaskId task = board.addTask();
             Flow::must(board.run(board.human, DependencyAdd{task, board.addTask(), {}, {}}), "set-up");
             return task;
         }},
        {QStringLiteral("attempts_exhausted"),
         [&] {
             const TaskId task = with(board, [](TaskCreate &one) { one.maxAttempts = 1; });
             board.requested(board.ended(task));
             return task;
         }},
        {QStringLiteral("no_run"), [&] { return board.addTask(); }},
        {QStringLiteral("paused"),
         [&] {
             const TaskId parent = board.addTask();
             pause(board, parent);
             return with(board, [&](TaskCreate &task) { task.parentTaskId = parent; });
         }},
        {QStringLiteral("not_before"),
         [&] { return with(board, [&](TaskCreate &task) { task.notBefore = board.clock.now() + 86'400'000; }); }},
        {QStringLiteral("scheduler_paused"),
         [&] {
             Flow::must(board.run(board.human, SchedulerPauseRequest{}), "set-up");
             const TaskId task = board.addTask();
             board.enqueue(task);
             return task;
         }},
        {QStringLiteral("owner_person"),
         [&] {
             const TaskId task = with(board, [](TaskCreate &one) {
                 one.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
             });
             board.enqueue(task);
             return task;
         }},
        {QStringLiteral("no_capable_session"),
         [&] {
             const TaskId task = board.addTask();
             board.enqueue(task, {QStringLiteral("gpu")});
             return task;
         }},
        {QStringLiteral("no_eligible_session"),
         [&] {
             const TaskId task = board.addTask();
             ProfileSet profile;
             profile.taskId = task;
             profile.sections.worker.agent = QStringLiteral("sage");
             Flow::must(board.run(board.human, profile), "set-up");
             board.enqueue(task);
             return task;
         }},
    };
    const TaskId task = make.at(gate)();
    const Gate found = ::gate(board, task, gate.toLatin1().constData());
    QCOMPARE(found.gate, gate);
    QVERIFY2(found.text.startsWith(words), qPrintable(found.text));
    QCOMPARE(found.clearedBy, clearedBy);
    QVERIFY2(found.data.text.contains(data), found.data.text.constData());
}

void InspectTest::gatesComeInOrder()
{
    // INS-06: every unmet reason, in the order of the table; the first is the gate line of the summary.
    Flow board;
    const TaskId blocker = board.addTask();
    const TaskId task = with(board, [&](TaskCreate &one) {
        one.approvalPolicy = QStringLiteral("manual");
        one.notBefore = board.clock.now() + 1;
    });
    QCOMPARE(board.outcome(board.human, DependencyAdd{task, blocker, {}, {}}), QStringLiteral("ok"));
    pause(board, task);
    QCOMPARE(gates(board, task), (QStringList{QStringLiteral("approval_pending"), QStringLiteral("dependencies"),
                                              QStringLiteral("paused"), QStringLiteral("not_before")}));
    QCOMPARE(inspected(board, task).task.gate->gate, QStringLiteral("approval_pending"));
    TaskCancel cancel;
    cancel.taskId = blocker;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    const Gate dead = gate(board, task, "dependencies");
    QVERIFY(dead.data.text.contains("\"dead\":true"));
    QVERIFY(dead.text.contains(QStringLiteral("never complete")));
}

void InspectTest::gatesOfAQueuedRun()
{
    // INS-06 rows 12 to 15 only with a queued run; a person's task names nothing about agents.
    Flow board;
    const TaskId task = board.addTask();
    QCOMPARE(board.outcome(board.human, SchedulerPauseRequest{}), QStringLiteral("ok"));
    QCOMPARE(gates(board, task), QStringList{QStringLiteral("no_run")});
    board.enqueue(task);
    QCOMPARE(gates(board, task), QStringList{QStringLiteral("scheduler_paused")});
    QCOMPARE(board.outcome(board.human, SchedulerResume{}), QStringLiteral("ok"));
    QCOMPARE(gates(board, task), QStringList());
    QVERIFY(board.claimNext(board.worker).claimed);
    const TaskId next = board.addTask();
    board.enqueue(next);
    QCOMPARE(gate(board, next, "no_eligible_session").text, QStringLiteral("All connected agents are busy"));
    QVERIFY(gate(board, next, "no_eligible_session").data.text.contains("\"filter\":\"busy\""));
}

void InspectTest::movingAndTerminalHaveNone()
{
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.claimed(task);
    QCOMPARE(board.outcome(board.human, DependencyAdd{task, board.addTask(), {}, {}}), QStringLiteral("ok"));
    QCOMPARE(gates(board, task), QStringList()); // claimed: it moves although it is blocked
    board.end(run, RunStatus::Completed);
    pause(board, board.addTask());
    QCOMPARE(gates(board, task), QStringList());
}

void InspectTest::chipOfALeasedRun()
{
    // INS-03, RED-05.
    Flow board;
    const Run run = board.claimed(board.addTask());
    board.clock.advance(7'000);
    const RunChip chip = *inspected(board, run.taskId).currentRun;
    const Run stored = board.storedRun(run.id);
    QCOMPARE(chip.claimTokenHash, stored.claimTokenHash.mid(7, 8));
    QCOMPARE(chip.claimTokenHash.size(), 8);
    QCOMPARE(chip.heartbeatAgeMs, std::optional<qint64>(7'000));
    QCOMPARE(chip.leaseUntil, stored.leaseUntil);
    QCOMPARE(chip.leaseEpoch, 1);
    QCOMPARE(chip.retries, 0);
    QCOMPARE(chip.agentName, QStringLiteral("worker"));
    QCOMPARE(chip.sessionState, QStringLiteral("active"));
    QVERIFY(chip.failureKind.isEmpty() && !chip.previousRunId);
}

void InspectTest::chipOfAFailedRun()
{
    // INS-03: error summary of at most 160 bytes, failure kind `error`, attempt and parent of a retry.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.claimed(task);
    RunFail fail;
    fail.lease.runId = run.id;
    fail.error = QString(200, QLatin1Char('e'));
    QCOMPARE(board.outcome(board.worker, fail), QStringLiteral("ok"));
    const RunChip chip = *inspected(board, task).currentRun;
    QCOMPARE(chip.errorSummary.toUtf8().size(), 160);
    QVERIFY(chip.errorSummary.endsWith(QStringLiteral("...")));
    QCOMPARE(chip.failureKind, QStringLiteral("error"));
    QVERIFY(!chip.heartbeatAgeMs);
    RunRetry retry;
    retry.runId = run.id;
    QCOMPARE(board.outcome(board.human, retry), QStringLiteral("ok"));
    const RunChip next = *inspected(board, task).currentRun;
    QCOMPARE(next.retries, 1);
    QCOMPARE(next.previousRunId, std::optional(run.id));
}

void InspectTest::currentRun()
{
    // INS-02: the focused run, else the current one, else the best by rank.
    Flow board;
    const TaskId task = board.addTask();
    const Run failed = board.ended(task, RunStatus::Failed);
    const Run queued = board.enqueue(task);
    QCOMPARE(inspected(board, task).currentRun->id, queued.id);
    const auto focused = Flow::must(board.query(board.human, RunInspect{failed.id}), "run.inspect");
    QCOMPARE(focused.currentRun->id, failed.id);
    QCOMPARE(focused.target, QStringLiteral("run"));
    QCOMPARE(focused.recentRuns.size(), 2u);
    QCOMPARE(focused.recentRuns.front().id, queued.id);
    QCOMPARE(focused.recentEvents.back().type, QStringLiteral("task.run_enqueued"));
    for (const auto &[better, worse] :
         {std::pair(RunStatus::Running, RunStatus::Starting), std::pair(RunStatus::Starting, RunStatus::Claimed),
          std::pair(RunStatus::Claimed, RunStatus::NeedsAttention),
          std::pair(RunStatus::NeedsAttention, RunStatus::Queued), std::pair(RunStatus::Queued, RunStatus::Failed)})
        QVERIFY(rankOf(better) > rankOf(worse));
}

void InspectTest::diagnostics_data()
{
    QTest::addColumn<QString>("set");
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<NextAction>("next");
    const auto row = [](const char *name, const char *set, const QStringList &codes, NextAction next) {
        QTest::newRow(name) << QString::fromLatin1(set) << codes << next;
    };
    row("DGN-01 at 120 s not yet", "beat_120000", {}, NextAction::Running);
    row("DGN-01 stuck", "beat_120001", {QStringLiteral("task_run_stuck")}, NextAction::RecoveryRequired);
    row("DGN-02 at the lease end not yet", "beat_300000", {QStringLiteral("task_run_stuck")},
        NextAction::RecoveryRequired);
    row("DGN-02 stale", "beat_300001", {QStringLiteral("task_run_stuck"), QStringLiteral("task_run_stale_lease")},
        NextAction::RecoveryRequired);
    row("DGN-03 orphan", "orphan", {QStringLiteral("task_run_orphan")}, NextAction::RecoveryRequired);
    row("DGN-03 never a manual run", "manual", {}, NextAction::Running);
    row("DGN-04 crashed", "crashed", {QStringLiteral("task_run_crashed")}, NextAction::RecoveryRequired);
    row("DGN-05 before 5 min", "queued_299999", {}, NextAction::WaitingForSession);
    row("DGN-05 stranded", "queued_300000", {QStringLiteral("task_run_stranded")}, NextAction::Stranded);
    row("DGN-05 without a catalogue", "no_catalog", {}, NextAction::WaitingForSession);
    row("DGN-05 scheduler paused", "paused", {}, NextAction::WaitingForSession);
}

void InspectTest::diagnostics()
{
    QFETCH(QString, set);
    QFETCH(QStringList, codes);
    QFETCH(NextAction, next);
    Flow board;
    board.executor.catalogued = set != QLatin1String("no_catalog");
    const TaskId task = board.addTask();
    const int ms = set.section(QLatin1Char('_'), 1).toInt();
    if (set.startsWith(QLatin1String("beat"))) {
        board.claimed(task);
        board.clock.advance(ms);
    } else if (set == QLatin1String("orphan")) {
        const Run run = board.claimed(task);
        board.act(board.sweeper, [&](Verb &verb) {
            Session session = *verb.store.session(*run.sessionId);
            session.launched = true;
            session.process = ProcessRef{77, 1};
            verb.store.updateSession(session);
        });
    } else if (set == QLatin1String("manual")) {
        RunClaim claim;
        claim.runId = board.enqueue(task).id;
        QCOMPARE(board.outcome(board.human, claim), QStringLiteral("ok"));
        board.clock.advance(3'600'000);
    } else if (set == QLatin1String("crashed")) {
        board.ended(task, RunStatus::Failed);
    } else {
        board.enqueue(task, {QStringLiteral("gpu")});
        board.clock.advance(set.startsWith(QLatin1String("queued")) ? ms : 300'000);
        if (set == QLatin1String("paused"))
            QCOMPARE(board.outcome(board.human, SchedulerPauseRequest{}), QStringLiteral("ok"));
    }
    const Inspection found = inspected(board, task);
    QStringList got;
    for (const Diagnostic &one : found.diagnostics) {
        got << one.code;
        QVERIFY(!one.suggest.isEmpty());
        QVERIFY(one.evidence.text.contains("\"run_id\":"));
    }
    QCOMPARE(got, codes);
    QCOMPARE(found.nextAction, next);
}

void InspectTest::nextActions()
{
    // INS-05, the rows that diagnostics() does not reach.
    Flow board;
    const TaskId task = board.addTask();
    QCOMPARE(inspected(board, task).nextAction, NextAction::WaitingForSession); // (2) no run
    board.enqueue(task);
    QCOMPARE(inspected(board, task).nextAction, NextAction::ClaimAvailable); // (5)
    const Run run = *board.claimNext(board.worker).run;
    park(board, run, "quota");
    QCOMPARE(inspected(board, task).nextAction, NextAction::RecoveryRequired); // (1)
    const TaskId done = board.addTask();
    board.ended(done);
    QCOMPARE(inspected(board, done).nextAction, NextAction::Terminal); // (8)
    const TaskId canceled = board.addTask();
    TaskCancel cancel;
    cancel.taskId = canceled;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    QCOMPARE(inspected(board, canceled).nextAction, NextAction::Terminal); // (2) terminal
}

void InspectTest::countsEligibleSessions()
{
    // INS-04: active, passing the filters, holding nothing.
    Flow board;
    const TaskId task = board.addTask();
    board.enqueue(task, {QStringLiteral("cpp")});
    QCOMPARE(inspected(board, task).eligibleSessionCount, 1);
    board.addAgent(QStringLiteral("painter"), {QStringLiteral("paint")});
    QCOMPARE(inspected(board, task).eligibleSessionCount, 1);
    const Actor second = board.addAgent(QStringLiteral("second"), {QStringLiteral("cpp")});
    QCOMPARE(inspected(board, task).eligibleSessionCount, 2);
    const TaskId other = board.addTask();
    RunClaim claim;
    claim.runId = board.enqueue(other).id;
    claim.idempotencyKey = QStringLiteral("k");
    QCOMPARE(board.outcome(second, claim), QStringLiteral("ok"));
    QCOMPARE(inspected(board, task).eligibleSessionCount, 1);
}

void InspectTest::refusals()
{
    Flow board;
    QCOMPARE(board.outcome(board.human, TaskInspect{TaskId(QStringLiteral("task-none"))}),
             QStringLiteral("task_not_found"));
    QCOMPARE(board.outcome(board.human, TaskInspect{TaskId()}), QStringLiteral("validation_failed"));
    QCOMPARE(board.outcome(board.human, RunInspect{RunId(QStringLiteral("run-none"))}),
             QStringLiteral("run_not_found"));
    const TaskId task = board.addTask();
    const auto before = board.snapshotRows();
    inspected(board, task);
    QVERIFY(board.snapshotRows() == before); // INS-01: a read-only snapshot
}

STINT_REGISTER_TEST(InspectTest)
#include "tst_inspect.moc"
