pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The directories that scope tasks and sessions.
SettingsPage {
    id: root

    required property WorkspacesViewModel workspaces

    title: qsTr("Workspaces")
    text: qsTr("A workspace is a directory that tasks and agents belong to. Forgetting one leaves its directory alone; it is refused while a task names it.")

    Repeater {
        model: root.workspaces.all

        WorkspaceLine {
            workspaces: root.workspaces
        }
    }
    Words {
        visible: root.workspaces.refusal !== ""
        width: parent.width
        text: root.workspaces.refusal
        color: Theme.colors.danger
        wrapMode: Text.Wrap
        Accessible.ignored: !visible
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Flow {
        width: parent.width
        topPadding: Theme.space.l
        spacing: Theme.space.s

        InputField {
            id: name

            width: Theme.size.field
            hint: qsTr("Name")
            label: qsTr("Name of the new workspace")
            objectName: "workspace.name"
            onAccepted: path.forceActiveFocus()
        }
        InputField {
            id: path

            width: Theme.size.search
            hint: qsTr("Full path of the directory")
            label: qsTr("Directory of the new workspace")
            objectName: "workspace.path"
            onAccepted: add.clicked()
        }
        ActionButton {
            id: add

            text: qsTr("Add workspace")
            enabled: name.text.trim() !== "" && path.text.trim() !== ""
            objectName: "workspace.add"
            onClicked: root.workspaces.add(name.text, path.text)
        }
    }
}
