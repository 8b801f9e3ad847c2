#include "app/composition/boardhost.h"
#include "app/platform/hardening.h"
#include "app/platform/log.h"
#include "app/platform/paths.h"
#include "qml/shell/desktopwindow.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QOpenGLContext>
#include <QThreadPool>
#include <QTimer>

#include <csignal>

namespace
{

constexpr int exitFailure = 1;
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

/// Tells the window when the desktop turns dark or light.
class PaletteWatch : public QObject
{
public:
    explicit PaletteWatch(stint::DesktopWindow &window)
        : m_window(window)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationPaletteChange)
            m_window.followSystemPalette();
        return QObject::eventFilter(object, event);
    }

private:
    stint::DesktopWindow &m_window;
};

/// Measures the file beside the gui thread (SHL-01).
class StoreSize : public QObject
{
public:
    StoreSize(const QString &file, stint::StatusViewModel &status)
        : m_file(file)
        , m_status(&status)
    {
        m_timer.setInterval(storeSizeEveryMs);
        m_timer.callOnTimeout(this, [this] { measure(); });
        m_timer.start();
        measure();
    }

private:
    void measure()
    {
        QThreadPool::globalInstance()->start([file = m_file, status = m_status] {
            const qint64 bytes = QFileInfo(file).size();
            QMetaObject::invokeMethod(
                qApp,
                [status, bytes] {
                    if (status)
                        status->setStoreBytes(bytes);
                },
                Qt::QueuedConnection);
        });
    }

    QString m_file;
    QPointer<stint::StatusViewModel> m_status;
    QTimer m_timer;
};

int showFault(const QString &reason)
{
    const auto engine = stint::DesktopWindow::showFault(reason);
    if (engine)
        QGuiApplication::exec();
    return exitFailure;
}

int run(const QString &file, const stint::Paths &paths, bool hidden)
{
    stint::HostConfig config;
    config.file = file;
    config.mayCreate = true;
    const auto host = stint::BoardHost::open(config);
    if (!host)
        return showFault(host.error().text);
    int result = exitFailure;
    {
        stint::AppViewModel::Setup setup;
        setup.actor = (*host)->person(stint::OriginKind::Web, QStringLiteral("desktop"));
        setup.now = [&clock = (*host)->clock()] { return clock.sample().wall; };
        setup.store = {(*host)->boardName(), true, QGuiApplication::translate("main", "key file in your data folder")};
        setup.settingsPath = paths.config + QStringLiteral("/desktop.ini");
        stint::DesktopWindow window((*host)->board(), std::move(setup));
        if (!window.load())
            return showFault(
                QGuiApplication::translate("main", "The window is incomplete; install the program again."));
        const PaletteWatch palette(window);
        const StoreSize size((*host)->file(), *window.app().status());
        if (!hidden)
            window.show();
        result = QGuiApplication::exec();
        QThreadPool::globalInstance()->waitForDone();
    }
    (*host)->stop();
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    stint::hardenProcess();
    std::signal(SIGPIPE, SIG_IGN);
    stint::logToStderr();
    QCoreApplication::setApplicationName(QStringLiteral("stint-desktop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STINT_VERSION));
    QGuiApplication app(argc, argv);
    chooseRenderer();
    chooseFont(app);

    QCommandLineParser parser;
    parser.setApplicationDescription(QGuiApplication::translate("main", "The window of a Stint board."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption board(
        QStringLiteral("board"),
        QGuiApplication::translate(
            "main", "Board file, or the name of a board in the data folder; made when it does not exist."),
        QStringLiteral("file"));
    const QCommandLineOption hidden(QStringLiteral("hidden"),
                                    QGuiApplication::translate("main", "Start without showing the window."));
    parser.addOptions({board, hidden});
    parser.process(app);

    const stint::Paths paths = stint::Paths::fromEnvironment();
    const QString file = parser.isSet(board) ? paths.boardFile(parser.value(board)) : paths.defaultBoard();
    return run(file, paths, parser.isSet(hidden));
}
