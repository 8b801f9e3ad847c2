pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Finds the task that makes the focused one superfluous.
ModalDialog {
    id: root

    required property InboxViewModel inbox

    title: qsTr("Duplicate of which task?")
    confirmText: qsTr("Cancel as a duplicate")
    destructive: true
    canConfirm: list.count > 0
    objectName: "duplicate"
    onAboutToShow: search.clear()
    onOpened: search.forceActiveFocus()
    onAccepted: root.inbox.duplicateOfRow(list.currentIndex)

    InputField {
        id: search

        width: parent.width
        hint: qsTr("Words of its title, or its code")
        label: qsTr("Find the other task")
        objectName: "duplicate.search"
        onTextEdited: root.inbox.finder.query = search.text
        onAccepted: root.accept()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onDownPressed: list.incrementCurrentIndex()
    }
    ChoiceList {
        id: list

        width: parent.width
        height: Math.max(implicitHeight, Theme.size.row)
        label: qsTr("Found tasks")
        model: root.inbox.finder.found
        onChosen: root.accept()
        delegate: ChoiceLine {
            id: line

            required property foundTask task
            required property int index

            lead: line.task.handle
            text: line.task.title
            trail: line.task.state
            onClicked: list.currentIndex = line.index
        }

        Words {
            visible: list.count === 0
            anchors.fill: parent
            leftPadding: Theme.space.m
            text: search.text === "" ? qsTr("Type to find it.") : qsTr("No task has these words.")
            color: Theme.colors.inkFaint
        }
    }
}
