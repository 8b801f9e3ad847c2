#include "model/service/clockkeeper.h"
#include "model/service/duties.h"
#include "model/service/inbox.h"
#include "model/service/reviews.h"
#include "model/service/sessions.h"
#include "tests/service/flow.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// What one commit holds: all of a verb or nothing of it, at one moment, with its news (GEN-01, ERR-04, CLK-01).
class CommitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verbIsOneCommit();
    void refusedAfterWritingLeavesNothing_data();
    void refusedAfterWritingLeavesNothing();
    void refusalsLeaveTheBatchAlone();
    void batchHasOneMoment();
    void statusFollows_data();
    void statusFollows();
    void statusHasNoEventOfItsOwn();
    void claimNextIsNotRepeatable();
    void requestIdsComeFirst();
    void answersAreKeptForADay();
    void sweepGoesOnWhilePaused();
    void oneBadItemStopsNoOther();
    void wallTimeHasNoGrace();
    void theLoserIsTold_data();
    void theLoserIsTold();
    void tighterGatesFailTheLaunch();
    void whatNeverMovesAStatus();
};

namespace
{

/// A blocker that a worker is about to complete, and a task that asks to be queued then.
struct Chain {
    Flow board;
    TaskId blocker = board.addTask(q("blocker"));
    TaskId dependent, last;
    Run run;

    Chain()
    {
        TaskCreate create;
        create.autoEnqueueOnReady = true;
        dependent = board.addTask(create);
        last = board.addTask();
        depend(board, dependent, blocker);
        depend(board, last, dependent);
        run = board.claimed(blocker);
    }
};

template<Request R>
struct Waiting {
    std::optional<Result<typename R::Reply>> answer;
    void submit(TestBoard &board, const Actor &actor, R request)
    {
        board.board().submit<R>(actor, std::move(request),
                                [this](Result<typename R::Reply> result) { answer.emplace(std::move(result)); });
    }
    QString told() const { return answer ? TestBoard::describe(*answer) : QString(); }
};

} // namespace

void CommitsTest::verbIsOneCommit()
{
    // GEN-01: the run, its claim, its task, the dependent, the run queued for it and all events, in one commit.
    Chain chain;
    TestBoard &board = chain.board;
    const std::size_t commits = board.changes().size();
    const qint64 seq = board.lastSeq();
    chain.board.end(chain.run, RunStatus::Completed);
    QCOMPARE(board.changes().size(), commits + 1);
    const ChangeSet &change = board.changes().back();
    QStringList types;
    for (const Event &event : change.events)
        types << event.type;
    QCOMPARE(types, (QStringList{q("task.run_completed"), q("task.run_enqueued")}));
    QCOMPARE(types, board.eventTypes(seq));
    const std::vector<TaskId> &tasks = change.tasks;
    QVERIFY(std::count(tasks.begin(), tasks.end(), chain.blocker) == 1);
    QVERIFY(std::count(tasks.begin(), tasks.end(), chain.dependent) == 1);
    QCOMPARE(change.newlyReady, 1);
    QCOMPARE(broken(board), QString());
}

void CommitsTest::refusedAfterWritingLeavesNothing_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("outcome");
    // Each of these has written something by the time it is refused.
    QTest::newRow("GEN-01 cancel with requeue") << q("cancel") << q("invalid_status_transition/attempts_exhausted");
    QTest::newRow("GEN-01 complete with usage, unknown criterion") << q("complete") << q("validation_failed");
    QTest::newRow("GEN-01 recover without attempts")
        << q("recover") << q("invalid_status_transition/attempts_exhausted");
}

void CommitsTest::refusedAfterWritingLeavesNothing()
{
    QFETCH(QString, verb);
    QFETCH(QString, outcome);
    Flow board;
    TaskCreate create;
    create.maxAttempts = 1;
    const Run run = board.claimed(board.addTask(create));
    if (verb == QLatin1String("cancel")) {
        RunCancel cancel = forceOf<RunCancel>(run.id);
        cancel.requeue = true;
        QCOMPARE(test::outcome(board, board.human, cancel), outcome);
        QVERIFY(board.executor.stops.empty() && board.notifier.notices.empty()); // GEN-02: no effect either
    } else if (verb == QLatin1String("complete")) {
        RunComplete complete = completeOf(run.id);
        complete.usage = Usage{};
        complete.usage->turnCount = 3;
        complete.acceptance = {{1, true, q("log")}};
        QCOMPARE(test::outcome(board, board.worker, complete), outcome);
    } else {
        done(board, board.worker, askOf(run.id));
        QCOMPARE(test::outcome(board, board.human, forceOf<RunRecover>(run.id)), outcome);
    }
    QCOMPARE(broken(board), QString());
}

