#include "model/service/context.h"

#include "model/domain/fieldsjson.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
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
constexpr int leastTextBytes = 64; ///< halving stops here (CTX-04)

/// A text of the bundle that may be cut, then or later.
struct Part {
    QString text;
    bool cut = false;

    Part() = default;
    Part(const QString &content, int maxBytes) { text = truncated(redacted(content), maxBytes, &cut); }

    /// One step of CTX-04; false when the text is short enough to stay.
    bool halve()
    {
        const auto bytes = static_cast<int>(utf8Bytes(text));
        if (bytes <= leastTextBytes)
            return false;
        text = truncated(text, std::max(leastTextBytes, bytes / 2));
        cut = true;
        return true;
    }
};

struct CriterionPart {
    int n = 1;
    bool met = false;
    Part text;
};

struct HistoryPart {
    Review review;
    Part reason;
};

struct ContinuationPart {
    ReviewLineage lineage;
    int round = 1;
    std::optional<ReviewOutcome> outcome;
    Part reason, guidance;
    std::vector<Part> missing;
    bool cut = false;
};

/// The bundle before it is written; CTX-04 takes from it until the text fits.
struct Bundle {
    ContextRole role = ContextRole::Worker;
    Task task;
    QString workspaceRoot;
    Part identifier, title, description;
    std::vector<CriterionPart> acceptance;
    qint64 latestEventSeq = 0;
    std::optional<RunChip> current;
    Part currentError;
    std::optional<std::pair<Part, Part>> answer; ///< question, text
    std::vector<RunChip> priorAttempts;          ///< newest first
    std::vector<Event> recentEvents;             ///< ascending
    std::optional<Part> handoff;
    ProfileSections profile;
    bool profileStored = false;
    std::optional<ContinuationPart> continuation;
    std::vector<HistoryPart> reviewHistory; ///< newest first
};

void flagCut(JsonWriter &out, bool cut)
{
    if (cut)
        out.member("truncated", true);
}

const char *roleText(ContextRole role)
{
    switch (role) {
    case ContextRole::Worker:
        return "worker";
    case ContextRole::Reviewer:
        return "reviewer";
    case ContextRole::Operator:
        return "operator";
    }
    return "";
}

void writeTask(JsonWriter &out, const Bundle &bundle)
{
    const Task &task = bundle.task;
    out.key("task");
    out.beginObject();
    out.member("id", task.id.value);
    out.memberIfSet("identifier", bundle.identifier.text);
    out.member("title", bundle.title.text);
    out.member("status", QString(toText(task.status)));
    out.member("priority", QString(toText(task.priority)));
    out.member("version", task.version);
    out.memberIfSet("workspace_root_path", bundle.workspaceRoot);
    out.memberIfSet("description", bundle.description.text);
    flagCut(out, bundle.identifier.cut || bundle.title.cut || bundle.description.cut);
    out.endObject();
}

void writeAcceptance(JsonWriter &out, const Bundle &bundle)
{
    out.key("acceptance");
    out.beginArray();
    for (const CriterionPart &criterion : bundle.acceptance) {
        out.beginObject();
        out.member("n", criterion.n);
        out.member("met", criterion.met);
        out.member("text", criterion.text.text);
        flagCut(out, criterion.text.cut);
        out.endObject();
    }
    out.endArray();
}

void writeCurrentRun(JsonWriter &out, const Bundle &bundle)
{
    if (!bundle.current)
        return;
    out.key("current_run");
    out.beginObject();
    writeMembers(out, *bundle.current);
    out.memberIfSet("error", bundle.currentError.text);
    flagCut(out, bundle.currentError.cut);
    out.endObject();
    if (!bundle.answer)
        return;
    const auto &[question, text] = *bundle.answer;
    out.key("answer");
    out.beginObject();
    out.member("question", question.text);
    out.member("text", text.text);
    flagCut(out, question.cut || text.cut);
    out.endObject();
}

void writeEvents(JsonWriter &out, const Bundle &bundle)
{
    out.key("recent_events");
    out.beginArray();
    for (const Event &event : bundle.recentEvents) {
        out.beginObject();
        out.member("seq", event.seq);
        out.member("type", event.type);
        out.member("time", toText(event.time));
        if (event.runId)
            out.member("run_id", event.runId->value);
        out.key("actor");
        writeJson(out, event.actor);
        out.memberRaw("payload", event.payload.text);
        out.endObject();
    }
    out.endArray();
}

