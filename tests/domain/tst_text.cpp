#include "model/domain/ids.h"
#include "model/domain/text.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;

namespace
{

/// `ok` with the text as it is now, or the error's code and reason.
QString told(const Done &done, const QString &text)
{
    if (done)
        return QStringLiteral("ok:") + text;
    const QString reason = done.error().reasonText();
    const QString code = QLatin1String(errorInfo(done.error().code).text);
    return reason.isEmpty() ? code : code + QLatin1Char('/') + reason;
}

const QString refused = QStringLiteral("validation_failed");

} // namespace

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreThoseOfUtf8_data();
    void bytesAreThoseOfUtf8();
    void textsAreTrimmedThenMeasured_data();
    void textsAreTrimmedThenMeasured();
    void namesRefuseWhatTextsRedact_data();
    void namesRefuseWhatTextsRedact();
    void everyCheckNamesItsField();
    void requiredMeansNotBlank();
    void redactionKeepsTheBound();
    void capabilities_data();
    void capabilities();
    void labels_data();
    void labels();
    void selectorsDropBlanks();
    void redaction_data();
    void redaction();
    void truncation_data();
    void truncation();
    void channelNames_data();
    void channelNames();
    void hashesCompareByContent();
    void enumerationsAreNormed_data();
    void enumerationsAreNormed();
};

void TextTest::bytesAreThoseOfUtf8_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("ascii") << QStringLiteral("task");
    QTest::newRow("two bytes") << QStringLiteral("über");
    QTest::newRow("three bytes") << QStringLiteral("€ 中");
    QTest::newRow("four bytes") << QStringLiteral("a😀b😀");
    QTest::newRow("edges") << QString(QChar(0x7f)) + QChar(0x80) + QChar(0x7ff) + QChar(0x800) + QChar(0xffff);
}

void TextTest::bytesAreThoseOfUtf8()
{
    QFETCH(QString, text);
    QCOMPARE(utf8Bytes(text), text.toUtf8().size());
}

void TextTest::textsAreTrimmedThenMeasured_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QString>("expected");
    const int one = static_cast<int>(Lines::One), many = static_cast<int>(Lines::Many);
    QTest::newRow("VAL-01 trims") << QStringLiteral(" \t\u00a0a b\u2003\n") << one << QStringLiteral("ok:a b");
    QTest::newRow("VAL-01 the bound itself") << QString(10, QLatin1Char('x')) << one << QStringLiteral("ok:xxxxxxxxxx");
    QTest::newRow("ERR-02 one more") << QString(11, QLatin1Char('x')) << one << refused;
    QTest::newRow("VAL-01 measured after trimming")
        << QStringLiteral("  xxxxxxxxxx  ") << one << QStringLiteral("ok:xxxxxxxxxx");
    QTest::newRow("bytes, not characters") << QStringLiteral("ääääää") << one << refused;
    QTest::newRow("VAL-01 no tab in one line") << QStringLiteral("a\tb") << one << refused;
    QTest::newRow("VAL-01 no line feed in one line") << QStringLiteral("a\nb") << one << refused;
    QTest::newRow("VAL-01 tab, CR, LF in many") << QStringLiteral("a\t\r\nb") << many << QStringLiteral("ok:a\t\r\nb");
    QTest::newRow("VAL-01 no other control") << QStringLiteral("a\u0007b") << many << refused;
    QTest::newRow("VAL-01 no DEL") << QStringLiteral("a\u007fb") << many << refused;
    QTest::newRow("VAL-01 no C1 control") << QStringLiteral("a\u0091b") << many << refused;
    QTest::newRow("VAL-01 no NUL") << QString(QLatin1Char('a')) + QChar(0) + QLatin1Char('b') << many << refused;
    QTest::newRow("VAL-01 lone surrogate") << QString(QChar(0xd800)) + QLatin1Char('a') << many << refused;
    QTest::newRow("blank is fine") << QStringLiteral(" \n ") << one << QStringLiteral("ok:");
}

void TextTest::textsAreTrimmedThenMeasured()
{
    QFETCH(QString, text);
    QFETCH(int, lines);
    QFETCH(QString, expected);
    const Done done = checkText("field", text, 10, static_cast<Lines>(lines));
    QCOMPARE(told(done, text), expected);
}

void TextTest::namesRefuseWhatTextsRedact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("asText");
    QTest::addColumn<QString>("asName");
    const QString token = QStringLiteral("x stint_claim_Ab-_9 y");
    QTest::newRow("RED-02 token") << token << QStringLiteral("ok:x stint_claim_[REDACTED] y") << refused;
    QTest::newRow("RED-02 session token")
        << QStringLiteral("stint_session_k") << QStringLiteral("ok:stint_session_[REDACTED]") << refused;
    QTest::newRow("RED-02 prefix alone") << QStringLiteral("stint_claim_ x") << QStringLiteral("ok:stint_claim_ x")
                                         << QStringLiteral("ok:stint_claim_ x");
}

