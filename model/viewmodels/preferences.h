#pragma once

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <QVariant>

namespace stint
{

/// What the person chose and how the window was left. Read once when it is made, before there is a window; written
/// beside the gui thread (SHL-01), a moment after the last change. Thread: gui.
class Preferences : public QObject
{
    Q_OBJECT
public:
    /// \a path: the settings file; blank keeps nothing.
    explicit Preferences(const QString &path, QObject *parent = nullptr);
    /// Writes what is left.
    ~Preferences() override;

    QVariant value(const QString &key, const QVariant &fallback = {}) const { return m_values.value(key, fallback); }
    void set(const QString &key, const QVariant &value);
    void remove(const QString &key);

private:
    void write();

    QString m_path;
    QHash<QString, QVariant> m_values, m_changes; ///< an invalid change removes the key
    QTimer m_pace;
    QThreadPool m_writer; ///< one thread: writes stay in order
};

} // namespace stint
