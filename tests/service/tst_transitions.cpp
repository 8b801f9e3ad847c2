#include "model/service/bootrecovery.h"
#include "model/service/duties.h"
#include "tests/service/runstates.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The state machine of runs: every state of a run with every verb that could move it (5.1, RUN-01 to RUN-07).
class TransitionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVerbInEveryState_data();
    void everyVerbInEveryState();
    void tableIsWhole();
    void requeueingKeepsAndClears_data();
    void requeueingKeepsAndClears();
};

namespace
{

/// A verb as somebody calls it; it answers `ok` or its refusal.
struct Move {
    const char *name;
    std::function<QString(RunScene &)> make;
};

template<class R>
std::function<QString(RunScene &)> person(R (*request)(const RunId &))
{
    return [request](RunScene &s) { return s.board.outcome(s.board.human, request(s.run)); };
}

template<class R>
std::function<QString(RunScene &)> holder(R (*request)(const RunId &))
{
    return [request](RunScene &s) { return s.board.outcome(s.holder, request(s.run)); };
}

RunStart launchOf(const RunId &run)
{
    RunStart start = startOf(run, "again");
    start.launch = LaunchRequest{};
    return start;
}

std::function<QString(RunScene &)> engineAct(void (*act)(Verb &))
{
    return [act](RunScene &s) {
        s.board.act(s.board.sweeper, act);
        return q("ok");
    };
}

const std::vector<Move> &moves()
{
    static const std::vector<Move> list{
        {"claim_next", [](RunScene &s) { return s.board.outcome(s.other, RunClaimNext{}); }},
        {"claim by an agent", [](RunScene &s) { return s.board.outcome(s.other, claimOf(s.run, "again")); }},
        {"claim by a person", person<RunClaim>([](const RunId &run) { return claimOf(run, "again"); })},
        {"claim by the engine", [](RunScene &s) { return s.board.outcome(s.engine, claimOf(s.run, "again")); }},
        {"start by the holder", holder<RunStart>([](const RunId &run) { return startOf(run, "again"); })},
        {"start by a person", person<RunStart>([](const RunId &run) { return startOf(run, "again"); })},
        {"start by the engine", [](RunScene &s) { return s.board.outcome(s.engine, startOf(s.run, "again")); }},
        {"launch by a person", person<RunStart>(launchOf)},
        {"launch by the engine", [](RunScene &s) { return s.board.outcome(s.engine, launchOf(s.run)); }},
        {"attach",
         [](RunScene &s) {
             RunAttach attach;
             attach.runId = s.run;
             attach.sessionId = s.other.session();
             return s.board.outcome(s.board.human, attach);
         }},
        {"heartbeat", holder<RunHeartbeat>([](const RunId &run) { return beatOf(run); })},
        {"release", holder<RunRelease>(releaseOf)},
        {"ask", holder<RunAsk>([](const RunId &run) { return askOf(run); })},
        {"complete by the holder", holder<RunComplete>([](const RunId &run) { return completeOf(run, "1"); })},
        {"fail by the holder", holder<RunFail>([](const RunId &run) { return failOf(run); })},
        {"complete by a person", person<RunComplete>([](const RunId &run) { return completeOf(run, "1"); })},
        {"fail by a person", person<RunFail>([](const RunId &run) { return failOf(run); })},
        {"answer", person<RunAnswer>([](const RunId &run) {
             return RunAnswer{run, q("yes")};
         })},
        {"accept", person<RunAccept>([](const RunId &run) {
             return RunAccept{run, q("good enough")};
         })},
        {"cancel", person<RunCancel>([](const RunId &run) { return forceOf<RunCancel>(run); })},
        {"cancel with requeue", person<RunCancel>([](const RunId &run) {
             RunCancel cancel = forceOf<RunCancel>(run);
             cancel.requeue = true;
             return cancel;
         })},
        {"force_release", person<RunForceRelease>([](const RunId &run) { return forceOf<RunForceRelease>(run); })},
        {"force_fail", person<RunForceFail>([](const RunId &run) { return forceOf<RunForceFail>(run); })},
        {"retry", person<RunRetry>([](const RunId &run) { return forceOf<RunRetry>(run); })},
        {"recover", person<RunRecover>([](const RunId &run) { return forceOf<RunRecover>(run); })},
        {"adopt", person<LateResultAdopt>([](const RunId &run) {
             return LateResultAdopt{run, 1};
         })},
        {"review.request", person<ReviewRequest>([](const RunId &run) {
             ReviewRequest request;
             request.runId = run;
             return request;
         })},
        {"enqueue",
         [](RunScene &s) {
             RunEnqueue enqueue;
             enqueue.taskId = s.task;
             return s.board.outcome(s.board.human, enqueue);
         }},
        {"session ends",
         [](RunScene &s) {
             return s.board.outcome(s.board.human, SessionRelease{s.holder.session(), q("crashed")});
         }},
        {"sweep", engineAct([](Verb &verb) { QVERIFY(sweepExpired(verb)); })},
        {"resume_after",
         [](RunScene &s) {
             s.board.clock.advance(60'000);
             s.board.act(s.board.sweeper, [](Verb &verb) { resumeParked(verb); });
             return q("ok");
         }},
        {"start-up", engineAct([](Verb &verb) {
             QVERIFY(recoverSessions(verb));
             QVERIFY(judgeReconnected(verb));
         })},
    };
    return list;
}

/// 5.1 and the sections it names, as text: the first row whose verb and states fit decides. `→ x`: the run is x after
/// it; `=`: accepted, but this run does not move; anything else is the refusal. `*`: every other state.
struct Rule {
    const char *verb, *states, *outcome;
};

constexpr Rule table[]{
    // CLM-04 E1, CLM-12, CLM-13, CLM-14
    {"claim_next", "queued late", "→ claimed"},
    {"claim_next", "*", "no_claimable_run"},
    {"claim by an agent", "queued late", "→ claimed"},
    {"claim by an agent", "*", "invalid_status_transition/run_not_queued"},
    {"claim by a person", "queued late", "→ claimed"},
    {"claim by a person", "*", "invalid_status_transition/run_not_queued"},
    {"claim by the engine", "queued late", "→ claimed"},
    {"claim by the engine", "*", "invalid_status_transition/run_not_queued"},
    // SRT-01, SRT-04 to SRT-09
    {"start by the holder", "asked asked_late unproven starved", "invalid_status_transition/task_blocked"},
    {"start by the holder", "canceled", "invalid_status_transition/task_canceled"},
    {"start by the holder", "claimed attached", "→ running"},
    {"start by the holder", "expired", "lease_expired"},
    {"start by the holder", "running running_expired bound", "invalid_status_transition/running"},
    {"start by the holder", "late", "lease_lost/released"},
    {"start by the holder", "manual engine launching by_hand", "permission_denied/foreign_run"},
    {"start by the holder", "completed", "invalid_status_transition/completed"},
    {"start by the holder", "failed", "invalid_status_transition/failed"},
    {"start by the holder", "*", "invalid_claim_token/no_active_lease"},
    {"start by a person", "asked asked_late unproven starved", "invalid_status_transition/task_blocked"},
    {"start by a person", "canceled", "invalid_status_transition/task_canceled"},
    {"start by a person", "claimed expired running running_expired completed failed", "permission_denied/foreign_run"},
    {"start by a person", "manual attached", "→ running"},
    {"start by a person", "engine launching", "invalid_status_transition/session_missing"},
    {"start by a person", "queued late", "invalid_status_transition/queued"},
    {"start by a person", "by_hand bound", "invalid_status_transition/running"},
    {"start by a person", "done_by_hand", "invalid_status_transition/completed"},
    {"start by a person", "forced", "invalid_status_transition/failed"},
    {"start by the engine", "manual", "permission_denied/foreign_run"}, // SRT-05: any human
    {"start by the engine", "*", "like start by a person"},
    {"launch by a person", "manual engine", "→ starting"},
    {"launch by a person", "launching", "invalid_status_transition/session_missing"},
    {"launch by a person", "*", "like start by a person"},
    {"launch by the engine", "*", "like launch by a person"},
    // SRT-10
    {"attach", "asked asked_late unproven starved", "invalid_status_transition/task_blocked"},
    {"attach", "canceled", "invalid_status_transition/task_canceled"},
    {"attach", "claimed expired running running_expired attached bound completed failed", "session_already_bound"},
    {"attach", "manual engine launching", "→ starting"},
    {"attach", "queued late", "session_attach_not_allowed/queued"},
    {"attach", "by_hand", "session_attach_not_allowed/running"},
    {"attach", "done_by_hand", "session_attach_not_allowed/completed"},
    {"attach", "forced", "session_attach_not_allowed/failed"},
    // LSE-02, LSE-03, SRT-02, LSE-11
    {"heartbeat", "claimed running", "="},
    {"heartbeat", "expired running_expired", "lease_expired"},
    {"heartbeat", "late", "lease_lost/released"},
    {"heartbeat", "asked asked_late", "lease_lost/parked"},
    {"heartbeat", "unproven", "lease_lost/unproven"},
    {"heartbeat", "manual engine launching by_hand", "permission_denied/foreign_run"},
    {"heartbeat", "completed", "invalid_status_transition/completed"},
    {"heartbeat", "failed", "invalid_status_transition/failed"},
    {"heartbeat", "*", "invalid_claim_token/no_active_lease"},
    {"release", "claimed running", "→ queued"},
    {"release", "*", "like heartbeat"},
    {"ask", "claimed running", "→ needs_attention"},
    {"ask", "*", "like heartbeat"},
    // END-01 to END-03
    {"complete by the holder", "claimed running bound", "→ completed"},
    {"complete by the holder", "attached", "invalid_status_transition/starting"},
    {"complete by the holder", "*", "like heartbeat"},
    {"fail by the holder", "claimed running attached bound", "→ failed"},
    {"fail by the holder", "*", "like heartbeat"},
    {"complete by a person", "claimed expired running running_expired completed failed", "invalid_claim_token"},
    {"complete by a person", "by_hand bound", "→ completed"},
    {"complete by a person", "queued late", "invalid_status_transition/queued"},
    {"complete by a person", "manual engine", "invalid_status_transition/claimed"},
    {"complete by a person", "launching attached", "invalid_status_transition/starting"},
    {"complete by a person", "asked asked_late unproven starved", "invalid_status_transition/needs_attention"},
    {"complete by a person", "done_by_hand", "invalid_status_transition/completed"},
    {"complete by a person", "forced", "invalid_status_transition/failed"},
    {"complete by a person", "canceled", "invalid_status_transition/canceled"},
    {"fail by a person", "by_hand bound launching attached", "→ failed"},
    {"fail by a person", "*", "like complete by a person"},
    // ASK-03, ASK-06
    {"answer", "asked asked_late unproven", "→ queued"},
    {"answer", "*", "invalid_status_transition/not_parked"},
    {"accept", "unproven", "→ completed"},
    {"accept", "*", "invalid_status_transition/not_unproven"},
    // END-07, END-08
    {"cancel", "completed done_by_hand", "invalid_status_transition/completed"},
    {"cancel", "failed forced", "invalid_status_transition/failed"},
    {"cancel", "canceled", "invalid_status_transition/canceled"},
    {"cancel", "*", "→ canceled"},
    {"cancel with requeue", "*", "like cancel"},
    // FRC-04 to FRC-07
    {"force_release", "claimed expired manual engine", "→ queued"},
    {"force_release", "*", "invalid_status_transition/task_run_not_releasable"},
    {"force_fail", "queued late claimed expired manual engine asked asked_late unproven starved", "→ failed"},
    {"force_fail", "completed done_by_hand failed forced canceled",
     "invalid_status_transition/task_run_already_terminal"},
    {"force_fail", "*", "invalid_status_transition/task_run_still_active"},
    {"retry", "failed forced", "="},
    {"retry", "completed done_by_hand canceled", "invalid_status_transition/task_run_not_retryable"},
    {"retry", "*", "invalid_status_transition/task_run_still_active"},
    {"recover", "asked asked_late unproven starved", "→ failed"},
    {"recover", "*", "invalid_status_transition/task_run_not_recoverable"},
    // LTR-05
    {"adopt", "late asked_late", "→ completed"},
    {"adopt", "*", "validation_failed/late_result_unknown"},
    // REV-05, ENQ-02
    {"review.request", "completed done_by_hand failed forced", "="},
    {"review.request", "canceled", "invalid_status_transition/task_canceled"},
    {"review.request", "*", "invalid_status_transition/run_not_terminal"},
    {"enqueue", "completed done_by_hand failed forced", "="},
    {"enqueue", "canceled", "invalid_status_transition/task_canceled"},
    {"enqueue", "*", "invalid_status_transition/open_run"},
    // LSE-13, EXP-01, ASK-04, BOO-04
    {"session ends", "claimed expired running running_expired", "→ queued"},
    {"session ends", "attached bound", "→ failed"},
    {"session ends", "*", "="},
    {"sweep", "expired running_expired", "→ queued"},
    {"sweep", "*", "="},
    {"resume_after", "asked", "→ queued"},
    {"resume_after", "*", "="},
    {"start-up", "launching attached bound", "→ failed"},
    {"start-up", "*", "="},
};

/// What the table says; blank when it says nothing.
QString expected(const QString &verb, const QString &state)
{
    for (const Rule &rule : table) {
        const QString states = q(rule.states);
        if (verb != QLatin1String(rule.verb) ||
            (states != QLatin1String("*") && !states.split(QLatin1Char(' ')).contains(state)))
            continue;
        const QString outcome = QString::fromUtf8(rule.outcome);
        return outcome.startsWith(QLatin1String("like ")) ? expected(outcome.mid(5), state) : outcome;
    }
    return {};
}

bool delivers(const Move &move)
{
    return q(move.name) == QLatin1String("complete by the holder") ||
           q(move.name) == QLatin1String("fail by the holder");
}

bool isRefusal(const QString &outcome)
{
    return !outcome.startsWith(QChar(0x2192)) && outcome != QLatin1String("=");
}

} // namespace

void TransitionsTest::everyVerbInEveryState_data()
{
    QTest::addColumn<QString>("state");
    for (const QString &state : RunScene::states())
        QTest::newRow(qPrintable(QStringLiteral("RUN-07 ") + state)) << state;
}

void TransitionsTest::everyVerbInEveryState()
{
    QFETCH(QString, state);
    RunScene refusing(state);
    QCOMPARE(misshapen(refusing.stored()), QString());
    QCOMPARE(broken(refusing.board), QString());
    for (const Move &move : moves()) {
        const QString wanted = expected(q(move.name), state);
        if (isRefusal(wanted)) {
            // LTR-01: what complete and fail brought too late is kept, and nothing else.
            const bool isKept = wanted.startsWith(QLatin1String("lease_")) && delivers(move);
            std::optional<RunScene> own;
            RunScene &scene = isKept ? own.emplace(state) : refusing;
            const BoardSnapshot before = scene.board.snapshotRows();
            QCOMPARE(q(move.name) + QLatin1String(": ") + move.make(scene),
                     q(move.name) + QLatin1String(": ") + wanted);
            BoardSnapshot after = scene.board.snapshotRows();
            if (isKept) {
                QCOMPARE(after.lateResults.size(), before.lateResults.size() + 1);
                QCOMPARE(after.lastEventSeq, before.lastEventSeq + 1);
                after.lateResults = before.lateResults;
                after.lastEventSeq = before.lastEventSeq;
            }
            QVERIFY2(after == before, move.name);
            continue;
        }
        RunScene scene(state);
        const Run before = scene.stored();
        QCOMPARE(q(move.name) + QLatin1String(": ") + move.make(scene), q(move.name) + QLatin1String(": ok"));
        const Run after = scene.stored();
        const QString status = wanted == QLatin1String("=") ? QString(toText(before.status)) : wanted.mid(2);
        QCOMPARE(q(move.name) + QLatin1Char(' ') + toText(after.status), q(move.name) + QLatin1Char(' ') + status);
        // What no move changes, and what every state has to look like.
        QCOMPARE(after.attempt, before.attempt);
        QCOMPARE(after.queuedAt, before.queuedAt);
        QVERIFY(after.leaseEpoch >= before.leaseEpoch);
        QVERIFY2(scene.openRuns() <= 1, "RUN-01");
        QCOMPARE(q(move.name) + QLatin1Char(' ') + misshapen(after), q(move.name) + QLatin1Char(' '));
        QCOMPARE(q(move.name) + QLatin1Char(' ') + broken(scene.board), q(move.name) + QLatin1Char(' '));
    }
}

void TransitionsTest::tableIsWhole()
{
    // Every cell is decided by some row, every row decides some cell, every state appears.
    QStringList verbs;
    for (const Move &move : moves())
        verbs << q(move.name);
    QSet<QString> states;
    for (const Rule &rule : table) {
        QVERIFY2(verbs.contains(q(rule.verb)), rule.verb);
        for (const QString &state : q(rule.states).split(QLatin1Char(' ')))
            states.insert(state);
    }
    states.remove(q("*"));
    const QStringList all = RunScene::states();
    QCOMPARE(states, QSet<QString>(all.begin(), all.end()));
    for (const QString &verb : verbs) {
        for (const QString &state : all)
            QVERIFY2(!expected(verb, state).isEmpty(), qPrintable(verb + QLatin1Char(' ') + state));
    }
}

void TransitionsTest::requeueingKeepsAndClears_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("move");
    const auto row = [](const char *name, const char *state, const char *move) {
        QTest::newRow(name) << q(state) << q(move);
    };
    row("RUN-08 release", "running", "release");
    row("RUN-08 force-release", "claimed", "force_release");
    row("RUN-08 expiry", "running_expired", "sweep");
    row("RUN-08 session-wide release", "running", "session ends");
    row("RUN-08 answer to an unproven result", "unproven", "answer");
}

