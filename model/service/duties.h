#pragma once

#include "model/service/verb.h"

namespace stint
{

// What the board does by itself (sections 20.2, 20.3). Each function is the work of one command of the writer; when it
// runs is decided elsewhere. Items that fail are logged and never stop the others.

inline constexpr int sweepBatch = 100;     ///< expired or parked runs in one transaction (SWP-01)
inline constexpr int ladderBatch = 200;    ///< starving runs in one transaction
inline constexpr int wakeScanRuns = 1'000; ///< queued runs looked at in one cycle of wake-ups, then heads of classes

/// EXP-01: requeues active leased runs whose lease has ended, at most \a limit of them (0: all).
/// \return how many were requeued. Errors: validation_failed for a negative limit.
Result<int> sweepExpired(Verb &verb, const QString &reason = QStringLiteral("scheduler_sweep"), int limit = sweepBatch);
/// ASK-04: queues parked runs again whose `resume_after` has come. \return how many.
int resumeParked(Verb &verb, int limit = sweepBatch);
/// SSN-03: ends sessions that have been disconnected for a day and hold nothing.
void endIdleSessions(Verb &verb);
/// MTH-02: forgets the answers to requests that are older than a day.
void dropOldAnswers(Verb &verb);
/// SWP-05: ends launched sessions whose process, time or parent is gone.
void reapSessions(Verb &verb);
/// SRT-07: fails runs whose dedicated session has not registered within a minute.
void failOverdueLaunches(Verb &verb);

/// SWP-03, SWP-04: tells idle sessions that work waits. Nothing while the scheduler is paused.
void wakeSessions(Verb &verb);

/// STV-01 of one run; \a task is its task.
bool isStarving(StoreReader &store, const BoardSettings &settings, Time now, const Run &run, const Task &task);
/// The runs that starve now, none while the scheduler is paused. May look at the whole queue: reader threads.
std::vector<RunId> starvingRuns(StoreReader &store, const BoardSettings &settings, Time now);
/// STV-03, STV-04, STV-06: one cycle of the ladder for \a runs; each is judged again.
void climb(Verb &verb, const std::vector<RunId> &runs);
/// Both at once.
void climbLadder(Verb &verb);

} // namespace stint
