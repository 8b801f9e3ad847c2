pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The tree of tasks below this one, and a line to add one.
Item {
    id: root

    required property TaskViewModel task

    signal wanted(string taskId)

    InputField {
        id: title

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space.l
        hint: qsTr("Add a child task, as a draft")
        objectName: "addChild"
        onAccepted: {
            root.task.addChild(title.text)
            title.clear()
        }
    }
    RowsPage {
        anchors.top: title.bottom
        anchors.topMargin: Theme.space.s
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        label: qsTr("Children")
        emptyText: qsTr("It has no child tasks.")
        model: root.task.children
        delegate: ChildLine {
            id: childLine

            width: ListView.view.width
            onClicked: root.wanted(childLine.child.key)
            onFolded: root.task.foldChild(childLine.child.key)
        }
    }
}
