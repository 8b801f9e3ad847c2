#include "model/service/invariantrules.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"

#include <algorithm>
#include <array>

namespace stint
{

namespace
{

QString name(const Task &task)
{
    return task.id.value;
}

QString name(const Dependency &edge)
{
    return edge.taskId.value + QStringLiteral(" -> ") + edge.dependsOn.value;
}

/// A check that looks at one task after the other.
template<bool (*broken)(const BoardIndex &, const Task &)>
void eachTask(const BoardIndex &board, Offenders &found)
{
    for (const Task &task : board.rows.tasks)
        found.addIf(broken(board, task), name(task));
}

bool hasWrongStatus(const BoardIndex &board, const Task &task)
{
    StatusFacts facts;
    facts.stored = task.status;
    facts.unresolvedDependency = board.dependenciesHold(task.id);
    facts.lacksApproval = task.lacksApproval();
    facts.maxAttempts = task.maxAttempts;
    facts.circuitOpen = task.circuitOpen();
    facts.lastReview = task.lastReviewId;
    facts.runs = board.runsOf(task.id);
    if (const Run *latest = latestTerminal(facts.runs))
        facts.reviewsOfLatest = board.reviewsOfRun(latest->id);
    return deriveTaskStatus(facts) != task.status;
}

bool isPending(const BoardIndex &, const Task &task)
{
    return task.status == TaskStatus::Pending;
}

bool hasWrongTimes(const BoardIndex &, const Task &task)
{
    return task.closedAt.has_value() != isTerminal(task.status) || task.updatedAt.ms == 0;
}

bool hasWrongCurrentRun(const BoardIndex &board, const Task &task)
{
    const auto runs = board.runsOf(task.id);
    const Run *active = activeRun(runs);
    return task.currentRunId != (active ? std::optional(active->id) : std::nullopt);
}

bool hasTwoOpenRuns(const BoardIndex &board, const Task &task)
{
    const auto runs = board.runsOf(task.id);
    return std::count_if(runs.begin(), runs.end(), [](const Run &run) { return isOpen(run.status); }) > 1;
}

bool hasWrongAttempts(const BoardIndex &board, const Task &task)
{
    std::vector<int> attempts;
    for (const Run &run : board.runsOf(task.id))
        attempts.push_back(run.attempt);
    std::sort(attempts.begin(), attempts.end());
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        if (attempts[i] != static_cast<int>(i) + 1)
            return true;
    }
    return attempts.size() > limits::maxAttempts || task.maxAttempts < 1 || task.maxAttempts > limits::maxAttempts;
}

bool hasWorkWhereNoneMayBe(const BoardIndex &board, const Task &task)
{
    const auto runs = board.runsOf(task.id);
    if (task.status == TaskStatus::Draft)
        return !runs.empty();
    if (task.status != TaskStatus::Canceled)
        return false;
    return std::any_of(runs.begin(), runs.end(), [&](const Run &run) {
        const auto reviews = board.reviewsOfRun(run.id);
        return isOpen(run.status) ||
               std::any_of(reviews.begin(), reviews.end(), [](const Review &review) { return isOpen(review.status); });
    });
}

bool hasWrongApproval(const BoardIndex &, const Task &task)
{
    return (task.approvalPolicy == ApprovalPolicy::None) != (task.approvalState == ApprovalState::NotRequired);
}

bool hasWrongScope(const BoardIndex &board, const Task &task)
{
    if ((task.scope == Scope::Global) == task.workspaceId.has_value())
        return true;
    if (task.workspaceId && !board.hasWorkspace(*task.workspaceId))
        return true;
    const Task *parent = task.parentTaskId ? board.task(*task.parentTaskId) : nullptr;
    return parent && parent->workspaceId && parent->workspaceId != task.workspaceId;
}

bool hasWrongAncestry(const BoardIndex &board, const Task &task)
{
    if (board.childrenOf(task.id).size() > limits::children)
        return true;
    int depth = 1;
    for (auto parent = task.parentTaskId; parent; ++depth) {
        const Task *ancestor = board.task(*parent);
        if (!ancestor || depth >= limits::depth)
            return true;
        parent = ancestor->parentTaskId;
    }
    return false;
}

/// Follows the edges from each task once; an edge back into the path closes a cycle.
class CycleSearch
{
public:
    CycleSearch(const BoardIndex &board, Offenders &found)
        : m_board(board)
        , m_found(found)
    {
    }

