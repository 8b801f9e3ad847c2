#pragma once

#include "model/domain/enums.h"
#include "model/domain/ids.h"
#include "model/domain/profile.h"
#include "model/domain/run.h"
#include "model/domain/task.h"

#include <QStringList>

namespace stint
{

/// Everything about a ready run that decides *who* may claim it and how much they are preferred (E7–E13, CLM-07),
/// without the run itself. Runs with equal classes are interchangeable but for their place in the queue, so a claim
/// judges each class once and takes the head of the best one: its cost does not grow with the number of runs.
struct ClaimClass {
    std::optional<WorkspaceId> workspaceId;    ///< absent: scope global (E7)
    QStringList requiredCapabilities;          ///< run, profile worker and participants together (E8, E9)
    QStringList preferredCapabilities;         ///< the same union (CLM-07)
    QStringList allowedChannels, allowedPeers; ///< participants (E11)
    QString agent;                             ///< worker.agent (E12)
    QStringList workerAllowedAgents, participantAllowedAgents;
    QStringList preferredAgents;   ///< worker and participants together (CLM-07)
    std::optional<OwnerRef> owner; ///< pool or agent session; absent: none (E13)

    bool operator==(const ClaimClass &) const = default;
    /// Stable text that two classes share exactly when they are equal; the store's key.
    QString key() const;
    static constexpr auto fields()
    {
        using C = ClaimClass;
        return fieldList(optional("workspace_id", &C::workspaceId),
                         optional("required_capabilities", &C::requiredCapabilities),
                         optional("preferred_capabilities", &C::preferredCapabilities),
                         optional("allowed_channels", &C::allowedChannels), optional("allowed_peers", &C::allowedPeers),
                         optional("agent", &C::agent), optional("worker_allowed_agents", &C::workerAllowedAgents),
                         optional("participant_allowed_agents", &C::participantAllowedAgents),
                         optional("preferred_agents", &C::preferredAgents), optional("owner", &C::owner));
    }
};

using ClaimClassId = QString; ///< ClaimClass::key()

/// A run's place in the ready order.
struct ReadyRun {
    RunId runId;
    TaskId taskId;
    int priorityWeight = 20;
    Time queuedAt;
    QString coordinationChannel;
    bool operator==(const ReadyRun &) const = default;
};

/// The class of a queued run. Tasks owned by a person are in no class: nobody claims them by claim-next (E13).
std::optional<ClaimClass> claimClassOf(const Task &task, const Run &run, const ProfileSections &profile);
/// The reverse of key().
ClaimClass claimClassFromKey(const QString &key);

/// Who asks for work, with the defaults of CLM-02 applied.
struct Claimer {
    SessionId session;
    QString agentName;
    std::optional<WorkspaceId> workspaceId; ///< absent: scope global
    QStringList capabilities;               ///< sorted, distinct
    QString channel, peerId;                ///< blank: not named
    int priorityMin = 0;
};

/// The first filter of E7–E9 and E11–E13 that keeps \a claimer from the class, as its reason code; blank: eligible.
/// E10 depends on the run's own channel and is judged by the caller.
QString firstBarrier(const ClaimClass &claimClass, const Claimer &claimer, const Run *run = nullptr);

/// How much the class prefers this claimer; greater is better (CLM-07).
struct ClaimPreference {
    bool agentPreferred = false;
    int preferredCapabilities = 0;
    auto operator<=>(const ClaimPreference &) const = default;
};
ClaimPreference preference(const ClaimClass &claimClass, const Claimer &claimer);

} // namespace stint
