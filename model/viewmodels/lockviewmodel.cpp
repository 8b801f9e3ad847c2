#include "model/viewmodels/lockviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/ask.h"

#include <mutex>

namespace stint
{

/// Shared with the board, which keeps its observers for as long as it lives.
struct LockViewModel::Mailbox {
    std::mutex mutex;
    LockViewModel *owner = nullptr; ///< null once it is gone

    void post(std::function<void(LockViewModel &)> work)
    {
        const std::lock_guard lock(mutex);
        if (owner)
            QMetaObject::invokeMethod(
                owner, [owner = owner, work = std::move(work)] { work(*owner); }, Qt::QueuedConnection);
    }
};

LockViewModel::LockViewModel(Board &board, const Actor &actor, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_mailbox(std::make_shared<Mailbox>())
    , m_locked(board.isLocked())
{
    m_mailbox->owner = this;
    board.observeLocking(
        [mailbox = m_mailbox](bool locked) { mailbox->post([locked](LockViewModel &self) { self.follow(locked); }); });
}

LockViewModel::~LockViewModel()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->owner = nullptr;
}

QString LockViewModel::text() const
{
    const QString held = m_leases == 1 ? tr("One attempt is being worked on.")
                                       : tr("%n attempts are being worked on.", nullptr, m_leases);
    return held + QLatin1Char(' ') +
           tr("While the board is locked agents cannot report; a lease that runs out meanwhile is lost.");
}

void LockViewModel::lock()
{
    if (m_locked || m_busy)
        return;
    ask(m_board, m_actor, SchedulerStatusGet{}, this, [this](const Result<SchedulerStatus> &status) {
        // A board that cannot even be read is no reason to keep its key.
        m_leases = status ? static_cast<int>(status->activeClaimCount) : 0;
        Q_EMIT changed();
        if (m_leases > 0)
            Q_EMIT asked();
        else
            lockNow();
    });
}

void LockViewModel::lockNow()
{
    m_busy = true;
    Q_EMIT changed();
    m_board.lock(answer());
}

void LockViewModel::unlock()
{
    if (!m_locked || m_busy)
        return;
    m_busy = true;
    m_error.clear();
    Q_EMIT changed();
    m_board.unlock(answer());
}

std::function<void(Done)> LockViewModel::answer()
{
    return [mailbox = m_mailbox](const Done &done) {
        mailbox->post([error = done ? QString() : texts::oneLine(done.error().message)](LockViewModel &self) {
            self.m_busy = false;
            self.m_error = error;
            Q_EMIT self.changed();
        });
    };
}

void LockViewModel::follow(bool locked)
{
    if (m_locked == locked)
        return;
    m_locked = locked;
    Q_EMIT lockedChanged();
}

} // namespace stint
