#pragma once

#include "model/service/act.h"
#include "model/service/board.h"
#include "model/service/drain.h"
#include "model/service/waitingclaims.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace stint
{

/// What the board does by itself, and when: a thread that sleeps until the next deadline and then hands commands to the
/// writer; it never touches the store. Deadlines are moments of the monotonic clock but for `not_before`, which is wall
/// time. Each duty is under way at most once.
class Board::Duties
{
public:
    explicit Duties(Board &board);
    ~Duties();

    /// Starts the thread; the intervals run from now. Writer thread.
    void start();
    /// Ends the thread and answers all that wait with shutting_down.
    void stop();

    /// Any thread. \a finished is called on the writer thread.
    void act(const Actor &actor, ActCommand::Work work, ActCommand::Finished finished = {});

    void drain(const Actor &actor, SchedulerDrain request, Answer<SchedulerDrain> answer);
    qint64 monotonicMs() { return m_board.m_ports.clock.sample().monotonicMs; }

    /// Looks at the deadlines again after a claim began to wait or waits on. Writer thread.
    void noteDue();

    WaitingClaims waiting;

private:
    struct RunningDrain {
        Actor actor;
        Drain drain;
        Answer<SchedulerDrain> answer;
        qint64 deadlineMs = 0;
        std::optional<qint64> nextLookMs;
    };

    void onCommit(const ChangeSet &changes);
    /// Wakes the thread so that it looks at its deadlines again.
    void poke();
    void loop();
    /// Hands out everything that is due. \return how long nothing will be, in milliseconds.
    qint64 handOut();
    bool takeDue(std::optional<qint64> &deadline, qint64 nowMs);
    void setDue(std::optional<qint64> &deadline, qint64 inMs);

    void sweep();
    void sweepRest();
    void cycle();
    void climbFrom(std::shared_ptr<std::vector<RunId>> runs, std::size_t position);
    void reap();
    void look(const std::shared_ptr<RunningDrain> &running);
    /// Reads the intervals anew, on the writer thread.
    void takeSettings(const BoardSettings &settings);

    Board &m_board;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_woken;
    bool m_stopping = false, m_poked = false;
    qint64 m_sweepMs = 15'000, m_cycleMs = 15'000;
    std::optional<qint64> m_sweepAt, m_cycleAt, m_reapAt, m_judgeAt; ///< absent: under way or not wanted
    std::optional<Time> m_dueAt;                                     ///< a queued run's not_before, for those who wait
    std::vector<std::shared_ptr<RunningDrain>> m_drains;
};

} // namespace stint
