import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Figures of the engine on the left, the store on the right; a warning takes their place.
Rectangle {
    id: root

    required property StatusViewModel status
    required property BoardViewModel screen

    implicitHeight: Math.max(Theme.size.statusLine, engine.implicitHeight + Theme.space.s)
    color: root.status.warning !== "" ? Theme.colors.dangerTint : Theme.colors.window
    Accessible.role: Accessible.StatusBar
    Accessible.name: engine.text + ", " + store.text

    Rectangle {
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
    Words {
        id: engine

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.l + Theme.space.xs
        anchors.right: storeRow.left
        anchors.rightMargin: Theme.space.l
        anchors.verticalCenter: parent.verticalCenter
        text: root.status.warning !== "" ? root.status.warning : root.screen.moving !== "" ? root.screen.moveText : root.screen.loading ? qsTr("Loading the board …") : root.screen.busy ? qsTr("Working …") : root.status.engineText
        color: root.status.warning !== "" ? Theme.colors.danger : Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
    }
    Row {
        id: storeRow

        anchors.right: parent.right
        anchors.rightMargin: Theme.space.l
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.xs

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.iconSmall
            height: Theme.size.iconSmall
            name: "lock"
            color: Theme.colors.inkFaint
        }
        Words {
            id: store

            text: root.status.storeText
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
}
