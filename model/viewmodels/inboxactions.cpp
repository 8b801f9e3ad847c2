#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/inboxviewmodel.h"
#include "model/viewmodels/viewlimits.h"

#include <QDateTime>
#include <QUuid>

namespace stint
{

using look::Action;

namespace
{

constexpr int monday = 1, daysAWeek = 7, morningHour = 9;
constexpr qint64 hourMs = 3'600'000;

QString nameOf(const TaskSummary &task)
{
    return texts::handle(task.id, task.identifier);
}

/// The first of \a actions that may be tried; None if there is none.
Action firstOf(const TaskSummary &task, std::initializer_list<Action> actions)
{
    for (const Action action : actions) {
        if (actionRefusal(task, action).isEmpty())
            return action;
    }
    return Action::None;
}

QueueOptions freshOptions()
{
    QueueOptions options;
    options.idempotencyKey = QStringLiteral("desktop.") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    return options;
}

Time localMorning(Time now, int daysLater)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(now.ms).date().addDays(daysLater);
    return Time{QDateTime(day, QTime(morningHour, 0)).toMSecsSinceEpoch()};
}

} // namespace

/// Sends all requests and reports once: what went well, and each failure by name (BRD-04).
template<Request R>
void InboxViewModel::sendEach(std::vector<R> requests, const QStringList &names, const QString &done)
{
    struct Tally {
        std::size_t open = 0;
        QStringList failures;
        std::optional<Error> error;
    };
    const auto tally = std::make_shared<Tally>();
    tally->open = requests.size();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const QString name = names[static_cast<qsizetype>(i)];
        ask(m_board, m_actor, std::move(requests[i]), this, [=, this](const Result<typename R::Reply> &reply) {
            if (!reply) {
                tally->failures += tr("%1: %2").arg(name, enginewords::refusal(reply.error()));
                tally->error = reply.error();
            }
            if (--tally->open > 0)
                return;
            if (!tally->error)
                return m_toasts.say(done);
            tally->error->message = tally->failures.join(QLatin1Char('\n'));
            m_toasts.fail(tr("%1 of %2 did not go through").arg(tally->failures.size()).arg(names.size()),
                          *tally->error);
        });
    }
    clearMarks();
}

void InboxViewModel::accept()
{
    const auto items = targets();
    if (items.empty())
        return;
    if (m_marked.isEmpty()) {
        const TaskSummary &task = items.front()->task;
        const Action action = firstOf(task, {Action::Publish, Action::Approve, Action::ReviewApprove, Action::Accept});
        if (action == Action::None)
            return m_toasts.explain(tr("%1: nothing to accept").arg(nameOf(task)),
                                    tr("It waits neither for an approval nor for a verdict."));
        return m_screen.actOn(task.id.value, action);
    }
    std::vector<TaskPublish> drafts;
    std::vector<TaskApprove> approvals;
    QStringList draftNames, approvalNames;
    for (const InboxItem *item : items) {
        if (firstOf(item->task, {Action::Publish}) != Action::None) {
            drafts.push_back({item->task.id, freshOptions()});
            draftNames += nameOf(item->task);
        } else {
            approvals.push_back({item->task.id, freshOptions()});
            approvalNames += nameOf(item->task);
        }
    }
    if (!drafts.empty())
        sendEach(std::move(drafts), draftNames, tr("%1 published").arg(draftNames.join(QStringLiteral(", "))));
    if (!approvals.empty())
        sendEach(std::move(approvals), approvalNames, tr("%1 approved").arg(approvalNames.join(QStringLiteral(", "))));
}

void InboxViewModel::decline()
{
    const auto items = targets();
    if (items.empty())
        return;
    if (!m_marked.isEmpty()) {
        Q_EMIT reasonWanted(marked());
        return;
    }
    const TaskSummary &task = items.front()->task;
    const Action action = firstOf(task, {Action::Reject, Action::ReviewReject, Action::Cancel});
    if (action == Action::None)
        return m_toasts.explain(tr("%1: nothing to decline").arg(nameOf(task)), tr("It has already ended."));
    m_screen.actOn(task.id.value, action);
}

void InboxViewModel::declineMarked(const QString &reason)
{
    std::vector<TaskReject> approvals;
    std::vector<TaskCancel> others;
    QStringList approvalNames, otherNames;
    for (const InboxItem *item : targets()) {
        if (firstOf(item->task, {Action::Reject}) != Action::None) {
            approvals.push_back({item->task.id, reason.trimmed(), {}});
            approvalNames += nameOf(item->task);
        } else {
            others.push_back({item->task.id, reason.trimmed(), {}, {}, {}});
            otherNames += nameOf(item->task);
        }
    }
    if (!approvals.empty())
        sendEach(std::move(approvals), approvalNames, tr("%1 declined").arg(approvalNames.join(QStringLiteral(", "))));
    if (!others.empty())
        sendEach(std::move(others), otherNames, tr("%1 canceled").arg(otherNames.join(QStringLiteral(", "))));
}

