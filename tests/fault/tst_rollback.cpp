#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "storage/queries/sqlstore.h"
#include "tests/fault/load.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// C3 and C1 of the test programme: a board whose file or log was replaced, shortened, lost or altered behind its back.
class RollbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Thousands of damaged files are opened on purpose; what is logged about them is not read.
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("stint.storage.*=false")); }
    void olderFilesAreNoticed_data();
    void olderFilesAreNoticed();
    void olderBoardIsOpenedOnRequestOnly();
    void markIsNeverAhead();
    void markAheadOfTheCommitAccusesWrongly();
    void alteredPagesAreNoticed();
};

namespace
{

using Files = std::map<QString, QByteArray>;

const QString boardName = QStringLiteral("board.stint");
const QString logName = QStringLiteral("board.stint-wal");
const QString markName = QStringLiteral("board.stint.mark");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A board with real files, written in rounds; what it had on disk after each round, as a kill at that moment leaves
/// it.
class Written
{
public:
    explicit Written(int rounds)
    {
        BoardFile::Settings settings;
        settings.writer.isInline = true;
        settings.writer.walLimitBytes = 60'000;
        settings.readers.threads = 0;
        auto file = BoardFile::open(m_folder.filePath(boardName), OpenMode::CreateNew, m_keys, m_clock, settings);
        if (!file)
            qFatal("%s", qPrintable(file.error().text));
        Board board({(*file)->writer(), (*file)->readers(), m_clock, m_ids, m_executor, m_notifier});
        (*file)->start();
        for (int i = 0; i < rounds; ++i) {
            TaskCreate create;
            create.title = QStringLiteral("Task %1").arg(i);
            board.submit<TaskCreate>(Actor::human(QStringLiteral("ada"), OriginKind::Cli, QStringLiteral("stint")),
                                     create, [](const auto &) {});
            (*file)->writer().runPending();
            after.push_back(files());
        }
    }

    std::vector<Files> after;
    QByteArray key() const { return contentOf(m_folder.filePath(boardName) + QStringLiteral(".key")); }

private:
    Files files() const
    {
        Files files;
        for (const QString &name : {boardName, logName, markName})
            files[name] = contentOf(m_folder.filePath(name));
        return files;
    }

    QTemporaryDir m_folder;
    FileKeyStore m_keys;
    FakeClock m_clock;
    FakeIdSource m_ids;
    FakeExecutor m_executor;
    FakeNotifier m_notifier;
};

/// Puts \a files into a folder of their own and opens the board there. `opened`, or the fault and its text.
QString open(const Files &files, const QByteArray &key, bool acceptOlder = false, QTemporaryDir *keptFolder = nullptr)
{
    QTemporaryDir ownFolder;
    QTemporaryDir &folder = keptFolder ? *keptFolder : ownFolder;
    const auto put = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(name));
        file.write(content);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    };
    for (const auto &[name, content] : files)
        put(name, content);
    put(boardName + QStringLiteral(".key"), key);
    FileKeyStore keys;
    FakeClock clock;
    BoardFile::Settings settings;
    settings.writer.isInline = true;
    settings.readers.threads = 0;
    settings.acceptOlder = acceptOlder;
    const auto board = BoardFile::open(folder.filePath(boardName), OpenMode::OpenExisting, keys, clock, settings);
    if (board)
        return QStringLiteral("opened");
    return QString::fromLatin1(faultName(board.error().fault)) + QLatin1String(": ") + board.error().text;
}

const Written &written()
{
    static const Written board(60);
    return board;
}

const Written &otherBoard()
{
    static const Written board(20);
    return board;
}

// What lies behind the newest commit in a log is left from its earlier rounds; its beginning always counts.
constexpr int logHeader = 32, logFrame = 24 + 4'096;

/// \a now is what the board has, \a before an earlier state of it.
using Tamper = void (*)(Files &now, const Files &before, int random);

} // namespace

