import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// In place of the board: what went wrong and what to do, or how to begin.
FocusScope {
    id: root

    required property BoardViewModel screen
    property string newKey: ""

    readonly property bool failed: root.screen.error !== ""
    readonly property bool empty: !root.failed && !root.screen.loading && root.screen.board.total === 0

    signal newTaskWanted

    visible: root.failed || root.empty
    implicitWidth: Theme.size.toast
    height: words.height
    objectName: "boardNotice"

    Column {
        id: words

        width: parent.width
        spacing: Theme.space.m

        Words {
            width: parent.width
            text: root.failed ? qsTr("The board cannot be read") : qsTr("Nothing to do yet")
            font.pixelSize: Theme.type.display
            font.weight: Theme.type.strong
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: !visible
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Words {
            width: parent.width
            text: root.failed ? root.screen.error : qsTr("Write down the first task. Agents take it from here.")
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            lineHeight: Theme.type.leading
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: !visible
            Accessible.role: root.failed ? Accessible.AlertMessage : Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            anchors.horizontalCenter: parent.horizontalCenter
            focus: true
            text: root.failed ? qsTr("Try again") : qsTr("New task")
            keyText: root.failed ? "" : root.newKey
            objectName: "boardNotice.act"
            onClicked: root.failed ? root.screen.reload() : root.newTaskWanted()
        }
    }
}
