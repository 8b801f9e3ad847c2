#include "model/service/taskfields.h"

#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

constexpr int previousBytes = 512; ///< of each old value in `task.updated`

/// The new value of a member: what was given, the blank one when cleared, else the old one.
template<class T>
void apply(T &member, const Patch<T> &patch)
{
    if (!patch.isAbsent())
        member = patch.value;
}

Task withChanges(Task task, const TaskChanges &changes)
{
    apply(task.title, changes.title);
    apply(task.description, changes.description);
    if (changes.priority.isGiven())
        task.priority = enumFromText<Priority>(changes.priority.value).value_or(task.priority);
    apply(task.maxAttempts, changes.maxAttempts);
    apply(task.autoEnqueueOnReady, changes.autoEnqueueOnReady);
    if (changes.approvalPolicy.isGiven()) {
        const auto policy = enumFromText<ApprovalPolicy>(changes.approvalPolicy.value).value_or(task.approvalPolicy);
        if (policy != task.approvalPolicy)
            task.approvalState = defaultApproval(policy); // STA-13
        task.approvalPolicy = policy;
    }
    apply(task.metadata, changes.metadata);
    apply(task.networkChannel, changes.networkChannel);
    if (changes.owner.isGiven())
        task.owner = changes.owner.value;
    if (changes.clearOwner)
        task.owner.reset();
    if (!changes.notBefore.isAbsent())
        task.notBefore = changes.notBefore.isGiven() ? std::optional(changes.notBefore.value) : std::nullopt;
    apply(task.externalKey, changes.externalKey);
    apply(task.milestone, changes.milestone);
    apply(task.labels, changes.labels);
    apply(task.rank, changes.rank);
    apply(task.acceptance, changes.acceptance);
    return task;
}

// What `task.updated` tells

void put(JsonWriter &writer, const QString &text)
{
    if (text.isEmpty())
        writer.null();
    else
        writer.value(truncated(text, previousBytes));
}

template<DomainEnum E>
void put(JsonWriter &writer, E value)
{
    writer.value(QString(toText(value)));
}

void put(JsonWriter &writer, int number)
{
    writer.value(number);
}

void put(JsonWriter &writer, bool flag)
{
    writer.value(flag);
}

void put(JsonWriter &writer, const Json &json)
{
    if (json.text.size() > previousBytes)
        put(writer, QString::fromUtf8(json.text));
    else
        writer.raw(json.text);
}

void put(JsonWriter &writer, const std::optional<Time> &time)
{
    put(writer, time ? toText(*time) : QString());
}

void put(JsonWriter &writer, const std::optional<OwnerRef> &owner)
{
    if (!owner) {
        writer.null();
        return;
    }
    writer.beginObject();
    writer.member("kind", QString(toText(owner->kind)));
    writer.member("ref", owner->ref);
    writer.endObject();
}

void put(JsonWriter &writer, const QStringList &texts)
{
    writer.beginArray();
    for (const QString &text : texts)
        writer.value(text);
    writer.endArray();
}

void put(JsonWriter &writer, const std::vector<Criterion> &acceptance)
{
    writer.beginArray();
    for (const Criterion &criterion : acceptance) {
        writer.beginObject();
        writer.member("text", criterion.text);
        writer.member("met", criterion.met);
        writer.memberIfSet("evidence", criterion.evidence);
        writer.endObject();
    }
    writer.endArray();
}

struct Column {
    const char *name;
    bool (*isSame)(const Task &, const Task &);
    void (*write)(const Task &, JsonWriter &);
};

template<auto Member>
constexpr Column column(const char *name)
{
    return {name, [](const Task &a, const Task &b) { return a.*Member == b.*Member; },
            [](const Task &task, JsonWriter &writer) { put(writer, task.*Member); }};
}

/// In the order of STA-16.
constexpr std::array columns{
    column<&Task::title>("title"),
    column<&Task::description>("description"),
    column<&Task::priority>("priority"),
    column<&Task::maxAttempts>("max_attempts"),
    column<&Task::autoEnqueueOnReady>("auto_enqueue_on_ready"),
    column<&Task::approvalPolicy>("approval_policy"),
    column<&Task::metadata>("metadata"),
    column<&Task::networkChannel>("network_channel"),
    column<&Task::owner>("owner"),
    column<&Task::notBefore>("not_before"),
    column<&Task::externalKey>("external_key"),
    column<&Task::milestone>("milestone"),
    column<&Task::labels>("labels"),
    column<&Task::rank>("rank"),
    column<&Task::acceptance>("acceptance"),
};

