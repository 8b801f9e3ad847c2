#include "app/cli/claimoptions.h"

#include "app/cli/command.h"
#include "app/client/transport.h"
#include "model/domain/limits.h"

#include <CLI/CLI.hpp>

#include <QRandomGenerator>

namespace stint::cli
{

SessionOptions::SessionOptions(CLI::App &app)
{
    addRepeated(app, "--capability", m_capabilities, "what the agent can do", "NAME");
    app.add_option("--workspace", m_workspace, "workspace to work in")->type_name("ID");
    app.add_option("--channel", m_channel, "coordination channel")->type_name("NAME");
}

SessionRegister SessionOptions::registration(const QString &agentName) const
{
    SessionRegister request;
    request.agentName = agentName;
    request.capabilities = texts(m_capabilities);
    request.channel = text(m_channel);
    if (!m_workspace.empty())
        request.workspaceId = WorkspaceId(text(m_workspace));
    return request;
}

Done SessionOptions::checkPlace(const Session &session) const
{
    const QString workspace = text(m_workspace), channel = text(m_channel);
    const auto elsewhere = [&](const char *what, const QString &where) {
        return refuse(ErrorCode::PermissionDenied,
                      QStringLiteral("%1 has a session in %2; stint session end ends it")
                          .arg(session.agentName, where.isEmpty()
                                                      ? QStringLiteral("no %1").arg(QLatin1String(what))
                                                      : QStringLiteral("the %1 %2").arg(QLatin1String(what), where)));
    };
    const QString held = session.workspaceId ? session.workspaceId->value : QString();
    if (!workspace.isEmpty() && workspace != held)
        return elsewhere("workspace", held);
    if (!channel.isEmpty() && !session.channel.isEmpty() && channel != session.channel)
        return elsewhere("channel", session.channel);
    return {};
}

Done SessionOptions::checkRegistered(const Session &session) const
{
    STINT_TRY(checkPlace(session));
    if (!m_channel.empty() && session.channel.isEmpty())
        return refuse(
            ErrorCode::PermissionDenied,
            QStringLiteral("%1 has a session without a channel; stint session end ends it").arg(session.agentName));
    for (const QString &capability : texts(m_capabilities)) {
        if (!session.capabilities.contains(capability))
            return refuse(ErrorCode::PermissionDenied,
                          QStringLiteral("%1 has a session without the capability %2; stint session end ends it")
                              .arg(session.agentName, capability));
    }
    return {};
}

ClaimOptions::ClaimOptions(CLI::App &app)
    : SessionOptions(app)
{
    app.add_option("--task", m_task, "take the queued run of this task")->type_name("ID");
    addDuration(app, "--lease", m_leaseMs, "lease duration, like 5m");
}

QString ClaimOptions::task() const
{
    return text(m_task);
}

Done ClaimOptions::checkWait(bool wait, const RunId &run) const
{
    if (wait && (!run.isEmpty() || !m_task.empty()))
        return client::fault(client::Fault::Usage,
                             QStringLiteral("--wait waits for whatever comes; a named run or task can be had or not"));
    return {};
}

ClaimCriteria ClaimOptions::criteria() const
{
    ClaimCriteria criteria;
    criteria.capabilities = texts(m_capabilities);
    criteria.leaseMs = m_leaseMs;
    criteria.channel = text(m_channel);
    if (!m_workspace.empty())
        criteria.workspaceId = WorkspaceId(text(m_workspace));
    return criteria;
}

Result<RunId> ClaimOptions::queuedRunOf(client::Client &board, const TaskId &task) const
{
    RunList list;
    list.taskId = task;
    list.status = toText(RunStatus::Queued);
    STINT_TRY_LET(const auto page, board.call(list));
    if (page.items.empty())
        return refuse(ErrorCode::NoClaimableRun, QStringLiteral("the task %1 has no queued run").arg(task.value));
    return page.items.front().id;
}

Result<ClaimReply> ClaimOptions::claim(client::Client &board, const RunId &run, bool wait, bool withContext) const
{
    if (!run.isEmpty() || !m_task.empty()) {
        RunClaim request;
        request.runId = run;
        if (run.isEmpty()) {
            STINT_TRY_LET(request.runId, queuedRunOf(board, TaskId(text(m_task))));
        }
        request.idempotencyKey =
            QStringLiteral("claim-%1").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
        request.leaseMs = m_leaseMs;
        request.capabilities = texts(m_capabilities);
        request.withContext = withContext;
        return board.call(request);
    }
    RunClaimNext request;
    request.criteria = criteria();
    request.withContext = withContext;
    if (wait)
        request.waitMs = limits::claimWaitMaxMs;
    while (true) {
        auto reply = board.call(request, {.timeoutMs = limits::claimWaitMaxMs + client::CallOptions{}.timeoutMs});
        if (!wait || !reply || reply->claimed)
            return reply;
    }
}

QString startKey(const Run &run)
{
    return QStringLiteral("start-%1-%2").arg(run.id.value).arg(run.leaseEpoch);
}

} // namespace stint::cli
