pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Task
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The web of dependencies from left to right; each task is a button that goes there.
ScrollPage {
    id: root

    required property DependenciesViewModel dependencies

    signal wanted(string taskId)

    implicitHeight: Math.min(root.dependencies.graphHeight + Theme.space.l, Theme.size.paletteList)
    contentWidth: root.dependencies.graphWidth + Theme.space.l
    contentHeight: root.dependencies.graphHeight + Theme.space.l
    objectName: "graph"
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Graph of dependencies")

    Basic.ScrollBar.horizontal: ThinScrollBar {}

    GraphLines {
        width: root.dependencies.graphWidth
        height: root.dependencies.graphHeight
        graph: root.dependencies
        color: Theme.colors.lineStrong
    }
    Repeater {
        model: root.dependencies.nodes

        Basic.AbstractButton {
            id: nodeButton

            required property graphNodeRow node

            x: nodeButton.node.left
            y: nodeButton.node.top
            width: nodeButton.node.breadth
            height: nodeButton.node.extent
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            text: nodeButton.node.title
            objectName: "node." + nodeButton.node.key
            Accessible.role: Accessible.Button
            Accessible.name: nodeButton.node.title + ", " + nodeButton.node.state
            onClicked: root.wanted(nodeButton.node.key)
            Keys.onReturnPressed: nodeButton.clicked()

            background: Rectangle {
                radius: Theme.radius.control
                color: nodeButton.node.own ? Theme.colors.accentTint : Theme.colors.raised
                border.width: Theme.size.line
                border.color: nodeButton.node.own ? Theme.colors.accent : nodeButton.hovered ? Theme.colors.inkFaint : Theme.colors.lineStrong

                FocusFrame {
                    focused: nodeButton.activeFocus
                }
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter
                x: Theme.space.s
                width: parent.width - Theme.space.s * 2

                Words {
                    width: parent.width
                    text: nodeButton.node.title
                    font.pixelSize: Theme.type.small
                }
                Words {
                    width: parent.width
                    text: nodeButton.node.state
                    color: Theme.ink(nodeButton.node.tone)
                    font.pixelSize: Theme.type.tiny
                }
            }
            HintTip {
                visible: nodeButton.hovered
                text: nodeButton.node.title
            }
        }
    }
}
