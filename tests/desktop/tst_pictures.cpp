#include "tests/desktop/samples.h"
#include "tests/desktop/stage.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFontDatabase>
#include <QQmlComponent>
#include <QRegularExpression>

#include <cmath>

using namespace stint;
using namespace stint::test;

/// Draws every scene in both themes into the build folder, and measures what can be measured of its looks.
class PicturesTest : public QObject
{
    Q_OBJECT

    static void fillDetails(Stage &s)
    {
        TaskCreate request;
        request.title = QStringLiteral("Choose the branch for the release build and tag it");
        request.description = QStringLiteral(
            "The build machine needs **one branch** and one tag.\n\n- [x] compare `main` with `release/0.1`\n- [ ] "
            "choose the one whose tests are green\n- [ ] tag it\n\nSee [the page](https://builds.invalid/) for the "
            "state of both.\n\n| branch | tests |\n|---|---|\n| main | green |\n| release/0.1 | red |");
        request.priority = QStringLiteral("urgent");
        request.labels = {QStringLiteral("ci"), QStringLiteral("release")};
        request.acceptance = {{QStringLiteral("The tag exists"), false, {}},
                              {QStringLiteral("The tests are green"), false, {}}};
        const TaskId task = s.board.addTask(request);
        const TaskId notes = s.board.addTask(QStringLiteral("Write the release notes"));
        const TaskId announce = s.board.addTask(QStringLiteral("Announce the release"));
        for (const auto &[waits, for_] :
             {std::pair{notes, task}, std::pair{announce, notes}, std::pair{announce, task}}) {
            DependencyAdd edge;
            edge.taskId = waits;
            edge.dependsOn = for_;
            QVERIFY(s.board.run(s.board.human, edge).has_value());
        }
        TaskCreateChild child;
        child.parent = task;
        child.task.title = QStringLiteral("Ask who builds it");
        QVERIFY(s.board.run(s.board.human, child).has_value());
        s.draft(QStringLiteral("Think about the next release"));
        s.approval(QStringLiteral("Rotate the signing key"));
        s.board.enqueue(task);
        const Actor agent = s.board.addAgent(QStringLiteral("claude-1"));
        const ClaimReply claim = s.board.claimNext(agent);
        RunAsk question;
        question.lease.runId = claim.run->id;
        question.kind = QStringLiteral("needs_input");
        question.question = QStringLiteral("Which branch should I build from: main or release/0.1?");
        const auto asked = s.board.run(agent, question);
        QVERIFY2(asked.has_value(), qPrintable(asked ? QString() : asked.error().message));
        s.screen().select(task.value);
    }

    static void fillAgent(Stage &s, const QString &scene)
    {
        AgentStartViewModel &agents = *s.desktop->app().agentStart();
        const bool isLong = scene == QLatin1String("agent-long");
        if (scene != QLatin1String("agent-first")) {
            agents.setName(QStringLiteral("claude-2"));
            agents.setCommand(isLong
                                  ? QStringLiteral("claude -p 'Read the file that STINT_CONTEXT_FILE names and do what "
                                                   "its task asks for; answer with one line of JSON that says what "
                                                   "was done, and nothing else' --output-format json")
                                  : QStringLiteral("python3 agent.py --model small"));
            agents.setCapabilities(isLong ? QStringLiteral("cpp, qt, sqlcipher") : QString());
        }
        if (scene == QLatin1String("agent-wrong"))
            s.agents.found = AgentObstacle::NoProgram;
        s.board.addAgent(QStringLiteral("claude-1"));
        s.desktop->app().navigation()->show(NavigationViewModel::Runs);
        QTRY_COMPARE(s.desktop->app().runs()->table()->count(), 1);
        s.key(Qt::Key_S, Qt::ShiftModifier);
        QTRY_VERIFY(s.item(QStringLiteral("startAgent.name")) &&
                    s.item(QStringLiteral("startAgent.name"))->hasActiveFocus());
    }

