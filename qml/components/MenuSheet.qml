import QtQuick
import QtQuick.Controls.Basic
import Stint.Theme

/// The sheet on which the lines of a menu stand. Escape and a press elsewhere close it.
Popup {
    id: root

    property string label: ""
    default property alias content: body.data

    /// Moves the focus to the next line or the one before.
    function step(forward: bool): void {
        const next = frame.Window.activeFocusItem?.nextItemInFocusChain(forward)
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason)
    }

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
        Keys.onUpPressed: root.step(false)
        Keys.onDownPressed: root.step(true)
        Accessible.role: Accessible.PopupMenu
        Accessible.name: root.label

        Column {
            id: body

            width: parent.width
            spacing: Theme.space.hair
        }
    }
}
