#pragma once

#include "model/domain/error.h"

namespace stint::client
{

/// What can go wrong on the way to the board, where the domain has no code for it. Travels inside an Error.
enum class Fault {
    None,        ///< the board itself refused
    Unreachable, ///< nobody serves the board
    Blocked,     ///< a sandbox forbids to connect (NET-06)
    Distrusted,  ///< the socket or its folder is not ours (NET-01, NET-03)
    Interrupted, ///< the interrupt descriptor became readable
    TimedOut,    ///< no reply in time
    Garbled,     ///< the other side does not speak the protocol
    Usage,       ///< the caller's own mistake, noticed before anything was sent
};

Error fault(Fault kind, const QString &message);
Fault faultOf(const Error &error);

/// The wire code, or the name of the fault.
QString codeText(const Error &error);
/// CLI-02.
int exitCode(const Error &error);
/// What to do next; blank when the message says it all.
QString hint(const Error &error);

} // namespace stint::client
