#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <atomic>
#include <future>

#include <signal.h>
#include <sys/resource.h>

using namespace stint;
using namespace stint::test;

/// The engine: batches, savepoints, lazy commands, faults, stop.
class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCommitPerBatch();
    void whoComesMeanwhileIsInTheSameCommit();
    void aBatchTakesInNoMoreThanItsLimit();
    void refusalsLeaveNeighboursAlone();
    void contradictionsCostTheirOwnCommandOnly();
    void refusalsForceNoCommit();
    void refusedItemsForceNoCommit();
    void lazyCommandsForceNoCommit();
    void lazyCommandsAreCommittedWithTheNextDurableOne();
    void lazyCommandsAreCommittedInTime();
    void faultsAreSticky();
    void fullQueueRefusesAtOnce();
    void stopAnswersEverybody();
    void afterStopNothingIsTaken();
    void lastCommandIsTheLast();
    void failedCommitAnswersAllAndRecovers();
    void clockIsReadOncePerBatch();
    void discontinuityIsCorrectedAheadOfTheBatch();
    void correctionIsOwedUntilItIsMade();
    void readersSeeTheLastCommit();
    void readsAreRefusedAfterStop();
    void manyThreadsShareCommits();
    void logIsMovedIntoTheFile();

private:
    using Trace = std::shared_ptr<Act::Trace>;
    static Trace submit(Writer &writer, std::function<bool(StoreTransaction &, Time)> work, bool lazy = false)
    {
        auto trace = std::make_shared<Act::Trace>();
        writer.submit(std::make_unique<Act>(std::move(work), trace, lazy));
        return trace;
    }
    static std::function<bool(StoreTransaction &, Time)> add(const QString &id, bool keep = true)
    {
        return [=](StoreTransaction &store, Time now) {
            store.insertTask(plainTask(id, now));
            store.appendEvent(fullEvent(QStringLiteral("evt-") + id, TaskId(id)));
            return keep;
        };
    }
    static QStringList tasksIn(BoardFile &board)
    {
        QStringList names;
        board.readers().submit([&](StoreReader *store, Time, const Done &) {
            Q_ASSERT(store);
            for (const TaskId &id : store->allTaskIds())
                names.append(id.value);
        });
        return names;
    }
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
};

void WriterTest::oneCommitPerBatch()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    std::vector<ChangeSet> news;
    bool answeredBeforeNews = false;
    std::vector<Trace> traces;
    board->writer().observe([&](const ChangeSet &changes) {
        for (const Trace &trace : traces)
            answeredBeforeNews = answeredBeforeNews || trace->finished;
        news.push_back(changes);
    });
    for (const char *name : {"a", "b", "c"})
        traces.push_back(submit(board->writer(), add(text(name))));
    board->writer().runPending();
    QCOMPARE(news.size(), std::size_t(1));
    QVERIFY(!answeredBeforeNews);
    QCOMPARE(news[0].revision, 1);
    QCOMPARE(news[0].events.size(), std::size_t(3));
    QCOMPARE(news[0].events[2].seq, 3);
    QVERIFY(news[0].tasks == (std::vector{TaskId(text("a")), TaskId(text("b")), TaskId(text("c"))}));
    for (const Trace &trace : traces)
        QVERIFY(trace->finished && trace->outcome);
    QCOMPARE(board->writer().figures().commits, 1);
    submit(board->writer(), add(text("d")));
    board->writer().runPending();
    QCOMPARE(news.size(), std::size_t(2));
    QCOMPARE(news[1].revision, 2);
    QCOMPARE(tasksIn(*board).size(), 4);
}

/// Also after a lazy command: agents beat and call again at once.
void WriterTest::whoComesMeanwhileIsInTheSameCommit()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    Writer &writer = board->writer();
    Trace second, third;
    submit(writer, [&](StoreTransaction &store, Time now) {
        second = submit(
            writer,
            [&](StoreTransaction &, Time) {
                third = submit(writer, add(text("c")));
                return true;
            },
            true);
        return add(text("a"))(store, now);
    });
    writer.runPending();
    QVERIFY(second && third && third->finished && third->outcome);
    QCOMPARE(writer.figures().commits, 1);
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("c")}));
}

