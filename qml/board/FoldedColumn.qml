import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// A column folded to its name and count; pressing it opens it again.
Basic.AbstractButton {
    id: root

    required property ColumnModel column

    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: root.column.title
    objectName: "unfold." + root.column.position
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Open column %1, %2 tasks").arg(root.column.title).arg(root.column.count)
    onClicked: root.column.collapsed = false
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.card
        color: root.hovered ? Theme.colors.hover : Theme.colors.sunken

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Words {
            id: count

            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.space.s
            text: root.column.countText
            color: Theme.colors.inkFaint
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            y: count.y + count.height + Theme.space.s + implicitWidth / 2 - implicitHeight / 2
            rotation: 90
            text: root.column.title
            color: Theme.colors.inkSoft
            font.weight: Theme.type.medium
        }
    }
}
