#include "tests/bench/reads.h"

#include "tests/bench/bigboard.h"

#include <cstdio>

namespace stint::bench
{

using stint::test::TestBoard;

namespace
{

void print(const char *what, const std::vector<double> &micros)
{
    std::printf("%-44s %10.2f ms %10.2f ms\n", what, quantile(micros, 0.5) / 1e3, quantile(micros, 0.99) / 1e3);
    std::fflush(stdout);
}

std::vector<double> lists(TestBoard &board, TaskFilter filter)
{
    return timed(200, [&] {
        if (!board.run(board.human, TaskList{filter}))
            qFatal("task.list");
    });
}

} // namespace

int reads(int tasks)
{
    TestBoard board;
    fill(board, tasks);
    const Actor agent = board.addAgent(QStringLiteral("bench"));
    std::printf("%d tasks%32s %13s %13s\n", tasks, "", "median", "p99");
    print("close, open and first claim", timed(3, [&] {
              board.reopen(true);
              const ClaimReply claim = board.claimNext(agent);
              RunComplete complete;
              complete.lease.runId = claim.run->id;
              if (!board.run(agent, complete))
                  qFatal("run.complete");
          }));
    TaskFilter filter;
    print("first page by activity", lists(board, filter));
    filter.status = QStringLiteral("ready");
    print("first page of one column", lists(board, filter));
    filter.order = QStringLiteral("priority");
    print("first page of one column by priority", lists(board, filter));
    filter = {};
    filter.search = QStringLiteral("task");
    print("search: a word of every task", lists(board, filter));
    filter.search = QStringLiteral("task 4711");
    print("search: a rare word", lists(board, filter));
    filter.search = QStringLiteral("47");
    print("search: a prefix", lists(board, filter));
    return 0;
}

} // namespace stint::bench
