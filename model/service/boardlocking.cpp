#include "model/service/boardlocking.h"

#include "model/service/boardduties.h"
#include "model/service/clockkeeper.h"
#include "model/service/log.h"
#include "model/service/sessions.h"

namespace stint
{

namespace
{
Actor recovery()
{
    return Actor::engine("recovery");
}
} // namespace

void Board::Locking::lock(std::function<void(Done)> answer)
{
    m_board.m_duties->perform([this, answer = std::move(answer)](const Done &may) {
        Vault *const vault = m_board.m_ports.vault;
        if (may && vault)
            lockNow(*vault);
        answer(!may || vault ? may : refuse(ErrorCode::StorageUnavailable, "This board cannot be locked."));
    });
}

void Board::Locking::unlock(std::function<void(Done)> answer)
{
    m_board.m_duties->perform([this, answer = std::move(answer)](const Done &may) {
        answer(may && m_isLocked ? unlockNow(*m_board.m_ports.vault) : may);
    });
}

void Board::Locking::lockNow(Vault &vault)
{
    if (m_isLocked.exchange(true))
        return;
    m_board.m_duties->pause(boardLocked());
    vault.lock(m_board.m_duties->command(recovery(), [this](Verb &verb) { return lookAround(verb); }));
    m_lockedAt = m_board.m_ports.clock.sample();
    tell(true);
}

Done Board::Locking::unlockNow(Vault &vault)
{
    if (const Done opened = vault.unlock(catchUp()); !opened)
        return opened;
    m_board.m_duties->resume();
    m_isLocked = false;
    // Refused before the gate opened, remembered after the first command looked.
    if (hasGone())
        m_board.m_ports.writer.submit(catchUp());
    tell(false);
    return {};
}

/// The last look at the store: whose child a caller is must be known without it (ACT-03).
Done Board::Locking::lookAround(Verb &verb)
{
    std::vector<Launched> launched;
    for (const Session &session : verb.store.sessions(false)) {
        if (session.launched && session.process)
            launched.push_back({session.id, *session.process});
    }
    const std::lock_guard lock(m_mutex);
    m_launched = std::move(launched);
    return {};
}

/// What the writer would have done meanwhile: it compares clocks (CLK-02), and sessions went.
std::unique_ptr<WriteCommand> Board::Locking::catchUp()
{
    const auto gone = std::make_shared<std::set<SessionId>>();
    return m_board.m_duties->command(
        recovery(),
        [this, gone](Verb &verb) -> Done {
            LeaseClockKeeper keeper(verb.world.ids);
            const ClockSample now = m_board.m_ports.clock.sample();
            if (m_lockedAt && keeper.isDiscontinuous(*m_lockedAt, now))
                keeper.correct(verb.store, *m_lockedAt, now);
            {
                const std::lock_guard lock(m_mutex);
                *gone = m_gone;
            }
            for (const SessionId &session : *gone)
                STINT_TRY(stint::disconnectSession(verb, session));
            return {};
        },
        [this, gone](const Done &outcome) {
            if (!outcome) {
                qCWarning(lcService, "catching up after the lock failed: %s", errorInfo(outcome.error().code).text);
                return;
            }
            m_lockedAt.reset();
            const std::lock_guard lock(m_mutex);
            for (const SessionId &session : *gone)
                m_gone.erase(session);
        });
}

void Board::Locking::disconnectLater(const SessionId &session)
{
    {
        const std::lock_guard lock(m_mutex);
        m_gone.insert(session);
    }
    // Unlocked between the refusal and this moment: the first command may have missed it.
    if (!m_isLocked)
        m_board.m_ports.writer.submit(catchUp());
}

bool Board::Locking::hasGone() const
{
    const std::lock_guard lock(m_mutex);
    return !m_gone.empty();
}

std::optional<SessionId> Board::Locking::sessionOf(const ProcessRef &process) const
{
    const std::lock_guard lock(m_mutex);
    for (const Launched &agent : m_launched) {
        if (m_board.m_ports.executor.isRelated(process, agent.process))
            return agent.session;
    }
    return std::nullopt;
}

void Board::Locking::observe(std::function<void(bool)> observer)
{
    const std::lock_guard lock(m_mutex);
    m_observers.push_back(std::move(observer));
}

void Board::Locking::tell(bool locked)
{
    std::vector<std::function<void(bool)>> observers;
    {
        const std::lock_guard lock(m_mutex);
        observers = m_observers;
    }
    for (const auto &observer : observers)
        observer(locked);
}

} // namespace stint
