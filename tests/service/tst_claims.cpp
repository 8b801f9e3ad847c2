#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Enqueueing and claiming (sections 2.3, 5.2, 6).
class ClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstFailingFilter_data();
    void firstFailingFilter();
    void filtersInOrder();
    void bestRunFirst_data();
    void bestRunFirst();
    void preferredAgentsFirst();
    void criteriaRefused_data();
    void criteriaRefused();
    void workspaceFollowsSession();
    void channelSelectsRuns();
    void singleLease();
    void sessionThatEnds();
    void claimEffects();
    void claimClearsTheLastHolder();
    void everyClaimAnotherRun();
    void notBeforeComes();
    void schedulerPauseHidesWork();
    void manualClaim_data();
    void manualClaim();
    void enqueueOrder_data();
    void enqueueOrder();
    void enqueueReplay();
    void keyOfAnotherTask();
    void claimReplay();
    void peoplesClaimReplay();
    void keysAreNeeded();
    void costDoesNotGrowWithTheQueue();
};

namespace
{

ProfileSet profileOf(const TaskId &task, const std::function<void(ProfileSections &)> &fill)
{
    ProfileSet request;
    request.taskId = task;
    fill(request.sections);
    return request;
}

/// A board with an agent that can do cpp, and one queued run.
struct Scene {
    TestBoard board;
    Actor agent = board.addAgent(q("worker"), {q("cpp")});
    TaskId task;
    Run run;

    explicit Scene(TaskCreate create = {}, const QStringList &required = {})
    {
        task = board.addTask(std::move(create));
        run = board.enqueue(task, required);
    }
};

TaskCreate owned(OwnerKind kind, const QString &ref)
{
    TaskCreate create;
    create.owner = OwnerRef{kind, ref};
    return create;
}

using Setup = std::function<void(TestBoard &, const TaskId &)>;

void setProfile(TestBoard &board, const TaskId &task, const std::function<void(ProfileSections &)> &fill)
{
    done(board, board.human, profileOf(task, fill));
}

void pauseTask(TestBoard &board, const TaskId &task)
{
    TaskPauseRequest request;
    request.taskId = task;
    request.reason = q("later");
    done(board, board.human, request);
}

QString claimed(TestBoard &board, const Actor &agent, const ClaimCriteria &criteria = {})
{
    RunClaimNext request;
    request.criteria = criteria;
    const auto reply = board.run(agent, request);
    return reply ? reply->task->task.title : TestBoard::describe(reply.error());
}

} // namespace

Q_DECLARE_METATYPE(Setup)
Q_DECLARE_METATYPE(std::optional<OwnerRef>)

