#include "model/domain/claimclass.h"

#include "model/domain/json.h"
#include "model/domain/text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace stint
{

namespace
{

void writeList(JsonWriter &writer, const QStringList &list)
{
    writer.beginArray();
    for (const QString &entry : list)
        writer.value(entry);
    writer.endArray();
}

QStringList readList(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue entry : value.toArray())
        list.append(entry.toString());
    return list;
}

bool covers(const QStringList &owned, const QStringList &required)
{
    return std::all_of(required.begin(), required.end(),
                       [&](const QString &capability) { return owned.contains(capability); });
}

bool allows(const QStringList &allowed, const QString &name)
{
    return allowed.isEmpty() || allowed.contains(name);
}

/// E13 of a class: its owner is nobody, a pool or a session.
bool ownerAllows(const std::optional<OwnerRef> &owner, const Claimer &claimer)
{
    if (!owner)
        return true;
    return owner->kind == OwnerKind::Pool
               ? owner->ref == claimer.agentName
               : owner->kind == OwnerKind::AgentSession && owner->ref == claimer.session.value;
}

QString capabilityBarrier(const ClaimClass &claimClass, const Claimer &claimer, const Run *run)
{
    if (run && !covers(claimer.capabilities, run->requiredCapabilities))
        return QStringLiteral("run_capabilities");
    if (!covers(claimer.capabilities, claimClass.requiredCapabilities))
        return run ? QStringLiteral("profile_capabilities") : QStringLiteral("run_capabilities");
    return {};
}

QString channelBarrier(const ClaimClass &claimClass, const Claimer &claimer, const Run *run)
{
    if (run && !claimer.channel.isEmpty() && run->coordinationChannelId != claimer.channel)
        return QStringLiteral("channel");
    if (!claimer.channel.isEmpty() && !allows(claimClass.allowedChannels, claimer.channel))
        return QStringLiteral("participant_channel");
    if (!claimer.peerId.isEmpty() && !allows(claimClass.allowedPeers, claimer.peerId))
        return QStringLiteral("participant_peer");
    return {};
}

} // namespace

QString ClaimClass::key() const
{
    JsonWriter writer;
    writer.beginArray();
    if (workspaceId)
        writer.value(workspaceId->value);
    else
        writer.null();
    for (const QStringList &list : {requiredCapabilities, preferredCapabilities, allowedChannels, allowedPeers,
                                    workerAllowedAgents, participantAllowedAgents, preferredAgents})
        writeList(writer, list);
    writer.value(agent);
    if (owner) {
        writer.value(QString(toText(owner->kind)));
        writer.value(owner->ref);
    }
    writer.endArray();
    return QString::fromUtf8(writer.text());
}

ClaimClass claimClassFromKey(const QString &key)
{
    const QJsonArray parts = QJsonDocument::fromJson(key.toUtf8()).array();
    ClaimClass made;
    if (parts.at(0).isString())
        made.workspaceId = WorkspaceId(parts.at(0).toString());
    made.requiredCapabilities = readList(parts.at(1));
    made.preferredCapabilities = readList(parts.at(2));
    made.allowedChannels = readList(parts.at(3));
    made.allowedPeers = readList(parts.at(4));
    made.workerAllowedAgents = readList(parts.at(5));
    made.participantAllowedAgents = readList(parts.at(6));
    made.preferredAgents = readList(parts.at(7));
    made.agent = parts.at(8).toString();
    if (parts.size() > 10) {
        const auto kind = enumFromText<OwnerKind>(parts.at(9).toString());
        made.owner = OwnerRef{kind.value_or(OwnerKind::Pool), parts.at(10).toString()};
    }
    return made;
}

std::optional<ClaimClass> claimClassOf(const Task &task, const Run &run, const ProfileSections &profile)
{
    const WorkerProfile &worker = profile.worker;
    const ParticipantsProfile &participants = profile.participants;
    if (task.owner && task.owner->kind != OwnerKind::Pool && task.owner->kind != OwnerKind::AgentSession)
        return std::nullopt;
    ClaimClass made;
    if (task.scope == Scope::Workspace)
        made.workspaceId = task.workspaceId;
    made.requiredCapabilities =
        sortedDistinct(run.requiredCapabilities + worker.requiredCapabilities + participants.requiredCapabilities);
    made.preferredCapabilities =
        sortedDistinct(run.preferredCapabilities + worker.preferredCapabilities + participants.preferredCapabilities);
    made.allowedChannels = participants.allowedChannels;
    made.allowedPeers = participants.allowedPeers;
    made.agent = worker.agent;
    made.workerAllowedAgents = worker.allowedAgents;
    made.participantAllowedAgents = participants.allowedAgents;
    made.preferredAgents = sortedDistinct(worker.preferredAgents + participants.preferredAgents);
    made.owner = task.owner;
    return made;
}

QString firstBarrier(const ClaimClass &claimClass, const Claimer &claimer, const Run *run)
{
    if (claimClass.workspaceId != claimer.workspaceId)
        return QStringLiteral("scope");
    if (QString barrier = capabilityBarrier(claimClass, claimer, run); !barrier.isEmpty())
        return barrier;
    if (QString barrier = channelBarrier(claimClass, claimer, run); !barrier.isEmpty())
        return barrier;
    if ((!claimClass.agent.isEmpty() && claimClass.agent != claimer.agentName) ||
        !allows(claimClass.workerAllowedAgents, claimer.agentName) ||
        !allows(claimClass.participantAllowedAgents, claimer.agentName))
        return QStringLiteral("agent");
    return ownerAllows(claimClass.owner, claimer) ? QString() : QStringLiteral("owner");
}

ClaimPreference preference(const ClaimClass &claimClass, const Claimer &claimer)
{
    ClaimPreference made;
    made.agentPreferred = claimClass.preferredAgents.contains(claimer.agentName);
    made.preferredCapabilities = static_cast<int>(
        std::count_if(claimClass.preferredCapabilities.begin(), claimClass.preferredCapabilities.end(),
                      [&](const QString &capability) { return claimer.capabilities.contains(capability); }));
    return made;
}

} // namespace stint
