#include "tests/storage/storagekit.h"

namespace stint::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

} // namespace

Usage fullUsage()
{
    return {1, 2, 3, 4, 5, 6, text("EUR")};
}

Task fullTask(const QString &id)
{
    Task task;
    task.id = TaskId(id);
    task.identifier = text("STINT-7");
    task.title = QStringLiteral("Zweite Brücke über den Fluß");
    task.description = text("a\nb");
    task.scope = Scope::Workspace;
    task.workspaceId = WorkspaceId(text("ws-1"));
    task.parentTaskId = TaskId(text("task-parent"));
    task.status = TaskStatus::Blocked;
    task.priority = Priority::Urgent;
    task.owner = OwnerRef{OwnerKind::Pool, text("codex")};
    task.approvalPolicy = ApprovalPolicy::Manual;
    task.approvalState = ApprovalState::Pending;
    task.maxAttempts = 7;
    task.autoEnqueueOnReady = true;
    task.metadata = Json{"{ \"k\": [1.50] }"};
    task.networkChannel = text("net");
    task.notBefore = Time{11};
    task.externalKey = text("bd-1");
    task.milestone = text("m1");
    task.labels = {text("a"), QStringLiteral("ü\"")};
    task.rank = text("0m");
    task.acceptance = {{text("one"), true, text("seen")}, {text("two"), false, {}}};
    task.pause = TaskPause{text("human:eva"), Time{12}, text("later")};
    task.duplicateOf = TaskId(text("task-other"));
    task.currentRunId = RunId(text("run-1"));
    task.reviewRound = 2;
    task.lastReviewId = ReviewId(text("review-1"));
    task.lastReviewOutcome = ReviewOutcome::InvalidOutput;
    task.circuitOpenedAt = Time{13};
    task.circuitReason = CircuitReason::RapidTerminal;
    task.version = 9;
    task.createdBy = {ActorKind::Daemon, text("sweeper")};
    task.origin = {OriginKind::Daemon, text("sweeper")};
    task.createdAt = Time{14};
    task.updatedAt = Time{15};
    task.closedAt = Time{16};
    return task;
}

Run fullRun(const QString &id, const TaskId &task)
{
    Run run;
    run.id = RunId(id);
    run.taskId = task;
    run.attempt = 3;
    run.status = RunStatus::NeedsAttention;
    run.queuedAt = Time{21};
    run.waitingSince = Time{22};
    run.claimedAt = Time{23};
    run.startedAt = Time{24};
    run.endedAt = Time{25};
    run.claimedBy = ActorRef{ActorKind::AgentSession, text("sess-1")};
    run.claimTokenHash = text("sha256:00");
    run.sessionId = SessionId(text("sess-1"));
    run.leaseEpoch = 4;
    run.leaseDurationMs = 300'000;
    run.leaseUntil = Time{26};
    run.heartbeatAt = Time{27};
    run.leaseEventAt = Time{28};
    run.progress = text("half");
    run.usage = fullUsage();
    run.result = Json{"[]"};
    run.metadata = Json{"{}"};
    run.error = text("no");
    run.failureKind = FailureKind::OperatorForced;
    run.networkChannel = text("net");
    run.coordinationChannelId = text("coord-1");
    run.requiredCapabilities = {text("cpp"), text("qt")};
    run.preferredCapabilities = {text("gpu")};
    run.previousRunId = RunId(text("run-0"));
    run.reviewRound = 2;
    run.review =
        ReviewLineage{RunId(text("run-0")), ReviewId(text("review-0")), text("why"), {text("tests")}, text("g")};
    run.attention = Attention{AttentionReason::Quota, text("wait"), Time{29}, Time{30}};
    run.answer = Answer{text("q"), text("a"), {ActorKind::Human, text("eva")}, Time{31}};
    return run;
}

Review fullReview(const QString &id, const Run &run)
{
    Review review;
    review.id = ReviewId(id);
    review.taskId = run.taskId;
    review.runId = run.id;
    review.policy = ReviewPolicy::OnFailure;
    review.automatic = true;
    review.round = 2;
    review.attempt = 3;
    review.status = ReviewStatus::Routed;
    review.requestedBy = {ActorKind::Human, text("eva")};
    review.reason = text("look");
    review.parentReviewId = ReviewId(text("review-0"));
    review.requestedAt = Time{41};
    review.deadlineAt = Time{42};
    review.routedSessionId = SessionId(text("sess-r"));
    review.reviewerSessionId = SessionId(text("sess-v"));
    review.reviewerAgentName = text("claude");
    review.reviewerPeerId = text("peer");
    review.reviewerChannelId = text("chan");
    review.startedAt = Time{43};
    review.reviewedAt = Time{44};
    review.outcome = ReviewOutcome::Rejected;
    review.confidence = 0.25;
    review.verdictReason = text("because");
    review.guidance = text("do");
    review.text = text("long");
    review.missingWork = {text("docs")};
    review.deliveryId = text("d1");
    review.recordedBy = ActorRef{ActorKind::AgentSession, text("sess-v")};
    review.continuationRunId = RunId(text("run-2"));
    review.circuitReason = CircuitReason::RoundsExceeded;
    review.createdAt = Time{45};
    review.updatedAt = Time{46};
    return review;
}

Session fullSession(const QString &id)
{
    Session session;
    session.id = SessionId(id);
    session.tokenHash = text("sha256:11");
    session.agentName = text("codex");
    session.kind = SessionKind::Reviewer;
    session.capabilities = {text("cpp")};
    session.workspaceId = WorkspaceId(text("ws-1"));
    session.channel = text("c");
    session.peerId = text("p");
    session.state = SessionState::Ended;
    session.process = ProcessRef{77, 88};
    session.launched = true;
    session.parentSessionId = SessionId(text("sess-0"));
    session.expiresAt = Time{51};
    session.registeredAt = Time{52};
    session.lastSeenAt = Time{53};
    session.endedAt = Time{54};
    session.endReason = text("done");
    return session;
}

Event fullEvent(const QString &id, const TaskId &task)
{
    Event event;
    event.id = EventId(id);
    event.taskId = task;
    event.runId = RunId(text("run-1"));
    event.type = text("task.updated");
    event.payload = Json{"{\"a\":1}"};
    event.time = Time{61};
    event.actor = {ActorKind::Extension, text("x")};
    event.origin = {OriginKind::Extension, text("x")};
    return event;
}

Task plainTask(const QString &id, Time created)
{
    Task task;
    task.id = TaskId(id);
    task.title = id;
    task.createdBy = {ActorKind::Human, text("eva")};
    task.origin = {OriginKind::Cli, text("eva")};
    task.createdAt = task.updatedAt = created;
    return task;
}

Run queuedRun(const QString &id, const TaskId &task, Time queuedAt)
{
    Run run;
    run.id = RunId(id);
    run.taskId = task;
    run.queuedAt = run.waitingSince = queuedAt;
    return run;
}

} // namespace stint::test
