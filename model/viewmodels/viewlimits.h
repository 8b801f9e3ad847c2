#pragma once

#include <QtGlobal>

#include <cstddef>

/// Every bound of the view-models. Durations are milliseconds.
namespace stint::viewlimits
{

inline constexpr int pageRows = 500;         ///< rows of one list page (LIM-13)
inline constexpr int summaryIds = 500;       ///< ids of one request for summaries
inline constexpr int frameMs = 16;           ///< changes of one frame are taken over together
inline constexpr int tickMs = 1'000;         ///< lease rings and heartbeat ages
inline constexpr int slowTicks = 20;         ///< every how many ticks all other ages are renewed
inline constexpr int figuresMs = 250;        ///< at least this long between two reads of the queue's figures
inline constexpr int events = 2'000;         ///< newest events kept in a timeline
inline constexpr int runs = 100;             ///< newest attempts shown
inline constexpr std::size_t runLogs = 64;   ///< kept in memory, the newest
inline constexpr int preferencesMs = 300;    ///< after the last change the settings file is written
inline constexpr std::size_t agents = 2'000; ///< lines of the table of agents, runs and sessions each
inline constexpr std::size_t bulkItems = 50; ///< of one bulk verb (LIM-04)
inline constexpr int backlogRows = 100;      ///< of the backlog at first, and more at a time
inline constexpr std::size_t backlogMax = 1'000;
inline constexpr qint64 drainMs = 600'000;        ///< a drain asked for in the window gives up after this
inline constexpr qint64 leaveDrainMs = 30'000;    ///< quitting waits this long for live leases
inline constexpr int noticesMs = 300;             ///< notices that arise within are told together
inline constexpr int noticesAtOnce = 3;           ///< more than these are gathered into one
inline constexpr int noticesKept = 500;           ///< occasions remembered as told
inline constexpr int reviewTickMs = 10'000;       ///< how exactly a review becomes due
inline constexpr int lostLeases = 2;              ///< a run that loses this many is told
inline constexpr std::size_t leaseCounts = 1'000; ///< runs whose lost leases are counted
inline constexpr int inboxMs = 400;               ///< at least this long between two reads of the inbox
inline constexpr int inboxRest = 4;               ///< and this many times as long as the last one took
inline constexpr int inboxRows = 200;             ///< shown of each lane
inline constexpr int readingMs = 1'000;           ///< of focus make a task read
inline constexpr int searchMs = 120;              ///< after the last key tasks are searched
inline constexpr int foundTasks = 20;
inline constexpr int recentTasks = 12;          ///< remembered for the palette
inline constexpr int bulkIds = 50;              ///< of one request (LIM-04)
inline constexpr std::size_t ranksAtOnce = 200; ///< written by one move inside a column
inline constexpr std::size_t savedViews = 50;   ///< the oldest gives way
inline constexpr int filterChoices = 200;       ///< values of one facet to choose from, most frequent first
inline constexpr int pastedTasks = 200;         ///< made of one pasted text
inline constexpr std::size_t graphTasks = 120;  ///< drawn of a graph of dependencies
inline constexpr int pathChars = 60;            ///< of each title in the path of a cycle
inline constexpr int deeds = 100;               ///< that can be undone; older ones are forgotten
inline constexpr int toasts = 4;                ///< the oldest gives way

} // namespace stint::viewlimits
