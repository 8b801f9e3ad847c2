pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The execution profile as a form.
Item {
    id: root

    required property ProfileViewModel profile

    ListView {
        id: list

        anchors.top: parent.top
        anchors.bottom: buttons.top
        anchors.left: parent.left
        anchors.right: parent.right
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.profile.fields
        topMargin: Theme.space.s
        bottomMargin: Theme.space.l
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Execution profile")

        ScrollBar.vertical: ThinScrollBar {}

        delegate: Column {
            id: entry

            required property fieldRow field
            readonly property bool first: entry.field.section !== ""

            x: Theme.space.l
            width: ListView.view.width - Theme.space.l * 2
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
