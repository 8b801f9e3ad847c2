#include "storage/engine/readerpool.h"

#include "storage/queries/sqlstore.h"
#include "storage/sql/connection.h"

#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

namespace stint
{

namespace
{

using Read = std::function<void(StoreReader *, Time, const Done &)>;

/// One connection with its prepared statements; opened again with the first read after a fault.
class Reader
{
public:
    Reader(const ReaderPool::Open &open, Clock &clock)
        : m_open(open)
        , m_clock(clock)
    {
    }

    Stored<void> open()
    {
        if (m_connection)
            return {};
        auto opened = m_open();
        if (!opened)
            return tl::unexpected(opened.error());
        m_connection = std::move(*opened);
        m_store = std::make_unique<SqlStore>(*m_connection);
        return {};
    }

    void execute(const Read &read)
    {
        const Time now = m_clock.sample().wall;
        if (const auto opened = open(); !opened) {
            read(nullptr, now, opened.error().toError());
            return;
        }
        m_store->beginSnapshot();
        read(m_store.get(), now, {});
        if (m_connection->hasFailed() || m_store->commit())
            close();
    }

    void close()
    {
        m_store.reset();
        m_connection.reset();
    }

private:
    const ReaderPool::Open &m_open;
    Clock &m_clock;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<SqlStore> m_store;
};

} // namespace

class ReaderPool::Pool
{
public:
    Pool(Open open, Clock &clock, const ReaderSettings &settings)
        : m_open(std::move(open))
        , m_clock(clock)
        , m_settings(settings)
        , m_inline(m_open, clock)
        , m_opening(settings.threads)
    {
        for (int i = 0; i < settings.threads; ++i)
            m_threads.emplace_back([this] { serve(); });
        m_opening.wait();
    }

    void submit(Read read)
    {
        {
            std::unique_lock lock(m_mutex);
            if (!m_stopping && m_settings.threads == 0) {
                lock.unlock();
                m_inline.execute(read);
                return;
            }
            if (!m_stopping && m_queue.size() < static_cast<std::size_t>(m_settings.queueMax)) {
                m_queue.push_back(std::move(read));
                m_arrived.notify_one();
                return;
            }
        }
        read(nullptr, {}, refusal());
    }

    void stop(const Error &refusal)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_stopping)
                m_refusal = refusal;
            m_stopping = true;
        }
        m_arrived.notify_all();
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
        m_inline.close();
    }

private:
    Error refusal()
    {
        const std::lock_guard lock(m_mutex);
        return m_stopping ? m_refusal : refuse(ErrorCode::QueueFull, "Too many reads are waiting.");
    }

    void serve()
    {
        Reader reader(m_open, m_clock);
        (void)reader.open(); // a fault is told by the read that meets it again
        m_opening.count_down();
        std::unique_lock lock(m_mutex);
        while (true) {
            m_arrived.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            const Read read = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            reader.execute(read);
            lock.lock();
        }
    }

    const Open m_open;
    Clock &m_clock;
    const ReaderSettings m_settings;
    Reader m_inline;      ///< with no threads: reads of the caller
    std::latch m_opening; ///< threads that have not tried to open the file yet
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Read> m_queue;
    bool m_stopping = false;
    Error m_refusal; ///< of what comes while it stops
    std::vector<std::thread> m_threads;
};

ReaderPool::ReaderPool(Open open, Clock &clock, const ReaderSettings &settings)
    : m_pool(std::make_unique<Pool>(std::move(open), clock, settings))
{
}

ReaderPool::~ReaderPool()
{
    stop();
}

void ReaderPool::submit(std::function<void(StoreReader *, Time, const Done &)> read)
{
    m_pool->submit(std::move(read));
}

void ReaderPool::stop(const Error &refusal)
{
    m_pool->stop(refusal);
}

} // namespace stint
