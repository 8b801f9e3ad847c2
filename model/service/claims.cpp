#include "model/service/claims.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/context.h"
#include "model/service/reconcile.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"

namespace stint
{

namespace
{

/// Where the present claim stands in the answer: what both kinds of claim tell (CLM-10).
ClaimReply replyOf(const Task &task, const Run &run)
{
    ClaimReply reply;
    reply.claimed = true;
    reply.task = TaskView(task);
    reply.run = run;
    reply.leaseUntil = run.leaseUntil;
    reply.leaseEpoch = run.leaseEpoch;
    if (!run.coordinationChannelId.isEmpty()) {
        CoordinationChannel channel;
        channel.id = channel.name = run.coordinationChannelId;
        channel.workspaceId = task.workspaceId;
        channel.taskId = task.id;
        channel.runId = run.id;
        channel.purpose = QStringLiteral("task_run_coordination");
        channel.allowedMessageKinds = {QStringLiteral("status"),        QStringLiteral("request"),
                                       QStringLiteral("reply"),         QStringLiteral("blocker"),
                                       QStringLiteral("handoff"),       QStringLiteral("result"),
                                       QStringLiteral("review_request")};
        reply.coordinationChannel = channel;
    }
    return reply;
}

/// With `with_context` the bundle comes along; one that cannot be cut to its budget is left out, because the claim
/// stands.
void addContext(Verb &verb, ClaimReply &reply)
{
    const auto bundle = contextBundle(verb.store, verb.now, verb.settings(), reply.task->task, &*reply.run,
                                      verb.actor.isHuman() ? ContextRole::Operator : ContextRole::Worker);
    if (bundle)
        reply.context = *bundle;
}

struct Claimed {
    ActorRef by;
    const Session *session = nullptr; ///< absent: lease-less
    qint64 leaseMs = 0;
};

/// CLM-08: the effects of every claim, with its event (CLM-15).
Result<ClaimReply> take(Verb &verb, Run run, const Claimed &claim)
{
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (task.currentRunId && *task.currentRunId != run.id)
        return refuse(ErrorCode::InvalidStatusTransition, "Another run of the task is being worked on.")
            .reason("current_run");
    const Run before = run;
    QString token;
    run.status = RunStatus::Claimed;
    run.claimedBy = claim.by;
    run.claimedAt = verb.now;
    ++run.leaseEpoch;
    run.leaseEventAt.reset();
    run.startedAt.reset();
    run.endedAt.reset();
    run.progress.clear();
    run.error.clear();
    run.result = {};
    ClaimRecord record{run.id, run.leaseEpoch, claim.by, {}, {}, {}, {}, verb.now, {}, {}, {}};
    if (claim.session) {
        token = verb.world.ids.token("stint_claim_");
        run.claimTokenHash = sha256Text(token.toUtf8());
        run.sessionId = claim.session->id;
        run.heartbeatAt = verb.now;
        run.leaseDurationMs = claim.leaseMs;
        run.leaseUntil = verb.now + claim.leaseMs;
        record.sessionId = claim.session->id;
        record.agentName = claim.session->agentName;
        record.process = claim.session->process;
        record.claimTokenHash = run.claimTokenHash;
    }
    STINT_TRY(verb.saveRun(run, before));
    verb.store.insertClaim(record);
    verb.store.removeBudget(run.id);
    const Task now = settle(verb, task.id, task.status, {}, [&](const Task &t) { recordClaimed(verb, run, t.status); });
    ClaimReply reply = replyOf(now, run);
    reply.claimToken = token;
    return reply;
}

/// CLM-03: one lease at a time; an expired one that nobody swept yet does not count.
Done checkSingleLease(Verb &verb, const SessionId &session)
{
    for (const Run &run : verb.store.activeRunsOfSession(session)) {
        if (!run.isLeased() || !run.isExpired(verb.now))
            return refuse(ErrorCode::ActiveRunLease, "The session already works on a run.")
                .with("run_id", run.id.value);
    }
    return {};
}

struct Candidate {
    ReadyRun run;
    ClaimPreference preference;
};

/// CLM-07.
bool isBetter(const Candidate &a, const Candidate &b)
{
    if (a.run.priorityWeight != b.run.priorityWeight)
        return a.run.priorityWeight > b.run.priorityWeight;
    if (a.preference != b.preference)
        return a.preference > b.preference;
    return std::tie(a.run.queuedAt, a.run.runId) < std::tie(b.run.queuedAt, b.run.runId);
}

void consider(std::optional<Candidate> &best, Candidate &&candidate)
{
    if (!best || isBetter(candidate, *best))
        best = std::move(candidate);
}

/// Judges each class once and compares their heads: the cost does not grow with the queue.
std::optional<Candidate> bestByClass(Verb &verb, const Claimer &claimer)
{
    std::optional<Candidate> best;
    for (const ClaimClass &claimClass : verb.store.claimClasses()) {
        if (!firstBarrier(claimClass, claimer).isEmpty())
            continue;
        if (const auto head = verb.store.firstReady(claimClass.key());
            head && head->priorityWeight >= claimer.priorityMin)
            consider(best, {*head, preference(claimClass, claimer)});
    }
    return best;
}

/// A claimer that names a channel sees only the runs of that channel (E10), which are few.
std::optional<Candidate> bestOnChannel(Verb &verb, const Claimer &claimer)
{
    std::optional<Candidate> best;
    for (const ReadyRun &ready : verb.store.readyOnChannel(claimer.channel)) {
        if (ready.priorityWeight < claimer.priorityMin || (best && ready.priorityWeight < best->run.priorityWeight))
            break;
        const auto task = verb.task(ready.taskId);
        const auto run = verb.store.run(ready.runId);
        if (!task || !run)
            continue;
        const auto profile = verb.store.profile(ready.taskId);
        const auto claimClass = claimClassOf(*task, *run, profile ? profile->sections : ProfileSections{});
        if (claimClass && firstBarrier(*claimClass, claimer, &*run).isEmpty())
            consider(best, {ready, preference(*claimClass, claimer)});
    }
    return best;
}

Error nothingToClaim(const char *reason)
{
    Error error = refuse(ErrorCode::NoClaimableRun, "Nothing is waiting that this session may work on.");
    return reason ? std::move(error).reason(reason) : error;
}

Result<RunReply> replayReply(Verb &verb, const Run &run)
{
    RunReply reply;
    reply.run = run;
    if (const auto task = verb.task(run.taskId))
        reply.task = TaskView(*task);
    reply.existingRun = true;
    return reply;
}

} // namespace

Claimer claimerOf(const Session &session)
{
    return {session.id, session.agentName, session.workspaceId, session.capabilities, session.channel, session.peerId,
            0};
}

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

Done checkCriteria(const Verb &verb, ClaimCriteria &criteria)
{
    STINT_TRY(checkEnum<Scope>("scope", criteria.scope, Scope::Global));
    if (criteria.workspaceId)
        STINT_TRY(checkId("workspace_id", *criteria.workspaceId));
    STINT_TRY(checkCapabilities("capabilities", criteria.capabilities));
    if (criteria.priorityMin.value_or(0) < 0)
        return invalid("priority_min", "The least weight is not negative.");
    STINT_TRY(checkLeaseMs(criteria.leaseMs, 0));
    STINT_TRY(checkChannel(verb, "channel", criteria.channel));
    return checkPeerId("peer_id", criteria.peerId);
}

Result<PreparedClaim> prepareClaim(Verb &verb, const SessionId &id, const ClaimCriteria &criteria)
{
    if (id.isEmpty())
        return refuse(ErrorCode::PermissionDenied, "Only an agent session claims the next run.")
            .reason("session_required");
    STINT_TRY_LET(const Session session, requireSession(verb, id));
    if (session.state == SessionState::Stopping || session.state == SessionState::Ended)
        return refuse(ErrorCode::PermissionDenied, "The session is at its end.").reason("session_ended");

    const auto scope = enumFromText<Scope>(criteria.scope);
    if (scope == Scope::Global && criteria.workspaceId)
        return refuse(ErrorCode::InvalidScopeBinding, "Global work belongs to no workspace.").field("workspace_id");
    if (criteria.workspaceId && criteria.workspaceId != session.workspaceId)
        return refuse(ErrorCode::PermissionDenied, "The session belongs to another workspace.")
            .reason("foreign_workspace");
    if (scope == Scope::Workspace && !session.workspaceId)
        return refuse(ErrorCode::InvalidScopeBinding, "The session belongs to no workspace.").field("workspace_id");
    const auto isForeign = [](const QString &own, const QString &named) {
        return !own.isEmpty() && !named.isEmpty() && own != named;
    };
    if (isForeign(session.channel, criteria.channel) || isForeign(session.peerId, criteria.peerId))
        return refuse(ErrorCode::PermissionDenied, "The session belongs to another channel.").reason("foreign_channel");

    PreparedClaim prepared{session, claimerOf(session), 0};
    if (scope == Scope::Global)
        prepared.claimer.workspaceId.reset();
    prepared.claimer.capabilities = sortedDistinct(session.capabilities + criteria.capabilities);
    if (!criteria.channel.isEmpty())
        prepared.claimer.channel = criteria.channel;
    if (!criteria.peerId.isEmpty())
        prepared.claimer.peerId = criteria.peerId;
    prepared.claimer.priorityMin = criteria.priorityMin.value_or(0);
    STINT_TRY_LET(prepared.leaseMs, checkLeaseMs(criteria.leaseMs, verb.settings().leaseDefaultMs));
    return prepared;
}

Result<ClaimReply> takeNext(Verb &verb, const PreparedClaim &prepared)
{
    STINT_TRY(checkSingleLease(verb, prepared.session.id));
    if (verb.store.schedulerPause().paused)
        return nothingToClaim("scheduler_paused");
    verb.store.promoteDue(verb.now);
    const auto best = prepared.claimer.channel.isEmpty() ? bestByClass(verb, prepared.claimer)
                                                         : bestOnChannel(verb, prepared.claimer);
    if (!best)
        return nothingToClaim(nullptr);
    STINT_TRY_LET(const Run run, verb.requireRun(best->run.runId));
    return take(verb, run, {{ActorKind::AgentSession, prepared.session.id.value}, &prepared.session, prepared.leaseMs});
}

Result<ClaimReply> takeFolded(Verb &verb, const std::optional<PreparedClaim> &prepared)
{
    if (!prepared)
        return ClaimReply{};
    // What the first verb caused belongs before the event of the claim (EVT-05).
    verb.recordConsequences();
    auto taken = takeNext(verb, *prepared);
    if (!taken && (taken.error().code == ErrorCode::NoClaimableRun || taken.error().code == ErrorCode::ActiveRunLease))
        return ClaimReply{};
    return taken;
}

Result<RunClaimNext::Reply> perform(Verb &verb, RunClaimNext request)
{
    STINT_TRY(checkCriteria(verb, request.criteria));
    if (const qint64 wait = request.waitMs.value_or(0); wait < 0 || wait > limits::claimWaitMaxMs)
        return invalid("wait_ms", "A claim waits 0 to 25000 milliseconds.");
    const SessionId session = verb.actor.isAgent() ? verb.actor.session() : request.session;
    STINT_TRY_LET(const PreparedClaim prepared, prepareClaim(verb, session, request.criteria));
    auto taken = takeNext(verb, prepared);
    if (!taken) {
        if (taken.error().code == ErrorCode::NoClaimableRun && request.waitMs.value_or(0) > 0) {
            // Whoever lets this claim wait must notice what becomes claimable from now on.
            verb.state.emptyHanded[session] = verb.state.readyCommits;
            if (const auto due = verb.store.nextDue(); due && (!verb.state.nextDue || *due < *verb.state.nextDue))
                verb.state.nextDue = due;
        }
        return taken;
    }
    if (request.withContext)
        addContext(verb, *taken);
    return taken;
}

namespace
{

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
    return take(verb, run, {verb.actor.who, &prepared.session, prepared.leaseMs});
}

} // namespace

bool isOwnClaim(Verb &verb, const Run &run, const QString &key)
{
    const auto record = verb.store.idempotency(key, verb.actor.origin);
    if (!record || record->runId != run.id || !isActive(run.status))
        return false;
    const bool mine = verb.actor.isAgent() ? run.sessionId == verb.actor.session() : run.claimedBy == verb.actor.who;
    // The key was recorded by the present claim or during it, exactly if it is not older than that claim.
    const auto claim = verb.store.claim(run.id, run.leaseEpoch);
    return mine && claim && record->createdAt >= claim->claimedAt;
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
        reply = replyOf(task, run);
        reply->existingRun = true;
    } else {
        if (verb.actor.isAgent()) {
            reply = claimAsAgent(verb, request, task, run);
        } else {
            STINT_TRY(checkManualClaim(verb, task, run));
            reply = take(verb, run, {verb.actor.who, nullptr, 0});
        }
        if (!reply)
            return reply;
        reply->existingRun = false;
        if (!key.isEmpty())
            verb.store.putIdempotency({key, verb.actor.origin, run.id, verb.now});
    }
    if (request.withContext)
        addContext(verb, *reply);
    return reply;
}

} // namespace stint
