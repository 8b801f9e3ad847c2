import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One workspace: its name can be changed in place.
SettingLine {
    id: root

    required property workspaceRow workspace
    required property WorkspacesViewModel workspaces

    readonly property bool isOne: root.workspace.key !== ""

    visible: root.isOne
    height: root.isOne ? implicitHeight : 0
    label: root.workspace.name
    hint: root.workspace.path

    Row {
        visible: root.isOne
        spacing: Theme.space.s

        InputField {
            id: name

            width: Theme.size.field
            text: root.workspace.name
            label: qsTr("Name of the workspace %1").arg(root.workspace.name)
            objectName: "workspace." + root.workspace.key
            onAccepted: if (text !== root.workspace.name) root.workspaces.rename(root.workspace.key, name.text)
        }
        IconButton {
            glyph: "close"
            text: qsTr("Forget the workspace %1").arg(root.workspace.name)
            objectName: "forget." + root.workspace.key
            onClicked: root.workspaces.forget(root.workspace.key)
        }
    }
}
