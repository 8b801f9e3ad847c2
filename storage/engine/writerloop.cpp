#include "storage/engine/writerloop.h"

#include "storage/engine/commitmark.h"

#include <algorithm>

namespace stint
{

namespace
{
constexpr int retriesPerLimit = 8; ///< attempts to move the log while it grows by its limit once more
}

Writer::Loop::Loop(std::unique_ptr<Connection> connection, Reopen reopen, Clock &clock, const WriterSettings &settings)
    : m_clock(clock)
    , m_reopen(std::move(reopen))
    , m_settings(settings)
    , m_connection(std::move(connection))
    , m_store(std::make_unique<SqlStore>(*m_connection))
    , m_busyAt(Rhythm::now())
    , m_checkpointAt(settings.walLimitBytes)
{
}

// ---- The queue

void Writer::Loop::submit(std::unique_ptr<WriteCommand> command)
{
    std::optional<Error> refusal;
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            refusal = m_refusal;
        else if (m_queue.size() >= static_cast<std::size_t>(m_settings.queueMax))
            refusal = refuse(ErrorCode::QueueFull, "Too many changes are waiting.").with("retry_after_ms", 100);
        isFirst = m_queue.empty();
        if (!refusal)
            m_queue.push_back(std::exchange(command, nullptr));
    }
    if (refusal)
        command->finish(*refusal);
    else if (isFirst)
        m_arrived.notify_one(); // unlocked: who wakes finds the mutex free
}

bool Writer::Loop::takeWaiting()
{
    if (m_taken.empty()) {
        const std::lock_guard lock(m_mutex);
        m_taken.swap(m_queue);
    }
    return !m_taken.empty();
}

void Writer::Loop::observe(std::function<void(const ChangeSet &)> observer)
{
    const std::lock_guard lock(m_observersMutex);
    m_observers.push_back(std::move(observer));
}

Writer::Figures Writer::Loop::figures() const
{
    return {m_commits, m_commands, m_checkpoints, m_reopened};
}

// ---- The thread

void Writer::Loop::start()
{
    if (!m_settings.isInline)
        m_thread = std::thread([this] { serve(); });
}

void Writer::Loop::stop(std::unique_ptr<WriteCommand> last, const std::function<void()> &drained, const Error &refusal)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return;
        m_stopping = true;
        m_refusal = refusal;
        m_drained = drained;
        if (last)
            m_queue.push_back(std::move(last));
    }
    m_arrived.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    else
        serve();
}

void Writer::Loop::serve()
{
    while (true) {
        awaitWork();
        if (takeWaiting()) {
            executeBatch();
            continue;
        }
        doDuties();
        const std::lock_guard lock(m_mutex);
        if (m_stopping && m_queue.empty())
            break;
    }
    close(m_drained);
}

void Writer::Loop::awaitWork()
{
    if (!m_taken.empty())
        return;
    std::unique_lock lock(m_mutex);
    const auto hasWork = [this] { return m_stopping || !m_queue.empty(); };
    m_arrived.wait_until(lock, nextDuty(), hasWork);
}

Writer::Loop::Moment Writer::Loop::nextDuty() const
{
    using std::chrono::milliseconds;
    Moment next = m_sampledAt + milliseconds(m_settings.clockIntervalMs);
    if (m_flushBy)
        next = std::min(next, *m_flushBy);
    else if (m_connection && m_connection->walBytes() > 0)
        next = std::min(next, std::max(m_busyAt + milliseconds(m_settings.idleCheckpointMs), Rhythm::now()));
    return next;
}

void Writer::Loop::doDuties()
{
    const Moment now = Rhythm::now();
    if (now >= m_sampledAt + std::chrono::milliseconds(m_settings.clockIntervalMs))
        sampleClock();
    if (m_flushBy && now >= *m_flushBy)
        flush();
    if (now >= m_busyAt + std::chrono::milliseconds(m_settings.idleCheckpointMs))
        checkpointWhenIdle();
}

void Writer::Loop::runPending()
{
    while (takeWaiting())
        executeBatch();
}

