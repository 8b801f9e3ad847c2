#pragma once

#include "app/server/api.h"

#include <thread>

namespace stint::server
{

/// The socket server of one board: owns the api thread. Made, started and stopped by one thread.
///
///     auto outbox = std::make_shared<Outbox>(); Notices notices(outbox); Board board({…, notices});
///     Server server(board, clock, executor, outbox);  // the writer begins
///     server.start(config); …
///     server.refuseRequests(); board.stop(); …the writer drains…; server.stop();
class Server
{
public:
    /// Observes the board's commits from now on, so it is made before the writer begins. All references outlive it.
    Server(Board &board, Clock &clock, SessionExecutor &executor, std::shared_ptr<Outbox> outbox);
    /// Stops.
    ~Server();

    /// Listens and serves.
    Done start(const ServerConfig &config);
    /// First half of stopping: no new callers, no new requests.
    void refuseRequests();
    /// Second half: everything answered by now is sent, then connections close. Blocks for the farewell time at most.
    void stop();

    /// Who shows the logs of runs from now on; empty: nobody. Any thread.
    void showLogs(LogReader reader)
    {
        m_outbox->post([reader = std::move(reader)](Api &api) { api.showLog = reader; });
    }

    /// Lets the api thread look at its clock again (for clocks that are moved by hand).
    void wake()
    {
        m_outbox->post([](Api &) {});
    }

private:
    Board &m_board;
    Clock &m_clock;
    SessionExecutor &m_executor;
    std::shared_ptr<Outbox> m_outbox;
    std::shared_ptr<Feed> m_feed;
    std::unique_ptr<Api> m_api;
    std::thread m_thread;
};

} // namespace stint::server
