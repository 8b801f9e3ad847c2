#include "app/mcp/boardlink.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"

namespace stint::mcp
{

Result<client::Client *> BoardLink::open(const QString &agentName)
{
    if (descriptor() >= 0)
        return m_client.get();
    if (m_client) {
        const Done resumed = m_client->reconnect();
        if (resumed)
            return m_client.get();
        if (resumed.error().code != ErrorCode::NotAuthenticated)
            return resumed.error();
        m_client.reset(); // the session is over: begin another
    }
    STINT_TRY_LET(auto client, client::Client::connect(m_options));
    m_options.ticket.clear(); // good for once
    // Whoever descends from an agent of this board, or came with its ticket, is that agent already.
    if (!client->greeting().session) {
        SessionRegister session;
        session.agentName = truncated(agentName.trimmed(), limits::nameBytes);
        if (session.agentName.isEmpty())
            session.agentName = QStringLiteral("mcp");
        STINT_TRY(client->registerSession(session));
    }
    m_client = std::move(client);
    return m_client.get();
}

} // namespace stint::mcp
