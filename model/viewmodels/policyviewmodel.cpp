#include "model/viewmodels/policyviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/placement.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace stint
{

namespace
{

constexpr qint64 secondMs = 1'000, minuteMs = 60 * secondMs, hourMs = 60 * minuteMs, dayMs = 24 * hourMs;

#define W(text) QT_TRANSLATE_NOOP("stint", text)

QString inWords(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

enum class Kind { Switch, Duration, Number, Review, Right, Limit };

struct Entry {
    const char *key, *group, *label, *hint;
    Kind kind;
};

// An array of the language: the tool that collects words takes std::array for their context.
constexpr Entry entries[] = {
    Entry{"lease.default_ms", W("Leases"), W("Lease of a claim"),
          W("How long a run stays with an agent that does not report."), Kind::Duration},
    Entry{"require_evidence", W("Proof"), W("Evidence for every criterion"),
          W("Without it a finished run waits for a person."), Kind::Switch},
    Entry{"review.policy", W("Reviews"), W("Review ended runs"), "", Kind::Review},
    Entry{"review.timeout_ms", W("Reviews"), W("Time for a review"), W("0 for no deadline."), Kind::Duration},
    Entry{"review.max_rounds", W("Reviews"), W("Rounds"), W("Then automatic review gives up."), Kind::Number},
    Entry{"review.max_review_attempts", W("Reviews"), W("Attempts at a review"), "", Kind::Number},
    Entry{"agent_rights/approve", W("What agents may do"), W("Approve tasks"), "", Kind::Right},
    Entry{"agent_rights/force", W("What agents may do"), W("Force runs of others"), "", Kind::Right},
    Entry{"agent_rights/pause", W("What agents may do"), W("Pause tasks"), "", Kind::Right},
    Entry{"agent_rights/scheduler", W("What agents may do"), W("Pause the scheduler"), "", Kind::Right},
    Entry{"agent_rights/delete", W("What agents may do"), W("Delete tasks"), "", Kind::Right},
    Entry{"agent_rights/profile", W("What agents may do"), W("Change execution profiles"), "", Kind::Right},
    Entry{"agent_rights/edit", W("What agents may do"), W("Edit tasks of others"), "", Kind::Right},
    Entry{"force.limit", W("What agents may do"), W("Forced acts within the window"), "", Kind::Number},
    Entry{"force.window_ms", W("What agents may do"), W("Window of forced acts"), "", Kind::Duration},
    Entry{"wip_limits/ready", W("Limits of columns"), W("Ready"),
          W("Blank for none. \"5\" warns, \"5!\" refuses more."), Kind::Limit},
    Entry{"wip_limits/in_progress", W("Limits of columns"), W("In progress"), "", Kind::Limit},
    Entry{"wip_limits/review", W("Limits of columns"), W("Review"), "", Kind::Limit},
    Entry{"starvation.age_ms", W("Waiting runs"), W("A run starves after"), "", Kind::Duration},
    Entry{"scheduler.cycle_ms", W("Waiting runs"), W("The scheduler looks every"), "", Kind::Duration},
    Entry{"stop.grace_ms", W("Waiting runs"), W("Grace before an agent is stopped"), "", Kind::Duration},
};

#undef W

QString limitText(const QJsonValue &limit)
{
    if (!limit.isObject())
        return {};
    const QJsonObject object = limit.toObject();
    const QString number = QString::number(object.value(QLatin1String("limit")).toInt());
    return object.value(QLatin1String("hard")).toBool() ? number + QLatin1Char('!') : number;
}

const Entry *entryFor(const QString &key)
{
    const auto found = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const Entry &e) { return key == QLatin1String(e.key); });
    return found == std::end(entries) ? nullptr : found;
}

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace

std::optional<qint64> durationFrom(const QString &text, qint64 unitMs)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,12})\\s*(ms|s|min|m|h|d)?\\s*$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 number = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    if (unit.isEmpty())
        return number * unitMs;
    if (unit == QLatin1String("ms"))
        return number;
    if (unit == QLatin1String("s"))
        return number * secondMs;
    if (unit == QLatin1String("h"))
        return number * hourMs;
    return number * (unit == QLatin1String("d") ? dayMs : minuteMs);
}

QString durationText(qint64 ms)
{
    struct Unit {
        qint64 ms;
        const char *name;
    };
    static constexpr std::array units{Unit{dayMs, "d"}, Unit{hourMs, "h"}, Unit{minuteMs, "min"}, Unit{secondMs, "s"}};
    if (ms == 0)
        return QStringLiteral("0");
    for (const Unit &unit : units) {
        if (ms % unit.ms == 0)
            return QStringLiteral("%1 %2").arg(ms / unit.ms).arg(QLatin1String(unit.name));
    }
    return QStringLiteral("%1 ms").arg(ms);
}

