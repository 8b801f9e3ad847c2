#include "model/service/boardduties.h"

#include "model/ports/vault.h"
#include "model/service/bootrecovery.h"
#include "model/service/duties.h"
#include "model/service/log.h"
#include "model/service/reviews.h"

#include <algorithm>
#include <chrono>

namespace stint
{

namespace
{

constexpr qint64 reapMs = 5'000;            ///< SWP-05
constexpr qint64 judgeReturningMs = 60'000; ///< BOO-05
constexpr qint64 idleMs = 60'000;           ///< longest sleep; nothing depends on it

Actor sweeper()
{
    return Actor::engine("sweeper");
}
Actor scheduler()
{
    return Actor::engine("scheduler");
}

Done always(Verb &verb, void (*duty)(Verb &))
{
    duty(verb);
    return {};
}

/// Not worth a line in the log: the board was closed or locked while the duty was under way.
bool isClosed(const Done &outcome)
{
    return !outcome && (outcome.error().code == ErrorCode::Locked || outcome.error().code == ErrorCode::ShuttingDown);
}

} // namespace

Board::Duties::Duties(Board &board)
    : waiting(board.m_ports.writer, board.m_state, board.m_world, [this] { noteDue(); })
    , m_board(board)
{
    board.m_ports.writer.observe([this](const ChangeSet &changes) { onCommit(changes); });
}

Board::Duties::~Duties()
{
    stop();
}

void Board::Duties::start()
{
    takeSettings(m_board.m_state.settings);
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return;
        const qint64 now = monotonicMs();
        m_sweepAt = now + m_sweepMs;
        m_cycleAt = now + m_cycleMs;
        m_reapAt = now + reapMs;
        m_judgeAt = now + judgeReturningMs;
        m_thread = std::thread([this] { loop(); });
    }
}

void Board::Duties::stop()
{
    std::thread thread;
    std::deque<Job> jobs;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        thread.swap(m_thread);
    }
    m_woken.notify_all();
    if (thread.joinable())
        thread.join();
    waiting.close(boardClosing());
    for (const auto &running : takeDrains(boardClosing()))
        running->answer(boardClosing());
    {
        const std::lock_guard lock(m_mutex);
        jobs.swap(m_jobs);
    }
    for (const Job &job : jobs)
        job(boardClosing());
}

/// From now on they are answered with \a error at once.
std::vector<std::shared_ptr<Board::Duties::RunningDrain>> Board::Duties::takeDrains(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = error;
    return std::exchange(m_drains, {});
}

void Board::Duties::perform(Job job)
{
    Done may;
    {
        const std::lock_guard lock(m_mutex);
        if (m_thread.joinable()) {
            m_jobs.push_back(std::move(job));
            m_woken.notify_all();
            return;
        }
        if (m_stopping)
            may = boardClosing();
    }
    job(may);
}

void Board::Duties::pause(const Error &error)
{
    waiting.close(error);
    for (const auto &running : takeDrains(error))
        running->answer(error);
}

void Board::Duties::resume()
{
    waiting.reopen();
    const std::lock_guard lock(m_mutex);
    m_refusal.reset();
    // Leases went on running out.
    for (auto *deadline : {&m_sweepAt, &m_cycleAt, &m_reapAt}) {
        if (*deadline)
            *deadline = monotonicMs();
    }
    m_poked = true;
}

std::unique_ptr<WriteCommand> Board::Duties::command(const Actor &actor, ActCommand::Work work,
                                                     ActCommand::Finished finished)
{
    if (!finished) {
        finished = [](const Done &outcome) {
            if (!outcome && !isClosed(outcome))
                qCWarning(lcService, "a duty of the board failed: %s", errorInfo(outcome.error().code).text);
        };
    }
    return std::make_unique<ActCommand>(m_board.m_state, m_board.m_world, actor, std::move(work), std::move(finished));
}

void Board::Duties::act(const Actor &actor, ActCommand::Work work, ActCommand::Finished finished)
{
    m_board.m_ports.writer.submit(command(actor, std::move(work), std::move(finished)));
}

void Board::Duties::poke()
{
    {
        const std::lock_guard lock(m_mutex);
        m_poked = true;
    }
    m_woken.notify_all();
}

