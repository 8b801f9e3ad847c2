#pragma once

#include "app/wire/limits.h"
#include "model/domain/limits.h"

namespace stint::server
{

/// Every bound of the server (protocol.md 2, 3). Times in milliseconds.
struct ServerLimits {
    qsizetype lineBytes = wire::lineMaxBytes;
    qsizetype outputBytes = wire::replyMaxBytes; ///< queued for one client (FRM-05)
    qsizetype outputEnough = 256 * 1024;         ///< above it no further request of that client is read
    int connections = 960;                       ///< below the usual bound of 1,024 descriptors
    int inFlight = 256;                          ///< requests per connection (FRM-03)
    int malformedLines = 10;                     ///< in a row (FRM-04)
    int failedHellos = 3;                        ///< in a row (CON-03)
    qint64 helloMs = 5'000;                      ///< FRM-04
    qint64 halfLineMs = 30'000;                  ///< FRM-04
    qint64 requestsPerSecond = 200;              ///< of one agent session (CON-05)
    qint64 burst = 400;
    int subscriptions = 16;                           ///< of one connection
    int undeliveredEvents = limits::subscriberEvents; ///< LIV-06
    int replayPage = 100;                             ///< events read from the store at a time
    qint64 acceptPauseMs = 500;                       ///< without a descriptor to refuse with (NET-04)
    qint64 farewellMs = 2'000;                        ///< for the last answers when the server stops
};

} // namespace stint::server
