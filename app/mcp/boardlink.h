#pragma once

#include "app/client/client.h"

namespace stint::mcp
{

/// The bridge's connection to the board: made with the first call that needs it, an agent session from the start, and
/// made again with the same session after it was lost. Used by one thread.
class BoardLink
{
public:
    explicit BoardLink(client::Client::Options options)
        : m_options(std::move(options))
    {
    }

    /// The connected client, with a session named after \a agentName.
    Result<client::Client *> open(const QString &agentName);
    client::Client *client() { return m_client ? m_client.get() : nullptr; }
    /// For event loops; −1 while there is no connection.
    int descriptor() const { return m_client && m_client->isConnected() ? m_client->descriptor() : -1; }

private:
    client::Client::Options m_options;
    std::unique_ptr<client::Client> m_client;
};

} // namespace stint::mcp
