#include "model/viewmodels/boardviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

BoardViewModel::BoardViewModel(Board &board, const Actor &actor, Now now, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_toasts(toasts)
{
    m_lastTick = m_now();
    m_model.setNow(m_lastTick, false);
    m_tick.setInterval(viewlimits::tickMs);
    connect(&m_tick, &QTimer::timeout, this, &BoardViewModel::tick);
    connect(&m_model, &BoardModel::totalsChanged, this, &BoardViewModel::selectedColumnChanged);
}

BoardViewModel::~BoardViewModel() = default;

void BoardViewModel::start()
{
    m_feed = std::make_unique<ChangeFeed>(m_board, this);
    connect(m_feed.get(), &ChangeFeed::arrived, this, &BoardViewModel::take);
    m_tick.start();
    reload();
}

void BoardViewModel::reload()
{
    if (m_loading) {
        m_reloadAgain = true;
        return;
    }
    m_loading = true;
    m_error.clear();
    m_seen.clear();
    Q_EMIT stateChanged();
    loadPage({});
}

void BoardViewModel::loadPage(const QString &cursor)
{
    TaskList request;
    request.filter.includeDrafts = true;
    request.filter.order = QStringLiteral("created");
    request.filter.limit = viewlimits::pageRows;
    request.filter.cursor = cursor;
    ask(m_board, m_actor, request, this, [this](const Result<Page<TaskSummary>> &page) {
        if (!page)
            return failLoad(page.error());
        m_model.setNow(m_now(), false);
        m_model.load(page->items);
        for (const TaskSummary &task : page->items)
            m_seen.insert(task.id);
        if (page->nextCursor.isEmpty())
            finishLoad();
        else
            loadPage(page->nextCursor);
    });
}

void BoardViewModel::failLoad(const Error &error)
{
    m_loading = false;
    m_error = texts::visible(error.message);
    Q_EMIT stateChanged();
}

void BoardViewModel::finishLoad()
{
    m_loading = false;
    // What was created while pages were read is among the wanted ones and must stay.
    m_seen.insert(m_wanted.begin(), m_wanted.end());
    m_model.retain(m_seen);
    m_seen.clear();
    Q_EMIT stateChanged();
    Q_EMIT queueTouched();
    if (std::exchange(m_reloadAgain, false))
        reload();
    else
        fetch();
}

void BoardViewModel::take(const ChangeNews &news)
{
    if (news.gap)
        reload();
    std::vector<TaskId> gone(news.deleted.begin(), news.deleted.end());
    for (const TaskId &task : gone) {
        m_wanted.erase(task);
        m_seen.erase(task);
    }
    m_model.remove(gone);
    for (const TaskId &task : news.touched) {
        if (!news.deleted.contains(task))
            m_wanted.insert(task);
    }
    if (news.queue) {
        for (const TaskId &task : m_model.waiting())
            m_wanted.insert(task);
    }
    fetch();
    Q_EMIT queueTouched();
}

/// One request at a time, and none beside a load: two readers may answer out of order.
void BoardViewModel::fetch()
{
    if (m_fetching || m_loading || m_wanted.empty())
        return;
    TaskSummaries request;
    std::vector<TaskId> asked;
    for (auto next = m_wanted.begin(); next != m_wanted.end() && asked.size() < viewlimits::summaryIds;) {
        asked.push_back(*next);
        request.ids += next->value;
        next = m_wanted.erase(next);
    }
    m_fetching = true;
    ask(m_board, m_actor, request, this, [this, asked](const Result<Page<TaskSummary>> &page) {
        m_fetching = false;
        if (!page)
            return m_toasts.fail(tr("The board could not be brought up to date"), page.error());
        takeSummaries(asked, page->items);
        fetch();
    });
}

void BoardViewModel::takeSummaries(const std::vector<TaskId> &asked, const std::vector<TaskSummary> &found)
{
    std::vector<std::pair<TaskSummary, TaskSummary>> changes;
    std::unordered_set<TaskId> answered;
    for (const TaskSummary &task : found) {
        answered.insert(task.id);
        if (const TaskSummary *before = m_model.find(task.id))
            changes.emplace_back(*before, task);
    }
    std::vector<TaskId> gone;
    std::copy_if(asked.begin(), asked.end(), std::back_inserter(gone),
                 [&answered](const TaskId &task) { return !answered.contains(task); });
    m_model.setNow(m_now(), false);
    m_model.remove(gone);
    m_model.apply(found);
    for (const TaskId &task : m_model.relatives(changes)) {
        if (!answered.contains(task))
            m_wanted.insert(task);
    }
}

void BoardViewModel::tick()
{
    const Time now = m_now();
    m_model.setNow(now, ++m_ticks % viewlimits::slowTicks == 0);
    for (const TaskId &task : m_model.due(m_lastTick, now))
        m_wanted.insert(task);
    m_lastTick = now;
    fetch();
}

void BoardViewModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    m_model.setFilter(text);
    Q_EMIT filterChanged();
}

