#include "model/viewmodels/boardviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/ask.h"

#include <QUuid>

namespace stint
{

using look::Action;

namespace
{

/// A button means "again": never the replay of an earlier press (DRA-08).
QString freshKey()
{
    return QStringLiteral("desktop.") + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString nameOf(const TaskSummary &task)
{
    return texts::handle(task.id, task.identifier);
}

QStringList labelsFrom(const QString &text)
{
    QStringList labels;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const QString label = part.trimmed(); !label.isEmpty())
            labels += label;
    }
    return labels;
}

} // namespace

void BoardViewModel::began(const TaskId &task)
{
    ++m_pending;
    m_model.setPending(task, true);
    Q_EMIT stateChanged();
}

/// After an answer the truth is read: it takes the place of what was shown before it (BRD-02).
void BoardViewModel::ended(const TaskId &task, bool done)
{
    --m_pending;
    m_model.setPending(task, false);
    m_model.settle(task, done);
    m_wanted.insert(task);
    fetch();
    Q_EMIT stateChanged();
}

template<Request R>
void BoardViewModel::send(const TaskId &task, R request, const QString &done, const QString &failed)
{
    began(task);
    ask(m_board, m_actor, std::move(request), this, [this, task, done, failed](const Result<typename R::Reply> &reply) {
        ended(task, reply.has_value());
        if (!reply)
            m_toasts.fail(failed, reply.error());
        else if (!done.isEmpty())
            m_toasts.say(done);
    });
}

template<Request R, class Back>
void BoardViewModel::sendUndoable(const TaskId &task, R request, const QString &done, const QString &failed, Back back)
{
    if (!m_history)
        return send(task, std::move(request), done, failed);
    began(task);
    const qint64 since = m_history->position();
    ask(m_board, m_actor, request, this, [=, this](const Result<typename R::Reply> &reply) {
        ended(task, reply.has_value());
        if (!reply)
            return m_toasts.fail(failed, reply.error());
        const History::Step undo = back(*reply);
        if (!undo)
            return m_toasts.say(done);
        m_toasts.say(done, m_history->record({done, {task}, since, undo, m_history->step(request)}));
    });
}

/// Keys mean all marked cards; what is not there for several is not done to one by surprise.
void BoardViewModel::actOnMarked(Action action)
{
    if (action == Action::Approve)
        return m_bulk.perform(BulkViewModel::Approve, {});
    if (action == Action::Cancel || action == Action::Release || action == Action::Requeue)
        return Q_EMIT bulkWanted(action == Action::Cancel ? BulkViewModel::Cancel : BulkViewModel::Release);
    m_toasts.explain(tr("%1 is not for several cards").arg(actionInfo(action).label),
                     tr("Escape selects none, then it goes to the current card."));
}

void BoardViewModel::act(Action action)
{
    if (m_isShown && m_model.marked() > 0)
        return actOnMarked(action);
    actOn(m_selected.value, action);
}

void BoardViewModel::actOn(const QString &taskId, Action action)
{
    const TaskSummary *task = m_model.find(TaskId(taskId));
    if (!task)
        return;
    if (const QString refusal = actionRefusal(*task, action); !refusal.isEmpty()) {
        m_toasts.explain(tr("%1: nothing to do").arg(nameOf(*task)), refusal);
        return;
    }
    request(*task, action, std::nullopt);
}

void BoardViewModel::request(const TaskSummary &task, Action action, std::optional<BoardColumn> target)
{
    if (actionInfo(action).asksText)
        prompt(task, action, target);
    else
        perform({task, action, target}, {});
}

void BoardViewModel::actAgain()
{
    const TaskSummary *task = m_model.find(m_selected);
    if (!task)
        return;
    for (const Action action : {Action::Retry, Action::Recover, Action::Enqueue}) {
        if (actionRefusal(*task, action).isEmpty())
            return act(action);
    }
    act(Action::Retry);
}

