#include "model/service/duties.h"
#include "tests/fault/daemon.h"
#include "tests/fault/linear.h"
#include "tests/support/testboard.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <barrier>
#include <chrono>
#include <mutex>
#include <thread>

using namespace stint;
using namespace stint::test;

/// L1, L2 and L3 of the test programme: claims under concurrency.
class ClaimsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historiesAreLinearizable();
    void checkerKnowsRightFromWrong_data();
    void checkerKnowsRightFromWrong();
    void defectiveBoardsAreFound_data();
    void defectiveBoardsAreFound();
    void zombiesAreRefused();
    void exactlyOneWins_data();
    void exactlyOneWins();
};

namespace
{

using Kind = RunOperation::Kind;

long long now()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// What everybody did to each run.
class History
{
public:
    void add(const QString &run, const RunOperation &operation)
    {
        const std::lock_guard lock(m_mutex);
        m_operations[run].push_back(operation);
    }
    bool isLinearizable() const
    {
        return std::all_of(m_operations.begin(), m_operations.end(),
                           [](const auto &entry) { return test::isLinearizable(entry.second); });
    }
    std::size_t operations() const
    {
        std::size_t count = 0;
        for (const auto &[run, operations] : m_operations)
            count += operations.size();
        return count;
    }

private:
    std::mutex m_mutex;
    std::map<QString, std::vector<RunOperation>> m_operations;
};

int stageOf(RunStatus status)
{
    switch (status) {
    case RunStatus::Queued:
        return 0;
    case RunStatus::Claimed:
    case RunStatus::Starting:
    case RunStatus::Running:
    case RunStatus::NeedsAttention:
        return 1;
    case RunStatus::Completed:
    case RunStatus::Failed:
    case RunStatus::Canceled:
        return 2;
    }
    return 2;
}

/// An agent on its own connection that does what it may and what it may not.
class Agent
{
public:
    Agent(int number, const Daemon &daemon)
        : m_number(number)
        , m_random(static_cast<quint32>(number) + 77u)
    {
        auto client = daemon.connect();
        if (!client)
            qFatal("an agent cannot connect");
        m_client = std::move(*client);
        SessionRegister session;
        session.agentName = QStringLiteral("agent-%1").arg(number);
        if (!m_client->registerSession(session))
            qFatal("session.register");
    }

    void act(const std::vector<RunId> &runs, int count, History &history)
    {
        m_epochs.clear();
        for (int i = 0; i < count; ++i)
            step(runs[m_random.bounded(static_cast<quint32>(runs.size()))], history);
        // The next history begins without a claim.
        for (const auto &[run, epoch] : m_epochs) {
            if (epoch > 0)
                lease<RunRelease>(Kind::Release, RunId(run), epoch, history);
        }
    }

private:
    void step(const RunId &run, History &history)
    {
        const int epoch = m_epochs.contains(run.value) ? m_epochs[run.value] : static_cast<int>(m_random.bounded(1, 4));
        switch (m_random.bounded(9)) {
        case 0:
        case 1:
        case 2:
            return claim(run, history);
        case 3:
        case 4:
            return claimNext(history);
        case 5:
            return lease<RunHeartbeat>(Kind::Hold, run, epoch, history);
        case 6:
            return lease<RunComplete>(Kind::Complete, run, epoch, history);
        case 7:
            return lease<RunRelease>(Kind::Release, run, epoch, history);
        default:
            return read(run, history);
        }
    }

    void claim(const RunId &run, History &history)
    {
        RunClaim request;
        request.runId = run;
        request.idempotencyKey = QStringLiteral("key-%1-%2").arg(m_number).arg(++m_keys);
        const long long from = now();
        const auto reply = m_client->call(request);
        const long long to = now();
        // A refusal because of another run says nothing about this one.
        if (!reply && reply.error().code != ErrorCode::InvalidStatusTransition)
            return;
        if (reply)
            m_epochs[run.value] = *reply->leaseEpoch;
        history.add(run.value, {Kind::Claim, m_number, reply ? *reply->leaseEpoch : 0, reply.has_value(), 0, from, to});
    }

