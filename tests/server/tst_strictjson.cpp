#include "app/wire/decode.h"
#include "app/wire/lineframer.h"
#include "app/wire/strictjson.h"
#include "model/domain/verbs/task.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stint;
using namespace stint::wire;

class StrictJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frm02_data();
    void frm02();
    void twiceIsRefused();
    void valuesAreKept();
    void bounds();
    void integers_data();
    void integers();
    void framingInRandomChunks();
    void frm01_lineBound();
};

void StrictJsonTest::frm02_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("verdict"); // ok, malformed@offset, forbidden: words
    const auto row = [](const char *name, const QByteArray &text, const char *verdict) {
        QTest::newRow(name) << text << QString::fromLatin1(verdict);
    };
    row("object", R"({"a":[1,2.5,-3e+2,"x",true,false,null,{}]})", "ok");
    row("blank around", " \t{\"a\" : 1 }\r ", "ok");
    row("escapes", R"({"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"})", "ok");
    row("utf-8", "{\"a\":\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"}", "ok");
    row("empty", "", "malformed@0");
    row("byte order mark", "\xef\xbb\xbf{}", "malformed@0");
    row("trailing text", "{} x", "malformed@3");
    row("two values", "{}{}", "malformed@2");
    row("NaN", R"({"a":NaN})", "malformed@5");
    row("Infinity", R"({"a":-Infinity})", "malformed@5");
    row("single quotes", "{'a':1}", "malformed@1");
    row("trailing comma", R"({"a":1,})", "malformed@7");
    row("leading zero", R"({"a":01})", "malformed@6");
    row("plus sign", R"({"a":+1})", "malformed@5");
    row("bare point", R"({"a":1.})", "malformed@7");
    row("cut string", R"({"a":"b)", "malformed@7");
    row("cut object", R"({"a":1)", "malformed@6");
    row("bad escape", R"({"a":"\x"})", "malformed@6");
    row("bad hex", R"({"a":"\u12g4"})", "malformed@6");
    row("lone byte", "{\"a\":\"\x80\"}", "malformed@6");
    row("overlong", "{\"a\":\"\xc0\xaf\"}", "malformed@6");
    row("surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", "malformed@6");
    row("cut sequence", "{\"a\":\"\xe2\x82\"}", "malformed@6");
    row("beyond Unicode", "{\"a\":\"\xf4\x90\x80\x80\"}", "malformed@6");
    row("duplicate key", R"({"a":1,"b":2,"a":3})", "forbidden: duplicate key \"a\"");
    row("duplicate key, spelled differently", R"({"a":1,"\u0061":3})", "forbidden: duplicate key \"a\"");
    row("duplicate key inside", R"({"p":{"x":{},"x":[]}})", "forbidden: duplicate key \"x\"");
    row("lone high surrogate", R"({"a":"\ud83d"})", "forbidden: lone surrogate");
    row("high surrogate, then text", R"({"a":"\ud83dx"})", "forbidden: lone surrogate");
    row("two high surrogates", R"({"a":"\ud83d\ud83d\ude00"})", "forbidden: lone surrogate");
    row("lone low surrogate", R"({"a":"\ude00"})", "forbidden: lone surrogate");
    row("lone surrogate in a key", R"({"\ude00":1})", "forbidden: lone surrogate");
    row("raw control character", "{\"a\":\"x\x01y\"}", "forbidden: raw control character in a string");
    row("raw tab", "{\"a\":\"x\ty\"}", "forbidden: raw control character in a string");
    row("raw NUL", QByteArray("{\"a\":\"x\0y\"}", 11), "forbidden: NUL in a string");
    row("escaped NUL", R"({"a":"\u0000"})", "forbidden: NUL in a string");
    const auto nul = [&](const char *name, const QByteArray &text) {
        row(name, QByteArray(text).replace('#', '\0'), "forbidden: NUL byte");
    };
    nul("NUL for a value", "{\"a\":#}");
    nul("NUL before the value", "#{}");
    nul("NUL after the value", "{}#");
    nul("NUL for a name", "{#\"a\":1}");
    nul("NUL for a colon", "{\"a\"#:1}");
    nul("NUL for a comma", "[1#,2]");
    nul("NUL in a word", "[tr#ue]");
    nul("NUL in a number", "[1.#5]");
    nul("NUL after a minus", "[-#5]");
    nul("NUL in an escape", "[\"\\#\"]");
    nul("NUL in hex", "[\"\\u00#0\"]");
    row("depth 32", QByteArray(32, '[') + QByteArray(32, ']'), "ok");
    row("depth 33", QByteArray(33, '[') + QByteArray(33, ']'), "forbidden: nested too deeply");
}

void StrictJsonTest::frm02()
{
    QFETCH(QByteArray, text);
    const auto scanned = JsonText::scan(text);
    QString verdict = QStringLiteral("ok");
    const auto fault = scanned ? scanned->fault() : std::optional(scanned.error());
    if (fault)
        verdict = fault->kind == JsonFault::Malformed ? QStringLiteral("malformed@%1").arg(fault->offset)
                                                      : QStringLiteral("forbidden: ") + fault->what;
    QTEST(verdict, "verdict");
}

