#include "model/viewmodels/appviewmodel.h"

namespace stint
{

namespace
{

constexpr int dependenciesTab = 3; ///< of the details

}

/// What the commands of the whole window do.
void AppViewModel::bindWindow()
{
    using Navigation = NavigationViewModel;
    const auto go = [this](const char *name, Navigation::View view) {
        m_commands.handle(name, [this, view] { m_navigation.show(view); });
    };
    go("view.inbox", Navigation::Inbox);
    go("view.board", Navigation::Board);
    go("view.runs", Navigation::Runs);
    go("view.queue", Navigation::Queue);
    go("view.settings", Navigation::Settings);
    m_commands.handle("palette.open", [this] { Q_EMIT m_navigation.paletteWanted(); });
    m_commands.handle("help.open", [this] { Q_EMIT m_navigation.helpWanted(); });
    m_commands.handle("task.new", [this] { Q_EMIT m_navigation.newTaskWanted(); });
    m_commands.handle("search.focus", [this] {
        m_navigation.show(Navigation::Board);
        Q_EMIT m_navigation.searchWanted();
    });
    m_commands.handle("panel.toggle", [this] { m_task.setOpen(!m_task.isOpen()); });
    m_commands.handle(
        "panel.window", [this] { m_windows.open(m_screen.selected()); },
        [this] { return m_screen.selected().isEmpty() ? tr("No task is selected.") : QString(); });
    m_commands.handle("sidebar.toggle", [this] { m_navigation.setFolded(!m_navigation.isFolded()); });
    m_commands.handle("scheduler.toggle", [this] { m_status.toggleScheduler(); });
    m_commands.handle("board.lock", [this] { m_lock.lock(); });
    m_commands.handle("theme.cycle", [this] { m_appearance.cycleMode(); });
    m_commands.handle("text.larger", [this] { m_appearance.growText(1); });
    m_commands.handle("text.smaller", [this] { m_appearance.growText(-1); });
    m_commands.handle("text.reset", [this] { m_appearance.setTextScale(1.0); });
    m_commands.handle(
        "undo", [this] { m_history.undo(); },
        [this] { return m_history.undoText().isEmpty() ? tr("There is nothing to undo.") : QString(); });
    m_commands.handle(
        "redo", [this] { m_history.redo(); },
        [this] { return m_history.redoText().isEmpty() ? tr("There is nothing to do again.") : QString(); });
    m_commands.handle("board.reload", [this] { m_screen.reload(); });
}

/// What the commands of the selected task do.
void AppViewModel::bindTask()
{
    using look::Action;
    const auto selected = [this] {
        return isSelectedInSight() ? m_screen.model()->find(TaskId(m_screen.selected())) : nullptr;
    };
    const auto none = [this] {
        return m_screen.selected().isEmpty() ? tr("No task is selected.")
                                             : tr("The selected task cannot be seen here; its details show it.");
    };
    const auto onSeen = [this, none](auto act) {
        return [this, none, act] {
            const bool meansMarked = m_navigation.view() == NavigationViewModel::Board && m_screen.bulk()->count() > 0;
            if (meansMarked || m_screen.selected().isEmpty() || isSelectedInSight())
                act();
            else
                m_toasts.explain(tr("Nothing was done"), none());
        };
    };
    for (const CommandInfo &command : commandTable()) {
        const Action action = command.action;
        if (action == Action::None)
            continue;
        m_commands.handle(command.name, onSeen([this, action] { m_screen.act(action); }), [=] {
            const TaskSummary *task = selected();
            return task ? actionRefusal(*task, action) : none();
        });
    }
    const auto anyOf = [=](std::initializer_list<Action> actions) {
        return [=, actions = std::vector<Action>(actions)] {
            const TaskSummary *task = selected();
            if (!task)
                return none();
            const bool some = std::any_of(actions.begin(), actions.end(),
                                          [task](Action action) { return actionRefusal(*task, action).isEmpty(); });
            return some ? QString() : actionRefusal(*task, actions.front());
        };
    };
    m_commands.handle("task.again", onSeen([this] { m_screen.actAgain(); }),
                      anyOf({Action::Retry, Action::Recover, Action::Enqueue}));
    m_commands.handle("task.pause", onSeen([this] { m_screen.togglePause(); }), anyOf({Action::Pause, Action::Resume}));
    m_commands.handle("run.takeback", onSeen([this] { m_screen.takeBack(); }),
                      anyOf({Action::Release, Action::Requeue}));
    m_commands.handle(
        "details.dependencies",
        [this] {
            m_task.setOpen(true);
            Q_EMIT m_navigation.tabWanted(dependenciesTab);
        },
        [=] { return selected() ? QString() : none(); });
}

void AppViewModel::bindInbox()
{
    const auto needsTask = [this] { return m_inbox.current().isEmpty() ? tr("No task is selected.") : QString(); };
    m_commands.handle("inbox.next", [this] { m_inbox.step(1); });
    m_commands.handle("inbox.previous", [this] { m_inbox.step(-1); });
    m_commands.handle("inbox.first", [this] { m_inbox.edge(false); });
    m_commands.handle("inbox.last", [this] { m_inbox.edge(true); });
    m_commands.handle(
        "inbox.accept", [this] { m_inbox.accept(); }, needsTask);
    m_commands.handle(
        "inbox.duplicate", [this] { m_inbox.askDuplicate(); }, needsTask);
    m_commands.handle(
        "inbox.decline", [this] { m_inbox.decline(); }, needsTask);
    m_commands.handle(
        "inbox.snooze", [this] { m_inbox.askSnooze(); }, needsTask);
    m_commands.handle(
        "inbox.archive", [this] { m_inbox.archive(); }, needsTask);
    m_commands.handle(
        "inbox.unread", [this] { m_inbox.markUnread(); }, needsTask);
    m_commands.handle(
        "inbox.dismiss", [this] { m_inbox.dismiss(); }, needsTask);
    m_commands.handle(
        "inbox.mark", [this] { m_inbox.toggleMark({}); }, needsTask);
    m_commands.handle("inbox.marknext", [this] { m_inbox.extend(1); });
    m_commands.handle("inbox.markprevious", [this] { m_inbox.extend(-1); });
    m_commands.handle("inbox.markall", [this] { m_inbox.markAll(); });
}

void AppViewModel::bindBoard()
{
    m_commands.handle("board.left", [this] { m_screen.step(-1, 0); });
    m_commands.handle("board.right", [this] { m_screen.step(1, 0); });
    m_commands.handle("board.next", [this] { m_screen.step(0, 1); });
    m_commands.handle("board.previous", [this] { m_screen.step(0, -1); });
    m_commands.handle("board.first", [this] { m_screen.selectEdge(false); });
    m_commands.handle("board.last", [this] { m_screen.selectEdge(true); });
    m_commands.handle("board.needy", [this] { m_screen.setOnlyNeedy(!m_screen.isOnlyNeedy()); });
    m_commands.handle("board.filter", [this] { Q_EMIT m_screen.filterWanted(); });
    m_commands.handle("board.display", [this] { Q_EMIT m_screen.displayWanted(); });
    m_commands.handle("board.mark", [this] { m_screen.toggleMark(m_screen.selected()); });
    m_commands.handle("board.markdown", [this] { m_screen.extendMarks(1); });
    m_commands.handle("board.markup", [this] { m_screen.extendMarks(-1); });
    m_commands.handle("board.markall", [this] { m_screen.markAll(); });
    m_commands.handle(
        "board.bulk", [this] { Q_EMIT m_screen.bulkChoiceWanted(); },
        [this] { return m_screen.bulk()->count() > 0 ? QString() : tr("No card is selected together with others."); });
    m_commands.handle("board.paste", [this] { m_screen.pasteCopied(); });
    m_commands.handle("board.grab", [this] { m_screen.grab(m_screen.selected()); });
}

void AppViewModel::bindRuns()
{
    AgentTable &table = *m_runs.table();
    m_commands.handle("runs.next", [this] { m_runs.step(1, false); });
    m_commands.handle("runs.previous", [this] { m_runs.step(-1, false); });
    m_commands.handle("runs.choose", [&table] { table.toggleChosen(table.currentRow()); });
    m_commands.handle("runs.chooseNext", [this] { m_runs.step(1, true); });
    m_commands.handle("runs.choosePrevious", [this] { m_runs.step(-1, true); });
    m_commands.handle("runs.all", [&table] { table.chooseAll(); });
    m_commands.handle("runs.act", [this] { m_runs.beginAction(); });
    m_commands.handle(
        "runs.start",
        [this] {
            const auto row = static_cast<std::size_t>(m_workspaces.current());
            m_agentStart.begin(m_workspaces.all()->rows()[row].path);
        },
        [this] { return m_agentStart.isAvailable() ? QString() : tr("No agent can be started from this window."); });
    m_commands.handle("runs.reload", [this] { m_runs.reload(); });
    m_commands.handle("queue.next", [this] { m_queue.step(1); });
    m_commands.handle("queue.previous", [this] { m_queue.step(-1); });
    m_commands.handle("queue.paused", [this] { m_queue.setWithPaused(!m_queue.isWithPaused()); });
    m_commands.handle("queue.more", [this] { m_queue.showMore(); });
    m_commands.handle("queue.drain", [this] { m_queue.drain({}); });
    m_commands.handle("queue.reload", [this] { m_queue.reload(); });
}

} // namespace stint
