pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// What can be decided about the focused task, or about all that are marked. What finds no room is in the menu at the end.
Rectangle {
    id: root

    required property InboxViewModel inbox
    required property Commands commands

    readonly property list<string> verbs: ["inbox.accept", "inbox.duplicate", "inbox.decline", "inbox.snooze", "inbox.archive", "inbox.unread", "inbox.dismiss"]
    readonly property list<string> texts: [qsTr("Accept"), qsTr("Duplicate"), qsTr("Decline"), qsTr("Snooze"), qsTr("Archive"), qsTr("Unread"), qsTr("Dismiss")]
    /// Not all buttons are in the one line that is seen.
    readonly property bool tight: row.implicitHeight > frame.height

    implicitHeight: Theme.size.controlSmall + Theme.space.s * 2
    color: Theme.colors.window
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Decisions")

    Rectangle {
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
    Words {
        id: summary

        visible: root.inbox.marked > 0 || root.width > Theme.size.page
        x: Theme.space.l
        height: root.height
        elide: Text.ElideNone
        text: root.inbox.summary
        color: root.inbox.marked > 0 ? Theme.colors.ink : Theme.colors.inkFaint
        font.weight: root.inbox.marked > 0 ? Theme.type.medium : Theme.type.regular
    }
    Item {
        id: frame

        anchors.left: summary.visible ? summary.right : parent.left
        anchors.leftMargin: Theme.space.l
        anchors.right: more.left
        anchors.rightMargin: Theme.space.xs
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.size.controlSmall
        clip: root.tight

        Flow {
            id: row

            width: frame.width
            spacing: Theme.space.s

            Repeater {
                model: root.verbs

                ActionButton {
                    id: button

                    required property string modelData
                    required property int index

                    compact: true
                    enabled: button.y === 0
                    text: root.texts[button.index]
                    keyText: root.commands.keyText(button.modelData, root.commands.revision)
                    objectName: button.modelData
                    onClicked: root.commands.run(button.modelData)
                }
            }
        }
    }
    IconButton {
        id: more

        visible: root.tight
        anchors.right: parent.right
        anchors.rightMargin: Theme.space.m
        anchors.verticalCenter: parent.verticalCenter
        small: true
        glyph: "chevron-up"
        text: qsTr("All decisions")
        objectName: "inbox.more"
        onClicked: menu.opened ? menu.close() : menu.open()

        MenuSheet {
            id: menu

            x: more.width - width
            y: -height - Theme.space.xs
            label: qsTr("All decisions")
            objectName: "inbox.menu"

            Repeater {
                model: root.verbs

                MenuLine {
                    id: line

                    required property string modelData
                    required property int index

                    focus: line.index === 0
                    kind: Accessible.MenuItem
                    text: root.texts[line.index]
                    figure: root.commands.keyText(line.modelData, root.commands.revision)
                    objectName: "menu." + line.modelData
                    onClicked: {
                        menu.close()
                        root.commands.run(line.modelData)
                    }
                }
            }
        }
    }
}