void TextTest::namesRefuseWhatTextsRedact()
{
    QFETCH(QString, text);
    QFETCH(QString, asText);
    QFETCH(QString, asName);
    QString copy = text;
    const Done name = checkName("field", copy, 100);
    QCOMPARE(told(name, copy), asName);
    const Done content = checkText("field", text, 100, Lines::Many);
    QCOMPARE(told(content, text), asText);
}

void TextTest::everyCheckNamesItsField()
{
    QString tooLong(50, QLatin1Char('x'));
    const Done done = checkText("title", tooLong, 10, Lines::One);
    QVERIFY(!done);
    QCOMPARE(done.error().data.value(QStringLiteral("field")).toString(), QStringLiteral("title"));
    QCOMPARE(done.error().data.value(QStringLiteral("limit")).toInt(), 10);
    QCOMPARE(done.error().data.value(QStringLiteral("got")).toInt(), 50);
}

void TextTest::requiredMeansNotBlank()
{
    QString blank = QStringLiteral(" \n");
    QVERIFY(!checkRequiredText("title", blank, 10, Lines::One));
    blank = QStringLiteral("\t");
    QVERIFY(!checkRequiredName("key", blank, 10));
    TaskId id(QStringLiteral("   "));
    QCOMPARE(told(checkId("task_id", id), {}), refused); // ERR-03
}

void TextTest::redactionKeepsTheBound()
{
    // The text fits, what would be stored does not (INV-43).
    QString text = QStringLiteral("stint_claim_a");
    QVERIFY(!checkText("title", text, 13, Lines::One));
    text = QStringLiteral("stint_claim_a");
    QVERIFY(checkText("title", text, 22, Lines::One));
    QCOMPARE(text, QStringLiteral("stint_claim_[REDACTED]"));
}

void TextTest::capabilities_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QStringList &given, const QString &expected) {
        QTest::newRow(name) << given << expected;
    };
    row("VAL-09 sorted, distinct", {QStringLiteral("b "), QStringLiteral("a"), QStringLiteral("b")},
        QStringLiteral("ok:a|b"));
    row("case is kept", {QStringLiteral("Rust"), QStringLiteral("rust")}, QStringLiteral("ok:Rust|rust"));
    row("VAL-09 blank", {QStringLiteral("a"), QStringLiteral(" ")}, refused);
    row("IDN-09 space", {QStringLiteral("a b")}, refused);
    row("IDN-09 comma", {QStringLiteral("a,b")}, refused);
    row("IDN-09 tab", {QStringLiteral("a\tb")}, refused);
    row("IDN-09 128 bytes", {QString(128, QLatin1Char('x'))}, QStringLiteral("ok:") + QString(128, QLatin1Char('x')));
    row("IDN-09 129 bytes", {QString(129, QLatin1Char('x'))}, refused);
    row("RED-02 token", {QStringLiteral("stint_claim_x")}, refused);
    QStringList many;
    for (int i = 0; i < 64; ++i)
        many.append(QStringLiteral("c%1").arg(i, 2, 10, QLatin1Char('0')));
    row("64", many, QStringLiteral("ok:") + many.join(QLatin1Char('|')));
    row("64 after duplicates collapse", many + many, QStringLiteral("ok:") + many.join(QLatin1Char('|')));
    row("65", many + QStringList{QStringLiteral("one more")}, refused);
}

void TextTest::capabilities()
{
    QFETCH(QStringList, given);
    QFETCH(QString, expected);
    const Done done = checkCapabilities("required_capabilities", given);
    QCOMPARE(told(done, given.join(QLatin1Char('|'))), expected);
}

void TextTest::labels_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("expected");
    QTest::newRow("1.4 sorted, distinct")
        << QStringList{QStringLiteral("ui "), QStringLiteral("bug"), QStringLiteral("ui")}
        << QStringLiteral("ok:bug|ui");
    QTest::newRow("1.4 blank") << QStringList{QString()} << refused;
    QTest::newRow("1.4 64 bytes") << QStringList{QString(64, QLatin1Char('l'))}
                                  << QStringLiteral("ok:") + QString(64, QLatin1Char('l'));
    QTest::newRow("1.4 65 bytes") << QStringList{QString(65, QLatin1Char('l'))} << refused;
    QStringList sixteen;
    for (int i = 10; i < 26; ++i)
        sixteen.append(QString::number(i));
    QTest::newRow("1.4 sixteen") << sixteen << QStringLiteral("ok:") + sixteen.join(QLatin1Char('|'));
    QTest::newRow("1.4 seventeen") << sixteen + QStringList{QStringLiteral("z")} << refused;
}

void TextTest::labels()
{
    QFETCH(QStringList, given);
    QFETCH(QString, expected);
    const Done done = checkLabels("labels", given);
    QCOMPARE(told(done, given.join(QLatin1Char('|'))), expected);
}

