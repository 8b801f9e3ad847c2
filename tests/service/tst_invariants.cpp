#include "model/service/invariants.h"
#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The invariants of section 21: a board that was only changed by verbs has no problem; each kind of damage is found by
/// the check that names it, or the store does not accept it.
class InvariantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void livelyBoardIsWhole();
    void damage_data();
    void damage();
    void everyInvariantIsDamaged();
    void rowsAreBounded();
};

namespace
{

/// What a damaging write starts from: one board with a run of each kind.
struct Scene {
    Flow board;
    TaskId ready, held, done, parent, child, reviewed;
    Run queued, claimed, completed;
    Review review;

    Scene()
    {
        board.set("review.rapid_terminal_window_ms", "0");
        done = board.addTask(QStringLiteral("done"));
        completed = board.ended(done);
        reviewed = board.addTask(QStringLiteral("reviewed"));
        review = board.requested(board.ended(reviewed));
        ready = board.addTask(QStringLiteral("ready"));
        parent = board.addTask(QStringLiteral("parent"));
        TaskCreate create;
        create.title = QStringLiteral("child");
        create.parentTaskId = parent;
        create.externalKey = QStringLiteral("key");
        child = board.addTask(create);
        held = board.addTask(QStringLiteral("held"));
        claimed = board.claimed(held);
        queued = board.enqueue(ready);
        board.flush();
    }

