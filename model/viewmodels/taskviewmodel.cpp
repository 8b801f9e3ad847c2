#include "model/viewmodels/taskviewmodel.h"

#include "model/domain/limits.h"
#include "model/items/actions.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

TaskViewModel::TaskViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen,
                             ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_screen(screen)
    , m_toasts(toasts)
    , m_gates(this)
    , m_actions(this)
    , m_facts(this)
    , m_criteria(this)
    , m_runs(this)
    , m_events(this)
    , m_reviews(this)
    , m_children(this)
    , m_dependencies(board, actor, screen, toasts, this)
    , m_editor(board, actor, screen, toasts, this)
    , m_run(board, actor, m_now, toasts, this)
    , m_profile(board, actor, toasts, this)
{
    connect(&screen, &BoardViewModel::selectedChanged, this, &TaskViewModel::follow);
    connect(screen.model(), &BoardModel::taskChanged, this, [this](const QString &id) {
        if (!m_open || m_id.isEmpty())
            return;
        if (id == m_id.value)
            refresh();
        else if (isBelow(TaskId(id)))
            readBelow();
    });
}

void TaskViewModel::pin(const TaskId &task)
{
    m_pinned = task;
    setOpen(true);
}

void TaskViewModel::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    Q_EMIT openChanged();
    follow();
}

void TaskViewModel::follow()
{
    const TaskId wanted = m_pinned.isEmpty() ? TaskId(m_screen.selected()) : m_pinned;
    if (!m_open || wanted == m_id)
        return;
    m_id = wanted;
    m_loaded = false;
    m_error.clear();
    m_view = {};
    m_history.clear();
    m_lastSeq = 0;
    m_readingEvents = false;
    m_gates.assign({});
    m_actions.assign({});
    m_facts.assign({});
    m_criteria.assign({});
    m_runs.assign({});
    m_events.assign({});
    m_reviews.assign({});
    m_children.assign({});
    m_tree.clear();
    m_folded.clear();
    m_dependencies.setTask(m_id);
    m_run.close();
    m_profile.setTask(m_id);
    Q_EMIT changed();
    if (!m_id.isEmpty())
        refresh();
}

void TaskViewModel::refresh()
{
    takeActions();
    readTask();
    readGates();
    readRuns();
    readEvents();
    readReviews();
    readChildren();
    m_dependencies.refresh();
    m_run.refresh();
    m_profile.refresh();
}

void TaskViewModel::reload()
{
    m_error.clear();
    Q_EMIT changed();
    if (!m_id.isEmpty())
        refresh();
}

void TaskViewModel::readBelow()
{
    readChildren();
    readEvents();
}

bool TaskViewModel::isBelow(const TaskId &task) const
{
    const TaskSummary *at = m_screen.model()->find(task);
    for (int depth = 0; at && at->parentTaskId && depth < limits::depth; ++depth) {
        if (*at->parentTaskId == m_id)
            return true;
        at = m_screen.model()->find(*at->parentTaskId);
    }
    return false;
}

template<Request R, class Then>
void TaskViewModel::read(R request, Then then)
{
    ask(m_board, m_actor, std::move(request), this,
        [this, id = m_id, then = std::move(then)](const Result<typename R::Reply> &reply) {
            if (id != m_id)
                return;
            if constexpr (std::is_same_v<R, EventsList>)
                m_readingEvents = false;
            if (reply)
                return then(*reply);
            m_error = enginewords::refusal(reply.error());
            Q_EMIT changed();
        });
}

void TaskViewModel::readTask()
{
    read(TaskGet{m_id}, [this](const TaskReply &reply) { takeTask(reply.task); });
}

void TaskViewModel::readGates()
{
    read(TaskInspect{m_id}, [this](const Inspection &inspection) {
        std::vector<GateRow> rows;
        for (const Gate &gate : inspection.gates)
            rows.push_back(makeGateRow(gate, m_now()));
        m_gates.assign(rows);
        Q_EMIT changed();
    });
}

void TaskViewModel::readRuns()
{
    RunList request;
    request.taskId = m_id;
    request.limit = viewlimits::runs;
    read(request, [this](const Page<Run> &page) {
        const Time now = m_now();
        std::vector<RunRow> rows;
        for (const Run &run : page.items)
            rows.push_back(makeRunRow(run, now));
        m_runs.assign(rows);
    });
}

/// Pages come oldest first from where the last one ended; one at a time, so that none is taken twice.
void TaskViewModel::readEvents()
{
    if (m_readingEvents) {
        m_moreEvents = true;
        return;
    }
    m_readingEvents = true;
    m_moreEvents = false;
    EventsList request;
    request.taskId = m_id;
    request.afterSeq = m_lastSeq;
    request.limit = viewlimits::pageRows;
    read(request, [this](const Page<Event> &page) {
        const Time now = m_now();
        for (const Event &event : page.items) {
            EventRow row = makeEventRow(event, now);
            // Of a task below: say which one.
            if (event.taskId && *event.taskId != m_id) {
                const TaskSummary *child = m_screen.model()->find(*event.taskId);
                row.title =
                    tr("%1: %2").arg(texts::handle(*event.taskId, child ? child->identifier : QString()), row.title);
            }
            m_history.insert(m_history.begin(), {kindOf(event.type), row});
            m_lastSeq = event.seq;
        }
        if (m_history.size() > viewlimits::events)
            m_history.resize(viewlimits::events);
        showEvents();
        if (m_moreEvents || page.items.size() == viewlimits::pageRows)
            readEvents();
    });
}

