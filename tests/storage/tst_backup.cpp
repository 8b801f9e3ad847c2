#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <QDir>

#include <sys/stat.h>

using namespace stint;
using namespace stint::test;

/// Copies of a board that is in use (reliability notes B1).
class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copyIsTheLastCommit();
    void copiesWhileOthersWrite();
    void nothingIsOverwritten();
    void nothingStaysOfHalfACopy();
    void placesThatWillNotDo_data();
    void placesThatWillNotDo();

private:
    /// Adds tasks, each in a commit of its own.
    static void write(BoardFile &file, int first, int count, int bytes = 100)
    {
        for (int i = first; i < first + count; ++i) {
            Task task = plainTask(QStringLiteral("task-%1").arg(i, 5, 10, QLatin1Char('0')));
            task.description = QString(bytes, QLatin1Char('c'));
            file.writer().submit(std::make_unique<Act>([task](StoreTransaction &store, Time) {
                store.insertTask(task);
                return true;
            }));
        }
    }
    /// The ids in the board at \a path, whose key lies elsewhere.
    static std::vector<TaskId> tasksIn(Place &place, const QString &path)
    {
        const QString canonical = QFileInfo(path).canonicalFilePath();
        ConnectionSpec spec;
        spec.path = canonical;
        spec.key = std::move(*place.keys.load(place.board));
        spec.applicationId = boardApplicationId;
        spec.newestSchema = newestSchema();
        auto connection = Connection::open(spec, OpenMode::OpenExisting);
        if (!connection)
            qFatal("the copy cannot be opened: %s", faultName(connection.error().fault));
        SqlStore store(**connection);
        const QStringList problems = store.integrityProblems();
        if (!problems.isEmpty())
            qFatal("%s", qPrintable(problems.join(QLatin1Char(' '))));
        return store.allTaskIds();
    }
};

void BackupTest::copyIsTheLastCommit()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    (*file)->start();
    write(**file, 0, 300, 5'000); // more than one step of the copy
    (*file)->writer().runPending();
    const QString to = place.folder.filePath(QStringLiteral("copy.stint"));
    const auto made = (*file)->backUp(to);
    QVERIFY2(made, made ? "" : qPrintable(made.error().text));
    QCOMPARE(made->bytes, QFileInfo(to).size());
    struct stat info = {};
    QCOMPARE(::stat(qPrintable(to), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t(0600));
    // One file, without a log or a part of it beside it, and nothing in it can be read.
    QCOMPARE(QDir(place.folder.path()).entryList({QStringLiteral("copy*")}, QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("copy.stint")});
    QFile copy(to);
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QVERIFY(!copy.readAll().contains(QByteArray(16, 'c')));
    write(**file, 300, 1);
    (*file)->writer().runPending();
    QCOMPARE(tasksIn(place, to).size(), std::size_t(300));
}

/// Each copy is what one commit left, and none of the commits meanwhile is lost.
void BackupTest::copiesWhileOthersWrite()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    (*file)->start();
    write(**file, 0, 200, 5'000);
    std::size_t before = 0;
    for (int round = 0; round < 5; ++round) {
        write(**file, 200 + round * 100, 100, 5'000);
        const QString to = place.folder.filePath(QStringLiteral("copy-%1.stint").arg(round));
        QVERIFY((*file)->backUp(to));
        const std::vector<TaskId> ids = tasksIn(place, to);
        QVERIFY(ids.size() >= before);
        for (std::size_t i = 0; i < ids.size(); ++i)
            QCOMPARE(ids[i].value, QStringLiteral("task-%1").arg(i, 5, 10, QLatin1Char('0')));
        before = ids.size();
    }
    (*file)->stop();
    file->reset();
    QCOMPARE(tasksIn(place, place.board).size(), std::size_t(700));
}

void BackupTest::nothingIsOverwritten()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    for (const QString &to : {place.board, place.folder.filePath(QStringLiteral("other"))}) {
        QFile other(to);
        if (!other.exists()) {
            QVERIFY(other.open(QIODevice::WriteOnly));
            other.write("mine");
            other.close();
        }
        const QByteArray before = hashOf(to);
        const auto made = (*file)->backUp(to);
        QVERIFY(!made && made.error().fault == StoreFault::Exists);
        QCOMPARE(hashOf(to), before);
    }
}

void BackupTest::nothingStaysOfHalfACopy()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    (*file)->start();
    write(**file, 0, 10);
    // What a killed copy has left is no obstacle.
    const QString to = place.folder.filePath(QStringLiteral("copy.stint"));
    QFile left(to + QStringLiteral(".part"));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("half");
    left.close();
    QVERIFY((*file)->backUp(to));
    QVERIFY(!left.exists());
    QVERIFY(QFile::remove(to));
    (*file)->stop();
    const auto made = (*file)->backUp(to);
    QVERIFY(!made && made.error().fault == StoreFault::Other);
    QVERIFY(!QFile::exists(to) && !left.exists());
}

void BackupTest::placesThatWillNotDo_data()
{
    QTest::addColumn<QString>("below");
    QTest::addColumn<int>("fault");
    QTest::newRow("no such folder") << QStringLiteral("none/copy") << static_cast<int>(StoreFault::Missing);
    QTest::newRow("a file for a folder") << QStringLiteral("board.stint/copy") << static_cast<int>(StoreFault::Missing);
    QTest::newRow("a folder nobody writes") << QStringLiteral("/proc/copy") << static_cast<int>(StoreFault::Access);
    QTest::newRow("a folder") << QStringLiteral("sub") << static_cast<int>(StoreFault::Exists);
}

void BackupTest::placesThatWillNotDo()
{
    QFETCH(QString, below);
    QFETCH(int, fault);
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file && QDir(place.folder.path()).mkdir(QStringLiteral("sub")));
    const QStringList before = QDir(place.folder.path()).entryList(QDir::AllEntries | QDir::Hidden);
    const auto made = (*file)->backUp(QDir(place.folder.path()).absoluteFilePath(below));
    QVERIFY(!made);
    QCOMPARE(static_cast<int>(made.error().fault), fault);
    QCOMPARE(QDir(place.folder.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
}

STINT_REGISTER_TEST(BackupTest)

#include "tst_backup.moc"
