#pragma once

#include "qml/shell/desktopwindow.h"
#include "tests/support/fakeagentstarter.h"
#include "tests/support/testboard.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <QTimer>

namespace stint::test
{

/// The real window on a real encrypted board, with hands and eyes.
struct Stage {
    TestBoard board;
    FakeAgentStarter agents;
    QTimer pump; ///< the engine is inline here: somebody has to execute what the window asks
    std::unique_ptr<DesktopWindow> desktop;

    explicit Stage(const QString &settings = {})
    {
        AppViewModel::Setup setup;
        setup.actor = Actor::human(QStringLiteral("ada"), OriginKind::Web, QStringLiteral("desktop"));
        setup.now = [this] { return board.clock.sample().wall; };
        setup.store = {QStringLiteral("Test board"), true, QStringLiteral("key file")};
        setup.settingsPath = settings;
        setup.agents = &agents;
        desktop = std::make_unique<DesktopWindow>(board.board(), std::move(setup));
        pump.callOnTimeout([this] { board.pump(); });
        pump.start(0);
    }
    /// Shows the window, as large as on a large screen, and waits until the board is loaded and has the keyboard.
    bool open()
    {
        if (!desktop->load())
            return false;
        desktop->window()->resize(1'440, 900);
        desktop->show();
        return QTest::qWaitForWindowActive(desktop->window()) &&
               QTest::qWaitFor([this] { return !screen().isLoading(); });
    }
    BoardViewModel &screen() { return *desktop->app().board(); }
    BoardModel &model() { return *screen().model(); }
    QQuickWindow *window() { return desktop->window(); }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(window(), static_cast<Qt::Key>(key), modifiers);
    }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window(), c.toLatin1());
    }
    /// The item of that name that is on the screen now.
    QQuickItem *item(const QString &name) { return below(window()->contentItem(), name); }
    static QQuickItem *below(QQuickItem *root, const QString &name, bool isHiddenToo = false)
    {
        if (!root->isVisible() && !isHiddenToo)
            return nullptr;
        if (root->objectName() == name)
            return root;
        const QList<QQuickItem *> children = root->childItems();
        for (QQuickItem *child : children) {
            if (QQuickItem *found = below(child, name, isHiddenToo))
                return found;
        }
        return nullptr;
    }
    int count(BoardColumn column) { return model().column(column)->count(); }
    QString selectedTitle()
    {
        const TaskSummary *task = model().find(TaskId(screen().selected()));
        return task ? task->title : QString();
    }
    TaskId draft(const QString &title)
    {
        TaskCreate request;
        request.title = title;
        request.draft = true;
        return board.addTask(request);
    }
    TaskId approval(const QString &title)
    {
        TaskCreate request;
        request.title = title;
        request.approvalPolicy = QStringLiteral("manual");
        return board.addTask(request);
    }
};

} // namespace stint::test