    void claimNext(History &history)
    {
        const long long from = now();
        const auto reply = m_client->call(RunClaimNext{});
        const long long to = now();
        if (!reply || !reply->run)
            return;
        m_epochs[reply->run->id.value] = *reply->leaseEpoch;
        history.add(reply->run->id.value, {Kind::Claim, m_number, *reply->leaseEpoch, true, 0, from, to});
    }

    template<Request R>
    void lease(Kind kind, const RunId &run, int epoch, History &history)
    {
        R request;
        request.lease.runId = run;
        request.lease.leaseEpoch = epoch;
        const long long from = now();
        const auto reply = m_client->call(request);
        const long long to = now();
        history.add(run.value, {kind, m_number, epoch, reply.has_value(), 0, from, to});
    }

    void read(const RunId &run, History &history)
    {
        const long long from = now();
        const auto reply = m_client->call(RunGet{run});
        const long long to = now();
        if (reply)
            history.add(run.value,
                        {Kind::Read, m_number, reply->run.leaseEpoch, true, stageOf(reply->run.status), from, to});
    }

    int m_number, m_keys = 0;
    QRandomGenerator m_random;
    std::unique_ptr<client::Client> m_client;
    std::map<QString, int> m_epochs; ///< of own claims, also of those long lost
};

std::vector<RunId> queueRuns(client::Client &person, int count)
{
    std::vector<RunId> runs;
    for (int i = 0; i < count; ++i) {
        TaskCreate create;
        create.title = QStringLiteral("contended");
        const auto created = person.call(create);
        TaskStart start;
        if (created)
            start.taskId = created->task.task.id;
        const auto started = person.call(start);
        if (!started || !started->run)
            qFatal("a run cannot be queued");
        runs.push_back(started->run->id);
    }
    return runs;
}

} // namespace

/// L1: eight connections against the real daemon; each run's operations fit into one order.
void ClaimsTest::historiesAreLinearizable()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_HISTORIES", &given);
    const int histories = given ? asked : 200;
    constexpr int agentCount = 8, runsPerHistory = 5, stepsPerAgent = 9;
    // A session may ask 400 times at once (CON-05); then others take over.
    constexpr int historiesPerCrew = 25;
    QTemporaryDir folder;
    Daemon daemon(folder.path());
    QVERIFY(daemon.start() >= 0);
    auto person = daemon.connect();
    QVERIFY(person.has_value());
    std::vector<std::unique_ptr<Agent>> agents;
    std::size_t operations = 0;
    for (int i = 0; i < histories; ++i) {
        if (i % historiesPerCrew == 0) {
            agents.clear();
            for (int number = 0; number < agentCount; ++number)
                agents.push_back(std::make_unique<Agent>(i * agentCount + number, daemon));
        }
        const auto runs = queueRuns(**person, runsPerHistory);
        History history;
        std::vector<std::thread> threads;
        for (const auto &agent : agents)
            threads.emplace_back([&] { agent->act(runs, stepsPerAgent, history); });
        for (std::thread &thread : threads)
            thread.join();
        for (const RunId &run : runs) {
            const long long from = now();
            const bool canceled = (*person)->call(RunCancel{run, {}, {}, false}).has_value();
            history.add(run.value, {Kind::Cancel, -2, 0, canceled, 0, from, now()});
        }
        QVERIFY2(history.isLinearizable(), qPrintable(QStringLiteral("history %1").arg(i)));
        operations += history.operations();
    }
    qInfo("%d histories, %zu operations", histories, operations);
    QVERIFY(operations > static_cast<std::size_t>(histories) * 20);
}

Q_DECLARE_METATYPE(std::vector<stint::test::RunOperation>)

