#pragma once

#include "model/ports/store.h"

#include <QHash>
#include <QSet>

#include <optional>
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
    void addAll(const Offenders &others)
    {
        for (const QString &row : others.rows())
            add(row);
    }
    const QStringList &rows() const { return m_rows; }

private:
    int m_most;
    QStringList m_rows;
};

inline constexpr int offendersKept = 20; ///< of one statement about events

/// What one pass over all events shows: a board may be old, so it is made once.
struct EventHistory {
    /// How often a task was created and deleted, and whether its creation came first.
    struct Story {
        int created = 0, deleted = 0;
        bool beganWithCreation = false;
    };
    QHash<TaskId, Story> stories;
    Offenders wrongSequence{offendersKept}, foreignRuns{offendersKept}, leaking{offendersKept};
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
    const EventHistory &history() const;

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
    mutable std::optional<EventHistory> m_history;
};

/// One statement of section 21 as a query.
struct InvariantCheck {
    const char *invariant;
    const char *statement;
    void (*find)(const BoardIndex &board, Offenders &found);
};

/// Whether a text or JSON value holds the text of a token (INV-42).
bool leaks(const QByteArray &text);

std::span<const InvariantCheck> taskChecks();   ///< INV-01 … 07, 20 … 24, 37, 39
std::span<const InvariantCheck> runChecks();    ///< INV-08 … 19, 29, 38, 40, 41
std::span<const InvariantCheck> reviewChecks(); ///< INV-30 … 36
std::span<const InvariantCheck> eventChecks();  ///< INV-25 … 28
std::span<const InvariantCheck> textChecks();   ///< INV-42, 43

} // namespace stint
