#pragma once

#include "model/service/act.h"
#include "model/service/board.h"
#include "model/service/drain.h"
#include "model/service/waitingclaims.h"

#include <condition_variable>
#include <deque>
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

    /// A command of the writer made of \a work; \a finished is called on the writer's thread, or by who refuses it.
    std::unique_ptr<WriteCommand> command(const Actor &actor, ActCommand::Work work,
                                          ActCommand::Finished finished = {});
    /// Submits it. Any thread.
    void act(const Actor &actor, ActCommand::Work work, ActCommand::Finished finished = {});

    void drain(const Actor &actor, SchedulerDrain request, Answer<SchedulerDrain> answer);
    /// Does \a job on the duties' thread, which is at nothing else meanwhile; on the caller's while there is none.
    /// After stop() it is only told why not.
    using Job = std::function<void(const Done &may)>;
    void perform(Job job);
    /// Hands out nothing more and answers who waits, now and later, with \a error, until resume() makes up for it.
    void pause(const Error &error);
    void resume();

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

    std::vector<std::shared_ptr<RunningDrain>> takeDrains(const Error &error);
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
    std::deque<Job> m_jobs;
    std::optional<Error> m_refusal; ///< what drains are answered while it is stopped or paused
    qint64 m_sweepMs = 15'000, m_cycleMs = 15'000;
    std::optional<qint64> m_sweepAt, m_cycleAt, m_reapAt, m_judgeAt; ///< absent: under way or not wanted
    std::optional<Time> m_dueAt;                                     ///< a queued run's not_before, for those who wait
    std::vector<std::shared_ptr<RunningDrain>> m_drains;
};

} // namespace stint
