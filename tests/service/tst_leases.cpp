#include "model/service/duties.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// Starting, holding and ending runs (sections 5.3, 5.4, 7).
class LeasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void precedence_data();
    void precedence();
    void tokenProof();
    void lossTellsItsReason_data();
    void lossTellsItsReason();
    void equalityIsExpired();
    void heartbeatProlongs();
    void heartbeatEventsAreRare();
    void heartbeatUsage();
    void usageStaysInItsBound();
    void fieldsFirst_data();
    void fieldsFirst();
    void completeStores();
    void failStores();
    void failUsesUpAttempts();
    void tokenlessPaths_data();
    void tokenlessPaths();
    void boundSessionEndsItsRun();
    void evidenceIsAsked();
    void acceptUnproven();
    void acceptanceByNumber();
    void foldedClaim();
    void foldedClaimRefusedBeforeTheEnd();
    void startLeased();
    void startManual();
    void startRefused_data();
    void startRefused();
    void staleChannel_data();
    void staleChannel();
    void dedicatedStart();
    void launchFails();
    void attachOrder();
    void lateResultKept();
    void lateResultsLimited();
    void lateResultsNotKept();
    void lateResultAdopted_data();
    void lateResultAdopted();
    void lateResultDiscarded();
    void askAndAnswer();
    void askFields_data();
    void askFields();
    void answerRefused();
    void cancelRun();
    void cancelRequeues();
    void cancelByAgents();
    void forcedStopIsRecorded();
};

namespace
{

struct Scene {
    TestBoard board;
    Actor agent = board.addAgent(q("worker"));
    Actor other = board.addAgent(q("other"));
    TaskId task = board.addTask();
    Run run = claimedBy(board, agent, task);
};

using Prepare = std::function<void(Scene &)>;

} // namespace

Q_DECLARE_METATYPE(Prepare)

void LeasesTest::precedence_data()
{
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<bool>("byOther");
    QTest::addColumn<int>("epoch"); ///< 0: not given
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, Prepare prepare, bool byOther, int epoch, const char *outcome) {
        QTest::newRow(name) << prepare << byOther << epoch << q(outcome);
    };
    const Prepare nothing = [](Scene &) {};
    const Prepare expire = [](Scene &s) { s.board.clock.advance(*s.run.leaseDurationMs); };
    const Prepare sweep = [expire](Scene &s) {
        expire(s);
        s.board.act(s.board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    };
    row("LSE-02 holder", nothing, false, 0, "ok");
    row("LSE-02 holder with epoch", nothing, false, 1, "ok");
    row("LSE-02 1b another session", nothing, true, 0, "permission_denied/foreign_run");
    row(
        "LSE-02 1b holds another run", [](Scene &s) { claimedBy(s.board, s.other); }, true, 0,
        "permission_denied/foreign_run");
    row(
        "LSE-02 1b nobody holds it", [](Scene &s) { done(s.board, s.agent, releaseOf(s.run.id)); }, true, 0,
        "invalid_claim_token/no_active_lease");
    row("LSE-02 2 epoch", nothing, false, 2, "lease_lost/epoch_mismatch");
    row("LSE-02 2 epoch before expiry", expire, false, 2, "lease_lost/epoch_mismatch");
    row("LSE-02 4 expired", expire, false, 1, "lease_expired");
    row("EXP-03 swept", sweep, false, 0, "lease_lost/expired");
    row(
        "LSE-03 released", [](Scene &s) { done(s.board, s.agent, releaseOf(s.run.id)); }, false, 0,
        "lease_lost/released");
    row(
        "LSE-03 completed by itself", [](Scene &s) { done(s.board, s.agent, completeOf(s.run.id)); }, false, 0,
        "invalid_status_transition/completed");
    row(
        "LSE-12 epoch before status", [](Scene &s) { done(s.board, s.agent, completeOf(s.run.id)); }, false, 7,
        "lease_lost/epoch_mismatch");
    row(
        "LSE-02 claimed again by another",
        [](Scene &s) {
            done(s.board, s.agent, releaseOf(s.run.id));
            s.board.claimNext(s.other);
        },
        false, 0, "lease_lost/released");
    row(
        "LSE-02 old epoch of one's own",
        [](Scene &s) {
            done(s.board, s.agent, releaseOf(s.run.id));
            s.board.claimNext(s.agent);
        },
        false, 1, "lease_lost/epoch_mismatch");
}

void LeasesTest::precedence()
{
    QFETCH(Prepare, prepare);
    QFETCH(bool, byOther);
    QFETCH(int, epoch);
    QFETCH(QString, outcome);
    Scene scene;
    prepare(scene);
    const Actor &actor = byOther ? scene.other : scene.agent;
    // Every operation of the holder is judged alike (LSE-01). A refusal leaves no trace.
    RunHeartbeat beat = beatOf(scene.run.id);
    RunRelease release = releaseOf(scene.run.id);
    RunAsk ask = askOf(scene.run.id);
    if (epoch)
        beat.lease.leaseEpoch = release.lease.leaseEpoch = ask.lease.leaseEpoch = epoch;
    QCOMPARE(test::outcome(scene.board, actor, beat), outcome);
    if (outcome == QLatin1String("ok")) {
        QCOMPARE(scene.board.outcome(actor, release), outcome);
        return;
    }
    QCOMPARE(test::outcome(scene.board, actor, release), outcome);
    QCOMPARE(test::outcome(scene.board, actor, ask), outcome);
    RunComplete complete = completeOf(scene.run.id, "1");
    RunFail fail = failOf(scene.run.id);
    if (epoch)
        complete.lease.leaseEpoch = fail.lease.leaseEpoch = epoch;
    QCOMPARE(scene.board.outcome(actor, complete), outcome);
    QCOMPARE(scene.board.outcome(actor, fail), outcome);
    QCOMPARE(broken(scene.board), QString());
}