void WriterTest::aBatchTakesInNoMoreThanItsLimit()
{
    Place place;
    auto settings = Place::inlineSettings();
    settings.writer.batchMax = 3;
    auto board = std::move(*place.open(OpenMode::CreateNew, settings));
    int begun = 0;
    std::function<bool(StoreTransaction &, Time)> chain = [&](StoreTransaction &store, Time now) {
        const QString name = QString::number(++begun);
        if (begun < 7)
            submit(board->writer(), chain);
        return add(name)(store, now);
    };
    submit(board->writer(), chain);
    board->writer().runPending();
    QCOMPARE(begun, 7);
    QCOMPARE(board->writer().figures().commits, 3);
}

void WriterTest::refusalsLeaveNeighboursAlone()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    std::vector<ChangeSet> news;
    board->writer().observe([&](const ChangeSet &changes) { news.push_back(changes); });
    submit(board->writer(), add(text("a")));
    const Trace refused = submit(board->writer(), add(text("b"), false));
    submit(board->writer(), add(text("c")));
    board->writer().runPending();
    QVERIFY2(refused->finished && refused->outcome, "a refusal is an answer");
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("c")}));
    QCOMPARE(news.size(), std::size_t(1));
    QVERIFY(news[0].tasks == (std::vector{TaskId(text("a")), TaskId(text("c"))}));
    // The sequence of a refused event is free again: nobody has seen it.
    QCOMPARE(news[0].events.back().seq, 2);
}

void WriterTest::contradictionsCostTheirOwnCommandOnly()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    const Trace first = submit(board->writer(), add(text("a")));
    const Trace again = submit(board->writer(), add(text("a")));
    const Trace last = submit(board->writer(), add(text("b")));
    board->writer().runPending();
    QVERIFY(first->outcome && last->outcome);
    QVERIFY(!again->outcome);
    QCOMPARE(again->outcome.error().code, ErrorCode::Internal);
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("b")}));
}

void WriterTest::refusalsForceNoCommit()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    const Trace refused = submit(board->writer(), add(text("a"), false));
    const Trace silent = submit(board->writer(), [](StoreTransaction &store, Time) {
        store.settings();
        return true;
    });
    board->writer().runPending();
    QVERIFY(refused->finished && silent->finished);
    QCOMPARE(board->writer().figures().commits, 0);
}

/// BLK-02, GEN-03: an item that is taken back, or never wrote, is no change of the board.
void WriterTest::refusedItemsForceNoCommit()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    const Trace trace = submit(board->writer(), [](StoreTransaction &store, Time now) {
        store.beginItem();
        store.endItem(true);
        store.beginItem();
        store.insertTask(plainTask(QStringLiteral("a"), now));
        store.endItem(false);
        store.beginItem();
        store.endItem(false);
        return true;
    });
    board->writer().runPending();
    QVERIFY(trace->finished && trace->outcome);
    QCOMPARE(board->writer().figures().commits, 0);
    QCOMPARE(tasksIn(*board), QStringList());
    // What was written around the items stays, and what a kept item wrote.
    submit(board->writer(), [](StoreTransaction &store, Time now) {
        store.insertTask(plainTask(QStringLiteral("b"), now));
        store.beginItem();
        store.insertTask(plainTask(QStringLiteral("c"), now));
        store.endItem(false);
        store.beginItem();
        store.insertTask(plainTask(QStringLiteral("d"), now));
        store.endItem(true);
        return true;
    });
    board->writer().runPending();
    QCOMPARE(board->writer().figures().commits, 1);
    QCOMPARE(tasksIn(*board), (QStringList{text("b"), text("d")}));
}

/// LSE-10, MTH-09
void WriterTest::lazyCommandsForceNoCommit()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    const Trace lazy = submit(board->writer(), add(text("a")), true);
    board->writer().runPending();
    QVERIFY(lazy->finished && lazy->outcome);
    QCOMPARE(board->writer().figures().commits, 0);
    QCOMPARE(tasksIn(*board), QStringList());
    // The engine itself already sees it.
    bool seen = false;
    submit(board->writer(), [&](StoreTransaction &store, Time) {
        seen = store.task(TaskId(text("a"))).has_value();
        return false;
    });
    board->writer().runPending();
    QVERIFY(seen);
    QCOMPARE(board->writer().figures().commits, 0);
    board->writer().flush();
    QCOMPARE(tasksIn(*board), QStringList{text("a")});
}

