#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include "storage/engine/commitmark.h"

#include <QDir>

#include <algorithm>
#include <future>
#include <new>
#include <thread>

using namespace stint;
using namespace stint::test;

/// A board that gives its key up and gets it back (board.lock, board.unlock).
class LockingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeadKeyIsWiped();
    void aMovedKeyIsWiped();
    void nothingHoldsTheKey_data();
    void nothingHoldsTheKey();
    void locksAndUnlocks();
    void whatWaitsIsKept();
    void oldHandlesAreAnsweredLocked();
    void theFileStaysOurs();
    void refusedUnlocks_data();
    void refusedUnlocks();
    void aCopyEndsEarly();
    void stoppedWhileLocked();
    void underLoad();

private:
    static void submit(WriteEngine &engine, std::shared_ptr<Act::Trace> trace, const QString &id)
    {
        engine.submit(std::make_unique<Act>(
            [id](StoreTransaction &store, Time) {
                store.insertTask(plainTask(id));
                return true;
            },
            std::move(trace)));
    }
    static int tasksIn(ReadEngine &engine)
    {
        std::promise<int> count;
        engine.submit([&](StoreReader *store, Time, const Done &) {
            count.set_value(store ? static_cast<int>(store->allTaskIds().size()) : -1);
        });
        return count.get_future().get();
    }
    static QString codeOf(const Done &outcome)
    {
        return outcome ? QStringLiteral("ok") : QLatin1String(errorInfo(outcome.error().code).text);
    }
};

void LockingTest::aDeadKeyIsWiped()
{
    alignas(SecretKey) std::array<unsigned char, sizeof(SecretKey)> memory{};
    SecretKey::Bytes bytes;
    bytes.fill(0xa5);
    auto *const key = new (memory.data()) SecretKey(bytes);
    QVERIFY(std::all_of(bytes.begin(), bytes.end(), [](unsigned char byte) { return byte == 0; }));
    QVERIFY(std::count(memory.begin(), memory.end(), 0xa5) == SecretKey::size);
    key->~SecretKey();
    QCOMPARE(std::count(memory.begin(), memory.end(), 0xa5), 0);
}

void LockingTest::aMovedKeyIsWiped()
{
    SecretKey::Bytes bytes;
    bytes.fill(0xa5);
    SecretKey first(bytes);
    SecretKey second(std::move(first));
    SecretKey third;
    third = std::move(second);
    QVERIFY(first.bytes() == SecretKey::Bytes{} && second.bytes() == SecretKey::Bytes{});
    QCOMPARE(std::count(third.bytes().begin(), third.bytes().end(), 0xa5), std::ptrdiff_t(SecretKey::size));
}

void LockingTest::nothingHoldsTheKey_data()
{
    QTest::addColumn<bool>("isInline");
    QTest::newRow("on the caller's thread") << true;
    QTest::newRow("with threads that have read and written") << false;
}

void LockingTest::nothingHoldsTheKey()
{
    QFETCH(bool, isInline);
    Place place;
    auto file = place.open(OpenMode::CreateNew, isInline ? Place::inlineSettings() : BoardFile::Settings{});
    QVERIFY(file);
    (*file)->start();
    submit((*file)->writes(), {}, QStringLiteral("task-1"));
    if (isInline)
        (*file)->writer().runPending();
    tasksIn((*file)->reads());
    const auto key = (*file)->key();
    QVERIFY(!key.expired());
    (*file)->lock(nullptr);
    QVERIFY(key.expired());
    QVERIFY((*file)->unlock(std::make_unique<Act>([](StoreTransaction &, Time) { return false; })));
    QVERIFY(key.expired() && !(*file)->key().expired());
    QVERIFY(QFile::remove(FileKeyStore::keyPath(place.board)));
    const auto second = (*file)->key();
    (*file)->lock(nullptr);
    QVERIFY(!(*file)->unlock(std::make_unique<Act>([](StoreTransaction &, Time) { return false; })));
    QVERIFY(second.expired() && (*file)->key().expired());
}

