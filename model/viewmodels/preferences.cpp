#include "model/viewmodels/preferences.h"

#include "model/viewmodels/viewlimits.h"

#include <QSettings>

namespace stint
{

Preferences::Preferences(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
    m_writer.setMaxThreadCount(1);
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::preferencesMs);
    connect(&m_pace, &QTimer::timeout, this, &Preferences::write);
    if (path.isEmpty())
        return;
    const QSettings file(path, QSettings::IniFormat);
    const QStringList keys = file.allKeys();
    for (const QString &key : keys)
        m_values.insert(key, file.value(key));
}

Preferences::~Preferences()
{
    write();
    m_writer.waitForDone();
}

void Preferences::set(const QString &key, const QVariant &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_changes.insert(key, value);
    m_pace.start();
}

void Preferences::remove(const QString &key)
{
    if (m_values.remove(key) == 0)
        return;
    m_changes.insert(key, {});
    m_pace.start();
}

void Preferences::write()
{
    const auto changes = std::exchange(m_changes, {});
    if (m_path.isEmpty() || changes.isEmpty())
        return;
    m_writer.start([path = m_path, changes] {
        QSettings file(path, QSettings::IniFormat);
        for (auto change = changes.begin(); change != changes.end(); ++change) {
            if (change->isValid())
                file.setValue(change.key(), *change);
            else
                file.remove(change.key());
        }
    });
}

} // namespace stint
