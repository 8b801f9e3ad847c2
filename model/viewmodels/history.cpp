#include "model/viewmodels/history.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

namespace
{

constexpr int eventsPage = 500; ///< of a timeline (LIM-13)

/// What \a text was: given again, or cleared where there was none.
template<class T>
Patch<T> again(const Patch<T> &change, const T &value, bool isBlank)
{
    if (change.isAbsent())
        return {};
    return isBlank ? Patch<T>::cleared() : Patch<T>(value);
}

Patch<QString> again(const Patch<QString> &change, const QString &value)
{
    return again(change, value, value.isEmpty());
}

} // namespace

TaskChanges inverseOf(const Task &before, const TaskChanges &changes)
{
    TaskChanges back;
    back.title = again(changes.title, before.title);
    back.description = again(changes.description, before.description);
    back.priority = again(changes.priority, QString(toText(before.priority)), false);
    back.approvalPolicy = again(changes.approvalPolicy, QString(toText(before.approvalPolicy)), false);
    back.networkChannel = again(changes.networkChannel, before.networkChannel);
    back.externalKey = again(changes.externalKey, before.externalKey);
    back.milestone = again(changes.milestone, before.milestone);
    back.rank = again(changes.rank, before.rank);
    if (!changes.owner.isAbsent() || changes.clearOwner) {
        if (before.owner)
            back.owner = *before.owner;
        else
            back.clearOwner = true;
    }
    back.maxAttempts = again(changes.maxAttempts, before.maxAttempts, false);
    back.autoEnqueueOnReady = again(changes.autoEnqueueOnReady, before.autoEnqueueOnReady, false);
    back.metadata = again(changes.metadata, before.metadata, before.metadata.isNull());
    back.notBefore = again(changes.notBefore, before.notBefore.value_or(Time{}), !before.notBefore);
    back.labels = again(changes.labels, before.labels, false);
    back.acceptance = again(changes.acceptance, before.acceptance, false);
    return back;
}

/// One call of update() on its way.
struct History::Change {
    std::vector<TaskId> tasks;
    TaskChanges changes;
    QString done, failed;
    qint64 since = 0;
    std::vector<Task> before;
};

