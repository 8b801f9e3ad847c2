pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Every command and its key; each can have another one.
SettingsPage {
    id: root

    required property Commands commands

    title: qsTr("Keys")
    text: qsTr("Press a key cap, then the new key. Delete takes the key away, Esc keeps it.")

    SettingLine {
        label: qsTr("Keys without Ctrl or Alt")
        hint: qsTr("Off: single letters and digits do nothing by themselves.")

        OptionSwitch {
            text: qsTr("Single keys")
            checked: root.commands.letters
            onToggled: root.commands.letters = checked
        }
    }
    SettingLine {
        label: qsTr("All keys as they came")

        ActionButton {
            compact: true
            text: qsTr("Restore all keys")
            onClicked: root.commands.resetAll()
        }
    }
    Repeater {
        model: root.commands.all

        KeyLine {
            commands: root.commands
        }
    }
}
