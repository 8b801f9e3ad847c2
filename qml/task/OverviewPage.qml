pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
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

                required property int index

                width: parent ? parent.width : 0
                first: gateCard.index === 0
                onTriggered: root.screen.act(gateCard.gate.action)
            }
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.s

        SectionTitle {
            text: qsTr("Description")
        }
        Words {
            width: parent.width
            text: root.task.description !== "" ? root.task.description : qsTr("No description.")
            color: root.task.description !== "" ? Theme.colors.ink : Theme.colors.inkFaint
            wrapMode: Text.Wrap
            lineHeight: Theme.type.leading
            Accessible.ignored: false
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
    Column {
        visible: criteria.count > 0
        width: parent.width
        spacing: Theme.space.s

        SectionTitle {
            text: qsTr("Done when")
        }
        Repeater {
            id: criteria

            model: root.task.criteria

            CriterionLine {
                width: parent ? parent.width : 0
            }
        }
    }
    Column {
        visible: root.task.labels.length > 0
        width: parent.width
        spacing: Theme.space.s

        SectionTitle {
            text: qsTr("Labels")
        }
        Flow {
            width: parent.width
            spacing: Theme.space.xs

            Repeater {
                model: root.task.labels

                Tag {
                    required property string modelData

                    text: modelData
                }
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
}
