pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Board
import Stint.Inbox
import Stint.Queue
import Stint.Runs
import Stint.Settings

/// One view at a time. To add one: a ViewSlot here, its entry in NavigationViewModel, its keys in the command table.
FocusScope {
    id: root

    required property AppViewModel app

    /// The view that is shown shall have the keyboard.
    signal focusWanted
    /// The person wants to go on in the details.
    signal detailsWanted

    onFocusWanted: root.forceActiveFocus()

    ViewSlot {
        id: boardSlot

        navigation: root.app.navigation
        view: Navigation.Board
        onShown: root.focusWanted()

        Repeater {
            model: boardSlot.wanted ? 1 : 0
            onItemAdded: boardSlot.loaded = true

            BoardView {
                id: board

                anchors.fill: parent
                focus: true
                screen: root.app.board
                appearance: root.app.appearance
                newKey: root.app.commands.keyText("task.new", root.app.commands.revision)
                bulkKey: root.app.commands.keyText("board.bulk", root.app.commands.revision)
                onNewTaskWanted: root.app.commands.run("task.new")
                onDetailsWanted: root.app.task.open ? root.detailsWanted() : root.app.task.open = true

                Connections {
                    target: root
                    enabled: boardSlot.current

                    function onFocusWanted(): void {
                        board.focusBoard()
                    }
                }
            }
        }
    }
    ViewSlot {
        id: runsSlot

        navigation: root.app.navigation
        view: Navigation.Runs
        onShown: root.focusWanted()

        Repeater {
            model: runsSlot.wanted ? 1 : 0
            onItemAdded: runsSlot.loaded = true

            RunsView {
                id: runs

                anchors.fill: parent
                focus: true
                runs: root.app.runs
                agents: root.app.agentStart
                startKey: root.app.commands.keyText("runs.start", root.app.commands.revision)
                onStartWanted: root.app.commands.run("runs.start")

                Connections {
                    target: root
                    enabled: runsSlot.current

                    function onFocusWanted(): void {
                        runs.focusView()
                    }
                }
            }
        }
    }
    ViewSlot {
        id: queueSlot

        navigation: root.app.navigation
        view: Navigation.Queue
        onShown: root.focusWanted()

        Repeater {
            model: queueSlot.wanted ? 1 : 0
            onItemAdded: queueSlot.loaded = true

            QueueView {
                id: queue

                anchors.fill: parent
                focus: true
                queue: root.app.queue

                Connections {
                    target: root
                    enabled: queueSlot.current

                    function onFocusWanted(): void {
                        queue.focusView()
                    }
                }
            }
        }
    }
    ViewSlot {
        id: inboxSlot

        navigation: root.app.navigation
        view: Navigation.Inbox
        onShown: root.focusWanted()

        Repeater {
            model: inboxSlot.wanted ? 1 : 0
            onItemAdded: inboxSlot.loaded = true

            InboxView {
                anchors.fill: parent
                focus: true
                inbox: root.app.inbox
                commands: root.app.commands
                onDetailsWanted: root.detailsWanted()
            }
        }
    }
    ViewSlot {
        id: settingsSlot

        navigation: root.app.navigation
        view: Navigation.Settings
        onShown: root.focusWanted()

        Repeater {
            model: settingsSlot.wanted ? 1 : 0
            onItemAdded: settingsSlot.loaded = true

            SettingsView {
                anchors.fill: parent
                focus: true
                app: root.app
            }
        }
    }
}
