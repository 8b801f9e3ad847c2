#include "tests/fuzz/targets.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTest>

using namespace stint::test;

/// Every door takes every example it ever stumbled over, and random changes of them. The same functions run under
/// libFuzzer when STINT_FUZZ is on.
class FuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("stint.*=false")); }
    void examplesAndTheirMutants_data();
    void examplesAndTheirMutants();
};

namespace
{

QByteArrayList examplesOf(const char *target)
{
    const QDir folder(QStringLiteral(STINT_SOURCE_DIR "/tests/fuzz/corpus/") + QLatin1String(target));
    QByteArrayList examples;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            examples.append(file.readAll());
    }
    return examples;
}

/// A few changes of the kinds that break parsers: bits, cuts, repetitions, pieces of other examples, odd numbers.
QByteArray mutated(QByteArray input, const QByteArrayList &examples, QRandomGenerator &random)
{
    static const QByteArrayList pieces{
        "\0",  "\xff\xfe", "\xed\xa0\x80", "\\u0000", "\\ud800", "-1",   "9007199254740993",
        "1e9", "null",     "[[[[",         "{\"",     "\"",      "\r\n", "99999999999999999999"};
    const auto below = [&](qsizetype bound) {
        return static_cast<qsizetype>(random.bounded(static_cast<quint32>(std::max<qsizetype>(1, bound))));
    };
    for (int changes = 1 + static_cast<int>(below(4)); changes > 0; --changes) {
        const qsizetype at = below(input.size());
        switch (below(6)) {
        case 0:
            if (!input.isEmpty())
                input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
            break;
        case 1:
            input.remove(at, below(20));
            break;
        case 2:
            input.insert(at, input.mid(below(input.size()), below(60)));
            break;
        case 3:
            input.insert(at, pieces[below(pieces.size())]);
            break;
        case 4: {
            const QByteArray &other = examples[below(examples.size())];
            input.insert(at, other.mid(below(other.size()), below(80)));
            break;
        }
        default:
            input.truncate(at);
        }
    }
    return input;
}

} // namespace

void FuzzTest::examplesAndTheirMutants_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(fuzzTargets)); ++i)
        QTest::newRow(fuzzTargets[i].name) << i;
}

void FuzzTest::examplesAndTheirMutants()
{
    QFETCH(int, index);
    const FuzzTarget &target = fuzzTargets[index];
    const QByteArrayList examples = examplesOf(target.name);
    QVERIFY2(!examples.isEmpty(), "no examples");
    for (const QByteArray &example : examples)
        target.run(example);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_MUTANTS", &given);
    const bool isEngine = target.run == fuzzSequences;
    const int count = given ? asked : isEngine ? 150 : 10'000;
    QRandomGenerator random(20'261'121);
    QByteArrayList kept = examples;
    for (int i = 0; i < count; ++i) {
        const auto pick = static_cast<qsizetype>(random.bounded(static_cast<quint32>(kept.size())));
        const QByteArray input = mutated(kept[pick], examples, random);
        target.run(input);
        // Changes of changes, for a while.
        if (kept.size() < examples.size() + 200 && input.size() < 4'096)
            kept.append(input);
    }
}

STINT_REGISTER_TEST(FuzzTest)
#include "tst_fuzz.moc"
