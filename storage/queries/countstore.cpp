#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

namespace
{

enum class Counter { Tasks, Runs, Ready };

/// All values of a kind of counter plus what is not yet written; values that never occurred are left out.
template<std::size_t size>
QMap<int, qint64> counts(Connection &db, Counter kind, const std::array<qint64, size> &pending)
{
    QMap<int, qint64> counts;
    Statement query = db.prepare("SELECT value, n FROM counters WHERE kind = ? ORDER BY value");
    query.bind(static_cast<int>(kind));
    while (query.step()) {
        const auto value = query.value<int>();
        const qint64 n = query.value<qint64>() + pending.at(static_cast<std::size_t>(value));
        if (n != 0)
            counts.insert(value, n);
    }
    return counts;
}

} // namespace

QMap<int, qint64> SqlStore::taskCounts()
{
    return counts(m_db, Counter::Tasks, m_tally.tasks);
}

QMap<int, qint64> SqlStore::runCounts()
{
    return counts(m_db, Counter::Runs, m_tally.runs);
}

/// Once per transaction: all verbs of a batch together dirty one page for all counters.
void SqlStore::writeTally()
{
    if (m_tally == Tally{})
        return;
    const auto add = [this](Counter kind, std::size_t value, qint64 n) {
        if (n != 0)
            write("UPDATE counters SET n = n + ? WHERE kind = ? AND value = ?", n, static_cast<int>(kind),
                  static_cast<qint64>(value));
    };
    for (std::size_t i = 0; i < m_tally.tasks.size(); ++i)
        add(Counter::Tasks, i, m_tally.tasks[i]);
    for (std::size_t i = 0; i < m_tally.runs.size(); ++i)
        add(Counter::Runs, i, m_tally.runs[i]);
    add(Counter::Ready, 0, m_tally.ready);
    add(Counter::Ready, 2, m_tally.words);
}

void SqlStore::countCommit()
{
    if (!m_hasWrites || m_db.hasFailed())
        return;
    if (m_lastCommit == 0)
        m_lastCommit = commitNumber();
    m_db.prepare("UPDATE counters SET n = ? WHERE kind = 2 AND value = 1").bind(m_lastCommit + 1).run();
    m_commitNumber = m_db.hasFailed() ? 0 : m_lastCommit + 1;
}

qint64 SqlStore::commitNumber()
{
    if (m_commitNumber == 0)
        m_commitNumber = fetchNumber(m_db, "SELECT n FROM counters WHERE kind = 2 AND value = 1");
    return m_commitNumber;
}

std::optional<qint64> SqlStore::wordsEdition()
{
    if (m_tally.words != 0)
        return std::nullopt;
    return fetchOne<qint64>(m_db, "SELECT n FROM counters WHERE kind = 2 AND value = 2");
}

qint64 SqlStore::pausedTaskCount()
{
    return fetchNumber(m_db, "SELECT count(*) FROM tasks WHERE paused_at_ms IS NOT NULL");
}

qint64 SqlStore::openReviewCount()
{
    return fetchNumber(m_db, "SELECT count(*) FROM reviews WHERE status BETWEEN 0 AND 2");
}

qint64 SqlStore::openCircuitCount()
{
    return fetchNumber(m_db, "SELECT count(*) FROM tasks WHERE review_circuit_opened_at_ms IS NOT NULL");
}

qint64 SqlStore::awaitingApprovalCount()
{
    return fetchNumber(m_db, "SELECT count(*) FROM tasks WHERE status = 2 AND approval_state = 1");
}

qint64 SqlStore::dependencyBlockedCount()
{
    return fetchNumber(m_db, "SELECT count(*) FROM tasks t WHERE t.status = 2 AND EXISTS (SELECT 1 FROM dependencies d "
                             "JOIN tasks b ON b.id = d.depends_on_task_id WHERE d.task_id = t.id AND b.status <> 5)");
}

qint64 SqlStore::queuedRunCount(const std::optional<WorkspaceId> &workspace)
{
    if (!workspace)
        return runCounts().value(static_cast<int>(RunStatus::Queued));
    return fetchNumber(m_db,
                       "SELECT count(*) FROM runs r JOIN tasks t ON t.id = r.task_id "
                       "WHERE r.status = 0 AND t.workspace_id = ?",
                       *workspace);
}

/// A waiting age counts from `waiting_since`, or from a `not_before` that was reached later. The first kind is counted
/// in the queue's index; the few runs of the second kind are taken off again.
qint64 SqlStore::starvedRunCount(Time now, qint64 ageMs)
{
    const Time latest = now - ageMs;
    return fetchNumber(m_db,
                       "SELECT (SELECT count(*) FROM runs WHERE status = 0 AND waiting_since_ms <= ?1) "
                       "- (SELECT count(*) FROM tasks t JOIN runs r ON r.task_id = t.id "
                       "WHERE t.not_before_ms > ?1 AND t.not_before_ms <= ?2 AND r.status = 0 "
                       "AND r.waiting_since_ms <= ?1)",
                       latest, now);
}

std::optional<Time> SqlStore::oldestWaiting()
{
    const auto oldest = fetchOne<std::optional<Time>>(m_db, "SELECT min(waiting_since_ms) FROM runs WHERE status = 0");
    return oldest.value_or(std::nullopt);
}

RunLatencies SqlStore::runLatencies()
{
    RunLatencies latencies;
    Statement query = m_db.prepare(
        "SELECT coalesce(CAST(avg(max(claimed_at_ms - queued_at_ms, 0)) AS INTEGER), 0), "
        "coalesce(max(max(claimed_at_ms - queued_at_ms, 0)), 0), count(claimed_at_ms), "
        "coalesce(CAST(avg(max(started_at_ms - coalesce(claimed_at_ms, queued_at_ms), 0)) AS INTEGER), 0), "
        "coalesce(max(max(started_at_ms - coalesce(claimed_at_ms, queued_at_ms), 0)), 0), count(started_at_ms) "
        "FROM runs");
    if (query.step()) {
        query.read(latencies.claim.averageMs, latencies.claim.maximumMs, latencies.claim.samples,
                   latencies.start.averageMs, latencies.start.maximumMs, latencies.start.samples);
    }
    return latencies;
}

} // namespace stint
