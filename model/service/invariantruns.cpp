#include "model/service/invariantrules.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <algorithm>
#include <array>

namespace stint
{

namespace
{

/// A check that looks at one run after the other.
template<bool (*broken)(const BoardIndex &, const Run &)>
void eachRun(const BoardIndex &board, Offenders &found)
{
    for (const Run &run : board.rows.runs)
        found.addIf(broken(board, run), run.id.value);
}

bool keepsOwnerWhileWaiting(const BoardIndex &, const Run &run)
{
    const bool waits = run.status == RunStatus::Queued || run.status == RunStatus::NeedsAttention;
    return waits && (run.claimedBy || run.sessionId || run.isLeased() || run.leaseUntil || run.heartbeatAt ||
                     run.claimedAt || run.startedAt || run.endedAt);
}

bool hasHalfALease(const BoardIndex &, const Run &run)
{
    const bool expected = isActive(run.status) && run.isLeased();
    return run.leaseUntil.has_value() != expected || run.heartbeatAt.has_value() != expected;
}

bool hasUnorderedLease(const BoardIndex &, const Run &run)
{
    if (run.leaseDurationMs && (*run.leaseDurationMs < 1 || *run.leaseDurationMs > limits::leaseMsMax))
        return true;
    if (run.leaseUntil && run.claimedAt && *run.claimedAt >= *run.leaseUntil)
        return true;
    if (run.heartbeatAt && run.claimedAt && *run.heartbeatAt < *run.claimedAt)
        return true;
    return run.heartbeatAt && run.leaseUntil && *run.heartbeatAt > *run.leaseUntil;
}

void findDoublyBoundSessions(const BoardIndex &board, Offenders &found)
{
    QSet<SessionId> bound;
    for (const Run &run : board.rows.runs) {
        const bool holds = isActive(run.status) && run.sessionId && (!run.isLeased() || !run.isExpired(board.now));
        if (!holds)
            continue;
        found.addIf(bound.contains(*run.sessionId), run.sessionId->value);
        bound.insert(*run.sessionId);
    }
}

bool hasWrongEnd(const BoardIndex &, const Run &run)
{
    return run.endedAt.has_value() != isTerminal(run.status);
}

bool hasWrongOutcome(const BoardIndex &, const Run &run)
{
    if (run.status == RunStatus::Completed)
        return !run.error.isEmpty();
    if (run.status == RunStatus::Failed)
        return run.error.trimmed().isEmpty() || !run.result.isNull();
    return run.status == RunStatus::Canceled && (!run.error.isEmpty() || !run.result.isNull() || run.isLeased());
}

bool isForcedWrongly(const BoardIndex &, const Run &run)
{
    return run.failureKind == FailureKind::OperatorForced && (run.status != RunStatus::Failed || run.isLeased());
}

bool hasWrongAttention(const BoardIndex &, const Run &run)
{
    if ((run.status == RunStatus::NeedsAttention) != run.attention.has_value())
        return true;
    return run.attention && run.attention->resumeAfter && !isAsk(run.attention->reason);
}

bool hasNoWorker(const BoardIndex &, const Run &run)
{
    if (run.isLeased() && run.status == RunStatus::Starting)
        return true;
    const bool byHuman = run.claimedBy && run.claimedBy->kind == ActorKind::Human;
    return run.status == RunStatus::Running && !run.sessionId && !byHuman;
}

bool hasWrongEpochs(const BoardIndex &board, const Run &run)
{
    const auto claims = board.claimsOf(run.id);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (claims[i].epoch != static_cast<int>(i) + 1)
            return true;
    }
    return run.leaseEpoch != static_cast<int>(claims.size());
}

bool hasWrongOpenClaim(const BoardIndex &board, const Run &run)
{
    const auto claims = board.claimsOf(run.id);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const bool isCurrent = isActive(run.status) && i + 1 == claims.size();
        if (claims[i].endedAt.has_value() == isCurrent)
            return true;
        if (isCurrent && (claims[i].claimTokenHash != run.claimTokenHash || claims[i].claimedBy != run.claimedBy ||
                          claims[i].sessionId != run.sessionId))
            return true;
    }
    return isActive(run.status) && claims.empty();
}

bool namesDeadSession(const BoardIndex &board, const Run &run)
{
    if (!isActive(run.status) || !run.sessionId)
        return false;
    const Session *session = board.session(*run.sessionId);
    return !session || session->state == SessionState::Ended;
}