void ClaimsTest::firstFailingFilter_data()
{
    QTest::addColumn<Setup>("setup");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, Setup setup, const char *outcome) {
        QTest::newRow(name) << setup << q(outcome);
    };
    row(
        "CLM-04 nothing in the way", [](TestBoard &, const TaskId &) {}, "ok");
    row(
        "E2 blocked", [](TestBoard &b, const TaskId &t) { depend(b, t, b.addTask()); },
        "invalid_status_transition/task_blocked");
    row("E3 paused", pauseTask, "no_claimable_run/paused");
    row(
        "E4 scheduler", [](TestBoard &b, const TaskId &) { done(b, b.human, SchedulerPauseRequest{}); },
        "no_claimable_run/scheduler_paused");
    row(
        "E5 not before",
        [](TestBoard &b, const TaskId &t) {
            TaskUpdate update;
            update.taskId = t;
            update.changes.notBefore = b.clock.now() + 1;
            done(b, b.human, update);
        },
        "no_claimable_run/not_before");
    row(
        "E5 just now",
        [](TestBoard &b, const TaskId &t) {
            TaskUpdate update;
            update.taskId = t;
            update.changes.notBefore = b.clock.now() + 1;
            done(b, b.human, update);
            b.clock.advance(1);
        },
        "ok");
    row(
        "E9 worker capability",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.worker.requiredCapabilities = {q("rust")}; });
        },
        "no_claimable_run/profile_capabilities");
    row(
        "E9 participants capability",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.participants.requiredCapabilities = {q("rust")}; });
        },
        "no_claimable_run/profile_capabilities");
    row(
        "E12 other agent",
        [](TestBoard &b, const TaskId &t) { setProfile(b, t, [](ProfileSections &p) { p.worker.agent = q("boss"); }); },
        "no_claimable_run/agent");
    row(
        "E12 not among the worker's",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.worker.allowedAgents = {q("boss")}; });
        },
        "no_claimable_run/agent");
    row(
        "E12 not among the participants",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.participants.allowedAgents = {q("boss")}; });
        },
        "no_claimable_run/agent");
    row(
        "E12 named",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.worker.agent = q("worker"); });
        },
        "ok");
    const auto own = [](OwnerKind kind, const char *ref) {
        return [kind, ref](TestBoard &b, const TaskId &t) {
            TaskUpdate update;
            update.taskId = t;
            update.changes.owner = OwnerRef{kind, q(ref)};
            done(b, b.human, update);
        };
    };
    row("E13 own pool", own(OwnerKind::Pool, "worker"), "ok");
    row("E13 other pool", own(OwnerKind::Pool, "boss"), "permission_denied/owner");
    row("E13 person", own(OwnerKind::Human, "worker"), "permission_denied/owner");
    row("E13 other session", own(OwnerKind::AgentSession, "sess-x"), "permission_denied/owner");
}

void ClaimsTest::firstFailingFilter()
{
    QFETCH(Setup, setup);
    QFETCH(QString, outcome);
    Scene scene;
    setup(scene.board, scene.task);
    QCOMPARE(test::outcome(scene.board, scene.agent, claimOf(scene.run.id)), outcome);
    // Claim-next sees the same run, or nothing.
    Scene again;
    setup(again.board, again.task);
    QCOMPARE(again.board.run(again.agent, RunClaimNext{}).has_value(), outcome == QLatin1String("ok"));
}

void ClaimsTest::filtersInOrder()
{
    // CLM-04: with all in the way, each filter shows only after those before it are gone.
    Scene scene(owned(OwnerKind::Human, q("ada")), {q("gpu")});
    TestBoard &board = scene.board;
    setProfile(board, scene.task, [](ProfileSections &p) {
        p.worker.requiredCapabilities = {q("rust")};
        p.worker.agent = q("boss");
    });
    RunClaim claim = claimOf(scene.run.id);
    QCOMPARE(board.outcome(scene.agent, claim), q("no_claimable_run/run_capabilities"));
    claim.capabilities = {q("gpu")};
    QCOMPARE(board.outcome(scene.agent, claim), q("no_claimable_run/profile_capabilities"));
    claim.capabilities = {q("gpu"), q("rust")};
    QCOMPARE(board.outcome(scene.agent, claim), q("no_claimable_run/agent"));
    setProfile(board, scene.task, [](ProfileSections &p) { p.worker.requiredCapabilities = {q("rust")}; });
    QCOMPARE(board.outcome(scene.agent, claim), q("permission_denied/owner"));
    const Actor inWorkspace = addAgentIn(board, "worker", addWorkspace(board, "ws"));
    QCOMPARE(board.outcome(inWorkspace, claim), q("no_claimable_run/scope"));
}

void ClaimsTest::bestRunFirst_data()
{
    QTest::addColumn<QStringList>("tasks"); ///< title:priority:preferred capability, in order of their queueing
    QTest::addColumn<QString>("first");
    QTest::newRow("CLM-07 priority") << QStringList{q("a:low:"), q("b:urgent:"), q("c:high:")} << q("b");
    QTest::newRow("CLM-07 preferred capability") << QStringList{q("a:medium:"), q("b:medium:cpp")} << q("b");
    QTest::newRow("CLM-07 one it lacks does not count") << QStringList{q("a:medium:"), q("b:medium:gpu")} << q("a");
    QTest::newRow("CLM-07 priority before preference") << QStringList{q("a:high:"), q("b:medium:cpp")} << q("a");
    QTest::newRow("CLM-07 age") << QStringList{q("a:medium:"), q("b:medium:")} << q("a");
}

