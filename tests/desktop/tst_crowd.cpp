#include "tests/desktop/crowd.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFontDatabase>
#include <QRegularExpression>

using namespace stint;
using namespace stint::test;
using View = NavigationViewModel;

/// Every view over one crowded, stored board, in both themes. STINT_CROWD is the number of tasks; see tests/README.md.
class CrowdTest : public QObject
{
    Q_OBJECT

    static constexpr int ordinary = 5'000, patienceMs = 600'000;

    static int wanted()
    {
        bool given = false;
        const int asked = qEnvironmentVariableIntValue("STINT_CROWD", &given);
        return given ? asked : ordinary;
    }
    AppViewModel &app() { return m_stage->desktop->app(); }
    bool isSettled(const QString &scene)
    {
        if (scene == QLatin1String("runs"))
            return app().runs()->table()->count() >= 35;
        if (scene == QLatin1String("queue"))
            return app().queue()->backlog()->rowCount() > 0;
        if (scene == QLatin1String("inbox"))
            return app().inbox()->currentRow() >= 0 && app().task()->isLoaded();
        if (scene == QLatin1String("details"))
            return app().task()->isLoaded() && app().task()->runs()->rowCount() > 0;
        return !app().status()->engineText().isEmpty();
    }

    std::unique_ptr<Stage> m_stage;

private Q_SLOTS:
    void initTestCase()
    {
        if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
            qGuiApp->setFont(QFont(QStringLiteral("Inter")));
        QVERIFY(QDir().mkpath(QStringLiteral(STINT_BINARY_DIR "/pictures")));
        m_stage = std::make_unique<Stage>();
        fillCrowd(m_stage->board, wanted());
        app().appearance()->setMotion(AppearanceViewModel::ReducedMotion);
        QVERIFY(m_stage->desktop->load());
        m_stage->desktop->show();
        QVERIFY(QTest::qWaitForWindowActive(m_stage->window()));
        QVERIFY(QTest::qWaitFor([this] { return !m_stage->screen().isLoading(); }, patienceMs));
        QCOMPARE(m_stage->model().total(), wanted());
    }
    void cleanupTestCase() { m_stage.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void scene_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("large");
        for (const char *scene : {"board", "details", "inbox", "runs", "queue", "settings"}) {
            QTest::addRow("crowd-%s-light", scene) << QString::fromLatin1(scene) << false << false;
            QTest::addRow("crowd-%s-dark", scene) << QString::fromLatin1(scene) << true << false;
            QTest::addRow("crowd-%s-large", scene) << QString::fromLatin1(scene) << false << true; // SHL-05
        }
    }
    void scene()
    {
        QFETCH(QString, scene);
        QFETCH(bool, dark);
        QFETCH(bool, large);
        app().appearance()->setTextScale(large ? 2.0 : 1.0);
        m_stage->window()->resize(large ? QSize(900, 600) : QSize(1440, 900));
        app().appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        app().task()->setOpen(false);
        app().navigation()->show(scene == QLatin1String("inbox")      ? View::Inbox
                                 : scene == QLatin1String("runs")     ? View::Runs
                                 : scene == QLatin1String("queue")    ? View::Queue
                                 : scene == QLatin1String("settings") ? View::Settings
                                                                      : View::Board);
        if (scene == QLatin1String("details")) {
            m_stage->screen().select(m_stage->model().column(BoardColumn::InProgress)->at(0)->id.value);
            app().task()->setOpen(true);
            Q_EMIT app().navigation()->tabWanted(0);
        }
        QVERIFY(QTest::qWaitFor([this, &scene] { return isSettled(scene); }, patienceMs));
        QTRY_COMPARE(m_stage->window()->contentItem()->width(), large ? 900.0 : 1440.0);
        const QImage picture = m_stage->window()->grabWindow();
        QVERIFY(picture.save(
            QStringLiteral(STINT_BINARY_DIR "/pictures/%1.png").arg(QLatin1String(QTest::currentDataTag()))));
        QCOMPARE(picture.pixelColor(picture.width() / 2, 2).lightness() < 128, dark);
    }

    void onlyVisibleCardsExist() // BRD-07
    {
        app().navigation()->show(View::Board);
        QTest::qWait(0);
        std::function<int(QQuickItem *)> cards = [&cards](QQuickItem *item) {
            int found = item->objectName().startsWith(QLatin1String("card.")) ? 1 : 0;
            const QList<QQuickItem *> children = item->childItems();
            for (QQuickItem *child : children)
                found += cards(child);
            return found;
        };
        const int count = cards(m_stage->window()->contentItem());
        QVERIFY2(count > 0 && count < 200, qPrintable(QString::number(count)));
    }
};

STINT_REGISTER_TEST(CrowdTest)
#include "tst_crowd.moc"
