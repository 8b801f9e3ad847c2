#include "model/service/runevents.h"

#include "model/domain/status.h"

namespace stint
{

namespace
{

struct CounterName {
    const char *name;
    std::optional<qint64> Usage::*counter;
};
constexpr std::array counterNames{
    CounterName{"input_tokens", &Usage::inputTokens}, CounterName{"output_tokens", &Usage::outputTokens},
    CounterName{"total_tokens", &Usage::totalTokens}, CounterName{"cost_micros", &Usage::costMicros},
    CounterName{"turn_count", &Usage::turnCount},     CounterName{"tool_call_count", &Usage::toolCallCount}};

void record(Verb &verb, const char *type, const Run &run, JsonWriter &&payload)
{
    payload.endObject();
    verb.record(type, run.taskId, run.id, std::move(payload));
}

/// Epoch and hash of the claim that a run still shows, when it was leased.
void memberOfLease(JsonWriter &payload, const Run &run)
{
    if (!run.isLeased())
        return;
    payload.member("lease_epoch", run.leaseEpoch);
    payload.memberIfSet("claim_token_hash", hashDigits(run.claimTokenHash));
}

JsonWriter beginReleased(const Run &before, TaskStatus task, const QString &reason)
{
    JsonWriter payload = beginRunPayload(RunStatus::Queued, task);
    payload.member("previous_status", QString(toText(before.status)));
    payload.memberIfSet("reason", reason);
    memberIfSet(payload, "session_id", before.sessionId);
    payload.member("lease_epoch", before.leaseEpoch);
    return payload;
}

} // namespace

JsonWriter beginRunPayload(RunStatus run, TaskStatus task)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("status", QString(toText(run)));
    payload.member("task_status", QString(toText(task)));
    return payload;
}

QString hashDigits(const QString &hash)
{
    return hash.mid(QLatin1String("sha256:").size(), 8);
}

void memberIfSet(JsonWriter &payload, const char *name, const std::optional<Time> &time)
{
    if (time)
        payload.member(name, toText(*time));
}

void memberIfSet(JsonWriter &payload, const char *name, const Json &json)
{
    if (!json.isNull())
        payload.memberRaw(name, json.text);
}

void memberIfSet(JsonWriter &payload, const char *name, const Usage &usage)
{
    if (usage.isEmpty())
        return;
    payload.key(name);
    payload.beginObject();
    for (const CounterName &entry : counterNames) {
        if (const auto &value = usage.*entry.counter)
            payload.member(entry.name, *value);
    }
    payload.memberIfSet("currency", usage.currency);
    payload.endObject();
}

void memberOfNumbers(JsonWriter &payload, const char *name, const std::vector<int> &numbers)
{
    payload.key(name);
    payload.beginArray();
    for (const int number : numbers)
        payload.value(number);
    payload.endArray();
}

void memberOfActor(JsonWriter &payload, const ActorRef &actor)
{
    payload.member("manual", true);
    payload.member("actor_kind", QString(toText(actor.kind)));
    payload.member("actor_id", actor.ref);
}

void recordClaimed(Verb &verb, const Run &run, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    payload.key("claimed_by");
    payload.beginObject();
    payload.member("kind", QString(toText(run.claimedBy->kind)));
    payload.member("ref", run.claimedBy->ref);
    payload.endObject();
    memberIfSet(payload, "session_id", run.sessionId);
    payload.member("lease_epoch", run.leaseEpoch);
    memberIfSet(payload, "lease_until", run.leaseUntil);
    payload.memberIfSet("claim_token_hash", hashDigits(run.claimTokenHash));
    record(verb, "task.run_claimed", run, std::move(payload));
}

void recordStarting(Verb &verb, const char *type, const Run &run, RunStatus status, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(status, task);
    memberIfSet(payload, "session_id", run.sessionId);
    record(verb, type, run, std::move(payload));
}

