#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace stint
{

/// What the desktop's settings portal says about light, dark and movement, live (SHL-05). Silent where there is no
/// portal. Thread: gui.
class ColorSchemeWatch : public QObject
{
    Q_OBJECT
public:
    enum class Scheme { NoPreference, Dark, Light };

    explicit ColorSchemeWatch(const QDBusConnection &bus, QObject *parent = nullptr);

Q_SIGNALS:
    void changed(stint::ColorSchemeWatch::Scheme scheme);
    /// Whether things may slide and fade.
    void animationsChanged(bool wanted);

private Q_SLOTS:
    void onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void read(const QDBusConnection &bus, const QString &space, const QString &key);
    void take(const QString &key, const QVariant &value);
};

} // namespace stint
