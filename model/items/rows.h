#pragma once

#include "model/domain/verbs/all.h"
#include "model/items/look.h"

namespace stint
{

// The rows of the lists in the details of a task, as values with formatted texts.

/// One attempt.
struct RunRow {
    Q_GADGET
    QML_VALUE_TYPE(runRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(QString byline MEMBER byline CONSTANT FINAL)
    Q_PROPERTY(QString time MEMBER time CONSTANT FINAL)
    Q_PROPERTY(QString note MEMBER note CONSTANT FINAL)
    Q_PROPERTY(QString result MEMBER result CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, title, state, time, note, result;
    QString byline; ///< who, and what it used
    QString speech; ///< the whole row, for screen readers
    look::Tone tone = look::Tone::Quiet;
    bool operator==(const RunRow &) const = default;
};
RunRow makeRunRow(const Run &run, Time now);

/// One event of the history.
struct EventRow {
    Q_GADGET
    QML_VALUE_TYPE(eventRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString who MEMBER who CONSTANT FINAL)
    Q_PROPERTY(QString time MEMBER time CONSTANT FINAL)
    Q_PROPERTY(QString detail MEMBER detail CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, title, who, time, detail;
    QString speech; ///< the whole row, for screen readers
    bool operator==(const EventRow &) const = default;
};
EventRow makeEventRow(const Event &event, Time now);

/// One task this one waits for.
struct DependencyRow {
    Q_GADGET
    QML_VALUE_TYPE(dependencyRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(bool done MEMBER done CONSTANT FINAL)
public:
    QString key, title, state;
    look::Tone tone = look::Tone::Quiet;
    bool done = false;
    bool operator==(const DependencyRow &) const = default;
};
DependencyRow makeDependencyRow(const DependencyItem &item);

/// One unmet reason why the task does not move, and what clears it.
struct GateRow {
    Q_GADGET
    QML_VALUE_TYPE(gateRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString actionLabel MEMBER actionLabel CONSTANT FINAL)
    Q_PROPERTY(QString shortcut MEMBER shortcut CONSTANT FINAL)
    Q_PROPERTY(stint::look::Action action MEMBER action CONSTANT FINAL)
    Q_PROPERTY(bool needsPerson MEMBER needsPerson CONSTANT FINAL)
public:
    QString key, text, actionLabel, shortcut;
    look::Action action = look::Action::None;
    bool needsPerson = false; ///< nothing else clears it
    bool operator==(const GateRow &) const = default;
};
GateRow makeGateRow(const Gate &gate, Time now);

/// One button of the details: an action that may be tried now.
struct ActionRow {
    Q_GADGET
    QML_VALUE_TYPE(actionRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(QString shortcut MEMBER shortcut CONSTANT FINAL)
    Q_PROPERTY(stint::look::Action action MEMBER action CONSTANT FINAL)
    Q_PROPERTY(bool first MEMBER first CONSTANT FINAL)
    Q_PROPERTY(bool destructive MEMBER destructive CONSTANT FINAL)
public:
    QString key, label, shortcut;
    look::Action action = look::Action::None;
    bool first = false, destructive = false;
    bool operator==(const ActionRow &) const = default;
};

/// One named fact of a task.
struct FactRow {
    Q_GADGET
    QML_VALUE_TYPE(factRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString value MEMBER value CONSTANT FINAL)
public:
    QString key, value;
    bool operator==(const FactRow &) const = default;
};

/// One acceptance criterion.
struct CriterionRow {
    Q_GADGET
    QML_VALUE_TYPE(criterionRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString evidence MEMBER evidence CONSTANT FINAL)
    Q_PROPERTY(bool met MEMBER met CONSTANT FINAL)
public:
    QString key, text, evidence;
    bool met = false;
    bool operator==(const CriterionRow &) const = default;
};

} // namespace stint
