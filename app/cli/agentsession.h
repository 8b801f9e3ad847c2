#pragma once

#include "app/client/client.h"

namespace stint::cli
{

/// The session of a named agent that lasts from one invocation to the next: its token lies in a file of its own, 0600
/// in a 0700 folder below the state directory, and never in arguments, environment or output. One process at a time.
class AgentSession
{
public:
    AgentSession(client::Client::Options options, const QString &agentName);
    ~AgentSession();
    Q_DISABLE_COPY_MOVE(AgentSession)

    /// Comes back with the stored session; not_authenticated when there is none.
    Result<std::unique_ptr<client::Client>> resume();
    /// The same, registering a session where there is none or the stored one has ended.
    Result<std::unique_ptr<client::Client>> resumeOrRegister(const SessionRegister &request);

    /// The run this session works on; blank: none.
    RunId run() const { return m_run; }
    Done setRun(const RunId &run);
    /// Forgets the session.
    void remove();

private:
    Done lock();
    Done load();
    Done store() const;

    client::Client::Options m_options;
    QString m_agentName;
    QString m_file;
    QString m_token;
    RunId m_run;
    int m_lockFd = -1;
};

} // namespace stint::cli
