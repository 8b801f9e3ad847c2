#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <condition_variable>
#include <future>
#include <mutex>

using namespace stint;
using namespace stint::test;

/// The duties on threads of their own, as a served board does them: what they are called by and that all are done.
class LiveDutiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsSignTheirActs();
};

namespace
{

/// A board with all its threads and a clock that only the test moves.
class LiveBoard
{
public:
    LiveBoard()
    {
        auto file = BoardFile::open(m_folder.filePath(q("board.stint")), OpenMode::CreateNew, m_keys, clock,
                                    BoardFile::Settings{});
        if (!file)
            qFatal("open: %s", qPrintable(file.error().text));
        m_file = std::move(*file);
        m_board = std::make_unique<Board>(
            Board::Ports{m_file->writer(), m_file->readers(), clock, m_ids, executor, m_notifier});
        m_board->observe([this](const ChangeSet &changes) {
            const std::lock_guard lock(m_mutex);
            m_events.insert(m_events.end(), changes.events.begin(), changes.events.end());
            m_changed.notify_all();
        });
        m_file->start();
        std::promise<bool> started;
        m_board->start([&](const Done &outcome) { started.set_value(outcome.has_value()); });
        if (!started.get_future().get())
            qFatal("the board does not start");
    }
    ~LiveBoard()
    {
        m_board->stop();
        m_file->stop();
    }

    template<Request R>
    typename R::Reply done(const Actor &actor, R request)
    {
        std::promise<Result<typename R::Reply>> answered;
        m_board->submit<R>(actor, std::move(request),
                           [&](Result<typename R::Reply> result) { answered.set_value(std::move(result)); });
        auto result = answered.get_future().get();
        if (!result)
            qFatal("%s: %s", R::method.name, qPrintable(TestBoard::describe(result.error())));
        return std::move(*result);
    }
    void set(const char *key, const char *value) { done(human, SettingsSet{QLatin1String(key), {value}}); }
    Actor addAgent(const char *name)
    {
        SessionRegister request;
        request.agentName = q(name);
        return Actor::agent(done(human, request).session.id);
    }
    Run enqueue(const QStringList &capabilities = {})
    {
        TaskCreate create;
        create.title = q("Task");
        RunEnqueue enqueue;
        enqueue.taskId = done(human, create).task.task.id;
        enqueue.requiredCapabilities = capabilities;
        return done(human, enqueue).run;
    }
    /// Waits until an event of that type was committed: who did it and by which way, as `<actor> by <origin>`.
    QString signer(const char *type)
    {
        std::unique_lock lock(m_mutex);
        const Event *found = nullptr;
        m_changed.wait(lock, [&] {
            for (const Event &event : m_events) {
                if (event.type == QLatin1String(type))
                    found = &event;
            }
            return found != nullptr;
        });
        return found->actor.text() + q(" by ") + toText(found->origin.kind) + q(":") + found->origin.ref;
    }
    bool keepsAnswer(const char *requestId)
    {
        std::promise<bool> kept;
        m_file->readers().submit([&](StoreReader *store, Time, const Done &) {
            kept.set_value(store && store->storedAnswer(human.who.text(), q(requestId)));
        });
        return kept.get_future().get();
    }
    Board &board() { return *m_board; }

    FakeClock clock;
    FakeExecutor executor;
    Actor human = Actor::human(q("ada"), OriginKind::Cli, q("stint"));

private:
    QTemporaryDir m_folder;
    FileKeyStore m_keys;
    FakeIdSource m_ids;
    FakeNotifier m_notifier;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Event> m_events;
    std::unique_ptr<BoardFile> m_file;
    std::unique_ptr<Board> m_board;
};

QString engine(const char *part)
{
    return q("daemon:") + q(part) + q(" by daemon:") + q(part);
}

} // namespace

void LiveDutiesTest::partsSignTheirActs()
{
    // ACT-04, with SWP-01 and SWP-02: each part of the engine acts under its own name when its time has come.
    LiveBoard board;
    QCOMPARE(board.signer("engine.started"), engine("recovery"));
    for (const char *step : {"fan_out_after", "spawn_after", "event_after", "needs_attention_after"})
        board.set((QByteArray("starvation.") + step).constData(), "1");
    board.executor.catalogued = true;
    board.enqueue();
    board.done(board.addAgent("worker"), RunClaimNext{});
    board.enqueue({q("gpu")});
    board.board().disconnectSession(board.addAgent("idle").session());
    std::promise<void> kept;
    board.board().submitOnce<SchedulerResume>(
        board.human, {}, {q("r1"), "p", [](const QByteArray &) {}},
        [](const SchedulerStatus &) { return QByteArray("a"); },
        [&](const Result<SchedulerStatus> &) { kept.set_value(); });
    kept.get_future().get();
    QVERIFY(board.keepsAnswer("r1"));

    board.clock.advance(24LL * 3'600'000 + 1);
    board.set("sweeper.interval_ms", "14000"); // lets the board look at its clock
    QCOMPARE(board.signer("task.run_lease_expired"), engine("sweeper"));
    QCOMPARE(board.signer("session.ended"), engine("sweeper")); // the last duty of a sweep
    QVERIFY(!board.keepsAnswer("r1"));                          // MTH-02
    QCOMPARE(board.signer("task.run_starved"), engine("scheduler"));
    QCOMPARE(board.signer("task.run_needs_attention"), engine("scheduler"));

    const Run run = board.enqueue();
    board.done(board.human, claimOf(run.id));
    RunStart start = startOf(run.id);
    start.launch = LaunchRequest{};
    board.done(board.human, start);
    board.done(board.human, SchedulerResume{}); // what follows the commit before has happened
    board.executor.launches.front().failed(q("no such program"));
    QCOMPARE(board.signer("task.run_failed"), engine("dispatcher"));
}

STINT_REGISTER_TEST(LiveDutiesTest)
#include "tst_liveduties.moc"
