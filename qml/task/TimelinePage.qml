pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What happened, newest first, and a line to add a comment.
Item {
    id: root

    required property TaskViewModel task

    InputField {
        id: comment

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space.l
        hint: qsTr("Add a comment")
        objectName: "comment"
        onAccepted: {
            root.task.comment(comment.text)
            comment.clear()
        }
    }
    SegmentedChoice {
        id: kinds

        anchors.top: comment.bottom
        anchors.topMargin: Theme.space.s
        anchors.left: parent.left
        anchors.leftMargin: Theme.space.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.space.l
        label: qsTr("Kind of events")
        values: ["all", "comments", "runs", "reviews", "changes"]
        texts: [qsTr("All"), qsTr("Comments"), qsTr("Runs"), qsTr("Reviews"), qsTr("Changes")]
        onCurrentChanged: root.task.eventKind = kinds.current
    }
    RowsPage {
        anchors.top: kinds.bottom
        anchors.topMargin: Theme.space.s
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        label: qsTr("Timeline")
        emptyText: qsTr("Nothing has happened yet.")
        model: root.task.events
        delegate: EventLine {
            width: ListView.view.width
        }
    }
}
