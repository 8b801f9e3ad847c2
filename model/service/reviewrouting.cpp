#include "model/service/reviewrules.h"
#include "model/service/reviews.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace stint
{

namespace
{

bool allows(const QStringList &allowed, const QString &name)
{
    return allowed.isEmpty() || allowed.contains(name);
}

bool covers(const QStringList &has, const QStringList &required)
{
    return std::all_of(required.begin(), required.end(), [&](const QString &one) { return has.contains(one); });
}

bool isNamed(const ReviewProfile &wanted, const QString &agent)
{
    return wanted.agent == agent || wanted.allowedAgents.contains(agent) || wanted.preferredAgents.contains(agent);
}

/// The selectors of the profile's review section (REV-08).
bool fits(const ReviewProfile &wanted, const Session &session)
{
    return (session.kind == SessionKind::Reviewer || isNamed(wanted, session.agentName)) &&
           (wanted.agent.isEmpty() || wanted.agent == session.agentName) &&
           allows(wanted.allowedAgents, session.agentName) && allows(wanted.allowedChannels, session.channel) &&
           allows(wanted.allowedPeers, session.peerId) && covers(session.capabilities, wanted.requiredCapabilities);
}

int score(const ReviewProfile &wanted, const Session &session)
{
    int points = 0;
    if (wanted.agent == session.agentName || wanted.preferredAgents.contains(session.agentName))
        points += 4;
    if (!session.peerId.isEmpty() && wanted.preferredPeers.contains(session.peerId))
        points += 3;
    if (!session.channel.isEmpty() && wanted.preferredChannels.contains(session.channel))
        points += 2;
    for (const QString &capability : wanted.preferredCapabilities)
        points += session.capabilities.contains(capability) ? 1 : 0;
    return points;
}

bool isBusy(Verb &verb, const SessionId &session, const ReviewId &review)
{
    const auto held = verb.store.reviewsOfSession(session);
    return std::any_of(held.begin(), held.end(),
                       [&](const Review &other) { return other.id != review && isHeldBy(other, session); });
}

std::vector<Session> activeSessions(Verb &verb)
{
    auto sessions = verb.store.sessions(false);
    std::erase_if(sessions, [](const Session &session) { return session.state != SessionState::Active; });
    return sessions;
}

/// Those a review can be routed to, and how to know which of them have none.
struct Candidates {
    std::vector<Session> active;
    std::function<bool(const SessionId &)> isFree;
};

std::optional<Session> reviewerFor(Verb &verb, const Review &review, const Task &task, const Candidates &candidates)
{
    const auto profile = verb.store.profile(review.taskId);
    const ReviewProfile wanted = profile ? profile->sections.review : ReviewProfile{};
    std::optional<Session> best;
    int bestScore = -1;
    for (const Session &session : candidates.active) {
        if (task.workspaceId && session.workspaceId != task.workspaceId)
            continue;
        if (review.requestedBy == ActorRef{ActorKind::AgentSession, session.id.value} || !fits(wanted, session))
            continue;
        const int points = score(wanted, session);
        if (best && (points < bestScore || (points == bestScore && session.id > best->id)))
            continue;
        // The costly questions last.
        if (!candidates.isFree(session.id) || tookPart(verb, session, review.runId))
            continue;
        best = session;
        bestScore = points;
    }
    return best;
}

/// REV-08: routes the review to one of \a candidates, if somebody fits.
void routeAmong(Verb &verb, Review &review, const Candidates &candidates)
{
    const auto task = verb.task(review.taskId);
    const auto reviewer = task ? reviewerFor(verb, review, *task, candidates) : std::nullopt;
    if (!reviewer)
        return;
    review.status = ReviewStatus::Routed;
    review.routedSessionId = reviewer->id;
    review.updatedAt = verb.now;
    verb.store.updateReview(review);
    JsonWriter payload;
    payload.beginObject();
    payload.member("review_id", review.id.value);
    payload.member("run_id", review.runId.value);
    payload.member("session_id", reviewer->id.value);
    payload.memberIfSet("reviewer_agent_name", reviewer->agentName);
    payload.memberIfSet("reviewer_peer_id", reviewer->peerId);
    payload.memberIfSet("reviewer_channel_id", reviewer->channel);
    payload.endObject();
    verb.recordLater("task.run_review_routed", review.taskId, review.runId, std::move(payload), reviewEngine());
    SessionNotice notice;
    notice.session = reviewer->id;
    notice.kind = QStringLiteral("review_routed");
    notice.taskId = review.taskId;
    notice.runId = review.runId;
    notice.reviewId = review.id;
    verb.afterCommit([notice, &notifier = verb.world.notifier] { notifier.notify(notice); });
}

} // namespace

bool isHeldBy(const Review &review, const SessionId &session)
{
    return (review.status == ReviewStatus::Routed && review.routedSessionId == session) ||
           (review.status == ReviewStatus::InReview && review.reviewerSessionId == session);
}

bool tookPart(Verb &verb, const Session &session, const RunId &run)
{
    const auto claims = verb.store.claimsOf(run);
    return std::any_of(claims.begin(), claims.end(), [&](const ClaimRecord &claim) {
        if (claim.sessionId == session.id || (!claim.agentName.isEmpty() && claim.agentName == session.agentName))
            return true;
        const auto &executor = verb.world.executor;
        return claim.process && session.process &&
               (executor.isRelated(*session.process, *claim.process) ||
                executor.isRelated(*claim.process, *session.process));
    });
}

void route(Verb &verb, Review &review)
{
    routeAmong(verb, review,
               {activeSessions(verb), [&](const SessionId &session) { return !isBusy(verb, session, review.id); }});
}

void routeReviews(Verb &verb)
{
    // Looked up once for all of them: many reviews may wait for a few sessions.
    QSet<SessionId> held;
    const Candidates candidates{activeSessions(verb), [&held](const SessionId &id) { return !held.contains(id); }};
    auto open = verb.store.openReviews();
    for (const Review &review : open) {
        if (const auto &holder =
                review.status == ReviewStatus::InReview ? review.reviewerSessionId : review.routedSessionId)
            held.insert(*holder);
    }
    for (Review &review : open) {
        if (std::all_of(candidates.active.begin(), candidates.active.end(),
                        [&held](const Session &session) { return held.contains(session.id); }))
            return;
        if (review.status != ReviewStatus::Requested)
            continue;
        routeAmong(verb, review, candidates);
        if (review.routedSessionId)
            held.insert(*review.routedSessionId);
    }
}

void unbindReviewsOf(Verb &verb, const SessionId &session, const QString &reason, bool disconnectedOnly)
{
    for (Review &review : verb.store.reviewsOfSession(session)) {
        if (!isHeldBy(review, session) || (disconnectedOnly && review.status == ReviewStatus::InReview))
            continue;
        JsonWriter payload;
        payload.beginObject();
        payload.member("review_id", review.id.value);
        payload.member("run_id", review.runId.value);
        payload.member("session_id", session.value);
        payload.memberIfSet("reviewer_agent_name", review.reviewerAgentName);
        payload.memberIfSet("reviewer_peer_id", review.reviewerPeerId);
        payload.memberIfSet("reviewer_channel_id", review.reviewerChannelId);
        payload.memberIfSet("reason", reason);
        payload.endObject();
        review.status = ReviewStatus::Requested;
        review.routedSessionId.reset();
        review.reviewerSessionId.reset();
        review.reviewerAgentName.clear();
        review.reviewerPeerId.clear();
        review.reviewerChannelId.clear();
        review.updatedAt = verb.now;
        verb.store.updateReview(review);
        verb.recordLater("task.run_review_unbound", review.taskId, review.runId, std::move(payload), reviewEngine());
    }
}

} // namespace stint
