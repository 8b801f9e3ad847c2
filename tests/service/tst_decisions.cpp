#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

TaskStart start(const TaskId &id, const char *key = "")
{
    TaskStart request;
    request.taskId = id;
    request.options.idempotencyKey = QLatin1String(key);
    return request;
}

TaskPublish publish(const TaskId &id)
{
    TaskPublish request;
    request.taskId = id;
    return request;
}

TaskApprove approve(const TaskId &id)
{
    TaskApprove request;
    request.taskId = id;
    return request;
}

TaskReject reject(const TaskId &id, const char *reason = "")
{
    TaskReject request;
    request.taskId = id;
    request.reason = QLatin1String(reason);
    return request;
}

TaskCancel cancel(const TaskId &id)
{
    TaskCancel request;
    request.taskId = id;
    return request;
}

TaskId addDraft(TestBoard &board, const char *policy = "none")
{
    TaskCreate request;
    request.draft = true;
    request.approvalPolicy = QLatin1String(policy);
    return board.addTask(request);
}

TaskId addGuarded(TestBoard &board)
{
    TaskCreate request;
    request.approvalPolicy = QStringLiteral("manual");
    return board.addTask(request);
}

TaskId addChild(TestBoard &board, const TaskId &parent, const char *id)
{
    TaskCreate request;
    request.parentTaskId = parent;
    request.id = TaskId(QLatin1String(id));
    return board.addTask(request);
}

} // namespace

class DecisionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startQueuesARun();
    void startIsRepeatable();
    void startNeedsAnExecutableTask();
    void startTakesChannelAndCapabilities();
    void sharedFields_data();
    void sharedFields();
    void keysBelongToOneTask();
    void publishing();
    void publishingRefused();
    void agentsPublishTheirOwn();
    void approving();
    void approvingWithoutARun_data();
    void approvingWithoutARun();
    void approvingABlockedTask();
    void rejecting();
    void decidingRefused();
    void deciding_data();
    void deciding();
    void bulkApprove();
    void cancelTakesTheWholeSubtree();
    void cancelTellsAndStopsTheSession();
    void cancelSkipsWhatHasEnded();
    void cancelClosesReviewsAndCircuit();
    void cancelKeepsDependentsBlocked();
    void cancelNamesADuplicate();
    void cancelRefused();
    void agentsCancelTheirOwn();
    void bulkCancel();
};

void DecisionsTest::startQueuesARun()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const qint64 before = board.lastSeq();
    const TaskReply reply = done(board, board.human, start(id));
    QVERIFY(reply.run && reply.run->status == RunStatus::Queued);
    QVERIFY(reply.existingRun == false);
    QCOMPARE(board.eventTypes(before), QStringList{QStringLiteral("task.run_enqueued")});
    const Event event = newest(board, "task.run_enqueued");
    QCOMPARE(keysOf(event), QStringLiteral("status task_status attempt idempotency_key"));
    QCOMPARE(payload(event).value(QStringLiteral("idempotency_key")).toString(),
             QStringLiteral("task.start.") + id.value); // IDM-01
    QCOMPARE(payload(event).value(QStringLiteral("task_status")).toString(), QStringLiteral("ready"));
    QCOMPARE(board.task(id).version, 1); // VER-01
}

void DecisionsTest::startIsRepeatable()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const RunId first = done(board, board.human, start(id)).run->id;
    QVERIFY(isSilent(board, board.human, start(id))); // DRA-01
    RunClaim claim;
    claim.runId = first;
    done(board, board.human, claim);
    RunStart begin;
    begin.lease.runId = first;
    done(board, board.human, begin);
    RunFail fail;
    fail.lease.runId = first;
    fail.error = QStringLiteral("broken");
    done(board, board.human, fail);
    TaskStart again = start(id);
    again.options.expectedVersion = 99; // a replay asks nothing further
    const TaskReply replay = done(board, board.human, again);
    QVERIFY(replay.run->id == first && replay.run->status == RunStatus::Failed && replay.existingRun == true); // DRA-08
    const TaskReply fresh = done(board, board.human, start(id, "fresh"));
    QVERIFY(fresh.run->attempt == 2 && fresh.existingRun == false);
    // Another origin has another default key and gets the real precondition.
    const Actor elsewhere = Actor::human(QStringLiteral("ada"), OriginKind::Web, QStringLiteral("desktop"));
    QCOMPARE(outcome(board, elsewhere, start(id)), QStringLiteral("invalid_status_transition/open_run"));
}