void CommitsTest::refusalsLeaveTheBatchAlone()
{
    // ERR-04: three verbs of one batch, the second refused after it had written.
    TestBoard board;
    TaskCreate create;
    create.maxAttempts = 1;
    const RunId run = board.enqueue(board.addTask(create)).id;
    const TaskId task = board.addTask();
    const std::size_t commits = board.changes().size();
    Waiting<TaskComment> before, after;
    Waiting<RunCancel> refused;
    RunCancel cancel = forceOf<RunCancel>(run);
    cancel.requeue = true;
    before.submit(board, board.human, {task, q("one")});
    refused.submit(board, board.human, cancel);
    after.submit(board, board.human, {task, q("two")});
    board.pump();
    QCOMPARE(before.told(), q("ok"));
    QCOMPARE(refused.told(), q("invalid_status_transition/attempts_exhausted"));
    QCOMPARE(after.told(), q("ok"));
    QCOMPARE(board.changes().size(), commits + 1);
    QCOMPARE(board.changes().back().events.size(), std::size_t(2));
    QCOMPARE(board.storedRun(run).status, RunStatus::Queued);
    QCOMPARE(broken(board), QString());
}

void CommitsTest::batchHasOneMoment()
{
    // LSE-04, CLK-01: a lease is judged at the moment of its batch, not of its request; all of the batch share it.
    Flow board;
    const Run run = board.claimed(board.addTask());
    Waiting<RunHeartbeat> beat;
    Waiting<RunRelease> release;
    beat.submit(board, board.worker, beatOf(run.id));
    board.clock.advance(*run.leaseDurationMs);
    release.submit(board, board.worker, releaseOf(run.id));
    board.pump();
    QCOMPARE(beat.told(), q("lease_expired"));
    QCOMPARE(release.told(), q("lease_expired"));
    Waiting<TaskComment> first, second;
    first.submit(board, board.human, {run.taskId, q("one")});
    board.clock.advance(5);
    second.submit(board, board.human, {run.taskId, q("two")});
    board.pump();
    QCOMPARE((*first.answer)->time, board.clock.now());
    QCOMPARE((*second.answer)->time, board.clock.now());
}

void CommitsTest::statusFollows_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<TaskStatus>("status");
    QTest::newRow("STA-05 a dependency is added") << q("depend") << TaskStatus::Blocked;
    QTest::newRow("STA-05 the run ends") << q("complete") << TaskStatus::Completed;
    QTest::newRow("STA-05 the last attempt fails") << q("fail") << TaskStatus::Failed;
    QTest::newRow("STA-05 more attempts after it") << q("revive") << TaskStatus::Ready;
    QTest::newRow("STA-05 the sweep takes a running run") << q("sweep") << TaskStatus::Ready;
    QTest::newRow("STA-05 a review is asked for") << q("review") << TaskStatus::InProgress;
    QTest::newRow("STA-05 the blocker is deleted") << q("delete") << TaskStatus::Ready;
}

