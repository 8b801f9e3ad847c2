pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What can be decided about the focused task, or about all that are marked.
Rectangle {
    id: root

    required property InboxViewModel inbox
    required property Commands commands

    implicitHeight: content.height + Theme.space.s * 2
    color: Theme.colors.window
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Decisions")

    Rectangle {
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
    Flickable {
        id: flick

        x: Theme.space.l
        y: Theme.space.s
        width: root.width - Theme.space.l * 2
        height: content.height
        contentWidth: content.width
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Row {
            id: content

            spacing: Theme.space.s

            Words {
                height: accept.height
                rightPadding: Theme.space.s
                text: root.inbox.summary
                color: root.inbox.marked > 0 ? Theme.colors.ink : Theme.colors.inkFaint
                font.weight: root.inbox.marked > 0 ? Theme.type.medium : Theme.type.regular
            }
            ActionButton {
                id: accept

                compact: true
                text: qsTr("Accept")
                keyText: root.commands.keyText("inbox.accept", root.commands.revision)
                onClicked: root.inbox.accept()
            }
            ActionButton {
                compact: true
                text: qsTr("Duplicate")
                keyText: root.commands.keyText("inbox.duplicate", root.commands.revision)
                onClicked: root.inbox.askDuplicate()
            }
            ActionButton {
                compact: true
                text: qsTr("Decline")
                keyText: root.commands.keyText("inbox.decline", root.commands.revision)
                onClicked: root.inbox.decline()
            }
            ActionButton {
                compact: true
                text: qsTr("Snooze")
                keyText: root.commands.keyText("inbox.snooze", root.commands.revision)
                onClicked: root.inbox.askSnooze()
            }
            ActionButton {
                compact: true
                text: qsTr("Archive")
                keyText: root.commands.keyText("inbox.archive", root.commands.revision)
                onClicked: root.inbox.archive()
            }
            ActionButton {
                compact: true
                text: qsTr("Unread")
                keyText: root.commands.keyText("inbox.unread", root.commands.revision)
                onClicked: root.inbox.markUnread()
            }
            ActionButton {
                compact: true
                text: qsTr("Dismiss")
                keyText: root.commands.keyText("inbox.dismiss", root.commands.revision)
                onClicked: root.inbox.dismiss()
            }
        }
    }
}
