import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// While a card is moved: whether this column takes it, and what that means or why not.
Rectangle {
    id: root

    required property ColumnModel column
    property bool aimed: false

    readonly property bool takes: root.column.drop === ColumnModel.Takes

    visible: root.column.drop !== ColumnModel.NoDrop
    radius: Theme.radius.card
    color: root.takes ? Theme.colors.accentTint : Theme.colors.window
    opacity: 0.95
    border.width: root.aimed ? Theme.size.focusLine : Theme.size.line
    border.color: root.takes ? Theme.colors.accent : Theme.colors.line

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space.l
        spacing: Theme.space.s

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.size.icon
            height: Theme.size.icon
            name: root.takes ? "check" : "close"
            color: root.takes ? Theme.colors.accentInk : Theme.colors.inkFaint
        }
        Words {
            width: parent.width
            text: root.column.dropText
            color: root.takes ? Theme.colors.accentInk : Theme.colors.inkFaint
            font.weight: root.takes ? Theme.type.medium : Theme.type.regular
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }
}
