#pragma once

#include "model/viewmodels/boardviewmodel.h"
#include "model/viewmodels/preferences.h"

namespace stint
{

/// One registered directory; the first row stands for all of them.
struct WorkspaceRow {
    Q_GADGET
    QML_VALUE_TYPE(workspaceRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString name MEMBER name CONSTANT FINAL)
    Q_PROPERTY(QString path MEMBER path CONSTANT FINAL)
public:
    QString key; ///< blank: all workspaces
    QString name, path;
    bool operator==(const WorkspaceRow &) const = default;
};

class WorkspaceModel : public RowsModel<WorkspaceRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit WorkspaceModel(QObject *parent)
        : RowsModel("workspace", parent)
    {
    }
};

/// The workspaces of the board and the one that is looked at. Thread: gui.
class WorkspacesViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::WorkspaceModel *all READ all CONSTANT FINAL)
    Q_PROPERTY(QStringList names READ names NOTIFY changed FINAL)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY changed FINAL)
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed FINAL)

public:
    WorkspacesViewModel(Board &board, const Actor &actor, ChangeFeed &feed, BoardViewModel &screen, ToastModel &toasts,
                        Preferences &preferences, QObject *parent = nullptr);

    /// Begins to read.
    void start();

    WorkspaceModel *all() { return &m_all; }
    QStringList names() const;
    /// Row of the one looked at; 0 for all of them.
    int current() const;
    void setCurrent(int row);
    /// Why the last change was not made; blank when it was.
    QString refusal() const { return m_refusal; }

    Q_INVOKABLE void add(const QString &name, const QString &path);
    Q_INVOKABLE void rename(const QString &key, const QString &name);
    Q_INVOKABLE void forget(const QString &key);

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void show();
    template<Request R>
    void send(R request, const QString &done);

    Board &m_board;
    Actor m_actor;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    Preferences &m_preferences;
    QString m_current, m_refusal;
    WorkspaceModel m_all;
};

} // namespace stint
