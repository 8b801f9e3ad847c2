#include "model/viewmodels/queueviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QLocale>

namespace stint
{

QueueViewModel::QueueViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen,
                               ToastModel &toasts, QObject *parent)
    : ReadingViewModel(screen, viewlimits::tickMs * viewlimits::slowTicks, parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_screen(screen)
    , m_toasts(toasts)
    , m_figures(this)
    , m_backlog(this)
    , m_wanted(viewlimits::backlogRows)
{
    connect(this, &QueueViewModel::shownChanged, this, &QueueViewModel::selectCurrent);
}

void QueueViewModel::read()
{
    readStatus();
}

/// Waiting ages grow by themselves.
void QueueViewModel::tick()
{
    refresh();
}

void QueueViewModel::readStatus()
{
    ask(m_board, m_actor, SchedulerStatusGet{}, this, [this](const Result<SchedulerStatus> &status) {
        if (!status)
            return failReading(status.error());
        takeStatus(*status);
        readOldest();
    });
}

void QueueViewModel::readOldest()
{
    ask(m_board, m_actor, DashboardGet{}, this, [this](const Result<Dashboard> &dashboard) {
        if (!dashboard)
            return failReading(dashboard.error());
        m_oldestMs = dashboard->oldestWaitingAgeMs;
        refreshFigures();
        readBacklog(std::make_shared<std::vector<BacklogRow>>(), {});
    });
}

/// Page by page, as much as is shown.
void QueueViewModel::readBacklog(std::shared_ptr<std::vector<BacklogRow>> rows, const QString &cursor)
{
    SchedulerBacklog request;
    request.includePaused = m_withPaused;
    request.limit = static_cast<int>(std::min<std::size_t>(viewlimits::backlogRows, m_wanted - rows->size()));
    request.cursor = cursor;
    ask(m_board, m_actor, request, this, [this, rows](const Result<Page<BacklogRow>> &page) {
        if (!page)
            return failReading(page.error());
        rows->insert(rows->end(), page->items.begin(), page->items.end());
        if (!page->nextCursor.isEmpty() && rows->size() < m_wanted)
            return readBacklog(rows, page->nextCursor);
        m_total = page->total;
        takeBacklog(*rows);
    });
}

void QueueViewModel::takeStatus(const SchedulerStatus &status)
{
    m_status = status;
    m_drainTotal = status.paused ? std::max(m_drainTotal, status.activeClaimCount) : 0;
    m_drainAsked = m_drainAsked && status.paused;
    refreshFigures();
}

void QueueViewModel::refreshFigures()
{
    m_figures.assign(figuresOf(m_status, m_oldestMs));
    Q_EMIT changed();
}

void QueueViewModel::takeBacklog(const std::vector<BacklogRow> &rows)
{
    const Time now = m_now();
    std::vector<QueueRow> shown;
    shown.reserve(rows.size());
    for (const BacklogRow &row : rows)
        shown.push_back(makeQueueRow(row, static_cast<int>(shown.size()) + 1, now));
    const int row = std::max(0, currentRow());
    m_backlog.assign(shown);
    // The current line keeps its attempt; when that has left, the one in its place takes over. What the details show
    // does not change by news.
    point(currentRow() < 0 ? row : currentRow());
    if (!isLoaded())
        selectCurrent();
    endReading();
}

int QueueViewModel::currentRow() const
{
    const auto &rows = m_backlog.rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [this](const QueueRow &row) { return row.key == m_current; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

QString QueueViewModel::currentTask() const
{
    const int row = currentRow();
    return row < 0 ? QString() : m_backlog.rows()[static_cast<std::size_t>(row)].taskId;
}

/// Makes the line at \a row, or the nearest to it, the current one.
void QueueViewModel::point(int row)
{
    const auto &rows = m_backlog.rows();
    const auto last = static_cast<int>(rows.size()) - 1;
    m_current = rows.empty() ? QString() : rows[static_cast<std::size_t>(std::clamp(row, 0, last))].key;
    Q_EMIT currentChanged();
}

void QueueViewModel::setCurrentRow(int row)
{
    point(row);
    selectCurrent();
}

/// The details and all keys of tasks mean the current line.
void QueueViewModel::selectCurrent()
{
    if (isShown() && currentRow() >= 0)
        m_screen.select(currentTask());
}

QString QueueViewModel::stateText() const
{
    if (!m_status.paused)
        return tr("Handing out work");
    return isDraining() ? tr("Draining") : tr("Paused");
}

QString QueueViewModel::stateDetail() const
{
    if (!m_status.paused)
        return tr("Agents that ask for work are given it.");
    const QString who = texts::oneLine(m_status.pausedBy.section(QLatin1Char(':'), 1));
    const QString when = m_status.pausedAt ? texts::clock(*m_status.pausedAt, m_now()) : QString();
    const QString by = who.isEmpty() ? tr("No run is handed out since %1.").arg(when)
                                     : tr("No run is handed out since %1, by %2.").arg(when, who);
    return m_status.pausedReason.isEmpty() ? by : texts::oneLine(m_status.pausedReason) + QStringLiteral(" — ") + by;
}

double QueueViewModel::drainShare() const
{
    if (m_drainTotal <= 0)
        return 1.0;
    return 1.0 - static_cast<double>(m_status.activeClaimCount) / static_cast<double>(m_drainTotal);
}

QString QueueViewModel::drainText() const
{
    const QString left = m_status.activeClaimCount == 1
                             ? tr("1 claim left")
                             : tr("%n claims left", nullptr, static_cast<int>(m_status.activeClaimCount));
    return m_drainTotal > m_status.activeClaimCount ? tr("%1 of %2").arg(left).arg(m_drainTotal) : left;
}

void QueueViewModel::setWithPaused(bool with)
{
    if (with == m_withPaused)
        return;
    m_withPaused = with;
    Q_EMIT changed();
    refresh();
}

QString QueueViewModel::backlogText() const
{
    if (!isLoaded())
        return {};
    if (hasMore())
        return tr("first %1 of %2").arg(QLocale().toString(m_backlog.rowCount()), QLocale().toString(m_total));
    return QLocale().toString(m_total);
}

void QueueViewModel::showMore()
{
    if (!hasMore() || m_wanted >= viewlimits::backlogMax)
        return;
    m_wanted += viewlimits::backlogRows;
    refresh();
}

template<Request R, class Then>
void QueueViewModel::send(R request, const QString &failed, Then then)
{
    beginChange();
    ask(m_board, m_actor, std::move(request), this,
        [this, failed, then = std::move(then)](const Result<typename R::Reply> &reply) {
            endChange();
            if (reply)
                then(*reply);
            else
                m_toasts.fail(failed, reply.error());
        });
}

void QueueViewModel::pause(const QString &reason)
{
    send(SchedulerPauseRequest{reason.trimmed()}, tr("The scheduler was not paused"),
         [this](const SchedulerStatus &status) {
             takeStatus(status);
             m_toasts.say(tr("No more work is handed out"));
         });
}

void QueueViewModel::resume()
{
    send(SchedulerResume{}, tr("The scheduler was not resumed"), [this](const SchedulerStatus &status) {
        takeStatus(status);
        m_toasts.say(tr("Agents are given work again"));
    });
}

void QueueViewModel::drain(const QString &reason)
{
    if (m_drainAsked)
        return;
    m_drainAsked = true;
    SchedulerDrain request;
    request.reason = reason.trimmed();
    request.timeoutMs = viewlimits::drainMs;
    // Answered when it is over: nothing waits for it meanwhile, the figures show how far it is.
    ask(m_board, m_actor, request, this, [this](const Result<DrainReply> &reply) {
        m_drainAsked = false;
        if (!reply)
            return m_toasts.fail(tr("Draining did not begin"), reply.error());
        takeStatus(reply->status);
        if (reply->completed)
            m_toasts.say(tr("Nothing is being worked on any more"));
        else
            m_toasts.explain(tr("Draining ran out of time"), tr("Still working: %1.").arg(reply->remainingClaims));
    });
}

void QueueViewModel::openCurrent()
{
    if (currentRow() < 0)
        return;
    selectCurrent();
    Q_EMIT detailsWanted();
}

} // namespace stint
