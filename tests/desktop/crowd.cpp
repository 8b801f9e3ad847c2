#include "tests/desktop/crowd.h"

#include "model/service/reconcile.h"
#include "model/service/runlife.h"

namespace stint::test
{

namespace
{

constexpr int chunk = 5'000, agents = 40;
constexpr qint64 minuteMs = 60'000;

const QStringList &titles()
{
    static const QStringList words{
        QStringLiteral("Search finds words in comments"),
        QStringLiteral("Keep the selection when cards move under it"),
        QStringLiteral("Refuse a second owner of the same file"),
        QStringLiteral("Write down how a board moves to another machine"),
        QStringLiteral("Rotate the signing key"),
        QStringLiteral("Explain in the manual how an operator takes a lease back from an agent that went away without "
                       "saying so, and what becomes of its result"),
        QStringLiteral("Store backups with their own key"),
        QStringLiteral("Shorten the start of the window"),
        QStringLiteral("Aufgaben ordnen 整理任务 ترتيب"),
    };
    return words;
}

/// Of ten tasks: four wait for an agent, two for a person, one is a draft, two are done, one was given up.
Task taskOf(int index, const Verb &verb)
{
    static const QStringList labels{QStringLiteral("docs"), QStringLiteral("storage"), QStringLiteral("security"),
                                    QStringLiteral("board"), QStringLiteral("performance")};
    Task task;
    task.id = TaskId(QStringLiteral("task-%1").arg(index, 9, 10, QLatin1Char('0')));
    task.identifier = QStringLiteral("ST-%1").arg(index + 1);
    task.title = titles().at(index % titles().size());
    task.priority = static_cast<Priority>(index * 7 % 4);
    task.labels = {labels.at(index % labels.size())};
    if (index % 3 == 0)
        task.labels += labels.at((index + 2) % labels.size());
    task.createdBy = verb.actor.who;
    task.origin = verb.actor.origin;
    task.createdAt = task.updatedAt = verb.now - index % 9'000 * minuteMs;
    switch (index % 10) {
    case 4:
    case 5:
        task.approvalPolicy = ApprovalPolicy::Manual;
        task.approvalState = ApprovalState::Pending;
        task.status = TaskStatus::Blocked;
        break;
    case 6:
        task.status = TaskStatus::Draft;
        break;
    case 7:
    case 8:
        task.status = TaskStatus::Completed;
        task.closedAt = task.updatedAt;
        break;
    case 9:
        task.status = TaskStatus::Canceled;
        task.closedAt = task.updatedAt;
        break;
    default:
        break;
    }
    return task;
}

void fillChunk(Verb &verb, int from, int to)
{
    for (int index = from; index < to; ++index) {
        const Task task = taskOf(index, verb);
        verb.insert(task);
        JsonWriter payload;
        payload.beginObject();
        payload.member("status", QString(toText(task.status)));
        payload.endObject();
        verb.record("task.created", task.id, {}, std::move(payload));
        if (task.status != TaskStatus::Ready)
            continue;
        NewRun options;
        if (index % 50 == 1)
            options.requiredCapabilities = {QStringLiteral("gpu")};
        createRun(verb, task.id, options);
        refreshReady(verb, task.id);
    }
}

template<class T>
void mustSucceed(const Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
}

void letAgentsWork(TestBoard &board)
{
    for (int i = 0; i < agents; ++i) {
        const Actor agent = board.addAgent(
            (i % 3 ? QStringLiteral("claude-%1") : QStringLiteral("a-rather-long-agent-name-%1")).arg(i));
        if (i % 8 == 7)
            continue;
        const RunId run = board.claimNext(agent).run->id;
        RunStart start;
        start.lease.runId = run;
        start.idempotencyKey = QStringLiteral("start");
        mustSucceed(board.run(agent, start));
        RunHeartbeat beat;
        beat.lease.runId = run;
        beat.progress = QStringLiteral("reading module %1 of 40").arg(i);
        beat.usage = Usage{};
        beat.usage->totalTokens = 1'234 * i * i;
        beat.usage->costMicros = 71'000 * i;
        beat.usage->currency = QStringLiteral("USD");
        mustSucceed(board.run(agent, beat));
        board.clock.advance(3'000);
    }
    board.flush();
}

} // namespace

void fillCrowd(TestBoard &board, int count)
{
    for (int from = 0; from < count; from += chunk)
        board.act(board.human, [&](Verb &verb) { fillChunk(verb, from, std::min(from + chunk, count)); });
    letAgentsWork(board);
}

} // namespace stint::test
