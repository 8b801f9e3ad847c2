pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Which task it is, its state, and what can be done with it.
Item {
    id: root

    required property TaskViewModel task
    required property BoardViewModel screen

    signal closed

    implicitHeight: content.implicitHeight + Theme.space.m * 2

    Column {
        id: content

        x: Theme.space.l
        y: Theme.space.m
        width: root.width - Theme.space.l * 2
        spacing: Theme.space.s

        Item {
            width: parent.width
            height: close.height

            Words {
                id: handle

                anchors.verticalCenter: parent.verticalCenter
                text: root.task.handle
                literal: true
                color: Theme.colors.inkFaint
            }
            StateTag {
                visible: root.task.state !== ""
                anchors.left: handle.right
                anchors.leftMargin: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                text: root.task.state
                tone: root.task.stateTone
            }
            IconButton {
                id: close

                anchors.right: parent.right
                anchors.rightMargin: -Theme.space.s
                small: true
                glyph: "close"
                text: qsTr("Close details")
                onClicked: root.closed()
            }
        }
        Words {
            width: parent.width
            text: root.task.title
            font.pixelSize: Theme.type.title
            font.weight: Theme.type.strong
            wrapMode: Text.Wrap
            maximumLineCount: 4
            Accessible.ignored: false
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Flow {
            width: parent.width
            spacing: Theme.space.s

            Repeater {
                model: root.task.actions

                ActionButton {
                    id: button

                    required property actionRow verb

                    compact: true
                    text: button.verb.label
                    keyText: button.verb.shortcut
                    primary: button.verb.first
                    destructive: button.verb.destructive && !button.verb.first
                    objectName: "action." + button.verb.key
                    onClicked: root.screen.actOn(root.task.taskId, button.verb.action)
                }
            }
        }
    }
}
