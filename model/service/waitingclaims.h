#pragma once

#include "model/ports/engine.h"
#include "model/service/claims.h"
#include "model/service/waitingclaim.h"

#include <mutex>

namespace stint
{

/// The claim-nexts that wait for work (CLM-02), served in the order of their arrival by the commit that makes a run
/// claimable (SWP-03). Thread-safe; EngineState is touched on the writer thread only. Outlives its commands.
class WaitingClaims
{
public:
    /// \a lookAgain: after a try some still wait, and their deadlines and EngineState::nextDue want to be looked at; on
    /// the writer thread.
    WaitingClaims(WriteEngine &writer, EngineState &state, Surroundings &world, std::function<void()> lookAgain)
        : m_writer(writer)
        , m_state(state)
        , m_world(world)
        , m_lookAgain(std::move(lookAgain))
    {
    }

    /// Lets \a claim wait until \a deadlineMs of the monotonic clock. Writer thread.
    void park(WaitingClaim claim, qint64 deadlineMs);
    /// Something may be claimable now: all that wait try again. Any thread.
    void serve();
    /// Ends the waiting claims of a session without an answer: the one with that RunClaimNext::call, or with a blank
    /// one all.
    void cancel(const SessionId &session, const QString &call);
    /// Answers those whose time is over, and tries again when the writer could not. \return the next deadline,
    /// if one is left.
    std::optional<qint64> expire(qint64 nowMs);
    /// Answers all with \a error; later ones are answered so at once, until reopen().
    void close(const Error &error);
    void reopen();

    bool isEmpty() const;
    QSet<SessionId> sessions() const;

private:
    class Serve;

    struct Waiting : WaitingClaim {
        Waiting(WaitingClaim claim, qint64 deadline)
            : WaitingClaim(std::move(claim))
            , deadlineMs(deadline)
        {
        }
        const qint64 deadlineMs; ///< monotonic
        bool serving = false;    ///< a command holds it: only that command answers
        bool canceled = false;
    };
    using Entry = std::shared_ptr<Waiting>;

    std::vector<Entry> takeAll();
    void refused();
    void giveBack(const std::vector<Entry> &served, const std::vector<Entry> &unserved);

    WriteEngine &m_writer;
    EngineState &m_state;
    Surroundings &m_world;
    const std::function<void()> m_lookAgain;

    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries;
    bool m_serveQueued = false;
    bool m_refused = false; ///< the writer's queue was full, or its disk: expire() tries again
    std::optional<Error> m_closed;
};

} // namespace stint
