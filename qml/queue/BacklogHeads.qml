pragma ComponentBehavior: Bound

import QtQuick
import Stint.Controls
import Stint.Theme

/// What the columns of the backlog hold. Its order is the queue's: it is not sorted.
Item {
    id: root

    required property QueueColumns columns

    implicitHeight: Theme.size.columnHeader

    component Head: Words {
        height: Theme.size.columnHeader
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
    }

    Row {
        Head {
            width: root.columns.place
            rightPadding: Theme.space.m
            horizontalAlignment: Text.AlignRight
            text: qsTr("No.")
        }
        Head {
            width: root.columns.priority + root.columns.task
            text: qsTr("Task")
        }
        Head {
            width: root.columns.figure
            text: qsTr("Waiting")
        }
        Head {
            visible: root.columns.wide
            width: root.columns.figure
            text: qsTr("Attempt")
        }
        Head {
            visible: root.columns.wide
            width: root.columns.needs
            text: qsTr("Needs")
        }
        Head {
            visible: !root.columns.tight
            width: root.columns.pause
            text: qsTr("Paused")
        }
        Head {
            width: root.columns.gate
            text: qsTr("What it waits for")
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
