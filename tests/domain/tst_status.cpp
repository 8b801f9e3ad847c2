#include "model/domain/status.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;

namespace
{

/// What the latest ended run has been said about.
enum class Verdict { None, Open, Approved, Rejected, Error, OnlyCanceled, RejectedThenApproved, ApprovedThenError };
constexpr std::array verdicts{Verdict::None,
                              Verdict::Open,
                              Verdict::Approved,
                              Verdict::Rejected,
                              Verdict::Error,
                              Verdict::OnlyCanceled,
                              Verdict::RejectedThenApproved,
                              Verdict::ApprovedThenError};

/// One combination of everything STA-02 looks at.
struct Case {
    TaskStatus stored;
    bool d, a, x, c;
    std::optional<RunStatus> open, latest;
    Verdict verdict;

    bool hasRuns() const { return open || latest; }
    TaskStatus waiting() const { return d || a ? TaskStatus::Blocked : TaskStatus::Ready; }
    bool latestIs(RunStatus s) const { return !open && latest == s; }
};

/// The table of the specification, row by row, as text would have it.
struct Row {
    int number;
    std::function<bool(const Case &)> holds;
    std::function<TaskStatus(const Case &)> result;
};

std::vector<Row> tableOfStatus()
{
    const auto always = [](TaskStatus s) { return [s](const Case &) { return s; }; };
    const auto waiting = [](const Case &c) { return c.waiting(); };
    const auto openIs = [](std::initializer_list<RunStatus> list) {
        return [set = std::vector(list)](const Case &c) {
            return c.open && std::find(set.begin(), set.end(), *c.open) != set.end();
        };
    };
    const auto unapproved = [](Verdict v) {
        return v == Verdict::Rejected || v == Verdict::Error || v == Verdict::ApprovedThenError;
    };
    return {
        {1, [](const Case &c) { return c.stored == TaskStatus::Canceled; }, always(TaskStatus::Canceled)},
        {2, [](const Case &c) { return c.stored == TaskStatus::Draft; }, always(TaskStatus::Draft)},
        {3, openIs({RunStatus::Starting, RunStatus::Running}), always(TaskStatus::InProgress)},
        {4, openIs({RunStatus::NeedsAttention}), always(TaskStatus::Blocked)},
        {5, openIs({RunStatus::Queued, RunStatus::Claimed}), waiting},
        {6, [](const Case &c) { return c.latest && c.c; }, always(TaskStatus::Blocked)},
        {7,
         [](const Case &c) {
             return (c.latest == RunStatus::Completed || c.latest == RunStatus::Failed) && c.verdict == Verdict::Open;
         },
         always(TaskStatus::InProgress)},
        {8, [=](const Case &c) { return c.latest == RunStatus::Completed && unapproved(c.verdict); },
         always(TaskStatus::Blocked)},
        {9, [](const Case &c) { return c.latest == RunStatus::Completed; }, always(TaskStatus::Completed)},
        {10, [](const Case &c) { return c.latest == RunStatus::Failed; },
         [](const Case &c) { return c.x ? TaskStatus::Failed : c.waiting(); }},
        {11, [](const Case &c) { return c.latest == RunStatus::Canceled; }, always(TaskStatus::Canceled)},
        {12,
         [](const Case &c) {
             return !c.hasRuns() && (c.stored == TaskStatus::Completed || c.stored == TaskStatus::Failed);
         },
         [](const Case &c) { return c.stored; }},
        {13, [](const Case &) { return true; }, waiting},
    };
}

Review review(int n, ReviewStatus status, std::optional<ReviewOutcome> outcome)
{
    Review r;
    r.id = ReviewId(QStringLiteral("review-%1").arg(n));
    r.status = status;
    r.outcome = outcome;
    if (outcome)
        r.reviewedAt = Time{1'000 + n};
    return r;
}

std::vector<Review> reviewsFor(Verdict verdict)
{
    const auto recorded = [](int n, ReviewOutcome outcome) { return review(n, ReviewStatus::Recorded, outcome); };
    switch (verdict) {
    case Verdict::None:
        return {};
    case Verdict::Open:
        return {recorded(1, ReviewOutcome::Error), review(2, ReviewStatus::InReview, {})};
    case Verdict::Approved:
        return {recorded(1, ReviewOutcome::Approved)};
    case Verdict::Rejected:
        return {recorded(1, ReviewOutcome::Rejected)};
    case Verdict::Error:
        return {recorded(1, ReviewOutcome::Error)};
    case Verdict::OnlyCanceled:
        return {review(1, ReviewStatus::Canceled, {})};
    case Verdict::RejectedThenApproved:
        return {recorded(2, ReviewOutcome::Approved), recorded(1, ReviewOutcome::Rejected)};
    case Verdict::ApprovedThenError:
        return {recorded(1, ReviewOutcome::Approved), recorded(2, ReviewOutcome::Error)};
    }
    return {};
}

StatusFacts factsOf(const Case &c)
{
    StatusFacts facts;
    facts.stored = c.stored;
    facts.unresolvedDependency = c.d;
    facts.lacksApproval = c.a;
    facts.circuitOpen = c.c;
    const auto add = [&](RunStatus status) {
        Run run;
        run.attempt = static_cast<int>(facts.runs.size()) + 1;
        run.id = RunId(QStringLiteral("run-%1").arg(run.attempt));
        run.status = status;
        facts.runs.push_back(run);
    };
    if (c.latest)
        add(*c.latest);
    if (c.open)
        add(*c.open);
    facts.maxAttempts = static_cast<int>(facts.runs.size()) + (c.x ? 0 : 1);
    facts.reviewsOfLatest = reviewsFor(c.verdict);
    return facts;
}

} // namespace

/// STA-01, STA-02, STA-03, STA-08: the derived status over every combination of its inputs.
class StatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCombination();
    void latestIsByAttemptThenQueueThenId();
};

