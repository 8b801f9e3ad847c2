#include "model/service/bootrecovery.h"
#include "model/service/clockkeeper.h"
#include "model/service/duties.h"
#include "model/service/reviews.h"
#include "tests/service/flow.h"
#include "tests/service/runs.h"
#include "tests/support/eventtable.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The history: every event of section 18 with its keys, who is named as its actor, its order (EVT-01 to EVT-06).
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventHasItsKeys();
    void oversizedPayloads();
    void actorsAndOrigins();
    void engineActs();
    void actorForms_data();
    void actorForms();
    void orderOfCommits();
};

namespace
{

using Collected = std::map<QString, std::vector<Event>>;

/// A board whose events are collected when it is done with.
class Told : public Flow
{
public:
    explicit Told(Collected &into)
        : m_into(into)
    {
    }
    ~Told()
    {
        for (const Event &event : events()) {
            const QString wrong = misreported(event);
            if (!wrong.isEmpty())
                QTest::qFail(qPrintable(wrong), __FILE__, __LINE__);
            m_into[event.type].push_back(event);
        }
        const QString problems = broken(*this);
        if (!problems.isEmpty())
            QTest::qFail(qPrintable(problems), __FILE__, __LINE__);
    }
    /// A session with everything a session can have.
    Actor specialist(const char *name, SessionKind kind = SessionKind::Worker,
                     const std::optional<WorkspaceId> &workspace = {})
    {
        SessionRegister enter;
        enter.agentName = q(name);
        enter.kind = toText(kind);
        enter.channel = q("docs");
        enter.peerId = q("peer.1");
        enter.workspaceId = workspace;
        return Actor::agent(done(*this, human, enter).session.id);
    }
    Run taken(const TaskId &task)
    {
        enqueue(task);
        return *claimNext(worker).run;
    }

private:
    Collected &m_into;
};

void tellTasks(Collected &into)
{
    Told board(into);
    TaskCreate create;
    create.workspaceId = addWorkspace(board, "ws");
    done(board, board.human, WorkspaceUpdate{*create.workspaceId, q("new name")});
    create.title = q("Parent");
    const TaskId parent = board.addTask(create);
    create.parentTaskId = parent;
    create.networkChannel = q("docs");
    create.owner = OwnerRef{OwnerKind::Pool, q("worker")};
    create.identifier = q("S-1");
    const TaskId task = board.addTask(create);
    TaskCreateChild child;
    child.parent = parent;
    child.task.title = q("Child");
    const TaskId below = done(board, board.human, child).task.task.id;
    child.parent = board.addTask();
    done(board, board.human, child);

    TaskUpdate update;
    update.taskId = task;
    update.changes.title = q("Other");
    done(board, board.human, update);
    done(board, board.human, TaskComment{task, q("see here")});
    depend(board, task, below);
    done(board, board.human, DependencyRemove{task, below, {}});
    TaskPauseRequest pause;
    pause.taskId = task;
    pause.reason = q("later");
    pause.metadata.text = R"({"a":1})";
    done(board, board.human, pause);
    done(board, board.human, TaskResume{task, pause.metadata, {}});
    pause.metadata = {};
    done(board, board.human, pause);
    done(board, board.human, TaskResume{task, {}, {}});
    ProfileSet profile;
    profile.taskId = task;
    profile.sections.worker.agent = q("worker");
    done(board, board.human, profile);
    profile.sections.review.policy = ReviewPolicy::Always;
    done(board, board.human, profile);
    done(board, board.human, ProfileDelete{task});
    done(board, board.human, TaskDelete{task, {}});
    done(board, board.human, TaskDelete{board.addTask(), {}});

    TaskCreate draft;
    draft.draft = true;
    TaskPublish publish;
    publish.taskId = board.addTask(draft);
    done(board, board.human, publish);
    draft.approvalPolicy = q("manual");
    TaskApprove approve;
    approve.taskId = board.addTask(draft);
    done(board, board.human, approve);
    draft.draft = false;
    approve.taskId = board.addTask(draft);
    done(board, board.human, approve);
    for (const char *reason : {"", "no"}) {
        TaskReject reject;
        reject.taskId = board.addTask(draft);
        reject.reason = q(reason);
        done(board, board.human, reject);
    }

    const TaskId twin = board.addTask();
    board.enqueue(below);
    TaskCancel cancel;
    cancel.taskId = parent;
    cancel.reason = q("not needed");
    cancel.metadata.text = R"({"a":1})";
    cancel.duplicateOf = twin;
    done(board, board.human, cancel);
    cancel = {};
    cancel.taskId = twin;
    done(board, board.human, cancel);
}

void tellRuns(Collected &into)
{
    Told board(into);
    TaskCreate create;
    create.workspaceId = addWorkspace(board, "ws");
    const Actor agent = addAgentIn(board, "local", *create.workspaceId);
    const TaskId task = board.addTask(create);
    RunEnqueue enqueue;
    enqueue.taskId = task;
    enqueue.networkChannel = q("docs");
    enqueue.reason = q("now");
    enqueue.idempotencyKey = q("once");
    RunEnqueue demanding = enqueue;
    demanding.requiredCapabilities = {q("cpp")};
    demanding.taskId = board.addTask();
    demanding.idempotencyKey.clear();
    done(board, board.human, demanding);
    const RunId run = done(board, board.human, enqueue).run.id;
    const auto claim = [&] { return *board.claimNext(agent).run; };

    claim();
    done(board, agent, startOf(run));
    RunHeartbeat beat = beatOf(run);
    done(board, agent, beat);
    board.clock.advance(200'000);
    beat.progress = q("half");
    done(board, agent, beat);
    board.clock.advance(300'000);
    board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
    claim();
    RunRelease release = releaseOf(run);
    release.reason = q("too hard");
    done(board, agent, release);
    claim();
    done(board, board.human, forceOf<RunForceRelease>(run));
    QVERIFY(!board.run(agent, completeOf(run, "42")));
    QVERIFY(!board.run(agent, failOf(run)));
    done(board, board.human, LateResultDiscard{run, 2});
    done(board, board.human, LateResultAdopt{run, 1});

    const auto next = [&] { return board.enqueue(task).id; };
    const RunId failing = next();
    claim();
    RunFail fail = failOf(failing);
    fail.metadata.text = R"({"a":1})";
    fail.usage = Usage{};
    fail.usage->turnCount = 3;
    done(board, agent, fail);
    done(board, board.human, forceOf<RunRetry>(failing));
    claim();
    done(board, agent, askOf(board.task(task).currentRunId.value()));
}

void tellHardships(Collected &into)
{
    Told board(into);
    // Asked, answered, unparked, recovered.
    const auto fresh = [&](const char *title) { return board.addTask(q(title)); };
    const Run asked = board.taken(fresh("asks"));
    RunAsk ask = askOf(asked.id);
    done(board, board.worker, ask);
    done(board, board.human, RunAnswer{asked.id, q("yes")});
    board.claimNext(board.worker);
    ask.resumeAfter = board.clock.now() + 1'000;
    done(board, board.worker, ask);
    board.clock.advance(1'000);
    board.act(board.sweeper, [](Verb &verb) { resumeParked(verb); });
    board.claimNext(board.worker);
    done(board, board.worker, askOf(asked.id));
    done(board, board.human, forceOf<RunRecover>(asked.id));
    done(board, board.human,
         forceOf<RunCancel>(
             board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(asked.taskId); }).back().id));

    // Failed and canceled by force.
    const Run forced = board.taken(fresh("forced"));
    RunForceFail forceFail = forceOf<RunForceFail>(forced.id);
    forceFail.metadata.text = R"({"a":1})";
    done(board, board.human, forceFail);
    const Run failedLate = board.taken(fresh("fails late"));
    done(board, board.human, forceOf<RunForceRelease>(failedLate.id, ""));
    QVERIFY(!board.run(board.worker, failOf(failedLate.id)));
    done(board, board.human, LateResultAdopt{failedLate.id, 1});
    done(board, board.human, forceOf<RunRetry>(failedLate.id, ""));
    RunCancel again = forceOf<RunCancel>(board.claimNext(board.worker).run->id);
    again.requeue = true;
    again.metadata.text = R"({"a":1})";
    done(board, board.human, again);
    board.executor.stops.back().forced();
    board.pump();
    const TaskId parent = fresh("parent");
    TaskCreate child;
    child.parentTaskId = parent;
    child.priority = q("urgent");
    board.taken(board.addTask(child));
    TaskCancel cancel;
    cancel.taskId = parent;
    done(board, board.human, cancel);
    board.executor.stops.back().forced();
    board.pump();

    // Unproven, accepted.
    board.set("require_evidence", "true");
    TaskCreate proven;
    proven.acceptance = {{q("compiles"), false, {}}};
    const Run bare = startByHand(board, board.addTask(proven));
    RunComplete complete = completeOf(bare.id, "42");
    complete.usage = Usage{};
    complete.usage->turnCount = 3;
    done(board, board.human, complete);
    done(board, board.human, RunAccept{bare.id, q("fine")});
    board.set("require_evidence", "false");

    // A channel that went stale.
    TaskCreate create;
    create.networkChannel = q("docs");
    create.owner = OwnerRef{OwnerKind::Human, q("ada")};
    const RunId stale = board.enqueue(board.addTask(create)).id;
    done(board, board.human, claimOf(stale));
    board.set("channels.allowed", R"(["ops"])");
    QVERIFY(!board.run(board.human, startOf(stale)));
    board.set("channels.allowed", "[]");

    // Bound by a person, then the board restarts.
    RunAttach attach;
    attach.runId = stale;
    attach.sessionId = board.worker.session();
    done(board, board.human, attach);
    done(board, board.human, startOf(stale));
    board.act(Actor::engine("recovery"), [](Verb &verb) {
        QVERIFY(recoverSessions(verb));
        QVERIFY(judgeReconnected(verb));
    });
}

void tellStarvation(Collected &into)
{
    Told board(into);
    board.enqueue(board.addTask(), {q("gpu")});
    for (const char *step : {"fan_out_after", "spawn_after", "event_after"})
        board.set((QByteArray("starvation.") + step).constData(), "1");
    board.set("starvation.needs_attention_after", "2");
    board.clock.advance(120'000);
    board.act(Actor::engine("scheduler"), climbLadder);
    board.act(Actor::engine("scheduler"), climbLadder);
    // A start in flight when the board goes down.
    board.executor.catalogued = true;
    const RunId run = board.enqueue(board.addTask()).id;
    done(board, board.human, claimOf(run));
    RunStart start = startOf(run);
    start.launch = LaunchRequest{};
    done(board, board.human, start);
    board.board().start([](Done) {});
    board.pump();
    board.board().stop();
}

void tellReviews(Collected &into)
{
    Told board(into);
    board.set("review.rapid_terminal_window_ms", "0");
    board.set("review.policy", "\"on_success\"");
    const Actor reviewer = board.specialist("reviewer", SessionKind::Reviewer);
    const TaskId task = board.addTask();
    const auto review = [&](const Run &run) { return board.reviewsOf(run).back(); };
    const auto verdict = [&](const Review &of, const char *outcome) {
        return done(board, board.human, Flow::verdict(of, outcome));
    };
    const Run first = board.ended(task);
    done(board, reviewer, ReviewBind{review(first).id, {}});
    done(board, reviewer, SessionEnd{q("tired")});
    const Run second = *verdict(review(first), "rejected").continuation;
    board.claimNext(board.worker);
    board.end(second, RunStatus::Completed);
    verdict(review(second), "approved");

    const Run third = board.ended(task);
    verdict(review(third), "error");
    board.requested(third, 3);
    verdict(board.reviewsOf(third).at(1), "invalid_output");
    verdict(review(third), "blocked");
    board.requested(third, 4);
    board.set("review.timeout_ms", "1000");
    const Run fourth = board.ended(board.addTask());
    board.clock.advance(1'000);
    board.act(Actor::engine("review"), sweepReviewDeadlines);
    TaskCancel cancel;
    cancel.taskId = fourth.taskId;
    done(board, board.human, cancel);
    // Without a reviewer and without a deadline.
    board.set("review.timeout_ms", "0");
    board.ended(board.addTask());
}

void tellBoard(Collected &into)
{
    Told board(into);
    for (const char *reason : {"", "lunch"})
        done(board, board.human, SchedulerPauseRequest{q(reason)});
    done(board, board.human, SchedulerResume{});
    SchedulerDrain drain;
    drain.timeoutMs = 0;
    done(board, board.human, drain);
    done(board, board.human, SchedulerResume{});
    board.claimed(board.addTask());
    done(board, board.human, drain);
    const ClockSample before = board.clock.sample();
    board.act(board.sweeper, [&](Verb &verb) {
        LeaseClockKeeper(board.ids).correct(verb.store, before,
                                            {before.wall + 60'000, before.bootMs, before.monotonicMs});
    });
    board.clock.jump(60'000);
    board.act(Actor::engine("recovery"), [](Verb &verb) { QVERIFY(graceLeases(verb)); });
}

} // namespace

void HistoryTest::everyEventHasItsKeys()
{
    // EVT-03, EVT-06, 18.1 to 18.4: every type is told somewhere, with its keys and no others; every optional key is
    // there at least once and, being optional, missing at least once.
    Collected told;
    tellTasks(told);
    tellRuns(told);
    tellHardships(told);
    tellStarvation(told);
    tellReviews(told);
    tellBoard(told);
    QStringList missing;
    for (const EventRow &row : eventTable) {
        const auto found = told.find(q(row.type));
        if (found == told.end()) {
            missing << q(row.type);
            continue;
        }
        for (const QString &key : keyList(row.sometimes)) {
            const auto has = [&](const Event &event) { return payload(event).contains(key); };
            if (std::none_of(found->second.begin(), found->second.end(), has))
                missing << q(row.type) + QLatin1Char('.') + key;
        }
    }
    QCOMPARE(missing.join(QLatin1Char(' ')), QString());
}

void HistoryTest::oversizedPayloads()
{
    // EVT-04: the largest gives way first, as often as it is needed; the row keeps the whole value.
    Flow board;
    const Run run = board.claimed(board.addTask());
    RunFail fail = failOf(run.id);
    fail.error = QString(16'000, QLatin1Char('e'));
    fail.metadata.text = '"' + QByteArray(60'000, 'm') + '"';
    done(board, board.worker, fail);
    const Event event = newest(board, "task.run_failed");
    QVERIFY(event.payload.text.size() <= 65'536);
    QCOMPARE(payload(event).value(q("metadata")).toObject().value(q("omitted_bytes")).toInt(), 60'002);
    QCOMPARE(payload(event).value(q("error")).toString().size(), 16'000);
    QCOMPARE(board.storedRun(run.id).error.size(), 16'000);
    // Exactly what fits stays.
    const Run second = board.claimed(board.addTask());
    RunComplete complete = completeOf(second.id);
    complete.result.text = '"' + QByteArray(65'000, 'r') + '"';
    done(board, board.worker, complete);
    QCOMPARE(payload(newest(board, "task.run_completed")).value(q("result")).toString().size(), 65'000);
    const Run third = board.claimed(board.addTask());
    complete = completeOf(third.id);
    complete.result.text = '"' + QByteArray(65'534, 'r') + '"';
    done(board, board.worker, complete);
    QCOMPARE(
        payload(newest(board, "task.run_completed")).value(q("result")).toObject().value(q("omitted_bytes")).toInt(),
        65'536);
    QCOMPARE(board.storedRun(third.id).result.text.size(), 65'536);
    // Whatever its members are called, and numbers that no double holds.
    for (const char *begin : {R"({"omitted_bytes":1,"p":")", R"({"e":1e400,"p":")"}) {
        const Run odd = board.claimed(board.addTask());
        complete = completeOf(odd.id);
        complete.result.text = QByteArray(begin) + QByteArray(65'500, 'r') + "\"}";
        done(board, board.worker, complete);
        const Event told = newest(board, "task.run_completed");
        QVERIFY(told.payload.text.size() <= 65'536);
        QCOMPARE(payload(told).value(q("result")).toObject().value(q("omitted_bytes")).toInt(),
                 complete.result.text.size());
    }
}

void HistoryTest::actorsAndOrigins()
{
    // ACT-04, ACT-03: who did it and by which way is the caller's, never the request's.
    Flow board;
    const Run run = board.claimed(board.addTask());
    done(board, board.worker, startOf(run.id));
    const Event started = newest(board, "task.run_started");
    const ActorRef agent{ActorKind::AgentSession, board.worker.session().value};
    QCOMPARE(started.actor, agent);
    QCOMPARE(started.origin, (OriginRef{OriginKind::AgentSession, board.worker.session().value}));
    const Actor window = Actor::human(q("ada"), OriginKind::Web, q("desktop"));
    const Task task = done(board, window,
                           [] {
                               TaskCreate create;
                               create.title = q("By hand");
                               return create;
                           }())
                          .task.task;
    QCOMPARE(task.createdBy, (ActorRef{ActorKind::Human, q("ada")}));
    QCOMPARE(task.origin, (OriginRef{OriginKind::Web, q("desktop")}));
    QCOMPARE(newest(board, "task.created").origin, task.origin);
}

void HistoryTest::engineActs()
{
    // ACT-04: what the engine does by itself is told as the daemon's, named after its part.
    Flow board;
    board.set("review.policy", "\"always\"");
    board.ended(board.addTask());
    const auto isBy = [&](const char *type, const char *ref) {
        const Event event = newest(board, type);
        return event.actor == ActorRef{ActorKind::Daemon, q(ref)} &&
               event.origin == OriginRef{OriginKind::Daemon, q(ref)};
    };
    QCOMPARE(newest(board, "task.run_completed").actor.kind, ActorKind::AgentSession);
    QVERIFY(isBy("task.run_review_requested", "review"));
    board.executor.catalogued = true;
    const RunId run = board.enqueue(board.addTask()).id;
    done(board, board.human, claimOf(run));
    RunStart start = startOf(run);
    start.launch = LaunchRequest{};
    done(board, board.human, start);
    board.executor.launches.front().failed(q("no such program"));
    board.pump();
    QVERIFY(isBy("task.run_failed", "dispatcher"));
    const Run held = board.claimed(board.addTask());
    done(board, board.human, forceOf<RunCancel>(held.id));
    board.executor.stops.front().forced();
    board.pump();
    QVERIFY(isBy("task.run_force_stopped", "dispatcher"));
    board.board().start([](Done) {});
    board.pump();
    QVERIFY(isBy("engine.started", "recovery"));
    board.board().stop();
}

void HistoryTest::actorForms_data()
{
    QTest::addColumn<Actor>("actor");
    QTest::addColumn<QString>("outcome");
    const QString long256(256, QLatin1Char('x')), long257(257, QLatin1Char('x'));
    const auto human = [](const QString &ref, const QString &origin) {
        return Actor::human(ref, OriginKind::Cli, origin);
    };
    QTest::newRow("ACT-02 longest refs") << human(long256, long256) << q("ok");
    QTest::newRow("ACT-02 long ref") << human(long257, q("x")) << q("validation_failed");
    QTest::newRow("ACT-02 long origin") << human(q("ada"), long257) << q("validation_failed");
    QTest::newRow("ACT-02 blank ref") << human(q(" "), q("x")) << q("validation_failed");
    QTest::newRow("ACT-02 omitted origin ref") << human(q("ada"), QString()) << q("ok");
    QTest::newRow("RED-02 token as a ref") << human(q("stint_claim_x"), q("x")) << q("validation_failed");
    QTest::newRow("ACT-01 pairing") << Actor{{ActorKind::Human, q("ada")}, {OriginKind::Daemon, q("x")}}
                                    << q("validation_failed");
}

void HistoryTest::actorForms()
{
    QFETCH(Actor, actor);
    QFETCH(QString, outcome);
    TestBoard board;
    TaskCreate create;
    create.title = q("Task");
    QCOMPARE(test::outcome(board, actor, create), outcome);
    if (outcome != QLatin1String("ok"))
        return;
    // An omitted origin ref is the actor ref, in the row as in the event.
    const QString ref = actor.origin.ref.isEmpty() ? actor.who.ref : actor.origin.ref;
    const Event event = newest(board, "task.created");
    QCOMPARE(event.actor, actor.who);
    QCOMPARE(event.origin, (OriginRef{OriginKind::Cli, ref}));
    QCOMPARE(board.task(*event.taskId).origin, event.origin);
}

void HistoryTest::orderOfCommits()
{
    // EVT-01: written in the commit of the change, in the order of the changes; numbers only grow and are never reused,
    // neither after a refusal nor after a deletion nor after a restart.
    TestBoard board;
    const TaskId first = board.addTask();
    QCOMPARE(board.events().front().seq, 1);
    QCOMPARE(board.changes().back().events.back().seq, board.lastSeq());
    // Refused after it had written already: cancel, then no attempt is left for the run in its place.
    TaskCreate create;
    create.maxAttempts = 1;
    RunCancel cancel = forceOf<RunCancel>(board.enqueue(board.addTask(create)).id);
    cancel.requeue = true;
    qint64 last = board.lastSeq();
    QCOMPARE(test::outcome(board, board.human, cancel), q("invalid_status_transition/attempts_exhausted"));
    QCOMPARE(board.lastSeq(), last);
    done(board, board.human, TaskDelete{first, {}});
    QVERIFY(board.lastSeq() > last);
    last = board.lastSeq();
    board.reopen(true);
    board.addTask();
    const auto all = board.events();
    QVERIFY(all.back().seq > last);
    for (std::size_t i = 1; i < all.size(); ++i) {
        QVERIFY(all[i - 1].seq < all[i].seq);
        QVERIFY(all[i - 1].time <= all[i].time);
    }
    // Each commit tells its own events, and later ones have later numbers.
    qint64 told = 0;
    for (const ChangeSet &change : board.changes()) {
        for (const Event &event : change.events) {
            QVERIFY(event.seq > told);
            told = event.seq;
        }
    }
}

STINT_REGISTER_TEST(HistoryTest)
#include "tst_events.moc"
