#pragma once

#include "model/domain/settings.h"
#include "model/domain/verbs/read.h"
#include "model/ports/store.h"
#include "model/service/verb.h"

#include <QHash>

namespace stint
{

/// A task with what its summary and its gates are made of.
struct TaskFacts {
    Task task;
    TaskFigures figures;
    std::vector<Run> runs;
    std::vector<DependencyRef> dependencies; ///< creation time, then id (LST-06)
    std::optional<Review> openReview;        ///< newest open one of the latest run
    std::optional<TaskId> pausedBy;

    bool dependenciesHold() const; ///< D
};

/// Why a connected session may not take a queued run.
struct Barrier {
    SessionId session;
    QString agentName;
    QString filter; ///< reason code of CLM-04, or `busy`
};

/// Reads summaries, chips and gates of many tasks from one snapshot and remembers what they share: the scheduler,
/// the connected sessions, the ancestors. Lives inside one read.
class Glance
{
public:
    Glance(StoreReader &store, Time now);

    TaskFacts factsOf(const Task &task);
    TaskSummary summaryOf(const TaskFacts &facts); ///< LST-05
    TaskSummary summaryOf(const Task &task) { return summaryOf(factsOf(task)); }
    RunChip chipOf(const Run &run);                    ///< INS-03
    std::vector<Gate> gatesOf(const TaskFacts &facts); ///< INS-06, in order
    std::optional<TaskId> pausedBy(const Task &task);  ///< PAU-05
    std::optional<Session> session(const SessionId &id);
    std::optional<Task> task(const TaskId &id);
    const SchedulerPause &scheduler();
    /// INS-04 of a queued run: how many connected sessions may take it, and what keeps the others.
    struct Eligibility {
        int eligible = 0, connected = 0;
        std::vector<Barrier> barriers;
        QStringList missingCapabilities; ///< of the session that lacks fewest; empty when one lacks none
    };
    Eligibility eligibility(const Task &task, const Run &run);

    StoreReader &store;
    const Time now;

private:
    struct Connected {
        Session session;
        bool busy = false; ///< holds an active run
    };
    const std::vector<Connected> &connected();
    void addQueuedGates(const TaskFacts &facts, const Run &run, std::vector<Gate> &gates);

    std::optional<SchedulerPause> m_scheduler;
    std::optional<std::vector<Connected>> m_connected;
    QHash<SessionId, std::optional<Session>> m_sessions;
    QHash<TaskId, std::optional<Task>> m_tasks;
};

/// The run that stands for the task: \a focused, else the current one, else the best by INS-02; null without runs.
const Run *currentRunOf(const Task &task, const std::vector<Run> &runs, const std::optional<RunId> &focused);
/// Rank of INS-02.
int rankOf(RunStatus status);

/// DGN-01 … DGN-05 of the current run.
std::vector<Diagnostic> diagnose(Query &query, Glance &glance, const TaskFacts &facts, const Run &current,
                                 int eligibleSessions);
/// INS-05.
NextAction nextAction(const TaskFacts &facts, const Run *current, const std::vector<Diagnostic> &diagnostics,
                      bool schedulerPaused, int eligibleSessions);
/// DGN-03: active, and whoever worked on it is gone.
bool isOrphan(const Run &run, const std::optional<Session> &session,
              const std::function<bool(const ProcessRef &)> &isAlive);

} // namespace stint
