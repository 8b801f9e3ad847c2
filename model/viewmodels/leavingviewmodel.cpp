#include "model/viewmodels/leavingviewmodel.h"

#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

LeavingViewModel::LeavingViewModel(Board &board, const Actor &actor, BoardViewModel &screen, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
{
    m_tick.setSingleShot(true);
    m_tick.setInterval(viewlimits::figuresMs);
    connect(&m_tick, &QTimer::timeout, this, &LeavingViewModel::look);
    connect(&screen, &BoardViewModel::queueTouched, this, [this] {
        if (m_wantsOut && !m_tick.isActive())
            m_tick.start();
    });
}

QString LeavingViewModel::text() const
{
    const QString held = m_leases == 1 ? tr("One attempt is being worked on.")
                                       : tr("%n attempts are being worked on.", nullptr, m_leases);
    if (m_draining)
        return held + QLatin1Char(' ') +
               tr("Nothing new is handed out; this ends after %1 seconds at the latest.")
                   .arg(viewlimits::leaveDrainMs / 1'000);
    return held + QLatin1Char(' ') +
           tr("While the board is closed agents cannot report: what they finish then may come too late. Closing only "
              "the window keeps the board served.");
}

double LeavingViewModel::share() const
{
    return m_atFirst > 0 ? 1.0 - static_cast<double>(m_leases) / static_cast<double>(m_atFirst) : 1.0;
}

void LeavingViewModel::closeWindow()
{
    SessionList request;
    request.limit = 1;
    ask(m_board, m_actor, request, this, [this](const Result<Page<Session>> &page) {
        if (page && page->total > 0)
            Q_EMIT keptServing(static_cast<int>(page->total));
        else
            quit();
    });
}

void LeavingViewModel::count(std::function<void(int)> then)
{
    countFrom(0, 0, std::move(then));
}

void LeavingViewModel::countFrom(std::size_t status, int sum, std::function<void(int)> then)
{
    constexpr std::array active{RunStatus::Claimed, RunStatus::Starting, RunStatus::Running};
    if (status == active.size())
        return then(sum);
    RunList request;
    request.status = toText(active[status]);
    request.limit = viewlimits::pageRows;
    ask(m_board, m_actor, request, this, [this, status, sum, then = std::move(then)](const Result<Page<Run>> &page) {
        if (!page)
            return then(-1);
        const auto leased = std::count_if(page->items.begin(), page->items.end(),
                                          [](const Run &run) { return run.leaseUntil.has_value(); });
        countFrom(status + 1, sum + static_cast<int>(leased), then);
    });
}

void LeavingViewModel::quit()
{
    count([this](int leases) {
        // A board that cannot even be read is no reason to stay.
        if (leases <= 0)
            return leaveNow();
        m_leases = m_atFirst = leases;
        m_wantsOut = true;
        Q_EMIT changed();
        Q_EMIT asked();
    });
}

void LeavingViewModel::look()
{
    count([this](int leases) {
        if (leases < 0 || !m_wantsOut)
            return;
        m_leases = leases;
        m_atFirst = std::max(m_atFirst, leases);
        Q_EMIT changed();
        // The drain itself would go on waiting for what people do by hand.
        if (m_draining && leases == 0)
            restore();
    });
}

void LeavingViewModel::drainAndLeave()
{
    if (m_draining)
        return;
    m_draining = true;
    m_drainEnded = false;
    Q_EMIT changed();
    // The answer closed the question; it is put again, now as a wait that can be cut short.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_wantsOut = true;
            Q_EMIT asked();
        },
        Qt::QueuedConnection);
    ask(m_board, m_actor, SchedulerStatusGet{}, this, [this](const Result<SchedulerStatus> &status) {
        m_wasPaused = !status || status->paused;
        SchedulerDrain request;
        request.reason = tr("the window is being closed");
        request.timeoutMs = viewlimits::leaveDrainMs;
        ask(m_board, m_actor, request, this, [this](const Result<DrainReply> &) { restore(); });
    });
}

/// A drain leaves the scheduler paused (SCH-03); who was given work before shall be given work after the next start.
void LeavingViewModel::restore()
{
    if (std::exchange(m_drainEnded, true))
        return;
    const auto end = [this] {
        m_draining = false;
        Q_EMIT changed();
        if (m_wantsOut)
            leaveNow();
    };
    if (m_wasPaused)
        return end();
    ask(m_board, m_actor, SchedulerResume{}, this, [end](const Result<SchedulerStatus> &) { end(); });
}

void LeavingViewModel::leaveNow()
{
    m_wantsOut = false;
    Q_EMIT left();
}

void LeavingViewModel::stay()
{
    m_wantsOut = false;
    Q_EMIT changed();
}

} // namespace stint
