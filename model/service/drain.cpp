#include "model/service/drain.h"

#include "model/service/checks.h"
#include "model/service/queuefigures.h"
#include "model/service/runevents.h"

namespace stint
{

namespace
{

JsonWriter beginPayload(const Verb &verb, const QString &reason, bool wasPaused, bool isPaused)
{
    JsonWriter payload;
    payload.beginObject();
    memberOfActor(payload, verb.actor.who);
    payload.memberIfSet("reason", reason);
    payload.member("previous_paused", wasPaused);
    payload.member("paused", isPaused);
    return payload;
}

qint64 activeRuns(StoreReader &store)
{
    const auto counts = store.runCounts();
    qint64 active = 0;
    for (const RunStatus status : {RunStatus::Claimed, RunStatus::Starting, RunStatus::Running})
        active += counts.value(static_cast<int>(status));
    return active;
}

} // namespace

Result<Drain> startDrain(Verb &verb, SchedulerDrain request)
{
    STINT_TRY(checkReason(request.reason));
    const qint64 timeout = request.timeoutMs.value_or(drainDefaultMs);
    if (timeout < 0)
        return invalid("timeout_ms", "A drain waits for no negative time.");
    const bool wasPaused = verb.store.schedulerPause().paused;
    const QString reason = request.reason.isEmpty() ? QStringLiteral("scheduler drain") : request.reason;
    verb.store.putSchedulerPause({true, verb.actor.who.text(), verb.now, reason});
    JsonWriter payload = beginPayload(verb, reason, wasPaused, true);
    payload.member("active_claims", activeRuns(verb.store));
    payload.member("started_at", toText(verb.now));
    payload.endObject();
    verb.record("scheduler.drain_started", std::nullopt, std::nullopt, std::move(payload));
    return Drain{reason, timeout, verb.now};
}

std::optional<DrainReply> lookAtDrain(Verb &verb, const Drain &drain, bool timeIsOver)
{
    const qint64 remaining = activeRuns(verb.store);
    if (remaining > 0 && !timeIsOver)
        return std::nullopt;
    DrainReply reply;
    reply.completed = remaining == 0;
    reply.timedOut = remaining > 0;
    reply.remainingClaims = remaining;
    reply.startedAt = drain.startedAt;
    reply.completedAt = verb.now;
    // Somebody may have resumed meanwhile.
    JsonWriter payload = beginPayload(verb, drain.reason, true, verb.store.schedulerPause().paused);
    payload.member("remaining_claims", remaining);
    if (reply.timedOut)
        payload.member("timed_out", true);
    payload.member("started_at", toText(reply.startedAt));
    payload.member("completed_at", toText(reply.completedAt));
    payload.endObject();
    verb.record("scheduler.drain_completed", std::nullopt, std::nullopt, std::move(payload));
    reply.status = schedulerStatus(verb.store, verb.now, verb.settings());
    return reply;
}

Result<SchedulerDrain::Reply> perform(Verb &verb, SchedulerDrain request)
{
    STINT_TRY_LET(const Drain drain, startDrain(verb, std::move(request)));
    return *lookAtDrain(verb, drain, true);
}

} // namespace stint
