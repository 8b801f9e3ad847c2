#include "app/desktop/systemtray.h"

#include <QPainter>

namespace stint
{

namespace
{

constexpr int iconPixels = 64, badgePixels = 30, digitPixels = 22, mostShown = 9;

/// The program's icon; a badge with the number when something needs a person.
QIcon iconWith(int needy)
{
    QPixmap picture = QIcon(QStringLiteral(":/stint/stint.svg")).pixmap(iconPixels, iconPixels);
    if (needy == 0 || picture.isNull())
        return QIcon(picture);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect badge(picture.width() - badgePixels, picture.height() - badgePixels, badgePixels, badgePixels);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x8a, 0x4b, 0x00)); // the attention of the light theme
    painter.drawEllipse(badge);
    QFont font = painter.font();
    font.setPixelSize(digitPixels);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(badge, Qt::AlignCenter, needy > mostShown ? QStringLiteral("+") : QString::number(needy));
    return QIcon(picture);
}

} // namespace

SystemTray::SystemTray(QObject *parent)
    : Tray(parent)
    , m_icon(iconWith(0))
{
    connect(m_menu.addAction(tr("Open the board")), &QAction::triggered, this, &Tray::openWanted);
    m_pause = m_menu.addAction(tr("Pause handing out work"));
    connect(m_pause, &QAction::triggered, this, &Tray::pauseToggled);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit…")), &QAction::triggered, this, &Tray::quitWanted);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT openWanted();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openWanted);
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

bool SystemTray::isAvailable() const
{
    return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void SystemTray::setCounts(int needy, const QString &text)
{
    m_icon.setIcon(iconWith(needy));
    m_icon.setToolTip(text);
}

void SystemTray::setPaused(bool paused)
{
    m_pause->setText(paused ? tr("Resume handing out work") : tr("Pause handing out work"));
}

void SystemTray::say(const QString &title, const QString &body)
{
    m_icon.showMessage(title, body, m_icon.icon());
}

} // namespace stint
