pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Stint.Items
import Stint.ViewModels
import Stint.Components
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
        text: qsTr("Select a task to see its details.")
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

        visible: head.visible && root.task.error === ""
        focus: true
        anchors.top: head.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        height: implicitHeight
        texts: [qsTr("Overview"), qsTr("Runs"), qsTr("Timeline"), qsTr("Dependencies"), qsTr("Reviews"), qsTr("Profile"), qsTr("Children")]
        onMoreWanted: sections.open()

        MenuSheet {
            id: sections

            x: tabs.width - width
            y: tabs.height
            label: qsTr("Sections")
            objectName: "sections"

            Repeater {
                model: tabs.texts

                MenuLine {
                    id: section

                    required property string modelData
                    required property int index

                    focus: section.index === tabs.current
                    kind: Accessible.RadioButton
                    text: section.modelData
                    on: section.index === tabs.current
                    objectName: "section." + section.index
                    onClicked: {
                        sections.close()
                        tabs.current = section.index
                    }
                }
            }
        }
    }
    Notice {
        visible: head.visible && root.task.error !== ""
        anchors.top: head.bottom
        anchors.topMargin: Theme.space.xl
        anchors.horizontalCenter: parent.horizontalCenter
        glyph: "alert"
        title: qsTr("The details cannot be read")
        text: root.task.error
        retry: true
        onTried: root.task.reload()
    }
    StackLayout {
        visible: tabs.visible
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        currentIndex: tabs.current
        objectName: "pages"

        OverviewPage {
            task: root.task
            screen: root.screen
        }
        RunsPage {
            task: root.task
        }
        TimelinePage {
            task: root.task
        }
        DependenciesPage {
            dependencies: root.task.dependencies
            onWanted: taskId => root.screen.selected = taskId
        }
        RowsPage {
            label: qsTr("Reviews")
            emptyText: qsTr("Nobody was asked for a verdict.")
            model: root.task.reviews
            delegate: ReviewLine {
                width: ListView.view.width
                onApproved: root.screen.actOn(root.task.taskId, Look.ReviewApprove)
                onRejected: root.screen.actOn(root.task.taskId, Look.ReviewReject)
            }
        }
        ProfilePage {
            profile: root.task.profile
        }
        ChildrenPage {
            task: root.task
            onWanted: taskId => root.screen.selected = taskId
        }
    }
    Connections {
        target: root.task.editor

        function onConflicted(): void {
            merge.open()
        }
    }
    MergeDialog {
        id: merge

        editor: root.task.editor
    }
}
