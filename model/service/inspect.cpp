#include "model/service/inspect.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/service/queryrows.h"
#include "model/service/queuefigures.h"
#include "model/service/reads.h"

#include <algorithm>
#include <functional>

namespace stint
{

namespace
{

constexpr qint64 stuckAfterMs = 120'000;    ///< DGN-01
constexpr qint64 strandedAfterMs = 300'000; ///< DGN-05

/// Evidence: run, status and what the diagnostic adds.
class Evidence
{
public:
    explicit Evidence(const Run &run)
    {
        m_out.beginObject();
        m_out.member("run_id", run.id.value);
        m_out.member("status", QString(toText(run.status)));
    }
    template<class T>
    Evidence &&with(const char *name, const T &value) &&
    {
        m_out.member(name, value);
        return std::move(*this);
    }
    Json json() &&
    {
        m_out.endObject();
        return Json{m_out.take()};
    }

private:
    JsonWriter m_out;
};

Diagnostic diagnostic(const char *code, const char *severity, const char *suggest, Evidence &&evidence)
{
    return {QLatin1String(code), QLatin1String(severity), QLatin1String(suggest), std::move(evidence).json()};
}

/// Newest first, at most LIM-17 of them.
std::vector<Run> recentRuns(const std::vector<Run> &runs)
{
    std::vector<Run> recent = runs;
    std::sort(recent.begin(), recent.end(), [](const Run &a, const Run &b) {
        return std::tie(a.attempt, a.queuedAt, a.id) > std::tie(b.attempt, b.queuedAt, b.id);
    });
    if (recent.size() > limits::inspectRuns)
        recent.resize(limits::inspectRuns);
    return recent;
}

/// DGN-04: failed, and nothing but cancellations came after it.
bool isCrashed(const TaskFacts &facts, const Run &current)
{
    if (current.status != RunStatus::Failed)
        return false;
    const auto recent = recentRuns(facts.runs);
    return std::none_of(recent.begin(), recent.end(), [&](const Run &run) {
        return run.attempt > current.attempt && run.status != RunStatus::Canceled;
    });
}

/// The verb that takes an active run from a holder that does not work on it.
const char *takeAwayVerb(const Run &run)
{
    return run.status == RunStatus::Claimed ? "run.force_release" : "run.cancel";
}

Inspection inspect(Query &query, const Task &task, const std::optional<RunId> &focused)
{
    Glance glance(query.store, query.now);
    const TaskFacts facts = glance.factsOf(task);
    Inspection found;
    found.target = focused ? QStringLiteral("run") : QStringLiteral("task");
    found.task = glance.summaryOf(facts);
    const Run *current = currentRunOf(task, facts.runs, focused);
    if (current) {
        found.currentRun = glance.chipOf(*current);
        if (current->sessionId)
            found.session = glance.session(*current->sessionId);
        if (current->status == RunStatus::Queued || current->status == RunStatus::NeedsAttention)
            found.eligibleSessionCount = glance.eligibility(task, *current).eligible;
    }
    for (const Run &run : recentRuns(facts.runs))
        found.recentRuns.push_back(glance.chipOf(run));
    for (const Event &event : query.store.lastEventsOfTask(task.id, limits::inspectEvents))
        found.recentEvents.push_back({event.seq, event.type, event.time, event.actor});
    found.schedulerPaused = glance.scheduler().paused;
    found.asOf = query.now;
    found.catalogPresent = query.catalogPresent;
    found.gates = glance.gatesOf(facts);
    if (current)
        found.diagnostics = diagnose(query, glance, facts, *current, found.eligibleSessionCount);
    found.nextAction = nextAction(facts, current, found.diagnostics, found.schedulerPaused, found.eligibleSessionCount);
    return found;
}

} // namespace

bool isOrphan(const Run &run, const std::optional<Session> &session,
              const std::function<bool(const ProcessRef &)> &isAlive)
{
    // Without a session it is manual, a dedicated start in flight, or a claim of the engine that is about to start.
    if (!isActive(run.status) || !run.sessionId)
        return false;
    if (!session || session->state == SessionState::Ended)
        return true;
    return session->launched && session->process && isAlive && !isAlive(*session->process);
}

std::vector<Diagnostic> diagnose(Query &query, Glance &glance, const TaskFacts &facts, const Run &current,
                                 int eligibleSessions)
{
    std::vector<Diagnostic> found;
    const RunChip chip = glance.chipOf(current);
    const auto session = current.sessionId ? glance.session(*current.sessionId) : std::nullopt;
    if (current.status == RunStatus::Claimed && current.isLeased() && chip.heartbeatAgeMs.value_or(0) > stuckAfterMs)
        found.push_back(diagnostic("task_run_stuck", "warn", "run.force_release",
                                   Evidence(current).with("heartbeat_age_ms", *chip.heartbeatAgeMs)));
    if (isActive(current.status) && current.leaseUntil && *current.leaseUntil < query.now)
        found.push_back(diagnostic("task_run_stale_lease", "error", takeAwayVerb(current),
                                   Evidence(current).with("lease_until", toText(*current.leaseUntil))));
    if (isOrphan(current, session, query.isAlive))
        found.push_back(diagnostic(
            "task_run_orphan", "error", takeAwayVerb(current),
            Evidence(current).with("session_id", current.sessionId->value).with("session_state", chip.sessionState)));
    if (isCrashed(facts, current))
        found.push_back(
            diagnostic("task_run_crashed", "error", "run.retry",
                       Evidence(current).with("attempt", current.attempt).with("error", chip.errorSummary)));
    const qint64 waitingMs = waitingAgeMs(current, facts.task, query.now);
    if (current.status == RunStatus::Queued && !glance.scheduler().paused && query.catalogPresent &&
        eligibleSessions == 0 && waitingMs >= strandedAfterMs)
        found.push_back(diagnostic("task_run_stranded", "warn", "session.register",
                                   Evidence(current).with("waiting_age_ms", waitingMs)));
    return found;
}

NextAction nextAction(const TaskFacts &facts, const Run *current, const std::vector<Diagnostic> &diagnostics,
                      bool schedulerPaused, int eligibleSessions)
{
    const auto isStranding = [](const Diagnostic &one) { return one.code == QLatin1String("task_run_stranded"); };
    const bool stranded = std::any_of(diagnostics.begin(), diagnostics.end(), isStranding);
    const bool broken = std::any_of(diagnostics.begin(), diagnostics.end(), std::not_fn(isStranding));
    const bool attention = current && current->status == RunStatus::NeedsAttention;
    const bool starved = attention && current->attention && current->attention->reason == AttentionReason::Starved;
    if (broken || (attention && !starved))
        return NextAction::RecoveryRequired;
    if (!current)
        return isTerminal(facts.task.status) ? NextAction::Terminal : NextAction::WaitingForSession;
    if (stranded)
        return NextAction::Stranded;
    if (current->status == RunStatus::Queued)
        return !schedulerPaused && eligibleSessions > 0 ? NextAction::ClaimAvailable : NextAction::WaitingForSession;
    if (starved)
        return NextAction::WaitingForSession;
    return isActive(current->status) ? NextAction::Running : NextAction::Terminal;
}

Result<TaskInspect::Reply> perform(Query &query, const TaskInspect &request)
{
    STINT_TRY_LET(const Task task, requireTask(query, request.taskId));
    return inspect(query, task, std::nullopt);
}

Result<RunInspect::Reply> perform(Query &query, const RunInspect &request)
{
    STINT_TRY_LET(const Run run, requireRun(query, request.runId));
    STINT_TRY_LET(const Task task, requireTask(query, run.taskId));
    return inspect(query, task, run.id);
}

} // namespace stint
