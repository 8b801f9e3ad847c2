#include "model/service/act.h"

namespace stint
{

ActCommand::ActCommand(EngineState &state, Surroundings &world, Actor actor, Work work, Finished finished)
    : m_state(state)
    , m_world(world)
    , m_actor(std::move(actor))
    , m_work(std::move(work))
    , m_finished(std::move(finished))
{
}

bool ActCommand::execute(StoreTransaction &store, Time now)
{
    Verb verb(store, now, m_actor, m_state, m_world);
    m_isExecuted = true;
    m_result = m_work(verb);
    if (!m_result)
        return false;
    verb.recordConsequences();
    m_effects = verb.takeEffects();
    return true;
}

void ActCommand::finish(const Done &outcome)
{
    if (!outcome) {
        // What the act left in memory may be ahead of the store now; unexecuted it left nothing.
        if (m_isExecuted)
            m_state.settingsLoaded = false;
        m_finished(outcome);
        return;
    }
    m_finished(m_result);
    for (const auto &effect : m_effects)
        effect();
}

} // namespace stint
