#include "model/service/claims.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/reconcile.h"
#include "model/service/runlife.h"

namespace stint
{

namespace
{

Result<RunReply> replayReply(Verb &verb, const Run &run)
{
    RunReply reply;
    reply.run = run;
    if (const auto task = verb.task(run.taskId))
        reply.task = TaskView(*task);
    reply.existingRun = true;
    return reply;
}

Error notClaimable(ErrorCode code, const QString &reason)
{
    Error error = refuse(code, "This run cannot be claimed now.");
    error.data.insert(QStringLiteral("reason"), reason);
    return error;
}

/// E1, E2: what everybody needs.
Done checkWaiting(const Task &task, const Run &run)
{
    if (run.status != RunStatus::Queued)
        return notClaimable(ErrorCode::InvalidStatusTransition, QStringLiteral("run_not_queued"));
    if (task.status == TaskStatus::Ready)
        return {};
    const bool named = task.status == TaskStatus::Draft || task.status == TaskStatus::Canceled;
    return notClaimable(ErrorCode::InvalidStatusTransition,
                        QStringLiteral("task_") + toText(named ? task.status : TaskStatus::Blocked));
}

bool waitsForTime(const Task &task, Time now)
{
    return task.notBefore && *task.notBefore > now;
}

/// E1–E13 of a named run, the first failing one with its reason (CLM-12).
Done checkEligible(Verb &verb, const Task &task, const Run &run, const Claimer &claimer)
{
    STINT_TRY(checkWaiting(task, run));
    QString barrier;
    if (pausedBy(verb.store, task))
        barrier = QStringLiteral("paused");
    else if (verb.store.schedulerPause().paused)
        barrier = QStringLiteral("scheduler_paused");
    else if (waitsForTime(task, verb.now))
        barrier = QStringLiteral("not_before");
    else if (weight(task.priority) < claimer.priorityMin)
        barrier = QStringLiteral("priority");
    if (!barrier.isEmpty())
        return notClaimable(ErrorCode::NoClaimableRun, barrier);

    // A person's task has no class; it is judged as an unowned one up to the owner, the last filter.
    Task judged = task;
    const auto profile = verb.store.profile(task.id);
    const ProfileSections sections = profile ? profile->sections : ProfileSections{};
    auto claimClass = claimClassOf(judged, run, sections);
    const bool ownedByPerson = !claimClass;
    if (ownedByPerson) {
        judged.owner.reset();
        claimClass = claimClassOf(judged, run, sections);
    }
    barrier = firstBarrier(*claimClass, claimer, &run);
    if (barrier.isEmpty() && ownedByPerson)
        barrier = QStringLiteral("owner");
    if (barrier.isEmpty())
        return {};
    return notClaimable(barrier == QLatin1String("owner") ? ErrorCode::PermissionDenied : ErrorCode::NoClaimableRun,
                        barrier);
}

/// CLM-13, CLM-14: what binds a person or the engine.
Done checkManualClaim(const Verb &verb, const Task &task, const Run &run)
{
    STINT_TRY(checkWaiting(task, run));
    if (waitsForTime(task, verb.now))
        return notClaimable(ErrorCode::NoClaimableRun, QStringLiteral("not_before"));
    if (task.owner &&
        (task.owner->kind == OwnerKind::AgentSession || (!verb.actor.isHuman() && task.owner->kind == OwnerKind::Pool)))
        return notClaimable(ErrorCode::PermissionDenied, QStringLiteral("owner"));
    return {};
}

Result<ClaimReply> claimAsAgent(Verb &verb, const RunClaim &request, const Task &task, const Run &run)
{
    STINT_TRY_LET(PreparedClaim prepared, prepareClaim(verb, verb.actor.session(), {}));
    prepared.claimer.capabilities = sortedDistinct(prepared.claimer.capabilities + request.capabilities);
    STINT_TRY_LET(prepared.leaseMs, checkLeaseMs(request.leaseMs, verb.settings().leaseDefaultMs));
    STINT_TRY(checkSingleLease(verb, prepared.session.id));
    STINT_TRY(checkEligible(verb, task, run, prepared.claimer));
    return takeRun(verb, run, {verb.actor.who, &prepared.session, prepared.leaseMs});
}

} // namespace

Done requireKey(const Verb &verb, const QString &key)
{
    if (!key.isEmpty() || verb.actor.isHuman())
        return {};
    return invalid("idempotency_key", "This call needs an idempotency key.").reason("idempotency_key_required");
}

Result<qint64> checkLeaseMs(const std::optional<qint64> &leaseMs, qint64 fallback)
{
    const qint64 given = leaseMs.value_or(0);
    if (given < 0 || given > limits::leaseMsMax)
        return invalid("lease_ms", "A lease lasts 1 to 86400000 milliseconds.");
    return given == 0 ? fallback : given;
}

Result<RunEnqueue::Reply> perform(Verb &verb, RunEnqueue request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkIdempotencyKey(request.idempotencyKey));
    STINT_TRY(checkChannel(verb, "network_channel", request.networkChannel));
    STINT_TRY(checkReason(request.reason));
    STINT_TRY(checkCapabilities("required_capabilities", request.requiredCapabilities));
    STINT_TRY(checkCapabilities("preferred_capabilities", request.preferredCapabilities));
    STINT_TRY(checkJson("metadata", request.metadata, limits::metadataBytes));
    STINT_TRY(requireKey(verb, request.idempotencyKey));
    STINT_TRY_LET(const Task task, verb.requireTask(request.taskId));

