#include "app/desktop/portal.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace stint
{

namespace
{

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");
const QString gnome = QStringLiteral("org.gnome.desktop.interface"); // other desktops answer for it, too
const QString animations = QStringLiteral("enable-animations");
constexpr int callMs = 5'000;

} // namespace

ColorSchemeWatch::ColorSchemeWatch(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
{
    QDBusConnection connection = bus;
    connection.connect({}, path, settings, QStringLiteral("SettingChanged"), this,
                       SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    read(bus, appearance, colorScheme);
    read(bus, gnome, animations);
}

void ColorSchemeWatch::read(const QDBusConnection &bus, const QString &space, const QString &key)
{
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
    read.setArguments({space, key});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read, callMs), this);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        watcher->deleteLater();
        if (const QDBusPendingReply<QDBusVariant> reply = *watcher; !reply.isError())
            take(key, reply.value().variant());
    });
}

void ColorSchemeWatch::onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value)
{
    if ((space == appearance && key == colorScheme) || (space == gnome && key == animations))
        take(key, value.variant());
}

/// The older method wraps the value twice.
void ColorSchemeWatch::take(const QString &key, const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<QDBusVariant>())
        return take(key, value.value<QDBusVariant>().variant());
    if (key == animations)
        return Q_EMIT animationsChanged(value.toBool());
    const uint number = value.toUInt();
    Q_EMIT changed(number == 1 ? Scheme::Dark : number == 2 ? Scheme::Light : Scheme::NoPreference);
}

} // namespace stint
