import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// One line of a ChoiceList: words, an explanation on the left of them, something short on the right.
Basic.AbstractButton {
    id: root

    property string lead: ""
    property string trail: ""
    property string keyText: ""
    property bool current: ListView.isCurrentItem
    /// The list has the keyboard and this is its line.
    property bool focused: root.current && ListView.view !== null && ListView.view.activeFocus

    width: ListView.view ? ListView.view.width : implicitWidth
    implicitHeight: Theme.size.row
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    objectName: "choice." + root.text
    Accessible.role: Accessible.ListItem
    Accessible.name: root.text
    Accessible.description: root.lead + " " + root.trail + " " + root.keyText
    Accessible.selected: root.current

    background: Rectangle {
        radius: Theme.radius.control
        color: root.current ? Theme.colors.accentTint : root.hovered ? Theme.colors.hover : "transparent"
        border.width: root.focused ? Theme.size.focusLine : 0
        border.color: Theme.colors.accent
    }
    Item {
        anchors.fill: parent

        Words {
            id: lead

            visible: root.lead !== ""
            anchors.left: parent.left
            anchors.leftMargin: Theme.space.m
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? implicitWidth : 0
            text: root.lead
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
        Words {
            anchors.left: lead.right
            anchors.leftMargin: lead.visible ? Theme.space.s : 0
            anchors.right: trail.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.current ? Theme.colors.ink : Theme.colors.inkSoft
        }
        Words {
            id: trail

            anchors.right: cap.left
            anchors.rightMargin: cap.visible ? Theme.space.s : 0
            anchors.verticalCenter: parent.verticalCenter
            text: root.trail
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
        KeyCap {
            id: cap

            visible: root.keyText !== ""
            anchors.right: parent.right
            anchors.rightMargin: Theme.space.m
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? implicitWidth : 0
            text: root.keyText
        }
    }
}
