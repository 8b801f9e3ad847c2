#pragma once

#include "model/domain/time.h"

namespace stint
{

/// The three clocks of CLK-02 read at one moment, in milliseconds.
struct ClockSample {
    Time wall;
    qint64 bootMs = 0;      ///< counts suspend
    qint64 monotonicMs = 0; ///< stands still in suspend
};

/// The only source of time. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual ClockSample sample() = 0;
};

} // namespace stint
