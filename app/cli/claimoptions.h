#pragma once

#include "app/client/client.h"

namespace CLI
{
class App;
}

namespace stint::cli
{

/// The options by which commands say who claims what.
class ClaimOptions
{
public:
    explicit ClaimOptions(CLI::App &app);

    QString task() const;
    SessionRegister registration(const QString &agentName) const;
    ClaimCriteria criteria() const;

    /// Takes \a run, or the queued run of the named task, or the best one. With \a wait an empty board is waited for in
    /// long polls. Nothing to claim is a reply with `claimed` false.
    Result<ClaimReply> claim(client::Client &board, const RunId &run, bool wait, bool withContext) const;

private:
    Result<RunId> queuedRunOf(client::Client &board, const TaskId &task) const;

    std::string m_task, m_workspace, m_channel;
    std::vector<std::string> m_capabilities;
    std::optional<qint64> m_leaseMs;
};

/// The idempotency key of starting \a run under its present claim.
QString startKey(const Run &run);

} // namespace stint::cli
