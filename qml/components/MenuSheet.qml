import QtQuick
import QtQuick.Controls.Basic
import Stint.Theme

/// The sheet on which the lines of a menu stand. Escape and a press elsewhere close it.
Popup {
    id: root

    property string label: ""
    default property alias content: body.data

    padding: Theme.space.s
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutsideParent

    background: Rectangle {
        radius: Theme.radius.card
        color: Theme.colors.raised
        border.width: Theme.size.line
        border.color: Theme.colors.lineStrong
    }
    contentWidth: frame.implicitWidth
    contentHeight: frame.implicitHeight

    FocusScope {
        id: frame

        anchors.fill: parent
        focus: true
        implicitWidth: body.implicitWidth
        implicitHeight: body.implicitHeight
        Accessible.role: Accessible.PopupMenu
        Accessible.name: root.label

        Column {
            id: body

            width: parent.width
            spacing: Theme.space.hair
        }
    }
}