void CommitsTest::statusFollows()
{
    // STA-05, STA-10: a status that differs is stored with its times; closed_at is there exactly while it is terminal.
    QFETCH(QString, what);
    QFETCH(TaskStatus, status);
    Flow board;
    if (what != QLatin1String("sweep"))
        board.set("lease.default_ms", "3600000");
    TaskCreate create;
    create.maxAttempts = 1;
    const TaskId task = board.addTask(create), blocker = board.addTask();
    const auto prepare = [&] {
        if (what == QLatin1String("delete"))
            depend(board, task, blocker);
        if (what == QLatin1String("revive"))
            board.ended(task, RunStatus::Failed);
        if (what == QLatin1String("review"))
            board.ended(task);
        if (what == QLatin1String("complete") || what == QLatin1String("fail") || what == QLatin1String("sweep"))
            done(board, board.worker, startOf(board.claimed(task).id));
    };
    prepare();
    const Task before = board.task(task);
    QVERIFY(before.status != status);
    board.clock.advance(600'000);
    const auto latest = [&] {
        return board.looked<Run>([&](StoreReader &store) { return store.runsOf(task).back(); });
    };
    if (what == QLatin1String("depend"))
        depend(board, task, blocker);
    if (what == QLatin1String("delete"))
        done(board, board.human, TaskDelete{blocker, {}});
    if (what == QLatin1String("revive")) {
        TaskUpdate update;
        update.taskId = task;
        update.changes.maxAttempts = 2;
        done(board, board.human, update);
    }
    if (what == QLatin1String("review"))
        board.requested(latest());
    if (what == QLatin1String("complete") || what == QLatin1String("fail"))
        board.end(latest(), what == QLatin1String("fail") ? RunStatus::Failed : RunStatus::Completed);
    if (what == QLatin1String("sweep"))
        board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    const Task after = board.task(task);
    QCOMPARE(after.status, status);
    QCOMPARE(after.updatedAt, board.clock.now());
    QCOMPARE(after.closedAt, isTerminal(status) ? std::optional(board.clock.now()) : std::nullopt);
    QCOMPARE(after.version, before.version + 1);
    QCOMPARE(broken(board), QString());
}

void CommitsTest::statusHasNoEventOfItsOwn()
{
    // STA-07: the verb's event carries the status it led to; dependents are in the news of the commit, not in history.
    Chain chain;
    Flow &board = chain.board;
    done(board, board.human, TaskPauseRequest{chain.dependent, q("later"), {}, {}}); // so that nothing is queued for it
    const qint64 seq = board.lastSeq();
    board.end(chain.run, RunStatus::Completed);
    const auto told = board.events(seq);
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(payload(told.front()).value(q("status")).toString(), q("completed"));
    QCOMPARE(payload(told.front()).value(q("task_status")).toString(), q("completed"));
    QCOMPARE(board.task(chain.dependent).status, TaskStatus::Ready);
    const auto &tasks = board.changes().back().tasks;
    QVERIFY(std::find(tasks.begin(), tasks.end(), chain.dependent) != tasks.end());
    QVERIFY(std::find(tasks.begin(), tasks.end(), chain.last) == tasks.end()); // its status did not change
}

void CommitsTest::claimNextIsNotRepeatable()
{
    // IDM-06: the second call is a new request; where the first one's run is, the refusal and the context tell.
    Flow board;
    board.enqueue(board.addTask());
    board.enqueue(board.addTask());
    const Run first = *board.claimNext(board.worker).run;
    const auto again = board.run(board.worker, RunClaimNext{});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::ActiveRunLease);
    QCOMPARE(again.error().data.value(q("run_id")).toString(), first.id.value);
    const ContextReply context = done(board, board.worker, TaskContext{});
    QVERIFY(context.bundle.text.contains(first.id.value.toUtf8()));
}

void CommitsTest::requestIdsComeFirst()
{
    // IDM-06, MTH-02: a request id is judged before the actor; it knows nothing of idempotency keys.
    TestBoard board;
    const TaskId task = board.addTask();
    const auto comment = [&](const Actor &actor, const char *params) {
        QString told = q("silent");
        board.board().submitOnce<TaskComment>(
            actor, {task, q("hello")},
            {q("r1"), params, [&](const QByteArray &answer) { told = q("replay ") + QString::fromUtf8(answer); }},
            [](const Event &event) { return QByteArray::number(event.seq); },
            [&](const Result<Event> &result) { told = TestBoard::describe(result); });
        board.pump();
        return told;
    };
    QCOMPARE(comment(board.human, "one"), q("ok"));
    const qint64 seq = board.lastSeq();
    QCOMPARE(comment(board.human, "one"), q("replay ") + QString::number(seq));
    Actor misplaced = board.human;
    misplaced.origin.kind = OriginKind::Network; // step 2 would refuse it
    QCOMPARE(comment(misplaced, "one"), q("replay ") + QString::number(seq));
    QCOMPARE(comment(misplaced, "two"), q("conflict/request_id_reused"));
    QCOMPARE(board.lastSeq(), seq);
}

