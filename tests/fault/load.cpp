#include "tests/fault/load.h"

namespace stint::test
{

namespace
{

bool isOver(RunStatus status)
{
    return status == RunStatus::Completed || status == RunStatus::Failed || status == RunStatus::Canceled;
}

} // namespace

void Load::learn(const TaskView &view)
{
    qint64 &version = m_versions[view.task.id.value];
    version = std::max(version, view.task.version);
}

void Load::learn(const Run &run)
{
    auto &[epoch, over] = m_runs[run.id.value];
    epoch = std::max(epoch, run.leaseEpoch);
    over = over || isOver(run.status);
}

template<Request R>
void Load::send(DiskBoard &board, const Actor &actor, R request, std::function<void(const typename R::Reply &)> learn)
{
    const int number = ++m_count;
    board.submit<R>(actor, std::move(request), [this, number, learn](Result<typename R::Reply> result) {
        if (m_isDeaf)
            return;
        m_log += QByteArray::number(number) + ' ' + R::method.name + ' ' +
                 (result ? QByteArrayLiteral("ok") : QByteArray(errorInfo(result.error().code).text)) + '\n';
        if (!result)
            return;
        if (learn)
            learn(*result);
        if (R::method.access == Access::Write)
            acknowledged();
    });
}

template<Request R>
void Load::sendRun(DiskBoard &board, std::size_t agent, bool ends, R request)
{
    request.lease.runId = m_agents[agent].holds;
    request.lease.leaseEpoch = m_agents[agent].epoch;
    send<R>(board, m_agents[agent].actor, std::move(request), [this](const typename R::Reply &reply) {
        if constexpr (std::is_same_v<typename R::Reply, RunReply>)
            learn(reply.run);
    });
    if (ends)
        m_agents[agent].holds = {};
}

void Load::addAgents(DiskBoard &board, int count)
{
    for (int i = 0; i < count; ++i) {
        SessionRegister request;
        request.agentName = QStringLiteral("agent-%1").arg(i);
        const auto reply = board.run(board.human, request);
        if (!reply)
            qFatal("session.register: %s", qPrintable(reply.error().message));
        m_agents.push_back({Actor::agent(reply->session.id), {}, {}});
    }
}

TaskId Load::anyTask()
{
    return m_tasks.empty() ? TaskId(QStringLiteral("none"))
                           : m_tasks[static_cast<std::size_t>(below(static_cast<int>(m_tasks.size())))];
}

void Load::step(DiskBoard &board)
{
    if (!m_agents.empty() && below(100) < 55)
        agentStep(board);
    else
        humanStep(board);
}

void Load::agentStep(DiskBoard &board)
{
    const auto index = static_cast<std::size_t>(below(static_cast<int>(m_agents.size())));
    if (m_agents[index].holds.value.isEmpty()) {
        send<RunClaimNext>(board, m_agents[index].actor, {}, [this, index](const ClaimReply &reply) {
            if (!reply.run)
                return;
            learn(*reply.run);
            m_agents[index].holds = reply.run->id;
            m_agents[index].epoch = reply.run->leaseEpoch;
        });
        return;
    }
    switch (below(8)) {
    case 0:
        return sendRun<RunStart>(board, index, false, {});
    case 1:
    case 2:
        return sendRun<RunHeartbeat>(board, index, false, {});
    case 3: {
        RunFail fail;
        fail.error = QStringLiteral("it broke");
        return sendRun(board, index, true, fail);
    }
    case 4:
        return sendRun<RunRelease>(board, index, true, {});
    default: {
        RunComplete complete;
        complete.result = {"{\"files\":3}"};
        return sendRun(board, index, true, complete);
    }
    }
}

void Load::humanStep(DiskBoard &board)
{
    const auto learnTask = [this](const TaskReply &reply) {
        learn(reply.task);
        if (reply.run)
            learn(*reply.run);
    };
    const int choice = m_tasks.size() < 3 ? 0 : below(10);
    if (choice <= 2) {
        TaskCreate create;
        create.title = QStringLiteral("Task %1").arg(m_count);
        create.description = QString(below(3'000), QLatin1Char('d'));
        send<TaskCreate>(board, board.human, create, [this](const TaskReply &reply) {
            learn(reply.task);
            m_tasks.push_back(reply.task.task.id);
        });
    } else if (choice <= 5) {
        TaskStart start;
        start.taskId = anyTask();
        send<TaskStart>(board, board.human, start, learnTask);
    } else if (choice == 6) {
        send<TaskComment>(board, board.human, {anyTask(), QStringLiteral("a remark")},
                          [this](const Event &) { ++m_events; });
    } else if (choice == 7) {
        TaskUpdate update;
        update.taskId = anyTask();
        update.changes.priority = below(2) ? QStringLiteral("high") : QStringLiteral("low");
        send<TaskUpdate>(board, board.human, update, learnTask);
    } else if (choice == 8) {
        DependencyAdd add;
        add.taskId = anyTask();
        add.dependsOn = anyTask();
        send<DependencyAdd>(board, board.human, add);
    } else {
        TaskPauseRequest pause;
        pause.taskId = anyTask();
        pause.reason = QStringLiteral("later");
        send<TaskPauseRequest>(board, board.human, pause, learnTask);
    }
}

QString Load::missingFrom(DiskBoard &board) const
{
    QString missing;
    board.look([&](StoreReader &store) {
        for (const auto &[id, version] : m_versions) {
            const auto task = store.task(TaskId(id));
            if (!task || task->version < version)
                missing = QStringLiteral("task %1 of version %2").arg(id).arg(version);
        }
        for (const auto &[id, known] : m_runs) {
            const auto run = store.run(RunId(id));
            if (!run || run->leaseEpoch < known.first || (known.second && !isOver(run->status)))
                missing = QStringLiteral("run %1 of epoch %2").arg(id).arg(known.first);
        }
        qint64 comments = 0;
        for (const Event &event : store.eventsAfter(0, 1'000'000))
            comments += event.type == QLatin1String("task.commented") ? 1 : 0;
        if (comments < m_events)
            missing = QStringLiteral("%1 comments").arg(m_events - comments);
    });
    return missing;
}

} // namespace stint::test