    static void arrange(Stage &s, const QString &scene)
    {
        if (scene == QLatin1String("empty"))
            return;
        if (scene.startsWith(QLatin1String("agent")))
            return fillAgent(s, scene);
        if (scene.startsWith(QLatin1String("details")))
            return fillDetails(s);
        s.model().setNow(sampleNow, false);
        s.model().load(scene == QLatin1String("crowded") ? crowdedBoard(5'000) : ordinaryBoard());
        s.key(Qt::Key_Down);
        s.key(Qt::Key_Right);
        if (scene == QLatin1String("moving")) {
            s.key(Qt::Key_M);
            s.key(Qt::Key_Right);
        } else if (scene == QLatin1String("bulk")) {
            s.screen().markAll();
        } else if (scene == QLatin1String("filter")) {
            s.screen().filters()->toggle(look::Facet::Label, QStringLiteral("docs"));
            s.screen().filters()->toggle(look::Facet::Label, QStringLiteral("storage"));
            s.key(Qt::Key_F);
        } else if (scene == QLatin1String("display")) {
            s.key(Qt::Key_O);
        } else if (scene == QLatin1String("paste")) {
            s.screen().paste()->offer(QStringLiteral("- Write the manual\n- Proofread it\n- Publish it"));
        } else if (scene == QLatin1String("new")) {
            s.key(Qt::Key_C);
        } else if (scene == QLatin1String("toasts")) {
            s.desktop->app().toasts()->say(QStringLiteral("ST-14 approved"));
            s.desktop->app().toasts()->fail(QStringLiteral("ST-22 was not started"),
                                            refuse(ErrorCode::QueueFull, "The board is busy; try again shortly."));
        }
    }

    static double luminance(const QColor &color)
    {
        const auto part = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    /// The colours met going from \a from to the left, each once in a row.
    static QList<QColor> coloursLeftwards(const QImage &picture, QPoint from, int steps)
    {
        QList<QColor> found;
        for (int i = 0; i < steps; ++i) {
            const QColor colour = picture.pixelColor(from - QPoint(i, 0));
            if (found.isEmpty() || found.back() != colour)
                found += colour;
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
            qGuiApp->setFont(QFont(QStringLiteral("Inter")));
        QVERIFY(QDir().mkpath(QStringLiteral(STINT_BINARY_DIR "/pictures")));
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void scene_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<bool>("dark");
        for (const char *scene :
             {"empty",       "ordinary", "crowded",  "details",  "moving",   "new",         "toasts",
              "bulk",        "filter",   "display",  "paste",    "agent",    "agent-first", "agent-long",
              "agent-wrong", "details1", "details2", "details3", "details4", "details5",    "details6"}) {
            QTest::addRow("%s-light", scene) << QString::fromLatin1(scene) << false;
            QTest::addRow("%s-dark", scene) << QString::fromLatin1(scene) << true;
        }
    }
    void scene()
    {
        QFETCH(QString, scene);
        QFETCH(bool, dark);
        Stage s;
        s.desktop->app().appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        QVERIFY(s.open());
        arrange(s, scene);
        if (QTest::currentTestFailed())
            return;
        if (scene.startsWith(QLatin1String("details"))) {
            QTRY_COMPARE(s.screen().selectedColumn(), int(BoardColumn::Blocked));
            s.desktop->app().task()->setOpen(true);
            QTRY_VERIFY(s.desktop->app().task()->gates()->rowCount() > 0);
            const int tab = scene.mid(7).toInt();
            Q_EMIT s.desktop->app().navigation()->tabWanted(tab);
            if (tab == 1) {
                QTRY_VERIFY(s.desktop->app().task()->runs()->rowCount() > 0);
                s.desktop->app().task()->run()->toggle(s.desktop->app().task()->runs()->rows().front().key);
                QTRY_VERIFY(s.desktop->app().task()->run()->isLoaded());
            } else if (tab == 3) {
                QTRY_VERIFY(s.desktop->app().task()->dependencies()->isDrawn());
            }
        }
        QTRY_VERIFY(!s.desktop->app().status()->engineText().isEmpty());
        const QImage picture = s.window()->grabWindow();
        QVERIFY(picture.save(
            QStringLiteral(STINT_BINARY_DIR "/pictures/%1.png").arg(QLatin1String(QTest::currentDataTag()))));
        const QColor ground = picture.pixelColor(picture.width() / 2, 2);
        QCOMPARE(ground.lightness() < 128, dark);
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3) {
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY2(colours.size() > 20, "the picture is all but blank");
    }

    void focusIsSeenOnFilledButtons_data() // SHL-04
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void focusIsSeenOnFilledButtons()
    {
        QFETCH(bool, dark);
        Stage s;
        s.desktop->app().appearance()->setMode(dark ? AppearanceViewModel::Dark : AppearanceViewModel::Light);
        QVERIFY(s.open());
        QQuickItem *const button = s.item(QStringLiteral("new"));
        QVERIFY(button);
        s.key(Qt::Key_Tab);
        button->forceActiveFocus(Qt::TabFocusReason);
        const QImage picture = s.window()->grabWindow();
        QVERIFY(picture.save(QStringLiteral(STINT_BINARY_DIR "/pictures/focus-primary-%1.png")
                                 .arg(QLatin1String(QTest::currentDataTag()))));
        // From the button's fill over its edge: a gap, the frame, and the window again, each told from the one before.
        const QPointF inside = button->mapToScene(QPointF(2, button->height() / 2));
        const QList<QColor> met = coloursLeftwards(picture, inside.toPoint(), 10);
        QCOMPARE(met.size(), 4);
        for (int i = 1; i < met.size(); ++i)
            QVERIFY2(contrast(met[i - 1], met[i]) >= 3, qPrintable(met[i].name()));
    }

    void contrast_data() // desktop.md 7: at least 4.5 for text
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("ink");
        QTest::addColumn<QString>("ground");
        struct Pair {
            const char *ink, *ground;
        };
        static constexpr Pair pairs[] = {
            {"ink", "window"},           {"ink", "surface"},
            {"ink", "raised"},           {"ink", "sunken"},
            {"inkSoft", "window"},       {"inkSoft", "surface"},
            {"inkSoft", "tag"},          {"inkSoft", "raised"},
            {"inkFaint", "window"},      {"inkFaint", "surface"},
            {"inkFaint", "raised"},      {"inkFaint", "sunken"},
            {"attention", "surface"},    {"attention", "attentionTint"},
            {"danger", "surface"},       {"danger", "dangerTint"},
            {"good", "goodTint"},        {"info", "infoTint"},
            {"accentInk", "accentTint"}, {"solidInk", "accent"},
            {"solidInk", "danger"},      {"solidInk", "attention"},
            {"window", "ink"},
        };
        for (const char *theme : {"light", "night"}) {
            for (const Pair &pair : pairs)
                QTest::addRow("%s %s on %s", theme, pair.ink, pair.ground)
                    << QString::fromLatin1(theme) << QString::fromLatin1(pair.ink) << QString::fromLatin1(pair.ground);
        }
    }
    void contrast()
    {
        QFETCH(QString, theme);
        QFETCH(QString, ink);
        QFETCH(QString, ground);
        QQmlEngine engine;
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(&engine);
        component.setData("import QtQuick\nimport Stint.Theme\nQtObject {\n property color ink: Theme." +
                              theme.toLatin1() + "." + ink.toLatin1() + "\n property color ground: Theme." +
                              theme.toLatin1() + "." + ground.toLatin1() + "\n}",
                          QUrl());
        const std::unique_ptr<QObject> pair(component.create());
        QVERIFY2(pair, qPrintable(component.errorString()));
        const double ratio = contrast(pair->property("ink").value<QColor>(), pair->property("ground").value<QColor>());
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio, 'f', 2)));
    }
};

STINT_REGISTER_TEST(PicturesTest)
#include "tst_pictures.moc"
