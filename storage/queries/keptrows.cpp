#include "storage/queries/keptrows.h"

#include <algorithm>
#include <memory>

namespace stint
{

namespace
{

constexpr qsizetype keptBytes = 2 * 1'024 * 1'024; ///< of tasks, and again of runs
constexpr qsizetype keptSmallRows = 4'096;

/// Texts without a bound worth mentioning are not counted.
qsizetype bytesOf(const Task &task)
{
    constexpr qsizetype plain = 1'024;
    qsizetype bytes = plain + 2 * (task.title.size() + task.description.size()) + task.metadata.text.size();
    for (const Criterion &criterion : task.acceptance)
        bytes += 2 * (criterion.text.size() + criterion.evidence.size());
    return bytes;
}

qsizetype bytesOf(const Run &run)
{
    constexpr qsizetype plain = 1'024;
    return plain + 2 * (run.progress.size() + run.error.size()) + run.result.text.size() + run.metadata.text.size();
}

} // namespace

KeptRows::KeptRows()
    : m_tasks(keptBytes)
    , m_runs(keptBytes)
    , m_taskOf(keptSmallRows)
    , m_claims(keptSmallRows)
    , m_sessions(keptSmallRows)
{
}

void KeptRows::keep(const Task &task)
{
    m_tasks.insert(task.id, new Task(task), bytesOf(task));
}

void KeptRows::keep(const TaskId &id, std::vector<KeptRun> runs)
{
    qsizetype bytes = 1;
    for (const KeptRun &kept : runs) {
        bytes += bytesOf(kept.run);
        m_taskOf.insert(kept.run.id, new TaskId(id));
    }
    m_runs.insert(id, new std::vector<KeptRun>(std::move(runs)), bytes);
}

const KeptRun *KeptRows::run(const RunId &id)
{
    const TaskId *const task = m_taskOf.object(id);
    const auto *const runs = task ? m_runs.object(*task) : nullptr;
    if (!runs)
        return nullptr;
    const auto found =
        std::find_if(runs->begin(), runs->end(), [&id](const KeptRun &kept) { return kept.run.id == id; });
    return found == runs->end() ? nullptr : &*found;
}

void KeptRows::replace(const KeptRun &run)
{
    std::unique_ptr<std::vector<KeptRun>> runs(m_runs.take(run.run.taskId));
    if (!runs)
        return;
    for (KeptRun &kept : *runs) {
        if (kept.run.id == run.run.id)
            kept = run;
    }
    keep(run.run.taskId, std::move(*runs));
}

const ClaimRecord *KeptRows::claim(const RunId &id, int epoch)
{
    const ClaimRecord *const kept = m_claims.object(id);
    return kept && kept->epoch == epoch ? kept : nullptr;
}

void KeptRows::keep(const ClaimRecord &claim)
{
    m_claims.insert(claim.runId, new ClaimRecord(claim));
}

void KeptRows::keep(const Session &session)
{
    m_sessions.insert(session.id, new Session(session));
}

void KeptRows::clear()
{
    m_tasks.clear();
    m_runs.clear();
    m_taskOf.clear();
    m_claims.clear();
    m_sessions.clear();
}

} // namespace stint
