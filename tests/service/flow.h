#pragma once

#include "tests/support/testboard.h"

namespace stint::test
{

/// A board with one worker whose runs end as the test wishes, for tests of what follows the end of a run.
class Flow : public TestBoard
{
public:
    Actor worker = addAgent(QStringLiteral("worker"), {QStringLiteral("cpp")});

    void set(const char *key, const QByteArray &value)
    {
        must(run(human, SettingsSet{QLatin1String(key), Json{value}}), "settings.set");
    }
    /// Queues a run of the task and lets the worker claim it.
    Run claimed(const TaskId &task)
    {
        enqueue(task);
        return *claimNext(worker).run;
    }
    /// The worker ends the run it holds.
    Run end(const Run &held, RunStatus how)
    {
        LeaseProof lease;
        lease.runId = held.id;
        if (how == RunStatus::Completed) {
            RunComplete request;
            request.lease = lease;
            return must(run(worker, request), "run.complete").run;
        }
        RunFail request;
        request.lease = lease;
        request.error = QStringLiteral("it broke");
        return must(run(worker, request), "run.fail").run;
    }
    Run ended(const TaskId &task, RunStatus how = RunStatus::Completed) { return end(claimed(task), how); }

    std::vector<Review> reviewsOf(const Run &run)
    {
        return looked<std::vector<Review>>([&](StoreReader &store) { return store.reviewsOfRun(run.id); });
    }
    Review storedReview(const ReviewId &id)
    {
        return looked<Review>([&](StoreReader &store) { return store.review(id).value_or(Review{}); });
    }
    /// Asks a person's way for a review of the run.
    Review requested(const Run &run, int attempt = 1)
    {
        ReviewRequest request;
        request.runId = run.id;
        request.attempt = attempt;
        return must(this->run(human, request), "review.request").review;
    }
    static ReviewRecord verdict(const Review &review, const char *outcome)
    {
        ReviewRecord request;
        request.reviewId = review.id;
        request.runId = review.runId;
        request.outcome = QLatin1String(outcome);
        request.confidence = 0.9;
        request.reason = QStringLiteral("because");
        request.deliveryId = QStringLiteral("d1");
        if (request.outcome == QLatin1String("rejected")) {
            request.missingWork = {QStringLiteral("tests")};
            request.guidance = QStringLiteral("write tests");
        }
        return request;
    }
    ReviewReply recorded(const Review &review, const char *outcome)
    {
        return must(run(human, verdict(review, outcome)), "review.record");
    }
    /// Problems that `board.verify` finds, one text each; empty is good.
    QStringList problems()
    {
        QStringList found;
        const auto reply = must(query(human, BoardVerify{}), "board.verify");
        for (const InvariantProblem &problem : reply.problems)
            found << problem.invariant + QLatin1String(": ") + problem.rows.join(QLatin1Char(' '));
        return found;
    }

    template<class T>
    static T must(Result<T> result, const char *step)
    {
        if (!result)
            qFatal("%s: %s", step, qPrintable(describe(result.error()) + QLatin1Char(' ') + result.error().message));
        return std::move(*result);
    }
};

} // namespace stint::test
