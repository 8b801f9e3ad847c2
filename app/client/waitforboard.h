#pragma once

#include "app/client/connection.h"
#include "app/client/endpoint.h"

namespace stint::client
{

/// Wakes whoever waits for a board to come back when something changes in a folder where its socket or its endpoint
/// file may appear.
class BoardWatch
{
public:
    BoardWatch(const BoardAddress &board, int interruptDescriptor);
    ~BoardWatch();
    Q_DISABLE_COPY_MOVE(BoardWatch)

    /// Waits for a change, for the short while after which a connect is tried anyway, or for \a deadline.
    /// Interrupted when the interrupt descriptor becomes readable.
    Done wait(Deadline deadline);

    /// For event loops; −1 when the system gives no watch. Cleared by clear().
    int descriptor() const { return m_fd; }
    void clear();

    /// A socket that exists may refuse for a moment after its folder changed.
    static constexpr qint64 retryMs = 500;

private:
    int m_fd = -1;
    int m_interruptFd = -1;
};

} // namespace stint::client
