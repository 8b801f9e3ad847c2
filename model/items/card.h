#pragma once

#include "model/items/look.h"
#include "model/items/placement.h"

namespace stint
{

/// A task as one card of the board shows it: every text formatted, nothing left to compute in QML (desktop.md 2.2).
struct Card {
    Q_GADGET
    QML_VALUE_TYPE(card)
    Q_PROPERTY(QString taskId MEMBER taskId CONSTANT FINAL)
    Q_PROPERTY(QString handle MEMBER handle CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString priorityIcon MEMBER priorityIcon CONSTANT FINAL)
    Q_PROPERTY(QString priorityText MEMBER priorityText CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone priorityTone MEMBER priorityTone CONSTANT FINAL)
    Q_PROPERTY(QStringList labels MEMBER labels CONSTANT FINAL)
    Q_PROPERTY(QString moreLabels MEMBER moreLabels CONSTANT FINAL)
    Q_PROPERTY(QString who MEMBER who CONSTANT FINAL)
    Q_PROPERTY(QString whoIcon MEMBER whoIcon CONSTANT FINAL)
    Q_PROPERTY(QString attempts MEMBER attempts CONSTANT FINAL)
    Q_PROPERTY(QString children MEMBER children CONSTANT FINAL)
    Q_PROPERTY(QString comments MEMBER comments CONSTANT FINAL)
    Q_PROPERTY(QString cost MEMBER cost CONSTANT FINAL)
    Q_PROPERTY(QString age MEMBER age CONSTANT FINAL)
    Q_PROPERTY(QString gateText MEMBER gateText CONSTANT FINAL)
    Q_PROPERTY(QString gateKey MEMBER gateKey CONSTANT FINAL)
    Q_PROPERTY(QString gateHint MEMBER gateHint CONSTANT FINAL)
    Q_PROPERTY(QString gateIcon MEMBER gateIcon CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone gateTone MEMBER gateTone CONSTANT FINAL)
    Q_PROPERTY(QString chip MEMBER chip CONSTANT FINAL)
    Q_PROPERTY(QString chipHint MEMBER chipHint CONSTANT FINAL)
    Q_PROPERTY(QString leaseHint MEMBER leaseHint CONSTANT FINAL)
    Q_PROPERTY(bool live MEMBER live CONSTANT FINAL)
    Q_PROPERTY(double leaseShare MEMBER leaseShare CONSTANT FINAL)
    Q_PROPERTY(QString leaseText MEMBER leaseText CONSTANT FINAL)
    Q_PROPERTY(bool stale MEMBER stale CONSTANT FINAL)
    Q_PROPERTY(QString heartbeat MEMBER heartbeat CONSTANT FINAL)
    Q_PROPERTY(QString progress MEMBER progress CONSTANT FINAL)
    Q_PROPERTY(QString accessibleName MEMBER accessibleName CONSTANT FINAL)
    Q_PROPERTY(QString accessibleDescription MEMBER accessibleDescription CONSTANT FINAL)

public:
    QString taskId, handle, title;
    QString priorityIcon, priorityText;
    look::Tone priorityTone = look::Tone::Quiet;
    QStringList labels;                            ///< the first few
    QString moreLabels;                            ///< "+2" when there are more
    QString who, whoIcon;                          ///< the agent at work, else the owner
    QString attempts;                              ///< "2/3"; blank before the first
    QString children;                              ///< "1/4"; blank without children
    QString comments;                              ///< blank without comments
    QString cost;                                  ///< of all attempts; blank when none reported one
    QString age;                                   ///< time in the present state
    QString gateText, gateKey, gateHint, gateIcon; ///< the gate line; blank when nothing holds the task
    look::Tone gateTone = look::Tone::Quiet;
    QString chip;           ///< "Queued" while a run waits
    QString chipHint;       ///< what the chip means and what to press (BRD-09)
    QString leaseHint;      ///< the same for the ring and the heartbeat
    bool live = false;      ///< somebody works on it
    double leaseShare = -1; ///< 0 … 1; negative without a lease
    QString leaseText;      ///< "2 min of the lease left"
    bool stale = false;     ///< low lease or overdue heartbeat: other shape, not only other colour
    QString heartbeat;      ///< age of the last heartbeat
    QString progress;       ///< latest note of the agent, one line
    QString accessibleName, accessibleDescription;

    bool operator==(const Card &) const = default;
};

/// The card of \a task at \a now.
Card makeCard(const TaskSummary &task, Time now);

} // namespace stint
