#include "model/service/checks.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/runlife.h"

namespace stint
{

Done checkVersion(const Task &task, const std::optional<qint64> &expected)
{
    if (!expected || *expected == task.version)
        return {};
    return refuse(ErrorCode::VersionConflict, "The task has changed since it was read.")
        .field("expected_version")
        .with("current_version", task.version);
}

Done checkReason(QString &reason)
{
    return checkText("reason", reason, limits::reasonBytes, Lines::Many);
}

Done checkChannel(const Verb &verb, const char *field, QString &channel)
{
    channel = channel.trimmed();
    if (!channel.isEmpty() && !isChannelName(channel))
        return invalid(field, "This is not the form of a channel name.");
    if (!isValidChannel(channel, verb.settings()))
        return invalid(field, "This board does not allow that channel.");
    return {};
}

Done checkIdempotencyKey(QString &key)
{
    return checkName("idempotency_key", key, limits::idempotencyKeyBytes);
}

Done checkQueueOptions(const Verb &verb, QueueOptions &options)
{
    STINT_TRY(checkIdempotencyKey(options.idempotencyKey));
    STINT_TRY(checkJson("metadata", options.metadata, limits::metadataBytes));
    STINT_TRY(checkCapabilities("required_capabilities", options.requiredCapabilities));
    STINT_TRY(checkCapabilities("preferred_capabilities", options.preferredCapabilities));
    return checkChannel(verb, "network_channel", options.networkChannel);
}

Result<std::optional<Run>> replayedRun(Verb &verb, const QString &key, const TaskId &task)
{
    if (key.isEmpty())
        return std::optional<Run>();
    const auto record = verb.store.idempotency(key, verb.actor.origin);
    if (!record)
        return std::optional<Run>();
    auto run = verb.store.run(record->runId);
    if (run && run->taskId != task)
        return invalid("idempotency_key", "This key stands for a run of another task.")
            .reason("idempotency_key_reused");
    return run;
}

bool holdsRunOf(Verb &verb, const TaskId &id)
{
    if (!verb.actor.isAgent())
        return false;
    const auto runs = verb.store.runsOf(id);
    const Run *active = activeRun(runs);
    return active && active->sessionId && *active->sessionId == verb.actor.session();
}

bool isCreator(const Verb &verb, const Task &task)
{
    return task.createdBy == verb.actor.who;
}

Done mayEdit(Verb &verb, const Task &task)
{
    if (!verb.actor.isAgent() || isCreator(verb, task) || verb.settings().has(AgentRight::Edit) ||
        holdsRunOf(verb, task.id))
        return {};
    return refuse(ErrorCode::ForbiddenOperatorAction,
                  "Agents change only tasks that they created or work on; this board does not give them more.")
        .reason(toText(AgentRight::Edit));
}

Done mayAnnotate(Verb &verb, const Task &task)
{
    if (!verb.actor.isAgent() || isCreator(verb, task) || holdsRunOf(verb, task.id))
        return {};
    const auto session = verb.store.session(verb.actor.session());
    if (session && session->workspaceId == task.workspaceId)
        return {};
    return refuse(ErrorCode::PermissionDenied, "The task is outside the agent's workspace.")
        .reason("foreign_workspace");
}

Done mayCreateIn(Verb &verb, const std::optional<WorkspaceId> &workspace)
{
    if (!verb.actor.isAgent())
        return {};
    const auto session = verb.store.session(verb.actor.session());
    if (session && session->workspaceId == workspace)
        return {};
    return refuse(ErrorCode::PermissionDenied, "Agents create tasks only in their own workspace.")
        .reason("foreign_workspace");
}

Done mayEndRun(const Verb &verb, const Task &task, const Run &run)
{
    if (!verb.actor.isAgent() || !isActive(run.status) || verb.settings().has(AgentRight::Force) ||
        isCreator(verb, task) || (run.sessionId && *run.sessionId == verb.actor.session()))
        return {};
    return refuse(ErrorCode::PermissionDenied, "Another session works on the run.").reason("foreign_run");
}

} // namespace stint
