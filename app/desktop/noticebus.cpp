#include "app/desktop/noticebus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace stint
{

namespace
{

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int callMs = 5'000, serverDecides = -1;
constexpr uchar normalUrgency = 1, criticalUrgency = 2;

QDBusMessage call(const char *method)
{
    return QDBusMessage::createMethodCall(service, path, service, QLatin1String(method));
}

} // namespace

NoticeBus::NoticeBus(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_bus.connect({}, path, service, QStringLiteral("ActionInvoked"), this, SLOT(onActionInvoked(uint, QString)));
    m_bus.connect({}, path, service, QStringLiteral("NotificationClosed"), this, SLOT(onClosed(uint, uint)));
}

void NoticeBus::show(const DesktopMessage &message)
{
    if (!m_bus.isConnected()) {
        Q_EMIT failed(message);
        return;
    }
    if (m_knows)
        return send(message);
    m_waiting.push_back(message);
    askCapabilities();
}

void NoticeBus::askCapabilities()
{
    if (std::exchange(m_asking, true))
        return;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call("GetCapabilities"), callMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_asking = false;
        const QDBusPendingReply<QStringList> reply = *watcher;
        m_knows = !reply.isError();
        if (m_knows) {
            m_takesMarkup = reply.value().contains(QLatin1String("body-markup"));
            m_takesActions = reply.value().contains(QLatin1String("actions"));
        }
        for (const DesktopMessage &message : std::exchange(m_waiting, {})) {
            if (m_knows)
                send(message);
            else
                Q_EMIT failed(message);
        }
    });
}

/// A service that reads markup is given text in which nothing is markup.
void NoticeBus::send(const DesktopMessage &message)
{
    QDBusMessage notify = call("Notify");
    const QString body = m_takesMarkup ? message.body.toHtmlEscaped() : message.body;
    const QVariantMap hints{
        {QStringLiteral("urgency"), QVariant::fromValue(message.isUrgent ? criticalUrgency : normalUrgency)},
        {QStringLiteral("desktop-entry"), QStringLiteral("stint")}};
    notify.setArguments({QStringLiteral("Stint"), 0U, QStringLiteral("stint"), message.title, body,
                         m_takesActions ? message.actions : QStringList(), hints, serverDecides});
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(notify, callMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, message] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            m_knows = false; // another service may come
            Q_EMIT failed(message);
            return;
        }
        m_keys.insert(reply.value(), message.key);
        Q_EMIT shown(message);
    });
}

void NoticeBus::withdraw(const QString &key)
{
    const uint id = m_keys.key(key, 0);
    if (id == 0)
        return;
    m_keys.remove(id);
    QDBusMessage close = call("CloseNotification");
    close.setArguments({id});
    m_bus.asyncCall(close, callMs);
}

void NoticeBus::onActionInvoked(uint id, const QString &action)
{
    if (const QString key = m_keys.value(id); !key.isEmpty())
        Q_EMIT invoked(key, action);
}

void NoticeBus::onClosed(uint id, uint reason)
{
    Q_UNUSED(reason)
    m_keys.remove(id);
}

} // namespace stint
