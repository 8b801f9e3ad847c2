#pragma once

#include "model/ports/engine.h"

#include <memory>

namespace stint
{

/// The key of an open board, given up and got back while the process lives on (board.lock, board.unlock). One call at a
/// time; any thread but the engines' own; both block.
class Vault
{
public:
    virtual ~Vault() = default;
    /// From the first moment on the engines refuse with boardLocked(). What waits is executed and answered, then \a
    /// last, then reading and writing end and every copy of the key in this process is wiped.
    virtual void lock(std::unique_ptr<WriteCommand> last) = 0;
    /// Gets the key, opens and proves the file as at a start, and executes \a first ahead of everybody. An error names
    /// the next step; the board is as locked as before then, and \a first is gone unexecuted.
    virtual Done unlock(std::unique_ptr<WriteCommand> first) = 0;
};

/// What everything that needs the store is answered while the board is locked.
inline Error boardLocked()
{
    return refuse(ErrorCode::Locked,
                  "The board is locked: its key is not in memory. A person unlocks it with `stint board unlock` or in "
                  "the window.");
}

/// What everybody is answered while the board closes for good.
inline Error boardClosing()
{
    return refuse(ErrorCode::ShuttingDown, "The board is closing.");
}

} // namespace stint
