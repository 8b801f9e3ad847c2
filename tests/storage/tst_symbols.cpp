#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

/// T20: the library stays inside the executable, so no other copy of SQLite can take its place or be replaced by it.
class SymbolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOfTheLibraryIsExported();
};

void SymbolsTest::nothingOfTheLibraryIsExported()
{
    const auto symbols = [](const QStringList &arguments) {
        QProcess nm;
        nm.start(QStringLiteral("nm"), arguments + QStringList{QCoreApplication::applicationFilePath()});
        return nm.waitForFinished() && nm.exitCode() == 0 ? nm.readAllStandardOutput() : QByteArray();
    };
    QVERIFY2(symbols({}).contains(" sqlite3_step"), "the library is not linked statically");
    QVERIFY(!symbols({QStringLiteral("-D")}).contains("sqlite3_"));
}

STINT_REGISTER_TEST(SymbolsTest)
#include "tst_symbols.moc"
