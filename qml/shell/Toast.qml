import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One message. What went wrong stays until it is dismissed.
Rectangle {
    id: root

    required property toastRow toast

    readonly property bool loud: root.toast.tone === Look.Danger || root.toast.tone === Look.Attention

    signal dismissed
    signal undone

    height: words.height + Theme.space.m * 2
    radius: Theme.radius.card
    color: Theme.colors.raised
    border.width: Theme.size.line
    border.color: root.loud ? Theme.ink(root.toast.tone) : Theme.colors.lineStrong
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.toast.detail !== "" ? root.toast.text + ". " + root.toast.detail : root.toast.text

    Timer {
        running: !root.toast.stays && !hover.hovered
        interval: Theme.time.toast
        onTriggered: root.dismissed()
    }
    HoverHandler {
        id: hover
    }
    Glyph {
        id: mark

        x: Theme.space.m
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.size.icon
        height: Theme.size.icon
        name: root.loud ? "alert" : "check"
        color: root.loud ? Theme.ink(root.toast.tone) : Theme.colors.good
    }
    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.space.m
        anchors.right: undo.left
        anchors.rightMargin: Theme.space.s
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.hair

        Words {
            width: parent.width
            text: root.toast.text
            font.weight: Theme.type.medium
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Words {
            visible: root.toast.detail !== ""
            width: parent.width
            text: root.toast.detail
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }
    }
    ActionButton {
        id: undo

        visible: root.toast.deed > 0
        anchors.right: close.left
        anchors.rightMargin: Theme.space.xs
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? implicitWidth : 0
        compact: true
        glyph: "undo"
        text: qsTr("Undo")
        objectName: "undo." + root.toast.key
        onClicked: root.undone()
    }
    IconButton {
        id: close

        anchors.right: parent.right
        anchors.rightMargin: Theme.space.s
        anchors.verticalCenter: parent.verticalCenter
        small: true
        glyph: "close"
        text: qsTr("Dismiss")
        objectName: "dismiss." + root.toast.key
        onClicked: root.dismissed()
    }
}
