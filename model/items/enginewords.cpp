#include "model/items/enginewords.h"

#include "model/items/texts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace stint::enginewords
{

namespace
{

constexpr qsizetype quoteChars = 200; ///< of a question on the gate line

QString tr(const char *text, const char *about = nullptr, int n = -1)
{
    return QCoreApplication::translate("stint::enginewords", text, about, n);
}

std::optional<Time> timeIn(const QJsonObject &data, const char *key)
{
    const QJsonValue value = data.value(QLatin1String(key));
    return value.isDouble() ? std::optional(Time{value.toInteger()}) : std::nullopt;
}

QString textIn(const QJsonObject &data, const char *key)
{
    return texts::shortened(data.value(QLatin1String(key)).toString().simplified(), quoteChars);
}

QString asks(const QJsonObject &data, Time now)
{
    struct Row {
        AttentionReason reason;
        const char *words;
    };
    static constexpr std::array rows{
        Row{AttentionReason::Blocked, QT_TRANSLATE_NOOP("stint::enginewords", "Is stuck: %1")},
        Row{AttentionReason::Quota, QT_TRANSLATE_NOOP("stint::enginewords", "Out of quota: %1")},
        Row{AttentionReason::Auth, QT_TRANSLATE_NOOP("stint::enginewords", "Needs access: %1")},
    };
    const QString question = textIn(data, "question");
    if (question.isEmpty())
        return {};
    const QString reason = textIn(data, "reason");
    const char *words = QT_TRANSLATE_NOOP("stint::enginewords", "Asks: %1");
    for (const Row &row : rows) {
        if (reason == QLatin1String(toText(row.reason)))
            words = row.words;
    }
    QString text = tr(words).arg(question);
    if (const auto resumes = timeIn(data, "resume_after"))
        text = tr("%1 (goes on at %2)").arg(text, texts::clock(*resumes, now));
    return text;
}

QString unproven(const QJsonObject &data, Time)
{
    const auto count = static_cast<int>(data.value(QLatin1String("unmet")).toArray().size());
    if (count == 0)
        return {};
    return count == 1 ? tr("Finished, but 1 criterion is not proven")
                      : tr("Finished, but %n criteria are not proven", nullptr, count);
}

QString review(const QJsonObject &data, Time now)
{
    const QString status = textIn(data, "status"), who = textIn(data, "reviewer_agent_name");
    if (status.isEmpty())
        return {};
    QString text = tr("Waits for a reviewer");
    if (status == QLatin1String(toText(ReviewStatus::Routed)))
        text = tr("A reviewer was asked");
    else if (status == QLatin1String(toText(ReviewStatus::InReview)))
        text = tr("In review by %1").arg(who);
    const auto deadline = timeIn(data, "deadline_at");
    return deadline ? tr("%1 until %2").arg(text, texts::clock(*deadline, now)) : text;
}

QString dependencies(const QJsonObject &data, Time)
{
    const QJsonArray tasks = data.value(QLatin1String("tasks")).toArray();
    const auto count = static_cast<int>(tasks.size());
    if (count == 0)
        return {};
    const auto dead = static_cast<int>(std::count_if(tasks.begin(), tasks.end(), [](const QJsonValue &task) {
        return task.toObject().value(QLatin1String("dead")).toBool();
    }));
    const QString text = count == 1 ? tr("Waits for 1 task") : tr("Waits for %n tasks", nullptr, count);
    if (dead == 0)
        return text;
    return dead == 1 ? tr("%1, 1 of them will never complete").arg(text)
                     : tr("%1, %n of them will never complete", nullptr, dead).arg(text);
}

QString attempts(const QJsonObject &data, Time)
{
    const qint64 used = data.value(QLatin1String("attempts")).toInteger(),
                 most = data.value(QLatin1String("max_attempts")).toInteger();
    return most > 0 ? tr("Attempts used up %1/%2").arg(used).arg(most) : QString();
}

QString notBefore(const QJsonObject &data, Time now)
{
    const auto from = timeIn(data, "not_before");
    return from ? tr("Not before %1").arg(texts::clock(*from, now)) : QString();
}

QString owner(const QJsonObject &data, Time)
{
    const QString who = textIn(data.value(QLatin1String("owner")).toObject(), "ref");
    return who.isEmpty() ? QString() : tr("Reserved for %1").arg(who);
}

QString capabilities(const QJsonObject &data, Time)
{
    QStringList missing;
    const QJsonArray names = data.value(QLatin1String("missing_capabilities")).toArray();
    for (const QJsonValue &name : names)
        missing += name.toString();
    return missing.isEmpty() ? QString() : tr("No connected agent has %1").arg(missing.join(QStringLiteral(", ")));
}

struct Words {
    const char *gate;
    QString (*words)(const QJsonObject &data, Time now);
};
constexpr std::array fromData{
    Words{"asks", asks},
    Words{"unproven", unproven},
    Words{"review_open", review},
    Words{"dependencies", dependencies},
    Words{"attempts_exhausted", attempts},
    Words{"not_before", notBefore},
    Words{"owner_person", owner},
    Words{"no_capable_session", capabilities},
};

/// Gates that always say the same.
[[maybe_unused]] constexpr std::array fixed{
    QT_TRANSLATE_NOOP("stint::enginewords", "Is a draft"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Needs approval"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Approval was refused"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Waited too long for an agent"),
    QT_TRANSLATE_NOOP("stint::enginewords", "The reviewer is blocked: decide how to go on"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Rejected too often: decide how to go on"),
    QT_TRANSLATE_NOOP("stint::enginewords", "No review came to a verdict: decide how to go on"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Runs end too fast one after another: decide how to go on"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Not started"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Failed; nobody has started it again"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Paused"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Paused by parent"),
    QT_TRANSLATE_NOOP("stint::enginewords", "Scheduler is paused"),
    QT_TRANSLATE_NOOP("stint::enginewords", "No agent is connected"),
    QT_TRANSLATE_NOOP("stint::enginewords", "All connected agents are busy"),
    QT_TRANSLATE_NOOP("stint::enginewords", "No connected agent may take it"),
};

struct Row {
    const char *code, *words;
};
constexpr std::array events{
    Row{"task.approved", QT_TRANSLATE_NOOP("stint::enginewords", "Task approved")},
    Row{"task.canceled", QT_TRANSLATE_NOOP("stint::enginewords", "Task canceled")},
    Row{"task.child_created", QT_TRANSLATE_NOOP("stint::enginewords", "Child task created")},
    Row{"task.commented", QT_TRANSLATE_NOOP("stint::enginewords", "Comment")},
    Row{"task.created", QT_TRANSLATE_NOOP("stint::enginewords", "Task created")},
    Row{"task.deleted", QT_TRANSLATE_NOOP("stint::enginewords", "Task deleted")},
    Row{"task.dependency_added", QT_TRANSLATE_NOOP("stint::enginewords", "Dependency added")},
    Row{"task.dependency_removed", QT_TRANSLATE_NOOP("stint::enginewords", "Dependency removed")},
    Row{"task.execution_profile_deleted", QT_TRANSLATE_NOOP("stint::enginewords", "Execution profile removed")},
    Row{"task.execution_profile_updated", QT_TRANSLATE_NOOP("stint::enginewords", "Execution profile changed")},
    Row{"task.paused", QT_TRANSLATE_NOOP("stint::enginewords", "Task paused")},
    Row{"task.published", QT_TRANSLATE_NOOP("stint::enginewords", "Task published")},
    Row{"task.rejected", QT_TRANSLATE_NOOP("stint::enginewords", "Task rejected")},
    Row{"task.resumed", QT_TRANSLATE_NOOP("stint::enginewords", "Task resumed")},
    Row{"task.run_accepted", QT_TRANSLATE_NOOP("stint::enginewords", "Run accepted")},
    Row{"task.run_answered", QT_TRANSLATE_NOOP("stint::enginewords", "Run answered")},
    Row{"task.run_canceled", QT_TRANSLATE_NOOP("stint::enginewords", "Run canceled")},
    Row{"task.run_claimed", QT_TRANSLATE_NOOP("stint::enginewords", "Run claimed")},
    Row{"task.run_completed", QT_TRANSLATE_NOOP("stint::enginewords", "Run completed")},
    Row{"task.run_enqueued", QT_TRANSLATE_NOOP("stint::enginewords", "Run queued")},
    Row{"task.run_failed", QT_TRANSLATE_NOOP("stint::enginewords", "Run failed")},
    Row{"task.run_force_stopped", QT_TRANSLATE_NOOP("stint::enginewords", "Agent stopped by force")},
    Row{"task.run_late_result", QT_TRANSLATE_NOOP("stint::enginewords", "Late result received")},
    Row{"task.run_late_result_adopted", QT_TRANSLATE_NOOP("stint::enginewords", "Late result adopted")},
    Row{"task.run_late_result_discarded", QT_TRANSLATE_NOOP("stint::enginewords", "Late result thrown away")},
    Row{"task.run_lease_expired", QT_TRANSLATE_NOOP("stint::enginewords", "Lease expired")},
    Row{"task.run_lease_extended", QT_TRANSLATE_NOOP("stint::enginewords", "Lease extended")},
    Row{"task.run_needs_attention", QT_TRANSLATE_NOOP("stint::enginewords", "Run needs attention")},
    Row{"task.run_operator_forced_fail", QT_TRANSLATE_NOOP("stint::enginewords", "Run failed by force")},
    Row{"task.run_operator_retry", QT_TRANSLATE_NOOP("stint::enginewords", "Run retried")},
    Row{"task.run_parked", QT_TRANSLATE_NOOP("stint::enginewords", "Run parked")},
    Row{"task.run_recovered", QT_TRANSLATE_NOOP("stint::enginewords", "Run recovered")},
    Row{"task.run_recovered_from_attention", QT_TRANSLATE_NOOP("stint::enginewords", "Run replaced after attention")},
    Row{"task.run_rejected", QT_TRANSLATE_NOOP("stint::enginewords", "Run rejected")},
    Row{"task.run_released", QT_TRANSLATE_NOOP("stint::enginewords", "Run released")},
    Row{"task.run_review_bound", QT_TRANSLATE_NOOP("stint::enginewords", "Reviewer at work")},
    Row{"task.run_review_canceled", QT_TRANSLATE_NOOP("stint::enginewords", "Review canceled")},
    Row{"task.run_review_circuit_opened", QT_TRANSLATE_NOOP("stint::enginewords", "Reviews stopped")},
    Row{"task.run_review_recorded", QT_TRANSLATE_NOOP("stint::enginewords", "Verdict recorded")},
    Row{"task.run_review_requested", QT_TRANSLATE_NOOP("stint::enginewords", "Review requested")},
    Row{"task.run_review_retry_enqueued", QT_TRANSLATE_NOOP("stint::enginewords", "Review asked for again")},
    Row{"task.run_review_routed", QT_TRANSLATE_NOOP("stint::enginewords", "Reviewer asked")},
    Row{"task.run_review_unbound", QT_TRANSLATE_NOOP("stint::enginewords", "Reviewer gone")},
    Row{"task.run_session_bound", QT_TRANSLATE_NOOP("stint::enginewords", "Agent attached to the run")},
    Row{"task.run_started", QT_TRANSLATE_NOOP("stint::enginewords", "Run started")},
    Row{"task.run_starting", QT_TRANSLATE_NOOP("stint::enginewords", "Run starting")},
    Row{"task.run_starved", QT_TRANSLATE_NOOP("stint::enginewords", "Run waited too long")},
    Row{"task.run_unparked", QT_TRANSLATE_NOOP("stint::enginewords", "Run goes on")},
    Row{"task.updated", QT_TRANSLATE_NOOP("stint::enginewords", "Task updated")},
    Row{"scheduler.paused", QT_TRANSLATE_NOOP("stint::enginewords", "Scheduler paused")},
    Row{"scheduler.resumed", QT_TRANSLATE_NOOP("stint::enginewords", "Scheduler resumed")},
    Row{"scheduler.drain_started", QT_TRANSLATE_NOOP("stint::enginewords", "Draining begun")},
    Row{"scheduler.drain_completed", QT_TRANSLATE_NOOP("stint::enginewords", "Draining ended")},
    Row{"session.registered", QT_TRANSLATE_NOOP("stint::enginewords", "Agent connected")},
    Row{"session.ended", QT_TRANSLATE_NOOP("stint::enginewords", "Session of the agent ended")},
    Row{"settings.changed", QT_TRANSLATE_NOOP("stint::enginewords", "Settings changed")},
    Row{"workspace.created", QT_TRANSLATE_NOOP("stint::enginewords", "Workspace created")},
    Row{"workspace.updated", QT_TRANSLATE_NOOP("stint::enginewords", "Workspace changed")},
    Row{"board.locked", QT_TRANSLATE_NOOP("stint::enginewords", "Board locked")},
    Row{"board.unlocked", QT_TRANSLATE_NOOP("stint::enginewords", "Board unlocked")},
};

} // namespace

QString event(const QString &type)
{
    for (const Row &row : events) {
        if (type == QLatin1String(row.code))
            return tr(row.words);
    }
    // What a later version has written is shown as it calls it.
    QString words = type;
    words.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('.'), QLatin1Char(' '));
    return texts::oneLine(words);
}

QString claimEnd(ClaimEnd end)
{
    switch (end) {
    case ClaimEnd::Completed:
        return tr("completed");
    case ClaimEnd::Failed:
        return tr("failed");
    case ClaimEnd::Released:
        return tr("released");
    case ClaimEnd::Expired:
        return tr("lease expired");
    case ClaimEnd::ForceReleased:
        return tr("taken back");
    case ClaimEnd::ForceFailed:
        return tr("failed by force");
    case ClaimEnd::Canceled:
        return tr("canceled");
    case ClaimEnd::Parked:
        return tr("asked a question");
    case ClaimEnd::Unproven:
        return tr("unproven");
    case ClaimEnd::SessionReleased:
        return tr("session released");
    case ClaimEnd::Recovered:
        return tr("recovered");
    }
    return {};
}

QString gate(const Gate &gate, Time now)
{
    for (const Words &row : fromData) {
        if (gate.gate != QLatin1String(row.gate) || gate.data.isNull())
            continue;
        const QString words = row.words(QJsonDocument::fromJson(gate.data.text).object(), now);
        if (!words.isEmpty())
            return texts::oneLine(words);
    }
    return texts::oneLine(tr(gate.text.toUtf8().constData()));
}

QString refusal(const ErrorReply &error)
{
    const ErrorInfo *info = errorInfoFor(error.code);
    return refusal(Error{info ? info->code : ErrorCode::Internal, error.message, {}});
}

QString refusal(const Error &error)
{
    const char *const meaning = errorInfo(error.code).meaning;
    const QString words = QCoreApplication::translate("errors", meaning);
    const QString message = texts::visible(error.message);
    if (words == QLatin1String(meaning) || words == message)
        return message;
    const QString known = QCoreApplication::translate("errors", error.message.toUtf8().constData());
    return known != error.message ? known : words + QLatin1Char(' ') + message;
}

} // namespace stint::enginewords
