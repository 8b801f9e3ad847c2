#pragma once

#include <QtGlobal>

#include <span>

namespace stint
{

/// One step of the schema. Steps are only ever added; a released one is never edited.
struct Migration {
    int version;
    const char *sql;
};

std::span<const Migration> migrations();
/// The version of the last step: what this program writes and the newest it can read.
int newestSchema();

/// "Stin": says in the file whose it is.
inline constexpr qint64 boardApplicationId = 0x5374696e;

} // namespace stint
