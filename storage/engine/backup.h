#pragma once

#include "storage/sql/connection.h"

#include <functional>

namespace stint
{

struct BackupFacts {
    qint64 bytes = 0;
    qint64 lastSeq = 0; ///< of the newest event in the copy
};

/// Copies the last commit of the board of \a spec to the new file \a path, which the same key opens. The copy is made
/// in `path.part`, read back page by page, synced and only then given its name; what was left there by a copy that was
/// cut short is replaced. Ends with StoreFault::Other when \a goesOn is false. Blocking.
Stored<BackupFacts> backUp(const ConnectionSpec &spec, const QString &path, const std::function<bool()> &goesOn);

} // namespace stint
