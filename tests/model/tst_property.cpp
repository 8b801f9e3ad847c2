#include "tests/model/episode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Random verbs from random actors, compared with the reference after every step, every invariant checked (INV-01..43).
class PropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void engineAndReferenceAgree_data();
    void engineAndReferenceAgree();
};

void PropertyTest::engineAndReferenceAgree_data()
{
    QTest::addColumn<int>("episodes");
    bool given = false;
    const int steps = qEnvironmentVariableIntValue("STINT_PROPERTY_STEPS", &given);
    QTest::newRow("gate") << (given ? steps : 50'000) / 250;
}

void PropertyTest::engineAndReferenceAgree()
{
    QFETCH(int, episodes);
    bool given = false;
    const auto fixed = static_cast<quint32>(qEnvironmentVariableIntValue("STINT_PROPERTY_SEED", &given));
    const quint32 first = given ? fixed : QRandomGenerator::global()->generate();
    qInfo("seed %u, %d episodes of 250 steps; replay with STINT_PROPERTY_SEED and STINT_PROPERTY_TOLD", first,
          episodes);
    for (int episode = 0; episode < episodes; ++episode) {
        const quint32 seed = first + static_cast<quint32>(episode);
        Episode run(seed, qEnvironmentVariableIsSet("STINT_PROPERTY_TOLD"));
        for (int step = 0; step < 250; ++step) {
            const QString wrong = run.step();
            if (!wrong.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1, step %2: %3").arg(seed).arg(step).arg(wrong)));
        }
    }
}

STINT_REGISTER_TEST(PropertyTest)
#include "tst_property.moc"
