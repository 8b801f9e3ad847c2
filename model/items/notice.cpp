#include "model/items/notice.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace stint
{

namespace
{

constexpr qint64 reviewNoticeMs = 600'000; ///< a review is due this long before its deadline
constexpr qsizetype bodyChars = 300;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

bool gateIs(const TaskSummary &task, const char *name)
{
    return task.gate && task.gate->gate == QLatin1String(name);
}

Notice about(const TaskSummary &task, NoticeKind kind, const QString &occasion, const QString &title,
             const QString &body)
{
    Notice notice;
    notice.kind = kind;
    notice.key = QLatin1String(noticeName(kind)) + QLatin1Char(':') + task.id.value + QLatin1Char(':') + occasion;
    notice.title = title.arg(texts::handle(task.id, task.identifier));
    notice.body = texts::visible(body.left(bodyChars));
    notice.task = task.id;
    return notice;
}

} // namespace

const char *noticeName(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::NeedsApproval:
        return "needs_approval";
    case NoticeKind::AsksQuestion:
        return "asks_question";
    case NoticeKind::AttemptsUsedUp:
        return "attempts_used_up";
    case NoticeKind::ReviewDue:
        return "review_due";
    case NoticeKind::CircuitOpened:
        return "circuit_opened";
    case NoticeKind::LeaseLost:
        return "lease_lost";
    case NoticeKind::DrainComplete:
        return "drain_complete";
    case NoticeKind::StoreDegraded:
        return "store_degraded";
    }
    return "";
}

QString noticeLabel(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::NeedsApproval:
        return tr("A task needs approval");
    case NoticeKind::AsksQuestion:
        return tr("An agent asks a question");
    case NoticeKind::AttemptsUsedUp:
        return tr("A task failed and has used up its attempts");
    case NoticeKind::ReviewDue:
        return tr("A review is due");
    case NoticeKind::CircuitOpened:
        return tr("Reviews of a task were stopped");
    case NoticeKind::LeaseLost:
        return tr("A lease was lost repeatedly");
    case NoticeKind::DrainComplete:
        return tr("Draining has ended");
    case NoticeKind::StoreDegraded:
        return tr("The board cannot be stored as it should");
    }
    return {};
}

std::optional<Time> reviewDueAt(const TaskSummary &task)
{
    if (!task.review || !isOpen(task.review->status) || !task.review->deadlineAt)
        return std::nullopt;
    return *task.review->deadlineAt - reviewNoticeMs;
}

std::vector<Notice> noticesOf(const TaskSummary &task, Time now)
{
    std::vector<Notice> found;
    if (task.status == TaskStatus::Blocked && task.approvalState == ApprovalState::Pending) {
        found.push_back(about(task, NoticeKind::NeedsApproval, QStringLiteral("approval"), tr("%1 needs your approval"),
                              task.title));
        found.back().canApprove = true;
    }
    if (task.run && task.run->status == RunStatus::NeedsAttention && task.run->attention &&
        isAsk(task.run->attention->reason)) {
        const Attention &attention = *task.run->attention;
        found.push_back(
            about(task, NoticeKind::AsksQuestion, QString::number(attention.at.ms), tr("%1 asks"), attention.text));
        found.back().canAnswer = true;
    }
    if (task.status == TaskStatus::Failed)
        found.push_back(about(task, NoticeKind::AttemptsUsedUp, QString::number(task.attempts),
                              tr("%1 failed, no attempt is left"), task.title));
    if (const auto due = reviewDueAt(task); due && *due <= now)
        found.push_back(
            about(task, NoticeKind::ReviewDue, task.review->id.value, tr("The review of %1 is due"), task.title));
    if (gateIs(task, "review_circuit_open"))
        found.push_back(about(task, NoticeKind::CircuitOpened, QString::number(task.attempts),
                              tr("Reviews of %1 were stopped"), enginewords::gate(*task.gate, now)));
    return found;
}

Notice leaseLostNotice(const TaskSummary &task, const RunId &run, int count)
{
    return about(task, NoticeKind::LeaseLost, run.value + QLatin1Char(':') + QString::number(count),
                 tr("%1 lost its lease again"), task.title);
}

Notice drainCompleteNotice(qint64 seq, qint64 remaining)
{
    Notice notice;
    notice.kind = NoticeKind::DrainComplete;
    notice.key = QStringLiteral("drain_complete:%1").arg(seq);
    notice.title = remaining == 0 ? tr("Nothing is being worked on any more") : tr("Draining ran out of time");
    notice.body = remaining == 0 ? tr("The scheduler stays paused until you resume it.")
                                 : tr("Still working: %1. The scheduler stays paused.").arg(remaining);
    return notice;
}

Notice storeDegradedNotice(const QString &warning)
{
    Notice notice;
    notice.kind = NoticeKind::StoreDegraded;
    notice.key = QStringLiteral("store_degraded");
    notice.title = tr("The board is in trouble");
    notice.body = warning;
    return notice;
}

Notice gatheredNotice(const std::vector<Notice> &notices)
{
    Notice notice;
    notice.kind = notices.front().kind;
    notice.key = QStringLiteral("gathered");
    notice.title = tr("%1 things need you").arg(notices.size());
    QStringList lines;
    for (int i = 0; i < noticeKindCount; ++i) {
        const auto kind = static_cast<NoticeKind>(i);
        const auto count =
            std::count_if(notices.begin(), notices.end(), [kind](const Notice &one) { return one.kind == kind; });
        if (count > 0)
            lines += QStringLiteral("%1: %2").arg(noticeLabel(kind)).arg(count);
    }
    notice.body = lines.join(QLatin1Char('\n'));
    return notice;
}

} // namespace stint
