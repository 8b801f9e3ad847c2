#include "model/service/context.h"

#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/contextparts.h"
#include "model/service/inspect.h"
#include "model/service/queryrows.h"
#include "model/service/reads.h"

#include <algorithm>

namespace stint
{

namespace
{

// Bounds of CTX-02, in bytes.
constexpr int lineBytes = 2'048;
constexpr int descriptionBytes = 4'096;
constexpr int criterionBytes = 256;
constexpr int errorBytes = 2'048;
constexpr int questionBytes = 1'024;
constexpr int answerBytes = 4'096;
constexpr int reasonBytes = 2'048;
constexpr qsizetype missingItems = 20;
constexpr int missingBytes = 512;
constexpr int guidanceBytes = 4'096;

ContinuationPart continuationOf(StoreReader &store, const ReviewLineage &lineage)
{
    ContinuationPart part;
    part.lineage = lineage;
    if (const auto review = store.review(lineage.reviewId)) {
        part.round = review->round;
        part.outcome = review->outcome;
    }
    part.reason = Part(lineage.continuationReason, reasonBytes);
    part.guidance = Part(lineage.guidance, guidanceBytes);
    part.cut = lineage.missingWork.size() > missingItems;
    for (const QString &item : lineage.missingWork.mid(0, missingItems))
        part.missing.emplace_back(item, missingBytes);
    return part;
}

/// The chip as an agent may see it: its texts redacted.
RunChip redactedChip(RunChip chip)
{
    chip.progress = redacted(chip.progress);
    chip.errorSummary = redacted(chip.errorSummary);
    if (chip.attention)
        chip.attention->text = redacted(chip.attention->text);
    return chip;
}

void addRun(Glance &glance, const BoardSettings &settings, const Run &run, Bundle &bundle)
{
    bundle.current = redactedChip(glance.chipOf(run));
    bundle.currentError = Part(run.error, errorBytes);
    if (run.answer)
        bundle.answer.emplace(Part(run.answer->question, questionBytes), Part(run.answer->text, answerBytes));
    const QString handoff = run.review && !run.review->guidance.isEmpty() ? run.review->guidance : run.error;
    if (!handoff.isEmpty())
        bundle.handoff = Part(handoff, static_cast<int>(settings.contextBodyMaxBytes / 2));
    if (run.review)
        bundle.continuation = continuationOf(glance.store, *run.review);
    auto runs = glance.store.runsOf(run.taskId);
    std::sort(runs.begin(), runs.end(), [](const Run &a, const Run &b) { return a.attempt > b.attempt; });
    for (const Run &prior : runs) {
        if (prior.attempt < run.attempt &&
            bundle.priorAttempts.size() < static_cast<std::size_t>(settings.contextPriorAttempts))
            bundle.priorAttempts.push_back(redactedChip(glance.chipOf(prior)));
    }
}

void addHistory(StoreReader &store, const BoardSettings &settings, Bundle &bundle)
{
    for (Event event : store.lastEventsOfTask(bundle.task.id, static_cast<int>(settings.contextRecentEvents))) {
        event.payload.text = redactedUtf8(withoutSecretKeys(event.payload.text));
        bundle.recentEvents.push_back(std::move(event));
    }
    // Payloads alone above the budget would be dropped one rendering at a time.
    qsizetype bytes = 0;
    auto kept = bundle.recentEvents.end();
    while (kept != bundle.recentEvents.begin() && bytes <= settings.contextBodyMaxBytes)
        bytes += (--kept)->payload.text.size();
    bundle.recentEvents.erase(bundle.recentEvents.begin(), kept);
    auto reviews = store.reviewsOfTask(bundle.task.id);
    std::reverse(reviews.begin(), reviews.end());
    if (reviews.size() > static_cast<std::size_t>(settings.contextPriorAttempts))
        reviews.resize(static_cast<std::size_t>(settings.contextPriorAttempts));
    for (const Review &review : reviews)
        bundle.reviewHistory.push_back({review, Part(review.verdictReason, reasonBytes)});
}

Result<ContextReply> replyFor(Query &query, const Task &task, const Run *run, ContextRole role)
{
    STINT_TRY_LET(Json bundle, contextBundle(query.store, query.now, query.settings, task, run, role));
    return ContextReply{std::move(bundle)};
}

/// The run whose bundle a session reads (CTX-01): its active run, preferably one whose lease still runs.
std::optional<Run> workOf(Query &query, const SessionId &session, const std::optional<RunId> &named)
{
    std::optional<Run> own;
    for (const Run &run : query.store.activeRunsOfSession(session)) {
        if (run.id == named)
            return run;
        if (!own || own->isExpired(query.now))
            own = run;
    }
    return own;
}

std::optional<Run> reviewedBy(Query &query, const SessionId &session)
{
    for (const Review &review : query.store.reviewsOfSession(session)) {
        const bool routed = review.status == ReviewStatus::Routed && review.routedSessionId == session;
        const bool bound = review.status == ReviewStatus::InReview && review.reviewerSessionId == session;
        if (routed || bound)
            return query.store.run(review.runId);
    }
    return std::nullopt;
}

Result<ContextReply> contextForAgent(Query &query, const TaskContext &request)
{
    if (request.runId)
        STINT_TRY(requireRun(query, *request.runId));
    if (request.taskId)
        STINT_TRY(requireTask(query, *request.taskId));
    const SessionId session = query.actor.session();
    auto run = workOf(query, session, request.runId);
    const ContextRole role = run ? ContextRole::Worker : ContextRole::Reviewer;
    if (!run)
        run = reviewedBy(query, session);
    const bool foreign =
        run ? (request.runId && *request.runId != run->id) || (request.taskId && *request.taskId != run->taskId)
            : request.runId || request.taskId;
    if (foreign)
        return refuse(ErrorCode::PermissionDenied, "A session reads the context of its own run only.")
            .reason("foreign_run");
    if (!run)
        return ContextReply{Json{QByteArrayLiteral("{\"task\":null}")}};
    STINT_TRY_LET(const Task task, requireTask(query, run->taskId));
    return replyFor(query, task, &*run, role);
}

} // namespace

Result<Json> contextBundle(StoreReader &store, Time now, const BoardSettings &settings, const Task &task,
                           const Run *run, ContextRole role)
{
    Glance glance(store, now);
    Bundle bundle;
    bundle.role = role;
    bundle.task = task;
    if (task.workspaceId) {
        if (const auto workspace = store.workspace(*task.workspaceId))
            bundle.workspaceRoot = redacted(workspace->rootPath);
    }
    bundle.identifier = Part(task.identifier, lineBytes);
    bundle.title = Part(task.title, lineBytes);
    bundle.description = Part(task.description, descriptionBytes);
    for (std::size_t i = 0; i < task.acceptance.size(); ++i)
        bundle.acceptance.push_back(
            {static_cast<int>(i) + 1, task.acceptance[i].met, Part(task.acceptance[i].text, criterionBytes)});
    bundle.latestEventSeq = store.figures(task.id).latestEventSeq;
    if (const auto profile = store.profile(task.id)) {
        bundle.profile = profile->sections;
        bundle.profileStored = true;
    }
    if (run)
        addRun(glance, settings, *run, bundle);
    addHistory(store, settings, bundle);

    QByteArray text = render(bundle, settings);
    while (text.size() > settings.contextBodyMaxBytes) {
        if (!reduce(bundle))
            return refuse(ErrorCode::PayloadTooLarge, "The context cannot be cut down to context.body_max_bytes.");
        text = render(bundle, settings);
    }
    return Json{text};
}

Result<TaskContext::Reply> perform(Query &query, const TaskContext &request)
{
    if (query.actor.isAgent())
        return contextForAgent(query, request);
    if (request.runId) {
        STINT_TRY_LET(const Run run, requireRun(query, *request.runId));
        STINT_TRY_LET(const Task task, requireTask(query, run.taskId));
        if (request.taskId && *request.taskId != task.id)
            return invalid("task_id", "The run belongs to another task.");
        return replyFor(query, task, &run, ContextRole::Operator);
    }
    STINT_TRY_LET(const Task task, requireTask(query, request.taskId.value_or(TaskId())));
    const auto runs = query.store.runsOf(task.id);
    return replyFor(query, task, currentRunOf(task, runs, std::nullopt), ContextRole::Operator);
}

} // namespace stint
