pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The execution profile as a form.
Item {
    id: root

    required property ProfileViewModel profile

    ScrollPage {
        anchors.top: parent.top
        anchors.bottom: buttons.top
        anchors.left: parent.left
        anchors.right: parent.right
        contentWidth: width
        contentHeight: form.height + Theme.space.s + Theme.space.l
        Accessible.role: Accessible.Pane
        Accessible.name: qsTr("Execution profile")

        Column {
            id: form

            x: Theme.space.l
            y: Theme.space.s
            width: parent.width - Theme.space.l * 2

            Repeater {
                model: root.profile.fields

                Column {
                    id: entry

                    required property fieldRow field
                    readonly property bool first: entry.field.section !== ""

                    width: form.width
                    topPadding: entry.first ? Theme.space.m : Theme.space.xs
                    spacing: Theme.space.xs

                    SectionTitle {
                        visible: entry.first
                        text: entry.field.section
                    }
                    EditableLine {
                        width: parent.width
                        field: entry.field
                        onEdited: value => root.profile.edit(entry.field.key, value)
                    }
                }
            }
        }
    }
    Flow {
        id: buttons

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space.l
        spacing: Theme.space.s

        ActionButton {
            primary: true
            enabled: root.profile.dirty
            text: qsTr("Save the profile")
            objectName: "profile.save"
            onClicked: root.profile.save()
        }
        ActionButton {
            enabled: root.profile.dirty
            text: qsTr("Undo what I typed")
            onClicked: root.profile.revert()
        }
        ActionButton {
            visible: root.profile.stored
            destructive: true
            text: qsTr("Remove the profile")
            objectName: "profile.remove"
            onClicked: root.profile.remove()
        }
    }
}
