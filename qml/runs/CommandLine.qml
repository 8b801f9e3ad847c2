import QtQuick
import Stint.Controls
import Stint.Theme

/// A line for a shell, as it would be typed there, to look at and to take along.
Rectangle {
    id: root

    property string text: ""
    property string label: ""

    signal copied

    implicitHeight: Math.max(copy.height, words.implicitHeight) + Theme.space.s * 2
    radius: Theme.radius.control
    color: Theme.colors.sunken

    Words {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.s
        anchors.right: copy.left
        anchors.rightMargin: Theme.space.s
        y: Math.max(Theme.space.s, (root.height - height) / 2)
        text: root.text !== "" ? root.text : qsTr("Shown as soon as there is a command")
        literal: true
        color: root.text !== "" ? Theme.colors.inkSoft : Theme.colors.inkFaint
        font.family: root.text !== "" ? Theme.type.fixed : copy.font.family
        font.pixelSize: Theme.type.small
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        maximumLineCount: 6
        objectName: "commandLine"
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2").arg(root.label).arg(words.text)
    }
    ActionButton {
        id: copy

        anchors.right: parent.right
        anchors.rightMargin: Theme.space.s
        y: Theme.space.s
        compact: true
        enabled: root.text !== ""
        text: qsTr("Copy")
        tip: qsTr("Copies the whole line, for a terminal")
        objectName: "commandLine.copy"
        onClicked: root.copied()
    }
}
