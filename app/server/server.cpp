#include "app/server/server.h"

#include <pthread.h>

namespace stint::server
{

Server::Server(Board &board, Clock &clock, SessionExecutor &executor, std::shared_ptr<Outbox> outbox)
    : m_board(board)
    , m_clock(clock)
    , m_executor(executor)
    , m_outbox(std::move(outbox))
    , m_feed(std::make_shared<Feed>())
{
    // The observer may be called after this object is gone: it holds what it needs.
    m_board.observe([feed = m_feed, box = m_outbox](const ChangeSet &changes) {
        if (changes.events.empty())
            return;
        feed->lastSeq = changes.events.back().seq;
        if (feed->subscriptions > 0)
            box->post([events = changes.events](Api &api) { api.subscriptions.publish(events); });
    });
    m_board.observeLocking([box = m_outbox](bool locked) {
        if (!locked)
            box->post([](Api &api) { api.subscriptions.goOn(); });
    });
}

Server::~Server()
{
    stop();
}

Done Server::start(const ServerConfig &config)
{
    STINT_TRY_LET(Listener listener, Listener::open(config.socketPath));
    // Commits since the writer began were observed already; the newest number wins.
    qint64 seen = m_feed->lastSeq;
    while (seen < config.lastSeq && !m_feed->lastSeq.compare_exchange_weak(seen, config.lastSeq)) {
    }
    m_api = std::make_unique<Api>(config, m_board, m_clock, m_executor, m_outbox, m_feed, std::move(listener));
    m_thread = std::thread([api = m_api.get()] {
        ::pthread_setname_np(::pthread_self(), "stint-api");
        api->run();
    });
    return {};
}

void Server::refuseRequests()
{
    m_outbox->post([](Api &api) { api.refuseRequests(); });
}

void Server::stop()
{
    if (!m_thread.joinable())
        return;
    m_outbox->post([](Api &api) {
        api.refuseRequests();
        api.leave();
    });
    m_thread.join();
    m_outbox->close();
    m_api.reset();
}

} // namespace stint::server
