#include "app/composition/boardhost.h"
#include "app/desktop/portal.h"
#include "app/desktop/presence.h"
#include "app/desktop/systemtray.h"
#include "app/desktop/windowlink.h"
#include "app/platform/agentprocesses.h"
#include "app/platform/hardening.h"
#include "app/platform/log.h"
#include "app/platform/paths.h"
#include "qml/shell/desktopwindow.h"
#include "qml/shell/language.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QFontDatabase>
#include <QIcon>
#include <QOpenGLContext>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace
{

constexpr int exitDone = 0, exitFailure = 1;
constexpr int storeSizeEveryMs = 30'000;

/// Without OpenGL the first window would end the process; the software renderer draws the same picture.
void chooseRenderer()
{
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND") && !QOpenGLContext().create())
        qputenv("QT_QUICK_BACKEND", "software");
}

void chooseFont(QGuiApplication &app)
{
    if (!QFontDatabase::hasFamily(QStringLiteral("Inter")))
        return;
    QFont font = QGuiApplication::font();
    font.setFamily(QStringLiteral("Inter"));
    app.setFont(font);
}

/// Tells the window when the desktop turns dark or light: the portal where there is one, else the palette.
class SystemLook : public QObject
{
public:
    explicit SystemLook(stint::DesktopWindow &window)
        : m_window(window)
        , m_portal(QDBusConnection::sessionBus())
    {
        qApp->installEventFilter(this);
        window.onReplaced([this] {
            m_window.app().appearance()->setSystemCalm(m_isCalm);
            follow();
        });
        connect(&m_portal, &stint::ColorSchemeWatch::animationsChanged, this, [this](bool wanted) {
            m_isCalm = !wanted;
            m_window.app().appearance()->setSystemCalm(m_isCalm);
        });
        connect(&m_portal, &stint::ColorSchemeWatch::changed, this, [this](stint::ColorSchemeWatch::Scheme scheme) {
            m_scheme = scheme;
            follow();
        });
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationPaletteChange)
            follow();
        return QObject::eventFilter(object, event);
    }

private:
    void follow()
    {
        using Scheme = stint::ColorSchemeWatch::Scheme;
        if (m_scheme == Scheme::NoPreference)
            m_window.followSystemPalette();
        else
            m_window.app().appearance()->setSystemDark(m_scheme == Scheme::Dark);
    }

    stint::DesktopWindow &m_window;
    stint::ColorSchemeWatch m_portal;
    bool m_isCalm = false;
    stint::ColorSchemeWatch::Scheme m_scheme = stint::ColorSchemeWatch::Scheme::NoPreference;
};

/// Measures the file beside the gui thread (SHL-01).
class StoreSize : public QObject
{
public:
    StoreSize(const QString &file, stint::DesktopWindow &window)
        : m_file(file)
        , m_window(window)
    {
        m_window.onReplaced([this] { measure(); });
        m_timer.setInterval(storeSizeEveryMs);
        m_timer.callOnTimeout(this, [this] { measure(); });
        m_timer.start();
        measure();
    }

private:
    void measure()
    {
        QThreadPool::globalInstance()->start([this, guard = QPointer<StoreSize>(this), file = m_file] {
            const qint64 bytes = QFileInfo(file).size();
            QMetaObject::invokeMethod(
                qApp,
                [this, guard, bytes] {
                    if (guard)
                        m_window.app().status()->setStoreBytes(bytes);
                },
                Qt::QueuedConnection);
        });
    }

    QString m_file;
    stint::DesktopWindow &m_window;
    QTimer m_timer;
};

int showFault(const QString &reason)
{
    const auto engine = stint::DesktopWindow::showFault(reason);
    if (engine)
        QGuiApplication::exec();
    return exitFailure;
}

/// The place where the windows of this board find one another: by the file, because names repeat.
QString linkPath(const QString &file, const stint::Paths &paths)
{
    const QString place = QFileInfo(file).exists() ? QFileInfo(file).canonicalFilePath() : file;
    return paths.socketByPlace(place + QStringLiteral("#window"));
}

struct Start {
    QString file, task;
    bool hidden = false;
};

std::vector<stint::FactRow> versions()
{
    const stint::StorageVersions storage = stint::BoardHost::storage();
    return {{QStringLiteral("Stint"), QCoreApplication::applicationVersion()},
            {QStringLiteral("Qt"), QString::fromLatin1(qVersion())},
            {QStringLiteral("SQLCipher"), storage.sqlcipher},
            {QStringLiteral("SQLite"), storage.sqlite},
            {QStringLiteral("OpenSSL"), storage.crypto}};
}

QString settingsFile(const stint::Paths &paths)
{
    return paths.config + QStringLiteral("/desktop.ini");
}

/// Brings what commands write to the window, for as long as there is one.
void showLogs(stint::BoardHost &host, stint::AppViewModel &app)
{
    host.showLogs([window = QPointer<stint::AppViewModel>(&app)](const stint::RunId &run, const QString &text) {
        QMetaObject::invokeMethod(
            qApp,
            [window, run, text] {
                if (window)
                    window->logs().write(run.value, text);
            },
            Qt::QueuedConnection);
    });
}

