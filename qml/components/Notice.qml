import QtQuick
import Stint.Controls
import Stint.Theme

/// In place of a list: what is missing, or what went wrong, and what to do about it.
Column {
    id: root

    property string title: ""
    property string text: ""
    property string glyph: ""
    /// Something went wrong: it can be tried again.
    property bool retry: false

    signal tried

    width: Math.min(Theme.size.toast, parent.width - Theme.space.xxl)
    spacing: Theme.space.m
    objectName: "notice"

    Glyph {
        visible: root.glyph !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        width: Theme.size.icon * 2
        height: width
        name: root.glyph
        color: Theme.colors.inkFaint
    }
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
        Accessible.ignored: false
        Accessible.role: root.retry ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
    }
    ActionButton {
        visible: root.retry
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("Try again")
        objectName: "notice.retry"
        onClicked: root.tried()
    }
}
