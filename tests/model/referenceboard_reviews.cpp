#include "tests/model/referenceboard.h"

#include "tests/model/outcomes.h"

#include <algorithm>

namespace stint::test
{

// ---- reviews

ReviewPolicy ReferenceBoard::matching(RunStatus status) const
{
    const bool matches = settings.reviewPolicy == ReviewPolicy::Always ||
                         (settings.reviewPolicy == ReviewPolicy::OnSuccess && status == RunStatus::Completed) ||
                         (settings.reviewPolicy == ReviewPolicy::OnFailure && status == RunStatus::Failed);
    return matches ? settings.reviewPolicy : ReviewPolicy::None;
}

bool ReferenceBoard::owesReview(const QString &task) const
{
    qint64 rejected = 0, approved = 0;
    for (const auto &[name, review] : reviews) {
        if (runs.at(review.run).task != task || !review.outcome)
            continue;
        if (review.outcome == ReviewOutcome::Rejected)
            rejected = std::max(rejected, review.verdictOrder);
        if (review.outcome == ReviewOutcome::Approved)
            approved = std::max(approved, review.verdictOrder);
    }
    return rejected > approved;
}

void ReferenceBoard::requestAutomatic(const QString &name)
{
    const Run &run = runs.at(name);
    const TaskStatus status = tasks.at(run.task).status;
    if (run.forced || status == TaskStatus::Draft || status == TaskStatus::Canceled)
        return;
    ReviewPolicy policy = matching(run.status);
    if (policy == ReviewPolicy::None && run.status == RunStatus::Completed && owesReview(run.task))
        policy = ReviewPolicy::Always;
    if (policy == ReviewPolicy::None)
        return;
    const QString review = addReview(name, run.round, 1, policy, true, QStringLiteral("engine"));
    qint64 recent = 0;
    for (const auto &[other, ended] : runs) {
        if (ended.task == run.task && ended.endedAt && ended.status != RunStatus::Canceled &&
            *ended.endedAt > now - settings.reviewRapidTerminalWindowMs)
            ++recent;
    }
    if (run.round > settings.reviewMaxRounds)
        openCircuit(review, CircuitReason::RoundsExceeded);
    else if (settings.reviewRapidTerminalWindowMs > 0 && recent >= settings.reviewRapidTerminalLimit)
        openCircuit(review, CircuitReason::RapidTerminal);
    else
        route(review);
}

QString ReferenceBoard::addReview(const QString &run, int round, int attempt, ReviewPolicy policy, bool automatic,
                                  const QString &requester)
{
    Review review;
    review.run = run;
    review.round = round;
    review.attempt = attempt;
    review.order = ++m_order;
    review.policy = policy;
    review.automatic = automatic;
    review.requester = requester;
    if (settings.reviewTimeoutMs > 0)
        review.deadline = now + settings.reviewTimeoutMs;
    const QString name = QStringLiteral("%1/%2.%3").arg(run).arg(round).arg(attempt);
    reviews[name] = review;
    return name;
}

bool ReferenceBoard::tookPart(const QString &session, const QString &run) const
{
    return std::any_of(runs.at(run).claims.begin(), runs.at(run).claims.end(), [&](const Run::Claim &claim) {
        return !claim.session.isEmpty() &&
               (claim.session == session || sessions.at(claim.session).agent == sessions.at(session).agent);
    });
}

void ReferenceBoard::route(const QString &name)
{
    Review &review = reviews.at(name);
    QString best;
    for (const auto &[id, session] : sessions) {
        if (session.ended || session.kind != SessionKind::Reviewer || id == review.requester ||
            tookPart(id, review.run))
            continue;
        const bool busy = std::any_of(reviews.begin(), reviews.end(), [&](const auto &entry) {
            return isOpen(entry.second.status) && (entry.second.routed == id || entry.second.bound == id);
        });
        if (!busy && (best.isEmpty() || session.order < sessions.at(best).order))
            best = id;
    }
    if (best.isEmpty())
        return;
    review.status = ReviewStatus::Routed;
    review.routed = best;
}

void ReferenceBoard::unbind(const QString &session)
{
    for (auto &[name, review] : reviews) {
        if (!isOpen(review.status) || (review.routed != session && review.bound != session))
            continue;
        review.status = ReviewStatus::Requested;
        review.routed.clear();
        review.bound.clear();
    }
}

void ReferenceBoard::cancelOpenReviews(const QString &task, const QString &except)
{
    for (auto &[name, review] : reviews) {
        if (runs.at(review.run).task == task && name != except && isOpen(review.status))
            review.status = ReviewStatus::Canceled;
    }
}

void ReferenceBoard::openCircuit(const QString &name, CircuitReason reason)
{
    Review &review = reviews.at(name);
    review.status = ReviewStatus::CircuitOpened;
    Task &task = tasks.at(runs.at(review.run).task);
    task.circuit = true;
    task.circuitReason = reason;
    task.circuitAt = now;
    cancelOpenReviews(runs.at(review.run).task, name);
}

ReferenceBoard::Outcome ReferenceBoard::requestReview(const QString &actor, const QString &name)
{
    if (!runs.contains(name))
        return no("run_not_found");
    const Run &run = runs.at(name);
    if (run.round > settings.reviewMaxRounds)
        return no("validation_failed");
    if (!isTerminal(run.status))
        return badState(nullptr);
    const QString triple = QStringLiteral("%1/%2.1").arg(name).arg(run.round);
    if (reviews.contains(triple))
        return ok;
    Task &task = tasks.at(run.task);
    if (latestRunOf(run.task) != name)
        return badState("not_latest_run");
    if (task.status == TaskStatus::Canceled)
        return badState("task_canceled");
    if (task.circuit && !isHuman(actor))
        return badState("review_circuit_open");
    begin();
    if (task.circuit)
        closeCircuit(run.task);
    route(addReview(name, run.round, 1, ReviewPolicy::Always, false, actor));
    reconcileAll({}, {}, actor);
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::bindReview(const QString &session, const QString &name)
{
    if (!reviews.contains(name))
        return no("review_not_found");
    Review &review = reviews.at(name);
    if (!isOpen(review.status))
        return badState(nullptr);
    if (!review.bound.isEmpty() && review.bound != session)
        return badState(nullptr);
    for (const auto &[other, candidate] : reviews) {
        if (other != name && candidate.bound == session && isOpen(candidate.status))
            return badState("reviewer_busy");
    }
    if (tookPart(session, review.run))
        return no("self_review");
    begin();
    review.status = ReviewStatus::InReview;
    review.bound = session;
    review.routed.clear();
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::recordReview(const QString &actor, const QString &name, ReviewOutcome outcome,
                                                     const QString &delivery)
{
    if (outcome == ReviewOutcome::Timeout)
        return no("validation_failed");
    if (!reviews.contains(name))
        return no("review_not_found");
    Review &review = reviews.at(name);
    if (review.outcome)
        return no("conflict");
    if (!isOpen(review.status))
        return badState(nullptr);
    if (isAgent(actor) && tookPart(actor, review.run))
        return no("self_review");
    if (isAgent(actor) && review.bound != actor)
        return no("permission_denied", "not_reviewer");
    const auto saved = std::tuple(tasks, runs, reviews, m_order);
    begin();
    const Outcome given = verdict(actor, name, outcome, delivery);
    if (given != ok) {
        std::tie(tasks, runs, reviews, m_order) = saved;
        return given;
    }
    return commit();
}

ReferenceBoard::Outcome ReferenceBoard::verdict(const QString &actor, const QString &name, ReviewOutcome outcome,
                                                const QString &delivery)
{
    Review &review = reviews.at(name);
    const QString runName = review.run, taskId = runs.at(runName).task;
    Task &task = tasks.at(taskId);
    review.status = ReviewStatus::Recorded;
    review.outcome = outcome;
    review.verdictOrder = ++m_order;
    review.delivery = delivery;
    task.lastReview = name;
    task.updatedAt = now;
    switch (outcome) {
    case ReviewOutcome::Approved:
        task.round = 0;
        break;
    case ReviewOutcome::Rejected:
        if (review.round < settings.reviewMaxRounds) {
            if (static_cast<int>(runsOf(taskId).size()) + 1 > task.maxAttempts)
                return badState("attempts_exhausted");
            task.round = review.round;
            cancelOpenReviews(taskId, name);
            createRun(taskId, {}, runs.at(runName).capabilities);
        } else {
            openCircuit(name, CircuitReason::RoundsExceeded);
        }
        break;
    case ReviewOutcome::Blocked:
        openCircuit(name, CircuitReason::BlockedVerdict);
        break;
    case ReviewOutcome::Error:
    case ReviewOutcome::Timeout:
    case ReviewOutcome::InvalidOutput: {
        if (hasOpenReview(runName))
            break;
        int highest = 0;
        for (const auto &[other, sibling] : reviews) {
            if (sibling.run == runName && sibling.round == review.round)
                highest = std::max(highest, sibling.attempt);
        }
        if (highest < settings.reviewMaxReviewAttempts)
            route(addReview(runName, review.round, highest + 1, review.policy, review.automatic,
                            QStringLiteral("engine")));
        else
            openCircuit(name, CircuitReason::ReviewAttemptsExhausted);
        break;
    }
    }
    reconcileAll(outcome == ReviewOutcome::Approved ? taskId : QString(), runName, actor);
    return ok;
}

} // namespace stint::test
