#include "model/items/detailrows.h"

#include "model/items/texts.h"

#include <QCoreApplication>
#include <QLocale>

#include <functional>
#include <unordered_map>

namespace stint
{

namespace
{

constexpr qsizetype noteChars = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString outcomeText(ReviewOutcome outcome)
{
    switch (outcome) {
    case ReviewOutcome::Approved:
        return tr("Approved");
    case ReviewOutcome::Rejected:
        return tr("Sent back");
    case ReviewOutcome::Blocked:
        return tr("Blocked");
    case ReviewOutcome::Error:
        return tr("Failed");
    case ReviewOutcome::Timeout:
        return tr("Too late");
    case ReviewOutcome::InvalidOutput:
        return tr("Unreadable");
    }
    return {};
}

QString statusText(const Review &review)
{
    switch (review.status) {
    case ReviewStatus::Requested:
        return tr("Asked for");
    case ReviewStatus::Routed:
        return tr("Offered to a reviewer");
    case ReviewStatus::InReview:
        return tr("Being reviewed");
    case ReviewStatus::Recorded:
        return review.outcome ? outcomeText(*review.outcome) : QString();
    case ReviewStatus::CircuitOpened:
        return tr("Given up: a person decides");
    case ReviewStatus::Canceled:
        return tr("Canceled");
    }
    return {};
}

look::Tone toneOf(const Review &review)
{
    if (isOpen(review.status) || review.status == ReviewStatus::CircuitOpened)
        return look::Tone::Attention;
    if (review.outcome == ReviewOutcome::Approved)
        return look::Tone::Good;
    return review.outcome ? look::Tone::Danger : look::Tone::Quiet;
}

} // namespace

ReviewRow makeReviewRow(const Review &review, Time now)
{
    ReviewRow row;
    row.key = review.id.value;
    row.title = tr("Round %1, review %2").arg(review.round).arg(review.attempt);
    row.state = statusText(review);
    row.tone = toneOf(review);
    row.open = isOpen(review.status);
    QStringList by;
    if (review.recordedBy)
        by += texts::actor(*review.recordedBy);
    else if (!review.reviewerAgentName.isEmpty())
        by += texts::oneLine(review.reviewerAgentName);
    if (review.confidence)
        by += tr("sure to %1 %").arg(qRound(*review.confidence * 100));
    if (row.open && review.deadlineAt)
        by += tr("due %1").arg(texts::clock(*review.deadlineAt, now));
    row.byline = by.join(QStringLiteral(" · "));
    row.time = texts::clock(review.reviewedAt.value_or(review.requestedAt), now);
    row.reason = texts::visible(
        texts::shortened(review.verdictReason.isEmpty() ? review.reason : review.verdictReason, noteChars));
    row.guidance = texts::visible(texts::shortened(review.guidance, noteChars));
    for (const QString &missing : review.missingWork)
        row.missing += texts::visible(texts::shortened(missing, noteChars));
    row.speech = QStringList{row.title, row.state, row.byline, row.time, row.reason}.join(QStringLiteral(", "));
    return row;
}

std::vector<ChildRow> makeChildRows(const std::vector<TreeNode> &nodes, const QSet<QString> &folded)
{
    std::unordered_map<TaskId, std::vector<const TreeNode *>> below;
    for (const TreeNode &node : nodes) {
        if (node.depth > 0 && node.parentTaskId)
            below[*node.parentTaskId].push_back(&node);
    }
    std::vector<ChildRow> rows;
    const std::function<void(const TaskId &)> add = [&](const TaskId &parent) {
        for (const TreeNode *node : below[parent]) {
            const bool open = !folded.contains(node->id.value);
            rows.push_back({node->id.value, texts::oneLine(node->title), texts::status(node->status),
                            texts::statusTone(node->status), node->depth - 1, node->childCount > 0, open});
            if (open)
                add(node->id);
        }
    };
    if (!nodes.empty())
        add(nodes.front().id);
    return rows;
}

} // namespace stint