void ClaimsTest::bestRunFirst()
{
    QFETCH(QStringList, tasks);
    QFETCH(QString, first);
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"), {q("cpp")});
    for (const QString &text : tasks) {
        const QStringList parts = text.split(QLatin1Char(':'));
        TaskCreate create;
        create.title = parts[0];
        create.priority = parts[1];
        RunEnqueue enqueue;
        enqueue.taskId = board.addTask(create);
        if (!parts[2].isEmpty())
            enqueue.preferredCapabilities = {parts[2]};
        done(board, board.human, enqueue);
        board.clock.advance(10);
    }
    QCOMPARE(claimed(board, agent), first);
}

void ClaimsTest::preferredAgentsFirst()
{
    // CLM-07: to be a preferred agent weighs more than any number of preferred capabilities.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"), {q("cpp"), q("gpu")});
    RunEnqueue enqueue;
    enqueue.taskId = board.addTask(q("capabilities"));
    enqueue.preferredCapabilities = {q("cpp"), q("gpu")};
    done(board, board.human, enqueue);
    const TaskId preferred = board.addTask(q("agent"));
    setProfile(board, preferred, [](ProfileSections &p) { p.participants.preferredAgents = {q("worker")}; });
    board.enqueue(preferred);
    QCOMPARE(claimed(board, agent), q("agent"));
}

void ClaimsTest::criteriaRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *field, const char *value, const char *outcome) {
        QTest::newRow(name) << q(field) << q(value) << q(outcome);
    };
    row("CLM-02 unknown scope", "scope", "all", "validation_failed");
    row("VAL-04 workspace scope without one", "scope", "workspace", "invalid_scope_binding");
    row("CLM-02 any workspace", "workspace", "ws", "permission_denied/foreign_workspace");
    row("CLM-02 negative weight", "priority", "-1", "validation_failed");
    row("LIM-12 negative lease", "lease", "-1", "validation_failed");
    row("LIM-12 long lease", "lease", "86400001", "validation_failed");
    row("LIM-12 longest lease", "lease", "86400000", "ok");
    row("LIM-12 zero is the default", "lease", "0", "ok");
    row("LIM-16 negative wait", "wait", "-1", "validation_failed");
    row("LIM-16 long wait", "wait", "25001", "validation_failed");
    row("IDN-06 channel form", "channel", "Big", "validation_failed");
    row("IDN-07 peer form", "peer", "A", "validation_failed");
    row("CLM-02 foreign channel", "channel", "other", "permission_denied/foreign_channel");
    row("CLM-02 foreign peer", "peer", "other", "permission_denied/foreign_channel");
    row("IDN-09 capability form", "capability", "two words", "validation_failed");
}

void ClaimsTest::criteriaRefused()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, outcome);
    TestBoard board;
    addWorkspace(board, "ws");
    SessionRegister enter;
    enter.agentName = q("worker");
    if (field == QLatin1String("channel"))
        enter.channel = q("own");
    if (field == QLatin1String("peer"))
        enter.peerId = q("own");
    const Actor agent = Actor::agent(done(board, board.human, enter).session.id);
    board.enqueue(board.addTask());
    RunClaimNext request;
    ClaimCriteria &criteria = request.criteria;
    if (field == QLatin1String("scope"))
        criteria.scope = value;
    else if (field == QLatin1String("workspace"))
        criteria.workspaceId = WorkspaceId(value);
    else if (field == QLatin1String("priority"))
        criteria.priorityMin = value.toInt();
    else if (field == QLatin1String("lease"))
        criteria.leaseMs = value.toLongLong();
    else if (field == QLatin1String("wait"))
        request.waitMs = value.toLongLong();
    else if (field == QLatin1String("channel"))
        criteria.channel = value;
    else if (field == QLatin1String("peer"))
        criteria.peerId = value;
    else
        criteria.capabilities = {value};
    QCOMPARE(test::outcome(board, agent, request), outcome);
}

