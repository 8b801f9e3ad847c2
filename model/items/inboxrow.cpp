#include "model/items/inboxrow.h"

#include "model/items/card.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"

#include <QCoreApplication>
#include <QLocale>

namespace stint
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString laneTitle(InboxLane lane)
{
    switch (lane) {
    case InboxLane::MyWork:
        return tr("My work");
    case InboxLane::Approvals:
        return tr("Approvals");
    case InboxLane::FailedRuns:
        return tr("Failed runs");
    case InboxLane::Blocked:
        return tr("Blocked");
    case InboxLane::Archived:
        return tr("Archived");
    }
    return {};
}

/// TRI-10 in words.
QString reasonText(const InboxItem &item, Time now)
{
    struct Row {
        const char *reason, *words;
    };
    static constexpr std::array rows{
        Row{"awaiting_approval", QT_TRANSLATE_NOOP("stint", "Needs approval")},
        Row{"approval_rejected", QT_TRANSLATE_NOOP("stint", "Approval was declined")},
        Row{"review_circuit_open", QT_TRANSLATE_NOOP("stint", "Automatic review gave up")},
        Row{"awaiting_review", QT_TRANSLATE_NOOP("stint", "Waits for a review")},
        Row{"awaiting_publish", QT_TRANSLATE_NOOP("stint", "A draft to publish")},
        Row{"awaiting_dependencies", QT_TRANSLATE_NOOP("stint", "Waits for other tasks")},
    };
    const TaskSummary &task = item.task;
    // What an attempt waits for is worded as on its card; the engine's own text is for agents.
    if (task.run && task.run->attention && task.gate)
        return enginewords::gate(*task.gate, now);
    for (const Row &row : rows) {
        if (item.blockingReason == QLatin1String(row.reason))
            return tr(row.words);
    }
    if (item.blockingReason == QLatin1String("needs_attention"))
        return tr("Its attempt needs attention");
    if (item.blockingReason == QLatin1String("latest_run_failed"))
        return task.run && !task.run->errorSummary.isEmpty() ? texts::oneLine(task.run->errorSummary)
                                                             : tr("The last attempt failed");
    return task.gate ? enginewords::gate(*task.gate, now) : texts::status(task.status);
}

} // namespace

InboxRow makeInboxHead(const InboxGroup &group)
{
    InboxRow row;
    row.key = QStringLiteral("lane.") + toText(group.lane);
    row.head = true;
    row.title = laneTitle(group.lane);
    const auto shown = static_cast<qint64>(group.items.size());
    row.count = QLocale().toString(group.count);
    if (shown < group.count)
        row.count = tr("first %1 of %2").arg(QLocale().toString(shown), row.count);
    row.speech = tr("%1, %2 tasks").arg(row.title, row.count);
    return row;
}

InboxRow makeInboxRow(const InboxItem &item, bool marked, Time now)
{
    const Card card = makeCard(item.task, now);
    InboxRow row;
    row.key = item.task.id.value;
    row.title = texts::oneLine(item.task.title);
    row.handle = card.handle;
    row.reason = reasonText(item, now);
    row.age = texts::duration(now - item.task.lastActivityAt);
    row.priorityIcon = card.priorityIcon;
    row.priorityTone = card.priorityTone;
    row.unread = !item.read;
    row.marked = marked;
    QStringList speech{row.title, row.reason, card.priorityText, row.age};
    if (row.unread)
        speech.prepend(tr("unread"));
    if (marked)
        speech.prepend(tr("marked"));
    row.speech = speech.join(QStringLiteral(", "));
    return row;
}

} // namespace stint
