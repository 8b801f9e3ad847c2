#include "tests/server/crowd.h"

#include "app/client/client.h"
#include "app/client/transport.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace stint::test
{

using client::Client;

namespace
{

std::unique_ptr<Client> connectTo(const QString &socketPath)
{
    Client::Options options;
    options.board.explicitSocket = socketPath;
    auto connected = Client::connect(std::move(options));
    return connected ? std::move(*connected) : nullptr;
}

qint64 residentBytes(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4'096 : 0;
}

qint64 newestEvent(Client &board)
{
    const auto health = board.call(SystemHealth{});
    return health ? health->seq : -1;
}

/// What the busy ones share.
struct Load {
    std::atomic<bool> isOver = false;
    std::mutex mutex;
    std::vector<double> claimMs;
    QString failure;

    void fail(const Error &error)
    {
        const std::lock_guard lock(mutex);
        if (failure.isEmpty())
            failure = client::codeText(error) + QLatin1String(": ") + error.message;
        isOver = true;
    }
};

/// One round of a pair: a task is added and started, a run is claimed and completed.
Done oneRound(Client &person, Client &agent, std::vector<double> &claimMs)
{
    TaskCreate create;
    create.title = QStringLiteral("work");
    STINT_TRY_LET(const auto made, person.call(create));
    TaskStart start;
    start.taskId = made.task.task.id;
    STINT_TRY(person.call(start));
    const auto before = std::chrono::steady_clock::now();
    STINT_TRY_LET(const auto claim, agent.call(RunClaimNext{}));
    claimMs.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    if (!claim.claimed)
        return {};
    RunComplete complete;
    complete.lease.runId = claim.run->id;
    STINT_TRY(agent.call(complete));
    return {};
}

void work(const QString &socketPath, int number, Load &load)
{
    const auto person = connectTo(socketPath), agent = connectTo(socketPath);
    if (!person || !agent)
        return load.fail(client::fault(client::Fault::Unreachable, QStringLiteral("a busy one was turned away")));
    SessionRegister session;
    session.agentName = QStringLiteral("busy-%1").arg(number);
    if (const auto registered = agent->registerSession(session); !registered)
        return load.fail(registered.error());
    std::vector<double> claimMs;
    while (!load.isOver) {
        const Done done = oneRound(*person, *agent, claimMs);
        if (!done && done.error().code != ErrorCode::RateLimited)
            load.fail(done.error());
    }
    const std::lock_guard lock(load.mutex);
    load.claimMs.insert(load.claimMs.end(), claimMs.begin(), claimMs.end());
}

/// Keeps \a pairs busy until \a events have been recorded; sorted latencies of their claims.
std::vector<double> keepBusy(const QString &socketPath, Client &observer, int pairs, qint64 events, QString &failure)
{
    Load load;
    EventsSubscribe subscribe;
    const auto begun = observer.call(subscribe);
    if (!begun) {
        failure = begun.error().message;
        return {};
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < pairs; ++i)
        threads.emplace_back([&socketPath, i, &load] { work(socketPath, i, load); });
    const qint64 until = begun->seq + events;
    for (qint64 seen = begun->seq; seen < until && !load.isOver;) {
        const auto notice = observer.waitForNotice(60'000);
        if (!notice) {
            load.fail(notice.error());
        } else if (notice->method == OverflowNotification::name) {
            subscribe.afterSeq = seen;
            if (const auto again = observer.call(subscribe); !again)
                load.fail(again.error());
        } else if (const auto told = client::answerFrom<EventNotification>(notice->params)) {
            seen = told->event.seq;
        }
    }
    load.isOver = true;
    for (auto &thread : threads)
        thread.join();
    failure = load.failure;
    std::sort(load.claimMs.begin(), load.claimMs.end());
    return load.claimMs;
}

double at(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// Whether a subscriber that reads at last finds that it was told of what it missed.
bool wasTold(Client &deaf)
{
    while (true) {
        const auto notice = deaf.waitForNotice(10'000);
        if (!notice)
            return false;
        if (notice->method == OverflowNotification::name)
            return true;
    }
}

} // namespace

CrowdFigures meetCrowd(const QString &socketPath, qint64 pid, const CrowdSize &size)
{
    CrowdFigures figures;
    const auto observer = connectTo(socketPath);
    if (!observer) {
        figures.failure = QStringLiteral("the board is not there");
        return figures;
    }
    // Long enough that the board's own caches are full: what it grows by later is the crowd's.
    const auto baseline =
        keepBusy(socketPath, *observer, size.busy, std::max<qint64>(1, size.events / 2), figures.failure);
    figures.baselineP50Ms = at(baseline, 0.5);
    figures.baselineP99Ms = at(baseline, 0.99);

    const qint64 residentBefore = residentBytes(pid);
    std::vector<std::unique_ptr<Client>> idle, deaf;
    for (int i = 0; i < size.idle; ++i)
        idle.push_back(connectTo(socketPath));
    for (int i = 0; i < size.deaf; ++i) {
        deaf.push_back(connectTo(socketPath));
        if (deaf.back() && !deaf.back()->call(EventsSubscribe{}))
            figures.failure = QStringLiteral("a subscriber was turned away");
    }
    const auto isMissing = [](const std::unique_ptr<Client> &one) { return !one; };
    if (std::any_of(idle.begin(), idle.end(), isMissing) || std::any_of(deaf.begin(), deaf.end(), isMissing))
        figures.failure = QStringLiteral("somebody was turned away");
    if (!figures.failure.isEmpty())
        return figures;
    const qint64 seqBefore = newestEvent(*observer);
    const auto crowd = keepBusy(socketPath, *observer, size.busy, size.events, figures.failure);
    figures.events = newestEvent(*observer) - seqBefore;
    figures.grownBytes = residentBytes(pid) - residentBefore;
    figures.claims = static_cast<qint64>(crowd.size());
    figures.crowdP50Ms = at(crowd, 0.5);
    figures.crowdP99Ms = at(crowd, 0.99);
    figures.overflowed = static_cast<int>(
        std::count_if(deaf.begin(), deaf.end(), [](const std::unique_ptr<Client> &one) { return wasTold(*one); }));
    return figures;
}

} // namespace stint::test