void WriterTest::lazyCommandsAreCommittedWithTheNextDurableOne()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    std::vector<ChangeSet> news;
    board->writer().observe([&](const ChangeSet &changes) { news.push_back(changes); });
    submit(board->writer(), add(text("a")), true);
    board->writer().runPending();
    submit(board->writer(), add(text("b"), false));
    board->writer().runPending();
    submit(board->writer(), add(text("c")));
    board->writer().runPending();
    QCOMPARE(news.size(), std::size_t(1));
    QVERIFY(news[0].tasks == (std::vector{TaskId(text("a")), TaskId(text("c"))}));
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("c")}));
}

void WriterTest::lazyCommandsAreCommittedInTime()
{
    Place place;
    BoardFile::Settings settings;
    settings.writer.heartbeatFlushMs = 1;
    auto board = std::move(*place.open(OpenMode::CreateNew, settings));
    std::promise<qint64> committed;
    board->writer().observe([&](const ChangeSet &changes) { committed.set_value(changes.revision); });
    board->start();
    submit(board->writer(), add(text("a")), true);
    QCOMPARE(committed.get_future().get(), 1);
}

/// After the first fault reads answer nothing, writes do nothing, and the engine says so whatever the verb concluded.
void WriterTest::faultsAreSticky()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    submit(board->writer(), add(text("a")));
    const Trace faulty = submit(board->writer(), [](StoreTransaction &store, Time) {
        const TaskId a(QStringLiteral("a"));
        Q_ASSERT(store.task(a) && store.health());
        store.insertTask(plainTask(QStringLiteral("a")));
        const bool blind = !store.task(a) && store.allTaskIds().empty() && !store.health();
        store.insertTask(plainTask(QStringLiteral("b")));
        return blind;
    });
    board->writer().runPending();
    QVERIFY(!faulty->outcome);
    QCOMPARE(tasksIn(*board), QStringList{text("a")});
    // The next command starts with a clean slate.
    const Trace next = submit(board->writer(), add(text("c")));
    board->writer().runPending();
    QVERIFY(next->outcome);
}

void WriterTest::fullQueueRefusesAtOnce()
{
    Place place;
    auto settings = Place::inlineSettings();
    settings.writer.queueMax = 2;
    auto board = std::move(*place.open(OpenMode::CreateNew, settings));
    const Trace first = submit(board->writer(), add(text("a")));
    submit(board->writer(), add(text("b")));
    const Trace third = submit(board->writer(), add(text("c")));
    QVERIFY(third->finished);
    QCOMPARE(third->outcome.error().code, ErrorCode::QueueFull);
    QVERIFY(!first->finished);
    board->writer().runPending();
    QVERIFY(submit(board->writer(), add(text("d")))->finished == false);
    board->writer().runPending();
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("b"), text("d")}));
}

void WriterTest::stopAnswersEverybody()
{
    Place place;
    BoardFile::Settings settings;
    settings.writer.batchMax = 3;
    auto board = std::move(*place.open(OpenMode::CreateNew, settings));
    board->start();
    std::vector<Trace> traces;
    for (int i = 0; i < 200; ++i)
        traces.push_back(submit(board->writer(), add(QStringLiteral("task-%1").arg(i)), i % 5 == 0));
    board->stop();
    for (const Trace &trace : traces)
        QVERIFY(trace->finished && trace->outcome);
    board.reset();
    auto again = std::move(*place.open(OpenMode::OpenExisting));
    QCOMPARE(tasksIn(*again).size(), 200);
}

void WriterTest::afterStopNothingIsTaken()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    board->stop();
    const Trace late = submit(board->writer(), add(text("a")));
    QVERIFY(late->finished);
    QCOMPARE(late->outcome.error().code, ErrorCode::ShuttingDown);
}

void WriterTest::lastCommandIsTheLast()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    submit(board->writer(), add(text("a")));
    int tasksBeforeLast = -1;
    const auto trace = std::make_shared<Act::Trace>();
    board->stop(std::make_unique<Act>(
        [&](StoreTransaction &store, Time) {
            tasksBeforeLast = static_cast<int>(store.allTaskIds().size());
            store.putMeta("clean_stop", QStringLiteral("1"));
            return true;
        },
        trace));
    QVERIFY(trace->finished && trace->outcome);
    QCOMPARE(tasksBeforeLast, 1);
    QCOMPARE(QFileInfo(place.board + QStringLiteral("-wal")).size(), 0);
    board.reset();
    auto again = std::move(*place.open(OpenMode::OpenExisting));
    again->readers().submit(
        [](StoreReader *store, Time, const Done &) { QCOMPARE(store->meta("clean_stop"), QStringLiteral("1")); });
}

