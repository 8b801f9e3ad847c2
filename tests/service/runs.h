#pragma once

#include "tests/service/verbtest.h"

namespace stint::test
{

// Requests about runs, as short as tests want them.

inline QString q(const char *text)
{
    return QString::fromLatin1(text);
}

inline LeaseProof proofOf(const RunId &run, std::optional<int> epoch = std::nullopt)
{
    LeaseProof proof;
    proof.runId = run;
    proof.leaseEpoch = epoch;
    return proof;
}

/// A key of that run's own; blank for none.
inline QString keyOf(const RunId &run, const char *key)
{
    return *key ? q(key) + QLatin1Char('.') + run.value : QString();
}

inline RunClaim claimOf(const RunId &run, const char *key = "k")
{
    RunClaim request;
    request.runId = run;
    request.idempotencyKey = keyOf(run, key);
    return request;
}

inline RunStart startOf(const RunId &run, const char *key = "k")
{
    RunStart request;
    request.lease = proofOf(run);
    request.idempotencyKey = keyOf(run, key);
    return request;
}

inline RunComplete completeOf(const RunId &run, const char *result = "")
{
    RunComplete request;
    request.lease = proofOf(run);
    request.result.text = result;
    return request;
}

inline RunFail failOf(const RunId &run, const char *error = "it broke")
{
    RunFail request;
    request.lease = proofOf(run);
    request.error = q(error);
    return request;
}

inline RunRelease releaseOf(const RunId &run)
{
    RunRelease request;
    request.lease = proofOf(run);
    return request;
}

inline RunHeartbeat beatOf(const RunId &run, std::optional<qint64> leaseMs = std::nullopt)
{
    RunHeartbeat request;
    request.lease = proofOf(run);
    request.leaseMs = leaseMs;
    return request;
}

inline RunAsk askOf(const RunId &run, const char *kind = "needs_input")
{
    RunAsk request;
    request.lease = proofOf(run);
    request.kind = q(kind);
    request.question = q("which one?");
    return request;
}

/// Force-release, force-fail, retry, recover, cancel: run and reason.
template<class R>
R forceOf(const RunId &run, const char *reason = "because")
{
    R request;
    request.runId = run;
    request.reason = q(reason);
    return request;
}

inline ClaimRecord claimRecord(TestBoard &board, const RunId &run, int epoch)
{
    return board.looked<std::optional<ClaimRecord>>([&](StoreReader &store) { return store.claim(run, epoch); })
        .value_or(ClaimRecord{});
}

inline std::vector<LateResult> lateResults(TestBoard &board, const RunId &run)
{
    return board.looked<std::vector<LateResult>>([&](StoreReader &store) { return store.lateResultsOf(run); });
}

inline Session storedSession(TestBoard &board, const SessionId &id)
{
    return board.looked<std::optional<Session>>([&](StoreReader &store) { return store.session(id); })
        .value_or(Session{});
}

/// The run of a fresh task, queued and claimed by \a agent.
inline Run claimedBy(TestBoard &board, const Actor &agent, const TaskId &task)
{
    board.enqueue(task);
    return *board.claimNext(agent).run;
}
inline Run claimedBy(TestBoard &board, const Actor &agent)
{
    return claimedBy(board, agent, board.addTask());
}

/// Which invariants the board breaks; blank for a sound one.
inline QString broken(TestBoard &board)
{
    QStringList found;
    for (const InvariantProblem &problem : done(board, board.human, BoardVerify{}).problems)
        found << problem.invariant + QLatin1Char('(') + problem.rows.join(QLatin1Char(' ')) + QLatin1Char(')');
    return found.join(QLatin1Char(' '));
}

} // namespace stint::test
