#include "model/viewmodels/appearanceviewmodel.h"

#include "model/items/placement.h"
#include "model/viewmodels/languages.h"

namespace stint
{

namespace
{

constexpr double scaleMin = 0.8, scaleMax = 2.0, scaleStep = 0.1;
constexpr int percent = 100;

template<class E>
E kept(const Preferences &preferences, const char *key, E fallback, E last)
{
    const int value = preferences.value(QLatin1String(key), int(fallback)).toInt();
    return static_cast<E>(std::clamp(value, 0, int(last)));
}

} // namespace

AppearanceViewModel::AppearanceViewModel(Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_mode(kept(preferences, "theme", System, Dark))
    , m_density(kept(preferences, "density", Normal, Roomy))
    , m_motion(kept(preferences, "motion", SystemMotion, ReducedMotion))
{
    m_textScale =
        std::clamp(preferences.value(QStringLiteral("textScale"), m_textScale).toDouble(), scaleMin, scaleMax);
    m_language = languageIndex(preferences.value(languageKey).toString());
    m_panelWidth = preferences.value(QStringLiteral("panelWidth"), m_panelWidth).toDouble();
    const QVariant collapsed = preferences.value(QStringLiteral("collapsed"));
    const QStringList columns =
        collapsed.isValid() ? collapsed.toStringList() : QStringList(QString::number(int(BoardColumn::Canceled)));
    for (const QString &column : columns) {
        if (!column.isEmpty())
            m_collapsed += column.toInt();
    }
}

template<class T>
void AppearanceViewModel::take(T &member, const T &value, const char *key)
{
    if (member == value)
        return;
    member = value;
    if constexpr (std::is_enum_v<T>)
        m_preferences.set(QLatin1String(key), int(value));
    else
        m_preferences.set(QLatin1String(key), value);
    Q_EMIT changed();
}

void AppearanceViewModel::setMode(Mode mode)
{
    take(m_mode, mode, "theme");
}

QString AppearanceViewModel::modeText() const
{
    switch (m_mode) {
    case System:
        return tr("Theme: as the system");
    case Light:
        return tr("Theme: light");
    case Dark:
        return tr("Theme: dark");
    }
    return {};
}

void AppearanceViewModel::setDensity(Density density)
{
    take(m_density, density, "density");
}

void AppearanceViewModel::setMotion(Motion motion)
{
    take(m_motion, motion, "motion");
}

void AppearanceViewModel::setLanguage(int language)
{
    if (language == m_language || language < 0 || language >= static_cast<int>(languages.size()))
        return;
    m_language = language;
    m_preferences.set(languageKey, languageCodes().at(language));
    Q_EMIT changed();
}

QStringList AppearanceViewModel::languageCodes() const
{
    QStringList codes;
    for (const LanguageInfo &language : languages)
        codes += QLatin1String(language.code);
    return codes;
}

QStringList AppearanceViewModel::languageNames() const
{
    QStringList names{tr("System")};
    for (std::size_t i = 1; i < languages.size(); ++i)
        names += QString::fromUtf8(languages[i].name);
    return names;
}

void AppearanceViewModel::setTextScale(double scale)
{
    scale = std::clamp(std::round(scale / scaleStep) * scaleStep, scaleMin, scaleMax);
    if (!qFuzzyCompare(scale, m_textScale))
        take(m_textScale, scale, "textScale");
}

QString AppearanceViewModel::textScaleText() const
{
    return tr("%1 %").arg(qRound(m_textScale * percent));
}

void AppearanceViewModel::setPanelWidth(double width)
{
    if (qFuzzyCompare(width, m_panelWidth))
        return;
    m_panelWidth = width;
    m_preferences.set(QStringLiteral("panelWidth"), width);
    Q_EMIT panelWidthChanged();
}

void AppearanceViewModel::setCollapsed(const QList<int> &columns)
{
    if (columns == m_collapsed)
        return;
    m_collapsed = columns;
    QStringList texts;
    for (const int column : columns)
        texts += QString::number(column);
    m_preferences.set(QStringLiteral("collapsed"), texts);
    Q_EMIT collapsedChanged();
}

void AppearanceViewModel::setSystemDark(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    Q_EMIT changed();
}

void AppearanceViewModel::setSystemCalm(bool reducesMotion)
{
    if (reducesMotion == m_systemCalm)
        return;
    m_systemCalm = reducesMotion;
    Q_EMIT changed();
}

void AppearanceViewModel::cycleMode()
{
    setMode(m_mode == System ? Dark : m_mode == Dark ? Light : System);
}

void AppearanceViewModel::growText(int steps)
{
    setTextScale(m_textScale + steps * scaleStep);
}

} // namespace stint
