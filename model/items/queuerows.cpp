#include "model/items/queuerows.h"

#include "model/items/card.h"
#include "model/items/texts.h"

#include <QCoreApplication>
#include <QLocale>

namespace stint
{

namespace
{

constexpr qint64 longWaitMs = 600'000; // DSH-04

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString pauseText(const BacklogRow &row)
{
    if (!row.effectivePaused)
        return {};
    return row.pausedByTaskId && *row.pausedByTaskId != row.task.id ? tr("by a parent") : tr("itself");
}

QString speechOf(const QueueRow &row)
{
    QStringList parts{tr("%1 in the queue").arg(row.place), row.handle, row.title,
                      tr("priority %1").arg(row.priorityText), tr("waits for %1").arg(row.waiting)};
    if (!row.needs.isEmpty())
        parts += tr("needs %1").arg(row.needs);
    if (!row.pause.isEmpty())
        parts += tr("paused %1").arg(row.pause);
    if (!row.gateText.isEmpty())
        parts += row.gateText;
    return parts.join(QStringLiteral(", "));
}

FigureRow figure(const char *key, const QString &label, qint64 value, const QString &hint, bool needsLook = false)
{
    return {QString::fromLatin1(key), label, QLocale().toString(value), hint,
            needsLook && value > 0 ? look::Tone::Attention : look::Tone::Quiet};
}

} // namespace

QueueRow makeQueueRow(const BacklogRow &entry, int place, Time now)
{
    TaskSummary task = entry.task;
    task.gate = entry.gate;
    const Card card = makeCard(task, now);
    QueueRow row;
    row.key = entry.run.id.value;
    row.taskId = entry.task.id.value;
    row.place = QString::number(place);
    row.handle = card.handle;
    row.title = card.title;
    row.priorityIcon = card.priorityIcon;
    row.priorityText = texts::priority(task.priority);
    row.priorityTone = card.priorityTone;
    row.attempts = tr("%1/%2").arg(entry.run.attempt).arg(task.maxAttempts);
    const qint64 waitingMs = now - entry.run.waitingSince;
    row.waiting = texts::duration(waitingMs);
    row.overdue = waitingMs >= longWaitMs && !entry.effectivePaused;
    row.needs = texts::oneLine(entry.run.requiredCapabilities.join(QStringLiteral(", ")));
    row.pause = pauseText(entry);
    // Nothing holds it: it waits for somebody who is free.
    const bool free = card.gateText.isEmpty() && !entry.effectivePaused;
    row.gateText = free ? tr("A free agent") : card.gateText;
    row.gateIcon = free ? QStringLiteral("agent") : card.gateIcon;
    row.gateKey = card.gateKey;
    row.gateTone = card.gateTone;
    row.speech = speechOf(row);
    return row;
}

std::vector<FigureRow> figuresOf(const SchedulerStatus &status, qint64 oldestMs)
{
    std::vector<FigureRow> rows{
        figure("queued", tr("Queued"), status.queuedRunCount, tr("Attempts that wait for an agent")),
        figure("working", tr("Working"), status.activeClaimCount, tr("Attempts that somebody holds")),
        {QStringLiteral("oldest"), tr("Oldest"), status.queuedRunCount > 0 ? texts::duration(oldestMs) : tr("–"),
         tr("How long the oldest attempt has waited"),
         oldestMs >= longWaitMs ? look::Tone::Attention : look::Tone::Quiet},
        figure("starved", tr("Starved"), status.starvedRunCount,
               tr("Attempts that no connected agent has taken for too long"), true),
        figure("attention", tr("Need attention"), status.needsAttentionRunCount,
               tr("Attempts that wait for an answer or a decision of yours"), true),
        figure("paused", tr("Paused tasks"), status.pausedTaskCount,
               tr("Tasks paused themselves; what is below them waits too")),
        figure("reviews", tr("In review"), status.openReviewCount, tr("Results that wait for a verdict"))};
    if (status.openCircuitCount > 0)
        rows.push_back(figure("circuits", tr("Reviews stopped"), status.openCircuitCount,
                              tr("Tasks whose reviews went round in circles; a person decides"), true));
    return rows;
}

} // namespace stint
