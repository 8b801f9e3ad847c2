#pragma once

#include "model/domain/run.h"

namespace stint
{

/// The process behind a pid with its start time, while it lives. Reads /proc; any thread.
std::optional<ProcessRef> processOf(qint64 pid);
/// Is it still this very process?
bool isAlive(const ProcessRef &process);
/// Is \a process the same as \a other, or its descendant?
bool isSameOrDescendant(const ProcessRef &process, const ProcessRef &other);

} // namespace stint
