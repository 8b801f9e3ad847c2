#pragma once

#include "model/items/look.h"
#include "model/items/placement.h"

namespace stint
{

/// How an action presents itself and what it asks before it is performed.
struct ActionInfo {
    QString label;
    QString key;            ///< shortcut as shown; blank: none
    bool asksText = false;  ///< opens a dialog first
    bool needsText = false; ///< and refuses to go on without an answer
    bool isDestructive = false;
};
ActionInfo actionInfo(look::Action action);
/// Makes \a key the shortcut shown for \a action, everywhere in the process: a person has bound it. Thread: gui.
void showActionKey(look::Action action, const QString &key);

/// Why \a action makes no sense for \a task as it stands, in words; blank when it may be tried. The engine decides.
QString actionRefusal(const TaskSummary &task, look::Action action);

/// What clears the gate of a card, and its key; None where nothing on the board does.
look::Action actionForGate(const QString &gate);

/// The actions that may be tried now, the most helpful first.
std::vector<look::Action> actionsFor(const TaskSummary &task);

/// What dropping \a task on \a target means (desktop.md 2.3).
struct Move {
    look::Action action = look::Action::None;
    QString refusal; ///< why the column does not take it; blank when it does
    bool isAllowed() const { return action != look::Action::None; }
};
Move moveTo(const TaskSummary &task, BoardColumn target);

} // namespace stint
