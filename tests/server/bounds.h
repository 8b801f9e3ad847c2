#pragma once

#include <QtGlobal>

namespace stint::test
{

/// By how many bytes a board may grow while strangers do their worst (FRM-05).
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr qint64 growthMax = 512 << 20; ///< with what the sanitizer remembers of each byte, and freed blocks
#else
inline constexpr qint64 growthMax = 64 << 20;
#endif

} // namespace stint::test
