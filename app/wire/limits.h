#pragma once

#include <QtGlobal>

/// Bounds of the wire itself (protocol.md 2); those of a server are in app/server/serverlimits.h.
namespace stint::wire
{

inline constexpr qsizetype lineMaxBytes = 1 << 20;  ///< FRM-01, without the line feed
inline constexpr int depthMax = 32;                 ///< FRM-02
inline constexpr int membersMax = 1'000;            ///< FRM-02
inline constexpr int idMaxBytes = 256;              ///< of a request's id as it is written
inline constexpr qsizetype replyMaxBytes = 4 << 20; ///< FRM-05

} // namespace stint::wire
