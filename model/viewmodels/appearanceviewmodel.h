#pragma once

#include "model/viewmodels/preferences.h"

#include <QtQml/qqml.h>

namespace stint
{

/// How the window looks and how it was left: theme, density, motion, text size, panel, collapsed columns.
/// Thread: gui.
class AppearanceViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY changed FINAL)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed FINAL)
    Q_PROPERTY(QString modeText READ modeText NOTIFY changed FINAL)
    Q_PROPERTY(Density density READ density WRITE setDensity NOTIFY changed FINAL)
    Q_PROPERTY(Motion motion READ motion WRITE setMotion NOTIFY changed FINAL)
    Q_PROPERTY(bool reducedMotion READ isMotionReduced NOTIFY changed FINAL)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY changed FINAL)
    Q_PROPERTY(QString textScaleText READ textScaleText NOTIFY changed FINAL)
    Q_PROPERTY(int language READ language WRITE setLanguage NOTIFY changed FINAL)
    Q_PROPERTY(QStringList languageCodes READ languageCodes CONSTANT FINAL)
    Q_PROPERTY(QStringList languageNames READ languageNames CONSTANT FINAL)
    Q_PROPERTY(double panelWidth READ panelWidth WRITE setPanelWidth NOTIFY panelWidthChanged FINAL)
    Q_PROPERTY(QList<int> collapsed READ collapsed WRITE setCollapsed NOTIFY collapsedChanged FINAL)

public:
    enum Mode { System, Light, Dark };
    Q_ENUM(Mode)
    enum Density { Compact, Normal, Roomy };
    Q_ENUM(Density)
    enum Motion { SystemMotion, FullMotion, ReducedMotion };
    Q_ENUM(Motion)

    explicit AppearanceViewModel(Preferences &preferences, QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const { return m_mode == Dark || (m_mode == System && m_systemDark); }
    QString modeText() const;
    Density density() const { return m_density; }
    void setDensity(Density density);
    Motion motion() const { return m_motion; }
    void setMotion(Motion motion);
    bool isMotionReduced() const { return m_motion == ReducedMotion || (m_motion == SystemMotion && m_systemCalm); }
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    QString textScaleText() const;
    /// Position of the chosen language in languageCodes; 0: that of the desktop. Followed when the window starts.
    int language() const { return m_language; }
    void setLanguage(int language);
    QStringList languageCodes() const;
    QStringList languageNames() const;
    /// Width the person gave the details; 0 until they did.
    double panelWidth() const { return m_panelWidth; }
    void setPanelWidth(double width);
    QList<int> collapsed() const { return m_collapsed; }
    void setCollapsed(const QList<int> &columns);

    /// What the desktop prefers; followed live where the person left it to the desktop (SHL-05).
    void setSystemDark(bool dark);
    void setSystemCalm(bool reducesMotion);

    Q_INVOKABLE void cycleMode();
    /// Makes all text one step larger (1) or smaller (−1).
    Q_INVOKABLE void growText(int steps);

Q_SIGNALS:
    void changed();
    void panelWidthChanged();
    void collapsedChanged();

private:
    template<class T>
    void take(T &member, const T &value, const char *key);

    Preferences &m_preferences;
    Mode m_mode = System;
    Density m_density = Normal;
    Motion m_motion = SystemMotion;
    int m_language = 0;
    bool m_systemDark = false, m_systemCalm = false;
    double m_textScale = 1.0, m_panelWidth = 0;
    QList<int> m_collapsed;
};

} // namespace stint
