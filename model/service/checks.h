#pragma once

#include "model/domain/verbs/task.h"
#include "model/service/verb.h"

namespace stint
{

// Checks that verbs of several groups share. Each is one step of ERR-05 or one agent limit of ACT-09 … ACT-12; none
// writes.

/// Step 7: version_conflict with the present version when another one is expected (VER-02).
Done checkVersion(const Task &task, const std::optional<qint64> &expected);

/// LIM-08: trims; a blank reason is allowed.
Done checkReason(QString &reason);
/// IDN-06: trims; a channel that is given is of the right form and allowed on this board.
Done checkChannel(const Verb &verb, const char *field, QString &channel);
/// IDM-02: trims; a blank key is none.
Done checkIdempotencyKey(QString &key);
/// The members that publish, start and approve share (DRA-01), without the version.
Done checkQueueOptions(const Verb &verb, QueueOptions &options);

/// Step 7: the run that \a key already stands for under the caller's origin; a key of another task's run is
/// validation_failed/idempotency_key_reused (IDM-03).
Result<std::optional<Run>> replayedRun(Verb &verb, const QString &key, const TaskId &task);

/// Whether the calling agent's session holds the active run of the task.
bool holdsRunOf(Verb &verb, const TaskId &id);
/// Whether the calling agent created the task.
bool isCreator(const Verb &verb, const Task &task);
/// ACT-12: agents change only what they created or hold, others need the right `edit`.
Done mayEdit(Verb &verb, const Task &task);
/// ACT-12: comments and own marks of agents stay within their workspace, what they created and what they hold.
Done mayAnnotate(Verb &verb, const Task &task);
/// ACT-11: where an agent may create tasks.
Done mayCreateIn(Verb &verb, const std::optional<WorkspaceId> &workspace);
/// ACT-09: an agent ends only active runs of its own session or of tasks it created, or it has the right `force`.
Done mayEndRun(const Verb &verb, const Task &task, const Run &run);

} // namespace stint