void BoardViewModel::togglePause()
{
    const TaskSummary *task = m_model.find(m_selected);
    act(task && task->paused ? Action::Resume : Action::Pause);
}

void BoardViewModel::takeBack()
{
    const TaskSummary *task = m_model.find(m_selected);
    act(task && actionRefusal(*task, Action::Release).isEmpty() ? Action::Release : Action::Requeue);
}

/// What else ends when the task is canceled: open tasks below it, open attempts of it and of them (2.3).
QString BoardViewModel::whatFallsWith(const TaskSummary &task) const
{
    int tasks = 0, attempts = 0;
    std::vector<TaskId> below{task.id};
    while (!below.empty()) {
        const TaskId at = below.back();
        below.pop_back();
        const TaskSummary *summary = m_model.find(at);
        if (!summary)
            continue;
        tasks += at != task.id && !isTerminal(summary->status) ? 1 : 0;
        attempts += summary->run && isOpen(summary->run->status) ? 1 : 0;
        const auto &children = m_model.references().childrenOf(at);
        below.insert(below.end(), children.begin(), children.end());
    }
    QString text;
    if (tasks > 0)
        text += QLatin1Char('\n') + (tasks == 1 ? tr("1 open task below it is canceled too.")
                                                : tr("%n open tasks below it are canceled too.", nullptr, tasks));
    if (attempts > 0)
        text += QLatin1Char('\n') +
                (attempts == 1 ? tr("1 open attempt ends.") : tr("%n open attempts end.", nullptr, attempts));
    return text;
}

void BoardViewModel::prompt(const TaskSummary &task, Action action, std::optional<BoardColumn> target)
{
    const ActionInfo info = actionInfo(action);
    Prompt prompt;
    prompt.id = ++m_lastPrompt;
    prompt.title = tr("%1 %2?").arg(info.label, nameOf(task));
    prompt.text = texts::oneLine(task.title);
    prompt.fieldLabel = info.needsText ? tr("Reason") : tr("Reason (optional)");
    prompt.confirmText = info.label;
    prompt.needsText = info.needsText;
    prompt.destructive = info.isDestructive;
    if (action == Action::Answer) {
        prompt.title = tr("Answer %1").arg(nameOf(task));
        if (task.run && task.run->attention)
            prompt.text = texts::visible(task.run->attention->text);
        prompt.fieldLabel = tr("Your answer");
    } else if (action == Action::ReviewReject) {
        prompt.secondLabel = tr("Guidance for the next attempt");
    } else if (action == Action::Cancel) {
        prompt.confirmText = tr("Cancel the task");
        prompt.text += whatFallsWith(task);
    }
    m_prompts.insert(prompt.id, {task, action, target});
    if (action == Action::Accept)
        return listUnproven(prompt);
    Q_EMIT prompted(prompt);
}

/// Whoever accepts a result sees what it has not shown (2.3); the summary of the task does not carry its criteria.
void BoardViewModel::listUnproven(const Prompt &prompt)
{
    const TaskSummary task = m_prompts.value(prompt.id).task;
    ask(m_board, m_actor, TaskGet{task.id}, this, [=, this](const Result<TaskReply> &reply) {
        if (!reply) {
            m_prompts.remove(prompt.id);
            return m_toasts.fail(tr("%1 could not be read").arg(nameOf(task)), reply.error());
        }
        Prompt full = prompt;
        for (const Criterion &criterion : reply->task.task.acceptance) {
            if (!criterion.isProven())
                full.text += QLatin1Char('\n') + tr("Not proven: %1").arg(texts::oneLine(criterion.text));
        }
        Q_EMIT prompted(full);
    });
}

void BoardViewModel::confirm(int promptId, const QString &text, const QString &second)
{
    const auto found = m_prompts.constFind(promptId);
    if (found == m_prompts.constEnd())
        return;
    const Pending pending = *found;
    m_prompts.erase(found);
    perform(pending, {text.trimmed(), second.trimmed()});
}

