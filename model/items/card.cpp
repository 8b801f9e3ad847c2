#include "model/items/card.h"

#include "model/items/actions.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"

#include <QCoreApplication>

namespace stint
{

namespace
{

constexpr int labelsShown = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

/// How much it matters is told by shape and ink: colour says that a person is needed, and a priority needs nobody.
void fillPriority(Card &card, Priority priority, bool isOver)
{
    card.priorityIcon = QStringLiteral("priority-") + toText(priority);
    card.priorityText = texts::priority(priority);
    if (!isOver && (priority == Priority::Urgent || priority == Priority::High))
        card.priorityTone = look::Tone::Strong;
}

void fillPeople(Card &card, const TaskSummary &task)
{
    if (task.run && isActive(task.run->status)) {
        card.who = task.run->agentName.isEmpty() ? tr("a person") : texts::oneLine(task.run->agentName);
        card.whoIcon = task.run->sessionId ? QStringLiteral("agent") : QStringLiteral("person");
    } else if (task.owner) {
        card.who = texts::owner(*task.owner);
        card.whoIcon = task.owner->kind == OwnerKind::Human ? QStringLiteral("person") : QStringLiteral("agent");
    }
}

void fillGate(Card &card, const TaskSummary &task, Time now)
{
    if (task.status == TaskStatus::Failed) {
        card.gateText = tr("Failed");
        if (task.run && !task.run->errorSummary.isEmpty())
            card.gateText = texts::oneLine(task.run->errorSummary);
        card.gateIcon = QStringLiteral("alert");
        card.gateTone = look::Tone::Danger;
        card.gateKey = actionInfo(look::Action::Retry).key;
        card.gateHint = tr("Retry queues a new attempt.");
        return;
    }
    if (!task.gate)
        return;
    const ActionInfo info = actionInfo(actionForGate(task.gate->gate));
    card.gateText = enginewords::gate(*task.gate, now);
    card.gateKey = info.key;
    card.gateTone = needsPerson(task) ? look::Tone::Attention : look::Tone::Quiet;
    card.gateIcon = needsPerson(task) ? QStringLiteral("attention") : QStringLiteral("wait");
    card.gateHint =
        info.label.isEmpty() ? card.gateText : tr("%1. Press %2: %3.").arg(card.gateText, info.key, info.label);
}

void fillRun(Card &card, const TaskSummary &task, Time now)
{
    if (!task.run)
        return;
    const RunChip &run = *task.run;
    if (run.status == RunStatus::Queued) {
        card.chip = tr("Queued");
        card.chipHint = tr("An attempt waits for an agent. Press %1 to work on it yourself.")
                            .arg(actionInfo(look::Action::Take).key);
    }
    card.live = isActive(run.status);
    if (!card.live)
        return;
    card.progress = texts::oneLine(run.progress);
    if (const auto share = leaseShare(run, now)) {
        card.leaseShare = *share;
        card.leaseText =
            *share > 0 ? tr("Lease: %1 left").arg(texts::longDuration(*run.leaseUntil - now)) : tr("Lease has run out");
        card.stale = isStale(task, now);
        card.leaseHint = tr("%1. The ring is what is left of it; each heartbeat fills it. Press %2 to take it back.")
                             .arg(card.leaseText, actionInfo(look::Action::Release).key);
    } else {
        card.leaseHint = tr("Worked on without a lease: it never runs out.");
    }
    if (run.heartbeatAt)
        card.heartbeat = texts::duration(now - *run.heartbeatAt);
}

void fillCounts(Card &card, const TaskSummary &task)
{
    if (task.attempts > 1 || (task.attempts > 0 && task.maxAttempts > 1 && isTerminal(task.status)))
        card.attempts = QStringLiteral("%1/%2").arg(task.attempts).arg(task.maxAttempts);
    if (task.childCount > 0)
        card.children = QStringLiteral("%1/%2").arg(task.childrenDone).arg(task.childCount);
    if (task.commentCount > 0)
        card.comments = QString::number(task.commentCount);
    if (task.cost)
        card.cost = texts::money(task.cost->micros, task.cost->currency);
    for (const QString &label : task.labels.mid(0, labelsShown))
        card.labels += texts::oneLine(label);
    if (task.labels.size() > labelsShown)
        card.moreLabels = QStringLiteral("+%1").arg(task.labels.size() - labelsShown);
}

void fillSpeech(Card &card, const TaskSummary &task)
{
    card.accessibleName = tr("%1, %2, priority %3").arg(card.handle, card.title, card.priorityText);
    QStringList parts{texts::status(task.status)};
    for (const QString &part : {card.chip, card.gateText, card.leaseText, card.progress})
        if (!part.isEmpty())
            parts += part;
    if (!card.heartbeat.isEmpty())
        parts += tr("last heartbeat %1 ago").arg(card.heartbeat);
    if (!card.who.isEmpty())
        parts += tr("by %1").arg(card.who);
    if (!card.attempts.isEmpty())
        parts += tr("attempt %1").arg(card.attempts);
    if (!card.children.isEmpty())
        parts += tr("children done %1").arg(card.children);
    if (!card.comments.isEmpty())
        parts += tr("comments %1").arg(card.comments);
    if (!card.cost.isEmpty())
        parts += tr("cost %1").arg(card.cost);
    if (!task.labels.isEmpty())
        parts += tr("labels %1").arg(texts::oneLine(task.labels.join(QLatin1String(", "))));
    if (!card.gateKey.isEmpty())
        parts += tr("press %1").arg(card.gateKey);
    card.accessibleDescription = parts.join(QLatin1String("; "));
}

} // namespace

Card makeCard(const TaskSummary &task, Time now)
{
    Card card;
    card.taskId = task.id.value;
    card.handle = texts::handle(task.id, task.identifier);
    card.title = texts::oneLine(task.title);
    card.age = texts::duration(now - task.lastActivityAt);
    fillPriority(card, task.priority, isTerminal(task.status));
    fillPeople(card, task);
    fillCounts(card, task);
    fillGate(card, task, now);
    fillRun(card, task, now);
    fillSpeech(card, task);
    return card;
}

} // namespace stint
