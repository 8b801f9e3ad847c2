#include "model/items/runrows.h"

#include "model/items/texts.h"

#include <QCoreApplication>

namespace stint
{

namespace
{

constexpr qsizetype contentChars = 400;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString lossText(ClaimEnd loss)
{
    switch (loss) {
    case ClaimEnd::Expired:
        return tr("its lease had expired");
    case ClaimEnd::Released:
    case ClaimEnd::SessionReleased:
        return tr("its lease had been released");
    case ClaimEnd::ForceReleased:
        return tr("it had been taken away by a person");
    case ClaimEnd::ForceFailed:
        return tr("the attempt had been failed by a person");
    case ClaimEnd::Canceled:
        return tr("the attempt had been canceled");
    case ClaimEnd::Parked:
        return tr("the attempt had been parked");
    case ClaimEnd::Recovered:
        return tr("the board had taken it back at its start");
    case ClaimEnd::Completed:
    case ClaimEnd::Failed:
    case ClaimEnd::Unproven:
        break;
    }
    return tr("the attempt had already ended");
}

} // namespace

QString lateKey(const LateResult &late)
{
    return late.runId.value + QLatin1Char('/') + QString::number(late.n);
}

LateRow makeLateRow(const LateResultItem &item, Time now)
{
    const LateResult &late = item.late;
    const bool succeeded = late.kind == LateResultKind::Complete;
    LateRow row;
    row.key = lateKey(late);
    row.taskId = item.taskId.value;
    row.title = texts::oneLine(item.taskTitle);
    row.kind = succeeded ? tr("Result") : tr("Error");
    row.tone = succeeded ? look::Tone::Quiet : look::Tone::Danger;
    row.byline = tr("%1 ago, after %2").arg(texts::duration(now - late.receivedAt), lossText(late.loss));
    // Cut first: marking a megabyte to show a line of it would cost a frame.
    const QString whole = succeeded ? QString::fromUtf8(late.result.text.left(4 * contentChars)) : late.error;
    row.content = texts::oneLine(whole.left(contentChars));
    row.adoptable = item.runStatus == RunStatus::Queued || item.runStatus == RunStatus::NeedsAttention;
    if (!row.adoptable)
        row.hint =
            tr("The attempt is %1: only one that waits can adopt it.").arg(texts::runStatus(item.runStatus).toLower());
    row.speech = QStringList{row.kind, row.title, row.byline, row.hint}.join(QStringLiteral(", "));
    return row;
}

} // namespace stint
