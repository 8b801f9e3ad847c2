#pragma once

#include "model/items/detailrows.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/toastmodel.h"

namespace stint
{

/// The execution profile of a task as a form: who may work on it and review it, and how. Thread: gui.
class ProfileViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the task's view-model")
    Q_PROPERTY(stint::FieldListModel *fields READ fields CONSTANT FINAL)
    Q_PROPERTY(bool stored READ isStored NOTIFY changed FINAL)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed FINAL)

public:
    ProfileViewModel(Board &board, const Actor &actor, ToastModel &toasts, QObject *parent);

    void setTask(const TaskId &task);
    void refresh();

    FieldListModel *fields() { return &m_fields; }
    /// Whether the task has a profile of its own.
    bool isStored() const { return m_stored; }
    /// Whether something was typed that is not saved.
    bool isDirty() const { return !(m_edited == m_saved); }

    Q_INVOKABLE void edit(const QString &key, const QString &value);
    Q_INVOKABLE void save();
    Q_INVOKABLE void revert();
    /// Removes the profile: the board's rules hold again.
    Q_INVOKABLE void remove();

Q_SIGNALS:
    void changed();

private:
    void refreshFields();

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    TaskId m_id;
    bool m_stored = false;
    ProfileSections m_saved, m_edited;
    FieldListModel m_fields;
};

} // namespace stint
