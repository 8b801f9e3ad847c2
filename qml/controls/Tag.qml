import QtQuick
import Stint.Theme

/// A word on a quiet ground: labels, states, counts.
Rectangle {
    id: root

    property string text: ""
    property color ink: Theme.colors.inkSoft
    /// 0: as wide as its word.
    property real maximumWidth: 0
    readonly property real natural: words.implicitWidth + Theme.space.m

    implicitWidth: root.maximumWidth <= 0 ? root.natural : Math.min(root.natural, root.maximumWidth)
    implicitHeight: Math.max(Theme.size.tag, words.implicitHeight + Theme.space.hair)
    radius: Theme.radius.small
    color: Theme.colors.tag

    Words {
        id: words

        anchors.fill: parent
        anchors.leftMargin: Theme.space.s - Theme.space.hair
        anchors.rightMargin: Theme.space.s - Theme.space.hair
        text: root.text
        color: root.ink
        font.pixelSize: Theme.type.small
    }
}
