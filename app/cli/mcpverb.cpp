#include "app/cli/shortverbs.h"
#include "app/cli/signals.h"
#include "app/mcp/bridge.h"

#include <CLI/CLI.hpp>

#include <csignal>

namespace stint::cli
{

namespace
{

class Mcp : public Runner
{
public:
    explicit Mcp(CLI::App &) {}

    int run(Context &context) override
    {
        std::signal(SIGPIPE, SIG_IGN); // a client that leaves is an end like any other
        SignalPipe ends{SIGINT, SIGTERM, SIGHUP};
        const int exitCode = mcp::serveOnStandardStreams(context.connectOptions(), ends.descriptor());
        while (ends.take() != 0) { // it has had its effect
        }
        return exitCode;
    }
};

} // namespace

std::vector<Command> mcpVerbs()
{
    return {command<Mcp>("mcp", "Serves the board to an agent by the Model Context Protocol, on standard streams.")};
}

} // namespace stint::cli