void DecisionsTest::startNeedsAnExecutableTask()
{
    CheckedBoard board;
    QCOMPARE(outcome(board, board.human, start(addDraft(board))),
             QStringLiteral("invalid_status_transition/task_draft")); // DRA-02
    QCOMPARE(outcome(board, board.human, start(addGuarded(board))),
             QStringLiteral("invalid_status_transition/task_blocked"));
    const TaskId canceled = board.addTask();
    done(board, board.human, cancel(canceled));
    QCOMPARE(outcome(board, board.human, start(canceled)), QStringLiteral("invalid_status_transition/task_canceled"));
    TaskCreate request;
    request.maxAttempts = 1;
    const TaskId spent = board.addTask(request);
    failByHand(board, spent);
    QCOMPARE(outcome(board, board.human, start(spent)), QStringLiteral("invalid_status_transition/attempts_exhausted"));
    const TaskId completed = board.addTask();
    completeByHand(board, completed);
    QVERIFY(done(board, board.human, start(completed)).task.task.status == TaskStatus::Ready); // ENQ-03, STA-18
    QCOMPARE(outcome(board, board.human, start(TaskId(QStringLiteral("x")))), QStringLiteral("task_not_found"));
    TaskStart versioned = start(board.addTask());
    versioned.options.expectedVersion = 2;
    QCOMPARE(outcome(board, board.human, versioned), QStringLiteral("version_conflict"));
}

void DecisionsTest::startTakesChannelAndCapabilities()
{
    CheckedBoard board;
    TaskCreate create;
    create.workspaceId = addWorkspace(board, "ws-a");
    create.networkChannel = QStringLiteral("task-channel");
    const TaskId id = board.addTask(create);
    TaskStart request = start(id);
    request.options.networkChannel = QStringLiteral("build");
    request.options.requiredCapabilities = {QStringLiteral("qt"), QStringLiteral("cpp")};
    request.options.preferredCapabilities = {QStringLiteral("gpu")};
    request.options.metadata = {R"({"why":1})"};
    const Run run = *done(board, board.human, request).run;
    QCOMPARE(run.networkChannel, QStringLiteral("build"));
    QCOMPARE(run.coordinationChannelId, QStringLiteral("build"));
    QCOMPARE(run.requiredCapabilities, (QStringList{QStringLiteral("cpp"), QStringLiteral("qt")}));
    QCOMPARE(run.preferredCapabilities, QStringList{QStringLiteral("gpu")});
    QCOMPARE(run.metadata.text, QByteArray(R"({"why":1})"));
    QCOMPARE(keysOf(newest(board, "task.run_enqueued")),
             QStringLiteral("status task_status attempt network_channel coordination_channel_id idempotency_key "
                            "required_capabilities"));
}

void DecisionsTest::sharedFields_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("capability");
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<QString>("expected");
    const QString bad = QStringLiteral("validation_failed");
    QTest::newRow("IDM-02 key 200") << QString(200, QLatin1Char('k')) << QString() << QString() << QByteArray()
                                    << QStringLiteral("ok");
    QTest::newRow("IDM-02 key 201") << QString(201, QLatin1Char('k')) << QString() << QString() << QByteArray() << bad;
    QTest::newRow("IDM-02 control") << QStringLiteral("a\u0002") << QString() << QString() << QByteArray() << bad;
    QTest::newRow("RED-02 token") << QStringLiteral("stint_session_x") << QString() << QString() << QByteArray() << bad;
    QTest::newRow("IDN-06 channel") << QString() << QStringLiteral("A b") << QString() << QByteArray() << bad;
    QTest::newRow("IDN-09 capability") << QString() << QString() << QStringLiteral("a b") << QByteArray() << bad;
    QTest::newRow("VAL-02 metadata") << QString() << QString() << QString() << QByteArray("{") << bad;
    QTest::newRow("LIM-09 metadata") << QString() << QString() << QString()
                                     << QByteArray('"' + QByteArray(16383, 'x') + '"')
                                     << QStringLiteral("payload_too_large");
}

