#include "app/server/notices.h"

#include "app/server/api.h"

namespace stint::server
{

void Notices::notify(const SessionNotice &notice)
{
    m_outbox->post([notice](Api &api) { api.deliver(notice); });
}

void Notices::sessionEnded(const SessionId &session)
{
    m_outbox->post([session](Api &api) { api.sessionEnded(session); });
}

} // namespace stint::server
