import QtQuick
import Stint.ViewModels
import Stint.Controls

/// One command and the key it listens to.
SettingLine {
    id: root

    required property commandRow command
    required property Commands commands

    label: root.command.words
    group: root.command.group
    startsGroup: root.command.startsGroup

    Row {
        IconButton {
            visible: root.command.changed
            small: true
            glyph: "undo"
            text: qsTr("Restore the key of %1").arg(root.command.words)
            objectName: "restore." + root.command.key
            onClicked: {
                root.refusal = ""
                root.commands.reset(root.command.key)
            }
        }
        KeyCatcher {
            enabled: !root.command.fixed
            words: root.command.words
            keyText: root.command.keyText
            objectName: "key." + root.command.key
            onCaught: (key, modifiers) => root.refusal = root.commands.bind(root.command.key, root.commands.sequenceOf(key, modifiers))
            onRemoved: root.refusal = root.commands.bind(root.command.key, "")
        }
    }
}
