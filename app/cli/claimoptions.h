#pragma once

#include "app/client/client.h"

namespace CLI
{
class App;
}

namespace stint::cli
{

/// The options by which commands say where an agent works and what it can do.
class SessionOptions
{
public:
    explicit SessionOptions(CLI::App &app);

    SessionRegister registration(const QString &agentName) const;
    /// A session that was there before works where these options say: permission_denied otherwise. A session without a
    /// channel may claim in any.
    Done checkPlace(const Session &session) const;
    /// checkPlace(), and \a session has the capabilities and the channel, too.
    Done checkRegistered(const Session &session) const;

protected:
    std::string m_workspace, m_channel;
    std::vector<std::string> m_capabilities;
};

/// The options by which commands say who claims what.
class ClaimOptions : public SessionOptions
{
public:
    explicit ClaimOptions(CLI::App &app);

    QString task() const;
    ClaimCriteria criteria() const;
    /// Usage when \a run or a task is named and yet to be waited for: what is named can be had or not.
    Done checkWait(bool wait, const RunId &run = {}) const;

    /// Takes \a run, or the queued run of the named task, or the best one. With \a wait an empty board is waited for in
    /// long polls. Nothing to claim is a reply with `claimed` false; no_claimable_run says why a named one is not to be
    /// had.
    Result<ClaimReply> claim(client::Client &board, const RunId &run, bool wait, bool withContext) const;

private:
    Result<RunId> queuedRunOf(client::Client &board, const TaskId &task) const;

    std::string m_task;
    std::optional<qint64> m_leaseMs;
};

/// The idempotency key of starting \a run under its present claim.
QString startKey(const Run &run);

} // namespace stint::cli
