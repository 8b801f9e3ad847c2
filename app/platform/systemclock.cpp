#include "app/platform/systemclock.h"

#include <ctime>

namespace stint
{

namespace
{

qint64 readMs(clockid_t clock)
{
    timespec value = {};
    ::clock_gettime(clock, &value);
    return qint64(value.tv_sec) * 1'000 + value.tv_nsec / 1'000'000;
}

} // namespace

ClockSample SystemClock::sample()
{
    return {Time{readMs(CLOCK_REALTIME)}, readMs(CLOCK_BOOTTIME), readMs(CLOCK_MONOTONIC)};
}

} // namespace stint
