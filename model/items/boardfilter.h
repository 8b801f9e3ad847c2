#pragma once

#include "model/domain/verbs/replies.h"
#include "model/items/look.h"

#include <QJsonObject>
#include <QSet>

namespace stint
{

/// What the board shows: values of one facet are alternatives, facets add up (BRD-06). A value.
struct BoardFilter {
    /// Values of the facets that have several: status, priority, person, label, milestone, parent.
    QMap<look::Facet, QStringList> values;
    QString text; ///< every word of it is in title, identifier, labels, people or gate
    bool gated = false, stale = false, mine = false, needy = false;

    bool isEmpty() const { return *this == BoardFilter{}; }
    bool has(look::Facet facet, const QString &value) const;
    /// Adds the value, or takes it away when it is there; the value of switches and of the text is ignored or replaced.
    void toggle(look::Facet facet, const QString &value);
    void remove(look::Facet facet, const QString &value);

    bool operator==(const BoardFilter &) const = default;
    /// For the settings file; what a later version does not know is dropped.
    QJsonObject toJson() const;
    static BoardFilter fromJson(const QJsonObject &json);
};

/// The wire text of a facet in settings, and the name people read.
QString facetKey(look::Facet facet);
QString facetName(look::Facet facet);
/// Facets of which one picks values.
const std::vector<look::Facet> &facetsWithValues();
/// The values of \a task in that facet.
QStringList facetValues(const TaskSummary &task, look::Facet facet);
/// A value as people read it.
QString facetValueText(look::Facet facet, const QString &value);

/// A filter made ready to judge many tasks quickly.
class FilterTest
{
public:
    FilterTest() = default;
    /// \a person: whose tasks are "mine".
    FilterTest(const BoardFilter &filter, const QString &person);

    bool isEmpty() const { return m_isEmpty; }
    bool wantsText() const { return !m_words.isEmpty(); }
    /// Whether the answer may change by time alone.
    bool dependsOnTime() const { return m_filter.stale; }
    /// \a folded: foldedText() of the task when wantsText().
    bool passes(const TaskSummary &task, const QString &folded, Time now) const;

    /// Everything of a task that a text filter looks at, in one case.
    static QString foldedText(const TaskSummary &task);

private:
    bool passesValues(const TaskSummary &task) const;

    BoardFilter m_filter;
    QStringList m_words;
    QMap<look::Facet, QSet<QString>> m_sets;
    QString m_person;
    bool m_isEmpty = true;
};

} // namespace stint
