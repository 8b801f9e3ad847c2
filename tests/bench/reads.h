#pragma once

namespace stint::bench
{

/// Prints how long a board of \a tasks tasks takes to open up to its first claim, and its lists and searches after
/// that.
int reads(int tasks);

} // namespace stint::bench
