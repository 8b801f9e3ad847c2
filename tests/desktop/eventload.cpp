#include "qml/shell/desktopwindow.h"
#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "tests/support/fakes.h"

#include <QAbstractEventDispatcher>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <future>
#include <mutex>

#include <unistd.h>

using namespace stint;
using namespace stint::test;

namespace
{

constexpr int setsPerSecond = 100, updateEvery = 100, settleMs = 500;
constexpr double frameLimitMs = 100.0, memoryLimit = 1.25;

class WallClock final : public Clock
{
public:
    ClockSample sample() override
    {
        const qint64 ms = QDateTime::currentMSecsSinceEpoch();
        return {Time{ms}, ms, ms};
    }
};

/// The real writer, whose observers also hear what the load makes up; one row of revisions for both.
class Loudspeaker final : public WriteEngine
{
public:
    explicit Loudspeaker(Writer &writer)
        : m_writer(writer)
    {
        m_writer.observe([this](const ChangeSet &set) { announce(set); });
    }
    void submit(std::unique_ptr<WriteCommand> command) override { m_writer.submit(std::move(command)); }
    void observe(std::function<void(const ChangeSet &)> observer) override
    {
        const std::lock_guard lock(m_mutex);
        m_observers.push_back(std::move(observer));
    }
    void announce(ChangeSet set)
    {
        const std::lock_guard lock(m_mutex);
        set.revision = ++m_revision;
        for (const auto &observer : m_observers)
            observer(set);
    }

private:
    Writer &m_writer;
    std::mutex m_mutex;
    std::vector<std::function<void(const ChangeSet &)>> m_observers;
    qint64 m_revision = 0;
};

template<Request R>
typename R::Reply wait(Board &board, const Actor &actor, R request)
{
    std::promise<Result<typename R::Reply>> promise;
    board.submit<R>(actor, std::move(request), [&](Result<typename R::Reply> reply) { promise.set_value(reply); });
    auto reply = promise.get_future().get();
    if (!reply)
        qFatal("%s: %s", R::method.name, qPrintable(reply.error().message));
    return *reply;
}

std::vector<TaskId> fill(Board &board, const Actor &actor, int count)
{
    BoardImport import;
    import.importId = QStringLiteral("load");
    import.last = true;
    for (int i = 0; i < count; ++i) {
        ImportTask task;
        task.externalKey = QStringLiteral("k-%1").arg(i);
        task.title = QStringLiteral("Task %1 with a title of the usual length").arg(i);
        import.tasks.push_back(task);
    }
    wait(board, actor, import);
    std::vector<TaskId> ids;
    TaskList list;
    list.filter.limit = 500;
    do {
        const auto page = wait(board, actor, list);
        for (const TaskSummary &task : page.items)
            ids.push_back(task.id);
        list.filter.cursor = page.nextCursor;
    } while (!list.filter.cursor.isEmpty());
    return ids;
}

double memoryMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const qint64 pages = file.readAll().split(' ').value(1).toLongLong();
    return static_cast<double>(pages * ::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// How long the gui thread worked without a pause, turn by turn: a frame is part of one turn.
class Turns : public QObject
{
public:
    Turns()
    {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { m_turn.start(); });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (m_turn.isValid())
                m_ms.push_back(static_cast<double>(m_turn.nsecsElapsed()) / 1e6);
            m_turn.invalidate();
        });
    }
    void clear() { m_ms.clear(); }
    double share(double part)
    {
        if (m_ms.empty())
            return 0;
        std::sort(m_ms.begin(), m_ms.end());
        return m_ms[static_cast<std::size_t>(part * static_cast<double>(m_ms.size() - 1))];
    }
    std::size_t count() const { return m_ms.size(); }

private:
    QElapsedTimer m_turn;
    std::vector<double> m_ms;
};

