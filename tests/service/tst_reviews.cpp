#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Asking for reviews and finding reviewers (12.1, 12.2).
class ReviewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void automaticRequest_data();
    void automaticRequest();
    void profilePolicyWins();
    void notAfterForceOrCancel();
    void requestFollowsTheEnd();
    void rapidEndsOpenTheCircuit();
    void tooManyRoundsOpenTheCircuit();
    void owedReviewIsAsked();
    void requestRefusals_data();
    void requestRefusals();
    void requestTwiceIsSilent();
    void requestBlocksDependentsAgain();
    void agentsKeepToTheAttempts();
    void routingPrefers_data();
    void routingPrefers();
    void routingLeavesOut_data();
    void routingLeavesOut();
    void sweepRoutesLateReviewers();
    void sweepRoutesOneToEach();
    void bindRefusals();
    void bindingAgainIsSilent();
    void lostReviewersAreReplaced();
    void forSessionFollowsTheReview();
};

void ReviewsTest::automaticRequest_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<bool>("succeeds");
    QTest::addColumn<bool>("asks");
    QTest::newRow("REV-02 none, completed") << QByteArray("none") << true << false;
    QTest::newRow("REV-02 none, failed") << QByteArray("none") << false << false;
    QTest::newRow("REV-02 on_success, completed") << QByteArray("on_success") << true << true;
    QTest::newRow("REV-02 on_success, failed") << QByteArray("on_success") << false << false;
    QTest::newRow("REV-02 on_failure, completed") << QByteArray("on_failure") << true << false;
    QTest::newRow("REV-02 on_failure, failed") << QByteArray("on_failure") << false << true;
    QTest::newRow("REV-02 always, completed") << QByteArray("always") << true << true;
    QTest::newRow("REV-02 always, failed") << QByteArray("always") << false << true;
}

void ReviewsTest::automaticRequest()
{
    QFETCH(QByteArray, policy);
    QFETCH(bool, succeeds);
    QFETCH(bool, asks);
    Flow board;
    board.set("review.policy", '"' + policy + '"');
    const TaskId task = board.addTask();
    const Run run = board.ended(task, succeeds ? RunStatus::Completed : RunStatus::Failed);
    const auto reviews = board.reviewsOf(run);
    QCOMPARE(reviews.size(), asks ? 1u : 0u);
    if (!asks)
        return;
    const Review &review = reviews.front();
    QVERIFY(review.automatic);
    QCOMPARE(review.requestedBy, (ActorRef{ActorKind::Daemon, QStringLiteral("review")}));
    QCOMPARE(review.round, run.reviewRound);
    QCOMPARE(review.attempt, 1);
    QCOMPARE(QByteArray(toText(review.policy).data()), policy);
    QCOMPARE(review.status, ReviewStatus::Requested);
    QCOMPARE(review.deadlineAt, std::optional(board.clock.now() + 1'200'000));
    QCOMPARE(board.task(task).status, TaskStatus::InProgress); // REV-01
    QCOMPARE(board.problems(), QStringList());
}

void ReviewsTest::profilePolicyWins()
{
    // REV-02: the profile's policy, else the board's.
    Flow board;
    board.set("review.policy", "\"always\"");
    const TaskId task = board.addTask();
    ProfileSet profile;
    profile.taskId = task;
    profile.sections.review.policy = ReviewPolicy::None;
    QCOMPARE(board.outcome(board.human, profile), QStringLiteral("ok"));
    QVERIFY(board.reviewsOf(board.ended(task)).empty());
    QCOMPARE(board.task(task).status, TaskStatus::Completed);
}

void ReviewsTest::notAfterForceOrCancel()
{
    // REV-03: neither for operator_forced nor for canceled runs.
    Flow board;
    board.set("review.policy", "\"always\"");
    const Run forced = board.enqueue(board.addTask());
    RunForceFail fail;
    fail.runId = forced.id;
    fail.reason = QStringLiteral("no use");
    QCOMPARE(board.outcome(board.human, fail), QStringLiteral("ok"));
    QCOMPARE(board.storedRun(forced.id).status, RunStatus::Failed);
    QVERIFY(board.reviewsOf(forced).empty());

    const Run canceled = board.enqueue(board.addTask());
    RunCancel cancel;
    cancel.runId = canceled.id;
    QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
    QVERIFY(board.reviewsOf(canceled).empty());
}

