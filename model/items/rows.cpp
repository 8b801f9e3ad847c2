#include "model/items/rows.h"

#include "model/items/actions.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

namespace stint
{

namespace
{

/// Of a text in a list; the whole of it is shown where it is asked for.
constexpr qsizetype noteChars = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString joined(QStringList parts, const QString &by)
{
    parts.removeAll(QString());
    return parts.join(by);
}

QString bylineOf(const std::optional<ActorRef> &who, const Usage &usage)
{
    QStringList parts;
    if (who)
        parts += texts::actor(*who);
    if (usage.totalTokens)
        parts += tr("%1 tokens").arg(QLocale().toString(*usage.totalTokens));
    if (usage.costMicros)
        parts += texts::money(*usage.costMicros, usage.currency);
    return parts.join(QStringLiteral(" · "));
}

QString noteOf(const Run &run)
{
    if (run.attention)
        return texts::visible(texts::shortened(run.attention->text, noteChars));
    if (!run.error.isEmpty())
        return texts::visible(texts::shortened(run.error, noteChars));
    return texts::visible(run.progress);
}

QString resultText(const Json &result)
{
    if (result.isNull())
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(result.text);
    return texts::visible(document.isNull() ? QString::fromUtf8(result.text)
                                            : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed());
}

} // namespace

RunRow makeRunRow(const Run &run, Time now)
{
    RunRow row;
    row.key = run.id.value;
    row.title = tr("Attempt %1").arg(run.attempt);
    row.state = texts::runStatus(run.status);
    row.tone = texts::runTone(run.status);
    row.byline = bylineOf(run.claimedBy, run.usage);
    if (run.endedAt)
        row.time = tr("%1, took %2")
                       .arg(texts::clock(*run.endedAt, now),
                            texts::duration(*run.endedAt - run.claimedAt.value_or(run.queuedAt)));
    else
        row.time = tr("since %1").arg(texts::clock(run.claimedAt.value_or(run.queuedAt), now));
    row.note = noteOf(run);
    row.result = resultText(run.result);
    row.speech = joined({row.title, row.state, row.byline, row.time, row.note}, QStringLiteral(", "));
    return row;
}

EventRow makeEventRow(const Event &event, Time now)
{
    EventRow row;
    row.key = QString::number(event.seq);
    row.title = enginewords::event(event.type);
    row.who = texts::actor(event.actor);
    row.time = texts::clock(event.time, now);
    row.detail = texts::shortened(texts::eventDetail(event.payload.text), noteChars);
    row.speech = joined({row.title, row.who, row.time, row.detail}, QStringLiteral(", "));
    return row;
}

DependencyRow makeDependencyRow(const DependencyItem &item)
{
    DependencyRow row;
    row.key = item.dependency.dependsOn.value;
    row.title = texts::oneLine(item.title);
    row.done = item.status == TaskStatus::Completed;
    row.state = texts::status(item.status);
    row.tone = texts::statusTone(item.status);
    // A dead blocker will never resolve by itself: that needs a person (DEP-02).
    if (item.status == TaskStatus::Canceled || item.status == TaskStatus::Failed) {
        row.state = tr("%1, will never finish").arg(row.state);
        row.tone = look::Tone::Attention;
    }
    return row;
}

GateRow makeGateRow(const Gate &gate, Time now)
{
    const look::Action action = actionForGate(gate.gate);
    const ActionInfo info = actionInfo(action);
    return {gate.gate, enginewords::gate(gate, now), info.label, info.key, action, needsPerson(gate)};
}

} // namespace stint