/// Tells made-up events at an even pace from a thread of its own, and changes one task for every hundredth of them.
class Source : public QObject
{
public:
    Source(Loudspeaker &speaker, Board &board, const Actor &actor, const std::vector<TaskId> &tasks, int perSecond)
        : m_timer(this)
        , m_speaker(speaker)
        , m_board(board)
        , m_actor(actor)
        , m_tasks(tasks)
        , m_perSet(std::max(1, perSecond / setsPerSecond))
    {
        m_timer.setInterval(1'000 / setsPerSecond);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Source::catchUp);
    }
    void start()
    {
        m_since.start();
        m_timer.start();
    }
    void stop() { m_timer.stop(); }
    qint64 told() const { return m_told; }

private:
    /// As many sets as the time that has passed asks for.
    void catchUp()
    {
        for (const qint64 due = m_since.elapsed() * setsPerSecond / 1'000; m_sets < due; ++m_sets)
            tell();
    }
    void tell()
    {
        ChangeSet change;
        for (int i = 0; i < m_perSet; ++i) {
            const TaskId &task = m_tasks[QRandomGenerator::global()->bounded(static_cast<quint32>(m_tasks.size()))];
            Event event;
            event.seq = firstSeq + ++m_told;
            event.taskId = task;
            event.type = QStringLiteral("task.updated");
            event.payload = Json{R"({"changed_fields":["title"],"status":"ready"})"};
            event.actor = m_actor.who;
            change.events.push_back(event);
            change.tasks.push_back(task);
            if (m_told % updateEvery == 0) {
                TaskUpdate update;
                update.taskId = task;
                update.changes.title = QStringLiteral("Changed %1").arg(m_told.load());
                m_board.submit<TaskUpdate>(m_actor, update, [](const Result<TaskReply> &) {});
            }
        }
        m_speaker.announce(std::move(change));
    }

    static constexpr qint64 firstSeq = 1'000'000;

    QTimer m_timer;
    QElapsedTimer m_since;
    Loudspeaker &m_speaker;
    Board &m_board;
    Actor m_actor;
    const std::vector<TaskId> &m_tasks;
    int m_perSet;
    qint64 m_sets = 0;
    std::atomic<qint64> m_told = 0;
};

} // namespace

/// Events arrive faster than anybody can read: no frame may take longer than 100 ms, and memory stays bounded.
int main(int argc, char **argv)
{
    // GLib's dispatcher says that it wakes only after it has done the work: its turns would look empty.
    qputenv("QT_NO_GLIB", "1");
    QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{QStringLiteral("tasks"), QStringLiteral("on the board"), QStringLiteral("n"), QStringLiteral("20000")},
         {QStringLiteral("events"), QStringLiteral("per second"), QStringLiteral("n"), QStringLiteral("10000")},
         {QStringLiteral("seconds"), QStringLiteral("of load"), QStringLiteral("n"), QStringLiteral("10")},
         {QStringLiteral("view"), QStringLiteral("board, runs or queue"), QStringLiteral("name"),
          QStringLiteral("board")}});
    parser.process(app);
    const auto number = [&parser](const char *name) { return parser.value(QLatin1String(name)).toInt(); };

    QTemporaryDir folder;
    WallClock clock;
    FakeIdSource ids;
    FakeExecutor executor;
    FakeNotifier notifier;
    FileKeyStore keys;
    auto file = BoardFile::open(folder.filePath(QStringLiteral("board.stint")), OpenMode::CreateNew, keys, clock);
    if (!file)
        qFatal("%s", qPrintable(file.error().text));
    Loudspeaker speaker((*file)->writer());
    Board board({speaker, (*file)->readers(), clock, ids, executor, notifier});
    (*file)->start();
    const Actor person = Actor::human(QStringLiteral("ada"), OriginKind::Web, QStringLiteral("bench"));
    const auto tasks = fill(board, person, number("tasks"));

    AppViewModel::Setup setup;
    setup.actor = person;
    setup.now = [&clock] { return clock.sample().wall; };
    auto window = std::make_unique<DesktopWindow>(board, std::move(setup));
    if (!window->load())
        return 1;
    window->window()->resize(1'400, 800);
    window->show();
    const QString view = parser.value(QStringLiteral("view"));
    window->app().commands()->run(QStringLiteral("view.") + view);

    Turns turns;
    double before = 0, middle = 0;
    QThread thread;
    Source source(speaker, board, person, tasks, number("events"));
    source.moveToThread(&thread);
    bool begun = false;
    const int seconds = number("seconds");
    const auto begin = [&] {
        turns.clear();
        before = memoryMb();
        QTimer::singleShot(seconds * 500, &app, [&middle] { middle = memoryMb(); });
        thread.start();
        QMetaObject::invokeMethod(
            &source, [&source] { source.start(); }, Qt::QueuedConnection);
        QTimer::singleShot(seconds * 1'000, &app, &QCoreApplication::quit);
    };
    QObject::connect(window->app().board(), &BoardViewModel::stateChanged, &app, [&] {
        if (!window->app().board()->isLoading() && !std::exchange(begun, true))
            QTimer::singleShot(settleMs, &app, begin);
    });
    QGuiApplication::exec();
    QMetaObject::invokeMethod(
        &source, [&source] { source.stop(); }, Qt::QueuedConnection);
    thread.quit();
    thread.wait();
    const double after = memoryMb();
    const double longest = turns.share(1.0), growth = middle > 0 ? after / middle : 0;
    std::printf("%lld events in %d s, %d tasks, view %s\n", static_cast<long long>(source.told()), seconds,
                number("tasks"), qPrintable(view));
    std::printf("turns of the gui thread: %zu, p50 %.2f ms, p99 %.2f ms, longest %.2f ms (%.2f of the limit)\n",
                turns.count(), turns.share(0.5), turns.share(0.99), longest, longest / frameLimitMs);
    std::printf("memory: %.0f MB before, %.0f MB at half time, %.0f MB at the end (%.2f of half time)\n", before,
                middle, after, growth);
    window.reset();
    board.stop();
    (*file)->stop();
    return longest <= frameLimitMs && growth <= memoryLimit ? 0 : 1;
}