void writeContinuation(JsonWriter &out, const Bundle &bundle)
{
    if (!bundle.continuation)
        return;
    const ContinuationPart &part = *bundle.continuation;
    out.key("review_continuation");
    out.beginObject();
    out.member("review_id", part.lineage.reviewId.value);
    out.member("run_id", part.lineage.parentRunId.value);
    out.member("round", part.round);
    if (part.outcome)
        out.member("outcome", QString(toText(*part.outcome)));
    out.member("reason", part.reason.text);
    bool cut = part.cut || part.reason.cut || part.guidance.cut;
    out.key("missing_work");
    out.beginArray();
    for (const Part &item : part.missing) {
        out.value(item.text);
        cut = cut || item.cut;
    }
    out.endArray();
    out.member("guidance", part.guidance.text);
    flagCut(out, cut);
    out.endObject();
}

/// Agent, else peer, else session, else `human` (CTX-02).
QString reviewerOf(const Review &review)
{
    if (!review.reviewerAgentName.isEmpty())
        return review.reviewerAgentName;
    if (!review.reviewerPeerId.isEmpty())
        return review.reviewerPeerId;
    return review.reviewerSessionId ? review.reviewerSessionId->value : QStringLiteral("human");
}

void writeHistory(JsonWriter &out, const Bundle &bundle)
{
    out.key("review_history");
    out.beginArray();
    for (const HistoryPart &part : bundle.reviewHistory) {
        const Review &review = part.review;
        out.beginObject();
        out.member("review_id", review.id.value);
        out.member("run_id", review.runId.value);
        out.member("round", review.round);
        out.member("attempt", review.attempt);
        out.member("status", QString(toText(review.status)));
        if (review.outcome)
            out.member("outcome", QString(toText(*review.outcome)));
        out.memberIfSet("reason", part.reason.text);
        if (review.reviewedAt)
            out.member("reviewed_at", toText(*review.reviewedAt));
        if (review.outcome || review.reviewerSessionId)
            out.member("reviewer", reviewerOf(review));
        flagCut(out, part.reason.cut);
        out.endObject();
    }
    out.endArray();
}

QByteArray render(const Bundle &bundle, const BoardSettings &settings)
{
    JsonWriter out;
    out.beginObject();
    out.member("role", roleText(bundle.role));
    writeTask(out, bundle);
    writeAcceptance(out, bundle);
    out.member("latest_event_seq", bundle.latestEventSeq);
    writeCurrentRun(out, bundle);
    out.key("prior_attempts");
    writeJson(out, bundle.priorAttempts);
    writeEvents(out, bundle);
    if (bundle.handoff) {
        out.key("handoff_summary");
        out.beginObject();
        out.member("text", bundle.handoff->text);
        flagCut(out, bundle.handoff->cut);
        out.endObject();
    }
    out.key("limits");
    out.beginObject();
    out.member("max_runtime_ms", settings.contextMaxRuntimeMs);
    out.member("summary_max_bytes", settings.contextSummaryMaxBytes);
    out.member("body_max_bytes", settings.contextBodyMaxBytes);
    out.endObject();
    out.key("execution_profile");
    out.beginObject();
    out.member("stored", bundle.profileStored);
    writeMembers(out, bundle.profile);
    out.endObject();
    writeContinuation(out, bundle);
    writeHistory(out, bundle);
    out.endObject();
    return out.take();
}

template<class T>
bool dropLast(std::vector<T> &rows)
{
    if (rows.empty())
        return false;
    rows.pop_back();
    return true;
}

bool halveLongestCriterion(Bundle &bundle)
{
    const auto longest =
        std::max_element(bundle.acceptance.begin(), bundle.acceptance.end(),
                         [](const auto &a, const auto &b) { return utf8Bytes(a.text.text) < utf8Bytes(b.text.text); });
    return longest != bundle.acceptance.end() && longest->text.halve();
}

/// One step of CTX-04; false when nothing is left to take.
bool reduce(Bundle &bundle)
{
    if (!bundle.recentEvents.empty()) {
        bundle.recentEvents.erase(bundle.recentEvents.begin());
        return true;
    }
    return dropLast(bundle.priorAttempts) || dropLast(bundle.reviewHistory) ||
           (bundle.handoff && bundle.handoff->halve()) ||
           (bundle.continuation && bundle.continuation->guidance.halve()) || bundle.description.halve() ||
           halveLongestCriterion(bundle) || (bundle.answer && bundle.answer->first.halve()) ||
           (bundle.answer && bundle.answer->second.halve());
}

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
    const QString handoff = run.review ? run.review->guidance : run.error;
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
