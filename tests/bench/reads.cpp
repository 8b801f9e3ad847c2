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

std::vector<double> lists(TestBoard &board, const TaskFilter &filter, int rounds = 200)
{
    return timed(rounds, [&] {
        if (!board.run(board.human, TaskList{filter}))
            qFatal("task.list");
    });
}

/// Searched for the first time since words of the board changed, and again.
void search(TestBoard &board, const char *what, const QString &text)
{
    TaskFilter filter;
    filter.search = text;
    std::vector<double> first;
    for (int round = 0; round < 30; ++round) {
        const TaskId id(QStringLiteral("task-%1").arg(round, 9, 10, QLatin1Char('0')));
        if (!board.run(board.human, TaskComment{id, QStringLiteral("noted")}))
            qFatal("task.comment");
        first.push_back(lists(board, filter, 1).front());
    }
    print(qPrintable(QStringLiteral("search: %1, first time").arg(QLatin1String(what))), first);
    print(qPrintable(QStringLiteral("search: %1, again").arg(QLatin1String(what))), lists(board, filter));
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
    filter.status.clear();
    filter.order.clear();
    filter.priority = QStringLiteral("urgent");
    print("first page of the urgent ones", lists(board, filter));
    search(board, "a word of every task", QStringLiteral("task"));
    search(board, "a common and a rare word", QStringLiteral("task 4711"));
    search(board, "a prefix", QStringLiteral("47"));
    search(board, "a letter", QStringLiteral("4"));
    return 0;
}

} // namespace stint::bench
