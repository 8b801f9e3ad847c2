#pragma once

#include "model/domain/verbs/board.h"
#include "model/service/verb.h"

namespace stint
{

// `scheduler.drain` (SCH-03): one command that pauses, then one look after another until nothing is active or time is
// over.

/// A drain under way.
struct Drain {
    QString reason;
    qint64 timeoutMs = 0;
    Time startedAt;
};

inline constexpr qint64 drainDefaultMs = 60'000;
inline constexpr qint64 drainLookMs = 500;

/// ERR-05 from step 4 on; pauses the scheduler, event `scheduler.drain_started`.
Result<Drain> startDrain(Verb &verb, SchedulerDrain request);

/// One look: the reply, with `scheduler.drain_completed`, when no run is active or \a timeIsOver; nothing otherwise.
std::optional<DrainReply> lookAtDrain(Verb &verb, const Drain &drain, bool timeIsOver);

/// Pause and a single look, for callers that do not wait.
Result<SchedulerDrain::Reply> perform(Verb &verb, SchedulerDrain request);

} // namespace stint