/// Whoever decodes without having asked for the fault gets a refusal all the same.
void StrictJsonTest::twiceIsRefused()
{
    const auto text = JsonText::scan(R"({"title":"a","title":"b"})");
    QVERIFY(text && text->fault());
    const auto decoded = decode<TaskCreate>(text->root());
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().error.message, QStringLiteral("a parameter is named twice"));
}

void StrictJsonTest::valuesAreKept()
{
    const auto text = JsonText::scan(R"({"a":{"deep": [ 1 , "two" ]},"b\u0062":"x\ud83d\ude00\ny","c":[]})");
    QVERIFY(text);
    const JsonRef root = text->root();
    QCOMPARE(root.size(), 3);
    QCOMPARE(root.find("a").raw().toByteArray(), QByteArray(R"({"deep": [ 1 , "two" ]})")); // VAL-02
    QCOMPARE(root.find("bb").string(), QString::fromUtf8("x\xf0\x9f\x98\x80\ny"));
    // U+FEFF is a character, wherever it stands.
    const auto marks = JsonText::scan("[\"\xef\xbb\xbf\xef\xbb\xbfx\",\"\\n\xef\xbb\xbfy\"]");
    QStringList marked;
    marks->root().forEach([&](JsonRef item) { marked += item.string(); });
    QCOMPARE(marked, QStringList({QStringLiteral("\ufeff\ufeffx"), QStringLiteral("\n\ufeffy")}));
    QVERIFY(root.find("c").is(JsonKind::Array));
    QVERIFY(!root.find("d"));
    QStringList keys;
    root.forEach([&](JsonRef member) { keys += member.key(); });
    QCOMPARE(keys, QStringList({QStringLiteral("a"), QStringLiteral("bb"), QStringLiteral("c")}));
}

void StrictJsonTest::bounds()
{
    QByteArray list = "[0", object = "{\"k0\":0";
    for (int i = 1; i < 1'000; ++i) {
        list += ",0";
        object += ",\"k" + QByteArray::number(i) + "\":0";
    }
    QVERIFY(!JsonText::scan(list + "]")->fault());
    QVERIFY(!JsonText::scan(object + "}")->fault());
    QCOMPARE(JsonText::scan(list + ",0]")->fault()->what, QStringLiteral("too many items in one array"));
    QCOMPARE(JsonText::scan(object + ",\"z\":0}")->fault()->what, QStringLiteral("too many members in one object"));
}

void StrictJsonTest::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("zero") << QByteArray("0") << QStringLiteral("0");
    QTest::newRow("greatest") << QByteArray("9007199254740991") << QStringLiteral("9007199254740991");
    QTest::newRow("least") << QByteArray("-9007199254740991") << QStringLiteral("-9007199254740991");
    QTest::newRow("over") << QByteArray("9007199254740992") << QString();
    QTest::newRow("under") << QByteArray("-9007199254740992") << QString();
    QTest::newRow("beyond 64 bits") << QByteArray("18446744073709551617") << QString();
    QTest::newRow("fraction") << QByteArray("1.5") << QString();
    QTest::newRow("whole, written as a fraction") << QByteArray("3.0") << QStringLiteral("3");
    QTest::newRow("whole, with exponent") << QByteArray("3e2") << QStringLiteral("300");
    QTest::newRow("too large with exponent") << QByteArray("1e300") << QString();
}

void StrictJsonTest::integers()
{
    QFETCH(QByteArray, text);
    const auto scanned = JsonText::scan(text);
    QVERIFY(scanned);
    const auto number = scanned->root().integer();
    QTEST(number ? QString::number(*number) : QString(), "value");
}

void StrictJsonTest::framingInRandomChunks()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    QByteArray stream;
    QList<QByteArray> sent, received;
    for (int i = 0; i < 2'000; ++i) {
        sent += QByteArray(random.bounded(300), static_cast<char>('a' + i % 26));
        stream += sent.last() + '\n';
    }
    LineFramer framer(300);
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype size = std::min<qsizetype>(1 + random.bounded(1'500), stream.size() - at);
        framer.append(QByteArrayView(stream).sliced(at, size));
        at += size;
        while (const auto line = framer.next())
            received += line->toByteArray();
    }
    QVERIFY2(received == sent, qPrintable(QStringLiteral("seed %1").arg(seed)));
    QCOMPARE(framer.halfLineBytes(), 0);
}

void StrictJsonTest::frm01_lineBound()
{
    LineFramer whole(10);
    whole.append("0123456789\n0123456789x");
    QCOMPARE(whole.next()->toByteArray(), QByteArray("0123456789"));
    QVERIFY(!whole.next());
    QVERIFY(whole.isOverflowing()); // without its end
    whole.append("\nabc\n");
    QVERIFY(!whole.next());
    LineFramer ended(10);
    ended.append("0123456789x\n");
    QVERIFY(!ended.next());
    QVERIFY(ended.isOverflowing());
    LineFramer full(10);
    full.append("0123456789");
    QVERIFY(!full.next());
    QVERIFY(!full.isOverflowing());
}

STINT_REGISTER_TEST(StrictJsonTest)
#include "tst_strictjson.moc"