void TextTest::selectorsDropBlanks()
{
    QStringList selectors{QStringLiteral(" b"), QString(), QStringLiteral("a"), QStringLiteral("b ")};
    QVERIFY(checkSelectors("allowed_agents", selectors));
    QCOMPARE(selectors, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QStringList withBreak{QStringLiteral("a\nb")};
    QVERIFY(!checkSelectors("allowed_agents", withBreak));
    QStringList tooLong{QString(129, QLatin1Char('a'))};
    QVERIFY(!checkSelectors("allowed_agents", tooLong));
}

void TextTest::redaction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("no secret") << QStringLiteral("no secret");
    QTest::newRow("two") << QStringLiteral("stint_claim_a,stint_session_b!")
                         << QStringLiteral("stint_claim_[REDACTED],stint_session_[REDACTED]!");
    QTest::newRow("nested") << QStringLiteral("stint_claim_stint_session_x")
                            << QStringLiteral("stint_claim_[REDACTED]");
    QTest::newRow("inside a word") << QStringLiteral("xstint_claim_a") << QStringLiteral("xstint_claim_[REDACTED]");
    QTest::newRow("again") << QStringLiteral("stint_claim_[REDACTED]") << QStringLiteral("stint_claim_[REDACTED]");
    QTest::newRow("other case") << QStringLiteral("Stint_claim_a") << QStringLiteral("Stint_claim_a");
    QTest::newRow("empty one first") << QStringLiteral("stint_claim_.stint_claim_a")
                                     << QStringLiteral("stint_claim_.stint_claim_[REDACTED]");
}

void TextTest::redaction()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(redacted(text), expected);
    QCOMPARE(redactedUtf8(text.toUtf8()), expected.toUtf8());
    QCOMPARE(holdsToken(text), text != expected);
    QVERIFY(!holdsToken(redacted(text)));
}

void TextTest::truncation_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("CTX-03 fits") << QStringLiteral("12345") << 5 << QStringLiteral("12345");
    QTest::newRow("CTX-03 dots inside the bound") << QStringLiteral("123456") << 5 << QStringLiteral("12...");
    QTest::newRow("CTX-03 two-byte character stays whole") << QStringLiteral("1äääää") << 5 << QStringLiteral("1...");
    QTest::newRow("CTX-03 pair stays whole") << QStringLiteral("😀😀😀") << 8 << QStringLiteral("😀...");
    QTest::newRow("CTX-03 pair does not fit") << QStringLiteral("😀😀") << 6 << QStringLiteral("...");
    QTest::newRow("CTX-03 tiny bound") << QStringLiteral("123456") << 2 << QStringLiteral("..");
}

void TextTest::truncation()
{
    QFETCH(QString, text);
    QFETCH(int, bytes);
    QFETCH(QString, expected);
    bool wasCut = false;
    const QString cut = truncated(text, bytes, &wasCut);
    QCOMPARE(cut, expected);
    QCOMPARE(wasCut, cut != text);
    QVERIFY(utf8Bytes(cut) <= bytes);
    QVERIFY(cut.isValidUtf16());
}

void TextTest::channelNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("IDN-06 letters") << QStringLiteral("build-1_x") << true;
    QTest::newRow("IDN-06 digit first") << QStringLiteral("1build") << true;
    QTest::newRow("IDN-06 dash first") << QStringLiteral("-build") << false;
    QTest::newRow("IDN-06 capital") << QStringLiteral("Build") << false;
    QTest::newRow("IDN-06 dot") << QStringLiteral("a.b") << false;
    QTest::newRow("IDN-06 blank") << QString() << false;
    QTest::newRow("IDN-06 64") << QString(64, QLatin1Char('a')) << true;
    QTest::newRow("IDN-06 65") << QString(65, QLatin1Char('a')) << false;
    QTest::newRow("RED-02 token") << QStringLiteral("stint_claim_abc") << false;
}

void TextTest::channelNames()
{
    QFETCH(QString, name);
    QFETCH(bool, valid);
    QCOMPARE(isChannelName(name), valid);
}

void TextTest::hashesCompareByContent()
{
    // FIPS 180-4, example of one block.
    const QString hash = sha256Text("abc");
    QCOMPARE(hash, QStringLiteral("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QVERIFY(equalInConstantTime(hash, sha256Text("abc")));
    QVERIFY(!equalInConstantTime(hash, sha256Text("abd")));
    QVERIFY(!equalInConstantTime(hash, hash.chopped(1)));
}

void TextTest::enumerationsAreNormed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ENM-01 exact") << QStringLiteral("high") << QStringLiteral("high");
    QTest::newRow("ENM-01 normed") << QStringLiteral("  HiGh ") << QStringLiteral("high");
    QTest::newRow("ENM-01 default") << QStringLiteral(" ") << QStringLiteral("medium");
    QTest::newRow("ENM-01 unknown") << QStringLiteral("highest") << refused;
}

void TextTest::enumerationsAreNormed()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto value = checkEnum<Priority>("priority", text, Priority::Medium);
    QCOMPARE(value ? QString(toText(*value)) : QString(QLatin1String(errorInfo(value.error().code).text)), expected);
    QVERIFY(!checkEnum<Priority>("priority", QString(), std::nullopt));
}

STINT_REGISTER_TEST(TextTest)
#include "tst_text.moc"
