pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Theme

/// The window of one board.
ApplicationWindow {
    id: root

    required property AppViewModel app
    /// Without it nothing of the board is there: what showed it is gone, dialogs and half-written words as well.
    property bool unlocked: true

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
    Binding {
        target: Theme
        property: "density"
        value: root.app.appearance.density - AppearanceViewModel.Normal
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: root.app.appearance.reducedMotion
    }

    Repeater {
        model: root.unlocked ? 1 : 0

        BoardShell {
            width: root.width
            height: root.height
            app: root.app
            objectName: "shell"
        }
    }
    Repeater {
        model: root.unlocked ? 0 : 1

        LockedView {
            width: root.width
            height: root.height
            lock: root.app.lock
            boardName: root.app.status.boardName
        }
    }
}