/// T17, E2: the disk refuses; nobody hears success, reading goes on, and writing resumes when there is room again.
void WriterTest::failedCommitAnswersAllAndRecovers()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    int commits = 0;
    board->writer().observe([&](const ChangeSet &) { ++commits; });
    submit(board->writer(), add(text("a")));
    board->writer().runPending();
    QCOMPARE(commits, 1);

    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = rlim_t(QFileInfo(place.board + QStringLiteral("-wal")).size());
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const Trace b = submit(board->writer(), add(text("b"))), c = submit(board->writer(), add(text("c")));
    board->writer().runPending();
    const QStringList whileFull = tasksIn(*board);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);

    for (const Trace &trace : {b, c}) {
        QVERIFY(trace->finished && !trace->outcome);
        QCOMPARE(trace->outcome.error().code, ErrorCode::StorageUnavailable);
    }
    QCOMPARE(commits, 1);
    QCOMPARE(whileFull, QStringList{text("a")});
    QCOMPARE(board->writer().figures().reopened, 1);

    const Trace d = submit(board->writer(), add(text("d")));
    board->writer().runPending();
    QVERIFY(d->outcome);
    QCOMPARE(tasksIn(*board), (QStringList{text("a"), text("d")}));
    board->readers().submit([](StoreReader *store, Time, const Done &) {
        QCOMPARE(store->integrityProblems(), QStringList());
        QCOMPARE(store->taskCounts().value(int(TaskStatus::Ready)), 2);
    });
}

/// CLK-01
void WriterTest::clockIsReadOncePerBatch()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    std::vector<qint64> times;
    for (int i = 0; i < 3; ++i) {
        submit(board->writer(), [&](StoreTransaction &, Time now) {
            times.push_back(now.ms);
            place.clock.advance(1);
            return true;
        });
    }
    const qint64 start = place.clock.now().ms;
    board->writer().runPending();
    QVERIFY(times == (std::vector{start, start, start}));
}

namespace
{

/// Counts how often it had to correct something.
struct Keeper : ClockKeeper {
    bool isDiscontinuous(const ClockSample &before, const ClockSample &after) const override
    {
        return (after.bootMs - before.bootMs) - (after.monotonicMs - before.monotonicMs) > 5'000;
    }
    void correct(StoreTransaction &store, const ClockSample &, const ClockSample &) override
    {
        store.putMeta("corrected", QStringLiteral("%1").arg(++corrections));
    }
    int corrections = 0;
};

} // namespace

/// CLK-05
void WriterTest::discontinuityIsCorrectedAheadOfTheBatch()
{
    Keeper keeper;
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    board->writer().setClockKeeper(&keeper);
    std::vector<qint64> revisions;
    board->writer().observe([&](const ChangeSet &changes) { revisions.push_back(changes.revision); });
    submit(board->writer(), add(text("a")));
    board->writer().runPending();
    submit(board->writer(), add(text("lazy")), true);
    board->writer().runPending();
    QCOMPARE(keeper.corrections, 0);
    place.clock.suspend(60'000);
    QString seen;
    submit(board->writer(), [&](StoreTransaction &store, Time) {
        seen = store.meta("corrected");
        return false;
    });
    board->writer().runPending();
    submit(board->writer(), add(text("b")));
    board->writer().runPending();
    QCOMPARE(keeper.corrections, 1);
    QCOMPARE(seen, text("1"));
    // First batch; what was open; the correction; last batch.
    QVERIFY(revisions == (std::vector<qint64>{1, 2, 3, 4}));
}

/// CLK-05: while the disk fails nothing can be corrected; it is made up for as soon as there is a connection again.
void WriterTest::correctionIsOwedUntilItIsMade()
{
    Keeper keeper;
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew));
    board->writer().setClockKeeper(&keeper);
    submit(board->writer(), add(text("a")));
    board->writer().runPending();
    submit(board->writer(), add(text("lazy")), true);
    board->writer().runPending();
    place.clock.suspend(60'000);

    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = rlim_t(QFileInfo(place.board + QStringLiteral("-wal")).size());
    const QString elsewhere = place.board + QStringLiteral(".away");
    QVERIFY(QFile::rename(place.board, elsewhere));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const Trace b = submit(board->writer(), add(text("b")));
    board->writer().runPending();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(QFile::rename(elsewhere, place.board));
    QVERIFY(b->finished && !b->outcome);
    QCOMPARE(keeper.corrections, 0);

    const Trace c = submit(board->writer(), add(text("c")));
    board->writer().runPending();
    QVERIFY(c->outcome);
    QCOMPARE(keeper.corrections, 1);
}

