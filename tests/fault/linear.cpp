#include "tests/fault/linear.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <tuple>

namespace stint::test
{

namespace
{

struct RunState {
    int status = 0; ///< 0 queued, 1 held, 2 over
    int epoch = 0;
    int holder = -1;
    auto operator<=>(const RunState &) const = default;
};

/// Whether the answer is right in \a state; then \a state is what the operation leaves.
bool apply(const RunOperation &operation, RunState &state)
{
    using Kind = RunOperation::Kind;
    const bool holds = state.status == 1 && state.holder == operation.client && state.epoch == operation.epoch;
    switch (operation.kind) {
    case Kind::Claim:
        if (!operation.accepted)
            return state.status != 0;
        if (state.status != 0 || operation.epoch != state.epoch + 1)
            return false;
        state = {1, operation.epoch, operation.client};
        return true;
    case Kind::Hold:
        return operation.accepted == holds;
    case Kind::Complete:
        if (operation.accepted != holds)
            return false;
        if (operation.accepted)
            state = {2, state.epoch, -1};
        return true;
    case Kind::Release:
        if (operation.accepted != holds)
            return false;
        if (operation.accepted)
            state = {0, state.epoch, -1};
        return true;
    case Kind::Cancel:
        if (operation.accepted != (state.status != 2))
            return false;
        if (operation.accepted)
            state = {2, state.epoch, -1};
        return true;
    case Kind::Read:
        return operation.status == state.status && operation.epoch == state.epoch;
    }
    return false;
}

class Search
{
public:
    explicit Search(std::vector<RunOperation> operations)
        : m_operations(std::move(operations))
    {
    }

    bool succeeds(std::uint64_t done, const RunState &state)
    {
        const auto count = m_operations.size();
        if (done == (count == 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << count) - 1))
            return true;
        if (!m_seen.insert({done, state}).second)
            return false;
        // Whatever was answered before another one was called comes before it.
        long long firstAnswer = std::numeric_limits<long long>::max();
        for (std::size_t i = 0; i < count; ++i) {
            if (!(done >> i & 1))
                firstAnswer = std::min(firstAnswer, m_operations[i].to);
        }
        for (std::size_t i = 0; i < count; ++i) {
            if ((done >> i & 1) || m_operations[i].from > firstAnswer)
                continue;
            RunState next = state;
            if (apply(m_operations[i], next) && succeeds(done | std::uint64_t(1) << i, next))
                return true;
        }
        return false;
    }

private:
    std::vector<RunOperation> m_operations;
    std::set<std::pair<std::uint64_t, RunState>> m_seen;
};

} // namespace

bool isLinearizable(std::vector<RunOperation> operations)
{
    std::sort(operations.begin(), operations.end(),
              [](const RunOperation &a, const RunOperation &b) { return a.from < b.from; });
    return Search(std::move(operations)).succeeds(0, {});
}

} // namespace stint::test