    void walk(const TaskId &start)
    {
        if (m_state.contains(start))
            return;
        struct Step {
            TaskId id;
            std::vector<const Dependency *> edges;
        };
        std::vector<Step> path{{start, m_board.blockersOf(start)}};
        m_state.insert(start, State::OnPath);
        while (!path.empty()) {
            Step &top = path.back();
            if (top.edges.empty()) {
                m_state.insert(top.id, State::Done);
                path.pop_back();
                continue;
            }
            const Dependency *edge = top.edges.back();
            top.edges.pop_back();
            const auto known = m_state.constFind(edge->dependsOn);
            if (known == m_state.constEnd()) {
                m_state.insert(edge->dependsOn, State::OnPath);
                path.push_back({edge->dependsOn, m_board.blockersOf(edge->dependsOn)});
            } else if (*known == State::OnPath) {
                m_found.add(name(*edge));
            }
        }
    }

private:
    enum class State { OnPath, Done };
    const BoardIndex &m_board;
    Offenders &m_found;
    QHash<TaskId, State> m_state;
};

void findWrongEdges(const BoardIndex &board, Offenders &found)
{
    QSet<QString> seen;
    for (const Dependency &edge : board.rows.dependencies) {
        const bool stands = board.task(edge.taskId) && board.task(edge.dependsOn) && edge.taskId != edge.dependsOn;
        found.addIf(!stands || seen.contains(name(edge)), name(edge));
        seen.insert(name(edge));
    }
    CycleSearch cycles(board, found);
    for (const Task &task : board.rows.tasks) {
        found.addIf(board.blockersOf(task.id).size() > limits::dependencies, name(task));
        cycles.walk(task.id);
    }
}

void findWrongPauses(const BoardIndex &board, Offenders &found)
{
    for (const Task &task : board.rows.tasks) {
        const auto &pause = task.pause;
        found.addIf(pause && (pause->by.isEmpty() || pause->at.ms == 0 || pause->reason.isEmpty()), name(task));
    }
    const SchedulerPause scheduler = board.store.schedulerPause();
    found.addIf(scheduler.paused == scheduler.by.isEmpty() || scheduler.paused != scheduler.at.has_value(),
                QStringLiteral("scheduler"));
}

void findWrongVersionsAndKeys(const BoardIndex &board, Offenders &found)
{
    QSet<QString> keys;
    for (const Task &task : board.rows.tasks) {
        found.addIf(task.version < 1, name(task));
        if (task.externalKey.isEmpty())
            continue;
        const QString key = task.workspaceId.value_or(WorkspaceId()).value + QLatin1Char('\n') + task.externalKey;
        found.addIf(keys.contains(key), name(task));
        keys.insert(key);
    }
}

void findDangling(const BoardIndex &board, Offenders &found)
{
    const auto needTask = [&](const char *kind, const TaskId &id) {
        found.addIf(!board.task(id), QLatin1String(kind) + QLatin1Char(' ') + id.value);
    };
    const auto needRun = [&](const char *kind, const RunId &id) {
        found.addIf(!board.run(id), QLatin1String(kind) + QLatin1Char(' ') + id.value);
    };
    for (const TriageMark &mark : board.rows.triage) {
        needTask("triage", mark.taskId);
        found.addIf(mark.archived && !mark.read, QStringLiteral("triage ") + mark.taskId.value);
    }
    for (const ExecutionProfile &profile : board.rows.profiles)
        needTask("profile", profile.taskId);
    for (const Run &run : board.rows.runs)
        needTask("run", run.taskId);
    for (const Review &review : board.rows.reviews) {
        needTask("review", review.taskId);
        needRun("review", review.runId);
    }
    for (const LateResult &late : board.rows.lateResults)
        needRun("late result", late.runId);
    for (const ClaimRecord &claim : board.rows.claims)
        needRun("claim", claim.runId);
    for (const IdempotencyRecord &record : board.rows.idempotency)
        needRun("idempotency", record.runId);
    for (const StarvationBudget &budget : board.rows.budgets)
        needRun("budget", budget.runId);
}

constexpr std::array checks{
    InvariantCheck{"INV-01", "The stored status of every task follows from its rows.", eachTask<hasWrongStatus>},
    InvariantCheck{"INV-02", "No task is pending.", eachTask<isPending>},
    InvariantCheck{"INV-03", "closed_at is set exactly for terminal tasks; updated_at is never null.",
                   eachTask<hasWrongTimes>},
    InvariantCheck{"INV-04", "current_run_id is the task's active run.", eachTask<hasWrongCurrentRun>},
    InvariantCheck{"INV-05", "A task has at most one open run.", eachTask<hasTwoOpenRuns>},
    InvariantCheck{"INV-06", "The attempts of a task are 1 to the number of its runs, and within bounds.",
                   eachTask<hasWrongAttempts>},
    InvariantCheck{"INV-07", "Drafts have no runs; canceled tasks have no open run and no open review.",
                   eachTask<hasWorkWhereNoneMayBe>},
    InvariantCheck{"INV-20", "Policy none goes with approval state not_required.", eachTask<hasWrongApproval>},
    InvariantCheck{"INV-21", "Scope and workspace fit together, also between parent and child.",
                   eachTask<hasWrongScope>},
    InvariantCheck{"INV-22", "Parents exist, form no loop, and keep to depth and number of children.",
                   eachTask<hasWrongAncestry>},
    InvariantCheck{"INV-23", "Dependencies join existing different tasks once, in no cycle, within their number.",
                   findWrongEdges},
    InvariantCheck{"INV-24", "A pause says by whom, when and why; the scheduler's by whom and when.", findWrongPauses},
    InvariantCheck{"INV-37", "Versions start at 1; external keys are unique per workspace and among global tasks.",
                   findWrongVersionsAndKeys},
    InvariantCheck{"INV-39", "Every row that belongs to a task or run names one that exists; archived is read.",
                   findDangling},
};

} // namespace

std::span<const InvariantCheck> taskChecks()
{
    return checks;
}

} // namespace stint
