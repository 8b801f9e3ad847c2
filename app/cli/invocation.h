#pragma once

#include "app/cli/output.h"
#include "model/domain/result.h"

#include <string>

namespace stint::cli
{

/// A command line taken apart: the options that hold for every command, and the rest.
struct Invocation {
    QString board; ///< blank: by the environment
    Format format = Format::Text;
    QStringList fields; ///< of --json=
    bool colour = true, yes = false, help = false, version = false;
    std::vector<std::string> words; ///< the command and its own options
    QString mistake;                ///< what is wrong with a global option; blank: nothing
};

/// Reads global options wherever they stand before `--`.
Invocation readInvocation(const std::vector<std::string> &arguments);

} // namespace stint::cli