void CommitsTest::answersAreKeptForADay()
{
    // MTH-02: at least 24 hours, but not for ever; a sweep that finds none is no commit.
    TestBoard board;
    const TaskId task = board.addTask();
    board.board().submitOnce<TaskComment>(
        board.human, {task, q("hello")}, {q("r1"), "p", [](const QByteArray &) {}},
        [](const Event &) { return QByteArray("a"); }, [](const Result<Event> &) {});
    board.pump();
    const auto isKept = [&] {
        board.act(board.sweeper, dropOldAnswers);
        return board.looked<bool>(
            [](StoreReader &store) { return store.storedAnswer(q("human:ada"), q("r1")).has_value(); });
    };
    const qint64 commits = board.writer().figures().commits;
    board.clock.advance(24LL * 3'600'000);
    QVERIFY(isKept());
    QCOMPARE(board.writer().figures().commits, commits);
    board.clock.advance(1);
    QVERIFY(!isKept());
    QCOMPARE(board.writer().figures().commits, commits + 1);
}

void CommitsTest::sweepGoesOnWhilePaused()
{
    // SWP-01: all five duties of the sweep, although the scheduler is paused.
    Flow board;
    board.set("review.timeout_ms", "1000");
    const Run expired = board.claimed(board.addTask());
    const Actor asker = board.addAgent(q("asker"), {q("gpu")});
    const RunId asked = board.enqueue(board.addTask(), {q("gpu")}).id;
    done(board, asker, claimOf(asked));
    RunAsk ask = askOf(asked);
    ask.resumeAfter = board.clock.now() + 1'000;
    done(board, asker, ask);
    const TaskId reviewed = board.addTask();
    completeByHand(board, reviewed);
    const Run done1 = board.looked<Run>([&](StoreReader &store) { return store.runsOf(reviewed).back(); });
    const Review review = board.requested(done1);
    board.act(board.sweeper, [&](Verb &verb) { QVERIFY(disconnectSession(verb, asker.session())); });
    done(board, board.human, SchedulerPauseRequest{});
    board.clock.advance(86'400'000);
    board.act(board.sweeper, [](Verb &verb) { QCOMPARE(sweepExpired(verb).value_or(0), 1); });
    board.act(board.sweeper, [](Verb &verb) { QCOMPARE(resumeParked(verb), 1); });
    board.act(Actor::engine("review"), sweepReviewDeadlines);
    board.addAgent(q("reviewer"), {}, SessionKind::Reviewer);
    board.act(Actor::engine("review"), routeReviews);
    board.act(board.sweeper, endIdleSessions);
    QCOMPARE(board.storedRun(expired.id).status, RunStatus::Queued);
    QCOMPARE(board.storedRun(asked).status, RunStatus::Queued);
    QCOMPARE(board.storedReview(review.id).outcome, ReviewOutcome::Timeout);
    QCOMPARE(board.reviewsOf(done1).back().status, ReviewStatus::Routed);
    QCOMPARE(storedSession(board, asker.session()).state, SessionState::Ended);
    QCOMPARE(broken(board), QString());
}

void CommitsTest::oneBadItemStopsNoOther()
{
    // SWP-01: an item that fails is taken back alone; those before and after it stand.
    Flow board;
    const TaskId first = board.addTask(), second = board.addTask();
    board.act(board.sweeper, [&](Verb &verb) {
        const auto item = [&](const TaskId &id, bool fails) {
            return verb.attempt([&, id, fails]() -> Done {
                Task task = *verb.task(id);
                task.title = q("touched");
                verb.save(task);
                JsonWriter payload;
                payload.beginObject();
                payload.member("text", "touched");
                payload.endObject();
                verb.recordLater("task.commented", id, std::nullopt, std::move(payload));
                if (fails)
                    return refuse(ErrorCode::Internal, "made to fail");
                return {};
            });
        };
        QVERIFY(!item(first, true));
        QVERIFY(item(second, false));
        QCOMPARE(verb.task(first)->title, q("Task")); // what the verb remembers is taken back too
    });
    QCOMPARE(board.task(first).title, q("Task"));
    QCOMPARE(board.task(first).version, 1);
    QCOMPARE(board.task(second).title, q("touched"));
    QCOMPARE(newest(board, "task.commented").taskId, second);
    QCOMPARE(board.eventTypes().count(q("task.commented")), 1);
}

