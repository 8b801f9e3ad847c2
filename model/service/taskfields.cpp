#include "model/service/taskfields.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"

#include <algorithm>

namespace stint
{

namespace
{

// Forms and bounds

Done checkOwner(OwnerRef &owner)
{
    return checkRequiredName("owner", owner.ref, limits::refBytes);
}

Done checkAttempts(int attempts)
{
    if (attempts >= 1 && attempts <= limits::maxAttempts)
        return {};
    return invalid("max_attempts", "max_attempts is from 1 to 10");
}

Done checkRank(QString &rank)
{
    STINT_TRY(checkName("rank", rank, limits::rankBytes));
    const auto isRankCharacter = [](QChar c) {
        return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('z'));
    };
    if (!std::all_of(rank.cbegin(), rank.cend(), isRankCharacter))
        return invalid("rank", "rank holds digits and small letters only");
    return {};
}

Done checkAcceptance(std::vector<Criterion> &acceptance)
{
    for (Criterion &criterion : acceptance) {
        STINT_TRY(checkRequiredText("acceptance", criterion.text, limits::criterionTextBytes, Lines::Many));
        STINT_TRY(checkText("acceptance", criterion.evidence, limits::evidenceBytes, Lines::Many));
    }
    if (acceptance.size() > static_cast<std::size_t>(limits::criteria))
        return invalid("acceptance", "A task has at most 32 acceptance criteria.");
    return {};
}

Done checkTitle(QString &title)
{
    return checkRequiredText("title", title, limits::titleBytes, Lines::One);
}

Done checkDescription(QString &description)
{
    return checkText("description", description, limits::descriptionBytes, Lines::Many);
}

/// VAL-04: scope and workspace fit together; a blank scope follows from the workspace.
Done bindScope(Task &task, TaskCreate &request)
{
    if (request.workspaceId)
        STINT_TRY(checkId("workspace_id", *request.workspaceId));
    const Scope derived = request.workspaceId ? Scope::Workspace : Scope::Global;
    STINT_TRY_LET(task.scope, checkEnum<Scope>("scope", request.scope, derived));
    if (task.scope != derived)
        return refuse(ErrorCode::InvalidScopeBinding, task.scope == Scope::Global
                                                          ? "A global task has no workspace."
                                                          : "A task of scope workspace needs a workspace_id.")
            .field("scope");
    task.workspaceId = request.workspaceId;
    return {};
}

Done checkKeys(TaskCreate &request)
{
    if (request.id)
        STINT_TRY(checkRequiredName("id", request.id->value, limits::idBytes));
    if (request.parentTaskId)
        STINT_TRY(checkId("parent_task_id", *request.parentTaskId));
    if (request.id && request.parentTaskId && *request.id == *request.parentTaskId)
        return invalid("parent_task_id", "A task is not its own parent.");
    STINT_TRY(checkName("external_key", request.externalKey, limits::nameBytes));
    return checkRank(request.rank);
}

Done checkTexts(const Verb &verb, TaskCreate &request)
{
    STINT_TRY(checkText("identifier", request.identifier, limits::nameBytes, Lines::One));
    STINT_TRY(checkTitle(request.title));
    STINT_TRY(checkDescription(request.description));
    STINT_TRY(checkText("milestone", request.milestone, limits::nameBytes, Lines::One));
    STINT_TRY(checkLabels("labels", request.labels));
    STINT_TRY(checkAcceptance(request.acceptance));
    STINT_TRY(checkChannel(verb, "network_channel", request.networkChannel));
    return checkJson("metadata", request.metadata, limits::metadataBytes);
}

TaskStatus firstStatus(const Task &task, bool draft)
{
    if (draft)
        return TaskStatus::Draft;
    return task.lacksApproval() ? TaskStatus::Blocked : TaskStatus::Ready;
}

// What an update may name

/// A member that null cannot clear.
template<class T>
Done refuseNull(const char *field, const Patch<T> &patch)
{
    if (patch.isCleared())
        return invalid(field, QStringLiteral("%1 cannot be null").arg(QLatin1String(field)));
    return {};
}

Done refuseNulls(const TaskChanges &changes)
{
    STINT_TRY(refuseNull("title", changes.title));
    STINT_TRY(refuseNull("priority", changes.priority));
    STINT_TRY(refuseNull("max_attempts", changes.maxAttempts));
    STINT_TRY(refuseNull("auto_enqueue_on_ready", changes.autoEnqueueOnReady));
    STINT_TRY(refuseNull("approval_policy", changes.approvalPolicy));
    STINT_TRY(refuseNull("owner", changes.owner));
    STINT_TRY(refuseNull("labels", changes.labels));
    return refuseNull("acceptance", changes.acceptance);
}

bool namesNothing(const TaskChanges &c)
{
    const bool texts = c.title.isAbsent() && c.description.isAbsent() && c.priority.isAbsent() &&
                       c.approvalPolicy.isAbsent() && c.networkChannel.isAbsent() && c.externalKey.isAbsent() &&
                       c.milestone.isAbsent() && c.rank.isAbsent();
    return texts && c.owner.isAbsent() && !c.clearOwner && c.maxAttempts.isAbsent() &&
           c.autoEnqueueOnReady.isAbsent() && c.metadata.isAbsent() && c.notBefore.isAbsent() && c.labels.isAbsent() &&
           c.acceptance.isAbsent();
}

template<class T, class Check>
Done checkGiven(Patch<T> &patch, Check check)
{
    return patch.isGiven() ? check(patch.value) : Done();
}

} // namespace

