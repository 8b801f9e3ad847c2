#include "model/viewmodels/taskfinder.h"

#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

TaskFinder::TaskFinder(Board &board, const Actor &actor, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_found(this)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::searchMs);
    connect(&m_pace, &QTimer::timeout, this, &TaskFinder::search);
}

void TaskFinder::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    if (!query.trimmed().isEmpty())
        return m_pace.start();
    m_pace.stop();
    m_found.assign({});
    Q_EMIT answered();
}

void TaskFinder::search()
{
    TaskSearch request;
    request.query = m_query.trimmed();
    request.limit = viewlimits::foundTasks;
    ask(m_board, m_actor, request, this, [this, query = m_query](const Result<Page<TaskSummary>> &page) {
        if (query != m_query)
            return;
        std::vector<FoundTask> rows;
        if (page) {
            for (const TaskSummary &task : page->items)
                rows.push_back({task.id.value, texts::handle(task.id, task.identifier), texts::oneLine(task.title),
                                texts::status(task.status)});
        }
        m_found.assign(rows);
        Q_EMIT answered();
    });
}

} // namespace stint
