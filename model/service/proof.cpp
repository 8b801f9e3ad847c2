#include "model/service/proof.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/runevents.h"

#include <algorithm>

namespace stint
{

namespace
{

Error lost(ClaimEnd end)
{
    return refuse(ErrorCode::LeaseLost, "The caller no longer holds this run.").reason(toText(end));
}

/// The newest ended claim of the run for which \a matches holds.
template<class Matches>
std::optional<ClaimRecord> endedClaim(Verb &verb, const RunId &run, Matches matches)
{
    const auto claims = verb.store.claimsOf(run);
    const auto found = std::find_if(claims.rbegin(), claims.rend(),
                                    [&](const ClaimRecord &claim) { return claim.endedAt && matches(claim); });
    return found == claims.rend() ? std::nullopt : std::optional(*found);
}

/// The claim by which the caller once held the run.
std::optional<ClaimRecord> formerClaim(Verb &verb, const LeaseProof &proof, const RunId &run)
{
    if (!proof.claimToken.isEmpty()) {
        const QString hash = sha256Text(proof.claimToken.toUtf8());
        return endedClaim(verb, run, [&](const ClaimRecord &claim) {
            return !claim.claimTokenHash.isEmpty() && equalInConstantTime(claim.claimTokenHash, hash);
        });
    }
    return endedClaim(verb, run, [&](const ClaimRecord &claim) { return claim.sessionId == verb.actor.session(); });
}

/// Step 1a.
Done judgeToken(Verb &verb, const LeaseProof &proof, const Run &run)
{
    if (run.isLeased() && equalInConstantTime(run.claimTokenHash, sha256Text(proof.claimToken.toUtf8())))
        return {};
    if (const auto former = formerClaim(verb, proof, run.id))
        return lost(former->endReason.value_or(ClaimEnd::Expired));
    return refuse(ErrorCode::InvalidClaimToken, "This token never opened this run.");
}

/// Step 1b.
Done judgeSession(Verb &verb, const LeaseProof &proof, const Run &run)
{
    const SessionId session = verb.actor.session();
    if (run.isLeased() && run.sessionId == session)
        return {};
    if (const auto former = formerClaim(verb, proof, run.id))
        return lost(former->endReason.value_or(ClaimEnd::Expired));
    const auto held = verb.store.activeRunsOfSession(session);
    const bool holdsAnother = std::any_of(held.begin(), held.end(), [&](const Run &other) {
        return other.id != run.id && other.isLeased() && !other.isExpired(verb.now);
    });
    if (holdsAnother || (isActive(run.status) && run.sessionId != session))
        return refuse(ErrorCode::PermissionDenied, "Another holder works on the run.").reason("foreign_run");
    return refuse(ErrorCode::InvalidClaimToken, "The session holds no lease of this run.").reason("no_active_lease");
}

bool isSamePayload(const LateResult &late, const Delivery &delivery)
{
    return late.kind == delivery.kind && late.result == delivery.result && late.error == delivery.error &&
           late.metadata == delivery.metadata;
}

/// Which claim the delivery belongs to, and how that claim was lost.
LateResult lateFor(Verb &verb, const LeaseProof &proof, const Run &run, const Error &refusal)
{
    LateResult late;
    late.runId = run.id;
    late.sessionId = verb.actor.session();
    late.epoch = run.leaseEpoch;
    late.receivedAt = verb.now;
    std::optional<ClaimRecord> claim = verb.store.claim(run.id, run.leaseEpoch);
    if (refusal.code == ErrorCode::LeaseLost) {
        if (refusal.reasonText() == QLatin1String("epoch_mismatch")) {
            late.epoch = proof.leaseEpoch.value_or(run.leaseEpoch);
            claim = verb.store.claim(run.id, late.epoch);
        } else {
            claim = formerClaim(verb, proof, run.id);
        }
    }
    if (claim) {
        late.epoch = claim->epoch;
        late.loss = claim->endReason.value_or(ClaimEnd::Expired);
        if (late.sessionId.isEmpty())
            late.sessionId = claim->sessionId.value_or(SessionId());
    }
    return late;
}

} // namespace

Done checkProof(LeaseProof &proof)
{
    STINT_TRY(checkId("run_id", proof.runId));
    if (proof.leaseEpoch && *proof.leaseEpoch < 0)
        return invalid("lease_epoch", "An epoch is not negative.");
    proof.claimToken = proof.claimToken.trimmed();
    return {};
}

Done judgeHolder(Verb &verb, const LeaseProof &proof, const Run &run, bool onlyClaimed)
{
    if (!proof.claimToken.isEmpty())
        STINT_TRY(judgeToken(verb, proof, run));
    else
        STINT_TRY(judgeSession(verb, proof, run));
    if (proof.leaseEpoch && *proof.leaseEpoch != run.leaseEpoch)
        return refuse(ErrorCode::LeaseLost, "The lease has another epoch.").reason("epoch_mismatch");
    if (!isActive(run.status) || (onlyClaimed && run.status != RunStatus::Claimed))
        return refuse(ErrorCode::InvalidStatusTransition, "The run is not in a state for this.")
            .reason(toText(run.status));
    if (run.isExpired(verb.now))
        return refuse(ErrorCode::LeaseExpired, "The lease has run out.");
    return {};
}

Error keepLate(Verb &verb, const LeaseProof &proof, const Run &run, const Delivery &delivery, Error refusal)
{
    if (refusal.code != ErrorCode::LeaseLost && refusal.code != ErrorCode::LeaseExpired)
        return refusal;
    LateResult late = lateFor(verb, proof, run, refusal);
    late.kind = delivery.kind;
    late.result = delivery.result;
    late.error = delivery.error;
    late.metadata = delivery.metadata;
    late.usage = delivery.usage;
    // Error and metadata fit their own bounds but not always the common one (LIM-10); the error tells more.
    if (late.error.toUtf8().size() + late.metadata.text.size() > limits::resultBytes)
        late.metadata.text = "{\"omitted_bytes\":" + QByteArray::number(late.metadata.text.size()) + '}';

    const auto kept = verb.store.lateResultsOf(run.id);
    for (const LateResult &earlier : kept) {
        if (earlier.sessionId == late.sessionId && earlier.epoch == late.epoch &&
            isSamePayload(earlier, {late.kind, late.result, late.error, late.metadata, {}}))
            return std::move(refusal).with("late_result", earlier.n);
    }
    late.n = verb.store.lastLateResultNumber(run.id) + 1;
    if (kept.size() >= static_cast<std::size_t>(limits::lateResults))
        verb.store.removeLateResult(run.id, kept.front().n);
    verb.store.insertLateResult(late);
    const auto task = verb.task(run.taskId);
    recordLateResult(verb, "task.run_late_result", late, run, task ? task->status : TaskStatus::Ready);
    verb.keepDespiteRefusal();
    return std::move(refusal).with("late_result", late.n);
}

Done checkUsage(const std::optional<Usage> &usage)
{
    if (!usage)
        return {};
    for (const auto &counter : {usage->inputTokens, usage->outputTokens, usage->totalTokens, usage->costMicros,
                                usage->turnCount, usage->toolCallCount}) {
        if (counter && (*counter < 0 || *counter > limits::usageMax))
            return invalid("usage", "Usage is counted from 0 to 2^53.");
    }
    const auto isUpper = [](QChar c) { return c >= QLatin1Char('A') && c <= QLatin1Char('Z'); };
    const QString &currency = usage->currency;
    if (!currency.isEmpty() && (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), isUpper)))
        return invalid("usage", "A currency is three upper-case letters.");
    return {};
}

} // namespace stint
