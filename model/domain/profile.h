#pragma once

#include "model/domain/enums.h"
#include "model/domain/fields.h"
#include "model/domain/ids.h"
#include "model/domain/time.h"

#include <QStringList>

namespace stint
{

// Per-task selection rules (1.6 ExecutionProfile). Lists are trimmed, sorted and distinct.

struct CoordinatorProfile {
    CoordinatorMode mode = CoordinatorMode::Inherit;
    QString guidance, provider, model;
    bool operator==(const CoordinatorProfile &) const = default;
    static constexpr auto fields()
    {
        using P = CoordinatorProfile;
        return fieldList(optional("mode", &P::mode), optional("guidance", &P::guidance),
                         optional("provider", &P::provider), optional("model", &P::model));
    }
};

struct WorkerProfile {
    WorkerMode mode = WorkerMode::Inherit;
    QString agent;
    QStringList allowedAgents, preferredAgents, requiredCapabilities, preferredCapabilities;
    QString provider, model;
    bool operator==(const WorkerProfile &) const = default;
    static constexpr auto fields()
    {
        using P = WorkerProfile;
        return fieldList(optional("mode", &P::mode), optional("agent", &P::agent),
                         optional("allowed_agents", &P::allowedAgents),
                         optional("preferred_agents", &P::preferredAgents),
                         optional("required_capabilities", &P::requiredCapabilities),
                         optional("preferred_capabilities", &P::preferredCapabilities),
                         optional("provider", &P::provider), optional("model", &P::model));
    }
};

struct ReviewProfile {
    std::optional<ReviewPolicy> policy; ///< absent: the board's
    QString agent;
    QStringList allowedAgents, preferredAgents, allowedChannels, preferredChannels, allowedPeers, preferredPeers,
        requiredCapabilities, preferredCapabilities;
    bool operator==(const ReviewProfile &) const = default;
    static constexpr auto fields()
    {
        using P = ReviewProfile;
        return fieldList(
            optional("policy", &P::policy), optional("agent", &P::agent), optional("allowed_agents", &P::allowedAgents),
            optional("preferred_agents", &P::preferredAgents), optional("allowed_channels", &P::allowedChannels),
            optional("preferred_channels", &P::preferredChannels), optional("allowed_peers", &P::allowedPeers),
            optional("preferred_peers", &P::preferredPeers),
            optional("required_capabilities", &P::requiredCapabilities),
            optional("preferred_capabilities", &P::preferredCapabilities));
    }
};

struct ParticipantsProfile {
    QStringList allowedAgents, preferredAgents, allowedChannels, preferredChannels, allowedPeers, preferredPeers,
        requiredCapabilities, preferredCapabilities;
    bool operator==(const ParticipantsProfile &) const = default;
    static constexpr auto fields()
    {
        using P = ParticipantsProfile;
        return fieldList(
            optional("allowed_agents", &P::allowedAgents), optional("preferred_agents", &P::preferredAgents),
            optional("allowed_channels", &P::allowedChannels), optional("preferred_channels", &P::preferredChannels),
            optional("allowed_peers", &P::allowedPeers), optional("preferred_peers", &P::preferredPeers),
            optional("required_capabilities", &P::requiredCapabilities),
            optional("preferred_capabilities", &P::preferredCapabilities));
    }
};

struct SandboxProfile {
    SandboxMode mode = SandboxMode::Inherit;
    QString ref;
    bool operator==(const SandboxProfile &) const = default;
    static constexpr auto fields()
    {
        return fieldList(optional("mode", &SandboxProfile::mode), optional("ref", &SandboxProfile::ref));
    }
};

struct RuntimeProfile {
    RuntimeMode mode = RuntimeMode::Default;
    bool operator==(const RuntimeProfile &) const = default;
    static constexpr auto fields() { return fieldList(optional("mode", &RuntimeProfile::mode)); }
};

/// The six sections as a caller sends them.
struct ProfileSections {
    CoordinatorProfile coordinator;
    WorkerProfile worker;
    ReviewProfile review;
    ParticipantsProfile participants;
    SandboxProfile sandbox;
    RuntimeProfile runtime;
    bool operator==(const ProfileSections &) const = default;
    static constexpr auto fields()
    {
        using P = ProfileSections;
        return fieldList(optional("coordinator", &P::coordinator, "guidance for coordinating agents"),
                         optional("worker", &P::worker, "which agents may claim the runs"),
                         optional("review", &P::review, "who reviews, and when"),
                         optional("participants", &P::participants, "who may take part at all"),
                         optional("sandbox", &P::sandbox, "sandbox of launched agents"),
                         optional("runtime", &P::runtime, "runtime of launched agents"));
    }
};

struct ExecutionProfile {
    TaskId taskId;
    ProfileSections sections;
    Time createdAt, updatedAt;
    bool operator==(const ExecutionProfile &) const = default;
};

} // namespace stint
