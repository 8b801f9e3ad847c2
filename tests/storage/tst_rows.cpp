#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

using namespace stint;
using namespace stint::test;

/// Every record comes back as it was stored, with every field set and with none.
class RowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasks();
    void runs();
    void recordsOfARun();
    void reviews();
    void sessionsAndWorkspaces();
    void profilesAndTriage();
    void events();
    void boardRecords();
    void fencedUpdate();
    void lateResultNumbersAreNotReused();
    void wholeBoard();

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static void addWorkspace(LooseStore &store)
    {
        store->insertWorkspace({WorkspaceId(text("ws-1")), text("w"), text("/w"), Time{1}});
    }
};

void RowsTest::tasks()
{
    LooseStore store;
    addWorkspace(store);
    Task task = fullTask(text("task-1"));
    store->insertTask(task);
    QVERIFY(store.rows->task(task.id) == task);
    QCOMPARE(*store->taskByExternalKey(task.workspaceId, task.externalKey), task.id);
    QVERIFY(!store->taskByExternalKey({}, task.externalKey));

    Task bare = plainTask(text("task-2"));
    store->insertTask(bare);
    QVERIFY(store.rows->task(bare.id) == bare);

    Task marked = plainTask(text("task-3"));
    marked.title = QStringLiteral("\ufeffa character, not the mark of a file");
    marked.labels = {QStringLiteral("\ufeffx")};
    marked.acceptance = {{marked.title, false, {}}};
    store->insertTask(marked);
    QVERIFY(store.rows->task(marked.id) == marked);

    // All that may change, to the other's values.
    const Task origin = task;
    task = bare;
    task.id = origin.id;
    task.identifier = origin.identifier;
    task.scope = origin.scope;
    task.workspaceId = origin.workspaceId;
    task.parentTaskId = origin.parentTaskId;
    task.createdBy = origin.createdBy;
    task.origin = origin.origin;
    task.createdAt = origin.createdAt;
    store->updateTask(task);
    QVERIFY(store.rows->task(task.id) == task);
    store->updateTask(origin);
    QVERIFY(store.rows->task(task.id) == origin);
    QVERIFY(!store.next());
}

void RowsTest::runs()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    Run run = fullRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);
    QVERIFY(store.rows->run(run.id) == run);
    Run bare = queuedRun(text("run-2"), run.taskId);
    store->insertRun(bare);
    QVERIFY(store.rows->run(bare.id) == bare);
    QCOMPARE(store.rows->runsOf(run.taskId).size(), std::size_t(2));

    Run moved = bare;
    moved.attempt = run.attempt;
    moved.id = run.id;
    moved.queuedAt = run.queuedAt;
    moved.metadata = run.metadata;
    moved.networkChannel = run.networkChannel;
    moved.coordinationChannelId = run.coordinationChannelId;
    moved.requiredCapabilities = run.requiredCapabilities;
    moved.preferredCapabilities = run.preferredCapabilities;
    moved.previousRunId = run.previousRunId;
    moved.reviewRound = run.reviewRound;
    moved.review = run.review;
    QVERIFY(store->updateRun(moved, RunFence::of(run)));
    QVERIFY(store.rows->run(run.id) == moved);
    QVERIFY(store->updateRun(run, RunFence::of(moved)));
    QVERIFY(store.rows->run(run.id) == run);

    // An active run that stays where it is takes the way of a heartbeat.
    Run active = run;
    active.status = RunStatus::Running;
    QVERIFY(store->updateRun(active, RunFence::of(run)));
    Run beaten = active;
    beaten.leaseUntil = Time{900};
    beaten.heartbeatAt = Time{800};
    beaten.leaseDurationMs = 5;
    beaten.leaseEventAt = Time{700};
    beaten.progress = text("more");
    beaten.usage.inputTokens = 100;
    beaten.startedAt = Time{600};
    QVERIFY(store->updateRun(beaten, RunFence::of(active)));
    QVERIFY(store.rows->run(run.id) == beaten);
    QVERIFY(!store.next());
}

