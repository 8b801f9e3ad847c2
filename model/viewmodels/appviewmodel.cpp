#include "model/viewmodels/appviewmodel.h"

namespace stint
{

AppViewModel::AppViewModel(Board &board, Setup setup, QObject *parent)
    : QObject(parent)
    , m_preferences(setup.settingsPath)
    , m_navigation(m_preferences)
    , m_commands(m_preferences, m_navigation)
    , m_appearance(m_preferences)
    , m_toasts(this)
    , m_feed(board, nullptr)
    , m_history(board, setup.actor, m_feed, m_toasts)
    , m_screen(board, setup.actor, setup.now, m_toasts)
    , m_task(board, setup.actor, setup.now, m_screen, m_toasts)
    , m_windows([this, &board, actor = setup.actor, now = setup.now] {
        auto details = std::make_unique<TaskViewModel>(board, actor, now, m_screen, m_toasts);
        details->run()->setLogs(m_logs);
        return details;
    })
    , m_status(board, setup.actor, {m_screen, m_feed, m_toasts}, std::move(setup.store))
    , m_runs(board, setup.actor, setup.now, m_screen, m_toasts)
    , m_agentStart(board, setup.actor, m_feed, m_toasts, setup.agents)
    , m_queue(board, setup.actor, setup.now, m_screen, m_toasts)
    , m_notices(board, setup.now, m_screen, m_status, m_preferences)
    , m_leaving(board, setup.actor, m_screen)
    , m_lock(board, setup.actor)
    , m_inbox(board, setup.actor, setup.now, m_feed, m_screen, m_navigation, m_toasts, m_history)
    , m_palette(board, setup.actor, m_screen, m_commands, m_preferences)
    , m_policy(board, setup.actor, m_feed, m_toasts)
    , m_workspaces(board, setup.actor, m_feed, m_screen, m_toasts, m_preferences)
    , m_versions(this)
{
    m_task.run()->setLogs(m_logs);
    m_versions.assign(setup.versions);
    m_screen.setHistory(m_history);
    m_screen.remember(m_preferences);
    for (int i = 0; i < boardColumnCount; ++i) {
        ColumnModel *column = m_screen.model()->columnAt(i);
        column->setCollapsed(m_appearance.collapsed().contains(i));
        connect(column, &ColumnModel::collapsedChanged, this, &AppViewModel::rememberColumns);
    }
    connect(&m_screen, &BoardViewModel::created, &m_screen, &BoardViewModel::select);
    bindWindow();
    bindTask();
    bindBoard();
    bindInbox();
    connect(&m_navigation, &NavigationViewModel::viewChanged, this, &AppViewModel::followView);
    connect(&m_commands, &CommandsViewModel::bound, this, &AppViewModel::followKeys);
    followKeys();
    connect(&m_palette, &PaletteViewModel::taskWanted, this, [this](const QString &task) {
        m_screen.select(task);
        m_task.setOpen(true);
        if (m_navigation.view() == NavigationViewModel::Settings)
            m_navigation.show(NavigationViewModel::Board);
    });
    bindRuns();
    connect(&m_runs, &RunsViewModel::detailsWanted, this, [this] { m_task.setOpen(true); });
    connect(&m_queue, &QueueViewModel::detailsWanted, this, [this] { m_task.setOpen(true); });
}

void AppViewModel::start()
{
    m_notices.start();
    m_screen.start();
    m_inbox.start();
    m_policy.start();
    m_workspaces.start();
    followView();
}

/// The inbox is read with the details beside it; they are left as they were found.
void AppViewModel::followView()
{
    m_screen.setShown(m_navigation.view() == NavigationViewModel::Board);
    const bool inbox = m_navigation.view() == NavigationViewModel::Inbox;
    if (inbox && !m_task.isOpen()) {
        m_opensDetails = true;
        m_task.setOpen(true);
    } else if (!inbox && m_opensDetails) {
        m_opensDetails = false;
        m_task.setOpen(false);
    }
}

/// Whether the person sees what a key would change: its card or its line, or its details.
bool AppViewModel::isSelectedInSight() const
{
    if (m_task.isOpen())
        return true;
    switch (m_navigation.view()) {
    case NavigationViewModel::Runs:
        return m_runs.currentTask() == m_screen.selected();
    case NavigationViewModel::Queue:
        return m_queue.currentTask() == m_screen.selected();
    case NavigationViewModel::Board:
    case NavigationViewModel::Inbox:
    case NavigationViewModel::Settings:
        break;
    }
    return m_screen.isSelectedInSight();
}

/// Cards and buttons name the keys that are bound now.
void AppViewModel::followKeys()
{
    using look::Action;
    const auto show = [this](const char *command, std::initializer_list<Action> actions) {
        for (const Action action : actions)
            showActionKey(action, m_commands.keyText(QLatin1String(command)));
    };
    for (const CommandInfo &command : commandTable()) {
        if (command.action != Action::None)
            show(command.name, {command.action});
    }
    show("task.again", {Action::Retry, Action::Recover, Action::Enqueue});
    show("task.pause", {Action::Pause, Action::Resume});
    show("run.takeback", {Action::Release, Action::Requeue});
    m_screen.repaint();
}

void AppViewModel::rememberColumns()
{
    QList<int> collapsed;
    for (int i = 0; i < boardColumnCount; ++i) {
        if (m_screen.model()->columnAt(i)->isCollapsed())
            collapsed += i;
    }
    m_appearance.setCollapsed(collapsed);
}

} // namespace stint
