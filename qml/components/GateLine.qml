import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// The first reason why a task does not move, and the key that clears it. Coloured only when it needs a person.
Rectangle {
    id: root

    property string text: ""
    property string keyText: ""
    property string glyph: ""
    property int tone: Look.Quiet
    property int lines: 2

    readonly property bool loud: root.tone === Look.Attention || root.tone === Look.Danger
    readonly property color ink: root.loud ? Theme.ink(root.tone) : Theme.colors.inkFaint
    readonly property int inset: root.loud ? Theme.space.s - Theme.space.hair : 0

    implicitHeight: words.implicitHeight + (root.loud ? Theme.space.s : 0)
    radius: Theme.radius.small
    color: root.loud ? Theme.tint(root.tone) : "transparent"

    Glyph {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: root.inset
        anchors.top: words.top
        anchors.topMargin: Theme.space.hair
        width: Theme.size.iconSmall
        height: Theme.size.iconSmall
        name: root.glyph
        color: root.ink
    }
    Words {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.space.xs
        anchors.right: cap.visible ? cap.left : parent.right
        anchors.rightMargin: root.inset
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        color: root.ink
        font.pixelSize: Theme.type.small
        lineHeight: Theme.type.leading
        wrapMode: Text.Wrap
        maximumLineCount: root.lines
    }
    KeyCap {
        id: cap

        visible: root.keyText !== ""
        anchors.right: parent.right
        anchors.rightMargin: root.inset
        anchors.verticalCenter: parent.verticalCenter
        text: root.keyText
        ink: root.ink
    }
}