void DecisionsTest::sharedFields()
{
    QFETCH(QString, key);
    QFETCH(QString, channel);
    QFETCH(QString, capability);
    QFETCH(QByteArray, metadata);
    QFETCH(QString, expected);
    CheckedBoard board;
    QueueOptions options;
    options.idempotencyKey = key;
    options.networkChannel = channel;
    if (!capability.isEmpty())
        options.requiredCapabilities = {capability};
    options.metadata = {metadata};
    QCOMPARE(outcome(board, board.human, TaskStart{board.addTask(), options}), expected);
    QCOMPARE(outcome(board, board.human, TaskPublish{addDraft(board), {options}}),
             expected == QLatin1String("ok") ? QStringLiteral("validation_failed/idempotency_key_reused") : expected);
    if (expected != QLatin1String("ok")) // step 4 before step 6
        QCOMPARE(outcome(board, board.human, TaskApprove{TaskId(QStringLiteral("x")), options}), expected);
}

void DecisionsTest::keysBelongToOneTask()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask();
    done(board, board.human, start(a, "k"));
    QCOMPARE(outcome(board, board.human, start(b, "k")),
             QStringLiteral("validation_failed/idempotency_key_reused")); // IDM-03
    const Actor other = Actor::human(QStringLiteral("ada"), OriginKind::Uds, QStringLiteral("x"));
    QCOMPARE(outcome(board, other, start(b, "k")), QStringLiteral("ok")); // IDM-02
}

void DecisionsTest::publishing()
{
    CheckedBoard board;
    const TaskId id = addDraft(board);
    board.clock.advance(10);
    const qint64 before = board.lastSeq();
    const TaskReply reply = done(board, board.human, publish(id));
    QVERIFY(reply.task.task.status == TaskStatus::Ready && reply.run); // DRA-03
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.published"), QStringLiteral("task.run_enqueued")}));
    const Event event = newest(board, "task.published");
    QCOMPARE(keysOf(event), QStringLiteral("previous_status status approval_state"));
    QCOMPARE(payload(event).value(QStringLiteral("previous_status")).toString(), QStringLiteral("draft"));
    QCOMPARE(payload(event).value(QStringLiteral("status")).toString(), QStringLiteral("ready"));
    const Task task = board.task(id);
    QCOMPARE(task.version, 2);
    QVERIFY(task.updatedAt == board.clock.now());
    QVERIFY(isSilent(board, board.human, publish(id)));
    QVERIFY(board.claimNext(board.addAgent(QStringLiteral("worker"))).claimed);
}

void DecisionsTest::publishingRefused()
{
    CheckedBoard board;
    QCOMPARE(outcome(board, board.human, publish(board.addTask())),
             QStringLiteral("invalid_status_transition/not_draft"));
    QCOMPARE(outcome(board, board.human, publish(addDraft(board, "manual"))),
             QStringLiteral("invalid_status_transition/would_be_blocked"));
    const TaskId waiting = addDraft(board);
    depend(board, waiting, board.addTask());
    QCOMPARE(outcome(board, board.human, publish(waiting)),
             QStringLiteral("invalid_status_transition/would_be_blocked"));
    const TaskId guarded = addDraft(board, "manual");
    done(board, board.human, approve(guarded));
    QCOMPARE(outcome(board, board.human, publish(guarded)), QStringLiteral("ok")); // DRA-06
}

void DecisionsTest::agentsPublishTheirOwn()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = addDraft(board);
    QCOMPARE(outcome(board, agent, publish(id)), QStringLiteral("forbidden_operator_action/edit")); // ACT-12
    TaskCreate own;
    own.title = QStringLiteral("Own");
    own.draft = true;
    QCOMPARE(outcome(board, agent, publish(done(board, agent, own).task.task.id)), QStringLiteral("ok"));
    QCOMPARE(outcome(board, agent, start(board.addTask())), QStringLiteral("ok")); // starting is free (ACT-06)
}

