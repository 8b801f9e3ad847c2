import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// Whether a line is among the chosen ones. Quiet ones show themselves only when they are looked at.
Basic.AbstractButton {
    id: root

    property bool quiet: false

    implicitWidth: Theme.size.icon
    implicitHeight: implicitWidth
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onToggleAction: root.clicked()

    background: Rectangle {
        visible: root.checked || !root.quiet
        radius: Theme.radius.small
        color: root.checked ? Theme.colors.accent : Theme.colors.surface
        border.width: root.checked ? 0 : Theme.size.line
        border.color: Theme.colors.lineStrong
    }
    Item {
        anchors.fill: parent

        Glyph {
            visible: root.checked
            anchors.centerIn: parent
            width: Theme.size.iconSmall
            height: Theme.size.iconSmall
            name: "check"
            color: Theme.colors.solidInk
        }
    }
}
