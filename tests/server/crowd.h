#pragma once

#include <QString>

namespace stint::test
{

/// Who comes to the board at once.
struct CrowdSize {
    int idle = 500;          ///< greeted, then silent
    int busy = 50;           ///< pairs of an operator that adds work and an agent that claims and completes it
    int deaf = 100;          ///< subscribed to every event, never reading
    qint64 events = 100'000; ///< that flow meanwhile
};

struct CrowdFigures {
    double baselineP50Ms = 0, baselineP99Ms = 0; ///< of claim-next, without the idle and the deaf ones
    double crowdP50Ms = 0, crowdP99Ms = 0;
    qint64 claims = 0;
    qint64 events = 0;     ///< that were recorded while the crowd was there
    qint64 grownBytes = 0; ///< resident memory of the board's process
    int overflowed = 0;    ///< deaf ones that were told, once they read
    QString failure;       ///< the first refusal or lost connection of a busy one
};

/// Lets a crowd loose on the board that process \a pid serves at \a socketPath. Blocks until it has gone.
CrowdFigures meetCrowd(const QString &socketPath, qint64 pid, const CrowdSize &size);

} // namespace stint::test
