import QtQuick
import Stint.Controls
import Stint.Theme

/// One setting: its name and what it means on the left, what changes it on the right.
Item {
    id: root

    property string label: ""
    property string hint: ""
    property string refusal: ""
    property bool startsGroup: false
    property string group: ""
    default property alias control: slot.data

    width: parent ? parent.width : 0
    implicitHeight: head.height + Math.max(words.implicitHeight, slot.childrenRect.height) + Theme.space.s * 2

    Item {
        id: head

        width: parent.width
        height: root.startsGroup && root.group !== "" ? group.implicitHeight + Theme.space.l + Theme.space.s : 0

        Words {
            id: group

            visible: parent.height > 0
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.space.xs
            text: root.group
            font.weight: Theme.type.strong
            Accessible.ignored: !visible
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
    }
    Column {
        id: words

        anchors.top: head.bottom
        anchors.topMargin: Theme.space.s + Math.max(0, (slot.childrenRect.height - words.implicitHeight) / 2)
        anchors.left: parent.left
        anchors.right: slot.left
        anchors.rightMargin: Theme.space.l
        spacing: Theme.space.hair

        Words {
            width: parent.width
            text: root.label
            wrapMode: Text.Wrap
        }
        Words {
            visible: root.hint !== ""
            width: parent.width
            text: root.hint
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
            wrapMode: Text.Wrap
        }
        Words {
            visible: root.refusal !== ""
            width: parent.width
            text: root.refusal
            color: Theme.colors.danger
            font.pixelSize: Theme.type.small
            wrapMode: Text.Wrap
            Accessible.ignored: !visible
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }
    Item {
        id: slot

        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.space.s
        width: childrenRect.width
        height: childrenRect.height
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
