#pragma once

#include "model/service/verb.h"

namespace stint
{

// The events of runs that more than one verb records (18.2). Each is appended at once, by the caller of the verb, with
// the two keys that all of them share: the run's status and its task's.

/// Opens the payload of an event about \a run and writes `status` and `task_status`; the caller ends the object.
JsonWriter beginRunPayload(RunStatus run, TaskStatus task);

/// First 8 hex digits of a stored hash (RED-05); blank for none.
QString hashDigits(const QString &hash);

/// Writes \a value as a member when there is one (EVT-03).
template<class IdType>
void memberIfSet(JsonWriter &payload, const char *name, const std::optional<IdType> &value)
{
    if (value)
        payload.member(name, value->value);
}
void memberIfSet(JsonWriter &payload, const char *name, const std::optional<Time> &time);
void memberIfSet(JsonWriter &payload, const char *name, const Json &json);
void memberIfSet(JsonWriter &payload, const char *name, const Usage &usage);
void memberOfNumbers(JsonWriter &payload, const char *name, const std::vector<int> &numbers);
/// `manual`, `actor_kind`, `actor_id` of a forced act.
void memberOfActor(JsonWriter &payload, const ActorRef &actor);

void recordClaimed(Verb &verb, const Run &run, TaskStatus task);
/// `task.run_starting`, `task.run_session_bound` or `task.run_started`, with the status it stands for.
void recordStarting(Verb &verb, const char *type, const Run &run, RunStatus status, TaskStatus task);
/// `task.run_released` by its holder or with its session; \a before is the run as it was.
void recordReleased(Verb &verb, const Run &before, TaskStatus task, const QString &reason);
/// The same by force, which tells more (FRC-04).
void recordForceReleased(Verb &verb, const Run &before, TaskStatus task, const QString &reason);
void recordExpired(Verb &verb, const Run &before, TaskStatus task, const QString &reason);
/// \a lateResult: the number of the adopted late result, 0 for none.
void recordCompleted(Verb &verb, const Run &run, TaskStatus task, int lateResult = 0);
void recordFailed(Verb &verb, const Run &run, const Task &task, const Json &metadata, int lateResult = 0);
/// What `task.run_needs_attention` says besides the run.
struct AttentionNews {
    RunStatus previous;
    std::vector<int> unmet; ///< numbers of unproven criteria
};
void recordNeedsAttention(Verb &verb, const Run &run, TaskStatus task, const AttentionNews &news);
/// `task.run_late_result`, `_adopted` or `_discarded`.
void recordLateResult(Verb &verb, const char *type, const LateResult &late, const Run &run, TaskStatus task);

/// Attempts that the task still has, never negative.
int attemptsLeft(Verb &verb, const Task &task);
/// Numbers of the criteria that are not proven (END-06), from 1.
std::vector<int> unprovenCriteria(const Task &task);

} // namespace stint
