import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One task that waits: what it is, why it waits, since when. Unread ones are dark and dotted.
Basic.AbstractButton {
    id: root

    required property inboxRow row

    property bool current: false
    property bool focused: false

    /// Too little room for a line: words wrap before they are cut.
    readonly property bool narrow: root.width < Theme.size.columnMax

    signal markToggled

    implicitHeight: words.implicitHeight + Theme.space.s * 2
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    text: root.row.title
    objectName: "inbox." + root.row.key
    Accessible.role: Accessible.ListItem
    Accessible.name: root.row.speech
    Accessible.selected: root.current
    Accessible.focusable: true
    Accessible.focused: root.focused

    background: Rectangle {
        radius: Theme.radius.control
        color: root.row.marked ? Theme.colors.accentTint : root.current ? Theme.colors.surface : root.hovered ? Theme.colors.hover : "transparent"
        border.width: root.current ? Theme.size.focusLine : 0
        border.color: root.focused ? Theme.colors.accent : Theme.colors.lineStrong
    }
    Item {
        anchors.fill: parent

        Item {
            id: sign

            x: Theme.space.xs
            width: Theme.size.controlSmall
            height: parent.height

            Rectangle {
                visible: root.row.unread && !mark.visible
                anchors.centerIn: parent
                width: Theme.size.dot
                height: width
                radius: width / 2
                color: Theme.colors.accent
            }
            IconButton {
                id: mark

                visible: root.row.marked || root.hovered
                anchors.centerIn: parent
                small: true
                checked: root.row.marked
                focusPolicy: Qt.NoFocus
                glyph: "check"
                text: root.row.marked ? qsTr("Take the mark off %1").arg(root.row.title) : qsTr("Mark %1").arg(root.row.title)
                objectName: "mark." + root.row.key
                onClicked: root.markToggled()
            }
        }
        Column {
            id: words

            anchors.left: sign.right
            anchors.leftMargin: Theme.space.xs
            anchors.right: parent.right
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.hair

            Item {
                width: parent.width
                implicitHeight: title.implicitHeight

                Glyph {
                    id: priority

                    visible: root.row.priorityIcon !== ""
                    y: (age.implicitHeight - height) / 2
                    width: visible ? Theme.size.icon : 0
                    height: Theme.size.icon
                    name: root.row.priorityIcon
                    color: Theme.ink(root.row.priorityTone)
                }
                Words {
                    id: title

                    anchors.left: priority.right
                    anchors.leftMargin: priority.visible ? Theme.space.xs : 0
                    anchors.right: age.left
                    anchors.rightMargin: age.visible ? Theme.space.s : 0
                    text: root.row.title
                    color: root.row.unread ? Theme.colors.ink : Theme.colors.inkSoft
                    font.weight: root.row.unread ? Theme.type.strong : Theme.type.regular
                    wrapMode: root.narrow ? Text.Wrap : Text.NoWrap
                    maximumLineCount: root.narrow ? 4 : 1
                }
                Words {
                    id: age

                    visible: !root.narrow
                    width: visible ? implicitWidth : 0
                    anchors.right: parent.right
                    anchors.baseline: title.baseline
                    text: root.row.age
                    color: Theme.colors.inkFaint
                    font.pixelSize: Theme.type.small
                }
            }
            Words {
                width: parent.width
                wrapMode: root.narrow ? Text.Wrap : Text.NoWrap
                maximumLineCount: root.narrow ? 2 : 1
                text: root.narrow ? qsTr("%1 · %2 · %3").arg(root.row.handle).arg(root.row.age).arg(root.row.reason) : qsTr("%1 · %2").arg(root.row.handle).arg(root.row.reason)
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
    }
}