History::History(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(toasts)
{
    connect(&feed, &ChangeFeed::arrived, this,
            [this](const ChangeNews &news) { m_position = std::max(m_position, news.lastSeq); });
}

Done History::outcomeOf(const Result<BulkReply> &reply)
{
    if (!reply)
        return reply.error();
    for (const BulkItem &item : reply->items) {
        if (item.error) {
            const ErrorInfo *info = errorInfoFor(item.error->code);
            return stint::refuse(info ? info->code : ErrorCode::Internal, item.error->message);
        }
    }
    return {};
}

int History::record(Deed deed)
{
    m_done.push_back({++m_last, std::move(deed)});
    if (m_done.size() > viewlimits::deeds)
        m_done.pop_front();
    m_undone.clear();
    if (m_done.back().deed.since == 0)
        learnPosition(m_last);
    Q_EMIT changed();
    return m_last;
}

/// Nothing had happened in this session before the deed of that number: what its tasks look like now is its beginning.
void History::learnPosition(int number)
{
    for (const TaskId &task : m_done.back().deed.tasks) {
        ask(m_board, m_actor, TaskGet{task}, this, [this, number](const Result<TaskReply> &reply) {
            const auto found =
                std::find_if(m_done.begin(), m_done.end(), [number](const Entry &e) { return e.number == number; });
            if (reply && found != m_done.end())
                found->deed.since = std::max(found->deed.since, reply->task.latestEventSeq.value_or(0));
        });
    }
}

void History::undo()
{
    if (m_busy)
        return;
    if (m_done.empty())
        return m_toasts.say(tr("There is nothing to undo"));
    Entry entry = std::move(m_done.back());
    m_done.pop_back();
    perform(std::move(entry), true);
}

void History::redo()
{
    if (m_busy)
        return;
    if (m_undone.empty())
        return m_toasts.say(tr("There is nothing to do again"));
    Entry entry = std::move(m_undone.back());
    m_undone.pop_back();
    perform(std::move(entry), false);
}

void History::undoDeed(int number)
{
    const auto found =
        std::find_if(m_done.begin(), m_done.end(), [number](const Entry &e) { return e.number == number; });
    if (m_busy || found == m_done.end())
        return;
    Entry entry = std::move(*found);
    m_done.erase(found);
    perform(std::move(entry), true);
}

void History::refuse(const Entry &entry, bool undoes, const QString &why)
{
    m_toasts.explain(
        undoes ? tr("Not undone: %1").arg(entry.deed.words) : tr("Not done again: %1").arg(entry.deed.words), why);
}

void History::perform(Entry taken, bool undoes)
{
    m_busy = true;
    Q_EMIT changed();
    const auto entry = std::make_shared<Entry>(std::move(taken));
    check(entry, 0, entry->deed.since, [this, entry, undoes](const QString &foreign) {
        if (!foreign.isEmpty()) {
            m_busy = false;
            Q_EMIT changed();
            return refuse(*entry, undoes, foreign);
        }
        const qint64 since = std::max(m_position, entry->deed.since);
        const Step &step = undoes ? entry->deed.undo : entry->deed.redo;
        step([this, entry, undoes, since](const Done &outcome) {
            m_busy = false;
            if (!outcome) {
                Q_EMIT changed();
                return refuse(*entry, undoes, enginewords::refusal(outcome.error()));
            }
            entry->deed.since = since;
            (undoes ? m_undone : m_done).push_back(*entry);
            Q_EMIT changed();
            if (undoes)
                m_toasts.say(tr("Undone: %1").arg(entry->deed.words));
            else
                m_toasts.say(tr("Done again: %1").arg(entry->deed.words), entry->number);
        });
    });
}

void History::check(const std::shared_ptr<Entry> &entry, std::size_t index, qint64 after,
                    const std::function<void(const QString &)> &then)
{
    if (index == entry->deed.tasks.size())
        return then({});
    TaskTimeline request;
    request.taskId = entry->deed.tasks[index];
    request.afterSeq = after;
    request.limit = eventsPage;
    ask(m_board, m_actor, request, this, [=, this](const Result<Page<TimelineItem>> &page) {
        if (!page)
            return then(enginewords::refusal(page.error()));
        for (const TimelineItem &item : page->items) {
            if (const QString foreign = foreignAct(item.event); !foreign.isEmpty())
                return then(foreign);
        }
        if (page->items.size() == eventsPage)
            check(entry, index, page->items.back().event.seq, then);
        else
            check(entry, index + 1, entry->deed.since, then);
    });
}

QString History::foreignAct(const Event &event) const
{
    const bool own = event.actor == m_actor.who && event.origin == m_actor.origin;
    if (own || event.actor.kind == ActorKind::Daemon)
        return {};
    return tr("%1 has acted since: %2.").arg(texts::actor(event.actor), enginewords::event(event.type));
}

History::Step History::chain(std::vector<Step> steps)
{
    struct Rest {
        std::vector<Step> steps;
        static void run(const std::shared_ptr<Rest> &all, std::size_t next, const Answer &answer)
        {
            if (next == all->steps.size())
                return answer({});
            all->steps[next]([=](const Done &outcome) { outcome ? run(all, next + 1, answer) : answer(outcome); });
        }
    };
    const auto all = std::make_shared<Rest>(Rest{std::move(steps)});
    return [all](const Answer &answer) { Rest::run(all, 0, answer); };
}

void History::update(const std::vector<TaskId> &tasks, const TaskChanges &changes, const QString &done,
                     const QString &failed)
{
    const auto change = std::make_shared<Change>(Change{tasks, changes, done, failed, m_position, {}});
    readBefore(change);
}

void History::readBefore(const std::shared_ptr<Change> &change)
{
    if (change->before.size() == change->tasks.size())
        return send(change);
    ask(m_board, m_actor, TaskGet{change->tasks[change->before.size()]}, this,
        [this, change](const Result<TaskReply> &reply) {
            if (!reply)
                return m_toasts.fail(change->failed, reply.error());
            change->since = std::max(change->since, reply->task.latestEventSeq.value_or(0));
            change->before.push_back(reply->task.task);
            readBefore(change);
        });
}

void History::send(const std::shared_ptr<Change> &change)
{
    std::vector<Step> back;
    QStringList ids;
    for (const Task &task : change->before) {
        ids += task.id.value;
        back.push_back(step(TaskUpdate{task.id, {}, inverseOf(task, change->changes)}));
    }
    const bool single = change->before.size() == 1;
    const Step forth =
        single ? step(TaskUpdate{change->before.front().id, change->before.front().version, change->changes})
               : step(TaskBulkUpdate{ids, change->changes});
    const Step redo = single ? step(TaskUpdate{change->before.front().id, {}, change->changes}) : forth;
    forth([=, this](const Done &outcome) {
        if (!outcome)
            return m_toasts.fail(change->failed, outcome.error());
        m_toasts.say(change->done, record({change->done, change->tasks, change->since, chain(back), redo}));
    });
}

} // namespace stint
