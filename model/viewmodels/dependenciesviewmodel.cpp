#include "model/viewmodels/dependenciesviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QJsonArray>

#include <deque>

namespace stint
{

namespace
{

/// Of a box in the graph; the picture scales with the text.
constexpr QSizeF boxSize{168, 40};

} // namespace

GraphWorker::GraphWorker(QObject *parent)
    : QObject(parent)
{
}

GraphWorker::~GraphWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_leaving = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void GraphWorker::submit(const GraphPlan &plan)
{
    {
        const std::lock_guard lock(m_mutex);
        m_next = plan;
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { work(); });
    m_wake.notify_one();
}

void GraphWorker::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_leaving || m_next; });
        if (m_leaving)
            return;
        const GraphPlan plan = *std::exchange(m_next, std::nullopt);
        lock.unlock();
        const std::optional<GraphLayout> layout = layOut(plan);
        QMetaObject::invokeMethod(
            this, [this, plan, layout] { Q_EMIT done(plan, layout); }, Qt::QueuedConnection);
        lock.lock();
    }
}

DependenciesViewModel::DependenciesViewModel(Board &board, const Actor &actor, BoardViewModel &screen,
                                             ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_screen(screen)
    , m_toasts(toasts)
    , m_list(this)
    , m_found(this)
    , m_nodes(this)
    , m_worker(this)
{
    connect(&m_worker, &GraphWorker::done, this, &DependenciesViewModel::take);
}

void DependenciesViewModel::setTask(const TaskId &task)
{
    m_id = task;
    m_list.assign({});
    m_found.assign({});
    m_nodes.assign({});
    m_edges.clear();
    m_plan = {};
    m_refusal.clear();
    Q_EMIT graphChanged();
    Q_EMIT refusalChanged();
}

void DependenciesViewModel::refresh()
{
    ask(m_board, m_actor, DependencyList{m_id}, this, [this, id = m_id](const Result<Page<DependencyItem>> &page) {
        if (id != m_id || !page)
            return;
        std::vector<DependencyRow> rows;
        for (const DependencyItem &item : page->items)
            rows.push_back(makeDependencyRow(item));
        m_list.assign(rows);
        draw();
    });
}

void DependenciesViewModel::search(const QString &text)
{
    m_search = text.trimmed();
    if (!m_refusal.isEmpty()) {
        m_refusal.clear();
        Q_EMIT refusalChanged();
    }
    if (m_search.isEmpty())
        return m_found.assign({});
    TaskSearch request;
    request.query = m_search;
    request.limit = viewlimits::foundTasks;
    ask(m_board, m_actor, request, this, [this, text = m_search](const Result<Page<TaskSummary>> &page) {
        if (!page || text != m_search)
            return;
        std::vector<DependencyRow> rows;
        for (const TaskSummary &task : page->items) {
            const bool known = std::any_of(m_list.rows().begin(), m_list.rows().end(),
                                           [&task](const DependencyRow &row) { return row.key == task.id.value; });
            if (known || task.id == m_id)
                continue;
            DependencyItem item;
            item.dependency.dependsOn = task.id;
            item.title = task.title;
            item.status = task.status;
            rows.push_back(makeDependencyRow(item));
        }
        m_found.assign(rows);
    });
}

void DependenciesViewModel::add(const QString &taskId)
{
    DependencyAdd request;
    request.taskId = m_id;
    request.dependsOn = TaskId(taskId);
    History *history = m_screen.history();
    const qint64 since = history ? history->position() : 0;
    ask(m_board, m_actor, request, this, [=, this, id = m_id](const Result<DependencyReply> &reply) {
        if (!reply)
            return refuse(reply.error());
        search({});
        if (id == m_id)
            refresh();
        const QString done = tr("It waits for %1").arg(titleOf(taskId));
        if (!history)
            return m_toasts.say(done);
        DependencyRemove back;
        back.taskId = request.taskId;
        back.dependsOn = request.dependsOn;
        m_toasts.say(done, history->record({done, {id}, since, history->step(back), history->step(request)}));
    });
}

void DependenciesViewModel::remove(const QString &taskId)
{
    DependencyRemove request;
    request.taskId = m_id;
    request.dependsOn = TaskId(taskId);
    History *history = m_screen.history();
    const qint64 since = history ? history->position() : 0;
    ask(m_board, m_actor, request, this, [=, this, id = m_id](const Result<DependencyReply> &reply) {
        if (!reply)
            return m_toasts.fail(tr("The dependency was not removed"), reply.error());
        if (id == m_id)
            refresh();
        const QString done = tr("It no longer waits for %1").arg(titleOf(taskId));
        if (!history)
            return m_toasts.say(done);
        DependencyAdd back;
        back.taskId = request.taskId;
        back.dependsOn = request.dependsOn;
        m_toasts.say(done, history->record({done, {id}, since, history->step(back), history->step(request)}));
    });
}

void DependenciesViewModel::refuse(const Error &error)
{
    m_refusal = enginewords::refusal(error);
    const QJsonArray path = error.data.value(QLatin1String("path")).toArray();
    if (!path.isEmpty()) {
        QStringList steps;
        for (const QJsonValue &step : path)
            steps += titleOf(step.toString());
        m_refusal = tr("They would wait for one another for ever: %1").arg(steps.join(QStringLiteral(" → ")));
    }
    Q_EMIT refusalChanged();
}

QString DependenciesViewModel::titleOf(const QString &taskId) const
{
    const TaskSummary *task = m_screen.model()->find(TaskId(taskId));
    return task ? texts::oneLine(texts::shortened(task->title, viewlimits::pathChars)) : texts::oneLine(taskId);
}

/// Everything that is connected, as far as the board knows it: blockers of blockers, dependents of dependents.
void DependenciesViewModel::draw()
{
    const BoardModel &model = *m_screen.model();
    GraphPlan plan;
    std::unordered_map<TaskId, int> places;
    std::deque<TaskId> open{m_id};
    bool isCut = false;
    places.emplace(m_id, 0);
    plan.nodes.push_back({m_id.value, boxSize});
    const auto visit = [&](const TaskId &task) {
        if (places.contains(task) || !model.find(task))
            return;
        if (plan.nodes.size() >= viewlimits::graphTasks) {
            isCut = true;
            return;
        }
        places.emplace(task, static_cast<int>(plan.nodes.size()));
        plan.nodes.push_back({task.value, boxSize});
        open.push_back(task);
    };
    while (!open.empty()) {
        const TaskId next = open.front();
        open.pop_front();
        if (const TaskSummary *task = model.find(next)) {
            for (const DependencyRef &edge : task->dependencies)
                visit(edge.id);
        }
        for (const TaskId &dependent : model.references().dependentsOf(next))
            visit(dependent);
    }
    for (const auto &[id, place] : places) {
        const TaskSummary *task = model.find(id);
        for (const DependencyRef &edge : task ? task->dependencies : std::vector<DependencyRef>()) {
            if (const auto from = places.find(edge.id); from != places.end())
                plan.edges.push_back({from->second, place});
        }
    }
    m_note = isCut ? tr("Only the nearest %1 tasks are drawn.").arg(viewlimits::graphTasks) : QString();
    m_plan = plan;
    m_worker.submit(plan);
}

void DependenciesViewModel::take(const GraphPlan &plan, const std::optional<GraphLayout> &layout)
{
    if (!(plan == m_plan))
        return;
    std::vector<GraphNodeRow> rows;
    m_edges.clear();
    if (layout) {
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            const QString &key = plan.nodes[i].key;
            const TaskSummary *task = m_screen.model()->find(TaskId(key));
            const TaskStatus status = task ? task->status : TaskStatus::Ready;
            const QRectF place = layout->nodes[i];
            rows.push_back({key, titleOf(key), texts::status(status), texts::statusTone(status), place.x(), place.y(),
                            place.width(), place.height(), key == m_id.value});
        }
        m_edges = layout->edges;
        m_size = layout->size;
    } else {
        m_note = tr("The graph cannot be drawn: Graphviz is not installed.");
    }
    m_nodes.assign(rows);
    Q_EMIT graphChanged();
}

} // namespace stint
