#pragma once

#include <QByteArray>

#include <vector>

namespace stint::test
{

/// What one client did to one run, and what it was told.
struct RunOperation {
    enum class Kind { Claim, Hold, Complete, Release, Cancel, Read };
    Kind kind;
    int client;
    int epoch;          ///< given to Hold, Complete, Release; told by Claim and Read
    bool accepted;      ///< Read: always
    int status = 0;     ///< told by Read: 0 queued, 1 held, 2 over
    long long from, to; ///< when it was called and when the answer came, on one clock
};

/// Whether the operations on one run can be put into one order that respects their times and in which each answer is
/// right for a run that is queued, held by one client under a growing epoch, or over. Wing and Gong's search, with the
/// states already tried remembered (Lowe). At most 64 operations.
bool isLinearizable(std::vector<RunOperation> operations);

} // namespace stint::test