void LeasesTest::tokenProof()
{
    // LSE-02 1a: in-process, the token proves the lease whoever calls.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    board.enqueue(board.addTask());
    const ClaimReply claim = board.claimNext(agent);
    const Actor engine = Actor::engine("dispatcher");
    RunHeartbeat beat = beatOf(claim.run->id);
    beat.lease.claimToken = q(" ") + claim.claimToken + q(" ");
    QCOMPARE(test::outcome(board, engine, beat), q("ok"));
    beat.lease.claimToken = q("stint_claim_wrong");
    QCOMPARE(test::outcome(board, engine, beat), q("invalid_claim_token"));
    board.clock.advance(*claim.run->leaseDurationMs);
    QCOMPARE(test::outcome(board, engine, beat), q("invalid_claim_token")); // LSE-03: even on an expired lease
    beat.lease.claimToken = claim.claimToken;
    QCOMPARE(test::outcome(board, engine, beat), q("lease_expired"));
    board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    QCOMPARE(test::outcome(board, engine, beat), q("lease_lost/expired"));
}

void LeasesTest::lossTellsItsReason_data()
{
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, Prepare prepare, const char *reason) {
        QTest::newRow(name) << prepare << q(reason);
    };
    row(
        "LSE-03 force-release", [](Scene &s) { done(s.board, s.board.human, forceOf<RunForceRelease>(s.run.id)); },
        "force_released");
    row(
        "LSE-03 force-fail", [](Scene &s) { done(s.board, s.board.human, forceOf<RunForceFail>(s.run.id)); },
        "force_failed");
    row(
        "LSE-03 cancel", [](Scene &s) { done(s.board, s.board.human, forceOf<RunCancel>(s.run.id)); }, "canceled");
    row(
        "CAN-05 task cancel",
        [](Scene &s) {
            TaskCancel cancel;
            cancel.taskId = s.task;
            done(s.board, s.board.human, cancel);
        },
        "canceled");
    row(
        "LSE-03 park", [](Scene &s) { done(s.board, s.agent, askOf(s.run.id)); }, "parked");
    row(
        "LSE-03 release", [](Scene &s) { done(s.board, s.agent, releaseOf(s.run.id)); }, "released");
}

void LeasesTest::lossTellsItsReason()
{
    QFETCH(Prepare, prepare);
    QFETCH(QString, reason);
    Scene scene;
    prepare(scene);
    QCOMPARE(test::outcome(scene.board, scene.agent, beatOf(scene.run.id)), q("lease_lost/") + reason);
    QCOMPARE(QString(toText(*claimRecord(scene.board, scene.run.id, 1).endReason)), reason);
    QCOMPARE(broken(scene.board), QString());
}

void LeasesTest::equalityIsExpired()
{
    // LSE-02 4.
    Scene scene;
    scene.board.clock.advance(*scene.run.leaseDurationMs - 1);
    QCOMPARE(scene.board.outcome(scene.agent, beatOf(scene.run.id, 1)), q("ok"));
    scene.board.clock.advance(1);
    QCOMPARE(scene.board.outcome(scene.agent, beatOf(scene.run.id)), q("lease_expired"));
}

