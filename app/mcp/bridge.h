#pragma once

#include "app/client/client.h"

namespace stint::mcp
{

/// Serves the Model Context Protocol on standard input and output until the input ends or \a stopDescriptor becomes
/// readable (MCP-04). Leases are left to expire. Yields the exit code.
int serveOnStandardStreams(client::Client::Options options, int stopDescriptor);

} // namespace stint::mcp
