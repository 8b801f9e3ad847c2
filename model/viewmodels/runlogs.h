#pragma once

#include "model/items/loglines.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace stint
{

/// What the commands of runs have written while this window was there. In memory only, the newest runs, the end of
/// each. Thread: gui.
class RunLogs
{
public:
    RunLogs();
    ~RunLogs();

    /// Takes what the command of that run has just written.
    void write(const QString &runId, const QString &text);
    /// The log of that run, made when there is none; valid while the caller holds it.
    std::shared_ptr<LogLines> of(const QString &runId);

private:
    std::unordered_map<QString, std::shared_ptr<LogLines>> m_logs;
    std::deque<QString> m_order; ///< oldest first
};

} // namespace stint
