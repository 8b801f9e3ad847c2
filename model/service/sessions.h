#pragma once

#include "model/domain/verbs/board.h"
#include "model/service/verb.h"

namespace stint
{

/// Agent sessions (sections 1.6, 7.3). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<SessionRegister::Reply> perform(Verb &verb, SessionRegister request);
Result<SessionEnd::Reply> perform(Verb &verb, SessionEnd request);
Result<SessionRelease::Reply> perform(Verb &verb, SessionRelease request);

/// session_not_found when there is no such row.
Result<Session> requireSession(Verb &verb, const SessionId &id);
/// SSN-01: connected, coming, going, or disconnected with an unexpired lease.
bool isLive(Verb &verb, const Session &session);
/// IDN-07: trims; blank means none.
Done checkPeerId(const char *field, QString &peerId);

/// What happens to the lease-less runs of a session that ends.
enum class LeaselessRuns {
    End, ///< LSE-13: claimed ones are requeued, the others fail
    Keep ///< BOO-02: BOO-04 judges them afterwards
};
/// SSN-02, LSE-13: ends the session, gives back its runs and reviews, closes its connections after the commit.
/// Does nothing when it has ended already.
Done endSession(Verb &verb, Session session, const QString &reason, LeaselessRuns leaseless = LeaselessRuns::End);

/// SSN-01: the session of a token becomes active. not_authenticated for an unknown or ended one, session_already_bound
/// while a connection has it.
Result<Session> resumeSession(Verb &verb, const QString &tokenHash, const std::optional<ProcessRef> &peer);
/// SSN-01: its last connection is gone; it keeps leases and bindings (REV-17).
Done disconnectSession(Verb &verb, const SessionId &id);

} // namespace stint
