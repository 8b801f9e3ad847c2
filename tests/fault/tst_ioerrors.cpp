#include "tests/fault/load.h"
#include "tests/support/testmain.h"

#include <QLoggingCategory>
#include <QSet>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// E1, E2, E4 and W1 of the test programme: every operation of the disk fails once, and from then on (T17).
class IoErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Hundreds of faults are made on purpose; what is logged about them is not read.
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("stint.storage.*=false")); }
    void everyOperationFails_data();
    void everyOperationFails();
    void defectsAreFound_data();
    void defectsAreFound();
    void fullDiskRefusesAndResumes();
    void nothingStandsOnAFailedSync();
    void aHalfMovedLogIsMovedAnew();
    void onlyTheWriterMovesTheLog();
    void readerThatMovesTheLogIsFound();
};

namespace
{

using Scenario = void (*)(DiskBoard &, const std::vector<Actor> &, std::function<void(bool)>);

/// A board with agents, queued work, and a log that was not moved into the file: as a killed process leaves it.
struct Scene {
    FakeClock clock;
    FakeIdSource ids;
    DiskImage image;
    std::vector<Actor> agents;
    qint64 idsGiven = 0;

    Scene()
    {
        MemoryDisk disk;
        disk.load(Ground::instance().empty);
        DiskBoard board(clock, ids, {});
        for (int i = 0; i < 12; ++i) {
            SessionRegister session;
            session.agentName = QStringLiteral("agent-%1").arg(i);
            agents.push_back(Actor::agent(board.run(board.human, session)->session.id));
            TaskCreate create;
            create.title = QStringLiteral("Task %1").arg(i);
            TaskStart start;
            start.taskId = board.run(board.human, create)->task.task.id;
            std::ignore = board.run(board.human, start);
        }
        image = disk.image();
    }
};

void claim(DiskBoard &board, const std::vector<Actor> &agents, std::function<void(bool)> told)
{
    board.submit<RunClaimNext>(agents[0], {}, [told](const auto &reply) { told(reply.has_value()); });
    board.pump();
}

/// E4: ten verbs in one commit, one of them refused by its rule.
void batch(DiskBoard &board, const std::vector<Actor> &agents, std::function<void(bool)> told)
{
    for (int i = 0; i < 5; ++i) {
        board.submit<RunClaimNext>(agents[static_cast<std::size_t>(i)], {},
                                   [told](const auto &reply) { told(reply.has_value()); });
        TaskCreate create;
        create.title = i == 2 ? QString() : QStringLiteral("In a batch");
        create.description = QString(3'000, QLatin1Char('x'));
        board.submit<TaskCreate>(board.human, create, [told, i](const auto &reply) {
            if (i != 2)
                told(reply.has_value());
        });
    }
    board.pump();
}

/// The log is long enough to be moved into the file after the commit.
void commitWithCheckpoint(DiskBoard &board, const std::vector<Actor> &agents, std::function<void(bool)> told)
{
    claim(board, agents, told);
}

void openOnly(DiskBoard &, const std::vector<Actor> &, std::function<void(bool)>) {}

struct Verdict {
    qint64 operations = 0;
    bool reached = false; ///< the fault happened
    QByteArray problem;
};

/// Runs the scenario with its \a at-th operation failing, then looks at everything that was promised.
Verdict runWithFault(const Scene &scene, Scenario scenario, DiskBoard::Options options, qint64 at, bool lasting,
                     MemoryDisk::Fault fault, bool retriesSyncs)
{
    MemoryDisk disk;
    disk.load(scene.image);
    if (retriesSyncs)
        disk.retryFailedSyncs();
    FakeClock clock;
    FakeIdSource ids;
    for (int i = 0; i < 1'000; ++i)
        ids.next("skip", Time{});
    const BoardFacts before = inspect(Depth::Digest);
    disk.load(scene.image);

    QSet<qint64> told; // what whoever listens has heard
    std::optional<DiskBoard> board;
    const bool opensUnderFault = scenario == openOnly;
    if (!opensUnderFault)
        board.emplace(clock, ids, options);
    if (board && board->fault().isEmpty())
        board->board().observe([&told](const ChangeSet &changes) {
            for (const Event &event : changes.events)
                told.insert(event.seq);
        });
    disk.startRecording();
    const DiskImage synced = disk.image();
    disk.failAt(at, lasting, fault);
    int yes = 0;
    if (opensUnderFault)
        board.emplace(clock, ids, options);
    if (board->fault().isEmpty())
        scenario(*board, scene.agents, [&](bool ok) { yes += ok ? 1 : 0; });
    Verdict verdict{disk.operations(), disk.hasFailed(), {}};
    disk.heal();
    const auto record = disk.takeRecord();

    // What the verbs were told is what is on the disk, even if the power goes now; and a batch is whole or absent.
    PowerCut power(synced, static_cast<quint32>(at) + 1u);
    for (const DiskStep &step : record)
        power.follow(step);
    const DiskImage live = disk.image();
    const bool isOpen = board->fault().isEmpty();
    if (!opensUnderFault) {
        MemoryDisk other;
        other.load(power.cut(PowerCut::Survival::None));
        const BoardFacts durable = inspect(Depth::Pages);
        if (!durable.fault.isEmpty())
            verdict.problem = "after a power cut: " + durable.fault.toUtf8();
        else if (yes > 0 && (durable.commits <= before.commits || durable.lastEvent < before.lastEvent + yes))
            verdict.problem = "acknowledged, but not on the disk";
        else if (durable.commits == before.commits && durable.digest != before.digest)
            verdict.problem = "part of a batch is on the disk";
    } else if (verdict.reached && !isOpen) {
        board.emplace(clock, ids, options);
    }
    if (!board->fault().isEmpty()) {
        verdict.problem = "cannot be opened after the fault: " + board->fault().toUtf8();
        return verdict;
    }
    // Afterwards the same board works, without being opened again.
    TaskCreate create;
    create.title = QStringLiteral("Afterwards");
    if (!board->run(board->human, create))
        verdict.problem = "does not work after the fault";
    // LIV-03: what became history was told, also when nobody could say whether the commit had succeeded.
    if (!opensUnderFault)
        board->look([&](StoreReader &store) {
            for (const Event &event : store.eventsAfter(before.lastEvent, 1'000)) {
                if (!told.contains(event.seq) && verdict.problem.isEmpty())
                    verdict.problem = "an event that nobody heard of: " + QByteArray::number(event.seq);
            }
        });
    if (verdict.problem.isEmpty())
        verdict.problem = board->problems().toUtf8();
    return verdict;
}

struct Attack {
    int runs = 0, reached = 0;
    QByteArray problem;
};

Attack attack(Scenario scenario, const DiskBoard::Options &options, bool retriesSyncs = false)
{
    static const Scene scene;
    Attack result;
    for (const auto fault : {MemoryDisk::Fault::Error, MemoryDisk::Fault::ShortRead, MemoryDisk::Fault::Full}) {
        for (const bool lasting : {false, true}) {
            for (qint64 at = 1;; ++at) {
                const Verdict verdict = runWithFault(scene, scenario, options, at, lasting, fault, retriesSyncs);
                ++result.runs;
                if (!verdict.reached)
                    break;
                ++result.reached;
                if (!verdict.problem.isEmpty()) {
                    result.problem = "operation " + QByteArray::number(at) + (lasting ? " and later" : "") +
                                     ", fault " + QByteArray::number(static_cast<int>(fault)) + ": " + verdict.problem;
                    return result;
                }
            }
        }
    }
    return result;
}

} // namespace

Q_DECLARE_METATYPE(Scenario)
void IoErrorTest::everyOperationFails_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<int>("logBytes");
    QTest::addColumn<int>("cacheKiB");
    QTest::newRow("a claim") << Scenario(claim) << 4'000'000 << 4'096;
    QTest::newRow("E4 ten verbs in a commit, one refused") << Scenario(batch) << 4'000'000 << 4'096;
    QTest::newRow("E4 the same with hardly any cache") << Scenario(batch) << 4'000'000 << 40;
    QTest::newRow("a commit and the log moved into the file") << Scenario(commitWithCheckpoint) << 1 << 4'096;
    QTest::newRow("opening what a killed process left") << Scenario(openOnly) << 4'000'000 << 4'096;
}

void IoErrorTest::everyOperationFails()
{
    QFETCH(Scenario, scenario);
    QFETCH(int, logBytes);
    QFETCH(int, cacheKiB);
    DiskBoard::Options options;
    options.logBytes = logBytes;
    options.cacheKiB = cacheKiB;
    const Attack result = attack(scenario, options);
    QVERIFY2(result.problem.isEmpty(), result.problem.constData());
    qInfo("%d faults", result.reached);
    QVERIFY(result.reached > 10);
}

void IoErrorTest::defectsAreFound_data()
{
    QTest::addColumn<Defect>("defect");
    QTest::addColumn<bool>("retriesSyncs");
    QTest::newRow("a failed sync is tried again") << Defect::None << true;
    QTest::newRow("a failed commit is answered as if it had succeeded") << Defect::IgnoresFaults << false;
}

void IoErrorTest::defectsAreFound()
{
    QFETCH(Defect, defect);
    QFETCH(bool, retriesSyncs);
    DiskBoard::Options options;
    options.defect = defect;
    QVERIFY(!attack(claim, options, retriesSyncs).problem.isEmpty());
}

/// E2: fill, free, fill; reading goes on throughout.
void IoErrorTest::fullDiskRefusesAndResumes()
{
    static const Scene scene;
    MemoryDisk disk;
    disk.load(scene.image);
    FakeClock clock;
    FakeIdSource ids;
    for (int i = 0; i < 1'000; ++i)
        ids.next("skip", Time{});
    DiskBoard board(clock, ids, {});
    TaskCreate create;
    create.title = QStringLiteral("One more");
    for (int cycle = 0; cycle < 20; ++cycle) {
        disk.failAt(1 + cycle % 4, true, MemoryDisk::Fault::Full);
        for (int i = 0; i < 3; ++i) {
            const auto refused = board.run(board.human, create);
            QVERIFY(!refused);
            QCOMPARE(errorInfo(refused.error().code).text, "storage_unavailable");
            QCOMPARE(refused.error().reasonText(), QStringLiteral("full"));
            QVERIFY(board.run(board.human, TaskList{}));
        }
        disk.heal();
        QVERIFY(board.run(board.human, create));
        QCOMPARE(board.problems(), QString());
    }
}

namespace
{

/// A writer at full speed beside a snapshot that is held open; what the log became.
struct LogTrial {
    qint64 greatest = 0, checkpoints = 0;
    int readerWrites = 0;
    QString problems;
};

LogTrial writeBesideReader()
{
    MemoryDisk disk;
    disk.load(Ground::instance().empty);
    FakeClock clock;
    FakeIdSource ids;
    DiskBoard board(clock, ids, {});
    auto reader = std::move(*Connection::open(*Ground::instance().spec, OpenMode::ReadOnly));
    LogTrial trial;
    TaskCreate create;
    create.title = QStringLiteral("Another");
    for (int i = 0; i < 400; ++i) {
        if (i % 10 == 0) {
            reader->exec("BEGIN");
            Statement look = reader->prepareOnce("SELECT count(*) FROM tasks");
            look.step();
        }
        std::ignore = board.run(board.human, create);
        if (i % 10 == 7)
            reader->exec("COMMIT");
        trial.greatest = std::max<qint64>(trial.greatest, disk.image()[Ground::instance().log()].size());
    }
    trial.checkpoints = board.checkpoints();
    trial.readerWrites = disk.readerWrites();
    reader.reset();
    trial.problems = board.problems();
    return trial;
}

/// A board on a disk that forgets what a failed sync did not write; the seed says which parts.
class Forgetful
{
public:
    Forgetful(quint32 seed, qint64 logBytes)
    {
        m_disk.load(Ground::instance().empty);
        m_power.emplace(m_disk.image(), seed);
        m_disk.startRecording();
        DiskBoard::Options options;
        options.logBytes = logBytes;
        m_board.emplace(m_clock, m_ids, options);
        m_create.title = QStringLiteral("t");
        m_create.description = QString(9'000, QLatin1Char('x'));
    }
    DiskBoard &board() { return *m_board; }
    /// How many of \a tasks new ones were acknowledged.
    int add(int tasks)
    {
        int acknowledged = 0;
        for (int i = 0; i < tasks; ++i)
            acknowledged += m_board->run(m_board->human, m_create) ? 1 : 0;
        return acknowledged;
    }
    void failSync(qint64 at) { m_disk.failAt(at, false, MemoryDisk::Fault::Sync); }
    bool hasFailed() const { return m_disk.hasFailed(); }
    void heal() { m_disk.heal(); }
    /// The power goes, and nothing that is not synced survives. Blank, or what is lost.
    QString lossAfterPowerCut()
    {
        qint64 acknowledged = 0;
        m_board->look([&](StoreReader &store) { acknowledged = store.lastEventSeq(); });
        for (const DiskStep &step : m_disk.takeRecord())
            m_power->follow(step);
        MemoryDisk other;
        other.load(m_power->cut(PowerCut::Survival::None));
        const BoardFacts found = inspect(Depth::Pages);
        if (!found.fault.isEmpty())
            return found.fault;
        return found.lastEvent >= acknowledged
                   ? QString()
                   : QStringLiteral("events %1 of %2").arg(found.lastEvent).arg(acknowledged);
    }

private:
    MemoryDisk m_disk;
    FakeClock m_clock;
    FakeIdSource m_ids;
    TaskCreate m_create;
    std::optional<PowerCut> m_power;
    std::optional<DiskBoard> m_board;
};

} // namespace

/// E1: one sync of the log fails and the next succeeds. Whatever of the first the disk has forgotten: what was
/// acknowledged after it is there when the power goes, in the log and moved into the file.
void IoErrorTest::nothingStandsOnAFailedSync()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        Forgetful disk(seed, seed % 2 ? 100'000 : 10'000'000);
        QCOMPARE(disk.board().fault(), QString());
        QCOMPARE(disk.add(1), 1);
        disk.failSync(1);
        QCOMPARE(disk.add(1), 0);
        QVERIFY(disk.hasFailed());
        disk.heal();
        QCOMPARE(disk.add(3), 3);
        const QString loss = disk.lossAfterPowerCut();
        QVERIFY2(loss.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(loss)));
    }
}

/// E1: a reader's snapshot lets only a part of the log be moved into the file, and the sync that should have made that
/// part last fails. What the log's index calls moved is on no disk then.
void IoErrorTest::aHalfMovedLogIsMovedAnew()
{
    int failures = 0;
    for (quint32 seed = 1; seed <= 60; ++seed) {
        Forgetful disk(seed, 100'000);
        QCOMPARE(disk.board().fault(), QString());
        QCOMPARE(disk.add(1), 1);
        disk.board().holdSnapshot();
        QCOMPARE(disk.add(6), 6);
        disk.board().letSnapshotGo();
        // Of the next commit or of the move behind it.
        disk.failSync(1 + seed % 4);
        for (int i = 0; i < 3 && !disk.hasFailed(); ++i)
            std::ignore = disk.add(1);
        failures += disk.hasFailed() ? 1 : 0;
        disk.heal();
        QCOMPARE(disk.add(4), 4);
        const QString loss = disk.lossAfterPowerCut();
        QVERIFY2(loss.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(loss)));
    }
    QVERIFY(failures > 40);
}

/// W1: only the writer's connection moves the log, snapshots do not make it grow for ever.
void IoErrorTest::onlyTheWriterMovesTheLog()
{
    const LogTrial trial = writeBesideReader();
    QCOMPARE(trial.readerWrites, 0);
    QCOMPARE(trial.problems, QString());
    QVERIFY(trial.checkpoints > 5);
    QVERIFY2(trial.greatest < 1'000'000, qPrintable(QString::number(trial.greatest)));
}

/// The defect W1 is there for: a second connection that writes to the file.
void IoErrorTest::readerThatMovesTheLogIsFound()
{
    MemoryDisk disk;
    disk.load(Ground::instance().empty);
    FakeClock clock;
    FakeIdSource ids;
    DiskBoard board(clock, ids, {});
    TaskCreate create;
    create.title = QStringLiteral("Another");
    QVERIFY(board.run(board.human, create));
    auto reader = std::move(*Connection::open(*Ground::instance().spec, OpenMode::ReadOnly));
    reader->checkpoint(Connection::Checkpoint::Passive);
    QVERIFY(disk.readerWrites() > 0);
}

STINT_REGISTER_TEST(IoErrorTest)
#include "tst_ioerrors.moc"
