#include "app/cli/claimoptions.h"

#include "app/cli/command.h"
#include "model/domain/limits.h"

#include <CLI/CLI.hpp>

#include <QRandomGenerator>

namespace stint::cli
{

ClaimOptions::ClaimOptions(CLI::App &app)
{
    app.add_option("--task", m_task, "take the queued run of this task")->type_name("ID");
    addRepeated(app, "--capability", m_capabilities, "what the agent can do", "NAME");
    app.add_option("--workspace", m_workspace, "workspace to work in")->type_name("ID");
    app.add_option("--channel", m_channel, "coordination channel")->type_name("NAME");
    addDuration(app, "--lease", m_leaseMs, "lease duration, like 5m");
}

QString ClaimOptions::task() const
{
    return text(m_task);
}

SessionRegister ClaimOptions::registration(const QString &agentName) const
{
    SessionRegister request;
    request.agentName = agentName;
    request.capabilities = texts(m_capabilities);
    request.channel = text(m_channel);
    if (!m_workspace.empty())
        request.workspaceId = WorkspaceId(text(m_workspace));
    return request;
}

ClaimCriteria ClaimOptions::criteria() const
{
    ClaimCriteria criteria;
    criteria.capabilities = texts(m_capabilities);
    criteria.leaseMs = m_leaseMs;
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
