import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// In place of the board: what went wrong and what to do, or how to begin.
Column {
    id: root

    required property BoardViewModel screen

    readonly property bool failed: root.screen.error !== ""
    readonly property bool empty: !root.failed && !root.screen.loading && root.screen.board.total === 0

    visible: root.failed || root.empty
    width: Theme.size.toast
    spacing: Theme.space.m

    Words {
        width: parent.width
        text: root.failed ? qsTr("The board cannot be read") : qsTr("Nothing to do yet")
        font.pixelSize: Theme.type.display
        font.weight: Theme.type.strong
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        text: root.failed ? root.screen.error : qsTr("Press C to write down the first task. Agents take it from here.")
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        visible: root.failed
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("Try again")
        onClicked: root.screen.reload()
    }
}