void ClaimsTest::checkerKnowsRightFromWrong_data()
{
    QTest::addColumn<std::vector<RunOperation>>("operations");
    QTest::addColumn<bool>("isRight");
    const auto row = [](const char *name, bool isRight, std::vector<RunOperation> operations) {
        QTest::newRow(name) << operations << isRight;
    };
    row("claimed, held, completed", true,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Hold, 1, 1, true, 0, 2, 3}, {Kind::Complete, 1, 1, true, 0, 4, 5}});
    row("claims at once, one wins", true, {{Kind::Claim, 1, 1, true, 0, 0, 9}, {Kind::Claim, 2, 0, false, 0, 1, 8}});
    row("both win", false, {{Kind::Claim, 1, 1, true, 0, 0, 9}, {Kind::Claim, 2, 1, true, 0, 1, 8}});
    row("both win, one after the other", false,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Claim, 2, 2, true, 0, 2, 3}});
    row("lost before anybody won", false, {{Kind::Claim, 2, 0, false, 0, 0, 1}, {Kind::Claim, 1, 1, true, 0, 2, 3}});
    row("released in between", true,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Release, 1, 1, true, 0, 2, 9}, {Kind::Claim, 2, 2, true, 0, 3, 8}});
    row("epoch given twice", false,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Release, 1, 1, true, 0, 2, 3}, {Kind::Claim, 2, 1, true, 0, 4, 5}});
    row("held with an old epoch", false,
        {{Kind::Claim, 1, 1, true, 0, 0, 1},
         {Kind::Release, 1, 1, true, 0, 2, 3},
         {Kind::Claim, 1, 2, true, 0, 4, 5},
         {Kind::Hold, 1, 1, true, 0, 6, 7}});
    row("completed by somebody else", false,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Complete, 2, 1, true, 0, 2, 3}});
    row("read what was long over", false,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Complete, 1, 1, true, 0, 2, 3}, {Kind::Read, 3, 1, true, 1, 4, 5}});
    row("read while it changed", true,
        {{Kind::Claim, 1, 1, true, 0, 0, 1}, {Kind::Complete, 1, 1, true, 0, 2, 6}, {Kind::Read, 3, 1, true, 1, 4, 5}});
    row("canceled twice", false, {{Kind::Cancel, 1, 0, true, 0, 0, 1}, {Kind::Cancel, 2, 0, true, 0, 2, 3}});
}

void ClaimsTest::checkerKnowsRightFromWrong()
{
    QFETCH(std::vector<RunOperation>, operations);
    QFETCH(bool, isRight);
    QCOMPARE(isLinearizable(operations), isRight);
}

namespace
{

enum class Bug { None, SkipsEpoch, SkipsOwner, TwoClocks, AnswersEarly, StaleReads, RepeatsClaim };

/// A board of one run with a bug, used by several clients at once; its histories must be refused.
class BuggyRun
{
public:
    explicit BuggyRun(Bug bug)
        : m_bug(bug)
    {
    }

    RunOperation act(int client, Kind kind, int epoch)
    {
        RunOperation told{kind, client, epoch, false, 0, now(), 0};
        if (kind == Kind::Claim && m_bug == Bug::AnswersEarly) {
            const int status = m_status;
            std::this_thread::yield();
            decide(told, status);
        } else {
            const std::lock_guard lock(m_mutex);
            decide(told, m_status);
        }
        told.to = now();
        return told;
    }

private:
    void decide(RunOperation &told, int status)
    {
        bool holds = status == 1 && (m_holder == told.client || m_bug == Bug::SkipsOwner) &&
                     (m_epoch == told.epoch || m_bug == Bug::SkipsEpoch);
        // The renewal thinks the lease lives when the sweeper thinks it has ended.
        if (m_bug == Bug::TwoClocks && told.kind == Kind::Hold && m_lastHolder == told.client)
            holds = true;
        switch (told.kind) {
        case Kind::Claim:
            told.accepted = status == 0 || (m_bug == Bug::RepeatsClaim && m_holder == told.client && status == 1);
            if (told.accepted) {
                m_status = 1;
                m_holder = m_lastHolder = told.client;
                ++m_epoch;
            }
            told.epoch = told.accepted ? m_epoch.load() : 0;
            break;
        case Kind::Hold:
            told.accepted = holds;
            break;
        case Kind::Complete:
        case Kind::Release:
            told.accepted = holds;
            if (holds) {
                m_status = told.kind == Kind::Complete ? 2 : 0;
                m_holder = -1;
            }
            break;
        case Kind::Cancel:
            told.accepted = status != 2;
            m_status = 2;
            break;
        case Kind::Read:
            told.accepted = true;
            if (m_bug != Bug::StaleReads || ++m_reads % 3 == 0) {
                m_seenStatus = status;
                m_seenEpoch = m_epoch;
            }
            told.status = m_seenStatus;
            told.epoch = m_seenEpoch;
            break;
        }
    }

