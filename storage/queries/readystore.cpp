#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

#include <algorithm>

// The ready order lives in the rows of the runs (schema: runs.queue_class). Its index runs_queue holds queued runs
// only, in the order of a claim, so the head of a class is one seek and nothing else has to be kept in step.

namespace stint
{

namespace
{

/// Where a queued run stands; enough to merge the classes' orders.
struct QueuePlace {
    int priority = 0;
    Time queuedAt;
    RunId id;

    bool operator<(const QueuePlace &other) const
    {
        if (priority != other.priority)
            return priority > other.priority;
        if (queuedAt != other.queuedAt)
            return queuedAt < other.queuedAt;
        return id < other.id;
    }
};

void readRow(Statement &row, QueuePlace &place)
{
    row.read(place.priority, place.queuedAt, place.id);
}

} // namespace

/// Distinct classes of queued runs above \a above, one index seek each.
std::vector<qint64> SqlStore::queueClasses(qint64 above)
{
    std::vector<qint64> classes;
    Statement next = m_db.prepare("SELECT min(queue_class) FROM runs WHERE status = 0 AND queue_class > ?");
    while (true) {
        next.bind(above);
        const auto found = next.step() ? next.value<std::optional<qint64>>() : std::nullopt;
        if (!found)
            return classes;
        classes.push_back(above = *found);
        next.reset();
    }
}

const ClaimClass &SqlStore::classOf(qint64 number)
{
    const auto known = m_classes.constFind(number);
    if (known != m_classes.constEnd())
        return *known;
    const QString key =
        fetchOne<QString>(m_db, "SELECT key FROM claim_classes WHERE n = ?", number).value_or(QString());
    m_classNumbers.insert(key, number);
    return *m_classes.insert(number, claimClassFromKey(key));
}

qint64 SqlStore::classNumber(const ClaimClassId &key)
{
    const auto known = m_classNumbers.constFind(key);
    if (known != m_classNumbers.constEnd())
        return *known;
    const auto stored = fetchOne<qint64>(m_db, "SELECT n FROM claim_classes WHERE key = ?", key);
    if (stored)
        m_classNumbers.insert(key, *stored);
    return stored.value_or(0);
}

std::vector<ClaimClass> SqlStore::claimClasses()
{
    std::vector<ClaimClass> classes;
    for (const qint64 number : queueClasses(0))
        classes.push_back(classOf(number));
    return classes;
}

std::optional<ReadyRun> SqlStore::firstReady(const ClaimClassId &id)
{
    const qint64 number = classNumber(id);
    if (number == 0)
        return std::nullopt;
    return fetchOne<ReadyRun>(m_db,
                              "SELECT " STINT_READY_COLUMNS " FROM runs WHERE status = 0 AND queue_class = ? "
                              "ORDER BY priority DESC, queued_at_ms, id LIMIT 1",
                              number);
}

std::vector<ReadyRun> SqlStore::readyOnChannel(const QString &channel)
{
    return fetchAll<ReadyRun>(m_db,
                              "SELECT " STINT_READY_COLUMNS " FROM runs INDEXED BY runs_on_channel "
                              "WHERE status = 0 AND coordination_channel_id = ? AND coordination_channel_id <> '' "
                              "AND queue_class > 0 ORDER BY priority DESC, queued_at_ms, id",
                              channel);
}

std::optional<ReadyRun> SqlStore::ready(const RunId &id)
{
    return fetchOne<ReadyRun>(
        m_db, "SELECT " STINT_READY_COLUMNS " FROM runs WHERE id = ? AND status = 0 AND queue_class > 0", id);
}

std::optional<Time> SqlStore::nextDue()
{
    return fetchOne<Time>(m_db, "SELECT due_at_ms FROM runs WHERE due_at_ms IS NOT NULL ORDER BY due_at_ms LIMIT 1");
}

qint64 SqlStore::readyCount()
{
    return fetchNumber(m_db, "SELECT n FROM counters WHERE kind = 2 AND value = 0") + m_tally.ready;
}

void SqlStore::putReady(const ReadyRun &run, const ClaimClass &claimClass, std::optional<Time> due)
{
    if (!beginWrite())
        return;
    const ClaimClassId key = claimClass.key();
    qint64 number = classNumber(key);
    if (number == 0) {
        write("INSERT INTO claim_classes (key) VALUES (?)", key);
        number = m_db.lastInsertRowId();
        m_classNumbers.insert(key, number);
        m_grewClasses = true;
    }
    const KeptRun *const known = keptRun(run.runId);
    if (!known)
        return;
    KeptRun kept = *known;
    const QueueStand before = std::exchange(kept.stand, {due ? -number : number, run.priorityWeight, due});
    // Refreshing what already stands there is the common case and writes nothing.
    if (kept.stand == before)
        return;
    write("UPDATE runs SET queue_class = ?, priority = ?, due_at_ms = ? WHERE id = ?", kept.stand.queueClass,
          kept.stand.priority, due, run.runId);
    m_kept.replace(kept);
    // Of another class it may be claimable for somebody it was not claimable for.
    if (!due && kept.stand.queueClass != before.queueClass)
        m_changes.newlyReady += 1;
    m_tally.ready += (due ? 0 : 1) - (before.queueClass > 0 ? 1 : 0);
}

void SqlStore::removeReady(const RunId &id)
{
    const KeptRun *const known = keptRun(id);
    if (!known || known->stand.queueClass == 0)
        return;
    KeptRun kept = *known;
    m_tally.ready -= kept.stand.queueClass > 0 ? 1 : 0;
    kept.stand.queueClass = 0;
    kept.stand.due.reset();
    write("UPDATE runs SET queue_class = 0, due_at_ms = NULL WHERE id = ?", id);
    m_kept.replace(kept);
}

void SqlStore::promoteDue(Time now)
{
    const auto due = nextDue();
    if (!due || *due > now)
        return;
    for (const TaskId &task : fetchAll<TaskId>(m_db, "SELECT task_id FROM runs WHERE due_at_ms <= ?", now)) {
        touch(task);
        m_kept.forgetRunsOf(task);
    }
    write("UPDATE runs SET queue_class = -queue_class, due_at_ms = NULL WHERE due_at_ms <= ?", now);
    const int promoted = m_db.changes();
    m_tally.ready += promoted;
    m_changes.newlyReady += promoted;
}

std::vector<QueuedRun> SqlStore::queuedRuns(const std::optional<WorkspaceId> &workspace, int offset, int limit)
{
    const int wanted = limit == 0 ? -1 : offset + limit;
    std::vector<QueuePlace> places;
    for (const qint64 number : queueClasses(std::numeric_limits<qint64>::min())) {
        const auto ofClass =
            workspace ? fetchAll<QueuePlace>(
                            m_db,
                            "SELECT r.priority, r.queued_at_ms, r.id FROM runs r JOIN tasks t ON t.id = r.task_id "
                            "WHERE r.status = 0 AND r.queue_class = ? AND t.workspace_id = ? "
                            "ORDER BY r.priority DESC, r.queued_at_ms, r.id LIMIT ?",
                            number, *workspace, wanted)
                      : fetchAll<QueuePlace>(
                            m_db,
                            "SELECT priority, queued_at_ms, id FROM runs WHERE status = 0 AND queue_class = ? "
                            "ORDER BY priority DESC, queued_at_ms, id LIMIT ?",
                            number, wanted);
        places.insert(places.end(), ofClass.begin(), ofClass.end());
    }
    std::sort(places.begin(), places.end());
    std::vector<QueuedRun> result;
    for (std::size_t i = static_cast<std::size_t>(offset); i < places.size(); ++i) {
        if (limit != 0 && result.size() == static_cast<std::size_t>(limit))
            break;
        auto queued = run(places[i].id);
        auto itsTask = queued ? task(queued->taskId) : std::nullopt;
        if (itsTask)
            result.push_back({std::move(*queued), std::move(*itsTask)});
    }
    return result;
}

} // namespace stint
