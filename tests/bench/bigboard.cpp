#include "tests/bench/bigboard.h"

#include "model/service/reconcile.h"
#include "model/service/runlife.h"

#include <algorithm>

namespace stint::bench
{

using stint::test::TestBoard;

namespace
{

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

} // namespace

void fill(TestBoard &board, int count)
{
    constexpr int chunk = 5'000;
    for (int from = 0; from < count; from += chunk)
        board.act(board.human, [&](Verb &verb) { fillChunk(verb, from, std::min(from + chunk, count)); });
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace stint::bench
