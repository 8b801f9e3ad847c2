import QtQuick
import QtQuick.Controls.Basic
import Stint.Controls
import Stint.Theme

/// The window when there is no board to show: what happened and what can be done.
ApplicationWindow {
    id: root

    required property string reason
    required property bool dark

    width: Theme.size.windowMinWidth
    height: Theme.size.windowMinHeight
    title: qsTr("Stint")
    color: Theme.colors.window

    Binding {
        target: Theme
        property: "dark"
        value: root.dark
    }
    Column {
        anchors.centerIn: parent
        width: Theme.size.toast
        spacing: Theme.space.l

        Words {
            width: parent.width
            text: qsTr("The board cannot be opened")
            font.pixelSize: Theme.type.display
            font.weight: Theme.type.strong
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: false
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Words {
            width: parent.width
            text: root.reason
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            lineHeight: Theme.type.leading
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: false
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        ActionButton {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Close")
            primary: true
            focus: true
            onClicked: root.close()
        }
    }
}
