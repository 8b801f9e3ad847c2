#pragma once

#include "model/domain/actor.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

namespace stint
{

/// Append-only history row with a global sequence number (1.6 Event).
struct Event {
    qint64 seq = 0; ///< given by the store when appended
    EventId id;
    std::optional<TaskId> taskId; ///< absent: a board event
    std::optional<RunId> runId;
    QString type;
    Json payload;
    Time time;
    ActorRef actor;
    OriginRef origin;

    bool operator==(const Event &) const = default;
    static constexpr auto fields()
    {
        return fieldList(required("seq", &Event::seq), required("id", &Event::id), optional("task_id", &Event::taskId),
                         optional("run_id", &Event::runId), required("type", &Event::type),
                         required("payload", &Event::payload), required("time", &Event::time),
                         required("actor", &Event::actor), required("origin", &Event::origin));
    }
};

} // namespace stint
