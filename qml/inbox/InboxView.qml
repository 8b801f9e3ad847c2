pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// What waits for the person, lane by lane; the details beside it follow the focused line.
FocusScope {
    id: root

    required property InboxViewModel inbox
    required property Commands commands

    signal detailsWanted

    objectName: "inbox"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Inbox")
    Keys.onUpPressed: root.inbox.step(-1)
    Keys.onDownPressed: root.inbox.step(1)
    Keys.onReturnPressed: root.detailsWanted()
    Keys.onEnterPressed: root.detailsWanted()
    Keys.onEscapePressed: {
        root.inbox.clearMarks()
        list.forceActiveFocus()
    }

    ListView {
        id: list

        anchors.fill: parent
        anchors.bottomMargin: bar.height
        leftMargin: Theme.space.l
        rightMargin: Theme.space.l
        topMargin: Theme.space.xs
        bottomMargin: Theme.space.l
        visible: root.inbox.error === ""
        clip: true
        focus: true
        reuseItems: true
        keyNavigationEnabled: false
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        model: root.inbox.rows
        currentIndex: root.inbox.currentRow
        objectName: "inbox.list"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Tasks that wait for you")
        onCurrentIndexChanged: list.positionViewAtIndex(list.currentIndex, ListView.Contain)

        ScrollBar.vertical: ThinScrollBar {}

        delegate: Item {
            id: slot

            required property inboxRow row

            readonly property bool current: ListView.isCurrentItem

            width: list.width - list.leftMargin - list.rightMargin
            implicitHeight: slot.row.head ? head.implicitHeight : line.implicitHeight

            InboxHead {
                id: head

                visible: slot.row.head
                width: parent.width
                row: slot.row
            }
            InboxLine {
                id: line

                visible: !slot.row.head
                width: parent.width
                row: slot.row
                current: slot.current
                focused: slot.current && list.activeFocus
                onClicked: {
                    list.forceActiveFocus()
                    root.inbox.focusTask(slot.row.key)
                }
                onMarkToggled: root.inbox.toggleMark(slot.row.key)
            }
        }
    }
    Notice {
        readonly property bool failed: root.inbox.error !== ""

        visible: failed || (root.inbox.loaded && list.count === 0)
        anchors.centerIn: list
        glyph: failed ? "alert" : "check"
        title: failed ? qsTr("The inbox cannot be read") : qsTr("Nothing waits for you")
        text: failed ? root.inbox.error : qsTr("Approvals, questions, failed runs and your own tasks appear here when they need you.")
        retry: failed
        onTried: root.inbox.reload()
    }
    InboxBar {
        id: bar

        anchors.bottom: parent.bottom
        width: parent.width
        visible: list.visible && list.count > 0
        inbox: root.inbox
        commands: root.commands
    }
    Connections {
        target: root.inbox

        function onDuplicateWanted(): void {
            duplicate.open()
        }
        function onSnoozeWanted(): void {
            snooze.open()
        }
        function onReasonWanted(count: int): void {
            reason.ask(count)
        }
    }
    DuplicateDialog {
        id: duplicate

        inbox: root.inbox
    }
    SnoozeDialog {
        id: snooze

        inbox: root.inbox
    }
    ReasonDialog {
        id: reason

        inbox: root.inbox
    }
}
