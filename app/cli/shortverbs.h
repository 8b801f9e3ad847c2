#pragma once

#include "app/cli/command.h"

namespace stint::cli
{

// The verbs of daily use (protocol.md 5), by what they are about. Each list is part of the command table.

std::vector<Command> taskVerbs();   ///< add, list, show, ready
std::vector<Command> agentVerbs();  ///< claim, beat, done, fail, ask, release, session register
std::vector<Command> watchVerbs();  ///< watch, top
std::vector<Command> boardVerbs();  ///< doctor, open, system hello
std::vector<Command> exportVerbs(); ///< export, backup
std::vector<Command> importVerbs();
std::vector<Command> execVerbs();
std::vector<Command> mcpVerbs();

} // namespace stint::cli
