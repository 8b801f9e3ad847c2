#pragma once

#include "model/viewmodels/agentstartviewmodel.h"
#include "model/viewmodels/appearanceviewmodel.h"
#include "model/viewmodels/commandsviewmodel.h"
#include "model/viewmodels/detailswindows.h"
#include "model/viewmodels/inboxviewmodel.h"
#include "model/viewmodels/leavingviewmodel.h"
#include "model/viewmodels/lockviewmodel.h"
#include "model/viewmodels/noticesviewmodel.h"
#include "model/viewmodels/paletteviewmodel.h"
#include "model/viewmodels/policyviewmodel.h"
#include "model/viewmodels/queueviewmodel.h"
#include "model/viewmodels/runsviewmodel.h"
#include "model/viewmodels/statusviewmodel.h"
#include "model/viewmodels/taskviewmodel.h"
#include "model/viewmodels/workspacesviewmodel.h"

namespace stint
{

/// What a window needs to be built: the root of all view-models. Must die before the board. Thread: gui.
class AppViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by whoever opens the window")
    Q_PROPERTY(stint::NavigationViewModel *navigation READ navigation CONSTANT FINAL)
    Q_PROPERTY(stint::CommandsViewModel *commands READ commands CONSTANT FINAL)
    Q_PROPERTY(stint::InboxViewModel *inbox READ inbox CONSTANT FINAL)
    Q_PROPERTY(stint::PaletteViewModel *palette READ palette CONSTANT FINAL)
    Q_PROPERTY(stint::PolicyViewModel *policy READ policy CONSTANT FINAL)
    Q_PROPERTY(stint::WorkspacesViewModel *workspaces READ workspaces CONSTANT FINAL)
    Q_PROPERTY(stint::History *history READ history CONSTANT FINAL)
    Q_PROPERTY(stint::FactListModel *versions READ versions CONSTANT FINAL)
    Q_PROPERTY(stint::BoardViewModel *board READ board CONSTANT FINAL)
    Q_PROPERTY(stint::TaskViewModel *task READ task CONSTANT FINAL)
    Q_PROPERTY(stint::DetailsWindows *windows READ windows CONSTANT FINAL)
    Q_PROPERTY(stint::StatusViewModel *status READ status CONSTANT FINAL)
    Q_PROPERTY(stint::RunsViewModel *runs READ runs CONSTANT FINAL)
    Q_PROPERTY(stint::AgentStartViewModel *agentStart READ agentStart CONSTANT FINAL)
    Q_PROPERTY(stint::QueueViewModel *queue READ queue CONSTANT FINAL)
    Q_PROPERTY(stint::NoticesViewModel *notices READ notices CONSTANT FINAL)
    Q_PROPERTY(stint::LeavingViewModel *leaving READ leaving CONSTANT FINAL)
    Q_PROPERTY(stint::LockViewModel *lock READ lock CONSTANT FINAL)
    Q_PROPERTY(stint::AppearanceViewModel *appearance READ appearance CONSTANT FINAL)
    Q_PROPERTY(stint::ToastModel *toasts READ toasts CONSTANT FINAL)

public:
    struct Setup {
        Actor actor;
        BoardViewModel::Now now;
        StoreFacts store;
        QString settingsPath;           ///< blank: nothing is remembered
        std::vector<FactRow> versions;  ///< of the program and what it is made of
        AgentStarter *agents = nullptr; ///< null: none can be started here; outlives the window
    };

    AppViewModel(Board &board, Setup setup, QObject *parent = nullptr);

    /// Loads the board and begins to listen.
    void start();

    Preferences &preferences() { return m_preferences; }
    NavigationViewModel *navigation() { return &m_navigation; }
    CommandsViewModel *commands() { return &m_commands; }
    InboxViewModel *inbox() { return &m_inbox; }
    PaletteViewModel *palette() { return &m_palette; }
    PolicyViewModel *policy() { return &m_policy; }
    WorkspacesViewModel *workspaces() { return &m_workspaces; }
    History *history() { return &m_history; }
    FactListModel *versions() { return &m_versions; }
    BoardViewModel *board() { return &m_screen; }
    TaskViewModel *task() { return &m_task; }
    DetailsWindows *windows() { return &m_windows; }
    StatusViewModel *status() { return &m_status; }
    RunsViewModel *runs() { return &m_runs; }
    AgentStartViewModel *agentStart() { return &m_agentStart; }
    QueueViewModel *queue() { return &m_queue; }
    NoticesViewModel *notices() { return &m_notices; }
    LeavingViewModel *leaving() { return &m_leaving; }
    LockViewModel *lock() { return &m_lock; }
    AppearanceViewModel *appearance() { return &m_appearance; }
    ToastModel *toasts() { return &m_toasts; }
    RunLogs &logs() { return m_logs; }

private:
    void rememberColumns();
    void bindWindow();
    void bindTask();
    void bindBoard();
    void bindInbox();
    void followView();
    bool isSelectedInSight() const;
    void followKeys();
    void bindRuns();

    Preferences m_preferences;
    NavigationViewModel m_navigation;
    CommandsViewModel m_commands;
    AppearanceViewModel m_appearance;
    ToastModel m_toasts;
    ChangeFeed m_feed;
    History m_history;
    RunLogs m_logs;
    BoardViewModel m_screen;
    TaskViewModel m_task;
    DetailsWindows m_windows;
    StatusViewModel m_status;
    RunsViewModel m_runs;
    AgentStartViewModel m_agentStart;
    QueueViewModel m_queue;
    NoticesViewModel m_notices;
    LeavingViewModel m_leaving;
    LockViewModel m_lock;
    InboxViewModel m_inbox;
    PaletteViewModel m_palette;
    PolicyViewModel m_policy;
    WorkspacesViewModel m_workspaces;
    FactListModel m_versions;
    bool m_opensDetails = false; ///< the inbox has opened them
};

} // namespace stint
