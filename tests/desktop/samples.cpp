#include "tests/desktop/samples.h"

namespace stint::test
{

namespace
{

constexpr qint64 secondMs = 1'000;

}

Sample::Sample(int number, const QString &title, TaskStatus status)
{
    task.id = TaskId(QStringLiteral("task-%1").arg(number, 6, 10, QLatin1Char('0')));
    task.identifier = QStringLiteral("ST-%1").arg(number);
    task.title = title;
    task.status = status;
    age(number * 67);
    if (isTerminal(status))
        task.closedAt = task.lastActivityAt;
}

Sample &Sample::priority(Priority priority)
{
    task.priority = priority;
    return *this;
}

Sample &Sample::labels(const QStringList &labels)
{
    task.labels = labels;
    return *this;
}

Sample &Sample::gate(const char *gate, const QString &text)
{
    task.gate = Gate{QString::fromLatin1(gate), text, {}, {}};
    return *this;
}

Sample &Sample::run(RunStatus status, const QString &agent)
{
    RunChip chip;
    chip.id = RunId(task.id.value + QStringLiteral("-run"));
    chip.status = status;
    chip.agentName = agent;
    if (!agent.isEmpty())
        chip.sessionId = SessionId(QStringLiteral("session-") + agent);
    chip.queuedAt = task.lastActivityAt;
    task.run = chip;
    task.attempts = std::max(task.attempts, 1);
    return *this;
}

Sample &Sample::lease(int whole, int left, int heartbeatAge, const QString &progress)
{
    task.run->leaseDurationMs = whole * secondMs;
    task.run->leaseUntil = sampleNow + left * secondMs;
    task.run->heartbeatAt = sampleNow - heartbeatAge * secondMs;
    task.run->progress = progress;
    return *this;
}

Sample &Sample::attention(AttentionReason reason, const QString &text)
{
    task.run->attention = Attention{reason, text, task.lastActivityAt, {}};
    return *this;
}

Sample &Sample::review(int dueInSeconds)
{
    task.review =
        ReviewRef{ReviewId(QStringLiteral("review")), ReviewStatus::Requested, sampleNow + dueInSeconds * secondMs, {}};
    return *this;
}

Sample &Sample::children(int done, int all)
{
    task.childCount = all;
    task.childrenDone = done;
    return *this;
}

Sample &Sample::comments(int count)
{
    task.commentCount = count;
    return *this;
}

Sample &Sample::cost(qint64 micros, const QString &currency)
{
    task.cost = Cost{micros, currency};
    return *this;
}

Sample &Sample::attempts(int count)
{
    task.attempts = count;
    return *this;
}

Sample &Sample::owner(OwnerKind kind, const QString &ref)
{
    task.owner = OwnerRef{kind, ref};
    return *this;
}

Sample &Sample::age(int seconds)
{
    task.lastActivityAt = sampleNow - seconds * secondMs;
    task.createdAt = task.lastActivityAt - secondMs;
    task.updatedAt = task.lastActivityAt;
    return *this;
}

std::vector<TaskSummary> ordinaryBoard()
{
    const auto s = [](int number, const char *title, TaskStatus status) {
        return Sample(number, QString::fromUtf8(title), status);
    };
    using enum TaskStatus;
    std::vector<TaskSummary> board;
    const auto add = [&board](const Sample &sample) { board.push_back(sample.task); };

    add(s(3, "Write down how a board moves to another machine", Draft)
            .gate("draft", QStringLiteral("Draft: not published yet"))
            .labels({QStringLiteral("docs")}));
    add(s(9, "Try the importer on the old tracker's export", Draft)
            .gate("draft", QStringLiteral("Draft: not published yet"))
            .priority(Priority::Low));

    add(s(12, "Choose the branch for the release build and tag it", Blocked)
            .priority(Priority::Urgent)
            .run(RunStatus::NeedsAttention, QStringLiteral("claude-2"))
            .attention(AttentionReason::NeedsInput,
                       QStringLiteral("Which branch should I build from: main or release/0.1?"))
            .gate("asks", QStringLiteral("Asks: which branch should I build from: main or release/0.1?"))
            .labels({QStringLiteral("release"), QStringLiteral("ci")})
            .comments(2));
    add(s(14, "Rotate the signing key", Blocked)
            .priority(Priority::High)
            .gate("approval_pending", QStringLiteral("Needs approval"))
            .labels({QStringLiteral("security")})
            .owner(OwnerKind::Human, QStringLiteral("ada")));
    add(s(15, "Publish the reference of the socket protocol", Blocked)
            .gate("dependencies", QStringLiteral("Waits for 2 tasks"))
            .labels({QStringLiteral("docs"), QStringLiteral("protocol"), QStringLiteral("api")}));

    add(s(20, "Search finds words in comments", Ready)
            .priority(Priority::High)
            .run(RunStatus::Queued)
            .gate("no_eligible_session", QStringLiteral("No agent is connected"))
            .labels({QStringLiteral("search")})
            .comments(5)
            .age(240));
    add(s(21, "Measure the board with 100,000 tasks and write the numbers down", Ready)
            .run(RunStatus::Queued)
            .labels({QStringLiteral("performance")})
            .attempts(2)
            .age(5'400));
    add(s(22, "Shorten the start of the window", Ready).gate("no_run", QStringLiteral("Not queued")).age(90'000));
    add(s(23, "Let labels be renamed everywhere at once", Ready)
            .priority(Priority::Low)
            .gate("not_before", QStringLiteral("Not before 14:00"))
            .age(200'000));

    add(s(30, "Keep the selection when cards move under it", InProgress)
            .priority(Priority::High)
            .run(RunStatus::Running, QStringLiteral("claude-1"))
            .lease(600, 410, 12, QStringLiteral("running the model tests, 41 of 64"))
            .labels({QStringLiteral("board")})
            .comments(1));
    add(s(31, "Store backups with their own key", InProgress)
            .run(RunStatus::Running, QStringLiteral("codex-7"))
            .lease(600, 70, 350, QStringLiteral("writing the rekey step"))
            .labels({QStringLiteral("storage"), QStringLiteral("security")})
            .attempts(2)
            .children(1, 4)
            .comments(3)
            .cost(1'238'000));
    add(s(32, "Translate the command line's help", InProgress)
            .priority(Priority::Low)
            .run(RunStatus::Claimed, QStringLiteral("gemini-3"))
            .lease(600, 590, 2));

    add(s(40, "Refuse a second owner of the same file", InProgress)
            .review(5'400)
            .gate("review_open", QStringLiteral("In review by reviewer-1"))
            .labels({QStringLiteral("storage")}));

    add(s(51, "Sort columns by hand", Completed).age(3'000));
    add(s(52, "Say why a drop is refused, in words, on the column itself", Completed)
            .labels({QStringLiteral("board")})
            .children(3, 3)
            .age(9'000));
    add(s(53, "Encrypt the board file", Completed)
            .priority(Priority::Urgent)
            .labels({QStringLiteral("storage"), QStringLiteral("security")})
            .comments(8)
            .cost(4'012'345)
            .age(400'000));

    add(s(60, "Package for an image-based system", Failed).attempts(3).labels({QStringLiteral("packaging")}));
    add(s(70, "Cloud synchronisation", Canceled));
    return board;
}

std::vector<TaskSummary> crowdedBoard(int count)
{
    std::vector<TaskSummary> board = ordinaryBoard();
    const std::vector<TaskSummary> kinds = board;
    board.reserve(kinds.size() + static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        TaskSummary task = kinds[static_cast<std::size_t>(i) % kinds.size()];
        task.id = TaskId(QStringLiteral("more-%1").arg(i, 7, 10, QLatin1Char('0')));
        task.identifier = QStringLiteral("ST-%1").arg(1'000 + i);
        task.lastActivityAt = task.lastActivityAt - i * secondMs;
        board.push_back(std::move(task));
    }
    return board;
}

} // namespace stint::test
