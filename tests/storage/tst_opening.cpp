#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <QDir>

#include <atomic>
#include <future>

#include <sys/stat.h>
#include <unistd.h>

using namespace stint;
using namespace stint::test;

/// Section 5 of the reliability notes, rows "database": each refusal is its own, and the file stays as it was.
class OpeningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItMade();
    void refusals_data();
    void refusals();
    void foreignFilesGetNoLock_data();
    void foreignFilesGetNoLock();
    void createsNothingImplicitly();
    void createsOverNothing();
    void contentIsNowhereReadable();
    void filesAreOursAlone();
    void linksLeadToOneLock();
    void hardLinksAreRefused();
    void readersHoldTheFileFromTheStart();
    void readersTryAgain();
};

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
}

void change(const QString &path, qint64 at)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(at);
    char byte = 0;
    file.getChar(&byte);
    file.seek(at);
    file.putChar(static_cast<char>(byte ^ 1));
}

bool canRead(ReadEngine &engine)
{
    std::promise<bool> answer;
    engine.submit([&](StoreReader *store, Time, const Done &outcome) { answer.set_value(store && outcome); });
    return answer.get_future().get();
}

/// Executes SQL on a closed board with its key, for states no released version writes.
void execute(Place &place, const char *sql)
{
    ConnectionSpec spec;
    spec.path = QFileInfo(place.board).canonicalFilePath();
    spec.key = std::move(*place.keys.load(place.board));
    spec.applicationId = boardApplicationId;
    spec.newestSchema = newestSchema();
    auto connection = Connection::open(spec, OpenMode::OpenExisting);
    QVERIFY(connection);
    (*connection)->exec(sql);
    QVERIFY((*connection)->checkpoint(Connection::Checkpoint::Truncate));
}

using Damage = void (*)(Place &);

} // namespace

Q_DECLARE_METATYPE(Damage)

void OpeningTest::opensWhatItMade()
{
    Place place;
    QVERIFY(place.make());
    const auto board = place.open(OpenMode::OpenExisting);
    QVERIFY(board);
    QCOMPARE((*board)->path(), QFileInfo(place.board).canonicalFilePath());
}