void LockingTest::locksAndUnlocks()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    std::vector<QString> order;
    std::atomic<int> commits = 0;
    (*file)->writes().observe([&](const ChangeSet &) { ++commits; });
    (*file)->start();
    submit((*file)->writes(), {}, QStringLiteral("task-1"));
    auto last = std::make_shared<Act::Trace>(), first = std::make_shared<Act::Trace>();
    (*file)->lock(std::make_unique<Act>(
        [&](StoreTransaction &store, Time) {
            order.push_back(QStringLiteral("last of %1").arg(store.allTaskIds().size()));
            return false;
        },
        last));
    QVERIFY(last->finished && last->outcome);
    // The log has been moved into the file, which nobody has open.
    QVERIFY(QFileInfo(place.board + QStringLiteral("-wal")).size() == 0);
    auto refused = std::make_shared<Act::Trace>();
    submit((*file)->writes(), refused, QStringLiteral("task-2"));
    QCOMPARE(codeOf(refused->outcome), QStringLiteral("locked"));
    QCOMPARE(tasksIn((*file)->reads()), -1);
    (*file)->lock(nullptr); // again: nothing happens
    QVERIFY((*file)->unlock(std::make_unique<Act>(
        [&](StoreTransaction &, Time) {
            order.push_back(QStringLiteral("first"));
            return false;
        },
        first)));
    QVERIFY((*file)->unlock(nullptr)); // again: nothing happens
    (*file)->writes().submit(std::make_unique<Act>([&](StoreTransaction &store, Time) {
        order.push_back(QStringLiteral("then"));
        store.insertTask(plainTask(QStringLiteral("task-3")));
        return true;
    }));
    (*file)->stop(std::make_unique<Act>([&](StoreTransaction &store, Time) {
        order.push_back(QStringLiteral("%1 tasks").arg(store.allTaskIds().size()));
        return false;
    }));
    QVERIFY(order == (std::vector<QString>{QStringLiteral("last of 1"), QStringLiteral("first"), QStringLiteral("then"),
                                           QStringLiteral("2 tasks")}));
    QVERIFY(first->finished);
    QCOMPARE(commits.load(), 2); // observers stay
}

/// ERR-04, GEN-02: what was taken is executed and answered, not refused.
void LockingTest::whatWaitsIsKept()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    (*file)->start();
    std::vector<std::shared_ptr<Act::Trace>> traces;
    for (int i = 0; i < 1'000; ++i) { // more than one batch
        traces.push_back(std::make_shared<Act::Trace>());
        submit((*file)->writes(), traces.back(), QStringLiteral("task-%1").arg(i));
    }
    (*file)->lock(nullptr);
    for (const auto &trace : traces)
        QVERIFY(trace->finished && trace->outcome);
    QVERIFY((*file)->unlock(std::make_unique<Act>([](StoreTransaction &, Time) { return false; })));
    QCOMPARE(tasksIn((*file)->reads()), 1'000);
}

/// Whoever has got hold of an engine before it was stopped hears the same.
void LockingTest::oldHandlesAreAnsweredLocked()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    (*file)->start();
    auto refused = std::make_shared<Act::Trace>();
    std::promise<QString> read;
    (*file)->lock(std::make_unique<Act>([&](StoreTransaction &, Time) {
        // The last command is being executed: both engines are stopping.
        submit((*file)->writer(), refused, QStringLiteral("task-1"));
        (*file)->reads().submit([&](StoreReader *, Time, const Done &outcome) { read.set_value(codeOf(outcome)); });
        return false;
    }));
    QCOMPARE(codeOf(refused->outcome), QStringLiteral("locked"));
    QCOMPARE(read.get_future().get(), QStringLiteral("locked"));
}

void LockingTest::theFileStaysOurs()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    (*file)->start();
    (*file)->lock(nullptr);
    const auto second = place.open(OpenMode::OpenExisting); // NET-02
    QVERIFY(!second);
    QCOMPARE(second.error().fault, StoreFault::InUse);
}

using Damage = std::function<void(Place &)>;
Q_DECLARE_METATYPE(Damage)

