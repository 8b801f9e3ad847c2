#include "model/items/actions.h"

#include <QCoreApplication>
#include <QHash>

namespace stint
{

using look::Action;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

bool gateIs(const TaskSummary &task, const char *name)
{
    return task.gate && task.gate->gate == QLatin1String(name);
}

bool needsAttention(const TaskSummary &task)
{
    return task.run && task.run->status == RunStatus::NeedsAttention;
}

bool isUnproven(const TaskSummary &task)
{
    return needsAttention(task) && task.run->attention && task.run->attention->reason == AttentionReason::Unproven;
}

bool isStarved(const TaskSummary &task)
{
    return needsAttention(task) && task.run->attention && task.run->attention->reason == AttentionReason::Starved;
}

bool hasOpenReview(const TaskSummary &task)
{
    return task.review && isOpen(task.review->status);
}

bool isWorkedOn(const TaskSummary &task)
{
    return task.run && isActive(task.run->status);
}

/// What persons have bound; one window, one person.
QHash<Action, QString> &boundKeys()
{
    static QHash<Action, QString> keys;
    return keys;
}

ActionInfo defaultInfo(Action action)
{
    switch (action) {
    case Action::None:
        return {};
    case Action::Publish:
        return {tr("Publish"), QStringLiteral("P")};
    case Action::Start:
        return {tr("Start"), QStringLiteral("S")};
    case Action::Approve:
        return {tr("Approve"), QStringLiteral("Shift+A")};
    case Action::Reject:
        return {tr("Decline"), QStringLiteral("Shift+D"), true};
    case Action::Answer:
        return {tr("Answer"), QStringLiteral("A"), true, true};
    case Action::Accept:
        return {tr("Accept result"), QStringLiteral("Y"), true, true};
    case Action::Recover:
        return {tr("Try again"), QStringLiteral("R"), true, true};
    case Action::Retry:
        return {tr("Retry"), QStringLiteral("R")};
    case Action::Enqueue:
        return {tr("New attempt"), QStringLiteral("R"), true};
    case Action::Release:
        return {tr("Release"), QStringLiteral("Shift+L"), true, true, true};
    case Action::Requeue:
        return {tr("Stop and requeue"), QStringLiteral("Shift+L"), true, true, true};
    case Action::Cancel:
        return {tr("Cancel"), QStringLiteral("Del"), true, false, true};
    case Action::ReviewApprove:
        return {tr("Approve result"), QStringLiteral("V"), true, true};
    case Action::ReviewReject:
        return {tr("Send back"), QStringLiteral("Shift+V"), true, true};
    case Action::Take:
        return {tr("Take"), QStringLiteral("T")};
    case Action::Pause:
        return {tr("Pause"), QStringLiteral("Shift+P"), true, true};
    case Action::Resume:
        return {tr("Resume"), QStringLiteral("Shift+P")};
    }
    return {};
}

} // namespace

ActionInfo actionInfo(Action action)
{
    ActionInfo info = defaultInfo(action);
    info.key = boundKeys().value(action, info.key);
    return info;
}

void showActionKey(Action action, const QString &key)
{
    boundKeys().insert(action, key);
}

Action actionForGate(const QString &gate)
{
    struct Row {
        const char *gate;
        Action action;
    };
    static constexpr std::array rows{
        Row{"draft", Action::Publish},
        Row{"asks", Action::Answer},
        Row{"unproven", Action::Accept},
        Row{"starved", Action::Recover},
        Row{"review_open", Action::ReviewApprove},
        Row{"review_circuit_open", Action::Enqueue},
        Row{"approval_pending", Action::Approve},
        Row{"no_run", Action::Start},
        Row{"paused", Action::Resume},
        Row{"owner_person", Action::Take},
    };
    for (const Row &row : rows) {
        if (gate == QLatin1String(row.gate))
            return row.action;
    }
    return Action::None;
}

