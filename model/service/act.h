#pragma once

#include "model/ports/engine.h"
#include "model/service/verb.h"

namespace stint
{

/// A command that is no verb of the method table: recovery, duties, the connection side of sessions. Made on any
/// thread.
class ActCommand final : public WriteCommand
{
public:
    using Work = std::function<Done(Verb &)>;
    using Finished = std::function<void(const Done &)>;

    /// \a finished is called once on the writer thread: after the commit, with the refusal of \a work, or with the
    /// reason why there was no commit.
    ActCommand(EngineState &state, Surroundings &world, Actor actor, Work work, Finished finished);

    bool execute(StoreTransaction &store, Time now) override;
    void finish(const Done &outcome) override;

private:
    EngineState &m_state;
    Surroundings &m_world;
    Actor m_actor;
    Work m_work;
    Finished m_finished;
    Done m_result;
    bool m_isExecuted = false;
    std::vector<std::function<void()>> m_effects;
};

} // namespace stint
