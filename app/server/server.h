#pragma once

#include "app/server/api.h"

#include <thread>

namespace stint::server
{

/// The socket server of one board: owns the api thread. Made, started and stopped by one thread.
///
///     auto outbox = std::make_shared<Outbox>(); Notices notices(outbox); Board board({…, notices});
///     Server server(config, board, clock, executor, outbox);
///     server.start(); …
///     server.refuseRequests(); board.stop(); …the writer drains…; server.stop();
class Server
{
public:
    /// All references outlive the server.
    Server(const ServerConfig &config, Board &board, Clock &clock, SessionExecutor &executor,
           std::shared_ptr<Outbox> outbox);
    /// Stops.
    ~Server();

    /// Listens and serves. Before it the writer has not begun: the board's commits are observed from now on.
    Done start();
    /// First half of stopping: no new callers, no new requests.
    void refuseRequests();
    /// Second half: everything answered by now is sent, then connections close. Blocks for the farewell time at most.
    void stop();

    /// Lets the api thread look at its clock again (for clocks that are moved by hand).
    void wake()
    {
        m_outbox->post([](Api &) {});
    }

private:
    const ServerConfig m_config;
    Board &m_board;
    Clock &m_clock;
    SessionExecutor &m_executor;
    std::shared_ptr<Outbox> m_outbox;
    std::shared_ptr<Feed> m_feed;
    std::unique_ptr<Api> m_api;
    std::thread m_thread;
};

} // namespace stint::server
