#pragma once

#include "model/items/detailrows.h"
#include "model/viewmodels/boardviewmodel.h"

namespace stint
{

/// Changes single fields of the task that is looked at. When somebody else has changed the same field meanwhile, both
/// values are put side by side and a person decides (desktop.md 4). Thread: gui.
class TaskEditor : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the task's view-model")
    Q_PROPERTY(stint::FieldListModel *fields READ fields CONSTANT FINAL)
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString criteria READ criteria NOTIFY changed FINAL)
    Q_PROPERTY(QString conflictLabel READ conflictLabel NOTIFY conflicted FINAL)
    Q_PROPERTY(QString theirs READ theirs NOTIFY conflicted FINAL)
    Q_PROPERTY(QString mine READ mine NOTIFY conflicted FINAL)
    Q_PROPERTY(QString merged READ merged NOTIFY conflicted FINAL)

public:
    TaskEditor(Board &board, const Actor &actor, BoardViewModel &screen, ToastModel &toasts, QObject *parent);

    /// What is edited from now on; the version it has is what a change expects (VER-02).
    void setTask(const Task &task);

    FieldListModel *fields() { return &m_fields; }
    QString title() const { return m_task.title; }
    QString description() const { return m_task.description; }
    /// The acceptance criteria, one per line.
    QString criteria() const;
    QString conflictLabel() const { return m_conflict.label; }
    QString theirs() const { return m_conflict.theirs; }
    QString mine() const { return m_conflict.mine; }
    QString merged() const { return m_conflict.merged; }

    /// Gives the field \a key the value as it is typed.
    Q_INVOKABLE void edit(const QString &key, const QString &value);
    /// Marks the criterion of that number (from 1) as met or open.
    Q_INVOKABLE void setMet(int number, bool met);
    /// Ends the conflict with that value.
    Q_INVOKABLE void resolve(const QString &value);

Q_SIGNALS:
    void changed();
    /// Somebody else has changed the field: see theirs(), mine(), merged().
    void conflicted();

private:
    struct Conflict {
        QString key, label, theirs, mine, merged;
        Task now;
    };

    void send(const Task &base, const QString &key, const QString &value);
    void sendChanges(const Task &base, const QString &key, const QString &value, const TaskChanges &changes);
    void onConflict(const Task &base, const QString &key, const QString &value);
    void refreshFields();

    Board &m_board;
    Actor m_actor;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    Task m_task;
    Conflict m_conflict;
    FieldListModel m_fields;
};

} // namespace stint
