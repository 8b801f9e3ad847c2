pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Queue
import Stint.Task
import Stint.Theme

/// Everything in the window of an unlocked board, and its windows of details.
Item {
    id: root

    required property AppViewModel app

    /// A window of details has the keyboard: it asks what it needs to know itself.
    function asksElsewhere(): bool {
        for (let i = 0; i < detachedWindows.count; ++i) {
            const window = detachedWindows.objectAt(i) as TaskWindow
            if (window && window.active)
                return true
        }
        return false
    }

    Shortcuts {
        commands: root.app.commands
    }
    Connections {
        target: root.app.navigation

        function onSearchWanted(): void {
            topBar.focusSearch()
        }
        function onNewTaskWanted(): void {
            newTask.open()
        }
        function onPaletteWanted(): void {
            commandPalette.open()
        }
        function onHelpWanted(): void {
            help.open()
        }
        function onTabWanted(tab: int): void {
            panel.tab = tab
        }
    }
    Connections {
        target: root.app.board

        function onPrompted(prompt: prompt): void {
            if (!root.asksElsewhere())
                question.ask(prompt)
        }
    }
    SideBar {
        id: sideBar

        anchors.top: parent.top
        anchors.bottom: statusLine.top
        width: implicitWidth
        narrow: root.width < Theme.size.windowNarrow
        app: root.app
    }
    TopBar {
        id: topBar

        anchors.left: sideBar.right
        anchors.right: parent.right
        app: root.app
        onViewWanted: views.focusWanted()
    }
    ViewStack {
        id: views

        anchors.top: topBar.bottom
        anchors.bottom: statusLine.top
        anchors.left: sideBar.right
        anchors.right: panel.left
        focus: true
        app: root.app
        onDetailsWanted: {
            root.app.task.open = true
            panel.forceActiveFocus()
        }
    }
    TaskPanel {
        id: panel

        readonly property bool wanted: root.app.task.open && root.app.navigation.view !== Navigation.Settings

        anchors.top: topBar.bottom
        anchors.bottom: statusLine.top
        x: root.width - width
        width: !panel.wanted ? 0 : Math.max(Theme.size.panelMin, Math.min(root.app.appearance.panelWidth || Theme.size.panel, Theme.size.panelMax, root.width - sideBar.width - Theme.size.columnMin))
        visible: panel.wanted
        clip: true
        task: root.app.task
        screen: root.app.board
        onClosed: {
            root.app.task.open = false
            views.focusWanted()
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
        history: root.app.history
    }
    Instantiator {
        id: detachedWindows

        model: root.app.windows.list

        delegate: TaskWindow {
            id: detached

            required property detailsWindow details

            app: root.app
            task: detached.details.task
            objectName: "details." + detached.details.key
            onClosed: root.app.windows.close(detached.details.key)

            Connections {
                target: root.app.windows

                function onRaised(taskId: string): void {
                    if (taskId === detached.details.key)
                        detached.requestActivate()
                }
            }
        }
    }
    NewTaskDialog {
        id: newTask

        screen: root.app.board
    }
    CommandPalette {
        id: commandPalette

        finder: root.app.palette
    }
    HelpDialog {
        id: help

        commands: root.app.commands
    }
    PromptDialog {
        id: question

        screen: root.app.board
    }
    LeavingDialog {
        leaving: root.app.leaving
    }
    LockDialog {
        lock: root.app.lock
    }
}
