#pragma once

#include "model/ports/store.h"

#include <QHash>
#include <QSet>

#include <span>

namespace stint
{

/// The rows that break one statement; only the first few are kept.
class Offenders
{
public:
    explicit Offenders(int most)
        : m_most(most)
    {
    }
    void add(const QString &row)
    {
        if (m_rows.size() < m_most && !m_rows.contains(row))
            m_rows.append(row);
    }
    void addIf(bool broken, const QString &row)
    {
        if (broken)
            add(row);
    }
    const QStringList &rows() const { return m_rows; }

private:
    int m_most;
    QStringList m_rows;
};

/// All rows of a board with what checks look up. Belongs to one checkInvariants() call.
class BoardIndex
{
public:
    BoardIndex(StoreReader &store, Time now);

    const Task *task(const TaskId &id) const { return m_tasks.value(id, nullptr); }
    const Run *run(const RunId &id) const { return m_runs.value(id, nullptr); }
    const Session *session(const SessionId &id) const { return m_sessions.value(id, nullptr); }
    bool hasWorkspace(const WorkspaceId &id) const { return m_workspaces.contains(id); }
    std::vector<Run> runsOf(const TaskId &id) const;
    std::vector<Review> reviewsOfRun(const RunId &id) const;
    std::vector<ClaimRecord> claimsOf(const RunId &id) const; ///< ascending epoch
    std::vector<const Task *> childrenOf(const TaskId &id) const { return m_children.value(id); }
    std::vector<const Dependency *> blockersOf(const TaskId &id) const { return m_blockers.value(id); }
    /// D of STA-01.
    bool dependenciesHold(const TaskId &id) const;
    /// Neither the task nor an ancestor is paused (E3).
    bool isPaused(const Task &task) const;

    StoreReader &store;
    const Time now;
    const BoardRows rows;

private:
    QHash<TaskId, const Task *> m_tasks;
    QHash<RunId, const Run *> m_runs;
    QHash<SessionId, const Session *> m_sessions;
    QSet<WorkspaceId> m_workspaces;
    QHash<TaskId, std::vector<const Run *>> m_runsOf;
    QHash<RunId, std::vector<const Review *>> m_reviewsOf;
    QHash<RunId, std::vector<const ClaimRecord *>> m_claimsOf;
    QHash<TaskId, std::vector<const Task *>> m_children;
    QHash<TaskId, std::vector<const Dependency *>> m_blockers;
};

inline constexpr int eventsAtOnce = 2'000;

/// Calls \a visit with every event of the board, ascending, without holding them all.
template<class Visit>
void eachEvent(const BoardIndex &board, Visit visit)
{
    qint64 position = 0;
    std::vector<Event> events;
    do {
        events = board.store.eventsAfter(position, eventsAtOnce);
        for (const Event &event : events) {
            visit(event);
            position = event.seq;
        }
    } while (events.size() == eventsAtOnce);
}

/// One statement of section 21 as a query.
struct InvariantCheck {
    const char *invariant;
    const char *statement;
    void (*find)(const BoardIndex &board, Offenders &found);
};

std::span<const InvariantCheck> taskChecks();   ///< INV-01 … 07, 20 … 24, 37, 39
std::span<const InvariantCheck> runChecks();    ///< INV-08 … 19, 29, 38, 40, 41
std::span<const InvariantCheck> reviewChecks(); ///< INV-30 … 36
std::span<const InvariantCheck> eventChecks();  ///< INV-25 … 28
std::span<const InvariantCheck> textChecks();   ///< INV-42, 43

} // namespace stint
