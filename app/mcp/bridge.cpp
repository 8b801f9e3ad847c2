#include "app/mcp/bridge.h"

#include "app/mcp/server.h"
#include "app/wire/lineframer.h"

#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace stint::mcp
{

namespace
{

constexpr qsizetype lineMaxBytes = 4 << 20;
constexpr int farewellMs = 800; ///< for what was asked before the client closed its stream; MCP-04 allows a second

/// Tells when the bridge has to be gone: at once when it is told to, and a moment after its client has closed the
/// stream – also while the bridge waits for a board that does not answer or for a client that does not read. Looks on
/// from a thread of its own, which touches nothing but descriptors.
class End
{
public:
    explicit End(int stopDescriptor)
        : m_stop(stopDescriptor)
        , m_thread([this] { watch(); })
    {
    }
    ~End()
    {
        ::eventfd_write(m_dismissed, 1);
        m_thread.join();
        ::close(m_dismissed);
        ::close(m_hasCome);
    }
    Q_DISABLE_COPY_MOVE(End)

    /// Readable when the end has come, and from then on.
    int descriptor() const { return m_hasCome; }

private:
    void watch() const
    {
        // Of the stream only that it is closed: what is in it is for the bridge.
        std::array<pollfd, 3> watched{{{m_stop, POLLIN, 0}, {m_dismissed, POLLIN, 0}, {STDIN_FILENO, POLLRDHUP, 0}}};
        while (::poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {
        }
        if (watched[0].revents == 0 && watched[1].revents == 0)
            ::poll(watched.data(), 2, farewellMs);
        ::eventfd_write(m_hasCome, 1);
    }

    int m_stop, m_hasCome = ::eventfd(0, EFD_CLOEXEC), m_dismissed = ::eventfd(0, EFD_CLOEXEC);
    std::thread m_thread;
};

/// Writes all of \a line; false when nobody reads any more or the end has come.
bool say(QByteArray line, int endDescriptor)
{
    line.append('\n');
    qsizetype done = 0;
    while (done < line.size()) {
        std::array<pollfd, 2> watched{{{STDOUT_FILENO, POLLOUT, 0}, {endDescriptor, POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR)
            return false;
        if (watched[1].revents != 0)
            return false;
        if (watched[0].revents == 0)
            continue;
        // Pieces of at most what a pipe takes without waiting, so that the end is noticed.
        const auto piece = std::min<qsizetype>(line.size() - done, 4'096);
        const auto count = ::write(STDOUT_FILENO, line.constData() + done, static_cast<std::size_t>(piece));
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        done += std::max<ssize_t>(0, count);
    }
    return true;
}

} // namespace

int serveOnStandardStreams(client::Client::Options options, int stopDescriptor)
{
    bool isOver = false;
    const End end(stopDescriptor);
    options.interruptDescriptor = end.descriptor();
    Server server(std::move(options), [&](const QByteArray &line) { isOver = isOver || !say(line, end.descriptor()); });
    wire::LineFramer lines(lineMaxBytes);
    QDeadlineTimer farewell(QDeadlineTimer::Forever);
    while (!isOver && (farewell.isForever() || (server.isBusy() && !farewell.hasExpired()))) {
        std::array<pollfd, 3> watched{{{farewell.isForever() ? STDIN_FILENO : -1, POLLIN, 0},
                                       {end.descriptor(), POLLIN, 0},
                                       {server.boardDescriptor(), POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), static_cast<int>(farewell.remainingTime())) < 0 && errno != EINTR)
            return 1;
        if (watched[1].revents != 0)
            return 0;
        if (watched[2].revents != 0)
            server.takeNews();
        if (watched[0].revents == 0)
            continue;
        std::array<char, 65'536> buffer;
        const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
            farewell.setRemainingTime(farewellMs);
        if (count > 0)
            lines.append(QByteArrayView(buffer.data(), count));
        while (const auto line = lines.next())
            server.takeLine(line->toByteArray());
        if (lines.isOverflowing())
            return 1;
    }
    return 0;
}

} // namespace stint::mcp
