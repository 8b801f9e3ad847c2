#include "model/service/runlife.h"
#include "tests/service/flow.h"
#include "tests/service/runstates.h"
#include "tests/support/testmain.h"

#include <QCryptographicHash>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// How runs come into being, who may take them and how their holders end them (sections 5.2, 5.3, 5.5, 6, 7.2).
class AttemptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enqueueTakesEverything();
    void enqueueBounds_data();
    void enqueueBounds();
    void everyPathChecksAlike_data();
    void everyPathChecksAlike();
    void oneOpenRun_data();
    void oneOpenRun();
    void continuationReplacesTheReviewCheck();
    void lineage();
    void skippedDependents_data();
    void skippedDependents();
    void derivedChannels_data();
    void derivedChannels();
    void noChannelStaysNone();
    void channelOfARun();
    void launchOfALeaselessRun_data();
    void launchOfALeaselessRun();
    void endsWithoutStart_data();
    void endsWithoutStart();
    void releaseOfARunningRun();
    void claimPipeline();
    void selectorsActInBothModes_data();
    void selectorsActInBothModes();
    void whatIsNoFilter();
    void explicitClaim();
    void ownershipRestrictsNothingElse();
};

namespace
{

std::vector<Run> runsOf(TestBoard &board, const TaskId &task)
{
    return board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(task); });
}

/// The latest run of a task in each state that ENQ-02 checks 4 to 7 refuse.
void bring(Flow &board, const TaskId &task, const QString &state)
{
    if (state == QLatin1String("open_run"))
        board.enqueue(task);
    if (state == QLatin1String("review_open"))
        board.requested(board.ended(task, RunStatus::Failed));
    if (state == QLatin1String("review_circuit_open"))
        board.recorded(board.requested(board.ended(task, RunStatus::Failed)), "blocked");
    if (state == QLatin1String("attempts_exhausted")) {
        board.ended(task, RunStatus::Failed);
        TaskUpdate update;
        update.taskId = task;
        update.changes.maxAttempts = 1;
        done(board, board.human, update);
    }
}

} // namespace

void AttemptsTest::enqueueTakesEverything()
{
    // ENQ-01, ENQ-04, 1.5.
    TestBoard board;
    RunEnqueue request;
    request.taskId = board.addTask();
    request.metadata.text = R"({"b" : 1})";
    request.networkChannel = q(" docs ");
    request.requiredCapabilities = {q("gpu"), q(" cpp "), q("gpu")};
    request.preferredCapabilities = {q("fast")};
    request.reason = q(" at once ");
    request.idempotencyKey = q(" once ");
    const Run run = board.storedRun(done(board, board.human, request).run.id);
    QCOMPARE(run.status, RunStatus::Queued);
    QCOMPARE(run.attempt, 1);
    QCOMPARE(run.queuedAt, board.clock.now());
    QCOMPARE(run.waitingSince, board.clock.now());
    QCOMPARE(run.metadata.text, QByteArray(R"({"b" : 1})"));
    QCOMPARE(run.networkChannel, q("docs"));
    QCOMPARE(run.requiredCapabilities, (QStringList{q("cpp"), q("gpu")}));
    QCOMPARE(run.preferredCapabilities, QStringList{q("fast")});
    QCOMPARE(run.reviewRound, 1);
    const QJsonObject told = payload(newest(board, "task.run_enqueued"));
    QCOMPARE(told.value(q("reason")).toString(), q("at once"));
    QCOMPARE(told.value(q("idempotency_key")).toString(), q("once"));
    QVERIFY(isSilent(board, board.human, request)); // the key was recorded
}