/// RUN-10: a write that does not find what it expects writes nothing.
void RowsTest::fencedUpdate()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    Run run = fullRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);
    Run changed = run;
    changed.progress = text("stale");
    const RunFence right = RunFence::of(run);
    QVERIFY(!store->updateRun(changed, {RunStatus::Running, right.sessionId, right.claimTokenHash, right.leaseEpoch}));
    QVERIFY(!store->updateRun(changed, {right.status, {}, right.claimTokenHash, right.leaseEpoch}));
    QVERIFY(!store->updateRun(changed, {right.status, right.sessionId, text("sha256:01"), right.leaseEpoch}));
    QVERIFY(!store->updateRun(changed, {right.status, right.sessionId, right.claimTokenHash, right.leaseEpoch + 1}));
    QVERIFY(store.rows->run(run.id) == run);
    QVERIFY(store->updateRun(changed, right));
}

void RowsTest::recordsOfARun()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    const Run run = queuedRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);

    ClaimRecord claim{run.id,
                      2,
                      {ActorKind::AgentSession, text("sess-1")},
                      SessionId(text("sess-1")),
                      text("codex"),
                      ProcessRef{1, 2},
                      text("sha256:0"),
                      Time{3},
                      Time{4},
                      ClaimEnd::Parked,
                      fullUsage()};
    store->insertClaim(claim);
    ClaimRecord bare{run.id, 1, claim.claimedBy, {}, {}, {}, {}, Time{1}, {}, {}, {}};
    store->insertClaim(bare);
    QVERIFY(store->claimsOf(run.id) == (std::vector{bare, claim}));
    ClaimRecord ended = claim;
    ended.epoch = 1;
    store->updateClaim(ended);
    QVERIFY(store.rows->claim(run.id, 1) == ended);

    LateResult late{run.id,    1,           LateResultKind::Fail,      Json{"1"}, text("e"),
                    Json{"2"}, fullUsage(), SessionId(text("sess-1")), 3,         ClaimEnd::ForceFailed,
                    Time{9}};
    store->insertLateResult(late);
    QVERIFY(store->lateResultsOf(run.id) == std::vector{late});

    const IdempotencyRecord key{text("k"), {OriginKind::Uds, text("u")}, run.id, Time{5}, 2};
    store->putIdempotency(key);
    const auto read = store->idempotency(key.key, key.origin);
    QVERIFY(read && read->runId == key.runId && read->createdAt == key.createdAt && read->leaseEpoch == 2);
    store->putIdempotency({key.key, key.origin, run.id, Time{6}, 3});
    QCOMPARE(store->idempotency(key.key, key.origin)->leaseEpoch, 3);
    QVERIFY(!store->idempotency(key.key, {OriginKind::Cli, text("u")}));

    store->putBudget({run.id, 3, true, true, Time{6}});
    store->putBudget({run.id, 4, true, false, Time{7}});
    const auto budget = store->budget(run.id);
    QVERIFY(budget && budget->cycles == 4 && budget->spawnRequested && !budget->starvedReported &&
            budget->updatedAt == Time{7});
    QCOMPARE(store->budgets().size(), std::size_t(1));
    store->removeBudget(run.id);
    QVERIFY(!store->budget(run.id));
    QVERIFY(!store.next());
}

void RowsTest::lateResultNumbersAreNotReused()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    const Run run = queuedRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);
    QCOMPARE(store->lastLateResultNumber(run.id), 0);
    for (int n : {1, 2})
        store->insertLateResult({run.id, n, {}, {}, {}, {}, {}, SessionId(text("s")), 1, ClaimEnd::Expired, Time{1}});
    store->removeLateResult(run.id, 2);
    QCOMPARE(store->lastLateResultNumber(run.id), 2);
    store->removeLateResults(run.id);
    QVERIFY(store->lateResultsOf(run.id).empty());
    QCOMPARE(store->lastLateResultNumber(run.id), 2);
}

