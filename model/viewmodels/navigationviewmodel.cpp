#include "model/viewmodels/navigationviewmodel.h"

#include <QLocale>

namespace stint
{

NavigationViewModel::NavigationViewModel(Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_folded(preferences.value(QStringLiteral("sidebarFolded"), false).toBool())
    , m_views(this)
{
    const auto row = [](const char *key, View view, const QString &title) {
        const QString name = QLatin1String(key);
        return ViewRow{name, title, name, QStringLiteral("view.") + name, {}, {}, view};
    };
    m_views.assign({row("inbox", Inbox, tr("Inbox")), row("board", Board, tr("Board")), row("runs", Runs, tr("Runs")),
                    row("queue", Queue, tr("Queue")), row("settings", Settings, tr("Settings"))});
    const QString last = preferences.value(QStringLiteral("view")).toString();
    for (const ViewRow &known : m_views.rows()) {
        if (known.key == last)
            m_view = static_cast<View>(known.view);
    }
}

void NavigationViewModel::show(View view)
{
    const auto &rows = m_views.rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [view](const ViewRow &r) { return r.view == view; });
    if (view == m_view || row == rows.end())
        return;
    m_view = view;
    m_preferences.set(QStringLiteral("view"), row->key);
    Q_EMIT viewChanged();
}

QString NavigationViewModel::title() const
{
    for (const ViewRow &row : m_views.rows()) {
        if (row.view == m_view)
            return row.title;
    }
    return {};
}

void NavigationViewModel::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    m_preferences.set(QStringLiteral("sidebarFolded"), folded);
    Q_EMIT foldedChanged();
}

void NavigationViewModel::setCount(View view, qint64 count, const QString &text)
{
    std::vector<ViewRow> rows = m_views.rows();
    for (ViewRow &row : rows) {
        if (row.view != view)
            continue;
        row.count = count > 0 ? QLocale().toString(count) : QString();
        row.countText = count > 0 ? text : QString();
    }
    m_views.assign(rows);
}

} // namespace stint
