#include "model/viewmodels/boardviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QLocale>

namespace stint
{

namespace
{

const QString orderKey = QStringLiteral("board.order");

}

BoardViewModel::BoardViewModel(Board &board, const Actor &actor, Now now, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_toasts(toasts)
    , m_filters(m_model, actor.who.ref, this)
    , m_columns(board, actor, m_model, toasts, this)
    , m_bulk(board, actor, m_model, toasts, this)
    , m_paste(board, actor, toasts, this)
    , m_feed(std::make_unique<ChangeFeed>(board, this))
{
    m_lastTick = m_now();
    m_model.setNow(m_lastTick, false);
    m_tick.setInterval(viewlimits::tickMs);
    connect(&m_tick, &QTimer::timeout, this, &BoardViewModel::tick);
    connect(&m_model, &BoardModel::totalsChanged, this, &BoardViewModel::selectedColumnChanged);
    connect(&m_model, &BoardModel::wanted, this, [this] {
        for (const TaskId &task : m_model.takeWanted())
            m_wanted.insert(task);
        fetch();
    });
    connect(&m_filters, &FilterViewModel::changed, this, &BoardViewModel::filterChanged);
}

BoardViewModel::~BoardViewModel() = default;

void BoardViewModel::start()
{
    connect(m_feed.get(), &ChangeFeed::arrived, this, &BoardViewModel::take);
    m_tick.start();
    m_columns.readLimits();
    reload();
}

void BoardViewModel::remember(Preferences &preferences)
{
    m_filters.remember(preferences);
    m_columns.remember(preferences);
    const int order = preferences.value(orderKey).toInt();
    if (order >= 0 && order <= static_cast<int>(look::CardOrder::LongestWait))
        setOrder(static_cast<look::CardOrder>(order));
    m_preferences = &preferences;
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
        takePage(*page);
        if (page->nextCursor.isEmpty())
            finishLoad();
        else
            loadPage(page->nextCursor);
    });
}

/// The first page is shown at once; later ones are gathered until there are as many as are shown, so that a large board
/// is put in order a few times and not once per page.
void BoardViewModel::takePage(const Page<TaskSummary> &page)
{
    m_total = page.total;
    for (const TaskSummary &task : page.items)
        m_seen.insert(task.id);
    m_read.insert(m_read.end(), page.items.begin(), page.items.end());
    if (!page.nextCursor.isEmpty() && static_cast<int>(m_read.size()) < m_model.total())
        return;
    m_model.setNow(m_now(), false);
    m_model.load(m_read);
    m_read.clear();
    Q_EMIT stateChanged();
}

QString BoardViewModel::progressText() const
{
    if (!m_loading || m_loaded || m_model.total() == 0)
        return {};
    return tr("Reading %1 of %2 tasks")
        .arg(QLocale().toString(static_cast<qint64>(m_seen.size())), QLocale().toString(m_total));
}

void BoardViewModel::failLoad(const Error &error)
{
    m_loading = false;
    m_read.clear();
    m_error = enginewords::refusal(error);
    Q_EMIT stateChanged();
}

void BoardViewModel::finishLoad()
{
    m_loading = false;
    m_loaded = true;
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
    if (news.settings)
        m_columns.readLimits();
    std::vector<TaskId> gone(news.deleted.begin(), news.deleted.end());
    for (const TaskId &task : gone) {
        m_wanted.erase(task);
        m_seen.erase(task);
    }
    if (!gone.empty())
        m_model.remove(gone);
    for (const TaskId &task : news.touched) {
        if (!news.deleted.contains(task))
            m_wanted.insert(task);
    }
    // What waits depends on the scheduler and on who is connected: what is on the screen is read again.
    if (news.queue)
        m_model.doubt(m_model.references().waiting());
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
    for (const TaskId &task : m_model.references().due(m_lastTick, now))
        m_wanted.insert(task);
    m_lastTick = now;
    fetch();
}

void BoardViewModel::setOrder(look::CardOrder order)
{
    if (order == m_model.order())
        return;
    letGo();
    m_model.setOrder(order);
    if (m_preferences)
        m_preferences->set(orderKey, static_cast<int>(order));
    Q_EMIT orderChanged();
}

void BoardViewModel::setOnlyNeedy(bool only)
{
    if (only != isOnlyNeedy())
        m_filters.toggle(look::Facet::Needy, {});
}

} // namespace stint