void RowsTest::reviews()
{
    LooseStore store;
    store->insertTask(plainTask(text("task-1")));
    const Run run = queuedRun(text("run-1"), TaskId(text("task-1")));
    store->insertRun(run);
    Review review = fullReview(text("review-1"), run);
    store->insertReview(review);
    QVERIFY(store->review(review.id) == review);
    QVERIFY(store->openReviews() == std::vector{review});
    QVERIFY(store->reviewsOfSession(*review.routedSessionId) == std::vector{review});
    QVERIFY(store->reviewsOfSession(*review.reviewerSessionId) == std::vector{review});
    QVERIFY(store->reviewsOfRun(run.id) == std::vector{review});
    QVERIFY(store->reviewsOfTask(run.taskId) == std::vector{review});
    Review bare;
    bare.id = review.id;
    bare.taskId = review.taskId;
    bare.runId = review.runId;
    bare.policy = review.policy;
    bare.automatic = review.automatic;
    bare.round = review.round;
    bare.attempt = review.attempt;
    bare.requestedBy = review.requestedBy;
    bare.reason = review.reason;
    bare.parentReviewId = review.parentReviewId;
    bare.requestedAt = review.requestedAt;
    bare.createdAt = review.createdAt;
    bare.status = ReviewStatus::Recorded;
    store->updateReview(bare);
    QVERIFY(store->review(bare.id) == bare);
    QCOMPARE(store->openReviewCount(), 0);
    QVERIFY(!store.next());
}

void RowsTest::sessionsAndWorkspaces()
{
    LooseStore store;
    Session session = fullSession(text("sess-1"));
    store->insertSession(session);
    QVERIFY(store.rows->session(session.id) == session);
    QVERIFY(store.rows->sessionByTokenHash(session.tokenHash) == session);
    QVERIFY(store->sessions(false).empty());
    Session bare;
    bare.id = session.id;
    bare.registeredAt = session.registeredAt;
    store->updateSession(bare);
    QVERIFY(store.rows->session(session.id) == bare);
    QVERIFY(store->sessions(false) == std::vector{bare});
    QVERIFY(!store.rows->sessionByTokenHash(QString()));

    const Workspace workspace{WorkspaceId(text("ws-1")), text("w"), text("/w"), Time{1}};
    store->insertWorkspace(workspace);
    QVERIFY(store->workspace(workspace.id) == workspace);
    QVERIFY(!store->workspaceInUse(workspace.id));
    const Workspace renamed{workspace.id, text("v"), text("/v"), Time{1}};
    store->updateWorkspace(renamed);
    QVERIFY(store->workspaces() == std::vector{renamed});
    store->deleteWorkspace(workspace.id);
    QVERIFY(store->workspaces().empty());
    QVERIFY(!store.next());
}

void RowsTest::profilesAndTriage()
{
    LooseStore store;
    const TaskId task(text("task-1"));
    store->insertTask(plainTask(task.value));
    ExecutionProfile profile{task, {}, Time{1}, Time{2}};
    profile.sections.coordinator = {CoordinatorMode::Guided, text("g\n\""), text("p"), text("m")};
    profile.sections.worker = {WorkerMode::Select, text("a"),   {text("b")}, {text("c")},
                               {text("d")},        {text("e")}, text("p"),   text("m")};
    profile.sections.review.policy = ReviewPolicy::Always;
    profile.sections.review.allowedPeers = {text("x")};
    profile.sections.participants.preferredChannels = {text("y")};
    profile.sections.sandbox = {SandboxMode::Ref, text("box")};
    profile.sections.runtime = {RuntimeMode::Evidence};
    store->putProfile({task, {}, Time{9}, Time{9}});
    store->putProfile(profile);
    QVERIFY(store->profile(task) == profile);
    store->deleteProfile(task);
    QVERIFY(!store->profile(task));

    const ActorRef eva{ActorKind::Human, text("eva")};
    TriageMark mark{task, eva, true, true, true, Time{3}, Time{4}, Time{5}};
    store->putTriage({task, eva, false, false, false, {}, {}, Time{1}});
    store->putTriage(mark);
    QVERIFY(store->triage(task, eva) == mark);
    QVERIFY(store->triageOf(eva) == std::vector{mark});
    QVERIFY(store->triageOf({ActorKind::AgentSession, eva.ref}).empty());
    QVERIFY(!store.next());
}

