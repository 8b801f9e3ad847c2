import QtQuick
import Stint.Theme

/// A key of the keyboard, as a word on a cap.
Rectangle {
    id: root

    property string text: ""
    property bool inverse: false
    property color ink: root.inverse ? Theme.colors.solidInk : Theme.colors.inkFaint

    implicitWidth: Math.max(words.implicitWidth + Theme.space.s, implicitHeight)
    implicitHeight: Math.max(Theme.size.keyCap, words.implicitHeight + Theme.space.hair)
    radius: Theme.radius.small
    color: "transparent"
    border.width: Theme.size.line
    border.color: root.inverse ? Theme.colors.solidInk : Theme.colors.lineStrong

    Words {
        id: words

        anchors.centerIn: parent
        text: root.text
        color: root.ink
        font.pixelSize: Theme.type.tiny
        font.weight: Theme.type.medium
    }
}
