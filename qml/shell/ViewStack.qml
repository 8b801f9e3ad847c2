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

        Loader {
            anchors.fill: parent
            active: boardSlot.wanted
            focus: true
            onLoaded: boardSlot.loaded = true
            sourceComponent: BoardView {
                id: board

                focus: true
                screen: root.app.board
                onDetailsWanted: root.app.task.open = true

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

        Loader {
            anchors.fill: parent
            active: runsSlot.wanted
            focus: true
            onLoaded: runsSlot.loaded = true
            sourceComponent: RunsView {
                id: runs

                focus: true
                runs: root.app.runs

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

        Loader {
            anchors.fill: parent
            active: queueSlot.wanted
            focus: true
            onLoaded: queueSlot.loaded = true
            sourceComponent: QueueView {
                id: queue

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

        Loader {
            anchors.fill: parent
            active: inboxSlot.wanted
            focus: true
            onLoaded: inboxSlot.loaded = true
            sourceComponent: InboxView {
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

        Loader {
            anchors.fill: parent
            active: settingsSlot.wanted
            focus: true
            onLoaded: settingsSlot.loaded = true
            sourceComponent: SettingsView {
                focus: true
                app: root.app
            }
        }
    }
}
