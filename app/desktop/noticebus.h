#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>

#include <deque>

namespace stint
{

/// One message for the desktop, plain text; actions are pairs of name and label.
struct DesktopMessage {
    QString key, title, body;
    QStringList actions;
    bool isUrgent = false;
};

/// The desktop's notification service (org.freedesktop.Notifications) on \a bus. Nothing here blocks. Thread: gui.
class NoticeBus : public QObject
{
    Q_OBJECT
public:
    explicit NoticeBus(const QDBusConnection &bus, QObject *parent = nullptr);

    void show(const DesktopMessage &message);
    /// Takes the message back if it still stands.
    void withdraw(const QString &key);

Q_SIGNALS:
    void shown(const stint::DesktopMessage &message);
    /// There is no service, or it refused.
    void failed(const stint::DesktopMessage &message);
    /// The person pressed \a action; pressing the message itself is `default`.
    void invoked(const QString &key, const QString &action);

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    void askCapabilities();
    void send(const DesktopMessage &message);

    QDBusConnection m_bus;
    QHash<uint, QString> m_keys;          ///< messages that stand
    std::deque<DesktopMessage> m_waiting; ///< until the service has said what it can do
    bool m_asking = false, m_knows = false, m_takesMarkup = false, m_takesActions = false;
};

} // namespace stint
