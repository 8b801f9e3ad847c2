pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Until when the task may rest; it comes back by itself.
ModalDialog {
    id: root

    required property InboxViewModel inbox

    title: qsTr("Snooze")
    confirmText: qsTr("Snooze")
    objectName: "snooze"
    onAboutToShow: list.currentIndex = 0
    onOpened: list.forceActiveFocus()
    onAccepted: root.inbox.snoozeRow(list.currentIndex)

    ChoiceList {
        id: list

        width: parent.width
        label: qsTr("Until when")
        model: root.inbox.snoozes
        focus: true
        onChosen: root.accept()
        delegate: ChoiceLine {
            id: line

            required property snoozeRow choice
            required property int index

            text: line.choice.words
            trail: line.choice.when
            onClicked: {
                list.currentIndex = line.index
                root.accept()
            }
        }
    }
}
