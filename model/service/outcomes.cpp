#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/service/checks.h"
#include "model/service/claims.h"
#include "model/service/leases.h"
#include "model/service/proof.h"
#include "model/service/runevents.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint
{

namespace
{

/// END-03. A run that was taken away with its hash (force-fail, cancel) still names its session, but its last claim was
/// leased: the caller proves a lease and learns that it is lost (LSE-03, CAN-05).
bool takesLeasePath(Verb &verb, const LeaseProof &proof, const Run &run)
{
    if (!proof.claimToken.isEmpty())
        return true;
    if (!verb.actor.isAgent())
        return false;
    if (run.isLeased() || run.sessionId != verb.actor.session())
        return true;
    const auto claim = verb.store.claim(run.id, run.leaseEpoch);
    return claim && !claim->claimTokenHash.isEmpty();
}

/// END-01, END-02 from the hash on.
Done judgeTokenless(const Run &run, bool mayBeStarting)
{
    if (run.isLeased())
        return refuse(ErrorCode::InvalidClaimToken,
                      "An agent session holds the run; only its holder ends it this way.");
    if (run.status == RunStatus::Running || (mayBeStarting && run.status == RunStatus::Starting))
        return {};
    return refuse(ErrorCode::InvalidStatusTransition, "The run is not in a state for this.").reason(toText(run.status));
}

/// What complete and fail have in common between their checks and their effects.
struct Ending {
    Run run;
    Run before;
    Task task;
    std::optional<PreparedClaim> next;
    bool leased = false;
};

/// Judges the caller and prepares the claim that follows; a delivery that comes too late is kept (LTR-01).
Result<Ending> beginEnding(Verb &verb, const LeaseProof &proof, const Delivery &delivery,
                           const std::optional<ClaimCriteria> &claimNext)
{
    STINT_TRY_LET(const Run run, verb.requireRun(proof.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    Ending ending{run, run, task, {}, takesLeasePath(verb, proof, run)};
    if (ending.leased) {
        if (Done held = judgeHolder(verb, proof, run); !held)
            return keepLate(verb, proof, run, delivery, std::move(held).error());
    } else {
        STINT_TRY(judgeTokenless(run, delivery.kind == LateResultKind::Fail));
    }
    if (claimNext) {
        const SessionId session = verb.actor.isHuman() ? SessionId() : run.sessionId.value_or(SessionId());
        STINT_TRY_LET(ending.next, prepareClaim(verb, session, *claimNext));
    }
    if (!delivery.usage.isEmpty())
        STINT_TRY(addUsage(verb, ending.run, delivery.usage));
    return ending;
}

/// The reply, the stop of a bound session (END-05) and the claim that was folded in (MTH-08).
Result<RunReply> finishEnding(Verb &verb, Ending &ending, Task task)
{
    RunReply reply;
    reply.run = ending.run;
    reply.task = TaskView(std::move(task));
    if (!ending.leased && isTerminal(ending.run.status))
        stopSession(verb, ending.before,
                    ending.run.status == RunStatus::Completed ? StopReason::Completed : StopReason::Failed);
    if (ending.next) {
        STINT_TRY_LET(reply.next, takeFolded(verb, ending.next));
    }
    return reply;
}

/// END-04: marks of criteria, before they are judged.
Done applyAcceptance(Verb &verb, Task &task, const std::vector<CriterionUpdate> &updates)
{
    for (const CriterionUpdate &update : updates) {
        if (update.n < 1 || update.n > static_cast<int>(task.acceptance.size()))
            return invalid("acceptance", "There is no criterion of that number.");
        Criterion &criterion = task.acceptance[static_cast<std::size_t>(update.n - 1)];
        criterion.met = update.met.value_or(criterion.met);
        criterion.evidence = update.evidence.value_or(criterion.evidence);
    }
    if (!updates.empty())
        verb.save(task);
    return {};
}

QString unprovenText(const std::vector<int> &numbers)
{
    QStringList list;
    for (const int number : numbers)
        list.append(QString::number(number));
    return QStringLiteral("criteria not proven: ") + list.join(QStringLiteral(", "));
}

/// END-06: the result waits for a person to accept it.
Result<Task> parkUnproven(Verb &verb, Ending &ending, const std::vector<int> &unproven)
{
    const Attention attention{AttentionReason::Unproven, unprovenText(unproven), verb.now, std::nullopt};
    STINT_TRY(parkRun(verb, ending.run, ending.before, attention, ClaimEnd::Unproven));
    return settle(verb, ending.task.id, ending.task.status, {}, [&](const Task &now) {
        recordNeedsAttention(verb, ending.run, now.status, {ending.before.status, unproven});
    });
}

Result<LateResult> requireLate(Verb &verb, const RunId &run, int n)
{
    const auto kept = verb.store.lateResultsOf(run);
    const auto found = std::find_if(kept.begin(), kept.end(), [&](const LateResult &late) { return late.n == n; });
    if (found == kept.end())
        return invalid("n", "The run has no late result of that number.").reason("late_result_unknown");
    return *found;
}

/// What the late result counts beyond what its claim had reported; the claim record itself is closed (1.6).
void addLateUsage(Verb &verb, Run &run, const LateResult &late)
{
    const auto claim = verb.store.claim(run.id, late.epoch);
    const Usage known = claim ? claim->usage : Usage{};
    const bool otherMoney =
        !late.usage.currency.isEmpty() && !run.usage.currency.isEmpty() && late.usage.currency != run.usage.currency;
    for (const auto counter : usageCounters) {
        // A run counts one currency; cost in another cannot be added.
        if (counter == &Usage::costMicros && otherMoney)
            continue;
        const qint64 more = (late.usage.*counter).value_or(0) - (known.*counter).value_or(0);
        if ((late.usage.*counter).has_value() && more >= 0)
            addToTotal(run.usage.*counter, more);
    }
    if (run.usage.currency.isEmpty())
        run.usage.currency = late.usage.currency;
}

} // namespace

Result<RunComplete::Reply> perform(Verb &verb, RunComplete request)
{
    STINT_TRY(checkProof(request.lease));
    STINT_TRY(checkJson("result", request.result, limits::resultBytes));
    STINT_TRY(checkUsage(request.usage));
    for (CriterionUpdate &update : request.acceptance) {
        if (update.n < 1 || update.n > limits::criteria)
            return invalid("acceptance", "Criteria are numbered from 1 to 32.");
        if (update.evidence)
            STINT_TRY(checkText("acceptance", *update.evidence, limits::evidenceBytes, Lines::Many));
    }
    if (request.claimNext)
        STINT_TRY(checkCriteria(verb, *request.claimNext));
    const Delivery delivery{LateResultKind::Complete, request.result, {}, {}, request.usage.value_or(Usage{})};
    STINT_TRY_LET(Ending ending, beginEnding(verb, request.lease, delivery, request.claimNext));

    Task marked = ending.task;
    STINT_TRY(applyAcceptance(verb, marked, request.acceptance));
    ending.run.result = request.result;
    ending.run.error.clear();
    if (const auto unproven = unprovenCriteria(marked); verb.settings().requireEvidence && !unproven.empty()) {
        STINT_TRY_LET(Task parked, parkUnproven(verb, ending, unproven));
        return finishEnding(verb, ending, std::move(parked));
    }
    STINT_TRY(endRun(verb, ending.run, ending.before, RunStatus::Completed, ClaimEnd::Completed));
    Task now = settle(verb, ending.task.id, ending.task.status, ending.run.id,
                      [&](const Task &t) { recordCompleted(verb, ending.run, t.status); });
    return finishEnding(verb, ending, std::move(now));
}

Result<RunFail::Reply> perform(Verb &verb, RunFail request)
{
    STINT_TRY(checkProof(request.lease));
    STINT_TRY(checkRequiredText("error", request.error, limits::longTextBytes, Lines::Many));
    STINT_TRY(checkJson("metadata", request.metadata, limits::callMetadataBytes));
    STINT_TRY(checkUsage(request.usage));
    if (request.claimNext)
        STINT_TRY(checkCriteria(verb, *request.claimNext));
    const Delivery delivery{LateResultKind::Fail, {}, request.error, request.metadata, request.usage.value_or(Usage{})};
    STINT_TRY_LET(Ending ending, beginEnding(verb, request.lease, delivery, request.claimNext));

    ending.run.error = request.error;
    STINT_TRY(endRun(verb, ending.run, ending.before, RunStatus::Failed, ClaimEnd::Failed));
    Task now = settle(verb, ending.task.id, ending.task.status, {},
                      [&](const Task &t) { recordFailed(verb, ending.run, t, request.metadata); });
    return finishEnding(verb, ending, std::move(now));
}

Result<RunAccept::Reply> perform(Verb &verb, RunAccept request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY(checkRequiredText("reason", request.reason, limits::reasonBytes, Lines::Many));
    STINT_TRY_LET(Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    if (run.status != RunStatus::NeedsAttention || !run.attention || run.attention->reason != AttentionReason::Unproven)
        return refuse(ErrorCode::InvalidStatusTransition, "The run has no unproven result.").reason("not_unproven");

    const Run before = run;
    STINT_TRY(endRun(verb, run, before, RunStatus::Completed, ClaimEnd::Completed));
    RunReply reply;
    reply.task = TaskView(settle(verb, task.id, task.status, run.id, [&](const Task &now) {
        JsonWriter payload = beginRunPayload(run.status, now.status);
        payload.member("reason", request.reason);
        memberOfNumbers(payload, "unproven", unprovenCriteria(now));
        payload.endObject();
        verb.record("task.run_accepted", task.id, run.id, std::move(payload));
        recordCompleted(verb, run, now.status);
    }));
    reply.run = run;
    return reply;
}

Result<LateResultAdopt::Reply> perform(Verb &verb, LateResultAdopt request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY_LET(Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    STINT_TRY_LET(const LateResult late, requireLate(verb, run.id, request.n));
    if (run.status != RunStatus::Queued && run.status != RunStatus::NeedsAttention)
        return refuse(ErrorCode::InvalidStatusTransition, "Only a waiting run can take a late result.")
            .reason(toText(run.status));
    const bool completes = late.kind == LateResultKind::Complete;
    if (completes && verb.settings().requireEvidence && !unprovenCriteria(task).empty())
        return refuse(ErrorCode::InvalidStatusTransition, "Criteria of the task are not proven.").reason("unproven");

    const Run before = run;
    run.result = late.result;
    run.error = late.error;
    addLateUsage(verb, run, late);
    STINT_TRY(endRun(verb, run, before, completes ? RunStatus::Completed : RunStatus::Failed,
                     completes ? ClaimEnd::Completed : ClaimEnd::Failed));
    verb.store.removeLateResults(run.id);
    RunReply reply;
    reply.task = TaskView(
        settle(verb, task.id, task.status, completes ? std::optional(run.id) : std::nullopt, [&](const Task &now) {
            recordLateResult(verb, "task.run_late_result_adopted", late, run, now.status);
            if (completes)
                recordCompleted(verb, run, now.status, late.n);
            else
                recordFailed(verb, run, now, late.metadata, late.n);
        }));
    reply.run = run;
    return reply;
}

Result<LateResultDiscard::Reply> perform(Verb &verb, LateResultDiscard request)
{
    STINT_TRY(checkId("run_id", request.runId));
    STINT_TRY_LET(const Run run, verb.requireRun(request.runId));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    STINT_TRY_LET(const LateResult late, requireLate(verb, run.id, request.n));
    verb.store.removeLateResult(run.id, late.n);
    recordLateResult(verb, "task.run_late_result_discarded", late, run, task.status);
    return OkReply{};
}

} // namespace stint
