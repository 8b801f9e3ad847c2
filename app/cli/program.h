#pragma once

#include <string>
#include <vector>

namespace stint::cli
{

/// `stint` with these arguments; yields its exit code (CLI-02).
int runProgram(const std::vector<std::string> &arguments);

} // namespace stint::cli