void TransitionsTest::requeueingKeepsAndClears()
{
    QFETCH(QString, state);
    QFETCH(QString, move);
    RunScene scene(state);
    scene.board.clock.advance(7);
    // Everything a run can have, as far as its state allows.
    scene.board.act(scene.board.sweeper, [&](Verb &verb) {
        const Run before = *verb.store.run(scene.run);
        Run run = before;
        run.metadata.text = R"({"a":1})";
        run.progress = q("half");
        run.usage.inputTokens = 5;
        run.answer = Answer{q("which?"), q("this"), scene.board.human.who, verb.now};
        QVERIFY(verb.saveRun(run, before));
    });
    const Run before = scene.stored();
    for (const Move &one : moves()) {
        if (q(one.name) == move)
            QCOMPARE(one.make(scene), q("ok"));
    }
    const Run after = scene.stored();
    QCOMPARE(after.status, RunStatus::Queued);
    QCOMPARE(after.waitingSince, scene.board.clock.now());
    QVERIFY(!after.claimedBy && !after.sessionId && !after.isLeased() && !after.leaseUntil && !after.heartbeatAt);
    QVERIFY(!after.leaseDurationMs && !after.leaseEventAt && !after.claimedAt && !after.startedAt && !after.endedAt);
    QVERIFY(after.error.isEmpty() && after.result.isNull() && after.failureKind == FailureKind::None);
    QVERIFY(!after.attention);
    QCOMPARE(after.attempt, before.attempt);
    QCOMPARE(after.queuedAt, before.queuedAt);
    QCOMPARE(after.metadata, before.metadata);
    QCOMPARE(after.leaseEpoch, before.leaseEpoch);
    QCOMPARE(after.usage, before.usage);
    QCOMPARE(after.progress, before.progress);
    if (state != QLatin1String("unproven"))
        QCOMPARE(after.answer, before.answer);
    QVERIFY(!scene.board.task(scene.task).currentRunId);
    QVERIFY(claimRecord(scene.board, scene.run, after.leaseEpoch).endedAt);
}

STINT_REGISTER_TEST(TransitionsTest)
#include "tst_transitions.moc"
