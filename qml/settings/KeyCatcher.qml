import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// Shows a key; pressed, it waits for the next one. Esc keeps the old one, Delete takes it away.
Basic.AbstractButton {
    id: root

    property string words: ""
    property string keyText: ""
    property bool listening: false

    signal caught(int key, int modifiers)
    signal removed

    implicitHeight: Theme.size.controlSmall
    implicitWidth: Math.max(cap.implicitWidth + Theme.space.m, Theme.size.controlSmall)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Key of %1: %2").arg(root.words).arg(cap.text)
    onClicked: root.listening = true
    onActiveFocusChanged: if (!root.activeFocus) root.listening = false
    Keys.onShortcutOverride: event => event.accepted = root.listening
    Keys.onPressed: event => {
        if (!root.listening) {
            root.listening = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
            event.accepted = root.listening
            return
        }
        event.accepted = true
        root.listening = event.key === Qt.Key_Shift || event.key === Qt.Key_Control || event.key === Qt.Key_Alt || event.key === Qt.Key_Meta || event.key === Qt.Key_AltGr
        if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace)
            root.removed()
        else if (!root.listening && event.key !== Qt.Key_Escape)
            root.caught(event.key, event.modifiers)
    }

    background: Rectangle {
        radius: Theme.radius.small
        color: root.listening ? Theme.colors.accentTint : root.hovered && root.enabled ? Theme.colors.hover : "transparent"
        border.width: root.enabled ? Theme.size.line : 0
        border.color: root.listening ? Theme.colors.accent : Theme.colors.lineStrong

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Words {
        id: cap

        anchors.centerIn: parent
        text: root.listening ? qsTr("Press a key …") : root.keyText !== "" ? root.keyText : qsTr("none")
        color: root.keyText !== "" && !root.listening ? Theme.colors.inkSoft : Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        font.weight: Theme.type.medium
    }
}
