#pragma once

#include "model/domain/verbs/replies.h"

#include <vector>

namespace stint
{

/// The classes of desktop notifications, each with a switch of its own (desktop.md 6).
enum class NoticeKind {
    NeedsApproval,
    AsksQuestion,
    AttemptsUsedUp,
    ReviewDue,
    CircuitOpened,
    LeaseLost,
    DrainComplete,
    StoreDegraded,
};
inline constexpr int noticeKindCount = 8;

/// What the desktop is told. Its \a key names the occasion: the same occasion is told once.
struct Notice {
    NoticeKind kind = NoticeKind::NeedsApproval;
    QString key;
    QString title, body; ///< plain text, marked as in SHL-06
    TaskId task;         ///< blank: about the board
    bool canApprove = false, canAnswer = false;
    bool operator==(const Notice &) const = default;
};

/// How the settings call the class, and its words there.
const char *noticeName(NoticeKind kind);
QString noticeLabel(NoticeKind kind);

/// What there is to tell about a task as it stands at \a now.
std::vector<Notice> noticesOf(const TaskSummary &task, Time now);
/// When the review of the task becomes due; nothing without one.
std::optional<Time> reviewDueAt(const TaskSummary &task);

/// The run of \a task lost its lease for the \a count th time.
Notice leaseLostNotice(const TaskSummary &task, const RunId &run, int count);
Notice drainCompleteNotice(qint64 seq, qint64 remaining);
Notice storeDegradedNotice(const QString &warning);
/// One notice in the place of many.
Notice gatheredNotice(const std::vector<Notice> &notices);

} // namespace stint
