#pragma once

#include "app/desktop/noticebus.h"
#include "app/desktop/tray.h"
#include "qml/shell/desktopwindow.h"

#include <QHash>
#include <QObject>

namespace stint
{

/// How the board is present on the desktop besides its window: tray, notifications, what closing and quitting mean
/// (SHL-02, SHL-03). Thread: gui; dies before the window.
class Presence : public QObject
{
    Q_OBJECT
public:
    Presence(DesktopWindow &window, Tray &tray, NoticeBus &bus, QObject *parent = nullptr);

    /// Shows the window in front; `--task <id>` among \a arguments opens that task.
    void raise(const QStringList &arguments);

Q_SIGNALS:
    /// The program shall end: nobody holds a lease, or the person has decided.
    void left();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void follow();
    void tell(const Notice &notice);
    void act(const QString &key, const QString &action);
    void explainTray(int agents);
    void refreshTray();

    DesktopWindow &m_window;
    Tray &m_tray;
    NoticeBus &m_bus;
    QHash<QString, Notice> m_told; ///< by key: what a pressed action is about
    bool m_isLeaving = false;
};

} // namespace stint