void findWrongKeys(const BoardIndex &board, Offenders &found)
{
    QSet<QString> keys;
    for (const IdempotencyRecord &record : board.rows.idempotency) {
        const QString key =
            QStringList{record.key, toText(record.origin.kind), record.origin.ref}.join(QLatin1Char('\n'));
        found.addIf(keys.contains(key) || !board.run(record.runId), record.key);
        keys.insert(key);
    }
}

void findWrongLateResults(const BoardIndex &board, Offenders &found)
{
    QHash<RunId, QSet<int>> numbers;
    for (const LateResult &late : board.rows.lateResults) {
        auto &known = numbers[late.runId];
        const qsizetype bytes = late.result.text.size() + late.metadata.text.size() + utf8Bytes(late.error);
        // A failure's metadata and error text are bounded each on its own (LIM-06, LIM-09).
        const qsizetype most = late.kind == LateResultKind::Complete
                                   ? limits::resultBytes
                                   : limits::callMetadataBytes + limits::longTextBytes;
        found.addIf(known.contains(late.n) || bytes > most, QStringLiteral("%1 %2").arg(late.runId.value).arg(late.n));
        known.insert(late.n);
        found.addIf(known.size() > limits::lateResults, late.runId.value);
    }
}

void findWrongBudgets(const BoardIndex &board, Offenders &found)
{
    for (const StarvationBudget &budget : board.rows.budgets) {
        const Run *run = board.run(budget.runId);
        found.addIf(!run || run->status != RunStatus::Queued, budget.runId.value);
    }
}

void findWrongLineage(const BoardIndex &board, Offenders &found)
{
    QSet<RunId> followed;
    const auto precedes = [&](const RunId &id, const Run &run) {
        const Run *before = board.run(id);
        return before && before->taskId == run.taskId && before->attempt < run.attempt;
    };
    for (const Run &run : board.rows.runs) {
        if (run.review)
            found.addIf(!precedes(run.review->parentRunId, run), run.id.value);
        if (!run.previousRunId)
            continue;
        found.addIf(!precedes(*run.previousRunId, run) || followed.contains(*run.previousRunId), run.id.value);
        followed.insert(*run.previousRunId);
    }
}

constexpr std::array checks{
    InvariantCheck{"INV-08", "Queued and parked runs have no claimer, session, lease or times of a claim.",
                   eachRun<keepsOwnerWhileWaiting>},
    InvariantCheck{"INV-09", "Lease end and heartbeat are set exactly for active runs with a hash.",
                   eachRun<hasHalfALease>},
    InvariantCheck{"INV-10", "Claim, heartbeat and lease end are in order; the lease duration is within its bound.",
                   eachRun<hasUnorderedLease>},
    InvariantCheck{"INV-11", "A session is bound to at most one active run that is lease-less or unexpired.",
                   findDoublyBoundSessions},
    InvariantCheck{"INV-12", "A run is terminal exactly when ended_at is set.", eachRun<hasWrongEnd>},
    InvariantCheck{"INV-13", "Result, error and hash fit the outcome.", eachRun<hasWrongOutcome>},
    InvariantCheck{"INV-14", "operator_forced runs have failed and have no hash.", eachRun<isForcedWrongly>},
    InvariantCheck{"INV-15", "needs_attention goes with attention; resume_after only with an ask.",
                   eachRun<hasWrongAttention>},
    InvariantCheck{"INV-16", "A leased run is never starting; a running run has a session or a person.",
                   eachRun<hasNoWorker>},
    InvariantCheck{"INV-17", "lease_epoch is the number of claim records, whose epochs are 1 to n.",
                   eachRun<hasWrongEpochs>},
    InvariantCheck{"INV-18", "Exactly the newest claim record of an active run is open and says what the run says.",
                   eachRun<hasWrongOpenClaim>},
    InvariantCheck{"INV-19", "Every session named by an active run exists and has not ended.",
                   eachRun<namesDeadSession>},
    InvariantCheck{"INV-29", "Idempotency keys are unique per origin and name existing runs.", findWrongKeys},
    InvariantCheck{"INV-38", "At most 3 late results per run, within their bound, each number once.",
                   findWrongLateResults},
    InvariantCheck{"INV-40", "Starvation budgets belong to queued runs.", findWrongBudgets},
    InvariantCheck{"INV-41", "Runs follow earlier runs of their task, and at most one follows the same.",
                   findWrongLineage},
};

} // namespace

std::span<const InvariantCheck> runChecks()
{
    return checks;
}

} // namespace stint
