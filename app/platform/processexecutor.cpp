#include "app/platform/processexecutor.h"

#include "app/platform/process.h"

namespace stint
{

bool ProcessExecutor::isAlive(const ProcessRef &process) const
{
    return stint::isAlive(process);
}

bool ProcessExecutor::isRelated(const ProcessRef &process, const ProcessRef &other) const
{
    return isSameOrDescendant(process, other);
}

void ProcessExecutor::launch(const RunId &, const QString &agent, const ExecutionProfile &,
                             std::function<void(QString)> failed)
{
    failed(QStringLiteral("no agent \"%1\" is catalogued").arg(agent));
}

void ProcessExecutor::stop(const SessionId &session, StopReason, qint64, std::function<void()>)
{
    // Only processes the board started are stopped by force; a session that came by itself is asked.
    SessionNotice notice;
    notice.session = session;
    notice.kind = QStringLiteral("stop");
    m_notifier.notify(notice);
}

} // namespace stint
