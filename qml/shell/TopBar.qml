import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Search, what needs a person, the scheduler, the theme, a new task.
Item {
    id: root

    required property AppViewModel app

    readonly property BoardViewModel board: root.app.board
    readonly property bool narrow: root.width < Theme.size.windowNarrow
    readonly property real room: tools.x - here.x - Theme.space.l
    readonly property bool boardShown: root.app.navigation.view === Navigation.Board

    signal viewWanted

    function focusSearch(): void {
        search.forceActiveFocus()
        search.selectAll()
    }

    implicitHeight: Math.max(Theme.size.topBar, search.implicitHeight + Theme.space.l)
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Board tools")

    Row {
        id: here

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.l + Theme.space.xs
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.l

        Words {
            visible: !root.narrow || !root.boardShown
            width: Math.min(implicitWidth, root.room)
            anchors.verticalCenter: parent.verticalCenter
            text: root.app.navigation.title
            font.pixelSize: Theme.type.title
            font.weight: Theme.type.strong
        }
        InputField {
            id: search

            visible: root.boardShown
            width: Math.min(Theme.size.search, root.room - (needy.visible ? needy.width + Theme.space.l : 0))
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.space.xxl - Theme.space.xs
            rightPadding: Theme.space.xxl - Theme.space.xs
            hint: qsTr("Filter tasks")
            text: root.board.filter
            objectName: "search"
            onTextEdited: root.board.filter = search.text
            onAccepted: root.viewWanted()
            Keys.onDownPressed: root.viewWanted()
            Keys.onEscapePressed: {
                search.clear()
                root.board.filter = ""
                root.viewWanted()
            }

            Glyph {
                x: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: "search"
                color: Theme.colors.inkFaint
            }
            KeyCap {
                visible: !search.activeFocus && search.text === "" && text !== ""
                anchors.right: parent.right
                anchors.rightMargin: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                text: root.app.commands.keyText("search.focus", root.app.commands.revision)
            }
        }
        NeedsYou {
            id: needy

            visible: root.boardShown && (!root.narrow || needy.some)
            anchors.verticalCenter: parent.verticalCenter
            board: root.board
        }
    }
    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.space.l
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.s

        SchedulerPill {
            anchors.verticalCenter: parent.verticalCenter
            status: root.app.status
            bare: root.narrow
        }
        IconButton {
            glyph: "lock"
            text: qsTr("Lock the board")
            objectName: "lock"
            onClicked: root.app.commands.run("board.lock")
        }
        IconButton {
            glyph: root.app.appearance.mode === AppearanceViewModel.System ? "system" : root.app.appearance.dark ? "moon" : "sun"
            text: root.app.appearance.modeText
            objectName: "theme"
            onClicked: root.app.appearance.cycleMode()
        }
        IconButton {
            glyph: "panel"
            text: qsTr("Details")
            visible: root.app.navigation.view !== Navigation.Settings
            checked: root.app.task.open
            objectName: "details"
            onClicked: root.app.task.open = !root.app.task.open
        }
        ActionButton {
            text: qsTr("New task")
            glyph: "add"
            keyText: root.narrow ? "" : root.app.commands.keyText("task.new", root.app.commands.revision)
            primary: true
            objectName: "new"
            onClicked: root.app.commands.run("task.new")
        }
    }
}
