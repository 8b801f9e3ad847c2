#pragma once

#include "model/service/verb.h"

#include <array>

namespace stint
{

// The moves of runs that several verbs share (section 5). None of them records the verb's own event; all of them write
// the run and its claim record. The caller reconciles the task afterwards, records its event, cascades.

/// What a new queued run is made of.
struct NewRun {
    std::optional<QString> networkChannel; ///< nothing: the task's
    QStringList requiredCapabilities, preferredCapabilities;
    Json metadata;
    std::optional<RunId> previousRunId;
    std::optional<ReviewLineage> review;
    QString idempotencyKey; ///< recorded under the actor's origin when not blank
};

/// The attempt that follows \a source has its channel — also none — and its capabilities (ATT-04).
NewRun successorOf(const Run &source);

/// Checks 4–7 of ENQ-02, in order: open run, open review, circuit, attempts. FRC-08 and DRA-06 use them too.
/// \a mayCloseCircuit: REV-21 lets this verb and actor close an open circuit.
Done mayCreateRun(Verb &verb, const Task &task, bool mayCloseCircuit);

/// REV-21: humans, and agents with the right `force`.
bool mayCloseCircuit(const Verb &verb);

/// Inserts a queued run with the next attempt (1.5, ENQ-04); closes the circuit when it is open (REV-20). Records
/// nothing.
Run createRun(Verb &verb, const TaskId &taskId, const NewRun &options);

/// Records or defers `task.run_enqueued` for a run just created; \a status is the task's after reconciliation.
void announceEnqueued(Verb &verb, const Run &run, TaskStatus status, const QString &idempotencyKey,
                      const QString &reason, bool asConsequence);

/// RUN-08: back to `queued`, claim record ended with \a end. The run keeps attempt, usage, progress, answer, lineage.
Done requeueRun(Verb &verb, Run &run, ClaimEnd end);

/// RUN-09: terminal status; claim record ended with \a end; budget removed; review automation (REV-03) applied for
/// `completed` and `failed`. The caller has set result, error, failureKind, usage on \a run already; \a before is the
/// row as it was read.
Done endRun(Verb &verb, Run &run, const Run &before, RunStatus status, ClaimEnd end);

/// `needs_attention` with ownership and lease cleared, claim ended (ASK-02, END-06, STV-06).
Done parkRun(Verb &verb, Run &run, const Run &before, const Attention &attention, ClaimEnd end);

/// Adds final or running usage of the current claim to claim record and run; lower numbers are ignored,
/// a second currency is validation_failed (1.6 Usage). Errors before anything is written.
Done addUsage(Verb &verb, Run &run, const Usage &usage);

/// The numbers of a usage.
inline constexpr std::array usageCounters{&Usage::inputTokens, &Usage::outputTokens, &Usage::totalTokens,
                                          &Usage::costMicros,  &Usage::turnCount,    &Usage::toolCallCount};

/// Adds to a total of a run, which stays within its bound however often the run is claimed (1.6 Usage).
void addToTotal(std::optional<qint64> &total, qint64 more);

/// Loads task, reconciles, cascades: the tail of every verb that moved a run. \a recordOwn is called between the two
/// with the reconciled task.
Task settle(Verb &verb, const TaskId &id, TaskStatus before, const std::optional<RunId> &completedBy,
            const std::function<void(const Task &)> &recordOwn);

/// Tells the session that lost the run, after the commit (FRC-10).
void noticeTaken(Verb &verb, const Run &before, ClaimEnd end);

/// The default coordination channel of a run (IDN-08).
QString derivedChannel(const RunId &id);

/// IDN-06: blank is allowed (none).
bool isValidChannel(const QString &channel, const BoardSettings &settings);

} // namespace stint
