#include "app/cli/logrelay.h"
#include "app/cli/output.h"
#include "app/cli/outputkeeper.h"
#include "app/cli/render.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::cli;

/// What reaches a terminal and what is read from streams (CLI-01, CLI-04).
class OutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void terminalControlsBecomeVisible_data();
    void terminalControlsBecomeVisible();
    void jsonKeepsItsMeaning();
    void wideCharactersTakeTwoColumns();
    void fieldsThinADocument_data();
    void fieldsThinADocument();
    void listsBecomeTables();
    void resultIsTheLastJsonLine_data();
    void resultIsTheLastJsonLine();
    void resultMayComeInPieces();
    void tailIsBoundedAndClean();
    void logLeavesOnePartAfterAnother();
    void logKeepsTheNewest();
};

void OutputTest::terminalControlsBecomeVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("escape") << QStringLiteral("a\x1b[31mb") << QStringLiteral("a\\x1b[31mb");
    QTest::newRow("C1") << QStringLiteral("a") + QChar(0x9b) + QStringLiteral("31m") << QStringLiteral("a\\x9b31m");
    QTest::newRow("line feed and tab") << QStringLiteral("a\nb\tc") << QStringLiteral("a\\nb\\tc");
    QTest::newRow("right to left override")
        << QStringLiteral("a") + QChar(0x202e) + QStringLiteral("b") << QStringLiteral("a\\u{202e}b");
    QTest::newRow("isolate") << QString(QChar(0x2066)) << QStringLiteral("\\u{2066}");
    QTest::newRow("delete") << QStringLiteral("\x7f") << QStringLiteral("\\x7f");
    QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) << QString(QChar(0xfffd));
    QTest::newRow("plain") << QStringLiteral("Grüße 日本 🙂") << QStringLiteral("Grüße 日本 🙂");
}

void OutputTest::terminalControlsBecomeVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(safeText(text), shown);
}

void OutputTest::jsonKeepsItsMeaning()
{
    const QByteArray document = QStringLiteral("{\"t\":\"a%1b%2c ü …\"}").arg(QChar(0x202e)).arg(QChar(0x9b)).toUtf8();
    const QByteArray safe = safeJson(document);
    QCOMPARE(safe, QByteArray("{\"t\":\"a\\u202eb\\u009bc ü …\"}"));
}

void OutputTest::wideCharactersTakeTwoColumns()
{
    QCOMPARE(displayWidth(QStringLiteral("abc")), 3);
    QCOMPARE(displayWidth(QStringLiteral("日本")), 4);
    QCOMPARE(displayWidth(QStringLiteral("e") + QChar(0x0301)), 1);
}

void OutputTest::fieldsThinADocument_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QByteArray>("thinned");
    QTest::newRow("own member") << QByteArray(R"({"a":1,"b":2})") << QStringList{QStringLiteral("b")}
                                << QByteArray(R"({"b":2})");
    QTest::newRow("path") << QByteArray(R"({"a":{"c":[1]},"b":2})") << QStringList{QStringLiteral("a.c")}
                          << QByteArray(R"({"a.c":[1]})");
    QTest::newRow("of the task") << QByteArray(R"({"task":{"id":"t"},"run":{"id":"r"}})")
                                 << QStringList{QStringLiteral("id")} << QByteArray(R"({"id":"t"})");
    QTest::newRow("of each item") << QByteArray(R"({"items":[{"id":1,"x":2},{"x":3}],"total":2})")
                                  << QStringList{QStringLiteral("id")}
                                  << QByteArray(R"({"items":[{"id":1},{}],"total":2})");
}

void OutputTest::fieldsThinADocument()
{
    QFETCH(QByteArray, document);
    QFETCH(QStringList, fields);
    QFETCH(QByteArray, thinned);
    QCOMPARE(withFields(document, fields), thinned);
}

void OutputTest::listsBecomeTables()
{
    const auto table =
        tableOf(R"({"items":[{"id":"t1","title":"A","labels":["x"]},{"id":"t2","title":"B"}],"total":2})");
    QVERIFY(table);
    QCOMPARE(table->header, (QStringList{QStringLiteral("ID"), QStringLiteral("TITLE")}));
    QCOMPARE(table->rows.size(), std::size_t(2));
    QCOMPARE(table->rows[1], (QStringList{QStringLiteral("t2"), QStringLiteral("B")}));
    QVERIFY(!tableOf(R"({"ok":true})"));
}

