#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/claims.h"
#include "model/service/context.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"
#include "model/service/sessions.h"

namespace stint
{

namespace
{

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

} // namespace

ClaimReply claimReplyOf(const Task &task, const Run &run)
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

void addContext(Verb &verb, ClaimReply &reply)
{
    const auto bundle = contextBundle(verb.store, verb.now, verb.settings(), reply.task->task, &*reply.run,
                                      verb.actor.isHuman() ? ContextRole::Operator : ContextRole::Worker);
    if (bundle)
        reply.context = *bundle;
}

Result<ClaimReply> takeRun(Verb &verb, Run run, const Claimant &claim)
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
    ClaimReply reply = claimReplyOf(now, run);
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

Claimer claimerOf(const Session &session)
{
    return {session.id, session.agentName, session.workspaceId, session.capabilities, session.channel, session.peerId,
            0};
}

Done checkCriteria(const Verb &verb, ClaimCriteria &criteria)
{
    STINT_TRY(checkEnum<Scope>("scope", criteria.scope, Scope::Global));
    STINT_TRY(checkOptionalId("workspace_id", criteria.workspaceId));
    if (enumFromText<Scope>(criteria.scope) == Scope::Global && criteria.workspaceId)
        return refuse(ErrorCode::InvalidScopeBinding, "Global work belongs to no workspace.").field("workspace_id");
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
    return takeRun(verb, run,
                   {{ActorKind::AgentSession, prepared.session.id.value}, &prepared.session, prepared.leaseMs});
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

} // namespace stint
