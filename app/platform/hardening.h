#pragma once

#include <optional>

#include <sys/types.h>

namespace stint
{

/// Keys and board text stay out of core files and away from debuggers of the same user (T5, T15). Before any secret is
/// loaded; not fatal where the kernel refuses. Closed standard streams are filled, before any file is opened.
void hardenProcess();
/// The mask of file modes before that: the one for programs of the person. Absent while nothing was hardened.
std::optional<mode_t> givenFileMask();

} // namespace stint