void Board::Duties::onCommit(const ChangeSet &changes)
{
    const bool clockMoved = std::any_of(changes.events.begin(), changes.events.end(), [](const Event &event) {
        return event.type == QLatin1String("engine.clock_adjusted");
    });
    if (changes.newlyReady > 0 || changes.schedulerChanged) {
        ++m_board.m_state.readyCommits;
        waiting.serve();
    }
    if (changes.settingsChanged)
        act(sweeper(), [this](Verb &verb) -> Done {
            takeSettings(verb.settings());
            return {};
        });
    if (clockMoved)
        poke();
    if (!waiting.isEmpty())
        noteDue();
}

void Board::Duties::noteDue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_dueAt = m_board.m_state.nextDue;
        m_poked = true;
    }
    m_woken.notify_all();
}

void Board::Duties::takeSettings(const BoardSettings &settings)
{
    const std::lock_guard lock(m_mutex);
    const auto adopt = [](qint64 &interval, std::optional<qint64> &deadline, qint64 wanted) {
        if (deadline)
            *deadline += wanted - interval;
        interval = wanted;
    };
    adopt(m_sweepMs, m_sweepAt, settings.sweeperIntervalMs);
    adopt(m_cycleMs, m_cycleAt, settings.schedulerCycleMs);
    m_poked = true;
    m_woken.notify_all();
}

void Board::Duties::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_poked = false;
        const Job job = m_jobs.empty() ? Job() : std::move(m_jobs.front());
        if (job)
            m_jobs.pop_front();
        const bool isPaused = m_refusal.has_value();
        lock.unlock();
        if (job)
            job({});
        const qint64 restMs = job ? 0 : isPaused ? idleMs : handOut();
        lock.lock();
        const auto isWanted = [this] { return m_stopping || m_poked || !m_jobs.empty(); };
        m_woken.wait_for(lock, std::chrono::milliseconds(restMs), isWanted);
    }
}

bool Board::Duties::takeDue(std::optional<qint64> &deadline, qint64 nowMs)
{
    if (!deadline || *deadline > nowMs)
        return false;
    deadline.reset();
    return true;
}

void Board::Duties::setDue(std::optional<qint64> &deadline, qint64 inMs)
{
    const qint64 at = monotonicMs() + inMs;
    {
        const std::lock_guard lock(m_mutex);
        deadline = at;
    }
    poke();
}

qint64 Board::Duties::handOut()
{
    const ClockSample now = m_board.m_ports.clock.sample();
    bool sweeps, cycles, reaps, judges, serves;
    std::vector<std::shared_ptr<RunningDrain>> looks;
    {
        const std::lock_guard lock(m_mutex);
        sweeps = takeDue(m_sweepAt, now.monotonicMs);
        cycles = takeDue(m_cycleAt, now.monotonicMs);
        reaps = takeDue(m_reapAt, now.monotonicMs);
        judges = takeDue(m_judgeAt, now.monotonicMs);
        serves = m_dueAt && *m_dueAt <= now.wall;
        if (serves)
            m_dueAt.reset();
        for (const auto &running : m_drains) {
            if (takeDue(running->nextLookMs, now.monotonicMs))
                looks.push_back(running);
        }
    }
    if (sweeps)
        sweep();
    if (cycles)
        cycle();
    if (reaps)
        reap();
    if (judges)
        act(Actor::engine("recovery"), judgeReconnected);
    if (serves)
        waiting.serve();
    for (const auto &running : looks)
        look(running);

    const auto claimDeadline = waiting.expire(now.monotonicMs);
    const std::lock_guard lock(m_mutex);
    qint64 rest = idleMs;
    const auto limit = [&](const std::optional<qint64> &deadline) {
        if (deadline)
            rest = std::clamp<qint64>(*deadline - now.monotonicMs, 1, rest);
    };
    for (const auto &deadline : {m_sweepAt, m_cycleAt, m_reapAt, m_judgeAt, claimDeadline})
        limit(deadline);
    for (const auto &running : m_drains)
        limit(running->nextLookMs);
    if (m_dueAt)
        rest = std::clamp<qint64>(*m_dueAt - now.wall, 1, rest);
    return rest;
}

void Board::Duties::sweep()
{
    const auto swept = std::make_shared<int>(0);
    act(
        sweeper(),
        [swept](Verb &verb) -> Done {
            STINT_TRY_LET(*swept, sweepExpired(verb));
            return {};
        },
        [this, swept](const Done &outcome) {
            if (!outcome && !isClosed(outcome))
                qCWarning(lcService, "the sweep failed: %s", errorInfo(outcome.error().code).text);
            if (outcome && *swept == sweepBatch)
                sweep();
            else
                sweepRest();
        });
}