void DecisionsTest::approving()
{
    CheckedBoard board;
    const TaskId id = addGuarded(board);
    board.clock.advance(10);
    const qint64 before = board.lastSeq();
    const TaskReply reply = done(board, board.human, approve(id));
    QVERIFY(reply.task.task.approvalState == ApprovalState::Approved && reply.task.task.status == TaskStatus::Ready);
    QVERIFY(reply.run && reply.existingRun == false && reply.enqueueSkipped.isEmpty()); // DRA-04
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.approved"), QStringLiteral("task.run_enqueued")}));
    const Event event = newest(board, "task.approved");
    QCOMPARE(keysOf(event), QStringLiteral("previous_approval_state approval_state status"));
    QCOMPARE(payload(event).value(QStringLiteral("status")).toString(), QStringLiteral("ready"));
    QCOMPARE(payload(newest(board, "task.run_enqueued")).value(QStringLiteral("idempotency_key")).toString(),
             QStringLiteral("task.approval.") + id.value); // IDM-01
    QCOMPARE(board.task(id).version, 2);
    QVERIFY(isSilent(board, board.human, approve(id)));
}

void DecisionsTest::approvingWithoutARun_data()
{
    QTest::addColumn<QString>("expected");
    for (const char *row : {"task_draft", "open_run", "attempts_exhausted"})
        QTest::newRow(row) << QString(QLatin1String(row));
}

void DecisionsTest::approvingWithoutARun()
{
    // DRA-06: the approval stands alone.
    QFETCH(QString, expected);
    CheckedBoard board;
    TaskId id = expected == QLatin1String("task_draft") ? addDraft(board, "manual") : addGuarded(board);
    if (expected == QLatin1String("open_run"))
        board.enqueue(id);
    if (expected == QLatin1String("attempts_exhausted")) {
        TaskCreate request;
        request.maxAttempts = 2;
        id = board.addTask(request);
        failByHand(board, id);
        board.act(board.human, [&](Verb &verb) { // approval wanted after the last attempt, the task not yet terminal
            Task task = *verb.task(id);
            task.approvalPolicy = ApprovalPolicy::Manual;
            task.approvalState = ApprovalState::Pending;
            task.maxAttempts = 1;
            verb.save(task);
        });
    }
    const TaskReply reply = done(board, board.human, approve(id));
    QVERIFY(board.task(id).approvalState == ApprovalState::Approved);
    QCOMPARE(payload(newest(board, "task.approved")).value(QStringLiteral("enqueue_skipped")).toString(), expected);
    if (expected == QLatin1String("open_run")) {
        QVERIFY(reply.run && reply.run->status == RunStatus::Queued);
        QVERIFY(reply.enqueueSkipped.isEmpty());
        QVERIFY(reply.task.task.status == TaskStatus::Ready);
    } else {
        QVERIFY(!reply.run);
        QCOMPARE(reply.enqueueSkipped, expected);
    }
    if (expected == QLatin1String("task_draft"))
        QVERIFY(reply.task.task.status == TaskStatus::Draft);
}

void DecisionsTest::approvingABlockedTask()
{
    CheckedBoard board;
    const TaskId id = addGuarded(board);
    depend(board, id, board.addTask());
    const TaskReply reply = done(board, board.human, approve(id));
    QVERIFY(reply.run && reply.task.task.status == TaskStatus::Blocked); // DRA-06: the run waits
    QVERIFY(!board.run(board.addAgent(QStringLiteral("worker")), RunClaimNext{}));
}

void DecisionsTest::rejecting()
{
    CheckedBoard board;
    const TaskId id = addGuarded(board);
    const qint64 before = board.lastSeq();
    const TaskReply reply = done(board, board.human, reject(id, " too big "));
    QVERIFY(reply.task.task.approvalState == ApprovalState::Rejected && reply.task.task.status == TaskStatus::Blocked);
    QVERIFY(!reply.run);
    QCOMPARE(board.eventTypes(before), QStringList{QStringLiteral("task.rejected")}); // DRA-05
    const Event event = newest(board, "task.rejected");
    QCOMPARE(keysOf(event), QStringLiteral("previous_approval_state approval_state status reason"));
    QCOMPARE(payload(event).value(QStringLiteral("reason")).toString(), QStringLiteral("too big"));
    // DRA-07: final, and no replay
    QCOMPARE(outcome(board, board.human, reject(id)), QStringLiteral("invalid_status_transition/approval_not_pending"));
    QCOMPARE(outcome(board, board.human, approve(id)),
             QStringLiteral("invalid_status_transition/approval_not_pending"));
    const TaskId draft = addDraft(board, "manual");
    QVERIFY(done(board, board.human, reject(draft)).task.task.status == TaskStatus::Draft);
}