void WriterTest::readersSeeTheLastCommit()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew, BoardFile::Settings{}));
    board->start();
    for (int i = 0; i < 20; ++i) {
        std::promise<void> written;
        board->writer().submit(std::make_unique<Act>(
            [&, i](StoreTransaction &store, Time) {
                store.insertTask(plainTask(QStringLiteral("task-%1").arg(i)));
                return true;
            },
            nullptr));
        // Commands are answered in order: when this one is, the one before is durable.
        struct Signal : WriteCommand {
            explicit Signal(std::promise<void> &p)
                : promise(p)
            {
            }
            bool execute(StoreTransaction &, Time) override { return false; }
            void finish(const Done &) override { promise.set_value(); }
            std::promise<void> &promise;
        };
        board->writer().submit(std::make_unique<Signal>(written));
        written.get_future().get();
        std::promise<std::size_t> count;
        board->readers().submit(
            [&](StoreReader *store, Time, const Done &) { count.set_value(store ? store->allTaskIds().size() : 0); });
        QCOMPARE(count.get_future().get(), std::size_t(i + 1));
    }
}

void WriterTest::readsAreRefusedAfterStop()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew, BoardFile::Settings{}));
    board->start();
    board->stop();
    bool refused = false;
    board->readers().submit([&](StoreReader *store, Time, const Done &outcome) {
        refused = !store && !outcome && outcome.error().code == ErrorCode::ShuttingDown;
    });
    QVERIFY(refused);
}

void WriterTest::manyThreadsShareCommits()
{
    Place place;
    auto board = std::move(*place.open(OpenMode::CreateNew, BoardFile::Settings{}));
    qint64 lastRevision = 0, lastSeq = 0;
    std::size_t events = 0;
    bool inOrder = true;
    board->writer().observe([&](const ChangeSet &changes) {
        inOrder = inOrder && changes.revision == ++lastRevision;
        for (const Event &event : changes.events) {
            inOrder = inOrder && event.seq > lastSeq;
            lastSeq = event.seq;
        }
        events += changes.events.size();
    });
    board->start();
    std::vector<std::thread> threads;
    std::atomic<int> answered = 0;
    struct Counted : WriteCommand {
        Counted(QString id, std::atomic<int> &count)
            : name(std::move(id))
            , answered(count)
        {
        }
        bool execute(StoreTransaction &store, Time now) override { return add(name)(store, now); }
        void finish(const Done &outcome) override { answered += outcome ? 1 : 0; }
        QString name;
        std::atomic<int> &answered;
    };
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 100; ++i)
                board->writer().submit(std::make_unique<Counted>(QStringLiteral("task-%1-%2").arg(t).arg(i), answered));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    board->stop();
    QCOMPARE(answered.load(), 400);
    QCOMPARE(events, std::size_t(400));
    QVERIFY(inOrder);
    QVERIFY(board->writer().figures().commits <= 400);
}

/// W1: the log does not grow without bound, and only the writer moves it.
void WriterTest::logIsMovedIntoTheFile()
{
    Place place;
    auto settings = Place::inlineSettings();
    settings.writer.walLimitBytes = 200'000;
    auto board = std::move(*place.open(OpenMode::CreateNew, settings));
    qint64 greatest = 0;
    for (int i = 0; i < 200; ++i) {
        submit(board->writer(), add(QStringLiteral("task-%1").arg(i)));
        board->writer().runPending();
        tasksIn(*board);
        greatest = std::max(greatest, QFileInfo(place.board + QStringLiteral("-wal")).size());
    }
    QVERIFY(board->writer().figures().checkpoints > 1);
    QVERIFY2(greatest < 800'000, qPrintable(QString::number(greatest)));
}

STINT_REGISTER_TEST(WriterTest)
#include "tst_writer.moc"
