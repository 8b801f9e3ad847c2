#pragma once

#include "app/server/descriptor.h"

#include <functional>
#include <mutex>
#include <vector>

namespace stint::server
{

class Api;

/// The one way from other threads to the api thread: jobs are gathered and the thread is woken once per burst.
/// Thread-safe; outlives the server, because answers may come late.
class Outbox
{
public:
    using Job = std::function<void(Api &)>;

    Outbox();
    /// Dropped after close().
    void post(Job job);
    /// Everything posted since the last call. Api thread.
    std::vector<Job> take();
    void close();
    /// Readable while there is something to take.
    int descriptor() const { return m_event.get(); }

private:
    Descriptor m_event;
    std::mutex m_mutex;
    std::vector<Job> m_jobs;
    bool m_closed = false;
};

} // namespace stint::server