void CommitsTest::wallTimeHasNoGrace()
{
    // CLK-07: a jump moves leases and nothing else; not_before, resume_after, deadlines, snoozes and lifetimes come at
    // their wall time, however the clock got there.
    Flow board;
    board.set("review.timeout_ms", "1800000");
    const Time later = board.clock.now() + 1'800'000;
    const Run leased = board.claimed(board.addTask());
    TaskCreate create;
    create.notBefore = later;
    const TaskId waits = board.addTask(create);
    board.enqueue(waits);
    const Actor asker = board.addAgent(q("asker"));
    const RunId asked = board.enqueue(board.addTask()).id;
    done(board, asker, claimOf(asked));
    RunAsk ask = askOf(asked);
    ask.resumeAfter = later;
    done(board, asker, ask);
    const TaskId reviewed = board.addTask();
    completeByHand(board, reviewed);
    const Review review =
        board.requested(board.looked<Run>([&](StoreReader &store) { return store.runsOf(reviewed).back(); }));
    TriageSnooze snooze;
    snooze.taskId = waits;
    snooze.until = later;
    done(board, board.human, snooze);
    SessionRegister enter;
    enter.agentName = q("short");
    enter.process = ProcessRef{7, 1};
    enter.launch = SessionLaunch{std::nullopt, std::nullopt, later};
    board.executor.alive = {7};
    const SessionId mortal = done(board, board.human, enter).session.id;

    const ClockSample before = board.clock.sample();
    board.clock.jump(1'800'000);
    board.act(board.sweeper,
              [&](Verb &verb) { LeaseClockKeeper(board.ids).correct(verb.store, before, board.clock.sample()); });
    QCOMPARE(board.storedRun(leased.id).leaseUntil, *leased.leaseUntil + 1'800'000);
    QCOMPARE(board.task(waits).notBefore, later);
    QCOMPARE(board.claimNext(asker).task->task.id, waits);
    board.act(board.sweeper, [](Verb &verb) { QCOMPARE(resumeParked(verb), 1); });
    board.act(Actor::engine("review"), sweepReviewDeadlines);
    QCOMPARE(board.storedReview(review.id).outcome, ReviewOutcome::Timeout);
    const auto mark = board.looked<std::optional<TriageMark>>(
        [&](StoreReader &store) { return store.triage(waits, board.human.who); });
    QVERIFY(!effectiveTriage(mark, *mark->lastSeenActivity, board.clock.now()).snoozedUntil);
    board.act(board.sweeper, reapSessions);
    QCOMPARE(storedSession(board, mortal).endReason, q("session_expired"));
    QCOMPARE(broken(board), QString());
}

void CommitsTest::theLoserIsTold_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<ClaimEnd>("end");
    QTest::newRow("FRC-10 force-release") << q("release") << ClaimEnd::ForceReleased;
    QTest::newRow("FRC-10 force-fail") << q("fail") << ClaimEnd::ForceFailed;
    QTest::newRow("FRC-10 cancel") << q("cancel") << ClaimEnd::Canceled;
    QTest::newRow("FRC-10 task cancel") << q("task") << ClaimEnd::Canceled;
    QTest::newRow("FRC-10 session-wide release") << q("session") << ClaimEnd::SessionReleased;
    QTest::newRow("FRC-10 expiry") << q("expiry") << ClaimEnd::Expired;
}

