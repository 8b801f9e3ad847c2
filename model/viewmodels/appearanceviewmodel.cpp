#include "model/viewmodels/appearanceviewmodel.h"

#include "model/items/placement.h"

#include <QSettings>

namespace stint
{

namespace
{

constexpr double scaleMin = 0.8, scaleMax = 2.0, scaleStep = 0.1;

}

AppearanceViewModel::AppearanceViewModel(const QString &path, QObject *parent)
    : QObject(parent)
{
    m_collapsed = {static_cast<int>(BoardColumn::Canceled)};
    if (path.isEmpty())
        return;
    m_settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    m_mode = static_cast<Mode>(std::clamp(m_settings->value(QStringLiteral("theme"), System).toInt(), 0, int(Dark)));
    m_textScale =
        std::clamp(m_settings->value(QStringLiteral("textScale"), m_textScale).toDouble(), scaleMin, scaleMax);
    m_panelWidth = m_settings->value(QStringLiteral("panelWidth"), m_panelWidth).toDouble();
    const QVariant collapsed = m_settings->value(QStringLiteral("collapsed"));
    if (collapsed.isValid()) {
        m_collapsed.clear();
        const QStringList columns = collapsed.toStringList();
        for (const QString &column : columns)
            m_collapsed += column.toInt();
    }
}

AppearanceViewModel::~AppearanceViewModel() = default;

void AppearanceViewModel::keep(const char *key, const QVariant &value)
{
    if (m_settings)
        m_settings->setValue(QLatin1String(key), value);
}

void AppearanceViewModel::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    keep("theme", int(mode));
    Q_EMIT changed();
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

void AppearanceViewModel::setTextScale(double scale)
{
    scale = std::clamp(scale, scaleMin, scaleMax);
    if (qFuzzyCompare(scale, m_textScale))
        return;
    m_textScale = scale;
    keep("textScale", scale);
    Q_EMIT changed();
}

void AppearanceViewModel::setPanelWidth(double width)
{
    if (qFuzzyCompare(width, m_panelWidth))
        return;
    m_panelWidth = width;
    keep("panelWidth", width);
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
    keep("collapsed", texts);
    Q_EMIT collapsedChanged();
}

void AppearanceViewModel::setSystemDark(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
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