void InboxViewModel::askDuplicate()
{
    if (targets().empty())
        return;
    m_finder.setQuery({});
    Q_EMIT duplicateWanted();
}

void InboxViewModel::duplicateOfRow(int row)
{
    const auto &found = m_finder.foundRows();
    if (row < 0 || row >= static_cast<int>(found.size()))
        return;
    const TaskId other(found[static_cast<std::size_t>(row)].key);
    std::vector<TaskCancel> requests;
    QStringList names;
    for (const InboxItem *item : targets()) {
        requests.push_back({item->task.id, tr("a duplicate"), {}, other, {}});
        names += nameOf(item->task);
    }
    if (!requests.empty())
        sendEach(std::move(requests), names, tr("%1 canceled as a duplicate").arg(names.join(QStringLiteral(", "))));
}

void InboxViewModel::askSnooze()
{
    if (targets().empty())
        return;
    const Time now = m_now();
    const int today = QDateTime::fromMSecsSinceEpoch(now.ms).date().dayOfWeek();
    std::vector<SnoozeRow> rows;
    const auto add = [&](const char *key, const QString &words, Time until) {
        rows.push_back({QLatin1String(key), words, texts::clock(until, now), until});
    };
    add("hour", tr("For an hour"), now + hourMs);
    add("later", tr("For three hours"), now + 3 * hourMs);
    add("tomorrow", tr("Until tomorrow morning"), localMorning(now, 1));
    add("monday", tr("Until Monday"), localMorning(now, daysAWeek + monday - today));
    add("fortnight", tr("For two weeks"), localMorning(now, 2 * daysAWeek));
    m_snoozes.assign(rows);
    Q_EMIT snoozeWanted();
}

void InboxViewModel::snoozeRow(int row)
{
    const auto &rows = m_snoozes.rows();
    if (row < 0 || row >= static_cast<int>(rows.size()))
        return;
    const SnoozeRow &choice = rows[static_cast<std::size_t>(row)];
    setMark("snooze", choice.until, tr("%1 snoozed until %2").arg(QStringLiteral("%1"), choice.when), true);
}

void InboxViewModel::archive()
{
    const auto items = targets();
    if (items.empty())
        return;
    if (items.front()->lane == InboxLane::Archived)
        setMark("unarchive", {}, tr("%1 is back from the archive"), true);
    else
        setMark("archive", {}, tr("%1 archived"), true);
}

void InboxViewModel::markUnread()
{
    m_isLookedAt = false; // until the focus comes again
    setMark("unread", {}, tr("%1 is unread again"), false);
    watchReading();
}

void InboxViewModel::dismiss()
{
    setMark("dismiss", {}, tr("%1 dismissed until something happens"), true);
}

void InboxViewModel::setMark(const char *mark, std::optional<Time> until, const QString &done, bool goesAway)
{
    const QString name = QLatin1String(mark);
    const auto items = targets();
    if (items.empty())
        return;
    QStringList ids, wereUnread, wereRead, names;
    for (const InboxItem *item : items) {
        ids += item->task.id.value;
        (item->read ? wereRead : wereUnread) += item->task.id.value;
        names += nameOf(item->task);
    }
    const auto marks = [this](const QString &action, const QStringList &all, std::optional<Time> time) {
        std::vector<History::Step> steps;
        for (qsizetype at = 0; at < all.size(); at += viewlimits::bulkIds)
            steps.push_back(m_history.step(TriageBulk{action, all.mid(at, viewlimits::bulkIds), time}));
        return steps;
    };
    // Unread takes back every mark; what had been read must stay so.
    const QString readBack = name == QLatin1String("archive")     ? QStringLiteral("unarchive")
                             : name == QLatin1String("unarchive") ? QStringLiteral("archive")
                                                                  : QStringLiteral("read");
    const QString unreadBack = name == QLatin1String("unarchive") ? readBack : QStringLiteral("unread");
    std::vector<History::Step> back = marks(unreadBack, wereUnread, {});
    const std::vector<History::Step> rest = marks(readBack, wereRead, {});
    back.insert(back.end(), rest.begin(), rest.end());
    const History::Step forth = History::chain(marks(name, ids, until));
    const QString words =
        done.arg(names.size() == 1 ? names.constFirst() : tr("%n tasks", nullptr, static_cast<int>(names.size())));
    if (goesAway) {
        for (InboxGroup &group : m_groups)
            std::erase_if(group.items, [&ids](const InboxItem &item) { return ids.contains(item.task.id.value); });
    }
    unmark();
    show();
    forth([=, this, undo = History::chain(back)](const Done &outcome) {
        refresh();
        if (!outcome)
            return m_toasts.fail(tr("The inbox did not change"), outcome.error());
        m_toasts.say(words, m_history.record({words, {}, 0, undo, forth}));
    });
}

} // namespace stint