void LockingTest::refusedUnlocks_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<Damage>("mend");
    QTest::addColumn<QString>("expected");
    const auto aside = [](const QString &end) {
        return Damage([end](Place &p) { QFile::rename(p.board + end, p.board + end + QStringLiteral(".aside")); });
    };
    const auto back = [](const QString &end) {
        return Damage([end](Place &p) {
            QFile::remove(p.board + end);
            QFile::rename(p.board + end + QStringLiteral(".aside"), p.board + end);
        });
    };
    const QString key = QStringLiteral(".key");
    const auto another = [](const QString &end) {
        return Damage([end](Place &p) {
            Place other;
            if (!other.make())
                qFatal("no other board");
            QFile::rename(p.board + end, p.board + end + QStringLiteral(".aside"));
            QFile::copy(other.board + end, p.board + end);
            QFile::setPermissions(p.board + end, QFile::ReadOwner | QFile::WriteOwner);
        });
    };
    QTest::newRow("key missing") << aside(key) << back(key) << QStringLiteral("locked/key");
    QTest::newRow("key of another board") << another(key) << back(key) << QStringLiteral("locked/wrong_key");
    QTest::newRow("file missing") << aside({}) << back({}) << QStringLiteral("storage_unavailable/missing");
    QTest::newRow("file of another board") << another({}) << back({}) << QStringLiteral("locked/wrong_key");
    QTest::newRow("another board with this key") << Damage([](Place &p) {
        QFile::rename(p.board, p.board + QStringLiteral(".aside"));
        ConnectionSpec spec;
        spec.path = QFileInfo(p.folder.path()).canonicalFilePath() + QStringLiteral("/board.stint");
        spec.key = std::move(*p.keys.load(p.board));
        spec.applicationId = boardApplicationId;
        spec.newestSchema = newestSchema();
        auto made = Connection::open(spec, OpenMode::CreateNew);
        if (!made || !migrate(**made))
            qFatal("no board beside it");
        (*made)->checkpoint(Connection::Checkpoint::Truncate);
    }) << Damage([back](Place &p) {
        QFile::remove(p.board + QStringLiteral("-wal"));
        QFile::remove(p.board + QStringLiteral("-shm"));
        back({})(p);
    }) << QStringLiteral("storage_unavailable/other_board");
    QTest::newRow("an older state") << Damage([](Place &p) {
        QFile::rename(p.board, p.board + QStringLiteral(".aside"));
        QFile::copy(p.board + QStringLiteral(".early"), p.board);
        QFile::setPermissions(p.board, QFile::ReadOwner | QFile::WriteOwner);
    }) << back({}) << QStringLiteral("storage_unavailable/older");
    QTest::newRow("cut") << Damage([](Place &p) {
        QFile::copy(p.board, p.board + QStringLiteral(".aside"));
        QFile::resize(p.board, 4'096 + 100);
    }) << back({}) << QStringLiteral("storage_unavailable/damaged");
}

/// Each refusal names the next step, leaves everything as it was, and the board can be unlocked once it is mended.
void LockingTest::refusedUnlocks()
{
    QFETCH(Damage, damage);
    QFETCH(Damage, mend);
    QFETCH(QString, expected);
    Place place;
    auto file = place.open(OpenMode::CreateNew);
    QVERIFY(file);
    (*file)->start();
    const auto nothing = [] { return std::make_unique<Act>([](StoreTransaction &, Time) { return false; }); };
    (*file)->writes().submit(std::make_unique<Act>([](StoreTransaction &store, Time) {
        store.putMeta("board_id", QStringLiteral("board-1"));
        return true;
    }));
    (*file)->lock(nullptr);
    QVERIFY(QFile::copy(place.board, place.board + QStringLiteral(".early")));
    QVERIFY((*file)->unlock(nothing()));
    submit((*file)->writes(), {}, QStringLiteral("task-1"));
    (*file)->lock(nullptr);

    damage(place);
    const QByteArray before = hashOf(place.board), keyBefore = hashOf(FileKeyStore::keyPath(place.board));
    const Done refused = (*file)->unlock(nothing());
    QVERIFY(!refused);
    QCOMPARE(codeOf(refused) + QLatin1Char('/') + refused.error().reasonText(), expected);
    QVERIFY2(refused.error().message.endsWith(QLatin1String("then unlock again.")),
             qPrintable(refused.error().message));
    QCOMPARE(hashOf(place.board), before);
    QCOMPARE(hashOf(FileKeyStore::keyPath(place.board)), keyBefore);
    QCOMPARE(tasksIn((*file)->reads()), -1);
    mend(place);
    const Done mended = (*file)->unlock(nothing());
    QVERIFY2(mended, mended ? "" : qPrintable(mended.error().message));
    QCOMPARE(tasksIn((*file)->reads()), 1);
}