void recordReleased(Verb &verb, const Run &before, TaskStatus task, const QString &reason)
{
    record(verb, "task.run_released", before, beginReleased(before, task, reason));
}

void recordForceReleased(Verb &verb, const Run &before, TaskStatus task, const QString &reason)
{
    JsonWriter payload = beginReleased(before, task, reason);
    memberOfActor(payload, verb.actor.who);
    memberIfSet(payload, "previous_session_id", before.sessionId);
    memberIfSet(payload, "previous_lease_until", before.leaseUntil);
    payload.memberIfSet("previous_claim_token_hash", hashDigits(before.claimTokenHash));
    record(verb, "task.run_released", before, std::move(payload));
}

void recordExpired(Verb &verb, const Run &before, TaskStatus task, const QString &reason)
{
    JsonWriter payload = beginRunPayload(RunStatus::Queued, task);
    payload.member("previous_status", QString(toText(before.status)));
    payload.member("reason", reason);
    memberIfSet(payload, "session_id", before.sessionId);
    memberIfSet(payload, "lease_until", before.leaseUntil);
    payload.member("lease_epoch", before.leaseEpoch);
    payload.member("previous_claim_token_hash", hashDigits(before.claimTokenHash));
    payload.memberIfSet("coordination_channel_id", before.coordinationChannelId);
    record(verb, "task.run_lease_expired", before, std::move(payload));
}

void recordCompleted(Verb &verb, const Run &run, TaskStatus task, int lateResult)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    memberIfSet(payload, "result", run.result);
    memberIfSet(payload, "usage", run.usage);
    memberOfLease(payload, run);
    if (lateResult)
        payload.member("late_result", lateResult);
    record(verb, "task.run_completed", run, std::move(payload));
}

void recordFailed(Verb &verb, const Run &run, const Task &task, const Json &metadata, int lateResult)
{
    JsonWriter payload = beginRunPayload(run.status, task.status);
    payload.member("error", run.error);
    memberIfSet(payload, "metadata", metadata);
    memberIfSet(payload, "usage", run.usage);
    payload.member("attempts_left", attemptsLeft(verb, task));
    memberOfLease(payload, run);
    if (lateResult)
        payload.member("late_result", lateResult);
    record(verb, "task.run_failed", run, std::move(payload));
}

void recordNeedsAttention(Verb &verb, const Run &run, TaskStatus task, const AttentionNews &news)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    payload.member("previous_status", QString(toText(news.previous)));
    payload.member("reason", QString(toText(run.attention->reason)));
    payload.member("diagnostic", run.attention->text);
    if (!news.unmet.empty())
        memberOfNumbers(payload, "unmet", news.unmet);
    memberIfSet(payload, "result", run.result);
    record(verb, "task.run_needs_attention", run, std::move(payload));
}

void recordLateResult(Verb &verb, const char *type, const LateResult &late, const Run &run, TaskStatus task)
{
    JsonWriter payload = beginRunPayload(run.status, task);
    payload.member("n", late.n);
    payload.member("kind", QString(toText(late.kind)));
    payload.member("session_id", late.sessionId.value);
    payload.member("lease_epoch", late.epoch);
    payload.member("loss", QString(toText(late.loss)));
    payload.member("payload_bytes", static_cast<qint64>(late.result.text.size() + late.error.toUtf8().size() +
                                                        late.metadata.text.size()));
    record(verb, type, run, std::move(payload));
}

int attemptsLeft(Verb &verb, const Task &task)
{
    return std::max(0, task.maxAttempts - highestAttempt(verb.store.runsOf(task.id)));
}

std::vector<int> unprovenCriteria(const Task &task)
{
    std::vector<int> numbers;
    int number = 0;
    for (const Criterion &criterion : task.acceptance) {
        ++number;
        if (!criterion.isProven())
            numbers.push_back(number);
    }
    return numbers;
}

} // namespace stint
