#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

/// Enqueueing and claiming runs (sections 5.2, 6). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<RunEnqueue::Reply> perform(Verb &verb, RunEnqueue request);
Result<RunClaimNext::Reply> perform(Verb &verb, RunClaimNext request);
Result<RunClaim::Reply> perform(Verb &verb, RunClaim request);
Result<RunStart::Reply> perform(Verb &verb, RunStart request);
Result<RunAttach::Reply> perform(Verb &verb, RunAttach request);

/// What a session offers by its registration alone (INS-04, CLM-12).
Claimer claimerOf(const Session &session);

/// ERR-05 step 5: non-humans must give a key (IDM-01).
Done requireKey(const Verb &verb, const QString &key);

/// IDM-05: the present claim of \a run is the caller's, and \a key was recorded by it or during it.
bool isOwnClaim(Verb &verb, const Run &run, const QString &key);

/// LIM-12: absent or 0 is \a fallback; anything else outside 1 … 86,400,000 is refused.
Result<qint64> checkLeaseMs(const std::optional<qint64> &leaseMs, qint64 fallback);

/// Who takes a run, and for how long.
struct Claimant {
    ActorRef by;
    const Session *session = nullptr; ///< absent: lease-less
    qint64 leaseMs = 0;
};
/// CLM-08: the effects of every claim of a run that was judged claimable, with its event (CLM-15).
Result<ClaimReply> takeRun(Verb &verb, Run run, const Claimant &claim);
/// CLM-03: one lease at a time; an expired one that nobody swept yet does not count.
Done checkSingleLease(Verb &verb, const SessionId &session);
/// What both kinds of claim answer (CLM-10).
ClaimReply claimReplyOf(const Task &task, const Run &run);
/// Adds the context bundle that was asked for; one that cannot be cut to its budget is left out, because the claim
/// stands.
void addContext(Verb &verb, ClaimReply &reply);

/// Step 4 of a claim-next: forms and bounds of CLM-02.
Done checkCriteria(const Verb &verb, ClaimCriteria &criteria);

/// A claim-next whose request and session were judged, before any work is looked for.
struct PreparedClaim {
    Session session;
    Claimer claimer;
    qint64 leaseMs = 0;
};
/// CLM-02, CLM-03 but the single lease: the session may claim, defaults, foreign workspaces and channels. \a criteria
/// passed checkCriteria().
Result<PreparedClaim> prepareClaim(Verb &verb, const SessionId &session, const ClaimCriteria &criteria);
/// CLM-07, CLM-08: takes the best run the claimer may work on. no_claimable_run when there is none,
/// active_run_lease while the session works on another.
Result<ClaimReply> takeNext(Verb &verb, const PreparedClaim &prepared);
/// The claim folded into another verb (MTH-08): finding nothing is an empty reply.
Result<ClaimReply> takeFolded(Verb &verb, const std::optional<PreparedClaim> &prepared);

} // namespace stint
