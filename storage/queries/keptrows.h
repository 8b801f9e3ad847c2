#pragma once

#include "model/domain/run.h"
#include "model/domain/session.h"
#include "model/domain/task.h"

#include <QCache>

namespace stint
{

/// Where a run stands in the ready order; columns of its row that are not part of the domain's Run.
struct QueueStand {
    qint64 queueClass = 0; ///< 0 not in it; c > 0 claimable in class c; -c waits for \a due
    int priority = 0;      ///< weight
    std::optional<Time> due;
    bool operator==(const QueueStand &) const = default;
};

struct KeptRun {
    Run run;
    QueueStand stand;
};

/// Rows that the writer read or wrote lately, as they stand inside its transaction. An agent's loop touches one task,
/// its runs and its session with every call, and nobody but the writer changes them, so they need not be read again.
/// Whoever undoes writes calls clear(). Least recently used rows go first, by bytes. Thread of the writer.
class KeptRows
{
public:
    KeptRows();

    /// Null when the row is not kept. Valid until the next call.
    const Task *task(const TaskId &id) { return m_tasks.object(id); }
    void keep(const Task &task);

    /// All runs of a task in the order of their attempts; null when they are not kept. Valid until the next call.
    const std::vector<KeptRun> *runsOf(const TaskId &id) { return m_runs.object(id); }
    void keep(const TaskId &id, std::vector<KeptRun> runs);
    /// The kept run with that id; null when it is not kept.
    const KeptRun *run(const RunId &id);
    /// Puts the new row in the place of the old one, if that is kept.
    void replace(const KeptRun &run);
    void forgetRunsOf(const TaskId &id) { m_runs.remove(id); }

    const ClaimRecord *claim(const RunId &id, int epoch);
    void keep(const ClaimRecord &claim);

    const Session *session(const SessionId &id) { return m_sessions.object(id); }
    void keep(const Session &session);

    void clear();

private:
    QCache<TaskId, Task> m_tasks;
    QCache<TaskId, std::vector<KeptRun>> m_runs;
    QCache<RunId, TaskId> m_taskOf; ///< never wrong: a run stays with its task
    QCache<RunId, ClaimRecord> m_claims;
    QCache<SessionId, Session> m_sessions;
};

} // namespace stint
