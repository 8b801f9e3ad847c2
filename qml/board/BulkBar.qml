pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// What can be done with all marked cards at once.
FocusScope {
    id: root

    required property BoardViewModel screen
    /// The key that leads here, as it is bound now.
    property string keyText: ""
    /// How wide it may become; the buttons wrap.
    required property real room

    readonly property BulkViewModel bulk: root.screen.bulk
    readonly property bool isOne: root.bulk.count === 1

    signal asked(int verb, string title, string confirm)
    /// Nothing is marked any more, and the keyboard must go elsewhere.
    signal emptied

    function ask(verb: int): void {
        if (verb === BulkViewModel.Cancel)
            root.asked(verb, root.isOne ? qsTr("Cancel 1 task and everything below it?") : qsTr("Cancel %1 tasks and everything below them?").arg(root.bulk.count), root.isOne ? qsTr("Cancel the task") : qsTr("Cancel %1 tasks").arg(root.bulk.count))
        else
            root.asked(verb, root.isOne ? qsTr("Release 1 task?") : qsTr("Release %1 tasks?").arg(root.bulk.count), qsTr("Release"))
    }

    function leaveIfEmpty(): void {
        if (root.activeFocus && !root.visible)
            root.emptied()
    }

    function focusVerbs(): void {
        approve.forceActiveFocus()
    }

    function prioritise(menu: MenuSheet, priority: string): void {
        menu.close()
        root.bulk.perform(BulkViewModel.Priority, priority)
    }

    visible: root.bulk.count > 0
    implicitWidth: row.childrenRect.width + Theme.space.m * 2
    implicitHeight: row.height + Theme.space.s * 2
    objectName: "bulk"
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("%1 selected").arg(root.bulk.count)
    onVisibleChanged: root.leaveIfEmpty()
    onActiveFocusChanged: root.leaveIfEmpty()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius.card
        color: Theme.colors.raised
        border.width: Theme.size.line
        border.color: Theme.colors.lineStrong
    }
    Flow {
        id: row

        x: Theme.space.m
        y: Theme.space.s
        width: Math.min(Theme.size.page, root.room - Theme.space.m * 2)
        spacing: Theme.space.xs

        Words {
            height: Theme.size.controlSmall
            rightPadding: Theme.space.s
            text: qsTr("%1 selected").arg(root.bulk.count)
            font.weight: Theme.type.medium
        }
        Item {
            visible: root.keyText !== ""
            width: cap.width + Theme.space.xs
            height: Theme.size.controlSmall

            KeyCap {
                id: cap

                anchors.verticalCenter: parent.verticalCenter
                text: root.keyText
            }
        }
        ActionButton {
            id: approve

            compact: true
            focus: true
            text: qsTr("Approve")
            objectName: "bulk.approve"
            onClicked: root.bulk.perform(BulkViewModel.Approve, "")
        }
        ActionButton {
            compact: true
            text: qsTr("Release")
            objectName: "bulk.release"
            onClicked: root.ask(BulkViewModel.Release)
        }
        ActionButton {
            id: priorityButton

            compact: true
            text: qsTr("Priority")
            objectName: "bulk.priority"
            onClicked: priorities.open()

            MenuSheet {
                id: priorities

                y: -height - Theme.space.xs
                label: qsTr("Priority")

                MenuLine {
                    focus: true
                    kind: Accessible.MenuItem
                    text: qsTr("Urgent")
                    onClicked: root.prioritise(priorities, "urgent")
                }
                MenuLine {
                    kind: Accessible.MenuItem
                    text: qsTr("High")
                    onClicked: root.prioritise(priorities, "high")
                }
                MenuLine {
                    kind: Accessible.MenuItem
                    text: qsTr("Medium")
                    onClicked: root.prioritise(priorities, "medium")
                }
                MenuLine {
                    kind: Accessible.MenuItem
                    text: qsTr("Low")
                    onClicked: root.prioritise(priorities, "low")
                }
            }
        }
        ActionButton {
            compact: true
            text: qsTr("Add label")
            objectName: "bulk.addLabel"
            onClicked: root.asked(BulkViewModel.AddLabel, root.isOne ? qsTr("Add a label to 1 task") : qsTr("Add a label to %1 tasks").arg(root.bulk.count), qsTr("Add label"))
        }
        ActionButton {
            compact: true
            text: qsTr("Remove label")
            objectName: "bulk.removeLabel"
            onClicked: root.asked(BulkViewModel.RemoveLabel, root.isOne ? qsTr("Remove a label from 1 task") : qsTr("Remove a label from %1 tasks").arg(root.bulk.count), qsTr("Remove label"))
        }
        ActionButton {
            compact: true
            text: qsTr("Archive")
            tip: qsTr("Takes them out of your inbox")
            objectName: "bulk.archive"
            onClicked: root.bulk.perform(BulkViewModel.Archive, "")
        }
        ActionButton {
            compact: true
            destructive: true
            text: qsTr("Fail")
            objectName: "bulk.fail"
            onClicked: root.asked(BulkViewModel.Fail, root.isOne ? qsTr("Fail the attempt at 1 task?") : qsTr("Fail the attempts at %1 tasks?").arg(root.bulk.count), qsTr("Fail"))
        }
        ActionButton {
            compact: true
            destructive: true
            text: qsTr("Cancel")
            objectName: "bulk.cancel"
            onClicked: root.ask(BulkViewModel.Cancel)
        }
        IconButton {
            small: true
            glyph: "close"
            text: qsTr("Select none (Esc)")
            objectName: "bulk.clear"
            onClicked: root.bulk.clear()
        }
    }
}
