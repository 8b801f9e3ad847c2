import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// Several lines of text; Tab leaves it, so that the keyboard never gets caught.
Basic.ScrollView {
    id: root

    property alias text: area.text
    /// What belongs here, shown while nothing is. Words of its own: the style's would take it for markup.
    property string hint: ""
    property string label: root.hint
    /// What the note about hidden characters takes at the bottom.
    property real hiddenRoom: 0

    signal submitted

    implicitHeight: Theme.size.textArea + root.hiddenRoom
    bottomPadding: root.hiddenRoom
    objectName: "area." + root.label
    Basic.ScrollBar.vertical.policy: Basic.ScrollBar.AsNeeded

    background: Rectangle {
        radius: Theme.radius.control
        color: Theme.colors.surface
        border.width: area.activeFocus ? Theme.size.focusLine : Theme.size.line
        border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.lineStrong

        HiddenNote {
            edited: root.text
            x: Theme.space.s
            y: parent.height - room
            width: parent.width - Theme.space.s * 2
            onRoomChanged: root.hiddenRoom = room
        }
    }

    Basic.TextArea {
        id: area

        objectName: "input." + root.label
        focus: true
        leftPadding: Theme.space.s
        rightPadding: Theme.space.s
        topPadding: Theme.space.s
        bottomPadding: Theme.space.s
        color: Theme.colors.ink
        selectionColor: Theme.colors.accent
        selectedTextColor: Theme.colors.solidInk
        font.pixelSize: Theme.type.body
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        selectByMouse: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.multiLine: true
        // Not KeyNavigation: it would hang this area into the way of whatever stands before and after it when it is made.
        Keys.onTabPressed: area.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: area.nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        Keys.onShortcutOverride: event => event.accepted = (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier)
        Keys.onPressed: event => {
            if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier)) {
                event.accepted = true
                root.submitted()
            }
        }

        Words {
            x: area.leftPadding
            y: area.topPadding
            width: area.width - area.leftPadding - area.rightPadding
            visible: area.length === 0 && area.preeditText === ""
            text: root.hint
            color: Theme.colors.inkFaint
        }
    }
}
