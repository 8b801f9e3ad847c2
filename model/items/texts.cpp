#include "model/items/texts.h"

#include "model/items/marks.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <array>

namespace stint::texts
{

namespace
{

constexpr qint64 secondMs = 1'000, minuteMs = 60 * secondMs, hourMs = 60 * minuteMs, dayMs = 24 * hourMs,
                 weekMs = 7 * dayMs;
constexpr int handleDigits = 6;
constexpr qint64 microsPerHundredth = 10'000;
constexpr double microsPerUnit = 1e6;

QString tr(const char *text, const char *about = nullptr, int n = -1)
{
    return QCoreApplication::translate("stint::texts", text, about, n);
}

} // namespace

QString duration(qint64 ms)
{
    if (ms < secondMs)
        return tr("now");
    if (ms < minuteMs)
        return tr("%1 s").arg(ms / secondMs);
    if (ms < hourMs)
        return tr("%1 min").arg(ms / minuteMs);
    if (ms < dayMs)
        return tr("%1 h").arg(ms / hourMs);
    if (ms < 2 * weekMs)
        return tr("%1 d").arg(ms / dayMs);
    return tr("%1 w").arg(ms / weekMs);
}

QString longDuration(qint64 ms)
{
    const auto count = [ms](qint64 unit) { return static_cast<int>(std::max<qint64>(ms, 0) / unit); };
    if (ms < minuteMs)
        return count(secondMs) == 1 ? tr("1 second") : tr("%n seconds", nullptr, count(secondMs));
    if (ms < hourMs)
        return count(minuteMs) == 1 ? tr("1 minute") : tr("%n minutes", nullptr, count(minuteMs));
    if (ms < dayMs)
        return count(hourMs) == 1 ? tr("1 hour") : tr("%n hours", nullptr, count(hourMs));
    return count(dayMs) == 1 ? tr("1 day") : tr("%n days", nullptr, count(dayMs));
}

QString clock(Time time, Time now)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time.ms);
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(now.ms);
    const QString ofDay = when.time().toString(QStringLiteral("HH:mm"));
    if (when.date() == today.date())
        return ofDay;
    const QLatin1String format(when.date().year() == today.date().year() ? "d MMM" : "d MMM yyyy");
    return QLocale().toString(when.date(), QString(format)) + QLatin1Char(' ') + ofDay;
}

QString date(Time time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.ms), QStringLiteral("d MMM yyyy HH:mm"));
}

QString bytes(qint64 count)
{
    return QLocale().formattedDataSize(count, 1, QLocale::DataSizeTraditionalFormat);
}

QString money(qint64 micros, const QString &currency)
{
    const bool isTiny = micros > 0 && micros < microsPerHundredth;
    const double amount = static_cast<double>(isTiny ? microsPerHundredth : micros) / microsPerUnit;
    QString text = QLocale().toString(amount, 'f', 2);
    if (isTiny)
        text.prepend(QLatin1Char('<'));
    return currency.isEmpty() ? text : text + QChar(QChar::Nbsp) + oneLine(currency);
}

QString status(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Draft:
        return tr("Draft");
    case TaskStatus::Pending:
        return tr("Pending");
    case TaskStatus::Blocked:
        return tr("Blocked");
    case TaskStatus::Ready:
        return tr("Ready");
    case TaskStatus::InProgress:
        return tr("In progress");
    case TaskStatus::Completed:
        return tr("Done");
    case TaskStatus::Failed:
        return tr("Failed");
    case TaskStatus::Canceled:
        return tr("Canceled");
    }
    return {};
}

QString runStatus(RunStatus status)
{
    switch (status) {
    case RunStatus::Queued:
        return tr("Queued");
    case RunStatus::Claimed:
        return tr("Claimed");
    case RunStatus::Starting:
        return tr("Starting");
    case RunStatus::Running:
        return tr("Running");
    case RunStatus::Completed:
        return tr("Completed");
    case RunStatus::Failed:
        return tr("Failed");
    case RunStatus::Canceled:
        return tr("Canceled");
    case RunStatus::NeedsAttention:
        return tr("Needs attention");
    }
    return {};
}

QString priority(Priority priority)
{
    switch (priority) {
    case Priority::Low:
        return tr("Low");
    case Priority::Medium:
        return tr("Medium");
    case Priority::High:
        return tr("High");
    case Priority::Urgent:
        return tr("Urgent");
    }
    return {};
}

