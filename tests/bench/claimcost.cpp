#include "tests/bench/claimcost.h"

#include "model/service/reconcile.h"
#include "model/service/runlife.h"
#include "tests/support/testboard.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace stint::bench
{

namespace
{

using stint::test::TestBoard;

/// One task in ten can be claimed by the benchmark's agent; the others are kept from it in five ways.
enum class Kind { Claimable, NeedsCapability, Blocked, Paused, NotYet, OfAnotherAgent };

Kind kindOf(int index)
{
    constexpr std::array others{Kind::NeedsCapability, Kind::Blocked, Kind::Paused, Kind::NotYet, Kind::OfAnotherAgent};
    return index % 10 == 0 ? Kind::Claimable : others[static_cast<std::size_t>(index) % others.size()];
}

void fillChunk(Verb &verb, int from, int to)
{
    for (int index = from; index < to; ++index) {
        const Kind kind = kindOf(index);
        Task task;
        task.id = TaskId(QStringLiteral("task-%1").arg(index, 9, 10, QLatin1Char('0')));
        task.title = QStringLiteral("Task %1").arg(index);
        task.priority = static_cast<Priority>(index % 4);
        task.createdBy = verb.actor.who;
        task.origin = verb.actor.origin;
        task.createdAt = task.updatedAt = verb.now;
        if (kind == Kind::Blocked) {
            task.approvalPolicy = ApprovalPolicy::Manual;
            task.approvalState = ApprovalState::Pending;
            task.status = TaskStatus::Blocked;
        } else if (kind == Kind::Paused) {
            task.pause = TaskPause{verb.actor.who.text(), verb.now, QStringLiteral("later")};
        } else if (kind == Kind::NotYet) {
            task.notBefore = verb.now + 86'400'000;
        } else if (kind == Kind::OfAnotherAgent) {
            task.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("somebody-else")};
        }
        verb.insert(task);
        JsonWriter payload;
        payload.beginObject();
        payload.member("status", QString(toText(task.status)));
        payload.endObject();
        verb.record("task.created", task.id, {}, std::move(payload));
        NewRun options;
        if (kind == Kind::NeedsCapability)
            options.requiredCapabilities = {QStringLiteral("cap-%1").arg(index % 7)};
        createRun(verb, task.id, options);
        refreshReady(verb, task.id);
    }
}

void fill(TestBoard &board, int count)
{
    constexpr int chunk = 5'000;
    for (int from = 0; from < count; from += chunk)
        board.act(board.human, [&](Verb &verb) { fillChunk(verb, from, std::min(from + chunk, count)); });
}

double medianOf(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Microseconds of claim-next with its durable commit, \a rounds times; each claimed run is completed in between.
std::vector<double> measure(TestBoard &board, int rounds)
{
    const Actor agent = board.addAgent(QStringLiteral("bench"));
    std::vector<double> micros;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const ClaimReply claim = board.claimNext(agent);
        const auto end = std::chrono::steady_clock::now();
        micros.push_back(std::chrono::duration<double, std::micro>(end - begin).count());
        RunComplete complete;
        complete.lease.runId = claim.run->id;
        if (!board.run(agent, complete))
            qFatal("run.complete");
    }
    return micros;
}

} // namespace

int claimCost(const std::vector<int> &sizes, int rounds)
{
    std::printf("claim-next with its commit, 90 %% of the queued runs ineligible, %d claims a size\n", rounds);
    std::printf("%10s %12s %12s %8s\n", "queued", "median µs", "p99 µs", "ratio");
    double first = 0;
    for (const int size : sizes) {
        TestBoard board;
        fill(board, size);
        const auto micros = measure(board, std::min(rounds, size / 10));
        const double median = medianOf(micros, 0.5);
        if (first == 0)
            first = median;
        std::printf("%10d %12.1f %12.1f %8.2f\n", size, median, medianOf(micros, 0.99), median / first);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace stint::bench