void DecisionsTest::decidingRefused()
{
    CheckedBoard board;
    const TaskId canceled = addGuarded(board);
    done(board, board.human, cancel(canceled));
    for (const auto &[id, expected] : {std::pair{board.addTask(), "invalid_status_transition/approval_not_pending"},
                                       std::pair{canceled, "invalid_status_transition/task_terminal"},
                                       std::pair{TaskId(QStringLiteral("x")), "task_not_found"},
                                       std::pair{TaskId(QStringLiteral(" ")), "validation_failed"}}) {
        QCOMPARE(outcome(board, board.human, approve(id)), QLatin1String(expected));
        QCOMPARE(outcome(board, board.human, reject(id)), QLatin1String(expected));
    }
    TaskReject longReason = reject(addGuarded(board));
    longReason.reason = QString(4097, QLatin1Char('x'));
    QCOMPARE(outcome(board, board.human, longReason), QStringLiteral("validation_failed")); // LIM-08
}

void DecisionsTest::deciding_data()
{
    QTest::addColumn<bool>("hasRight");
    QTest::newRow("DRA-09 with the right") << true;
    QTest::newRow("DRA-09 without it") << false;
}

void DecisionsTest::deciding()
{
    QFETCH(bool, hasRight);
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    if (hasRight)
        set(board, "agent_rights", R"(["approve"])");
    const QString expected = hasRight ? QStringLiteral("ok") : QStringLiteral("forbidden_operator_action/approve");
    QCOMPARE(outcome(board, agent, approve(addGuarded(board))), expected);
    QCOMPARE(outcome(board, agent, reject(addGuarded(board))), expected);
}

void DecisionsTest::bulkApprove()
{
    CheckedBoard board;
    const TaskId a = addGuarded(board), b = board.addTask(), c = addGuarded(board);
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskBulkApprove request{{a.value, b.value, c.value}};
    // BLK-02: authority, too, is judged per item.
    const BulkReply denied = done(board, agent, request);
    QCOMPARE(denied.items.size(), std::size_t(3));
    for (const BulkItem &item : denied.items)
        QCOMPARE(item.error->code, QStringLiteral("forbidden_operator_action"));
    const BulkReply reply = done(board, board.human, request);
    QVERIFY(reply.items[0].ok && reply.items[0].run && reply.items[2].ok);
    QCOMPARE(reply.items[1].error->code, QStringLiteral("invalid_status_transition"));
    QVERIFY(reply.items[1].error->data.text.contains("approval_not_pending"));
    QCOMPARE(board.eventTypes().filter(QStringLiteral("task.approved")).size(), 2);
}

void DecisionsTest::cancelTakesTheWholeSubtree()
{
    CheckedBoard board;
    const TaskId root = board.addTask();
    const TaskId b = addChild(board, root, "b"), a = addChild(board, root, "a");
    const TaskId deep = addChild(board, b, "0-deep"), draft = addDraft(board);
    Q_UNUSED(draft);
    board.enqueue(a);
    board.clock.advance(10);
    const qint64 before = board.lastSeq();
    TaskCancel request = cancel(root);
    request.reason = QStringLiteral("changed plans");
    request.metadata = {R"({"by":"plan"})"};
    request.expectedVersion = 77; // accepted and ignored (VER-02)
    const Task reply = done(board, board.human, request).task.task;
    QVERIFY(reply.status == TaskStatus::Canceled && reply.closedAt == board.clock.now());
    QStringList order;
    for (const Event &event : board.events(before))
        order << event.type + QLatin1Char(' ') + event.taskId->value;
    QCOMPARE(order, (QStringList{QStringLiteral("task.canceled ") + root.value, // CAN-01, CAN-04
                                 QStringLiteral("task.run_canceled a"), QStringLiteral("task.canceled a"),
                                 QStringLiteral("task.canceled b"), QStringLiteral("task.canceled 0-deep")}));
    QVERIFY(board.task(deep).status == TaskStatus::Canceled);
    const auto events = board.events(before);
    QCOMPARE(keysOf(events[0]), QStringLiteral("reason metadata previous_status status"));
    QCOMPARE(keysOf(events[1]),
             QStringLiteral("status task_status previous_status reason metadata propagated_from_task_id"));
    QCOMPARE(keysOf(events[2]),
             QStringLiteral("reason metadata previous_status status propagated_from_task_id canceled_run_ids"));
    QCOMPARE(payload(events[1]).value(QStringLiteral("task_status")).toString(), QStringLiteral("canceled"));
    QCOMPARE(board.task(a).version, 2);
    QVERIFY(isSilent(board, board.human, request)); // CAN-02: already canceled, nothing below
    addChild(board, root, "late");
    done(board, board.human, request);
    QVERIFY(board.task(TaskId(QStringLiteral("late"))).status ==
            TaskStatus::Canceled); // CAN-02: descendants are processed
    QCOMPARE(board.task(root).version, 2);
}

