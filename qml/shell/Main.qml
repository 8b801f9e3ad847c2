pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Board
import Stint.Controls
import Stint.Task
import Stint.Theme

/// The window of one board.
ApplicationWindow {
    id: root

    required property AppViewModel app

    width: Theme.size.windowWidth
    height: Theme.size.windowHeight
    minimumWidth: Theme.size.windowMinWidth
    minimumHeight: Theme.size.windowMinHeight
    title: root.app.status.boardName !== "" ? qsTr("%1 — Stint").arg(root.app.status.boardName) : qsTr("Stint")
    color: Theme.colors.window
    palette {
        window: Theme.colors.window
        windowText: Theme.colors.ink
        base: Theme.colors.surface
        text: Theme.colors.ink
        button: Theme.colors.surface
        buttonText: Theme.colors.ink
        highlight: Theme.colors.accent
        highlightedText: Theme.colors.solidInk
    }

    Binding {
        target: Theme
        property: "dark"
        value: root.app.appearance.dark
    }
    Binding {
        target: Theme
        property: "textScale"
        value: root.app.appearance.textScale
    }
    Shortcuts {
        app: root.app
        onSearchWanted: topBar.focusSearch()
        onTaskWanted: newTask.open()
        onPanelToggled: root.app.task.open = !root.app.task.open
        onTabWanted: tab => {
            root.app.task.open = true
            panel.tab = tab
        }
    }
    Connections {
        target: root.app.board

        function onPrompted(prompt: prompt): void {
            question.ask(prompt)
        }
    }
    TopBar {
        id: topBar

        width: parent.width
        app: root.app
        onTaskWanted: newTask.open()
        onBoardWanted: board.focusBoard()
    }
    BoardView {
        id: board

        anchors.top: topBar.bottom
        anchors.bottom: statusLine.top
        anchors.left: parent.left
        anchors.right: panel.left
        focus: true
        screen: root.app.board
        onDetailsWanted: root.app.task.open = true
    }
    TaskPanel {
        id: panel

        anchors.top: topBar.bottom
        anchors.bottom: statusLine.top
        x: root.width - width
        width: !root.app.task.open ? 0 : Math.max(Theme.size.panelMin, Math.min(root.app.appearance.panelWidth || Theme.size.panel, Theme.size.panelMax, root.width - Theme.size.columnMin))
        visible: root.app.task.open
        clip: true
        task: root.app.task
        screen: root.app.board
        onClosed: {
            root.app.task.open = false
            board.focusBoard()
        }
    }
    PanelGrip {
        visible: panel.visible
        anchors.top: panel.top
        anchors.bottom: panel.bottom
        x: panel.x - width / 2
        extent: panel.width
        onStretched: width => root.app.appearance.panelWidth = width
    }
    StatusLine {
        id: statusLine

        anchors.bottom: parent.bottom
        width: parent.width
        status: root.app.status
        screen: root.app.board
    }
    ToastStack {
        anchors.bottom: statusLine.top
        anchors.bottomMargin: Theme.space.m
        anchors.horizontalCenter: parent.horizontalCenter
        toasts: root.app.toasts
    }
    NewTaskDialog {
        id: newTask

        screen: root.app.board
    }
    PromptDialog {
        id: question

        screen: root.app.board
    }
}