PolicyViewModel::PolicyViewModel(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts,
                                 QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(toasts)
    , m_rows(this)
{
    connect(&feed, &ChangeFeed::arrived, this, [this](const ChangeNews &news) {
        if (news.settings)
            refresh();
    });
}

void PolicyViewModel::start()
{
    refresh();
}

void PolicyViewModel::refresh()
{
    ask(m_board, m_actor, SettingsGet{}, this, [this](const Result<SettingsReply> &reply) {
        m_error = reply ? QString() : enginewords::refusal(reply.error());
        if (reply)
            take(reply->settings);
        Q_EMIT changed();
    });
}

void PolicyViewModel::take(const Json &settings)
{
    m_settings = QJsonDocument::fromJson(settings.text).object();
    show();
}

void PolicyViewModel::show()
{
    std::vector<PolicyRow> rows;
    for (const Entry &entry : entries) {
        PolicyRow row;
        row.key = QLatin1String(entry.key);
        row.group = inWords(entry.group);
        row.startsGroup = rows.empty() || rows.back().group != row.group;
        row.label = inWords(entry.label);
        row.hint = *entry.hint ? inWords(entry.hint) : QString();
        row.refusal = m_refusals.value(row.key);
        const QJsonValue value = m_settings.value(row.key.section(QLatin1Char('/'), 0, 0));
        const QString part = row.key.section(QLatin1Char('/'), 1);
        row.kind = QStringLiteral("field");
        switch (entry.kind) {
        case Kind::Switch:
            row.kind = QStringLiteral("switch");
            row.on = value.toBool();
            break;
        case Kind::Right:
            row.kind = QStringLiteral("switch");
            row.on = value.toArray().contains(part);
            break;
        case Kind::Duration:
            row.text = durationText(value.toInteger());
            break;
        case Kind::Number:
            row.text = QString::number(value.toInteger());
            break;
        case Kind::Limit:
            row.text = limitText(value.toObject().value(part));
            break;
        case Kind::Review:
            row.kind = QStringLiteral("choice");
            row.values = {QStringLiteral("none"), QStringLiteral("on_success"), QStringLiteral("on_failure"),
                          QStringLiteral("always")};
            row.words = {tr("Never"), tr("When they succeed"), tr("When they fail"), tr("Always")};
            row.chosen = std::max(0, static_cast<int>(row.values.indexOf(value.toString())));
            break;
        }
        rows.push_back(std::move(row));
    }
    m_rows.assign(rows);
}

void PolicyViewModel::refuseRow(const QString &row, const QString &why)
{
    m_refusals.insert(row, why);
    show();
}

void PolicyViewModel::send(const QString &row, const QString &setting, const QByteArray &value)
{
    ask(m_board, m_actor, SettingsSet{setting, Json{value}}, this, [this, row](const Result<SettingsReply> &reply) {
        if (!reply)
            return refuseRow(row, enginewords::refusal(reply.error()));
        m_refusals.remove(row);
        take(reply->settings);
        m_toasts.say(tr("Saved for the whole board"));
    });
}

void PolicyViewModel::turn(const QString &key, bool on)
{
    const Entry *entry = entryFor(key);
    if (!entry)
        return;
    if (entry->kind == Kind::Switch)
        return send(key, key, on ? "true" : "false");
    const QString setting = key.section(QLatin1Char('/'), 0, 0), part = key.section(QLatin1Char('/'), 1);
    QJsonArray rights;
    const QJsonArray before = m_settings.value(setting).toArray();
    for (const QJsonValue &right : before) {
        if (right.toString() != part)
            rights.append(right);
    }
    if (on)
        rights.append(part);
    send(key, setting, compact(rights));
}

void PolicyViewModel::write(const QString &key, const QString &text)
{
    const Entry *entry = entryFor(key);
    if (!entry)
        return;
    const QString setting = key.section(QLatin1Char('/'), 0, 0), part = key.section(QLatin1Char('/'), 1);
    const QString value = text.trimmed();
    if (entry->kind == Kind::Review)
        return send(key, key, '"' + value.toUtf8() + '"');
    if (entry->kind == Kind::Duration) {
        const auto ms = durationFrom(value, secondMs);
        return ms ? send(key, key, QByteArray::number(*ms))
                  : refuseRow(key, tr("Write a duration like 90 s, 5 min or 2 h."));
    }
    bool isNumber = false;
    const qint64 number = QString(value).remove(QLatin1Char('!')).toLongLong(&isNumber);
    const bool blank = entry->kind == Kind::Limit && value.isEmpty();
    if (!isNumber && !blank)
        return refuseRow(key, tr("Write a number."));
    if (entry->kind == Kind::Number)
        return send(key, key, QByteArray::number(number));
    QJsonObject limits = m_settings.value(setting).toObject();
    if (blank)
        limits.remove(part);
    else
        limits.insert(part, QJsonObject{{QStringLiteral("limit"), number},
                                        {QStringLiteral("hard"), value.endsWith(QLatin1Char('!'))}});
    send(key, setting, QJsonDocument(limits).toJson(QJsonDocument::Compact));
}

} // namespace stint
