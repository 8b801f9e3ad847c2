#pragma once

#include "model/service/board.h"
#include "model/service/clockkeeper.h"
#include "storage/engine/readerpool.h"
#include "storage/engine/writer.h"
#include "storage/queries/sqlstore.h"
#include "storage/sql/connection.h"
#include "tests/fault/memorydisk.h"
#include "tests/support/fakes.h"

#include <QTemporaryDir>

#include <deque>

namespace stint::test
{

/// What is wrong with the engine on purpose; the checks must find it.
enum class Defect {
    None,
    AnswersEarly,  ///< before the commit
    IgnoresFaults, ///< a failed commit is answered as if it had succeeded
};

/// A new board as bytes, its key, and the name under which connections find it. Made once.
struct Ground {
    QTemporaryDir folder;
    std::shared_ptr<ConnectionSpec> spec;
    DiskImage empty;
    static Ground &instance();
    std::string file() const { return spec->path.toStdString(); }
    std::string log() const { return file() + "-wal"; }
};

/// The simplest group commit that could be right, and the defects it can have.
class DefectiveWriter final : public WriteEngine
{
public:
    DefectiveWriter(std::unique_ptr<Connection> connection, Writer::Reopen reopen, Clock &clock, Defect defect);
    void submit(std::unique_ptr<WriteCommand> command) override { m_queue.push_back(std::move(command)); }
    void observe(std::function<void(const ChangeSet &)> observer) override { m_observers.push_back(observer); }
    void runPending();

private:
    void executeBatch();
    std::optional<StoreError> reopen();

    std::unique_ptr<Connection> m_connection;
    const Writer::Reopen m_reopen;
    std::unique_ptr<SqlStore> m_store;
    Clock &m_clock;
    const Defect m_defect;
    std::deque<std::unique_ptr<WriteCommand>> m_queue;
    std::vector<std::function<void(const ChangeSet &)>> m_observers;
    qint64 m_revision = 0;
};

/// The product's board, verbs and engine on a MemoryDisk, driven on the test's own thread.
class DiskBoard
{
public:
    struct Options {
        Defect defect = Defect::None;
        const char *pragma = nullptr; ///< executed on the writer's connection: other defects
        int cacheKiB = 4'096;
        qint64 logBytes = 100'000; ///< the log is moved into the file beyond this
    };

    /// Opens what is on the disk. The ids go on where another board stopped when they share \a ids.
    DiskBoard(Clock &clock, IdSource &ids, const Options &options);
    ~DiskBoard();
    /// Blank, or why the board could not be opened.
    const QString &fault() const { return m_fault; }

    Board &board() { return *m_board; }
    template<Request R>
    void submit(
        const Actor &actor, R request, Board::Answer<R> answer = [](const auto &) {})
    {
        m_board->submit<R>(actor, std::move(request), std::move(answer));
    }
    template<Request R>
    Result<typename R::Reply> run(const Actor &actor, R request)
    {
        Result<typename R::Reply> answer = refuse(ErrorCode::Internal, "The verb has not answered.");
        submit<R>(actor, std::move(request), [&](Result<typename R::Reply> result) { answer = std::move(result); });
        pump();
        return answer;
    }
    /// Work of the engine's own, such as a sweep.
    void act(const std::function<void(Verb &)> &work);
    void look(const std::function<void(StoreReader &)> &look);
    void pump();
    void flush();
    /// A reader looks at the board as it is now until it is told to let go: only a part of the log can be moved.
    void holdSnapshot();
    void letSnapshotGo();
    /// Moves the log into the file and closes, as an orderly stop does.
    void stop();
    qint64 checkpoints() const { return m_writer ? m_writer->figures().checkpoints : 0; }
    /// The invariants of section 21 and of the file that do not hold.
    QString problems();

    Actor human = Actor::human(QStringLiteral("ada"), OriginKind::Cli, QStringLiteral("stint"));
    FakeExecutor executor;
    FakeNotifier notifier;

private:
    Clock &m_clock;
    IdSource &m_ids;
    LeaseClockKeeper m_clockKeeper{m_ids};
    QString m_fault;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<DefectiveWriter> m_defective;
    std::unique_ptr<ReaderPool> m_readers;
    std::unique_ptr<Connection> m_holder;
    std::unique_ptr<SqlStore> m_snapshot; ///< of the holder, while it holds one
    std::unique_ptr<Board> m_board;
};

/// What a file holds, seen by the library alone.
struct BoardFacts {
    QString fault; ///< why it cannot be read; blank
    qint64 commits = -1, lastEvent = 0;
    quint64 digest = 0; ///< of every row of every table; 0 when not asked for
};
enum class Depth {
    Counts, ///< the two numbers
    Digest, ///< and every row
    Pages,  ///< and the structure of the file, the foreign keys and the MAC of every page
};
/// Opens what is on the current disk and looks. Leaves the disk as recovery made it.
BoardFacts inspect(Depth depth);

} // namespace stint::test

Q_DECLARE_METATYPE(stint::test::Defect)