void RowsTest::events()
{
    LooseStore store;
    const TaskId task(text("task-1"));
    store->insertTask(plainTask(task.value));
    Event first = fullEvent(text("evt-1"), task);
    first.seq = store->appendEvent(first);
    Event board;
    board.id = EventId(text("evt-2"));
    board.type = text("engine.started");
    board.time = Time{62};
    board.seq = store->appendEvent(board);
    QCOMPARE(first.seq, 1);
    QCOMPARE(board.seq, 2);
    QVERIFY(store->event(first.id) == first);
    QVERIFY(store->eventsAfter(0, 10) == (std::vector{first, board}));
    QVERIFY(store->eventsAfter(1, 10) == std::vector{board});
    QVERIFY(store->eventsOfTask(task, 0, 10) == std::vector{first});
    QCOMPARE(store->lastEventSeq(), 2);
    QCOMPARE(store->lastEventTime()->ms, 62);
    for (int i = 3; i < 8; ++i)
        store->appendEvent(fullEvent(QStringLiteral("evt-%1").arg(i), task));
    const auto last = store->lastEventsOfTask(task, 2);
    QCOMPARE(last.size(), std::size_t(2));
    QCOMPARE(last[0].seq, 6);
    QCOMPARE(last[1].seq, 7);
    QVERIFY(!store->taskWasDeleted(task));
    Event tombstone = fullEvent(text("evt-t"), task);
    tombstone.type = text("task.deleted");
    store->appendEvent(tombstone);
    QVERIFY(store->taskWasDeleted(task));
    QCOMPARE(store->tasksDeletedAfter(0), std::vector{task});
    QVERIFY(store->tasksDeletedAfter(store->lastEventSeq()).empty());
    QVERIFY(!store.next());
}

void RowsTest::boardRecords()
{
    LooseStore store;
    store->putSetting(text("a"), Json{"1"});
    store->putSetting(text("a"), Json{"[2]"});
    QCOMPARE(store->settings().value(text("a")).text, QByteArray("[2]"));
    QVERIFY(store.rows->schedulerPause() == SchedulerPause{});
    const SchedulerPause pause{true, text("human:eva"), Time{1}, text("why")};
    store->putSchedulerPause(pause);
    QVERIFY(store.rows->schedulerPause() == pause);
    QCOMPARE(store->meta("board_id"), QString());
    store->putMeta("board_id", text("x"));
    QCOMPARE(store->meta("board_id"), text("x"));
    store->putAnswer({text("human:eva"), text("r1"), QByteArray("\0\1", 2), "{}", Time{10}});
    const auto answer = store->storedAnswer(text("human:eva"), text("r1"));
    QVERIFY(answer && answer->params == QByteArray("\0\1", 2) && answer->answer == "{}" &&
            answer->createdAt == Time{10});
    store->dropAnswersBefore(Time{10});
    QVERIFY(store->storedAnswer(text("human:eva"), text("r1")));
    store->dropAnswersBefore(Time{11});
    QVERIFY(!store->storedAnswer(text("human:eva"), text("r1")));
    QVERIFY(!store.next());
}

void RowsTest::wholeBoard()
{
    LooseStore store;
    addWorkspace(store);
    const Task task = fullTask(text("task-1"));
    store->insertTask(task);
    const Run run = queuedRun(text("run-1"), task.id);
    store->insertRun(run);
    store->insertSession(fullSession(text("sess-1")));
    ClaimClass claimClass;
    claimClass.agent = text("codex");
    store->putReady({run.id, task.id, 40, run.queuedAt, {}}, claimClass, Time{99});
    const BoardRows rows = store->allRows();
    QVERIFY(rows.tasks == std::vector{task});
    QVERIFY(rows.runs == std::vector{run});
    QCOMPARE(rows.sessions.size(), std::size_t(1));
    QCOMPARE(rows.workspaces.size(), std::size_t(1));
    QCOMPARE(rows.ready.size(), std::size_t(1));
    QCOMPARE(rows.ready[0].claimClass, claimClass.key());
    QCOMPARE(rows.ready[0].due->ms, 99);
    QVERIFY(!store.next());
}

STINT_REGISTER_TEST(RowsTest)
#include "tst_rows.moc"
