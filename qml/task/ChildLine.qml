import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One task of the tree below this one; pressing it goes there, the arrow folds what is below it.
Basic.AbstractButton {
    id: root

    required property childRow child

    signal folded

    implicitHeight: Math.max(Theme.size.columnHeader, title.implicitHeight + Theme.space.s)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: root.child.title
    objectName: "child." + root.child.key
    Accessible.role: Accessible.TreeItem
    Accessible.name: root.child.title + ", " + root.child.state
    Keys.onReturnPressed: root.clicked()
    Keys.onLeftPressed: if (root.child.foldable && root.child.open) root.folded()
    Keys.onRightPressed: if (root.child.foldable && !root.child.open) root.folded()

    background: Rectangle {
        color: root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            anchors.margins: Theme.space.hair
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        IconButton {
            id: fold

            x: Theme.space.s + Theme.space.l * root.child.depth
            anchors.verticalCenter: parent.verticalCenter
            opacity: root.child.foldable ? 1 : 0
            enabled: root.child.foldable
            focusPolicy: Qt.NoFocus
            small: true
            glyph: root.child.open ? "chevron-down" : "chevron-right"
            text: root.child.open ? qsTr("Fold %1").arg(root.child.title) : qsTr("Unfold %1").arg(root.child.title)
            onClicked: root.folded()
        }
        Words {
            id: title

            anchors.left: fold.right
            anchors.leftMargin: Theme.space.xs
            anchors.right: state.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.child.title
        }
        StateTag {
            id: state

            anchors.right: parent.right
            anchors.rightMargin: Theme.space.l
            anchors.verticalCenter: parent.verticalCenter
            text: root.child.state
            tone: root.child.tone
        }
    }
}
