pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What must hold for the task to be done: ticked off one by one, written one per line.
Column {
    id: root

    required property TaskViewModel task

    property bool editing: false

    function begin(): void {
        area.text = root.task.editor.criteria
        root.editing = true
        area.forceActiveFocus()
    }

    function finish(): void {
        root.task.editor.edit("acceptance", area.text)
        root.editing = false
    }

    spacing: Theme.space.s

    Item {
        width: parent.width
        height: edit.height

        SectionTitle {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Done when")
        }
        ActionButton {
            id: edit

            anchors.right: parent.right
            compact: true
            text: root.editing ? qsTr("Save") : qsTr("Edit")
            objectName: "criteria.edit"
            onClicked: root.editing ? root.finish() : root.begin()
        }
    }
    InputArea {
        id: area

        visible: root.editing
        width: parent.width
        label: qsTr("One criterion per line")
        onSubmitted: root.finish()
        Keys.onEscapePressed: root.editing = false
    }
    Words {
        visible: !root.editing && criteria.count === 0
        width: parent.width
        text: qsTr("Nothing is written down that must hold.")
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
    Repeater {
        id: criteria

        model: root.task.criteria

        CriterionLine {
            id: criterionLine

            required property int index

            visible: !root.editing
            width: root.width
            onToggled: root.task.editor.setMet(criterionLine.index + 1, !criterionLine.criterion.met)
        }
    }
}
