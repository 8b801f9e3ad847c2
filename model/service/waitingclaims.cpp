#include "model/service/waitingclaims.h"

#include <algorithm>
#include <utility>

namespace stint
{

/// One try of all that wait, in one command: however many wait, a commit costs the writer one more.
class WaitingClaims::Serve final : public WriteCommand
{
public:
    explicit Serve(WaitingClaims &owner)
        : m_owner(owner)
    {
    }

    bool execute(StoreTransaction &store, Time now) override
    {
        m_executed = true;
        m_readyCommits = m_owner.m_state.readyCommits;
        m_due = store.nextDue();
        const bool promotes = m_due && *m_due <= now;
        store.promoteDue(now);
        bool claimed = false;
        for (const Entry &entry : m_owner.takeAll()) {
            if (isReplayed(store, entry))
                continue;
            if (store.readyCount() == 0)
                m_unserved.push_back(entry);
            else
                claimed = tryOne(store, now, entry) || claimed;
        }
        m_owner.m_state.nextDue = store.nextDue();
        return claimed || promotes;
    }

    void finish(const Done &outcome) override
    {
        if (!outcome)
            m_owner.m_state.settingsLoaded = false;
        if (!m_executed) {
            m_owner.refused();
            return;
        }
        std::vector<Entry> served;
        for (const Outcome &done : m_results)
            served.push_back(done.entry);
        m_owner.giveBack(served, m_unserved);
        for (Outcome &done : m_results) {
            if (!outcome)
                done.entry->answer(outcome.error());
            else if (done.first)
                done.entry->once->replay(*done.first);
            else
                done.entry->answer(std::move(done.result));
        }
        if (outcome) {
            for (const auto &effect : m_effects)
                effect();
        }
        // A run may have become claimable in this very batch, after the tries.
        if (!m_unserved.empty() && m_readyCommits != m_owner.m_state.readyCommits)
            m_owner.serve();
        if (!outcome) {
            // What was due is due again; the disk gets some time.
            m_owner.m_state.nextDue = m_due;
            m_owner.refused();
        } else if (!m_unserved.empty()) {
            // Whoever looked while they were being served did not see them.
            m_owner.m_lookAgain();
        }
    }

private:
    struct Outcome {
        Entry entry;
        Result<ClaimReply> result = ClaimReply{};
        std::optional<QByteArray> first{}; ///< what the same request was answered meanwhile
    };

    /// MTH-02: whether a request under the same id was answered while this one waited.
    bool isReplayed(StoreTransaction &store, const Entry &entry)
    {
        if (!entry->once)
            return false;
        auto first = entry->once->firstAnswer(store, entry->actor);
        if (!first)
            m_results.push_back({entry, std::move(first).error()});
        else if (*first)
            m_results.push_back({entry, ClaimReply{}, std::move(*first)});
        return !first || first->has_value();
    }

    /// \return whether the claim wrote anything.
    bool tryOne(StoreTransaction &store, Time now, const Entry &entry)
    {
        Verb verb(store, now, entry->actor, m_owner.m_state, m_owner.m_world);
        Result<ClaimReply> result = ClaimReply{};
        const Done tried = verb.attempt([&]() -> Done {
            result = perform(verb, entry->request);
            if (!result)
                return result.error();
            return {};
        });
        m_owner.m_state.emptyHanded.remove(entry->session());
        if (!tried && tried.error().code == ErrorCode::NoClaimableRun) {
            m_unserved.push_back(entry);
            return false;
        }
        if (tried) {
            for (auto &effect : verb.takeEffects())
                m_effects.push_back(std::move(effect));
            if (entry->once)
                entry->once->keep(store, entry->actor, entry->encode(*result), now);
        }
        m_results.push_back({entry, std::move(result)});
        return tried.has_value();
    }

