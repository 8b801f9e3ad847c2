#include "model/service/reviews.h"
#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Verdicts, deadlines and the circuit (12.3, 12.4).
class VerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldRefusals_data();
    void fieldRefusals();
    void rowRefusals();
    void onlyTheBoundReviewerDecides();
    void processesAreKin();
    void replayIsSilent();
    void approvalCompletes();
    void approvalWaitsForOthers();
    void approvalOfAFailure();
    void rejectionContinues();
    void rejectionInTheLastRound();
    void rejectionWithoutAttempts();
    void siblingsAreCanceledFirst();
    void blockedOpensTheCircuit();
    void inconclusive_data();
    void inconclusive();
    void lastVerdictOfABatchCounts();
    void deadlinesAreSwept();
    void circuitClosesByRequest();
    void circuitClosesByRun_data();
    void circuitClosesByRun();
    void cancelingClosesEverything();
    void listAndGet();
};

void VerdictsTest::fieldRefusals_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *change, const char *outcome) {
        QTest::newRow(name) << QString::fromLatin1(change) << QString::fromLatin1(outcome);
    };
    row("REV-12.1 unknown outcome", "outcome", "validation_failed");
    row("REV-12.1 timeout is the engine's", "timeout", "validation_failed");
    row("REV-12.1 no confidence", "no_confidence", "validation_failed");
    row("REV-12.1 confidence above 1", "confidence", "validation_failed");
    row("REV-12.1 no reason", "reason", "validation_failed");
    row("REV-12.1 long reason", "long_reason", "validation_failed");
    row("REV-12.1 no delivery id", "delivery", "validation_failed");
    row("REV-12.1 blank missing item", "blank_item", "validation_failed");
    row("REV-12.1 too much missing work", "much_missing", "payload_too_large");
    row("one REV-12.1 too much missing work", "long_item", "payload_too_large");
    row("REV-12.1 approved with missing work", "approved_missing", "validation_failed");
    row("REV-12.1 rejected with nothing said", "rejected_mute", "validation_failed");
    row("REV-12.1 long guidance", "guidance", "validation_failed");
    row("REV-12.2 missing review", "no_review", "review_not_found");
    row("REV-12.2 other run", "other_run", "validation_failed");
}