void LockingTest::aCopyEndsEarly()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    (*file)->start();
    for (int i = 0; i < 2'000; ++i) {
        (*file)->writes().submit(std::make_unique<Act>([i](StoreTransaction &store, Time) {
            Task task = plainTask(QStringLiteral("task-%1").arg(i));
            task.description = QString(8'000, QLatin1Char('c'));
            store.insertTask(task);
            return true;
        }));
    }
    std::atomic<bool> begun = false;
    QString outcome;
    const QString to = place.folder.filePath(QStringLiteral("copy.stint"));
    std::thread copying([&] {
        // Until one is cut short: a copy may be over before the lock begins.
        for (bool whole = true; whole; QFile::remove(to)) {
            begun = true;
            const auto made = (*file)->backUp(to);
            whole = made.has_value();
            if (!whole)
                outcome = codeOf(made.error().toError());
        }
    });
    while (!begun)
        std::this_thread::yield();
    (*file)->lock(nullptr);
    copying.join();
    QCOMPARE(outcome, QStringLiteral("locked"));
    QCOMPARE(QDir(place.folder.path()).entryList({QStringLiteral("copy*")}, QDir::Files), QStringList());
    QVERIFY((*file)->key().expired());
}

void LockingTest::stoppedWhileLocked()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    (*file)->start();
    submit((*file)->writes(), {}, QStringLiteral("task-1"));
    (*file)->lock(nullptr);
    auto last = std::make_shared<Act::Trace>(), late = std::make_shared<Act::Trace>();
    (*file)->stop(std::make_unique<Act>([](StoreTransaction &, Time) { return true; }, last));
    QCOMPARE(codeOf(last->outcome), QStringLiteral("locked"));
    submit((*file)->writes(), late, QStringLiteral("task-2"));
    QCOMPARE(codeOf(late->outcome), QStringLiteral("shutting_down"));
    QCOMPARE(codeOf((*file)->unlock(nullptr)), QStringLiteral("shutting_down"));
    file->reset();
    const auto again = place.open(OpenMode::OpenExisting, {});
    QVERIFY(again);
    (*again)->start();
    QCOMPARE(tasksIn((*again)->reads()), 1);
}

/// Locked and unlocked again and again while others write and read: nobody hears anything but done and locked, and
/// what is done is there.
void LockingTest::underLoad()
{
    Place place;
    auto file = place.open(OpenMode::CreateNew, {});
    QVERIFY(file);
    (*file)->start();
    std::atomic<int> done = 0, refused = 0, strange = 0;
    std::atomic<bool> ends = false;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 3; ++caller) {
        callers.emplace_back([&, caller] {
            for (int i = 0; !ends; ++i) {
                std::promise<void> answered;
                class Insert final : public WriteCommand
                {
                public:
                    Insert(QString id, std::function<void(const Done &)> answer)
                        : m_id(std::move(id))
                        , m_answer(std::move(answer))
                    {
                    }
                    bool execute(StoreTransaction &store, Time) override
                    {
                        store.insertTask(plainTask(m_id));
                        return true;
                    }
                    void finish(const Done &outcome) override { m_answer(outcome); }

                private:
                    QString m_id;
                    std::function<void(const Done &)> m_answer;
                };
                (*file)->writes().submit(
                    std::make_unique<Insert>(QStringLiteral("task-%1-%2").arg(caller).arg(i), [&](const Done &outcome) {
                        const QString code = codeOf(outcome);
                        ++(outcome ? done : code == QLatin1String("locked") ? refused : strange);
                        answered.set_value();
                    }));
                answered.get_future().wait();
                std::promise<void> looked;
                (*file)->reads().submit([&](StoreReader *, Time, const Done &outcome) {
                    if (!outcome && outcome.error().code != ErrorCode::Locked)
                        ++strange;
                    looked.set_value();
                });
                looked.get_future().wait();
            }
        });
    }
    for (int round = 0; round < 10; ++round) {
        const int before = done;
        while (done < before + 20)
            std::this_thread::yield();
        (*file)->lock(nullptr);
        const int refusedBefore = refused;
        while (refused < refusedBefore + 20)
            std::this_thread::yield();
        QVERIFY((*file)->unlock(std::make_unique<Act>([](StoreTransaction &, Time) { return false; })));
    }
    ends = true;
    for (std::thread &caller : callers)
        caller.join();
    QCOMPARE(strange.load(), 0);
    QCOMPARE(tasksIn((*file)->reads()), done.load());
}

STINT_REGISTER_TEST(LockingTest)
#include "tst_locking.moc"
