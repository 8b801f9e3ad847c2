#include "model/domain/limits.h"
#include "model/service/invariantrules.h"

#include <array>

namespace stint
{

namespace
{

constexpr int eventsAtOnce = 2'000;

/// Calls \a visit with every event of the board, ascending, without holding them all.
template<class Visit>
void eachEvent(StoreReader &store, Visit visit)
{
    qint64 position = 0;
    std::vector<Event> events;
    do {
        events = store.eventsAfter(position, eventsAtOnce);
        for (const Event &event : events) {
            visit(event);
            position = event.seq;
        }
    } while (events.size() == eventsAtOnce);
}

void tell(EventHistory::Story &story, const Event &event, bool isFirst)
{
    const bool creates = event.type == QLatin1String("task.created");
    story.beganWithCreation = story.beganWithCreation || (isFirst && creates);
    story.created += creates ? 1 : 0;
    story.deleted += event.type == QLatin1String("task.deleted") ? 1 : 0;
}

void findWrongSequence(const BoardIndex &board, Offenders &found)
{
    found.addAll(board.history().wrongSequence);
}

void findForgottenTasks(const BoardIndex &board, Offenders &found)
{
    const auto &stories = board.history().stories;
    for (auto story = stories.begin(); story != stories.end(); ++story) {
        const bool exists = board.task(story.key());
        found.addIf(story->deleted != (exists ? 0 : 1), story.key().value);
    }
}

void findUnbornTasks(const BoardIndex &board, Offenders &found)
{
    for (const Task &task : board.rows.tasks) {
        const EventHistory::Story story = board.history().stories.value(task.id);
        found.addIf(story.created != 1 || !story.beganWithCreation, task.id.value);
    }
}

void findForeignRuns(const BoardIndex &board, Offenders &found)
{
    found.addAll(board.history().foreignRuns);
}

constexpr std::array checks{
    InvariantCheck{"INV-25", "Event sequences and ids are unique, sequences within the counter, times never null.",
                   findWrongSequence},
    InvariantCheck{"INV-26", "Every task event names a task that exists or was deleted once.", findForgottenTasks},
    InvariantCheck{"INV-27", "Every task's first event, and only that one, says that it was created.", findUnbornTasks},
    InvariantCheck{"INV-28", "The run of an event belongs to the event's task.", findForeignRuns},
};

} // namespace

const EventHistory &BoardIndex::history() const
{
    if (m_history)
        return *m_history;
    EventHistory &history = m_history.emplace();
    const qint64 counter = store.lastEventSeq();
    qint64 last = 0;
    QSet<EventId> ids;
    eachEvent(store, [&](const Event &event) {
        const auto addIf = [&event](Offenders &found, bool broken) {
            if (broken)
                found.add(QStringLiteral("event %1").arg(event.seq));
        };
        const bool stands = event.seq > last && event.seq <= counter && event.time.ms != 0 && !ids.contains(event.id);
        addIf(history.wrongSequence, !stands);
        ids.insert(event.id);
        last = event.seq;
        const bool tooLong = event.payload.text.size() > limits::eventPayloadBytes;
        addIf(history.leaking, tooLong || leaks(event.payload.text));
        if (!event.taskId)
            return;
        const auto story = history.stories.find(*event.taskId);
        const bool isFirst = story == history.stories.end();
        tell(isFirst ? history.stories[*event.taskId] : *story, event, isFirst);
        if (!event.runId || !task(*event.taskId))
            return;
        const Run *of = run(*event.runId);
        addIf(history.foreignRuns, !of || of->taskId != *event.taskId);
    });
    return history;
}

std::span<const InvariantCheck> eventChecks()
{
    return checks;
}

} // namespace stint
