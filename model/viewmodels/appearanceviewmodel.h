#pragma once

#include <QObject>
#include <QtQml/qqml.h>

#include <memory>

class QSettings;

namespace stint
{

/// How the window looks and how it was left: theme, text size, panel, collapsed columns. Kept in a settings file.
/// Thread: gui.
class AppearanceViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed FINAL)
    Q_PROPERTY(QString modeText READ modeText NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL)
    Q_PROPERTY(double panelWidth READ panelWidth WRITE setPanelWidth NOTIFY panelWidthChanged FINAL)
    Q_PROPERTY(QList<int> collapsed READ collapsed WRITE setCollapsed NOTIFY collapsedChanged FINAL)

public:
    enum Mode { System, Light, Dark };
    Q_ENUM(Mode)

    /// \a path: the settings file; blank keeps nothing.
    explicit AppearanceViewModel(const QString &path, QObject *parent = nullptr);
    ~AppearanceViewModel() override;

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const { return m_mode == Dark || (m_mode == System && m_systemDark); }
    QString modeText() const;
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    /// Width the person gave the details; 0 until they did.
    double panelWidth() const { return m_panelWidth; }
    void setPanelWidth(double width);
    QList<int> collapsed() const { return m_collapsed; }
    void setCollapsed(const QList<int> &columns);

    /// What the desktop prefers; followed live in mode System (SHL-05).
    void setSystemDark(bool dark);

    Q_INVOKABLE void cycleMode();
    /// Makes all text one step larger (1) or smaller (−1).
    Q_INVOKABLE void growText(int steps);

Q_SIGNALS:
    void changed();
    void panelWidthChanged();
    void collapsedChanged();

private:
    void keep(const char *key, const QVariant &value);

    std::unique_ptr<QSettings> m_settings;
    Mode m_mode = System;
    bool m_systemDark = false;
    double m_textScale = 1.0, m_panelWidth = 0;
    QList<int> m_collapsed;
};

} // namespace stint
