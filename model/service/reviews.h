#pragma once

#include "model/domain/verbs/review.h"
#include "model/service/verb.h"

namespace stint
{

/// Reviews (section 12). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<ReviewRequest::Reply> perform(Verb &verb, ReviewRequest request);
Result<ReviewBind::Reply> perform(Verb &verb, ReviewBind request);
Result<ReviewRecord::Reply> perform(Verb &verb, ReviewRecord request);

// Review automation, called by the verbs and duties that move runs and sessions. What it records are consequences
// (EVT-05), by the engine as `review`, unless said otherwise.

/// REV-03, REV-04: asks for the review that a run which has just ended wants, or opens the circuit instead. Call it
/// when the row of \a ended is terminal and before its task is reconciled.
void requestReviewsFor(Verb &verb, const Run &ended);

/// When the events of canceled reviews are recorded: at once (CAN-04) by the caller, or as consequences by the engine.
enum class Announce { Now, Later };
/// Cancels every open review of the task (CAN-03, REV-15, REV-19) but \a except; event `task.run_review_canceled`.
/// \a reason is the payload's reason.
void cancelOpenReviews(Verb &verb, const TaskId &task, const char *reason, Announce announce,
                       const std::optional<ReviewId> &except = std::nullopt);

/// REV-20: clears the circuit and the rounds of \a task. The caller saves the row.
void closeCircuit(Verb &verb, Task &task);

/// REV-18: records `timeout` for every open review whose deadline has come, each as an item of its own: call it outside
/// Verb::attempt(). \a verb is an act of the engine.
void sweepReviewDeadlines(Verb &verb);

/// REV-08: looks for a reviewer for every review that nobody was asked to give yet.
void routeReviews(Verb &verb);

/// REV-17: takes routed and bound reviews from a session that ends; with \a disconnectedOnly only routed ones, because
/// a disconnected session keeps what it is bound to.
void unbindReviewsOf(Verb &verb, const SessionId &session, const QString &reason, bool disconnectedOnly);

} // namespace stint
