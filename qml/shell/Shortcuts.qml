pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels

/// Every key of the command table. Text fields keep printable keys for themselves, dialogs keep all of them.
Item {
    id: root

    required property Commands commands

    Repeater {
        model: root.commands.all

        Item {
            id: slot

            required property commandRow command

            Shortcut {
                sequences: slot.command.sequences
                enabled: slot.command.live && slot.command.sequences.length > 0
                onActivated: root.commands.run(slot.command.key)
            }
        }
    }
}
