#pragma once

#include <string>
#include <vector>

namespace stint::bench
{

/// A caller as lean as the drivers of the other queues: it writes lines and looks for the few members it needs.
class Worker
{
public:
    /// Connects and greets; as \a agent also registers a session. Ends the program when that fails.
    Worker(const std::string &socketPath, const std::string &name, bool agent);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Creates and queues a task with about 200 bytes of description.
    void enqueue();
    /// False when nothing is left.
    bool claim();
    void heartbeat();
    void complete();
    /// Completes and claims in one request; false when nothing is left.
    bool completeAndClaim();

private:
    const std::string &call(const char *method, const std::string &params);
    bool takeClaim(const std::string &answer);
    std::string lease() const;

    int m_socket;
    long m_id = 0;
    std::string m_line, m_rest, m_run, m_epoch;
};

} // namespace stint::bench