void ReviewsTest::requestFollowsTheEnd()
{
    // EVT-05: the verb's own event first, then the review; the payload of 18.3.
    Flow board;
    board.set("review.policy", "\"on_success\"");
    const Run run = board.claimed(board.addTask());
    const qint64 before = board.lastSeq();
    board.end(run, RunStatus::Completed);
    const auto events = board.events(before);
    QCOMPARE(board.eventTypes(before),
             (QStringList{QStringLiteral("task.run_completed"), QStringLiteral("task.run_review_requested")}));
    QCOMPARE(events.back().actor, (ActorRef{ActorKind::Daemon, QStringLiteral("review")}));
    const QByteArray payload = events.back().payload.text;
    for (const char *member : {"\"review_id\":", "\"run_id\":", "\"policy\":\"on_success\"", "\"review_round\":1",
                               "\"attempt\":1", "\"automatic\":true", "\"deadline_at\":", "\"created\":true"})
        QVERIFY2(payload.contains(member), member);
    QVERIFY(!payload.contains("parent_review_id"));
}

void ReviewsTest::rapidEndsOpenTheCircuit()
{
    // REV-04: the third end within the window asks nobody. One that ended exactly at the window's edge does not count.
    for (const bool atTheEdge : {false, true}) {
        Flow board;
        board.set("review.policy", "\"on_failure\"");
        TaskCreate create;
        create.title = QStringLiteral("Task");
        create.maxAttempts = 5;
        const TaskId task = board.addTask(create);
        board.recorded(board.reviewsOf(board.ended(task, RunStatus::Failed)).front(), "approved");
        board.clock.advance(60'000);
        board.recorded(board.reviewsOf(board.ended(task, RunStatus::Failed)).front(), "approved");
        board.clock.advance(atTheEdge ? 60'000 : 59'999);
        const Run last = board.claimed(task);
        const qint64 before = board.lastSeq();
        board.end(last, RunStatus::Failed);
        const Review review = board.reviewsOf(last).front();
        QCOMPARE(review.status, atTheEdge ? ReviewStatus::Requested : ReviewStatus::CircuitOpened);
        QCOMPARE(board.task(task).circuitOpen(), !atTheEdge);
        QCOMPARE(board.problems(), QStringList());
        if (atTheEdge)
            continue;
        QCOMPARE(review.circuitReason, std::optional(CircuitReason::RapidTerminal));
        QCOMPARE(board.task(task).status, TaskStatus::Blocked);
        QCOMPARE(board.eventTypes(before),
                 (QStringList{QStringLiteral("task.run_failed"), QStringLiteral("task.run_review_circuit_opened")}));
    }
}

void ReviewsTest::tooManyRoundsOpenTheCircuit()
{
    // REV-04: the run's round is above review.max_rounds, because that was lowered meanwhile.
    Flow board;
    board.set("review.policy", "\"on_success\"");
    const TaskId task = board.addTask();
    const auto rejected = board.recorded(board.reviewsOf(board.ended(task)).front(), "rejected");
    QCOMPARE(rejected.continuation->reviewRound, 2);
    board.set("review.max_rounds", "1");
    const Run continued = board.end(*board.claimNext(board.worker).run, RunStatus::Completed);
    QCOMPARE(board.task(task).circuitReason, std::optional(CircuitReason::RoundsExceeded));
    QCOMPARE(board.reviewsOf(continued).front().status, ReviewStatus::CircuitOpened);
}

void ReviewsTest::owedReviewIsAsked()
{
    // REV-03: after a rejection a completed run is reviewed although the policy no longer asks for it; a failed is not.
    Flow board;
    board.set("review.rapid_terminal_window_ms", "0");
    const TaskId task = board.addTask();
    board.recorded(board.requested(board.ended(task)), "rejected");
    const Run failed = board.end(*board.claimNext(board.worker).run, RunStatus::Failed);
    QVERIFY(board.reviewsOf(failed).empty());
    const Run completed = board.ended(task);
    const auto owed = board.reviewsOf(completed);
    QCOMPARE(owed.size(), 1u);
    QCOMPARE(owed.front().policy, ReviewPolicy::Always);
    QVERIFY(owed.front().automatic);
    board.recorded(owed.front(), "approved");
    QCOMPARE(board.task(task).status, TaskStatus::Completed);
    TaskUpdate more;
    more.taskId = task;
    more.changes.maxAttempts = 5;
    QCOMPARE(board.outcome(board.human, more), QStringLiteral("ok"));
    QVERIFY(board.reviewsOf(board.ended(task)).empty());
}

void ReviewsTest::requestRefusals_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *change, const char *outcome) {
        QTest::newRow(name) << QString::fromLatin1(change) << QString::fromLatin1(outcome);
    };
    row("REV-05 blank run", "blank_run", "validation_failed");
    row("REV-05 policy none", "policy_none", "validation_failed");
    row("REV-05 unknown policy", "policy_odd", "validation_failed");
    row("REV-05 round 0", "round_0", "validation_failed");
    row("REV-05 round above the most", "round_4", "validation_failed");
    row("REV-05 attempt 0", "attempt_0", "validation_failed");
    row("REV-05 negative timeout", "timeout", "validation_failed");
    row("LIM-08 long reason", "reason", "validation_failed");
    row("REV-05 missing run", "no_run", "run_not_found");
    row("REV-05 round of the run too high", "late_round", "validation_failed");
    row("REV-05 other task", "other_task", "validation_failed");
    row("REV-05 policy does not match", "policy_failure", "invalid_status_transition/policy_mismatch");
    row("REV-05 open run", "open_run", "invalid_status_transition/run_not_terminal");
    row("REV-05 earlier run", "earlier", "invalid_status_transition/not_latest_run");
    row("REV-05 canceled task", "canceled", "invalid_status_transition/task_canceled");
}