TaskViewModel::EventKind TaskViewModel::kindOf(const QString &type)
{
    if (type.contains(QLatin1String("comment")))
        return Comments;
    if (type.contains(QLatin1String("review")))
        return ReviewEvents;
    return type.contains(QLatin1String("run")) || type.contains(QLatin1String("late_result")) ? RunEvents : Changes;
}

void TaskViewModel::setEventKind(int kind)
{
    if (kind == m_eventKind)
        return;
    m_eventKind = kind;
    showEvents();
    Q_EMIT eventKindChanged();
}

void TaskViewModel::showEvents()
{
    std::vector<EventRow> rows;
    for (const Happening &happening : m_history) {
        if (m_eventKind == AllEvents || happening.kind == m_eventKind)
            rows.push_back(happening.row);
    }
    m_events.assign(rows);
}

void TaskViewModel::readReviews()
{
    ReviewList request;
    request.taskId = m_id;
    read(request, [this](const Page<Review> &page) {
        const Time now = m_now();
        std::vector<ReviewRow> rows;
        for (const Review &review : page.items)
            rows.push_back(makeReviewRow(review, now));
        m_reviews.assign(rows);
    });
}

void TaskViewModel::readChildren()
{
    read(TaskTree{m_id}, [this](const Page<TreeNode> &page) {
        m_tree = page.items;
        m_children.assign(makeChildRows(m_tree, m_folded));
    });
}

void TaskViewModel::foldChild(const QString &taskId)
{
    if (!m_folded.remove(taskId))
        m_folded.insert(taskId);
    m_children.assign(makeChildRows(m_tree, m_folded));
}

void TaskViewModel::addChild(const QString &title)
{
    if (title.trimmed().isEmpty() || m_id.isEmpty())
        return;
    TaskCreateChild request;
    request.parent = m_id;
    request.task.title = title.trimmed();
    request.task.draft = true;
    ask(m_board, m_actor, request, this, [this](const Result<TaskReply> &reply) {
        if (!reply)
            m_toasts.fail(tr("The child was not added"), reply.error());
    });
}

void TaskViewModel::takeTask(const TaskView &view)
{
    m_view = view;
    m_loaded = true;
    const Task &task = view.task;
    std::vector<FactRow> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.push_back({name, value});
    };
    if (task.approvalPolicy == ApprovalPolicy::Manual)
        add(tr("Approval"), task.approvalState == ApprovalState::Approved   ? tr("Given")
                            : task.approvalState == ApprovalState::Rejected ? tr("Declined")
                                                                            : tr("Waits for a person"));
    if (view.paused)
        add(tr("Paused"), texts::visible(view.pausedReason));
    add(tr("Created"), tr("%1 by %2").arg(texts::date(task.createdAt), texts::actor(task.createdBy)));
    add(tr("Ended"), task.closedAt ? texts::date(*task.closedAt) : QString());
    m_facts.assign(facts);
    std::vector<CriterionRow> criteria;
    for (const Criterion &criterion : task.acceptance)
        criteria.push_back({QString::number(criteria.size() + 1), texts::visible(criterion.text),
                            texts::visible(criterion.evidence), criterion.met});
    m_criteria.assign(criteria);
    m_editor.setTask(task);
    Q_EMIT changed();
}

void TaskViewModel::takeActions()
{
    std::vector<ActionRow> rows;
    if (const TaskSummary *task = m_screen.model()->find(m_id)) {
        for (const look::Action action : actionsFor(*task)) {
            const ActionInfo info = actionInfo(action);
            rows.push_back({QString::number(static_cast<int>(action)), info.label, info.key, action, rows.empty(),
                            info.isDestructive});
        }
    }
    m_actions.assign(rows);
}

QString TaskViewModel::handle() const
{
    return texts::handle(m_id, m_view.task.identifier);
}

QString TaskViewModel::title() const
{
    return texts::oneLine(m_view.task.title);
}

QString TaskViewModel::description() const
{
    return texts::visible(m_view.task.description);
}

QString TaskViewModel::state() const
{
    return m_loaded ? texts::status(m_view.task.status) : QString();
}

look::Tone TaskViewModel::stateTone() const
{
    const auto &gates = m_gates.rows();
    const bool needs = std::any_of(gates.begin(), gates.end(), [](const GateRow &gate) { return gate.needsPerson; });
    return needs ? look::Tone::Attention : texts::statusTone(m_view.task.status);
}

QString TaskViewModel::priority() const
{
    return texts::priority(m_view.task.priority);
}

QStringList TaskViewModel::labels() const
{
    QStringList shown;
    for (const QString &label : m_view.task.labels)
        shown += texts::oneLine(label);
    return shown;
}

void TaskViewModel::comment(const QString &text)
{
    if (text.trimmed().isEmpty() || m_id.isEmpty())
        return;
    ask(m_board, m_actor, TaskComment{m_id, text.trimmed()}, this, [this](const Result<Event> &reply) {
        if (!reply)
            m_toasts.fail(tr("The comment was not added"), reply.error());
    });
}

} // namespace stint