void OutputTest::resultIsTheLastJsonLine_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("none") << QByteArray("hello\nworld\n") << QByteArray();
    QTest::newRow("last of two") << QByteArray("{\"a\":1}\n{\"a\":2}\n") << QByteArray("{\"a\":2}");
    QTest::newRow("text after it") << QByteArray("{\"a\":1}\nbye\n") << QByteArray("{\"a\":1}");
    QTest::newRow("without line feed") << QByteArray("x\n[1,2]") << QByteArray("[1,2]");
    QTest::newRow("broken JSON") << QByteArray("{\"a\":1}\n{\"a\":\n") << QByteArray("{\"a\":1}");
    QTest::newRow("a number") << QByteArray("{\"a\":1}\n42\n") << QByteArray("42"); // CLI-04: any JSON
    QTest::newRow("a text") << QByteArray("\"done\"\nbye 42\n") << QByteArray("\"done\"");
    QTest::newRow("too long") << "{\"a\":1}\n[\"" + QByteArray(70'000, 'x') + "\"]\n" << QByteArray("{\"a\":1}");
    QTest::newRow("after too long") << QByteArray(70'000, 'x') + "\n{\"a\":3}\n" << QByteArray("{\"a\":3}");
}

void OutputTest::resultIsTheLastJsonLine()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, result);
    LastJsonLine last;
    last.take(stream);
    QCOMPARE(last.json(), result);
    QCOMPARE(last.wasTooLong(), QByteArray(QTest::currentDataTag()) == "too long");
}

void OutputTest::resultMayComeInPieces()
{
    LastJsonLine last;
    for (const char c : QByteArray("log\n{\"a\": [1, 2]}\n"))
        last.take(QByteArray(1, c));
    QCOMPARE(last.json(), QByteArray("{\"a\": [1, 2]}"));
}

void OutputTest::tailIsBoundedAndClean()
{
    StreamTail tail(10);
    tail.take("0123456789");
    tail.take("\x1b[31mred\x1b[0m\r\n");
    QVERIFY(tail.text().toUtf8().size() <= 10);
    StreamTail colours(100);
    colours.take("a\x1b[31mred\x1b[0m\x07 b\r\n");
    QCOMPARE(colours.text(), QStringLiteral("ared") + QChar(0xfffd) + QStringLiteral(" b"));
    StreamTail cut(2);
    cut.take("xü");
    QCOMPARE(cut.text(), QStringLiteral("ü"));
    StreamTail half(1);
    half.take("ü");
    QCOMPARE(half.text(), QString());
}

void OutputTest::logLeavesOnePartAfterAnother()
{
    LogRelay log;
    QVERIFY(!log.due());
    log.take(LogRelay::Output, "caf\xc3"); // in the middle of a character
    log.take(LogRelay::Errors, "!\n");
    log.take(LogRelay::Output, QByteArray("\xa9\0\n", 3));
    QVERIFY(log.due());
    QCOMPARE(log.next(), QStringLiteral("caf!\n\u00e9\u2400\n"));
    const auto sent = std::chrono::steady_clock::now();
    log.take(LogRelay::Output, "more");
    QVERIFY(!log.due()); // one part is under way
    log.settle(true);
    QVERIFY(*log.due() > sent); // people read no faster
    QCOMPARE(log.rest(), QStringLiteral("more"));
    log.take(LogRelay::Output, "x");
    log.settle(false); // nobody looks, but a window may be opened: asked again, later
    QVERIFY(*log.due() > sent + std::chrono::milliseconds(LogRelay::quietMs / 2));
    log.take(LogRelay::Output, "y");
    QCOMPARE(log.next(), QStringLiteral("xy"));
}

void OutputTest::logKeepsTheNewest()
{
    LogRelay log;
    for (int i = 0; i < 100'000; ++i)
        log.take(LogRelay::Output, "line " + QByteArray::number(i) + '\n');
    const QString part = log.next();
    QVERIFY(part.size() <= LogRelay::charsMax + 3);
    QVERIFY(part.startsWith(QStringLiteral("\n…\nline ")));
    QVERIFY(part.endsWith(QStringLiteral("line 99999\n")));
    log.settle(true);
    log.take(LogRelay::Output, QString(20'000, QChar(0xd83d)).toUtf8() + QByteArray("🙂").repeated(10'000));
    QVERIFY(!log.next().at(3).isLowSurrogate());
}

STINT_REGISTER_TEST(OutputTest)

#include "tst_output.moc"