int show(stint::BoardHost &host, const Start &start, const stint::Paths &paths, stint::WindowLink &link)
{
    stint::AppViewModel::Setup setup;
    setup.actor = host.person(stint::OriginKind::Web, QStringLiteral("desktop"));
    setup.now = [&clock = host.clock()] { return clock.sample().wall; };
    setup.store = {host.boardName(), true, QGuiApplication::translate("main", "key file in your data folder")};
    setup.settingsPath = settingsFile(paths);
    setup.versions = versions();
    stint::AgentProcesses agents(host.file(), QCoreApplication::applicationDirPath());
    setup.agents = &agents;
    stint::DesktopWindow window(host.board(), std::move(setup));
    if (!window.load())
        return showFault(QGuiApplication::translate("main", "The window is incomplete; install the program again."));
    showLogs(host, window.app());
    window.onReplaced([&] { showLogs(host, window.app()); });
    const SystemLook look(window);
    const StoreSize size(host.file(), window);
    QGuiApplication::setQuitOnLastWindowClosed(false); // closing the window may keep the board served
    stint::SystemTray tray;
    stint::NoticeBus bus(QDBusConnection::sessionBus());
    stint::Presence presence(window, tray, bus);
    QObject::connect(&link, &stint::WindowLink::called, &presence, &stint::Presence::raise);
    QObject::connect(&presence, &stint::Presence::left, qApp, &QCoreApplication::quit);
    if (!start.hidden)
        presence.raise(start.task.isEmpty() ? QStringList() : QStringList{QStringLiteral("--task"), start.task});
    const int result = QGuiApplication::exec();
    QThreadPool::globalInstance()->waitForDone();
    return result;
}

int run(const Start &start, const stint::Paths &paths)
{
    if (const auto made = stint::makePrivateFolder(paths.runtime); !made)
        return showFault(made.error().message);
    stint::WindowLink link(linkPath(start.file, paths));
    switch (link.start(QCoreApplication::arguments().mid(1))) {
    case stint::WindowLink::Role::First:
        break;
    case stint::WindowLink::Role::Passed:
        return exitDone;
    case stint::WindowLink::Role::Silent:
        return showFault(QGuiApplication::translate("main", "Another window has this board open and does not answer."));
    }
    stint::HostConfig config;
    config.file = start.file;
    config.mayCreate = true;
    const auto host = stint::BoardHost::open(config);
    if (!host)
        return showFault(host.error().text);
    const int result = show(**host, start, paths, link);
    (*host)->stop();
    return result;
}

/// What is only asked is answered without a display (CLI-07).
bool onlyAsks(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *word) {
        const QByteArrayView argument(word);
        return argument == "--help" || argument == "-h" || argument == "--help-all" || argument == "--version" ||
               argument == "-v";
    });
}

/// Qt would end the process without a word for people. QT_QPA_PLATFORM and -platform name a display of their own.
bool hasDisplay(int argc, char **argv)
{
    return !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") ||
           std::any_of(argv + 1, argv + argc, [](const char *word) { return QByteArrayView(word) == "-platform"; });
}

struct Options {
    Options()
    {
        parser.setApplicationDescription(QCoreApplication::translate("main", "The window of a Stint board."));
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addOptions({board, hidden, task});
    }

    QCommandLineParser parser;
    const QCommandLineOption board{
        QStringLiteral("board"),
        QCoreApplication::translate(
            "main", "Board file, or the name of a board in the data folder; made when it does not exist."),
        QStringLiteral("file")};
    const QCommandLineOption hidden{QStringLiteral("hidden"),
                                    QCoreApplication::translate("main", "Start without showing the window.")};
    const QCommandLineOption task{QStringLiteral("task"),
                                  QCoreApplication::translate("main", "Show the details of this task."),
                                  QStringLiteral("id")};
};

} // namespace

int main(int argc, char **argv)
{
    stint::hardenProcess();
    std::signal(SIGPIPE, SIG_IGN);
    stint::logToStderr();
    QCoreApplication::setApplicationName(QStringLiteral("stint-desktop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STINT_VERSION));
    if (onlyAsks(argc, argv)) {
        const QCoreApplication asked(argc, argv);
        Options().parser.process(asked);
    }
    if (!hasDisplay(argc, argv)) {
        std::fputs("stint-desktop: there is no display to open a window on (neither WAYLAND_DISPLAY nor DISPLAY is "
                   "set); stintd serves a board without a window\n",
                   stderr);
        return exitFailure;
    }
    QApplication app(argc, argv);
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/stint/stint.svg")));
    QGuiApplication::setDesktopFileName(QStringLiteral("stint"));
    chooseRenderer();
    chooseFont(app);

    const stint::Paths paths = stint::Paths::fromEnvironment();
    const stint::Language language(settingsFile(paths));
    Options options;
    options.parser.process(app);

    const QString file = options.parser.isSet(options.board) ? paths.boardFile(options.parser.value(options.board))
                                                             : paths.defaultBoard();
    return run({file, options.parser.value(options.task), options.parser.isSet(options.hidden)}, paths);
}