void LeasesTest::heartbeatProlongs()
{
    // LSE-05, LSE-10: given duration, else the stored one; it may shorten.
    Scene scene;
    TestBoard &board = scene.board;
    const qint64 version = board.task(scene.task).version;
    board.clock.advance(1'000);
    HeartbeatReply reply = done(board, scene.agent, beatOf(scene.run.id, 2'000));
    QCOMPARE(reply.leaseUntil, board.clock.now() + 2'000);
    QCOMPARE(reply.leaseEpoch, 1);
    board.clock.advance(500);
    RunHeartbeat beat = beatOf(scene.run.id, 0);
    beat.progress = q("half");
    reply = done(board, scene.agent, beat);
    QCOMPARE(reply.leaseUntil, board.clock.now() + 2'000);
    const Run run = board.storedRun(scene.run.id);
    QCOMPARE(run.leaseUntil, reply.leaseUntil);
    QCOMPARE(run.heartbeatAt, board.clock.now());
    QCOMPARE(run.progress, q("half"));
    QCOMPARE(board.task(scene.task).version, version); // VER-01
}

void LeasesTest::heartbeatEventsAreRare()
{
    // LSE-09: one event per third of the lease, rounded down, at least 1 ms.
    Scene scene;
    TestBoard &board = scene.board;
    const auto extended = [&] { return board.eventTypes().count(q("task.run_lease_extended")); };
    done(board, scene.agent, beatOf(scene.run.id, 3'000));
    QCOMPARE(extended(), 1);
    board.clock.advance(999);
    done(board, scene.agent, beatOf(scene.run.id));
    QCOMPARE(extended(), 1);
    board.clock.advance(1);
    done(board, scene.agent, beatOf(scene.run.id));
    QCOMPARE(extended(), 2);
    done(board, scene.agent, beatOf(scene.run.id, 2)); // a third of 2 ms counts as 1
    QCOMPARE(extended(), 2);
    board.clock.advance(1);
    done(board, scene.agent, beatOf(scene.run.id, 2));
    QCOMPARE(extended(), 3);
    QCOMPARE(keysOf(newest(board, "task.run_lease_extended")),
             q("status task_status lease_until heartbeat_at lease_epoch claim_token_hash"));
}

void LeasesTest::heartbeatUsage()
{
    // 1.6 Usage: cumulative within a claim, summed over claims; a lower number is ignored; one currency.
    Scene scene;
    TestBoard &board = scene.board;
    RunHeartbeat beat = beatOf(scene.run.id);
    beat.usage = Usage{};
    beat.usage->inputTokens = 100;
    beat.usage->currency = q("EUR");
    done(board, scene.agent, beat);
    beat.usage->inputTokens = 60;
    done(board, scene.agent, beat);
    QCOMPARE(board.storedRun(scene.run.id).usage.inputTokens, 100);
    done(board, scene.agent, releaseOf(scene.run.id));
    board.claimNext(scene.agent);
    done(board, scene.agent, beat);
    QCOMPARE(board.storedRun(scene.run.id).usage.inputTokens, 160);
    QCOMPARE(claimRecord(board, scene.run.id, 1).usage.inputTokens, 100);
    QCOMPARE(claimRecord(board, scene.run.id, 2).usage.inputTokens, 60);
    QVERIFY(!board.storedRun(scene.run.id).usage.outputTokens); // absent is not zero
    beat.usage->currency = q("USD");
    QCOMPARE(test::outcome(board, scene.agent, beat), q("validation_failed"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::usageStaysInItsBound()
{
    // 1.6 Usage, as far as FRM-02 carries it: also the sum over many claims, whatever each of them reports.
    Scene scene;
    TestBoard &board = scene.board;
    RunHeartbeat beat = beatOf(scene.run.id);
    beat.usage = Usage{};
    constexpr qint64 most = (1LL << 53) - 1;
    beat.usage->inputTokens = beat.usage->costMicros = most;
    for (int claims = 0; claims < 2; ++claims) {
        done(board, scene.agent, beat);
        done(board, scene.agent, releaseOf(scene.run.id));
        board.claimNext(scene.agent);
    }
    QCOMPARE(board.storedRun(scene.run.id).usage.inputTokens, most);
    // A late result adds to the same sum (LTR-05).
    RunComplete complete = completeOf(scene.run.id);
    complete.usage = beat.usage;
    board.clock.advance(86'400'001);
    QCOMPARE(board.outcome(scene.agent, complete), q("lease_expired"));
    board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    done(board, board.human, LateResultAdopt{scene.run.id, 1});
    QCOMPARE(board.storedRun(scene.run.id).usage.costMicros, most);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::fieldsFirst_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("LIM-12 lease") << q("lease") << q("validation_failed");
    QTest::newRow("1.5 progress bound") << q("progress") << q("validation_failed");
    QTest::newRow("1.6 usage bound") << q("usage") << q("validation_failed");
    QTest::newRow("1.6 currency form") << q("currency") << q("validation_failed");
    QTest::newRow("LIM-10 result size") << q("result") << q("payload_too_large");
    QTest::newRow("ERR-02 syntax before size") << q("syntax") << q("validation_failed");
    QTest::newRow("VAL-03 secret key") << q("secret") << q("validation_failed/secret_key");
    QTest::newRow("LIM-06 blank error") << q("error") << q("validation_failed");
    QTest::newRow("ERR-03 blank run") << q("blank") << q("validation_failed");
    QTest::newRow("step 6 unknown run") << q("unknown") << q("run_not_found");
}

void LeasesTest::fieldsFirst()
{
    // ERR-05: step 4 before 6, and both before the lease is judged; LTR-02: nothing of it is kept.
    QFETCH(QString, kind);
    QFETCH(QString, outcome);
    Scene scene;
    TestBoard &board = scene.board;
    board.clock.advance(*scene.run.leaseDurationMs);
    RunHeartbeat beat = beatOf(scene.run.id);
    RunComplete complete = completeOf(scene.run.id);
    const QByteArray big(70'000, 'x');
    if (kind == QLatin1String("lease"))
        QCOMPARE(test::outcome(board, scene.agent, beatOf(scene.run.id, -5)), outcome);
    if (kind == QLatin1String("progress")) {
        beat.progress = QString(513, QLatin1Char('x'));
        QCOMPARE(test::outcome(board, scene.agent, beat), outcome);
    }
    if (kind == QLatin1String("usage") || kind == QLatin1String("currency")) {
        complete.usage = Usage{};
        if (kind == QLatin1String("usage"))
            complete.usage->turnCount = -1;
        else
            complete.usage->currency = q("Eur");
    }
    if (kind == QLatin1String("result"))
        complete.result.text = '"' + big + '"';
    if (kind == QLatin1String("syntax"))
        complete.result.text = '"' + big;
    if (kind == QLatin1String("secret"))
        complete.result.text = R"({"a": [{"Claim_Token": 1}]})";
    if (kind == QLatin1String("blank"))
        complete.lease.runId = RunId(q("  "));
    if (kind == QLatin1String("unknown"))
        complete.lease.runId = RunId(q("run-x"));
    if (kind == QLatin1String("error"))
        QCOMPARE(test::outcome(board, scene.agent, failOf(scene.run.id, " ")), outcome);
    else if (kind != QLatin1String("lease") && kind != QLatin1String("progress"))
        QCOMPARE(test::outcome(board, scene.agent, complete), outcome);
}

void LeasesTest::completeStores()
{
    // LSE-07, RUN-09.
    Scene scene;
    TestBoard &board = scene.board;
    board.clock.advance(1'000);
    RunComplete request = completeOf(scene.run.id, R"({"ok": 1})");
    request.usage = Usage{};
    request.usage->outputTokens = 7;
    const RunReply reply = done(board, scene.agent, request);
    const Run run = board.storedRun(scene.run.id);
    QCOMPARE(run.status, RunStatus::Completed);
    QCOMPARE(run.result.text, QByteArray(R"({"ok": 1})"));
    QCOMPARE(run.endedAt, board.clock.now());
    QVERIFY(run.isLeased() && run.sessionId && run.claimedBy); // the holder's end keeps them
    QVERIFY(!run.leaseUntil && !run.heartbeatAt);
    QCOMPARE(run.usage.outputTokens, 7);
    QCOMPARE(reply.task->task.status, TaskStatus::Completed);
    QVERIFY(!board.task(scene.task).currentRunId);
    QCOMPARE(claimRecord(board, run.id, 1).endReason, ClaimEnd::Completed);
    QCOMPARE(keysOf(newest(board, "task.run_completed")),
             q("status task_status result usage lease_epoch claim_token_hash"));
    QVERIFY(board.executor.stops.empty()); // END-05: lease complete never stops the session
    QCOMPARE(broken(board), QString());
}

void LeasesTest::failStores()
{
    // LSE-08.
    Scene scene;
    TestBoard &board = scene.board;
    RunFail request = failOf(scene.run.id, "no disk");
    request.metadata.text = R"({"code": 3})";
    done(board, scene.agent, request);
    const Run run = board.storedRun(scene.run.id);
    QCOMPARE(run.status, RunStatus::Failed);
    QCOMPARE(run.error, q("no disk"));
    QCOMPARE(run.failureKind, FailureKind::None);
    QCOMPARE(board.task(scene.task).status, TaskStatus::Ready); // ATT-02: attempts remain
    const Event event = newest(board, "task.run_failed");
    QCOMPARE(keysOf(event), q("status task_status error metadata attempts_left lease_epoch claim_token_hash"));
    QCOMPARE(payload(event).value(q("attempts_left")).toInt(), 2);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::failUsesUpAttempts()
{
    // ATT-01, STA-02 row 10.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.maxAttempts = 2;
    const TaskId task = board.addTask(create);
    for (int attempt = 1; attempt <= 2; ++attempt) {
        const Run run = claimedBy(board, agent, task);
        QCOMPARE(run.attempt, attempt);
        done(board, agent, failOf(run.id));
    }
    QCOMPARE(board.task(task).status, TaskStatus::Failed);
    QVERIFY(board.task(task).closedAt);
}

void LeasesTest::tokenlessPaths_data()
{
    QTest::addColumn<QString>("state"); ///< of a manual run, or leased
    QTest::addColumn<QString>("complete");
    QTest::addColumn<QString>("fail");
    const auto row = [](const char *name, const char *state, const char *complete, const char *fail) {
        QTest::newRow(name) << q(state) << q(complete) << q(fail);
    };
    row("END-01 leased, before status", "leased", "invalid_claim_token", "invalid_claim_token");
    row("RUN-07 queued", "queued", "invalid_status_transition/queued", "invalid_status_transition/queued");
    row("RUN-07 claimed", "claimed", "invalid_status_transition/claimed", "invalid_status_transition/claimed");
    row("END-02 starting", "starting", "invalid_status_transition/starting", "ok");
    row("END-01 running", "running", "ok", "ok");
}

void LeasesTest::tokenlessPaths()
{
    QFETCH(QString, state);
    QFETCH(QString, complete);
    QFETCH(QString, fail);
    for (const char *verb : {"complete", "fail"}) {
        TestBoard board;
        const Actor agent = board.addAgent(q("worker"));
        const Run run = board.enqueue(board.addTask());
        if (state == QLatin1String("leased")) {
            board.claimNext(agent);
        } else if (state != QLatin1String("queued")) {
            done(board, board.human, claimOf(run.id));
            board.executor.catalogued = true;
            RunStart start = startOf(run.id);
            if (state == QLatin1String("starting"))
                start.launch = LaunchRequest{};
            if (state != QLatin1String("claimed"))
                done(board, board.human, start);
        }
        const bool completes = qstrcmp(verb, "complete") == 0;
        const QString wanted = completes ? complete : fail;
        const QString told = completes ? test::outcome(board, board.human, completeOf(run.id))
                                       : test::outcome(board, board.human, failOf(run.id));
        QCOMPARE(told, wanted);
        QCOMPARE(broken(board), QString());
    }
}

void LeasesTest::boundSessionEndsItsRun()
{
    // END-01, END-03, END-05: a lease-less run bound to a session is that session's; afterwards it is asked to stop.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Actor other = board.addAgent(q("other"));
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    RunAttach attach;
    attach.runId = run.id;
    attach.sessionId = agent.session();
    done(board, board.human, attach);
    done(board, board.human, startOf(run.id));
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Running);
    QCOMPARE(test::outcome(board, other, completeOf(run.id)), q("permission_denied/foreign_run"));
    QCOMPARE(test::outcome(board, agent, completeOf(run.id)), q("ok"));
    QCOMPARE(board.executor.stops.size(), std::size_t(1));
    QCOMPARE(board.executor.stops.front().session, agent.session());
    QCOMPARE(board.executor.stops.front().reason, StopReason::Completed);
    QCOMPARE(keysOf(newest(board, "task.run_completed")), q("status task_status"));
}

void LeasesTest::evidenceIsAsked()
{
    // END-06.
    TestBoard board;
    set(board, "require_evidence", "true");
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.acceptance = {{q("compiles"), false, {}}, {q("tested"), true, {}}};
    const TaskId task = board.addTask(create);
    const Run run = claimedBy(board, agent, task);
    RunComplete request = completeOf(run.id, "42");
    request.acceptance = {{1, true, q("see log")}};
    const RunReply reply = done(board, agent, request);
    QCOMPARE(reply.run.status, RunStatus::NeedsAttention);
    QCOMPARE(reply.run.attention->reason, AttentionReason::Unproven);
    QCOMPARE(reply.run.result.text, QByteArray("42"));
    QVERIFY(!reply.run.sessionId && !reply.run.leaseUntil);
    QCOMPARE(reply.task->task.status, TaskStatus::Blocked);
    QCOMPARE(claimRecord(board, run.id, 1).endReason, ClaimEnd::Unproven);
    const Event event = newest(board, "task.run_needs_attention");
    QCOMPARE(keysOf(event), q("status task_status previous_status reason diagnostic unmet result"));
    QCOMPARE(payload(event).value(q("unmet")).toArray(), QJsonArray{2});
    QVERIFY(board.run(agent, RunClaimNext{}).error().code == ErrorCode::NoClaimableRun); // the session is free
    QCOMPARE(broken(board), QString());

    TaskCreate proven;
    proven.acceptance = {{q("compiles"), false, {}}};
    const Run second = claimedBy(board, agent, board.addTask(proven));
    RunComplete whole = completeOf(second.id);
    whole.acceptance = {{1, true, q("see log")}};
    QCOMPARE(done(board, agent, whole).run.status, RunStatus::Completed);
}

void LeasesTest::acceptUnproven()
{
    // ASK-06.
    TestBoard board;
    set(board, "require_evidence", "true");
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.acceptance = {{q("compiles"), false, {}}};
    const TaskId task = board.addTask(create);
    const Run run = claimedBy(board, agent, task);
    QCOMPARE(test::outcome(board, board.human, forceOf<RunAccept>(run.id)),
             q("invalid_status_transition/not_unproven"));
    done(board, agent, completeOf(run.id, "42"));
    QCOMPARE(test::outcome(board, agent, forceOf<RunAccept>(run.id)), q("permission_denied/human_only"));
    const qint64 seq = board.lastSeq();
    const RunReply reply = done(board, board.human, forceOf<RunAccept>(run.id, "fine"));
    QCOMPARE(reply.run.status, RunStatus::Completed);
    QCOMPARE(reply.run.result.text, QByteArray("42"));
    QVERIFY(!reply.task->task.acceptance.front().met);
    QCOMPARE(board.eventTypes(seq), (QStringList{q("task.run_accepted"), q("task.run_completed")}));
    QCOMPARE(keysOf(newest(board, "task.run_accepted")), q("status task_status reason unproven"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::acceptanceByNumber()
{
    // END-04: marks are stored with the end, in one step of the version.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.acceptance = {{q("compiles"), false, {}}};
    const TaskId task = board.addTask(create);
    const Run run = claimedBy(board, agent, task);
    const qint64 version = board.task(task).version;
    RunComplete request = completeOf(run.id);
    request.acceptance = {{2, true, std::nullopt}};
    QCOMPARE(test::outcome(board, agent, request), q("validation_failed"));
    request.acceptance = {{1, true, q("log")}};
    done(board, agent, request);
    const Task stored = board.task(task);
    QVERIFY(stored.acceptance.front().isProven());
    QCOMPARE(stored.version, version + 1);
}

void LeasesTest::foldedClaim()
{
    // MTH-08: complete, fail and release bring the next run along, or an empty claim; one commit.
    Scene scene;
    TestBoard &board = scene.board;
    const Run second = board.enqueue(board.addTask(q("second")));
    const std::size_t commits = board.changes().size();
    RunComplete complete = completeOf(scene.run.id);
    complete.claimNext = ClaimCriteria{};
    const RunReply reply = done(board, scene.agent, complete);
    QCOMPARE(board.changes().size(), commits + 1);
    QVERIFY(reply.next && reply.next->claimed);
    QCOMPARE(reply.next->run->id, second.id);
    RunFail fail = failOf(second.id);
    fail.claimNext = ClaimCriteria{};
    const RunReply empty = done(board, scene.agent, fail);
    QVERIFY(empty.next && !empty.next->claimed && !empty.next->run);
    const Run third = claimedBy(board, scene.agent);
    RunRelease release = releaseOf(third.id);
    release.claimNext = ClaimCriteria{};
    const RunReply same = done(board, scene.agent, release);
    QCOMPARE(same.run.status, RunStatus::Queued);
    QCOMPARE(same.next->run->id, third.id);
    QCOMPARE(same.next->leaseEpoch, 2);
    QVERIFY(!done(board, scene.agent, completeOf(third.id)).next);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::foldedClaimRefusedBeforeTheEnd()
{
    Scene scene;
    RunComplete complete = completeOf(scene.run.id);
    complete.claimNext = ClaimCriteria{};
    complete.claimNext->leaseMs = -1;
    QCOMPARE(test::outcome(scene.board, scene.agent, complete), q("validation_failed"));
    complete.claimNext = ClaimCriteria{};
    complete.claimNext->workspaceId = WorkspaceId(q("ws"));
    QCOMPARE(test::outcome(scene.board, scene.agent, complete), q("permission_denied/foreign_workspace"));
    // ERR-05: what does not fit together is a fault of form, ahead of any row.
    complete.claimNext->scope = q("global");
    complete.lease.runId = RunId(q("run-none"));
    QCOMPARE(test::outcome(scene.board, scene.agent, complete), q("invalid_scope_binding"));
}

void LeasesTest::startLeased()
{
    // SRT-04: through `starting` to `running` in one commit.
    Scene scene;
    TestBoard &board = scene.board;
    QCOMPARE(test::outcome(board, board.human, startOf(scene.run.id)), q("permission_denied/foreign_run"));
    QCOMPARE(test::outcome(board, scene.other, startOf(scene.run.id)), q("permission_denied/foreign_run"));
    const qint64 seq = board.lastSeq();
    board.clock.advance(10);
    const RunReply reply = done(board, scene.agent, startOf(scene.run.id));
    QCOMPARE(reply.run.status, RunStatus::Running);
    QCOMPARE(reply.run.startedAt, board.clock.now());
    QCOMPARE(reply.run.leaseUntil, scene.run.leaseUntil);
    QCOMPARE(reply.task->task.status, TaskStatus::InProgress);
    QCOMPARE(board.eventTypes(seq), (QStringList{q("task.run_starting"), q("task.run_started")}));
    QCOMPARE(payload(newest(board, "task.run_starting")).value(q("status")).toString(), q("starting"));
    QCOMPARE(test::outcome(board, scene.agent, startOf(scene.run.id, "again")), q("invalid_status_transition/running"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::startManual()
{
    // SRT-05.
    TestBoard board;
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    const RunReply reply = done(board, board.human, startOf(run.id));
    QVERIFY(reply.run.isManual());
    QCOMPARE(reply.run.status, RunStatus::Running);
    done(board, board.human, completeOf(run.id));
    QVERIFY(board.executor.stops.empty());
    QCOMPARE(broken(board), QString());
}

void LeasesTest::startRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("SRT-09 queued") << q("queued") << q("invalid_status_transition/queued");
    QTest::newRow("SRT-01 blocked") << q("blocked") << q("invalid_status_transition/task_blocked");
    QTest::newRow("SRT-07 no launcher") << q("launch") << q("validation_failed/no_session_launcher");
    QTest::newRow("SRT-08 nobody bound") << q("starting") << q("invalid_status_transition/session_missing");
    QTest::newRow("INV-16 nobody works") << q("engine") << q("invalid_status_transition/session_missing");
    QTest::newRow("ACT-06 launch by an agent") << q("agent") << q("permission_denied/human_only");
}

void LeasesTest::startRefused()
{
    QFETCH(QString, what);
    QFETCH(QString, outcome);
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Actor engine = Actor::engine("dispatcher");
    const TaskId task = board.addTask();
    const Run run = board.enqueue(task);
    RunStart start = startOf(run.id, "s");
    if (what != QLatin1String("queued"))
        done(board, what == QLatin1String("engine") ? engine : board.human, claimOf(run.id));
    if (what == QLatin1String("blocked"))
        depend(board, task, board.addTask());
    if (what == QLatin1String("launch") || what == QLatin1String("agent"))
        start.launch = LaunchRequest{};
    if (what == QLatin1String("starting")) {
        board.executor.catalogued = true;
        RunStart launch = startOf(run.id, "launch");
        launch.launch = LaunchRequest{};
        done(board, board.human, launch);
    }
    const Actor &actor = what == QLatin1String("engine")  ? engine
                         : what == QLatin1String("agent") ? agent
                                                          : board.human;
    QCOMPARE(test::outcome(board, actor, start), outcome);
}

void LeasesTest::staleChannel_data()
{
    QTest::addColumn<bool>("attaches");
    QTest::newRow("SRT-03 start") << false;
    QTest::newRow("SRT-10 attach") << true;
}

void LeasesTest::staleChannel()
{
    // SRT-03, GEN-03: refused, and put on record.
    QFETCH(bool, attaches);
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.networkChannel = q("docs");
    const Run run = board.enqueue(board.addTask(create));
    done(board, board.human, claimOf(run.id));
    set(board, "channels.allowed", R"(["ops"])");
    const Run before = board.storedRun(run.id);
    const qint64 seq = board.lastSeq();
    RunAttach attach;
    attach.runId = run.id;
    attach.sessionId = agent.session();
    const QString told = attaches ? board.outcome(board.human, attach) : board.outcome(board.human, startOf(run.id));
    QCOMPARE(told, q("stale_network_channel"));
    QCOMPARE(board.storedRun(run.id), before);
    QCOMPARE(board.eventTypes(seq), QStringList{q("task.run_rejected")});
    const QJsonObject said = payload(newest(board, "task.run_rejected"));
    QCOMPARE(said.value(q("operation")).toString(), attaches ? q("attach") : q("start"));
    QCOMPARE(said.value(q("network_channel")).toString(), q("docs"));
    QCOMPARE(said.value(q("reason")).toString(), q("stale_network_channel"));
}

void LeasesTest::dedicatedStart()
{
    // SRT-07: two commits; the session binds the run when it registers.
    TestBoard board;
    board.executor.catalogued = true;
    TaskCreate create;
    create.owner = OwnerRef{OwnerKind::Pool, q("pool-agent")};
    const TaskId task = board.addTask(create);
    const Run run = board.enqueue(task);
    done(board, board.human, claimOf(run.id));
    RunStart start = startOf(run.id);
    start.launch = LaunchRequest{};
    QCOMPARE(done(board, board.human, start).run.status, RunStatus::Starting);
    QCOMPARE(board.task(task).status, TaskStatus::InProgress);
    QCOMPARE(board.executor.launches.size(), std::size_t(1));
    QCOMPARE(board.executor.launches.front().agent, q("pool-agent"));
    const qint64 seq = board.lastSeq();
    SessionRegister enter;
    enter.agentName = q("pool-agent");
    enter.process = ProcessRef{7, 1};
    enter.launch = SessionLaunch{run.id, std::nullopt, std::nullopt};
    const Session session = done(board, board.human, enter).session;
    QVERIFY(session.launched);
    const Run running = board.storedRun(run.id);
    QCOMPARE(running.status, RunStatus::Running);
    QCOMPARE(running.sessionId, session.id);
    QCOMPARE(claimRecord(board, run.id, 1).process, (ProcessRef{7, 1}));
    QCOMPARE(board.eventTypes(seq),
             (QStringList{q("session.registered"), q("task.run_session_bound"), q("task.run_started")}));
    QCOMPARE(broken(board), QString());
    // One that comes when the run has been canceled is sent away.
    done(board, board.human, forceOf<RunCancel>(run.id));
    board.executor.stops.clear();
    const Session late = done(board, board.human, enter).session;
    QCOMPARE(board.executor.stops.size(), std::size_t(1));
    QCOMPARE(board.executor.stops.front().session, late.id);
    QCOMPARE(board.executor.stops.front().reason, StopReason::Failed);
}

void LeasesTest::launchFails()
{
    // SRT-07: the launcher's error fails the run.
    TestBoard board;
    board.executor.catalogued = true;
    const Run run = board.enqueue(board.addTask());
    done(board, board.human, claimOf(run.id));
    RunStart start = startOf(run.id);
    start.launch = LaunchRequest{q("named")};
    done(board, board.human, start);
    QCOMPARE(board.executor.launches.front().agent, q("named"));
    board.executor.launches.front().failed(q("no such program"));
    board.pump();
    const Run failed = board.storedRun(run.id);
    QCOMPARE(failed.status, RunStatus::Failed);
    QCOMPARE(failed.error, q("start task session: no such program"));
    QCOMPARE(newest(board, "task.run_failed").runId, run.id);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::attachOrder()
{
    // SRT-10.
    Scene scene;
    TestBoard &board = scene.board;
    const Run manual = board.enqueue(board.addTask());
    RunAttach attach;
    attach.runId = manual.id;
    attach.sessionId = SessionId(q("sess-x"));
    QCOMPARE(test::outcome(board, board.human, attach), q("session_not_found"));
    attach.sessionId = scene.agent.session();
    QCOMPARE(test::outcome(board, board.human, attach), q("session_attach_not_allowed/queued"));
    done(board, board.human, claimOf(manual.id));
    QCOMPARE(test::outcome(board, board.human, attach), q("session_already_bound")); // it works on another run
    QCOMPARE(test::outcome(board, scene.agent, attach), q("permission_denied/human_only"));
    attach.sessionId = scene.other.session();
    QCOMPARE(done(board, board.human, attach).run.status, RunStatus::Starting);
    QCOMPARE(test::outcome(board, board.human, attach), q("session_already_bound"));
    RunAttach leased;
    leased.runId = scene.run.id;
    leased.sessionId = scene.other.session();
    QCOMPARE(test::outcome(board, board.human, leased), q("session_already_bound")); // leased runs carry one
    const Actor gone = board.addAgent(q("gone"));
    done(board, gone, SessionEnd{});
    const Run third = board.enqueue(board.addTask());
    done(board, board.human, claimOf(third.id));
    attach = {third.id, gone.session()};
    QCOMPARE(test::outcome(board, board.human, attach), q("session_attach_not_allowed/ended"));
    QCOMPARE(claimRecord(board, manual.id, 1).agentName, q("other"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::lateResultKept()
{
    // LTR-01, GEN-03: the refusal stands and the payload is kept, once.
    Scene scene;
    TestBoard &board = scene.board;
    board.clock.advance(*scene.run.leaseDurationMs);
    const auto refused = board.run(scene.agent, completeOf(scene.run.id, "42"));
    QCOMPARE(TestBoard::describe(refused.error()), q("lease_expired"));
    QCOMPARE(refused.error().data.value(q("late_result")).toInt(), 1);
    const auto kept = lateResults(board, scene.run.id);
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept.front().result.text, QByteArray("42"));
    QCOMPARE(kept.front().epoch, 1);
    QCOMPARE(kept.front().loss, ClaimEnd::Expired);
    QCOMPARE(kept.front().sessionId, scene.agent.session());
    QCOMPARE(board.storedRun(scene.run.id).status, RunStatus::Claimed);
    QCOMPARE(keysOf(newest(board, "task.run_late_result")),
             q("status task_status n kind session_id lease_epoch loss payload_bytes"));
    const BoardSnapshot rows = board.snapshotRows();
    const auto again = board.run(scene.agent, completeOf(scene.run.id, "42"));
    QCOMPARE(again.error().data.value(q("late_result")).toInt(), 1);
    QCOMPARE(board.snapshotRows(), rows);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::lateResultsLimited()
{
    // LTR-01: the newest three, numbered on.
    Scene scene;
    TestBoard &board = scene.board;
    done(board, scene.agent, releaseOf(scene.run.id));
    for (const char *result : {"1", "2", "3", "4"})
        QVERIFY(!board.run(scene.agent, completeOf(scene.run.id, result)));
    const auto kept = lateResults(board, scene.run.id);
    QCOMPARE(kept.size(), std::size_t(3));
    QCOMPARE(kept.front().n, 2);
    QCOMPARE(kept.back().n, 4);
    QCOMPARE(kept.back().loss, ClaimEnd::Released);
    QCOMPARE(broken(board), QString());
}

void LeasesTest::lateResultsNotKept()
{
    // LTR-02.
    Scene scene;
    TestBoard &board = scene.board;
    QCOMPARE(test::outcome(board, scene.other, completeOf(scene.run.id, "1")), q("permission_denied/foreign_run"));
    done(board, scene.agent, completeOf(scene.run.id));
    QCOMPARE(test::outcome(board, scene.agent, completeOf(scene.run.id, "1")),
             q("invalid_status_transition/completed"));
    QCOMPARE(test::outcome(board, scene.other, completeOf(scene.run.id, "1")),
             q("invalid_claim_token/no_active_lease"));
}

void LeasesTest::lateResultAdopted_data()
{
    QTest::addColumn<bool>("completes");
    QTest::newRow("LTR-05 complete") << true;
    QTest::newRow("LTR-05 fail") << false;
}

void LeasesTest::lateResultAdopted()
{
    QFETCH(bool, completes);
    Scene scene;
    TestBoard &board = scene.board;
    done(board, scene.agent, releaseOf(scene.run.id));
    if (completes)
        QVERIFY(!board.run(scene.agent, completeOf(scene.run.id, "42")));
    else
        QVERIFY(!board.run(scene.agent, failOf(scene.run.id, "broke late")));
    LateResultAdopt adopt;
    adopt.runId = scene.run.id;
    adopt.n = 2;
    QCOMPARE(test::outcome(board, board.human, adopt), q("validation_failed/late_result_unknown"));
    adopt.n = 1;
    QCOMPARE(test::outcome(board, scene.agent, adopt), q("permission_denied/human_only")); // LTR-03
    const qint64 seq = board.lastSeq();
    const Run run = done(board, board.human, adopt).run;
    QCOMPARE(run.status, completes ? RunStatus::Completed : RunStatus::Failed);
    QCOMPARE(run.result.text, completes ? QByteArray("42") : QByteArray());
    QCOMPARE(run.error, completes ? QString() : q("broke late"));
    QCOMPARE(board.eventTypes(seq), (QStringList{q("task.run_late_result_adopted"),
                                                 completes ? q("task.run_completed") : q("task.run_failed")}));
    QCOMPARE(board.events(seq).back().actor, board.human.who);
    QCOMPARE(payload(board.events(seq).back()).value(q("late_result")).toInt(), 1);
    QVERIFY(lateResults(board, run.id).empty());
    QCOMPARE(broken(board), QString());
    // Only a waiting run takes one.
    Scene busy;
    busy.board.clock.advance(*busy.run.leaseDurationMs);
    QVERIFY(!busy.board.run(busy.agent, completeOf(busy.run.id, "1")));
    adopt.runId = busy.run.id;
    QCOMPARE(test::outcome(busy.board, busy.board.human, adopt), q("invalid_status_transition/claimed"));
}

void LeasesTest::lateResultDiscarded()
{
    // LTR-04; LTR-05 under evidence.
    TestBoard board;
    set(board, "require_evidence", "true");
    const Actor agent = board.addAgent(q("worker"));
    TaskCreate create;
    create.acceptance = {{q("compiles"), false, {}}};
    const Run run = claimedBy(board, agent, board.addTask(create));
    done(board, agent, releaseOf(run.id));
    QVERIFY(!board.run(agent, completeOf(run.id, "42")));
    LateResultAdopt adopt;
    adopt.runId = run.id;
    adopt.n = 1;
    QCOMPARE(test::outcome(board, board.human, adopt), q("invalid_status_transition/unproven"));
    LateResultDiscard discard;
    discard.runId = run.id;
    discard.n = 1;
    done(board, board.human, discard);
    QVERIFY(lateResults(board, run.id).empty());
    QCOMPARE(newest(board, "task.run_late_result_discarded").runId, run.id);
    QCOMPARE(test::outcome(board, board.human, discard), q("validation_failed/late_result_unknown"));
}

void LeasesTest::askAndAnswer()
{
    // ASK-02, ASK-03.
    Scene scene;
    TestBoard &board = scene.board;
    const Time waiting = scene.run.waitingSince;
    board.clock.advance(1'000);
    RunAsk ask = askOf(scene.run.id, " QUOTA ");
    ask.resumeAfter = board.clock.now() + 60'000;
    const Run parked = done(board, scene.agent, ask).run;
    QCOMPARE(parked.status, RunStatus::NeedsAttention);
    QCOMPARE(parked.attention->reason, AttentionReason::Quota);
    QCOMPARE(parked.attention->text, q("which one?"));
    QCOMPARE(parked.attention->resumeAfter, board.clock.now() + 60'000);
    QCOMPARE(parked.waitingSince, waiting);
    QCOMPARE(board.task(scene.task).status, TaskStatus::Blocked);
    QCOMPARE(keysOf(newest(board, "task.run_parked")),
             q("status task_status kind question resume_after session_id lease_epoch"));
    QCOMPARE(broken(board), QString());
    RunAnswer answer;
    answer.runId = scene.run.id;
    answer.text = q("the red one");
    QCOMPARE(test::outcome(board, scene.agent, answer), q("permission_denied/human_only"));
    const Run queued = done(board, board.human, answer).run;
    QCOMPARE(queued.status, RunStatus::Queued);
    QCOMPARE(queued.attempt, 1);
    QCOMPARE(queued.waitingSince, board.clock.now());
    QCOMPARE(queued.answer->question, q("which one?"));
    QCOMPARE(queued.answer->text, q("the red one"));
    QVERIFY(!queued.attention);
    QCOMPARE(keysOf(newest(board, "task.run_answered")), q("status task_status text question attention_reason"));
    QCOMPARE(board.claimNext(scene.other).run->answer, queued.answer); // CLM-08 keeps it
    QCOMPARE(broken(board), QString());
}

void LeasesTest::askFields_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<qint64>("resumeInMs"); ///< 0: none
    QTest::addColumn<QString>("outcome");
    constexpr qint64 month = 30LL * 86'400'000;
    QTest::newRow("ASK-01 starved is no question") << q("starved") << 10 << qint64(0) << q("validation_failed");
    QTest::newRow("ENM-01 blank kind") << q("") << 10 << qint64(0) << q("validation_failed");
    QTest::newRow("LIM-07 longest") << q("auth") << 8'192 << qint64(0) << q("ok");
    QTest::newRow("LIM-07 longer") << q("auth") << 8'193 << qint64(0) << q("validation_failed");
    QTest::newRow("LIM-07 blank") << q("auth") << 0 << qint64(0) << q("validation_failed");
    QTest::newRow("LIM-11 in the past") << q("auth") << 10 << qint64(-1) << q("validation_failed");
    QTest::newRow("LIM-11 a month") << q("blocked") << 10 << month << q("ok");
    QTest::newRow("LIM-11 longer") << q("blocked") << 10 << month + 1 << q("validation_failed");
}

void LeasesTest::askFields()
{
    QFETCH(QString, kind);
    QFETCH(int, bytes);
    QFETCH(qint64, resumeInMs);
    QFETCH(QString, outcome);
    Scene scene;
    RunAsk ask = askOf(scene.run.id);
    ask.kind = kind;
    ask.question = QString(bytes, QLatin1Char('x'));
    if (resumeInMs)
        ask.resumeAfter = scene.board.clock.now() + resumeInMs;
    QCOMPARE(test::outcome(scene.board, scene.agent, ask), outcome);
}

void LeasesTest::answerRefused()
{
    Scene scene;
    RunAnswer answer;
    answer.runId = scene.run.id;
    answer.text = q("x");
    QCOMPARE(test::outcome(scene.board, scene.board.human, answer), q("invalid_status_transition/not_parked"));
    answer.text = QString(16'385, QLatin1Char('x'));
    QCOMPARE(test::outcome(scene.board, scene.board.human, answer), q("validation_failed")); // LIM-06
    // RUN-07: what is parked can be neither completed nor failed nor asked again.
    done(scene.board, scene.agent, askOf(scene.run.id));
    QCOMPARE(test::outcome(scene.board, scene.board.human, completeOf(scene.run.id)),
             q("invalid_status_transition/needs_attention"));
}

void LeasesTest::cancelRun()
{
    // END-07, INV-13.
    Scene scene;
    TestBoard &board = scene.board;
    RunCancel cancel = forceOf<RunCancel>(scene.run.id);
    cancel.metadata.text = R"({"by": "me"})";
    const RunReply reply = done(board, board.human, cancel);
    QCOMPARE(reply.run.status, RunStatus::Canceled);
    QVERIFY(!reply.run.isLeased() && reply.run.sessionId);
    QCOMPARE(reply.task->task.status, TaskStatus::Canceled);
    QCOMPARE(keysOf(newest(board, "task.run_canceled")),
             q("status task_status previous_status reason metadata session_id cooperative_stop_requested"));
    QCOMPARE(board.executor.stops.size(), std::size_t(1));
    QCOMPARE(board.executor.stops.front().reason, StopReason::Cancellation);
    QCOMPARE(board.notifier.notices.back().kind, q("run_taken")); // FRC-10
    QCOMPARE(board.notifier.notices.back().endReason, ClaimEnd::Canceled);
    QCOMPARE(test::outcome(board, board.human, cancel), q("invalid_status_transition/canceled"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::cancelRequeues()
{
    // END-08, ATT-04.
    TestBoard board;
    TaskCreate create;
    create.maxAttempts = 2;
    const TaskId task = board.addTask(create);
    const Run first = board.enqueue(task, {q("cpp")});
    RunCancel cancel = forceOf<RunCancel>(first.id);
    cancel.requeue = true;
    const qint64 seq = board.lastSeq();
    done(board, board.human, cancel);
    const auto runs = board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(task); });
    QCOMPARE(runs.size(), std::size_t(2));
    QCOMPARE(runs.back().previousRunId, first.id);
    QCOMPARE(runs.back().requiredCapabilities, QStringList{q("cpp")});
    QCOMPARE(board.task(task).status, TaskStatus::Ready);
    QCOMPARE(board.eventTypes(seq), (QStringList{q("task.run_canceled"), q("task.run_enqueued")}));
    QCOMPARE(payload(board.events(seq).front()).value(q("requeued")).toBool(), true);
    cancel.runId = runs.back().id;
    QCOMPARE(test::outcome(board, board.human, cancel), q("invalid_status_transition/attempts_exhausted"));
    const Actor agent = board.addAgent(q("worker"));
    QCOMPARE(test::outcome(board, agent, cancel), q("forbidden_operator_action/force"));
    QCOMPARE(broken(board), QString());
}

void LeasesTest::cancelByAgents()
{
    // ACT-09.
    Scene scene;
    QCOMPARE(test::outcome(scene.board, scene.other, forceOf<RunCancel>(scene.run.id)),
             q("permission_denied/foreign_run"));
    QCOMPARE(test::outcome(scene.board, scene.agent, forceOf<RunCancel>(scene.run.id)), q("ok"));
    Scene rights;
    set(rights.board, "agent_rights", R"(["force"])");
    QCOMPARE(test::outcome(rights.board, rights.other, forceOf<RunCancel>(rights.run.id)), q("ok"));
}

void LeasesTest::forcedStopIsRecorded()
{
    // END-05.
    Scene scene;
    TestBoard &board = scene.board;
    done(board, board.human, forceOf<RunCancel>(scene.run.id));
    board.executor.stops.front().forced();
    board.pump();
    const Event event = newest(board, "task.run_force_stopped");
    QCOMPARE(keysOf(event), q("status task_status session_id grace_timeout_ms"));
    QCOMPARE(payload(event).value(q("grace_timeout_ms")).toInt(), 5'000);
}

STINT_REGISTER_TEST(LeasesTest)
#include "tst_leases.moc"
