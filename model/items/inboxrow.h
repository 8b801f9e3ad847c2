#pragma once

#include "model/domain/verbs/board.h"
#include "model/items/listmodels.h"
#include "model/items/look.h"

namespace stint
{

/// One line of the inbox: the head of a lane, or a task in it.
struct InboxRow {
    Q_GADGET
    QML_VALUE_TYPE(inboxRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(bool head MEMBER head CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString count MEMBER count CONSTANT FINAL)
    Q_PROPERTY(QString handle MEMBER handle CONSTANT FINAL)
    Q_PROPERTY(QString reason MEMBER reason CONSTANT FINAL)
    Q_PROPERTY(QString age MEMBER age CONSTANT FINAL)
    Q_PROPERTY(QString priorityIcon MEMBER priorityIcon CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone priorityTone MEMBER priorityTone CONSTANT FINAL)
    Q_PROPERTY(bool unread MEMBER unread CONSTANT FINAL)
    Q_PROPERTY(bool marked MEMBER marked CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key; ///< the task, or the lane of a head
    bool head = false;
    QString title;
    QString count; ///< of a head
    QString handle, reason, age, priorityIcon;
    look::Tone priorityTone = look::Tone::Quiet;
    bool unread = false;
    bool marked = false; ///< for a bulk action
    QString speech;      ///< the whole row, for screen readers
    bool operator==(const InboxRow &) const = default;
};
InboxRow makeInboxHead(const InboxGroup &group);
InboxRow makeInboxRow(const InboxItem &item, bool marked, Time now);

class InboxModel : public RowsModel<InboxRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit InboxModel(QObject *parent)
        : RowsModel("row", parent)
    {
    }
};

} // namespace stint
