#include "tests/support/testboard.h"

#include <QTest>

namespace stint::test
{

namespace
{

/// A verb written in the test itself.
class ActCommand final : public WriteCommand
{
public:
    ActCommand(std::function<Done(StoreTransaction &, Time)> act, Done &outcome)
        : m_act(std::move(act))
        , m_outcome(outcome)
    {
    }
    bool execute(StoreTransaction &store, Time now) override
    {
        m_outcome = m_act(store, now);
        return m_outcome.has_value();
    }
    void finish(const Done &committed) override
    {
        if (!committed)
            m_outcome = committed;
    }

private:
    std::function<Done(StoreTransaction &, Time)> m_act;
    Done &m_outcome;
};

/// Ends the test run at once: a set-up step that fails makes everything after it meaningless.
template<class T>
T must(Result<T> result, const char *step)
{
    if (!result)
        qFatal("%s: %s", step,
               qPrintable(TestBoard::describe(result.error()) + QLatin1String(" ") + result.error().message));
    return std::move(*result);
}

} // namespace

TestBoard::TestBoard()
{
    open(OpenMode::CreateNew);
}

TestBoard::~TestBoard()
{
    m_board->stop();
    m_file->stop();
}

void TestBoard::open(OpenMode mode)
{
    BoardFile::Settings settings;
    settings.writer.isInline = true;
    settings.readers.threads = 0;
    auto file = BoardFile::open(path(), mode, m_keys, clock, settings);
    if (!file)
        qFatal("open: %s", qPrintable(file.error().text));
    m_file = std::move(*file);
    m_board = std::make_unique<Board>(
        Board::Ports{m_file->writes(), m_file->reads(), clock, ids, executor, notifier, {}, m_file.get()});
    m_board->observe([this](const ChangeSet &change) { m_changes.push_back(change); });
    m_file->start();
}

void TestBoard::reopen(bool orderly)
{
    if (orderly)
        act(sweeper, [](Verb &verb) { verb.store.putMeta("clean_stop", QStringLiteral("yes")); });
    m_board->stop();
    m_file->stop();
    m_board.reset();
    m_file.reset();
    open(OpenMode::OpenExisting);
}

void TestBoard::pump()
{
    if (!m_board->isLocked())
        m_file->writer().runPending();
}

void TestBoard::flush()
{
    if (!m_board->isLocked())
        m_file->writer().flush();
}

QString TestBoard::describe(const Error &error)
{
    const QString code = QLatin1String(errorInfo(error.code).text);
    const QString reason = error.reasonText();
    return reason.isEmpty() ? code : code + QLatin1Char('/') + reason;
}

Done TestBoard::attempt(const Actor &actor, const std::function<Done(Verb &)> &act)
{
    static EngineState state;
    Surroundings world{ids, executor, notifier};
    state = {};
    Done outcome;
    std::vector<std::function<void()>> effects;
    m_file->writer().submit(std::make_unique<ActCommand>(
        [&](StoreTransaction &store, Time now) {
            Verb verb(store, now, actor, state, world);
            Done done = act(verb);
            if (done)
                verb.recordConsequences();
            effects = verb.takeEffects();
            return done;
        },
        outcome));
    pump();
    for (const auto &effect : effects)
        effect();
    return outcome;
}

void TestBoard::act(const Actor &actor, const std::function<void(Verb &)> &work)
{
    const Done done = attempt(actor, [&](Verb &verb) -> Done {
        work(verb);
        return {};
    });
    if (!done)
        qFatal("act: %s", qPrintable(describe(done.error())));
}

void TestBoard::look(const std::function<void(StoreReader &)> &look)
{
    pump();
    flush();
    m_file->readers().submit([&](StoreReader *store, Time, const Done &) {
        if (!store)
            qFatal("the board cannot be read");
        look(*store);
    });
}

TaskId TestBoard::addTask(const QString &title)
{
    TaskCreate request;
    request.title = title;
    return addTask(request);
}

TaskId TestBoard::addTask(TaskCreate request)
{
    if (request.title.isEmpty())
        request.title = QStringLiteral("Task");
    return must(run(human, std::move(request)), "task.create").task.task.id;
}

Run TestBoard::enqueue(const TaskId &task, const QStringList &capabilities)
{
    RunEnqueue request;
    request.taskId = task;
    request.requiredCapabilities = capabilities;
    return must(run(human, request), "run.enqueue").run;
}

Actor TestBoard::addAgent(const QString &name, const QStringList &capabilities, SessionKind kind)
{
    SessionRegister request;
    request.agentName = name;
    request.capabilities = capabilities;
    request.kind = toText(kind);
    return Actor::agent(must(run(human, request), "session.register").session.id);
}

ClaimReply TestBoard::claimNext(const Actor &agent)
{
    return must(run(agent, RunClaimNext{}), "run.claim_next");
}

Task TestBoard::task(const TaskId &id)
{
    return looked<std::optional<Task>>([&](StoreReader &store) { return store.task(id); }).value_or(Task{});
}

Run TestBoard::storedRun(const RunId &id)
{
    return looked<std::optional<Run>>([&](StoreReader &store) { return store.run(id); }).value_or(Run{});
}

std::vector<Event> TestBoard::events(qint64 afterSeq)
{
    return looked<std::vector<Event>>([&](StoreReader &store) { return store.eventsAfter(afterSeq, 100'000); });
}

QStringList TestBoard::eventTypes(qint64 afterSeq)
{
    QStringList types;
    for (const Event &event : events(afterSeq))
        types << event.type;
    return types;
}

qint64 TestBoard::lastSeq()
{
    return looked<qint64>([](StoreReader &store) { return store.lastEventSeq(); });
}

BoardSnapshot TestBoard::snapshotRows()
{
    BoardSnapshot rows;
    look([&](StoreReader &store) {
        for (const TaskId &id : store.allTaskIds()) {
            rows.tasks.push_back(*store.task(id));
            for (const Run &run : store.runsOf(id)) {
                rows.runs.push_back(run);
                const auto claims = store.claimsOf(run.id);
                rows.claims.insert(rows.claims.end(), claims.begin(), claims.end());
                const auto late = store.lateResultsOf(run.id);
                rows.lateResults.insert(rows.lateResults.end(), late.begin(), late.end());
            }
            const auto reviews = store.reviewsOfTask(id);
            rows.reviews.insert(rows.reviews.end(), reviews.begin(), reviews.end());
            const auto edges = store.dependenciesOf(id);
            rows.dependencies.insert(rows.dependencies.end(), edges.begin(), edges.end());
            if (const auto profile = store.profile(id))
                rows.profiles.push_back(*profile);
            if (const auto mark = store.triage(id, human.who))
                rows.triage.push_back(*mark);
        }
        rows.sessions = store.sessions(true);
        rows.scheduler = store.schedulerPause();
        rows.settings = store.settings();
        rows.lastEventSeq = store.lastEventSeq();
    });
    return rows;
}

} // namespace stint::test
