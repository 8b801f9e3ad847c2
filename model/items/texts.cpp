#include "model/items/texts.h"

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

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("texts", text, nullptr, n);
}

/// "5 minutes", "1 minute": the two forms English needs, both open to translation.
QString counted(qint64 n, const char *one, const char *many)
{
    return n == 1 ? tr(one) : tr(many).arg(n);
}

/// Controls, what turns the direction of writing, and what takes no room where no writing needs it.
bool isDisguising(QChar c)
{
    struct Range {
        ushort first, last;
    };
    static constexpr Range ranges[] = {{0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x034f, 0x034f},
                                       {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180e, 0x180e},
                                       {0x200b, 0x200b}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
                                       {0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff9, 0xfffb}};
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [u = c.unicode()](const Range &range) { return u >= range.first && u <= range.last; });
}

/// A tag (U+E0000 … U+E007F) begins at \a i: letters that nobody sees and every agent reads.
bool isTag(const QString &text, qsizetype i)
{
    return text.at(i).unicode() == 0xdb40 && i + 1 < text.size() && text.at(i + 1).unicode() >= 0xdc00 &&
           text.at(i + 1).unicode() < 0xdc80;
}

QString marked(const QString &text, bool keepLines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('\n') || c == QLatin1Char('\t')) {
            out += keepLines ? c : QLatin1Char(' ');
        } else if (isTag(text, i)) {
            out += QChar(0xfffd);
            ++i;
        } else if (isDisguising(c)) {
            out += c.unicode() < 0x20 ? QChar(0x2400 + c.unicode()) : QChar(0xfffd);
        } else {
            out += c;
        }
    }
    return out;
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
    if (ms < minuteMs)
        return counted(std::max<qint64>(ms, 0) / secondMs, "1 second", "%1 seconds");
    if (ms < hourMs)
        return counted(ms / minuteMs, "1 minute", "%1 minutes");
    if (ms < dayMs)
        return counted(ms / hourMs, "1 hour", "%1 hours");
    return counted(ms / dayMs, "1 day", "%1 days");
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

QString eventType(const QString &type)
{
    QString words = type.section(QLatin1Char('.'), 1);
    if (type.startsWith(QLatin1String("task.")) && !words.startsWith(QLatin1String("run_")))
        words.prepend(QLatin1String("task_"));
    words.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('.'), QLatin1Char(' '));
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
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
        Row{"run.force_fail", QT_TRANSLATE_NOOP("texts", "Fail the attempt instead.")},
        Row{"run.force_release", QT_TRANSLATE_NOOP("texts", "Release the attempt instead.")},
        Row{"run.cancel", QT_TRANSLATE_NOOP("texts", "Cancel the attempt or stop its agent instead.")},
        Row{"run.recover", QT_TRANSLATE_NOOP("texts", "Recover the attempt instead.")},
        Row{"run.retry", QT_TRANSLATE_NOOP("texts", "Retry the attempt instead.")},
        Row{"run.enqueue", QT_TRANSLATE_NOOP("texts", "Start a new attempt instead.")},
        Row{"task.publish", QT_TRANSLATE_NOOP("texts", "Publish the task first.")},
        Row{"task.create", QT_TRANSLATE_NOOP("texts", "Make a new task instead.")},
        Row{"task.inspect", QT_TRANSLATE_NOOP("texts", "The details of the task say more.")},
        Row{"run.inspect", QT_TRANSLATE_NOOP("texts", "The details of the attempt say more.")},
    };
    for (const Row &row : rows) {
        if (method == QLatin1String(row.method))
            return tr(row.words);
    }
    return tr("Next: %1.").arg(oneLine(method));
}

QString oneLine(const QString &text)
{
    return marked(text, false);
}

QString visible(const QString &text)
{
    return marked(text, true);
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
    case TaskStatus::Blocked:
        return look::Tone::Attention;
    case TaskStatus::Failed:
        return look::Tone::Danger;
    case TaskStatus::Completed:
        return look::Tone::Good;
    case TaskStatus::InProgress:
        return look::Tone::Info;
    case TaskStatus::Draft:
    case TaskStatus::Pending:
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
