pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// The scheduler and what waits in it.
FocusScope {
    id: root

    required property QueueViewModel queue

    function focusView(): void {
        list.forceActiveFocus()
    }

    objectName: "queueView"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Queue")

    Binding {
        target: root.queue
        property: "shown"
        value: root.visible
    }
    QueueColumns {
        id: columnPlan

        width: list.width
    }
    SchedulerCard {
        id: scheduler

        y: Theme.space.m
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        visible: root.queue.loaded
        queue: root.queue
        brief: root.height < Theme.size.viewShort
    }
    Item {
        id: head

        visible: root.queue.loaded
        anchors.top: scheduler.bottom
        anchors.topMargin: Theme.space.s
        anchors.left: scheduler.left
        anchors.right: scheduler.right
        height: Theme.size.topBar

        Row {
            x: Theme.space.xs
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.s

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Backlog")
                font.weight: Theme.type.strong
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.queue.backlogText
                color: Theme.colors.inkFaint
            }
            ActionButton {
                visible: root.queue.more
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Show more")
                compact: true
                objectName: "queue.more"
                onClicked: root.queue.showMore()
            }
        }
        OptionSwitch {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("With paused tasks")
            checked: root.queue.withPaused
            onToggled: root.queue.withPaused = checked
        }
    }
    BacklogHeads {
        id: heads

        visible: list.visible && list.count > 0
        anchors.top: head.bottom
        anchors.left: list.left
        anchors.right: list.right
        columns: columnPlan
    }
    ListView {
        id: list

        anchors.top: heads.bottom
        anchors.topMargin: Theme.space.xs
        anchors.bottom: parent.bottom
        anchors.left: scheduler.left
        anchors.right: scheduler.right
        bottomMargin: Theme.space.s
        visible: root.queue.error === ""
        focus: true
        clip: true
        activeFocusOnTab: true
        model: root.queue.backlog
        currentIndex: root.queue.currentRow
        keyNavigationEnabled: false
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        preferredHighlightBegin: 0
        preferredHighlightEnd: height
        highlightRangeMode: ListView.ApplyRange
        objectName: "backlog"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Backlog, %1").arg(root.queue.backlogText)
        Keys.onUpPressed: root.queue.step(-1)
        Keys.onDownPressed: root.queue.step(1)
        Keys.onReturnPressed: root.queue.openCurrent()
        Keys.onEnterPressed: root.queue.openCurrent()

        ScrollBar.vertical: ThinScrollBar {}

        delegate: BacklogLine {
            id: line

            width: ListView.view.width
            columns: columnPlan
            current: line.index === root.queue.currentRow
            hasKeys: list.activeFocus
            onPicked: {
                root.queue.currentRow = line.index
                root.focusView()
            }
            onOpened: {
                root.queue.currentRow = line.index
                root.queue.openCurrent()
            }
        }
    }
    Notice {
        visible: root.queue.error !== "" || (root.queue.loaded && list.count === 0)
        anchors.centerIn: list
        title: root.queue.error !== "" ? qsTr("The queue cannot be read") : qsTr("Nothing waits")
        text: root.queue.error !== "" ? root.queue.error : qsTr("Start a task on the board, and its attempt waits here until an agent takes it.")
        retry: root.queue.error !== ""
        onTried: root.queue.reload()
    }
}
