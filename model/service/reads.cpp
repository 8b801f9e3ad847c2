#include "model/service/reads.h"

#include "model/domain/status.h"
#include "model/service/inspect.h"
#include "model/service/paging.h"
#include "model/service/queryrows.h"

#include <algorithm>
#include <limits>

namespace stint
{

namespace
{

/// The row and what 1.4 computes on read.
TaskView fullView(Query &query, const Task &task)
{
    Glance glance(query.store, query.now);
    const TaskFigures figures = query.store.figures(task.id);
    TaskView view(task);
    view.latestEventSeq = figures.latestEventSeq;
    view.lastActivityAt = figures.lastActivityAt;
    view.pausedByTaskId = glance.pausedBy(task);
    view.effectivePaused = view.pausedByTaskId.has_value();
    view.childCount = figures.childCount;
    view.dependencyCount = figures.dependencyCount;
    view.unresolvedDependencyCount = figures.unresolvedDependencyCount;
    view.commentCount = figures.commentCount;
    return view;
}

/// The newest event about a run; looks back in growing steps, because a task's events are mostly about its newest run.
std::optional<Event> lastEventOf(StoreReader &store, const Run &run)
{
    for (int window = 32;; window *= 8) {
        const auto events = store.lastEventsOfTask(run.taskId, window);
        const auto found =
            std::find_if(events.rbegin(), events.rend(), [&](const Event &event) { return event.runId == run.id; });
        if (found != events.rend())
            return *found;
        if (events.size() < static_cast<std::size_t>(window) || window > std::numeric_limits<int>::max() / 8)
            return std::nullopt;
    }
}

Time lastActivity(const Run &run, const std::optional<Event> &lastEvent)
{
    Time latest = run.queuedAt;
    for (const auto &time : {run.claimedAt, run.startedAt, run.endedAt}) {
        if (time)
            latest = std::max(latest, *time);
    }
    return lastEvent ? std::max(latest, lastEvent->time) : latest;
}

/// The session named by the caller, or the caller itself.
Result<SessionId> namedOrOwn(const Query &query, const std::optional<SessionId> &named)
{
    SessionId id = named.value_or(query.actor.session());
    STINT_TRY(checkId("session_id", id));
    return id;
}

} // namespace

Result<TaskGet::Reply> perform(Query &query, const TaskGet &request)
{
    STINT_TRY_LET(const Task task, requireTask(query, request.taskId));
    TaskReply reply;
    reply.task = fullView(query, task);
    const auto runs = query.store.runsOf(task.id);
    if (const Run *latest = latestRun(runs))
        reply.run = *latest;
    return reply;
}

Result<ProfileGet::Reply> perform(Query &query, const ProfileGet &request)
{
    STINT_TRY_LET(const Task task, requireTask(query, request.taskId));
    ProfileReply reply;
    reply.taskId = task.id;
    if (const auto stored = query.store.profile(task.id)) {
        reply.stored = true;
        reply.profile = stored->sections;
        reply.createdAt = stored->createdAt;
        reply.updatedAt = stored->updatedAt;
    }
    return reply;
}

Result<DependencyList::Reply> perform(Query &query, const DependencyList &request)
{
    STINT_TRY_LET(const Task task, requireTask(query, request.taskId));
    Page<DependencyItem> page;
    for (const Dependency &edge : query.store.dependenciesOf(task.id)) {
        DependencyItem item;
        item.dependency = edge;
        if (const auto blocker = query.store.task(edge.dependsOn)) {
            item.title = blocker->title;
            item.status = blocker->status;
        }
        page.items.push_back(item);
    }
    page.total = static_cast<qint64>(page.items.size());
    return page;
}

Result<RunGet::Reply> perform(Query &query, const RunGet &request)
{
    STINT_TRY_LET(const Run run, requireRun(query, request.runId));
    STINT_TRY_LET(const Task task, requireTask(query, run.taskId));
    RunDetail detail;
    detail.run = run;
    detail.claims = query.store.claimsOf(run.id);
    detail.taskTitle = task.title;
    detail.taskStatus = task.status;
    if (run.sessionId)
        detail.session = query.store.session(*run.sessionId);
    if (run.startedAt && (run.endedAt || isActive(run.status)))
        detail.durationMs = std::max<qint64>(0, run.endedAt.value_or(query.now) - *run.startedAt);
    detail.lateResults = static_cast<int>(query.store.lateResultsOf(run.id).size());
    const auto lastEvent = lastEventOf(query.store, run);
    if (lastEvent)
        detail.lastEvent = EventSummary{lastEvent->seq, lastEvent->type, lastEvent->time, lastEvent->actor};
    detail.lastActivityAt = lastActivity(run, lastEvent);
    return detail;
}

Result<LateResultList::Reply> perform(Query &query, const LateResultList &request)
{
    std::vector<LateResult> kept;
    if (request.runId) {
        STINT_TRY_LET(const Run run, requireRun(query, *request.runId));
        kept = query.store.lateResultsOf(run.id);
    } else {
        kept = query.store.lateResults(limits::listMax);
    }
    Glance glance(query.store, query.now);
    Page<LateResultItem> page;
    for (const LateResult &late : kept) {
        const auto run = query.store.run(late.runId);
        if (!run)
            continue;
        const auto task = glance.task(run->taskId);
        page.items.push_back({late, run->taskId, task ? task->title : QString(), run->status});
    }
    page.total = static_cast<qint64>(page.items.size());
    return page;
}

Result<ReviewGet::Reply> perform(Query &query, const ReviewGet &request)
{
    ReviewId id = request.reviewId;
    STINT_TRY(checkId("review_id", id));
    const auto review = query.store.review(id);
    if (!review)
        return refuse(ErrorCode::ReviewNotFound, "There is no such review.").field("review_id");
    ReviewReply reply;
    reply.review = *review;
    if (review->continuationRunId)
        reply.continuation = query.store.run(*review->continuationRunId);
    return reply;
}

Result<ReviewForSession::Reply> perform(Query &query, const ReviewForSession &request)
{
    STINT_TRY_LET(const SessionId id, namedOrOwn(query, request.sessionId));
    for (const Review &review : query.store.reviewsOfSession(id)) {
        const bool routed = review.status == ReviewStatus::Routed && review.routedSessionId == id;
        const bool bound = review.status == ReviewStatus::InReview && review.reviewerSessionId == id;
        if (routed || bound) {
            ReviewReply reply;
            reply.review = review;
            return reply;
        }
    }
    return refuse(ErrorCode::ReviewNotFound, "The session is asked for no review.").field("session_id");
}

Result<ReviewList::Reply> perform(Query &query, const ReviewList &request)
{
    ReviewList wanted = request;
    STINT_TRY(checkOptionalId("task_id", wanted.taskId));
    STINT_TRY(checkOptionalId("run_id", wanted.runId));
    STINT_TRY(checkOptionalId("reviewer_session_id", wanted.reviewerSessionId));
    STINT_TRY_LET(const int limit, pageLimit(wanted.limit));
    STINT_TRY_LET(const auto status, filterEnum<ReviewStatus>("status", wanted.status));
    return query.store.findReviews(wanted, status, limit);
}

Result<SettingsGet::Reply> perform(Query &query, const SettingsGet &)
{
    JsonWriter out;
    out.beginObject();
    for (const QString &key : settingKeys()) {
        out.key(key);
        out.raw(settingValue(query.settings, key).text);
    }
    out.endObject();
    return SettingsReply{Json{out.take()}};
}

Result<WorkspaceGet::Reply> perform(Query &query, const WorkspaceGet &request)
{
    WorkspaceId id = request.workspaceId;
    STINT_TRY(checkId("workspace_id", id));
    if (const auto workspace = query.store.workspace(id))
        return *workspace;
    return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
}

Result<WorkspaceList::Reply> perform(Query &query, const WorkspaceList &)
{
    Page<Workspace> page;
    page.items = query.store.workspaces();
    page.total = static_cast<qint64>(page.items.size());
    return page;
}

Result<SessionGet::Reply> perform(Query &query, const SessionGet &request)
{
    SessionId id = request.sessionId;
    STINT_TRY(checkId("session_id", id));
    if (const auto session = query.store.session(id))
        return *session;
    return refuse(ErrorCode::SessionNotFound, "There is no such session.").field("session_id");
}

Result<SessionList::Reply> perform(Query &query, const SessionList &request)
{
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    STINT_TRY_LET(const auto state, filterEnum<SessionState>("state", request.state));
    Page<Session> page;
    // The cursor is the id of the last row: ids and registration ascend together.
    for (const Session &session : query.store.sessions(state == SessionState::Ended)) {
        if (state && session.state != *state)
            continue;
        ++page.total;
        if (!request.cursor.isEmpty() && session.id.value <= request.cursor)
            continue;
        if (page.items.size() < static_cast<std::size_t>(limit))
            page.items.push_back(session);
        else
            page.nextCursor = page.items.back().id.value;
    }
    return page;
}

} // namespace stint
