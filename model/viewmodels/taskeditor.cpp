#include "model/viewmodels/taskeditor.h"

#include "model/items/textmerge.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/taskfieldtexts.h"

namespace stint
{

TaskEditor::TaskEditor(Board &board, const Actor &actor, BoardViewModel &screen, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_screen(screen)
    , m_toasts(toasts)
    , m_fields(this)
{
}

void TaskEditor::setTask(const Task &task)
{
    m_task = task;
    refreshFields();
    Q_EMIT changed();
}

QString TaskEditor::criteria() const
{
    return taskfields::text(m_task, QStringLiteral("acceptance"));
}

void TaskEditor::refreshFields()
{
    std::vector<FieldRow> rows;
    const auto add = [&](const char *key, const QString &hint) {
        const QString name = QLatin1String(key);
        rows.push_back({name, taskfields::label(name), {}, taskfields::text(m_task, name), hint, {}, {}, -1, false});
    };
    const auto choose = [&](const char *key, const QStringList &values, const QStringList &words) {
        add(key, {});
        rows.back().choices = values;
        rows.back().choiceTexts = words;
        rows.back().choice = static_cast<int>(values.indexOf(rows.back().value));
    };
    QStringList priorities, priorityWords;
    for (const Priority priority : {Priority::Low, Priority::Medium, Priority::High, Priority::Urgent}) {
        priorities += toText(priority);
        priorityWords += texts::priority(priority);
    }
    choose("priority", priorities, priorityWords);
    add("owner", tr("A name, or pool:name"));
    add("labels", tr("Separated by commas"));
    add("milestone", tr("None"));
    add("not_before", tr("2026-01-31 14:00"));
    add("max_attempts", tr("1 to 10"));
    choose("approval_policy", {QStringLiteral("none"), QStringLiteral("manual")},
           {tr("Not needed"), tr("By a person")});
    add("external_key", tr("None"));
    m_fields.assign(rows);
}

void TaskEditor::edit(const QString &key, const QString &value)
{
    if (value.trimmed() == taskfields::text(m_task, key).trimmed())
        return;
    send(m_task, key, value);
}

void TaskEditor::setMet(int number, bool met)
{
    if (number < 1 || number > static_cast<int>(m_task.acceptance.size()))
        return;
    TaskChanges changes;
    std::vector<Criterion> criteria = m_task.acceptance;
    criteria[static_cast<std::size_t>(number - 1)].met = met;
    changes.acceptance = criteria;
    sendChanges(m_task, QStringLiteral("acceptance"), TaskEditor::criteria(), changes);
}

void TaskEditor::send(const Task &base, const QString &key, const QString &value)
{
    const Result<TaskChanges> changes = taskfields::change(base, key, value);
    if (!changes)
        return m_toasts.explain(tr("%1 was not changed").arg(taskfields::label(key)), changes.error().message);
    sendChanges(base, key, value, *changes);
}

void TaskEditor::sendChanges(const Task &base, const QString &key, const QString &value, const TaskChanges &changes)
{
    TaskUpdate request;
    request.taskId = base.id;
    request.expectedVersion = base.version;
    request.changes = changes;
    History *history = m_screen.history();
    const qint64 since = history ? history->position() : 0;
    ask(m_board, m_actor, request, this, [=, this](const Result<TaskReply> &reply) {
        if (!reply && reply.error().code == ErrorCode::VersionConflict)
            return onConflict(base, key, value);
        const QString label = taskfields::label(key);
        if (!reply)
            return m_toasts.fail(tr("%1 was not changed").arg(label), reply.error());
        if (reply->task.task.id == m_task.id)
            setTask(reply->task.task);
        const QString done = tr("%1 of %2 changed").arg(label, texts::handle(base.id, base.identifier));
        if (!history)
            return m_toasts.say(done);
        TaskUpdate back;
        back.taskId = base.id;
        back.changes = inverseOf(base, changes);
        TaskUpdate again = request;
        again.expectedVersion.reset();
        m_toasts.say(done, history->record({done, {base.id}, since, history->step(back), history->step(again)}));
    });
}

/// Another field has changed: the edit goes on with the new version. The same one: a person decides.
void TaskEditor::onConflict(const Task &base, const QString &key, const QString &value)
{
    ask(m_board, m_actor, TaskGet{base.id}, this, [=, this](const Result<TaskReply> &reply) {
        if (!reply)
            return m_toasts.fail(tr("%1 was not changed").arg(taskfields::label(key)), reply.error());
        const Task &now = reply->task.task;
        const QString before = taskfields::text(base, key), theirs = taskfields::text(now, key);
        if (theirs == before)
            return send(now, key, value);
        m_conflict = {key, taskfields::label(key), theirs, value, mergeTexts(before, value, theirs).text, now};
        Q_EMIT conflicted();
    });
}

void TaskEditor::resolve(const QString &value)
{
    if (m_conflict.key.isEmpty())
        return;
    const Conflict conflict = std::exchange(m_conflict, {});
    if (value != conflict.theirs)
        send(conflict.now, conflict.key, value);
}

} // namespace stint
