#pragma once

#include "model/viewmodels/dependenciesviewmodel.h"
#include "model/viewmodels/profileviewmodel.h"
#include "model/viewmodels/runinspector.h"
#include "model/viewmodels/taskeditor.h"

#include <functional>

namespace stint
{

/// The details of the task that is looked at: fields, gates, attempts, history, dependencies. Reads nothing while it is
/// closed, and renews itself when its task changes. Thread: gui.
class TaskViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(bool open READ isOpen WRITE setOpen NOTIFY openChanged FINAL)
    Q_PROPERTY(QString taskId READ taskId NOTIFY changed FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(QString handle READ handle NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL)
    Q_PROPERTY(QString state READ state NOTIFY changed FINAL)
    Q_PROPERTY(stint::look::Tone stateTone READ stateTone NOTIFY changed FINAL)
    Q_PROPERTY(QString priority READ priority NOTIFY changed FINAL)
    Q_PROPERTY(QStringList labels READ labels NOTIFY changed FINAL)
    Q_PROPERTY(stint::GateListModel *gates READ gates CONSTANT FINAL)
    Q_PROPERTY(stint::ActionListModel *actions READ actions CONSTANT FINAL)
    Q_PROPERTY(stint::FactListModel *facts READ facts CONSTANT FINAL)
    Q_PROPERTY(stint::CriterionListModel *criteria READ criteria CONSTANT FINAL)
    Q_PROPERTY(stint::RunListModel *runs READ runs CONSTANT FINAL)
    Q_PROPERTY(stint::EventListModel *events READ events CONSTANT FINAL)
    Q_PROPERTY(stint::DependenciesViewModel *dependencies READ dependencies CONSTANT FINAL)
    Q_PROPERTY(stint::ReviewListModel *reviews READ reviews CONSTANT FINAL)
    Q_PROPERTY(stint::ChildListModel *children READ children CONSTANT FINAL)
    Q_PROPERTY(stint::TaskEditor *editor READ editor CONSTANT FINAL)
    Q_PROPERTY(stint::RunInspector *run READ run CONSTANT FINAL)
    Q_PROPERTY(stint::ProfileViewModel *profile READ profile CONSTANT FINAL)
    Q_PROPERTY(int eventKind READ eventKind WRITE setEventKind NOTIFY eventKindChanged FINAL)

public:
    TaskViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen, ToastModel &toasts,
                  QObject *parent = nullptr);

    /// Shows \a task for good instead of following the selection.
    void pin(const TaskId &task);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);
    QString taskId() const { return m_id.value; }
    bool isLoaded() const { return m_loaded; }
    QString error() const { return m_error; }
    QString handle() const;
    QString title() const;
    QString description() const;
    QString state() const;
    look::Tone stateTone() const;
    QString priority() const;
    QStringList labels() const;
    GateListModel *gates() { return &m_gates; }
    ActionListModel *actions() { return &m_actions; }
    FactListModel *facts() { return &m_facts; }
    CriterionListModel *criteria() { return &m_criteria; }
    RunListModel *runs() { return &m_runs; }
    EventListModel *events() { return &m_events; }
    DependenciesViewModel *dependencies() { return &m_dependencies; }
    ReviewListModel *reviews() { return &m_reviews; }
    ChildListModel *children() { return &m_children; }
    TaskEditor *editor() { return &m_editor; }
    RunInspector *run() { return &m_run; }
    ProfileViewModel *profile() { return &m_profile; }

    /// Which events the timeline shows.
    enum EventKind { AllEvents, Comments, RunEvents, ReviewEvents, Changes };
    Q_ENUM(EventKind)
    int eventKind() const { return m_eventKind; }
    void setEventKind(int kind);

    /// Reads everything again after an error.
    Q_INVOKABLE void reload();
    Q_INVOKABLE void comment(const QString &text);
    Q_INVOKABLE void addChild(const QString &title);
    /// Folds or unfolds what is below a child.
    Q_INVOKABLE void foldChild(const QString &taskId);

Q_SIGNALS:
    void openChanged();
    void changed();
    void eventKindChanged();

private:
    void follow();
    void refresh();
    void readTask();
    void readGates();
    void readRuns();
    void readEvents();
    void readReviews();
    void readChildren();
    void readBelow();
    bool isBelow(const TaskId &task) const;
    void showEvents();
    void takeTask(const TaskView &view);
    void takeActions();
    /// Sends a read whose answer is dropped when another task is looked at by then.
    template<Request R, class Then>
    void read(R request, Then then);

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;

    bool m_open = false, m_loaded = false;
    TaskId m_pinned; ///< blank: follows the selection
    TaskId m_id;
    QString m_error;
    TaskView m_view;
    struct Happening {
        EventKind kind;
        EventRow row;
    };
    static EventKind kindOf(const QString &type);
    std::vector<Happening> m_history; ///< newest first
    int m_eventKind = AllEvents;
    std::vector<TreeNode> m_tree;
    QSet<QString> m_folded;
    qint64 m_lastSeq = 0;
    bool m_readingEvents = false, m_moreEvents = false;

    GateListModel m_gates;
    ActionListModel m_actions;
    FactListModel m_facts;
    CriterionListModel m_criteria;
    RunListModel m_runs;
    EventListModel m_events;
    ReviewListModel m_reviews;
    ChildListModel m_children;
    DependenciesViewModel m_dependencies;
    TaskEditor m_editor;
    RunInspector m_run;
    ProfileViewModel m_profile;
};

} // namespace stint
