#include "model/items/boardfilter.h"

#include "model/items/placement.h"
#include "model/items/texts.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace stint
{

using look::Facet;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

struct FacetRow {
    Facet facet;
    const char *key, *name;
};
constexpr std::array facetRows{
    FacetRow{Facet::Text, "text", QT_TRANSLATE_NOOP("stint", "Text")},
    FacetRow{Facet::Status, "status", QT_TRANSLATE_NOOP("stint", "Status")},
    FacetRow{Facet::Priority, "priority", QT_TRANSLATE_NOOP("stint", "Priority")},
    FacetRow{Facet::Person, "person", QT_TRANSLATE_NOOP("stint", "Owner or agent")},
    FacetRow{Facet::Label, "label", QT_TRANSLATE_NOOP("stint", "Label")},
    FacetRow{Facet::Milestone, "milestone", QT_TRANSLATE_NOOP("stint", "Milestone")},
    FacetRow{Facet::Parent, "parent", QT_TRANSLATE_NOOP("stint", "Parent")},
    FacetRow{Facet::Gated, "gated", QT_TRANSLATE_NOOP("stint", "Held by something")},
    FacetRow{Facet::Stale, "stale", QT_TRANSLATE_NOOP("stint", "Stale")},
    FacetRow{Facet::Mine, "mine", QT_TRANSLATE_NOOP("stint", "Mine")},
    FacetRow{Facet::Needy, "needy", QT_TRANSLATE_NOOP("stint", "Needs you")},
};

/// The member that is the switch of \a facet; null where it has values.
bool BoardFilter::*switchOf(Facet facet)
{
    switch (facet) {
    case Facet::Gated:
        return &BoardFilter::gated;
    case Facet::Stale:
        return &BoardFilter::stale;
    case Facet::Mine:
        return &BoardFilter::mine;
    case Facet::Needy:
        return &BoardFilter::needy;
    case Facet::Text:
    case Facet::Status:
    case Facet::Priority:
    case Facet::Person:
    case Facet::Label:
    case Facet::Milestone:
    case Facet::Parent:
        break;
    }
    return nullptr;
}

bool worksOn(const TaskSummary &task, const QString &person)
{
    if (task.owner && task.owner->kind == OwnerKind::Human)
        return task.owner->ref == person;
    // Only people work without a session (RUN-04).
    return task.run && isActive(task.run->status) && !task.run->sessionId && task.run->agentName.isEmpty();
}

} // namespace

bool BoardFilter::has(Facet facet, const QString &value) const
{
    if (const auto flag = switchOf(facet))
        return this->*flag;
    return facet == Facet::Text ? !text.isEmpty() : values.value(facet).contains(value);
}

void BoardFilter::toggle(Facet facet, const QString &value)
{
    if (const auto flag = switchOf(facet))
        this->*flag = !(this->*flag);
    else if (facet == Facet::Text)
        text = value;
    else if (has(facet, value))
        remove(facet, value);
    else
        values[facet] += value;
}

void BoardFilter::remove(Facet facet, const QString &value)
{
    if (const auto flag = switchOf(facet)) {
        this->*flag = false;
    } else if (facet == Facet::Text) {
        text.clear();
    } else if (values.contains(facet)) {
        values[facet].removeAll(value);
        if (values[facet].isEmpty())
            values.remove(facet);
    }
}

QJsonObject BoardFilter::toJson() const
{
    QJsonObject json;
    for (const FacetRow &row : facetRows) {
        const QString key = QLatin1String(row.key);
        if (const auto flag = switchOf(row.facet)) {
            if (this->*flag)
                json.insert(key, true);
        } else if (row.facet == Facet::Text) {
            if (!text.isEmpty())
                json.insert(key, text);
        } else if (values.contains(row.facet)) {
            json.insert(key, QJsonArray::fromStringList(values.value(row.facet)));
        }
    }
    return json;
}

