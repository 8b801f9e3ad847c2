#include "model/service/runlife.h"

#include "model/domain/limits.h"
#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/reconcile.h"
#include "model/service/reviews.h"

#include <QCryptographicHash>

#include <algorithm>

namespace stint
{

namespace
{

Error stateForbids(const char *reason, const char *message)
{
    return refuse(ErrorCode::InvalidStatusTransition, message).reason(reason);
}

/// Ends the claim record of the present claim, if the run has ever been claimed and it is still open.
void endClaim(Verb &verb, const Run &run, ClaimEnd end)
{
    auto record = verb.store.claim(run.id, run.leaseEpoch);
    if (!record || record->endedAt)
        return;
    record->endedAt = verb.now;
    record->endReason = end;
    verb.store.updateClaim(*record);
}

/// What no run without a holder has (RUN-02).
void clearOwnership(Run &run)
{
    run.claimedBy.reset();
    run.sessionId.reset();
    run.claimTokenHash.clear();
    run.leaseDurationMs.reset();
    run.leaseUntil.reset();
    run.heartbeatAt.reset();
    run.leaseEventAt.reset();
    run.claimedAt.reset();
    run.startedAt.reset();
    run.endedAt.reset();
}

/// The larger of what is known and what was reported; a lower number is ignored.
std::optional<qint64> raised(std::optional<qint64> known, std::optional<qint64> reported)
{
    return !reported || (known && *known >= *reported) ? known : reported;
}

} // namespace

bool mayCloseCircuit(const Verb &verb)
{
    return verb.actor.isHuman() || (verb.actor.isAgent() && verb.settings().has(AgentRight::Force));
}

Done mayCreateRun(Verb &verb, const Task &task, bool mayClose)
{
    const auto runs = verb.store.runsOf(task.id);
    if (openRun(runs))
        return stateForbids("open_run", "The task already has an open run.");
    if (const Run *latest = latestRun(runs)) {
        for (const Review &review : verb.store.reviewsOfRun(latest->id)) {
            if (isOpen(review.status))
                return stateForbids("review_open", "The latest run is being reviewed.");
        }
    }
    if (task.circuitOpen() && !mayClose)
        return stateForbids("review_circuit_open", "Automatic review gave up on this task; a person must decide.");
    if (attemptsExhausted(runs, task.maxAttempts))
        return stateForbids("attempts_exhausted", "All attempts at this task are used up.");
    return {};
}

NewRun successorOf(const Run &source)
{
    NewRun options;
    options.networkChannel = source.networkChannel;
    options.requiredCapabilities = source.requiredCapabilities;
    options.preferredCapabilities = source.preferredCapabilities;
    return options;
}

Run createRun(Verb &verb, const TaskId &taskId, const NewRun &options)
{
    Task task = verb.task(taskId).value_or(Task{});
    if (task.circuitOpen()) {
        closeCircuit(verb, task);
        verb.save(task);
    }
    Run run;
    run.id = verb.newId<RunId>("run");
    run.taskId = taskId;
    run.attempt = highestAttempt(verb.store.runsOf(taskId)) + 1;
    run.queuedAt = run.waitingSince = verb.now;
    run.metadata = options.metadata;
    run.networkChannel = options.networkChannel.value_or(task.networkChannel);
    if (task.scope == Scope::Workspace)
        run.coordinationChannelId = run.networkChannel.isEmpty() ? derivedChannel(run.id) : run.networkChannel;
    run.requiredCapabilities = options.requiredCapabilities;
    run.preferredCapabilities = options.preferredCapabilities;
    run.previousRunId = options.previousRunId;
    run.review = options.review;
    run.reviewRound = task.reviewRound + 1;
    verb.store.insertRun(run);
    if (!options.idempotencyKey.isEmpty())
        verb.store.putIdempotency({options.idempotencyKey, verb.actor.origin, run.id, verb.now});
    return run;
}

void announceEnqueued(Verb &verb, const Run &run, TaskStatus status, const QString &idempotencyKey,
                      const QString &reason, bool asConsequence)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("status", QString(toText(run.status)));
    payload.member("task_status", QString(toText(status)));
    payload.member("attempt", run.attempt);
    payload.memberIfSet("network_channel", run.networkChannel);
    payload.memberIfSet("coordination_channel_id", run.coordinationChannelId);
    payload.memberIfSet("idempotency_key", idempotencyKey);
    payload.memberIfSet("reason", reason);
    if (!run.requiredCapabilities.isEmpty()) {
        payload.key("required_capabilities");
        payload.beginArray();
        for (const QString &capability : run.requiredCapabilities)
            payload.value(capability);
        payload.endArray();
    }
    payload.endObject();
    if (asConsequence)
        verb.recordLater("task.run_enqueued", run.taskId, run.id, std::move(payload));
    else
        verb.record("task.run_enqueued", run.taskId, run.id, std::move(payload));
}

Done requeueRun(Verb &verb, Run &run, ClaimEnd end)
{
    const Run before = run;
    clearOwnership(run);
    run.status = RunStatus::Queued;
    run.waitingSince = verb.now;
    run.error.clear();
    run.result = {};
    run.failureKind = FailureKind::None;
    run.attention.reset();
    STINT_TRY(verb.saveRun(run, before));
    endClaim(verb, before, end);
    return {};
}

