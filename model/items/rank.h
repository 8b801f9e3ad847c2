#pragma once

#include "model/domain/verbs/replies.h"

namespace stint
{

/// A rank (1.4: text of [0-9a-z], compared bytewise) between two others; a blank \a above is the beginning, a blank
/// \a below the end. Blank when no text of at most limits::rankBytes lies between.
QString rankBetween(const QString &above, const QString &below);

/// \a count ranks in ascending order, evenly spread, all below \a above (blank: from the beginning).
QStringList spreadRanks(int count, const QString &above = {});

/// One rank to write.
struct RankChange {
    TaskId task;
    QString rank;
    bool operator==(const RankChange &) const = default;
};

/// What must be written so that the row \a from of \a rows stands at \a to (its row when it has moved). Rows without a
/// rank stand below all that have one, so those above the new place get one as well.
std::vector<RankChange> planRank(const std::vector<const TaskSummary *> &rows, int from, int to);

} // namespace stint