/// The old value; a list that is too long becomes the beginning of its text. Texts were cut when they were written.
void writePrevious(JsonWriter &payload, const Column &column, const Task &before)
{
    JsonWriter alone;
    column.write(before, alone);
    payload.key(column.name);
    if (alone.text().size() <= previousBytes || alone.text().startsWith('"'))
        payload.raw(alone.text());
    else
        payload.value(truncated(QString::fromUtf8(alone.text()), previousBytes));
}

JsonWriter updatedPayload(const Task &before, const Task &after, TaskStatus status)
{
    JsonWriter payload;
    payload.beginObject();
    payload.key("changed_fields");
    payload.beginArray();
    for (const Column &column : columns) {
        if (!column.isSame(before, after))
            payload.value(column.name);
    }
    payload.endArray();
    payload.key("previous");
    payload.beginObject();
    for (const Column &column : columns) {
        if (!column.isSame(before, after))
            writePrevious(payload, column, before);
    }
    payload.endObject();
    payload.member("status", QString(toText(status)));
    payload.endObject();
    return payload;
}

/// ACT-10: who works on a task proves its criteria but does not write them; who does not cannot prove them.
Done mayChangeAcceptance(Verb &verb, const Task &before, const std::vector<Criterion> &after)
{
    if (!verb.actor.isAgent() || before.acceptance == after)
        return {};
    const auto refused = [] {
        return refuse(ErrorCode::PermissionDenied,
                      "Agents prove the criteria of the task they work on, and change no others.")
            .field("acceptance")
            .reason("acceptance");
    };
    const auto sameText = [](const Criterion &a, const Criterion &b) { return a.text == b.text; };
    if (holdsRunOf(verb, before.id)) {
        const bool sameTexts =
            std::equal(before.acceptance.begin(), before.acceptance.end(), after.begin(), after.end(), sameText);
        return sameTexts ? Done() : Done(refused());
    }
    // Who does not hold the run neither gives proof nor takes any from a criterion that stays.
    std::vector<Criterion> left = before.acceptance, changed;
    for (const Criterion &criterion : after) {
        const auto same = std::find(left.begin(), left.end(), criterion);
        if (same != left.end())
            left.erase(same);
        else
            changed.push_back(criterion);
    }
    for (const Criterion &criterion : changed) {
        const bool isProof = criterion.met || !criterion.evidence.isEmpty();
        const bool stays =
            std::any_of(left.begin(), left.end(), [&](const Criterion &known) { return sameText(known, criterion); });
        if (isProof || stays)
            return refused();
    }
    return {};
}

/// DRA-09: lifting the approval is as good as giving it.
Done mayChangePolicy(const Verb &verb, const Task &before, const Task &after)
{
    const bool lifts = before.approvalPolicy == ApprovalPolicy::Manual && after.approvalPolicy == ApprovalPolicy::None;
    if (!lifts || !verb.actor.isAgent() || verb.settings().has(AgentRight::Approve))
        return {};
    return refuse(ErrorCode::ForbiddenOperatorAction, "This board does not give agents the right to approve.")
        .reason(toText(AgentRight::Approve));
}

} // namespace

Result<TaskEdit> editTask(Verb &verb, const Task &before, const TaskChanges &changes)
{
    STINT_TRY(mayEdit(verb, before));
    Task after = withChanges(before, changes);
    STINT_TRY(mayChangeAcceptance(verb, before, after.acceptance));
    STINT_TRY(mayChangePolicy(verb, before, after));
    if (after == before)
        return TaskEdit{before, false};
    STINT_TRY(checkExternalKeyFree(verb, after));
    after.updatedAt = verb.now;
    verb.save(after);
    const Task settled = settle(verb, before.id, before.status, std::nullopt, [&](const Task &now) {
        verb.record("task.updated", before.id, std::nullopt, updatedPayload(before, now, now.status));
    });
    return TaskEdit{settled, true};
}

} // namespace stint
