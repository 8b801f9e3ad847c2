#include "model/service/duties.h"
#include "tests/fault/load.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// D1 of the test programme: people, agents, the engine, its disk and its clock in one thread. Everything that happens
/// follows from the seed: the order of verbs, faults of the disk, power cuts, leaps of the clock.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Faults are made on purpose; what is logged about them is not read.
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("stint.storage.*=false")); }
    void boardSurvivesEverySeed();
    void sameSeedSameStory();
    void defectsAreFound_data();
    void defectsAreFound();
};

namespace
{

struct Flaws {
    Defect defect = Defect::None;
    bool ignoresLogSyncs = false;
};

/// One board's life.
class Story
{
public:
    Story(quint32 seed, const Flaws &flaws)
        : m_load(seed)
        , m_seed(seed)
    {
        m_options.defect = flaws.defect;
        m_options.logBytes = 30'000 + 10'000 * m_load.below(10);
        m_options.cacheKiB = m_load.below(3) == 0 ? 64 : 4'096;
        // Each story has its own share of troubles; some have none.
        m_powerCuts = m_load.below(4);
        m_diskFaults = m_load.below(4);
        // Only the product corrects leases after a leap.
        m_clockLeaps = flaws.defect == Defect::None ? m_load.below(4) : 0;
        if (flaws.ignoresLogSyncs)
            m_disk.ignoreLogSyncs();
        m_disk.load(Ground::instance().empty);
        begin(Ground::instance().empty);
        m_load.addAgents(*m_board, 1 + m_load.below(4));
    }

