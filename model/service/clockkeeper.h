#pragma once

#include "model/ports/engine.h"
#include "model/ports/idsource.h"

namespace stint
{

/// Keeps leases fair when the machine sleeps or its wall clock jumps (CLK-02 … CLK-05). Writer thread.
class LeaseClockKeeper final : public ClockKeeper
{
public:
    explicit LeaseClockKeeper(IdSource &ids)
        : m_ids(ids)
    {
    }

    bool isDiscontinuous(const ClockSample &before, const ClockSample &after) const override;
    void correct(StoreTransaction &store, const ClockSample &before, const ClockSample &after) override;

private:
    IdSource &m_ids;
};

/// CLK-06: at start, when the wall clock stands more than 5 s before the newest stored event, no lease may seem longer
/// than its duration. \return how many leases were capped.
int capLeasesAtStart(StoreTransaction &store, IdSource &ids, Time now);

/// The active runs of the board that are leased.
std::vector<Run> leasedRuns(StoreReader &store);

/// A minute at most, the whole lease if it is shorter: what a holder gets that could not beat (CLK-03, BOO-07).
qint64 graceMs(const Run &run);

} // namespace stint
