pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The views of the board, what waits in them, and which part of the board is meant. Folds to its icons.
FocusScope {
    id: root

    required property AppViewModel app

    /// Too little room for words.
    property bool narrow: false

    readonly property bool folded: root.app.navigation.folded || root.narrow

    implicitWidth: root.folded ? Theme.size.sideBarFolded : Theme.size.sideBar
    objectName: "sidebar"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Sidebar")

    Behavior on implicitWidth {
        NumberAnimation {
            duration: Theme.time.calm
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.sunken
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.size.line
        height: parent.height
        color: Theme.colors.line
    }
    DropDown {
        id: workspace

        x: Theme.space.s
        y: Theme.space.s
        width: parent.width - Theme.space.s * 2
        height: Theme.size.row
        plain: true
        bare: root.folded
        glyph: "folder"
        label: qsTr("Workspace")
        model: root.app.workspaces.names
        currentIndex: root.app.workspaces.current
        onActivated: index => root.app.workspaces.current = index
    }
    Column {
        id: entries

        x: Theme.space.s
        anchors.top: workspace.bottom
        anchors.topMargin: Theme.space.s
        width: parent.width - Theme.space.s * 2
        spacing: Theme.space.hair

        Repeater {
            model: root.app.navigation.views

            SideEntry {
                id: entry

                width: entries.width
                folded: root.folded
                current: root.app.navigation.view === entry.entry.view
                keyText: root.app.commands.keyText(entry.entry.command, root.app.commands.revision)
                onClicked: root.app.commands.run(entry.entry.command)
            }
        }
    }
    IconButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space.s
        x: (Theme.size.sideBarFolded - width) / 2
        glyph: "sidebar"
        text: root.folded ? qsTr("Unfold the sidebar") : qsTr("Fold the sidebar")
        objectName: "sidebar.fold"
        onClicked: root.app.commands.run("sidebar.toggle")
    }
}
