#include "model/items/agentrow.h"

#include "model/items/texts.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace stint
{

namespace
{

constexpr double lowLeaseShare = 0.2;       // desktop.md 2.2
constexpr qint64 heartbeatShareOfLease = 2; // one half
constexpr double thousand = 1e3, million = 1e6;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString sessionText(SessionState state)
{
    switch (state) {
    case SessionState::Starting:
        return tr("Starting");
    case SessionState::Active:
        return tr("Waiting for work");
    case SessionState::Disconnected:
        return tr("Disconnected");
    case SessionState::Stopping:
        return tr("Stopping");
    case SessionState::Ended:
        return tr("Ended");
    }
    return {};
}

QString kindText(SessionKind kind)
{
    switch (kind) {
    case SessionKind::Worker:
        return tr("Worker");
    case SessionKind::Reviewer:
        return tr("Reviewer");
    case SessionKind::Coordinator:
        return tr("Coordinator");
    }
    return {};
}

void takeSession(AgentRow &row, const Session &session, Time now)
{
    row.agent = texts::oneLine(session.agentName);
    row.agentIcon = QStringLiteral("agent");
    if (session.process)
        row.pid = QString::number(session.process->pid);
    QStringList parts{kindText(session.kind),
                      tr("connected for %1").arg(texts::longDuration(now - session.registeredAt))};
    if (!session.capabilities.isEmpty())
        parts += tr("can %1").arg(texts::oneLine(session.capabilities.join(QStringLiteral(", "))));
    if (session.launched)
        parts += tr("started by this board");
    row.hint = parts.join(QStringLiteral(" · "));
    row.state = sessionText(session.state);
    row.tone = session.state == SessionState::Disconnected ? look::Tone::Attention : look::Tone::Quiet;
}

void takeLease(AgentRow &row, const Run &run, Time now)
{
    if (run.heartbeatAt)
        row.heartbeat = texts::duration(now - *run.heartbeatAt);
    if (!run.leaseUntil || !run.leaseDurationMs || *run.leaseDurationMs <= 0)
        return;
    const qint64 left = std::max<qint64>(0, *run.leaseUntil - now);
    row.leaseShare = std::clamp(static_cast<double>(left) / static_cast<double>(*run.leaseDurationMs), 0.0, 1.0);
    row.lease = left > 0 ? texts::duration(left) : tr("over");
    row.stale = row.leaseShare < lowLeaseShare;
    row.overdue = run.heartbeatAt && (now - *run.heartbeatAt) * heartbeatShareOfLease > *run.leaseDurationMs;
}

void takeRun(AgentRow &row, const Run &run, Time now)
{
    if (row.agent.isEmpty() && run.claimedBy) {
        row.agent = texts::actor(*run.claimedBy);
        row.agentIcon = run.claimedBy->kind == ActorKind::Human ? QStringLiteral("person") : QStringLiteral("agent");
    }
    const bool lost = row.tone == look::Tone::Attention;
    row.state = lost ? tr("%1, disconnected").arg(texts::runStatus(run.status)) : texts::runStatus(run.status);
    takeLease(row, run, now);
    row.note = texts::oneLine(run.progress);
    if (const auto tokens = tokensOf(run.usage))
        row.tokens = tokenText(*tokens);
    row.cost = costText(run.usage);
}

QString speechOf(const AgentRow &row)
{
    QStringList parts{row.agent, row.state};
    const auto add = [&parts](const QString &text, const QString &value) {
        if (!value.isEmpty())
            parts += text.arg(value);
    };
    add(QStringLiteral("%1"), row.handle);
    add(QStringLiteral("%1"), row.title);
    add(tr("lease left %1"), row.lease);
    add(tr("last heartbeat %1 ago"), row.heartbeat);
    add(tr("%1 tokens"), row.tokens);
    add(tr("cost %1"), row.cost);
    add(tr("process %1"), row.pid);
    return parts.join(QStringLiteral(", "));
}

} // namespace

std::vector<AgentWork> joinWork(const std::vector<Run> &active, const std::vector<Session> &sessions)
{
    QHash<QString, std::size_t> bySession;
    std::vector<AgentWork> lines;
    lines.reserve(active.size() + sessions.size());
    for (const Run &run : active) {
        if (run.sessionId)
            bySession.insert(run.sessionId->value, lines.size());
        lines.push_back({run, {}, {}, {}});
    }
    for (const Session &session : sessions) {
        const auto holds = bySession.constFind(session.id.value);
        if (holds != bySession.constEnd())
            lines[*holds].session = session;
        else
            lines.push_back({{}, session, {}, {}});
    }
    return lines;
}

AgentRow makeAgentRow(const AgentWork &work, Time now)
{
    AgentRow row;
    row.key = work.key();
    row.handle = work.handle;
    row.title = texts::oneLine(work.title);
    if (work.session)
        takeSession(row, *work.session, now);
    if (work.run) {
        row.taskId = work.run->taskId.value;
        takeRun(row, *work.run, now);
    }
    row.speech = speechOf(row);
    return row;
}

std::optional<qint64> tokensOf(const Usage &usage)
{
    if (usage.totalTokens)
        return usage.totalTokens;
    if (!usage.inputTokens && !usage.outputTokens)
        return std::nullopt;
    return usage.inputTokens.value_or(0) + usage.outputTokens.value_or(0);
}

QString tokenText(qint64 tokens)
{
    const auto value = static_cast<double>(tokens);
    if (value < thousand)
        return QString::number(tokens);
    // From here on "1000.0 k" would be shown.
    if (value < million - thousand / 20)
        return tr("%1 k").arg(QLocale().toString(value / thousand, 'f', 1));
    return tr("%1 M").arg(QLocale().toString(value / million, 'f', 1));
}

QString costText(const Usage &usage)
{
    return usage.costMicros ? texts::money(*usage.costMicros, usage.currency) : QString();
}

} // namespace stint