void CommitsTest::theLoserIsTold()
{
    // FRC-10: run, epoch and end reason, once, to the session that held it; its own release tells it nothing.
    QFETCH(QString, how);
    QFETCH(ClaimEnd, end);
    Flow board;
    const Run run = board.claimed(board.addTask());
    done(board, board.worker, releaseOf(run.id));
    board.claimNext(board.worker);
    QVERIFY(board.notifier.notices.empty());
    if (how == QLatin1String("release"))
        done(board, board.human, forceOf<RunForceRelease>(run.id));
    if (how == QLatin1String("fail"))
        done(board, board.human, forceOf<RunForceFail>(run.id));
    if (how == QLatin1String("cancel"))
        done(board, board.human, forceOf<RunCancel>(run.id));
    if (how == QLatin1String("task")) {
        TaskCancel cancel;
        cancel.taskId = run.taskId;
        done(board, board.human, cancel);
    }
    if (how == QLatin1String("session"))
        done(board, board.human, SessionRelease{board.worker.session(), q("gone")});
    if (how == QLatin1String("expiry")) {
        board.clock.advance(300'000);
        board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    }
    QCOMPARE(board.notifier.notices.size(), std::size_t(1));
    const SessionNotice &notice = board.notifier.notices.front();
    QCOMPARE(notice.session, board.worker.session());
    QCOMPARE(notice.kind, q("run_taken"));
    QCOMPARE(notice.runId, run.id);
    QCOMPARE(notice.leaseEpoch, 2);
    QCOMPARE(notice.endReason, end);
}

void CommitsTest::tighterGatesFailTheLaunch()
{
    // PRO-06: the stored profile stays, the launch that would break the gate does not happen, its run fails with the
    // text.
    Flow board;
    board.executor.catalogued = true;
    ProfileSet profile;
    profile.taskId = board.addTask();
    profile.sections.worker.model = q("large");
    done(board, board.human, profile);
    const RunId run = board.enqueue(profile.taskId).id;
    done(board, board.human, claimOf(run));
    board.set("profile.allow_provider_override", "false");
    RunStart start = startOf(run);
    start.launch = LaunchRequest{};
    QCOMPARE(done(board, board.human, start).run.status, RunStatus::Starting);
    board.pump();
    QVERIFY(board.executor.launches.empty());
    const Run failed = board.storedRun(run);
    QCOMPARE(failed.status, RunStatus::Failed);
    QVERIFY2(failed.error.startsWith(q("start task session: ")) && failed.error.contains(q("provider or model")),
             qPrintable(failed.error));
    QCOMPARE(newest(board, "task.run_failed").runId, run);
    QVERIFY(done(board, board.human, ProfileGet{profile.taskId}).stored);
    QCOMPARE(broken(board), QString());
}

void CommitsTest::whatNeverMovesAStatus()
{
    // STA-03, STA-18: owner, pause, priority, profile, children, not_before, the scheduler and a claim leave it alone.
    Flow board;
    const TaskId task = board.addTask();
    const Time created = board.clock.now();
    const auto isReady = [&] { return board.task(task).status == TaskStatus::Ready; };
    const auto change = [&](const std::function<void(TaskChanges &)> &fill) {
        TaskUpdate update;
        update.taskId = task;
        fill(update.changes);
        done(board, board.human, update);
        return isReady();
    };
    board.clock.advance(10);
    QVERIFY(change([](TaskChanges &c) { c.owner = OwnerRef{OwnerKind::Human, q("grace")}; }));
    QVERIFY(change([](TaskChanges &c) { c.clearOwner = true; }));
    QVERIFY(change([](TaskChanges &c) { c.priority = q("urgent"); }));
    QVERIFY(change([&](TaskChanges &c) { c.notBefore = board.clock.now() + 60'000; }));
    done(board, board.human, TaskPauseRequest{task, q("later"), {}, {}});
    QVERIFY(isReady());
    ProfileSet profile;
    profile.taskId = task;
    profile.sections.worker.requiredCapabilities = {q("gpu")};
    done(board, board.human, profile);
    QVERIFY(isReady());
    TaskCreate child;
    child.parentTaskId = task;
    const TaskId below = board.addTask(child);
    completeByHand(board, below);
    QVERIFY(isReady());
    done(board, board.human, SchedulerPauseRequest{});
    QVERIFY(isReady());
    board.enqueue(task);
    QVERIFY(isReady());
    done(board, board.human, SchedulerResume{});
    done(board, board.human, TaskResume{task, {}, {}});
    board.clock.advance(60'000);
    const RunId run = board.looked<Run>([&](StoreReader &store) { return store.runsOf(task).back(); }).id;
    const Time updated = board.task(task).updatedAt;
    QVERIFY(updated > created);
    done(board, board.human, claimOf(run));
    QVERIFY(isReady());
    QCOMPARE(board.task(task).updatedAt, updated); // STA-09: claims leave it alone
}

STINT_REGISTER_TEST(CommitsTest)
#include "tst_commits.moc"
