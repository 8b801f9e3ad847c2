#include "app/server/tickets.h"

#include "model/domain/text.h"

namespace stint::server
{

void Tickets::issue(const QString &ticket, SessionRegister session, qint64 untilMs)
{
    const std::lock_guard lock(m_mutex);
    m_issued.insert(sha256Text(ticket.toUtf8()), {std::move(session), untilMs});
}

std::optional<SessionRegister> Tickets::take(const QString &ticket, qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    // Outdated ones are forgotten whoever asks, so that nothing gathers.
    m_issued.removeIf([nowMs](auto entry) { return entry.value().untilMs <= nowMs; });
    const auto found = m_issued.find(sha256Text(ticket.toUtf8()));
    if (found == m_issued.end())
        return std::nullopt;
    SessionRegister session = std::move(found->session);
    m_issued.erase(found);
    return session;
}

} // namespace stint::server
