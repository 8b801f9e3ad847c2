#include "model/viewmodels/commandsviewmodel.h"

namespace stint
{

using look::Action;

// Words are given to the translators here and translated where they are shown.
#define W(text) QT_TRANSLATE_NOOP("stint", text)

const std::vector<CommandInfo> &commandTable()
{
    using enum CommandScope;
    static const std::vector<CommandInfo> table{
        {"palette.open", W("Find a command or a task"), "Ctrl+K"},
        {"help.open", W("Show all keys"), "?"},
        {"view.inbox", W("Go to the inbox"), "G,I Ctrl+1"},
        {"view.board", W("Go to the board"), "G,B Ctrl+2"},
        {"view.runs", W("Go to the runs"), "G,R Ctrl+3"},
        {"view.queue", W("Go to the queue"), "G,Q Ctrl+4"},
        {"view.settings", W("Go to the settings"), "G,S Ctrl+5"},
        {"task.new", W("New task"), "C Ctrl+N"},
        {"search.focus", W("Search the board"), "/ Ctrl+F"},
        {"panel.toggle", W("Show or hide the details"), "]"},
        {"panel.window", W("Details in a window of their own"), "Ctrl+Return"},
        {"sidebar.toggle", W("Fold or unfold the sidebar"), "["},
        {"undo", W("Undo"), "Ctrl+Z"},
        {"redo", W("Redo"), "Ctrl+Shift+Z"},
        {"scheduler.toggle", W("Pause or resume handing out work"), ""},
        {"theme.cycle", W("Light, dark or as the system"), ""},
        {"text.larger", W("Larger text"), "Ctrl++ Ctrl+="},
        {"text.smaller", W("Smaller text"), "Ctrl+-"},
        {"text.reset", W("Text at its own size"), "Ctrl+0"},
        {"board.reload", W("Read the board again"), "F5"},
        {"board.lock", W("Lock the board"), "Ctrl+Shift+L"},

        {"task.publish", "", "P", Task, Action::Publish},
        {"task.start", "", "S", Task, Action::Start},
        {"run.answer", "", "A", Task, Action::Answer},
        {"task.approve", "", "Shift+A", Task, Action::Approve},
        {"task.reject", "", "Shift+D", Task, Action::Reject},
        {"run.accept", "", "Y", Task, Action::Accept},
        {"review.approve", "", "V", Task, Action::ReviewApprove},
        {"review.reject", "", "Shift+V", Task, Action::ReviewReject},
        {"task.again", W("Try again"), "R", Task},
        {"run.take", "", "T", Task, Action::Take},
        {"task.pause", W("Pause or resume the task"), "Shift+P", Task},
        {"run.takeback", W("Take it back from its holder"), "Shift+L", Task},
        {"task.cancel", W("Cancel the task"), "Del", Task, Action::Cancel},
        {"details.dependencies", W("Show what it waits for"), "D", Task},

        {"inbox.accept", W("Accept: publish, approve"), "1", Inbox},
        {"inbox.duplicate", W("It is a duplicate of …"), "2", Inbox},
        {"inbox.decline", W("Decline, with a reason"), "3", Inbox},
        {"inbox.snooze", W("Snooze until …"), "H", Inbox},
        {"inbox.archive", W("Archive, or take out of the archive"), "E", Inbox},
        {"inbox.unread", W("Mark as unread"), "U", Inbox},
        {"inbox.dismiss", W("Dismiss until something happens"), "Shift+E", Inbox},
        {"inbox.next", W("Next task"), "J", Inbox},
        {"inbox.previous", W("Task before"), "K", Inbox},
        {"inbox.first", W("First task"), "G,G", Inbox},
        {"inbox.last", W("Last task"), "Shift+G", Inbox},
        {"inbox.mark", W("Mark the task for a bulk action"), "X", Inbox},
        {"inbox.marknext", W("Mark and go on"), "Shift+J", Inbox},
        {"inbox.markprevious", W("Mark and go back"), "Shift+K", Inbox},
        {"inbox.markall", W("Mark all"), "Ctrl+A", Inbox},
        {"inbox.arrows", W("Move between tasks"), "Up Down", Inbox, Action::None, true},
        {"inbox.open", W("Go to the details"), "Return", Inbox, Action::None, true},

        {"board.left", W("Column to the left"), "H", Board},
        {"board.right", W("Column to the right"), "L", Board},
        {"board.next", W("Next card"), "J", Board},
        {"board.previous", W("Card before"), "K", Board},
        {"board.first", W("First card of the column"), "G,G", Board},
        {"board.last", W("Last card of the column"), "Shift+G", Board},
        {"board.needy", W("Only what needs you"), "N", Board},
        {"board.grab", W("Grab the card; arrows move it, Enter drops it"), "M", Board},
        {"board.filter", W("Filter the board"), "F", Board},
        {"board.display", W("Order and density of the cards"), "O", Board},
        {"board.mark", W("Select the card together with others"), "X", Board},
        {"board.markdown", W("Select the card and the next one"), "Shift+J", Board},
        {"board.markup", W("Select the card and the one before"), "Shift+K", Board},
        {"board.markall", W("Select the whole column, then the whole board"), "Ctrl+A", Board},
        {"board.bulk", W("Go to what can be done with all selected cards"), "E", Board},
        {"board.paste", W("Make tasks of the lines that were copied"), "Ctrl+V", Board},
        {"board.rank", W("Move the card up or down in its column"), "Alt+Up Alt+Down", Board, Action::None, true},
        {"board.arrows", W("Move between cards"), "Left Right Up Down", Board, Action::None, true},
        {"board.open", W("Open the details"), "Return", Board, Action::None, true},
        {"board.nudge", W("Move the card to the next column"), "Alt+Left Alt+Right", Board, Action::None, true},

        {"runs.next", W("Next line"), "J", Runs},
        {"runs.previous", W("Line before"), "K", Runs},
        {"runs.choose", W("Choose the line or let it go"), "X", Runs},
        {"runs.chooseNext", W("Choose the line and go on"), "Shift+J", Runs},
        {"runs.choosePrevious", W("Choose the line and go back"), "Shift+K", Runs},
        {"runs.all", W("Choose all lines"), "Ctrl+A", Runs},
        {"runs.act", W("Release, fail or stop what is chosen"), "E", Runs},
        {"runs.start", W("Start an agent"), "Shift+S", Runs},
        {"runs.reload", W("Read the runs again"), "Ctrl+R", Runs},
        {"runs.arrows", W("Move; with Shift choose"), "Up Down Shift+Up Shift+Down", Runs, Action::None, true},
        {"runs.mark", W("Choose the line"), "Space", Runs, Action::None, true},
        {"runs.open", W("Open the details"), "Return", Runs, Action::None, true},

        {"queue.next", W("Next attempt in the queue"), "J", Queue},
        {"queue.previous", W("Attempt before"), "K", Queue},
        {"queue.paused", W("With or without paused tasks"), "F", Queue},
        {"queue.more", W("Show more of the backlog"), "M", Queue},
        {"queue.drain", W("Drain: hand out nothing more and wait"), "", Queue},
        {"queue.reload", W("Read the queue again"), "Ctrl+R", Queue},
        {"queue.arrows", W("Move between attempts"), "Up Down", Queue, Action::None, true},
        {"queue.open", W("Open the details"), "Return", Queue, Action::None, true},
    };
    return table;
}

#undef W

} // namespace stint
