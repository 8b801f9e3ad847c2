#pragma once

namespace stint
{

// The form of a board's file and of its log: https://www.sqlite.org/fileformat2.html

inline constexpr int pageBytes = 4'096;     ///< SQLCipher's default, which every board has
inline constexpr int frameHeaderBytes = 24; ///< ahead of each page in the log
inline constexpr int frameBytes = frameHeaderBytes + pageBytes;

} // namespace stint
