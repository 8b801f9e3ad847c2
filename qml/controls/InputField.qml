import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// One line of text.
Basic.TextField {
    id: root

    /// What belongs here, shown while nothing is. Words of its own: the style's would take it for markup.
    property string hint: ""
    property string label: root.hint

    implicitWidth: Theme.size.field
    implicitHeight: Math.max(Theme.size.control, contentHeight + Theme.space.s) + note.room
    leftPadding: Theme.space.s
    rightPadding: Theme.space.s
    topPadding: 0
    bottomPadding: note.room
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.colors.ink
    selectionColor: Theme.colors.accent
    selectedTextColor: Theme.colors.solidInk
    font.pixelSize: Theme.type.body
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: root.label

    Words {
        x: root.leftPadding
        width: root.width - root.leftPadding - root.rightPadding
        height: root.height - root.bottomPadding
        visible: root.length === 0 && root.preeditText === ""
        text: root.hint
        color: Theme.colors.inkFaint
    }

    HiddenNote {
        id: note

        edited: root.text
        x: root.leftPadding
        y: root.height - note.room
        width: root.width - root.leftPadding - root.rightPadding
    }

    background: Rectangle {
        radius: Theme.radius.control
        color: Theme.colors.surface
        border.width: root.activeFocus ? Theme.size.focusLine : Theme.size.line
        border.color: root.activeFocus ? Theme.colors.accent : Theme.colors.lineStrong
    }
}
