import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One reason why the task does not move, with the button that does something about it. Coloured only when it needs a
/// person.
Rectangle {
    id: root

    required property gateRow gate

    signal triggered

    readonly property bool canAct: root.gate.action !== Look.None

    implicitHeight: Math.max(words.implicitHeight, act.visible ? act.height : 0) + Theme.space.s * 2
    radius: Theme.radius.control
    color: root.gate.needsPerson ? Theme.colors.attentionTint : Theme.colors.sunken
    Accessible.role: Accessible.ListItem
    Accessible.name: root.gate.text

    Words {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.m
        anchors.right: act.visible ? act.left : parent.right
        anchors.rightMargin: Theme.space.m
        anchors.verticalCenter: parent.verticalCenter
        text: root.gate.text
        color: root.gate.needsPerson ? Theme.colors.attention : Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
    }
    ActionButton {
        id: act

        visible: root.canAct
        anchors.right: parent.right
        anchors.rightMargin: Theme.space.s
        anchors.verticalCenter: parent.verticalCenter
        compact: true
        text: root.gate.actionLabel
        keyText: root.gate.shortcut
        objectName: "gate." + root.gate.key
        onClicked: root.triggered()
    }
}