    const Bug m_bug;
    std::mutex m_mutex;
    std::atomic<int> m_status = 0, m_holder = -1, m_epoch = 0;
    int m_lastHolder = -1, m_reads = 0, m_seenStatus = 0, m_seenEpoch = 0;
};

} // namespace

Q_DECLARE_METATYPE(Bug)

void ClaimsTest::defectiveBoardsAreFound_data()
{
    QTest::addColumn<Bug>("bug");
    QTest::newRow("no bug") << Bug::None;
    QTest::newRow("skips the epoch") << Bug::SkipsEpoch;
    QTest::newRow("skips the owner") << Bug::SkipsOwner;
    QTest::newRow("renewal and sweep compare differently") << Bug::TwoClocks;
    QTest::newRow("decides on what it read before") << Bug::AnswersEarly;
    QTest::newRow("reads from an old snapshot") << Bug::StaleReads;
    QTest::newRow("claims again what the caller has") << Bug::RepeatsClaim;
}

void ClaimsTest::defectiveBoardsAreFound()
{
    QFETCH(Bug, bug);
    constexpr std::array kinds{Kind::Claim, Kind::Claim, Kind::Hold, Kind::Release, Kind::Read, Kind::Complete};
    bool found = false;
    for (int history = 0; history < 200 && !found; ++history) {
        BuggyRun run(bug);
        std::array<std::vector<RunOperation>, 4> told;
        std::barrier begin(static_cast<std::ptrdiff_t>(told.size()));
        std::vector<std::thread> threads;
        for (int client = 0; client < 4; ++client) {
            threads.emplace_back([&, client] {
                QRandomGenerator random(static_cast<quint32>(history * 4 + client));
                begin.arrive_and_wait();
                int epoch = 1;
                for (int i = 0; i < 14; ++i) {
                    const auto kind = kinds[random.bounded(i < 10 ? 5u : 6u)];
                    const auto operation = run.act(client, kind, random.bounded(3) == 0 ? epoch : std::max(1, epoch));
                    if (kind == Kind::Claim && operation.accepted)
                        epoch = operation.epoch;
                    else if (random.bounded(3) == 0)
                        ++epoch;
                    told[static_cast<std::size_t>(client)].push_back(operation);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        std::vector<RunOperation> all;
        for (const auto &part : told)
            all.insert(all.end(), part.begin(), part.end());
        found = !isLinearizable(all);
    }
    QCOMPARE(found, bug != Bug::None);
}

/// L2: whoever sleeps through its lease and wakes up after another one has taken over changes nothing (LSE-02, EXP-03).
void ClaimsTest::zombiesAreRefused()
{
    TestBoard board;
    QRandomGenerator random(5);
    const Actor sleeper = board.addAgent(QStringLiteral("sleeper")), other = board.addAgent(QStringLiteral("other"));
    const auto told = [&](const Actor &agent, const Run &run, std::optional<int> epoch, int verb) {
        LeaseProof proof{run.id, epoch, {}};
        switch (verb) {
        case 0:
            return board.outcome(agent, RunHeartbeat{proof, {}, {}, {}});
        case 1:
            return board.outcome(agent, RunStart{proof, QStringLiteral("late-%1").arg(run.leaseEpoch), {}});
        case 2:
            return board.outcome(agent, RunRelease{proof, {}, {}});
        case 3:
            return board.outcome(agent, RunFail{proof, QStringLiteral("late"), {}, {}, {}});
        default:
            return board.outcome(agent, RunComplete{proof, {}, {}, {}, {}});
        }
    };
    for (int round = 0; round < 200; ++round) {
        board.enqueue(board.addTask());
        const ClaimReply first = board.claimNext(sleeper);
        QVERIFY(first.run.has_value());
        board.clock.advance(*first.run->leaseDurationMs + random.bounded(100'000));
        board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
        const ClaimReply second = board.claimNext(other);
        QCOMPARE(second.run->id.value, first.run->id.value);
        const Run held = board.storedRun(second.run->id);
        const int verb = static_cast<int>(random.bounded(5));
        const auto epoch = random.bounded(2) ? first.leaseEpoch : std::nullopt;
        const QString late = told(sleeper, held, epoch, verb);
        QVERIFY2(late.startsWith(QStringLiteral("lease_lost")) ||
                     late.startsWith(QStringLiteral("invalid_claim_token")),
                 qPrintable(QStringLiteral("verb %1: %2").arg(verb).arg(late)));
        QVERIFY2(board.storedRun(held.id) == held, "the new holder's run was changed");
        QCOMPARE(told(other, held, second.leaseEpoch, 0), QStringLiteral("ok"));
        QCOMPARE(told(other, held, second.leaseEpoch, 4), QStringLiteral("ok"));
    }
}

void ClaimsTest::exactlyOneWins_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("by name") << 0;
    QTest::newRow("the next one") << 1;
    QTest::newRow("by name, after its lease has ended") << 2;
}

/// L3: sixty-four claims of one run at once.
void ClaimsTest::exactlyOneWins()
{
    QFETCH(int, way);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_CONTESTS", &given);
    const int rounds = given ? asked : 170; // three ways: 510
    constexpr int contenders = 64;
    TestBoard board;
    std::vector<Actor> agents;
    for (int i = 0; i < contenders; ++i)
        agents.push_back(board.addAgent(QStringLiteral("agent-%1").arg(i)));
    const Actor absent = board.addAgent(QStringLiteral("absent"));
    const QString refusal = way == 1 ? QStringLiteral("no_claimable_run") : QStringLiteral("invalid_status_transition");
    for (int round = 0; round < rounds; ++round) {
        const Run run = board.enqueue(board.addTask());
        if (way == 2) {
            board.clock.advance(*board.claimNext(absent).run->leaseDurationMs);
            board.act(board.sweeper, [](Verb &verb) { QVERIFY(sweepExpired(verb)); });
        }
        // All at once from many threads; the writer gets them in whatever order the threads come.
        std::vector<std::optional<Result<ClaimReply>>> told(contenders);
        constexpr int threadCount = 8;
        std::barrier begin(threadCount);
        std::vector<std::thread> threads;
        for (int thread = 0; thread < threadCount; ++thread) {
            threads.emplace_back([&, thread] {
                begin.arrive_and_wait();
                for (int i = thread; i < contenders; i += threadCount) {
                    const auto index = static_cast<std::size_t>(i);
                    const auto answer = [&told, index](Result<ClaimReply> reply) { told[index] = std::move(reply); };
                    if (way == 1) {
                        board.board().submit<RunClaimNext>(agents[index], {}, answer);
                    } else {
                        RunClaim claim;
                        claim.runId = run.id;
                        claim.idempotencyKey = QStringLiteral("key-%1").arg(round);
                        board.board().submit<RunClaim>(agents[index], claim, answer);
                    }
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        board.pump();
        int winner = -1;
        for (int i = 0; i < contenders; ++i) {
            const auto &reply = told[static_cast<std::size_t>(i)];
            QVERIFY(reply.has_value());
            if (reply->has_value()) {
                QCOMPARE(winner, -1);
                QCOMPARE((*reply)->leaseEpoch.value_or(0), way == 2 ? 2 : 1);
                winner = i;
            } else {
                QVERIFY2(TestBoard::describe(reply->error()).startsWith(refusal),
                         qPrintable(TestBoard::describe(reply->error())));
            }
        }
        QVERIFY(winner >= 0);
        RunComplete complete;
        complete.lease.runId = run.id;
        QVERIFY(board.run(agents[static_cast<std::size_t>(winner)], complete));
    }
}

STINT_REGISTER_TEST(ClaimsTest)
#include "tst_claims.moc"
