pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// A JSON value whose parts fold.
ListView {
    id: root

    required property JsonTreeModel tree
    property string label: ""

    height: Math.min(contentHeight, Theme.size.menuMax)
    clip: true
    model: root.tree
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height
    activeFocusOnTab: root.count > 0 || root.activeFocus
    Accessible.role: Accessible.Tree
    Accessible.name: root.label

    Basic.ScrollBar.vertical: ThinScrollBar {}

    delegate: Basic.AbstractButton {
        id: lineButton

        required property jsonRow line
        required property int index

        width: ListView.view.width
        implicitHeight: Math.max(Theme.size.tag, words.implicitHeight + Theme.space.hair)
        hoverEnabled: lineButton.line.foldable
        focusPolicy: lineButton.line.foldable ? Qt.StrongFocus : Qt.NoFocus
        text: lineButton.line.name + ": " + lineButton.line.text
        Accessible.role: Accessible.TreeItem
        Accessible.name: lineButton.text
        onClicked: root.tree.toggle(lineButton.index)
        Keys.onReturnPressed: lineButton.clicked()

        background: Rectangle {
            color: lineButton.hovered ? Theme.colors.hover : "transparent"

            FocusFrame {
                anchors.margins: 0
                focused: lineButton.activeFocus
            }
        }
        Item {
            anchors.fill: parent

            Glyph {
                id: mark

                x: Theme.space.m * lineButton.line.depth
                visible: lineButton.line.foldable
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.iconSmall
                height: Theme.size.iconSmall
                name: lineButton.line.open ? "chevron-down" : "chevron-right"
                color: Theme.colors.inkFaint
            }
            Words {
                id: words

                anchors.left: mark.right
                anchors.leftMargin: Theme.space.xs
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: lineButton.line.name !== "" ? lineButton.text : lineButton.line.text
                font.family: Theme.type.fixed
                font.pixelSize: Theme.type.small
                color: Theme.colors.inkSoft
            }
        }
    }
}
