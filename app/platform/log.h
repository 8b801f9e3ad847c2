#pragma once

namespace stint
{

/// Sends the program's log to stderr, one line a record: time, level, category, text without control characters or
/// tokens. Once, before threads begin.
void logToStderr();

} // namespace stint
