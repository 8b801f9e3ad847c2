#include "model/service/profiles.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/reconcile.h"

#include <array>

namespace stint
{

namespace
{

/// 1.6: blanks in any list of a profile are dropped; what is left has the form of capabilities.
Done checkProfileCapabilities(const char *field, QStringList &capabilities)
{
    capabilities = sortedDistinct(capabilities);
    return checkCapabilities(field, capabilities);
}

struct ListRule {
    const char *field;
    QStringList &list;
};

template<std::size_t N>
Done checkAllSelectors(const std::array<ListRule, N> &rules)
{
    for (const ListRule &rule : rules)
        STINT_TRY(checkSelectors(rule.field, rule.list));
    return {};
}

/// PRO-04: the exact agent is one of the allowed ones.
Done checkExactAgent(const char *field, const QString &agent, const QStringList &allowed)
{
    if (agent.isEmpty() || allowed.isEmpty() || allowed.contains(agent))
        return {};
    return invalid(field, "The agent is not in its own list of allowed agents.");
}

Done checkCoordinator(CoordinatorProfile &p)
{
    STINT_TRY(checkText("coordinator.guidance", p.guidance, limits::guidanceBytes, Lines::Many));
    STINT_TRY(checkName("coordinator.provider", p.provider, limits::nameBytes));
    return checkName("coordinator.model", p.model, limits::nameBytes);
}

Done checkWorker(WorkerProfile &p)
{
    STINT_TRY(checkName("worker.agent", p.agent, limits::nameBytes));
    STINT_TRY(checkAllSelectors(std::array{ListRule{"worker.allowed_agents", p.allowedAgents},
                                           ListRule{"worker.preferred_agents", p.preferredAgents}}));
    STINT_TRY(checkProfileCapabilities("worker.required_capabilities", p.requiredCapabilities));
    STINT_TRY(checkProfileCapabilities("worker.preferred_capabilities", p.preferredCapabilities));
    STINT_TRY(checkName("worker.provider", p.provider, limits::nameBytes));
    STINT_TRY(checkName("worker.model", p.model, limits::nameBytes));
    STINT_TRY(checkExactAgent("worker.agent", p.agent, p.allowedAgents));
    const bool selectsNothing = p.agent.isEmpty() && p.allowedAgents.isEmpty() && p.preferredAgents.isEmpty() &&
                                p.requiredCapabilities.isEmpty();
    if (p.mode == WorkerMode::Select && selectsNothing)
        return invalid("worker.mode", "The mode select needs an agent, a list of agents or required capabilities.");
    return {};
}

Done checkReview(ReviewProfile &p)
{
    STINT_TRY(checkName("review.agent", p.agent, limits::nameBytes));
    STINT_TRY(checkAllSelectors(std::array{
        ListRule{"review.allowed_agents", p.allowedAgents}, ListRule{"review.preferred_agents", p.preferredAgents},
        ListRule{"review.allowed_channels", p.allowedChannels},
        ListRule{"review.preferred_channels", p.preferredChannels}, ListRule{"review.allowed_peers", p.allowedPeers},
        ListRule{"review.preferred_peers", p.preferredPeers}}));
    STINT_TRY(checkProfileCapabilities("review.required_capabilities", p.requiredCapabilities));
    STINT_TRY(checkProfileCapabilities("review.preferred_capabilities", p.preferredCapabilities));
    return checkExactAgent("review.agent", p.agent, p.allowedAgents);
}

Done checkParticipants(ParticipantsProfile &p)
{
    STINT_TRY(checkAllSelectors(std::array{ListRule{"participants.allowed_agents", p.allowedAgents},
                                           ListRule{"participants.preferred_agents", p.preferredAgents},
                                           ListRule{"participants.allowed_channels", p.allowedChannels},
                                           ListRule{"participants.preferred_channels", p.preferredChannels},
                                           ListRule{"participants.allowed_peers", p.allowedPeers},
                                           ListRule{"participants.preferred_peers", p.preferredPeers}}));
    STINT_TRY(checkProfileCapabilities("participants.required_capabilities", p.requiredCapabilities));
    return checkProfileCapabilities("participants.preferred_capabilities", p.preferredCapabilities);
}

Done checkSandbox(SandboxProfile &p)
{
    STINT_TRY(checkName("sandbox.ref", p.ref, limits::nameBytes));
    if (p.mode == SandboxMode::Ref && p.ref.isEmpty())
        return invalid("sandbox.ref", "The mode ref needs a reference.");
    if (p.mode != SandboxMode::Ref && !p.ref.isEmpty())
        return invalid("sandbox.ref", "Only the mode ref has a reference.");
    return {};
}

/// PRO-03 and PRO-04.
Done checkSections(ProfileSections &sections)
{
    STINT_TRY(checkCoordinator(sections.coordinator));
    STINT_TRY(checkWorker(sections.worker));
    STINT_TRY(checkReview(sections.review));
    STINT_TRY(checkParticipants(sections.participants));
    return checkSandbox(sections.sandbox);
}

Error gate(const char *field, const char *message)
{
    return invalid(field, message).reason("profile_gate");
}

Done refuseWhileActive(Verb &verb, const TaskId &id)
{
    const auto runs = verb.store.runsOf(id);
    if (activeRun(runs))
        return refuse(ErrorCode::InvalidStatusTransition, "A run of the task is being worked on.").reason("active_run");
    return {};
}

ProfileReply replyOf(const ExecutionProfile &profile)
{
    return {profile.taskId, true, profile.sections, profile.createdAt, profile.updatedAt};
}

void recordUpdated(Verb &verb, const ExecutionProfile &profile)
{
    const ProfileSections &s = profile.sections;
    JsonWriter payload;
    payload.beginObject();
    payload.member("task_id", profile.taskId.value);
    payload.member("coordinator_mode", QString(toText(s.coordinator.mode)));
    payload.member("worker_mode", QString(toText(s.worker.mode)));
    payload.member("sandbox_mode", QString(toText(s.sandbox.mode)));
    payload.member("runtime_mode", QString(toText(s.runtime.mode)));
    if (s.review.policy)
        payload.member("review_policy", QString(toText(*s.review.policy)));
    payload.endObject();
    verb.record("task.execution_profile_updated", profile.taskId, std::nullopt, std::move(payload));
}

} // namespace

Done checkProfileGates(const ProfileSections &sections, const BoardSettings &settings)
{
    const struct {
        const char *field;
        const QString &text;
    } overrides[] = {{"coordinator.provider", sections.coordinator.provider},
                     {"coordinator.model", sections.coordinator.model},
                     {"worker.provider", sections.worker.provider},
                     {"worker.model", sections.worker.model}};
    for (const auto &entry : overrides) {
        if (!settings.profileAllowProviderOverride && !entry.text.isEmpty())
            return gate(entry.field, "This board does not let a task choose provider or model.");
    }
    if (!settings.profileAllowSandboxNone && sections.sandbox.mode == SandboxMode::None)
        return gate("sandbox.mode", "This board does not let a task run without a sandbox.");
    if (!settings.profileAllowSandboxRef && sections.sandbox.mode == SandboxMode::Ref)
        return gate("sandbox.ref", "This board does not let a task choose its sandbox.");
    if (utf8Bytes(sections.coordinator.guidance) > settings.profileGuidanceMaxBytes)
        return gate("coordinator.guidance", "The guidance is longer than this board allows.");
    return {};
}

Result<ProfileReply> perform(Verb &verb, ProfileSet request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(checkSections(request.sections));
    STINT_TRY(checkProfileGates(request.sections, verb.settings()));
    STINT_TRY(verb.requireTask(request.taskId));
    STINT_TRY(refuseWhileActive(verb, request.taskId));
    const auto stored = verb.store.profile(request.taskId);
    if (stored && stored->sections == request.sections)
        return replyOf(*stored);
    const ExecutionProfile profile{request.taskId, request.sections, stored ? stored->createdAt : verb.now, verb.now};
    verb.store.putProfile(profile);
    refreshReady(verb, request.taskId);
    recordUpdated(verb, profile);
    return replyOf(profile);
}

Result<OkReply> perform(Verb &verb, ProfileDelete request)
{
    STINT_TRY(checkId("task_id", request.taskId));
    STINT_TRY(verb.requireTask(request.taskId));
    if (!verb.store.profile(request.taskId))
        return refuse(ErrorCode::ProfileNotFound, "The task has no stored execution profile.").field("task_id");
    STINT_TRY(refuseWhileActive(verb, request.taskId));
    verb.store.deleteProfile(request.taskId);
    refreshReady(verb, request.taskId);
    JsonWriter payload;
    payload.beginObject();
    payload.member("task_id", request.taskId.value);
    payload.endObject();
    verb.record("task.execution_profile_deleted", request.taskId, std::nullopt, std::move(payload));
    return OkReply{};
}

} // namespace stint
