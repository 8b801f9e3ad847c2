import QtQuick
import Stint.Controls
import Stint.Theme

/// In place of the backlog: what is missing and what to do about it.
Column {
    id: root

    property string title: ""
    property string text: ""
    property bool retry: false

    signal tried

    width: Theme.size.toast
    spacing: Theme.space.m

    Words {
        width: parent.width
        text: root.title
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
        text: root.text
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        visible: root.retry
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("Try again")
        onClicked: root.tried()
    }
}
