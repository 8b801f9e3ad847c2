#pragma once

namespace stint
{

/// Keys and board text stay out of core files and away from debuggers of the same user (T5, T15). Before any secret is
/// loaded; not fatal where the kernel refuses.
void hardenProcess();

} // namespace stint
