import QtQuick
import Stint.Items
import Stint.Theme

/// The heads of all columns.
Item {
    id: root

    required property AgentTable table
    required property AgentColumns columns

    implicitHeight: Theme.size.columnHeader

    Row {
        x: root.columns.mark

        ColumnHead {
            width: root.columns.agent
            table: root.table
            column: AgentTable.Agent
            text: qsTr("Agent")
        }
        ColumnHead {
            width: root.columns.task
            table: root.table
            column: AgentTable.Task
            text: qsTr("Task")
        }
        ColumnHead {
            visible: !root.columns.tight
            width: root.columns.state
            table: root.table
            column: AgentTable.State
            text: qsTr("State")
        }
        ColumnHead {
            width: root.columns.lease
            table: root.table
            column: AgentTable.Lease
            text: qsTr("Lease left")
        }
        ColumnHead {
            visible: !root.columns.tight
            width: root.columns.figure
            table: root.table
            column: AgentTable.Heartbeat
            figures: true
            text: qsTr("Heartbeat")
        }
        ColumnHead {
            visible: root.columns.wide
            width: root.columns.figure
            table: root.table
            column: AgentTable.Tokens
            figures: true
            text: qsTr("Tokens")
        }
        ColumnHead {
            visible: root.columns.wide
            width: root.columns.figure
            table: root.table
            column: AgentTable.Cost
            figures: true
            text: qsTr("Cost")
        }
        ColumnHead {
            visible: root.columns.wide
            width: root.columns.figure
            table: root.table
            column: AgentTable.Process
            figures: true
            text: qsTr("Process")
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
