#pragma once

#include "model/service/board.h"
#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "tests/support/fakes.h"

#include <QTemporaryDir>

namespace stint::test
{

/// Every row a verb could have changed, to show that a refused one changed none.
struct BoardSnapshot {
    std::vector<Task> tasks;
    std::vector<Run> runs;
    std::vector<ClaimRecord> claims;
    std::vector<Review> reviews;
    std::vector<Dependency> dependencies;
    std::vector<LateResult> lateResults;
    std::vector<TriageMark> triage;
    std::vector<Session> sessions;
    std::vector<ExecutionProfile> profiles;
    SchedulerPause scheduler;
    QMap<QString, Json> settings;
    qint64 lastEventSeq = 0;
    bool operator==(const BoardSnapshot &) const = default;
};

/// A real encrypted board in a temporary folder, driven verb by verb on the test's own thread with a clock that stands
/// still. Storage, engine and service are the product's.
class TestBoard
{
public:
    TestBoard();
    ~TestBoard();

    FakeClock clock;
    FakeIdSource ids;
    FakeExecutor executor;
    FakeNotifier notifier;

    Actor human = Actor::human(QStringLiteral("ada"), OriginKind::Cli, QStringLiteral("stint"));
    Actor sweeper = Actor::engine("sweeper");

    /// Executes one verb or read and gives its answer.
    template<Request R>
    Result<typename R::Reply> run(const Actor &actor, R request)
    {
        std::optional<Result<typename R::Reply>> answer;
        m_board->submit<R>(actor, std::move(request),
                           [&](Result<typename R::Reply> result) { answer.emplace(std::move(result)); });
        pump();
        if (!answer)
            return refuse(ErrorCode::Internal, "The verb has not answered.");
        return std::move(*answer);
    }
    template<Request R>
    Result<typename R::Reply> query(const Actor &actor, R request)
    {
        pump();
        flush();
        return run(actor, std::move(request));
    }
    /// The answer as `ok`, `code` or `code/reason`.
    template<Request R>
    QString outcome(const Actor &actor, R request)
    {
        return describe(run(actor, std::move(request)));
    }
    template<class T>
    static QString describe(const Result<T> &result)
    {
        return result ? QStringLiteral("ok") : describe(result.error());
    }
    static QString describe(const Error &error);

    /// Engine acts and set-ups: \a act runs as one verb of \a actor and is committed when it returns without error.
    Done attempt(const Actor &actor, const std::function<Done(Verb &)> &act);
    void act(const Actor &actor, const std::function<void(Verb &)> &act);
    /// Looks at the committed rows.
    void look(const std::function<void(StoreReader &)> &look);
    template<class T>
    T looked(const std::function<T(StoreReader &)> &read)
    {
        T value{};
        look([&](StoreReader &store) { value = read(store); });
        return value;
    }

    // Shorthands that fail the test when they are refused.
    TaskId addTask(const QString &title = QStringLiteral("Task"));
    TaskId addTask(TaskCreate request);
    Run enqueue(const TaskId &task, const QStringList &capabilities = {});
    /// A registered agent.
    Actor addAgent(const QString &name, const QStringList &capabilities = {}, SessionKind kind = SessionKind::Worker);
    ClaimReply claimNext(const Actor &agent);

    Task task(const TaskId &id);
    Run storedRun(const RunId &id);
    std::vector<Event> events(qint64 afterSeq = 0);
    QStringList eventTypes(qint64 afterSeq = 0);
    qint64 lastSeq();
    BoardSnapshot snapshotRows();
    const std::vector<ChangeSet> &changes() const { return m_changes; }

    Board &board() { return *m_board; }
    Writer &writer() { return m_file->writer(); }
    ReaderPool &readers() { return m_file->readers(); }
    QString path() const { return m_folder.filePath(QStringLiteral("board.stint")); }
    /// Executes what waits; commits what lazy verbs left open.
    void pump();
    void flush();
    /// Closes the file and opens it again; \a orderly: with the mark of an orderly stop.
    void reopen(bool orderly);

private:
    void open(OpenMode mode);

    QTemporaryDir m_folder;
    FileKeyStore m_keys;
    std::unique_ptr<BoardFile> m_file;
    std::unique_ptr<Board> m_board;
    std::vector<ChangeSet> m_changes;
};

} // namespace stint::test