void ReviewsTest::requestRefusals()
{
    QFETCH(QString, change);
    QFETCH(QString, outcome);
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    ReviewRequest request;
    request.runId = run.id;
    const std::map<QString, std::function<void()>> changes{
        {QStringLiteral("blank_run"), [&] { request.runId = RunId(QStringLiteral(" ")); }},
        {QStringLiteral("policy_none"), [&] { request.policy = QStringLiteral("none"); }},
        {QStringLiteral("policy_odd"), [&] { request.policy = QStringLiteral("perhaps"); }},
        {QStringLiteral("round_0"), [&] { request.round = 0; }},
        {QStringLiteral("round_4"), [&] { request.round = 4; }},
        {QStringLiteral("late_round"),
         [&] {
             const Run second = *board.recorded(board.requested(run), "rejected").continuation;
             board.claimNext(board.worker);
             request.runId = board.end(second, RunStatus::Completed).id;
             board.set("review.max_rounds", "1");
             request.attempt = 2;
         }},
        {QStringLiteral("attempt_0"), [&] { request.attempt = 0; }},
        {QStringLiteral("timeout"), [&] { request.timeoutMs = -1; }},
        {QStringLiteral("reason"), [&] { request.reason = QString(4'097, QLatin1Char('x')); }},
        {QStringLiteral("no_run"), [&] { request.runId = RunId(QStringLiteral("run-none")); }},
        {QStringLiteral("other_task"), [&] { request.taskId = board.addTask(); }},
        {QStringLiteral("policy_failure"), [&] { request.policy = QStringLiteral("on_failure"); }},
        {QStringLiteral("open_run"), [&] { request.runId = board.enqueue(task).id; }},
        {QStringLiteral("earlier"), [&] { board.ended(task); }},
        {QStringLiteral("canceled"),
         [&] {
             RunCancel cancel;
             cancel.runId = board.enqueue(task).id;
             QCOMPARE(board.outcome(board.human, cancel), QStringLiteral("ok"));
             request.runId = cancel.runId;
         }},
    };
    changes.at(change)();
    const auto before = board.snapshotRows();
    QCOMPARE(board.outcome(board.human, request), outcome);
    QVERIFY(board.snapshotRows() == before); // GEN-03
}

void ReviewsTest::requestTwiceIsSilent()
{
    // REV-05: the same triple gives the stored review; REV-06: another attempt is another review.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review first = board.requested(run);
    const auto before = board.snapshotRows();
    ReviewRequest again;
    again.runId = run.id;
    const auto reply = board.run(board.human, again);
    QCOMPARE(reply->created, std::optional(false));
    QCOMPARE(reply->review, first);
    QVERIFY(board.snapshotRows() == before);
    QVERIFY(board.requested(run, 2).id != first.id);
    QCOMPARE(board.problems(), QStringList());
}

void ReviewsTest::requestBlocksDependentsAgain()
{
    // REV-07.
    Flow board;
    const TaskId blocker = board.addTask(), dependent = board.addTask();
    QCOMPARE(board.outcome(board.human, DependencyAdd{dependent, blocker, {}, {}}), QStringLiteral("ok"));
    const Run run = board.ended(blocker);
    QCOMPARE(board.task(dependent).status, TaskStatus::Ready);
    const Review review = board.requested(run);
    QCOMPARE(board.task(blocker).status, TaskStatus::InProgress);
    QCOMPARE(board.task(dependent).status, TaskStatus::Blocked);
    board.recorded(review, "approved");
    QCOMPARE(board.task(dependent).status, TaskStatus::Ready);
}

void ReviewsTest::agentsKeepToTheAttempts()
{
    // REV-05: attempts above review.max_review_attempts are for people.
    Flow board;
    const Run run = board.ended(board.addTask());
    ReviewRequest request;
    request.runId = run.id;
    request.attempt = 3;
    QCOMPARE(board.outcome(board.worker, request), QStringLiteral("permission_denied/review_attempts"));
    request.attempt = 2;
    QCOMPARE(board.outcome(board.worker, request), QStringLiteral("ok"));
    request.attempt = 3;
    QCOMPARE(board.outcome(board.human, request), QStringLiteral("ok"));
}

void ReviewsTest::routingPrefers_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("chosen");
    QTest::newRow("REV-08 ties by session id") << QString() << 0;
    QTest::newRow("REV-08 preferred agent") << QStringLiteral("agent") << 1;
    QTest::newRow("REV-08 preferred peer over channel") << QStringLiteral("peer") << 1;
    QTest::newRow("REV-08 preferred capability") << QStringLiteral("capability") << 1;
    QTest::newRow("REV-08 agent over three capabilities") << QStringLiteral("agent_or_skills") << 0;
}

void ReviewsTest::routingPrefers()
{
    QFETCH(QString, wanted);
    QFETCH(int, chosen);
    Flow board;
    const auto reviewer = [&](const char *name, const QStringList &capabilities, const char *channel,
                              const char *peer) {
        SessionRegister request;
        request.agentName = QLatin1String(name);
        request.capabilities = capabilities;
        request.channel = QLatin1String(channel);
        request.peerId = QLatin1String(peer);
        request.kind = QStringLiteral("reviewer");
        return Flow::must(board.run(board.human, request), "session.register").session.id;
    };
    const QStringList skills{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    const std::vector<SessionId> sessions{reviewer("first", {}, "side", ""), reviewer("second", skills, "", "near")};
    const TaskId task = board.addTask();
    ProfileSet profile;
    profile.taskId = task;
    ReviewProfile &review = profile.sections.review;
    review.policy = ReviewPolicy::OnSuccess;
    if (wanted == QLatin1String("agent"))
        review.preferredAgents = {QStringLiteral("second")};
    else if (wanted == QLatin1String("peer"))
        review.preferredPeers = {QStringLiteral("near")}, review.preferredChannels = {QStringLiteral("side")};
    else if (wanted == QLatin1String("capability"))
        review.preferredCapabilities = {QStringLiteral("a")};
    else if (wanted == QLatin1String("agent_or_skills"))
        review.preferredAgents = {QStringLiteral("first")}, review.preferredCapabilities = skills;
    QCOMPARE(board.outcome(board.human, profile), QStringLiteral("ok"));

    const Run run = board.claimed(task);
    const qint64 before = board.lastSeq();
    board.end(run, RunStatus::Completed);
    const Review routed = board.reviewsOf(run).front();
    QCOMPARE(routed.status, ReviewStatus::Routed);
    QCOMPARE(routed.routedSessionId, std::optional(sessions[static_cast<std::size_t>(chosen)]));
    QCOMPARE(board.eventTypes(before).last(), QStringLiteral("task.run_review_routed"));
    QCOMPARE(board.notifier.notices.back().kind, QStringLiteral("review_routed"));
    QCOMPARE(board.notifier.notices.back().session, *routed.routedSessionId);
}

void ReviewsTest::routingLeavesOut_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("REV-08 not a reviewer") << QStringLiteral("kind");
    QTest::newRow("REV-08 the requester") << QStringLiteral("requester");
    QTest::newRow("REV-08 another agent is wanted") << QStringLiteral("agent");
    QTest::newRow("REV-08 not among the allowed") << QStringLiteral("allowed");
    QTest::newRow("REV-08 lacks a capability") << QStringLiteral("capability");
    QTest::newRow("REV-08 busy") << QStringLiteral("busy");
    QTest::newRow("REV-11 took part") << QStringLiteral("part");
}

void ReviewsTest::routingLeavesOut()
{
    QFETCH(QString, why);
    Flow board;
    const QString name = why == QLatin1String("part") ? QStringLiteral("worker") : QStringLiteral("critic");
    const SessionKind kind = why == QLatin1String("kind") ? SessionKind::Worker : SessionKind::Reviewer;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    ProfileSet profile;
    profile.taskId = task;
    if (why == QLatin1String("agent"))
        profile.sections.review.agent = QStringLiteral("sage");
    else if (why == QLatin1String("allowed"))
        profile.sections.review.allowedAgents = {QStringLiteral("sage")};
    else if (why == QLatin1String("capability"))
        profile.sections.review.requiredCapabilities = {QStringLiteral("law")};
    QCOMPARE(board.outcome(board.human, profile), QStringLiteral("ok"));
    const Actor critic = board.addAgent(name, {}, kind);
    if (why == QLatin1String("busy"))
        QCOMPARE(board.requested(board.ended(board.addTask())).status, ReviewStatus::Routed);
    ReviewRequest request;
    request.runId = run.id;
    const auto reply = board.run(why == QLatin1String("requester") ? critic : board.human, request);
    QCOMPARE(reply->review.status, ReviewStatus::Requested);
    QCOMPARE(board.problems(), QStringList());
}

void ReviewsTest::sweepRoutesOneToEach()
{
    // REV-08: a session is asked for one review at a time, also within one sweep; the oldest goes first.
    Flow board;
    std::vector<ReviewId> reviews;
    for (int i = 0; i < 4; ++i) {
        reviews.push_back(board.requested(board.ended(board.addTask())).id);
        board.clock.advance(1);
    }
    const auto addCritic = [&](const char *name) {
        return board.addAgent(QLatin1String(name), {}, SessionKind::Reviewer).session();
    };
    const auto routed = [&] {
        board.act(board.sweeper, routeReviews);
        std::vector<std::optional<SessionId>> sessions;
        for (const ReviewId &id : reviews)
            sessions.push_back(board.storedReview(id).routedSessionId);
        return sessions;
    };
    const SessionId a = addCritic("a"), b = addCritic("b");
    QVERIFY(routed() == (std::vector<std::optional<SessionId>>{a, b, {}, {}}));
    QVERIFY(routed() == (std::vector<std::optional<SessionId>>{a, b, {}, {}}));
    const SessionId c = addCritic("c");
    QVERIFY(routed() == (std::vector<std::optional<SessionId>>{a, b, c, {}}));
    QCOMPARE(board.problems(), QStringList());
}

void ReviewsTest::sweepRoutesLateReviewers()
{
    // REV-08: who comes later is found by the sweep.
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    const Actor critic = board.addAgent(QStringLiteral("critic"), {}, SessionKind::Reviewer);
    QCOMPARE(board.storedReview(review.id).status, ReviewStatus::Requested);
    board.act(board.sweeper, routeReviews);
    QCOMPARE(board.storedReview(review.id).routedSessionId, std::optional(critic.session()));
}

void ReviewsTest::bindRefusals()
{
    // REV-09, REV-11.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Review review = board.requested(run);
    const Actor critic = board.addAgent(QStringLiteral("critic")), rival = board.addAgent(QStringLiteral("rival"));
    const auto bind = [&](const Actor &who, const ReviewId &id, const std::optional<SessionId> &session) {
        return board.outcome(who, ReviewBind{id, session});
    };
    QCOMPARE(bind(board.human, review.id, {}), QStringLiteral("validation_failed"));
    QCOMPARE(bind(critic, ReviewId(QStringLiteral("review-none")), {}), QStringLiteral("review_not_found"));
    QCOMPARE(bind(board.human, review.id, SessionId(QStringLiteral("sess-none"))), QStringLiteral("session_not_found"));
    QCOMPARE(bind(critic, review.id, rival.session()), QStringLiteral("permission_denied/foreign_session"));
    QCOMPARE(bind(board.worker, review.id, {}), QStringLiteral("self_review"));
    QCOMPARE(bind(board.addAgent(QStringLiteral("worker")), review.id, {}), QStringLiteral("self_review"));
    QCOMPARE(bind(critic, review.id, {}), QStringLiteral("ok"));
    QCOMPARE(bind(rival, review.id, {}), QStringLiteral("invalid_status_transition/reviewer_bound"));
    const Review other = board.requested(board.ended(board.addTask()));
    QCOMPARE(bind(critic, other.id, {}), QStringLiteral("invalid_status_transition/reviewer_busy"));
    QCOMPARE(bind(board.human, review.id, rival.session()), QStringLiteral("ok"));
    QCOMPARE(board.storedReview(review.id).reviewerAgentName, QStringLiteral("rival"));
    board.recorded(board.storedReview(review.id), "approved");
    QCOMPARE(bind(critic, review.id, {}), QStringLiteral("invalid_status_transition/review_not_open"));
    QCOMPARE(board.problems(), QStringList());
}

void ReviewsTest::bindingAgainIsSilent()
{
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    const Actor critic = board.addAgent(QStringLiteral("critic"));
    const qint64 before = board.lastSeq();
    QCOMPARE(board.outcome(critic, ReviewBind{review.id, {}}), QStringLiteral("ok"));
    QCOMPARE(board.eventTypes(before), QStringList{QStringLiteral("task.run_review_bound")});
    const Time started = *board.storedReview(review.id).startedAt;
    board.clock.advance(1'000);
    const auto rows = board.snapshotRows();
    QCOMPARE(board.outcome(critic, ReviewBind{review.id, critic.session()}), QStringLiteral("ok"));
    QVERIFY(board.snapshotRows() == rows);
    const Actor rival = board.addAgent(QStringLiteral("rival"));
    QCOMPARE(board.outcome(board.human, ReviewBind{review.id, rival.session()}), QStringLiteral("ok"));
    QCOMPARE(board.storedReview(review.id).startedAt, std::optional(started)); // first bind only
}

void ReviewsTest::lostReviewersAreReplaced()
{
    // REV-17: the end of a session frees what it was routed or bound to; a disconnect only what it was routed to.
    Flow board;
    const Actor critic = board.addAgent(QStringLiteral("critic"), {}, SessionKind::Reviewer);
    const Review review = board.requested(board.ended(board.addTask()));
    QCOMPARE(review.status, ReviewStatus::Routed);
    const auto unbind = [&](bool disconnected) {
        board.act(board.sweeper,
                  [&](Verb &verb) { unbindReviewsOf(verb, critic.session(), QStringLiteral("gone"), disconnected); });
        return board.storedReview(review.id);
    };
    Review now = unbind(true);
    QCOMPARE(now.status, ReviewStatus::Requested);
    QVERIFY(!now.routedSessionId);
    QCOMPARE(board.outcome(critic, ReviewBind{review.id, {}}), QStringLiteral("ok"));
    QCOMPARE(unbind(true).status, ReviewStatus::InReview);
    const qint64 before = board.lastSeq();
    now = unbind(false);
    QCOMPARE(now.status, ReviewStatus::Requested);
    QVERIFY(!now.reviewerSessionId && now.reviewerAgentName.isEmpty());
    QCOMPARE(board.eventTypes(before), QStringList{QStringLiteral("task.run_review_unbound")});
    QVERIFY(board.events(before).front().payload.text.contains("\"reason\":\"gone\""));
}

void ReviewsTest::forSessionFollowsTheReview()
{
    // REV-10.
    Flow board;
    const Actor critic = board.addAgent(QStringLiteral("critic"), {}, SessionKind::Reviewer);
    const Actor rival = board.addAgent(QStringLiteral("rival"));
    QCOMPARE(board.outcome(critic, ReviewForSession{}), QStringLiteral("review_not_found"));
    QCOMPARE(board.outcome(board.human, ReviewForSession{}), QStringLiteral("validation_failed"));
    const Review review = board.requested(board.ended(board.addTask()));
    QCOMPARE(board.query(critic, ReviewForSession{})->review.id, review.id);
    QCOMPARE(board.query(board.human, ReviewForSession{critic.session()})->review.id, review.id);
    QCOMPARE(board.outcome(rival, ReviewBind{review.id, {}}), QStringLiteral("ok"));
    QCOMPARE(board.outcome(critic, ReviewForSession{}), QStringLiteral("review_not_found"));
    QCOMPARE(board.query(rival, ReviewForSession{})->review.id, review.id);
}

STINT_REGISTER_TEST(ReviewsTest)
#include "tst_reviews.moc"