void ClaimsTest::workspaceFollowsSession()
{
    // CLM-02: the session's workspace is the default; `global` asks for what belongs to none.
    TestBoard board;
    const WorkspaceId here = addWorkspace(board, "here");
    const WorkspaceId there = addWorkspace(board, "there");
    const Actor agent = addAgentIn(board, "worker", here);
    const auto add = [&](const char *title, const std::optional<WorkspaceId> &workspace) {
        TaskCreate create;
        create.title = q(title);
        create.workspaceId = workspace;
        board.enqueue(board.addTask(create));
    };
    add("global", {});
    add("there", there);
    add("here", here);
    ClaimCriteria foreign;
    foreign.workspaceId = there;
    QCOMPARE(claimed(board, agent, foreign), q("permission_denied/foreign_workspace"));
    QCOMPARE(claimed(board, agent), q("here"));
    const Actor second = addAgentIn(board, "second", here);
    ClaimCriteria global;
    global.scope = q("global");
    QCOMPARE(claimed(board, second, global), q("global"));
    global.workspaceId = here;
    QCOMPARE(claimed(board, second, global), q("invalid_scope_binding"));
    QCOMPARE(claimed(board, addAgentIn(board, "third", here)), q("no_claimable_run"));
}

void ClaimsTest::channelSelectsRuns()
{
    // E10, E11: who names a channel gets the runs of that channel that allow it.
    TestBoard board;
    const WorkspaceId here = addWorkspace(board, "here");
    const Actor agent = addAgentIn(board, "worker", here);
    const auto add = [&](const char *title, const char *channel) {
        TaskCreate create;
        create.title = q(title);
        create.workspaceId = here;
        create.networkChannel = q(channel);
        return board.addTask(create);
    };
    const TaskId closed = add("closed", "docs");
    setProfile(board, closed, [](ProfileSections &p) { p.participants.allowedChannels = {q("ops")}; });
    board.enqueue(closed);
    board.enqueue(add("other", "ops"));
    board.clock.advance(1);
    const Run docs = board.enqueue(add("docs", "docs"));
    ClaimCriteria criteria;
    criteria.channel = q("docs");
    RunClaimNext request;
    request.criteria = criteria;
    const ClaimReply reply = done(board, agent, request);
    QCOMPARE(reply.run->id, docs.id);
    QVERIFY(reply.coordinationChannel);
    QCOMPARE(reply.coordinationChannel->id, q("docs"));
    QCOMPARE(reply.coordinationChannel->purpose, q("task_run_coordination"));
    QCOMPARE(reply.coordinationChannel->allowedMessageKinds.size(), 7);
    criteria.channel = q("empty");
    QCOMPARE(claimed(board, addAgentIn(board, "second", here), criteria), q("no_claimable_run"));
    // Explicitly, the reasons come in order: E10 before E11.
    SessionRegister enter;
    enter.agentName = q("third");
    enter.workspaceId = here;
    enter.channel = q("docs");
    const Actor third = Actor::agent(done(board, board.human, enter).session.id);
    const auto runsOf = [&](const TaskId &task) {
        return board.looked<std::vector<Run>>([&](StoreReader &store) { return store.runsOf(task); });
    };
    QCOMPARE(board.outcome(third, claimOf(runsOf(closed).front().id)), q("no_claimable_run/participant_channel"));
    const TaskId ops = add("ops", "ops");
    QCOMPARE(board.outcome(third, claimOf(board.enqueue(ops).id)), q("no_claimable_run/channel"));
}

void ClaimsTest::singleLease()
{
    // CLM-03.
    Scene scene;
    TestBoard &board = scene.board;
    const Run first = *board.claimNext(scene.agent).run;
    board.enqueue(board.addTask());
    const auto refused = board.run(scene.agent, RunClaimNext{});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ActiveRunLease);
    QCOMPARE(refused.error().data.value(q("run_id")).toString(), first.id.value);
    // It is checked before looking for work, and an expired lease does not block.
    board.clock.advance(*first.leaseDurationMs);
    QVERIFY(board.claimNext(scene.agent).claimed);
}

