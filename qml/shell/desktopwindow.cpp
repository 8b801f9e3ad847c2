#include "qml/shell/desktopwindow.h"

#include <QGuiApplication>
#include <QPalette>
#include <QQuickStyle>
#include <QQuickWindow>

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

} // namespace

DesktopWindow::DesktopWindow(Board &board, AppViewModel::Setup setup)
    : m_app(std::make_unique<AppViewModel>(board, std::move(setup)))
{
    followSystemPalette();
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
    m_app->start();
    return m_window != nullptr;
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