Done endRun(Verb &verb, Run &run, const Run &before, RunStatus status, ClaimEnd end)
{
    run.status = status;
    run.endedAt = verb.now;
    run.leaseUntil.reset();
    run.heartbeatAt.reset();
    run.attention.reset();
    switch (status) {
    case RunStatus::Completed:
        run.error.clear();
        break;
    case RunStatus::Failed:
        run.result = {};
        break;
    case RunStatus::Canceled:
        run.result = {};
        run.error.clear();
        run.claimTokenHash.clear();
        break;
    case RunStatus::Queued:
    case RunStatus::Claimed:
    case RunStatus::Starting:
    case RunStatus::Running:
    case RunStatus::NeedsAttention:
        Q_UNREACHABLE();
    }
    if (run.failureKind == FailureKind::OperatorForced)
        run.claimTokenHash.clear();
    STINT_TRY(verb.saveRun(run, before));
    endClaim(verb, before, end);
    verb.store.removeReady(run.id);
    verb.store.removeBudget(run.id);
    if (status != RunStatus::Canceled)
        requestReviewsFor(verb, run);
    return {};
}

Done parkRun(Verb &verb, Run &run, const Run &before, const Attention &attention, ClaimEnd end)
{
    clearOwnership(run);
    run.status = RunStatus::NeedsAttention;
    run.attention = attention;
    STINT_TRY(verb.saveRun(run, before));
    endClaim(verb, before, end);
    verb.store.removeReady(run.id);
    verb.store.removeBudget(run.id);
    return {};
}

Done addUsage(Verb &verb, Run &run, const Usage &reported)
{
    if (reported.isEmpty())
        return {};
    auto claim = verb.store.claim(run.id, run.leaseEpoch);
    if (!claim)
        return {};
    if (!reported.currency.isEmpty() && !run.usage.currency.isEmpty() && reported.currency != run.usage.currency)
        return invalid("usage", "The run already counts its cost in another currency.");
    const Usage before = claim->usage;
    for (const auto counter : usageCounters) {
        claim->usage.*counter = raised(before.*counter, reported.*counter);
        if (claim->usage.*counter != before.*counter)
            addToTotal(run.usage.*counter, *(claim->usage.*counter) - (before.*counter).value_or(0));
    }
    if (!reported.currency.isEmpty())
        claim->usage.currency = run.usage.currency = reported.currency;
    if (claim->usage != before)
        verb.store.updateClaim(*claim);
    return {};
}

void addToTotal(std::optional<qint64> &total, qint64 more)
{
    total = std::min(total.value_or(0) + more, limits::usageMax);
}

Task settle(Verb &verb, const TaskId &id, TaskStatus before, const std::optional<RunId> &completedBy,
            const std::function<void(const Task &)> &recordOwn)
{
    const Task task = reconcileTask(verb, id);
    recordOwn(task);
    cascade(verb, id, before, completedBy);
    return verb.task(id).value_or(task);
}

void noticeTaken(Verb &verb, const Run &before, ClaimEnd end)
{
    if (!before.sessionId)
        return;
    SessionNotice notice;
    notice.session = *before.sessionId;
    notice.kind = QStringLiteral("run_taken");
    notice.taskId = before.taskId;
    notice.runId = before.id;
    notice.leaseEpoch = before.leaseEpoch;
    notice.endReason = end;
    verb.afterCommit([notice, &notifier = verb.world.notifier] { notifier.notify(notice); });
}

QString derivedChannel(const RunId &id)
{
    const QString lower = id.value.toLower();
    QString cut;
    for (const QChar c : lower) {
        const bool plain = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || c.isDigit() || c == QLatin1Char('_');
        if (plain && c.unicode() < 128)
            cut += c;
        else if (!cut.endsWith(QLatin1Char('-')))
            cut += QLatin1Char('-');
    }
    cut.truncate(58);
    const auto isEdge = [](QChar c) { return c == QLatin1Char('-') || c == QLatin1Char('_'); };
    while (!cut.isEmpty() && isEdge(cut.back()))
        cut.chop(1);
    while (!cut.isEmpty() && isEdge(cut.front()))
        cut.remove(0, 1);
    if (cut.isEmpty()) {
        const auto hash = QCryptographicHash::hash(lower.toUtf8(), QCryptographicHash::Sha256).toHex();
        cut = QStringLiteral("run-") + QString::fromLatin1(hash.left(12));
    }
    return QStringLiteral("coord-") + cut;
}

bool isValidChannel(const QString &channel, const BoardSettings &settings)
{
    if (channel.isEmpty())
        return true;
    if (channel.size() > 64)
        return false;
    for (qsizetype i = 0; i < channel.size(); ++i) {
        const char16_t c = channel[i].unicode();
        const bool alphanumeric = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (!alphanumeric && (i == 0 || (c != u'_' && c != u'-')))
            return false;
    }
    return settings.channelsAllowed.isEmpty() || settings.channelsAllowed.contains(channel);
}

} // namespace stint
