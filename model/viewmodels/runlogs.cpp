#include "model/viewmodels/runlogs.h"

#include "model/viewmodels/viewlimits.h"

namespace stint
{

RunLogs::RunLogs() = default;
RunLogs::~RunLogs() = default;

void RunLogs::write(const QString &runId, const QString &text)
{
    of(runId)->write(text);
}

std::shared_ptr<LogLines> RunLogs::of(const QString &runId)
{
    std::shared_ptr<LogLines> &log = m_logs[runId];
    if (log)
        return log;
    log = std::make_shared<LogLines>();
    m_order.push_back(runId);
    const auto found = log;
    while (m_order.size() > viewlimits::runLogs) {
        m_logs.erase(m_order.front());
        m_order.pop_front();
    }
    return found;
}

} // namespace stint