// ---- A batch

void Writer::Loop::executeBatch()
{
    Commands answers;
    m_needsCommit = false;
    if (!hasConnection() || !sampleClock() || !beginTransaction()) {
        answers.swap(m_taken);
        failBatch(m_fault, answers);
        return;
    }
    const Moment enough = Rhythm::now() + std::chrono::milliseconds(m_settings.batchBudgetMs);
    // Callers soon call again, agents loop: who comes while others are executed is served by the same sync.
    for (int i = 0; i < m_settings.batchMax && (i == 0 || Rhythm::now() < enough) && takeWaiting(); ++i) {
        auto command = std::move(m_taken.front());
        m_taken.pop_front();
        if (!executeOne(std::move(command), answers))
            return;
    }
    finishBatch(answers);
    m_busyAt = Rhythm::now();
    if (m_flushBy && m_busyAt >= *m_flushBy)
        flush();
    checkpointIfLong();
}

/// False when the fault of one command cost the whole batch; everybody is answered then.
bool Writer::Loop::executeOne(std::unique_ptr<WriteCommand> command, Commands &answers)
{
    m_store->beginCommand();
    const bool keep = command->execute(*m_store, m_sample->wall);
    const std::optional<StoreError> fault = m_store->endCommand(keep);
    ++m_commands;
    if (fault) {
        // A contradiction undoes one statement; anything else, and a transaction that SQLite ended by itself, undoes
        // what the neighbours did.
        if (fault->fault != StoreFault::Constraint || !m_connection->inTransaction()) {
            answers.push_back(std::move(command));
            failBatch(*fault, answers);
            return false;
        }
        command->finish(fault->toError());
        return true;
    }
    if (!command->isLazy()) {
        m_needsCommit = m_needsCommit || m_store->commandWrote();
        answers.push_back(std::move(command));
        return true;
    }
    if (m_store->commandWrote()) {
        const qint64 wish = command->maxDelayMs();
        const qint64 delay =
            wish > 0 ? std::min<qint64>(wish, m_settings.heartbeatFlushMs) : m_settings.heartbeatFlushMs;
        const Moment by = Rhythm::now() + std::chrono::milliseconds(delay);
        m_flushBy = m_flushBy ? std::min(*m_flushBy, by) : by;
    }
    command->finish({});
    return true;
}

void Writer::Loop::finishBatch(Commands &answers)
{
    if (m_needsCommit) {
        if (const auto fault = commit()) {
            failBatch(*fault, answers);
            return;
        }
        publish(m_store->takeChanges());
    } else if (!m_store->hasWrites()) {
        // Nothing to keep: refusals and answers without changes cost no sync.
        m_store->rollback();
        m_transactionOpen = false;
    }
    for (auto &command : answers)
        command->finish({});
}

void Writer::Loop::failBatch(const StoreError &fault, Commands &answers)
{
    const Error error = fault.toError();
    giveUp();
    for (auto &command : answers)
        command->finish(error);
}

// ---- Transactions

bool Writer::Loop::beginTransaction()
{
    if (m_transactionOpen)
        return true;
    m_store->begin();
    if (m_connection->hasFailed()) {
        m_fault = *m_connection->fault();
        return false;
    }
    m_transactionOpen = true;
    return true;
}

std::optional<StoreError> Writer::Loop::commit()
{
    const Moment begun = Rhythm::now();
    if (auto fault = m_store->commit()) {
        if (const qint64 number = m_store->commitNumber())
            m_inDoubt = Doubt{number, m_store->takeChanges()};
        return fault;
    }
    m_transactionOpen = false;
    m_flushBy.reset();
    m_commitTook = Rhythm::now() - begun;
    noteCommit();
    return std::nullopt;
}

void Writer::Loop::noteCommit()
{
    ++m_commits;
    if (m_mark)
        m_mark->put(m_store->commitNumber());
}

