#include "model/viewmodels/statusviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QLocale>

namespace stint
{

namespace
{

constexpr double usPerMs = 1e3;

}

StatusViewModel::StatusViewModel(Board &board, const Actor &actor, const Surroundings &around, StoreFacts store,
                                 QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(around.toasts)
    , m_store(std::move(store))
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::figuresMs);
    connect(&m_pace, &QTimer::timeout, this, &StatusViewModel::refresh);
    connect(&around.screen, &BoardViewModel::queueTouched, this, [this] {
        if (!m_pace.isActive())
            m_pace.start();
    });
    connect(&around.feed, &ChangeFeed::arrived, this, &StatusViewModel::hearOfCommit);
    connect(&around.toasts, &ToastModel::storeFailed, this, [this](const QString &why) {
        m_writeFault = why;
        Q_EMIT changed();
    });
}

/// What was committed proves that the store takes writes.
void StatusViewModel::hearOfCommit(const ChangeNews &news)
{
    if (news.commitUs == 0)
        return;
    m_commitUs = news.commitUs;
    m_writeFault.clear();
    Q_EMIT changed();
}

void StatusViewModel::refresh()
{
    ask(m_board, m_actor, SchedulerStatusGet{}, this, [this](const Result<SchedulerStatus> &status) {
        m_known = status.has_value();
        m_readFault = status ? QString() : texts::oneLine(enginewords::refusal(status.error()));
        if (status)
            m_status = *status;
        Q_EMIT changed();
    });
}

QString StatusViewModel::engineText() const
{
    if (!m_known)
        return {};
    QStringList parts{tr("Queue %L1").arg(m_status.queuedRunCount), tr("Working %L1").arg(m_status.activeClaimCount)};
    if (m_status.openReviewCount > 0)
        parts += tr("In review %L1").arg(m_status.openReviewCount);
    if (m_status.pausedTaskCount > 0)
        parts += tr("Paused tasks %L1").arg(m_status.pausedTaskCount);
    if (m_commitUs > 0)
        parts += tr("Last commit %1 ms").arg(QLocale().toString(static_cast<double>(m_commitUs) / usPerMs, 'f', 1));
    return parts.join(QStringLiteral("   "));
}

QString StatusViewModel::storeText() const
{
    QStringList parts{m_store.encrypted ? tr("Encrypted") : tr("Not encrypted")};
    if (!m_store.keyPlace.isEmpty())
        parts += m_store.keyPlace;
    if (m_bytes >= 0)
        parts += texts::bytes(m_bytes);
    return parts.join(QStringLiteral(" · "));
}

QString StatusViewModel::schedulerText() const
{
    if (!m_status.paused)
        return tr("Running");
    const QString who = m_status.pausedBy.section(QLatin1Char(':'), 1);
    if (m_status.activeClaimCount > 0)
        return tr("Draining, %1 left").arg(m_status.activeClaimCount);
    return who.isEmpty() ? tr("Paused") : tr("Paused by %1").arg(texts::oneLine(who));
}

QString StatusViewModel::schedulerHint() const
{
    if (!m_status.paused)
        return tr("Agents are given work. Press to stop handing out runs.");
    const QString why =
        m_status.pausedReason.isEmpty() ? QString() : texts::oneLine(m_status.pausedReason) + QLatin1Char('\n');
    return why + tr("No run is handed out. Press to go on.");
}

void StatusViewModel::setStoreBytes(qint64 bytes)
{
    m_bytes = bytes;
    Q_EMIT changed();
}

template<Request R>
void StatusViewModel::send(R request, const QString &done)
{
    ask(m_board, m_actor, std::move(request), this, [this, done](const Result<SchedulerStatus> &status) {
        if (!status)
            return m_toasts.fail(tr("The scheduler did not change"), status.error());
        m_status = *status;
        m_toasts.say(done);
        Q_EMIT changed();
    });
}

void StatusViewModel::toggleScheduler()
{
    if (m_status.paused)
        send(SchedulerResume{}, tr("Agents are given work again"));
    else
        send(SchedulerPauseRequest{tr("paused from the desktop")}, tr("No more work is handed out"));
}

} // namespace stint
