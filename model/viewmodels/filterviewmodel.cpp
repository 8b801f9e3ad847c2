#include "model/viewmodels/filterviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace stint
{

using look::Facet;

namespace
{

constexpr int nameChars = 60;

QString textOf(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

} // namespace

FilterViewModel::FilterViewModel(BoardModel &model, const QString &person, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_person(person)
    , m_chips(this)
    , m_facets(this)
    , m_choices(this)
    , m_views(this)
{
    refresh();
}

void FilterViewModel::remember(Preferences &preferences)
{
    m_preferences = &preferences;
    const auto stored = [&preferences](const char *key) {
        return QJsonDocument::fromJson(preferences.value(QLatin1String(key)).toString().toUtf8());
    };
    const QJsonArray views = stored("board.views").array();
    for (const QJsonValue &value : views) {
        const QString name = value[QLatin1String("name")].toString();
        if (!name.isEmpty() && m_saved.size() < viewlimits::savedViews)
            m_saved.push_back({name, BoardFilter::fromJson(value[QLatin1String("filter")].toObject())});
    }
    take(BoardFilter::fromJson(stored("board.filter").object()));
}

void FilterViewModel::setText(const QString &text)
{
    BoardFilter filter = m_filter;
    filter.text = text;
    take(filter);
}

QString FilterViewModel::viewName() const
{
    for (const View &view : m_saved) {
        if (view.filter == m_filter)
            return view.name;
    }
    return {};
}

void FilterViewModel::offer(Facet facet)
{
    m_offered = facet;
    refresh();
}

void FilterViewModel::toggle(Facet facet, const QString &value)
{
    BoardFilter filter = m_filter;
    filter.toggle(facet, value);
    take(filter);
}

void FilterViewModel::remove(Facet facet, const QString &value)
{
    BoardFilter filter = m_filter;
    filter.remove(facet, value);
    take(filter);
}

void FilterViewModel::clear()
{
    take({});
}

void FilterViewModel::saveView(const QString &name)
{
    const QString trimmed = texts::oneLine(name.trimmed().left(nameChars));
    if (trimmed.isEmpty() || m_filter.isEmpty())
        return;
    std::erase_if(m_saved, [&trimmed](const View &view) { return view.name == trimmed; });
    m_saved.push_back({trimmed, m_filter});
    if (m_saved.size() > viewlimits::savedViews)
        m_saved.erase(m_saved.begin());
    keepViews();
}

void FilterViewModel::showView(const QString &name)
{
    for (const View &view : m_saved) {
        if (view.name == name)
            return take(view.filter);
    }
}

void FilterViewModel::forgetView(const QString &name)
{
    std::erase_if(m_saved, [&name](const View &view) { return view.name == name; });
    keepViews();
}

void FilterViewModel::take(const BoardFilter &filter)
{
    const bool isNew = filter != m_filter;
    m_filter = filter;
    if (isNew) {
        m_model.setFilter(filter, m_person);
        if (m_preferences)
            m_preferences->set(QStringLiteral("board.filter"), textOf(QJsonDocument(filter.toJson())));
    }
    refresh();
    Q_EMIT changed();
}

void FilterViewModel::keepViews()
{
    QJsonArray views;
    for (const View &view : m_saved)
        views += QJsonObject{{QStringLiteral("name"), view.name}, {QStringLiteral("filter"), view.filter.toJson()}};
    if (m_preferences)
        m_preferences->set(QStringLiteral("board.views"), textOf(QJsonDocument(views)));
    refresh();
    Q_EMIT changed();
}

QString FilterViewModel::valueText(Facet facet, const QString &value) const
{
    if (facet == Facet::Parent) {
        if (const TaskSummary *task = m_model.find(TaskId(value)))
            return texts::oneLine(task->title);
    }
    return facetValueText(facet, value);
}

void FilterViewModel::refresh()
{
    std::vector<ChipRow> chips, facets, choices, views;
    const auto add = [&chips](Facet facet, const QString &value, const QString &text) {
        chips.push_back({facetKey(facet) + QLatin1Char(':') + value, text, {}, value, facet, true});
    };
    if (!m_filter.text.isEmpty())
        add(Facet::Text, m_filter.text, tr("Text: %1").arg(texts::oneLine(m_filter.text)));
    for (auto entry = m_filter.values.begin(); entry != m_filter.values.end(); ++entry) {
        for (const QString &value : entry.value())
            add(entry.key(), value, tr("%1: %2").arg(facetName(entry.key()), valueText(entry.key(), value)));
    }
    for (const Facet facet : facetsWithValues())
        facets.push_back({facetKey(facet), facetName(facet), {}, {}, facet, facet == m_offered});
    for (const Facet facet : {Facet::Needy, Facet::Mine, Facet::Gated, Facet::Stale}) {
        const bool on = m_filter.has(facet, {});
        if (on)
            add(facet, {}, facetName(facet));
        facets.push_back({facetKey(facet), facetName(facet), {}, {}, facet, on});
    }
    for (const auto &[value, count] : m_model.values(m_offered, viewlimits::filterChoices))
        choices.push_back({value, valueText(m_offered, value), QString::number(count), value, m_offered,
                           m_filter.has(m_offered, value)});
    for (const View &view : m_saved)
        views.push_back({view.name, view.name, {}, {}, Facet::Text, view.filter == m_filter});
    m_chips.assign(chips);
    m_facets.assign(facets);
    m_choices.assign(choices);
    m_views.assign(views);
}

} // namespace stint