void Board::Duties::sweepRest()
{
    act(sweeper(), [](Verb &verb) -> Done {
        resumeParked(verb, 0);
        return {};
    });
    act(Actor::engine("review"), [](Verb &verb) { return always(verb, sweepReviewDeadlines); });
    act(Actor::engine("review"), [](Verb &verb) { return always(verb, routeReviews); });
    act(sweeper(), [](Verb &verb) { return always(verb, dropOldAnswers); });
    act(
        sweeper(), [](Verb &verb) { return always(verb, endIdleSessions); },
        [this](const Done &) { setDue(m_sweepAt, m_sweepMs); });
}

void Board::Duties::cycle()
{
    act(scheduler(), [this](Verb &verb) -> Done {
        verb.state.waitingSessions = waiting.sessions();
        wakeSessions(verb);
        return {};
    });
    // Looking for starving runs may read the whole queue: a reader does it, the writer climbs in small steps.
    m_board.m_ports.reader.submit([this](StoreReader *store, Time now, const Done &) {
        auto runs = std::make_shared<std::vector<RunId>>();
        if (store)
            *runs = starvingRuns(*store, loadSettings(*store), now);
        climbFrom(runs, 0);
    });
}

void Board::Duties::climbFrom(std::shared_ptr<std::vector<RunId>> runs, std::size_t position)
{
    if (position >= runs->size()) {
        setDue(m_cycleAt, m_cycleMs);
        return;
    }
    const std::size_t end = std::min(position + ladderBatch, runs->size());
    act(
        scheduler(),
        [runs, position, end](Verb &verb) -> Done {
            const auto begin = runs->begin();
            climb(verb, {begin + static_cast<std::ptrdiff_t>(position), begin + static_cast<std::ptrdiff_t>(end)});
            return {};
        },
        // After a failed step the rest waits for the next cycle.
        [this, runs, end](const Done &outcome) { climbFrom(runs, outcome ? end : runs->size()); });
}

void Board::Duties::reap()
{
    act(
        Actor::engine("sweeper"),
        [](Verb &verb) -> Done {
            reapSessions(verb);
            failOverdueLaunches(verb);
            return {};
        },
        [this](const Done &) { setDue(m_reapAt, reapMs); });
}

void Board::Duties::drain(const Actor &actor, SchedulerDrain request, Answer<SchedulerDrain> answer)
{
    auto running = std::make_shared<RunningDrain>(RunningDrain{actor, {}, std::move(answer), 0, {}});
    act(
        actor,
        [this, running, request = std::move(request)](Verb &verb) -> Done {
            STINT_TRY(authorize(verb.actor, SchedulerDrain::method, verb.settings()));
            STINT_TRY_LET(running->drain, startDrain(verb, request));
            running->deadlineMs = monotonicMs() + running->drain.timeoutMs;
            return {};
        },
        [this, running](const Done &outcome) {
            std::optional<Error> refusal;
            if (!outcome) {
                refusal = outcome.error();
            } else {
                const std::lock_guard lock(m_mutex);
                refusal = m_refusal;
                if (!refusal)
                    m_drains.push_back(running);
            }
            if (refusal)
                running->answer(*refusal);
            else
                look(running);
        });
}

void Board::Duties::look(const std::shared_ptr<RunningDrain> &running)
{
    const auto reply = std::make_shared<std::optional<DrainReply>>();
    act(
        running->actor,
        [this, running, reply](Verb &verb) -> Done {
            *reply = lookAtDrain(verb, running->drain, monotonicMs() >= running->deadlineMs);
            return {};
        },
        [this, running, reply](const Done &outcome) {
            if (outcome && !*reply) {
                const qint64 rest = running->deadlineMs - monotonicMs();
                setDue(running->nextLookMs, std::clamp<qint64>(rest, 1, drainLookMs));
                return;
            }
            {
                const std::lock_guard lock(m_mutex);
                // Whoever takes it out of the list answers it.
                if (std::erase(m_drains, running) == 0)
                    return;
            }
            if (outcome)
                running->answer(**reply);
            else
                running->answer(outcome.error());
        });
}

} // namespace stint