Q_DECLARE_METATYPE(Tamper)

void RollbackTest::olderFilesAreNoticed_data()
{
    QTest::addColumn<Tamper>("tamper");
    QTest::addColumn<bool>("isOlder");
    const auto row = [](const char *name, bool isOlder, Tamper tamper) { QTest::newRow(name) << tamper << isOlder; };
    row("nothing happened", false, [](Files &, const Files &, int) {});
    row("the whole board is an older copy", true, [](Files &now, const Files &before, int) {
        now[boardName] = before.at(boardName);
        now[logName] = before.at(logName);
    });
    row("the log is an older copy", true,
        [](Files &now, const Files &before, int) { now[logName] = before.at(logName); });
    row("the log is gone", true, [](Files &now, const Files &, int) { now.erase(logName); });
    row("the log is empty", true, [](Files &now, const Files &, int) { now[logName].clear(); });
    row("the log is cut", true,
        [](Files &now, const Files &, int random) { now[logName].truncate(random % (logHeader + logFrame)); });
    row("the log has one other bit", true, [](Files &now, const Files &, int random) {
        QByteArray &log = now[logName];
        const auto at = random % (logHeader + logFrame);
        log[at] = static_cast<char>(log[at] ^ 1);
    });
    row("the log is another board's", true,
        [](Files &now, const Files &, int) { now[logName] = otherBoard().after.back().at(logName); });
    row("the mark is gone", false, [](Files &now, const Files &, int) { now.erase(markName); });
    row("the mark is another board's", false,
        [](Files &now, const Files &, int) { now[markName] = otherBoard().after.back().at(markName); });
    row("the mark is an older copy", false,
        [](Files &now, const Files &before, int) { now[markName] = before.at(markName); });
    row("one slot of the mark is torn", false, [](Files &now, const Files &, int random) {
        QByteArray &mark = now[markName];
        mark[(random % 2) * 4'096 + random % 48] = static_cast<char>(random);
    });
}

void RollbackTest::olderFilesAreNoticed()
{
    QFETCH(Tamper, tamper);
    QFETCH(bool, isOlder);
    QRandomGenerator random(20'261'121);
    constexpr int trials = 42; // with the rows above 500 in all
    int seen = 0;
    for (int trial = 0; trial < trials; ++trial) {
        const auto &after = written().after;
        const std::size_t now = 5 + random.bounded(static_cast<quint32>(after.size() - 5));
        const std::size_t before = random.bounded(static_cast<quint32>(now - 1));
        Files files = after[now], withoutLog = after[now];
        withoutLog.erase(logName);
        tamper(files, after[before], static_cast<int>(random.bounded(1'000'000)));
        // Right after the log was moved into the file it holds nothing that could be missed.
        if (isOlder && files[boardName] == after[now].at(boardName) &&
            open(withoutLog, written().key()) == QLatin1String("opened"))
            continue;
        const QString told = open(files, written().key());
        ++seen;
        // A log of other pages may also make a file that cannot be read at all.
        const bool isRight =
            isOlder ? told.startsWith(QLatin1String("older: ")) || told.startsWith(QLatin1String("damaged: "))
                    : told == QLatin1String("opened");
        QVERIFY2(isRight,
                 qPrintable(QStringLiteral("trial %1, %2 → %3: %4").arg(trial).arg(now).arg(before).arg(told)));
    }
    QVERIFY2(seen > trials / 4, qPrintable(QString::number(seen)));
}

void RollbackTest::olderBoardIsOpenedOnRequestOnly()
{
    Files files = written().after.back();
    const Files &before = written().after.front();
    files[boardName] = before.at(boardName);
    files[logName] = before.at(logName);
    QTemporaryDir folder;
    const QString told = open(files, written().key(), false, &folder);
    QVERIFY2(told.contains(QStringLiteral("its last 59 commits are missing")), qPrintable(told));
    QCOMPARE(contentOf(folder.filePath(boardName)), files[boardName]);
    QCOMPARE(contentOf(folder.filePath(markName)), files[markName]);
    // Whoever accepts it once is not asked again.
    QTemporaryDir accepted;
    QCOMPARE(open(files, written().key(), true, &accepted), QStringLiteral("opened"));
    Files kept;
    for (const QString &name : {boardName, logName, markName})
        kept[name] = contentOf(accepted.filePath(name));
    QCOMPARE(open(kept, written().key()), QStringLiteral("opened"));
}

/// No false alarm: at every moment between two writes of a board's life the mark is at most as new as the board.
void RollbackTest::markIsNeverAhead()
{
    for (const Files &files : written().after)
        QCOMPARE(open(files, written().key()), QStringLiteral("opened"));
}

/// The defect C3 is there for: a mark written ahead of its commit.
void RollbackTest::markAheadOfTheCommitAccusesWrongly()
{
    Files files = written().after[30];
    files[markName] = written().after[31].at(markName);
    QVERIFY(open(files, written().key()).startsWith(QStringLiteral("older: ")));
}

namespace
{

/// Flips, zeroes, cuts, doubles or swaps, anywhere in the file.
void damage(QByteArray &file, QRandomGenerator &random)
{
    constexpr qsizetype page = 4'096;
    const auto pages = static_cast<quint32>(file.size() / page);
    const auto anyPage = [&] { return static_cast<qsizetype>(random.bounded(pages)) * page; };
    const qsizetype at = random.bounded(static_cast<quint32>(file.size()));
    switch (random.bounded(6)) {
    case 0:
        file[at] = static_cast<char>(file[at] ^ (1 << random.bounded(8)));
        break;
    case 1:
        std::fill_n(file.begin() + anyPage(), page, '\0');
        break;
    case 2:
        file.truncate(at);
        break;
    case 3:
        file.append(file.mid(anyPage(), page));
        break;
    case 4: {
        const qsizetype first = anyPage(), second = anyPage();
        const QByteArray kept = file.mid(first, page);
        file.replace(first, page, file.mid(second, page));
        file.replace(second, page, kept);
        break;
    }
    default:
        for (qsizetype i = at; i < std::min(at + 40, file.size()); ++i)
            file[i] = static_cast<char>(random.bounded(256));
    }
}

} // namespace

/// C1: an altered file is refused or its damage is found by the checks; never a crash, never an empty board.
void RollbackTest::alteredPagesAreNoticed()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_DAMAGED_FILES", &given);
    const int count = given ? asked : 2'000;
    FakeClock clock;
    FakeIdSource ids;
    MemoryDisk disk;
    disk.load(Ground::instance().empty);
    {
        Load load(7);
        DiskBoard board(clock, ids, {});
        load.addAgents(board, 3);
        for (int i = 0; i < 120; ++i)
            load.step(board);
        board.pump();
        board.stop();
    }
    const DiskImage whole = disk.image();
    const BoardFacts intact = inspect(Depth::Pages);
    QCOMPARE(intact.fault, QString());
    const std::string file = Ground::instance().file();
    QRandomGenerator random(11);
    int refused = 0, found = 0, harmless = 0;
    for (int i = 0; i < count; ++i) {
        DiskImage image = whole;
        damage(image[file], random);
        disk.load(image);
        const BoardFacts facts = inspect(Depth::Pages);
        QVERIFY2(disk.image().at(file) == image.at(file), "a damaged file was written to");
        if (facts.commits < 0) {
            ++refused;
        } else if (!facts.fault.isEmpty()) {
            ++found;
        } else {
            // Only what lies behind the end of the board may be anything.
            ++harmless;
            QCOMPARE(facts.digest, intact.digest);
        }
    }
    qInfo("%d refused, %d found by the checks, %d harmless", refused, found, harmless);
    QVERIFY(refused > 0 && found > 0);
}

STINT_REGISTER_TEST(RollbackTest)
#include "tst_rollback.moc"
