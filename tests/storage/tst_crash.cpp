#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <QProcess>

#include <signal.h>

using namespace stint;
using namespace stint::test;

/// T16: killed while writing. What was acknowledged is stored; what is stored is whole.
class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWriterLosesNothingAcknowledged();
    void ownerIsNamedWhileItLives();
};

void CrashTest::killedWriterLosesNothingAcknowledged()
{
    Place place;
    QVERIFY(place.make());
    int next = 1;
    for (int round = 0; round < 10; ++round) {
        QProcess child;
        child.start(QStringLiteral(STINT_WRITING_CHILD), {place.board, QString::number(next)});
        QVERIFY(child.waitForReadyRead());
        QByteArray said;
        while (said.count('\n') < 5 + 13 * round) {
            QVERIFY(child.bytesAvailable() > 0 || child.waitForReadyRead());
            said += child.readAllStandardOutput();
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        said += child.readAllStandardOutput();
        const QList<QByteArray> lines = said.left(said.lastIndexOf('\n')).split('\n');
        const int acknowledged = lines.last().toInt();
        QVERIFY(acknowledged >= next);

        auto board = place.open(OpenMode::OpenExisting);
        QVERIFY2(board, board ? "" : faultName(board.error().fault));
        (*board)->readers().submit([&](StoreReader *store, Time, const Done &) {
            QVERIFY(store);
            const auto events = store->eventsAfter(0, 1'000'000);
            const int stored = store->meta("last").toInt();
            QVERIFY2(stored >= acknowledged, "an acknowledged write is gone");
            // Events and the number beside them are of one transaction; sequences have no holes here.
            QCOMPARE(static_cast<int>(events.size()), stored);
            QCOMPARE(events.back().seq, qint64(stored));
            QCOMPARE(store->integrityProblems(), QStringList());
            next = stored + 1;
        });
    }
}

void CrashTest::ownerIsNamedWhileItLives()
{
    Place place;
    QVERIFY(place.make());
    QProcess child;
    child.start(QStringLiteral(STINT_WRITING_CHILD), {place.board, QStringLiteral("1")});
    QVERIFY(child.waitForReadyRead());
    const auto refused = place.open(OpenMode::OpenExisting);
    QVERIFY(!refused);
    QCOMPARE(faultName(refused.error().fault), "in_use");
    QVERIFY(refused.error().text.contains(QString::number(child.processId())));
    child.kill();
    QVERIFY(child.waitForFinished());
    QVERIFY(place.open(OpenMode::OpenExisting));
}

STINT_REGISTER_TEST(CrashTest)
#include "tst_crash.moc"
