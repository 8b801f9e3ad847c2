#pragma once

#include "model/domain/verbs/board.h"

#include <QHash>

#include <mutex>

namespace stint::server
{

/// The one-time tickets with which agents that this board launched open their sessions (CON-01). A ticket is handed
/// over in an inherited descriptor or a private file, never in arguments or environment; only its hash is kept.
/// Thread-safe.
class Tickets
{
public:
    /// \a ticket opens the session that \a session describes, once, before \a untilMs (monotonic).
    void issue(const QString &ticket, SessionRegister session, qint64 untilMs);
    /// What the ticket opens; from now on it opens nothing. Nothing for unknown, used and outdated ones.
    std::optional<SessionRegister> take(const QString &ticket, qint64 nowMs);

private:
    struct Issued {
        SessionRegister session;
        qint64 untilMs = 0;
    };
    std::mutex m_mutex;
    QHash<QString, Issued> m_issued; ///< by SHA-256
};

} // namespace stint::server