void OpeningTest::foreignFilesGetNoLock_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QByteArray>("fault");

    QTest::newRow("missing file") << Damage([](Place &p) { QVERIFY(QFile::remove(p.board)); }) << QByteArray("missing");
    QTest::newRow("0 bytes") << Damage([](Place &p) { replace(p.board, {}); }) << QByteArray("empty");
    QTest::newRow("plain SQLite") << Damage([](Place &p) {
        replace(p.board, QByteArray("SQLite format 3\0", 16) + QByteArray(8'176, '\1'));
    }) << QByteArray("plaintext");
    QTest::newRow("a text") << Damage([](Place &p) {
        replace(p.board, QByteArray(4'096, 'a') + QByteArray(4'096, 'b'));
    }) << QByteArray("not_a_board");
    QTest::newRow("a few bytes") << Damage([](Place &p) { replace(p.board, "x"); }) << QByteArray("not_a_board");
    QTest::newRow("another board's key") << Damage([](Place &p) {
        Place other;
        QVERIFY(other.make());
        replace(FileKeyStore::keyPath(p.board), contentOf(FileKeyStore::keyPath(other.board)));
    }) << QByteArray("wrong_key");
    QTest::newRow("no key") << Damage([](Place &p) { QVERIFY(QFile::remove(FileKeyStore::keyPath(p.board))); })
                            << QByteArray("key");
}

/// Refusing what is no board of ours leaves its folder as it was (NET-02).
void OpeningTest::foreignFilesGetNoLock()
{
    QFETCH(Damage, damage);
    QFETCH(QByteArray, fault);
    Place place;
    QVERIFY(place.make());
    damage(place);
    QVERIFY(QFile::remove(place.board + QStringLiteral(".lock")));
    const QStringList before = QDir(place.folder.path()).entryList(QDir::Files | QDir::Hidden);
    const auto board = place.open(OpenMode::OpenExisting);
    QVERIFY(!board);
    QCOMPARE(QByteArray(faultName(board.error().fault)), fault);
    QCOMPARE(QDir(place.folder.path()).entryList(QDir::Files | QDir::Hidden), before);
}

void OpeningTest::refusals_data()
{
    foreignFilesGetNoLock_data();
    QTest::newRow("cut in a page") << Damage([](Place &p) { QVERIFY(QFile::resize(p.board, 3 * 4'096 + 77)); })
                                   << QByteArray("damaged");
    QTest::newRow("cut between pages") << Damage([](Place &p) { QVERIFY(QFile::resize(p.board, 3 * 4'096)); })
                                       << QByteArray("damaged");
    QTest::newRow("first page altered") << Damage([](Place &p) { change(p.board, 1'000); }) << QByteArray("damaged");
    QTest::newRow("newer schema") << Damage([](Place &p) { execute(p, "PRAGMA user_version = 9999"); })
                                  << QByteArray("newer_schema");
    QTest::newRow("another program's") << Damage([](Place &p) { execute(p, "PRAGMA application_id = 7"); })
                                       << QByteArray("other_program");
}

void OpeningTest::refusals()
{
    QFETCH(Damage, damage);
    QFETCH(QByteArray, fault);
    Place place;
    QVERIFY(place.make());
    damage(place);
    const QByteArray before = hashOf(place.board);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto board = place.open(OpenMode::OpenExisting);
        QVERIFY(!board);
        QCOMPARE(QByteArray(faultName(board.error().fault)), fault);
        QVERIFY(!board.error().text.isEmpty());
        QCOMPARE(hashOf(place.board), before);
    }
}

void OpeningTest::createsNothingImplicitly()
{
    Place place;
    QVERIFY(!place.open(OpenMode::OpenExisting));
    QVERIFY(!QFile::exists(place.board));
    QVERIFY(!QFile::exists(FileKeyStore::keyPath(place.board)));
}

void OpeningTest::createsOverNothing()
{
    Place place;
    QVERIFY(place.make());
    const QByteArray board = hashOf(place.board), key = hashOf(FileKeyStore::keyPath(place.board));
    const auto again = place.open(OpenMode::CreateNew);
    QVERIFY(!again);
    QCOMPARE(faultName(again.error().fault), "exists");
    QCOMPARE(hashOf(place.board), board);
    QCOMPARE(hashOf(FileKeyStore::keyPath(place.board)), key);
}

/// T1: neither file nor log nor shared memory shows a text of the board.
void OpeningTest::contentIsNowhereReadable()
{
    Place place;
    auto board = place.open(OpenMode::CreateNew);
    QVERIFY(board);
    (*board)->writer().submit(std::make_unique<Act>([](StoreTransaction &store, Time) {
        for (int i = 0; i < 200; ++i) {
            Task task = plainTask(QStringLiteral("task-%1").arg(i));
            task.title = QStringLiteral("canary in a coal mine");
            store.insertTask(task);
        }
        return true;
    }));
    (*board)->writer().runPending();
    const auto search = [&] {
        for (const QString &name : QDir(place.folder.path()).entryList(QDir::Files)) {
            const QByteArray content = contentOf(place.folder.filePath(name));
            QVERIFY2(!content.contains("canary"), qPrintable(name));
            QVERIFY2(!content.contains("CREATE TABLE"), qPrintable(name));
        }
    };
    QVERIFY(QFileInfo(place.board + QStringLiteral("-wal")).size() > 0);
    search();
    (*board)->stop();
    QVERIFY(QFileInfo(place.board).size() > 100'000);
    QVERIFY(!contentOf(place.board).startsWith("SQLite format 3"));
    search();
}

/// T3
void OpeningTest::filesAreOursAlone()
{
    const mode_t before = ::umask(0);
    Place place;
    auto board = place.open(OpenMode::CreateNew);
    ::umask(before);
    QVERIFY(board);
    const auto names = QDir(place.folder.path()).entryList(QDir::Files);
    QVERIFY(names.contains(QStringLiteral("board.stint-wal")));
    for (const QString &name : names) {
        struct stat status {
        };
        QCOMPARE(::stat(qPrintable(place.folder.filePath(name)), &status), 0);
        QVERIFY2((status.st_mode & 0777) == 0600, qPrintable(name));
    }
}

/// NET-02
void OpeningTest::linksLeadToOneLock()
{
    Place place;
    auto board = place.open(OpenMode::CreateNew);
    QVERIFY(board);
    const QString link = place.folder.filePath(QStringLiteral("other name"));
    QVERIFY(QFile::link(place.board, link));
    const auto second = BoardFile::open(link, OpenMode::OpenExisting, place.keys, place.clock);
    QVERIFY(!second);
    QCOMPARE(faultName(second.error().fault), "in_use");
    board->reset();
    QVERIFY(BoardFile::open(link, OpenMode::OpenExisting, place.keys, place.clock));
}

void OpeningTest::hardLinksAreRefused()
{
    Place place;
    QVERIFY(place.make());
    QCOMPARE(::link(qPrintable(place.board), qPrintable(place.folder.filePath(QStringLiteral("twin")))), 0);
    const auto board = place.open(OpenMode::OpenExisting);
    QVERIFY(!board);
    QCOMPARE(faultName(board.error().fault), "access");
}

/// NET-04: when there is no descriptor left, nobody has to open anything for a read.
void OpeningTest::readersHoldTheFileFromTheStart()
{
    LooseStore store;
    std::atomic<int> opened = 0;
    ReaderPool readers(
        [&] {
            ++opened;
            return Connection::open(store.spec, OpenMode::ReadOnly);
        },
        store.place.clock, {3, 16});
    QCOMPARE(opened.load(), 3);
    QVERIFY(canRead(readers));
    QCOMPARE(opened.load(), 3);
}

void OpeningTest::readersTryAgain()
{
    LooseStore store;
    std::atomic<bool> isFull = true;
    ReaderPool readers(
        [&]() -> Stored<std::unique_ptr<Connection>> {
            if (isFull)
                return tl::unexpected(storeError(StoreFault::Io));
            return Connection::open(store.spec, OpenMode::ReadOnly);
        },
        store.place.clock, {1, 16});
    QVERIFY(!canRead(readers));
    isFull = false;
    QVERIFY(canRead(readers));
}

STINT_REGISTER_TEST(OpeningTest)
#include "tst_opening.moc"
