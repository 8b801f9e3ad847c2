#include "model/service/invariants.h"

#include "model/domain/status.h"
#include "model/service/invariantrules.h"
#include "model/service/reads.h"

#include <algorithm>

namespace stint
{

namespace
{

template<class T, class Key, class Hash>
void group(const std::vector<T> &rows, Key key, Hash &into)
{
    for (const T &row : rows)
        into[key(row)].push_back(&row);
}

template<class T>
std::vector<T> copies(const std::vector<const T *> &pointers)
{
    std::vector<T> rows;
    rows.reserve(pointers.size());
    for (const T *pointer : pointers)
        rows.push_back(*pointer);
    return rows;
}

/// The class in which the ready order should hold the open run of \a task; nothing when it should not be there.
std::optional<ClaimClass> expectedClass(const BoardIndex &board, const Task &task, const Run &run,
                                        const QHash<TaskId, ProfileSections> &profiles)
{
    if (run.status != RunStatus::Queued || task.status != TaskStatus::Ready || board.isPaused(task))
        return std::nullopt;
    return claimClassOf(task, run, profiles.value(task.id));
}

/// Does the entry say of the run what the rows say? A reached not_before may not have been noticed yet.
bool isRight(const ReadyEntry &entry, const Task &task, const Run &run, const ClaimClass &claimClass, Time now)
{
    const ReadyRun expected{run.id, task.id, weight(task.priority), run.queuedAt, run.coordinationChannelId};
    const bool waits = task.notBefore && *task.notBefore > now;
    const bool dueFits = waits ? entry.due == task.notBefore : !entry.due || *entry.due <= now;
    return entry.run == expected && entry.claimClass == claimClass.key() && dueFits;
}

void findWrongReady(const BoardIndex &board, Offenders &found)
{
    QHash<TaskId, ProfileSections> profiles;
    for (const ExecutionProfile &profile : board.rows.profiles)
        profiles.insert(profile.taskId, profile.sections);
    QHash<RunId, const ReadyEntry *> entries;
    for (const ReadyEntry &entry : board.rows.ready)
        entries.insert(entry.run.runId, &entry);
    for (const Run &run : board.rows.runs) {
        const Task *task = board.task(run.taskId);
        const ReadyEntry *entry = entries.take(run.id);
        const auto expected = task ? expectedClass(board, *task, run, profiles) : std::nullopt;
        const bool fits = expected ? entry && isRight(*entry, *task, run, *expected, board.now) : !entry;
        found.addIf(!fits, run.id.value);
    }
    for (auto left = entries.keyBegin(); left != entries.keyEnd(); ++left)
        found.add(left->value);
}

constexpr std::array readyChecks{InvariantCheck{
    "READY", "The ready order holds exactly the queued runs that pass E1, E2, E3 and E5, each in its class.",
    findWrongReady}};

/// Every check, in the order of the specification.
std::vector<InvariantCheck> allChecks()
{
    std::vector<InvariantCheck> checks;
    for (const auto &some : {taskChecks(), runChecks(), reviewChecks(), eventChecks(), textChecks()})
        checks.insert(checks.end(), some.begin(), some.end());
    std::stable_sort(checks.begin(), checks.end(), [](const InvariantCheck &a, const InvariantCheck &b) {
        return qstrcmp(a.invariant, b.invariant) < 0;
    });
    checks.insert(checks.end(), readyChecks.begin(), readyChecks.end());
    return checks;
}

} // namespace

BoardIndex::BoardIndex(StoreReader &reader, Time moment)
    : store(reader)
    , now(moment)
    , rows(reader.allRows())
{
    for (const Task &task : rows.tasks)
        m_tasks.insert(task.id, &task);
    for (const Run &run : rows.runs)
        m_runs.insert(run.id, &run);
    for (const Session &session : rows.sessions)
        m_sessions.insert(session.id, &session);
    for (const Workspace &workspace : rows.workspaces)
        m_workspaces.insert(workspace.id);
    group(
        rows.runs, [](const Run &run) { return run.taskId; }, m_runsOf);
    group(
        rows.reviews, [](const Review &review) { return review.runId; }, m_reviewsOf);
    group(
        rows.claims, [](const ClaimRecord &claim) { return claim.runId; }, m_claimsOf);
    group(
        rows.tasks, [](const Task &task) { return task.parentTaskId.value_or(TaskId()); }, m_children);
    group(
        rows.dependencies, [](const Dependency &edge) { return edge.taskId; }, m_blockers);
    for (auto &claims : m_claimsOf)
        std::sort(claims.begin(), claims.end(), [](const auto *a, const auto *b) { return a->epoch < b->epoch; });
}

std::vector<Run> BoardIndex::runsOf(const TaskId &id) const
{
    return copies(m_runsOf.value(id));
}

std::vector<Review> BoardIndex::reviewsOfRun(const RunId &id) const
{
    return copies(m_reviewsOf.value(id));
}

std::vector<ClaimRecord> BoardIndex::claimsOf(const RunId &id) const
{
    return copies(m_claimsOf.value(id));
}

bool BoardIndex::dependenciesHold(const TaskId &id) const
{
    const auto edges = blockersOf(id);
    return std::any_of(edges.begin(), edges.end(), [&](const Dependency *edge) {
        const Task *blocker = task(edge->dependsOn);
        return !blocker || blocker->status != TaskStatus::Completed;
    });
}

bool BoardIndex::isPaused(const Task &row) const
{
    // A loop of parents is INV-22's to report; it must not hold this walk.
    int steps = 0;
    for (const Task *at = &row; at && steps <= 64; ++steps) {
        if (at->pause)
            return true;
        at = at->parentTaskId ? task(*at->parentTaskId) : nullptr;
    }
    return false;
}

std::vector<InvariantProblem> checkInvariants(StoreReader &store, Time now, int rowsPerProblem)
{
    const BoardIndex board(store, now);
    std::vector<InvariantProblem> problems;
    for (const InvariantCheck &check : allChecks()) {
        Offenders found(rowsPerProblem);
        check.find(board, found);
        if (!found.rows().isEmpty())
            problems.push_back({QLatin1String(check.invariant), QString::fromUtf8(check.statement), found.rows()});
    }
    return problems;
}

int invariantCount()
{
    return static_cast<int>(allChecks().size());
}

Result<BoardVerify::Reply> perform(Query &query, const BoardVerify &)
{
    BoardVerify::Reply reply;
    reply.checks = invariantCount() + 1;
    reply.problems = checkInvariants(query.store, query.now);
    if (const QStringList damage = query.store.integrityProblems(); !damage.isEmpty())
        reply.problems.push_back({QStringLiteral("FILE"), QStringLiteral("The file of the board is whole."), damage});
    reply.ok = reply.problems.empty();
    return reply;
}

} // namespace stint