    if (task.status == TaskStatus::Draft || task.status == TaskStatus::Canceled)
        return refuse(ErrorCode::InvalidStatusTransition, "The task cannot be worked on.")
            .reason(task.status == TaskStatus::Draft ? "task_draft" : "task_canceled");
    STINT_TRY_LET(const auto known, replayedRun(verb, request.idempotencyKey, task.id));
    if (known)
        return replayReply(verb, *known);
    STINT_TRY(checkVersion(task, request.expectedVersion));
    STINT_TRY(mayCreateRun(verb, task, mayCloseCircuit(verb)));

    NewRun options;
    if (!request.networkChannel.isEmpty())
        options.networkChannel = request.networkChannel;
    options.requiredCapabilities = request.requiredCapabilities;
    options.preferredCapabilities = request.preferredCapabilities;
    options.metadata = request.metadata;
    options.idempotencyKey = request.idempotencyKey;
    RunReply reply;
    reply.run = createRun(verb, task.id, options);
    reply.task = TaskView(settle(verb, task.id, task.status, {}, [&](const Task &now) {
        announceEnqueued(verb, reply.run, now.status, request.idempotencyKey, request.reason, false);
    }));
    reply.existingRun = false;
    return reply;
}

bool isOwnClaim(Verb &verb, const Run &run, const QString &key)
{
    const auto record = verb.store.idempotency(key, verb.actor.origin);
    if (!record || record->runId != run.id || !isActive(run.status))
        return false;
    const bool mine = verb.actor.isAgent() ? run.sessionId == verb.actor.session() : run.claimedBy == verb.actor.who;
    return mine && record->leaseEpoch == run.leaseEpoch;
}

Result<RunClaim::Reply> perform(Verb &verb, RunClaim request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkIdempotencyKey(request.idempotencyKey));
    STINT_TRY(checkLeaseMs(request.leaseMs, 0));
    STINT_TRY(checkCapabilities("capabilities", request.capabilities));
    STINT_TRY(requireKey(verb, request.idempotencyKey));
    STINT_TRY_LET(const Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    const QString key =
        request.idempotencyKey.isEmpty() ? QString() : QStringLiteral("run.claim.") + request.idempotencyKey;
    STINT_TRY(replayedRun(verb, key, task.id));

    Result<ClaimReply> reply = ClaimReply{};
    if (!key.isEmpty() && isOwnClaim(verb, run, key)) {
        reply = claimReplyOf(task, run);
        reply->existingRun = true;
    } else {
        if (verb.actor.isAgent()) {
            reply = claimAsAgent(verb, request, task, run);
        } else {
            STINT_TRY(checkManualClaim(verb, task, run));
            reply = takeRun(verb, run, {verb.actor.who, nullptr, 0});
        }
        if (!reply)
            return reply;
        reply->existingRun = false;
        if (!key.isEmpty())
            verb.store.putIdempotency({key, verb.actor.origin, run.id, verb.now, reply->run->leaseEpoch});
    }
    if (request.withContext)
        addContext(verb, *reply);
    return reply;
}

} // namespace stint
