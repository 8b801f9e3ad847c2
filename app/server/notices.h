#pragma once

#include "app/server/outbox.h"
#include "model/ports/agents.h"

#include <memory>

namespace stint::server
{

/// Brings what the engine tells sessions to their connections. Made before the board, which needs it; any thread.
class Notices final : public Notifier
{
public:
    explicit Notices(std::shared_ptr<Outbox> outbox)
        : m_outbox(std::move(outbox))
    {
    }
    void notify(const SessionNotice &notice) override;
    void sessionEnded(const SessionId &session) override;

private:
    std::shared_ptr<Outbox> m_outbox;
};

} // namespace stint::server
