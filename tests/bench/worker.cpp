#include "tests/bench/worker.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace stint::bench
{

namespace
{

[[noreturn]] void end(const char *step, const std::string &said)
{
    std::fprintf(stderr, "stint-bench: %s: %s\n", step, said.substr(0, 400).c_str());
    std::exit(1);
}

/// The text of a member's value, from the first one of that name.
std::string textOf(const std::string &json, const char *member)
{
    const std::string name = std::string("\"") + member + "\":\"";
    const auto at = json.find(name);
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size();
    return json.substr(begin, json.find('"', begin) - begin);
}

std::string numberOf(const std::string &json, const char *member)
{
    const std::string name = std::string("\"") + member + "\":";
    const auto at = json.find(name);
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size();
    return json.substr(begin, json.find_first_not_of("0123456789", begin) - begin);
}

} // namespace

Worker::Worker(const std::string &socketPath, const std::string &name, bool agent)
    : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socketPath.c_str(), sizeof address.sun_path - 1);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        end("connect", std::strerror(errno));
    call("system.hello", R"({"protocol":{"min":1,"max":1},"client":{"name":"stint-bench","version":"1"}})");
    if (agent)
        call("session.register", R"({"agent_name":")" + name + R"("})");
}

Worker::~Worker()
{
    ::close(m_socket);
}

const std::string &Worker::call(const char *method, const std::string &params)
{
    const std::string request = R"({"jsonrpc":"2.0","id":)" + std::to_string(++m_id) + R"(,"method":")" + method +
                                R"(","params":)" + params + "}\n";
    for (std::size_t sent = 0; sent < request.size();) {
        const ssize_t n = ::send(m_socket, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
        if (n <= 0)
            end(method, "the server is gone");
        sent += static_cast<std::size_t>(n);
    }
    const std::string own = R"("id":)" + std::to_string(m_id) + ',';
    while (true) {
        auto newline = m_rest.find('\n');
        while (newline == std::string::npos) {
            char buffer[32'768];
            const ssize_t n = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (n <= 0)
                end(method, "the server is gone");
            m_rest.append(buffer, static_cast<std::size_t>(n));
            newline = m_rest.find('\n');
        }
        m_line = m_rest.substr(0, newline);
        m_rest.erase(0, newline + 1);
        if (m_line.find(own) == std::string::npos || m_line.find(own) > 40)
            continue; // news
        if (m_line.find("\"error\":{\"code\"") != std::string::npos)
            end(method, m_line);
        return m_line;
    }
}

void Worker::enqueue()
{
    static const std::string description(150, '.');
    const std::string task =
        textOf(call("task.create", R"({"title":"Fix flaky login test","labels":["bug","auth"],"description":")" +
                                       description + R"("})"),
               "id");
    call("task.start", R"({"task_id":")" + task + R"("})");
}

bool Worker::takeClaim(const std::string &answer)
{
    const auto run = answer.find("\"run\":{");
    if (answer.find("\"claimed\":true") == std::string::npos || run == std::string::npos)
        return false;
    m_run = textOf(answer.substr(run, 200), "id");
    m_epoch = numberOf(answer, "lease_epoch");
    return true;
}

std::string Worker::lease() const
{
    return R"({"run_id":")" + m_run + R"(","lease_epoch":)" + m_epoch;
}

bool Worker::claim()
{
    return takeClaim(call("run.claim_next", "{}"));
}

void Worker::heartbeat()
{
    call("run.heartbeat", lease() + '}');
}

void Worker::complete()
{
    call("run.complete", lease() + R"(,"result":{"ok":true,"summary":"done by worker, 3 files changed"}})");
}

bool Worker::completeAndClaim()
{
    const std::string &answer =
        call("run.complete",
             lease() + R"(,"result":{"ok":true,"summary":"done by worker, 3 files changed"},"claim_next":{}})");
    const auto next = answer.find("\"next\":{");
    return next != std::string::npos && takeClaim(answer.substr(next));
}

} // namespace stint::bench