void ClaimsTest::sessionThatEnds()
{
    Scene scene;
    TestBoard &board = scene.board;
    QCOMPARE(board.outcome(board.human, RunClaimNext{}), q("permission_denied/session_required"));
    QCOMPARE(board.outcome(Actor::engine("dispatcher"), RunClaimNext{}), q("permission_denied/session_required"));
    RunClaimNext named;
    named.session = scene.agent.session();
    QCOMPARE(board.outcome(Actor::engine("dispatcher"), named), q("ok"));
    done(board, scene.agent, SessionEnd{});
    QCOMPARE(board.outcome(scene.agent, RunClaimNext{}), q("permission_denied/session_ended"));
}

void ClaimsTest::claimEffects()
{
    // CLM-08, CLM-09, CLM-10, CLM-15.
    Scene scene;
    TestBoard &board = scene.board;
    const Time now = board.clock.now();
    const Task before = board.task(scene.task);
    RunClaimNext request;
    request.criteria.leaseMs = 4'000;
    const ClaimReply reply = done(board, scene.agent, request);
    const Run run = board.storedRun(scene.run.id);
    QCOMPARE(run.status, RunStatus::Claimed);
    QCOMPARE(run.claimedBy->text(), q("agent_session:") + scene.agent.who.ref);
    QCOMPARE(run.sessionId, scene.agent.session());
    QCOMPARE(run.leaseEpoch, 1);
    QCOMPARE(run.claimedAt, now);
    QCOMPARE(run.heartbeatAt, now);
    QCOMPARE(run.leaseDurationMs, 4'000);
    QCOMPARE(run.leaseUntil, now + 4'000);
    QCOMPARE(reply.leaseUntil, run.leaseUntil);
    QCOMPARE(reply.leaseEpoch, 1);
    QVERIFY(reply.claimToken.startsWith(QLatin1String("stint_claim_")));
    QVERIFY(!run.claimTokenHash.contains(reply.claimToken));
    const ClaimRecord record = claimRecord(board, run.id, 1);
    QCOMPARE(record.agentName, q("worker"));
    QCOMPARE(record.claimTokenHash, run.claimTokenHash);
    QVERIFY(!record.endedAt);
    const Task after = board.task(scene.task);
    QCOMPARE(after.status, TaskStatus::Ready);
    QCOMPARE(after.currentRunId, run.id);
    QCOMPARE(after.updatedAt, before.updatedAt); // STA-11
    const Event event = newest(board, "task.run_claimed");
    QCOMPARE(keysOf(event), q("status task_status claimed_by session_id lease_epoch lease_until claim_token_hash"));
    QCOMPARE(payload(event).value(q("claim_token_hash")).toString(), run.claimTokenHash.mid(7, 8)); // RED-05
    QCOMPARE(broken(board), QString());
}

void ClaimsTest::claimClearsTheLastHolder()
{
    Scene scene;
    TestBoard &board = scene.board;
    board.claimNext(scene.agent);
    RunHeartbeat beat = beatOf(scene.run.id);
    beat.progress = q("half");
    done(board, scene.agent, beat);
    done(board, scene.agent, releaseOf(scene.run.id));
    QCOMPARE(board.storedRun(scene.run.id).progress, q("half")); // RUN-08 keeps it
    const Run again = *board.claimNext(scene.agent).run;
    QCOMPARE(again.id, scene.run.id);
    QCOMPARE(again.leaseEpoch, 2);
    QCOMPARE(again.attempt, 1);
    QVERIFY(again.progress.isEmpty());
    QVERIFY(!again.leaseEventAt);
    QCOMPARE(claimRecord(board, again.id, 1).endReason, ClaimEnd::Released);
    QCOMPARE(broken(board), QString());
}

void ClaimsTest::everyClaimAnotherRun()
{
    // CLM-11.
    TestBoard board;
    QSet<RunId> given;
    for (int i = 0; i < 5; ++i)
        board.enqueue(board.addTask());
    for (int i = 0; i < 5; ++i)
        given.insert(board.claimNext(board.addAgent(QStringLiteral("a%1").arg(i))).run->id);
    QCOMPARE(given.size(), 5);
    QCOMPARE(board.outcome(board.addAgent(q("late")), RunClaimNext{}), q("no_claimable_run"));
}

void ClaimsTest::notBeforeComes()
{
    // E5: the run becomes claimable by the passing of time alone.
    TaskCreate create;
    TestBoard board;
    create.notBefore = board.clock.now() + 1'000;
    board.enqueue(board.addTask(create));
    const Actor agent = board.addAgent(q("worker"));
    board.clock.advance(999);
    QCOMPARE(claimed(board, agent), q("no_claimable_run"));
    board.clock.advance(1);
    QCOMPARE(claimed(board, agent), q("Task"));
}

void ClaimsTest::schedulerPauseHidesWork()
{
    // SCH-02, CLM-13: claim-next finds nothing, people may still claim.
    Scene scene;
    TestBoard &board = scene.board;
    done(board, board.human, SchedulerPauseRequest{});
    QCOMPARE(claimed(board, scene.agent), q("no_claimable_run/scheduler_paused"));
    QCOMPARE(board.outcome(board.human, claimOf(scene.run.id)), q("ok"));
}

void ClaimsTest::manualClaim_data()
{
    QTest::addColumn<Setup>("setup");
    QTest::addColumn<bool>("byEngine");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, Setup setup, bool byEngine, const char *outcome) {
        QTest::newRow(name) << setup << byEngine << q(outcome);
    };
    const auto owner = [](OwnerKind kind) {
        return [kind](TestBoard &b, const TaskId &t) {
            TaskUpdate update;
            update.taskId = t;
            update.changes.owner = OwnerRef{kind, q("x")};
            done(b, b.human, update);
        };
    };
    const auto nothing = [](TestBoard &, const TaskId &) {};
    row("CLM-13 by a person", nothing, false, "ok");
    row("CLM-14 by the engine", nothing, true, "ok");
    row("CLM-13 pause is ignored", pauseTask, false, "ok");
    row("CLM-13 pool is ignored", owner(OwnerKind::Pool), false, "ok");
    row("CLM-14 pool is refused", owner(OwnerKind::Pool), true, "permission_denied/owner");
    row("CLM-13 an agent's task", owner(OwnerKind::AgentSession), false, "permission_denied/owner");
    row("CLM-13 a person's task", owner(OwnerKind::Human), false, "ok");
    row(
        "CLM-13 blocked", [](TestBoard &b, const TaskId &t) { depend(b, t, b.addTask()); }, false,
        "invalid_status_transition/task_blocked");
    row(
        "CLM-13 profile is ignored",
        [](TestBoard &b, const TaskId &t) {
            setProfile(b, t, [](ProfileSections &p) { p.worker.requiredCapabilities = {q("rust")}; });
        },
        false, "ok");
}

void ClaimsTest::manualClaim()
{
    QFETCH(Setup, setup);
    QFETCH(bool, byEngine);
    QFETCH(QString, outcome);
    Scene scene;
    TestBoard &board = scene.board;
    setup(board, scene.task);
    const Actor actor = byEngine ? Actor::engine("dispatcher") : board.human;
    QCOMPARE(test::outcome(board, actor, claimOf(scene.run.id)), outcome);
    if (outcome != QLatin1String("ok"))
        return;
    const Run run = board.storedRun(scene.run.id);
    QCOMPARE(run.claimedBy, actor.who);
    QCOMPARE(run.leaseEpoch, 1);
    QVERIFY(!run.isLeased());
    QVERIFY(!run.leaseUntil);
    QVERIFY(!run.sessionId);
    QCOMPARE(run.isManual(), !byEngine);
    QCOMPARE(keysOf(newest(board, "task.run_claimed")), q("status task_status claimed_by lease_epoch"));
    QCOMPARE(board.outcome(board.human, claimOf(scene.run.id, "other")),
             q("invalid_status_transition/run_not_queued")); // E1
}

void ClaimsTest::enqueueOrder_data()
{
    QTest::addColumn<Setup>("setup");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, Setup setup, const char *outcome) {
        QTest::newRow(name) << setup << q(outcome);
    };
    row(
        "ENQ-04", [](TestBoard &, const TaskId &) {}, "ok");
    row(
        "ENQ-02 1 canceled",
        [](TestBoard &b, const TaskId &t) {
            TaskCancel cancel;
            cancel.taskId = t;
            done(b, b.human, cancel);
        },
        "invalid_status_transition/task_canceled");
    row(
        "ENQ-02 4 open run", [](TestBoard &b, const TaskId &t) { b.enqueue(t); }, "invalid_status_transition/open_run");
    row(
        "ENQ-02 5 open review",
        [](TestBoard &b, const TaskId &t) {
            set(b, "review.policy", "\"always\"");
            completeByHand(b, t);
        },
        "invalid_status_transition/review_open");
    row(
        "ENQ-02 7 attempts",
        [](TestBoard &b, const TaskId &t) {
            for (int i = 0; i < 3; ++i)
                failByHand(b, t);
        },
        "invalid_status_transition/attempts_exhausted");
    row("ENQ-03 completed", completeByHand, "ok");
    row("ENQ-03 paused", pauseTask, "ok");
    row(
        "ENQ-03 blocked", [](TestBoard &b, const TaskId &t) { depend(b, t, b.addTask()); }, "ok");
}