QString actionRefusal(const TaskSummary &task, Action action)
{
    const bool open = !isTerminal(task.status);
    switch (action) {
    case Action::None:
        return tr("Nothing to do.");
    case Action::Publish:
        return task.status == TaskStatus::Draft ? QString() : tr("Only drafts are published.");
    case Action::Start:
        if (task.status == TaskStatus::Draft)
            return tr("A draft is published first.");
        if (task.run && isOpen(task.run->status))
            return tr("It already has an open attempt.");
        return task.status == TaskStatus::Ready ? QString() : tr("Only ready tasks are started.");
    case Action::Approve:
    case Action::Reject:
        return open && task.approvalState == ApprovalState::Pending ? QString()
                                                                    : tr("It does not wait for an approval.");
    case Action::Answer:
        return needsAttention(task) && !isStarved(task) ? QString() : tr("It has asked nothing.");
    case Action::Accept:
        return isUnproven(task) ? QString() : tr("It has no unproven result.");
    case Action::Recover:
        return needsAttention(task) ? QString() : tr("Its attempt does not need attention.");
    case Action::Retry:
        return task.status == TaskStatus::Failed ? QString() : tr("It has not failed.");
    case Action::Enqueue:
        return task.status == TaskStatus::Completed || gateIs(task, "review_circuit_open")
                   ? QString()
                   : tr("It is not finished yet.");
    case Action::Release:
        return task.run && task.run->status == RunStatus::Claimed ? QString() : tr("Nobody holds it without working.");
    case Action::Requeue:
        return isWorkedOn(task) && task.run->status != RunStatus::Claimed ? QString() : tr("Nobody is working on it.");
    case Action::Cancel:
        return open ? QString() : tr("It has already ended.");
    case Action::ReviewApprove:
    case Action::ReviewReject:
        return hasOpenReview(task) ? QString() : tr("It is not being reviewed.");
    case Action::Take:
        return task.run && task.run->status == RunStatus::Queued ? QString() : tr("It has no waiting attempt.");
    case Action::Pause:
        return open && !task.paused ? QString() : tr("It cannot be paused.");
    case Action::Resume:
        return task.paused ? QString() : tr("It is not paused itself.");
    }
    return {};
}

std::vector<Action> actionsFor(const TaskSummary &task)
{
    std::vector<Action> found;
    const Action clears = task.gate ? actionForGate(task.gate->gate) : Action::None;
    if (clears != Action::None && actionRefusal(task, clears).isEmpty())
        found.push_back(clears);
    static constexpr std::array order{
        Action::Publish,      Action::Approve, Action::Answer, Action::Accept,  Action::Recover, Action::ReviewApprove,
        Action::ReviewReject, Action::Start,   Action::Retry,  Action::Enqueue, Action::Take,    Action::Reject,
        Action::Release,      Action::Requeue, Action::Resume, Action::Pause,   Action::Cancel};
    for (const Action action : order) {
        if (action != clears && actionRefusal(task, action).isEmpty())
            found.push_back(action);
    }
    return found;
}

Move moveTo(const TaskSummary &task, BoardColumn target)
{
    const BoardColumn from = columnOf(task);
    const auto refuse = [](const char *why) { return Move{Action::None, tr(why)}; };
    if (from == target)
        return refuse("It is already here.");
    switch (target) {
    case BoardColumn::Canceled:
        return isTerminal(task.status) ? refuse("It has already ended.") : Move{Action::Cancel, {}};
    case BoardColumn::Draft:
        return refuse("A published task never becomes a draft again.");
    case BoardColumn::Blocked:
        return refuse("Tasks block by themselves: pause it, or add a dependency.");
    case BoardColumn::Review:
        return refuse("A review begins when an attempt ends.");
    case BoardColumn::Failed:
        return refuse("Only an attempt can fail.");
    case BoardColumn::Done:
        if (from == BoardColumn::Review)
            return {Action::ReviewApprove, {}};
        if (isUnproven(task))
            return {Action::Accept, {}};
        return refuse("Whoever works on it completes it.");
    case BoardColumn::InProgress:
        if (from != BoardColumn::Ready)
            return refuse("Only ready tasks are started.");
        return task.run ? refuse("It is queued already and waits for an agent.") : Move{Action::Start, {}};
    case BoardColumn::Ready:
        break;
    }
    switch (from) {
    case BoardColumn::Draft:
        return {Action::Publish, {}};
    case BoardColumn::Blocked:
        if (isStarved(task))
            return {Action::Recover, {}};
        if (needsAttention(task))
            return {Action::Answer, {}};
        if (task.approvalState == ApprovalState::Pending)
            return {Action::Approve, {}};
        return refuse("It waits for other tasks.");
    case BoardColumn::InProgress:
        if (!isWorkedOn(task))
            return refuse("Nobody is working on it.");
        return {task.run->status == RunStatus::Claimed ? Action::Release : Action::Requeue, {}};
    case BoardColumn::Review:
        return {Action::ReviewReject, {}};
    case BoardColumn::Failed:
        return {Action::Retry, {}};
    case BoardColumn::Done:
        return {Action::Enqueue, {}};
    case BoardColumn::Ready:
    case BoardColumn::Canceled:
        break;
    }
    return refuse("A canceled task stays canceled.");
}

} // namespace stint
