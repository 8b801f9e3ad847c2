#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <sys/stat.h>

using namespace stint;
using namespace stint::test;

/// T3, T19: how a key file must look, and that a key is never replaced.
class KeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mintsOnceAndReadsBack();
    void neverMintsBesideABoard();
    void careless_data();
    void careless();
};

void KeysTest::mintsOnceAndReadsBack()
{
    Place place;
    const auto made = place.keys.create(place.board);
    QVERIFY(made);
    const auto read = place.keys.load(place.board);
    QVERIFY(read);
    QVERIFY(made->bytes() == read->bytes());
    QVERIFY(made->bytes() != SecretKey::Bytes{});
    // A creation that stopped behind the key goes on with it.
    const auto again = place.keys.create(place.board);
    QVERIFY(again);
    QVERIFY(again->bytes() == made->bytes());
}

void KeysTest::neverMintsBesideABoard()
{
    Place place;
    QVERIFY(place.make());
    QVERIFY(QFile::remove(FileKeyStore::keyPath(place.board)));
    QVERIFY(!place.keys.create(place.board));
    QVERIFY(!QFile::exists(FileKeyStore::keyPath(place.board)));
}

using Damage = void (*)(const QString &);
Q_DECLARE_METATYPE(Damage)

void KeysTest::careless_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << Damage([](const QString &key) { QFile::remove(key); }) << QStringLiteral("key_missing");
    QTest::newRow("readable by others") << Damage([](const QString &key) { ::chmod(qPrintable(key), 0640); })
                                        << QStringLiteral("key_mode");
    QTest::newRow("a link") << Damage([](const QString &key) {
        QFile::rename(key, key + QLatin1Char('2'));
        QFile::link(key + QLatin1Char('2'), key);
    }) << QStringLiteral("key_is_link");
    QTest::newRow("cut") << Damage([](const QString &key) { QFile::resize(key, 10); }) << QStringLiteral("key_damaged");
    QTest::newRow("not hex") << Damage([](const QString &key) {
        QFile file(key);
        file.open(QIODevice::ReadWrite);
        file.putChar('g');
    }) << QStringLiteral("key_damaged");
}

void KeysTest::careless()
{
    QFETCH(Damage, damage);
    QFETCH(QString, reason);
    Place place;
    QVERIFY(place.make());
    damage(FileKeyStore::keyPath(place.board));
    const auto key = place.keys.load(place.board);
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::Locked);
    QCOMPARE(key.error().reasonText(), reason);
}

STINT_REGISTER_TEST(KeysTest)
#include "tst_keys.moc"
