#include "model/service/invariantrules.h"

#include "model/domain/fieldsjson.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <algorithm>
#include <array>
#include <functional>

namespace stint
{

bool leaks(const QByteArray &text)
{
    // Cheap for the texts that do not even mention one.
    return text.contains("stint_") && holdsToken(QString::fromUtf8(text));
}

namespace
{

/// Every described member of a row at once: the row as it would be written.
template<Described T>
bool rowLeaks(const T &row)
{
    JsonWriter out;
    writeJson(out, row);
    return leaks(out.text());
}

bool isHash(const QString &text)
{
    constexpr qsizetype prefix = 7;
    if (text.size() != prefix + 64 || !text.startsWith(QLatin1String("sha256:")))
        return false;
    return std::all_of(text.begin() + prefix, text.end(), [](QChar c) {
        return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
    });
}

void addWrongHash(Offenders &found, const QString &hash, const QString &row)
{
    found.addIf(!hash.isEmpty() && !isHash(hash), row);
}

void findLeaks(const BoardIndex &board, Offenders &found)
{
    const BoardRows &rows = board.rows;
    for (const Task &task : rows.tasks)
        found.addIf(rowLeaks(task) || (task.pause && leaks(task.pause->reason.toUtf8())), task.id.value);
    for (const Run &run : rows.runs) {
        found.addIf(rowLeaks(run), run.id.value);
        addWrongHash(found, run.claimTokenHash, run.id.value);
    }
    for (const ClaimRecord &claim : rows.claims)
        addWrongHash(found, claim.claimTokenHash,
                     QStringLiteral("claim %1 %2").arg(claim.runId.value).arg(claim.epoch));
    for (const Review &review : rows.reviews)
        found.addIf(rowLeaks(review), review.id.value);
    for (const LateResult &late : rows.lateResults)
        found.addIf(rowLeaks(late), QStringLiteral("late result ") + late.runId.value);
    for (const ExecutionProfile &profile : rows.profiles)
        found.addIf(rowLeaks(profile.sections), QStringLiteral("profile ") + profile.taskId.value);
    for (const IdempotencyRecord &record : rows.idempotency)
        found.addIf(leaks(record.key.toUtf8()), QStringLiteral("idempotency ") + record.runId.value);
    for (const Session &session : rows.sessions) {
        found.addIf(rowLeaks(session), session.id.value);
        addWrongHash(found, session.tokenHash, session.id.value);
    }
    for (const Workspace &workspace : rows.workspaces)
        found.addIf(rowLeaks(workspace), workspace.id.value);
}

void findSecrets(const BoardIndex &board, Offenders &found)
{
    findLeaks(board, found);
    found.addAll(board.history().leaking);
}

/// Collects whether anything of one row is out of bounds.
class Bounds
{
public:
    Bounds &text(const QString &value, int most, int least = 0)
    {
        const qsizetype bytes = utf8Bytes(value);
        m_broken = m_broken || bytes > most || bytes < least;
        return *this;
    }
    Bounds &json(const Json &value, int most)
    {
        m_broken = m_broken || value.text.size() > most;
        return *this;
    }
    /// Sorted, without duplicates or blanks.
    Bounds &list(const QStringList &values, int entries, int most)
    {
        const bool ordered = std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
        m_broken = m_broken || values.size() > entries || !ordered;
        for (const QString &value : values)
            text(value, most, 1);
        return *this;
    }
    Bounds &number(qint64 value, qint64 least, qint64 most)
    {
        m_broken = m_broken || value < least || value > most;
        return *this;
    }
    bool broken() const { return m_broken; }

private:
    bool m_broken = false;
};

bool exceeds(const Task &task)
{
    Bounds bounds;
    bounds.text(task.id.value, limits::idBytes, 1)
        .text(task.identifier, limits::nameBytes)
        .text(task.title, limits::titleBytes, 1)
        .text(task.description, limits::descriptionBytes)
        .json(task.metadata, limits::metadataBytes)
        .text(task.networkChannel, 64)
        .text(task.externalKey, limits::nameBytes)
        .text(task.milestone, limits::nameBytes)
        .text(task.rank, limits::rankBytes)
        .list(task.labels, limits::labels, limits::labelBytes)
        .number(static_cast<qint64>(task.acceptance.size()), 0, limits::criteria);
    for (const Criterion &criterion : task.acceptance)
        bounds.text(criterion.text, limits::criterionTextBytes, 1).text(criterion.evidence, limits::evidenceBytes);
    if (task.owner)
        bounds.text(task.owner->ref, limits::refBytes, 1);
    if (task.pause)
        bounds.text(task.pause->reason, limits::pauseReasonBytes, 1);
    return bounds.broken();
}

bool exceeds(const Run &run)
{
    Bounds bounds;
    bounds.text(run.progress, limits::progressBytes)
        .json(run.result, limits::resultBytes)
        .json(run.metadata, limits::metadataBytes)
        .text(run.error, limits::longTextBytes)
        .text(run.networkChannel, 64)
        .text(run.coordinationChannelId, 64)
        .list(run.requiredCapabilities, limits::capabilities, limits::nameBytes)
        .list(run.preferredCapabilities, limits::capabilities, limits::nameBytes)
        .number(run.reviewRound, 1, 21);
    if (run.attention)
        bounds.text(run.attention->text, limits::attentionTextBytes);
    if (run.answer)
        bounds.text(run.answer->text, limits::longTextBytes);
    return bounds.broken();
}

bool exceeds(const Review &review)
{
    Bounds bounds;
    bounds.number(review.round, 1, 21)
        .number(review.attempt, 1, 10)
        .text(review.reason, limits::reasonBytes)
        .text(review.verdictReason, limits::reasonBytes)
        .text(review.guidance, limits::guidanceBytes)
        .text(review.text, limits::reviewTextBytes)
        .text(review.deliveryId, limits::refBytes)
        .text(review.reviewerAgentName, limits::refBytes)
        .text(review.reviewerPeerId, limits::refBytes)
        .text(review.reviewerChannelId, limits::refBytes);
    const bool wrongConfidence = review.confidence && (*review.confidence < 0 || *review.confidence > 1);
    return bounds.broken() || wrongConfidence;
}

bool exceeds(const Session &session)
{
    return Bounds()
        .text(session.agentName, limits::nameBytes, 1)
        .list(session.capabilities, limits::capabilities, limits::nameBytes)
        .text(session.channel, 64)
        .text(session.peerId, 128)
        .text(session.endReason, limits::endReasonBytes)
        .broken();
}

bool exceeds(const ProfileSections &profile)
{
    Bounds bounds;
    bounds.text(profile.coordinator.guidance, limits::guidanceBytes);
    const auto &worker = profile.worker;
    const auto &review = profile.review;
    const auto &participants = profile.participants;
    for (const auto *list : {&worker.allowedAgents,
                             &worker.preferredAgents,
                             &worker.requiredCapabilities,
                             &worker.preferredCapabilities,
                             &review.allowedAgents,
                             &review.preferredAgents,
                             &review.allowedChannels,
                             &review.preferredChannels,
                             &review.allowedPeers,
                             &review.preferredPeers,
                             &review.requiredCapabilities,
                             &review.preferredCapabilities,
                             &participants.allowedAgents,
                             &participants.preferredAgents,
                             &participants.allowedChannels,
                             &participants.preferredChannels,
                             &participants.allowedPeers,
                             &participants.preferredPeers,
                             &participants.requiredCapabilities,
                             &participants.preferredCapabilities})
        bounds.list(*list, limits::profileListEntries, limits::nameBytes);
    for (const auto *selector : {&worker.agent, &worker.provider, &worker.model, &profile.coordinator.provider,
                                 &profile.coordinator.model, &review.agent, &profile.sandbox.ref})
        bounds.text(*selector, limits::nameBytes);
    return bounds.broken();
}

void findExcess(const BoardIndex &board, Offenders &found)
{
    for (const Task &task : board.rows.tasks)
        found.addIf(exceeds(task), task.id.value);
    for (const Run &run : board.rows.runs)
        found.addIf(exceeds(run), run.id.value);
    for (const Review &review : board.rows.reviews)
        found.addIf(exceeds(review), review.id.value);
    for (const Session &session : board.rows.sessions)
        found.addIf(exceeds(session), session.id.value);
    for (const ExecutionProfile &profile : board.rows.profiles)
        found.addIf(exceeds(profile.sections), QStringLiteral("profile ") + profile.taskId.value);
    for (const IdempotencyRecord &record : board.rows.idempotency)
        found.addIf(Bounds().text(record.key, 256, 1).broken(), QStringLiteral("idempotency ") + record.runId.value);
    for (const Workspace &one : board.rows.workspaces)
        found.addIf(
            Bounds().text(one.name, limits::workspaceNameBytes, 1).text(one.rootPath, limits::pathBytes, 1).broken(),
            one.id.value);
}

constexpr std::array checks{
    InvariantCheck{"INV-42", "No stored text holds a token, and every hash has its form.", findSecrets},
    InvariantCheck{"INV-43", "Every stored text, list and JSON value is within its bound; lists are sorted.",
                   findExcess},
};

} // namespace

std::span<const InvariantCheck> textChecks()
{
    return checks;
}

} // namespace stint
