import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Writes a task down and, unless told otherwise, queues it at once.
ModalDialog {
    id: root

    required property BoardViewModel screen

    title: qsTr("New task")
    confirmText: start.checked ? qsTr("Create and start") : qsTr("Save draft")
    canConfirm: title.text.trim() !== ""
    objectName: "newTask"
    onAboutToShow: {
        title.clear()
        description.text = ""
        labels.clear()
        priority.current = 1
        start.checked = true
    }
    onOpened: title.forceActiveFocus()
    onAccepted: root.screen.create(title.text, description.text, priority.value, labels.text, start.checked)

    InputField {
        id: title

        width: parent.width
        hint: qsTr("What is to be done?")
        label: qsTr("Title")
        objectName: "newTask.title"
        onAccepted: root.accept()
    }
    InputArea {
        id: description

        width: parent.width
        hint: qsTr("What whoever takes it should know")
        label: qsTr("Description")
        onSubmitted: root.accept()
    }
    SegmentedChoice {
        id: priority

        width: parent.width
        label: qsTr("Priority")
        values: ["low", "medium", "high", "urgent"]
        texts: [qsTr("Low"), qsTr("Medium"), qsTr("High"), qsTr("Urgent")]
        current: 1
    }
    InputField {
        id: labels

        width: parent.width
        hint: qsTr("Labels, separated by commas")
        label: qsTr("Labels")
        objectName: "newTask.labels"
        onAccepted: root.accept()
    }
    OptionSwitch {
        id: start

        text: qsTr("Start it: queue it for an agent right away")
        checked: true
    }
}