    /// Writes past all rules; false when the store refuses.
    bool write(const std::function<void(StoreTransaction &)> &change)
    {
        return board
            .attempt(board.sweeper,
                     [&](Verb &verb) -> Done {
                         change(verb.store);
                         return {};
                     })
            .has_value();
    }
    bool task(const TaskId &id, const std::function<void(Task &)> &change)
    {
        return write([&](StoreTransaction &store) {
            Task row = *store.task(id);
            change(row);
            store.updateTask(row);
        });
    }
    static WorkspaceId elsewhere() { return WorkspaceId(QStringLiteral("workspace-elsewhere")); }
    static void insertElsewhere(StoreTransaction &store)
    {
        store.insertWorkspace({elsewhere(), QStringLiteral("elsewhere"), QStringLiteral("/srv/elsewhere"), {}});
    }
    /// A new task beside the others; parent and workspace never change later.
    bool insert(const std::function<void(Task &)> &change)
    {
        return write([&](StoreTransaction &store) {
            insertElsewhere(store);
            Task row = *store.task(parent);
            row.id = TaskId(QStringLiteral("task-x"));
            change(row);
            store.insertTask(row);
        });
    }
    bool run(const RunId &id, const std::function<void(Run &)> &change)
    {
        return write([&](StoreTransaction &store) {
            Run row = *store.run(id);
            const RunFence fence = RunFence::of(row);
            change(row);
            const bool written = store.updateRun(row, fence);
            Q_UNUSED(written);
        });
    }
    bool reviewRow(const std::function<void(Review &)> &change)
    {
        return write([&](StoreTransaction &store) {
            Review row = *store.review(review.id);
            change(row);
            store.updateReview(row);
        });
    }
    bool event(const std::function<void(Event &)> &change)
    {
        return write([&](StoreTransaction &store) {
            Event one;
            one.id = EventId(QStringLiteral("evt-extra"));
            one.taskId = ready;
            one.type = QStringLiteral("task.commented");
            one.payload.text = "{}";
            one.time = board.clock.now();
            one.actor = board.human.who;
            one.origin = board.human.origin;
            change(one);
            store.appendEvent(one);
        });
    }
    bool session(const std::function<void(Session &)> &change)
    {
        return write([&](StoreTransaction &store) {
            Session row = *store.session(board.worker.session());
            change(row);
            store.updateSession(row);
        });
    }
};

Run another(const Run &like, const char *id, int attempt, RunStatus status)
{
    Run run;
    run.id = RunId(QLatin1String(id));
    run.taskId = like.taskId;
    run.attempt = attempt;
    run.status = status;
    run.queuedAt = run.waitingSince = like.queuedAt;
    if (isTerminal(status))
        run.endedAt = like.queuedAt;
    if (status == RunStatus::Failed)
        run.error = QStringLiteral("e");
    return run;
}

using Damage = std::function<bool(Scene &)>;

/// Name of the case and the write; the name begins with the invariant it breaks.
const std::vector<std::pair<const char *, Damage>> &damages()
{
    static const QString token = QStringLiteral("stint_claim_abc");
    static const std::vector<std::pair<const char *, Damage>> list{
        {"INV-01 wrong status",
         [](Scene &s) { return s.task(s.ready, [](Task &t) { t.status = TaskStatus::Blocked; }); }},
        {"INV-02 pending", [](Scene &s) { return s.task(s.ready, [](Task &t) { t.status = TaskStatus::Pending; }); }},
        {"INV-03 closed but open", [](Scene &s) { return s.task(s.ready, [](Task &t) { t.closedAt = t.createdAt; }); }},
        {"INV-04 forgotten current run",
         [](Scene &s) { return s.task(s.held, [](Task &t) { t.currentRunId.reset(); }); }},
        {"INV-05 two open runs",
         [](Scene &s) {
             return s.write(
                 [&](StoreTransaction &db) { db.insertRun(another(s.queued, "run-x", 2, RunStatus::Queued)); });
         }},
        {"INV-06 a hole in the attempts",
         [](Scene &s) {
             return s.write(
                 [&](StoreTransaction &db) { db.insertRun(another(s.completed, "run-x", 3, RunStatus::Failed)); });
         }},
        {"INV-07 canceled with an open run",
         [](Scene &s) {
             return s.task(s.ready, [](Task &t) { t.status = TaskStatus::Canceled, t.closedAt = t.createdAt; });
         }},
        {"INV-08 queued with a session",
         [](Scene &s) { return s.run(s.queued.id, [&](Run &r) { r.sessionId = s.board.worker.session(); }); }},
        {"INV-09 leased without heartbeat",
         [](Scene &s) { return s.run(s.claimed.id, [](Run &r) { r.heartbeatAt.reset(); }); }},
        {"INV-10 lease ends before its claim",
         [](Scene &s) {
             return s.run(s.claimed.id, [](Run &r) { r.leaseUntil = *r.claimedAt - 1, r.heartbeatAt = r.leaseUntil; });
         }},
        {"INV-11 a session with two runs",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 Run extra = another(s.completed, "run-x", 2, RunStatus::Running);
                 extra.endedAt.reset();
                 extra.claimedBy = s.board.human.who;
                 extra.claimedAt = extra.startedAt = extra.queuedAt;
                 extra.sessionId = s.board.worker.session();
                 db.insertRun(extra);
             });
         }},
        {"INV-12 ended but open", [](Scene &s) { return s.run(s.queued.id, [](Run &r) { r.endedAt = r.queuedAt; }); }},
        {"INV-13 completed with an error",
         [](Scene &s) { return s.run(s.completed.id, [](Run &r) { r.error = QStringLiteral("e"); }); }},
        {"INV-14 forced but completed",
         [](Scene &s) { return s.run(s.completed.id, [](Run &r) { r.failureKind = FailureKind::OperatorForced; }); }},
        {"INV-15 attention while queued",
         [](Scene &s) {
             return s.run(s.queued.id, [](Run &r) {
                 r.attention = Attention{AttentionReason::Starved, QStringLiteral("x"), r.queuedAt, {}};
             });
         }},
        {"INV-16 leased and starting",
         [](Scene &s) { return s.run(s.claimed.id, [](Run &r) { r.status = RunStatus::Starting; }); }},
        {"INV-17 epoch without claim", [](Scene &s) { return s.run(s.queued.id, [](Run &r) { r.leaseEpoch = 1; }); }},
        {"INV-18 current claim ended",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 ClaimRecord claim = *db.claim(s.claimed.id, 1);
                 claim.endedAt = claim.claimedAt;
                 claim.endReason = ClaimEnd::Released;
                 db.updateClaim(claim);
             });
         }},
        {"INV-19 holder ended",
         [](Scene &s) {
             return s.session([](Session &one) { one.state = SessionState::Ended, one.endedAt = one.registeredAt; });
         }},
        {"INV-20 approval without policy",
         [](Scene &s) { return s.task(s.parent, [](Task &t) { t.approvalState = ApprovalState::Approved; }); }},
        {"INV-21 global with workspace",
         [](Scene &s) { return s.insert([](Task &t) { t.workspaceId = Scene::elsewhere(); }); }},
        {"INV-21 a child elsewhere",
         [](Scene &s) {
             return s.write([&](StoreTransaction &store) {
                 Scene::insertElsewhere(store);
                 Task above = *store.task(s.parent);
                 above.id = TaskId(QStringLiteral("task-above"));
                 above.scope = Scope::Workspace;
                 above.workspaceId = Scene::elsewhere();
                 store.insertTask(above);
                 Task below = *store.task(s.parent);
                 below.id = TaskId(QStringLiteral("task-below"));
                 below.parentTaskId = above.id;
                 store.insertTask(below);
             });
         }},
        {"INV-22 a loop of parents", [](Scene &s) { return s.insert([](Task &t) { t.parentTaskId = t.id; }); }},
        {"INV-22 a missing parent",
         [](Scene &s) { return s.insert([](Task &t) { t.parentTaskId = TaskId(QStringLiteral("task-none")); }); }},
        {"INV-23 a cycle",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 for (const auto &[from, to] :
                      {std::pair(s.parent, s.child), std::pair(s.child, s.done), std::pair(s.done, s.parent)})
                     db.insertDependency({from, to, DependencyKind::Blocks, s.board.human.who, Time{1}});
             });
         }},
        {"INV-24 pause without reason",
         [](Scene &s) {
             return s.task(s.parent, [](Task &t) {
                 t.pause = TaskPause{QStringLiteral("human:ada"), t.createdAt, {}};
             });
         }},
        {"INV-24 scheduler paused by nobody",
         [](Scene &s) { return s.write([](StoreTransaction &db) {
                            db.putSchedulerPause({true, {}, Time{1}, {}});
                        }); }},
        {"INV-25 an event without a time", [](Scene &s) { return s.event([](Event &e) { e.time = Time{0}; }); }},
        {"INV-26 an event of nobody",
         [](Scene &s) { return s.event([](Event &e) { e.taskId = TaskId(QStringLiteral("task-none")); }); }},
        {"INV-26 deleted but there",
         [](Scene &s) { return s.event([](Event &e) { e.type = QStringLiteral("task.deleted"); }); }},
        {"INV-27 created twice",
         [](Scene &s) { return s.event([](Event &e) { e.type = QStringLiteral("task.created"); }); }},
        {"INV-28 a run of another task", [](Scene &s) { return s.event([&](Event &e) { e.runId = s.completed.id; }); }},
        {"INV-29 a key of no run",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 db.putIdempotency(
                     {QStringLiteral("k"), s.board.human.origin, RunId(QStringLiteral("run-none")), Time{1}});
             });
         }},
        {"INV-30 a review of an open run",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 Review extra = s.review;
                 extra.id = ReviewId(QStringLiteral("review-x"));
                 extra.taskId = s.ready;
                 extra.runId = s.queued.id;
                 extra.status = ReviewStatus::Canceled;
                 db.insertReview(extra);
             });
         }},
        {"INV-31 open with an open circuit",
         [](Scene &s) {
             return s.task(s.reviewed, [](Task &t) {
                 t.circuitOpenedAt = t.createdAt;
                 t.circuitReason = CircuitReason::BlockedVerdict;
             });
         }},
        {"INV-32 recorded without verdict",
         [](Scene &s) { return s.reviewRow([](Review &r) { r.status = ReviewStatus::Recorded; }); }},
        {"INV-33 a continuation of no rejection",
         [](Scene &s) { return s.reviewRow([&](Review &r) { r.continuationRunId = s.queued.id; }); }},
        {"INV-34 a circuit that nothing opened",
         [](Scene &s) {
             return s.task(s.done, [](Task &t) {
                 t.circuitOpenedAt = t.createdAt;
                 t.circuitReason = CircuitReason::BlockedVerdict;
             });
         }},
        {"INV-35 its own reviewer",
         [](Scene &s) {
             return s.reviewRow([&](Review &r) {
                 r.status = ReviewStatus::Canceled;
                 r.outcome = ReviewOutcome::Approved;
                 r.recordedBy = s.board.worker.who;
                 r.reviewerAgentName = QStringLiteral("worker");
             });
         }},
        {"INV-36 in review by nobody",
         [](Scene &s) { return s.reviewRow([](Review &r) { r.status = ReviewStatus::InReview; }); }},
        {"INV-37 one key, two tasks",
         [](Scene &s) { return s.task(s.parent, [](Task &t) { t.externalKey = QStringLiteral("key"); }); }},
        {"INV-37 version 0", [](Scene &s) { return s.task(s.parent, [](Task &t) { t.version = 0; }); }},
        {"INV-38 four late results",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 for (int n = 1; n <= 4; ++n) {
                     LateResult late;
                     late.runId = s.queued.id;
                     late.n = n;
                     late.sessionId = s.board.worker.session();
                     db.insertLateResult(late);
                 }
             });
         }},
        {"INV-39 archived and unread",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 db.putTriage({s.ready, s.board.human.who, false, true, false, {}, {}, Time{1}});
             });
         }},
        {"INV-39 a claim of no run",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 ClaimRecord claim;
                 claim.runId = RunId(QStringLiteral("run-none"));
                 claim.claimedBy = s.board.human.who;
                 db.insertClaim(claim);
             });
         }},
        {"INV-40 a budget of a held run",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) { db.putBudget({s.claimed.id, 1, false, false, Time{1}}); });
         }},
        {"INV-41 a successor of itself",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 Run extra = another(s.completed, "run-x", 2, RunStatus::Failed);
                 extra.previousRunId = s.queued.id;
                 db.insertRun(extra);
             });
         }},
        {"INV-42 a token in a description",
         [](Scene &s) { return s.task(s.parent, [](Task &t) { t.description = token; }); }},
        {"INV-42 a token in an event",
         [](Scene &s) { return s.event([](Event &e) { e.payload.text = "{\"text\":\"stint_session_zz\"}"; }); }},
        {"INV-42 a hash of another form",
         [](Scene &s) { return s.run(s.claimed.id, [](Run &r) { r.claimTokenHash = QStringLiteral("sha256:ABC"); }); }},
        {"INV-43 a long title",
         [](Scene &s) { return s.task(s.parent, [](Task &t) { t.title = QString(1'025, QLatin1Char('x')); }); }},
        {"INV-43 unsorted labels",
         [](Scene &s) {
             return s.task(s.parent, [](Task &t) { t.labels = {QStringLiteral("b"), QStringLiteral("a")}; });
         }},
        {"READY a run that is not in it",
         [](Scene &s) { return s.write([&](StoreTransaction &db) { db.removeReady(s.queued.id); }); }},
        {"READY a run that may not be in it",
         [](Scene &s) {
             const Run waiting = s.board.enqueue(s.child);
             TaskPauseRequest pause;
             pause.taskId = s.parent;
             pause.reason = QStringLiteral("later");
             Flow::must(s.board.run(s.board.human, pause), "task.pause");
             return s.write([&](StoreTransaction &db) {
                 db.putReady({waiting.id, s.child, 20, waiting.queuedAt, {}}, ClaimClass{}, {});
             });
         }},
        {"READY the wrong weight",
         [](Scene &s) {
             return s.write([&](StoreTransaction &db) {
                 db.putReady({s.queued.id, s.ready, 40, s.queued.queuedAt, {}}, ClaimClass{}, {});
             });
         }},
    };
    return list;
}

/// Damage that the schema itself refuses to store; its check is for files that were changed by other hands.
bool isKeptOut(const char *name)
{
    static const QSet<QByteArray> kept{"INV-29 a key of no run", "INV-37 one key, two tasks", "INV-37 version 0",
                                       "INV-39 a claim of no run"};
    return kept.contains(name);
}

} // namespace

void InvariantsTest::livelyBoardIsWhole()
{
    Scene scene;
    QCOMPARE(scene.board.problems(), QStringList());
    const auto reply = Flow::must(scene.board.query(scene.board.human, BoardVerify{}), "board.verify");
    QVERIFY(reply.ok);
    QCOMPARE(reply.checks, 45); // 43 invariants, the ready order, the file
    QCOMPARE(scene.board.outcome(scene.board.worker, BoardVerify{}), QStringLiteral("permission_denied/human_only"));
}

void InvariantsTest::damage_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < damages().size(); ++i)
        QTest::newRow(damages()[i].first) << static_cast<int>(i);
}

