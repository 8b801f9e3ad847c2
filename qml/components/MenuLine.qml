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
    /// What it is to a screen reader: something that is on or off, one of several, or, as Accessible.MenuItem, a command.
    property int kind: Accessible.CheckBox

    readonly property bool marks: root.kind !== Accessible.MenuItem

    implicitHeight: Math.max(Theme.size.controlSmall, words.implicitHeight + Theme.space.s)
    implicitWidth: Theme.size.field
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "menu." + root.text
    Accessible.role: root.kind
    Accessible.name: root.text
    Accessible.description: root.figure
    Accessible.checkable: root.marks
    Accessible.checked: root.on
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.small
        color: root.hovered || root.activeFocus ? Theme.colors.hover : "transparent"

        FocusFrame {
            anchors.margins: 0
            focused: root.activeFocus
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
            anchors.leftMargin: root.marks ? Theme.space.s + Theme.size.iconSmall : Theme.space.s
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