void AttemptsTest::enqueueBounds_data()
{
    QTest::addColumn<std::function<void(RunEnqueue &)>>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, std::function<void(RunEnqueue &)> change, const char *outcome) {
        QTest::newRow(name) << std::move(change) << q(outcome);
    };
    const auto text = [](int bytes) { return QString(bytes, QLatin1Char('x')); };
    const auto json = [](int bytes) { return '"' + QByteArray(bytes - 2, 'x') + '"'; };
    row(
        "ENQ-01 longest reason", [=](RunEnqueue &r) { r.reason = text(4'096); }, "ok");
    row(
        "ENQ-01 longer reason", [=](RunEnqueue &r) { r.reason = text(4'097); }, "validation_failed");
    row(
        "IDM-02 longest key", [=](RunEnqueue &r) { r.idempotencyKey = text(200); }, "ok");
    row(
        "IDM-02 longer key", [=](RunEnqueue &r) { r.idempotencyKey = text(201); }, "validation_failed");
    row(
        "IDM-02 control character", [](RunEnqueue &r) { r.idempotencyKey = q("a\tb"); }, "validation_failed");
    row(
        "LIM-09 largest metadata", [=](RunEnqueue &r) { r.metadata.text = json(16'384); }, "ok");
    row(
        "LIM-09 larger metadata", [=](RunEnqueue &r) { r.metadata.text = json(16'385); }, "payload_too_large");
    row(
        "VAL-03 secret key", [](RunEnqueue &r) { r.metadata.text = R"({"session_token":1})"; },
        "validation_failed/secret_key");
    row(
        "IDN-06 longest channel", [=](RunEnqueue &r) { r.networkChannel = text(64); }, "ok");
    row(
        "IDN-06 longer channel", [=](RunEnqueue &r) { r.networkChannel = text(65); }, "validation_failed");
    row(
        "VAL-09 separator", [](RunEnqueue &r) { r.preferredCapabilities = {q("a,b")}; }, "validation_failed");
    row(
        "IDN-09 longest capability", [=](RunEnqueue &r) { r.requiredCapabilities = {text(128)}; }, "ok");
    row(
        "IDN-09 longer capability", [=](RunEnqueue &r) { r.requiredCapabilities = {text(129)}; }, "validation_failed");
    const auto many = [](int count) {
        QStringList list;
        for (int i = 0; i < count; ++i)
            list << QString::number(i);
        return list;
    };
    row(
        "1.5 most capabilities", [=](RunEnqueue &r) { r.requiredCapabilities = many(64); }, "ok");
    row(
        "1.5 more capabilities", [=](RunEnqueue &r) { r.requiredCapabilities = many(65); }, "validation_failed");
}

void AttemptsTest::enqueueBounds()
{
    QFETCH(std::function<void(RunEnqueue &)>, change);
    QFETCH(QString, outcome);
    TestBoard board;
    RunEnqueue request;
    request.taskId = board.addTask();
    change(request);
    QCOMPARE(test::outcome(board, board.human, request), outcome);
}

void AttemptsTest::everyPathChecksAlike_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"open_run", "review_open", "review_circuit_open", "attempts_exhausted"})
        QTest::newRow(qPrintable(QStringLiteral("ENQ-05 ") + q(state))) << q(state);
}

void AttemptsTest::everyPathChecksAlike()
{
    // ENQ-05: enqueue, start, retry, approve, auto-enqueue; an agent, so that nobody closes the circuit (REV-21).
    QFETCH(QString, state);
    const QString refusal = q("invalid_status_transition/") + state;
    Flow board;
    TaskCreate create;
    create.autoEnqueueOnReady = true;
    const TaskId task = board.addTask(create);
    bring(board, task, state);
    const Actor agent = board.addAgent(q("any"));
    RunEnqueue enqueue;
    enqueue.taskId = task;
    enqueue.idempotencyKey = q("k");
    QCOMPARE(test::outcome(board, agent, enqueue), refusal);
    TaskStart start;
    start.taskId = task;
    const bool blocks = state == QLatin1String("review_circuit_open"); // DRA-02 comes first
    QCOMPARE(test::outcome(board, agent, start), blocks ? q("invalid_status_transition/task_blocked") : refusal);
    const auto runs = runsOf(board, task);
    if (runs.front().status == RunStatus::Failed && !blocks)
        QCOMPARE(test::outcome(board, board.human, forceOf<RunRetry>(runs.front().id)), refusal);

    // AEQ-01: a dependent in that state is skipped without a word, although it becomes ready.
    const TaskId blocker = board.addTask();
    depend(board, task, blocker);
    completeByHand(board, blocker);
    QCOMPARE(runsOf(board, task).size(), runs.size());
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::oneOpenRun_data()
{
    QTest::addColumn<QString>("state");
    for (const QString &state : RunScene::states())
        QTest::newRow(qPrintable(QStringLiteral("RUN-01 ") + state)) << state;
}

void AttemptsTest::oneOpenRun()
{
    // RUN-01: whatever the one run is doing, no path makes a second one beside it.
    QFETCH(QString, state);
    RunScene scene(state);
    TestBoard &board = scene.board;
    const bool isOpenNow = scene.openRuns() == 1;
    const std::size_t before = runsOf(board, scene.task).size();
    RunEnqueue enqueue;
    enqueue.taskId = scene.task;
    board.outcome(board.human, enqueue);
    TaskStart start;
    start.taskId = scene.task;
    board.outcome(board.human, start);
    TaskUpdate update;
    update.taskId = scene.task;
    update.changes.approvalPolicy = q("manual");
    board.outcome(board.human, update);
    TaskApprove approve;
    approve.taskId = scene.task;
    board.outcome(board.human, approve);
    board.outcome(board.human, forceOf<RunRetry>(scene.run));
    QVERIFY(scene.openRuns() <= 1);
    if (isOpenNow)
        QCOMPARE(runsOf(board, scene.task).size(), before);
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::continuationReplacesTheReviewCheck()
{
    // ENQ-05, REV-15: the sibling review is canceled instead of standing in the way.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review first = board.requested(run);
    const Review second = board.requested(run, 2);
    const ReviewReply reply = board.recorded(first, "rejected");
    QVERIFY(reply.continuation);
    QCOMPARE(board.storedReview(second.id).status, ReviewStatus::Canceled);
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::lineage()
{
    // ATT-03, ATT-04: previous_run_id for retry, recover and cancel with requeue; the reviewed run for continuations.
    Flow board;
    TaskCreate create;
    create.maxAttempts = 10;
    create.title = q("Task");
    const TaskId task = board.addTask(create);
    RunEnqueue enqueue;
    enqueue.taskId = task;
    enqueue.networkChannel = q("docs");
    enqueue.requiredCapabilities = {q("cpp")};
    enqueue.preferredCapabilities = {q("fast")};
    enqueue.metadata.text = "1";
    done(board, board.human, enqueue);
    const auto last = [&] { return runsOf(board, task).back(); };
    const auto follows = [&](const Run &source) {
        const Run made = last();
        return made.attempt == source.attempt + 1 && made.networkChannel == q("docs") &&
               made.requiredCapabilities == source.requiredCapabilities &&
               made.preferredCapabilities == source.preferredCapabilities && made.metadata.isNull();
    };
    Run source = *board.claimNext(board.worker).run;
    board.end(source, RunStatus::Failed);
    done(board, board.human, forceOf<RunRetry>(source.id));
    QVERIFY(follows(source));
    QCOMPARE(last().previousRunId, source.id);

    source = *board.claimNext(board.worker).run;
    done(board, board.worker, askOf(source.id));
    done(board, board.human, forceOf<RunRecover>(source.id));
    QVERIFY(follows(source));
    QCOMPARE(last().previousRunId, source.id);

    source = last();
    RunCancel cancel = forceOf<RunCancel>(source.id);
    cancel.requeue = true;
    done(board, board.human, cancel);
    QVERIFY(follows(source));
    QCOMPARE(last().previousRunId, source.id);

    source = *board.claimNext(board.worker).run;
    board.recorded(board.requested(board.end(source, RunStatus::Completed)), "rejected");
    const Run continuation = last();
    QVERIFY(!continuation.previousRunId);
    QCOMPARE(continuation.review->parentRunId, source.id);
    QCOMPARE(continuation.attempt, source.attempt + 1);
    QCOMPARE(continuation.requiredCapabilities, source.requiredCapabilities);
    QCOMPARE(continuation.networkChannel, source.networkChannel);
    // Enqueueing again links to nothing.
    board.claimNext(board.worker);
    board.end(continuation, RunStatus::Failed);
    board.enqueue(task);
    QVERIFY(!last().previousRunId && !last().review);
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::skippedDependents_data()
{
    QTest::addColumn<QString>("why");
    for (const char *why :
         {"nothing", "not asked", "paused", "paused above", "still blocked", "open run", "no attempts"})
        QTest::newRow(qPrintable(QStringLiteral("AEQ-02 ") + q(why))) << q(why);
}

void AttemptsTest::skippedDependents()
{
    // AEQ-01, AEQ-02: one condition misses, the dependent is skipped in silence, the completion stands.
    QFETCH(QString, why);
    Flow board;
    const TaskId above = board.addTask();
    TaskCreate create;
    create.parentTaskId = above;
    create.autoEnqueueOnReady = why != QLatin1String("not asked");
    create.maxAttempts = 1;
    const TaskId task = board.addTask(create);
    if (why == QLatin1String("no attempts"))
        board.ended(task, RunStatus::Failed);
    const TaskId blocker = board.addTask();
    depend(board, task, blocker);
    if (why == QLatin1String("still blocked"))
        depend(board, task, board.addTask());
    if (why == QLatin1String("open run"))
        board.enqueue(task);
    const auto pause = [&](const TaskId &id) { done(board, board.human, TaskPauseRequest{id, q("later"), {}, {}}); };
    if (why == QLatin1String("paused"))
        pause(task);
    if (why == QLatin1String("paused above"))
        pause(above);
    const auto before = runsOf(board, task).size();
    const qint64 seq = board.lastSeq();
    completeByHand(board, blocker);
    QCOMPARE(board.task(blocker).status, TaskStatus::Completed);
    const bool isQueued = why == QLatin1String("nothing");
    QCOMPARE(runsOf(board, task).size(), before + (isQueued ? 1 : 0));
    QCOMPARE(board.eventTypes(seq).count(q("task.run_enqueued")), isQueued ? 2 : 1); // one is the blocker's own
    if (isQueued)
        return;
    // A pause that ends later makes up for nothing.
    done(board, board.human, TaskResume{task, {}, {}});
    done(board, board.human, TaskResume{above, {}, {}});
    QCOMPARE(runsOf(board, task).size(), before);
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::derivedChannels_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("channel");
    const auto hashed = [](const QString &lower) {
        const QByteArray hash = QCryptographicHash::hash(lower.toUtf8(), QCryptographicHash::Sha256).toHex();
        return q("coord-run-") + QString::fromLatin1(hash.left(12));
    };
    QTest::newRow("IDN-08 as it is") << q("run-01abc") << q("coord-run-01abc");
    QTest::newRow("IDN-08 lower case, underscore stays") << q("RUN_Ab9") << q("coord-run_ab9");
    QTest::newRow("IDN-08 one dash for a run of others") << q("a.:;b  c") << q("coord-a-b-c");
    QTest::newRow("IDN-08 dashes are others too") << q("a--.--b") << q("coord-a-b");
    QTest::newRow("IDN-08 other letters") << QStringLiteral("a\u00e4\U0001f600b") << q("coord-a-b");
    QTest::newRow("IDN-08 trimmed at both ends") << q("._-x-_.") << q("coord-x");
    QTest::newRow("IDN-08 cut at 58") << QString(80, QLatin1Char('a')) << q("coord-") + QString(58, QLatin1Char('a'));
    QTest::newRow("IDN-08 cut, then trimmed")
        << QString(57, QLatin1Char('a')) + q(".b") << q("coord-") + QString(57, QLatin1Char('a'));
    QTest::newRow("IDN-08 nothing left") << q("-_.") << hashed(q("-_."));
    QTest::newRow("IDN-08 nothing left of letters") << QStringLiteral("\u00c4") << hashed(QStringLiteral("\u00e4"));
}

void AttemptsTest::derivedChannels()
{
    QFETCH(QString, id);
    QFETCH(QString, channel);
    QCOMPARE(derivedChannel(RunId(id)), channel);
    QVERIFY(isValidChannel(channel, {})); // IDN-06
}

/// ATT-04, FRC-09: the channel of its source, also none; what the task says is for new work.
void AttemptsTest::noChannelStaysNone()
{
    Flow board;
    const Run source = board.ended(board.addTask(), RunStatus::Failed);
    TaskUpdate update;
    update.taskId = source.taskId;
    update.changes.networkChannel = Patch<QString>(q("docs"));
    done(board, board.human, update);
    done(board, board.human, forceOf<RunRetry>(source.id));
    const Run again = runsOf(board, source.taskId).back();
    QCOMPARE(again.previousRunId, source.id);
    QCOMPARE(again.networkChannel, QString());
}

void AttemptsTest::channelOfARun()
{
    // 1.5, IDN-08: workspace tasks only; the requested channel, else the task's, else the derived one.
    TestBoard board;
    TaskCreate create;
    create.workspaceId = addWorkspace(board, "ws");
    const Run derived = board.enqueue(board.addTask(create));
    QCOMPARE(derived.networkChannel, QString());
    QCOMPARE(derived.coordinationChannelId, derivedChannel(derived.id));
    create.networkChannel = q("docs");
    const Run ofTask = board.enqueue(board.addTask(create));
    QCOMPARE(ofTask.networkChannel, q("docs"));
    QCOMPARE(ofTask.coordinationChannelId, q("docs"));
    RunEnqueue requested;
    requested.taskId = board.addTask(create);
    requested.networkChannel = q("ops");
    QCOMPARE(done(board, board.human, requested).run.coordinationChannelId, q("ops"));
    create.workspaceId.reset();
    const Run global = board.enqueue(board.addTask(create));
    QCOMPARE(global.networkChannel, q("docs"));
    QCOMPARE(global.coordinationChannelId, QString());
}

void AttemptsTest::launchOfALeaselessRun_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("byEngine");
    QTest::newRow("SRT-06 a person's claim by a person") << q("manual") << false;
    QTest::newRow("SRT-06 a person's claim by the engine") << q("manual") << true;
    QTest::newRow("SRT-06 the engine's claim by a person") << q("engine") << false;
    QTest::newRow("SRT-06 the engine's claim by the engine") << q("engine") << true;
}

void AttemptsTest::launchOfALeaselessRun()
{
    // SRT-06, SRT-07: starting, then the launcher is asked, after the commit.
    QFETCH(QString, state);
    QFETCH(bool, byEngine);
    RunScene scene(state);
    RunStart start = startOf(scene.run, "launch");
    start.launch = LaunchRequest{q("named")};
    QCOMPARE(test::outcome(scene.board, scene.holder, start), q("permission_denied/human_only"));
    const qint64 seq = scene.board.lastSeq();
    const Run run = done(scene.board, byEngine ? scene.engine : scene.board.human, start).run;
    QCOMPARE(run.status, RunStatus::Starting);
    QVERIFY(!run.sessionId && !run.startedAt && !run.isLeased());
    QCOMPARE(scene.board.eventTypes(seq), QStringList{q("task.run_starting")});
    QCOMPARE(scene.board.executor.launches.size(), std::size_t(1));
    QCOMPARE(scene.board.executor.launches.front().run, scene.run);
    QCOMPARE(scene.board.executor.launches.front().agent, q("named"));
    QCOMPARE(scene.board.task(scene.task).status, TaskStatus::InProgress);
}

void AttemptsTest::endsWithoutStart_data()
{
    QTest::addColumn<bool>("started");
    QTest::addColumn<bool>("completes");
    QTest::newRow("SRT-02 complete a claimed run") << false << true;
    QTest::newRow("SRT-02 fail a claimed run") << false << false;
    QTest::newRow("LSE-11 complete a running run") << true << true;
    QTest::newRow("LSE-11 fail a running run") << true << false;
}

void AttemptsTest::endsWithoutStart()
{
    // SRT-02, LSE-11: starting is optional; final usage and marks of criteria come along.
    QFETCH(bool, started);
    QFETCH(bool, completes);
    Flow board;
    TaskCreate create;
    create.acceptance = {{q("compiles"), false, {}}};
    const Run run = board.claimed(board.addTask(create));
    if (started)
        done(board, board.worker, startOf(run.id));
    Usage usage;
    usage.inputTokens = 12;
    usage.currency = q("EUR");
    usage.costMicros = 5;
    if (completes) {
        RunComplete complete = completeOf(run.id, "42");
        complete.usage = usage;
        complete.acceptance = {{1, true, q("log")}};
        done(board, board.worker, complete);
    } else {
        RunFail fail = failOf(run.id);
        fail.usage = usage;
        done(board, board.worker, fail);
    }
    const Run ended = board.storedRun(run.id);
    QCOMPARE(ended.status, completes ? RunStatus::Completed : RunStatus::Failed);
    QCOMPARE(ended.startedAt.has_value(), started);
    QCOMPARE(ended.usage, usage);
    QCOMPARE(claimRecord(board, run.id, 1).usage, usage);
    QCOMPARE(board.task(run.taskId).acceptance.front().isProven(), completes);
    QCOMPARE(broken(board), QString());
}

void AttemptsTest::releaseOfARunningRun()
{
    // LSE-06: requeued, the claim ended `released`, the task reconciled, the event with its reason.
    Flow board;
    const Run run = board.claimed(board.addTask());
    done(board, board.worker, startOf(run.id));
    QCOMPARE(board.task(run.taskId).status, TaskStatus::InProgress);
    board.clock.advance(1'000);
    RunRelease release = releaseOf(run.id);
    release.reason = q("too hard");
    const RunReply reply = done(board, board.worker, release);
    QCOMPARE(reply.run.status, RunStatus::Queued);
    QCOMPARE(reply.run.waitingSince, board.clock.now());
    QCOMPARE(reply.task->task.status, TaskStatus::Ready);
    QVERIFY(!board.task(run.taskId).currentRunId);
    const ClaimRecord claim = claimRecord(board, run.id, 1);
    QCOMPARE(claim.endReason, ClaimEnd::Released);
    QCOMPARE(claim.endedAt, board.clock.now());
    const Event event = newest(board, "task.run_released");
    QCOMPARE(keysOf(event), q("status task_status previous_status reason session_id lease_epoch"));
    QCOMPARE(payload(event).value(q("previous_status")).toString(), q("running"));
    QCOMPARE(payload(event).value(q("reason")).toString(), q("too hard"));
    release.reason = QString(4'097, QLatin1Char('x'));
    QCOMPARE(test::outcome(board, board.worker, release), q("validation_failed")); // LIM-08
}

void AttemptsTest::claimPipeline()
{
    // CLM-01: authority, session, fields, single lease, selection – in that order, each seen when those before it hold.
    Flow board;
    RunClaimNext wrong;
    wrong.criteria.leaseMs = -1;
    QCOMPARE(test::outcome(board, board.human, wrong), q("permission_denied/session_required"));
    const Run held = board.claimed(board.addTask());
    QCOMPARE(test::outcome(board, board.worker, wrong), q("validation_failed"));
    QCOMPARE(test::outcome(board, board.worker, RunClaimNext{}), q("active_run_lease"));
    board.end(held, RunStatus::Completed);
    QCOMPARE(test::outcome(board, board.worker, RunClaimNext{}), q("no_claimable_run"));
    // In-process callers name a live session, and get the token of its lease.
    RunClaimNext named;
    named.session = board.worker.session();
    const TaskId task = board.addTask();
    board.enqueue(task);
    const qint64 seq = board.lastSeq();
    const ClaimReply reply = done(board, Actor::engine("dispatcher"), named);
    QCOMPARE(reply.run->sessionId, board.worker.session());
    QVERIFY(!reply.claimToken.isEmpty());
    QCOMPARE(board.eventTypes(seq), QStringList{q("task.run_claimed")});
    QCOMPARE(board.task(task).currentRunId, reply.run->id);
}

void AttemptsTest::selectorsActInBothModes_data()
{
    QTest::addColumn<WorkerMode>("mode");
    QTest::newRow("CLM-05 inherit") << WorkerMode::Inherit;
    QTest::newRow("CLM-05 select") << WorkerMode::Select;
}

void AttemptsTest::selectorsActInBothModes()
{
    // CLM-05, PRO-04.
    QFETCH(WorkerMode, mode);
    const auto claim = [&](const std::function<void(WorkerProfile &)> &fill) {
        Flow board;
        ProfileSet profile;
        profile.taskId = board.addTask();
        profile.sections.worker.mode = mode;
        fill(profile.sections.worker);
        const QString set = board.outcome(board.human, profile);
        board.enqueue(profile.taskId);
        return set + QLatin1Char(' ') + board.outcome(board.worker, RunClaimNext{});
    };
    QCOMPARE(claim([](WorkerProfile &) {}), mode == WorkerMode::Select ? q("validation_failed ok") : q("ok ok"));
    QCOMPARE(claim([](WorkerProfile &w) { w.agent = q("boss"); }), q("ok no_claimable_run"));
    QCOMPARE(claim([](WorkerProfile &w) { w.agent = q("worker"); }), q("ok ok"));
    QCOMPARE(claim([](WorkerProfile &w) { w.allowedAgents = {q("boss")}; }), q("ok no_claimable_run"));
    QCOMPARE(claim([](WorkerProfile &w) { w.preferredAgents = {q("boss")}; }), q("ok ok")); // a wish, no filter
    QCOMPARE(claim([](WorkerProfile &w) { w.requiredCapabilities = {q("gpu")}; }), q("ok no_claimable_run"));
    QCOMPARE(claim([](WorkerProfile &w) { w.requiredCapabilities = {q("cpp")}; }), q("ok ok"));
}

void AttemptsTest::whatIsNoFilter()
{
    // CLM-06: attempts, rank, milestone, labels, WIP limits and the approval itself keep no run from its claimer, and
    // none of them moves it in the queue.
    Flow board;
    board.set("wip_limits", R"({"ready":{"limit":1,"hard":true},"in_progress":{"limit":1,"hard":true}})");
    TaskCreate create;
    create.rank = q("zzz");
    create.milestone = q("someday");
    create.labels = {q("later")};
    create.approvalPolicy = q("manual");
    const TaskId task = board.addTask(create);
    TaskApprove approve;
    approve.taskId = task;
    done(board, board.human, approve);
    TaskCreate ranked;
    ranked.rank = q("a");
    board.clock.advance(1);
    board.enqueue(board.addTask(ranked));
    TaskUpdate update;
    update.taskId = task;
    update.changes.maxAttempts = 1; // the queued run is the last attempt
    done(board, board.human, update);
    QCOMPARE(board.claimNext(board.worker).task->task.id, task);
    // Not approved: the run is out of reach because the task is blocked (E2), not by a filter of its own.
    const Actor second = board.addAgent(q("second"));
    const TaskId waiting = board.addTask(create);
    const Run queued = board.enqueue(waiting);
    QCOMPARE(board.outcome(second, claimOf(queued.id)), q("invalid_status_transition/task_blocked"));
}

void AttemptsTest::explicitClaim()
{
    // CLM-12: single lease before E1 to E13; effect and result as claim-next, with lease_ms.
    Flow board;
    TaskCreate create;
    create.workspaceId = addWorkspace(board, "ws");
    create.networkChannel = q("docs");
    const Actor agent = addAgentIn(board, "local", *create.workspaceId);
    const Run run = board.enqueue(board.addTask(create));
    RunClaim claim = claimOf(run.id);
    claim.leaseMs = 4'000;
    const ClaimReply reply = done(board, agent, claim);
    QVERIFY(reply.claimed);
    QCOMPARE(reply.leaseUntil, board.clock.now() + 4'000);
    QCOMPARE(reply.leaseEpoch, 1);
    QCOMPARE(reply.coordinationChannel->id, q("docs"));
    QCOMPARE(reply.run->sessionId, agent.session());
    QVERIFY(reply.run->isLeased());
    const Run other = board.enqueue(board.addTask(create));
    QCOMPARE(test::outcome(board, agent, claimOf(other.id)), q("active_run_lease"));    // although it is eligible
    QCOMPARE(test::outcome(board, agent, claimOf(run.id, "x")), q("active_run_lease")); // and before E1
    board.clock.advance(4'000);
    QCOMPARE(test::outcome(board, agent, claimOf(run.id, "x")), q("invalid_status_transition/run_not_queued"));
    QCOMPARE(test::outcome(board, agent, claimOf(other.id)), q("ok")); // an expired lease does not block
}

void AttemptsTest::ownershipRestrictsNothingElse()
{
    // ACT-08: somebody else's task can be queued, changed, paused, started, worked on by hand, reviewed, canceled.
    Flow board;
    TaskCreate create;
    create.owner = OwnerRef{OwnerKind::Human, q("grace")};
    const TaskId task = board.addTask(create);
    TaskUpdate update;
    update.taskId = task;
    update.changes.title = q("Other");
    QCOMPARE(board.outcome(board.human, update), q("ok"));
    QCOMPARE(board.outcome(board.human, TaskComment{task, q("hello")}), q("ok"));
    QCOMPARE(board.outcome(board.human, TaskPauseRequest{task, q("later"), {}, {}}), q("ok"));
    QCOMPARE(board.outcome(board.human, TaskResume{task, {}, {}}), q("ok"));
    QCOMPARE(board.outcome(board.human, DependencyAdd{task, board.addTask(), {}, {}}), q("ok"));
    QCOMPARE(board.outcome(board.human, DependencyRemove{task,
                                                         board.looked<TaskId>([&](StoreReader &store) {
                                                             return store.dependenciesOf(task).front().dependsOn;
                                                         }),
                                                         {}}),
             q("ok"));
    TaskStart start;
    start.taskId = task;
    QCOMPARE(board.outcome(board.worker, start), q("ok")); // also agents may queue it
    const RunId run = runsOf(board, task).back().id;
    QCOMPARE(board.outcome(board.worker, claimOf(run)), q("permission_denied/owner")); // but not claim it
    QCOMPARE(board.outcome(board.worker, RunClaimNext{}), q("no_claimable_run"));
    QCOMPARE(board.outcome(board.human, claimOf(run)), q("ok"));
    QCOMPARE(board.outcome(board.human, startOf(run)), q("ok"));
    QCOMPARE(board.outcome(board.human, completeOf(run)), q("ok"));
    ReviewRequest review;
    review.runId = run;
    QCOMPARE(board.outcome(board.worker, review), q("ok"));
    // The inbox is shaped by it.
    const TaskId open = board.addTask(create);
    const Actor grace = Actor::human(q("grace"), OriginKind::Cli, q("stint"));
    const auto mine = [&](const Actor &actor) {
        for (const InboxGroup &group : done(board, actor, InboxList{}).groups) {
            if (group.lane == InboxLane::MyWork)
                return group.count;
        }
        return qint64(-1);
    };
    QCOMPARE(mine(grace), 1);
    QCOMPARE(mine(board.human), 0);
    TaskCancel cancel;
    cancel.taskId = open;
    QCOMPARE(board.outcome(board.human, cancel), q("ok"));
}

STINT_REGISTER_TEST(AttemptsTest)
#include "tst_attempts.moc"