BoardFilter BoardFilter::fromJson(const QJsonObject &json)
{
    BoardFilter filter;
    for (const FacetRow &row : facetRows) {
        const QJsonValue value = json.value(QLatin1String(row.key));
        if (const auto flag = switchOf(row.facet)) {
            filter.*flag = value.toBool();
        } else if (row.facet == Facet::Text) {
            filter.text = value.toString();
        } else {
            const QJsonArray list = value.toArray();
            for (const QJsonValue &item : list) {
                if (item.isString() && !filter.has(row.facet, item.toString()))
                    filter.values[row.facet] += item.toString();
            }
        }
    }
    return filter;
}

QString facetKey(Facet facet)
{
    return QLatin1String(facetRows[static_cast<std::size_t>(facet)].key);
}

QString facetName(Facet facet)
{
    return tr(facetRows[static_cast<std::size_t>(facet)].name);
}

const std::vector<Facet> &facetsWithValues()
{
    static const std::vector<Facet> facets{Facet::Status, Facet::Priority,  Facet::Person,
                                           Facet::Label,  Facet::Milestone, Facet::Parent};
    return facets;
}

QStringList facetValues(const TaskSummary &task, Facet facet)
{
    QStringList found;
    switch (facet) {
    case Facet::Status:
        found += toText(task.status);
        break;
    case Facet::Priority:
        found += toText(task.priority);
        break;
    case Facet::Person:
        if (task.owner)
            found += task.owner->ref;
        if (task.run && !task.run->agentName.isEmpty() && !found.contains(task.run->agentName))
            found += task.run->agentName;
        break;
    case Facet::Label:
        found = task.labels;
        break;
    case Facet::Milestone:
        if (!task.milestone.isEmpty())
            found += task.milestone;
        break;
    case Facet::Parent:
        if (task.parentTaskId)
            found += task.parentTaskId->value;
        break;
    case Facet::Text:
    case Facet::Gated:
    case Facet::Stale:
    case Facet::Mine:
    case Facet::Needy:
        break;
    }
    return found;
}

QString facetValueText(Facet facet, const QString &value)
{
    if (facet == Facet::Status) {
        if (const auto status = enumFromText<TaskStatus>(value))
            return texts::status(*status);
    } else if (facet == Facet::Priority) {
        if (const auto priority = enumFromText<Priority>(value))
            return texts::priority(*priority);
    }
    return texts::oneLine(value);
}

FilterTest::FilterTest(const BoardFilter &filter, const QString &person)
    : m_filter(filter)
    , m_words(filter.text.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts))
    , m_person(person)
{
    for (auto entry = filter.values.begin(); entry != filter.values.end(); ++entry)
        m_sets.insert(entry.key(), QSet<QString>(entry.value().begin(), entry.value().end()));
    m_isEmpty =
        m_words.isEmpty() && m_sets.isEmpty() && !filter.gated && !filter.stale && !filter.mine && !filter.needy;
}

bool FilterTest::passesValues(const TaskSummary &task) const
{
    for (auto set = m_sets.begin(); set != m_sets.end(); ++set) {
        const QStringList values = facetValues(task, set.key());
        if (std::none_of(values.begin(), values.end(), [&set](const QString &value) { return set->contains(value); }))
            return false;
    }
    return true;
}

bool FilterTest::passes(const TaskSummary &task, const QString &folded, Time now) const
{
    if (m_isEmpty)
        return true;
    if (m_filter.needy && !needsPerson(task) && task.status != TaskStatus::Failed)
        return false;
    if (m_filter.gated && !task.gate)
        return false;
    if (m_filter.stale && !isStale(task, now))
        return false;
    if (m_filter.mine && !worksOn(task, m_person))
        return false;
    return passesValues(task) && std::all_of(m_words.begin(), m_words.end(),
                                             [&folded](const QString &word) { return folded.contains(word); });
}

QString FilterTest::foldedText(const TaskSummary &task)
{
    QStringList parts{task.title, task.identifier, task.milestone, task.id.value};
    parts += task.labels;
    if (task.owner)
        parts += task.owner->ref;
    if (task.run)
        parts += task.run->agentName;
    if (task.gate)
        parts += task.gate->text;
    return parts.join(QLatin1Char('\n')).toCaseFolded();
}

} // namespace stint
