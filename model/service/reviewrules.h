#pragma once

#include "model/service/verb.h"

namespace stint
{

// What the verbs and the automation of reviews share (section 12). Private to the reviews.

/// The engine act that records consequences of reviews (ACT-04).
Actor reviewEngine();

/// REV-02: the policy of the task's profile, else the board's.
ReviewPolicy effectivePolicy(Verb &verb, const TaskId &task);
/// REV-02: does an end with \a status fall under \a policy? \a manually: a person or agent asks, then a canceled run
/// falls under `on_failure` too.
bool matches(ReviewPolicy policy, RunStatus status, bool manually);

/// Is the session asked to give this review, or giving it? Which session a bound review was routed to before is
/// history.
bool isHeldBy(const Review &review, const SessionId &session);

/// REV-11: the session, its agent name or its process took part in the run.
bool tookPart(Verb &verb, const Session &session, const RunId &run);

/// REV-08 for one review that is `requested`: routes it when somebody fits.
void route(Verb &verb, Review &review);

/// A review of \a run as REV-07 creates it, not yet stored: requested now, with the deadline of \a timeoutMs (0: none).
Review newReview(Verb &verb, const Run &run, qint64 timeoutMs);
/// The payload of `task.run_review_requested`.
JsonWriter requestedPayload(const Review &review);
/// Stores a review that the engine asks for, records its event as a consequence and looks for a reviewer.
void requestByEngine(Verb &verb, Review review);

/// REV-19: \a review, new or stored, becomes `circuit_opened`; other open reviews are canceled; the circuit of \a task
/// is set. The caller stores the review and saves the task; the event is recorded as a consequence.
void openCircuit(Verb &verb, Task &task, Review &review, CircuitReason reason);

} // namespace stint
