#include "tests/fault/load.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// P1 of the test programme: the power goes at any moment, and any legal part of the unsynced writes survives (T16).
class PowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Thousands of torn images are opened on purpose; what is logged about them is not read.
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("stint.storage.*=false")); }
    void acknowledgedWritesSurvive();
    void defectsAreFound_data();
    void defectsAreFound();

private:
    /// How a defect shows.
    struct Findings {
        int images = 0, lost = 0, phantom = 0, corrupt = 0;
        QByteArray first; ///< what the first finding was
        bool isClean() const { return lost + phantom + corrupt == 0; }
        void note(int &kind, const QByteArray &text)
        {
            if (isClean())
                first = text;
            ++kind;
        }
    };
    /// Records \a steps random verbs, then looks at \a images power cuts, fewer when \a enough findings are made.
    static Findings examine(quint32 seed, int steps, int images, const DiskBoard::Options &options, bool ignoresSyncs,
                            int enough);
};

namespace
{

// A mark says which commit was made (even) or promised to a caller (odd).
qint64 madeMark(qint64 commit)
{
    return 2 * commit;
}
qint64 promisedMark(qint64 commit)
{
    return 2 * commit + 1;
}

std::vector<DiskStep> record(MemoryDisk &disk, quint32 seed, int steps, const DiskBoard::Options &options)
{
    FakeClock clock;
    FakeIdSource ids;
    Load load(seed);
    DiskBoard board(clock, ids, options);
    qint64 commits = 0;
    board.board().observe([&](const ChangeSet &) { disk.mark(madeMark(++commits)); });
    // Whoever is answered before the commit was made is promised the one to come.
    load.acknowledged = [&] { disk.mark(promisedMark(commits + (options.defect == Defect::AnswersEarly ? 1 : 0))); };
    disk.startRecording();
    load.addAgents(board, 3);
    for (int i = 0; i < steps; ++i) {
        load.step(board);
        if (load.below(3) == 0)
            board.pump();
        clock.advance(load.below(20'000));
        if (load.below(40) == 0)
            board.act([](Verb &verb) { verb.store.promoteDue(verb.now); });
    }
    board.pump();
    return disk.takeRecord();
}

} // namespace

PowerTest::Findings PowerTest::examine(quint32 seed, int steps, int images, const DiskBoard::Options &options,
                                       bool ignoresSyncs, int enough)
{
    const DiskImage empty = Ground::instance().empty;
    MemoryDisk disk;
    disk.load(empty);
    if (ignoresSyncs)
        disk.ignoreLogSyncs();
    const auto record = ::record(disk, seed, steps, options);

    // What each commit left when nothing is lost.
    std::map<qint64, BoardFacts> made;
    disk.load(empty);
    made[0] = inspect(Depth::Digest);
    {
        PowerCut power(empty, seed);
        for (const DiskStep &step : record) {
            power.follow(step);
            if (step.kind != DiskStep::Kind::Mark || step.offset % 2 != 0)
                continue;
            disk.load(power.cut(PowerCut::Survival::All));
            made[step.offset / 2] = inspect(Depth::Digest);
        }
    }

    Findings findings;
    constexpr std::array survivals{PowerCut::Survival::None, PowerCut::Survival::Half, PowerCut::Survival::NearlyAll,
                                   PowerCut::Survival::All};
    for (quint32 pass = 0; findings.images < images; ++pass) {
        PowerCut power(empty, seed + 7'919u * pass);
        qint64 commits = 0, promised = 0;
        for (std::size_t at = 0; at < record.size() && findings.images < images; ++at) {
            power.follow(record[at]);
            if (record[at].kind == DiskStep::Kind::Mark) {
                (record[at].offset % 2 == 0 ? commits : promised) = record[at].offset / 2;
                continue;
            }
            for (const auto survival : survivals) {
                disk.load(power.cut(survival));
                ++findings.images;
                const bool isSample = findings.images % 16 == 0;
                const BoardFacts facts = inspect(isSample ? Depth::Pages : Depth::Digest);
                const QByteArray where = "seed " + QByteArray::number(seed) + " pass " + QByteArray::number(pass) +
                                         " step " + QByteArray::number(static_cast<qint64>(at)) + ": ";
                if (!facts.fault.isEmpty()) {
                    findings.note(findings.corrupt, where + facts.fault.toUtf8());
                } else if (facts.commits < promised) {
                    findings.note(findings.lost, where + "commit " + QByteArray::number(promised) +
                                                     " was promised, there is " + QByteArray::number(facts.commits));
                } else {
                    const auto whole = made.find(facts.commits);
                    if (whole == made.end() || facts.commits > commits + 1 || whole->second.digest != facts.digest)
                        findings.note(findings.phantom,
                                      where + "commit " + QByteArray::number(facts.commits) + " is not as it was made");
                }
                if (findings.lost + findings.phantom + findings.corrupt >= enough)
                    return findings;
                if (!power.isDirty())
                    break;
            }
        }
    }
    return findings;
}

void PowerTest::acknowledgedWritesSurvive()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STINT_POWER_IMAGES", &given);
    const int images = given ? asked : 20'000;
    const int seeds = std::max(4, images / 5'000);
    QElapsedTimer timer;
    timer.start();
    int seen = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const Findings findings = examine(static_cast<quint32>(seed), 150, images / seeds, {}, false, 1);
        QVERIFY2(findings.isClean(), findings.first.constData());
        seen += findings.images;
    }
    qInfo("%d images, %lld a second", seen, 1'000LL * seen / std::max<qint64>(1, timer.elapsed()));
    QVERIFY(seen >= images - seeds);
}

void PowerTest::defectsAreFound_data()
{
    QTest::addColumn<Defect>("defect");
    QTest::addColumn<QByteArray>("pragma");
    QTest::addColumn<bool>("ignoresSyncs");
    QTest::newRow("no defect in the simple engine") << Defect::None << QByteArray() << false;
    QTest::newRow("answers before the commit") << Defect::AnswersEarly << QByteArray() << false;
    QTest::newRow("synchronous = NORMAL") << Defect::None << QByteArray("PRAGMA synchronous = NORMAL") << false;
    QTest::newRow("synchronous = OFF") << Defect::None << QByteArray("PRAGMA synchronous = OFF") << false;
    QTest::newRow("syncs of the log do nothing") << Defect::None << QByteArray() << true;
}

void PowerTest::defectsAreFound()
{
    QFETCH(Defect, defect);
    QFETCH(QByteArray, pragma);
    QFETCH(bool, ignoresSyncs);
    const bool isSound = defect == Defect::None && pragma.isEmpty() && !ignoresSyncs;
    DiskBoard::Options options;
    options.defect = defect;
    options.pragma = pragma.isEmpty() ? nullptr : pragma.constData();
    const Findings findings = examine(1, 60, 600, options, ignoresSyncs, 1'000'000);
    qInfo("%d images: %d lost, %d phantom, %d corrupt", findings.images, findings.lost, findings.phantom,
          findings.corrupt);
    QCOMPARE(findings.isClean(), isSound);
}

STINT_REGISTER_TEST(PowerTest)
#include "tst_power.moc"
