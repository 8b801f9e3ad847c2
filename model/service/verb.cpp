#include "model/service/verb.h"

#include "model/domain/eventtypes.h"
#include "model/domain/jsontext.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <algorithm>
#include <array>

namespace stint
{

namespace
{

/// EVT-04: the largest of the bulky members gives way until the payload fits.
QByteArray withinBound(QByteArray payload)
{
    struct Bulk {
        const char *name;
        qsizetype at = 0, bytes = 0;
        bool isOmitted = false;
    };
    std::array bulky{Bulk{"result"}, Bulk{"metadata"}, Bulk{"error"}, Bulk{"text"}};
    while (payload.size() > limits::eventPayloadBytes) {
        JsonFilter filter;
        filter.seeMember = [&bulky](const QString &name, qsizetype at, qsizetype bytes) {
            for (Bulk &bulk : bulky) {
                if (name == QLatin1String(bulk.name))
                    bulk = {bulk.name, at, bytes, bulk.isOmitted};
            }
        };
        filteredJson(payload, filter);
        const auto largest = std::max_element(bulky.begin(), bulky.end(), [](const Bulk &a, const Bulk &b) {
            return std::pair(!a.isOmitted, a.bytes) < std::pair(!b.isOmitted, b.bytes);
        });
        if (largest->isOmitted || largest->bytes == 0)
            break;
        largest->isOmitted = true;
        payload.replace(largest->at, largest->bytes, "{\"omitted_bytes\":" + QByteArray::number(largest->bytes) + '}');
    }
    return payload;
}

/// ACT-02: an omitted origin ref is the actor ref.
Actor withOrigin(Actor actor)
{
    if (actor.origin.ref.isEmpty())
        actor.origin.ref = actor.who.ref;
    return actor;
}

} // namespace

Verb::Verb(StoreTransaction &transaction, Time moment, Actor caller, EngineState &engineState,
           Surroundings &surroundings)
    : store(transaction)
    , now(moment)
    , actor(withOrigin(std::move(caller)))
    , state(engineState)
    , world(surroundings)
{
    if (!state.settingsLoaded) {
        state.settings = loadSettings(store);
        state.settingsLoaded = true;
    }
}

std::optional<Task> Verb::task(const TaskId &id)
{
    if (const auto known = m_stored.constFind(id); known != m_stored.constEnd())
        return *known;
    auto row = store.task(id);
    if (row)
        m_stored.insert(id, *row);
    return row;
}

Result<Task> Verb::requireTask(const TaskId &id)
{
    if (auto row = task(id))
        return *row;
    return refuse(ErrorCode::TaskNotFound, "There is no such task.").field("task_id");
}

void Verb::save(Task &row)
{
    const auto stored = task(row.id);
    Q_ASSERT(stored);
    if (!stored || *stored == row)
        return;
    if (!m_stepped.contains(row.id)) {
        row.version = stored->version + 1;
        m_stepped.insert(row.id);
    } else {
        row.version = stored->version;
    }
    store.updateTask(row);
    m_stored.insert(row.id, row);
}

void Verb::insert(const Task &row)
{
    store.insertTask(row);
    m_stored.insert(row.id, row);
    m_stepped.insert(row.id); // a new task keeps version 1 whatever its own verb still does to it
}

void Verb::forget(const TaskId &id)
{
    m_stored.remove(id);
}

Result<Run> Verb::requireRun(const RunId &id)
{
    if (auto row = store.run(id))
        return *row;
    return refuse(ErrorCode::RunNotFound, "There is no such run.").field("run_id");
}

Done Verb::saveRun(const Run &run, const Run &before)
{
    if (store.updateRun(run, RunFence::of(before)))
        return {};
    return refuse(ErrorCode::InvalidStatusTransition, "The run has changed meanwhile.").reason("fence");
}

Event Verb::makeEvent(const char *type, const std::optional<TaskId> &taskId, const std::optional<RunId> &runId,
                      JsonWriter &&payload, const Actor &by) const
{
    Event event;
    event.id = EventId(world.ids.next("evt", now));
    event.taskId = taskId;
    event.runId = runId;
    event.type = QLatin1String(type);
    Q_ASSERT(isEventType(event.type));
    event.payload.text = withinBound(redactedUtf8(payload.take()));
    event.time = now;
    event.actor = by.who;
    event.origin = by.origin;
    return event;
}

qint64 Verb::record(const char *type, const std::optional<TaskId> &taskId, const std::optional<RunId> &runId,
                    JsonWriter &&payload)
{
    return store.appendEvent(makeEvent(type, taskId, runId, std::move(payload), actor));
}

void Verb::recordLater(const char *type, const std::optional<TaskId> &taskId, const std::optional<RunId> &runId,
                       JsonWriter &&payload, const std::optional<Actor> &as)
{
    m_consequences.push_back(makeEvent(type, taskId, runId, std::move(payload), as.value_or(actor)));
}

void Verb::recordConsequences()
{
    for (const Event &event : m_consequences)
        store.appendEvent(event);
    m_consequences.clear();
}

Done Verb::attempt(const std::function<Done()> &item)
{
    const auto stored = m_stored;
    const auto stepped = m_stepped;
    const auto effects = m_effects.size();
    const auto consequences = m_consequences.size();
    store.beginItem();
    Done outcome = item();
    if (outcome) {
        recordConsequences();
    } else {
        m_stored = stored;
        m_stepped = stepped;
        m_effects.resize(effects);
        m_consequences.resize(consequences);
    }
    store.endItem(outcome.has_value());
    return outcome;
}

BoardSettings loadSettings(StoreReader &store)
{
    BoardSettings settings;
    const auto rows = store.settings();
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        // A stored value was valid when it was set; one that no longer is leaves its default in place.
        const Done applied = setSetting(settings, row.key(), row.value());
        Q_UNUSED(applied);
    }
    return settings;
}

} // namespace stint