void VerdictsTest::fieldRefusals()
{
    QFETCH(QString, change);
    QFETCH(QString, outcome);
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    ReviewRecord request = Flow::verdict(review, "rejected");
    const std::map<QString, std::function<void()>> changes{
        {QStringLiteral("outcome"), [&] { request.outcome = QStringLiteral("fine"); }},
        {QStringLiteral("timeout"), [&] { request.outcome = QStringLiteral("timeout"); }},
        {QStringLiteral("no_confidence"), [&] { request.confidence.reset(); }},
        {QStringLiteral("confidence"), [&] { request.confidence = 1.01; }},
        {QStringLiteral("reason"), [&] { request.reason = QStringLiteral("  "); }},
        {QStringLiteral("long_reason"), [&] { request.reason = QString(4'097, QLatin1Char('x')); }},
        {QStringLiteral("delivery"), [&] { request.deliveryId.clear(); }},
        {QStringLiteral("blank_item"), [&] { request.missingWork = {QStringLiteral(" ")}; }},
        {QStringLiteral("much_missing"),
         [&] {
             request.missingWork = {QString(40'000, QLatin1Char('x')), QString(40'000, QLatin1Char('y'))};
         }},
        {QStringLiteral("long_item"), [&] { request.missingWork = {QString(70'000, QLatin1Char('x'))}; }},
        {QStringLiteral("approved_missing"), [&] { request.outcome = QStringLiteral("approved"); }},
        {QStringLiteral("rejected_mute"), [&] { request.missingWork.clear(), request.guidance.clear(); }},
        {QStringLiteral("guidance"), [&] { request.guidance = QString(8'193, QLatin1Char('x')); }},
        {QStringLiteral("no_review"), [&] { request.reviewId = ReviewId(QStringLiteral("review-none")); }},
        {QStringLiteral("other_run"), [&] { request.runId = RunId(QStringLiteral("run-none")); }},
    };
    changes.at(change)();
    const auto before = board.snapshotRows();
    QCOMPARE(board.outcome(board.human, request), outcome);
    QVERIFY(board.snapshotRows() == before);
}

void VerdictsTest::rowRefusals()
{
    // REV-12 steps 3 and 4: another verdict on a decided review conflicts, a canceled review takes none.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review first = board.requested(run), second = board.requested(run, 2);
    board.recorded(first, "rejected");
    QCOMPARE(board.outcome(board.human, Flow::verdict(first, "blocked")), QStringLiteral("conflict"));
    QCOMPARE(board.storedReview(second.id).status, ReviewStatus::Canceled);
    QCOMPARE(board.outcome(board.human, Flow::verdict(second, "approved")),
             QStringLiteral("invalid_status_transition/review_not_open"));
}

void VerdictsTest::onlyTheBoundReviewerDecides()
{
    // REV-12 steps 5 and 6, REV-13 reviewer fields.
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    const Actor critic = board.addAgent(QStringLiteral("critic")), rival = board.addAgent(QStringLiteral("rival"));
    QCOMPARE(board.outcome(board.worker, Flow::verdict(review, "approved")), QStringLiteral("self_review"));
    QCOMPARE(board.outcome(critic, Flow::verdict(review, "approved")),
             QStringLiteral("permission_denied/not_reviewer"));
    QCOMPARE(board.outcome(critic, ReviewBind{review.id, {}}), QStringLiteral("ok"));
    QCOMPARE(board.outcome(rival, Flow::verdict(review, "approved")), QStringLiteral("permission_denied/not_reviewer"));
    QCOMPARE(board.outcome(critic, Flow::verdict(review, "approved")), QStringLiteral("ok"));
    const Review stored = board.storedReview(review.id);
    QCOMPARE(stored.reviewerAgentName, QStringLiteral("critic"));
    QCOMPARE(stored.recordedBy, std::optional(critic.who));
    QCOMPARE(stored.reviewedAt, std::optional(board.clock.now()));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::processesAreKin()
{
    // REV-11: a reviewer whose process is an ancestor, a descendant or the same as a claimer's; people are never kin.
    for (const auto &[reviewerPid, kin, refused] :
         {std::tuple(7, std::pair<qint64, qint64>(0, 0), true), std::tuple(8, std::pair<qint64, qint64>(8, 7), true),
          std::tuple(8, std::pair<qint64, qint64>(7, 8), true),
          std::tuple(8, std::pair<qint64, qint64>(9, 7), false)}) {
        Flow board;
        board.executor.related.insert(kin);
        const auto agent = [&](const char *name, qint64 pid) {
            SessionRegister request;
            request.agentName = QLatin1String(name);
            request.process = ProcessRef{pid, 1};
            return Actor::agent(Flow::must(board.run(board.human, request), "session.register").session.id);
        };
        board.worker = agent("maker", 7);
        const Review review = board.requested(board.ended(board.addTask()));
        QCOMPARE(board.outcome(agent("critic", reviewerPid), ReviewBind{review.id, {}}),
                 refused ? QStringLiteral("self_review") : QStringLiteral("ok"));
        board.recorded(board.storedReview(review.id), "approved");
    }
}

void VerdictsTest::replayIsSilent()
{
    // REV-12 step 3: the same verdict again, with another confidence, gives the stored review and continuation.
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    const auto first = board.recorded(review, "rejected");
    const auto before = board.snapshotRows();
    ReviewRecord again = Flow::verdict(review, "rejected");
    again.confidence = 0.1;
    const auto reply = board.run(board.human, again);
    QVERIFY(reply);
    QCOMPARE(reply->review, first.review);
    QCOMPARE(reply->continuation->id, first.continuation->id);
    QVERIFY(board.snapshotRows() == before);
    again.guidance += QLatin1Char('!');
    QCOMPARE(board.outcome(board.human, again), QStringLiteral("conflict"));
    QCOMPARE(board.outcome(Actor::human(QStringLiteral("bob"), OriginKind::Cli, QStringLiteral("stint")),
                           Flow::verdict(review, "rejected")),
             QStringLiteral("conflict"));
}

void VerdictsTest::approvalCompletes()
{
    // REV-13, AEQ-01: approval completes the task, frees its dependents and queues the one that asks for it.
    Flow board;
    const TaskId blocker = board.addTask();
    TaskCreate create;
    create.title = QStringLiteral("Next");
    create.autoEnqueueOnReady = true;
    const TaskId dependent = board.addTask(create);
    QCOMPARE(board.outcome(board.human, DependencyAdd{dependent, blocker, {}, {}}), QStringLiteral("ok"));
    board.set("review.policy", "\"on_success\"");
    const Run run = board.ended(blocker);
    QCOMPARE(board.task(dependent).status, TaskStatus::Blocked);
    const qint64 before = board.lastSeq();
    board.clock.advance(5);
    board.recorded(board.reviewsOf(run).front(), "approved");
    const Task task = board.task(blocker);
    QCOMPARE(task.status, TaskStatus::Completed);
    QCOMPARE(task.reviewRound, 0);
    QCOMPARE(task.lastReviewOutcome, std::optional(ReviewOutcome::Approved));
    QCOMPARE(task.updatedAt, board.clock.now());
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.run_review_recorded"), QStringLiteral("task.run_review_approved"),
                          QStringLiteral("task.run_enqueued")})); // REV-14, EVT-05
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::approvalWaitsForOthers()
{
    // REV-13: another open review of the run keeps the task in progress.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review first = board.requested(run), second = board.requested(run, 2);
    board.recorded(first, "approved");
    QCOMPARE(board.task(task).status, TaskStatus::InProgress);
    board.recorded(second, "approved");
    QCOMPARE(board.task(task).status, TaskStatus::Completed);
}

void VerdictsTest::approvalOfAFailure()
{
    // REV-13, STA-02 row 10: an approved failure leaves the task to its attempts.
    for (const int attempts : {1, 2}) {
        Flow board;
        board.set("review.policy", "\"on_failure\"");
        TaskCreate create;
        create.title = QStringLiteral("Task");
        create.maxAttempts = attempts;
        const TaskId task = board.addTask(create);
        board.recorded(board.reviewsOf(board.ended(task, RunStatus::Failed)).front(), "approved");
        QCOMPARE(board.task(task).status, attempts == 1 ? TaskStatus::Failed : TaskStatus::Ready);
    }
}

void VerdictsTest::rejectionContinues()
{
    // REV-13, REV-15: the continuation and what it is made of.
    Flow board;
    board.set("review.policy", "\"on_success\"");
    const TaskId task = board.addTask();
    board.enqueue(task, {QStringLiteral("cpp")});
    const Run run = board.end(*board.claimNext(board.worker).run, RunStatus::Completed);
    const Review review = board.reviewsOf(run).front();
    const qint64 before = board.lastSeq();
    const auto reply = board.recorded(review, "rejected");
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.run_review_recorded"), QStringLiteral("task.run_review_rejected"),
                          QStringLiteral("task.run_review_retry_enqueued")}));
    const Run next = board.storedRun(reply.continuation->id);
    QCOMPARE(next.status, RunStatus::Queued);
    QCOMPARE(next.attempt, 2);
    QCOMPARE(next.reviewRound, 2);
    QCOMPARE(next.requiredCapabilities, run.requiredCapabilities);
    QVERIFY(!next.previousRunId);
    QCOMPARE(
        next.review,
        std::optional(ReviewLineage{
            run.id, review.id, QStringLiteral("because"), {QStringLiteral("tests")}, QStringLiteral("write tests")}));
    QCOMPARE(next.metadata.text, "{\"source\":\"task_run_review\",\"review_id\":\"" + review.id.value.toUtf8() +
                                     "\",\"outcome\":\"rejected\",\"parent_run_id\":\"" + run.id.value.toUtf8() +
                                     "\"}");
    QCOMPARE(board.task(task).status, TaskStatus::Ready);
    QCOMPARE(board.task(task).reviewRound, 1);
    QCOMPARE(board.claimNext(board.worker).run->id, next.id); // it stands in the ready order
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::rejectionInTheLastRound()
{
    // REV-13: in the last round a rejection opens the circuit.
    Flow board;
    board.set("review.max_rounds", "1");
    const TaskId task = board.addTask();
    const Review review = board.requested(board.ended(task));
    const auto reply = board.recorded(review, "rejected");
    QVERIFY(!reply.continuation);
    QCOMPARE(reply.review.status, ReviewStatus::CircuitOpened);
    QCOMPARE(reply.review.outcome, std::optional(ReviewOutcome::Rejected)); // REV-19: the outcome stays
    QCOMPARE(board.task(task).circuitReason, std::optional(CircuitReason::RoundsExceeded));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::rejectionWithoutAttempts()
{
    // REV-16.
    Flow board;
    TaskCreate create;
    create.title = QStringLiteral("Task");
    create.maxAttempts = 1;
    const Review review = board.requested(board.ended(board.addTask(create)));
    const auto before = board.snapshotRows();
    QCOMPARE(board.outcome(board.human, Flow::verdict(review, "rejected")),
             QStringLiteral("invalid_status_transition/attempts_exhausted"));
    QVERIFY(board.snapshotRows() == before);
    QCOMPARE(board.outcome(board.human, Flow::verdict(review, "blocked")), QStringLiteral("ok"));
}

void VerdictsTest::siblingsAreCanceledFirst()
{
    // REV-14, REV-15.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review first = board.requested(run);
    const Review second = board.requested(run, 2);
    const qint64 before = board.lastSeq();
    board.recorded(first, "rejected");
    QCOMPARE(
        board.eventTypes(before),
        (QStringList{QStringLiteral("task.run_review_recorded"), QStringLiteral("task.run_review_rejected"),
                     QStringLiteral("task.run_review_canceled"), QStringLiteral("task.run_review_retry_enqueued")}));
    QCOMPARE(board.storedReview(second.id).status, ReviewStatus::Canceled);
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::blockedOpensTheCircuit()
{
    // REV-13, REV-19.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review first = board.requested(run), second = board.requested(run, 2);
    const qint64 before = board.lastSeq();
    board.recorded(first, "blocked");
    const Task stored = board.task(task);
    QCOMPARE(stored.status, TaskStatus::Blocked);
    QCOMPARE(stored.circuitOpenedAt, std::optional(board.clock.now()));
    QCOMPARE(stored.circuitReason, std::optional(CircuitReason::BlockedVerdict));
    QCOMPARE(board.storedReview(second.id).status, ReviewStatus::Canceled);
    QCOMPARE(
        board.eventTypes(before),
        (QStringList{QStringLiteral("task.run_review_recorded"), QStringLiteral("task.run_review_blocked"),
                     QStringLiteral("task.run_review_canceled"), QStringLiteral("task.run_review_circuit_opened")}));
    QVERIFY(board.events(before).back().payload.text.contains("\"circuit_reason\":\"blocked_verdict\""));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::inconclusive_data()
{
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("REV-13 error") << QByteArray("error");
    QTest::newRow("REV-13 invalid_output") << QByteArray("invalid_output");
}

void VerdictsTest::inconclusive()
{
    QFETCH(QByteArray, outcome);
    Flow board;
    board.set("review.policy", "\"on_success\"");
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review first = board.reviewsOf(run).front();
    board.clock.advance(1'000);
    qint64 before = board.lastSeq();
    board.recorded(first, outcome.constData());
    const Review second = board.reviewsOf(run).back();
    QCOMPARE(second.attempt, 2);
    QCOMPARE(second.round, first.round);
    QCOMPARE(second.policy, first.policy);
    QVERIFY(second.automatic);
    QCOMPARE(second.parentReviewId, std::optional(first.id));
    QCOMPARE(second.deadlineAt, std::optional(board.clock.now() + 1'200'000)); // REV-18: a new one
    QCOMPARE(board.eventTypes(before).last(), QStringLiteral("task.run_review_requested"));
    QCOMPARE(board.task(task).status, TaskStatus::InProgress);

    // Another open review of the run: nothing more happens.
    const Review third = board.requested(run, 3);
    before = board.lastSeq();
    board.recorded(second, outcome.constData());
    QCOMPARE(board.eventTypes(before).size(), 2);
    QCOMPARE(board.task(task).status, TaskStatus::InProgress);

    board.recorded(third, outcome.constData());
    QCOMPARE(board.task(task).circuitReason, std::optional(CircuitReason::ReviewAttemptsExhausted));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::lastVerdictOfABatchCounts()
{
    // REV-13, STA-02 row 8: verdicts of one batch share their time; the one recorded last is the newest.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review first = board.requested(run), second = board.requested(run, 2);
    board.recorded(second, "error");
    board.recorded(first, "approved");
    QCOMPARE(board.storedReview(first.id).reviewedAt, board.storedReview(second.id).reviewedAt);
    QCOMPARE(board.task(task).status, TaskStatus::Completed);
}

void VerdictsTest::deadlinesAreSwept()
{
    // REV-18: at the deadline itself; binding does not move it; the engine's verdict starts the next attempt.
    Flow board;
    board.set("review.policy", "\"on_success\"");
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review review = board.reviewsOf(run).front();
    board.clock.advance(1'000'000);
    QCOMPARE(board.outcome(board.addAgent(QStringLiteral("critic")), ReviewBind{review.id, {}}), QStringLiteral("ok"));
    board.clock.advance(199'999);
    board.act(board.sweeper, sweepReviewDeadlines);
    QCOMPARE(board.storedReview(review.id).status, ReviewStatus::InReview);
    board.clock.advance(1);
    board.act(board.sweeper, sweepReviewDeadlines);
    const Review stored = board.storedReview(review.id);
    QCOMPARE(stored.outcome, std::optional(ReviewOutcome::Timeout));
    QCOMPARE(stored.confidence, std::optional(1.0));
    QCOMPARE(stored.verdictReason, QStringLiteral("deadline passed"));
    QCOMPARE(stored.deliveryId, QStringLiteral("review-timeout:") + review.id.value);
    QCOMPARE(stored.recordedBy->kind, ActorKind::Daemon);
    QCOMPARE(board.reviewsOf(run).size(), 2u);
    board.clock.advance(1'200'000);
    board.act(board.sweeper, sweepReviewDeadlines);
    QCOMPARE(board.task(task).circuitReason, std::optional(CircuitReason::ReviewAttemptsExhausted));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::circuitClosesByRequest()
{
    // REV-05, REV-20: a person's new review closes the circuit, an agent's does not.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    board.recorded(board.requested(run), "blocked");
    ReviewRequest request;
    request.runId = run.id;
    request.attempt = 2;
    QCOMPARE(board.outcome(board.worker, request), QStringLiteral("invalid_status_transition/review_circuit_open"));
    QCOMPARE(board.outcome(board.human, request), QStringLiteral("ok"));
    const Task stored = board.task(task);
    QVERIFY(!stored.circuitOpen() && !stored.circuitReason);
    QCOMPARE(stored.reviewRound, 0);
    QCOMPARE(stored.status, TaskStatus::InProgress);
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::circuitClosesByRun_data()
{
    QTest::addColumn<bool>("isHuman");
    QTest::addColumn<bool>("hasRight");
    QTest::addColumn<QString>("outcome");
    const QString open = QStringLiteral("invalid_status_transition/review_circuit_open");
    QTest::newRow("REV-21 human") << true << false << QStringLiteral("ok");
    QTest::newRow("REV-21 agent") << false << false << open;
    QTest::newRow("REV-21 agent with force") << false << true << QStringLiteral("ok");
}

void VerdictsTest::circuitClosesByRun()
{
    QFETCH(bool, isHuman);
    QFETCH(bool, hasRight);
    QFETCH(QString, outcome);
    Flow board;
    if (hasRight)
        board.set("agent_rights", "[\"force\"]");
    const TaskId task = board.addTask();
    board.recorded(board.requested(board.ended(task)), "blocked");
    QCOMPARE(board.outcome(board.human, TaskStart{task, {}}), QStringLiteral("invalid_status_transition/task_blocked"));
    RunEnqueue request;
    request.taskId = task;
    request.idempotencyKey = QStringLiteral("again");
    QCOMPARE(board.outcome(isHuman ? board.human : board.worker, request), outcome);
    QCOMPARE(board.task(task).circuitOpen(), outcome != QLatin1String("ok"));
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::cancelingClosesEverything()
{
    // CAN-03, CAN-04, REV-20: open reviews are canceled by the caller, ahead of task.canceled.
    Flow board;
    const TaskId task = board.addTask();
    const Review review = board.requested(board.ended(task));
    const TaskId child = board.addTask();
    board.recorded(board.requested(board.ended(child)), "blocked");
    qint64 before = board.lastSeq();
    TaskCancel cancel;
    cancel.taskId = task;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.run_review_canceled"), QStringLiteral("task.canceled")}));
    QCOMPARE(board.events(before).front().actor, board.human.who);
    QCOMPARE(board.storedReview(review.id).status, ReviewStatus::Canceled);
    cancel.taskId = child;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    QVERIFY(!board.task(child).circuitOpen());
    QCOMPARE(board.problems(), QStringList());
}

void VerdictsTest::listAndGet()
{
    // REV-22: updated desc, id desc; filters; missing → review_not_found.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review first = board.requested(run), second = board.requested(run, 2);
    board.clock.advance(10);
    const Actor critic = board.addAgent(QStringLiteral("critic"));
    QCOMPARE(board.outcome(critic, ReviewBind{first.id, {}}), QStringLiteral("ok"));
    const auto ids = [&](const ReviewList &request) {
        QStringList found;
        for (const Review &review : Flow::must(board.query(board.human, request), "review.list").items)
            found << review.id.value;
        return found;
    };
    ReviewList all;
    QCOMPARE(ids(all), (QStringList{first.id.value, second.id.value}));
    ReviewList open;
    open.status = QStringLiteral("requested");
    QCOMPARE(ids(open), QStringList{second.id.value});
    ReviewList hers;
    hers.reviewerSessionId = critic.session();
    QCOMPARE(ids(hers), QStringList{first.id.value});
    ReviewList odd;
    odd.status = QStringLiteral("perhaps");
    QCOMPARE(board.outcome(board.human, odd), QStringLiteral("validation_failed"));
    QCOMPARE(board.query(board.human, ReviewGet{first.id})->review.id, first.id);
    QCOMPARE(board.outcome(board.human, ReviewGet{ReviewId(QStringLiteral("review-none"))}),
             QStringLiteral("review_not_found"));
    QCOMPARE(board.outcome(board.human, ReviewGet{ReviewId()}), QStringLiteral("validation_failed"));
}

STINT_REGISTER_TEST(VerdictsTest)
#include "tst_verdicts.moc"
