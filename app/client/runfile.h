#pragma once

#include "model/domain/ids.h"
#include "model/domain/result.h"

namespace stint::client
{

/// What a worker is told about its run, as JSON (CON-01, CLI-04).
struct RunFile {
    RunId runId;
    QString socket;
    QString ticket; ///< of an agent that the board has launched
};

/// Reads \a path: a file of ours that others cannot read, or an inherited descriptor (/dev/fd/N). Distrusted, Usage.
Result<RunFile> readRunFile(const QString &path);

} // namespace stint::client