    /// Blank, or what is wrong.
    QString live(int steps)
    {
        for (int i = 0; i < steps && m_problem.isEmpty(); ++i)
            step();
        if (m_problem.isEmpty())
            finish();
        return m_problem;
    }
    /// Everything that was answered and everything that was recorded.
    QByteArray log() const { return m_load.log() + m_events; }
    int cuts() const { return m_cuts; }

private:
    bool chance(int perMille) { return m_load.below(1'000) < perMille; }

    void begin(const DiskImage &synced)
    {
        m_power.emplace(synced, m_seed + static_cast<quint32>(m_cuts) * 31u);
        m_disk.startRecording();
        m_board.emplace(m_clock, m_ids, m_options);
        if (!m_board->fault().isEmpty())
            m_problem = QStringLiteral("cannot be opened: ") + m_board->fault();
        else
            m_board->act([this](Verb &verb) { capLeasesAtStart(verb.store, m_ids, verb.now); }); // CLK-06
    }

    void step()
    {
        m_load.step(*m_board);
        if (chance(450))
            m_board->pump();
        m_clock.advance(m_load.below(3'000));
        if (chance(20 * m_clockLeaps))
            leap();
        if (chance(40))
            sweep();
        if (chance(100))
            m_board->holdSnapshot();
        else if (chance(300))
            m_board->letSnapshotGo();
        if (chance(12 * m_diskFaults))
            m_disk.failAt(1 + m_load.below(30), chance(300), anyFault());
        else if (chance(200))
            m_disk.heal();
        if (chance(8 * m_powerCuts))
            cutPower();
    }

    MemoryDisk::Fault anyFault()
    {
        constexpr std::array faults{MemoryDisk::Fault::Error, MemoryDisk::Fault::ShortRead, MemoryDisk::Fault::Full,
                                    MemoryDisk::Fault::Sync};
        return faults[static_cast<std::size_t>(m_load.below(4))];
    }

    void leap()
    {
        constexpr qint64 year = 365LL * 86'400'000;
        switch (m_load.below(3)) {
        case 0:
            m_clock.jump((m_load.below(2) ? 1 : -1) * year);
            break;
        case 1:
            m_clock.suspend(1'000LL * m_load.below(100'000));
            break;
        default:
            m_clock.advance(1'000LL * m_load.below(2'000));
        }
        // The engine looks at the clocks every second; what it owes for a leap is not lost in the next power cut.
        m_disk.heal();
        m_board->act([](Verb &) {});
    }

    void sweep()
    {
        m_board->act([](Verb &verb) { std::ignore = sweepExpired(verb); });
    }

    /// What was not answered yet never will be; what is not synced survives in part.
    void cutPower()
    {
        m_disk.heal();
        constexpr std::array survivals{PowerCut::Survival::None, PowerCut::Survival::Half,
                                       PowerCut::Survival::NearlyAll, PowerCut::Survival::All};
        const auto survival = survivals[static_cast<std::size_t>(m_load.below(4))];
        for (const DiskStep &step : m_disk.takeRecord())
            m_power->follow(step);
        const DiskImage image = m_power->cut(survival);
        m_load.loseAnswers(true);
        m_board.reset();
        m_load.loseAnswers(false);
        m_disk.load(image);
        ++m_cuts;
        begin(image);
        check();
    }

    void check()
    {
        if (!m_problem.isEmpty())
            return;
        const QString missing = m_load.missingFrom(*m_board);
        if (!missing.isEmpty())
            m_problem = QStringLiteral("acknowledged, but lost: ") + missing;
    }

    /// The troubles end: the board works, holds what it promised, and its rules hold.
    void finish()
    {
        m_disk.heal();
        m_board->pump();
        m_clock.advance(86'400'000);
        sweep();
        check();
        if (!m_problem.isEmpty())
            return;
        m_problem = m_board->problems();
        m_board->look([this](StoreReader &store) {
            for (const Event &event : store.eventsAfter(0, 1'000'000))
                m_events += QByteArray::number(event.seq) + ' ' + event.type.toUtf8() + ' ' +
                            QByteArray::number(event.time.ms) + ' ' + event.payload.text + '\n';
        });
        if (m_problem.isEmpty() && m_events.isEmpty())
            m_problem = QStringLiteral("nothing was recorded");
    }

    Load m_load;
    quint32 m_seed;
    FakeClock m_clock;
    FakeIdSource m_ids;
    MemoryDisk m_disk;
    DiskBoard::Options m_options;
    std::optional<DiskBoard> m_board;
    std::optional<PowerCut> m_power;
    QByteArray m_events;
    QString m_problem;
    int m_powerCuts = 0, m_diskFaults = 0, m_clockLeaps = 0, m_cuts = 0;
};

int stepsPerStory()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_SIM_STEPS", &given);
    return given ? asked : 40;
}

} // namespace

Q_DECLARE_METATYPE(Flaws)

void SimulationTest::boardSurvivesEverySeed()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_SIM_SEEDS", &given);
    const int seeds = given ? asked : 2'000;
    const auto first = static_cast<quint32>(std::max(1, qEnvironmentVariableIntValue("STINT_SIM_FIRST")));
    QElapsedTimer timer;
    timer.start();
    int cuts = 0;
    for (quint32 seed = first; seed < first + static_cast<quint32>(seeds); ++seed) {
        Story story(seed, {});
        const QString problem = story.live(stepsPerStory());
        QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        cuts += story.cuts();
    }
    qInfo("%d seeds, %d power cuts, %lld seeds a second", seeds, cuts,
          1'000LL * seeds / std::max<qint64>(1, timer.elapsed()));
    QVERIFY(cuts > seeds / 20);
}

void SimulationTest::sameSeedSameStory()
{
    // One after the other: a process has one disk at a time.
    const auto logOf = [](quint32 seed) {
        Story story(seed, {});
        const QString problem = story.live(stepsPerStory());
        return problem.isEmpty() ? story.log() : problem.toUtf8();
    };
    for (quint32 seed = 1; seed <= 20; ++seed) {
        const QByteArray log = logOf(seed);
        QVERIFY2(log == logOf(seed), qPrintable(QStringLiteral("seed %1").arg(seed)));
        QVERIFY(log != logOf(seed + 1'000));
    }
}

void SimulationTest::defectsAreFound_data()
{
    QTest::addColumn<Flaws>("flaws");
    QTest::newRow("answers before the commit") << Flaws{Defect::AnswersEarly, false};
    QTest::newRow("answers as if nothing had failed") << Flaws{Defect::IgnoresFaults, false};
    QTest::newRow("the log is never synced") << Flaws{Defect::None, true};
}

void SimulationTest::defectsAreFound()
{
    QFETCH(Flaws, flaws);
    for (quint32 seed = 1; seed <= 2'000; ++seed) {
        const QString problem = Story(seed, flaws).live(stepsPerStory());
        if (!problem.isEmpty()) {
            qInfo("found with seed %u: %s", seed, qPrintable(problem));
            return;
        }
    }
    QFAIL("the defect was not found");
}

STINT_REGISTER_TEST(SimulationTest)
#include "tst_simulation.moc"
