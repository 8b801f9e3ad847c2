import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// One line of a menu: its words, a mark when it is chosen, a figure at the end.
Basic.AbstractButton {
    id: root

    property bool on: false
    property string figure: ""
    property bool destructive: false

    implicitHeight: Math.max(Theme.size.controlSmall, words.implicitHeight + Theme.space.s)
    implicitWidth: Theme.size.field
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "menu." + root.text
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.description: root.figure
    Accessible.checkable: true
    Accessible.checked: root.on
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.small
        color: root.hovered || root.visualFocus ? Theme.colors.hover : "transparent"

        FocusFrame {
            anchors.margins: 0
            visible: root.visualFocus
        }
    }
    Item {
        anchors.fill: parent

        Glyph {
            id: mark

            x: Theme.space.xs
            visible: root.on
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.iconSmall
            height: Theme.size.iconSmall
            name: "check"
            color: Theme.colors.accentInk
        }
        Words {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: Theme.space.s + Theme.size.iconSmall
            anchors.right: figure.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.destructive ? Theme.colors.danger : Theme.colors.ink
        }
        Words {
            id: figure

            anchors.right: parent.right
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.figure
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
}
