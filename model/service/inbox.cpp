#include "model/service/inbox.h"

#include "model/domain/status.h"
#include "model/service/inspect.h"
#include "model/service/paging.h"
#include "model/service/reads.h"

#include <algorithm>
#include <array>
#include <map>

namespace stint
{

namespace
{

constexpr std::array lanes{InboxLane::MyWork, InboxLane::Approvals, InboxLane::FailedRuns, InboxLane::Blocked,
                           InboxLane::Archived}; ///< TRI-11

/// A task that may be in the inbox, with what decides about it.
struct Candidate {
    Task task;
    Time lastActivityAt;
    std::optional<Run> latest;
    std::optional<Review> openReview;
    bool dependenciesHold = false;
    TriageState state;
    InboxLane lane = InboxLane::MyWork;
};

/// Owner and actor kinds have the same names where they can be equal (TRI-09: pool and engine never are).
bool isOwner(const Task &task, const ActorRef &actor)
{
    return task.owner && task.owner->ref == actor.ref && toText(task.owner->kind) == toText(actor.kind);
}

bool isWaitingApproval(const Task &task)
{
    return task.approvalPolicy == ApprovalPolicy::Manual && task.approvalState == ApprovalState::Pending;
}

bool isDraftOfAnother(const Task &task, const ActorRef &actor)
{
    return task.status == TaskStatus::Draft && task.createdBy != actor;
}

/// Collects, each once, the tasks that any lane could show; everything else is excluded without being read.
class Candidates
{
public:
    explicit Candidates(Query &query)
        : m_query(query)
    {
    }

    QSet<TaskId> collect()
    {
        TaskQuery blocked, drafts, own;
        blocked.status = TaskStatus::Blocked;
        drafts.status = TaskStatus::Draft;
        addTasks(blocked);
        addTasks(drafts);
        if (const auto kind = enumFromText<OwnerKind>(QString(toText(m_query.actor.who.kind)))) {
            own.ownerKind = kind;
            own.ownerRef = m_query.actor.who.ref;
            addTasks(own);
        }
        for (const Review &review : m_query.store.openReviews())
            m_ids.insert(review.taskId);
        for (const RunStatus status : {RunStatus::Claimed, RunStatus::Starting, RunStatus::Running, RunStatus::Failed})
            addRuns(status);
        for (const TriageMark &mark : m_query.store.triageOf(m_query.actor.who)) {
            m_marks.insert(mark.taskId, mark);
            if (mark.archived)
                m_ids.insert(mark.taskId);
        }
        return m_ids;
    }

    std::optional<TriageMark> markOf(const TaskId &id) const
    {
        const auto found = m_marks.constFind(id);
        return found == m_marks.constEnd() ? std::nullopt : std::optional(*found);
    }

private:
    void addTasks(TaskQuery wanted)
    {
        wanted.limit = limits::listMax;
        wanted.includeDrafts = true;
        do {
            const auto page = m_query.store.findTasks(wanted);
            if (!page)
                return;
            for (const TaskId &id : page->ids)
                m_ids.insert(id);
            wanted.cursor = page->nextCursor;
        } while (!wanted.cursor.isEmpty());
    }

    void addRuns(RunStatus status)
    {
        for (const RunId &id : m_query.store.runsWithStatus(status)) {
            if (const auto run = m_query.store.run(id))
                m_ids.insert(run->taskId);
        }
    }

