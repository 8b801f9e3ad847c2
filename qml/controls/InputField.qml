import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// One line of text.
Basic.TextField {
    id: root

    property string label: root.placeholderText

    implicitHeight: Math.max(Theme.size.control, contentHeight + Theme.space.s)
    leftPadding: Theme.space.s
    rightPadding: Theme.space.s
    topPadding: 0
    bottomPadding: 0
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.colors.ink
    placeholderTextColor: Theme.colors.inkFaint
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.solidInk
    font.pixelSize: Theme.type.body
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: root.label

    background: Rectangle {
        radius: Theme.radius.control
        color: Theme.colors.surface
        border.width: root.activeFocus ? Theme.size.focusLine : Theme.size.line
        border.color: root.activeFocus ? Theme.colors.accent : Theme.colors.lineStrong
    }
}
