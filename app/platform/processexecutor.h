#pragma once

#include "model/ports/agents.h"

namespace stint
{

/// Agents as processes of this machine. Knows which are alive and related; none can be launched while no agent is
/// catalogued, so stopping means asking. Thread-safe.
class ProcessExecutor final : public SessionExecutor
{
public:
    /// \a notifier outlives it.
    explicit ProcessExecutor(Notifier &notifier)
        : m_notifier(notifier)
    {
    }

    bool canLaunch() const override { return false; }
    bool isAlive(const ProcessRef &process) const override;
    bool isRelated(const ProcessRef &process, const ProcessRef &other) const override;
    void launch(const RunId &run, const QString &agent, const ExecutionProfile &profile,
                std::function<void(QString)> failed) override;
    void stop(const SessionId &session, StopReason reason, qint64 graceMs, std::function<void()> forced) override;

private:
    Notifier &m_notifier;
};

} // namespace stint
