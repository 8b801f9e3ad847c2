pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Theme

/// What the task is and why it stands where it stands.
Page {
    id: root

    required property TaskViewModel task
    required property BoardViewModel screen

    Column {
        visible: gates.count > 0
        width: parent.width
        spacing: Theme.space.s

        SectionTitle {
            text: qsTr("Why it is not moving")
        }
        Repeater {
            id: gates

            model: root.task.gates

            GateCard {
                id: gateCard

                width: parent ? parent.width : 0
                onTriggered: root.screen.actOn(root.task.taskId, gateCard.gate.action)
            }
        }
    }
    DescriptionBlock {
        width: parent.width
        editor: root.task.editor
        onLinkWanted: target => link.ask(target)
    }
    CriteriaBlock {
        width: parent.width
        task: root.task
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Repeater {
            model: root.task.editor.fields

            EditableLine {
                id: editable

                width: parent ? parent.width : 0
                onEdited: value => root.task.editor.edit(editable.field.key, value)
            }
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Repeater {
            model: root.task.facts

            FactLine {
                width: parent ? parent.width : 0
            }
        }
    }
    LinkDialog {
        id: link
    }
}
