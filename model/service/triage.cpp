#include "model/service/triage.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/bulk.h"
#include "model/service/checks.h"
#include "model/service/inbox.h"

#include <array>

namespace stint
{

namespace
{

/// The marks in the order of TriageRequest::names.
enum class Mark { Read, Unread, Archive, Unarchive, Dismiss, Snooze };

/// TRI-07: later than now, at most 366 days ahead.
Done checkUntil(const Verb &verb, Mark mark, const std::optional<Time> &until)
{
    if (mark != Mark::Snooze) {
        if (until)
            return invalid("until", "Only snooze has a time.");
        return {};
    }
    if (!until || *until <= verb.now || *until - verb.now > limits::snoozeMaxMs)
        return invalid("until", "Snoozing needs a time that lies ahead, at most 366 days.");
    return {};
}

/// TRI-02 to TRI-07 on top of what the stored mark amounts to now, so that a dismissal which activity has undone does
/// not come back.
TriageMark withMark(const std::optional<TriageMark> &stored, TriageMark next, Mark mark, Time latest)
{
    const TriageState now = effectiveTriage(stored, latest, next.updatedAt);
    next.read = now.read;
    next.archived = now.archived;
    next.dismissed = now.dismissed;
    next.lastSeenActivity = stored ? stored->lastSeenActivity : std::nullopt;
    switch (mark) {
    case Mark::Read:
        next.read = true;
        next.dismissed = false;
        next.lastSeenActivity = latest;
        break;
    case Mark::Unread:
        next.read = next.archived = next.dismissed = false;
        break;
    case Mark::Archive:
        next.read = next.archived = true;
        next.dismissed = false;
        next.lastSeenActivity = latest;
        break;
    case Mark::Unarchive:
        next.archived = next.dismissed = false;
        break;
    case Mark::Dismiss:
        next.read = next.dismissed = true;
        next.lastSeenActivity = latest;
        break;
    case Mark::Snooze:
        next.read = true;
        next.lastSeenActivity = latest;
        break;
    }
    return next;
}

/// From step 6 on.
Result<TriageReply> putMark(Verb &verb, const TaskId &id, Mark mark, const std::optional<Time> &until)
{
    STINT_TRY_LET(const Task task, verb.requireTask(id));
    STINT_TRY(mayAnnotate(verb, task));
    TriageMark next;
    next.taskId = id;
    next.actor = verb.actor.who;
    next.updatedAt = verb.now;
    next.snoozedUntil = until;
    next = withMark(verb.store.triage(id, verb.actor.who), next, mark, verb.store.figures(id).lastActivityAt);
    verb.store.putTriage(next);
    return TriageReply{id, next.read, next.archived, next.dismissed, next.snoozedUntil, next.lastSeenActivity};
}

template<int M>
Result<TriageReply> performMark(Verb &verb, TriageRequest<M> request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkUntil(verb, Mark(M), request.until));
    return putMark(verb, request.taskId, Mark(M), request.until);
}

Result<Mark> markNamed(const QString &action)
{
    const QString norm = action.trimmed().toLower();
    for (std::size_t i = 0; i < triageActions.size(); ++i) {
        if (norm == QLatin1String(triageActions[i]))
            return Mark(static_cast<int>(i));
    }
    return invalid("action", "action is read, unread, archive, unarchive, dismiss or snooze");
}

} // namespace

Result<TriageReply> perform(Verb &verb, TriageRead request)
{
    return performMark(verb, std::move(request));
}

Result<TriageReply> perform(Verb &verb, TriageUnread request)
{
    return performMark(verb, std::move(request));
}

Result<TriageReply> perform(Verb &verb, TriageArchive request)
{
    return performMark(verb, std::move(request));
}

Result<TriageReply> perform(Verb &verb, TriageUnarchive request)
{
    return performMark(verb, std::move(request));
}

Result<TriageReply> perform(Verb &verb, TriageDismiss request)
{
    return performMark(verb, std::move(request));
}

Result<TriageReply> perform(Verb &verb, TriageSnooze request)
{
    return performMark(verb, std::move(request));
}

Result<BulkReply> perform(Verb &verb, TriageBulk request)
{
    STINT_TRY_LET(const QStringList ids, checkBulkIds(request.ids));
    STINT_TRY_LET(const Mark mark, markNamed(request.action));
    STINT_TRY(checkUntil(verb, mark, request.until));
    return performEach(verb, ids, [&](const QString &id) -> Result<BulkItem> {
        STINT_TRY(putMark(verb, TaskId(id), mark, request.until));
        BulkItem item;
        item.task = TaskView(verb.task(TaskId(id)).value_or(Task{}));
        return item;
    });
}

} // namespace stint