ApprovalState defaultApproval(ApprovalPolicy policy)
{
    return policy == ApprovalPolicy::Manual ? ApprovalState::Pending : ApprovalState::NotRequired;
}

Result<Task> taskFrom(const Verb &verb, TaskCreate request)
{
    Task task;
    STINT_TRY(checkKeys(request));
    STINT_TRY(checkTexts(verb, request));
    STINT_TRY_LET(task.priority, checkEnum<Priority>("priority", request.priority, Priority::Medium));
    STINT_TRY_LET(task.approvalPolicy,
                  checkEnum<ApprovalPolicy>("approval_policy", request.approvalPolicy, ApprovalPolicy::None));
    if (request.owner)
        STINT_TRY(checkOwner(*request.owner));
    STINT_TRY(checkAttempts(request.maxAttempts.value_or(task.maxAttempts)));
    STINT_TRY(bindScope(task, request));
    task.id = request.id.value_or(TaskId());
    task.identifier = request.identifier;
    task.title = request.title;
    task.description = request.description;
    task.parentTaskId = request.parentTaskId;
    task.owner = request.owner;
    task.approvalState = defaultApproval(task.approvalPolicy);
    task.maxAttempts = request.maxAttempts.value_or(task.maxAttempts);
    task.autoEnqueueOnReady = request.autoEnqueueOnReady;
    task.metadata = request.metadata;
    task.networkChannel = request.networkChannel;
    task.notBefore = request.notBefore;
    task.externalKey = request.externalKey;
    task.milestone = request.milestone;
    task.labels = request.labels;
    task.rank = request.rank;
    task.acceptance = request.acceptance;
    task.status = firstStatus(task, request.draft);
    task.createdBy = verb.actor.who;
    task.origin = verb.actor.origin;
    task.createdAt = task.updatedAt = verb.now;
    return task;
}

Done checkChanges(const Verb &verb, TaskChanges &changes)
{
    if (namesNothing(changes))
        return refuse(ErrorCode::ValidationFailed, "The update names no field.");
    STINT_TRY(refuseNulls(changes));
    STINT_TRY(checkGiven(changes.title, checkTitle));
    STINT_TRY(checkGiven(changes.description, checkDescription));
    STINT_TRY(checkGiven(changes.priority, [](QString &text) -> Done {
        STINT_TRY(checkEnum<Priority>("priority", text, std::nullopt));
        return {};
    }));
    STINT_TRY(checkGiven(changes.maxAttempts, checkAttempts));
    STINT_TRY(checkGiven(changes.approvalPolicy, [](QString &text) -> Done {
        STINT_TRY(checkEnum<ApprovalPolicy>("approval_policy", text, std::nullopt));
        return {};
    }));
    STINT_TRY(
        checkGiven(changes.metadata, [](Json &json) { return checkJson("metadata", json, limits::metadataBytes); }));
    STINT_TRY(checkGiven(changes.networkChannel,
                         [&](QString &channel) { return checkChannel(verb, "network_channel", channel); }));
    if (changes.clearOwner && changes.owner.isGiven())
        return invalid("owner", "owner and clear_owner exclude each other");
    STINT_TRY(checkGiven(changes.owner, checkOwner));
    STINT_TRY(checkGiven(changes.externalKey,
                         [](QString &key) { return checkName("external_key", key, limits::nameBytes); }));
    STINT_TRY(checkGiven(changes.milestone,
                         [](QString &text) { return checkText("milestone", text, limits::nameBytes, Lines::One); }));
    STINT_TRY(checkGiven(changes.labels, [](QStringList &labels) { return checkLabels("labels", labels); }));
    STINT_TRY(checkGiven(changes.rank, checkRank));
    return checkGiven(changes.acceptance, checkAcceptance);
}

Done checkExternalKeyFree(Verb &verb, const Task &task)
{
    if (task.externalKey.isEmpty())
        return {};
    const auto holder = verb.store.taskByExternalKey(task.workspaceId, task.externalKey);
    if (!holder || *holder == task.id)
        return {};
    return refuse(ErrorCode::Conflict, "Another task has this external key.").field("external_key");
}

} // namespace stint
