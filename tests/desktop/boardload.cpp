#include "qml/shell/desktopwindow.h"
#include "tests/desktop/crowd.h"
#include "tests/desktop/samples.h"
#include "tests/support/testboard.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

// What the board costs at 5,000 and at 100,000 tasks: work per frame of scrolling, one change with its frame, start to
// the first painted board. Run offscreen with the software renderer:
//   QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software stint-bench-board [tasks behind the start, 100,000 by itself]

using namespace stint;
using namespace stint::test;

namespace
{

constexpr int frames = 400, changes = 200;
constexpr int width = 1'400, height = 800;

struct Figures {
    std::vector<double> ms;
    double at(double share)
    {
        std::sort(ms.begin(), ms.end());
        return ms.empty() ? 0 : ms[std::min(ms.size() - 1, std::size_t(share * double(ms.size())))];
    }
    void print(const char *what, int tasks)
    {
        std::sort(ms.begin(), ms.end());
        std::printf("%-24s %7d tasks  p50 %6.2f  p95 %6.2f  p99 %6.2f  max %6.2f ms\n", what, tasks, at(0.50), at(0.95),
                    at(0.99), ms.back());
    }
};

QQuickItem *find(QQuickItem *root, const QString &name)
{
    if (root->objectName() == name)
        return root;
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = find(child, name))
            return found;
    }
    return nullptr;
}

/// Work of this thread so far, in milliseconds: waiting for the next frame is none.
double workMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Everything that is due up to the end of the next frame.
void frame(QQuickWindow *window)
{
    bool shown = false;
    const auto connection = QObject::connect(window, &QQuickWindow::frameSwapped, window, [&shown] { shown = true; });
    window->update();
    while (!shown)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QObject::disconnect(connection);
}

double scroll(int tasks)
{
    TestBoard board;
    AppViewModel::Setup setup;
    setup.actor = board.human;
    setup.now = [] { return sampleNow; };
    DesktopWindow desktop(board.board(), std::move(setup));
    if (!desktop.load())
        return 0;
    desktop.show();
    QQuickWindow *const window = desktop.window();
    window->resize(width, height);
    for (int i = 0; i < 20; ++i) {
        board.pump();
        QCoreApplication::processEvents();
    }
    BoardModel &model = *desktop.app().board()->model();
    QElapsedTimer clock;
    clock.start();
    model.setNow(sampleNow, false);
    model.load(crowdedBoard(tasks));
    const double filled = double(clock.nsecsElapsed()) / 1e6;
    frame(window);
    std::printf("%-24s %7d tasks  %.0f ms, with its first frame %.0f ms\n", "filling the models", tasks, filled,
                double(clock.nsecsElapsed()) / 1e6);

    QQuickItem *const list = find(window->contentItem(), QStringLiteral("cards.2"));
    if (!list)
        return 0;
    Figures scrolling;
    for (int i = 0; i < frames; ++i) {
        // A fast wheel: 120 pixels per frame, the work of the frame is moving, building cards and painting.
        const double before = workMs();
        list->setProperty("contentY", i * 120.0);
        frame(window);
        scrolling.ms.push_back(workMs() - before);
    }
    scrolling.print("scrolling", tasks);

    list->setProperty("contentY", 0.0);
    frame(window);
    Figures changing;
    for (int i = 0; i < changes; ++i) {
        TaskSummary task = *model.column(BoardColumn::Ready)->at(i % 5);
        task.lastActivityAt = sampleNow + i;
        task.commentCount += 1;
        if (i % 3 == 0)
            task.priority = task.priority == Priority::Urgent ? Priority::Low : Priority::Urgent;
        const double before = workMs();
        model.apply({task});
        frame(window);
        changing.ms.push_back(workMs() - before);
    }
    changing.print("one change and frame", tasks);
    return scrolling.at(0.50);
}

/// A board of many stored tasks, from nothing to the first picture with cards on it.
void start(int tasks)
{
    TestBoard board;
    fillCrowd(board, tasks);
    QElapsedTimer clock;
    clock.start();
    AppViewModel::Setup setup;
    setup.actor = board.human;
    setup.now = [&board] { return board.clock.sample().wall; };
    DesktopWindow desktop(board.board(), std::move(setup));
    if (!desktop.load())
        return;
    desktop.window()->resize(width, height);
    desktop.show();
    while (desktop.app().board()->model()->total() == 0) {
        board.pump();
        QCoreApplication::processEvents();
    }
    frame(desktop.window());
    std::printf("%-24s %7d tasks  %.0f ms\n", "start to first picture", tasks, double(clock.nsecsElapsed()) / 1e6);
    int turns = 0;
    while (desktop.app().board()->isLoading()) {
        board.pump();
        QCoreApplication::processEvents();
        ++turns;
    }
    std::printf("%-24s %7d tasks  %.0f ms\n", "all of them read", tasks, double(clock.nsecsElapsed()) / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const int stored = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    const double few = scroll(5'000);
    const double many = scroll(100'000);
    std::printf("%-24s %.2f\n", "100,000 against 5,000", few > 0 ? many / few : 0.0);
    start(stored);
    return 0;
}