void DecisionsTest::cancelTellsAndStopsTheSession()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    board.enqueue(id);
    const Run held = *board.claimNext(agent).run;
    done(board, board.human, cancel(id));
    const Run run = board.storedRun(held.id);
    QVERIFY(run.status == RunStatus::Canceled && run.endedAt && run.claimTokenHash.isEmpty()); // RUN-09
    QVERIFY(run.sessionId == agent.session() && run.claimedBy == agent.who);
    QVERIFY(!run.leaseUntil && !run.heartbeatAt);
    const auto claims = board.looked<std::vector<ClaimRecord>>([&](StoreReader &s) { return s.claimsOf(held.id); });
    QVERIFY(claims.back().endReason == ClaimEnd::Canceled);
    QVERIFY(!board.task(id).currentRunId);                   // STA-11
    QCOMPARE(board.notifier.notices.size(), std::size_t(1)); // FRC-10
    QVERIFY(board.notifier.notices[0].endReason == ClaimEnd::Canceled &&
            board.notifier.notices[0].session == agent.session());
    QCOMPARE(board.executor.stops.size(), std::size_t(1)); // CAN-06
    QVERIFY(board.executor.stops[0].reason == StopReason::Cancellation);
    const Event event = newest(board, "task.run_canceled");
    QCOMPARE(keysOf(event), QStringLiteral("status task_status previous_status session_id cooperative_stop_requested"));
    QCOMPARE(payload(event).value(QStringLiteral("previous_status")).toString(), QStringLiteral("claimed"));
    RunHeartbeat beat;
    beat.lease.runId = held.id;
    QCOMPARE(board.outcome(agent, beat), QStringLiteral("lease_lost/canceled")); // CAN-05
}

void DecisionsTest::cancelSkipsWhatHasEnded()
{
    CheckedBoard board;
    const TaskId root = board.addTask();
    const TaskId ended = addChild(board, root, "ended"), below = addChild(board, ended, "below");
    completeByHand(board, ended);
    done(board, board.human, cancel(root));
    QVERIFY(board.task(ended).status == TaskStatus::Completed); // CAN-03
    QVERIFY(board.task(below).status == TaskStatus::Canceled);
}

void DecisionsTest::cancelClosesReviewsAndCircuit()
{
    CheckedBoard board;
    const TaskId reviewed = board.addTask();
    set(board, "review.policy", R"("always")");
    completeByHand(board, reviewed);
    QVERIFY(board.task(reviewed).status == TaskStatus::InProgress);
    const qint64 before = board.lastSeq();
    done(board, board.human, cancel(reviewed));
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.run_review_canceled"), QStringLiteral("task.canceled")})); // CAN-04
    QCOMPARE(keysOf(newest(board, "task.run_review_canceled")), QStringLiteral("review_id run_id reason"));
    const auto reviews = board.looked<std::vector<Review>>([&](StoreReader &s) { return s.reviewsOfTask(reviewed); });
    QVERIFY(reviews.front().status == ReviewStatus::Canceled);
    const TaskId stuck = board.addTask();
    completeByHand(board, stuck);
    const auto open = board.looked<std::vector<Review>>([&](StoreReader &s) { return s.reviewsOfTask(stuck); });
    ReviewRecord verdict;
    verdict.reviewId = open.front().id;
    verdict.runId = open.front().runId;
    verdict.outcome = QStringLiteral("blocked");
    verdict.confidence = 1.0;
    verdict.reason = QStringLiteral("unclear");
    verdict.deliveryId = QStringLiteral("d1");
    done(board, board.human, verdict);
    QVERIFY(board.task(stuck).circuitOpen());
    done(board, board.human, cancel(stuck));
    const Task task = board.task(stuck);
    QVERIFY(task.status == TaskStatus::Canceled && !task.circuitOpenedAt && !task.circuitReason &&
            task.reviewRound == 0); // REV-20
}

