#pragma once

#include "app/wire/lineframer.h"
#include "model/domain/result.h"

#include <chrono>
#include <deque>

namespace stint::client
{

using Deadline = std::chrono::steady_clock::time_point;
Deadline deadlineIn(qint64 ms);
/// For poll(2): whole milliseconds, rounded up, never negative.
int millisecondsUntil(Deadline deadline);

/// One connected socket that speaks lines. Every wait also watches the interrupt descriptor, when there is one.
/// Used by one thread.
class Connection
{
public:
    Connection() = default;
    /// Takes \a descriptor over.
    Connection(int descriptor, int interruptDescriptor);
    ~Connection();
    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&other) noexcept;

    bool isOpen() const { return m_fd >= 0; }
    int descriptor() const { return m_fd; }
    void close();

    /// Writes all of \a line, waiting while the peer is slow.
    Done send(const QByteArray &line, Deadline deadline);
    /// Reads what has arrived, without waiting. An end of the stream closes the connection and is Unreachable.
    Done receive();
    /// The next whole line that receive() has gathered, without its line feed.
    std::optional<QByteArray> nextLine();
    /// Waits until there is something to receive.
    Done waitReadable(Deadline deadline);

private:
    Done waitFor(short events, Deadline deadline);
    Error lost(const char *why);

    int m_fd = -1;
    int m_interruptFd = -1;
    wire::LineFramer m_framer;
};

} // namespace stint::client