    Query &m_query;
    QSet<TaskId> m_ids;
    QHash<TaskId, TriageMark> m_marks;
};

std::optional<Candidate> candidateOf(Query &query, const TaskId &id, const std::optional<TriageMark> &mark)
{
    const auto task = query.store.task(id);
    if (!task)
        return std::nullopt;
    Candidate found;
    found.task = *task;
    const TaskFigures figures = query.store.figures(id);
    found.lastActivityAt = figures.lastActivityAt;
    found.dependenciesHold = figures.unresolvedDependencyCount > 0;
    found.state = effectiveTriage(mark, figures.lastActivityAt, query.now);
    const auto runs = query.store.runsOf(id);
    if (const Run *latest = latestRun(runs)) {
        found.latest = *latest;
        if (isTerminal(latest->status) && task->status == TaskStatus::InProgress) {
            for (const Review &review : query.store.reviewsOfRun(latest->id)) {
                // An unasked reviewer is what a person can help with.
                if (isOpen(review.status) && (!found.openReview || found.openReview->status != ReviewStatus::Requested))
                    found.openReview = review;
            }
        }
    }
    return found;
}

/// TRI-09: the first lane whose condition holds; nothing when the task is hidden or excluded.
std::optional<InboxLane> laneOf(const Candidate &candidate, const ActorRef &actor)
{
    const Task &task = candidate.task;
    const TriageState &state = candidate.state;
    if (state.archived)
        return InboxLane::Archived;
    if (state.dismissed || state.snoozedUntil)
        return std::nullopt;
    const bool unaskedReview = candidate.openReview && candidate.openReview->status == ReviewStatus::Requested;
    if ((task.status == TaskStatus::Blocked && isWaitingApproval(task)) || unaskedReview ||
        isDraftOfAnother(task, actor))
        return InboxLane::Approvals;
    const auto &latest = candidate.latest;
    if (latest && latest->status == RunStatus::Failed && task.status != TaskStatus::Canceled)
        return InboxLane::FailedRuns;
    if (task.status == TaskStatus::Blocked)
        return InboxLane::Blocked;
    const bool works = latest && isActive(latest->status) && latest->claimedBy == actor;
    if ((isOwner(task, actor) || works) && task.status != TaskStatus::Draft && !isTerminal(task.status))
        return InboxLane::MyWork;
    return std::nullopt;
}

/// TRI-10: first match.
QString blockingReason(const Candidate &candidate, const ActorRef &actor)
{
    const Task &task = candidate.task;
    const auto &latest = candidate.latest;
    if (isWaitingApproval(task))
        return QStringLiteral("awaiting_approval");
    if (task.approvalState == ApprovalState::Rejected)
        return QStringLiteral("approval_rejected");
    if (latest && latest->status == RunStatus::NeedsAttention)
        return QStringLiteral("needs_attention");
    if (task.circuitOpen())
        return QStringLiteral("review_circuit_open");
    if (candidate.openReview)
        return QStringLiteral("awaiting_review");
    if (isDraftOfAnother(task, actor))
        return QStringLiteral("awaiting_publish");
    if (latest && latest->status == RunStatus::Failed)
        return QStringLiteral("latest_run_failed");
    return candidate.dependenciesHold ? QStringLiteral("awaiting_dependencies") : QString();
}

/// TRI-11: unread first, activity desc, priority desc, id.
bool standsBefore(const Candidate &a, const Candidate &b)
{
    if (a.state.read != b.state.read)
        return !a.state.read;
    if (a.lastActivityAt != b.lastActivityAt)
        return a.lastActivityAt > b.lastActivityAt;
    if (a.task.priority != b.task.priority)
        return a.task.priority > b.task.priority;
    return a.task.id < b.task.id;
}

InboxItem itemOf(Glance &glance, const Candidate &candidate, const ActorRef &actor)
{
    InboxItem item;
    item.task = glance.summaryOf(candidate.task);
    item.lane = candidate.lane;
    item.read = candidate.state.read;
    item.snoozedUntil = candidate.state.snoozedUntil;
    item.blockingReason = blockingReason(candidate, actor);
    return item;
}

} // namespace

TriageState effectiveTriage(const std::optional<TriageMark> &mark, Time lastActivity, Time now)
{
    TriageState state;
    if (!mark)
        return state;
    state.archived = mark->archived;
    state.read = mark->read || mark->archived;
    state.dismissed = mark->dismissed;
    if (mark->snoozedUntil && *mark->snoozedUntil > now)
        state.snoozedUntil = mark->snoozedUntil;
    if (mark->archived)
        return state;
    const auto &seen = mark->lastSeenActivity;
    const bool happened = !seen || lastActivity > *seen;
    const bool woke = mark->snoozedUntil && *mark->snoozedUntil <= now && (!seen || *mark->snoozedUntil > *seen);
    if (happened || woke)
        state.read = state.dismissed = false;
    return state;
}

Result<InboxList::Reply> perform(Query &query, const InboxList &request)
{
    STINT_TRY_LET(const auto only, filterEnum<InboxLane>("lane", request.lane));
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    const ActorRef &actor = query.actor.who;
    Candidates candidates(query);
    std::map<InboxLane, std::vector<Candidate>> found;
    for (const TaskId &id : candidates.collect()) {
        auto candidate = candidateOf(query, id, candidates.markOf(id));
        const auto lane = candidate ? laneOf(*candidate, actor) : std::nullopt;
        if (!lane || (only && *lane != *only) || (request.unread && candidate->state.read))
            continue;
        candidate->lane = *lane;
        found[*lane].push_back(std::move(*candidate));
    }

    Glance glance(query.store, query.now);
    InboxReply reply;
    for (const InboxLane lane : lanes) {
        if (only && lane != *only)
            continue;
        auto &rows = found[lane];
        std::sort(rows.begin(), rows.end(), standsBefore);
        InboxGroup group;
        group.lane = lane;
        group.count = static_cast<qint64>(rows.size());
        for (std::size_t i = 0; i < std::min(rows.size(), static_cast<std::size_t>(limit)); ++i)
            group.items.push_back(itemOf(glance, rows[i], actor));
        reply.total += group.count;
        reply.unreadTotal +=
            std::count_if(rows.begin(), rows.end(), [](const Candidate &row) { return !row.state.read; });
        reply.archivedTotal += lane == InboxLane::Archived ? group.count : 0;
        reply.groups.push_back(std::move(group));
    }
    return reply;
}

} // namespace stint
