import QtQuick
import Stint.Controls
import Stint.Theme

/// Says, inside a field, which characters of its text nobody can see; not there when there are none.
Rectangle {
    id: root

    /// What is being edited.
    property string edited: ""
    /// The room it takes at the bottom of the field.
    readonly property real room: root.visible ? root.height + Theme.space.xs : 0

    height: words.implicitHeight + Theme.space.hair
    visible: words.text !== ""
    radius: Theme.radius.control
    color: Theme.colors.attentionTint
    objectName: "hiddenNote"
    Accessible.ignored: words.text === ""
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Words {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.xs
        anchors.right: parent.right
        anchors.rightMargin: Theme.space.xs
        anchors.verticalCenter: parent.verticalCenter
        text: HiddenText.named(root.edited)
        color: Theme.colors.attention
        font.pixelSize: Theme.type.small
    }
}
