#include "qml/shell/desktopwindow.h"

#include <QGuiApplication>
#include <QPalette>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QScreen>

namespace stint
{

namespace
{

bool isSystemDark()
{
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

std::unique_ptr<QQmlApplicationEngine> loadWindow(const char *file, const QVariantMap &properties)
{
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    auto engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->setInitialProperties(properties);
    engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Stint/Shell/%1.qml").arg(QLatin1String(file))));
    if (engine->rootObjects().isEmpty())
        return nullptr;
    return engine;
}

/// The item of that name among the items below \a root.
QQuickItem *below(QQuickItem *root, QLatin1String name)
{
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children) {
        if (child->objectName() == name)
            return child;
        if (QQuickItem *found = below(child, name))
            return found;
    }
    return nullptr;
}

} // namespace

DesktopWindow::DesktopWindow(Board &board, AppViewModel::Setup setup)
    : m_board(board)
    , m_setup(std::move(setup))
    , m_app(build())
{
    followSystemPalette();
}

std::unique_ptr<AppViewModel> DesktopWindow::build()
{
    return std::make_unique<AppViewModel>(m_board, m_setup);
}

DesktopWindow::~DesktopWindow()
{
    // Bindings must not outlive what they look at.
    m_engine.reset();
}

std::unique_ptr<QQmlApplicationEngine> DesktopWindow::showFault(const QString &reason)
{
    auto engine = loadWindow("Fault", {{QStringLiteral("reason"), reason}, {QStringLiteral("dark"), isSystemDark()}});
    if (engine)
        qobject_cast<QQuickWindow *>(engine->rootObjects().constFirst())->show();
    return engine;
}

bool DesktopWindow::load()
{
    m_engine = loadWindow("Main", {{QStringLiteral("app"), QVariant::fromValue(m_app.get())}});
    if (!m_engine)
        return false;
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    if (!m_window)
        return false;
    fitScreen();
    followLock();
    m_app->start();
    return true;
}

/// The size that the window asks for is one of a large screen (SHL-05).
void DesktopWindow::fitScreen()
{
    m_window->resize(m_window->size().boundedTo(m_window->screen()->availableSize()));
}

void DesktopWindow::followLock()
{
    // Queued: what is locked is taken down, together with the one who says so.
    QObject::connect(
        m_app->lock(), &LockViewModel::lockedChanged, m_window,
        [this] {
            if (m_app->lock()->isLocked()) {
                empty();
            } else {
                m_app->start();
                m_window->setProperty("unlocked", true);
            }
        },
        Qt::QueuedConnection);
}

/// Nothing of a locked board stays on the screen or in the models: the window loses what it shows, and the view-models
/// are built anew, empty until the board is unlocked.
void DesktopWindow::empty()
{
    // At once and not with the repeater, which would leave it for later: bindings go before what they look at.
    delete below(m_window->contentItem(), QLatin1String("shell"));
    m_window->setProperty("unlocked", false);
    const std::unique_ptr<AppViewModel> old = std::exchange(m_app, build());
    followSystemPalette();
    m_window->setProperty("app", QVariant::fromValue(m_app.get()));
    followLock();
    for (const auto &follower : m_followers)
        follower();
    // Unlocked again before this was heard.
    if (!m_app->lock()->isLocked()) {
        m_app->start();
        m_window->setProperty("unlocked", true);
    }
}

void DesktopWindow::followSystemPalette()
{
    m_app->appearance()->setSystemDark(isSystemDark());
}

void DesktopWindow::show()
{
    // show() would take a maximized window back to its ordinary size.
    m_window->setWindowStates(m_window->windowStates() & ~Qt::WindowMinimized);
    m_window->setVisible(true);
    m_window->requestActivate();
}

} // namespace stint
