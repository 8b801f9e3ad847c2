#pragma once

#include "model/ports/clock.h"

namespace stint
{

/// The clocks of the kernel: real time, boot time (counts suspend), monotonic time (does not).
class SystemClock final : public Clock
{
public:
    ClockSample sample() override;
};

} // namespace stint
