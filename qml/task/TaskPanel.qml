pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The details of the selected task, beside the board.
FocusScope {
    id: root

    required property TaskViewModel task
    required property BoardViewModel screen

    property alias tab: tabs.current

    signal closed

    objectName: "panel"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Details")
    Keys.onEscapePressed: root.closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }
    Words {
        visible: root.task.taskId === ""
        anchors.centerIn: parent
        width: parent.width - Theme.space.xxl
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: qsTr("Select a card to see its details.")
        color: Theme.colors.inkFaint
    }
    PanelHead {
        id: head

        visible: root.task.taskId !== ""
        width: parent.width
        task: root.task
        screen: root.screen
        onClosed: root.closed()
    }
    PanelTabs {
        id: tabs

        visible: head.visible
        anchors.top: head.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        texts: [qsTr("Overview"), qsTr("Runs"), qsTr("Timeline"), qsTr("Dependencies")]
    }
    StackLayout {
        visible: head.visible
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        currentIndex: tabs.current

        OverviewPage {
            task: root.task
            screen: root.screen
        }
        RowsPage {
            label: qsTr("Runs")
            emptyText: qsTr("Nobody has tried it yet.")
            model: root.task.runs
            delegate: RunLine {
                width: ListView.view.width
            }
        }
        TimelinePage {
            task: root.task
        }
        RowsPage {
            label: qsTr("Dependencies")
            emptyText: qsTr("It waits for no other task.")
            model: root.task.dependencies
            delegate: DependencyLine {
                id: dependencyLine

                width: ListView.view.width
                onClicked: root.screen.selected = dependencyLine.dependency.key
            }
        }
    }
}