void DecisionsTest::cancelKeepsDependentsBlocked()
{
    CheckedBoard board;
    const TaskId blocker = board.addTask(), dependent = board.addTask();
    depend(board, dependent, blocker);
    done(board, board.human, cancel(blocker));
    QVERIFY(board.task(dependent).status == TaskStatus::Blocked); // CAN-03
    QVERIFY(board.task(addDraft(board)).status == TaskStatus::Draft);
    const TaskId draft = addDraft(board);
    QVERIFY(done(board, board.human, cancel(draft)).task.task.status == TaskStatus::Canceled); // CAN-05
}

void DecisionsTest::cancelNamesADuplicate()
{
    CheckedBoard board;
    const TaskId root = board.addTask(), child = addChild(board, root, "child"), original = board.addTask();
    TaskCancel request = cancel(root);
    request.duplicateOf = TaskId(QStringLiteral("x"));
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("task_not_found")); // CAN-07
    request.duplicateOf = root;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed"));
    request.duplicateOf = original;
    const qint64 before = board.lastSeq();
    done(board, board.human, request);
    QVERIFY(board.task(root).duplicateOf == original && !board.task(child).duplicateOf);
    QCOMPARE(keysOf(board.events(before).front()), QStringLiteral("previous_status status duplicate_of"));
}

void DecisionsTest::cancelRefused()
{
    CheckedBoard board;
    const TaskId completed = board.addTask();
    completeByHand(board, completed);
    QCOMPARE(outcome(board, board.human, cancel(completed)),
             QStringLiteral("invalid_status_transition/task_terminal")); // CAN-02
    QCOMPARE(outcome(board, board.human, cancel(TaskId(QStringLiteral("x")))), QStringLiteral("task_not_found"));
    TaskCancel request = cancel(board.addTask());
    request.reason = QString(4097, QLatin1Char('x'));
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed")); // LIM-08
    request.reason.clear();
    request.metadata = {'"' + QByteArray(65535, 'x') + '"'};
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("payload_too_large")); // LIM-09
    request.metadata = {'"' + QByteArray(65534, 'x') + '"'};
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("ok"));
    QVERIFY(payload(newest(board, "task.canceled"))
                .value(QStringLiteral("metadata"))
                .toObject()
                .contains(QStringLiteral("omitted_bytes"))); // EVT-04
}

void DecisionsTest::agentsCancelTheirOwn()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker")), other = board.addAgent(QStringLiteral("other"));
    const TaskId root = board.addTask(), child = addChild(board, root, "child");
    board.enqueue(child);
    QVERIFY(board.claimNext(other).claimed);
    QCOMPARE(outcome(board, agent, cancel(root)),
             QStringLiteral("permission_denied/foreign_run"));                      // ACT-09: nothing is canceled
    QCOMPARE(outcome(board, agent, cancel(board.addTask())), QStringLiteral("ok")); // ends no active run
    QCOMPARE(outcome(board, other, cancel(root)), QStringLiteral("ok"));            // its own run
    TaskCreate create;
    create.title = QStringLiteral("Own");
    const TaskId own = done(board, agent, create).task.task.id;
    board.enqueue(own);
    QVERIFY(board.claimNext(other).claimed);
    QCOMPARE(outcome(board, agent, cancel(own)), QStringLiteral("ok")); // of a task it created
    const TaskId foreign = board.addTask();
    board.enqueue(foreign);
    QVERIFY(board.claimNext(other).claimed);
    set(board, "agent_rights", R"(["force"])");
    QCOMPARE(outcome(board, agent, cancel(foreign)), QStringLiteral("ok"));
}

void DecisionsTest::bulkCancel()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask();
    completeByHand(board, a);
    TaskBulkCancel request{{a.value, b.value}, QStringLiteral("done with")};
    const BulkReply reply = done(board, board.human, request);
    QVERIFY(!reply.items[0].ok && reply.items[1].ok);
    QVERIFY(reply.items[1].task->task.status == TaskStatus::Canceled);
    QCOMPARE(payload(newest(board, "task.canceled")).value(QStringLiteral("reason")).toString(),
             QStringLiteral("done with"));
    request.reason = QString(4097, QLatin1Char('x'));
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed"));
}

STINT_REGISTER_TEST(DecisionsTest)
#include "tst_decisions.moc"
