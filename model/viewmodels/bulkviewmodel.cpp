#include "model/viewmodels/bulkviewmodel.h"

#include "model/domain/limits.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"

namespace stint
{

BulkViewModel::BulkViewModel(Board &board, const Actor &actor, BoardModel &model, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_model(model)
    , m_toasts(toasts)
    , m_failures(this)
{
    connect(&model, &BoardModel::markedChanged, this, &BulkViewModel::changed);
}

void BulkViewModel::clear()
{
    m_model.clearMarks();
}

std::vector<const TaskSummary *> BulkViewModel::marked() const
{
    std::vector<const TaskSummary *> tasks;
    for (const TaskId &id : m_model.marks()) {
        if (const TaskSummary *task = m_model.find(id))
            tasks.push_back(task);
    }
    std::sort(tasks.begin(), tasks.end(), [](const TaskSummary *a, const TaskSummary *b) { return a->id < b->id; });
    return tasks;
}

void BulkViewModel::perform(Verb verb, const QString &text)
{
    const auto tasks = marked();
    if (tasks.empty())
        return;
    const auto job = std::make_shared<Job>();
    job->verb = verb;
    job->text = text.trimmed();
    job->parts = 1; // held until all parts are sent
    ++m_open;
    Q_EMIT changed();
    switch (verb) {
    case Release:
    case Fail:
        sendRuns(job, tasks);
        break;
    case AddLabel:
    case RemoveLabel:
        sendLabels(job, tasks);
        break;
    case Cancel:
    case Approve:
    case Priority:
    case Archive:
        sendTasks(job, tasks);
        break;
    }
    finish(job);
}

/// Release and fail name runs; a task without an open one is reported, not passed over.
void BulkViewModel::sendRuns(const JobPtr &job, const std::vector<const TaskSummary *> &tasks)
{
    QStringList ids;
    for (const TaskSummary *task : tasks) {
        if (!task->run) {
            skip(job, *task, tr("It has no open attempt."));
            continue;
        }
        job->titles.insert(task->run->id.value, texts::oneLine(task->title));
        ids += task->run->id.value;
        if (ids.size() == limits::bulkIds)
            sendPart(job, std::exchange(ids, {}), {});
    }
    sendPart(job, ids, {});
}

void BulkViewModel::sendTasks(const JobPtr &job, const std::vector<const TaskSummary *> &tasks)
{
    TaskChanges changes;
    if (job->verb == Priority)
        changes.priority = job->text;
    QStringList ids;
    for (const TaskSummary *task : tasks) {
        job->titles.insert(task->id.value, texts::oneLine(task->title));
        ids += task->id.value;
        if (ids.size() == limits::bulkIds)
            sendPart(job, std::exchange(ids, {}), changes);
    }
    sendPart(job, ids, changes);
}

/// Labels are replaced as a whole: tasks that end up with the same labels travel together.
void BulkViewModel::sendLabels(const JobPtr &job, const std::vector<const TaskSummary *> &tasks)
{
    QMap<QStringList, QStringList> groups;
    for (const TaskSummary *task : tasks) {
        QStringList labels = task->labels;
        labels.removeAll(job->text);
        if (job->verb == AddLabel)
            labels += job->text;
        labels.sort();
        if (labels == task->labels) {
            ++job->done;
            continue;
        }
        job->titles.insert(task->id.value, texts::oneLine(task->title));
        groups[labels] += task->id.value;
    }
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        TaskChanges changes;
        changes.labels = group.key();
        for (qsizetype from = 0; from < group.value().size(); from += limits::bulkIds)
            sendPart(job, group.value().mid(from, limits::bulkIds), changes);
    }
}

void BulkViewModel::sendPart(const JobPtr &job, const QStringList &ids, const TaskChanges &changes)
{
    if (ids.isEmpty())
        return;
    switch (job->verb) {
    case Release:
        return send(job, RunBulkRelease{ids, job->text});
    case Fail:
        return send(job, RunBulkFail{ids, job->text});
    case Cancel:
        return send(job, TaskBulkCancel{ids, job->text});
    case Approve:
        return send(job, TaskBulkApprove{ids});
    case Archive:
        return send(job, TriageBulk{QStringLiteral("archive"), ids, {}});
    case Priority:
    case AddLabel:
    case RemoveLabel:
        return send(job, TaskBulkUpdate{ids, changes});
    }
}

template<Request R>
void BulkViewModel::send(const JobPtr &job, R request)
{
    ++job->parts;
    const QStringList ids = request.ids;
    ask(m_board, m_actor, std::move(request), this, [this, job, ids](const Result<BulkReply> &reply) {
        const auto fail = [&](const QString &id, const QString &why) {
            job->failures.push_back({id, job->titles.value(id, id), texts::visible(why)});
        };
        if (!reply) {
            for (const QString &id : ids)
                fail(id, enginewords::refusal(reply.error()));
        } else {
            for (const BulkItem &item : reply->items) {
                if (item.ok)
                    ++job->done;
                else
                    fail(item.id, item.error ? enginewords::refusal(*item.error) : tr("It was refused."));
            }
        }
        finish(job);
    });
}

void BulkViewModel::skip(const JobPtr &job, const TaskSummary &task, const QString &why)
{
    job->failures.push_back({task.id.value, texts::oneLine(task.title), why});
}

QString BulkViewModel::doneText(const Job &job) const
{
    const QString label = texts::oneLine(job.text);
    const int n = job.done;
    const bool isOne = n == 1;
    switch (job.verb) {
    case Release:
        return isOne ? tr("1 task released") : tr("%n tasks released", nullptr, n);
    case Fail:
        return isOne ? tr("1 attempt marked as failed") : tr("%n attempts marked as failed", nullptr, n);
    case Cancel:
        return isOne ? tr("1 task canceled") : tr("%n tasks canceled", nullptr, n);
    case Approve:
        return isOne ? tr("1 task approved") : tr("%n tasks approved", nullptr, n);
    case Priority:
        return isOne ? tr("Priority of 1 task changed") : tr("Priority of %n tasks changed", nullptr, n);
    case AddLabel:
        return isOne ? tr("Label “%1” added to 1 task").arg(label)
                     : tr("Label “%1” added to %n tasks", nullptr, n).arg(label);
    case RemoveLabel:
        return isOne ? tr("Label “%1” removed from 1 task").arg(label)
                     : tr("Label “%1” removed from %n tasks", nullptr, n).arg(label);
    case Archive:
        return isOne ? tr("1 task archived") : tr("%n tasks archived", nullptr, n);
    }
    return {};
}

void BulkViewModel::finish(const JobPtr &job)
{
    if (--job->parts > 0)
        return;
    --m_open;
    if (job->failures.empty()) {
        m_toasts.say(doneText(*job));
        clear();
    } else {
        m_failureText = job->done > 0
                            ? tr("%1, but it did not work on %2:").arg(doneText(*job)).arg(job->failures.size())
                            : tr("It did not work on any of %1:").arg(job->failures.size());
        m_failures.assign(job->failures);
        Q_EMIT reported();
    }
    Q_EMIT changed();
}

} // namespace stint
