#include "model/service/clockkeeper.h"

#include "model/domain/limits.h"

#include <algorithm>
#include <cstdlib>

namespace stint
{

namespace
{

/// What happened between two samples (CLK-02).
struct Gap {
    qint64 suspendMs;
    qint64 jumpMs;
    bool suspended() const { return suspendMs > limits::clockToleranceMs; }
    bool jumped() const { return std::abs(jumpMs) > limits::clockToleranceMs; }
};

Gap gapBetween(const ClockSample &before, const ClockSample &after)
{
    const qint64 boot = after.bootMs - before.bootMs;
    return {boot - (after.monotonicMs - before.monotonicMs), (after.wall - before.wall) - boot};
}

void appendAdjusted(StoreTransaction &store, IdSource &ids, Time now, const char *kind, qint64 offsetMs, int leases)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("kind", kind);
    payload.member("offset_ms", offsetMs);
    payload.member("leases", leases);
    payload.endObject();
    const Actor actor = Actor::engine("recovery");
    Event event;
    event.id = EventId(ids.next("evt", now));
    event.type = QStringLiteral("engine.clock_adjusted");
    event.payload.text = payload.take();
    event.time = now;
    event.actor = actor.who;
    event.origin = actor.origin;
    store.appendEvent(event);
}

/// CLK-04: everything the run knows of wall time moves along.
void shift(Run &run, qint64 ms)
{
    for (auto time : {&Run::claimedAt, &Run::heartbeatAt, &Run::startedAt, &Run::leaseEventAt, &Run::leaseUntil}) {
        if (run.*time)
            run.*time = *(run.*time) + ms;
    }
}

void cap(std::optional<Time> &time, Time bound)
{
    if (time && *time > bound)
        time = bound;
}

} // namespace

bool LeaseClockKeeper::isDiscontinuous(const ClockSample &before, const ClockSample &after) const
{
    const Gap gap = gapBetween(before, after);
    return gap.suspended() || gap.jumped();
}

void LeaseClockKeeper::correct(StoreTransaction &store, const ClockSample &before, const ClockSample &after)
{
    const Gap gap = gapBetween(before, after);
    int changed = 0;
    for (Run run : leasedRuns(store)) {
        const Run stored = run;
        const bool wasLive = *run.leaseUntil > before.wall;
        if (gap.jumped())
            shift(run, gap.jumpMs);
        if (wasLive)
            run.leaseUntil = std::max(*run.leaseUntil, after.wall + graceMs(run));
        if (run != stored && store.updateRun(run, RunFence::of(stored)))
            ++changed;
    }
    appendAdjusted(store, m_ids, after.wall, gap.jumped() ? "jump" : "suspend",
                   gap.jumped() ? gap.jumpMs : gap.suspendMs, changed);
}

int capLeasesAtStart(StoreTransaction &store, IdSource &ids, Time now)
{
    const auto newest = store.lastEventTime();
    if (!newest || *newest - now <= limits::clockToleranceMs)
        return 0;
    int changed = 0;
    for (Run run : leasedRuns(store)) {
        const Run stored = run;
        cap(run.leaseUntil, now + run.leaseDurationMs.value_or(0));
        cap(run.claimedAt, now);
        cap(run.heartbeatAt, now);
        cap(run.leaseEventAt, now);
        // RUN-05 holds for a lease that ended before now as well.
        run.leaseUntil = std::max({*run.leaseUntil, *run.claimedAt + 1, *run.heartbeatAt});
        if (run != stored && store.updateRun(run, RunFence::of(stored)))
            ++changed;
    }
    appendAdjusted(store, ids, now, "start", now - *newest, changed);
    return changed;
}

std::vector<Run> leasedRuns(StoreReader &store)
{
    std::vector<Run> found;
    for (const RunStatus status : {RunStatus::Claimed, RunStatus::Starting, RunStatus::Running}) {
        for (const RunId &id : store.runsWithStatus(status)) {
            const auto run = store.run(id);
            if (run && run->isLeased() && run->leaseUntil && run->claimedAt && run->heartbeatAt)
                found.push_back(*run);
        }
    }
    return found;
}

qint64 graceMs(const Run &run)
{
    return std::min(run.leaseDurationMs.value_or(0), limits::graceMaxMs);
}

} // namespace stint