void ClaimsTest::enqueueOrder()
{
    QFETCH(Setup, setup);
    QFETCH(QString, outcome);
    TestBoard board;
    const TaskId task = board.addTask();
    setup(board, task);
    RunEnqueue request;
    request.taskId = task;
    QCOMPARE(test::outcome(board, board.human, request), outcome);
    QCOMPARE(broken(board), QString());
    // ENQ-02 3 is judged before 4 to 7.
    if (outcome != QLatin1String("invalid_status_transition/task_canceled")) {
        request.expectedVersion = 99;
        QCOMPARE(test::outcome(board, board.human, request), q("version_conflict"));
    }
}

void ClaimsTest::enqueueReplay()
{
    // ENQ-02 2, IDM-02, IDM-04: whatever the run has become, and only for the same origin.
    TestBoard board;
    RunEnqueue request;
    request.taskId = board.addTask();
    request.idempotencyKey = q("once");
    request.expectedVersion = 1;
    const RunReply first = done(board, board.human, request);
    QCOMPARE(first.existingRun, false);
    QVERIFY(isSilent(board, board.human, request));
    done(board, board.human, forceOf<RunForceFail>(first.run.id));
    const RunReply again = done(board, board.human, request);
    QCOMPARE(again.existingRun, true);
    QCOMPARE(again.run.id, first.run.id);
    QCOMPARE(again.run.status, RunStatus::Failed);
    const Actor other = Actor::human(q("ada"), OriginKind::Web, q("desktop"));
    request.expectedVersion.reset();
    QCOMPARE(done(board, other, request).existingRun, false);
    QCOMPARE(keysOf(newest(board, "task.run_enqueued")), q("status task_status attempt idempotency_key"));
}

