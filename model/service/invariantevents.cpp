#include "model/service/invariantrules.h"

#include <array>

namespace stint
{

namespace
{

QString name(const Event &event)
{
    return QStringLiteral("event %1").arg(event.seq);
}

void findWrongSequence(const BoardIndex &board, Offenders &found)
{
    const qint64 counter = board.store.lastEventSeq();
    qint64 last = 0;
    QSet<EventId> ids;
    eachEvent(board, [&](const Event &event) {
        const bool stands = event.seq > last && event.seq <= counter && event.time.ms != 0 && !ids.contains(event.id);
        found.addIf(!stands, name(event));
        ids.insert(event.id);
        last = event.seq;
    });
}

/// How often a task was created and deleted, and whether its creation came first.
struct Story {
    int created = 0, deleted = 0;
    bool beganWithCreation = false;
};

QHash<TaskId, Story> storiesOf(const BoardIndex &board)
{
    QHash<TaskId, Story> stories;
    eachEvent(board, [&](const Event &event) {
        if (!event.taskId)
            return;
        const bool isFirst = !stories.contains(*event.taskId);
        Story &story = stories[*event.taskId];
        const bool creates = event.type == QLatin1String("task.created");
        story.beganWithCreation = story.beganWithCreation || (isFirst && creates);
        story.created += creates ? 1 : 0;
        story.deleted += event.type == QLatin1String("task.deleted") ? 1 : 0;
    });
    return stories;
}

void findForgottenTasks(const BoardIndex &board, Offenders &found)
{
    const auto stories = storiesOf(board);
    for (auto story = stories.begin(); story != stories.end(); ++story) {
        const bool exists = board.task(story.key());
        found.addIf(story->deleted != (exists ? 0 : 1), story.key().value);
    }
}

void findUnbornTasks(const BoardIndex &board, Offenders &found)
{
    const auto stories = storiesOf(board);
    for (const Task &task : board.rows.tasks) {
        const Story story = stories.value(task.id);
        found.addIf(story.created != 1 || !story.beganWithCreation, task.id.value);
    }
}

void findForeignRuns(const BoardIndex &board, Offenders &found)
{
    eachEvent(board, [&](const Event &event) {
        if (!event.runId || !event.taskId || !board.task(*event.taskId))
            return;
        const Run *run = board.run(*event.runId);
        found.addIf(!run || run->taskId != *event.taskId, name(event));
    });
}

constexpr std::array checks{
    InvariantCheck{"INV-25", "Event sequences and ids are unique, sequences within the counter, times never null.",
                   findWrongSequence},
    InvariantCheck{"INV-26", "Every task event names a task that exists or was deleted once.", findForgottenTasks},
    InvariantCheck{"INV-27", "Every task's first event, and only that one, says that it was created.", findUnbornTasks},
    InvariantCheck{"INV-28", "The run of an event belongs to the event's task.", findForeignRuns},
};

} // namespace

std::span<const InvariantCheck> eventChecks()
{
    return checks;
}

} // namespace stint
