#pragma once

#include "app/desktop/tray.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace stint
{

/// The tray of the desktop, where it has one. Needs a QApplication.
class SystemTray final : public Tray
{
    Q_OBJECT
public:
    explicit SystemTray(QObject *parent = nullptr);

    bool isAvailable() const override;
    void setCounts(int needy, const QString &text) override;
    void setPaused(bool paused) override;
    void say(const QString &title, const QString &body) override;

private:
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QAction *m_pause = nullptr;
};

} // namespace stint