void ClaimsTest::keyOfAnotherTask()
{
    // IDM-03.
    TestBoard board;
    RunEnqueue request;
    request.taskId = board.addTask();
    request.idempotencyKey = q("once");
    done(board, board.human, request);
    request.taskId = board.addTask();
    QCOMPARE(test::outcome(board, board.human, request), q("validation_failed/idempotency_key_reused"));
}

void ClaimsTest::claimReplay()
{
    // IDM-05: only the claim that stands is repeated; one key serves claim and start. All of it in one moment: what a
    // key belongs to is the epoch, not the time.
    Scene scene;
    TestBoard &board = scene.board;
    const ClaimReply first = done(board, scene.agent, claimOf(scene.run.id));
    QCOMPARE(first.existingRun, false);
    QVERIFY(isSilent(board, scene.agent, claimOf(scene.run.id)));
    const ClaimReply again = done(board, scene.agent, claimOf(scene.run.id));
    QCOMPARE(again.existingRun, true);
    QVERIFY(again.claimToken.isEmpty());
    QCOMPARE(done(board, scene.agent, startOf(scene.run.id)).existingRun, false);
    QVERIFY(isSilent(board, scene.agent, startOf(scene.run.id)));
    done(board, scene.agent, releaseOf(scene.run.id));
    const ClaimReply fresh = done(board, scene.agent, claimOf(scene.run.id));
    QCOMPARE(fresh.existingRun, false);
    QCOMPARE(fresh.leaseEpoch, 2);
    // The start of the first claim is not the start of the second.
    QCOMPARE(done(board, scene.agent, startOf(scene.run.id)).existingRun, false);
    done(board, scene.agent, releaseOf(scene.run.id));
    // A claim of another kind under another key is not what the first key stands for.
    board.claimNext(scene.agent);
    QCOMPARE(board.outcome(scene.agent, claimOf(scene.run.id)), q("active_run_lease"));
    QCOMPARE(done(board, scene.agent, startOf(scene.run.id)).existingRun, false);
    done(board, scene.agent, releaseOf(scene.run.id));
    // Nor when somebody has set the clock back in between.
    QCOMPARE(done(board, scene.agent, claimOf(scene.run.id)).leaseEpoch, 4);
    done(board, scene.agent, releaseOf(scene.run.id));
    board.clock.jump(-3'600'000);
    board.claimNext(scene.agent);
    QCOMPARE(board.outcome(scene.agent, claimOf(scene.run.id)), q("active_run_lease"));
}