void InvariantsTest::damage()
{
    QFETCH(int, index);
    const auto &[name, harm] = damages()[static_cast<std::size_t>(index)];
    Scene scene;
    if (!harm(scene)) {
        QVERIFY2(isKeptOut(name), "The store refused what the check should have found.");
        return;
    }
    QVERIFY2(!isKeptOut(name), "The store no longer keeps this damage out.");
    const QString invariant = QString::fromLatin1(name).section(QLatin1Char(' '), 0, 0);
    QStringList found;
    scene.board.look([&](StoreReader &store) {
        for (const InvariantProblem &problem : checkInvariants(store, scene.board.clock.now()))
            found << problem.invariant;
    });
    QVERIFY2(found.contains(invariant), qPrintable(found.join(QLatin1Char(' '))));
}

void InvariantsTest::everyInvariantIsDamaged()
{
    // No check without a case that makes it fail.
    QSet<QString> damaged;
    for (const auto &[name, harm] : damages())
        damaged.insert(QString::fromLatin1(name).section(QLatin1Char(' '), 0, 0));
    QCOMPARE(damaged.size(), invariantCount());
}

void InvariantsTest::rowsAreBounded()
{
    Flow board;
    std::vector<TaskId> tasks;
    for (int i = 0; i < 25; ++i)
        tasks.push_back(board.addTask());
    board.act(board.sweeper, [&](Verb &verb) {
        for (const TaskId &id : tasks) {
            Task row = *verb.store.task(id);
            row.status = TaskStatus::Blocked;
            verb.store.updateTask(row);
        }
    });
    board.look([&](StoreReader &store) {
        const auto problems = checkInvariants(store, board.clock.now());
        QCOMPARE(problems.front().invariant, QStringLiteral("INV-01"));
        QCOMPARE(problems.front().rows.size(), 20);
        QCOMPARE(checkInvariants(store, board.clock.now(), 3).front().rows.size(), 3);
    });
}

STINT_REGISTER_TEST(InvariantsTest)
#include "tst_invariants.moc"
