#pragma once

#include "model/domain/enums.h"

#include <array>

namespace stint
{

/// How often rows of each status came and went in a transaction; added to the stored counters once, at its end, so that
/// counting never scans and a verb pays nothing for it.
struct Tally {
    std::array<qint64, EnumTexts<TaskStatus>::values.size()> tasks{};
    std::array<qint64, EnumTexts<RunStatus>::values.size()> runs{};
    qint64 ready = 0;
    qint64 words = 0; ///< entries of the search index written or removed; only ever rises

    void task(TaskStatus status, qint64 n) { tasks[static_cast<std::size_t>(status)] += n; }
    void run(RunStatus status, qint64 n) { runs[static_cast<std::size_t>(status)] += n; }
    bool operator==(const Tally &) const = default;
};

} // namespace stint
