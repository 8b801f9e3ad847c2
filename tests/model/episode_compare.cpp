#include "tests/model/episode.h"

#include "model/service/invariants.h"
#include "tests/support/eventtable.h"

#include <algorithm>

namespace stint::test
{

QString Episode::compare()
{
    QString wrong;
    m_board.look([&](StoreReader &store) {
        wrong = compareTasks(store);
        if (!wrong.isEmpty())
            return;
        for (const Event &event : store.eventsAfter(m_seenEvents, 10'000)) {
            m_seenEvents = event.seq;
            if (const QString news = misreported(event); !news.isEmpty())
                wrong = news;
        }
        const auto problems = checkInvariants(store, m_board.clock.now());
        if (!problems.empty())
            wrong = problems.front().invariant + QLatin1Char(' ') + problems.front().rows.join(QLatin1Char(' '));
    });
    return wrong;
}

QString Episode::compareTasks(StoreReader &store)
{
    if (store.allTaskIds().size() != m_model.tasks.size())
        return QStringLiteral("another number of tasks");
    for (const auto &[id, expected] : m_model.tasks) {
        const auto task = store.task(TaskId(id));
        if (!task)
            return QStringLiteral("task %1 is missing").arg(id);
        if (task->status != expected.status)
            return QStringLiteral("status of %1: expected %2, got %3")
                .arg(id, toText(expected.status), toText(task->status));
        if (task->version != expected.version)
            return QStringLiteral("version of %1: expected %2, got %3")
                .arg(id)
                .arg(expected.version)
                .arg(task->version);
        const auto differs = [&](const char *what, bool same) {
            return same ? QString() : QStringLiteral("%1 of %2").arg(QLatin1String(what), id);
        };
        for (const QString &wrong : {differs("review round", task->reviewRound == expected.round),
                                     differs("circuit", task->circuitOpen() == expected.circuit &&
                                                            task->circuitReason == expected.circuitReason),
                                     differs("approval", task->approvalState == expected.approval),
                                     differs("pause", task->pause.has_value() == expected.paused),
                                     differs("closed_at", task->closedAt.has_value() == expected.closed),
                                     differs("updated_at", task->updatedAt == expected.updatedAt)}) {
            if (!wrong.isEmpty())
                return wrong;
        }
        if (QString wrong = compareRuns(store, id); !wrong.isEmpty())
            return wrong;
        if (QString wrong = compareReviews(store, id); !wrong.isEmpty())
            return wrong;
        if (m_runNames.value(task->currentRunId.value_or(RunId()).value) != expected.currentRun)
            return QStringLiteral("current run of %1").arg(id);
    }
    return {};
}

QString Episode::compareRuns(StoreReader &store, const QString &task)
{
    const auto runs = store.runsOf(TaskId(task));
    std::size_t expectedCount = 0;
    for (const auto &[name, run] : m_model.runs)
        expectedCount += run.task == task;
    if (runs.size() != expectedCount)
        return QStringLiteral("runs of %1: expected %2, got %3").arg(task).arg(expectedCount).arg(runs.size());
    for (const Run &run : runs) {
        const QString name = QStringLiteral("%1#%2").arg(task).arg(run.attempt);
        m_runIds.insert(name, run.id.value);
        m_runNames.insert(run.id.value, name);
        const auto &expected = m_model.runs.at(name);
        if (run.status != expected.status)
            return QStringLiteral("status of %1: expected %2, got %3")
                .arg(name, toText(expected.status), toText(run.status));
        if (run.leaseEpoch != expected.epoch || run.reviewRound != expected.round ||
            (run.attention ? std::optional(run.attention->reason) : std::nullopt) != expected.attention ||
            !run.result.isNull() != expected.hasResult)
            return QStringLiteral("epoch, round, attention or result of %1").arg(name);
        if (isActive(run.status) && !expected.manual &&
            (run.sessionId.value_or(SessionId()).value != expected.session || run.leaseUntil != expected.leaseUntil))
            return QStringLiteral("lease of %1").arg(name);
        const auto late = store.lateResultsOf(run.id);
        const auto isSame = [](const LateResult &a, const ReferenceBoard::Run::Late &b) { return a.n == b.n; };
        if (!std::equal(late.begin(), late.end(), expected.late.begin(), expected.late.end(), isSame))
            return QStringLiteral("late results of %1").arg(name);
        const auto claims = store.claimsOf(run.id);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (claims[i].endReason != expected.claims.at(i).end)
                return QStringLiteral("end of claim %1 of %2").arg(i + 1).arg(name);
        }
    }
    return {};
}

QString Episode::compareReviews(StoreReader &store, const QString &task)
{
    for (const Review &review : store.reviewsOfTask(TaskId(task))) {
        const QString run = m_runNames.value(review.runId.value);
        const QString name = QStringLiteral("%1/%2.%3").arg(run).arg(review.round).arg(review.attempt);
        m_reviewIds.insert(name, review.id.value);
        const auto found = m_model.reviews.find(name);
        if (found == m_model.reviews.end())
            return QStringLiteral("review %1 is unexpected").arg(name);
        if (review.status != found->second.status)
            return QStringLiteral("review %1: expected %2, got %3")
                .arg(name, toText(found->second.status), toText(review.status));
        if (review.outcome != found->second.outcome ||
            (isOpen(review.status) && review.reviewerSessionId.value_or(SessionId()).value != found->second.bound))
            return QStringLiteral("outcome or reviewer of %1").arg(name);
    }
    return {};
}

} // namespace stint::test
