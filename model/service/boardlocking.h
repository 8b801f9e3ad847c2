#pragma once

#include "model/ports/vault.h"
#include "model/service/board.h"

#include <mutex>
#include <set>

namespace stint
{

/// The board without its key and with it again. What changes happens on the duties' thread, one after another, so that
/// no duty is handed out meanwhile.
class Board::Locking
{
public:
    explicit Locking(Board &board)
        : m_board(board)
    {
    }

    // Any thread; see Board.
    bool isLocked() const { return m_isLocked; }
    void lock(std::function<void(Done)> answer);
    void unlock(std::function<void(Done)> answer);
    void observe(std::function<void(bool)> observer);
    std::optional<SessionId> sessionOf(const ProcessRef &process) const;

    /// Remembers that the session's last connection has gone, which nobody could write down. Any thread.
    void disconnectLater(const SessionId &session);

private:
    void lockNow(Vault &vault);
    Done unlockNow(Vault &vault);
    Done lookAround(Verb &verb);
    std::unique_ptr<WriteCommand> catchUp();
    bool hasGone() const;
    void tell(bool locked);

    struct Launched {
        SessionId session;
        ProcessRef process;
    };

    Board &m_board;
    std::atomic<bool> m_isLocked = false;
    std::optional<ClockSample> m_lockedAt; ///< the writer's, and the duties' while there is no writer
    mutable std::mutex m_mutex;
    std::vector<Launched> m_launched; ///< agents of this board when it was locked
    std::set<SessionId> m_gone;       ///< still to be disconnected
    std::vector<std::function<void(bool)>> m_observers;
};

} // namespace stint
