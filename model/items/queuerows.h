#pragma once

#include "model/domain/verbs/board.h"
#include "model/items/listmodels.h"

namespace stint
{

/// One queued run in the backlog (desktop.md 5).
struct QueueRow {
    Q_GADGET
    QML_VALUE_TYPE(queueRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString taskId MEMBER taskId CONSTANT FINAL)
    Q_PROPERTY(QString place MEMBER place CONSTANT FINAL)
    Q_PROPERTY(QString handle MEMBER handle CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString priorityIcon MEMBER priorityIcon CONSTANT FINAL)
    Q_PROPERTY(QString priorityText MEMBER priorityText CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone priorityTone MEMBER priorityTone CONSTANT FINAL)
    Q_PROPERTY(QString attempts MEMBER attempts CONSTANT FINAL)
    Q_PROPERTY(QString waiting MEMBER waiting CONSTANT FINAL)
    Q_PROPERTY(bool overdue MEMBER overdue CONSTANT FINAL)
    Q_PROPERTY(QString needs MEMBER needs CONSTANT FINAL)
    Q_PROPERTY(QString pause MEMBER pause CONSTANT FINAL)
    Q_PROPERTY(QString gateText MEMBER gateText CONSTANT FINAL)
    Q_PROPERTY(QString gateIcon MEMBER gateIcon CONSTANT FINAL)
    Q_PROPERTY(QString gateKey MEMBER gateKey CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone gateTone MEMBER gateTone CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, taskId;
    QString place; ///< in the order of the queue, from 1
    QString handle, title;
    QString priorityIcon, priorityText;
    look::Tone priorityTone = look::Tone::Quiet;
    QString attempts, waiting;
    bool overdue = false; ///< it has waited for longer than it should
    QString needs;        ///< capabilities its claimer must have
    QString pause;        ///< by what it is paused; blank: it is not
    QString gateText, gateIcon, gateKey;
    look::Tone gateTone = look::Tone::Quiet;
    QString speech; ///< the whole row, for screen readers
    bool operator==(const QueueRow &) const = default;
};
/// \a place from 1.
QueueRow makeQueueRow(const BacklogRow &row, int place, Time now);

class BacklogModel : public RowsModel<QueueRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit BacklogModel(QObject *parent)
        : RowsModel("entry", parent)
    {
    }
};

/// One figure of the queue with its name.
struct FigureRow {
    Q_GADGET
    QML_VALUE_TYPE(figureRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(QString value MEMBER value CONSTANT FINAL)
    Q_PROPERTY(QString hint MEMBER hint CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
public:
    QString key, label, value, hint;
    look::Tone tone = look::Tone::Quiet;
    bool operator==(const FigureRow &) const = default;
};
/// The figures of the queue; \a oldestMs: how long the oldest run has waited.
std::vector<FigureRow> figuresOf(const SchedulerStatus &status, qint64 oldestMs);

class FigureModel : public RowsModel<FigureRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit FigureModel(QObject *parent)
        : RowsModel("figure", parent)
    {
    }
};

} // namespace stint