void BoardViewModel::abandon(int promptId)
{
    m_prompts.remove(promptId);
}

void BoardViewModel::perform(const Pending &pending, const Inputs &inputs)
{
    const TaskSummary &task = pending.task;
    const Action action = pending.action;
    // A started task stays where it is until somebody takes it: showing it elsewhere would be a lie.
    if (pending.target && action != Action::Start) {
        m_model.pretend(task.id, *pending.target);
        say(tr("Moved to %1").arg(m_model.column(*pending.target)->title()));
    }
    switch (action) {
    case Action::None:
        return;
    case Action::Publish:
    case Action::Start:
    case Action::Approve:
    case Action::Reject:
    case Action::Enqueue:
    case Action::Cancel:
    case Action::Pause:
    case Action::Resume:
        return performOnTask(task, action, inputs.first);
    case Action::ReviewApprove:
    case Action::ReviewReject:
        return performOnReview(task, action, inputs);
    case Action::Retry:
        return retryNewest(task);
    case Action::Answer:
    case Action::Accept:
    case Action::Recover:
    case Action::Release:
    case Action::Requeue:
    case Action::Take:
        if (!task.run)
            m_model.settle(task.id, false);
        else
            performOnRun(task, task.run->id, action, inputs.first);
        return;
    }
}

void BoardViewModel::performOnTask(const TaskSummary &task, Action action, const QString &text)
{
    const QString name = nameOf(task);
    QueueOptions options;
    options.idempotencyKey = freshKey();
    if (action == Action::Publish)
        return send(task.id, TaskPublish{task.id, options}, tr("%1 published and queued").arg(name),
                    tr("%1 was not published").arg(name));
    if (action == Action::Start)
        return send(task.id, TaskStart{task.id, options}, tr("%1 queued").arg(name),
                    tr("%1 was not started").arg(name));
    if (action == Action::Approve)
        return send(task.id, TaskApprove{task.id, options}, tr("%1 approved").arg(name),
                    tr("%1 was not approved").arg(name));
    if (action == Action::Reject)
        return send(task.id, TaskReject{task.id, text, {}}, tr("%1 declined").arg(name),
                    tr("%1 was not declined").arg(name));
    if (action == Action::Cancel)
        return send(task.id, TaskCancel{task.id, text, {}, {}, {}}, tr("%1 canceled").arg(name),
                    tr("%1 was not canceled").arg(name));
    if (action == Action::Pause)
        return sendUndoable(task.id, TaskPauseRequest{task.id, text, {}, {}}, tr("%1 paused").arg(name),
                            tr("%1 was not paused").arg(name), [this, id = task.id](const TaskReply &) {
                                return m_history->step(TaskResume{id, {}, {}});
                            });
    if (action == Action::Resume)
        return sendUndoable(task.id, TaskResume{task.id, {}, {}}, tr("%1 resumed").arg(name),
                            tr("%1 was not resumed").arg(name), [this, id = task.id](const TaskReply &) {
                                return m_history->step(TaskPauseRequest{id, tr("paused again"), {}, {}});
                            });
    RunEnqueue again;
    again.taskId = task.id;
    again.idempotencyKey = freshKey();
    again.reason = text;
    send(task.id, again, tr("New attempt at %1 queued").arg(name), tr("No new attempt at %1").arg(name));
}

