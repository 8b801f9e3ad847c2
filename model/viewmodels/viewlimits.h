#pragma once

/// Every bound of the view-models. Durations are milliseconds.
namespace stint::viewlimits
{

inline constexpr int pageRows = 500;   ///< rows of one list page (LIM-13)
inline constexpr int summaryIds = 500; ///< ids of one request for summaries
inline constexpr int frameMs = 16;     ///< changes of one frame are taken over together
inline constexpr int tickMs = 1'000;   ///< lease rings and heartbeat ages
inline constexpr int slowTicks = 20;   ///< every how many ticks all other ages are renewed
inline constexpr int figuresMs = 250;  ///< at least this long between two reads of the queue's figures
inline constexpr int events = 2'000;   ///< newest events kept in a timeline
inline constexpr int runs = 100;       ///< newest attempts shown
inline constexpr int toasts = 4;       ///< the oldest gives way

} // namespace stint::viewlimits
