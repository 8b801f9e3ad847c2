#include "model/service/inspect.h"

#include "model/domain/claimclass.h"
#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"

#include <algorithm>
#include <tuple>

namespace stint
{

namespace
{

/// The asker that a session is by its registered data (CLM-02, INS-04).
Claimer claimerOf(const Session &session)
{
    Claimer claimer;
    claimer.session = session.id;
    claimer.agentName = session.agentName;
    claimer.workspaceId = session.workspaceId;
    claimer.capabilities = session.capabilities;
    claimer.channel = session.channel;
    claimer.peerId = session.peerId;
    return claimer;
}

QStringList lacking(const QStringList &has, const QStringList &required)
{
    QStringList missing;
    for (const QString &capability : required) {
        if (!has.contains(capability))
            missing.append(capability);
    }
    return missing;
}

/// Absent is not zero: nothing without a report. Sums stop at what a report may hold.
std::optional<Cost> costOf(const std::vector<Run> &runs)
{
    const Run *newest = nullptr;
    for (const Run &run : runs) {
        if (run.usage.costMicros && (!newest || run.attempt > newest->attempt))
            newest = &run;
    }
    if (!newest)
        return std::nullopt;
    Cost cost{0, newest->usage.currency};
    for (const Run &run : runs) {
        if (run.usage.costMicros && run.usage.currency == cost.currency)
            cost.micros += std::min(*run.usage.costMicros, limits::usageMax - cost.micros);
    }
    return cost;
}

} // namespace

bool TaskFacts::dependenciesHold() const
{
    return std::any_of(dependencies.begin(), dependencies.end(),
                       [](const DependencyRef &blocker) { return blocker.status != TaskStatus::Completed; });
}

Glance::Glance(StoreReader &reader, Time moment)
    : store(reader)
    , now(moment)
{
}

std::optional<Task> Glance::task(const TaskId &id)
{
    auto known = m_tasks.constFind(id);
    if (known == m_tasks.constEnd())
        known = m_tasks.insert(id, store.task(id));
    return *known;
}

std::optional<Session> Glance::session(const SessionId &id)
{
    auto known = m_sessions.constFind(id);
    if (known == m_sessions.constEnd())
        known = m_sessions.insert(id, store.session(id));
    return *known;
}

const SchedulerPause &Glance::scheduler()
{
    if (!m_scheduler)
        m_scheduler = store.schedulerPause();
    return *m_scheduler;
}

std::optional<TaskId> Glance::pausedBy(const Task &row)
{
    if (row.pause)
        return row.id;
    auto parent = row.parentTaskId;
    while (parent) {
        const auto ancestor = task(*parent);
        if (!ancestor)
            return std::nullopt;
        if (ancestor->pause)
            return ancestor->id;
        parent = ancestor->parentTaskId;
    }
    return std::nullopt;
}

TaskFacts Glance::factsOf(const Task &row)
{
    TaskFacts facts;
    facts.task = row;
    facts.figures = store.figures(row.id);
    facts.runs = store.runsOf(row.id);
    if (facts.figures.dependencyCount > 0) {
        for (const Dependency &edge : store.dependenciesOf(row.id)) {
            const auto blocker = task(edge.dependsOn);
            facts.dependencies.push_back({edge.dependsOn, blocker ? blocker->status : TaskStatus::Canceled});
        }
    }
    // An open review belongs to a latest run that has ended (INV-31), and then the task is in progress.
    const Run *latest = latestRun(facts.runs);
    if (latest && isTerminal(latest->status) && row.status == TaskStatus::InProgress) {
        for (const Review &review : store.reviewsOfRun(latest->id)) {
            if (isOpen(review.status))
                facts.openReview = review;
        }
    }
    facts.pausedBy = pausedBy(row);
    return facts;
}

RunChip Glance::chipOf(const Run &run)
{
    RunChip chip;
    chip.id = run.id;
    chip.attempt = run.attempt;
    chip.status = run.status;
    chip.claimTokenHash = run.claimTokenHash.section(QLatin1Char(':'), 1).left(limits::hashDigits);
    chip.leaseEpoch = run.leaseEpoch;
    chip.leaseUntil = run.leaseUntil;
    chip.heartbeatAt = run.heartbeatAt;
    chip.leaseDurationMs = run.leaseDurationMs;
    if (const auto beat = run.heartbeatAt ? run.heartbeatAt : run.claimedAt;
        beat && isActive(run.status) && *beat <= now)
        chip.heartbeatAgeMs = now - *beat;
    chip.progress = run.progress;
    chip.retries = run.attempt - 1;
    chip.errorSummary = truncated(run.error.simplified(), limits::errorSummaryBytes);
    chip.failureKind = toText(run.failureKind);
    if (chip.failureKind.isEmpty() && run.status == RunStatus::Failed && !run.error.isEmpty())
        chip.failureKind = QStringLiteral("error");
    chip.attention = run.attention;
    chip.sessionId = run.sessionId;
    if (run.sessionId) {
        const auto holder = session(*run.sessionId);
        chip.sessionState = holder ? QString(toText(holder->state)) : QStringLiteral("missing");
        chip.agentName = holder ? holder->agentName : QString();
    }
    chip.previousRunId = run.previousRunId;
    if (!chip.previousRunId && run.review)
        chip.previousRunId = run.review->parentRunId;
    chip.queuedAt = run.queuedAt;
    return chip;
}

TaskSummary Glance::summaryOf(const TaskFacts &facts)
{
    const Task &task = facts.task;
    TaskSummary summary;
    summary.id = task.id;
    summary.identifier = task.identifier;
    summary.title = task.title;
    summary.scope = task.scope;
    summary.workspaceId = task.workspaceId;
    summary.parentTaskId = task.parentTaskId;
    summary.status = task.status;
    summary.priority = task.priority;
    summary.owner = task.owner;
    summary.approvalState = task.approvalState;
    summary.maxAttempts = task.maxAttempts;
    summary.version = task.version;
    summary.externalKey = task.externalKey;
    summary.milestone = task.milestone;
    summary.rank = task.rank;
    summary.labels = task.labels;
    summary.notBefore = task.notBefore;
    summary.paused = task.pause.has_value();
    summary.effectivePaused = facts.pausedBy.has_value();
    summary.pausedByTaskId = facts.pausedBy;
    summary.childCount = facts.figures.childCount;
    summary.childrenDone = facts.figures.childrenDone;
    summary.dependencyCount = facts.figures.dependencyCount;
    summary.unresolvedDependencyCount = facts.figures.unresolvedDependencyCount;
    summary.commentCount = facts.figures.commentCount;
    summary.attempts = static_cast<int>(facts.runs.size());
    summary.cost = costOf(facts.runs);
    summary.dependencies = facts.dependencies;
    if (const Run *open = openRun(facts.runs))
        summary.run = chipOf(*open);
    if (const auto &review = facts.openReview)
        summary.review = ReviewRef{review->id, review->status, review->deadlineAt, review->reviewerSessionId};
    if (const auto gates = gatesOf(facts); !gates.empty())
        summary.gate = gates.front();
    summary.createdBy = task.createdBy;
    summary.createdAt = task.createdAt;
    summary.updatedAt = task.updatedAt;
    summary.lastActivityAt = facts.figures.lastActivityAt;
    summary.closedAt = task.closedAt;
    return summary;
}

const std::vector<Glance::Connected> &Glance::connected()
{
    if (m_connected)
        return *m_connected;
    m_connected.emplace();
    for (const Session &one : store.sessions(false)) {
        if (one.state != SessionState::Active)
            continue;
        m_connected->push_back({one, !store.activeRunsOfSession(one.id).empty()});
        if (m_connected->size() >= limits::inspectSessions)
            break;
    }
    return *m_connected;
}

Glance::Eligibility Glance::eligibility(const Task &task, const Run &run)
{
    Eligibility found;
    const auto profile = store.profile(task.id);
    const auto claimClass = claimClassOf(task, run, profile ? profile->sections : ProfileSections{});
    bool someoneCovers = false;
    for (const Connected &one : connected()) {
        ++found.connected;
        QString barrier = QStringLiteral("owner"); // a task in no class belongs to a person (E13)
        if (claimClass) {
            barrier = firstBarrier(*claimClass, claimerOf(one.session), &run);
            const QStringList missing = lacking(one.session.capabilities, claimClass->requiredCapabilities);
            someoneCovers = someoneCovers || missing.isEmpty();
            if (found.connected == 1 || missing.size() < found.missingCapabilities.size())
                found.missingCapabilities = missing;
        }
        if (barrier.isEmpty() && one.busy)
            barrier = QStringLiteral("busy");
        if (barrier.isEmpty())
            ++found.eligible;
        else
            found.barriers.push_back({one.session.id, one.session.agentName, barrier});
    }
    if (someoneCovers)
        found.missingCapabilities.clear();
    return found;
}

const Run *currentRunOf(const Task &task, const std::vector<Run> &runs, const std::optional<RunId> &focused)
{
    for (const auto &wanted : {focused, task.currentRunId}) {
        const auto found = std::find_if(runs.begin(), runs.end(), [&](const Run &run) { return run.id == wanted; });
        if (found != runs.end())
            return &*found;
    }
    const Run *best = nullptr;
    for (const Run &run : runs) {
        const auto key = [](const Run &r) { return std::tuple(rankOf(r.status), r.attempt, r.queuedAt, r.id); };
        if (!best || key(run) > key(*best))
            best = &run;
    }
    return best;
}

int rankOf(RunStatus status)
{
    switch (status) {
    case RunStatus::Running:
        return 5;
    case RunStatus::Starting:
        return 4;
    case RunStatus::Claimed:
        return 3;
    case RunStatus::NeedsAttention:
        return 2;
    case RunStatus::Queued:
        return 1;
    case RunStatus::Completed:
    case RunStatus::Failed:
    case RunStatus::Canceled:
        return 0;
    }
    return 0;
}

} // namespace stint