void BoardViewModel::performOnRun(const TaskSummary &task, const RunId &run, Action action, const QString &text)
{
    const QString name = nameOf(task);
    if (action == Action::Answer)
        return send(task.id, RunAnswer{run, text}, tr("%1 answered and queued again").arg(name),
                    tr("%1 was not answered").arg(name));
    if (action == Action::Accept)
        return send(task.id, RunAccept{run, text}, tr("Result of %1 accepted").arg(name),
                    tr("Result of %1 was not accepted").arg(name));
    if (action == Action::Recover)
        return send(task.id, RunRecover{run, text, {}}, tr("%1 queued again").arg(name),
                    tr("%1 was not queued again").arg(name));
    if (action == Action::Release)
        return send(task.id, RunForceRelease{run, text, {}}, tr("%1 released").arg(name),
                    tr("%1 was not released").arg(name));
    if (action == Action::Retry)
        return send(task.id, RunRetry{run, text, {}}, tr("%1 queued again").arg(name),
                    tr("%1 was not retried").arg(name));
    if (action == Action::Take) {
        RunClaim claim;
        claim.runId = run;
        claim.idempotencyKey = freshKey();
        return send(task.id, claim, tr("You work on %1 now").arg(name), tr("%1 could not be taken").arg(name));
    }
    RunCancel requeue;
    requeue.runId = run;
    requeue.reason = text;
    requeue.requeue = true;
    send(task.id, requeue, tr("%1 stopped and queued again").arg(name), tr("%1 was not stopped").arg(name));
}

void BoardViewModel::performOnReview(const TaskSummary &task, Action action, const Inputs &inputs)
{
    if (!task.review)
        return m_model.settle(task.id, false);
    const QString name = nameOf(task);
    const bool approves = action == Action::ReviewApprove;
    // The summary names the review but not its run.
    began(task.id);
    ask(m_board, m_actor, ReviewGet{task.review->id}, this, [=, this](const Result<ReviewReply> &reply) {
        if (!reply) {
            ended(task.id, false);
            return m_toasts.fail(tr("The review of %1 could not be read").arg(name), reply.error());
        }
        --m_pending; // the verdict goes on with it
        ReviewRecord verdict;
        verdict.reviewId = reply->review.id;
        verdict.runId = reply->review.runId;
        verdict.outcome = toText(approves ? ReviewOutcome::Approved : ReviewOutcome::Rejected);
        verdict.confidence = 1.0;
        verdict.reason = inputs.first;
        verdict.deliveryId = freshKey();
        verdict.guidance = inputs.second;
        if (!approves)
            verdict.missingWork = {inputs.first};
        send(task.id, verdict, approves ? tr("Result of %1 approved").arg(name) : tr("%1 sent back").arg(name),
             tr("The verdict on %1 was not recorded").arg(name));
    });
}

void BoardViewModel::retryNewest(const TaskSummary &task)
{
    ask(m_board, m_actor, TaskGet{task.id}, this, [this, task](const Result<TaskReply> &reply) {
        if (!reply || !reply->run)
            m_model.settle(task.id, false);
        if (!reply)
            return m_toasts.fail(tr("%1 could not be read").arg(nameOf(task)), reply.error());
        if (!reply->run)
            return m_toasts.explain(tr("%1: nothing to do").arg(nameOf(task)), tr("It has no attempt to repeat."));
        performOnRun(task, reply->run->id, Action::Retry, tr("retried from the board"));
    });
}

void BoardViewModel::create(const QString &title, const QString &description, const QString &priority,
                            const QString &labels, bool start)
{
    TaskCreate request;
    request.title = title.trimmed();
    request.description = description.trimmed();
    request.priority = priority;
    request.labels = labelsFrom(labels);
    request.draft = !start;
    ++m_pending;
    Q_EMIT stateChanged();
    ask(m_board, m_actor, request, this, [this, start](const Result<TaskReply> &reply) {
        --m_pending;
        Q_EMIT stateChanged();
        if (!reply)
            return m_toasts.fail(tr("The task was not created"), reply.error());
        const Task &task = reply->task.task;
        const QString name = texts::handle(task.id, task.identifier);
        Q_EMIT created(task.id.value);
        if (!start)
            return m_toasts.say(tr("%1 saved as a draft").arg(name));
        QueueOptions options;
        options.idempotencyKey = freshKey();
        send(task.id, TaskStart{task.id, options}, tr("%1 created and queued").arg(name),
             tr("%1 was created but not started").arg(name));
    });
}

} // namespace stint