void ClaimsTest::peoplesClaimReplay()
{
    // IDM-05: the same of a person, who has no session.
    TestBoard board;
    const Run run = board.enqueue(board.addTask());
    QCOMPARE(done(board, board.human, claimOf(run.id)).existingRun, false);
    QCOMPARE(done(board, board.human, claimOf(run.id)).existingRun, true);
    done(board, board.human, forceOf<RunForceRelease>(run.id));
    done(board, board.human, claimOf(run.id, "other"));
    QCOMPARE(board.outcome(board.human, claimOf(run.id)), q("invalid_status_transition/run_not_queued"));
    QCOMPARE(done(board, board.human, claimOf(run.id, "other")).leaseEpoch, 2);
}

void ClaimsTest::keysAreNeeded()
{
    // IDM-01, and ERR-05: before the row is looked for.
    Scene scene;
    TestBoard &board = scene.board;
    QCOMPARE(board.outcome(scene.agent, claimOf(RunId(q("run-x")), "")),
             q("validation_failed/idempotency_key_required"));
    QCOMPARE(board.outcome(scene.agent, startOf(RunId(q("run-x")), "")),
             q("validation_failed/idempotency_key_required"));
    RunEnqueue enqueue;
    enqueue.taskId = TaskId(q("task-x"));
    QCOMPARE(board.outcome(scene.agent, enqueue), q("validation_failed/idempotency_key_required"));
    QCOMPARE(board.outcome(board.human, enqueue), q("task_not_found"));
    enqueue.taskId = TaskId(q(" "));
    QCOMPARE(board.outcome(board.human, enqueue), q("validation_failed")); // ERR-03
    QCOMPARE(board.outcome(scene.agent, claimOf(RunId(q("run-x")))), q("run_not_found"));
}

void ClaimsTest::costDoesNotGrowWithTheQueue()
{
    // Equal runs share one class: what a claim judges depends on the kinds of work, not on its amount.
    TestBoard board;
    for (int i = 0; i < 40; ++i)
        board.enqueue(board.addTask(), i % 2 ? QStringList{q("cpp")} : QStringList{});
    const auto classes = board.looked<std::vector<ClaimClass>>([](StoreReader &store) { return store.claimClasses(); });
    QCOMPARE(classes.size(), std::size_t(2));
    for (const ClaimClass &claimClass : classes)
        QCOMPARE(claimClassFromKey(claimClass.key()), claimClass);
}

STINT_REGISTER_TEST(ClaimsTest)
#include "tst_claims.moc"
