#include "model/service/inspect.h"

#include "model/domain/fieldsjson.h"
#include "model/domain/status.h"
#include "model/domain/text.h"

#include <QDateTime>

#include <algorithm>

namespace stint
{

namespace
{

constexpr int quoteBytes = 200;           ///< of a question or reason in a gate's text
constexpr std::size_t barriersShown = 10; ///< INS-06 row 15

/// Builds the data of a gate: an object, written between construction and the call.
class Data
{
public:
    Data() { m_out.beginObject(); }
    template<class T>
    Data &&with(const char *name, const T &value) &&
    {
        m_out.key(name);
        writeJson(m_out, value);
        return std::move(*this);
    }
    template<class T>
    Data &&withIfSet(const char *name, const T &value) &&
    {
        if (saysSomething(value)) {
            m_out.key(name);
            writeJson(m_out, value);
        }
        return std::move(*this);
    }
    Json json() &&
    {
        m_out.endObject();
        return Json{m_out.take()};
    }

private:
    JsonWriter m_out;
};

Gate gate(const char *name, const QString &text, const char *clearedBy, Json data = {})
{
    return {QLatin1String(name), text, QLatin1String(clearedBy), std::move(data)};
}

QString quoted(const QString &text)
{
    return truncated(text.simplified(), quoteBytes);
}

/// 14:00 UTC, with the date when it is not today's.
QString moment(Time time, Time now)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC);
    const bool today = at.date() == QDateTime::fromMSecsSinceEpoch(now.ms, Qt::UTC).date();
    return at.toString(today ? QStringLiteral("HH:mm 'UTC'") : QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

QString counted(qsizetype count, const char *one, const char *many)
{
    return count == 1 ? QLatin1String(one) : QString::fromUtf8(many).arg(count);
}

/// What an ask says in front of its question.
QString askWord(AttentionReason reason)
{
    switch (reason) {
    case AttentionReason::Blocked:
        return QStringLiteral("Is stuck: %1");
    case AttentionReason::Quota:
        return QStringLiteral("Out of quota: %1");
    case AttentionReason::Auth:
        return QStringLiteral("Needs access: %1");
    case AttentionReason::NeedsInput:
    case AttentionReason::Starved:
    case AttentionReason::Unproven:
        break;
    }
    return QStringLiteral("Asks: %1");
}

Gate unprovenGate(const Task &task)
{
    std::vector<int> unmet;
    for (std::size_t i = 0; i < task.acceptance.size(); ++i) {
        if (!task.acceptance[i].isProven())
            unmet.push_back(static_cast<int>(i) + 1);
    }
    const QString text = counted(static_cast<qsizetype>(unmet.size()), "Finished, but 1 criterion is not proven",
                                 "Finished, but %1 criteria are not proven");
    return gate("unproven", text, "run.answer", Data().with("unmet", unmet).json());
}

Gate attentionGate(const Task &task, const Attention &attention, Time now)
{
    if (attention.reason == AttentionReason::Unproven)
        return unprovenGate(task);
    if (attention.reason == AttentionReason::Starved)
        return gate("starved", QStringLiteral("Waited too long for an agent"), "run.recover",
                    Data().with("diagnostic", attention.text).json());
    QString text = askWord(attention.reason).arg(quoted(attention.text));
    if (attention.resumeAfter)
        text += QStringLiteral(" (goes on at %1)").arg(moment(*attention.resumeAfter, now));
    return gate("asks", text, "run.answer",
                Data()
                    .with("reason", attention.reason)
                    .with("question", attention.text)
                    .withIfSet("resume_after", attention.resumeAfter)
                    .json());
}

Gate circuitGate(CircuitReason reason)
{
    const auto text = [reason] {
        switch (reason) {
        case CircuitReason::BlockedVerdict:
            return QStringLiteral("The reviewer is blocked: decide how to go on");
        case CircuitReason::RoundsExceeded:
            return QStringLiteral("Rejected too often: decide how to go on");
        case CircuitReason::ReviewAttemptsExhausted:
            return QStringLiteral("No review came to a verdict: decide how to go on");
        case CircuitReason::RapidTerminal:
            return QStringLiteral("Runs end too fast one after another: decide how to go on");
        }
        return QString();
    };
    return gate("review_circuit_open", text(), "review.request", Data().with("circuit_reason", reason).json());
}

Gate reviewGate(const Review &review, Time now)
{
    QString text = QStringLiteral("Waits for a reviewer");
    if (review.status == ReviewStatus::Routed)
        text = QStringLiteral("A reviewer was asked");
    else if (review.status == ReviewStatus::InReview)
        text = QStringLiteral("In review by %1").arg(review.reviewerAgentName);
    if (review.deadlineAt)
        text += QStringLiteral(" until %1").arg(moment(*review.deadlineAt, now));
    return gate("review_open", text, "review.record",
                Data()
                    .with("review_id", review.id)
                    .with("status", review.status)
                    .withIfSet("deadline_at", review.deadlineAt)
                    .withIfSet("reviewer_session_id", review.reviewerSessionId)
                    .withIfSet("reviewer_agent_name", review.reviewerAgentName)
                    .json());
}

Gate dependencyGate(const TaskFacts &facts)
{
    JsonWriter data;
    data.beginObject();
    int unresolved = 0, dead = 0;
    data.key("tasks");
    data.beginArray();
    for (const DependencyRef &blocker : facts.dependencies) {
        if (blocker.status == TaskStatus::Completed)
            continue;
        const bool isDead = blocker.status == TaskStatus::Failed || blocker.status == TaskStatus::Canceled;
        ++unresolved;
        dead += isDead ? 1 : 0;
        data.beginObject();
        data.member("id", blocker.id.value);
        data.member("status", QString(toText(blocker.status)));
        if (isDead)
            data.member("dead", true);
        data.endObject();
    }
    data.endArray();
    data.member("unresolved", unresolved);
    data.endObject();
    QString text = counted(unresolved, "Waits for 1 task", "Waits for %1 tasks");
    if (dead > 0)
        text += counted(dead, ", 1 of them will never complete", ", %1 of them will never complete");
    return gate("dependencies", text, "dependency.remove", Json{data.take()});
}

void addApprovalGate(const Task &task, std::vector<Gate> &gates)
{
    if (!task.lacksApproval())
        return;
    if (task.approvalState == ApprovalState::Rejected)
        gates.push_back(gate("approval_rejected", QStringLiteral("Approval was refused"), "task.update"));
    else
        gates.push_back(gate("approval_pending", QStringLiteral("Needs approval"), "task.approve"));
}

} // namespace

void Glance::addQueuedGates(const TaskFacts &facts, const Run &run, std::vector<Gate> &gates)
{
    if (scheduler().paused)
        gates.push_back(gate("scheduler_paused", QStringLiteral("Scheduler is paused"), "scheduler.resume",
                             Data().with("by", scheduler().by).withIfSet("reason", scheduler().reason).json()));
    const auto &owner = facts.task.owner;
    if (owner && owner->kind != OwnerKind::Pool && owner->kind != OwnerKind::AgentSession) {
        gates.push_back(gate("owner_person", QStringLiteral("Reserved for %1").arg(quoted(owner->ref)), "run.claim",
                             Data().with("owner", *owner).json()));
        return;
    }
    const Eligibility found = eligibility(facts.task, run);
    if (found.eligible > 0)
        return;
    if (found.connected > 0 && !found.missingCapabilities.isEmpty()) {
        gates.push_back(gate("no_capable_session",
                             QStringLiteral("No connected agent has %1")
                                 .arg(quoted(found.missingCapabilities.join(QStringLiteral(", ")))),
                             "session.register",
                             Data().with("missing_capabilities", found.missingCapabilities).json()));
        return;
    }
    JsonWriter data;
    data.beginObject();
    data.key("sessions");
    data.beginArray();
    for (std::size_t i = 0; i < std::min(found.barriers.size(), barriersShown); ++i) {
        data.beginObject();
        data.member("session_id", found.barriers[i].session.value);
        data.member("agent_name", found.barriers[i].agentName);
        data.member("filter", found.barriers[i].filter);
        data.endObject();
    }
    data.endArray();
    data.endObject();
    const bool allBusy = std::all_of(found.barriers.begin(), found.barriers.end(),
                                     [](const Barrier &one) { return one.filter == QLatin1String("busy"); });
    const QString text = found.connected == 0 ? QStringLiteral("No agent is connected")
                         : allBusy            ? QStringLiteral("All connected agents are busy")
                                              : QStringLiteral("No connected agent may take it");
    gates.push_back(gate("no_eligible_session", text, "session.register", Json{data.take()}));
}

std::vector<Gate> Glance::gatesOf(const TaskFacts &facts)
{
    const Task &task = facts.task;
    const Run *open = openRun(facts.runs);
    if (isTerminal(task.status) || (open && isActive(open->status)))
        return {};
    std::vector<Gate> gates;
    if (task.status == TaskStatus::Draft)
        gates.push_back(gate("draft", QStringLiteral("Is a draft"), "task.publish"));
    if (open && open->attention)
        gates.push_back(attentionGate(task, *open->attention, now));
    if (task.circuitReason)
        gates.push_back(circuitGate(*task.circuitReason));
    if (facts.openReview)
        gates.push_back(reviewGate(*facts.openReview, now));
    addApprovalGate(task, gates);
    if (facts.dependenciesHold())
        gates.push_back(dependencyGate(facts));
    const int attempts = highestAttempt(facts.runs);
    if (!open && attemptsExhausted(facts.runs, task.maxAttempts))
        gates.push_back(
            gate("attempts_exhausted", QStringLiteral("Attempts used up %1/%2").arg(attempts).arg(task.maxAttempts),
                 "task.update", Data().with("attempts", attempts).with("max_attempts", task.maxAttempts).json()));
    if (!open && task.status == TaskStatus::Ready) {
        const Run *latest = latestRun(facts.runs);
        const bool failed = latest && latest->status == RunStatus::Failed;
        gates.push_back(gate(
            "no_run", failed ? QStringLiteral("Failed; nobody has started it again") : QStringLiteral("Not started"),
            failed ? "run.retry" : "task.start"));
    }
    if (facts.pausedBy) {
        const auto pausing = *facts.pausedBy == task.id ? std::optional(task) : this->task(*facts.pausedBy);
        const QString reason = pausing && pausing->pause ? pausing->pause->reason : QString();
        gates.push_back(gate("paused",
                             *facts.pausedBy == task.id ? QStringLiteral("Paused") : QStringLiteral("Paused by parent"),
                             "task.resume", Data().with("task_id", *facts.pausedBy).with("reason", reason).json()));
    }
    if (task.notBefore && *task.notBefore > now)
        gates.push_back(gate("not_before", QStringLiteral("Not before %1").arg(moment(*task.notBefore, now)),
                             "task.update", Data().with("not_before", *task.notBefore).json()));
    if (open && open->status == RunStatus::Queued)
        addQueuedGates(facts, *open, gates);
    return gates;
}

} // namespace stint