/// A commit that failed may be in the log all the same. Nobody was told that it succeeded, but its events are history
/// now: who listens must hear of them (LIV-03).
void Writer::Loop::settleDoubt()
{
    if (!m_inDoubt)
        return;
    const qint64 newest = m_store->commitNumber();
    if (m_connection->hasFailed())
        return; // still in doubt; nothing is committed before the next connection
    const auto doubt = std::exchange(m_inDoubt, std::nullopt);
    if (newest < doubt->number)
        return;
    noteCommit();
    publish(doubt->changes);
}

void Writer::Loop::publish(ChangeSet changes)
{
    changes.revision = ++m_revision;
    changes.commitUs = std::chrono::duration_cast<std::chrono::microseconds>(m_commitTook).count();
    const std::lock_guard lock(m_observersMutex);
    for (const auto &observer : m_observers)
        observer(changes);
}

void Writer::Loop::flush()
{
    m_flushBy.reset();
    if (!m_transactionOpen)
        return;
    if (const auto fault = commit()) {
        m_fault = *fault;
        giveUp();
        return;
    }
    publish(m_store->takeChanges());
}

/// CLK-01, CLK-02, CLK-05: one time per batch; a discontinuity is corrected in a transaction of its own, ahead of it.
bool Writer::Loop::sampleClock()
{
    const ClockSample sample = m_clock.sample();
    m_sampledAt = Rhythm::now();
    const std::optional<ClockSample> before = std::exchange(m_sample, sample);
    if (!m_keeper || !before || !m_keeper->isDiscontinuous(*before, sample))
        return true;
    flush();
    if (!correctClock(*before, sample)) {
        // The correction is still owed: the next sample is compared with the old one again.
        m_sample = before;
        return false;
    }
    publish(m_store->takeChanges());
    return true;
}

bool Writer::Loop::correctClock(const ClockSample &before, const ClockSample &after)
{
    if (!hasConnection() || !beginTransaction())
        return false;
    m_keeper->correct(*m_store, before, after);
    std::optional<StoreError> fault = m_connection->fault();
    if (!fault)
        fault = commit();
    if (!fault)
        return true;
    m_fault = *fault;
    giveUp();
    return false;
}

/// After a fault nothing is believed and nothing is synced again: the connection is closed and another one proved.
void Writer::Loop::giveUp()
{
    m_transactionOpen = false;
    m_flushBy.reset();
    if (m_store)
        m_store->rollback();
    m_store.reset();
    m_connection.reset();
    hasConnection();
}

bool Writer::Loop::hasConnection()
{
    if (m_connection)
        return true;
    auto reopened = m_reopen();
    if (!reopened) {
        m_fault = reopened.error();
        return false;
    }
    ++m_reopened;
    m_connection = std::move(*reopened);
    m_store = std::make_unique<SqlStore>(*m_connection);
    settleDoubt();
    return true;
}

// ---- The log

void Writer::Loop::checkpointIfLong()
{
    if (m_transactionOpen || !m_connection || m_connection->walBytes() < m_checkpointAt)
        return;
    const bool complete = m_connection->checkpoint(Connection::Checkpoint::Passive);
    ++m_checkpoints;
    // A reader's snapshot may keep it from finishing; it is tried again soon, but not with every batch.
    m_checkpointAt =
        complete ? m_settings.walLimitBytes : m_connection->walBytes() + m_settings.walLimitBytes / retriesPerLimit;
    if (m_connection->hasFailed()) {
        m_fault = *m_connection->fault();
        giveUp();
    }
}

void Writer::Loop::checkpointWhenIdle()
{
    m_busyAt = Rhythm::now();
    if (m_transactionOpen || !m_connection || m_connection->walBytes() == 0)
        return;
    m_checkpointAt = 0;
    checkpointIfLong();
}

void Writer::Loop::close(const std::function<void()> &drained)
{
    flush();
    if (m_transactionOpen) {
        m_store->rollback();
        m_transactionOpen = false;
    }
    if (drained)
        drained();
    if (m_connection)
        m_connection->checkpoint(Connection::Checkpoint::Truncate);
    if (m_mark)
        m_mark->sync();
    m_store.reset();
    m_connection.reset();
}

} // namespace stint
