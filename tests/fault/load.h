#pragma once

#include "tests/fault/diskboard.h"

#include <map>

namespace stint::test
{

/// A seeded stream of verbs of people and agents on one board, and what the board has acknowledged of them.
class Load
{
public:
    explicit Load(quint32 seed)
        : m_random(seed * 2'654'435'761u + 1u)
    {
    }

    /// Hands one random verb to the board; its answer arrives with a later pump().
    void step(DiskBoard &board);
    /// Registers agents; needs a working board.
    void addAgents(DiskBoard &board, int count);

    /// Answers that arrive from now on are lost on their way: whoever asked never hears them.
    void loseAnswers(bool lose) { m_isDeaf = lose; }
    /// Called with every answer of a durable verb that changed something.
    std::function<void()> acknowledged = [] {};
    /// Every acknowledged row must be there at least as new as it was. Blank, or what is missing.
    QString missingFrom(DiskBoard &board) const;
    /// What the board answered, in order; the same seed gives the same text.
    const QByteArray &log() const { return m_log; }
    /// Random numbers for others that share the seed.
    int below(int bound)
    {
        m_random ^= m_random << 13;
        m_random ^= m_random >> 17;
        m_random ^= m_random << 5;
        return static_cast<int>(m_random % static_cast<quint32>(bound));
    }

private:
    struct Agent {
        Actor actor;
        RunId holds;
        std::optional<int> epoch;
    };

    template<Request R>
    void send(DiskBoard &board, const Actor &actor, R request,
              std::function<void(const typename R::Reply &)> learn = {});
    template<Request R>
    void sendRun(DiskBoard &board, std::size_t agent, bool ends, R request);
    void learn(const TaskView &view);
    void learn(const Run &run);
    void agentStep(DiskBoard &board);
    void humanStep(DiskBoard &board);
    TaskId anyTask();

    quint32 m_random;
    int m_count = 0;
    bool m_isDeaf = false;
    std::vector<Agent> m_agents;
    std::vector<TaskId> m_tasks;
    std::map<QString, qint64> m_versions;           ///< acknowledged, by task
    std::map<QString, std::pair<int, bool>> m_runs; ///< acknowledged epoch and whether it ended, by run
    qint64 m_events = 0;                            ///< acknowledged comments
    QByteArray m_log;
};

} // namespace stint::test