void BoardViewModel::setOnlyNeedy(bool only)
{
    if (only == m_onlyNeedy)
        return;
    m_onlyNeedy = only;
    m_model.setOnlyNeedy(only);
    Q_EMIT filterChanged();
}

void BoardViewModel::select(const QString &taskId)
{
    if (taskId == m_selected.value)
        return;
    m_selected = TaskId(taskId);
    m_model.setCurrent(m_selected);
    Q_EMIT selectedChanged();
    Q_EMIT selectedColumnChanged();
}

int BoardViewModel::selectedColumn() const
{
    const TaskSummary *task = m_model.find(m_selected);
    return task && m_model.isShown(m_selected) ? static_cast<int>(columnOf(*task)) : -1;
}

void BoardViewModel::step(int columns, int rows)
{
    if (!m_moving.isEmpty()) {
        aim(std::clamp(m_moveTarget + columns, 0, boardColumnCount - 1));
        return;
    }
    const int from = selectedColumn();
    if (from < 0) {
        for (int i = 0; i < boardColumnCount && selectedColumn() < 0; ++i)
            enterColumn(i);
        return;
    }
    const ColumnModel *column = m_model.columnAt(from);
    const int row = column->currentRow();
    if (columns == 0) {
        if (const TaskSummary *task = column->at(std::clamp(row + rows, 0, column->count() - 1)))
            select(task->id.value);
        return;
    }
    for (int next = from + columns; const ColumnModel *other = m_model.columnAt(next); next += columns) {
        if (other->isCollapsed() || other->count() == 0)
            continue;
        select(other->at(std::min(row, other->count() - 1))->id.value);
        return;
    }
}

void BoardViewModel::selectEdge(bool last)
{
    const ColumnModel *column = m_model.columnAt(selectedColumn());
    if (column && column->count() > 0)
        select(column->at(last ? column->count() - 1 : 0)->id.value);
}

void BoardViewModel::enterColumn(int position)
{
    const ColumnModel *column = m_model.columnAt(position);
    if (!column || column->isCollapsed() || column->count() == 0 || column->currentRow() >= 0)
        return;
    select(column->at(0)->id.value);
}

void BoardViewModel::grab(const QString &taskId)
{
    const TaskSummary *task = m_model.find(TaskId(taskId));
    if (!task)
        return;
    m_moving = task->id;
    for (int i = 0; i < boardColumnCount; ++i) {
        const Move move = moveTo(*task, static_cast<BoardColumn>(i));
        const bool home = columnOf(*task) == static_cast<BoardColumn>(i);
        m_model.columnAt(i)->setDrop(home               ? ColumnModel::NoDrop
                                     : move.isAllowed() ? ColumnModel::Takes
                                                        : ColumnModel::Refuses,
                                     home               ? QString()
                                     : move.isAllowed() ? actionInfo(move.action).label
                                                        : move.refusal);
    }
    aim(static_cast<int>(columnOf(*task)));
}

void BoardViewModel::aim(int position)
{
    if (m_moving.isEmpty())
        return;
    m_moveTarget = position;
    const ColumnModel *column = m_model.columnAt(position);
    m_moveText = column ? column->title() + QStringLiteral(": ") + column->dropText() : QString();
    Q_EMIT movingChanged();
}

void BoardViewModel::drop()
{
    const TaskSummary *task = m_model.find(m_moving);
    const ColumnModel *column = m_model.columnAt(m_moveTarget);
    if (task && column && column->column() != columnOf(*task)) {
        const Move move = moveTo(*task, column->column());
        if (move.isAllowed())
            actOn(task->id.value, move.action);
        else
            m_toasts.explain(tr("%1 cannot go to %2").arg(texts::handle(task->id, task->identifier), column->title()),
                             move.refusal);
    }
    letGo();
}

void BoardViewModel::nudge(int columns)
{
    const int from = selectedColumn();
    if (!m_model.columnAt(from) || !m_model.columnAt(from + columns))
        return;
    grab(m_selected.value);
    aim(from + columns);
    drop();
}

void BoardViewModel::letGo()
{
    m_moving = {};
    m_moveTarget = -1;
    m_moveText.clear();
    for (int i = 0; i < boardColumnCount; ++i)
        m_model.columnAt(i)->setDrop(ColumnModel::NoDrop, {});
    Q_EMIT movingChanged();
}

} // namespace stint