void StatusTest::everyCombination()
{
    const auto rows = tableOfStatus();
    std::map<int, int> used;
    int combinations = 0;
    const std::array<std::optional<RunStatus>, 6> opens{std::nullopt,       RunStatus::Queued,
                                                        RunStatus::Claimed, RunStatus::Starting,
                                                        RunStatus::Running, RunStatus::NeedsAttention};
    const std::array<std::optional<RunStatus>, 4> ends{std::nullopt, RunStatus::Completed, RunStatus::Failed,
                                                       RunStatus::Canceled};
    for (int stored = 0; stored < 8; ++stored) {
        if (static_cast<TaskStatus>(stored) == TaskStatus::Pending)
            continue; // never stored (INV-02)
        for (int bits = 0; bits < 16; ++bits) {
            for (const auto &open : opens) {
                for (const auto &latest : ends) {
                    for (const Verdict verdict : verdicts) {
                        if (verdict != Verdict::None && !latest)
                            continue;
                        const Case c{static_cast<TaskStatus>(stored),
                                     (bits & 1) != 0,
                                     (bits & 2) != 0,
                                     (bits & 4) != 0,
                                     (bits & 8) != 0,
                                     open,
                                     latest,
                                     verdict};
                        const auto row =
                            std::find_if(rows.begin(), rows.end(), [&](const Row &r) { return r.holds(c); });
                        const TaskStatus derived = deriveTaskStatus(factsOf(c));
                        if (derived != row->result(c))
                            QFAIL(qPrintable(QStringLiteral("row %1: expected %2, got %3 (S %4, bits %5)")
                                                 .arg(row->number)
                                                 .arg(toText(row->result(c)), toText(derived), toText(c.stored))
                                                 .arg(bits)));
                        ++used[row->number];
                        ++combinations;
                    }
                }
            }
        }
    }
    QCOMPARE(used.size(), rows.size()); // every row decided something
    qInfo("%d combinations", combinations);
}

void StatusTest::latestIsByAttemptThenQueueThenId()
{
    const auto run = [](int attempt, qint64 queuedAt, const char *id) {
        Run r;
        r.attempt = attempt;
        r.queuedAt = Time{queuedAt};
        r.id = RunId(QLatin1String(id));
        r.status = RunStatus::Failed;
        return r;
    };
    QCOMPARE(latestTerminal({run(1, 9, "z"), run(2, 1, "a")})->id.value, QStringLiteral("a"));
    QCOMPARE(latestTerminal({run(1, 2, "a"), run(1, 1, "z")})->id.value, QStringLiteral("a"));
    QCOMPARE(latestTerminal({run(1, 1, "a"), run(1, 1, "b")})->id.value, QStringLiteral("b"));
}

STINT_REGISTER_TEST(StatusTest)
#include "tst_status.moc"