    WaitingClaims &m_owner;
    std::vector<Outcome> m_results;
    std::vector<Entry> m_unserved;
    std::vector<std::function<void()>> m_effects;
    std::optional<Time> m_due;
    qint64 m_readyCommits = 0;
    bool m_executed = false;
};

void WaitingClaims::park(WaitingClaim claim, qint64 deadlineMs)
{
    const auto entry = std::make_shared<Waiting>(std::move(claim), deadlineMs);
    std::optional<Error> closed;
    {
        const std::lock_guard lock(m_mutex);
        closed = m_closed;
        if (!closed)
            m_entries.push_back(entry);
    }
    if (closed) {
        entry->answer(*closed);
        return;
    }
    // What became claimable between the try and this moment was announced before the claim waited.
    const qint64 seen = m_state.emptyHanded.value(entry->session(), -1);
    m_state.emptyHanded.remove(entry->session());
    if (seen != m_state.readyCommits)
        serve();
}

void WaitingClaims::serve()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_serveQueued || m_entries.empty() || m_closed)
            return;
        m_serveQueued = true;
    }
    m_writer.submit(std::make_unique<Serve>(*this));
}

void WaitingClaims::cancel(const SessionId &session, const QString &call)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [&](const Entry &entry) {
        if (entry->session() != session || (!call.isEmpty() && entry->request.call != call))
            return false;
        entry->canceled = true;
        return !entry->serving;
    });
}

std::optional<qint64> WaitingClaims::expire(qint64 nowMs)
{
    std::vector<Entry> over;
    std::optional<qint64> next;
    bool retries = false;
    {
        const std::lock_guard lock(m_mutex);
        retries = std::exchange(m_refused, false);
        std::erase_if(m_entries, [&](const Entry &entry) {
            if (entry->serving)
                return false;
            if (entry->deadlineMs > nowMs) {
                next = std::min(next.value_or(entry->deadlineMs), entry->deadlineMs);
                return false;
            }
            over.push_back(entry);
            return true;
        });
    }
    for (const Entry &entry : over)
        entry->answer(refuse(ErrorCode::NoClaimableRun, "Nothing became claimable in time."));
    if (retries)
        serve();
    return next;
}

void WaitingClaims::close(const Error &error)
{
    std::vector<Entry> left;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = error;
        std::erase_if(m_entries, [&](const Entry &entry) {
            if (!entry->serving)
                left.push_back(entry);
            return !entry->serving;
        });
    }
    for (const Entry &entry : left)
        entry->answer(error);
}

void WaitingClaims::reopen()
{
    const std::lock_guard lock(m_mutex);
    m_closed.reset();
}

void WaitingClaims::refused()
{
    const std::lock_guard lock(m_mutex);
    m_serveQueued = false;
    m_refused = true;
}

bool WaitingClaims::isEmpty() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.empty();
}

QSet<SessionId> WaitingClaims::sessions() const
{
    const std::lock_guard lock(m_mutex);
    QSet<SessionId> found;
    for (const Entry &entry : m_entries)
        found.insert(entry->session());
    return found;
}

std::vector<WaitingClaims::Entry> WaitingClaims::takeAll()
{
    const std::lock_guard lock(m_mutex);
    m_serveQueued = false;
    std::vector<Entry> taken;
    for (const Entry &entry : m_entries) {
        // An earlier command of the same batch may still hold it.
        if (!std::exchange(entry->serving, true))
            taken.push_back(entry);
    }
    return taken;
}

void WaitingClaims::giveBack(const std::vector<Entry> &served, const std::vector<Entry> &unserved)
{
    std::vector<Entry> left;
    std::optional<Error> closed;
    {
        const std::lock_guard lock(m_mutex);
        closed = m_closed;
        for (const Entry &entry : unserved)
            entry->serving = false;
        std::erase_if(m_entries, [&](const Entry &entry) {
            if (std::find(served.begin(), served.end(), entry) != served.end() || entry->canceled)
                return true;
            if (!closed)
                return false;
            left.push_back(entry);
            return true;
        });
    }
    for (const Entry &entry : left)
        entry->answer(*closed);
}

} // namespace stint
