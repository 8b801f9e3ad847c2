#include "model/items/card.h"
#include "model/items/enginewords.h"
#include "model/items/loglines.h"
#include "model/items/marks.h"
#include "model/items/texts.h"
#include "tests/desktop/samples.h"
#include "tests/support/testmain.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// What the engine reports, in the words of the window: gates, refusals, money, hidden characters, logs.
class WordsTest : public QObject
{
    Q_OBJECT

    static QStringList linesOf(const LogLines &log)
    {
        QStringList lines;
        for (int row = 0; row < log.count(); ++row)
            lines += log.index(row).data(Qt::UserRole).toString();
        return lines;
    }

private Q_SLOTS:
    void gatesAreWordedByCodeAndData_data() // INS-06, 2.2
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *code, const QByteArray &data, const char *words) {
            QTest::addRow("%s %s", code, data.constData())
                << QString::fromLatin1(code) << data << QString::fromUtf8(words);
        };
        row("asks", R"({"reason":"needs_input","question":"which\nbranch?"})", "Asks: which branch?");
        row("asks", R"({"reason":"quota","question":"more?"})", "Out of quota: more?");
        row("asks", R"({"reason":"auth","question":"a key"})", "Needs access: a key");
        row("unproven", R"({"unmet":[2]})", "Finished, but 1 criterion is not proven");
        row("unproven", R"({"unmet":[1,3]})", "Finished, but 2 criteria are not proven");
        row("dependencies", R"({"tasks":[{"id":"a","status":"ready"}],"unresolved":1})", "Waits for 1 task");
        row("dependencies", R"({"tasks":[{"id":"a"},{"id":"b","dead":true}],"unresolved":2})",
            "Waits for 2 tasks, 1 of them will never complete");
        row("attempts_exhausted", R"({"attempts":3,"max_attempts":3})", "Attempts used up 3/3");
        row("owner_person", R"({"owner":{"kind":"human","ref":"ada"}})", "Reserved for ada");
        row("no_capable_session", R"({"missing_capabilities":["gpu","cuda"]})", "No connected agent has gpu, cuda");
        row("review_open", R"({"review_id":"r","status":"in_review","reviewer_agent_name":"eve"})", "In review by eve");
        row("something_new", R"({"x":1})", "what the engine says");
        row("dependencies", R"({})", "what the engine says");
        row("dependencies", "", "what the engine says");
    }
    void gatesAreWordedByCodeAndData()
    {
        QFETCH(QString, code);
        QFETCH(QByteArray, data);
        QFETCH(QString, words);
        QCOMPARE(enginewords::gate({code, QStringLiteral("what the engine says"), {}, Json{data}}, sampleNow), words);
    }

    void gatesTellTheTimeOfThisPlace() // 2.2: "Not before 14:00"
    {
        const QByteArray data = QStringLiteral(R"({"not_before":%1})").arg(sampleNow.ms + 60'000).toUtf8();
        const QString words = enginewords::gate(
            {QStringLiteral("not_before"), QStringLiteral("Not before … UTC"), {}, Json{data}}, sampleNow);
        QCOMPARE(words, QStringLiteral("Not before ") + texts::clock(sampleNow + 60'000, sampleNow));
    }

    void moneyIsRead_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("text");
        QTest::newRow("usual") << 1'238'000LL << "USD" << QStringLiteral("1.24\u00a0USD");
        QTest::newRow("nothing") << 0LL << "EUR" << QStringLiteral("0.00\u00a0EUR");
        QTest::newRow("tiny") << 900LL << "USD" << QStringLiteral("<0.01\u00a0USD");
        QTest::newRow("no currency") << 2'000'000LL << "" << QStringLiteral("2.00");
    }
    void moneyIsRead()
    {
        QFETCH(qint64, micros);
        QFETCH(QString, currency);
        QFETCH(QString, text);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(texts::money(micros, currency), text);
    }

    void cardTellsTheCostWhenReported() // 2.2
    {
        Sample sample(1, QStringLiteral("Task"), TaskStatus::InProgress);
        QCOMPARE(makeCard(sample.task, sampleNow).cost, QString());
        sample.cost(2'500'000);
        const Card card = makeCard(sample.task, sampleNow);
        QCOMPARE(card.cost, QStringLiteral("2.50\u00a0USD"));
        QVERIFY(card.accessibleDescription.contains(card.cost));
    }

    void hiddenCharactersAreNamed_data() // SHL-06
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("none") << QStringLiteral("ä line\nand\ta tab \u2013 שלום") << QString();
        QTest::newRow("emoji") << QString::fromUtf8("\U0001F469\u200D\U0001F4BB\uFE0F") << QString();
        QTest::newRow("override") << QStringLiteral("safe\u202egnp\u202e")
                                  << QStringLiteral("U+202E right-to-left override ×2");
        QTest::newRow("width") << QStringLiteral("pay\u200bpal\ufeff")
                               << QStringLiteral("U+200B zero width space, U+FEFF byte order mark");
        QTest::newRow("control") << QStringLiteral("a\u0007b") << QStringLiteral("U+0007 control character");
        QTest::newRow("nul") << QString(QChar(u'\0')) << QStringLiteral("U+0000 control character");
        QTest::newRow("tag") << QString::fromUtf8("x\U000E0041") << QStringLiteral("U+E0041 hidden letter");
        QTest::newRow("many") << QStringLiteral("\u200b\u200e\u200f\u202a\u202b")
                              << QStringLiteral(
                                     "U+200B zero width space, U+200E left-to-right mark, U+200F right-to-left "
                                     "mark, U+202A left-to-right embedding, and others");
    }
    void hiddenCharactersAreNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        QCOMPARE(marks::named(text), named);
        QCOMPARE(marks::named(marks::shown(text, true)), QString());
    }

    void logIsShownAsATerminalWould_data()
    {
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const QStringList &parts, const QStringList &lines) {
            QTest::newRow(name) << parts << lines;
        };
        row("lines", {QStringLiteral("one\ntwo\n")}, {QStringLiteral("one"), QStringLiteral("two")});
        row("pieces", {QStringLiteral("o"), QStringLiteral("ne\nt"), QStringLiteral("wo")},
            {QStringLiteral("one"), QStringLiteral("two")});
        row("blank lines", {QStringLiteral("a\n\n"), QStringLiteral("b")},
            {QStringLiteral("a"), QString(), QStringLiteral("b")});
        row("progress bar", {QStringLiteral("10%\r"), QStringLiteral("20%\r"), QStringLiteral("done\n")},
            {QStringLiteral("done")});
        row("windows", {QStringLiteral("a\r"), QStringLiteral("\nb\r\n")}, {QStringLiteral("a"), QStringLiteral("b")});
        row("colours", {QStringLiteral("\x1b[31mred\x1b[0m \x1b]0;title\x07.\n")}, {QStringLiteral("red .")});
        row("direction", {QStringLiteral("a\u202eb\n")},
            {QStringLiteral("a\ufffd"
                            "b")});
        row("markup", {QStringLiteral("<img src=x>\n")}, {QStringLiteral("<img src=x>")});
    }
    void logIsShownAsATerminalWould()
    {
        QFETCH(QStringList, parts);
        QFETCH(QStringList, lines);
        LogLines log;
        QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (const QString &part : parts)
            log.write(part);
        QCOMPARE(linesOf(log), lines);
    }

    void logIsBounded()
    {
        LogLines log;
        constexpr int many = 3 * static_cast<int>(LogLines::linesMax);
        for (int i = 0; i < many; i += 3)
            log.write(QStringLiteral("line %1\nline %2\nline %3\n").arg(i).arg(i + 1).arg(i + 2));
        QCOMPARE(log.count(), static_cast<int>(LogLines::linesMax));
        QCOMPARE(log.dropped(), qint64(many) - log.count());
        QCOMPARE(linesOf(log).last(), QStringLiteral("line %1").arg(many - 1));
        const QString wide = QString(100'000, QLatin1Char('x'));
        for (int i = 0; i < 250; ++i)
            log.write(wide + QLatin1Char('\n'));
        qsizetype chars = 0;
        const QStringList lines = linesOf(log);
        for (const QString &line : lines)
            chars += line.size();
        QVERIFY(chars <= LogLines::charsMax);
        QVERIFY(log.count() > 0);
        for (int i = 0; i < 50; ++i)
            log.write(wide); // a line without end
        QVERIFY(linesOf(log).last().size() <= LogLines::lineChars);
    }

    void logIsSearched()
    {
        LogLines log;
        QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::Fatal);
        log.write(QStringLiteral("alpha\nError: one\nbeta\nerror: two\n"));
        log.setNeedle(QStringLiteral("ERROR"));
        QCOMPARE(log.hits(), 2);
        QCOMPARE(log.next(-1, true), 1);
        QCOMPARE(log.next(1, true), 3);
        QCOMPARE(log.next(3, true), 1);
        QCOMPARE(log.next(1, false), 3);
        log.write(QStringLiteral("an err"));
        QCOMPARE(log.hits(), 2);
        log.write(QStringLiteral("or\n"));
        QCOMPARE(log.hits(), 3);
        log.setNeedle({});
        QCOMPARE(log.hits(), 0);
        QCOMPARE(log.next(0, true), -1);
    }
};

STINT_REGISTER_TEST(WordsTest)
#include "tst_words.moc"
