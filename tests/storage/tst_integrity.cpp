#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

using namespace stint;
using namespace stint::test;

/// What the checks of the file find, and what they must not call damaged.
class IntegrityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesOfTheLogAreNotCalledDamaged();
    void damageIsFoundBesideThem();
};

namespace
{

/// A board of which only a part was moved out of the log: what a reader's snapshot allows.
class HalfMoved
{
public:
    HalfMoved()
    {
        commit(1); // inside the command that a loose store begins with
        m_holder = std::move(*Connection::open(store.spec, OpenMode::ReadOnly));
        m_snapshot = std::make_unique<SqlStore>(*m_holder);
        m_snapshot->beginSnapshot();
        std::ignore = m_snapshot->lastEventSeq();
        store->begin();
        store->beginCommand();
        commit(2);
        isWhole = store.connection->checkpoint(Connection::Checkpoint::Passive);
        reader = std::move(*Connection::open(store.spec, OpenMode::ReadOnly));
    }
    void letGo() { m_snapshot->rollback(); }
    QStringList problems() { return SqlStore(*reader).integrityProblems(); }
    /// What the library says when it looks at the file alone.
    qsizetype rawProblems() const
    {
        qsizetype count = 0;
        for (Statement check = reader->prepareOnce("PRAGMA cipher_integrity_check"); check.step();)
            ++count;
        return count;
    }

    LooseStore store;
    std::unique_ptr<Connection> reader;
    bool isWhole = true;

private:
    void commit(int round)
    {
        for (int i = 0; i < 40; ++i) {
            Task task = plainTask(QStringLiteral("task-%1-%2").arg(round).arg(i));
            task.description = QString(5'000, QLatin1Char('x'));
            store->insertTask(task);
        }
        QVERIFY(!store->endCommand(true));
        QVERIFY(!store->commit());
    }

    std::unique_ptr<Connection> m_holder;
    std::unique_ptr<SqlStore> m_snapshot;
};

} // namespace

void IntegrityTest::pagesOfTheLogAreNotCalledDamaged()
{
    HalfMoved board;
    QVERIFY(!board.isWhole);
    QVERIFY(board.rawProblems() > 0);
    QVERIFY(!board.reader->pagesToMove().empty());
    QCOMPARE(board.problems(), QStringList());

    board.letGo();
    QVERIFY(board.store.connection->checkpoint(Connection::Checkpoint::Passive));
    QCOMPARE(board.reader->pagesToMove(), std::set<quint32>());
    QCOMPARE(board.problems(), QStringList());
}

void IntegrityTest::damageIsFoundBesideThem()
{
    constexpr qint64 pageBytes = 4'096;
    HalfMoved board;
    QFile file(board.store.spec.path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    const std::set<quint32> toMove = board.reader->pagesToMove();
    auto page = static_cast<quint32>(file.size() / pageBytes);
    while (toMove.contains(page))
        --page;
    QVERIFY(page > 1);
    QVERIFY(file.seek(pageBytes * (page - 1) + 100));
    QCOMPARE(file.write("damage"), qint64(6));
    const QStringList problems = board.problems();
    QVERIFY2(problems.contains(QStringLiteral("page: HMAC verification failed for page %1").arg(page)),
             qPrintable(problems.join(QLatin1Char('\n'))));
}

STINT_REGISTER_TEST(IntegrityTest)
#include "tst_integrity.moc"
