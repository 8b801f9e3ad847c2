#include "model/service/contextparts.h"

#include "model/domain/fieldsjson.h"
#include "model/domain/text.h"

#include <algorithm>

namespace stint
{

namespace
{

constexpr int leastTextBytes = 64; ///< halving stops here (CTX-04)

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

} // namespace

Part::Part(const QString &content, int maxBytes)
{
    text = truncated(redacted(content), maxBytes, &cut);
}

bool Part::halve()
{
    const auto bytes = static_cast<int>(utf8Bytes(text));
    if (bytes <= leastTextBytes)
        return false;
    text = truncated(text, std::max(leastTextBytes, bytes / 2));
    cut = true;
    return true;
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

} // namespace stint