QString actor(const ActorRef &actor)
{
    switch (actor.kind) {
    case ActorKind::Human:
        return oneLine(actor.ref);
    case ActorKind::AgentSession:
        return tr("agent %1").arg(oneLine(actor.ref.right(handleDigits)));
    case ActorKind::Daemon:
        return tr("board");
    case ActorKind::Automation:
    case ActorKind::Extension:
    case ActorKind::NetworkPeer:
        break;
    }
    return oneLine(actor.ref);
}

QString owner(const OwnerRef &owner)
{
    return owner.kind == OwnerKind::Pool ? tr("pool %1").arg(oneLine(owner.ref)) : oneLine(owner.ref);
}

QString eventDetail(const QByteArray &payload)
{
    const QJsonObject object = QJsonDocument::fromJson(payload).object();
    for (const char *key : {"reason", "text", "question", "answer", "error", "progress", "guidance", "title"}) {
        const QString text = object.value(QLatin1String(key)).toString();
        if (!text.isEmpty())
            return visible(text);
    }
    return {};
}

QString advice(const QString &method)
{
    struct Row {
        const char *method, *words;
    };
    static constexpr std::array rows{
        Row{"run.force_fail", QT_TRANSLATE_NOOP("stint::texts", "Fail the attempt instead.")},
        Row{"run.force_release", QT_TRANSLATE_NOOP("stint::texts", "Release the attempt instead.")},
        Row{"run.cancel", QT_TRANSLATE_NOOP("stint::texts", "Cancel the attempt or stop its agent instead.")},
        Row{"run.recover", QT_TRANSLATE_NOOP("stint::texts", "Recover the attempt instead.")},
        Row{"run.retry", QT_TRANSLATE_NOOP("stint::texts", "Retry the attempt instead.")},
        Row{"run.enqueue", QT_TRANSLATE_NOOP("stint::texts", "Start a new attempt instead.")},
        Row{"task.publish", QT_TRANSLATE_NOOP("stint::texts", "Publish the task first.")},
        Row{"task.create", QT_TRANSLATE_NOOP("stint::texts", "Make a new task instead.")},
        Row{"task.inspect", QT_TRANSLATE_NOOP("stint::texts", "The details of the task say more.")},
        Row{"run.inspect", QT_TRANSLATE_NOOP("stint::texts", "The details of the attempt say more.")},
    };
    for (const Row &row : rows) {
        if (method == QLatin1String(row.method))
            return tr(row.words);
    }
    return tr("Next: %1.").arg(oneLine(method));
}

QString oneLine(const QString &text)
{
    return marks::shown(text, false);
}

QString visible(const QString &text)
{
    return marks::shown(text, true);
}

QString shortened(const QString &text, qsizetype chars)
{
    if (text.size() <= chars)
        return text;
    qsizetype end = chars - 1;
    if (text.at(end - 1).isHighSurrogate())
        --end;
    return text.left(end) + QChar(0x2026);
}

QString handle(const TaskId &id, const QString &identifier)
{
    return identifier.isEmpty() ? oneLine(id.value.right(handleDigits)) : oneLine(identifier);
}

look::Tone statusTone(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Failed:
        return look::Tone::Danger;
    case TaskStatus::Completed:
        return look::Tone::Good;
    case TaskStatus::InProgress:
        return look::Tone::Info;
    case TaskStatus::Draft:
    case TaskStatus::Pending:
    case TaskStatus::Blocked: // most often by other tasks: whether it needs a person is for its gate to say
    case TaskStatus::Ready:
    case TaskStatus::Canceled:
        break;
    }
    return look::Tone::Quiet;
}

look::Tone runTone(RunStatus status)
{
    switch (status) {
    case RunStatus::NeedsAttention:
        return look::Tone::Attention;
    case RunStatus::Failed:
        return look::Tone::Danger;
    case RunStatus::Completed:
        return look::Tone::Good;
    case RunStatus::Claimed:
    case RunStatus::Starting:
    case RunStatus::Running:
        return look::Tone::Info;
    case RunStatus::Queued:
    case RunStatus::Canceled:
        break;
    }
    return look::Tone::Quiet;
}

} // namespace stint::texts
