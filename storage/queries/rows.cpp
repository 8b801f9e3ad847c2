#include "storage/queries/rows.h"

#include "storage/queries/jsonvalue.h"

namespace stint
{

namespace
{

void readUsage(Statement &row, Usage &usage)
{
    row.read(usage.inputTokens, usage.outputTokens, usage.totalTokens, usage.costMicros, usage.turnCount,
             usage.toolCallCount, usage.currency);
}

void readProcess(Statement &row, std::optional<ProcessRef> &process)
{
    std::optional<qint64> pid, startTicks;
    row.read(pid, startTicks);
    if (pid && startTicks)
        process = ProcessRef{*pid, *startTicks};
}

template<class T>
void readNested(Statement &row, T &value)
{
    Json json;
    row.take(json);
    if (json.text.size() > 2)
        value = fromJsonText<T>(json);
}

template<class T>
void readNested(Statement &row, std::optional<T> &value)
{
    Json json;
    row.take(json);
    if (!json.isNull())
        value = fromJsonText<T>(json);
}

} // namespace

void bindUsage(Statement &statement, const Usage &usage)
{
    statement.bind(usage.inputTokens, usage.outputTokens, usage.totalTokens, usage.costMicros, usage.turnCount,
                   usage.toolCallCount, usage.currency);
}

void bindProcess(Statement &statement, const std::optional<ProcessRef> &process)
{
    if (process)
        statement.bind(process->pid, process->startTicks);
    else
        statement.bind(std::nullopt, std::nullopt);
}

void readRow(Statement &row, Task &task)
{
    row.read(task.id, task.identifier, task.title, task.description, task.scope, task.workspaceId, task.parentTaskId,
             task.status, task.priority, task.owner, task.approvalPolicy, task.approvalState, task.maxAttempts,
             task.autoEnqueueOnReady, task.metadata, task.networkChannel, task.notBefore, task.externalKey,
             task.milestone, task.labels, task.rank);
    readNested(row, task.acceptance);
    QString pausedBy, pausedReason;
    std::optional<Time> pausedAt;
    row.read(pausedBy, pausedAt, pausedReason);
    if (pausedAt)
        task.pause = TaskPause{pausedBy, *pausedAt, pausedReason};
    row.read(task.duplicateOf, task.currentRunId, task.reviewRound, task.lastReviewId, task.lastReviewOutcome,
             task.circuitOpenedAt, task.circuitReason, task.version, task.createdBy, task.origin, task.createdAt,
             task.updatedAt, task.closedAt);
}

void readRow(Statement &row, Dependency &dependency)
{
    row.read(dependency.taskId, dependency.dependsOn, dependency.kind, dependency.createdBy, dependency.createdAt);
}

void readRow(Statement &row, Run &run)
{
    row.read(run.id, run.taskId, run.attempt, run.status, run.queuedAt, run.waitingSince, run.claimedAt, run.startedAt,
             run.endedAt, run.claimedBy, run.claimTokenHash, run.sessionId, run.leaseEpoch, run.leaseDurationMs,
             run.leaseUntil, run.heartbeatAt, run.leaseEventAt, run.progress);
    readUsage(row, run.usage);
    std::optional<AttentionReason> reason;
    QString text;
    std::optional<Time> at, resumeAfter;
    row.read(reason, text, at, resumeAfter);
    if (reason && at)
        run.attention = Attention{*reason, text, *at, resumeAfter};
    row.read(run.error, run.failureKind);
    readNested(row, run.answer);
    row.read(run.result, run.metadata, run.networkChannel, run.coordinationChannelId, run.requiredCapabilities,
             run.preferredCapabilities, run.previousRunId, run.reviewRound);
    readNested(row, run.review);
}

void readRow(Statement &row, KeptRun &kept)
{
    readRow(row, kept.run);
    row.read(kept.stand.queueClass, kept.stand.priority, kept.stand.due);
}

void readRow(Statement &row, ClaimRecord &claim)
{
    row.read(claim.runId, claim.epoch, claim.claimedBy, claim.sessionId, claim.agentName);
    readProcess(row, claim.process);
    row.read(claim.claimTokenHash, claim.claimedAt, claim.endedAt, claim.endReason);
    readUsage(row, claim.usage);
}

void readRow(Statement &row, LateResult &late)
{
    row.read(late.runId, late.n, late.kind, late.result, late.error, late.metadata);
    readUsage(row, late.usage);
    row.read(late.sessionId, late.epoch, late.loss, late.receivedAt);
}

void readRow(Statement &row, IdempotencyRecord &record)
{
    row.read(record.key, record.origin, record.runId, record.createdAt, record.leaseEpoch);
}

void readRow(Statement &row, StarvationBudget &budget)
{
    row.read(budget.runId, budget.cycles, budget.spawnRequested, budget.starvedReported, budget.updatedAt);
}

void readRow(Statement &row, Review &review)
{
    row.read(review.id, review.taskId, review.runId, review.policy, review.automatic, review.round, review.attempt,
             review.status, review.requestedBy, review.reason, review.parentReviewId, review.requestedAt,
             review.deadlineAt, review.routedSessionId, review.reviewerSessionId, review.reviewerAgentName,
             review.reviewerPeerId, review.reviewerChannelId, review.startedAt, review.reviewedAt, review.outcome,
             review.confidence, review.verdictReason, review.guidance, review.text, review.missingWork,
             review.deliveryId, review.recordedBy, review.continuationRunId, review.circuitReason, review.createdAt,
             review.updatedAt);
}

void readRow(Statement &row, Session &session)
{
    row.read(session.id, session.tokenHash, session.agentName, session.kind, session.capabilities, session.workspaceId,
             session.channel, session.peerId, session.state);
    readProcess(row, session.process);
    row.read(session.launched, session.parentSessionId, session.expiresAt, session.registeredAt, session.lastSeenAt,
             session.endedAt, session.endReason);
}

void readRow(Statement &row, Workspace &workspace)
{
    row.read(workspace.id, workspace.name, workspace.rootPath, workspace.createdAt);
}

void readRow(Statement &row, Event &event)
{
    row.read(event.seq, event.id, event.taskId, event.runId, event.type, event.payload, event.time, event.actor,
             event.origin);
}

void readRow(Statement &row, TriageMark &mark)
{
    row.read(mark.taskId, mark.actor, mark.read, mark.archived, mark.dismissed, mark.snoozedUntil,
             mark.lastSeenActivity, mark.updatedAt);
}

void readRow(Statement &row, ExecutionProfile &profile)
{
    row.take(profile.taskId);
    readNested(row, profile.sections);
    row.read(profile.createdAt, profile.updatedAt);
}

void readRow(Statement &row, ReadyRun &ready)
{
    row.read(ready.runId, ready.taskId, ready.priorityWeight, ready.queuedAt, ready.coordinationChannel);
}

void readRow(Statement &row, StoredAnswer &answer)
{
    row.read(answer.actor, answer.requestId, answer.params, answer.answer, answer.createdAt);
}

} // namespace stint
