#pragma once

#include "model/service/verb.h"

namespace stint
{

// Start-up (BOO-01): what the board does with what it finds, before anybody is served. Each step is one command of the
// writer by the engine as `recovery`; an error stops the start.

/// One step of the start with the name it has in the log.
struct BootStep {
    const char *name;
    Done (*run)(Verb &verb);
};
/// The steps, in order.
const std::vector<BootStep> &bootSteps();

/// CLK-06: leases are capped when the wall clock went back while the board was closed.
Done checkClockAtStart(Verb &verb);
/// BOO-07: after a stop that was not orderly, holders get the time they could not beat in, once per claim.
Done graceLeases(Verb &verb);
/// Leases that ended while the board was closed.
Done expireAtStart(Verb &verb);
/// BOO-02 and BOO-04 in one transaction: sessions, and the lease-less runs bound to them.
Done recoverSessions(Verb &verb);
/// Review deadlines and `resume_after` that passed meanwhile.
Done catchUp(Verb &verb);
/// `engine.started`; the mark of an orderly stop is taken away.
Done announceStart(Verb &verb);

/// BOO-05: judges the lease-less runs of sessions this board did not launch, a minute after it serves: who has not come
/// back by then is gone.
Done judgeReconnected(Verb &verb);

/// The last command of an orderly stop (BOO-07).
Done markCleanStop(Verb &verb);

} // namespace stint
