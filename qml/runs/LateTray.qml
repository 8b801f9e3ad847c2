pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Results that came after their lease was gone, until a person decides.
Rectangle {
    id: root

    required property RunsViewModel runs

    property bool open: true

    visible: list.count > 0
    implicitHeight: head.height + (root.open ? Math.min(list.contentHeight, Theme.size.tableRow * 4) : 0)
    radius: Theme.radius.card
    color: Theme.colors.surface
    border.width: Theme.size.line
    border.color: Theme.colors.line

    Basic.AbstractButton {
        id: head

        width: parent.width
        height: Theme.size.row
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        text: qsTr("Late results")
        objectName: "late"
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Late results, %1").arg(list.count)
        Accessible.description: root.open ? qsTr("Unfolded") : qsTr("Folded")
        onClicked: root.open = !root.open
        Keys.onReturnPressed: head.clicked()

        background: Item {
            FocusFrame {
                visible: head.visualFocus
            }
        }
        Item {
            anchors.fill: parent

            Row {
                x: Theme.space.m
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space.s

                Glyph {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.size.icon
                    height: Theme.size.icon
                    name: root.open ? "chevron-down" : "chevron-right"
                    color: Theme.colors.inkSoft
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: head.text
                    font.weight: Theme.type.medium
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: list.count
                    color: Theme.colors.inkFaint
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    leftPadding: Theme.space.s
                    text: qsTr("Work that was finished after its lease was gone. Decide whether it counts.")
                    color: Theme.colors.inkFaint
                    font.pixelSize: Theme.type.small
                }
            }
        }
    }
    ListView {
        id: list

        visible: root.open
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        x: Theme.space.m
        width: parent.width - Theme.space.m * 2
        clip: true
        model: root.runs.late
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: head.text

        Basic.ScrollBar.vertical: ThinScrollBar {}

        delegate: LateLine {
            id: line

            width: ListView.view.width
            onAdopted: root.runs.adopt(line.late.key)
            onDiscarded: root.runs.discard(line.late.key)
            onOpened: root.runs.openTask(line.late.taskId)
        }
    }
}
